"""What keys type: characters of keysyms and back, and several keys that compose one character.

libxkbcommon knows all of it, as the toolkits do; it stands on every desktop that Qt or GTK runs on. Without it, only
Latin letters, characters whose keysym is their code point, and accents on letters are known.
"""

from __future__ import annotations

import ctypes
import locale
import os
import unicodedata
from ctypes.util import find_library
from functools import lru_cache
from typing import Any, Final

LIBRARY: Final = "xkbcommon"
COMPOSING, COMPOSED, CANCELLED = 1, 2, 3
"""xkb_compose_status."""
FALLBACK_LOCALE = "en_US.UTF-8"
MULTI_KEY = 0xFF20
DEAD = dict(
    enumerate(
        # grave, acute, circumflex, tilde, macron, breve, dot, diaeresis, ring, double acute, caron, cedilla, ogonek
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328",
        start=0xFE50,
    )
)
"""Keysyms of dead keys -> the mark that they put on the next letter."""


def character_of(keysym: int) -> str:
    """The printable character that a keysym types; empty for one that types none."""
    library = _library()
    if library is not None:
        code = library.xkb_keysym_to_utf32(keysym)
        character = chr(code) if code else ""
    elif 0x20 <= keysym < 0x100:
        character = chr(keysym)
    elif keysym & 0xFF000000 == 0x01000000:
        character = chr(keysym & 0xFFFFFF)
    elif 0xFFAA <= keysym <= 0xFFB9:
        character = chr(keysym - 0xFF80)
    else:
        character = ""
    return character if character.isprintable() else ""


def keysyms_of(character: str) -> tuple[int, ...]:
    """The keysyms that type a character: its code point's, and the older one that many layouts have instead."""
    code = ord(character)
    library = _library()
    old = library.xkb_utf32_to_keysym(code) if library is not None else code if code < 0x100 else 0
    return tuple(dict.fromkeys(one for one in (old, 0x01000000 | code) if one))


class Composer:
    """Puts keys together that make one character: a dead key and a letter, or the Compose key and what follows."""

    def __init__(self) -> None:
        self._state = _compose_state()
        self._marks = ""

    def feed(self, keysym: int) -> str | None:
        """What has been typed once this key is pressed: "" for nothing yet, None where the sequence broke off."""
        if self._state is None:
            return self._marked(keysym)
        library = _library()
        if not library.xkb_compose_state_feed(self._state, keysym):
            return ""  # A modifier, which is no part of a sequence.
        status = library.xkb_compose_state_get_status(self._state)
        if status == COMPOSING:
            return ""
        if status == COMPOSED:
            room = ctypes.create_string_buffer(64)
            library.xkb_compose_state_get_utf8(self._state, room, len(room))
            library.xkb_compose_state_reset(self._state)
            return room.value.decode()
        if status == CANCELLED:
            library.xkb_compose_state_reset(self._state)
            return None
        return character_of(keysym)

    def _marked(self, keysym: int) -> str:
        if keysym in DEAD:
            self._marks += DEAD[keysym]
            return ""
        character, marks, self._marks = character_of(keysym), self._marks, ""
        return unicodedata.normalize("NFC", character + marks) if character else ""


@lru_cache(maxsize=1)
def _library() -> Any:
    name = find_library(LIBRARY) or f"lib{LIBRARY}.so.0"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        return None
    pointer, number, text = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_char_p
    for function, result, arguments in (
        ("xkb_keysym_to_utf32", number, [number]),
        ("xkb_utf32_to_keysym", number, [number]),
        ("xkb_context_new", pointer, [ctypes.c_int]),
        ("xkb_compose_table_new_from_locale", pointer, [pointer, text, ctypes.c_int]),
        ("xkb_compose_state_new", pointer, [pointer, ctypes.c_int]),
        ("xkb_compose_state_feed", ctypes.c_int, [pointer, number]),
        ("xkb_compose_state_get_status", ctypes.c_int, [pointer]),
        ("xkb_compose_state_get_utf8", ctypes.c_int, [pointer, pointer, ctypes.c_size_t]),
        ("xkb_compose_state_reset", None, [pointer]),
    ):
        one = getattr(library, function)
        one.restype, one.argtypes = result, arguments
    return library


def _compose_state() -> Any:
    """The table of this locale, which lives as long as the process; None where there is none."""
    table = _compose_table()
    return _library().xkb_compose_state_new(table, 0) if table else None


@lru_cache(maxsize=1)
def _compose_table() -> Any:
    library = _library()
    if library is None:
        return None
    own = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or locale.getlocale()[0]
    context = library.xkb_context_new(0)
    for name in (own, FALLBACK_LOCALE):
        table = library.xkb_compose_table_new_from_locale(context, name.encode(), 0) if context and name else None
        if table:
            return table
    return None
