"""The stop flag: one switch that ends all input, looked at between every two key strokes and pointer moves."""

from __future__ import annotations

import threading

from bridges.errors import Stopped


class Stop:
    """Set from any thread or signal handler; every loop that sends input calls `check` between two events."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._why = ""

    def request(self, why: str) -> None:
        if not self._event.is_set():
            self._why = why
            self._event.set()

    @property
    def requested(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise Stopped if a stop was requested."""
        if self._event.is_set():
            raise Stopped("Carrying out the task", f"stopped: {self._why}")

    def sleep(self, seconds: float) -> None:
        """Sleep, but wake and raise Stopped at once when a stop is requested."""
        if self._event.wait(seconds):
            self.check()
