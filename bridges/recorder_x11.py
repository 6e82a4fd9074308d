"""The recorder's ears on X11.

The RECORD extension tells of each event with the server's own time and the pointer's place at that moment, however late
it is read. XInput 2 tells in the same milliseconds which device it came from: XTEST devices are programs.
"""

from __future__ import annotations

import logging
import struct
import threading
import time
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, Self

from bridges.coordinates import ScreenPoint
from bridges.errors import NoDisplay
from bridges.keyboard import KEYSYMS
from bridges.recorder import Heard, Kind
from bridges.session import connect, display_name

log = logging.getLogger(__name__)

KINDS: dict[int, Kind] = {2: "key", 3: "keyup", 4: "down", 5: "up", 6: "motion"}
SHIFT, LOCK, CONTROL, ALT, SUPER, LEVEL_THREE = 1, 2, 4, 8, 64, 128
DEAD = {
    "dead_grave": "\u0300", "dead_acute": "\u0301", "dead_circumflex": "\u0302", "dead_tilde": "\u0303",
    "dead_macron": "\u0304", "dead_breve": "\u0306", "dead_abovedot": "\u0307", "dead_diaeresis": "\u0308",
    "dead_abovering": "\u030a", "dead_doubleacute": "\u030b", "dead_caron": "\u030c", "dead_cedilla": "\u0327",
    "dead_ogonek": "\u0328",
}  # fmt: skip
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
        self._dead = ""
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
        keysym = self._level(row, group, event.state)
        name = _NAMES.get(plain) or _character(plain).lower() or f"code{event.detail}"
        if event.type != 2 or event.state & (CONTROL | ALT | SUPER):
            return name, ""
        return name, self._composed(keysym)

    @staticmethod
    def _level(row: list[int], group: int, state: int) -> int:
        shifted = bool(state & SHIFT)
        if state & LEVEL_THREE:
            column = 4 + int(shifted)
            return row[column] if column < len(row) and row[column] else 0
        plain = row[group]
        upper = row[group + 1] if group + 1 < len(row) and row[group + 1] else 0
        letter = _character(plain)
        if state & LOCK and letter.lower() != letter.upper():
            shifted = not shifted
        if not shifted:
            return plain
        return upper or (_keysym(letter.upper()) if letter else plain)

    def _composed(self, keysym: int) -> str:
        """The character, an accent that was pressed before put on it."""
        mark = _DEAD.get(keysym)
        if mark:
            self._dead += mark
            return ""
        character = _character(keysym)
        if character and self._dead:
            character, self._dead = unicodedata.normalize("NFC", character + self._dead), ""
        return character


def _keysym(character: str) -> int:
    return ord(character) if ord(character) < 0x100 else 0x01000000 | ord(character)


def _character(keysym: int) -> str:
    """What a keysym types; empty for one that types nothing."""
    from Xlib import XK

    if 0x20 <= keysym < 0x7F or 0xA0 <= keysym < 0x100:
        return chr(keysym)
    if keysym & 0xFF000000 == 0x01000000:
        return chr(keysym & 0xFFFFFF)
    if 0xFFAA <= keysym <= 0xFFB9:
        return chr(keysym - 0xFF80)
    name = XK.keysym_to_string(keysym)
    return name if name and len(name) == 1 and name.isprintable() else ""


def _named() -> tuple[dict[int, str], dict[int, str]]:
    from Xlib import XK

    XK.load_keysym_group("xkb")
    names = {XK.string_to_keysym(keysym): name for name, keysym in reversed(KEYSYMS.items())}
    names |= {0xFF8D: "enter", 0xFE03: "altgr", 0xFE20: "tab", 0xFFE7: "alt", 0xFFE8: "alt"}
    base = 0xFE50
    order = [
        "dead_grave", "dead_acute", "dead_circumflex", "dead_tilde", "dead_macron", "dead_breve", "dead_abovedot",
        "dead_diaeresis", "dead_abovering", "dead_doubleacute", "dead_caron", "dead_cedilla", "dead_ogonek",
    ]  # fmt: skip
    return names, {base + index: DEAD[name] for index, name in enumerate(order)}


_NAMES, _DEAD = _named()
