"""The ears of a recorder on a phone: fingers on its panel, and what they typed on its keyboard.

Keys of a soft keyboard are touches like any other. What they typed is read from the field, before the first of them and
while the fingers rest; whoever leaves a field within half a second of the last key may lose what was typed last, and is
told so (`unsure`).
"""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Callable
from typing import Self

from bridges.android.link import Link
from bridges.android.panel import FOLLOW, LIST, Felt, Fingers, read_panel
from bridges.android.readings import LOOK, Display, read_display
from bridges.coordinates import ScreenPoint
from bridges.errors import BridgeError, DeviceMissing
from bridges.recorder import Heard

SLOP_DP = 8.0
"""Android's own: a finger that stays within it did not move."""
HELD_S = 0.4
"""A finger that rests so long before it moves picks something up; one that does not turns the view."""
NOTCH = 50.0
"""Screen units of one turn of the wheel, in which scrolling is told."""
REST_S = 0.5
WHEEL = {"up": 4, "down": 5, "left": 6, "right": 7}
_KEYBOARD = re.compile(r"type=ime.*?frame=\[(-?\d+),(-?\d+)\]\[(-?\d+),(-?\d+)\].*?visible=true")
KEYBOARD = "dumpsys window | grep -E 'type=(ime|ITYPE_IME)'"

Field = Callable[[], str | None]


class PhoneEars:
    """Listens to one phone; ``field`` reads the field that has the focus. Raises DeviceMissing, DeviceLost."""

    def __init__(self, link: Link, field: Field) -> None:
        self._link, self._field = link, field
        panel = read_panel(link.run(LIST))
        if panel is None:
            raise DeviceMissing(f"Listening to {link.serial}", "it shows no touch panel", "`adb shell getevent -lp`")
        self._panel, self._fingers = panel, Fingers(panel)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._heard: list[Heard] = []
        self._ahead = -math.inf
        """Seconds from the device's clock to ours, as small as they were ever seen."""
        self._down: list[Felt] = []
        self._touched: tuple[str, float] = ("", 0.0)
        """What fingers did last that the field was not read after: "tap" or "key", and when."""
        self._before: str | None = None
        """What the field held when it was read last; None where it was not since it was chosen."""
        self._fresh = True
        """Nothing was typed into the field yet, so that it may show a hint."""
        self._broke: BridgeError | None = None
        self.unsure = 0
        """How often the last keys before a field was left could not be read."""
        self._threads = [threading.Thread(target=self._follow, name="panel", daemon=True),
                         threading.Thread(target=self._type, name="keys", daemon=True)]  # fmt: skip

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(5.0)

    def heard(self) -> tuple[Heard, ...]:
        """What has come since the last call, in order. Raises DeviceLost where the phone has gone."""
        with self._lock:
            if self._broke is not None:
                raise self._broke
            came, self._heard = tuple(self._heard), []
        return came

    # Fingers

    def _follow(self) -> None:
        try:
            for line in self._link.follow(f"{FOLLOW} {self._panel.device}", self._over.is_set):
                for felt in self._fingers.take(_with_device(line, self._panel.device)):
                    self._take(felt)
        except BridgeError as error:
            with self._lock:
                self._broke = error

    def _take(self, felt: Felt) -> None:
        ahead = time.time() - felt.at
        self._ahead = ahead if math.isinf(self._ahead) else min(self._ahead, ahead)
        if felt.kind == "down":
            self._down = []
        self._down.append(felt)
        if felt.kind == "up":
            self._lifted(self._down)

    def _lifted(self, felt: list[Felt]) -> None:
        display = read_display(self._link.run(LOOK, shown="the window's state")) or Display(0, 0)
        places = [self._panel.on_screen(one.x, one.y, display) for one in felt]
        first, last = places[0], places[-1]
        began, ended = felt[0].at + self._ahead, felt[-1].at + self._ahead
        slop = SLOP_DP * display.density / 160
        moved = next((at for at, place in enumerate(places) if _far(first, place) > slop), None)
        if moved is None:
            if self._on_keyboard(first):
                self._touch("key")
                return
            self._touch("tap")
            self._tell(Heard("down", began, first, 1), Heard("up", ended, first, 1))
        elif felt[moved].at - felt[0].at >= HELD_S:
            self._tell(Heard("down", began, first, 1), Heard("up", ended, last, 1))
        else:
            self._scrolled(began, first, last)

    def _scrolled(self, at: float, first: ScreenPoint, last: ScreenPoint) -> None:
        dx, dy = last.x - first.x, last.y - first.y
        # The view travels against the finger.
        way = ("up" if dy > 0 else "down") if abs(dy) >= abs(dx) else ("left" if dx > 0 else "right")
        turns = max(1, round(max(abs(dx), abs(dy)) / NOTCH))
        self._tell(*(Heard("down", at, first, WHEEL[way]) for _ in range(turns)))

    def _tell(self, *heard: Heard) -> None:
        with self._lock:
            self._heard += heard

    # Keys

    def _on_keyboard(self, point: ScreenPoint) -> bool:
        found = _KEYBOARD.search(self._link.ask(KEYBOARD, shown="the keyboard's place").text)
        if found is None:
            return False
        left, top, right, bottom = map(int, found.groups())
        return left <= point.x < right and top <= point.y < bottom

    def _touch(self, what: str) -> None:
        with self._lock:
            if what == "tap":
                self.unsure += self._touched[0] == "key"
                self._before, self._fresh = None, True
            self._touched = (what, time.monotonic())

    def _type(self) -> None:
        """Read the field whenever fingers rest: what came to it since the last reading was typed."""
        while not self._over.wait(0.05):
            what, at = touched = self._touched
            if not what or time.monotonic() - at < REST_S:
                continue
            try:
                now = self._field()
            except BridgeError:
                continue
            with self._lock:
                if self._touched != touched:
                    continue  # fingers went on meanwhile: nobody knows of which moment this tells
                self._touched = ("", 0.0)
            if what == "key":
                self._typed(now, time.time() - (time.monotonic() - at))
            self._before = now

    def _typed(self, now: str | None, at: float) -> None:
        before = self._before or ""
        if now is not None and self._fresh and not now.startswith(before):
            before = ""  # what stood there was a hint
        self._fresh = False
        if now is None or not now.startswith(before):
            self.unsure += 1
        elif typed := now.removeprefix(before):
            self._tell(Heard("key", at, ScreenPoint(0, 0), name=typed[0], text=typed))


def _far(one: ScreenPoint, other: ScreenPoint) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def _with_device(line: str, device: str) -> str:
    """`getevent DEVICE` leaves the device's name out of its lines."""
    return line if device in line else line.replace("] ", f"] {device}: ", 1)
