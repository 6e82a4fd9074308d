"""Work that can be left alone: a model computes for seconds, a person thinks for a minute, a stop comes at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from bridges.stop import Stop

POLL_S = 0.02

T = TypeVar("T")

_threads: list[Thread] = []


def until_stopped(work: Callable[[], T], stop: Stop, timeout_s: float = float("inf"), name: str = "work") -> T:
    """The result of ``work``, which runs on a thread of its own; whatever it raises is raised here.

    Raises Stopped as soon as a stop is requested and TimeoutError after ``timeout_s``; the work is then left alone, as
    nothing can end it, and whatever comes of it is forgotten.
    """
    results: SimpleQueue[tuple[bool, T | BaseException]] = SimpleQueue()

    def do() -> None:
        try:
            results.put((True, work()))
        except BaseException as error:  # noqa: BLE001 - it is raised where the work was asked for
            results.put((False, error))

    until = time.monotonic() + timeout_s
    thread = Thread(target=do, name=name, daemon=True)
    _threads[:] = [other for other in _threads if other.is_alive()] + [thread]
    thread.start()
    while (left := until - time.monotonic()) > 0:
        stop.check()
        try:
            done, result = results.get(timeout=min(POLL_S, left))
        except Empty:
            continue
        if done:
            return result  # type: ignore[return-value]
        assert isinstance(result, BaseException)
        raise result
    raise TimeoutError


def left_alone() -> bool:
    """Whether work that was left alone still runs; the process can neither wait for it nor tear it down."""
    return any(thread.is_alive() for thread in _threads)
