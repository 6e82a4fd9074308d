"""Pictures of a phone's screen by `screencap`: raw or as PNG, whichever is faster on this phone and cable."""

from __future__ import annotations

import struct
import time

import numpy as np
from numpy.typing import NDArray

from bridges.android.link import Link
from bridges.base import Frame
from bridges.errors import CommandFailed, DeviceLost
from bridges.settle import Pixels

RAW, PNG = "screencap", "screencap -p"
_FORMATS = (1, 2)
"""PIXEL_FORMAT_RGBA_8888 and RGBX_8888 (android/pixel_format): four bytes a pixel."""
TRIES = 2
MARGIN = 0.8
"""PNG loses nothing but costs the phone's own time; it has to be clearly faster to be chosen."""


class Frames:
    """Takes pictures. The first is raw, the second as PNG; from the third on the faster way is used."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._seconds: dict[str, float] = {}
        self._last: tuple[bytearray, Pixels] | None = None

    @property
    def way(self) -> str:
        """The command of the next picture."""
        for way in (RAW, PNG):
            if way not in self._seconds:
                return way
        return PNG if self._seconds[PNG] < MARGIN * self._seconds[RAW] else RAW

    def grab(self) -> Pixels:
        """Height × width × 4 bytes: red, green, blue, unused. Raises DeviceLost, CommandFailed."""
        way = self.way
        started = time.perf_counter()
        for attempt in range(TRIES):
            data = self._link.pull(way)
            if self._last is not None and data == self._last[0]:
                pixels = self._last[1]  # nothing has changed: the same picture, and nothing to decode
                break
            decoded = _from_png(data) if way == PNG else from_raw(data)
            if decoded is not None:
                pixels = decoded
                break
            if way == RAW and attempt:
                self._seconds[RAW] = 1e9
        else:
            found = bytes(data[:120]).decode("utf-8", "replace").strip() or "nothing came"
            tried = f"Taking a picture of {self._link.serial}"
            if len(data) > 1000:
                raise DeviceLost(tried, f"only part of the picture came ({len(data)} bytes)", "Try again.")
            raise CommandFailed(tried, found, "Unlock the phone; some makers forbid screencap in work profiles.")
        self._last = (data, pixels)
        self._seconds[way] = min(self._seconds.get(way, 1e9), time.perf_counter() - started)
        return pixels


def from_raw(data: bytes | bytearray) -> Pixels | None:
    """Pixels out of `screencap`'s own form: width, height, format, since Android 9 colour space, then the rows."""
    if len(data) < 16:
        return None
    width, height, form = struct.unpack_from("<3I", data)
    header = len(data) - width * height * 4
    if form not in _FORMATS or header not in (12, 16):
        return None
    return np.frombuffer(data, np.uint8, offset=header).reshape(height, width, 4)


def _from_png(data: bytes | bytearray) -> Pixels | None:
    import cv2

    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if len(data) else None
    return None if picture is None else np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGBA), np.uint8)


def rgb(pixels: Pixels, times: int = 1) -> Frame:
    """A frame of its own, a whole number of times smaller: each pixel the mean of those that it stands for."""
    import cv2

    if times > 1:
        size = (pixels.shape[1] // times, pixels.shape[0] // times)
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGBA2RGB), np.uint8)


DARK_SHARE = 0.5


def is_withheld(frame: NDArray[np.uint8]) -> bool:
    """Whether most of a frame is pure black, as where an application forbids pictures of itself."""
    return bool((frame[::8, ::8].max(axis=2) == 0).mean() > DARK_SHARE)
