"""Settings: networks and devices nearby."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridges.phone.app import Dialog, Page
from bridges.phone.apps.settings_rows import opener, shown, switch_row
from bridges.phone.screen.parts import (
    button,
    checkbox,
    column,
    icon,
    item,
    row,
    section,
    space,
    text,
)  # fmt: skip
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

_NETWORKS = (("Mimic Home", True), ("Coffee Corner", False), ("Library-Guest", False), ("FRITZ!Box 7590", True))
_PASSWORD = "correct horse"  # noqa: S105 - of a network that does not exist


def network(phone: Phone, page: Page) -> View:
    """Network and internet."""
    return shown(
        phone, page, phone.t("Network & internet", "网络和互联网"),
        item(phone.t("Internet", "互联网"), _joined(phone), icon("wifi"), tap=opener(phone, "wifi")),
        item(phone.t("Calls & SMS", "通话和短信"), "Mimic Mobile", icon("call")),
        switch_row(phone, phone.t("Airplane mode", "飞行模式"), "", "global", "airplane_mode_on", "flight"),
        switch_row(phone, phone.t("Mobile data", "移动数据"), phone.t("Access data using mobile network", "使用移动网络访问数据"), "global", "mobile_data", "network_cell"),
        switch_row(phone, phone.t("Roaming", "漫游"), phone.t("Connect to data services when roaming", "漫游时连接到数据网络服务"), "global", "data_roaming", "public"),
        switch_row(phone, phone.t("Data Saver", "流量节省程序"), "", "global", "data_saver", "tune"),
    )  # fmt: skip


def _joined(phone: Phone) -> str:
    if not phone.settings.on("global", "wifi_on"):
        return phone.t("Off", "关闭")
    return str(phone.data["settings"]["network"])


def wifi(phone: Phone, page: Page) -> View:
    """Networks nearby."""
    on = phone.settings.on("global", "wifi_on")
    rows = [switch_row(phone, "Wi-Fi" if phone.settings.language == "en" else "WLAN", "", "global", "wifi_on")]
    if on:
        joined = phone.data["settings"]["network"]
        for name, locked in sorted(_NETWORKS, key=lambda one: one[0] != joined):
            below = phone.t("Connected", "已连接") if name == joined else ""
            tail = icon("lock", 18) if locked else None
            rows.append(
                item(
                    name,
                    below,
                    icon("wifi", color="primary" if name == joined else "muted"),
                    tail,
                    _join(phone, name, locked),
                )
            )
        rows.append(
            item(
                phone.t("Add network", "添加网络"),
                "",
                icon("add"),
                tap=lambda: phone.say(phone.t("Not available", "不可用")),
            )
        )
    return shown(phone, page, phone.t("Internet", "互联网"), *rows)


def _join(phone: Phone, name: str, locked: bool) -> Act:
    def done() -> None:
        phone.data["settings"]["network"] = name
        phone.log("joined", network=name)

    def ask() -> None:
        if not locked or name in phone.data["settings"]["known"]:
            done()
            return
        page = Page("com.android.settings", "")
        phone.ask(Dialog("com.android.settings", name, lambda p, d: _password(p, d, name, done), page, lambda: None))

    return ask


def _password(phone: Phone, page: Page, name: str, done: Act) -> View:
    typed = page.memory.get("password", "")

    def edit(words: str) -> None:
        page.memory["password"] = words

    def connect() -> None:
        if typed == _PASSWORD:
            phone.data["settings"]["known"].append(name)
            phone.close_dialog()
            done()
        else:
            page.memory["wrong"] = True
            phone.changed()

    def show() -> None:
        page.memory["shown"] = not page.memory.get("shown")
        phone.changed()

    shown = bool(page.memory.get("shown"))
    box = View("android.widget.EditText", id="password", text=typed, hint=phone.t("Password", "密码"), edit=edit, key="password",
               password=not shown, width=FILL, border="outline", radius=4, padding=(16, 14, 16, 14), done=connect)  # fmt: skip
    wrong = [text(phone.t("Wrong password", "密码错误"), 13, "error")] if page.memory.get("wrong") else []
    buttons = row(
        space(weight=1), button(phone.t("Cancel", "取消"), phone.dismiss, "text", id="button2"),
        button(phone.t("Connect", "连接"), connect, "text", id="button1", enabled=len(typed) >= 8), gap=8,
    )  # fmt: skip
    return column(
        box, *wrong, checkbox(shown, phone.t("Show password", "显示密码"), show, id="show_password"), buttons, gap=8
    )


def devices(phone: Phone, page: Page) -> View:
    """Bluetooth."""
    rows = [switch_row(phone, phone.t("Use Bluetooth", "使用蓝牙"), "", "global", "bluetooth_on", "bluetooth")]
    if phone.settings.on("global", "bluetooth_on"):
        paired = phone.data["settings"]["paired"]
        rows.append(section(phone.t("Available devices", "可用设备")))
        for name in ("Living Room TV", "Buds Two", "Car Audio"):
            state = phone.t("Paired", "已配对") if name in paired else ""
            rows.append(item(name, state, icon("bluetooth"), tap=_pair(phone, name)))
    return shown(phone, page, phone.t("Connected devices", "已连接的设备"), *rows)


def _pair(phone: Phone, name: str) -> Act:
    def act() -> None:
        paired = phone.data["settings"]["paired"]
        if name in paired:
            paired.remove(name)
        else:
            paired.append(name)
        phone.log("paired", device=name, on=name in paired)

    return act
