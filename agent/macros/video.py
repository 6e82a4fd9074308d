"""A macro from a screen recording: its still moments, the pointer between them, and the likeliest action for each.

What the pixels leave open is marked unsure, and a macro with unsure steps is not replayed before a person has looked.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from agent.macros.recorded import Deedlet, assembled
from agent.macros.schema import Macro, Recorded
from agent.macros.store import Macros
from agent.reading import Reader, elements_in, words_of
from bridges.action import Input, Wait
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Geometry, Size
from bridges.errors import MacroUnusable
from model.inverse import changed_regions, explain

LOOKS_S = 0.125
"""Seconds between two frames that are looked at."""
STILL = 2
"""Frames without change that make a moment still."""
POINTER = 40.0
"""Side that a pointer's picture does not exceed, in pixels."""
UNSEEN = 0.5
"""A press whose pointer was not seen is less sure by this factor."""


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """A moment at which nothing but the pointer moved."""

    frame: Frame
    at: float
    pointer: FramePoint | None
    """Where the pointer was last seen to move to, before the next change."""


def from_video(path: Path, name: str, macros: Macros, reader: Reader) -> Macro:
    """The macro of what a recording shows, saved, each step with its confidence. Raises MacroUnusable."""
    stills = tuple(still_moments(frames_of(path)))
    deeds: list[Deedlet] = []
    for before, after in pairwise(stills):
        deed = _deed(before, after, reader)
        if deed is not None:
            deeds.append(deed)
    height, width = stills[0].frame.shape[:2] if stills else (0, 0)
    seconds = round(stills[-1].at - stills[0].at, 1) if stills else 0.0
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


def still_moments(frames: Iterator[tuple[float, Frame]]) -> Iterator[Still]:
    """The moments between which something other than the pointer changed."""
    last: Frame | None = None
    kept: Still | None = None
    pointer: FramePoint | None = None
    quiet = 0
    for at, frame in frames:
        if last is None or last.shape != frame.shape:
            last, kept = frame, Still(frame, at, None)
            continue
        regions = changed_regions(last, frame)
        moved = _pointer_among(regions, pointer)
        if moved is not None:
            pointer = moved
        quiet = quiet + 1 if not regions or moved is not None else 0
        last = frame
        if kept is None or quiet < STILL:
            continue
        if _differs(kept.frame, frame):
            yield Still(kept.frame, kept.at, pointer)
            kept = Still(frame, at, pointer)
    if kept is not None and last is not None:
        yield kept
        if _differs(kept.frame, last):
            yield Still(last, kept.at + LOOKS_S, pointer)


def _pointer_among(regions: list[Box], known: FramePoint | None) -> FramePoint | None:
    """Where a pointer has gone, if its going is all that changed: one small spot emptied and one filled."""
    small = all(region.width <= POINTER and region.height <= POINTER for region in regions)
    if not small or not 1 <= len(regions) <= 2:
        return None
    if len(regions) == 1:
        spot = regions[0]
        return FramePoint(spot.left, spot.top) if known and _near(spot, known) else None
    gone, come = regions if known is None or _near(regions[0], known) else (regions[1], regions[0])
    if known is None and gone.area > come.area * 2:
        return None
    return FramePoint(come.left, come.top)


def _near(box: Box, point: FramePoint) -> bool:
    return box.expanded(8).contains(point)


def _differs(one: Frame, other: Frame) -> bool:
    return any(region.width > POINTER or region.height > POINTER for region in changed_regions(one, other)) or (
        len(changed_regions(one, other)) > 2
    )


def _deed(before: Still, after: Still, reader: Reader) -> Deedlet | None:
    height, width = before.frame.shape[:2]
    geometry = Geometry(Size(width, height))
    seen, later = (Observation(one.frame, geometry, time.time()) for one in (before, after))

    def words(frame: Frame, box: Box) -> str:
        look = Observation(frame, geometry, time.time())
        return " ".join(words_of(one) for one in elements_in(box, reader.texts(look)))

    told = explain(before.frame, after.frame, pointer=before.pointer, words=words)
    if isinstance(told.action, Wait) and told.confidence >= 0.5:
        return None
    pressed = told.point is not None
    sure = told.confidence * (UNSEEN if pressed and before.pointer is None else 1.0)
    return Deedlet(
        action=told.action,
        points=(told.point,) if told.point is not None and not isinstance(told.action, Input) else (),
        seen=seen,
        after=later,
        elements=tuple(reader.texts(seen)) if pressed else (),
        note=told.why,
        pause_s=max(0.0, after.at - before.at),
        confidence=sure,
    )
