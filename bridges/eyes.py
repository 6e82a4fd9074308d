"""Looking at an X display through mss: one monitor or all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bridges.base import Frame
from bridges.coordinates import Geometry, Size
from bridges.errors import NoDisplay
from bridges.session import x_environment
from bridges.settle import Pixels
from bridges.veil import Veil

if TYPE_CHECKING:
    from mss import MSS


@dataclass(frozen=True, slots=True)
class Monitor:
    """One monitor, in screen units. Its number is what `--on desktop:2` means; 0 stands for all of them together."""

    number: int
    left: int
    top: int
    width: int
    height: int

    @property
    def geometry(self) -> Geometry:
        """On X11 a frame pixel is a screen unit."""
        return Geometry(Size(self.width, self.height), 1.0, self.left, self.top)


class Eyes:
    """Captures the chosen monitor of a display, None for all together. Raises NoDisplay where there is no such one."""

    def __init__(
        self, connection: Any, display: str, environment: Mapping[str, str] | None = None, monitor: int | None = None
    ) -> None:
        self._connection = connection
        self._display = display
        self._environment = environment
        self._number = monitor
        self._mss: MSS | None = None
        self._seen_size = (0, 0)
        self._veil = Veil(connection, display, environment)

    def close(self) -> None:
        self._veil.close()
        if self._mss is not None:
            self._mss.close()
            self._mss = None

    def monitors(self) -> tuple[Monitor, ...]:
        """All monitors, as the X server numbers them."""
        return self._all()[1:]

    def chosen(self) -> Monitor:
        known = self._all()
        if self._number is None:
            return known[0]
        if 1 <= self._number < len(known):
            return known[self._number]
        raise NoDisplay(
            f"Using monitor {self._number}",
            f"there are {len(known) - 1} on {self._display}",
            f"Say desktop:1 to desktop:{len(known) - 1}, or desktop for all together.",
        )

    def grab(self) -> Pixels:
        """The chosen monitor's pixels as the X server holds them: height × width × 4, blue, green, red, unused.

        Mimic's own windows are not in it.
        """
        one = self.chosen()
        shot = self._open().grab((one.left, one.top, one.left + one.width, one.top + one.height))
        pixels = np.frombuffer(shot.raw, np.uint8).reshape(shot.height, shot.width, 4)
        self._veil.lift(pixels, one.left, one.top)
        return pixels

    def _all(self) -> tuple[Monitor, ...]:
        return tuple(
            Monitor(number, one["left"], one["top"], one["width"], one["height"])
            for number, one in enumerate(self._open().monitors)
        )

    def _open(self) -> MSS:
        """mss, opened again where the screen has changed its size: it keeps the old one for ever."""
        import mss

        root = self._connection.screen().root.get_geometry()
        if self._mss is None or self._seen_size != (root.width, root.height):
            self.close()
            with x_environment(self._display, self._environment):
                self._mss = mss.MSS(display=self._display)
            self._seen_size = (root.width, root.height)
        return self._mss


def rgb(pixels: Pixels) -> Frame:
    """A frame of its own from what `Eyes.grab` gives."""
    import cv2

    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGB), np.uint8)
