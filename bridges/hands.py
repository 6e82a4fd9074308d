"""pyautogui as the one backend for mouse and keys, made safe to use on any display, one after another or in turn.

pyautogui opens DISPLAY when it is imported and keeps that connection, that keyboard layout and those corners for ever.
`Hands` binds it, for the length of one call, to its own connection, layout and corners instead.

The fail-safe stays on: a person who moves the pointer into a corner of the screen stops the run. A target of ours may
lie in a corner too (the close button of a maximised window), so the one corner into which Mimic itself has just put
the pointer does not count. When the action is over, the pointer steps one pixel inside, and all four count again.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Literal

from bridges.action import Direction
from bridges.inputs import note
from bridges.session import x_environment
from bridges.stop import Stop

Button = Literal["left", "middle", "right"]
Pixel = tuple[int, int]

CORNER = "the pointer was moved into a corner"
DOUBLE_CLICK_S = 0.05
TRAVEL_S = 0.3
"""No hand clicks twice elsewhere sooner after a press; a program may count the first of the two with that press."""
PRESS_S = 0.01
"""Some toolkits drop a press and a release that come in the same millisecond."""
WHEEL_S = 0.008

_UNWANTED = ("mouseinfo", "pyscreeze")
"""What pyautogui imports and Mimic never uses, replaced by empty modules meanwhile: mouseinfo ends the whole process
where tkinter is missing and keeps a connection to the display open, pyscreeze starts programs it looks for."""

_ONE_AT_A_TIME = threading.RLock()
_BUTTONS: dict[str, int] = {"left": 1, "middle": 2, "right": 3}


class Hands:
    """Mouse and keys of one display. Every method raises Stopped when a stop was requested or the fail-safe is hit."""

    def __init__(self, connection: Any, stop: Stop) -> None:
        self._connection = connection
        self._display = connection.get_display_name()
        self._stop = stop
        self._own_corner: Pixel | None = None
        self._held_buttons: list[Button] = []
        self._held_keys: list[str] = []
        self._pressed_at = float("-inf")
        self.before_press: Callable[[], None] = lambda: None
        """Called when the pointer is where it will press; may raise to keep it from that."""
        self._key_codes: dict[str, int | None] = {}

    def use_layout(self, key_codes: dict[str, int | None]) -> None:
        """Which key code pyautogui presses for each of its key names; None for a key that this layout lacks."""
        self._key_codes = key_codes

    @property
    def position(self) -> Pixel:
        pointer = self._connection.screen().root.query_pointer()
        return pointer.root_x, pointer.root_y

    def move(self, x: int, y: int) -> None:
        with self._backend() as gui:
            gui.FAILSAFE_POINTS = [corner for corner in gui.FAILSAFE_POINTS if corner != (x, y)]
            gui.moveTo(x, y)
            self._own_corner = (x, y) if (x, y) in self._corners() else None

    def click(self, x: int, y: int, button: Button = "left", clicks: int = 1) -> None:
        self.move(x, y)
        if clicks > 1:
            self._stop.sleep(max(0.0, self._pressed_at + TRAVEL_S - time.monotonic()))
        self.before_press()
        for click in range(clicks):
            if click:
                self._stop.sleep(DOUBLE_CLICK_S)
            with self.held_button(button):
                self._stop.sleep(PRESS_S)

    @contextmanager
    def held_button(self, button: Button) -> Iterator[None]:
        """The button down where the pointer is, and up again however the block ends."""
        try:
            with self._backend() as gui:
                self._held_buttons.append(button)
                gui.mouseDown(button=button)
            yield
            self._pressed_at = time.monotonic()
            with self._backend() as gui:
                gui.mouseUp(button=button)
                self._held_buttons.remove(button)
        except BaseException:
            self.release_all()
            raise

    def drag(self, path: Sequence[Pixel], seconds: float, rest_s: float = 0.05) -> None:
        """Press at the first point, pass through all others in equal times, rest, release at the last."""
        self.move(*path[0])
        self.before_press()
        with self.held_button("left"):
            self._stop.sleep(rest_s)
            for x, y in path[1:]:
                self.move(x, y)
                self._stop.sleep(seconds / len(path))
            self._stop.sleep(rest_s)

    def wheel(self, direction: Direction, clicks: int) -> None:
        """Turn the wheel so that the view travels in the direction."""
        for _ in range(clicks):
            with self._backend() as gui:
                if direction in ("up", "down"):
                    gui.vscroll(1 if direction == "up" else -1)
                else:
                    gui.hscroll(1 if direction == "right" else -1)
            self._stop.sleep(WHEEL_S)

    def tap(self, key: str) -> None:
        with self.held_key(key):
            pass

    @contextmanager
    def held_key(self, key: str) -> Iterator[None]:
        """One of pyautogui's keys down, and up again however the block ends."""
        try:
            with self._backend() as gui:
                self._held_keys.append(key)
                gui.keyDown(key)
            yield
            with self._backend() as gui:
                gui.keyUp(key)
                self._held_keys.remove(key)
        except BaseException:
            self.release_all()
            raise

    def release_all(self) -> None:
        """Let go of everything still held, past pyautogui, whose fail-safe would refuse to."""
        from Xlib import X

        while self._held_keys:
            code = self._key_codes.get(self._held_keys.pop())
            if code:
                self._send(self._connection, X.KeyRelease, code)
        while self._held_buttons:
            self._send(self._connection, X.ButtonRelease, _BUTTONS[self._held_buttons.pop()])
        self._connection.sync()

    def leave_corner(self) -> None:
        """Step out of the corner that we put the pointer into, so that it counts for the fail-safe again."""
        if self._own_corner is not None:
            x, y = self._own_corner
            self.move(x + (1 if x == 0 else -1), y + (1 if y == 0 else -1))

    @contextmanager
    def _backend(self) -> Iterator[Any]:
        """pyautogui, bound to this display until the block ends."""
        self._stop.check()
        with _ONE_AT_A_TIME:
            gui = _pyautogui(self._connection.get_display_name())
            gui.platformModule._display = self._connection
            gui.platformModule.keyboardMapping = self._key_codes
            gui.platformModule.fake_input = self._send
            gui.FAILSAFE_POINTS = [corner for corner in self._corners() if corner != self._own_corner]
            try:
                yield gui
            except gui.FailSafeException:
                self._stop.request(CORNER)
                self._stop.check()

    def _send(self, connection: Any, event_type: int, detail: int = 0, x: int = 0, y: int = 0) -> None:
        """Send one event, noted as our own for whoever watches the display for the person's."""
        from Xlib import X
        from Xlib.ext.xtest import fake_input

        note(self._display, event_type, detail, (x, y) if event_type == X.MotionNotify else None)
        fake_input(connection, event_type, detail, x=x, y=y)

    def _corners(self) -> list[Pixel]:
        screen = self._connection.screen()
        right, bottom = screen.width_in_pixels - 1, screen.height_in_pixels - 1
        return [(0, 0), (right, 0), (0, bottom), (right, bottom)]


def _pyautogui(display: str) -> Any:
    """pyautogui, imported at its first use, without its pauses and with its fail-safe."""
    if "pyautogui" in sys.modules:
        return sys.modules["pyautogui"]
    absent = [name for name in _UNWANTED if name not in sys.modules]
    sys.modules.update({name: ModuleType(name) for name in absent})
    try:
        with x_environment(display):
            import pyautogui
    finally:
        for name in absent:
            del sys.modules[name]
    pyautogui.PAUSE = 0
    pyautogui.FAILSAFE = True
    pyautogui.platformModule._display.close()
    return pyautogui


def straight(start: Pixel, end: Pixel, steps: int) -> list[Pixel]:
    """The pixels of a straight path, both ends included."""
    return [
        (round(start[0] + (end[0] - start[0]) * step / steps), round(start[1] + (end[1] - start[1]) * step / steps))
        for step in range(steps + 1)
    ]
