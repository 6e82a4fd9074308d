"""The tiles of the shade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridges.phone.screen.parts import column, icon, row, text
from bridges.phone.screen.view import Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def set_switch(phone: Phone, table: str, name: str) -> bool:
    """Flip a setting as a person does it, with what follows from it; its new position."""
    on = phone.settings.flip(table, name)
    if name == "airplane_mode_on":
        for radio in ("wifi_on", "bluetooth_on"):
            phone.settings.put("global", radio, "0" if on else "1")
    phone.log("setting", name=name, value=int(on))
    return on


def set_dark(phone: Phone, on: bool) -> None:
    """Dark theme on or off."""
    phone.settings.put("secure", "ui_night_mode", "2" if on else "1")
    phone.log("setting", name="ui_night_mode", value=2 if on else 1)


def tiles(phone: Phone) -> list[View]:
    """All tiles, most used first."""
    listed = (
        ("wifi", phone.t("Internet", "互联网"), "global", "wifi_on"),
        ("bluetooth", phone.t("Bluetooth", "蓝牙"), "global", "bluetooth_on"),
        ("flashlight_on", phone.t("Flashlight", "手电筒"), "system", "flashlight"),
        ("do_not_disturb_on", phone.t("Do Not Disturb", "勿扰"), "global", "zen_mode"),
        ("flight", phone.t("Airplane mode", "飞行模式"), "global", "airplane_mode_on"),
        ("battery_saver", phone.t("Battery Saver", "省电模式"), "global", "low_power"),
        ("location_on", phone.t("Location", "位置信息"), "secure", "location_mode"),
        ("bedtime", phone.t("Night Light", "护眼模式"), "secure", "night_display_activated"),
    )
    found = [_tile(phone, *one) for one in listed]
    dark = phone.settings.dark
    found.insert(
        5, _shape(phone, "dark_mode", phone.t("Dark theme", "深色主题"), dark, lambda: set_dark(phone, not dark))
    )
    return found


def _tile(phone: Phone, symbol: str, label: str, table: str, name: str) -> View:
    return _shape(phone, symbol, label, phone.settings.on(table, name), lambda: _flip(phone, table, name))


def _flip(phone: Phone, table: str, name: str) -> None:
    set_switch(phone, table, name)


def _shape(phone: Phone, symbol: str, label: str, on: bool, act: Act) -> View:
    color = "on_primary" if on else "on_surface"
    state = phone.t("On", "开启") if on else phone.t("Off", "已关闭")
    found = row(
        icon(symbol, 24, color),
        column(text(label, 14, color, bold=True, lines=1), text(state, 12, color, lines=1), weight=1),
        weight=1, gap=12, padding=(16, 12, 12, 12), fill="primary" if on else "container_high", radius=28, tap=act,
        desc=f"{label}, {state}", checked=on,
    )  # fmt: skip
    found.kind = "android.widget.Switch"
    return found
