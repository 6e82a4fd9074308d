# ruff: noqa: E501 - markup and drawing calls read better unbroken
"""Words for rendered screens: what interfaces say, in several languages, and names of icons that interfaces use."""

from __future__ import annotations

import random

COMMANDS = {
    "en": "Save|Save as…|Open|Open file|New|New folder|Cancel|OK|Apply|Close|Delete|Remove|Add|Add item|Edit|Copy|Cut|"
    "Paste|Undo|Redo|Find|Replace|Search|Print|Export|Import|Share|Send|Reply|Forward|Archive|Refresh|Reload|Back|Next|"
    "Previous|Continue|Finish|Submit|Reset|Clear|Log in|Log out|Sign up|Register|Buy now|Add to cart|Checkout|Download|"
    "Upload|Install|Update|Settings|Preferences|Options|Help|About|View|Details|More|Less|Show all|Hide|Expand|Filter|"
    "Sort|Select all|Zoom in|Zoom out|Play|Pause|Stop|Record|Connect|Disconnect|Start|Run|Build|Debug|Test|Deploy|Yes|No|"
    "Accept|Decline|Allow|Deny|Try again|Learn more|Get started|Subscribe|Follow|Like|Comment|Rename|Move to…|Properties",
    "de": "Speichern|Öffnen|Abbrechen|Übernehmen|Schließen|Löschen|Hinzufügen|Bearbeiten|Kopieren|Einfügen|Suchen|Drucken|"
    "Weiter|Zurück|Anmelden|Einstellungen|Hilfe|Ansicht|Mehr|Herunterladen|Senden|Rückgängig|Umbenennen|Eigenschaften",
    "fr": "Enregistrer|Ouvrir|Annuler|Appliquer|Fermer|Supprimer|Ajouter|Modifier|Copier|Coller|Rechercher|Imprimer|"
    "Suivant|Précédent|Connexion|Paramètres|Aide|Affichage|Plus|Télécharger|Envoyer|Rétablir|Renommer|Propriétés",
    "es": "Guardar|Abrir|Cancelar|Aplicar|Cerrar|Eliminar|Añadir|Editar|Copiar|Pegar|Buscar|Imprimir|Siguiente|Atrás|"
    "Iniciar sesión|Configuración|Ayuda|Ver|Más|Descargar|Enviar|Deshacer|Renombrar|Propiedades",
    "ru": "Сохранить|Открыть|Отмена|Применить|Закрыть|Удалить|Добавить|Изменить|Копировать|Вставить|Найти|Печать|Далее|"
    "Назад|Войти|Настройки|Справка|Вид|Ещё|Скачать|Отправить|Отменить|Переименовать|Свойства",
    "zh": "保存|打开|取消|应用|关闭|删除|添加|编辑|复制|粘贴|搜索|打印|下一步|上一步|登录|设置|帮助|视图|更多|下载|发送|撤销|重命名|属性|确定|退出",
    "ja": "保存|開く|キャンセル|適用|閉じる|削除|追加|編集|コピー|貼り付け|検索|印刷|次へ|戻る|ログイン|設定|ヘルプ|表示|もっと見る|送信",
}
NOUNS = {
    "en": "Name|First name|Last name|Email|Password|Phone|Address|City|Country|Postcode|Company|Date|Time|Title|"
    "Description|Message|Subject|Username|Language|Theme|Font size|Volume|Brightness|Notifications|Sound|Display|Network|"
    "Bluetooth|Privacy|Security|Storage|Battery|Keyboard|Mouse|Account|Profile|Billing|Members|Projects|Tasks|Reports|"
    "Invoices|Orders|Customers|Products|Inbox|Drafts|Sent|Spam|Trash|Documents|Pictures|Music|Videos|Home|Desktop|"
    "Downloads|Dashboard|Overview|Analytics|Activity|Calendar|Contacts|Files|Folder|Status|Priority|Amount|Quantity|Price|"
    "Total|Discount|Category|Owner|Size|Type|Modified|Version|Location|Temperature|Speed|Width|Height|Color|Opacity|Layer",
    "de": "Name|Vorname|E-Mail|Passwort|Telefon|Adresse|Stadt|Land|Datum|Uhrzeit|Titel|Beschreibung|Sprache|Schriftgröße|"
    "Lautstärke|Netzwerk|Sicherheit|Konto|Projekte|Aufgaben|Berichte|Bestellungen|Kunden|Dokumente|Bilder|Größe|Preis",
    "fr": "Nom|Prénom|Courriel|Mot de passe|Téléphone|Adresse|Ville|Pays|Date|Heure|Titre|Description|Langue|Taille|"
    "Volume|Réseau|Sécurité|Compte|Projets|Tâches|Rapports|Commandes|Clients|Documents|Images|Prix|Quantité",
    "es": "Nombre|Apellido|Correo|Contraseña|Teléfono|Dirección|Ciudad|País|Fecha|Hora|Título|Descripción|Idioma|Tamaño|"
    "Volumen|Red|Seguridad|Cuenta|Proyectos|Tareas|Informes|Pedidos|Clientes|Documentos|Imágenes|Precio|Cantidad",
    "ru": "Имя|Фамилия|Почта|Пароль|Телефон|Адрес|Город|Страна|Дата|Время|Название|Описание|Язык|Размер|Громкость|Сеть|"
    "Безопасность|Счёт|Проекты|Задачи|Отчёты|Заказы|Клиенты|Документы|Картинки|Цена|Количество",
    "zh": "姓名|邮箱|密码|电话|地址|城市|国家|日期|时间|标题|描述|语言|字体大小|音量|网络|安全|账户|项目|任务|报告|订单|客户|文档|图片|价格|数量|状态|主页",
    "ja": "名前|メール|パスワード|電話|住所|都市|国|日付|時間|題名|説明|言語|サイズ|音量|ネットワーク|安全|アカウント|計画|仕事|報告|注文|顧客|文書|画像|価格",
}
PLAIN = [
    "the", "of", "to", "and", "in", "is", "for", "on", "with", "as", "at", "by", "from", "this", "that", "it", "are",
    "was", "be", "have", "new", "all", "one", "when", "your", "can", "more", "about", "time", "work", "people",
    "system", "report", "change", "small", "large", "first", "last", "every", "other", "open", "close", "under",
    "over", "between", "data", "file", "page", "line", "number", "point", "order", "place", "group", "part", "report",
    "state", "market", "water", "light", "paper", "market", "river", "garden", "winter", "music",
]  # fmt: skip
MENUS = {
    "en": "File|Edit|View|Insert|Format|Tools|Window|Help|Search|Go|Bookmarks|Terminal|Project|Build|Options|Document",
    "de": "Datei|Bearbeiten|Ansicht|Einfügen|Format|Extras|Fenster|Hilfe|Suchen|Gehe zu",
    "fr": "Fichier|Édition|Affichage|Insertion|Format|Outils|Fenêtre|Aide|Rechercher|Aller",
    "es": "Archivo|Editar|Ver|Insertar|Formato|Herramientas|Ventana|Ayuda|Buscar|Ir",
    "ru": "Файл|Правка|Вид|Вставка|Формат|Сервис|Окно|Справка|Поиск|Переход",
    "zh": "文件|编辑|视图|插入|格式|工具|窗口|帮助|搜索|转到",
    "ja": "ファイル|編集|表示|挿入|書式|ツール|ウィンドウ|ヘルプ|検索|移動",
}
LANGUAGES = ("en",) * 12 + ("de", "fr", "es", "ru", "zh", "zh", "ja")
KEYPAD = (*"789/C456*(123-)0.=+%√π", "sin", "cos")
"""Keys of a calculator, in rows of five."""

