"""Keys that stop or pause a run wherever the focus is. Keys that Mimic itself presses do not count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from bridges.errors import UnknownKey
from bridges.inputs import InputWatch, Seen
from bridges.keyboard import KEYSYMS, key_name
from bridges.session import connect

_SIDES = {"ctrl": "ctrlright", "alt": "altright", "shift": "shiftright", "win": "winright"}


class HotKeys:
    """Calls what belongs to a chord when it is pressed on the display; a context manager.

    ``chords`` are such as "ctrl+alt+escape". Raises UnknownKey, NoDisplay, WaylandRefused.
    """

    def __init__(
        self, display: str, chords: Mapping[str, Callable[[], None]], environment: Mapping[str, str] | None = None
    ) -> None:
        self._chords = {tuple(_keys(chord)): action for chord, action in chords.items()}
        self._held: set[int] = set()
        self._display, self._environment = display, environment
        self._watch = InputWatch(display, self._take, environment)

    def __enter__(self) -> Self:
        # Not the watch's own connection: two threads on one wait for each other's replies.
        connection = connect(self._display, self._environment)
        try:
            self._codes = {
                tuple(_codes(connection, key) for key in keys): action for keys, action in self._chords.items()
            }
        finally:
            connection.close()
        self._watch.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._watch.close()

    def _take(self, seen: Seen) -> None:
        if seen.kind != "key":
            return
        if not seen.pressed:
            self._held.discard(seen.detail)
            return
        self._held.add(seen.detail)
        for chord, action in self._codes.items():
            if seen.detail in chord[-1] and all(codes & self._held for codes in chord):
                action()


def _keys(chord: str) -> list[str]:
    parts = [part.strip() for part in chord.split("+")]
    if not all(parts):
        raise UnknownKey(f"Listening for the keys “{chord}”", "a key is missing", "Say it like ctrl+alt+escape.")
    return [key_name(part) for part in parts]


def _codes(connection: Any, key: str) -> frozenset[int]:
    """The codes of all keys that are the key: left and right Ctrl are both Ctrl."""
    from Xlib import XK

    names = [KEYSYMS.get(name, name) for name in (key, _SIDES.get(key, key))]
    keysyms = {XK.string_to_keysym(name) or (ord(name) if len(name) == 1 else 0) for name in names}
    return frozenset(code for keysym in keysyms for code, _ in connection.keysym_to_keycodes(keysym))
