"""What the person makes of a planned step: another place, another text. Points are frame pixels throughout."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from agent.base import Event, Performed, Planned
from bridges.action import ACTION, Action, AppSwitch, Click, Drag, Input, Open, Press, Select
from bridges.coordinates import ImagePoint, Resize

TEXT_FIELD = {Input: "text", Select: "text", Open: "app", AppSwitch: "app", Press: "keys"}
"""The field of an action that a person may write anew."""
POINTLESS = (Open, AppSwitch, Press)
"""What a place makes no sense for: pointing somewhere then means clicking there instead."""


def remaining(planned: Planned, happened: Iterable[Event]) -> tuple[Action, ...]:
    """The actions of a step that are still to be done, with their points in frame pixels."""
    done = sum(isinstance(event, Performed) and event.step == planned.step for event in happened)
    resize = Resize(planned.geometry.frame, planned.decision.image)

    def in_frame(action: Action) -> Action:
        moved = {}
        for name, value in action:
            if isinstance(value, ImagePoint):
                point = resize.to_frame(value)
                moved[name] = ImagePoint(point.x, point.y)
        return action.model_copy(update=moved)

    return tuple(in_frame(action) for action in planned.decision.actions)[done:]


def text_of(action: Action) -> str | None:
    """The text of an action that may be written anew; None where it has none."""
    field = _field(action)
    if field is None:
        return None
    value = getattr(action, field)
    return "+".join(value) if isinstance(value, list) else str(value)


def with_text(action: Action, text: str) -> Action | None:
    """The action with another text; None where that is no valid one."""
    field = _field(action)
    if field is None:
        return None
    # Not dict(action): that would call the `keys` of a Press.
    values = {name: value for name, value in action}  # noqa: C416
    try:
        return ACTION.validate_python(values | {field: text})
    except ValidationError:
        return None


def pointed(action: Action, x: float, y: float) -> Action:
    """“No, that one”: the same action at another place; a click there for what has no place."""
    point = ImagePoint(x, y)
    if isinstance(action, POINTLESS) or "start_point" not in type(action).model_fields:
        return Click[ImagePoint](start_point=point)
    if isinstance(action, Drag):
        shift_x, shift_y = x - action.start_point.x, y - action.start_point.y
        end = ImagePoint(action.end_point.x + shift_x, action.end_point.y + shift_y)
        return action.model_copy(update={"start_point": point, "end_point": end})
    # Words that named the old target would be wrong for the new one.
    named = {"text": None} if isinstance(action, Click) else {}
    return action.model_copy(update={"start_point": point, **named})


def _field(action: Action) -> str | None:
    return next((field for kind, field in TEXT_FIELD.items() if isinstance(action, kind)), None)
