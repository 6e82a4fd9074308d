"""Where the windows of one application are on the screen, for trees that do not know it themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bridges.coordinates import Box
from bridges.windows import Window

ALIKE = 120
"""Screen units by which a window on the screen and one in the tree may differ in all: frames and shadows."""


class Places:
    """Joins the windows of an accessibility tree to those of the X server. Boxes are in screen units."""

    def __init__(self, connection: Any, windows: Sequence[Window], pid: int, relative: bool) -> None:
        """``windows``: all on the screen, front first. ``relative``: the tree's boxes count from their window."""
        self._connection = connection
        self._windows = windows
        self._pid = pid
        self._relative = relative
        self._popups = self._mapped_popups() if relative else ()

    def window(self, title: str, box: Box) -> Window | None:
        """The window that a top element of the tree is, by title, else by place and size."""
        own = [window for window in self._windows if window.pid == self._pid]
        titled = [window for window in own if title and window.title == title]
        closest = min(titled or own, key=lambda window: self._unlikeness(box, window), default=None)
        if closest is None or (not titled and self._unlikeness(box, closest) > ALIKE):
            return None
        return closest

    def covers(self, window: Window) -> tuple[Box, ...]:
        """The windows in front of one."""
        return tuple(
            Box(front.left, front.top, front.left + front.width, front.top + front.height)
            for front in self._windows[: self._windows.index(window)]
        )

    def offset(self, window: Window, box: Box) -> tuple[float, float]:
        """From the boxes of a window that does not know where it is to the screen.

        The X window holds a shadow besides, whose width it names, or else a plain border of the same width all around.
        """
        from Xlib import X, error

        if not self._relative:
            return 0.0, 0.0
        target = self._connection.create_resource_object("window", window.id)
        try:
            size = target.get_geometry()
            corner = target.translate_coords(self._connection.screen().root, 0, 0)
            shadow = target.get_full_property(self._connection.get_atom("_GTK_FRAME_EXTENTS"), X.AnyPropertyType)
        except (error.BadWindow, error.BadDrawable):
            return 0.0, 0.0
        border = ((size.width - box.width) / 2, (size.height - box.height) / 2)
        inside = (shadow.value[0], shadow.value[2]) if shadow else border
        # The answer is where the screen's corner lies, seen from the window.
        return inside[0] - corner.x - box.left, inside[1] - corner.y - box.top

    def popup_offset(self, box: Box) -> tuple[float, float] | None:
        """The same for what lies in a popup, which is a window of its own; None where no popup has this size."""
        for popup in self._popups:
            if (popup.width, popup.height) == (box.width, box.height):
                return popup.left - box.left, popup.top - box.top
        return None

    def _unlikeness(self, box: Box, window: Window) -> float:
        sizes = abs(window.width - box.width) + abs(window.height - box.height)
        return sizes if self._relative else sizes + abs(window.left - box.left) + abs(window.top - box.top)

    def _mapped_popups(self) -> tuple[Box, ...]:
        """The application's windows that the window manager has nothing to do with, front first."""
        from Xlib import X, error

        found = []
        for window in reversed(self._connection.screen().root.query_tree().children):
            try:
                attributes = window.get_attributes()
                if attributes.map_state != X.IsViewable or not attributes.override_redirect:
                    continue
                owner = window.get_full_property(self._connection.get_atom("_NET_WM_PID"), X.AnyPropertyType)
                place = window.get_geometry()
            except (error.BadWindow, error.BadDrawable):
                continue
            if owner is not None and owner.value[0] == self._pid:
                found.append(Box(place.x, place.y, place.x + place.width, place.y + place.height))
        return tuple(found)
