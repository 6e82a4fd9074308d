"""The stop flag and the pause."""

from __future__ import annotations

import threading
import time

import pytest

from bridges.errors import Interrupted, Stopped
from bridges.stop import Stop


def later(seconds: float, do: object) -> threading.Timer:
    timer = threading.Timer(seconds, do)  # type: ignore[arg-type]
    timer.start()
    return timer


def test_the_first_reason_stays() -> None:
    stop = Stop()
    stop.request("one")
    stop.request("two")
    with pytest.raises(Stopped, match="one"):
        stop.check()


def test_a_stop_ends_a_sleep_at_once() -> None:
    stop = Stop()
    timer = later(0.1, lambda: stop.request("now"))
    began = time.monotonic()
    with pytest.raises(Stopped):
        stop.sleep(20)
    assert time.monotonic() - began < 2
    timer.join()


def test_a_pause_lets_what_is_being_done_be_finished() -> None:
    stop = Stop()
    with stop.acting():
        stop.pause("a while")
        stop.check()
        stop.sleep(0.01)
    assert stop.paused


def test_a_pause_at_once_breaks_off_only_what_sends_input() -> None:
    stop = Stop()
    timer = later(0.1, lambda: stop.pause("you moved the mouse", at_once=True))
    with pytest.raises(Interrupted, match="you moved"), stop.acting():
        stop.sleep(20)
    timer.join()
    began = time.monotonic()
    stop.sleep(0.05)
    assert time.monotonic() - began >= 0.05
    with pytest.raises(Interrupted), stop.acting():
        pytest.fail("input was sent during a pause")


def test_waiting_for_the_end_of_a_pause() -> None:
    stop = Stop()
    assert stop.wait_resumed(time.monotonic())
    stop.pause("a while")
    assert not stop.wait_resumed(time.monotonic() + 0.05)
    timer = later(0.1, stop.resume)
    assert stop.wait_resumed(time.monotonic() + 20)
    timer.join()
    stop.pause("a while")
    timer = later(0.1, lambda: stop.request("enough"))
    with pytest.raises(Stopped):
        stop.wait_resumed(time.monotonic() + 20)
    timer.join()


def test_a_pause_and_an_open_question_are_the_persons_turn() -> None:
    stop = Stop()
    assert not stop.is_persons_turn
    with stop.persons_turn(), stop.persons_turn():
        assert stop.is_persons_turn
    assert not stop.is_persons_turn
    stop.pause("a while")
    assert stop.is_persons_turn
