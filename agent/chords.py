"""Key chords: one spelling for each key, so that no alias slips past the denylist."""

from __future__ import annotations

import re
from collections.abc import Iterable

ALIASES = {
    "control": "ctrl", "ctl": "ctrl", "strg": "ctrl",
    "win": "super", "windows": "super", "meta": "super", "cmd": "super", "command": "super", "hyper": "super",
    "option": "alt", "menu": "alt", "altgr": "alt",
    "del": "delete", "entf": "delete", "kpdelete": "delete",
    "return": "enter", "kpenter": "enter", "esc": "escape", "bksp": "backspace",
    "printscreen": "print", "prtsc": "print", "prtscr": "print", "sysreq": "sysrq",
    "xf86poweroff": "power", "poweroff": "power", "xf86sleep": "sleep", "xf86suspend": "sleep", "suspend": "sleep",
}  # fmt: skip

DENIED_CHORDS = (
    "ctrl+alt+delete",
    "ctrl+alt+backspace",
    *(f"ctrl+alt+f{number}" for number in range(1, 13)),
    "alt+print",
    "alt+sysrq",
    "super+l",
    "power",
    "sleep",
)
"""What ends the session, leaves it, locks it, or talks to the kernel."""


def chord_of(keys: Iterable[str]) -> frozenset[str]:
    """The keys of a chord by their one name: ``["Control_L", "ALT+Del"]`` is {"ctrl", "alt", "delete"}."""
    parts: list[str] = []
    for key in keys:
        text = key.strip().casefold()
        parts += [text] if text in ("+", "-", "") else re.split(r"\s*\+\s*", text)
    return frozenset(_one_name(part) for part in parts if part)


def denied_part(keys: Iterable[str], denied: Iterable[str]) -> str | None:
    """The denied chord that is held down when these keys are pressed together, if there is one."""
    pressed = chord_of(keys)
    return next((chord for chord in denied if chord_of([chord]) <= pressed), None)


def _one_name(key: str) -> str:
    if len(key) == 1:
        return key
    bare = re.sub(r"[\s_-]", "", key)
    for side in ("left", "right"):
        if bare not in ("left", "right"):
            bare = bare.removesuffix(side).removeprefix(side)
    if len(bare) > 2 and bare[:-1] in _SIDED and bare[-1] in "lr":
        bare = bare[:-1]
    return ALIASES.get(bare, bare)


_SIDED = {"ctrl", "control", "alt", "shift", "super", "meta", "win", "cmd", "hyper"}
