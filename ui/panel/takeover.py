"""The person's mouse and keyboard sent to a private display, by X's test extension and from a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt

from bridges.errors import MimicError

log = logging.getLogger(__name__)

BUTTONS = {Qt.MouseButton.LeftButton: 1, Qt.MouseButton.MiddleButton: 2, Qt.MouseButton.RightButton: 3}
WHEEL_UP, WHEEL_DOWN, WHEEL_LEFT, WHEEL_RIGHT = 4, 5, 6, 7
NOTCH = 120
"""What Qt calls one click of the wheel."""
UNICODE = 0x01000000
SHIFTS = (0xFFE1, 0xFFE2)


class TakeOver:
    """Input to one display until `give_back`. Nothing here waits; input is sent in order. Raises NoDisplay."""

    def __init__(self, display: str) -> None:
        from bridges.session import connect

        self._connection: Any = connect(display)
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._keys_down: dict[int, int] = {}
        self._buttons_down: set[int] = set()
        self._turned = QPoint()
        self._thread = threading.Thread(target=self._send, name="take-over", daemon=True)
        self._thread.start()

    def move(self, where: QPointF) -> None:
        from Xlib import X

        self._later(lambda: self._fake(X.MotionNotify, x=round(where.x()), y=round(where.y())))

    def button(self, button: Qt.MouseButton, *, down: bool) -> None:
        if number := BUTTONS.get(button):
            self._later(lambda: self._press(number, down=down))

    def wheel(self, turned: QPoint) -> None:
        """Turn the wheel by Qt's eighths of a degree; parts of a notch are kept for later."""
        self._turned += turned
        across, along = int(self._turned.x() / NOTCH), int(self._turned.y() / NOTCH)
        self._turned -= QPoint(across, along) * NOTCH
        for count, more, less in ((along, WHEEL_UP, WHEEL_DOWN), (across, WHEEL_LEFT, WHEEL_RIGHT)):
            for _ in range(abs(count)):
                self._later(lambda number=more if count > 0 else less: self._click(number))  # type: ignore[misc]

    def key(self, place: int, keysym: int, text: str, *, down: bool) -> None:
        """A key by its X keysym, as Qt tells it on X11; where it tells none, by the character that it brings.

        ``place`` is the key on the person's own keyboard: a key that is let go may say another keysym than when it was
        pressed, with Shift let go before it.
        """
        wanted = keysym or _keysym_of(text)
        if wanted or not down:
            self._later(lambda: self._key(place or wanted, wanted, down=down))

    def give_back(self) -> None:
        """Let go of everything still held, and end."""
        self._later(self._release)
        self._queue.put(None)
        self._thread.join(2.0)

    # In the thread

    def _later(self, send: Callable[[], None]) -> None:
        self._queue.put(send)

    def _send(self) -> None:
        try:
            while (send := self._queue.get()) is not None:
                send()
                if self._queue.empty():
                    self._connection.sync()
        except Exception:  # noqa: BLE001 - the display may go away with its run at any moment
            log.info("the display that was taken over is gone")
        finally:
            with suppress(Exception):
                self._connection.close()

    def _fake(self, kind: int, detail: int = 0, x: int = 0, y: int = 0) -> None:
        from Xlib.ext.xtest import fake_input

        fake_input(self._connection, kind, detail, x=x, y=y)

    def _press(self, number: int, *, down: bool) -> None:
        from Xlib import X

        (self._buttons_down.add if down else self._buttons_down.discard)(number)
        self._fake(X.ButtonPress if down else X.ButtonRelease, number)

    def _click(self, number: int) -> None:
        self._press(number, down=True)
        self._press(number, down=False)

    def _key(self, place: int, keysym: int, *, down: bool) -> None:
        from Xlib import X

        if not down:
            if code := self._keys_down.pop(place, 0):
                self._fake(X.KeyRelease, code)
            return
        code, shifted = self._found(keysym)
        if not code:
            return
        turned = self._with_shift(shifted) if shifted is not None else []
        self._keys_down[place] = code
        self._fake(X.KeyPress, code)
        for back, kind in reversed(turned):
            self._fake(kind, back)

    def _found(self, keysym: int) -> tuple[int, bool | None]:
        """The display's own key that carries a keysym, and whether with Shift; None where Shift makes no difference."""
        places = sorted((index, code) for code, index in self._connection.keysym_to_keycodes(keysym) if index < 2)
        if not places:
            return 0, None
        index, code = places[0]
        plain, shifted = (self._connection.keycode_to_keysym(code, column) for column in (0, 1))
        return code, None if plain == shifted or not shifted else index == 1

    def _with_shift(self, wanted: bool) -> list[tuple[int, int]]:
        """Press or let go of Shift as the display's layout needs it; what undoes that again."""
        from Xlib import X

        shifts = [self._connection.keysym_to_keycode(shift) for shift in SHIFTS]
        held = [code for code in shifts if code in self._keys_down.values()]
        if wanted == bool(held):
            return []
        codes = held or shifts[:1]
        first, back = (X.KeyPress, X.KeyRelease) if wanted else (X.KeyRelease, X.KeyPress)
        for code in codes:
            self._fake(first, code)
        return [(code, back) for code in codes]

    def _release(self) -> None:
        from Xlib import X

        for code in self._keys_down.values():
            self._fake(X.KeyRelease, code)
        for number in self._buttons_down:
            self._fake(X.ButtonRelease, number)
        self._connection.sync()


def _keysym_of(text: str) -> int:
    if len(text) != 1:
        return 0
    sign = ord(text)
    control = {"\r": 0xFF0D, "\n": 0xFF0D, "\t": 0xFF09, "\b": 0xFF08, "\x1b": 0xFF1B, "\x7f": 0xFFFF}
    if text in control:
        return control[text]
    return sign if 0x20 <= sign < 0x100 else sign | UNICODE if sign >= 0x100 else 0


def taken_over(display: str) -> TakeOver | None:
    """Input to a display, or None where it cannot be reached."""
    try:
        return TakeOver(display)
    except MimicError as error:
        log.info("%s", error)
        return None
