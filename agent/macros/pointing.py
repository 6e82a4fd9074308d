"""The pointer in a screen recording: its picture is learnt where it moves alone, and found again by that picture."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from bridges.base import Frame
from bridges.coordinates import Box, FramePoint
from model.inverse import changed_regions

LARGEST, SMALLEST = 44.0, 6.0
"""Sides of a pointer's picture in pixels."""
MOST_SHAPES = 6
"""Arrow, text bar, hand …"""
ALIKE = 26.0
"""Mean difference of brightness up to which it is the same picture, in spite of compression."""
INK = 24
REACH = 260
"""Pixels that a pointer moves between two pictures at most, before the whole picture is searched."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A picture of the pointer."""

    picture: NDArray[np.uint8]
    mask: NDArray[np.uint8]
    tip: tuple[float, float]
    """Where in it the pointer points to."""


@dataclass(slots=True)
class Tracker:
    """Follows the pointer from picture to picture."""

    shapes: list[Shape] = field(default_factory=list)
    at: Box | None = None
    """Where its picture was last found."""
    point: FramePoint | None = None
    _last: Frame | None = None

    def follow(self, frame: Frame) -> FramePoint | None:
        """Where the pointer points to in the next frame; None as long as it was never seen to move."""
        if self._last is not None and self._last.shape == frame.shape:
            regions = changed_regions(self._last, frame)
            if regions:
                self._moved(self._last, frame, regions)
        self._last = frame
        return self.point

    def _moved(self, last: Frame, frame: Frame, regions: list[Box]) -> None:
        if self.at is not None and not any(_touch(self.at, one) for one in regions):
            return  # What changed was not where it stood, so it stands there still.
        if self._found(frame):
            return
        if len(regions) == 2 and all(_small(one) for one in regions):
            come = [one for one in regions if _stands_out(frame, last, one)]
            gone = [one for one in regions if _stands_out(last, frame, one)]
            if len(come) == 1 == len(gone) and come != gone:
                self._learn(frame, last, come[0])
                self._learn(last, frame, gone[0])
                self.at, self.point = come[0], FramePoint(come[0].left, come[0].top)
                self._found(frame)

    def _found(self, frame: Frame) -> bool:
        """Look for a known shape, near its last place first."""
        for reach in (REACH, None):
            best: tuple[float, Shape, int, int] | None = None
            corner, part = _around(frame, self.at, reach)
            for shape in self.shapes:
                if part.shape[0] < shape.picture.shape[0] or part.shape[1] < shape.picture.shape[1]:
                    continue
                off = cv2.matchTemplate(part, shape.picture, cv2.TM_SQDIFF, mask=shape.mask)
                least, _, (x, y), _ = cv2.minMaxLoc(off)
                mean = float(np.sqrt(max(0.0, least) / max(1, 3 * int((shape.mask > 0).sum()))))
                if best is None or mean < best[0]:
                    best = (mean, shape, int(x), int(y))
            if best and best[0] <= ALIKE:
                _, shape, x, y = best
                height, width = shape.picture.shape[:2]
                left, top = corner[0] + x, corner[1] + y
                self.at = Box(left, top, left + width, top + height)
                self.point = FramePoint(left + shape.tip[0], top + shape.tip[1])
                return True
            if self.at is None:
                break
        return False

    def _learn(self, there: Frame, gone: Frame, box: Box) -> None:
        """Keep its picture from two frames of one place, one with it and one without."""
        place = np.s_[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
        apart = cv2.absdiff(there[place], gone[place]).max(2)
        mask = np.where(apart > INK, 255, 0).astype(np.uint8)
        if int((mask > 0).sum()) < SMALLEST * 2:
            return
        rows, columns = np.nonzero(mask)
        top, left = int(rows.min()), int(columns.min())
        picture = np.ascontiguousarray(there[place][top : rows.max() + 1, left : columns.max() + 1])
        mask = np.ascontiguousarray(mask[top : rows.max() + 1, left : columns.max() + 1])
        self.shapes = [Shape(picture, np.dstack([mask] * 3), _tip(mask)), *self.shapes][:MOST_SHAPES]


def _stands_out(there: Frame, gone: Frame, box: Box) -> bool:
    """Whether what differs in a box stands out from what is around it in the one frame, and not in the other."""
    outer = box.expanded(3)
    place = np.s_[
        max(0, int(outer.top)) : int(outer.bottom) + 1, max(0, int(outer.left)) : int(outer.right) + 1
    ]  # fmt: skip
    one, other = there[place].astype(np.int16), gone[place].astype(np.int16)
    ink = np.abs(one - other).max(2) > INK
    if not ink.any() or ink.all():
        return False
    contrast = [float(np.abs(part[ink] - np.median(part[~ink], axis=0)).mean()) for part in (one, other)]
    return contrast[0] > contrast[1] * 1.3


def _tip(mask: NDArray[np.uint8]) -> tuple[float, float]:
    """An arrow points with its upper left corner, a text bar with its middle."""
    height, width = mask.shape
    first = np.flatnonzero(mask[0])
    if width < height * 0.55 or (len(first) and abs(float(first.mean()) - width / 2) < width * 0.2):
        return (width / 2, height / 2)
    return (1.0, 1.0)


def _small(box: Box) -> bool:
    return SMALLEST <= max(box.width, box.height) <= LARGEST


def _touch(one: Box, other: Box) -> bool:
    return one.expanded(4).intersection(other).area > 0


def _around(frame: Frame, at: Box | None, reach: int | None) -> tuple[tuple[int, int], Frame]:
    if at is None or reach is None:
        return (0, 0), frame
    left, top = max(0, int(at.left) - reach), max(0, int(at.top) - reach)
    part = frame[top : int(at.bottom) + reach, left : int(at.right) + reach]
    return (left, top), np.ascontiguousarray(part)
