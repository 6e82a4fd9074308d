"""Text in fields: the focus, the cursor, and what keys do to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridges.phone.app import Page
from bridges.phone.screen.view import View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def field_in_focus(phone: Phone) -> View | None:
    """The editor that takes text now."""
    window = phone.windows.focused()
    page = window.page
    if page is None or not page.focus:
        return None
    return next((view for view in window.root.walk() if view.edit and view.key == page.focus), None)


def focus(phone: Phone, view: View, page: Page) -> None:
    """Give a field the focus, the cursor at its end, and bring the keyboard up."""
    if page.focus != view.key:
        page.focus = view.key
        page.cursor = (len(view.text), len(view.text))
    phone.input_methods.show()
    phone.changed()


def _span(page: Page, text: str) -> tuple[int, int]:
    start, end = sorted(page.cursor)
    return min(start, len(text)), min(end, len(text))


def _replace(phone: Phone, start: int, end: int, new: str) -> bool:
    view, page = field_in_focus(phone), phone.windows.focused().page
    if view is None or page is None or view.edit is None:
        return False
    text = view.text[:start] + new + view.text[end:]
    page.cursor = (start + len(new), start + len(new))
    view.edit(text)
    phone.changed()
    return True


def insert(phone: Phone, new: str) -> bool:
    """Type text at the cursor; whether there was a field for it."""
    view, page = field_in_focus(phone), phone.windows.focused().page
    if view is None or page is None:
        return False
    if not view.multiline:
        new = new.replace("\r", "").replace("\n", " ")
    return _replace(phone, *_span(page, view.text), new)


def paste(phone: Phone) -> None:
    """Insert what is on the clipboard."""
    insert(phone, phone.clipboard)


def clear(phone: Phone) -> bool:
    """Empty the field in focus."""
    view = field_in_focus(phone)
    return view is not None and _replace(phone, 0, len(view.text), "")


def delete(phone: Phone, forward: bool = False) -> None:
    """The backspace key, or the delete key."""
    view, page = field_in_focus(phone), phone.windows.focused().page
    if view is None or page is None:
        return
    start, end = _span(page, view.text)
    if start == end:
        start, end = (start, min(end + 1, len(view.text))) if forward else (max(0, start - 1), end)
    _replace(phone, start, end, "")


def enter(phone: Phone) -> None:
    """The enter key: a line end, or what the field does when it is done."""
    view = field_in_focus(phone)
    if view is None:
        return
    if view.multiline:
        insert(phone, "\n")
    else:
        phone.input_methods.hide()
        if view.done:
            view.done()
        phone.changed()


def move(phone: Phone, where: str) -> None:
    """Move the cursor: "left", "right", "home", "end"; or select "all"."""
    view, page = field_in_focus(phone), phone.windows.focused().page
    if view is None or page is None:
        return
    at, length = page.cursor[1], len(view.text)
    to = {"left": max(0, at - 1), "right": min(length, at + 1), "home": 0, "end": length, "all": length}[where]
    page.cursor = (0, length) if where == "all" else (to, to)
    phone.changed()


def selected(phone: Phone) -> str:
    """The selected text."""
    view, page = field_in_focus(phone), phone.windows.focused().page
    if view is None or page is None:
        return ""
    start, end = _span(page, view.text)
    return view.text[start:end]
