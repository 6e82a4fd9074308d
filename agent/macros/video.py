"""A macro from a screen recording: what changed while the pointer rested, and the likeliest action for each of it.

What the pixels leave open is marked unsure, and a macro with unsure steps is not replayed before a person has looked.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from agent.macros.growing import Growth, Line, on_line
from agent.macros.lettering import written
from agent.macros.pointing import SPECK, Tracker
from agent.macros.recorded import Deedlet, assembled
from agent.macros.schema import Macro, Recorded
from agent.macros.store import Macros
from agent.reading import Reader
from bridges.action import Click, Input, Press, Scroll, Wait
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Geometry, ImagePoint, Size
from bridges.errors import MacroUnusable
from model.inverse import Explanation, changed_regions, explain

LOOKS_S = 0.09
"""Seconds between two frames that are looked at."""
QUIET_S = 0.3
"""So long nothing but the pointer changes at a still moment."""
PASSING_S = 0.25
"""A pointer that rested for less presses nothing: it is on its way."""
SAME_PLACE = 3.0
"""Pixels that a pointer at rest may seem to move."""
ON_IT = 10.0
"""Pixels around the pointer within which a change is one of what it is on."""
SURE, LIKELY, DOUBTFUL, GUESS = 0.9, 0.8, 0.6, 0.5
IN_LINE = 1.2
"""Heights of a line by which the pointer may be off it and still be in its field."""
WAY = 8
"""Frames of the pointer's way that are kept."""
SMALL = 0.02
"""Share of the screen up to which something changes because the pointer has come to it."""
ENTERED = ("enter",)


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


def from_video(path: Path, name: str, macros: Macros, reader: Reader) -> Macro:
    """The macro of what a recording shows, saved, each step with its confidence. Raises MacroUnusable."""
    found = tuple(bursts(frames_of(path)))
    deeds = _joined([deed for burst in found for deed in _deeds(burst, reader)], reader)
    height, width = found[0].before.shape[:2] if found else (0, 0)
    seconds = round(found[-1].until - found[0].at, 1) if found else 0.0
    recorded = Recorded(device=path.name, screen=Size(width, height), seconds=seconds, source="video")
    return assembled(name, f"seen in {path.name}", deeds, recorded, macros)


def frames_of(path: Path) -> Iterator[tuple[float, Frame]]:
    """Frames of a video, a few each second, with their time. Raises MacroUnusable where it is none."""
    import av

    tried = f"Reading the video {path}"
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise MacroUnusable(tried, "there are no pictures in it")
            next_at = 0.0
            for frame in container.decode(video=0):
                at = float(frame.time or 0.0)
                if at + 1e-6 >= next_at:
                    next_at = at + LOOKS_S
                    yield at, np.ascontiguousarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise MacroUnusable(tried, str(error), "Give a screen recording such as .mp4 or .webm.") from error


def bursts(frames: Iterator[tuple[float, Frame]]) -> Iterator[Burst]:
    """What changed, one after the other; what changes while the pointer moves is its hovering, and no deed."""
    film = _Film()
    for at, frame in frames:
        yield from film.look(at, frame)
    yield from film.end()


@dataclass(slots=True)
class _Film:
    """How far a film has been seen."""

    tracker: Tracker = field(default_factory=Tracker)
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
    way: deque[tuple[Frame, Box | None]] = field(default_factory=lambda: deque(maxlen=WAY))
    """The frames in which the pointer moved last, and where it was in them."""

    def look(self, at: float, frame: Frame) -> Iterator[Burst]:
        """Take in the next frame. A burst that it ends, if any."""
        point = self.tracker.follow(frame)
        if self.last is None or self.kept is None or self.last.shape != frame.shape:
            self.last = self.kept = frame
            return
        seen = _apart_from(changed_regions(self.last, frame), self.tracker)
        moves = point is not None and (self.pointer is None or _far(point, self.pointer) > SAME_PLACE)
        if self.began >= 0 and (moves or (not seen and at - self.changed >= QUIET_S)):
            # A pointer that goes on closes what it did: the frame before it went is what came of it.
            yield from self._closed(at, self.last if moves else frame, passing=moves)
        if moves:
            self.moved, self.pointer, self.rested, self.kept = True, point, at, frame
            self.way.append((frame, self.tracker.at))
        elif seen and self.began < 0 and at - self.rested < LOOKS_S:
            self.kept = frame  # It glows as the pointer has just come to it.
        elif seen:
            if self.began < 0:
                passing = self.tracker.lost and at - self.rested < PASSING_S
                self.began, self.unseen = at, self.left >= 0 or passing
            self.changed = at
            self.touched = self.touched or any(_near(one, self.pointer) for one in seen)
            self.growth.look(seen, frame)
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

    def _closed(self, until: float, after: Frame, *, passing: bool = False) -> Iterator[Burst]:
        assert self.kept is not None
        lines = self.growth.lines
        # What changed until the pointer was first seen, or on its way, was the pointer and what it came over.
        rested = (self.left if self.left >= 0 else until) - self.rested
        if lines or not passing or (self.pointer is not None and rested >= PASSING_S):
            pointer = None if self.unseen else self.pointer
            clear = _cleared(self.kept, pointer, self.way) if self.moved and pointer else None
            yield Burst(self.kept, after, self.began, until, pointer, self.moved, self.touched, lines, clear)
        self.began, self.moved, self.touched, self.kept, self.growth = -1.0, False, False, after, Growth()
        self.way.clear()


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


def _far(one: FramePoint, other: FramePoint) -> float:
    return max(abs(one.x - other.x), abs(one.y - other.y))


def _near(box: Box, point: FramePoint | None) -> bool:
    return point is not None and box.expanded(ON_IT).contains(point)


