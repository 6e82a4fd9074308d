"""An application that receives whatever input comes, and notes when the X server says that it happened."""

from __future__ import annotations

import select
import socket
import threading
import time
from typing import Any, Self

from bridges.coordinates import ScreenPoint
from bridges.session import connect
from bridges.virtual import PrivateDisplay

SIDE = 600
READY_S = 10.0
_WRAP = 1 << 32


class Witness:
    """A window with the focus on a private display; a context manager."""

    def __init__(self, display: PrivateDisplay) -> None:
        self._display = display
        # One connection for each thread: two threads on one wait for each other's replies.
        self._connection = connect(display.name, display.environment)
        self._asking = connect(display.name, display.environment)
        self._lock = threading.Lock()
        self._times: list[int] = []
        self._end, self._ended = socket.socketpair()

    def __enter__(self) -> Self:
        from Xlib import X, Xutil

        screen = self._connection.screen()
        keys, buttons = X.KeyPressMask | X.KeyReleaseMask, X.ButtonPressMask | X.ButtonReleaseMask
        self._window = screen.root.create_window(
            100, 60, SIDE, SIDE, 0, screen.root_depth, background_pixel=screen.white_pixel,
            event_mask=keys | buttons | X.PointerMotionMask,
        )  # fmt: skip
        self._window.set_wm_name("Witness")
        self._window.set_wm_hints(flags=Xutil.InputHint, input=1)
        self._window.map()
        until = time.monotonic() + READY_S
        while getattr(self._connection.get_input_focus().focus, "id", 0) != self._window.id:
            if time.monotonic() > until:
                raise TimeoutError("the witness's window does not get the focus")
            if self._window.get_attributes().map_state == X.IsViewable:
                self._window.set_input_focus(X.RevertToParent, X.CurrentTime)
            time.sleep(0.02)
        self._thread = threading.Thread(target=self._note, name="witness", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._ended.close()
        self._thread.join()
        self._end.close()
        self._connection.close()
        self._asking.close()

    def at(self, x: float, y: float) -> ScreenPoint:
        """A point of the window, from 0 to 1 in both directions, on the screen."""
        window = self._asking.create_resource_object("window", self._window.id)
        corner = window.translate_coords(self._asking.screen().root, 0, 0)
        return ScreenPoint(int(-corner.x + x * SIDE), int(-corner.y + y * SIDE))

    def rest(self) -> None:
        """Put the pointer into the middle, where no corner stops anything."""
        middle = self.at(0.5, 0.5)
        self._asking.screen().root.warp_pointer(int(middle.x), int(middle.y))
        self._asking.sync()

    def last_after(self, moment: float) -> float:
        """Milliseconds from the moment (time.monotonic) to the last input since; 0 where there was none."""
        began = round(moment * 1e3) % _WRAP
        with self._lock:
            # The server counts milliseconds of the same clock, in 32 bits.
            since = [(at - began) % _WRAP for at in self._times]
        return float(max((ms for ms in since if ms < _WRAP / 2), default=0))

    def held(self) -> int:
        """Keys and buttons that are down now."""
        buttons = self._asking.screen().root.query_pointer().mask >> 8 & 0b11111
        return int(buttons).bit_count() + sum(int(byte).bit_count() for byte in self._asking.query_keymap())

    def _note(self) -> None:
        while True:
            while self._connection.pending_events():
                self._take(self._connection.next_event())
            ready, _, _ = select.select([self._connection.fileno(), self._end], [], [], 0.05)
            if self._end in ready:
                return

    def _take(self, event: Any) -> None:
        from Xlib import X

        if X.KeyPress <= event.type <= X.MotionNotify:
            with self._lock:
                self._times.append(event.time)
