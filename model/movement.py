"""How the content of a picture moved between two frames, told row by row and pixel for pixel."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridges.base import Frame
from bridges.coordinates import Box

STRIP = 48
"""Width of the strips in which a shift is looked for; a scrollbar spoils its own strip only."""
LEAST_ROWS = 8
"""Distinct rows that must have moved together before it is a scroll."""
LEAST, MOST = 4, 0.9
"""Pixels that compressed content moves at least, and the share of its box up to which it does."""
UNLIKE = 24
"""Brightness steps from which a pixel of a compressed picture has changed."""
LEAST_CHANGED, ROLLED = 300, 0.7
"""Changed pixels that have to be there, and the share of them that a movement has to explain."""


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


def rolled(before: Frame, after: Frame, box: Box) -> Shift | None:
    """How the content of a box moved up or down, or to a side, in spite of compression; None where it did not."""
    import cv2

    place = np.s_[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    old, new = (cv2.cvtColor(np.ascontiguousarray(one[place]), cv2.COLOR_RGB2GRAY) for one in (before, after))
    if min(old.shape) < 2 * STRIP:
        return None
    # What stands still, such as a frame, would outweigh what moves.
    stirred = cv2.dilate((cv2.absdiff(old, new) > UNLIKE).astype(np.uint8), np.ones((5, 5), np.uint8))
    was_drawn, is_drawn = (np.abs(cv2.Laplacian(one, cv2.CV_32F)) * stirred for one in (old, new))
    (x, y), _ = cv2.phaseCorrelate(was_drawn, is_drawn)
    right, down = round(x), round(y)
    if min(abs(right), abs(down)) > 1:
        return None
    # The correlation goes round: what moved up by more than half comes out as moved down.
    found = [_explained(old, new, down + more, 0) for more in (0, -len(old), len(old)) if abs(down) > abs(right)]
    found += [
        _explained(old, new, 0, right + more) for more in (0, -old.shape[1], old.shape[1]) if abs(right) > abs(down)
    ]
    best = max((one for one in found if one is not None), key=lambda one: one.agreed, default=None)
    return best if best is not None and best.agreed >= ROLLED else None


def _explained(old: NDArray[Any], new: NDArray[Any], down: int, right: int) -> Shift | None:
    """The movement with the share of what changed that it explains; None where too little is left to tell."""
    height, width = old.shape
    if max(abs(right), abs(down)) < LEAST or abs(down) > MOST * height or abs(right) > MOST * width:
        return None
    was = old[max(0, -down) : height - max(0, down), max(0, -right) : width - max(0, right)].astype(np.int16)
    there = np.s_[max(0, down) : height - max(0, -down), max(0, right) : width - max(0, -right)]
    now, stood = new[there].astype(np.int16), old[there].astype(np.int16)
    changed = np.abs(now - stood) > UNLIKE
    if int(changed.sum()) < LEAST_CHANGED:
        return None
    return Shift(down, right, float((np.abs(now - was) <= UNLIKE)[changed].mean()))


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
