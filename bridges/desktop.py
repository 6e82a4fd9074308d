"""An X11 desktop: seen through mss, driven through pyautogui.

Points are screen units of the X server, which on X11 are pixels: scale 1, the origin is that of the chosen monitor.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Mapping
from typing import Protocol, Self, assert_never

from bridges.action import (
    AppSwitch,
    Click,
    Direction,
    DoubleClick,
    Drag,
    Hover,
    Input,
    LongPress,
    Open,
    Press,
    RightClick,
    ScreenAction,
    Scroll,
    Select,
    Wait,
)
from bridges.base import Bridge, Node, Observation
from bridges.clipboard import Clipboard
from bridges.coordinates import Box, Geometry, ScreenPoint
from bridges.errors import CameBetween
from bridges.eyes import Eyes, Monitor, rgb
from bridges.focus import Focus
from bridges.hands import Button, Hands, Pixel, straight
from bridges.keyboard import TERMINALS, Keyboard
from bridges.launching import open_application
from bridges.lock import DisplayLock
from bridges.session import connect, device_errors, display_name, require_answer
from bridges.settle import Pixels, settle
from bridges.stop import Stop
from bridges.takeover import TakeOver
from bridges.windows import Window, Windows

REACTION_S = 0.12
"""After an action the screen is watched at least this long: programs need a moment before they answer."""
WHEEL_UNITS, WIDEST_WHEEL = 50.0, 120.0
"""Screen units that one click of the wheel scrolls, about: toolkits differ between 40 and 75, browsers take 120."""
PAGE = 0.8
"""Share of the window that a scroll without a distance passes at most, so that nothing goes by unseen."""
LONG_PRESS_S = 0.8
DRAG_STEPS, DRAG_S = 15, 0.15
POPUP_S = 0.5
AGAIN = "Look again first."


class TreeReader(Protocol):
    """Reads the accessibility tree of what is on the screen."""

    def read(self, geometry: Geometry, pid: int | None = None) -> tuple[Node, ...] | None:
        """The elements, those of the process ``pid`` first; None where there is no tree."""

    def close(self) -> None:
        """Give its connections back."""


class Desktop:
    """The bridge to one X display. Raises NoDisplay or WaylandRefused where there is none to drive.

    ``monitor`` is a number from 1, None for all monitors together. ``environment`` is what applications are started
    with, and where the display's authority file is named; None for this process's own.
    """

    def __init__(
        self,
        display: str | None = None,
        stop: Stop | None = None,
        monitor: int | None = None,
        tree: TreeReader | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.stop = stop or Stop()
        self.display = display_name(display, environment)
        self._lock = DisplayLock(self.display)
        self._environment = environment
        self._monitor = monitor
        self._tree = tree
        self._connection = connect(self.display, environment)
        self._eyes = Eyes(self._connection, self.display, environment, monitor)
        self._hands = Hands(self._connection, self.stop)
        self._clipboard = Clipboard(self.display, self.stop, environment)
        self._keyboard = Keyboard(self._connection, self._hands, self._clipboard, self.stop)
        self._windows = Windows(self._connection)
        self._focus = Focus(self._windows, self._hands, self.stop)
        self._take_over: TakeOver | None = None
        self._acted_at = -math.inf
        self._known = frozenset[int]()
        """Windows that were there at the last look."""
        self._aimed: int | None = None
        """What lay outermost at the point that a press is on its way to."""
        self._hands.before_press = self._nothing_came
        try:
            self._eyes.chosen()
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        return "this screen" if self._monitor is None else f"this screen, monitor {self._monitor}"

    def __enter__(self) -> Self:
        """Take the display for this run. Raises DisplayBusy where another one holds it."""
        try:
            self._lock.acquire()
            take_over = TakeOver(self.display, self.stop, self._environment)
            self._take_over = take_over.__enter__()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of keys, buttons and connections; a display that has died is no error here."""
        from Xlib import error

        self._lock.release()
        if self._take_over is not None:
            self._take_over.close()
            self._take_over = None
        if self._tree is not None:
            self._tree.close()
        try:
            self._hands.release_all()
            self._clipboard.close()
            self._connection.close()
        except (error.ConnectionClosedError, ConnectionError):
            pass
        self._eyes.close()

    def monitors(self) -> tuple[Monitor, ...]:
        """All monitors, from left to right as the X server numbers them."""
        return self._eyes.monitors()

    def observe(self) -> Observation:
        with device_errors(self.display):
            require_answer(self.display)
            started = time.perf_counter()
            reaction_left = self._acted_at + REACTION_S - time.monotonic()
            still = settle(self._grab, pause=self.stop.sleep, minimum_s=max(0.0, reaction_left))
            taken_at, frame, geometry = time.time(), rgb(still.pixels), self._eyes.chosen().geometry
            captured = time.perf_counter()
            active, titles = self._windows.active(), self._windows.titles()
            tree = self._tree.read(geometry, active.pid if active else None) if self._tree else None
            return Observation(
                frame=frame,
                geometry=geometry,
                taken_at=taken_at,
                settled=still.settled,
                application=active.application if active else "",
                window=active.title if active else "",
                window_box=_box(active, geometry) if active else None,
                windows=titles,
                tree=tree,
                ms={"capture": (captured - started) * 1e3, "tree": (time.perf_counter() - captured) * 1e3},
            )

    def glance(self) -> Observation:
        """What the screen shows at this very moment, moving or not, without the tree; some milliseconds."""
        with device_errors(self.display):
            started = time.perf_counter()
            frame, geometry = rgb(self._grab()), self._eyes.chosen().geometry
            active = self._windows.active()
            return Observation(
                frame=frame,
                geometry=geometry,
                taken_at=time.time(),
                settled=False,
                application=active.application if active else "",
                window=active.title if active else "",
                window_box=_box(active, geometry) if active else None,
                windows=self._windows.titles(),
                ms={"capture": (time.perf_counter() - started) * 1e3},
            )

    def _grab(self) -> Pixels:
        # What comes up after this may be in the picture, or not.
        self._known = frozenset(self._windows.ids())
        return self._eyes.grab()

    def _nothing_came(self) -> None:
        """Raises CameBetween where a window came up under the pointer since the last look, or a menu has gone there."""
        aimed, self._aimed = self._aimed, None
        if aimed is not None and aimed != self._windows.outermost_at(*self._hands.position):
            raise CameBetween("Pressing", "what was there came or went while the pointer was on its way", AGAIN)
        if not self._known or not set(self._windows.ids()) - self._known:
            return
        there = self._windows.at(*self._hands.position)
        if there and there not in self._known:
            raise CameBetween("Pressing", f"“{self._windows.title(there)}” came up there after the last look", AGAIN)

    @property
    def environment(self) -> Mapping[str, str] | None:
        """What applications of this display are started with; None for this process's own."""
        return self._environment

    def perform(self, action: ScreenAction) -> None:
        """Carry the action out.

        Raises Stopped, Interrupted, OutsideSpace, NotTyped, UnknownKey, ApplicationMissing, DeviceLost.
        """
        with device_errors(self.display):
            require_answer(self.display)
            try:
                with self.stop.acting():
                    self._carry_out(action)
                    if not isinstance(action, Hover):
                        self._hands.leave_corner()
            finally:
                self._acted_at = time.monotonic()

    def read_back(self) -> str | None:
        """The text of the focused field where the accessibility tree tells it; never that of a password field."""
        with device_errors(self.display):
            active = self._windows.active()
            nodes = (
                self._tree.read(self._eyes.chosen().geometry, active.pid if active else None) if self._tree else None
            )
        focused = (node for node in nodes or () if {"focused", "editable"} <= node.states)
        return next((node.text for node in focused if "password" not in node.states), None)

    def _carry_out(self, action: ScreenAction) -> None:  # noqa: C901, PLR0912 - one case for each action
        match action:
            case Click():
                self._click(action.start_point)
            case DoubleClick():
                self._click(action.start_point, clicks=2)
            case RightClick():
                self._click(action.start_point, button="right")
            case LongPress():
                self._hands.move(*self._pixel(action.start_point))
                self._nothing_came()
                with self._hands.held_button("left"):
                    self.stop.sleep(LONG_PRESS_S)
            case Hover():
                if action.start_point is not None:
                    self._hands.move(*self._pixel(action.start_point))
            case Scroll():
                self._scroll(action.direction, action.scroll_distance, action.start_point)
            case Drag():
                path = straight(self._pixel(action.start_point), self._pixel(action.end_point), DRAG_STEPS)
                self._hands.drag(path, DRAG_S)
            case Input():
                if action.start_point is not None:
                    self._focus.click_into(self._pixel(action.start_point))
                self._focus.wait()
                self._keyboard.type(action.text, terminal=self._in_terminal())
            case Select():
                self._select(action.start_point, action.text)
            case Press():
                self._focus.wait()
                self._keyboard.press(action.keys)
            case Open():
                surroundings = dict(os.environ if self._environment is None else self._environment)
                environment = {**surroundings, "DISPLAY": self.display}
                open_application(action.app, self._windows, environment, self.stop)
            case AppSwitch():
                self._windows.activate(self._windows.find(action.app), self.stop)
            case Wait():
                self.stop.sleep(action.seconds)
            case _:
                assert_never(action)

    def _click(self, point: ScreenPoint, button: Button = "left", clicks: int = 1) -> None:
        pixel = self._pixel(point)
        on_top = self._windows.outermost_at(*pixel)
        # A hint goes as soon as the pointer moves.
        self._aimed = None if self._windows.is_hint(on_top) else on_top
        self._hands.click(*pixel, button, clicks)

    def _scroll(self, direction: Direction, distance: float | None, point: ScreenPoint | None) -> None:
        geometry = self._eyes.chosen().geometry
        active = self._windows.active()
        box = (_box(active, geometry) if active else None) or Box(0, 0, geometry.frame.width, geometry.frame.height)
        if distance is None:
            clicks = PAGE * (box.height if direction in ("up", "down") else box.width) / WIDEST_WHEEL
        else:
            clicks = round(distance / WHEEL_UNITS)
        self._hands.move(*self._pixel(point or geometry.to_screen(box.center)))
        self._hands.wheel(direction, max(1, int(clicks)))

    def _select(self, point: ScreenPoint | None, entry: str) -> None:
        """Open the list, type the entry's name, which lists take as a search, and confirm."""
        if point is not None:
            self._focus.click_into(self._pixel(point))
            settle(self._eyes.grab, pause=self.stop.sleep, minimum_s=REACTION_S, limit_s=POPUP_S)
        self._keyboard.type(entry)
        self._keyboard.press(["enter"])

    def _in_terminal(self) -> bool:
        active = self._windows.active()
        return active is not None and bool({active.application.lower(), active.instance.lower()} & TERMINALS)

    def _pixel(self, point: ScreenPoint) -> Pixel:
        """The pixel of a screen point. Raises OutsideSpace where it is not on the chosen monitor."""
        self._eyes.chosen().geometry.to_frame(point)
        return math.floor(point.x), math.floor(point.y)


def open_desktop(detail: str, stop: Stop, tree: bool) -> Bridge:
    """The person's own screen; ``detail`` is a monitor's number, a window's title, or empty for all monitors."""
    from bridges.atspi import AtspiTree
    from bridges.one_window import OneWindow

    reader = AtspiTree(display_name(None, None), os.environ) if tree else None
    if detail and not detail.isdecimal():
        return OneWindow(detail, stop, reader)
    return Desktop(stop=stop, monitor=int(detail) if detail else None, tree=reader)


def _box(window: Window, geometry: Geometry) -> Box | None:
    """The visible part of a window in frame pixels; None where none of it is on the chosen monitor."""
    whole = Box(window.left, window.top, window.left + window.width, window.top + window.height)
    seen = whole.moved(-geometry.origin_x, -geometry.origin_y).intersection(
        Box(0, 0, geometry.frame.width, geometry.frame.height)
    )
    return seen if seen.area > 0 else None
