"""A person's hand on the pretend phone: touches that the kernel's event device tells of, as `getevent` shows them.

What `input` sends is not among them, on a real phone either: it comes in above the kernel.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bridges.phone.screen.view import View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

DEVICE: Final = "/dev/input/event2"
STEP_S: Final = 0.016
"""A panel tells of a finger about so often."""
TAP_S: Final = 0.06
KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class RawEvent:
    """One event of the panel, in its own pixels: those of the upright screen."""

    at: float
    kind: str
    code: str
    value: int


class Hand:
    """Moves one finger. Its moments are seconds since the phone was started."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self.events: list[RawEvent] = []
        self.came = threading.Condition()
        self._number = 0

    def touch(self, path: Sequence[tuple[float, float]], seconds: float = TAP_S, rest_s: float = 0.0) -> None:
        """One finger along the path (screen pixels as they lie now) in that time; it rests at the end."""
        touch = self._phone.touch
        with self._phone.lock:
            touch.motion("DOWN", *path[0])
            self._tell(path[0], down=True)
        began, steps = time.monotonic(), max(1, round(seconds / STEP_S))
        for step in range(1, steps + 1):
            time.sleep(max(0.0, began + seconds * step / steps - time.monotonic()))
            place = _along(path, step / steps)
            with self._phone.lock:
                touch.motion("MOVE", *place)
                self._tell(place)
        if rest_s:
            time.sleep(rest_s)
        with self._phone.lock:
            touch.motion("UP", *path[-1])
            self._tell(path[-1], up=True)

    def type(self, text: str) -> None:
        """Touch the soft keyboard's keys, one after the other. ValueError for a character that it has no key for."""
        for sign in text:
            label = "Space" if sign == " " else sign
            with self._phone.lock:
                key = next((key for key in self._keys() if key.desc == label), None)
            if key is None:
                raise ValueError(f"the keyboard shows no key {sign!r}")
            self.touch([((key.box[0] + key.box[2]) / 2, (key.box[1] + key.box[3]) / 2)])
            time.sleep(0.05)

    def _keys(self) -> Iterator[View]:
        window = next((one for one in self._phone.windows.all() if one.name == "keyboard"), None)
        return iter(()) if window is None else window.root.walk()

    def _tell(self, place: tuple[float, float], *, down: bool = False, up: bool = False) -> None:
        at, (x, y) = self._phone.uptime, self._upright(place)
        told: list[tuple[str, str, int]] = []
        if down:
            self._number += 1
            told += [("EV_ABS", "ABS_MT_TRACKING_ID", self._number), ("EV_KEY", "BTN_TOUCH", 1)]
        if not up:
            told += [("EV_ABS", "ABS_MT_POSITION_X", x), ("EV_ABS", "ABS_MT_POSITION_Y", y)]
        else:
            told += [("EV_ABS", "ABS_MT_TRACKING_ID", 0xFFFFFFFF), ("EV_KEY", "BTN_TOUCH", 0)]
        told.append(("EV_SYN", "SYN_REPORT", 0))
        with self.came:
            self.events += [RawEvent(at, *one) for one in told]
            del self.events[:-KEPT]
            self.came.notify_all()

    def _upright(self, place: tuple[float, float]) -> tuple[int, int]:
        """Where the panel, which does not turn with the picture, feels it."""
        wide, high = self._phone.build.size
        now_wide, now_high = self._phone.size
        x, y = place[0] / now_wide, place[1] / now_high
        x, y = {0: (x, y), 1: (1 - y, x), 2: (1 - x, 1 - y), 3: (y, 1 - x)}[self._phone.rotation]
        return round(x * (wide - 1)), round(y * (high - 1))


def _along(path: Sequence[tuple[float, float]], share: float) -> tuple[float, float]:
    legs = len(path) - 1
    if legs < 1:
        return path[0]
    at = min(legs - 1, int(share * legs))
    part = share * legs - at
    (ax, ay), (bx, by) = path[at], path[at + 1]
    return ax + (bx - ax) * part, ay + (by - ay) * part
