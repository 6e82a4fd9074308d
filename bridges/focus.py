"""Waiting until keys go where they are meant: after a click, and between two focuses, they would go nowhere."""

from __future__ import annotations

import time

from bridges.hands import Hands, Pixel
from bridges.stop import Stop
from bridges.windows import Windows

FOCUS_S = 0.5
"""Seconds that are waited at most; keys are sent then all the same."""
LOOK_S = 0.005


class Focus:
    """The focus of one display. Every method raises Stopped."""

    def __init__(self, windows: Windows, hands: Hands, stop: Stop) -> None:
        self._windows = windows
        self._hands = hands
        self._stop = stop

    def click_into(self, pixel: Pixel) -> None:
        """Click, and wait until the window there has the focus: the window manager gives it a moment later."""
        target = self._windows.at(*pixel)
        self._hands.click(*pixel)
        deadline = time.monotonic() + FOCUS_S
        while target and self._windows.active_id() != target and time.monotonic() < deadline:
            self._stop.sleep(LOOK_S)
        # The window manager sees a click first and holds it back till it has thought: keys would overtake it.
        while not self._windows.click_has_arrived() and time.monotonic() < deadline:
            self._stop.sleep(LOOK_S)

    def wait(self) -> None:
        """Let the moment between two focuses pass."""
        deadline = time.monotonic() + FOCUS_S
        while not self._windows.focus_has_arrived() and time.monotonic() < deadline:
            self._stop.sleep(LOOK_S)
