"""One model for several processes: the same answers, the same errors, and nobody is let in without the key."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest

from bridges.base import Observation
from bridges.coordinates import Geometry, Size
from bridges.errors import ModelUnavailable, UnreadableTask
from model.base import Task
from model.mini import Mini
from model.registry import model_named
from model.shared import ADDRESS, KEY, SharedModel, serving


@pytest.fixture
def shared(monkeypatch):
    with serving("mini") as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield environment


def screen(*words: str) -> Observation:
    frame = np.full((240, 320, 3), 245, np.uint8)
    for at, word in enumerate(words):
        cv2.putText(frame, word, (30, 60 + 70 * at), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 2)
    return Observation(frame, Geometry(Size(320, 240)), time.time())


def test_it_decides_and_reads_as_one_of_its_own_would(shared) -> None:
    seen, task = screen("Display", "Battery"), Task(text="Click Battery.")
    model, own = model_named("mini"), Mini()
    assert isinstance(model, SharedModel)
    told, wanted = model.decide(task, seen, ()), own.decide(task, seen, ())
    assert (told.actions, told.target, told.memory) == (wanted.actions, wanted.target, wanted.memory)
    assert model.parser.parse(seen.frame).elements == own.parser.parse(seen.frame).elements
    assert model.ground(seen.frame, "Display").point == own.ground(seen.frame, "Display").point


def test_two_devices_see_each_their_own_screen(shared) -> None:
    one, other = model_named("mini"), model_named("mini")
    seen = (screen("Alpha"), screen("Bravo"))
    for _ in range(2):
        for model, look, word in zip((one, other), seen, ("Alpha", "Bravo"), strict=True):
            assert isinstance(model, SharedModel)
            assert [element.text for element in model.parse(look.frame).elements] == [word]


def test_its_errors_are_those_of_the_model(shared) -> None:
    with pytest.raises(UnreadableTask, match="empty"):
        model_named("mini").ground(screen("Display").frame, " ")


def test_a_process_that_has_ended_and_a_key_that_is_wrong_have_a_name(monkeypatch) -> None:
    with serving("mini") as environment:
        address = environment[ADDRESS].partition("@")[2]
        with pytest.raises(ModelUnavailable, match="Reaching the shared model"):
            SharedModel("mini", address, b"another")
        model = SharedModel("mini", address, bytes.fromhex(environment[KEY]))
        model._line.close()
        with pytest.raises(ModelUnavailable, match="has ended"):
            model.parse(screen("Display").frame)
    with pytest.raises(ModelUnavailable, match="Start the run again"):
        SharedModel("mini", address, bytes.fromhex(environment[KEY]))


def test_another_name_is_loaded_as_ever(shared) -> None:
    assert not isinstance(model_named("pointer"), SharedModel)
