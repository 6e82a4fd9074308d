"""The soft keyboard: its keys can be touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridges.phone import editing
from bridges.phone.screen.parts import column, icon_button, row, text
from bridges.phone.screen.view import FILL, Act, View
from bridges.phone.settings import ADB_KEYBOARD

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

_LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SIGNS = ("1234567890", "@#$_&-+()/", "*\"':;!?")
_MORE = ("~`|•√π÷×¶∆", "£€¥^°={}\\%", "©®™✓[]<>")


def build(phone: Phone) -> View:
    """The keyboard for the input method that is bound."""
    methods = phone.input_methods
    if methods.bound == ADB_KEYBOARD:
        return row(text("ADB Keyboard {ON}", 14, padding=(12, 0, 12, 0), weight=1),
                   icon_button("keyboard_hide", "Hide", methods.hide), fill="keyboard", height=FILL)  # fmt: skip
    rows = {"signs": _SIGNS, "more": _MORE}.get(methods.layer, _LETTERS)
    capitals = methods.layer == "capitals"

    def typed(sign: str) -> Act:
        def act() -> None:
            editing.insert(phone, sign)
            if methods.layer == "capitals":
                methods.layer = "letters"
                phone.changed()

        return act

    def layer(name: str) -> Act:
        def act() -> None:
            methods.layer = name
            phone.changed()

        return act

    def keys(signs: str) -> list[View]:
        return [_key(sign.upper() if capitals else sign, typed(sign.upper() if capitals else sign)) for sign in signs]

    letters = rows is _LETTERS
    if letters:
        shift = _key("", layer("letters" if capitals else "capitals"), "arrow_upward", 1.5, "Shift")
    else:
        other = "more" if methods.layer == "signs" else "signs"
        shift = _key("=\\<" if other == "more" else "?123", layer(other), weight=1.5, dark=True)
    middle = keys(rows[1])
    if letters:
        middle = [View(weight=0.5, height=FILL), *middle, View(weight=0.5, height=FILL)]
    swap = (
        _key("?123", layer("signs"), weight=1.5, dark=True)
        if letters
        else _key("ABC", layer("letters"), weight=1.5, dark=True)
    )
    return column(
        _tools(phone),
        _line(*keys(rows[0])),
        _line(*middle),
        _line(shift, *keys(rows[2]), _key("", lambda: editing.delete(phone), "backspace", 1.5, "Delete")),
        _line(
            swap,
            _key(",", typed(",")),
            _key(
                "", lambda: phone.say(phone.t("No other keyboard", "没有其他键盘")), "language", desc="Switch keyboard"
            ),
            _key(phone.t("English", "空格"), typed(" "), weight=4, desc="Space", size=13),
            _key(".", typed(".")),
            _key("", lambda: editing.enter(phone), "keyboard_return", 1.5, "Enter", accent=True),
        ),
        fill="keyboard",
        height=FILL,
        gap=5,
        padding=(3, 4, 3, 8),
    )


def _tools(phone: Phone) -> View:
    paste = [icon_button("content_paste", "Paste", lambda: editing.paste(phone))]
    hide = icon_button("keyboard_hide", "Hide keyboard", phone.input_methods.hide, "muted")
    hint = phone.clipboard[:24] if phone.clipboard else ""
    return row(
        *(paste if phone.clipboard else []), text(hint, 13, "muted", lines=1, weight=1, align="center"), hide, height=40
    )


def _line(*keys: View) -> View:
    return row(*keys, weight=1, gap=5)


def _key(
    label: str, tap: Act, symbol: str = "", weight: float = 1, desc: str = "", dark: bool = False, accent: bool = False,
    size: float = 22,
) -> View:  # fmt: skip
    face = (
        View(icon=symbol, size=22, color="on_primary" if accent else "on_surface")
        if symbol
        else View(text=label, size=size if len(label) == 1 else min(size, 15))
    )
    return View(
        "android.widget.Button", desc=desc or label, flow="stack", align="center", justify="center", weight=weight,
        height=FILL, radius=6, fill="primary" if accent else "keycap_dark" if dark or symbol else "keycap",
        children=[face], tap=tap,
    )  # fmt: skip
