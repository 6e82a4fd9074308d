"""A macro from a screen recording: what changed while the pointer rested, and the likeliest action for each of it.

What the pixels leave open is marked unsure, and a macro with unsure steps is not replayed before a person has looked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agent.macros.pointing import Tracker
from agent.macros.recorded import Deedlet, assembled
from agent.macros.schema import Macro, Recorded
from agent.macros.store import Macros
from agent.reading import Reader, words_of
from bridges.action import Click, Input, Scroll, Wait
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Geometry, ImagePoint, Size
from bridges.errors import MacroUnusable
from model.inverse import Explanation, changed_regions, explain

LOOKS_S = 0.09
"""Seconds between two frames that are looked at."""
QUIET_S = 0.3
"""So long nothing but the pointer changes at a still moment."""
POINTER = 44.0
"""Side that a pointer's picture does not exceed, in pixels."""
SAME_PLACE = 3.0
"""Pixels that a pointer at rest may seem to move."""
ON_IT = 30.0
"""Pixels around the pointer within which a change is one of what it is on."""
SURE, LIKELY, DOUBTFUL = 0.9, 0.8, 0.6
INK = 60
"""Brightness steps by which writing stands out from its ground."""
CARET_WIDTH, CARET_TALLER = 3, 1.15
"""Pixels, and by how much a caret is taller than any letter."""
MARGIN = 32
SHORT = 3
LINE = 1.2
"""Heights of a line by which the pointer may be off it and still be in its field."""


@dataclass(frozen=True, slots=True, eq=False)
class Burst:
    """Something that changed while the pointer rested: what the screen was before, and once it was still again."""

    before: Frame
    after: Frame
    at: float
    until: float
    pointer: FramePoint | None
    moved: bool
    """Whether the pointer had moved since the burst before: then it is a press, else more likely keys."""
    touched: bool
    """Whether what the pointer is on changed."""


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
    tracker = Tracker()
    last: Frame | None = None
    kept: Frame | None = None
    rested, pointer, moved = 0.0, None, False
    began, changed, touched = -1.0, -1.0, False
    for at, frame in frames:
        point = tracker.follow(frame)
        if last is None or kept is None or last.shape != frame.shape:
            last = kept = frame
            continue
        seen = _apart_from(changed_regions(last, frame), tracker)
        moves = point is not None and (pointer is None or _far(point, pointer) > SAME_PLACE)
        if began >= 0 and (moves or (not seen and at - changed >= QUIET_S)):
            # A pointer that goes on closes what it did: the frame before it went is what came of it.
            yield Burst(kept, last if moves else frame, began, at, pointer, moved, touched)
            began, moved, touched, kept = -1.0, False, False, last if moves else frame
        if moves:
            moved, pointer, rested, kept = True, point, at, frame
        elif seen and began < 0 and at - rested < LOOKS_S:
            kept = frame  # It glows as the pointer has just come to it.
        elif seen:
            began = at if began < 0 else began
            changed = at
            touched = touched or any(_near(one, pointer) for one in seen)
        elif began < 0:
            kept = frame
        last = frame
    if began >= 0 and kept is not None and last is not None:
        yield Burst(kept, last, began, changed, pointer, moved, touched)


def _apart_from(regions: list[Box], tracker: Tracker) -> list[Box]:
    """Without what is only the pointer's own picture."""
    spot = tracker.at.expanded(6) if tracker.at else None
    return [one for one in regions if spot is None or one.intersection(spot).area < 0.8 * one.area]


def _far(one: FramePoint, other: FramePoint) -> float:
    return max(abs(one.x - other.x), abs(one.y - other.y))


def _near(box: Box, point: FramePoint | None) -> bool:
    return point is not None and box.expanded(ON_IT / 3).contains(point)


