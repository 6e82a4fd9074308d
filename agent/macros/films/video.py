"""A macro from a screen recording: what changed while the pointer rested, and the likeliest action for each of it.

What the pixels leave open is marked unsure, and a macro with unsure steps is not replayed before a person has looked.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.macros.file.schema import Macro, Recorded
from agent.macros.file.store import Macros
from agent.macros.films.bursts import Burst, bursts
from agent.macros.films.footage import Footage
from agent.macros.films.growing import Line
from agent.macros.films.joining import joined
from agent.macros.films.lettering import written
from agent.macros.films.pointing import SPECK
from agent.macros.films.pressing import press_of
from agent.macros.grounding.whereabouts import in_row
from agent.macros.recording.deedlet import Deedlet
from agent.macros.recording.recorded import assembled
from agent.reading import Reader
from bridges.action import Click, DoubleClick, Drag, Input, Press, RightClick, Scroll, Wait
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Geometry, ImagePoint, Size
from bridges.errors import MacroUnusable
from model.inverse import Explanation, changed_regions, explain, whole_pixel
from model.movement import Shift

SURE, LIKELY, DOUBTFUL, GUESS = 0.9, 0.8, 0.6, 0.5
IN_LINE = 1.2
"""Heights of a line by which the pointer may be off it and still be in its field."""
ENTERED = ("enter",)


PRESSES: dict[str, Any] = {
    "click": Click[ImagePoint], "doubleclick": DoubleClick[ImagePoint], "rightclick": RightClick[ImagePoint],
}  # fmt: skip


def from_video(path: Path, name: str, macros: Macros, reader: Reader) -> Macro:
    """The macro of what a recording shows, saved, each step with its confidence. Raises MacroUnusable."""
    footage = Footage(path)
    found = tuple(bursts(footage))
    told: list[Deedlet] = []
    for burst in found:
        told.extend(_deeds(burst, told[-1] if told else None, reader))
    deeds = joined(told, reader)
    if not deeds:
        raise MacroUnusable(
            f"Making the macro “{name}” from {path}",
            f"in {footage.seconds:.1f} seconds nothing changed that somebody could have done",
            "Film the whole session, with the pointer in the picture.",
        )
    height, width = found[0].before.shape[:2]
    seconds = round(found[-1].until - found[0].at, 1)
    recorded = Recorded(device=path.name, screen=Size(width, height), seconds=seconds, source="video")
    ends = f", which breaks off after {footage.seconds:.1f} seconds" if footage.breaks_off else ""
    return assembled(name, f"seen in {path.name}{ends}", deeds, recorded, macros)


def _deeds(burst: Burst, last: Deedlet | None, reader: Reader) -> Iterator[Deedlet]:
    """What was done in a burst: a press, keys, a press into a field and keys, a scroll, or a drag."""
    pause = max(0.0, burst.until - burst.at)
    point = burst.pointer
    if burst.dragged is not None and point is not None:
        yield _drag(burst, burst.dragged, point, reader, pause)
        return
    if burst.rolled is not None:
        yield _scroll(burst, burst.rolled, reader, pause)
        return
    seen, later = _observed(burst.before), _observed(burst.after)
    clear = _observed(burst.clear) if burst.clear is not None else seen
    told = explain(burst.before, burst.after, pointer=point)
    writing = _writing(burst, told, reader)
    if writing is not None:
        if burst.moved and point is not None:
            inside = _in_line(writing.box, point)
            why = "the pointer went into the field that was typed into" if inside else "the pointer went elsewhere"
            yield _press(clear, later, point, reader, "click", LIKELY if inside else DOUBTFUL, why, 0)
        yield from _typed(writing, burst, seen, later, pause)
    elif isinstance(told.action, Scroll) and told.confidence >= LIKELY:
        yield Deedlet(told.action, (), seen, later, note=told.why, pause_s=pause, confidence=told.confidence)
    elif last is not None and not burst.moved and _sends_off(last, burst):
        why = "the text that was typed before went away, and the pointer had not moved"
        yield Deedlet(Press(keys=list(ENTERED)), (), seen, later, note=why, pause_s=pause, confidence=GUESS)
    elif isinstance(told.action, Wait):
        if burst.touched and point is not None:  # What lit up is as it was: a button that was pressed.
            sure, why = LIKELY if burst.moved else DOUBTFUL, "it lit up for a moment"
            yield _press(clear, later, point, reader, "click", sure, why, pause)
    elif point is None:
        if told.point is not None:
            yield _press(seen, later, told.point, reader, "click", min(told.confidence, GUESS), told.why, pause)
    elif burst.moved or burst.touched:  # Else it came up by itself: a hint, a picture that has loaded.
        press = press_of(burst, told.why)
        sure = (SURE if burst.touched else LIKELY) if burst.moved else DOUBTFUL
        yield _press(clear, later, point, reader, press.do, min(sure, press.most), press.why, pause)


def _drag(burst: Burst, start: FramePoint, end: FramePoint, reader: Reader, pause: float) -> Deedlet:
    action = Drag[ImagePoint](start_point=whole_pixel(start), end_point=whole_pixel(end))
    seen, later = _observed(burst.before), _observed(burst.after)
    why = "something went along with the pointer"
    return Deedlet(
        action, (start, end), seen, later, tuple(reader.texts(seen)), note=why, pause_s=pause, confidence=LIKELY
    )


def _scroll(burst: Burst, moved: Shift, reader: Reader, pause: float) -> Deedlet:
    point = burst.pointer
    distance = float(abs(moved.down or moved.right))
    # The view travels against its content.
    way: Any = ("up" if moved.down > 0 else "down") if moved.down else ("left" if moved.right > 0 else "right")
    place = whole_pixel(point) if point is not None else None
    action = Scroll[ImagePoint](direction=way, scroll_distance=distance, start_point=place)
    seen, later = _observed(burst.before), _observed(burst.after)
    why, sure = f"what is there moved by {distance:g} pixels", SURE if point is not None else DOUBTFUL
    elements = tuple(reader.texts(seen)) if point is not None else ()
    points = (point,) if point is not None else ()
    return Deedlet(action, points, seen, later, elements, note=why, pause_s=pause, confidence=min(sure, moved.agreed))


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
    text = "\n".join(texts).strip()
    return _Writing(text or "…", burst.lines[0].box, sure, entered=not _same_place(last.frame, burst.after, last.box))


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
    """All that has come to be on a line: a sign as narrow as a caret is not seen to come, but stands there.

    Nor is the first one seen to, where what it replaced was longer.
    """
    box = line.box
    for one in changed_regions(before, frame):
        if in_row(one, box) and one.intersection(box).area:
            right = box.right if line.pushes else max(box.right, one.right)
            box = Box(min(box.left, one.left), box.top, right, box.bottom)
    return box


def _sends_off(last: Deedlet, burst: Burst) -> bool:
    """Whether what was typed last is no longer there."""
    if not isinstance(last.action, Input) or last.after is None:
        return False
    came = changed_regions(last.seen.frame, last.after.frame)
    return any(one.intersection(gone).area for one in came for gone in changed_regions(burst.before, burst.after))


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
    seen: Observation, later: Observation, point: FramePoint, reader: Reader, do: str, sure: float, why: str,
    pause: float,
) -> Deedlet:  # fmt: skip
    action = PRESSES[do](start_point=whole_pixel(point))
    elements = tuple(reader.texts(seen))
    return Deedlet(action, (point,), seen, later, elements, note=why, pause_s=pause, confidence=sure)


def _in_line(box: Box, point: FramePoint) -> bool:
    return abs(point.y - box.center.y) <= IN_LINE * max(box.height, 14.0)
