"""SIGINT and SIGTERM while the main thread is busy."""

from __future__ import annotations

import os
import signal
import threading
import time

import numpy as np
import pytest

from agent.signals import NUMBERS, stopped_by_signals
from bridges.stop import Stop


def sent(number: int, after_s: float, seen: list[float], stop: Stop) -> threading.Thread:
    """Send the signal, and note how long the stop took to be requested."""

    def send() -> None:
        time.sleep(after_s)
        began = time.monotonic()
        os.kill(os.getpid(), number)
        while not stop.requested and time.monotonic() - began < 10:
            time.sleep(0.001)
        seen.append(time.monotonic() - began)

    thread = threading.Thread(target=send)
    thread.start()
    return thread


@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_stops_at_once_though_the_main_thread_is_inside_a_library(number: signal.Signals) -> None:
    stop, seen = Stop(), []
    numbers = np.random.default_rng(0).random(20_000_000)
    with stopped_by_signals(stop):
        thread = sent(number, 0.05, seen, stop)
        began = time.monotonic()
        np.sort(numbers, kind="stable")  # the one that no processor does in a blink
        inside = time.monotonic() - began
        thread.join()
    assert inside > 0.5, "the library was too quick to show anything"
    # While the library was still at work; how soon exactly is for `mimic eval stop` to say, on a machine that is free.
    assert seen[0] < inside / 2
    assert signal.Signals(number).name in stop.why


def test_a_second_signal_interrupts() -> None:
    def twice() -> None:
        with stopped_by_signals(Stop()):
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        twice()


def test_a_hundred_signals_never_meet_a_lock_that_is_held() -> None:
    for _ in range(100):
        stop, seen = Stop(), []
        with stopped_by_signals(stop):
            thread = sent(signal.SIGINT, 0.001, seen, stop)
            while not stop.requested:
                with stop.persons_turn():
                    stop.pause("so that the lock is taken over and over")
            thread.join()
        assert seen[0] < 1


def test_afterwards_signals_do_what_they_did() -> None:
    before = [signal.getsignal(number) for number in NUMBERS]
    with stopped_by_signals(Stop()):
        assert [signal.getsignal(number) for number in NUMBERS] != before
    assert [signal.getsignal(number) for number in NUMBERS] == before


def test_outside_of_the_main_thread_signals_are_left_alone() -> None:
    before = signal.getsignal(signal.SIGINT)
    inside = []

    def use() -> None:
        with stopped_by_signals(Stop()):
            inside.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert inside == [before]
