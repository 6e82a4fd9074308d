"""What a grab would show if Mimic's own windows were not there.

Mimic's windows lie over what the agent looks at. Taking them off for each grab would flicker, and a window that hangs
would stay in the picture; so they stay, and the places that they cover are filled with what lies below. XComposite
keeps the pixels of each window apart, whatever covers it, with a compositor and without one.

The windows tell where they are on the display itself, so that this works while their process hangs and after it died:
the root window names them in `OVERLAYS`, and each of them names in `REACH` every rectangle in which it may have been
seen of late (x, y, width, height in root pixels). They widen it before they show something and narrow it long after,
because a compositor paints when it comes to it. See `ui.overlay.surface`.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bridges.layers import Layers, numbers_of
from bridges.rectangles import Rectangle, common, merged
from bridges.session import connect
from bridges.settle import Pixels

OVERLAYS = "_MIMIC_OVERLAYS"
REACH = "_MIMIC_REACH"
LINGER_S = 1.0
"""How long a place counts as covered after it no longer is: a compositor on a busy machine paints late."""


class Veil:
    """Lifts Mimic's own windows from grabs of one display."""

    def __init__(self, connection: Any, display: str, environment: Mapping[str, str] | None = None) -> None:
        self._connection = connection
        self._display = display
        self._environment = environment
        self._layers: Layers | None = None
        self._covered: list[Rectangle] = []
        self._until = 0.0
        self._before: tuple[Pixels, int, int] | None = None
        self._own: frozenset[int] = frozenset()
        self._overlays, self._told = (connection.intern_atom(name) for name in (OVERLAYS, REACH))

    def close(self) -> None:
        from Xlib import error

        if self._layers is not None:
            with suppress(error.ConnectionClosedError, ConnectionError):
                self._layers.close()
            self._layers = None

    def lift(self, pixels: Pixels, left: int, top: int) -> None:
        """Fill what Mimic's windows cover, in place; ``left`` and ``top`` are where the grab begins on the root."""
        frame = (left, top, left + pixels.shape[1], top + pixels.shape[0])
        places = merged([common(place, frame) for place in self._reach()])
        if places and self._layers is None:
            self._layers = Layers(connect(self._display, self._environment))
        for place in places:
            x, y = place[0] - left, place[1] - top
            part = pixels[y : y + place[3] - place[1], x : x + place[2] - place[0]]
            self._fill_with_the_last(part, x, y, left, top)
            assert self._layers is not None
            self._layers.paint(part, place, self._own)
        self._before = (pixels, left, top)

    def _fill_with_the_last(self, part: Pixels, x: int, y: int, left: int, top: int) -> None:
        """For a ground that no window and no property tells of: what was seen there before."""
        if self._before is not None and self._before[1:] == (left, top):
            old = self._before[0][y : y + part.shape[0], x : x + part.shape[1]]
            if old.shape == part.shape:
                part[:] = old

    def _reach(self) -> list[Rectangle]:
        now = time.monotonic()
        covered: list[Rectangle] = []
        for told in self._told_reaches():
            for x, y, width, height in zip(*(told[at::4] for at in range(4)), strict=False):
                covered.append((x, y, x + width, y + height))
        if covered:
            gone = self._covered if now < self._until and not set(self._covered) <= set(covered) else []
            self._covered, self._until = covered, now + LINGER_S
            return covered + gone
        return self._covered if now < self._until else []

    def _told_reaches(self) -> list[tuple[int, ...]]:
        """What each of Mimic's windows tells. Asked together with which windows there are: these hardly ever change."""
        root = self._connection.screen().root
        while True:
            windows = [self._connection.create_resource_object("window", number) for number in self._own]
            named, *told = numbers_of(
                self._connection.display, [(root, self._overlays), *((one, self._told) for one in windows)]
            )
            if self._own == frozenset(named):
                return told
            self._own = frozenset(named)
