"""A macro from a screen recording: what changed while the pointer rested, and the likeliest action for each of it.

What the pixels leave open is marked unsure, and a macro with unsure steps is not replayed before a person has looked.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from agent.macros.bursts import LOOKS_S, Burst, bursts
from agent.macros.deedlet import Deedlet
from agent.macros.growing import Line
from agent.macros.lettering import written
from agent.macros.pointing import SPECK
from agent.macros.recorded import assembled
from agent.macros.schema import Macro, Recorded
from agent.macros.store import Macros
from agent.macros.whereabouts import in_row
from agent.reading import Reader
from bridges.action import Click, Input, Press, Scroll, Wait
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Geometry, ImagePoint, Size
from bridges.errors import MacroUnusable
from model.inverse import Explanation, changed_regions, explain

SURE, LIKELY, DOUBTFUL, GUESS = 0.9, 0.8, 0.6, 0.5
IN_LINE = 1.2
"""Heights of a line by which the pointer may be off it and still be in its field."""
ENTERED = ("enter",)


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
        found = (getattr(error, "strerror", "") or str(error)).lower()
        raise MacroUnusable(tried, found, "Give a screen recording such as .mp4 or .webm.") from error


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
            if in_row(one, box) and one.intersection(box).area:
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
