"""A macro's step as an action of the wire format, with the points that were found, and as an expectation."""

from __future__ import annotations

from typing import Any

from agent.macros.file.schema import (
    Check,
    Choosing,
    Deed,
    Dragging,
    Going,
    Pointing,
    Pressing,
    Scrolling,
    Typing,
    Waiting,
)
from agent.macros.grounding.finding import Found
from bridges.action import ACTION, Action, Wait
from model.base import Expectation


def action_of(step: Deed, found: Found | None, end: Found | None) -> Action | None:
    """The action, in frame points; None for a step that only waits for something to show."""
    start = [found.point.x, found.point.y] if found else None
    fields: dict[str, Any]
    match step:
        case Waiting():
            return None if step.shown else Wait(seconds=step.seconds)
        case Pointing() | Typing() | Choosing():
            fields = {"text": step.text} if isinstance(step, Typing | Choosing) else {}
        case Dragging():
            assert start is not None
            across, down = step.by or (0.0, 0.0)
            fields = {"end_point": [end.point.x, end.point.y] if end else [start[0] + across, start[1] + down]}
        case Scrolling():
            fields = {"direction": step.direction} | ({"scroll_distance": step.distance} if step.distance else {})
        case Pressing():
            fields = {"keys": list(step.keys)}
        case Going():
            fields = {"app": step.app}
    if start is not None:
        fields["start_point"] = start
    action: Action = ACTION.validate_python({"action": step.do, **fields})
    return action


def expectation(check: Check) -> Expectation:
    """What is told to whoever watches the run."""
    kind = "change" if check.kind == "looks" else check.kind
    text = check.text if check.kind in ("text", "gone", "window") else ""
    return Expectation(kind=kind, text=text, within_s=check.within_s)
