"""How the content of a picture moved between two frames, told row by row and pixel for pixel."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bridges.base import Frame
from bridges.coordinates import Box

STRIP = 48
"""Width of the strips in which a shift is looked for; a scrollbar spoils its own strip only."""
LEAST_ROWS = 8
"""Distinct rows that must have moved together before it is a scroll."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Content that moved as a whole: by so many pixels, down and right positive, and how much of it agrees."""

    down: int
    right: int
    agreed: float


def shift(before: Frame, after: Frame, box: Box) -> Shift | None:
    """How the content of a box moved, pixel for pixel, or None where it did not move as a whole."""
    place = np.s_[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    old, new = before[place], after[place]
    down, votes, rows = _moved(old, new)
    right, across, columns = _moved(old.transpose(1, 0, 2), new.transpose(1, 0, 2))
    if votes >= across and votes >= LEAST_ROWS and down:
        return Shift(down, 0, votes / max(rows, 1))
    if across > votes and across >= LEAST_ROWS and right:
        return Shift(0, right, across / max(columns, 1))
    return None


def _moved(old: NDArray[np.uint8], new: NDArray[np.uint8]) -> tuple[int, int, int]:
    """Rows moved down, how many distinct rows say so, and how many distinct rows changed, over all strips."""
    votes: Counter[int] = Counter()
    changed = 0
    for left in range(0, old.shape[1], STRIP):
        was = _distinct(old[:, left : left + STRIP])
        now = _distinct(new[:, left : left + STRIP])
        # A row that stands where it stood says nothing about a movement.
        moved = {row: at for row, at in now.items() if was.get(row) != at}
        changed += len(moved)
        votes.update(at - was[row] for row, at in moved.items() if row in was)
    if not votes:
        return 0, 0, changed
    best, count = votes.most_common(1)[0]
    return (best, count, changed) if count > 0.5 * votes.total() else (0, 0, changed)


def _distinct(strip: NDArray[np.uint8]) -> dict[bytes, int]:
    """Rows that are not of one colour and stand once only, with their place."""
    found: dict[bytes, int] = {}
    twice: set[bytes] = set()
    varied = (strip != strip[:, :1]).any((1, 2))
    for at in np.flatnonzero(varied):
        row = strip[at].tobytes()
        if row in found:
            twice.add(row)
        found[row] = int(at)
    return {row: at for row, at in found.items() if row not in twice}
