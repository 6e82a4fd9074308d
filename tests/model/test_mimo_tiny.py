"""A tiny checkpoint that really looks, through the code that MiMo-VL takes: swapped axes or a wrong scale would show.

It was trained by `python -m model.train.tiny` and knows coloured shapes on plain screens. The screens here are drawn
from another seed than those of its training.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import mimo_models
import numpy as np
import pytest
from PIL import Image

from agent.base import Failed, Finished, Nobody, Performed, Planned, Verified
from agent.guard import Guard
from agent.loop import run
from bridges import action as act
from bridges.base import Frame, Observation
from bridges.coordinates import FramePoint, Geometry, ScreenPoint, Size
from bridges.stop import Stop
from model.base import Decision, Expectation, Task, Turn
from model.mimo.agreement import Agreement, agreement
from model.mimo.backend import Mimo
from model.mimo.checkpoint import Options, load
from model.train.tiny_screens import COLOURS, FORMS, SIZES, Shape, clicked, goal, screen
from ui.cli import main

assert mimo_models
CHECKPOINT = Path(__file__).with_name("tiny")
SEED = 20_000


@pytest.fixture(scope="module")
def mimo() -> Mimo:
    return Mimo(load(Options(checkpoint=str(CHECKPOINT), context=2048, device="cpu")))


def held_out(count: int, seed: int = SEED) -> Iterator[tuple[Frame, list[Shape], Shape]]:
    rng = random.Random(seed)
    for _ in range(count):
        frame, shapes = screen(rng, rng.choice(SIZES))
        yield frame, shapes, rng.choice(shapes)


def test_it_is_small() -> None:
    assert sum(file.stat().st_size for file in CHECKPOINT.iterdir()) <= 8_000_000


def test_it_points_at_what_is_named_on_screens_it_has_never_seen(mimo: Mimo) -> None:
    hits = swapped = total = 0
    for frame, _, wanted in held_out(40):
        point = mimo.ground(frame, f"the {wanted.words}").point
        total += 1
        hits += point is not None and wanted.box.contains(point)
        swapped += point is not None and wanted.box.contains(FramePoint(point.y, point.x))
    assert hits >= 0.9 * total, f"{hits} of {total}"
    assert swapped < 0.5 * total, "the screens would not show a swapped axis"


def test_points_come_back_to_a_frame_of_another_size(mimo: Mimo) -> None:
    hits = 0
    for frame, _, wanted in held_out(20, SEED + 1):
        height, width = frame.shape[:2]
        odd = np.array(Image.fromarray(frame).resize((width + 11, height - 9), Image.Resampling.BICUBIC))
        point = mimo.ground(odd, f"the {wanted.words}").point
        assert point is not None
        hits += wanted.box.contains(FramePoint(point.x * width / (width + 11), point.y * height / (height - 9)))
    assert hits >= 17, f"{hits} of 20"


def test_it_says_where_nothing_is(mimo: Mimo) -> None:
    refused = 0
    for frame, shapes, _ in held_out(16, SEED + 2):
        absent = next(f"{c} {f}" for c in COLOURS for f in FORMS if f"{c} {f}" not in {s.words for s in shapes})
        refused += mimo.ground(frame, f"the {absent}").point is None
    assert refused >= 13, f"{refused} of 16"


def observed(frame: Frame) -> Observation:
    height, width = frame.shape[:2]
    return Observation(frame=frame, geometry=Geometry(Size(width, height)), taken_at=time.time())


def test_it_goes_on_where_the_history_ends(mimo: Mimo) -> None:
    right = total = 0
    for frame, shapes, _ in held_out(16, SEED + 3):
        if len(shapes) < 2:
            continue
        wanted = shapes[:2]
        turns: tuple[Turn, ...] = ()
        for shape in wanted:
            decision = mimo.decide(Task(text=goal(wanted)), observed(frame), turns)
            (action,) = decision.actions
            right += isinstance(action, act.Click) and shape.box.contains(action.start_point)
            total += 1
            done = Decision(actions=(clicked(shape),), image=decision.image, reason="r")
            turns = (*turns, Turn(decision=done, verified=True, note="something changed"))
        (action,) = mimo.decide(Task(text=goal(wanted)), observed(frame), turns).actions
        right += isinstance(action, act.Finished) and action.status == "success"
        total += 1
    assert right >= 0.85 * total, f"{right} of {total}"


def test_fast_and_slow_agree(mimo: Mimo) -> None:
    """Logits, likeliest tokens and whole replies; `python -m model.mimo.agreement` does so for a thousand prompts."""
    asked = [(frame, Task(text=f"click the {wanted.words}"), ()) for frame, _, wanted in held_out(6, SEED + 4)]
    found = agreement(mimo, asked)
    assert found.prompts == found.same_replies == 6
    assert found.same_likeliest == found.tokens > 60
    assert found.largest_error < 1e-3 < found.largest_logit


def test_the_command_compares_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "check", str(CHECKPOINT), "--prompts", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["close"]
    assert told["prompts"] == told["same_replies"] == 1
    assert told["same_likeliest"] == told["tokens"] > 10
    assert not Agreement(largest_error=2.0, largest_logit=8.0).close


class Shapes:
    """A Bridge whose screen shows shapes; a click on one changes the ground and is remembered."""

    name = "shapes"

    def __init__(self, frame: Frame, shapes: list[Shape]) -> None:
        self.stop = Stop()
        self.frame = frame
        self.shapes = shapes
        self.clicked: list[str] = []

    def observe(self) -> Observation:
        frame = self.frame.copy()
        ground = (frame == frame[0, 0]).all(2)
        frame[ground] -= np.uint8(12 * len(self.clicked))
        return observed(frame)

    def perform(self, action: act.ScreenAction) -> None:
        assert isinstance(action, act.Click)
        point: ScreenPoint = action.start_point
        self.clicked += [shape.words for shape in self.shapes if shape.box.contains(point)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None: ...


class Quick(Mimo):
    """Gives a check less time than a real screen needs."""

    def decide(self, *given: Any) -> Decision:
        decision = super().decide(*given)
        return decision.model_copy(update={"expect": Expectation(kind=decision.expect.kind, within_s=0.2)})


def test_the_whole_loop(mimo: Mimo) -> None:
    done = 0
    for frame, shapes, _ in held_out(8, SEED + 5):
        wanted = shapes[:2]
        bridge = Shapes(frame, shapes)
        told = list(run(Task(text=goal(wanted)), bridge, Quick(mimo.checkpoint), Guard(), Nobody()))
        assert isinstance(told[-1], Finished | Failed)
        if bridge.clicked == [shape.words for shape in wanted] and isinstance(told[-1], Finished):
            assert told[-1].status == "success"
            kinds = [type(event) for event in told]
            assert kinds.count(Planned) == len(wanted) + 1
            assert kinds.count(Performed) == kinds.count(Verified) == len(wanted)
            done += 1
    assert done >= 6, f"{done} of 8"
