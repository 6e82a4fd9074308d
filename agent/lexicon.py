"""Words by what the thing does that bears them, in English, Chinese and German, some in French and Spanish.

A trailing ``*`` stands for any ending. A phrase counts wherever its words stand next to each other.
"""

from __future__ import annotations

import re


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.replace("\n", " ").split(",") if phrase.strip())


DESTROYS = _phrases("""
    delet*, remov*, eras*, overwrit*, replace, replace all, replace file*, uninstall*, discard*, reset,
    factory reset, shut down, shutdown, power off, turn off computer, reboot, restart, log out, logout, log off,
    sign out, wipe, purg*, destroy*, trash, move to trash, move to bin, empty trash, empty bin, empty recycle bin,
    format disk, format drive, format partition, format volume, format card, format device, formatieren, don't save,
    do not save, close without saving, quit without saving, without saving, quit anyway, close anyway, leave anyway,
    force quit, force stop, kill, end task, end process, terminat*, clear history, clear data, clear browsing data,
    clear all, clear recent, revoke*, deactivat*, close account, unsubscrib*, revert*, roll back, rollback,
    drop table, cancel order, cancel subscription, cancel booking, cancel reservation, cancel appointment, unfriend,
    block user, leave group, lösch*, gelöscht, entfern*, überschreib*, ersetzen, alle ersetzen, deinstallier*,
    verwerfen, zurücksetzen, herunterfahren, ausschalten, neu starten, neustart*, abmelden, papierkorb leeren,
    in den papierkorb*, vernichten, nicht speichern, ohne speichern, ohne zu speichern, beenden erzwingen,
    sofort beenden, leeren, widerrufen, kündigen, stornier*, 删除, 移除, 清除, 清空, 抹掉, 擦除, 覆盖, 替换, 格式化,
    卸载, 丢弃, 放弃更改, 不保存, 重置, 恢复出厂, 关机, 重启, 重新启动, 注销, 退出登录, 强制退出, 强行停止,
    结束任务, 结束进程, 移到回收站, 移至回收站, 移到废纸篓, 清倒, 撤销授权, 取消订单, 取消订阅, 还原, 刪除, 覆寫,
    取代, 卸載, 解除安裝, 捨棄, 不儲存, 關機, 登出, supprim*, effac*, remplacer, désinstall*, éteindre, redémarrer,
    eliminar*, borrar*, sobrescribir, reemplazar, desinstalar, apagar, reiniciar
""")

SPENDS = _phrases("""
    send, send now, send message, send email, resend, submit order, submit payment, submit application, place order,
    place your order, place bid, order now, order and pay, confirm order, confirm purchase, confirm payment,
    complete order, complete purchase, pay, pay now, payment, buy, buy now, purchas*, checkout, check out, transfer,
    transfer money, donat*, subscrib*, book now, bid now, post, tweet, publish*, share, reply all,
    forward message, invite, rent now, top up, withdraw*, deposit, sell, trade, upgrade now, start trial,
    senden, absenden, abschicken,
    verschicken, versenden, bestell*, kostenpflichtig*, jetzt kaufen, kaufen, bezahl*, zahlen, zahlungspflichtig*,
    überweis*, spenden, abonnieren, buchen, posten, veröffentlich*, teilen,
    nachricht weiterleiten, einladen, 发送, 发出,
    提交订单, 下单, 立即购买, 购买, 付款, 支付, 去结算, 结算, 转账, 汇款, 捐款, 捐赠, 订阅, 预订, 发布, 发表, 分享,
    转发, 邀请, 充值, 提现, 傳送, 發送, 購買, 結帳, 轉帳, 發佈, envoyer, payer, acheter, commander, publier,
    partager, enviar, pagar, comprar, publicar, compartir, transferir
""")

EDITS = _phrases("""
    save*, rename, new, create, add, insert, paste, cut, apply, ok, yes, undo, redo, move, import, install*, enable,
    disable, submit, clear, speichern, umbenennen, neu, erstellen, hinzufügen, einfügen, ausschneiden, anwenden,
    verschieben, installieren, ja, 保存, 另存为, 重命名, 新建, 创建, 添加, 插入, 粘贴, 剪切, 应用, 移动, 安装, 提交,
    确定, 是
""")

HARMLESS = _phrases("""
    find and replace*, search and replace*, replace with, suchen und ersetzen*, ersetzen durch, 查找和替换,
    查找替换, reset zoom, zoom zurücksetzen, undelete*, recently deleted, restart search, post code, postal code,
    checkout branch, show deleted, share price*, sort order, empty trash settings
""")
"""Phrases that hold a grave word and do nothing grave."""

NEGATIONS = _phrases("""
    don't, do not, never, not, nicht, kein*, niemals, 不要, 不, 别, 勿, ne pas, no
""")
"""Right before a grave word, they take it back: “Don't delete”."""

CANCELS = _phrases("""
    cancel, abort, back, go back, no, no thanks, not now, keep, keep it, later, dismiss, stay, close, abbrechen,
    nein, zurück, behalten, später, schließen, 取消, 否, 返回, 保留, 以后, 稍后, 关闭, 不用了, annuler, non,
    cancelar
""")

AFFIRMS = _phrases("""
    ok, okay, yes, continue, proceed, confirm, apply, accept, agree, i agree, i understand, next, finish, done,
    submit, go, sure, got it, allow, ja, weiter, bestätigen, fortfahren, übernehmen, anwenden, fertig, zustimmen,
    einverstanden, erlauben, 确定, 确认, 是, 继续, 好, 好的, 完成, 提交, 同意, 下一步, 允许, 應用, 確定, oui,
    continuer, confirmer, aceptar, continuar, sí
""")

ASKS_TO_SAVE = _phrases("""
    save changes, save the changes, unsaved, save before, save your changes, changes will be lost,
    änderungen speichern, nicht gespeichert*, änderungen gehen verloren, 保存更改, 未保存, 是否保存, 保存修改
""")


def compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds any of the phrases in folded text."""
    return re.compile("|".join(_pattern(phrase) for phrase in sorted(set(phrases), key=len, reverse=True)))


def _pattern(phrase: str) -> str:
    words = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
    # Chinese is written without spaces: a phrase may stand anywhere.
    return words if "\u3400" <= phrase[0] <= "\u9fff" else rf"(?<!\w){words}(?!\w)"
