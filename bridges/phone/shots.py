"""Pictures and trees of the screen, made once a change."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


class Shots:
    """The last picture and the last trees."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._windows: Any = None
        self._image: Any = None
        self._png: bytes | None = None
        self._trees: deque[tuple[float, str]] = deque(maxlen=64)

    def _picture(self) -> Any:
        """The screen now. The caller holds the lock."""
        self._phone.touch.settle()
        windows = self._phone.windows.all()
        shown = (windows, self._phone.awake)
        if self._windows is None or self._windows[0] is not windows or self._windows[1] != self._phone.awake:
            self._image = self._phone.windows.picture()
            self._windows, self._png = shown, None
        return self._image

    def png(self) -> bytes:
        """The screen as PNG."""
        from bridges.phone.screen.paint import png

        with self._phone.lock:
            image = self._picture()
            if self._png is None:
                self._png = png(image)
            return self._png

    def raw(self) -> tuple[int, int, bytes]:
        """Width, height and RGBA pixels."""
        from bridges.phone.screen.paint import raw

        with self._phone.lock:
            image = self._picture()
            return image.width(), image.height(), raw(image)

    def tree(self, now: Callable[[], str], stale: float) -> str:
        """The tree as it is, or as it was that many seconds ago where the fault is on."""
        current = now()
        moment = time.monotonic()
        if not self._trees or self._trees[-1][1] != current:
            self._trees.append((moment, current))
        if not stale:
            return current
        old = [tree for at, tree in self._trees if at <= moment - stale]
        shown = old[-1] if old else self._trees[0][1]
        if shown != current:
            self._phone.strike("stale-tree")
        return shown