ICON_NAMES = [
    "home", "settings", "cog", "gear", "search", "user", "users", "menu", "close", "x", "check", "plus", "minus",
    "trash", "delete", "edit", "pencil", "save", "folder", "file", "download", "upload", "arrow left", "arrow right",
    "arrow up", "arrow down", "chevron left", "chevron right", "chevron up", "chevron down", "caret down", "caret up",
    "caret right", "heart", "star", "bell", "mail", "phone", "calendar", "clock", "camera", "image", "play", "pause",
    "stop", "skip forward", "volume", "mic", "lock", "unlock", "eye", "eye off", "filter", "sort", "refresh", "undo",
    "redo", "copy", "cut", "scissors", "paste", "clipboard", "link", "share", "send", "printer", "bold", "italic",
    "underline", "align left", "align center", "align right", "list", "grid", "table", "code", "terminal", "bug",
    "cloud", "wifi", "bluetooth", "battery", "sun", "moon", "map", "map pin", "location", "globe", "shopping cart",
    "cart", "credit card", "gift", "tag", "bookmark", "flag", "info", "help", "question", "warning", "alert", "more",
    "dots", "dots vertical", "dots horizontal", "ellipsis", "zoom in", "zoom out", "maximize", "minimize", "expand",
    "collapse", "external link", "log in", "log out", "login", "logout", "key", "shield", "database", "server",
    "chart", "bar chart", "pie chart", "trending up", "activity", "book", "message", "chat", "comment", "thumbs up",
    "thumb up", "smile", "palette", "brush", "crop", "rotate", "layers", "music", "video", "headphones", "tv",
    "monitor", "laptop", "power", "zap", "flash", "tool", "wrench", "hammer", "package", "box", "archive", "inbox",
    "attachment", "paperclip", "pin", "move", "drag", "window", "sidebar", "history", "sync", "text", "type", "color",
    "droplet", "eraser", "ruler", "ban", "circle", "square", "triangle",
]  # fmt: skip


