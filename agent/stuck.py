"""Noticing that steps repeat without effect: A-A-A, A-B-A-B, or a screen that does not move at all."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import hypot

from agent.difference import difference
from agent.limits import Limits
from bridges.action import Action, Wait
from bridges.base import Frame
from bridges.coordinates import Point
from bridges.errors import Stuck

SAME_PLACE = 12.0
"""Points this close together, in pixels, are the same place: models jitter."""


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    actions: tuple[Action, ...]
    changed: bool
    after: Frame


class StuckWatch:
    """Takes each step that was carried out; raises Stuck once the limits are reached."""

    def __init__(self, limits: Limits) -> None:
        self._repeats = limits.repeats
        self._cycles = max(2, limits.repeats - 1)
        self._frozen = limits.frozen
        self._steps: deque[_Step] = deque(maxlen=max(limits.repeats, 2 * self._cycles))
        self._still = 0

    def take(self, actions: tuple[Action, ...], before: Frame, after: Frame) -> None:
        """``before`` and ``after`` are the screen around the step."""
        changed = bool(difference(before, after).regions)
        self._still = 0 if changed else self._still + 1
        self._steps.append(_Step(actions, changed, after))
        if self._same_step_again():
            raise _stuck(f"“{actions[0].action}” in the same place was without effect {self._repeats} times in a row")
        if self._back_and_forth():
            raise _stuck(f"the same two steps led back to the same screen {self._cycles} times")
        if self._still >= self._frozen:
            raise _stuck(f"nothing on the screen has changed for {self._still} steps")

    def _same_step_again(self) -> bool:
        last = list(self._steps)[-self._repeats :]
        if len(last) < self._repeats or any(step.changed for step in last):
            return False
        waiting = all(isinstance(action, Wait) for action in last[-1].actions)
        return not waiting and all(_same(step.actions, last[-1].actions) for step in last)

    def _back_and_forth(self) -> bool:
        last = list(self._steps)[-2 * self._cycles :]
        if len(last) < 2 * self._cycles or _same(last[0].actions, last[1].actions):
            return False
        repeats = all(_same(one.actions, two.actions) for one, two in zip(last, last[2:], strict=False))
        return repeats and all(
            not difference(one.after, two.after).regions for one, two in zip(last, last[2:], strict=False)
        )


def _same(one: tuple[Action, ...], two: tuple[Action, ...]) -> bool:
    return len(one) == len(two) and all(_same_action(a, b) for a, b in zip(one, two, strict=True))


def _same_action(one: Action, two: Action) -> bool:
    if type(one) is not type(two):
        return False
    return all(_same_value(a, b) for (_, a), (_, b) in zip(one, two, strict=True))


def _same_value(one: object, two: object) -> bool:
    if isinstance(one, Point) and isinstance(two, Point):
        return hypot(one.x - two.x, one.y - two.y) <= SAME_PLACE
    return one == two


def _stuck(found: str) -> Stuck:
    return Stuck("Going on", found, "Say the task in smaller steps, or do this part by hand.")
