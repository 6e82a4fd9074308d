"""The X display that Mimic's windows share: its monitors, and telling the agent what they cover.

The agent's side of what is told is `bridges.veil`.
"""

from __future__ import annotations

import re
import time
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QRegion, QWindow
from PySide6.QtWidgets import QWidget

from bridges.coordinates import ScreenPoint
from bridges.errors import NoDisplay
from bridges.rectangles import Rectangle, merged
from bridges.session import connect
from bridges.veil import LINGER_S, OVERLAYS, REACH

CELL = QSize(240, 60)
USUAL_DPI = 96.0
CARDINALS, WINDOWS = 6, 33
"""The predefined atoms of these types."""


class Surface:
    """One connection to the display on which the windows are. Raises NoDisplay, WaylandRefused."""

    def __init__(self, display: str) -> None:
        from Xlib.ext import composite

        self._connection = connect(display)
        self._root = self._connection.screen().root
        if not self._connection.has_extension("Composite") or not self._connection.has_extension("SHAPE"):
            raise NoDisplay(
                "Showing the overlay",
                f"{display} lacks the Composite or Shape extension",
                "Go on without it: mimic do --no-overlay",
            )
        # From now on the pixels of every window are kept, also where one of ours covers them.
        self._root.composite_redirect_subwindows(composite.RedirectAutomatic)
        self._connection.sync()
        self.whole = QRect()
        """All monitors together, as the root window holds them."""
        self.monitors: list[QRect] = []
        """Each monitor in root pixels, the primary one first."""
        self.look()

    def close(self) -> None:
        self._connection.close()

    def look(self) -> None:
        """Read where the monitors are; done besides, and not when something is to be shown."""
        from Xlib.ext import randr

        size = self._root.get_geometry()
        self.whole = QRect(0, 0, size.width, size.height)
        self.monitors = [self.whole]
        if self._connection.has_extension(randr.extname):
            told = sorted(randr.get_monitors(self._root).monitors, key=lambda one: not one.primary)
            places = (QRect(one.x, one.y, one.width_in_pixels, one.height_in_pixels) & self.whole for one in told)
            self.monitors = [place for place in places if not place.isEmpty()] or self.monitors

    def pointer(self) -> ScreenPoint:
        found = self._root.query_pointer()
        return ScreenPoint(found.root_x, found.root_y)

    def claim(self, window: int) -> None:
        """Tell that this window is Mimic's own; before it is shown for the first time."""
        from Xlib import X

        atom = self._connection.intern_atom(OVERLAYS)
        found = self._root.get_full_property(atom, X.AnyPropertyType)
        others = [number for number in (found.value if found else ()) if self._exists(number)]
        self._root.change_property(atom, WINDOWS, 32, [*others, window])
        self._connection.sync()

    def tell_reach(self, window: int, region: QRegion) -> None:
        """Tell all that the window may be seen in. Returns once the display knows it."""
        told = [number for one in _rectangles(region) for number in one]
        self._window(window).change_property(self._connection.intern_atom(REACH), CARDINALS, 32, told)
        self._connection.sync()

    def focus(self, window: int) -> None:
        """Give a window that no window manager knows the keyboard; the person has clicked on it."""
        from Xlib import X

        self._window(window).set_input_focus(X.RevertToPointerRoot, X.CurrentTime)
        self._connection.sync()

    def sync(self) -> None:
        """Return when the display has done all that was asked of it."""
        self._connection.sync()

    def scale(self) -> float:
        """How much larger than usual the person has things drawn here, by the display's own settings: 1 to 3."""
        return min(3.0, max(1.0, self._dots_per_inch() / USUAL_DPI))

    def _dots_per_inch(self) -> float:
        from Xlib import Xatom

        found = self._root.get_full_property(Xatom.RESOURCE_MANAGER, Xatom.STRING)
        told = re.search(r"^Xft\.dpi:\s*([\d.]+)\s*$", found.value.decode("latin-1") if found else "", re.MULTILINE)
        return float(told[1]) if told else USUAL_DPI

    def _window(self, number: int) -> Any:
        return self._connection.create_resource_object("window", number)

    def _exists(self, number: int) -> bool:
        from Xlib import X, error

        try:
            return (
                self._window(number).get_full_property(self._connection.intern_atom(REACH), X.AnyPropertyType)
                is not None
            )
        except error.BadWindow:
            return False


class Reach(QObject):
    """All that one window may be seen in: told before it shows there, and for a while after it no longer does."""

    def __init__(self, surface: Surface, window: QWindow | QWidget) -> None:
        super().__init__(window)
        self._surface, self._window = surface, int(window.winId())
        self._now = QRegion()
        self._shed: list[tuple[float, QRegion]] = []
        self._narrowing = QTimer(self, singleShot=True, interval=round(LINGER_S * 1000) + 50)
        self._narrowing.timeout.connect(self._tell)
        self._tell()
        surface.claim(self._window)

    def becomes(self, region: QRegion) -> None:
        """The window is about to show in this region only. Returns once the display knows."""
        if region == self._now:
            return
        self._shed.append((time.monotonic() + LINGER_S, self._now))
        self._now = QRegion(region)
        self._tell()
        self._narrowing.start()

    def _tell(self) -> None:
        self._shed = [(until, region) for until, region in self._shed if until > time.monotonic()]
        reach = QRegion(self._now)
        for _, region in self._shed:
            reach |= region
        self._surface.tell_reach(self._window, reach)


def _rectangles(region: QRegion) -> list[Rectangle]:
    """A few rectangles around the region, as x, y, width, height. Cut into cells first: a line may be oblique."""
    box = region.boundingRect()
    cells: list[Rectangle] = []
    for top in range(box.top(), box.bottom() + 1, CELL.height()):
        for left in range(box.left(), box.right() + 1, CELL.width()):
            part = (region & QRect(QPoint(left, top), CELL)).boundingRect()
            if not part.isEmpty():
                cells.append((part.left(), part.top(), part.right() + 1, part.bottom() + 1))
    return [(left, top, right - left, bottom - top) for left, top, right, bottom in merged(cells)]
