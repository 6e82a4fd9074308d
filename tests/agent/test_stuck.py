"""When repeating is stuck, and when it is not."""

from __future__ import annotations

import numpy as np
import pytest

from agent.limits import Limits
from agent.stuck import StuckWatch
from bridges.action import Action, Click, Input, Press, Wait
from bridges.base import Frame
from bridges.coordinates import ImagePoint
from bridges.errors import Stuck


def screen(number: int) -> Frame:
    frame = np.full((100, 200, 3), 255, np.uint8)
    frame[10:30, 20 * number : 20 * number + 15] = 0
    return frame


def click(x: float = 50, y: float = 50) -> Action:
    return Click(start_point=ImagePoint(x, y))


def steps(*each: tuple[Action, int, int], limits: Limits | None = None) -> int:
    """How many steps were taken before Stuck."""
    watch = StuckWatch(limits or Limits())
    for number, (action, before, after) in enumerate(each, start=1):
        try:
            watch.take((action,), screen(before), screen(after))
        except Stuck:
            return number
    return 0


def test_the_same_step_without_effect() -> None:
    assert steps(*[(click(), 0, 0)] * 9) == 3
    assert steps(*[(click(), 0, 0)] * 9, limits=Limits(repeats=5)) == 5


def test_a_jittering_click_is_the_same_click() -> None:
    assert steps(*[(click(50 + n % 3, 50 - n % 2), 0, 0) for n in range(9)]) == 3


def test_the_same_step_with_an_effect_is_not_stuck() -> None:
    assert steps(*[(Input(text="7"), n, n + 1) for n in range(8)]) == 0


def test_other_steps_between_are_not_the_same_step() -> None:
    assert steps((click(), 0, 0), (click(150), 0, 1), (click(), 1, 1), (click(), 1, 1)) == 0


def test_back_and_forth_between_two_screens() -> None:
    there, back = Press(keys=["f10"]), Press(keys=["escape"])
    assert steps(*[(there, 0, 1), (back, 1, 0)] * 9) == 4


def test_back_and_forth_that_gets_further_is_not_stuck() -> None:
    more = [(Press(keys=["down"]), n, n + 1) if n % 2 else (Press(keys=["space"]), n, n + 1) for n in range(8)]
    assert steps(*more) == 0


def test_a_screen_that_never_moves() -> None:
    assert steps(*[(click(20 * n), 0, 0) for n in range(1, 10)], limits=Limits(frozen=6)) == 6


def test_waiting_is_only_stuck_when_the_screen_never_moves() -> None:
    assert steps(*[(Wait(), 0, 0)] * 20, limits=Limits(frozen=10)) == 10


def test_the_reason_is_named() -> None:
    watch = StuckWatch(Limits(repeats=2))
    watch.take((click(),), screen(0), screen(0))
    with pytest.raises(Stuck, match="without effect 2 times"):
        watch.take((click(),), screen(0), screen(0))
