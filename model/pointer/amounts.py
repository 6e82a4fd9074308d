"""What the numbers and dates on a screen tell: the least, the greatest, even, odd, out of order, before, after."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from model.pointer.wording import Floats

AMOUNTS: Final = 9
"""Is a number; its place from the least and from the greatest; the least; the greatest; even; odd; too small where it
stands; too large where it stands. Of each number among those of the screen, in reading order."""
MONTHS: Final = 3
"""Is the month of the task's date; is before it; is after it."""
RANKS: Final = 4
"""Stands in a rank; its place there from the least, 0 to 1; the least; the greatest."""
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = "|".join(f"{name}[a-z]*" for name in _NAMES)
_DATES: Final = (
    re.compile(r"\b(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})\b"),
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(r"\b(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})\b"),
    re.compile(rf"\b(?P<n>{_MONTH})\.?,? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?P<y>\d{{4}})\b", re.IGNORECASE),
)  # fmt: skip
_LASTING: Final = re.compile(
    r"(?:(\d+) ?h(?:ours?|rs?)?)(?: ?(\d+) ?m(?:in(?:ute)?s?)?)?\b|\b(\d+) ?m(?:in(?:ute)?s?)?\b", re.IGNORECASE
)
_FIGURES: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
MOST_LETTERS: Final = 48
"""Letters of a text that may stand in a rank."""
_SHOWN: Final = re.compile(
    rf"\W*(?:(?P<n>{_MONTH})\.?,? ?(?P<y>\d{{4}})|(?P<z>\d{{4}})[-/ ](?P<m>\d{{1,2}}))\W*", re.IGNORECASE
)
"""What the head of a calendar says."""


def amounts(numbers: Sequence[tuple[int, float]], count: int) -> Floats:
    """Rows of AMOUNTS, `count` of them, from pairs of an element and the number that it is."""
    table = np.zeros((count, AMOUNTS), np.float32)
    values = sorted({value for _, value in numbers})
    places = {value: at for at, value in enumerate(values)}
    for row, value in numbers:
        whole = value == int(value)
        table[row, :7] = (
            1, min(places[value], 8) / 8, min(len(values) - 1 - places[value], 8) / 8, places[value] == 0,
            places[value] == len(values) - 1, whole and value % 2 == 0, whole and value % 2 == 1,
        )  # fmt: skip
    for (row, value), (after, following) in pairwise(numbers):
        if value > following:
            table[row, 8] = table[after, 7] = 1
    return table


def ranks(texts: Sequence[str]) -> Floats:
    """len(texts) × RANKS: how texts that are alike but for their figures follow each other ("$451" and "$1,010")."""
    table = np.zeros((len(texts), RANKS), np.float32)
    groups: dict[str, list[tuple[tuple[float, ...], int]]] = defaultdict(list)
    for row, text in enumerate(texts):
        if len(text) <= MOST_LETTERS and any(map(str.isdigit, text)):
            form, figures = _formed(text)
            groups[form].append((figures, row))
    for group in groups.values():
        values = sorted({figures for figures, _ in group})
        places = {figures: at for at, figures in enumerate(values)}
        for figures, row in group if len(values) > 1 else ():
            place = places[figures] / (len(values) - 1)
            table[row] = 1, place, place == 0, place == 1
    return table


def _formed(text: str) -> tuple[str, tuple[float, ...]]:
    """A text without its figures and blanks, and the figures; a time that something lasts is one figure, in minutes."""
    figures: list[float] = []

    def lasting(found: re.Match[str]) -> str:
        figures.append(60 * int(found[1] or 0) + int(found[2] or found[3] or 0))
        return "⌛"

    def figure(found: re.Match[str]) -> str:
        figures.append(float(found[0].replace(",", "")))
        return "#"

    form = _FIGURES.sub(figure, _LASTING.sub(lasting, text))
    return "".join(form.casefold().split()), tuple(figures)


def months(task: str, texts: Sequence[str]) -> Floats:
    """len(texts) × MONTHS, where a text is a month with its year and the task says a date."""
    table = np.zeros((len(texts), MONTHS), np.float32)
    said = {month for pattern in _DATES for found in pattern.finditer(task) if (month := _month(found))}
    if len(said) != 1:
        return table
    (wanted,) = said
    for row, text in enumerate(texts):
        found = _SHOWN.fullmatch(text) if 6 <= len(text) <= 24 else None
        month = _month(found) if found else None
        if month is not None:
            table[row] = month == wanted, month < wanted, month > wanted
    return table


def _month(found: re.Match[str]) -> int | None:
    """Months since the year 0; None where there is no such month."""
    parts = found.groupdict()
    year = int(parts.get("y") or parts["z"])
    name = parts.get("n")
    month = _NAMES.index(name[:3].lower()) + 1 if name else int(parts["m"])
    return 12 * year + month - 1 if 1 <= month <= 12 else None
