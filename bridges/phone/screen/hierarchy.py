"""The tree of a window as `uiautomator dump` writes it (AOSP, AccessibilityNodeInfoDumper.java)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bridges.phone.screen.view import View

_INVALID: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufddf\ufffe\uffff\ud800-\udfff]")
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def hierarchy(root: View, package: str, rotation: int, size: tuple[int, int]) -> str:
    """The XML of one window. Views outside the screen are left out, as Android leaves out what is not visible."""
    parts = [f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"{rotation}\">"]
    parts += _node(root, package, 0, (0, 0, *size))
    parts.append("</hierarchy>")
    return "".join(parts)


def _escaped(text: str) -> str:
    return re.sub(r'[&<>"\n\r\t]', lambda found: _ESCAPES[found.group()], _INVALID.sub(".", text))


def _visible(view: View, within: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    left, top = max(view.box[0], within[0]), max(view.box[1], within[1])
    right, bottom = min(view.box[2], within[2]), min(view.box[3], within[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def _node(view: View, package: str, index: int, within: tuple[int, int, int, int]) -> Iterable[str]:
    box = _visible(view, within)
    if box is None:
        return
    yield f"<node {_attributes(view, package, index, box)}"
    children = [child for child in _shown_children(view) if _visible(child, box)]
    if not children:
        yield " />"
        return
    yield ">"
    for number, child in enumerate(children):
        yield from _node(child, package, number, box)
    yield "</node>"


def _shown_children(view: View) -> Iterator[View]:
    """Children without spacers and inner decoration; a widget's own text is its own."""
    if view.kind.endswith(("CheckBox", "RadioButton", "ImageButton")):
        return
    for child in view.children:
        if child.kind == "android.view.View" and not (child.text or child.desc or child.touchable or child.children):
            continue
        yield child


def _attributes(view: View, package: str, index: int, box: tuple[int, int, int, int]) -> str:
    text = "•" * len(view.text) if view.password else view.text
    if view.edit and not view.text:
        text = view.hint  # an empty field shows its hint as its text
    scrolls = view.scrolls and view.content[1] > view.box[3] - view.box[1]
    checkable = view.checked is not None and view.kind.endswith(("Switch", "CheckBox", "RadioButton"))
    values = {
        "index": str(index),
        "text": text,
        "resource-id": f"{package}:id/{view.id}" if view.id else "",
        "class": view.kind,
        "package": package,
        "content-desc": view.desc,
        "checkable": _flag(checkable),
        "checked": _flag(checkable and bool(view.checked)),
        "clickable": _flag(view.tap is not None or view.edit is not None),
        "enabled": _flag(view.enabled),
        "focusable": _flag(view.touchable),
        "focused": _flag(view.focused),
        "scrollable": _flag(scrolls),
        "long-clickable": _flag(view.hold is not None or view.edit is not None),
        "password": _flag(view.password),
        "selected": _flag(view.selected),
        "bounds": "[{},{}][{},{}]".format(*box),
    }
    return " ".join(f'{name}="{_escaped(value)}"' for name, value in values.items())


def _flag(value: bool) -> str:
    return "true" if value else "false"
