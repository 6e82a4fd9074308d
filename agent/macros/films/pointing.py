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
SPECK = 3
"""Pixels up to which a change is the film's noise."""
LEFT = 0.6
"""Share of its pixels from which a pointer has gone, though it may overlap where it was."""
MUCH, MANY = 0.005, 4
"""Share of the screen, and number of places, up to which what changes is the pointer and what it comes over."""
INK = 24
OPAQUE = 0.5
"""Share of the strongest difference from which a pixel is the pointer's own, and not its half transparent edge."""
STANDS, NEAR = 0.6, 40
"""Share of its pixels that are as they were, up to so many brightness steps, where it stands before another ground."""
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
    lost: bool = False
    """Whether it has gone from there, nobody knows where to, or is hidden, as while one types."""
    _by: Shape | None = None
    """What it was found by."""
    _last: Frame | None = None
    _come: tuple[Box, Frame, Frame] | None = None
    """What may be it in another shape: where, and the frames with it and without."""

    def follow(self, frame: Frame) -> FramePoint | None:
        """Where the pointer points to in the next frame; None as long as it was never seen to move, or is lost."""
        if self._last is not None and self._last.shape == frame.shape:
            regions = [one for one in changed_regions(self._last, frame) if max(one.width, one.height) >= SPECK]
            if self._come is not None:
                self._judge(*self._come, frame, regions)
            if regions:
                self._moved(self._last, frame, regions)
        elif self.shapes and self.at is None:
            self._found(frame)
        self._last = frame
        return None if self.lost else self.point

    def _moved(self, last: Frame, frame: Frame, regions: list[Box]) -> None:
        if self.at is not None and not self.lost and not any(_touch(self.at, one) for one in regions):
            # What changed was not where it stood, so it stands there still, unless that was never it.
            self._seen_to_go(last, frame, regions)
            return
        if self._stands_still(frame) or self._found(frame, regions):
            self.lost = False
            return
        if self.at is None or self.lost:
            self._learn_both(last, frame, regions)
            return
        self.lost = True
        come = self._elsewhere(last, frame)
        if len(come) == 1:
            self._come = come[0], frame, last

    def _learn_both(self, last: Frame, frame: Frame, regions: list[Box]) -> None:
        """Where nothing changed but two small places, it went from the one to the other."""
        if len(regions) != 2 or not all(_small(one) for one in regions):
            return
        come = [one for one in regions if _stands_out(frame, last, one)]
        gone = [one for one in regions if _stands_out(last, frame, one)]
        if len(come) == 1 == len(gone) and come != gone:
            # Where it is seen better first: before what is as dark as itself, a part of it is missing.
            looks = sorted(((last, frame, gone[0]), (frame, last, come[0])), key=lambda one: -_inked(*one))
            for there, without, box in looks:
                if not self._matched(there, box):
                    self._learn(there, without, box)
            self._stands(come[0], frame)

    def _seen_to_go(self, last: Frame, frame: Frame, regions: list[Box]) -> None:
        """Where nothing changed but two small places, and a known pointer was at the one and is at the other."""
        if len(regions) != 2 or not all(_small(one) for one in regions):
            return
        for there, gone in (regions, regions[::-1]):
            if self._matched(last, gone) and (found := self._matched(frame, there)):
                # What it was taken for until now stands there still.
                self.shapes = [one for one in self.shapes if one is not self._by]
                self._by, self.at, self.point, self.lost = *found, False

    def _matched(self, frame: Frame, region: Box) -> tuple[Shape, Box, FramePoint] | None:
        """A known pointer within a box."""
        corner, part = _around(frame, region.expanded(2), 0)
        found = self._best(part, corner)
        return found[1:] if found and found[0] <= ALIKE else None

    def _elsewhere(self, last: Frame, frame: Frame) -> list[Box]:
        """Where it may have come to in another shape: what changed where it stood is its going."""
        assert self.at is not None
        here = self.at.expanded(1)
        place = np.s_[max(0, int(here.top)) : int(here.bottom), max(0, int(here.left)) : int(here.right)]
        beside = frame.copy()
        beside[place] = last[place]
        changed = changed_regions(last, beside)
        if len(changed) > MANY or sum(one.area for one in changed) > MUCH * frame.shape[0] * frame.shape[1]:
            return []  # Where much changes at once, it may be anything.
        known = max((max(one.picture.shape[:2]) for one in self.shapes), default=LARGEST)
        return [
            one
            for one in changed
            if _small(one) and _like(max(one.width, one.height), known) and _stands_out(frame, last, one)
        ]

    def _judge(self, box: Box, there: Frame, gone: Frame, frame: Frame, regions: list[Box]) -> None:
        """Whether what came up as it went was the pointer, or the first letter of a text that it is hidden for."""
        self._come = None
        place = np.s_[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
        now, with_it, without = (part[place].astype(np.int16) for part in (frame, there, gone))
        ink = np.abs(with_it - without).max(2) > INK
        nearer = np.abs(now - without).max(2) < np.abs(now - with_it).max(2)
        if nearer[ink].mean() >= LEFT or not any(_touch(box.expanded(box.height / 2), one) for one in regions):
            self._learn(there, gone, box)
            self._stands(box, there)

    def _stands(self, box: Box, frame: Frame) -> None:
        self.at, self.point, self.lost = box, FramePoint(box.left, box.top), False
        self._found(frame)

    def _stands_still(self, frame: Frame) -> bool:
        """Whether it stands where it stood, though what is behind it has changed."""
        if self.at is None or self.lost:
            return False
        top, left = int(self.at.top), int(self.at.left)
        for shape in self.shapes:
            height, width = shape.picture.shape[:2]
            part = frame[top : top + height, left : left + width]
            if part.shape != shape.picture.shape or (height, width) != (self.at.height, self.at.width):
                continue
            own = shape.mask[:, :, 0] > 0
            if (cv2.absdiff(part, shape.picture).max(2)[own] <= NEAR).mean() >= STANDS:
                return True
        return False

    def _found(self, frame: Frame, changed: list[Box] | None = None) -> bool:
        """Look for a known shape, near its last place first, and where something has changed if that is known."""
        for reach in (REACH, None):
            corner, part = _around(frame, self.at, reach)
            best = self._best(part, corner)
            come = best is not None and (changed is None or any(_touch(best[2], one) for one in changed))
            if best and best[0] <= ALIKE and come:
                _, self._by, self.at, self.point = best
                return True
            if self.at is None:
                break
        return False

    def _best(self, part: Frame, corner: tuple[int, int]) -> tuple[float, Shape, Box, FramePoint] | None:
        """The likest place for a known pointer in a part of a frame: how unlike it is, where, and what it points to."""
        best: tuple[float, Shape, Box, FramePoint] | None = None
        for shape in self.shapes:
            height, width = shape.picture.shape[:2]
            if part.shape[0] < height or part.shape[1] < width:
                continue
            off = cv2.matchTemplate(part, shape.picture, cv2.TM_SQDIFF, mask=shape.mask)
            least, _, (x, y), _ = cv2.minMaxLoc(off)
            mean = float(np.sqrt(max(0.0, least) / max(1, 3 * int((shape.mask > 0).sum()))))
            if best is None or mean < best[0]:
                left, top = corner[0] + x, corner[1] + y
                point = FramePoint(left + shape.tip[0], top + shape.tip[1])
                best = mean, shape, Box(left, top, left + width, top + height), point
        return best

    def _learn(self, there: Frame, gone: Frame, box: Box) -> None:
        """Keep its picture from two frames of one place, one with it and one without."""
        place = np.s_[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
        apart = cv2.absdiff(there[place], gone[place]).max(2)
        seen = np.where(apart > INK, 255, 0).astype(np.uint8)
        if int((seen > 0).sum()) < SMALLEST * 2:
            return
        rows, columns = np.nonzero(seen)
        inner = np.s_[int(rows.min()) : rows.max() + 1, int(columns.min()) : columns.max() + 1]
        picture = np.ascontiguousarray(there[place][inner])
        own = np.where(apart[inner] > max(INK, OPAQUE * int(apart.max())), 255, 0).astype(np.uint8)
        shape = Shape(picture, np.dstack([own] * 3), _tip(np.ascontiguousarray(seen[inner])))
        self.shapes = [shape, *self.shapes][:MOST_SHAPES]


def _inked(there: Frame, gone: Frame, box: Box) -> int:
    """How many pixels of a box differ."""
    place = np.s_[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    return int((cv2.absdiff(there[place], gone[place]).max(2) > INK).sum())


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
    """An arrow points with its upper left corner, a hand with its finger, a text bar and a cross with the middle."""
    height, width = mask.shape
    first, last = (np.flatnonzero(row) for row in (mask[0], mask[-1]))
    alike = len(first) and len(last) and abs(float(first.mean() - last.mean())) < 0.1 * width
    if width < height * 0.55 or (
        alike and abs(float(first.mean()) - width / 2) < 0.2 * width and len(last) <= width / 3
    ):
        return (width / 2, height / 2)
    return (max(1.0, float(first.mean()) if len(first) and first.mean() > 0.2 * width else 1.0), 1.0)


def _like(side: float, other: float) -> bool:
    return 0.5 * other <= side <= 1.6 * other


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
