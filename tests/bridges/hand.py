"""The person's hand in tests: events that come from the X server's own mouse and keyboard, not from its XTEST devices.

Xvfb has both kinds. The XTEST request can name a device; what it sends then is, for everybody who listens, input of
that device, as XInput 2's source says.
"""

from __future__ import annotations

from typing import Any

from Xlib import XK
from Xlib.ext import xinput
from Xlib.protocol import rq

from bridges.session import connect
from bridges.virtual import PrivateDisplay

KEY_PRESS, KEY_RELEASE, BUTTON_PRESS, BUTTON_RELEASE, MOTION = range(1, 6)
MORE = 0x80


class DeviceInput(rq.Request):
    """XTestFakeInput with an extension's event, and the values of its axes where it is a movement."""

    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(2), rq.RequestLength(),
        rq.Card8("event_type"), rq.Card8("detail"), rq.Pad(2), rq.Card32("time"), rq.Pad(23), rq.Card8("device"),
        rq.List("axes", rq.Card32Obj, pad=0),
    )  # fmt: skip


class Hand:
    """Mouse and keyboard of a private display; a context manager."""

    def __init__(self, display: PrivateDisplay) -> None:
        self._connection = connect(display.name, display.environment)
        devices = self._connection.xinput_query_device(xinput.AllDevices).devices
        names = {str(device.name): int(device.deviceid) for device in devices}
        self.mouse, self.keyboard = names["Xvfb mouse"], names["Xvfb keyboard"]
        self._first = self._connection.query_extension(xinput.extname).first_event

    def __enter__(self) -> Hand:
        return self

    def __exit__(self, *exc: object) -> None:
        self._connection.close()

    def click(self, button: int = 1) -> None:
        self._send(BUTTON_PRESS, button, self.mouse)
        self._send(BUTTON_RELEASE, button, self.mouse)

    def down(self, key: str) -> None:
        self._send(KEY_PRESS, self._code(key), self.keyboard)

    def up(self, key: str) -> None:
        self._send(KEY_RELEASE, self._code(key), self.keyboard)

    def tap(self, *keys: str) -> None:
        for key in keys:
            self.down(key)
        for key in reversed(keys):
            self.up(key)

    def move(self, x: int, y: int) -> None:
        """Put the pointer there."""
        valuator = self._first | self.mouse << 8
        self._send(MOTION, 0, self.mouse | MORE, [valuator, 2 << 16, x, y, 0, 0, 0, 0])

    def wander(self, x: int, y: int, steps: int = 10) -> None:
        """Move about, as a hand does."""
        for step in range(steps):
            self.move(x + 3 * step, y + 2 * step)

    def _code(self, key: str) -> int:
        return int(self._connection.keysym_to_keycode(XK.string_to_keysym(key)))

    def _send(self, kind: int, detail: int, device: int, axes: Any = ()) -> None:
        opcode = self._connection.display.get_extension_major("XTEST")
        DeviceInput(
            display=self._connection.display, opcode=opcode, event_type=self._first + kind, detail=detail, time=0,
            device=device, axes=list(axes),
        )  # fmt: skip
        self._connection.sync()
