"""Whether something went along with the pointer of a screen recording: told by what surrounds it on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bridges.base import Frame
from bridges.coordinates import Box, FramePoint

AROUND = 40
"""Pixels to each side of the pointer in which it is looked for."""
UNLIKE = 24
"""Brightness steps from which a pixel is another one."""
LEAST = 40
"""Pixels that have to go along."""
ALIKE, OFTEN = 0.5, 0.5
"""Share of two looks' pixels that have to be the same ones, and of the pairs of looks in which they are: what lags
behind the pointer does so now more, now less."""
PAIRS = 2
"""Of looks in which they are, at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A look at the pointer on its way."""

    frame: Frame
    point: FramePoint
    box: Box
    """Of the pointer's picture."""


def dragged(before: Frame, way: Sequence[Passage], start: FramePoint) -> bool:
    """Whether what was not there before the pointer moved came along with it, and left where that started."""
    gone = [one for one in way if one.point.apart(start) > AROUND]
    pairs = [_together(before, one, other) for one, other in pairwise(gone)]
    if sum(pairs) < max(PAIRS, OFTEN * len(pairs)):
        return False
    left = _differs(before, gone[-1].frame, start)
    return int(left.sum()) >= LEAST


def _together(before: Frame, one: Passage, other: Passage) -> bool:
    """Whether the same thing is around the pointer at both looks, at another place than before."""
    first, second = (_differs(before, look.frame, look.point) for look in (one, other))
    beside = ~(_own(one) | _own(other))
    first, second = first & beside, second & beside
    if min(int(first.sum()), int(second.sum())) < LEAST:
        return False
    # What only lights up under the pointer stands where it stood when that goes on.
    stirred = _differs(one.frame, other.frame, other.point) & beside
    same = np.abs(_cut(one.frame, one.point) - _cut(other.frame, other.point)).max(2) <= UNLIKE
    both = first & second & same
    return int(stirred.sum()) >= LEAST and float(both.sum()) >= ALIKE * float((first | second).sum())


def _differs(one: Frame, other: Frame, point: FramePoint) -> NDArray[np.bool_]:
    return np.asarray(np.abs(_cut(one, point) - _cut(other, point)).max(2) > UNLIKE)


def _own(look: Passage) -> NDArray[np.bool_]:
    """Where the pointer itself is in the cut around it."""
    mask = np.zeros((2 * AROUND, 2 * AROUND), np.bool_)
    left, top = int(look.point.x) - AROUND, int(look.point.y) - AROUND
    box = look.box.expanded(2).moved(-left, -top)
    mask[max(0, int(box.top)) : max(0, int(box.bottom)), max(0, int(box.left)) : max(0, int(box.right))] = True
    return mask


def _cut(frame: Frame, point: FramePoint) -> NDArray[np.int16]:
    """What is around a point, black beyond the frame's edges."""
    cut = np.zeros((2 * AROUND, 2 * AROUND, 3), np.int16)
    height, width = frame.shape[:2]
    left, top = int(point.x) - AROUND, int(point.y) - AROUND
    from_x, from_y, to_x, to_y = max(0, left), max(0, top), min(width, left + 2 * AROUND), min(height, top + 2 * AROUND)
    if from_x < to_x and from_y < to_y:
        cut[from_y - top : to_y - top, from_x - left : to_x - left] = frame[from_y:to_y, from_x:to_x]
    return cut
