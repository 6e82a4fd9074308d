"""Reading the screen for checks: what is written where, and whether a text is among it in spite of reading slips."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

from bridges.base import Observation
from bridges.coordinates import Box, Point
from model.base import Element

SLIPS = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "ı": "l", "5": "s", "8": "b"})
"""Characters that text recognition takes for each other."""
SHORT = 3
LONG = 8
"""Characters from which a text may have other slips, too, and a part of a typed text counts."""
ALIKE = 85.0
"""Likeness in percent, from which two long texts are the same text with reading slips."""


class Reader(Protocol):
    """Whatever reads a screen: the model's own parser, so that nothing is read twice."""

    def texts(self, observation: Observation) -> Sequence[Element]:
        """The elements in sight, in reading order. Boxes in frame pixels."""


class TreeReader:
    """Reads the accessibility tree only."""

    def texts(self, observation: Observation) -> Sequence[Element]:
        return [
            Element(box=node.box, text=node.name, value=node.text, states=node.states, source="tree")
            for node in observation.tree or ()
        ]


def words_of(element: Element) -> str:
    """All that is written on or in an element."""
    return " ".join(part for part in (element.text, element.value) if part)


def elements_at(point: Point, elements: Sequence[Element]) -> list[Element]:
    """Elements that contain the point, smallest first."""
    return sorted((e for e in elements if e.box.contains(point)), key=lambda e: e.box.area)


def elements_in(box: Box, elements: Sequence[Element]) -> list[Element]:
    """Elements of which any part lies in the box, in the given order."""
    return [e for e in elements if e.box.intersection(box).area > 0]


def plain(text: str) -> str:
    """Letters and digits only, in one case and one Unicode form; signs stay where there is nothing else."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(c for c in folded if c.isalnum())
    return letters or re.sub(r"\s+", "", folded)


def shows(expected: str, pieces: Sequence[str], *, part_suffices: bool = False) -> bool:
    """Whether a text can be read in the pieces: alone, or running on from one to the next as a wrapped text does.

    Up to three characters and numbers must be read exactly. ``part_suffices``: a piece of a long text is enough, as
    where a field shows only the end of it.
    """
    wanted = plain(expected)
    if not wanted:
        return True
    if len(wanted) <= SHORT:
        return any(wanted in (plain(piece), *map(plain, piece.split())) for piece in pieces)
    seen = [plain(piece) for piece in pieces]
    seen = [piece for piece in seen if piece]
    joined = "".join(seen)
    if wanted in joined:
        return True
    if wanted.isdigit():
        return False
    return _alike(wanted, joined) or (part_suffices and any(_part(piece, wanted) for piece in (*seen, joined)))


def same(one: str, other: str) -> bool:
    """Whether two texts are the same but for characters that text recognition takes for each other."""
    return _without_slips(plain(one)) == _without_slips(plain(other))


def _alike(wanted: str, seen: str) -> bool:
    wanted, seen = _without_slips(wanted), _without_slips(seen)
    if len(wanted) < LONG:
        return wanted in seen
    return len(seen) >= len(wanted) * ALIKE / 100 and _likeness(wanted, seen) >= ALIKE


def _part(piece: str, wanted: str) -> bool:
    piece, wanted = _without_slips(piece), _without_slips(wanted)
    return LONG <= len(piece) <= len(wanted) * 1.2 and _likeness(piece, wanted) >= ALIKE


def _without_slips(text: str) -> str:
    """One character for all that are taken for each other, and none of the marks on letters, which get lost."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.translate(SLIPS).replace("rn", "m")


def _likeness(part: str, whole: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(part, whole)
