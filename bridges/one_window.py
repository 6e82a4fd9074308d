"""One window of a screen as a device of its own: nothing beyond it is seen or touched.

Its program's other windows belong to it, dialogs and menus among them. The frame is the rectangle around all of them;
what of it belongs to no such window is blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from bridges.action import AppSwitch, Open, ScreenAction
from bridges.base import Observation
from bridges.coordinates import ScreenPoint
from bridges.desktop import Desktop, TreeReader
from bridges.errors import ApplicationMissing, BridgeError, OutsideSpace
from bridges.eyes import Eyes, Monitor
from bridges.rectangles import Rectangle, area, common, size
from bridges.settle import Pixels
from bridges.stop import Stop
from bridges.windows import Windows

BLANK = 0x80


class WindowEyes(Eyes):
    """Captures the windows of one program. `chosen` is where the last grab was taken. Raises ApplicationMissing."""

    def __init__(self, connection: Any, display: str, environment: Mapping[str, str] | None, window: int) -> None:
        super().__init__(connection, display, environment)
        self._windows, self._window = Windows(connection), window
        self._seen = self._around(self.places())

    def chosen(self) -> Monitor:
        return self._seen

    def grab(self) -> Pixels:
        places = self.places()
        self._seen = self._around(places)
        whole = super().grab()
        pixels = np.full_like(whole, BLANK)
        for place in places:
            rows = slice(place[1] - self._seen.top, place[3] - self._seen.top)
            columns = slice(place[0] - self._seen.left, place[2] - self._seen.left)
            pixels[rows, columns] = whole[rows, columns]
        return pixels

    def places(self) -> list[Rectangle]:
        """Where the program's windows are now, cut at the edges of the screen."""
        whole = self._all()[0]
        screen = (whole.left, whole.top, whole.left + whole.width, whole.top + whole.height)
        own = self._windows.of_program(self._window)
        cut = [common((one.left, one.top, one.left + one.width, one.top + one.height), screen) for one in own]
        places = [place for place in cut if area(place) > 0]
        if not places:
            raise ApplicationMissing(
                "Looking at the window", "it has been closed, minimised or moved off the screen", "Open it again."
            )
        return places

    @staticmethod
    def _around(places: list[Rectangle]) -> Monitor:
        left, top = min(place[0] for place in places), min(place[1] for place in places)
        right, bottom = max(place[2] for place in places), max(place[3] for place in places)
        return Monitor(0, left, top, *size((left, top, right, bottom)))


class OneWindow(Desktop):
    """The window whose title or application answers to a name. Raises ApplicationMissing where none does."""

    def __init__(
        self,
        name: str,
        stop: Stop | None = None,
        tree: TreeReader | None = None,
        display: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(display, stop, None, tree, environment)
        try:
            found = self._windows.find(name)
            self._window, self._title = found.id, found.title
            self._eyes.close()
            self._eyes = self._own = WindowEyes(self._connection, self.display, environment, found.id)
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        return f"the window “{self._title}”"

    def observe(self) -> Observation:
        """Raises BridgeError where the window cannot be brought to the front: another one may lie over it."""
        self._come_to_front()
        return super().observe()

    def perform(self, action: ScreenAction) -> None:
        """Raises BridgeError for what leads to another window."""
        if isinstance(action, Open | AppSwitch):
            raise BridgeError(
                f"Going to “{action.app}”", f"this run has {self.name} only", "Run it on the whole screen: --on desktop"
            )
        # Keys go to the window that has the focus, which the person may have moved meanwhile.
        self._come_to_front()
        super().perform(action)

    def _come_to_front(self) -> None:
        active = self._windows.active_id()
        if self._windows.client_of(active) != self._windows.client_of(self._window):
            self._windows.activate_id(self._window, self.stop)

    def _pixel(self, point: ScreenPoint) -> tuple[int, int]:
        """The pixel of a screen point. Raises OutsideSpace where the program has no window there by now."""
        x, y = super()._pixel(point)
        if not any(left <= x < right and top <= y < bottom for left, top, right, bottom in self._own.places()):
            raise OutsideSpace(f"Pointing at ({x}, {y})", f"{self.name} is not there", "Look again: it may have moved.")
        return x, y
