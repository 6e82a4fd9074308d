"""One action as it was done and seen, by a run, in a recording or on a film: what a macro's step is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.base import Consequence
from bridges.action import Action, Input, Press
from bridges.base import Observation
from bridges.coordinates import FramePoint
from model.base import Element, Expectation


@dataclass(frozen=True, slots=True, eq=False)
class Deedlet:
    """One action that was done, with what was seen just before and, once it had its effect, after."""

    action: Action
    points: tuple[FramePoint, ...]
    """In frame pixels, in the action's order."""
    seen: Observation
    after: Observation | None
    elements: Sequence[Element] = ()
    consequence: Consequence = Consequence.EDITS
    expect: Expectation | None = None
    note: str = ""
    pause_s: float = 0.0
    confidence: float = 1.0
    secret: str = ""
    """Name of the secret that the text is, where it was typed into a password field."""


def confirms(action: Action) -> bool:
    """Whether an action without a target may say yes to what stands there, so that this has to be read."""
    return (isinstance(action, Press) and "enter" in action.keys) or (isinstance(action, Input) and "\n" in action.text)
