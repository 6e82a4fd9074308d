"""What changes in a screen recording, one thing after the other, and where the pointer was meanwhile."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from agent.macros.films.dragging import Passage, dragged
from agent.macros.films.footage import LOOKS_S
from agent.macros.films.growing import Growth, Line
from agent.macros.films.pointing import SPECK, Shape, Tracker
from agent.macros.films.rolling import Rolling
from bridges.base import Frame
from bridges.coordinates import Box, FramePoint
from model.inverse import changed_regions
from model.movement import Shift

QUIET_S = 0.3
"""So long nothing but the pointer changes at a still moment."""
PASSING_S = 0.25
"""A pointer that rested for less presses nothing: it is on its way."""
SAME_PLACE = 3.0
"""Pixels that a pointer at rest may seem to move."""
ON_IT = 10.0
"""Pixels around the pointer within which a change is one of what it is on."""
COVERED = 0.8
"""Share of a change that lies where the pointer is or was, from which it is its own."""
WAY = 24
"""Frames of the pointer's way that are kept."""
SMALL = 0.02
"""Share of the screen up to which something changes because the pointer has come to it."""


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What changed from one look to the next, without the pointer."""

    at: float
    boxes: tuple[Box, ...]
    frame: Frame
    """The screen with it."""


@dataclass(frozen=True, slots=True, eq=False)
class Burst:
    """Something that changed while the pointer rested: what the screen was before, and once it was still again."""

    before: Frame
    after: Frame
    at: float
    until: float
    pointer: FramePoint | None
    """None where it has not been seen yet, or not since it went."""
    moved: bool
    """Whether the pointer had moved since the burst before: then it is a press, else more likely keys."""
    touched: bool
    """Whether what the pointer is on changed."""
    lines: tuple[Line, ...] = ()
    """Where writing grew meanwhile."""
    clear: Frame | None = None
    """What the screen was before, without the pointer and what it does to what it is on."""
    changes: tuple[Change, ...] = ()
    rolled: Shift | None = None
    """How content moved all the while."""
    dragged: FramePoint | None = None
    """From where the pointer took something along."""


def bursts(frames: Iterable[tuple[float, Frame]]) -> Iterator[Burst]:
    """What changed, one after the other; what changes while the pointer moves is its hovering, and no deed.

    The frames are gone through twice, as far as to where the pointer is first seen to move.
    """
    film = _Film(Tracker(shapes=_pointers(frames)))
    for at, frame in frames:
        yield from film.look(at, frame)
    yield from film.end()


def _pointers(frames: Iterable[tuple[float, Frame]]) -> list[Shape]:
    """How the pointer looks, from where it first moves alone."""
    tracker = Tracker()
    for _, frame in frames:
        tracker.follow(frame)
        if tracker.shapes:
            break
    return tracker.shapes


@dataclass(slots=True)
class _Film:
    """How far a film has been seen."""

    tracker: Tracker
    last: Frame | None = None
    kept: Frame | None = None
    """The screen before what changes now."""
    pointer: FramePoint | None = None
    rested: float = 0.0
    """Since when it has."""
    moved: bool = False
    began: float = -1.0
    """When what changes now began; below 0 while nothing does."""
    changed: float = -1.0
    touched: bool = False
    left: float = -1.0
    """Since when nobody knows where the pointer is; below 0 while it is seen."""
    unseen: bool = False
    """Whether that was so already when what changes now began."""
    growth: Growth = field(default_factory=Growth)
    rolling: Rolling = field(default_factory=Rolling)
    changes: list[Change] = field(default_factory=list)
    way: deque[tuple[Frame, Box | None]] = field(default_factory=lambda: deque(maxlen=WAY))
    """The frames in which the pointer moved last, and where it was in them."""
    trip: list[Passage] = field(default_factory=list)
    """Since the pointer rested last, while it moves."""
    stood: tuple[FramePoint, Frame] | None = None
    """Where it rested before that, and the last frame of it."""
    dragged: FramePoint | None = None

    def look(self, at: float, frame: Frame) -> Iterator[Burst]:
        """Take in the next frame. A burst that it ends, if any."""
        point = self.tracker.follow(frame)
        if self.last is None or self.kept is None or self.last.shape != frame.shape:
            self.last = self.kept = frame
            self.pointer = point
            return
        seen = _apart_from(changed_regions(self.last, frame), self.tracker) if frame is not self.last else []
        moves = point is not None and (self.pointer is None or point.apart(self.pointer) > SAME_PLACE)
        if self.began >= 0 and (moves or (not seen and at - self.changed >= QUIET_S)):
            # A pointer that goes on closes what it did: the frame before it went is what came of it.
            yield from self._closed(at, self.last if moves else frame, passing=moves)
        if moves:
            self._on_its_way(at, frame, point)
        elif self.stood is not None and self._let_go(at):
            pass
        elif seen and self.began < 0 and at - self.rested < LOOKS_S:
            self.kept = frame  # It glows as the pointer has just come to it.
        elif seen:
            self._changes(at, seen, frame)
        elif self.began < 0:
            self.kept = frame
        if not self.tracker.lost:
            self.left = -1.0
        elif self.left < 0:
            self.left = at
        self.last = frame

    def end(self) -> Iterator[Burst]:
        """The burst that the film ends in, if it does."""
        if self.began >= 0 and self.last is not None:
            yield from self._closed(self.changed, self.last)

    def _on_its_way(self, at: float, frame: Frame, point: FramePoint | None) -> None:
        assert self.last is not None
        if self.stood is None and self.pointer is not None:
            self.stood = self.pointer, self.last
            self.trip.clear()
        self.moved, self.pointer, self.rested, self.kept = True, point, at, frame
        self.way.append((frame, self.tracker.at))
        if point is not None and self.tracker.at is not None:
            self.trip.append(Passage(frame, point, self.tracker.at))

    def _let_go(self, at: float) -> bool:
        """Whether the pointer, which rests again, has brought something along: then that is what changes now."""
        assert self.stood is not None
        (start, before), self.stood = self.stood, None
        if not dragged(before, self.trip, start):
            return False
        self.began = self.changed = at
        self.kept, self.dragged, self.touched, self.unseen = before, start, True, False
        return True

    def _changes(self, at: float, seen: Sequence[Box], frame: Frame) -> None:
        assert self.last is not None
        if self.began < 0:
            passing = self.tracker.lost and at - self.rested < PASSING_S
            self.began, self.unseen = at, self.left >= 0 or passing
        self.changed = at
        self.touched = self.touched or any(_near(one, self.pointer) for one in seen)
        self.changes.append(Change(at, tuple(seen), frame))
        self.growth.look(seen, frame)
        self.rolling.look(self.last, frame, seen)

    def _closed(self, until: float, after: Frame, *, passing: bool = False) -> Iterator[Burst]:
        assert self.kept is not None
        lines = self.growth.lines
        # What changed until the pointer was first seen, or on its way, was the pointer and what it came over.
        rested = (self.left if self.left >= 0 else until) - self.rested
        long = self.pointer is not None and rested >= PASSING_S and self._beside_pointers(after)
        if lines or not passing or long:
            pointer = None if self.unseen else self.pointer
            clear = _cleared(self.kept, pointer, self.way) if self.moved and pointer else None
            yield Burst(
                self.kept, after, self.began, until, pointer, self.moved, self.touched, lines, clear,
                tuple(self.changes), self.rolling.whole, self.dragged,
            )  # fmt: skip
        self.began, self.moved, self.touched, self.kept, self.growth = -1.0, False, False, after, Growth()
        self.rolling, self.dragged = Rolling(), None
        self.changes.clear()
        self.way.clear()

    def _beside_pointers(self, after: Frame) -> bool:
        """Whether more changed than that the pointer went on from where it was seen, in whatever shape."""
        assert self.kept is not None
        spots = [box.expanded(6) for box in (self.way[-1][1] if self.way else None, self.tracker.at) if box]
        changed = [one for one in changed_regions(self.kept, after) if max(one.width, one.height) >= SPECK]
        return any(sum(one.intersection(spot).area for spot in spots) < COVERED * one.area for one in changed)


def _apart_from(regions: list[Box], tracker: Tracker) -> list[Box]:
    """Without what is only the pointer's own picture, and without specks."""
    spot = tracker.at.expanded(6) if tracker.at else None
    return [
        one
        for one in regions
        if max(one.width, one.height) >= SPECK and (spot is None or one.intersection(spot).area < 0.8 * one.area)
    ]


def _cleared(frame: Frame, pointer: FramePoint, way: Iterable[tuple[Frame, Box | None]]) -> Frame:
    """The frame with what the pointer is on as it was before it came."""
    here = Box(pointer.x, pointer.y, pointer.x, pointer.y).expanded(ON_IT)
    most = SMALL * frame.shape[0] * frame.shape[1]
    for earlier, spot in reversed(tuple(way)):
        changed = [one for one in changed_regions(earlier, frame) if one.intersection(here).area and one.area <= most]
        if spot is None or any(one.expanded(ON_IT).intersection(spot).area for one in (here, *changed)):
            continue
        cleared = frame.copy()
        for box in changed:
            place = np.s_[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
            cleared[place] = earlier[place]
        return cleared
    return frame


def _near(box: Box, point: FramePoint | None) -> bool:
    return point is not None and box.expanded(ON_IT).contains(point)
