"""Menu bars that were read as one line: "File Edit View" is three things to press, not one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from bridges.coordinates import Box
from model.base import Element

MENUS = frozenset({
    "file", "edit", "view", "go", "tools", "help", "bookmarks", "window", "windows", "format", "insert", "options",
    "settings", "search", "document", "selection", "history", "navigate", "run", "project", "table", "data", "mode",
    "layout", "image", "filters", "actions", "message", "calculator", "player", "media",
})  # fmt: skip
"""What menus are usually called."""


def split_menu_bars(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements, with each line of several menu names cut at its words; names a letter off are put right."""
    pieces = [piece for element in elements for piece in _pieces(element)]
    bar = [piece for piece in pieces if piece.source != "tree" and piece.text.casefold() in MENUS]
    return tuple(_put_right(piece, bar) for piece in pieces)


def _put_right(element: Element, bar: Sequence[Element]) -> Element:
    """A lone word a letter off from a menu's name, in one row with two menus, is that menu."""
    lone = element.role in ("text", "menuitem") and element.source != "tree"
    if not lone or element.text.casefold() in MENUS:
        return element
    name = None if " " in element.text else _menu(element.text)
    row = [menu for menu in bar if abs(menu.box.center.y - element.box.center.y) < 0.5 * element.box.height]
    return element.model_copy(update={"text": name, "role": "menu"}) if name and len(row) >= 2 else element


def _pieces(element: Element) -> Iterable[Element]:
    words = element.text.split()
    names = [_menu(word) for word in words]
    if element.source == "tree" or len(words) < 2 or sum(name is not None for name in names) < max(2, len(words) - 1):
        return (element,)
    return tuple(
        element.model_copy(update={"text": name or word, "role": "menu", "box": box, "label": ""})
        for word, name, box in zip(words, names, _boxes(element.text, words, element.box), strict=True)
    )


def _menu(word: str) -> str | None:
    """The menu that the word names, also with one wrong letter: an underlined F is often read as E."""
    plain = word.casefold()
    if plain in MENUS:
        return word
    near = [menu for menu in MENUS if len(plain) >= 4 and Levenshtein.distance(plain, menu, score_cutoff=1) <= 1]
    return near[0].capitalize() if len(near) == 1 else None


def _boxes(line: str, words: Sequence[str], box: Box) -> list[Box]:
    """Where each word is, as if all letters were equally wide."""
    step = box.width / max(len(line), 1)
    boxes: list[Box] = []
    at = 0
    for word in words:
        at = line.index(word, at)
        boxes.append(Box(box.left + at * step, box.top, box.left + (at + len(word)) * step, box.bottom))
        at += len(word)
    return boxes
