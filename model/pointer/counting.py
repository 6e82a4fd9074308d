"""How many things of one kind stand on a screen, for typing the number where a task asks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from model.base import Element

if TYPE_CHECKING:
    from model.parse.screen import Screen

ASKED: Final = re.compile(r"\b(?:number of|how many|count)\b", re.IGNORECASE)
COUNTED: Final = frozenset({"icon", "image", "checkbox", "radio", "switch", "unknown", "cell"})
"""Roles of wordless things that can be counted; a small filled square is easily taken for a mark."""
LIKE: Final = 0.84
"""The shorter of two sides to the longer one, from which two things are of one size."""


def counted(task: str, screen: Screen, index: int) -> str | None:
    """How many things are like the element of this index: plain figures of its colour and size, else pictures like it.

    None where the task asks for no number, or it has words.
    """
    one = screen.elements[index]
    if not ASKED.search(task) or not _wordless(one):
        return None
    if screen.frame is not None:
        from model.parse.alike import alike

        if figures := alike(screen.frame, one.box):
            return str(figures)
    return str(sum(_wordless(other) and _like(one, other) for other in screen.elements))


def _wordless(element: Element) -> bool:
    return element.role in COUNTED and not element.text


def _like(one: Element, other: Element) -> bool:
    sides = ((one.box.width, other.box.width), (one.box.height, other.box.height))
    return one.label == other.label and all(min(pair) >= LIKE * max(pair) for pair in sides)
