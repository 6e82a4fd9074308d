"""Fingers: what a tap, a long press and a swipe do; how lists go on moving after a swipe."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bridges.phone import editing
from bridges.phone.app import Page
from bridges.phone.screen.view import View, path_to
from bridges.phone.windows import STATUS, Window

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

HOLD_S: Final = 0.4
"""Android's long-press time-out."""
SLOP: Final = 8.0
"""Dp within which a touch is no swipe."""
HORIZON_S: Final = 0.1
RESTED_S: Final = 30.0
_FRICTION: Final = 0.015
_DECELERATION: Final = math.log(0.78) / math.log(0.9)
_LEAST_FLING: Final = 50.0
"""Dp a second below which a list stops where the finger left it."""


@dataclass
class _Fling:
    page: Page
    key: str
    start: float
    distance: float
    began: float
    lasts: float


class Touch:
    """The touch screen."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._fling: _Fling | None = None
        self._down: tuple[float, float, float] | None = None
        self._moves: list[tuple[float, float, float]] = []

    def settle(self) -> None:
        """Move a list that was flung to where it is by now."""
        fling = self._fling
        if fling is None:
            return
        part = min(1.0, (time.monotonic() - fling.began) / fling.lasts)
        fling.page.scrolls[fling.key] = fling.start + fling.distance * (1 - (1 - part) ** 3)
        self._phone.changed()
        if part >= 1.0:
            self._fling = None

    @property
    def moving(self) -> bool:
        """Whether something on the screen moves by itself."""
        self.settle()
        return self._fling is not None

    def tap(self, x: float, y: float) -> None:
        """Touch and let go."""
        self._press(x, y, hold=False)

    def hold(self, x: float, y: float) -> None:
        """Touch until a long press is recognised, and let go."""
        self._press(x, y, hold=True)

    def _press(self, x: float, y: float, hold: bool) -> None:
        phone = self._phone
        if not phone.awake:
            return
        self._fling = None
        window = phone.windows.at(x, y)
        path = path_to(window.root, x, y)
        target = next((view for view in reversed(path) if view.touchable or not view.enabled), None)
        name = {} if target is None else {"id": target.id, "text": target.text or target.desc or _words(target)}
        phone.log("hold" if hold else "tap", x=round(x), y=round(y), window=window.name, **name)
        if window.name == "status" or target is None or not target.enabled:
            return
        if target.edit is not None and window.page is not None:
            editing.focus(phone, target, window.page)
            if hold:
                editing.move(phone, "all")
            return
        act = target.hold if hold and target.hold else target.tap
        if act is not None:
            act()
        phone.changed()

    def swipe(
        self, start: tuple[float, float], end: tuple[float, float], seconds: float, wait: Callable[[float], None]
    ) -> None:
        """Drag a finger along a line in that time. `wait` sleeps with the phone unlocked."""
        phone = self._phone
        if not phone.awake:
            wait(seconds)
            return
        self.settle()
        self._fling = None
        dx, dy = end[0] - start[0], end[1] - start[1]
        if math.hypot(dx, dy) < SLOP * phone.density:
            wait(seconds)
            self._press(*start, hold=seconds >= HOLD_S)
            return
        window = phone.windows.at(*start)
        phone.log("swipe", start=[round(v) for v in start], end=[round(v) for v in end], window=window.name)
        if self._system(window, start, dx, dy):
            wait(seconds)
            return
        path = path_to(window.root, *start)
        scroller = next((view for view in reversed(path) if view.scrolls), None)
        pager = next((view for view in reversed(path) if view.sideways), None)
        if abs(dx) > abs(dy) and pager is not None and pager.edit is None and pager.done is not None:
            wait(seconds)
            turn = pager.done if dx < 0 else pager.hold
            if turn is not None:
                turn()
            phone.changed()
        elif abs(dy) >= abs(dx) and scroller is not None and window.page is not None:
            self._scroll(window.page, scroller, -dy, seconds, wait)
        else:
            wait(seconds)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Pick up what is under the first point and let it go on the other."""
        phone = self._phone
        window = phone.windows.at(*start)
        carried = next((view for view in reversed(path_to(window.root, *start)) if view.key.startswith("drag:")), None)
        target = next((view for view in reversed(path_to(window.root, *end)) if view.key.startswith("drag:")), None)
        phone.log("drag", start=[round(v) for v in start], end=[round(v) for v in end])
        if carried is not None and target is not None and window.page is not None:
            dropped = window.page.memory.get("dropped")
            if callable(dropped):
                dropped(carried.key, target.key)

    @property
    def touching(self) -> bool:
        """Whether a finger is down."""
        return self._down is not None

    def motion(self, kind: str, x: float, y: float) -> None:
        """`input motionevent`: a finger that comes down, moves and goes up in separate commands."""
        if kind == "DOWN":
            self._down = (x, y, time.monotonic())
            self._moves = [(x, y, time.monotonic())]
        elif kind == "MOVE":
            self._moves.append((x, y, time.monotonic()))
        elif kind == "CANCEL":
            self._down = None
        elif kind == "UP" and self._down is not None:
            fx, fy, began = self._down
            self._down = None
            now = time.monotonic()
            held = now - began
            # Android's VelocityTracker looks at the last tenth of a second: a finger that rested then flings nothing.
            lately = next((move for move in reversed(self._moves) if now - move[2] >= HORIZON_S), self._moves[0])
            if held >= HORIZON_S and math.hypot(x - lately[0], y - lately[1]) < SLOP:
                held = max(held, RESTED_S)
            self.swipe((fx, fy), (x, y), held, lambda _seconds: None)

    def _scroll(self, page: Page, view: View, distance: float, seconds: float, wait: Callable[[float], None]) -> None:
        phone = self._phone
        first = page.scrolls.get(view.key, 0.0)
        most = max(0.0, view.content[1] - (view.box[3] - view.box[1]))
        steps = max(1, round(seconds / 0.04))
        for step in range(1, steps + 1):
            wait(seconds / steps)
            page.scrolls[view.key] = min(most, max(0.0, first + distance * step / steps))
            phone.changed()
        velocity = distance / max(seconds, 0.01)
        if abs(velocity) < _LEAST_FLING * phone.density:
            return
        travel, lasts = _flung(abs(velocity), phone.density)
        at = page.scrolls[view.key]
        goal = min(most, max(0.0, at + math.copysign(travel, velocity)))
        if goal != at:
            lasts *= max(0.2, abs(goal - at) / travel)
            self._fling = _Fling(page, view.key, at, goal - at, time.monotonic(), lasts)

    def _system(self, window: Window, start: tuple[float, float], dx: float, dy: float) -> bool:
        """The shade, pulled down or pushed up; home's drawer."""
        phone = self._phone
        if start[1] <= STATUS * phone.density and dy > abs(dx) and window.name in ("status", "shade"):
            phone.shade = min(2, phone.shade + 1)
        elif window.name == "shade" and dy < -abs(dx):
            phone.shade = 0
        elif window.name == "shade" and dy > abs(dx) and phone.shade == 1:
            phone.shade = 2
        elif window.name == "app" and phone.at_home and dy < -abs(dx) and not phone.home.memory.get("drawer"):
            phone.home.memory["drawer"] = True
        else:
            return False
        phone.changed()
        return True


def _words(view: View) -> str:
    return next((one.text or one.desc for one in view.walk() if one.text or one.desc), "")


def _flung(velocity: float, density: float) -> tuple[float, float]:
    """Pixels and seconds that a list goes on, from AOSP's OverScroller."""
    physical = 9.80665 * 39.37 * density * 160 * 0.84
    power = math.log(0.35 * velocity / (_FRICTION * physical))
    travel = _FRICTION * physical * math.exp(_DECELERATION / (_DECELERATION - 1) * power)
    return travel, math.exp(power / (_DECELERATION - 1))
