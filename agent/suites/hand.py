"""A person's hand for suites and tests: events of the X server's own mouse and keyboard, not of its XTEST devices.

Xvfb has both kinds. The XTEST request can name a device; what it sends then is, for everybody who listens, input of
that device, as XInput 2's source says. What the hand did is kept, for whoever compares it with what was heard.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Self

from Xlib import XK, X
from Xlib.ext import xinput
from Xlib.ext.xtest import fake_input
from Xlib.protocol import rq

from bridges.keysyms import DEAD, keysyms_of
from bridges.recorder import Kind
from bridges.session import connect
from bridges.virtual import PrivateDisplay

NAMES: dict[int, Kind] = {1: "key", 2: "keyup", 3: "down", 4: "up", 5: "motion"}
KEY_PRESS, KEY_RELEASE, BUTTON_PRESS, BUTTON_RELEASE, MOTION = range(1, 6)
MORE = 0x80
LEVEL_THREE = "ISO_Level3_Shift"


class DeviceInput(rq.Request):  # type: ignore[misc]
    """XTestFakeInput with an extension's event, and the values of its axes where it is a movement."""

    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(2), rq.RequestLength(),
        rq.Card8("event_type"), rq.Card8("detail"), rq.Pad(2), rq.Card32("time"), rq.Pad(23), rq.Card8("device"),
        rq.List("axes", rq.Card32Obj, pad=0),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Done:
    """One event that the hand made."""

    kind: Kind
    detail: int
    """Number of the button, or code of the key."""
    point: tuple[int, int]
    """Where the pointer was then."""
    began: float
    ended: float
    """Seconds since the epoch just before it was sent, and once the server had taken it."""


class Hand:
    """Mouse and keyboard of a private display; a context manager. ``done`` holds every event in order.

    ``pause`` is what it rests with between two deeds of a longer one, ``letter_s`` between two letters.
    """

    def __init__(
        self, display: PrivateDisplay, pause: Callable[[float], None] = time.sleep, letter_s: float = 0.0
    ) -> None:
        self._connection = connect(display.name, display.environment)
        devices = self._connection.xinput_query_device(xinput.AllDevices).devices
        names = {str(device.name): int(device.deviceid) for device in devices}
        self.mouse, self.keyboard = names["Xvfb mouse"], names["Xvfb keyboard"]
        self._first = self._connection.query_extension(xinput.extname).first_event
        self._opcode = self._connection.display.get_extension_major("XTEST")
        self._pause, self._letter_s = pause, letter_s
        pointer = self._connection.screen().root.query_pointer()
        self.group = 0
        """Of the keyboard: 1 once a second layout has been switched to."""
        self.at = (int(pointer.root_x), int(pointer.root_y))
        self.done: list[Done] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._connection.close()

    # The mouse

    def press(self, button: int = 1) -> None:
        self._send(BUTTON_PRESS, button, self.mouse)

    def release(self, button: int = 1) -> None:
        self._send(BUTTON_RELEASE, button, self.mouse)

    def click(self, button: int = 1) -> None:
        self.press(button)
        self.release(button)

    def move(self, x: int, y: int) -> None:
        """Put the pointer there."""
        self.at = (x, y)
        valuator = self._first | self.mouse << 8
        self._send(MOTION, 0, self.mouse | MORE, [valuator, 2 << 16, x, y, 0, 0, 0, 0])

    def wheel(self, direction: Literal["up", "down"], notches: int = 1, pause_s: float = 0.0) -> None:
        """Turn the wheel. Xvfb's mouse has none: this comes from the XTEST pointer, like a program's input."""
        button = {"up": 4, "down": 5}[direction]
        for _ in range(notches):
            for kind in (BUTTON_PRESS, BUTTON_RELEASE):
                began = time.time()
                fake_input(self._connection, X.ButtonPress if kind == BUTTON_PRESS else X.ButtonRelease, button)
                self._connection.sync()
                self._note(kind, button, began)
            self._pause(pause_s)

    def glide(self, x: int, y: int, seconds: float = 0.2, steps: int = 12) -> None:
        """Move there as a hand does, slow at both ends."""
        left, top = self.at
        for step in range(1, steps + 1):
            share = step / steps
            share = share * share * (3 - 2 * share)
            self.move(round(left + (x - left) * share), round(top + (y - top) * share))
            self._pause(seconds / steps)

    def wander(self, x: int, y: int, steps: int = 10) -> None:
        """Move about, as a hand does."""
        for step in range(steps):
            self.move(x + 3 * step, y + 2 * step)

    # The keyboard

    def down(self, key: str) -> None:
        self._send(KEY_PRESS, self._code(key), self.keyboard)

    def up(self, key: str) -> None:
        self._send(KEY_RELEASE, self._code(key), self.keyboard)

    def tap(self, *keys: str) -> None:
        for key in keys:
            self.down(key)
        for key in reversed(keys):
            self.up(key)

    def type(self, text: str) -> None:
        """Type with the keys of the active layout, accents by dead keys. ValueError where no key has a character."""
        for character in text:
            for keys in self._keys(character):
                self.tap(*keys)
                self._pause(self._letter_s)

    def _keys(self, character: str) -> list[tuple[str, ...]]:
        named = {"\n": "Return", "\t": "Tab", " ": "space"}.get(character)
        if named:
            return [(named,)]
        single = self._key_of(keysyms_of(character))
        if single:
            return [single]
        base, *marks = list(unicodedata.normalize("NFD", character))
        accents = [self._key_of(tuple(one for one, known in DEAD.items() if known == mark)) for mark in marks]
        plain = self._key_of(keysyms_of(base))
        if not marks or plain is None or None in accents:
            raise ValueError(f"no key of this layout types {character!r}")
        return [keys for keys in (*accents, plain) if keys]

    def _key_of(self, keysyms: tuple[int, ...]) -> tuple[str, ...] | None:
        """The keys to hold and to press for a keysym: on its own, with Shift, with AltGr, with both."""
        plain, shifted = (), ("Shift_L",)
        first_group = (plain, shifted, None, None, (LEVEL_THREE,), (LEVEL_THREE, *shifted))
        held = (None, None, plain, shifted) if self.group else first_group
        first = self._connection.display.info.min_keycode
        count = self._connection.display.info.max_keycode - first + 1
        rows = self._connection.get_keyboard_mapping(first, count)
        for column, modifiers in enumerate(held):
            if modifiers is None:
                continue
            for code, row in enumerate(rows, start=first):
                if column < len(row) and row[column] in keysyms:
                    return (*modifiers, f"#{code}")
        return None

    def _code(self, key: str) -> int:
        if key.startswith("#"):
            return int(key[1:])
        return int(self._connection.keysym_to_keycode(_keysym(key)))

    def _send(self, kind: int, detail: int, device: int, axes: Any = ()) -> None:
        began = time.time()
        DeviceInput(
            display=self._connection.display, opcode=self._opcode, event_type=self._first + kind, detail=detail,
            time=0, device=device, axes=list(axes),
        )  # fmt: skip
        self._connection.sync()
        self._note(kind, detail, began)

    def _note(self, kind: int, detail: int, began: float) -> None:
        self.done.append(Done(NAMES[kind], detail, self.at, began, time.time()))


def _keysym(name: str) -> int:
    return XK.string_to_keysym(name) or {LEVEL_THREE: 0xFE03}.get(name, 0)