def _deeds(burst: Burst, reader: Reader) -> Iterator[Deedlet]:
    """What was done in a burst: a press, keys, or a press into a field and keys."""
    seen, later = _observed(burst.before), _observed(burst.after)
    clear = _observed(burst.clear) if burst.clear is not None else seen
    pause = max(0.0, burst.until - burst.at)
    told = explain(burst.before, burst.after, pointer=burst.pointer)
    writing = _writing(burst, told, reader)
    point = burst.pointer
    if writing is not None:
        if burst.moved and point is not None:
            inside = _in_line(writing.box, point)
            why = "the pointer went into the field that was typed into" if inside else "the pointer went elsewhere"
            yield _press(clear, later, point, reader, LIKELY if inside else DOUBTFUL, why, 0)
        yield from _typed(writing, burst, seen, later, pause)
    elif isinstance(told.action, Scroll | Wait) and told.confidence >= LIKELY:
        if isinstance(told.action, Scroll):
            yield Deedlet(told.action, (), seen, later, note=told.why, pause_s=pause, confidence=told.confidence)
    elif point is None:
        if told.point is not None:
            yield _press(seen, later, told.point, reader, min(told.confidence, GUESS), told.why, pause)
    elif burst.moved or burst.touched:  # Else it came up by itself: a hint, a picture that has loaded.
        sure = (SURE if burst.touched else LIKELY) if burst.moved else DOUBTFUL
        yield _press(clear, later, point, reader, sure, told.why, pause)


@dataclass(frozen=True, slots=True)
class _Writing:
    """A text that came to be on a line, or on several."""

    text: str
    box: Box
    """Of its first line."""
    sure: float
    entered: bool
    """Whether more happened once it was there in full: a key sent it off."""


def _writing(burst: Burst, told: Explanation, reader: Reader) -> _Writing | None:
    """What was typed, where something was."""
    if not burst.lines:
        if not isinstance(told.action, Input) or told.box is None or (burst.moved and not _at_line(burst, told.box)):
            return None
        text, sure = written(burst.after, told.box, reader)
        return _Writing(text or "…", told.box, sure, entered=False)
    texts, surest = [], 1.0
    for line in burst.lines:
        stands = _same_place(line.frame, burst.after, line.box)
        frame = burst.after if stands else line.frame
        text, sure = written(frame, _whole(line, burst.before, frame), reader)
        texts.append(text)
        surest = min(surest, sure)
    last = burst.lines[-1]
    # Whether a line ended by Enter or where the window does, the pixels leave open.
    sure = surest if len(texts) == 1 else min(surest, DOUBTFUL)
    whole = "\n".join(texts).strip()
    return _Writing(whole or "…", burst.lines[0].box, sure, entered=not _same_place(last.frame, burst.after, last.box))


def _typed(writing: _Writing, burst: Burst, seen: Observation, later: Observation, pause: float) -> Iterator[Deedlet]:
    why = f"“{writing.text}” appeared on a line"
    there = _observed(burst.lines[-1].frame) if writing.entered else later
    yield Deedlet(
        Input[ImagePoint](text=writing.text), (), seen, there, note=why, pause_s=pause, confidence=writing.sure
    )
    if writing.entered:
        why = "the text went away once it was there in full"
        yield Deedlet(Press(keys=list(ENTERED)), (), there, later, note=why, confidence=GUESS)


def _whole(line: Line, before: Frame, frame: Frame) -> Box:
    """All that has come to be on a line: a sign as narrow as a caret is not seen to come, but stands there."""
    box = line.box
    if not line.pushes:
        for one in changed_regions(before, frame):
            if on_line(one, box) and one.intersection(box).area:
                box = box.union(Box(box.left, box.top, max(box.right, one.right), box.bottom))
    return box


def _same_place(one: Frame, other: Frame, box: Box) -> bool:
    """Whether nothing but a caret differs in a box."""
    return not any(
        one.intersection(box).area for one in changed_regions(one, other) if max(one.width, one.height) >= SPECK
    )


def _observed(frame: Frame) -> Observation:
    height, width = frame.shape[:2]
    return Observation(frame, Geometry(Size(width, height)), time.time())


def _at_line(burst: Burst, box: Box) -> bool:
    return burst.pointer is not None and _in_line(box, burst.pointer)


def _press(
    seen: Observation, later: Observation, point: FramePoint, reader: Reader, sure: float, why: str, pause: float
) -> Deedlet:
    action = Click[ImagePoint](start_point=ImagePoint(float(int(point.x)), float(int(point.y))))
    elements = tuple(reader.texts(seen))
    return Deedlet(action, (point,), seen, later, elements, note=why, pause_s=pause, confidence=sure)


def _in_line(box: Box, point: FramePoint) -> bool:
    return abs(point.y - box.center.y) <= IN_LINE * max(box.height, 14.0)


def _joined(deeds: list[Deedlet], reader: Reader) -> list[Deedlet]:
    """Texts that were typed one after the other into one line are one text, read when it was there in full."""
    joined: list[Deedlet] = []
    for deed in deeds:
        last = joined[-1] if joined else None
        if last and isinstance(last.action, Input) and isinstance(deed.action, Input) and last.after and deed.after:
            told = explain(last.seen.frame, deed.after.frame)
            if isinstance(told.action, Input) and told.box is not None:
                text, sure = written(deed.after.frame, told.box, reader)
                joined[-1] = replace(
                    last, action=Input[ImagePoint](text=text or "…"), after=deed.after,
                    note=f"“{text}” appeared on a line", pause_s=last.pause_s + deed.pause_s, confidence=sure,
                )  # fmt: skip
                continue
        joined.append(deed)
    return joined
