"""What a macro remembers of a step's effect."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from agent.macros.file.schema import Pointing, Recorded
from agent.macros.file.store import Macros
from agent.macros.grounding.finding import Ladder
from agent.macros.recording.deedlet import Deedlet
from agent.macros.recording.recorded import assembled
from agent.macros.replaying.checking import Checker
from bridges.action import Click
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Geometry, ImagePoint, Size
from model.base import Element, Role

SIZE = Size(400, 300)
PLACE = Box(200, 200, 320, 240)


def screen(brightness: int, seed: int = 0) -> Frame:
    frame = np.full((300, 400, 3), 240, np.uint8)
    if brightness:
        part = np.random.default_rng(seed).integers(0, brightness, (40, 120, 3), dtype=np.uint8)
        frame[200:240, 200:320] = part
    return frame


def seen(frame: Frame) -> Observation:
    return Observation(frame, Geometry(SIZE), time.time())


class Reads:
    """A reader that reads the same on every screen."""

    def __init__(self, *texts: str) -> None:
        self.elements = [Element(box=PLACE, text=text) for text in texts]

    def texts(self, observation: Observation) -> list[Element]:
        return self.elements


def macro_step(tmp_path: Path, *after: str, role: Role = "text") -> Pointing:
    """A click that made something show, read before the next step."""
    before, then = seen(screen(0)), seen(screen(200, 1))
    click = Click(start_point=ImagePoint(20, 20))
    button = Element(box=Box(10, 10, 60, 30), text="Store")
    deeds = [
        Deedlet(click, (FramePoint(20, 20),), before, then, [button]),
        Deedlet(
            click,
            (FramePoint(20, 20),),
            then,
            None,
            [button, *(Element(box=PLACE, role=role, text=text) for text in after)],
        ),
    ]
    step = assembled("m", "", deeds, Recorded(), Macros(tmp_path)).steps[0]
    assert isinstance(step, Pointing)
    return step


def test_another_look_is_no_proof_without_the_words_that_were_there(tmp_path: Path) -> None:
    check = macro_step(tmp_path, "Report stored", "12:30").check.model_copy(update={"within_s": 0.1})
    assert (check.kind, check.text) == ("looks", "Report stored")
    other = seen(screen(90, 7))
    for texts, ok in ((("Report stored",), True), (("Disk full",), False)):
        reader = Reads(*texts)
        checker = Checker(Ladder(tmp_path / "m", reader), reader, lambda: other, lambda: other, time.sleep)
        assert checker.check(check, seen(screen(0))).ok is ok


def test_words_that_stood_there_before_prove_nothing(tmp_path: Path) -> None:
    assert macro_step(tmp_path, "Store").check.text == ""


def test_what_a_picture_is_called_is_no_word_that_was_read(tmp_path: Path) -> None:
    assert macro_step(tmp_path, "square", role="icon").check.text == ""


def test_a_change_all_over_in_another_look_without_words_is_weak_evidence(tmp_path: Path) -> None:
    check = macro_step(tmp_path, "Store").check.model_copy(update={"within_s": 0.1})
    all_over = screen(90, 7)
    all_over[20:60, 20:200] = 10
    for frame, weak in ((screen(90, 7), False), (all_over, True)):
        other, reader = seen(frame), Reads("Not now")
        checker = Checker(Ladder(tmp_path / "m", reader), reader, lambda: other, lambda: other, time.sleep)  # noqa: B023
        done = checker.check(check, seen(screen(0)))
        assert done.ok
        assert done.weak is weak


def test_a_step_that_changes_two_places_far_apart_is_not_proven_by_what_lies_between(tmp_path: Path) -> None:
    before = np.full((600, 400, 3), 240, np.uint8)
    after = before.copy()
    after[20:30, 100:110] = 20
    after[560:574, 20:140] = 20
    look = [Observation(one, Geometry(Size(400, 600)), time.time()) for one in (before, after)]
    mark = Element(box=Box(98, 18, 112, 32), role="checkbox", text="Gift wrap")
    click = Click(start_point=ImagePoint(105, 25))
    deed = Deedlet(click, (FramePoint(105, 25),), look[0], look[1], [mark])
    (step,) = assembled("m", "", [deed], Recorded(), Macros(tmp_path)).steps
    assert isinstance(step, Pointing)
    ladder = Ladder(tmp_path / "m", Reads())
    for seen_now, ok in ((look[0], False), (look[1], True)):
        checker = Checker(ladder, Reads(), lambda now=seen_now: now, lambda now=seen_now: now, time.sleep)  # type: ignore[misc]
        assert checker.check(step.check.model_copy(update={"within_s": 0.1}), look[0]).ok is ok
