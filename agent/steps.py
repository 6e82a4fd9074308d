"""One decision taken apart: each of its actions with its points, its target and what should follow from it."""

from __future__ import annotations

from dataclasses import dataclass

from agent.reading import plain
from agent.secrets import names_in
from agent.wording import summary
from bridges.action import Action, AppSwitch, Ask, Finished, Input, Open, ScreenAction, Select, placed
from bridges.base import Observation
from bridges.coordinates import Box, FramePoint, ImagePoint, Resize, Size
from bridges.errors import UnparsableReply
from model.base import Decision, Expectation, Target


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a decision, ready to be judged and performed."""

    action: Action
    performed: ScreenAction | None
    """The same in screen points; None for `ask` and `finished`."""
    points: tuple[FramePoint, ...]
    target: Target | None
    expect: Expectation

    @property
    def typed(self) -> str:
        """The text that the step types; secrets as placeholders."""
        return self.action.text if isinstance(self.action, Input | Select) else ""

    @property
    def types_secret(self) -> bool:
        return isinstance(self.action, Input) and bool(names_in(self.action.text))

    @property
    def reads_back(self) -> bool:
        """Whether the expected text is what the step itself types."""
        return bool(self.typed) and plain(self.expect.text) in plain(self.typed)

    @property
    def place(self) -> Box | None:
        """Box of what is acted on, where known."""
        return self.target.element.box if self.target and self.target.element else None

    @property
    def summary(self) -> str:
        return summary(self.action, self.target, self.points)


def plan_of(decision: Decision, seen: Observation, most: int) -> tuple[Step, ...]:
    """The decision's actions in frame and screen points.

    Raises OutsideSpace for a point outside the picture, UnparsableReply for more than ``most`` actions.
    """
    if len(decision.actions) > most:
        raise UnparsableReply(
            "Reading the model's reply", f"it holds {len(decision.actions)} actions", f"At most {most} are allowed."
        )
    height, width = seen.frame.shape[:2]
    resize = Resize(Size(width, height), decision.image)
    last = max((i for i, action in enumerate(decision.actions) if not isinstance(action, Ask | Finished)), default=0)
    return tuple(
        _step(action, resize, seen, decision, is_last=index == last) for index, action in enumerate(decision.actions)
    )


def _step(action: Action, resize: Resize, seen: Observation, decision: Decision, *, is_last: bool) -> Step:
    points = tuple(resize.to_frame(value) for _, value in action if isinstance(value, ImagePoint))
    performed = None
    if not isinstance(action, Ask | Finished):
        performed = placed(action, lambda point: seen.geometry.to_screen(resize.to_frame(point)))
    expect = decision.expect if is_last else _usual(action)
    if isinstance(action, Input) and names_in(action.text):
        # The value must not be looked for on the screen, where a field of dots would not show it anyway.
        expect = expect.model_copy(update={"kind": "change", "text": ""})
    elif expect.kind == "text" and _hides(decision.target):
        expect = expect.model_copy(update={"kind": "change", "text": ""})
    return Step(action, performed, points, decision.target if is_last or points else None, expect)


def _usual(action: Action) -> Expectation:
    """What should follow from an action in the middle of a decision, for which the model names nothing."""
    match action:
        case Open() | AppSwitch():
            return Expectation(kind="window", text=action.app, within_s=15.0)
        case Input() if action.text.strip():
            return Expectation(kind="change", within_s=3.0)
        case _:
            return Expectation(kind="none")


def _hides(target: Target | None) -> bool:
    return bool(target and target.element and "password" in target.element.states)