class Words:
    """A seeded source of interface words in one language."""

    def __init__(self, source: random.Random, language: str | None = None) -> None:
        self.random = source
        self.language = language or source.choice(LANGUAGES)

    def command(self) -> str:
        return self._one(COMMANDS)

    def noun(self) -> str:
        return self._one(NOUNS)

    def menu(self) -> list[str]:
        names = MENUS[self.language].split("|")
        count = self.random.randint(3, min(9, len(names)))
        return names[:count] if self.random.random() < 0.7 else self.random.sample(names, count)

    def sentence(self, low: int = 3, high: int = 14) -> str:
        count = self.random.randint(low, high)
        if self.language in ("zh", "ja"):
            return "".join(self._one(self.random.choice((COMMANDS, NOUNS))) for _ in range(max(2, count // 2))) + "。"
        words = [
            self.random.choice(PLAIN) if self.random.random() < 0.75 else self.noun().lower() for _ in range(count)
        ]
        return " ".join(words).capitalize() + self.random.choice((".", ".", "", "?", "…"))

    def value(self) -> str:
        kind = self.random.randrange(8)
        if kind == 0:
            return str(self.random.randint(0, 10 ** self.random.randint(1, 6)))
        if kind == 1:
            return f"{self.random.uniform(0, 9999):,.2f}"
        if kind == 2:
            return f"{self.random.randint(1990, 2030)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        if kind == 3:
            return f"{self.random.choice(PLAIN)}.{self.random.choice(PLAIN)}@{self.random.choice(PLAIN)}.org"
        if kind == 4:
            return f"{self.random.choice(PLAIN)}_{self.random.randint(1, 99)}.{self.random.choice(('txt', 'pdf', 'png', 'py', 'csv'))}"
        if kind == 5:
            return f"{self.random.randint(0, 100)}%"
        return self.noun() if kind == 6 else self.sentence(1, 4)

    def _one(self, table: dict[str, str]) -> str:
        return self.random.choice(table[self.language].split("|"))
