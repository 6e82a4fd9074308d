"""The element tree that `uiautomator dump` writes, as nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from bridges.base import Node
from bridges.coordinates import Box

ROLES = {
    "Button": "push button",
    "MaterialButton": "push button",
    "ImageButton": "push button",
    "FloatingActionButton": "push button",
    "EditText": "text",
    "AutoCompleteTextView": "text",
    "MultiAutoCompleteTextView": "text",
    "SearchAutoComplete": "text",
    "TextInputEditText": "text",
    "CheckBox": "check box",
    "RadioButton": "radio button",
    "Switch": "switch",
    "SwitchCompat": "switch",
    "SwitchMaterial": "switch",
    "ToggleButton": "toggle button",
    "SeekBar": "slider",
    "Spinner": "combo box",
    "ImageView": "image",
    "TextView": "label",
    "CheckedTextView": "check box",
    "TabWidget": "page tab",
}
"""Android's widget classes, by the last part of their names, in the role names that the parser knows."""
_BOUNDS = re.compile(r"\[(-?\d+),(-?\d+)\]\[(-?\d+),(-?\d+)\]")


class NoTree(ValueError):
    """What was dumped is no tree."""


def read_hierarchy(xml: str, scale: float = 1.0, width: int = 0, height: int = 0) -> tuple[Node, ...]:
    """The nodes in the order of the dump, boxes in frame pixels: logical pixels times ``scale``, cut to the frame.

    Raises NoTree where the text is none.
    """
    start, end = xml.find("<hierarchy"), xml.rfind("</hierarchy>")
    if start < 0 or end < 0:
        raise NoTree(xml.strip()[:200] or "nothing was dumped")
    try:
        root = ElementTree.fromstring(xml[start : end + len("</hierarchy>")])  # noqa: S314 - the phone's own dump
    except ElementTree.ParseError as error:
        raise NoTree(str(error)) from error
    return tuple(_nodes(root, scale, Box(0, 0, width or 1e9, height or 1e9)))


def window_box(xml: str, scale: float, width: int, height: int) -> Box | None:
    """Where the dumped window lies, which is a dialog's own place where one is in front."""
    found = re.search(r'<node [^>]*?\bbounds="([^"]*)"', xml)
    box = _box(found[1], scale, Box(0, 0, width, height)) if found else None
    return box if box is not None and box.area > 0 else None


def turned(xml: str) -> int | None:
    """The rotation that the dump was made in."""
    found = re.search(r'<hierarchy[^>]*\brotation="(\d)"', xml)
    return int(found[1]) if found else None


def _nodes(element: ElementTree.Element, scale: float, whole: Box) -> Iterator[Node]:
    for child in element:
        box = _box(child.get("bounds", ""), scale, whole)
        if child.tag == "node" and box is not None and box.area > 0:
            yield from _node(child, box)
        yield from _nodes(child, scale, whole)


def _box(bounds: str, scale: float, whole: Box) -> Box | None:
    found = _BOUNDS.fullmatch(bounds)
    if found is None:
        return None
    left, top, right, bottom = (int(side) * scale for side in found.groups())
    return Box(left, top, right, bottom).intersection(whole)


def _node(child: ElementTree.Element, box: Box) -> Iterator[Node]:
    kind = child.get("class", "").rpartition(".")[2]
    role = ROLES.get(kind, "")
    text, described = child.get("text", ""), child.get("content-desc", "")
    clickable = _on(child, "clickable") or _on(child, "checkable")
    states = set(_states(child))
    if role == "text":
        states.add("editable")
        hint = child.get("hint", "")
        name = described or hint or _words_of(child.get("resource-id", ""))
        held = "" if text == hint else text
        yield _made(child, role, name, box, held, states)
        return
    own = text or described
    if role in ("label", "image", "") and _on(child, "checkable"):
        role = "check box"
    elif role in ("label", "image") and clickable:
        role = "push button" if role == "label" else "icon"
    elif not role and clickable:
        if not own and _touchable_inside(child) > 1:
            return  # a dialog or a row around things of their own
        own = own or _words_inside(child)
        role = "list item"
    if role and (own or role not in ("label", "image")):
        yield _made(child, role, own or _words_inside(child), box, "", states)


def _made(child: ElementTree.Element, role: str, name: str, box: Box, text: str, states: set[str]) -> Node:
    return Node(
        role,
        " ".join(name.split()),
        box,
        text,
        frozenset(states),
        child.get("package", ""),
        child.get("resource-id", ""),
    )


def _states(child: ElementTree.Element) -> Iterator[str]:
    yield "visible"  # a dump holds the window in front and leaves out what is not shown
    for name in ("checked", "focused", "selected", "password"):
        if _on(child, name):
            yield name
    if child.get("enabled") == "false":
        yield "disabled"


def _on(child: ElementTree.Element, name: str) -> bool:
    return child.get(name) == "true"


def _words_of(identity: str) -> str:
    """What a resource's name says about a field that has no words of its own: "app:id/first_name"."""
    tail = identity.rpartition("/")[2]
    return " ".join(word for word in re.split(r"[_\W]+", tail) if word)


def _touchable_inside(element: ElementTree.Element) -> int:
    return sum(_on(one, "clickable") for one in element.iter("node") if one is not element)


def _words_inside(element: ElementTree.Element) -> str:
    words = (one.get("text") or one.get("content-desc") or "" for one in element.iter("node") if one is not element)
    return " ".join(dict.fromkeys(filter(None, words)))[:120]
