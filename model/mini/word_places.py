"""Where in an element's text the words stand that a task speaks of: quoted ones, counted ones, one of several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from model.base import Element
from model.mini.lexicon import ORDINALS
from model.pointer.matching import IDLE

Place = tuple[float, float]
"""Shares of an element's width and height."""
QUOTED: Final = re.compile(r"[\"“”']([^\"“”']{1,80})[\"“”']")
_DATE: Final = re.compile(r"(?:mm|dd|yyyy|--) ?[/.:-]", re.IGNORECASE)
"""What an empty date or time field shows; it is filled from its left end on."""
_NAMED: Final = "|".join(word for word in ORDINALS if word.isalpha() and not word.endswith("most"))
_COUNTED: Final = re.compile(rf"\b(?:(\d+)(?:st|nd|rd|th)|({_NAMED})) word\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\S*\w\S*")
_LETTERS: Final = re.compile(r"\w{2,}")
_WITH_SIGNS: Final = re.compile(r"\w{2,}([.!?]+)(?= [a-z])|[\"“]\w{2,}([^\w\s\"”]+)[\"”]")
"""A word with signs that do not end a sentence of the task."""
WORDED: Final = frozenset({"text", "link", "field", "listitem", "list", "cell"})
"""Roles whose texts are words to be pointed at one by one."""
GAP: Final = 0.9
"""Between two lines of a paragraph, in heights of a line, at most."""


def word_place(task: str, element: Element | None, elements: Sequence[Element] = ()) -> Place | None:
    """Where in an element, one of ``elements``, the words stand that the task says.

    None where they are all of it, or not in it.
    """
    if element is None:
        return None
    if _DATE.match((element.text or element.value).strip()):
        return (min(0.5, 10 / max(element.box.width, 20.0)), 0.5)
    if element.role not in WORDED:
        return None
    lines = (element.text or element.value).splitlines()
    if len(lines) > 1:
        said = [number for number, line in enumerate(lines) if len(line) > 1 and line.casefold() in task.casefold()]
        return (0.5, (said[0] + 0.5) / len(lines)) if len(said) == 1 else None
    line = lines[0] if lines else ""
    return _quoted(task, line) or _counted(task, line, element, elements)


def named_word(task: str, element: Element | None) -> Place | None:
    """Where the one word of a line stands that the task says too: what a double click marks.

    None where there is no such word or more than one, or it is all of the line.
    """
    line = element.text if element is not None and element.role in WORDED else ""
    said = {word.casefold() for word in _LETTERS.findall(task)} - IDLE
    words = list(_LETTERS.finditer(line))
    shared = [word for word in words if word[0].casefold() in said]
    if len(words) < 2 or len(shared) != 1:
        return None
    return _middle(shared[0].span(), line)


def signs_after(task: str, element: Element | None) -> int:
    """How many signs follow a word of a line that the task says with them: a double click leaves them out."""
    line = element.text.casefold() if element is not None and element.role in WORDED else ""
    for found in _WITH_SIGNS.finditer(task):
        signs = found[1] or found[2]
        if found[0].strip('"“”').casefold() in line:
            return len(signs)
    return 0


def _quoted(task: str, line: str) -> Place | None:
    for found in QUOTED.finditer(task):
        word = found.group(1).strip()
        at = line.casefold().find(word.casefold())
        if word and at >= 0 and len(line) > len(word) + 1:
            return _middle((at, at + len(word)), line)
    return None


def _counted(task: str, line: str, element: Element, elements: Sequence[Element]) -> Place | None:
    """The third word of a paragraph, where it stands in this line of it; the last word of this line."""
    found = _COUNTED.search(task)
    words = list(_WORD.finditer(line))
    if found is None or len(words) < 2:
        return None
    number = int(found[1]) if found[1] else ORDINALS[found[2].lower()]
    if number < 0:
        number = len(words)
    else:
        number -= sum(len(_WORD.findall(above.text)) for above in _lines_above(element, elements))
    if not 1 <= number <= len(words):
        return None
    return _middle(words[number - 1].span(), line)


def _lines_above(element: Element, elements: Sequence[Element]) -> Iterator[Element]:
    """The lines of the same paragraph that come before, nearest first."""
    below = element
    for other in sorted(elements, key=lambda each: -each.box.bottom):
        height = min(below.box.height, other.box.height)
        gap = below.box.top - other.box.bottom
        level = abs(other.box.left - below.box.left) <= height
        if other.text and other.role in WORDED and level and -height / 2 < gap <= GAP * height:
            yield other
            below = other


def _middle(span: tuple[int, int], line: str) -> Place:
    """Where the middle of some characters of a line lies, as if all were equally wide."""
    return (sum(span) / 2 / len(line), 0.5)