def _deeds(burst: Burst, reader: Reader) -> Iterator[Deedlet]:
    """What was done in a burst: a press, keys, or a press into a field and keys."""
    height, width = burst.before.shape[:2]
    geometry = Geometry(Size(width, height))
    seen, later = (Observation(one, geometry, time.time()) for one in (burst.before, burst.after))

    told = explain(burst.before, burst.after, pointer=burst.pointer, words=_reads(reader))
    pause = max(0.0, burst.until - burst.at)
    point = burst.pointer
    if isinstance(told.action, Input):
        inside = point is not None and told.box is not None and _in_line(told.box, point)
        if not burst.moved or inside:
            if burst.moved and point is not None:
                yield _press(
                    seen, later, point, reader, LIKELY, "the pointer went into the field that was typed into", 0
                )
            yield Deedlet(told.action, (), seen, later, note=told.why, pause_s=pause, confidence=_sure_of(told))
            return
    if isinstance(told.action, Scroll | Wait) and told.confidence >= LIKELY:
        if isinstance(told.action, Scroll):
            yield Deedlet(told.action, (), seen, later, note=told.why, pause_s=pause, confidence=told.confidence)
        return
    if point is None:
        if told.point is not None:
            yield _press(seen, later, told.point, reader, min(told.confidence, 0.5), told.why, pause)
        return
    sure = (SURE if burst.touched else LIKELY) if burst.moved else DOUBTFUL
    if not burst.moved and not burst.touched:
        return  # What comes up by itself where nothing was pressed: a hint, a picture that has loaded.
    yield _press(seen, later, point, reader, sure, told.why, pause)


def _sure_of(told: Explanation) -> float:
    """How sure a typed text is: one or two signs are easily misread."""
    short = isinstance(told.action, Input) and len(told.action.text.strip()) < SHORT
    return min(told.confidence, DOUBTFUL) if short else told.confidence


def _press(
    seen: Observation, later: Observation, point: FramePoint, reader: Reader, sure: float, why: str, pause: float
) -> Deedlet:
    action = Click[ImagePoint](start_point=ImagePoint(float(int(point.x)), float(int(point.y))))
    elements = tuple(reader.texts(seen))
    return Deedlet(action, (point,), seen, later, elements, note=why, pause_s=pause, confidence=sure)


def _in_line(box: Box, point: FramePoint) -> bool:
    return abs(point.y - box.center.y) <= LINE * max(box.height, 14.0)


def _joined(deeds: list[Deedlet], reader: Reader) -> list[Deedlet]:
    """Texts that were typed one after the other into one line are one text, read when it was there in full."""
    joined: list[Deedlet] = []
    for deed in deeds:
        last = joined[-1] if joined else None
        if last and isinstance(last.action, Input) and isinstance(deed.action, Input) and last.after and deed.after:
            told = explain(last.seen.frame, deed.after.frame, words=_reads(reader))
            if isinstance(told.action, Input):
                joined[-1] = replace(
                    last, action=told.action, after=deed.after, note=told.why, pause_s=last.pause_s + deed.pause_s,
                    confidence=_sure_of(told),
                )  # fmt: skip
                continue
        joined.append(deed)
    return joined


def _reads(reader: Reader) -> Callable[[Frame, Box], str]:
    """Reads one line by itself and larger: what stands around it, and the caret behind it, would be read with it."""

    def words(frame: Frame, box: Box) -> str:
        line = _line(frame, box)
        height, width = line.shape[:2]
        look = Observation(line, Geometry(Size(width, height)), time.time())
        return " ".join(words_of(one) for one in sorted(reader.texts(look), key=lambda one: one.box.left))

    return words


def _line(frame: Frame, box: Box) -> Frame:
    """The writing in a box without its caret, twice as large, on a margin of its ground."""
    import cv2

    height, width = frame.shape[:2]
    box = box.intersection(Box(0, 0, width, height))
    part = frame[int(box.top) : int(box.bottom), int(box.left) : int(box.right)].copy()
    values, counts = np.unique(part.reshape(-1, 3), axis=0, return_counts=True)
    ground = values[counts.argmax()]
    ink = np.abs(part.astype(np.int16) - ground).max(2) > INK
    for first, last in _groups(ink.any(axis=0)):
        others = np.delete(ink, np.s_[first:last], axis=1)
        if last - first <= CARET_WIDTH and _height(ink[:, first:last]) > CARET_TALLER * _height(others):
            part[:, first:last] = ground
    large = cv2.resize(part, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    colour = [int(value) for value in ground]
    framed = cv2.copyMakeBorder(large, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=colour)
    return np.ascontiguousarray(framed, dtype=np.uint8)


def _groups(columns: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of columns with ink: first and one past the last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.astype(np.int8), [0]))))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _height(ink: NDArray[np.bool_]) -> int:
    rows = np.flatnonzero(ink.any(axis=1))
    return int(np.ptp(rows)) + 1 if len(rows) else 0
