"""Notices that the person takes the mouse or the keyboard while Mimic works, and pauses the run."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from typing import Self

from bridges.hands import CORNER
from bridges.inputs import InputWatch, Seen
from bridges.stop import Stop

NUDGES, NUDGE_S = 6, 0.3
"""So many movements in so many seconds are a hand on the mouse; fewer may be a table that was knocked."""
WORDS = {"key": "you pressed a key", "button": "you pressed a mouse button", "motion": "you moved the mouse"}


class TakeOver:
    """Pauses at once when somebody else uses mouse or keyboard of the display; a context manager. Raises NoDisplay.

    While it is the person's turn (asked, shown a step, paused) their input means nothing. A pointer that they move into
    a corner of the screen stops the run at any time, also while nothing is being sent that would run into pyautogui's
    fail-safe.
    """

    def __init__(self, display: str, stop: Stop, environment: Mapping[str, str] | None = None) -> None:
        self._stop = stop
        self._moved: deque[float] = deque(maxlen=NUDGES)
        self._watch = InputWatch(display, self._take, environment)

    def __enter__(self) -> Self:
        self._watch.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        self._watch.close()

    def _take(self, seen: Seen) -> None:
        if seen.kind == "motion" and self._in_corner(seen):
            self._stop.request(CORNER)
        if self._stop.is_persons_turn or not self._deliberate(seen):
            return
        self._stop.pause(WORDS[seen.kind], at_once=True)

    def _deliberate(self, seen: Seen) -> bool:
        if seen.kind != "motion":
            return seen.pressed
        now = time.monotonic()
        self._moved.append(now)
        return len(self._moved) == NUDGES and now - self._moved[0] <= NUDGE_S

    def _in_corner(self, seen: Seen) -> bool:
        screen = self._watch.connection.screen()
        if seen.at is None:
            pointer = screen.root.query_pointer()
            x, y = pointer.root_x, pointer.root_y
        else:
            # By now Mimic may have moved it on.
            x, y = seen.at
        return x in (0, screen.width_in_pixels - 1) and y in (0, screen.height_in_pixels - 1)
