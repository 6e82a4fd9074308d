"""What can be done: one strict model per action, one union, in the wire format of MiMo-VL's report (appendix D).

The format is the one that MiMo-VL writes, so its replies replay as they are; ours besides: doubleclick,
rightclick, ask. Every action is generic over the coordinate space of its points: `Action` holds image points (a
model's reply), `ScreenAction` holds screen points (what a bridge performs). `placed` turns one into the other.

Scrolling: ``direction`` is the way the view travels, everywhere in Mimic: "down" shows what is further below, as the
wheel and the Page Down key do. MiMo-VL's report notes the finger's way ("scroll up: see more below"); such a reply is
flipped once, where it is read (`ScrollConvention`), never later.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Generic, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from bridges.coordinates import ImagePoint, P, Point, ScreenPoint

MAX_TEXT = 100_000
MAX_WAIT_S = 120.0


class ScrollConvention(StrEnum):
    """How a model means the direction of a scroll."""

    VIEW = "view"
    """"down" shows what is further below."""
    FINGER = "finger"
    """"up" moves the finger up, which shows what is further below."""


Direction: TypeAlias = Literal["up", "down", "left", "right"]

OPPOSITE: dict[Direction, Direction] = {"up": "down", "down": "up", "left": "right", "right": "left"}


class _Action(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Click(_Action, Generic[P]):
    """Press and release the left button, or tap."""

    action: Literal["click"] = "click"
    start_point: P
    text: Annotated[str | None, Field(max_length=MAX_TEXT)] = None
    """What is clicked, in words."""


class DoubleClick(_Action, Generic[P]):
    """Two clicks within the double-click time."""

    action: Literal["doubleclick"] = "doubleclick"
    start_point: P


class RightClick(_Action, Generic[P]):
    """Press and release the right button."""

    action: Literal["rightclick"] = "rightclick"
    start_point: P


class LongPress(_Action, Generic[P]):
    """Hold the button or finger down on a point."""

    action: Literal["longpress"] = "longpress"
    start_point: P


class Hover(_Action, Generic[P]):
    """Move the pointer without pressing."""

    action: Literal["hover"] = "hover"
    start_point: P | None = None


class Scroll(_Action, Generic[P]):
    """Turn the wheel or swipe; the view travels in ``direction``."""

    action: Literal["scroll"] = "scroll"
    direction: Direction
    scroll_distance: Annotated[float | None, Field(gt=0, le=100_000, allow_inf_nan=False)] = None
    """Screen units; without it, about half of the screen's side."""
    start_point: P | None = None


class Drag(_Action, Generic[P]):
    """Press at one point, move along a path, release at the other."""

    action: Literal["drag"] = "drag"
    start_point: P
    end_point: P


class Input(_Action, Generic[P]):
    """Type text, after a click on the point where one is given."""

    action: Literal["input"] = "input"
    text: Annotated[str, Field(max_length=MAX_TEXT)]
    start_point: P | None = None


class Select(_Action, Generic[P]):
    """Choose the entry named ``text`` in the list or drop-down at the point."""

    action: Literal["select"] = "select"
    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
    start_point: P | None = None


def split_chord(keys: Any) -> Any:
    """``"ctrl+s"`` and ``"enter"`` are accepted besides lists; a lone or trailing plus is the plus key."""
    if not isinstance(keys, str) or len(keys) > 8 * 35:
        return keys
    if keys in ("+", " "):
        return ["plus" if keys == "+" else "space"]
    if keys.endswith("++"):
        return [*(part.strip() for part in keys[:-2].split("+")), "plus"]
    return [part.strip() for part in keys.split("+")]


class Press(_Action):
    """Press keys together, as a chord, and release them in reverse."""

    action: Literal["press"] = "press"
    keys: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=32)]],
        BeforeValidator(split_chord),
        Field(min_length=1, max_length=8),
    ]


class Open(_Action):
    """Start an application, by the name a person would say."""

    action: Literal["open"] = "open"
    app: Annotated[str, Field(min_length=1, max_length=200)]


class AppSwitch(_Action):
    """Bring a running application to the front."""

    action: Literal["appswitch"] = "appswitch"
    app: Annotated[str, Field(min_length=1, max_length=200)]


class Wait(_Action):
    """Do nothing for a while."""

    action: Literal["wait"] = "wait"
    seconds: Annotated[float, Field(ge=0, le=MAX_WAIT_S, allow_inf_nan=False)] = 1.0


class Finished(_Action):
    """The task has ended, well or not."""

    action: Literal["finished"] = "finished"
    status: Literal["success", "failure"]
    answer: Annotated[str | None, Field(max_length=MAX_TEXT)] = None


class Ask(_Action):
    """A question to the person."""

    action: Literal["ask"] = "ask"
    question: Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]


Action: TypeAlias = Annotated[
    Click[ImagePoint]
    | DoubleClick[ImagePoint]
    | RightClick[ImagePoint]
    | LongPress[ImagePoint]
    | Hover[ImagePoint]
    | Scroll[ImagePoint]
    | Drag[ImagePoint]
    | Input[ImagePoint]
    | Select[ImagePoint]
    | Press
    | Open
    | AppSwitch
    | Wait
    | Finished
    | Ask,
    Field(discriminator="action"),
]
"""What a model decides."""

ScreenAction: TypeAlias = Annotated[
    Click[ScreenPoint]
    | DoubleClick[ScreenPoint]
    | RightClick[ScreenPoint]
    | LongPress[ScreenPoint]
    | Hover[ScreenPoint]
    | Scroll[ScreenPoint]
    | Drag[ScreenPoint]
    | Input[ScreenPoint]
    | Select[ScreenPoint]
    | Press
    | Open
    | AppSwitch
    | Wait,
    Field(discriminator="action"),
]
"""What a bridge performs."""

ACTION: TypeAdapter[Action] = TypeAdapter(Action)
SCREEN_ACTION: TypeAdapter[ScreenAction] = TypeAdapter(ScreenAction)

Q = TypeVar("Q", bound=Point)


def placed(action: Action, to_screen: Callable[[ImagePoint], ScreenPoint]) -> ScreenAction:
    """The same action in screen points.

    Raises OutsideSpace where a point lies outside the picture, ValueError for `finished` and `ask`, which no bridge
    performs.
    """
    if isinstance(action, Finished | Ask):
        raise ValueError(f"{action.action} is not performed by a bridge")  # noqa: TRY004 - a value of the right type
    fields = {name: to_screen(value) if isinstance(value, ImagePoint) else value for name, value in action}
    return SCREEN_ACTION.validate_python(fields)


def flipped(action: Action, convention: ScrollConvention) -> Action:
    """The action as Mimic means it, from a model that writes scroll directions by the given convention."""
    if convention is ScrollConvention.FINGER and isinstance(action, Scroll):
        return action.model_copy(update={"direction": OPPOSITE[action.direction]})
    return action
