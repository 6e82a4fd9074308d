"""Cascade: the small model decides; the big one only where the small one is unsure or a step failed its check."""

from __future__ import annotations

import os
from collections.abc import Callable

from bridges.action import Ask
from bridges.base import Frame, Observation
from bridges.errors import ModelUnavailable, UnreadableTask
from model.base import Decision, Grounding, History, Model, Task
from model.registry import model_named

LEAST = 0.6
"""Confidence below which the big model is asked."""
TAKEN_OVER = "cascade"
"""Key of a decision's memory: the big model has the rest of the task."""


class Cascade:
    """Two models as one; each decision's `model` says which of them decided.

    After a failed check the big model does that one step, and the small one goes on behind it. A task that the small
    model cannot read, or where it would have to ask, is the big model's to its end. Where no big model can be loaded,
    the small one's own question or error stands.
    """

    name = "cascade"

    def __init__(
        self, small: Model | None = None, big: Callable[[], Model] | None = None, least: float = LEAST
    ) -> None:
        self.small = small or model_named("mini")
        self._load = big or (lambda: model_named(os.environ.get("MIMIC_CASCADE_BIG", "mimo")))
        self._big: Model | None = None
        self._least = least

    @property
    def big(self) -> Model:
        """Loaded when it is first needed. Raises ModelUnavailable."""
        if self._big is None:
            self._big = self._load()
        return self._big

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        """The next step. Raises UnreadableTask, UnparsableReply."""
        if any(TAKEN_OVER in turn.decision.memory for turn in history):
            return self._handed_over(self.big.decide(task, observation, history))
        if history and not history[-1].verified and self._has_big():
            # The small model's note to itself stays, so that it goes on as if it had done this step.
            memory = dict(history[-1].decision.memory)
            return self.big.decide(task, observation, history).model_copy(update={"memory": memory})
        try:
            decision = self.small.decide(task, observation, history)
        except UnreadableTask:
            if not self._has_big():
                raise
            return self._handed_over(self.big.decide(task, observation, history))
        unsure = decision.confidence < self._least or any(isinstance(action, Ask) for action in decision.actions)
        if unsure and self._has_big():
            return self._handed_over(self.big.decide(task, observation, history))
        return decision

    def ground(self, image: Frame, instruction: str) -> Grounding:
        """Where the instruction points to, by the small model where it is sure."""
        try:
            found = self.small.ground(image, instruction)
        except UnreadableTask:
            if not self._has_big():
                raise
            return self.big.ground(image, instruction)
        sure = found.point is not None and found.confidence >= self._least
        return found if sure or not self._has_big() else self.big.ground(image, instruction)

    def _has_big(self) -> bool:
        try:
            return bool(self.big)
        except ModelUnavailable:
            return False

    def _handed_over(self, decision: Decision) -> Decision:
        return decision.model_copy(update={"memory": {TAKEN_OVER: True}})
