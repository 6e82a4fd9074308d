"""What comes up over an application: put off, or the application opened again, and nothing final done twice."""

from __future__ import annotations

import time

import numpy as np
import pytest

from bridges.base import Observation
from bridges.coordinates import Box, Geometry, Size
from model.base import Element
from model.mini.instruction import read_task
from model.mini.interruption import interruption
from model.mini.scene import Act, GiveUp, Next, Scene, State

SIZE = Size(540, 1200)
TASK = read_task("Open Contacts, tap Alan Turing, turn on Favorite, tap Save, tap Details.")


def scene(title: str, *texts: str, application: str = "com.android.contacts") -> Scene:
    elements = tuple(
        Element(role="button", text=text, box=Box(50, 100.0 * at, 250, 100.0 * at + 60), confidence=1.0)
        for at, text in enumerate(texts, start=1)
    )
    frame = np.zeros((SIZE.height, SIZE.width, 3), np.uint8)
    seen = Observation(frame, Geometry(SIZE), time.time(), application=application, interruption=title)
    return Scene(seen, elements, SIZE)


def test_an_offer_is_put_off_and_the_step_goes_on() -> None:
    move = interruption(TASK, scene("System update available", "OK", "Not now"), State(step=1))
    assert isinstance(move, Act)
    assert move.actions[0].text == "Not now"
    assert move.met == State(step=1)


def test_a_switch_is_looked_at_again_after_an_offer() -> None:
    move = interruption(TASK, scene("System update available", "OK", "Not now"), State(step=3, done=("a", "b", "c")))
    assert isinstance(move, Act)
    assert (move.met.step, move.met.done) == (2, ("a", "b"))


def test_what_the_task_itself_speaks_of_is_no_interruption() -> None:
    assert interruption(TASK, scene("Details", "Alan Turing", "Cancel"), State(step=1)) is None
    assert interruption(TASK, scene("", "Not now"), State(step=1)) is None
    assert interruption(TASK, scene("System update available", "OK"), State(step=1)) is None


def test_after_a_crash_the_application_is_opened_again() -> None:
    move = interruption(TASK, scene("Application Error: com.android.contacts", "App info", "Close app"), State(step=2))
    assert isinstance(move, Act)
    assert move.actions[0].text == "Close app"
    assert move.met.step == 0


@pytest.mark.parametrize("state", [State(step=4), State(step=3, tries=1), State(step=5)])
def test_what_may_have_been_done_is_not_done_twice(state: State) -> None:
    move = interruption(TASK, scene("Application Error: com.android.contacts", "Close app"), state)
    assert isinstance(move, GiveUp)
    assert "tap Save" in move.why


def test_an_application_that_crashes_again_and_again_is_left() -> None:
    done = ("Contacts stopped working and was opened again",) * 2
    move = interruption(TASK, scene("Application Error: com.android.contacts", "Close app"), State(step=2, done=done))
    assert isinstance(move, GiveUp)


def test_home_that_was_asked_for_is_no_crash() -> None:
    program = read_task("Open Clock. Press home. Tap Search apps. Tap Notes.")
    assert interruption(program, scene("", "Notes", application="com.android.launcher3"), State(step=3)) is None


def test_an_application_that_went_without_a_word_is_opened_again() -> None:
    move = interruption(TASK, scene("", "Phone", application="com.android.launcher3"), State(step=2))
    assert isinstance(move, Next)
    assert move.state.step == 0
    assert interruption(TASK, scene("", "Phone", application="com.android.launcher3"), State(step=4)) is None
