"""The Model itself, with random weights: what it answers is always a Decision about the picture that it saw."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from mimo_models import small

from bridges.action import Finished, Wait
from bridges.base import Observation
from bridges.coordinates import Geometry, Size
from bridges.errors import NotAnImage, UnreadableTask
from model.base import Decision, Model, Task, Turn
from model.mimo.backend import Mimo, Reply
from model.mimo.profiles import MIMO, QWEN25, UI_TARS, Profile

FRAME = np.random.default_rng(0).integers(0, 255, (150, 230, 3), dtype=np.uint8)
SEEN = Observation(frame=FRAME, geometry=Geometry(Size(230, 150)), taken_at=0.0)


def mimo(profile: Profile | None = None, *, think: bool = False) -> Mimo:
    return Mimo(replace(small(), profile=profile or small().profile, context=4096), think=think)


def asked(model: Mimo, only: str, history: tuple[Turn, ...] = ()) -> Reply:
    """A reply of one kind of action; random weights that may write anything write without end."""
    return model._ask(Task(text="save it"), FRAME, history, frozenset({only}))[1]


def test_it_is_a_model() -> None:
    assert isinstance(mimo(), Model)


@pytest.mark.parametrize("profile", [MIMO, QWEN25], ids=lambda profile: profile.name)
def test_points_lie_in_the_picture(profile: Profile) -> None:
    for kind in ("click", "drag", "rightclick"):
        (action,) = asked(mimo(profile), kind).actions
        assert action.action == kind
        for name in ("start_point", "end_point"):
            if point := getattr(action, name, None):
                Size(224, 140).check(point)


def test_the_same_question_has_the_same_answer_whatever_was_asked_before() -> None:
    model = mimo()
    first = model.ground(FRAME, "the red button")
    model.ground(FRAME[::-1].copy(), "something else")
    again = model.ground(FRAME, "the red button")
    fresh = mimo().ground(FRAME, "the red button")
    assert first.point == again.point == fresh.point
    assert first.confidence == pytest.approx(again.confidence, rel=1e-3)


def test_a_step_on_an_unchanged_screenshot_reads_only_what_is_new() -> None:
    model = mimo()
    decision = Decision(actions=(Wait(),), image=Size(224, 140), reason="r")
    asked(model, "wait")
    before = model.engine.prefilled
    asked(model, "wait", (Turn(decision=decision, verified=True, note="nothing changed"),))
    assert model.engine.pictures.encoded == 1
    assert model.engine.prefilled - before < 200


def test_grounding_points_in_the_frame_or_refuses() -> None:
    model = mimo()
    for words in ("the red button", "a menu", "File"):
        grounding = model.ground(FRAME, words)
        assert grounding.point is None or Size(230, 150).check(grounding.point)
        assert grounding.point or words in grounding.why


def test_switched_off_thoughts_are_written_for_the_model() -> None:
    model = mimo(MIMO)
    assert asked(model, "click").text.startswith('<think>\n\n</think>\n{"action": "click"')
    assert not mimo(UI_TARS, think=True).think, "a model that has no thoughts cannot be made to think"


def test_what_cannot_be_asked_is_refused() -> None:
    model = mimo()
    with pytest.raises(UnreadableTask):
        model.decide(Task(text=" "), SEEN, ())
    with pytest.raises(UnreadableTask):
        model.ground(FRAME, "")
    with pytest.raises(NotAnImage):
        model.ground(FRAME[..., 0], "it")


def test_a_reply_may_be_an_ending() -> None:
    assert isinstance(asked(mimo(), "finished").actions[0], Finished)


def test_importing_it_is_cheap() -> None:
    import subprocess
    import sys

    began = time.perf_counter()
    check = "import sys, model.mimo.backend; sys.exit(bool({'torch', 'transformers', 'llguidance'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
    assert time.perf_counter() - began < 10
