"""Deeds told from a film that are parts of one: a text typed in pieces, a scroll with a rest, the press of a drag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.macros.films.lettering import written
from agent.macros.recording.deedlet import Deedlet
from agent.reading import Reader
from bridges.action import Click, Drag, Input, Scroll
from bridges.coordinates import ImagePoint
from model.inverse import explain

SAME_PLACE = 4.0
"""Pixels that the same place may seem to be off."""


def joined(deeds: Sequence[Deedlet], reader: Reader) -> list[Deedlet]:
    """The deeds with each that is a part of the one before put into it."""
    whole: list[Deedlet] = []
    for deed in deeds:
        one = _together(whole[-1], deed, reader) if whole else None
        if one is None:
            whole.append(deed)
        else:
            whole[-1] = one
    return whole


def _together(last: Deedlet, deed: Deedlet, reader: Reader) -> Deedlet | None:
    """Both as one deed, where they are one."""
    match last.action, deed.action:
        case Input(), Input():
            return _text(last, deed, reader)
        case Scroll(), Scroll() if last.action.direction == deed.action.direction and _same(last, deed):
            far = (last.action.scroll_distance or 0.0) + (deed.action.scroll_distance or 0.0)
            action = last.action.model_copy(update={"scroll_distance": far})
            return replace(
                last, action=action, after=deed.after, pause_s=last.pause_s + deed.pause_s,
                confidence=min(last.confidence, deed.confidence),
            )  # fmt: skip
        case Click(), Drag() if _same(last, deed):
            # What shows at once where something is taken is the press, and not a click before it.
            return replace(deed, seen=last.seen, elements=last.elements, pause_s=last.pause_s + deed.pause_s)
        case Drag(), Click() if (
            deed.confidence < last.confidence and last.points[-1].apart(deed.points[-1]) <= SAME_PLACE
        ):
            return replace(last, after=deed.after, pause_s=last.pause_s + deed.pause_s)
        case _:
            return None


def _text(last: Deedlet, deed: Deedlet, reader: Reader) -> Deedlet | None:
    """Texts that were typed one after the other into one line are one text, read when it was there in full."""
    if last.after is None or deed.after is None:
        return None
    told = explain(last.seen.frame, deed.after.frame)
    if not isinstance(told.action, Input) or told.box is None:
        return None
    text, sure = written(deed.after.frame, told.box, reader)
    return replace(
        last, action=Input[ImagePoint](text=text or "…"), after=deed.after, note=f"“{text}” appeared on a line",
        pause_s=last.pause_s + deed.pause_s, confidence=sure,
    )  # fmt: skip


def _same(last: Deedlet, deed: Deedlet) -> bool:
    """Whether both began at the same place, or nobody knows of either where it was."""
    if not last.points or not deed.points:
        return last.points == deed.points
    return last.points[0].apart(deed.points[0]) <= SAME_PLACE
