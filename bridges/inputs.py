"""Every key, button and movement that a display receives, and whether Mimic sent it.

XInput 2 names the device that each event comes from. Programs that imitate input (Mimic through pyautogui, a remote
desktop, xdotool) do so through the XTEST devices of the X server, a person through all others. Of the imitated events
those are Mimic's own that it noted just before it sent them (`note`); the rest are somebody else's, such as a person
who sits at the other end of a remote desktop.
"""

from __future__ import annotations

import logging
import select
import socket
import struct
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, Self

from bridges.errors import NoDisplay
from bridges.lock import canonical
from bridges.session import connect

log = logging.getLogger(__name__)

EXPIRED_S = 2.0
"""What was noted and has not come within this time never will: the server drops a release of what is not pressed."""

_RAW = struct.Struct("=HIIH")
"""Device, time, detail and source, which every raw event of XInput 2 begins with."""
_AXES_LENGTH, _FLAGS, _AXES = 12, 14, 22
_REPEAT = 1 << 16

Kind = Literal["key", "button", "motion"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """One event that Mimic did not send."""

    kind: Kind
    detail: int
    """Key code or number of the button; 0 for movements."""
    pressed: bool
    imitated: bool
    """Another program sent it; else it comes from a device."""
    at: Place | None = None
    """Where a program has put the pointer; of a device's movements only the length is known."""


class _Ledger:
    """What was sent and has not been seen yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: defaultdict[tuple[int, int], deque[tuple[float, Place | None]]] = defaultdict(deque)
        self._places_agree = False

    def note(self, event: tuple[int, int], at: Place | None) -> None:
        with self._lock:
            self._sent[event].append((time.monotonic(), at))

    def take(self, event: tuple[int, int], at: Place | None) -> bool:
        """Whether the event was noted; each note counts once.

        Movements are told apart by where they go, as soon as this server is known to say that as it was sent.
        """
        since = time.monotonic() - EXPIRED_S
        with self._lock:
            noted = self._sent[event]
            while noted and noted[0][0] < since:
                noted.popleft()
            same = next((one for one in noted if one[1] == at), None)
            if same is not None:
                self._places_agree = self._places_agree or at is not None
                noted.remove(same)
                return True
            if self._places_agree or not noted:
                return False
            noted.popleft()
            return True


_ledgers: defaultdict[str, list[_Ledger]] = defaultdict(list)


def note(display: str, event_type: int, detail: int, at: Place | None = None) -> None:
    """Call just before an event is sent: its type in the core protocol, key code or button, for movements the place."""
    for ledger in _ledgers.get(canonical(display), ()):
        ledger.note((event_type, detail), at)


class InputWatch:
    """Tells of every event on a display that Mimic did not send, on a thread of its own; a context manager.

    Raises NoDisplay, WaylandRefused. A display that dies ends it quietly: whoever uses the display will notice.
    """

    def __init__(
        self, display: str, tell: Callable[[Seen], None], environment: Mapping[str, str] | None = None
    ) -> None:
        self._display = canonical(display)
        self._tell = tell
        self._environment = environment
        self._ledger = _Ledger()

    def __enter__(self) -> Self:
        self.connection = connect(self._display, self._environment)
        try:
            self._select()
        except BaseException:
            self.connection.close()
            raise
        self._wake_in, self._wake_out = socket.socketpair()
        _ledgers[self._display].append(self._ledger)
        self._thread = threading.Thread(target=self._watch, name="input watch", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        self._wake_out.close()
        self._thread.join()
        self._wake_in.close()
        _ledgers[self._display].remove(self._ledger)
        with suppress(Exception):
            # Xlib raises what it likes for a display that is gone.
            self.connection.close()

    def _select(self) -> None:
        from Xlib.ext import xinput

        if not self.connection.has_extension(xinput.extname):
            raise NoDisplay(
                "Watching for the person's input", f"{self._display} has no XInput 2", "Use another display."
            )
        # python-xlib asks for 2.0, which keeps events from us while another program grabs the mouse; 2.1 does not.
        opcode = self.connection.display.get_extension_major(xinput.extname)
        xinput.XIQueryVersion(display=self.connection.display, opcode=opcode, major_version=2, minor_version=2)
        devices = self.connection.xinput_query_device(xinput.AllDevices).devices
        self._imitating = {device.deviceid for device in devices if "XTEST" in str(device.name)}
        self._kinds: dict[int, tuple[Kind, int, bool]] = {
            xinput.RawKeyPress: ("key", 2, True),
            xinput.RawKeyRelease: ("key", 3, False),
            xinput.RawButtonPress: ("button", 4, True),
            xinput.RawButtonRelease: ("button", 5, False),
            xinput.RawMotion: ("motion", 6, False),
        }
        mask = sum(1 << kind for kind in self._kinds)
        self.connection.screen().root.xinput_select_events([(xinput.AllMasterDevices, mask)])
        self.connection.sync()

    def _watch(self) -> None:
        try:
            while True:
                while self.connection.pending_events():
                    self._take(self.connection.next_event())
                ready, _, _ = select.select([self.connection.fileno(), self._wake_in], [], [])
                if self._wake_in in ready:
                    return
        except Exception as error:  # noqa: BLE001 - Xlib raises what it likes for a display that is gone
            log.info("no longer watching %s: %s", self._display, type(error).__name__)

    def _take(self, event: Any) -> None:
        known = self._kinds.get(getattr(event, "evtype", 0))
        if known is None:
            return
        kind, core_type, pressed = known
        _, _, detail, source = _RAW.unpack_from(event.data)
        (flags,) = struct.unpack_from("=I", event.data, _FLAGS)
        imitated = source in self._imitating
        at = _place(event.data) if imitated and kind == "motion" else None
        if flags & _REPEAT or (imitated and self._ledger.take((core_type, detail), at)):
            return
        self._tell(Seen(kind, detail, pressed, imitated, at))


def _place(data: bytes) -> Place | None:
    """The first two axes of a raw event, where it has both: whole and fractional parts in 32 bits each."""
    words = struct.unpack_from("=H", data, _AXES_LENGTH)[0]
    (mask,) = struct.unpack_from("=I", data, _AXES) if words else (0,)
    if mask & 0b11 != 0b11:
        return None
    x, _, y = struct.unpack_from("=iIi", data, _AXES + 4 * words)
    return int(x), int(y)
