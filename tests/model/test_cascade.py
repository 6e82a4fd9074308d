"""Who decides when: the small model, the big one for a step, or the big one for the rest."""

from __future__ import annotations

import numpy as np
import pytest

from bridges.action import Action, Ask, Click, Wait
from bridges.base import Frame, Observation
from bridges.coordinates import FramePoint, Geometry, ImagePoint, Size
from bridges.errors import ModelUnavailable, UnreadableTask
from model.base import Decision, Grounding, History, Model, Task, Turn
from model.cascade import Cascade
from model.scripted import Scripted

SEEN = Observation(frame=np.zeros((50, 80, 3), np.uint8), geometry=Geometry(Size(80, 50)), taken_at=0.0)
TASK = Task(text="do it")
CLICK = Click(start_point=ImagePoint(1, 1))


def by(name: str, action: Action = CLICK, confidence: float = 1.0, **memory: object) -> Decision:
    return Decision(
        actions=(action,), image=Size(80, 50), reason="r", model=name, confidence=confidence, memory=dict(memory)
    )


def turn(decision: Decision, verified: bool = True) -> Turn:
    return Turn(decision=decision, verified=verified)


def cascade(small: list[Decision | Exception], big: list[Decision] | None) -> Cascade:
    def load() -> Model:
        if big is None:
            raise ModelUnavailable("Loading", "it is not here")
        return Scripted(big)

    return Cascade(Scripted(small), load)


def decide(model: Cascade, history: History = ()) -> Decision:
    return model.decide(TASK, SEEN, history)


def test_the_small_model_decides_where_it_is_sure_and_the_big_one_is_not_even_loaded() -> None:
    assert decide(cascade([by("small")], None)).model == "small"


@pytest.mark.parametrize("unsure", [by("small", confidence=0.3), by("small", Ask(question="Which?"))])
def test_the_big_model_takes_over_for_good_where_the_small_one_is_unsure(unsure: Decision) -> None:
    model = cascade([unsure, by("small")], [by("big"), by("big", Wait())])
    first = decide(model)
    assert first.model == "big"
    assert decide(model, (turn(first),)).actions == (Wait(),)


def test_a_task_that_the_small_model_cannot_read() -> None:
    assert decide(cascade([UnreadableTask("Reading", "no")], [by("big")])).model == "big"


def test_after_a_failed_check_the_big_model_does_one_step_and_the_small_one_goes_on() -> None:
    model = cascade([by("small", mini=7), by("small", Wait(), mini=8)], [by("big")])
    first = decide(model)
    mended = decide(model, (turn(first, verified=False),))
    assert (mended.model, mended.memory) == ("big", {"mini": 7})
    assert decide(model, (turn(first, verified=False), turn(mended))).actions == (Wait(),)


def test_without_a_big_model_the_small_ones_question_and_error_stand() -> None:
    assert decide(cascade([by("small", Ask(question="Which?"))], None)).actions == (Ask(question="Which?"),)
    assert decide(cascade([by("small")], None), (turn(by("small"), verified=False),)).model == "small"
    with pytest.raises(UnreadableTask):
        decide(cascade([UnreadableTask("Reading", "no")], None))


class Points:
    """Grounds always alike."""

    name = "points"

    def __init__(self, x: float | None, confidence: float = 1.0) -> None:
        self.found = Grounding(point=None if x is None else FramePoint(x, 1), confidence=confidence)

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        raise UnreadableTask("Deciding", "it only points")

    def ground(self, image: Frame, instruction: str) -> Grounding:
        return self.found


@pytest.mark.parametrize(("small", "x"), [(Points(1), 1), (Points(1, 0.2), 2), (Points(None), 2)])
def test_pointing_is_the_small_models_where_it_is_sure(small: Points, x: float) -> None:
    grounding = Cascade(small, lambda: Points(2)).ground(SEEN.frame, "it")
    assert grounding.point == FramePoint(x, 1)


def test_it_is_a_model() -> None:
    assert isinstance(cascade([], []), Model)
