"""Keys and chords as people write them: "Ctrl+Shift+S", "page down", "Tab, Tab and Enter"."""

from __future__ import annotations

import re

KEYS: dict[str, str] = {
    "control": "ctrl", "ctrl": "ctrl", "ctl": "ctrl", "strg": "ctrl", "shift": "shift", "alt": "alt", "option": "alt",
    "altgr": "altright", "super": "super", "win": "super", "windows": "super", "meta": "super", "cmd": "command",
    "command": "command", "enter": "enter", "return": "enter", "escape": "escape", "esc": "escape", "tab": "tab",
    "tabulator": "tab", "space": "space", "space bar": "space", "spacebar": "space", "backspace": "backspace",
    "delete": "delete", "del": "delete", "insert": "insert", "home": "home", "end": "end", "page up": "pageup",
    "pageup": "pageup", "pgup": "pageup", "page down": "pagedown", "pagedown": "pagedown", "pgdn": "pagedown",
    "pgdown": "pagedown", "up": "up", "down": "down", "left": "left", "right": "right", "up arrow": "up",
    "down arrow": "down", "left arrow": "left", "right arrow": "right", "arrow up": "up", "arrow down": "down",
    "arrow left": "left", "arrow right": "right", "caps lock": "capslock", "capslock": "capslock",
    "print screen": "printscreen", "printscreen": "printscreen", "plus": "plus", "minus": "-", "comma": ",",
    "period": ".", "dot": ".", "slash": "/", "equals": "=",
} | {f"f{number}": f"f{number}" for number in range(1, 25)}  # fmt: skip
"""What a person calls a key, and its one name."""

PHONE_KEYS: dict[str, str] = {
    "back": "back",
    "recents": "recents",
    "recent apps": "recents",
    "volume up": "volumeup",
    "volume down": "volumedown",
}
"""Keys that only a phone has."""

_SAID = KEYS | PHONE_KEYS
MODIFIERS = frozenset({"ctrl", "shift", "alt", "altright", "super", "command"})

_NAMES = "|".join(sorted(map(re.escape, _SAID), key=len, reverse=True))
_CHORD = re.compile(rf"(?:(?:{_NAMES})\s*(?:\+|-)\s*)*(?:{_NAMES}|\S)", re.IGNORECASE)
_PART = re.compile(rf"\s*({_NAMES}|\S)\s*(?:\+|-|$)", re.IGNORECASE)


def read_chords(text: str) -> tuple[tuple[str, ...], ...] | None:
    """The chords that the text names, in order, or None where it names anything else."""
    text = re.sub(
        r"^the\s+|\s+(?:keys?|button|shortcut|combination)(?:\s+combination)?$", "", text.strip(), flags=re.IGNORECASE
    )
    if both := re.fullmatch(rf"({_NAMES})\s+(?:and|plus)\s+(\S+|{_NAMES})", text, re.IGNORECASE):
        if _SAID[both[1].lower()] in MODIFIERS:
            text = f"{both[1]}+{both[2]}"
    elif spaced := re.fullmatch(rf"((?:(?:ctrl|control|shift|alt|super|cmd)\s+)+)({_NAMES}|\S)", text, re.IGNORECASE):
        text = "+".join([*spaced[1].split(), spaced[2]])
    chords = [
        _chord(part) for part in re.split(r"\s*,\s*(?:and\s+|then\s+)?|\s+(?:and then|and|then)\s+", text) if part
    ]
    return tuple(chord for chord in chords if chord) if chords and all(chords) else None


def _chord(text: str) -> tuple[str, ...] | None:
    text = re.sub(r"^the\s+|\s+key$", "", text.strip(), flags=re.IGNORECASE)
    if not _CHORD.fullmatch(text):
        return None
    names: list[str] = []
    rest = text
    while rest and (part := _PART.match(rest)):
        names.append(part[1])
        rest = rest[part.end() :]
    # A letter alone keeps its case ("press A"); in a chord the case means nothing.
    return tuple(_SAID.get(name.lower(), name if len(names) == 1 else name.lower()) for name in map(_plus, names))


def _plus(name: str) -> str:
    return "plus" if name == "+" else name
