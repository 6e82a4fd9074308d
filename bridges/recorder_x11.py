"""The recorder's ears on X11.

The RECORD extension tells of each event with the server's own time and the pointer's place at that moment, however late
it is read. XInput 2 tells in the same milliseconds which device it came from: XTEST devices are programs.
"""

from __future__ import annotations

import logging
import struct
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, Self

from bridges.coordinates import ScreenPoint
from bridges.errors import NoDisplay
from bridges.keyboard import KEYSYMS
from bridges.keysyms import Composer, character_of, keysyms_of
from bridges.recorder import Heard, Kind
from bridges.session import connect, display_name

log = logging.getLogger(__name__)

KEY_DOWN = 2
KINDS: dict[int, Kind] = {KEY_DOWN: "key", 3: "keyup", 4: "down", 5: "up", 6: "motion"}
SHIFT, LOCK, CONTROL, ALT, NUM, SUPER, LEVEL_THREE = 1, 2, 4, 8, 16, 64, 128
KEYPAD = range(0xFF80, 0xFFBE)
_RAW = struct.Struct("=HIIH")
SOURCES_KEPT = 4096
BEGUN_S = 5.0


class X11Ears:
    """Listens to one display. Raises NoDisplay where it has no RECORD extension."""

    def __init__(self, display: str | None = None, environment: Mapping[str, str] | None = None) -> None:
        self._display = display_name(display, environment)
        self._environment = environment
        self._came: SimpleQueue[Heard] = SimpleQueue()
        self._imitated: dict[tuple[int, int, int], bool] = {}
        self._composer = Composer()
        self._begun = threading.Event()
        self._layout: list[Any] = []

    def __enter__(self) -> Self:
        from Xlib.ext import record

        self._asking, self._listening, self._devices = (connect(self._display, self._environment) for _ in range(3))
        if not self._listening.has_extension("RECORD"):
            raise NoDisplay("Recording input", f"{self._display} has no RECORD extension", "Use another display.")
        self._read_layout()
        self._offset = time.time() - self._server_time()
        self._watch_sources()
        asked = {
            "core_requests": (0, 0), "core_replies": (0, 0), "ext_requests": (0, 0, 0, 0), "ext_replies": (0, 0, 0, 0),
            "delivered_events": (34, 34), "device_events": (2, 6), "errors": (0, 0), "client_started": False,
            "client_died": False,
        }  # fmt: skip
        self._context = self._asking.record_create_context(0, [record.AllClients], [asked])
        # The context has to be known to the server before another connection names it.
        self._asking.sync()
        self._thread = threading.Thread(target=self._listen, name="ears", daemon=True)
        self._thread.start()
        if not self._begun.wait(BEGUN_S):
            self.__exit__()
            raise NoDisplay("Recording input", f"{self._display} did not begin to tell of it", "Try once more.")
        return self

    def __exit__(self, *exc: object) -> None:
        with suppress(Exception):
            # Xlib raises what it likes for a display that is gone.
            self._asking.record_disable_context(self._context)
            self._asking.flush()
            self._thread.join(2.0)
            self._asking.record_free_context(self._context)
        for connection in (self._asking, self._listening, self._devices):
            with suppress(Exception):
                connection.close()

    def heard(self) -> tuple[Heard, ...]:
        came = []
        with suppress(Empty):
            while True:
                came.append(self._came.get_nowait())
        return tuple(came)

    # Listening

    def _listen(self) -> None:
        try:
            self._listening.record_enable_context(self._context, self._take)
        except Exception as error:  # noqa: BLE001 - Xlib raises what it likes for a display that is gone
            log.info("no longer recording %s: %r", self._display, error)

    def _take(self, reply: Any) -> None:
        from Xlib.ext import record
        from Xlib.protocol import rq

        self._begun.set()
        if reply.category != record.FromServer or reply.client_swapped or not reply.data:
            return
        data = reply.data
        while len(data):
            event, data = rq.EventField(None).parse_binary_value(data, self._listening.display, None, None)
            try:
                if event.type == 34:
                    self._read_layout()
                elif event.type in KINDS:
                    self._came.put(self._as_heard(event))
            except Exception:
                log.exception("an event could not be recorded")

    def _as_heard(self, event: Any) -> Heard:
        kind = KINDS[event.type]
        name, text = self._key(event) if kind in ("key", "keyup") else ("", "")
        return Heard(
            kind=kind,
            at=event.time / 1e3 + self._offset,
            point=ScreenPoint(event.root_x, event.root_y),
            detail=event.detail if kind != "motion" else 0,
            name=name,
            text=text if kind == "key" else "",
            imitated=self._source(event.type, event.detail, event.time),
        )

    def _server_time(self) -> float:
        """Seconds of the server's clock now: the time stamp of a change that is made for that."""
        from Xlib import X, Xatom

        root = self._asking.screen().root
        window = root.create_window(0, 0, 1, 1, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask)
        window.change_property(Xatom.WM_NAME, Xatom.STRING, 8, b"")
        try:
            while True:
                event = self._asking.next_event()
                if event.type == X.PropertyNotify:
                    return float(event.time) / 1e3
        finally:
            window.destroy()

    # Who sent it

    def _watch_sources(self) -> None:
        from Xlib.ext import xinput

        opcode = self._devices.display.get_extension_major(xinput.extname)
        xinput.XIQueryVersion(display=self._devices.display, opcode=opcode, major_version=2, minor_version=2)
        devices = self._devices.xinput_query_device(xinput.AllDevices).devices
        self._programs = {device.deviceid for device in devices if "XTEST" in str(device.name)}
        self._raw = {
            xinput.RawKeyPress: 2, xinput.RawKeyRelease: 3, xinput.RawButtonPress: 4, xinput.RawButtonRelease: 5,
        }  # fmt: skip
        mask = sum(1 << kind for kind in self._raw)
        self._devices.screen().root.xinput_select_events([(xinput.AllMasterDevices, mask)])
        self._devices.sync()
        self._lock = threading.Lock()

    def _source(self, kind: int, detail: int, at: int) -> bool:
        """Whether a program sent it. The two extensions tell of it at the same time but on two connections."""
        if kind == 6:
            return False
        until = time.monotonic() + 0.05
        while True:
            with self._lock:
                while self._devices.pending_events():
                    self._note_source(self._devices.next_event())
                known = self._imitated.pop((kind, detail, at), None)
            if known is not None or time.monotonic() > until:
                return bool(known)
            time.sleep(0.001)

    def _note_source(self, event: Any) -> None:
        kind = self._raw.get(getattr(event, "evtype", 0))
        if kind is None:
            return
        _, at, detail, source = _RAW.unpack_from(event.data)
        self._imitated[kind, detail, at] = source in self._programs
        while len(self._imitated) > SOURCES_KEPT:
            self._imitated.pop(next(iter(self._imitated)))

    # What a key types

    def _read_layout(self) -> None:
        first = self._asking.display.info.min_keycode
        count = self._asking.display.info.max_keycode - first + 1
        self._first, self._layout = first, list(self._asking.get_keyboard_mapping(first, count))

    def _key(self, event: Any) -> tuple[str, str]:
        """The key's name and what it types."""
        row = list(self._layout[event.detail - self._first])
        group = 2 * ((event.state >> 13) & 3)
        group = group if group + 1 < len(row) and row[group] else 0
        plain = row[group] if group < len(row) else 0
        name = _NAMES.get(plain) or character_of(plain).lower() or f"code{event.detail}"
        if event.type != KEY_DOWN or event.state & (CONTROL | ALT | SUPER):
            return name, ""
        # A sequence that breaks off types nothing, like one that has only begun.
        return name, self._composer.feed(self._level(row, group, event.state)) or ""

    @staticmethod
    def _level(row: list[int], group: int, state: int) -> int:
        shifted = bool(state & SHIFT)
        if state & LEVEL_THREE:
            column = 4 + group + int(shifted)
            return row[column] if column < len(row) else 0
        plain = row[group]
        upper = row[group + 1] if group + 1 < len(row) and row[group + 1] else 0
        if upper in KEYPAD:
            return upper if bool(state & NUM) != shifted else plain
        letter = character_of(plain)
        if state & LOCK and letter.lower() != letter.upper():
            shifted = not shifted
        if not shifted:
            return plain
        return upper or (keysyms_of(letter.upper())[0] if letter and len(letter.upper()) == 1 else plain)


def _named() -> dict[int, str]:
    from Xlib import XK

    XK.load_keysym_group("xkb")
    names = {XK.string_to_keysym(keysym): name for name, keysym in reversed(KEYSYMS.items())}
    keypad = {0xFF8D: "enter", 0xFF95: "home", 0xFF96: "left", 0xFF97: "up", 0xFF98: "right", 0xFF99: "down",
              0xFF9A: "pageup", 0xFF9B: "pagedown", 0xFF9C: "end", 0xFF9E: "insert", 0xFF9F: "delete"}  # fmt: skip
    return names | keypad | {0xFE03: "altgr", 0xFE20: "tab", 0xFFE7: "alt", 0xFFE8: "alt"}


_NAMES = _named()
