"""Rows and pages that the Settings application is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridges.phone.app import Page
from bridges.phone.quicksettings import set_switch
from bridges.phone.screen.parts import (
    checkbox,
    column,
    icon,
    icon_button,
    row,
    screen,
    scroll,
    switch_item,
    text,
    top_bar,
)  # fmt: skip
from bridges.phone.screen.view import FILL, Act, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def shown(phone: Phone, page: Page, title: str, *rows: View) -> View:
    """A page with a title and rows."""
    return screen(top_bar(title, phone.finish), scroll(*rows, key="recycler_view", padding=(0, 0, 0, 24)))


def opener(phone: Phone, name: str, **arguments: Any) -> Act:
    """Opens another page."""
    return lambda: phone.push(name, **arguments)


def flip(phone: Phone, table: str, name: str) -> Act:
    """Turns a switch of the settings tables."""

    def act() -> None:
        set_switch(phone, table, name)

    return act


def switch_row(phone: Phone, title: str, below: str, table: str, name: str, symbol: str = "") -> View:
    """A row that turns a switch of the settings tables."""
    lead = icon(symbol) if symbol else None
    return switch_item(title, below, phone.settings.on(table, name), flip(phone, table, name), lead)


def level(phone: Phone, title: str, name: str, most: int, step: int) -> View:
    """A level with buttons for less and more."""
    now = phone.settings.number("system", name)

    def change(by: int) -> Act:
        def act() -> None:
            phone.settings.put("system", name, str(min(most, max(0, now + by))))
            phone.log("setting", name=name, value=phone.settings.number("system", name))

        return act

    bar = View("android.widget.SeekBar", desc=f"{title}: {round(100 * now / most)}%", height=6, width=FILL, radius=3, fill="divider",
               children=[View(width=max(1.0, 200.0 * now / most), height=6, radius=3, fill="primary")])  # fmt: skip
    return row(
        icon_button("remove", phone.t(f"Decrease {title}", f"降低{title}"), change(-step)),
        column(text(title, 16), bar, weight=1, gap=10),
        icon_button("add", phone.t(f"Increase {title}", f"提高{title}"), change(step)), gap=8, padding=(8, 12, 8, 12),
    )  # fmt: skip


def choice(phone: Phone, page: Page, title: str, name: str, options: list[tuple[str, str]]) -> View:
    """A page on which one of several values is chosen."""
    now = phone.settings.get("system", name)

    def chooser(value: str) -> Act:
        def act() -> None:
            phone.settings.put("system", name, value)
            phone.log("setting", name=name, value=value)

        return act

    rows = [
        checkbox(value == now, label, chooser(value), kind="android.widget.RadioButton") for value, label in options
    ]
    return shown(phone, page, title, *rows)
