"""The stop flag and the pause: two switches that are looked at between every two key strokes and pointer moves.

A stop ends the run. A pause lets nothing begin until it is over; one that is `at_once`, because the person has taken
the mouse or keyboard, also breaks off the action that is being done.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bridges.errors import Interrupted, Stopped


class Stop:
    """Set from any thread; every loop that sends input calls `check` between two events.

    A signal handler may not set it, because it may have interrupted the very lock: it lets a thread do so.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._stopped = False
        self._why = ""
        self._paused = self._at_once = False
        self._why_paused = ""
        self._acting = False
        self._persons_turn = 0
        self._looks: list[Callable[[], None]] = []

    def request(self, why: str) -> None:
        """Stop. The first reason stays."""
        with self._changed:
            if not self._stopped:
                self._stopped, self._why = True, why
                self._changed.notify_all()

    @property
    def requested(self) -> bool:
        return self._stopped

    @property
    def why(self) -> str:
        """Why the run is stopped, else why it is paused, else nothing."""
        return self._why or self._why_paused

    def check(self) -> None:
        """Raise Stopped if a stop was requested, Interrupted if input is being sent and the person has taken over."""
        if self._stopped:
            raise Stopped("Carrying out the task", f"stopped: {self._why}")
        if self._acting and self._at_once:
            raise Interrupted("Sending input", self._why_paused or "the person has taken over")

    def sleep(self, seconds: float) -> None:
        """Sleep, but wake and raise at once what `check` raises."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or (self._acting and self._at_once), seconds)
        self.check()

    # Before each step

    def before_each_step(self, look: Callable[[], None]) -> None:
        """Have ``look`` called before each step: it pauses or stops for what no thread has come to report yet."""
        self._looks.append(look)

    @property
    def holds_up(self) -> bool:
        """Whether a step may not begin because the run is paused, as of this moment. Raises Stopped."""
        for look in self._looks:
            look()
        self.check()
        return self._paused

    # Pause

    def pause(self, why: str, *, at_once: bool = False) -> None:
        """Let nothing begin until `resume`. The first reason stays."""
        with self._changed:
            if not self._paused:
                self._paused, self._why_paused = True, why
            self._at_once = self._at_once or at_once
            self._changed.notify_all()

    def resume(self) -> None:
        with self._changed:
            self._paused = self._at_once = False
            self._why_paused = ""
            self._changed.notify_all()

    @property
    def paused(self) -> bool:
        return self._paused

    def wait_resumed(self, until: float) -> bool:
        """Wait until the pause is over; False where it still lasts at ``until`` (time.monotonic). Raises Stopped."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or not self._paused, max(0.0, until - time.monotonic()))
        self.check()
        return not self._paused

    # Whose turn it is

    @contextmanager
    def acting(self) -> Iterator[None]:
        """While the block sends input: here a pause that is at once breaks off."""
        with self._changed:
            self._acting = True
        try:
            self.check()
            yield
        finally:
            with self._changed:
                self._acting = False

    @contextmanager
    def persons_turn(self) -> Iterator[None]:
        """While the block waits for the person, whose mouse and keyboard then are no taking over."""
        with self._changed:
            self._persons_turn += 1
        try:
            yield
        finally:
            with self._changed:
                self._persons_turn -= 1

    @property
    def is_persons_turn(self) -> bool:
        return self._paused or self._persons_turn > 0
