"""The names of keys, and the codes of Android's KeyEvent."""

from __future__ import annotations

import string

from bridges.errors import UnknownKey

_NAMED = {
    "home": 3, "back": 4, "call": 5, "endcall": 6, "up": 19, "down": 20, "left": 21, "right": 22, "center": 23,
    "volumeup": 24, "volumedown": 25, "power": 26, "camera": 27, "alt": 57, "shift": 59, "tab": 61, "space": 62,
    "enter": 66, "backspace": 67, "menu": 82, "search": 84, "mediaplaypause": 85, "pageup": 92, "pagedown": 93,
    "escape": 111, "delete": 112, "ctrl": 113, "super": 117, "capslock": 115, "movehome": 122, "moveend": 123,
    "insert": 124, "volumemute": 164, "recents": 187, "brightnessdown": 220, "brightnessup": 221, "sleep": 223,
    "wakeup": 224, "cut": 277, "copy": 278, "paste": 279, "comma": 55, "period": 56, "grave": 68, "minus": 69,
    "equals": 70, "leftbracket": 71, "rightbracket": 72, "backslash": 73, "semicolon": 74, "apostrophe": 75,
    "slash": 76, "at": 77, "plus": 81, "star": 17, "pound": 18, "notification": 83,
}  # fmt: skip
_OTHER = {
    "return": "enter", "esc": "escape", "del": "delete", "control": "ctrl", "meta": "super", "win": "super",
    "cmd": "super", "appswitch": "recents", "overview": "recents", "recent": "recents", "recentapps": "recents",
    "volup": "volumeup", "voldown": "volumedown", "mute": "volumemute", "wake": "wakeup", "spacebar": "space",
    "arrowup": "up", "arrowdown": "down", "arrowleft": "left", "arrowright": "right", "end": "moveend",
    "pgup": "pageup", "pgdn": "pagedown", ",": "comma", ".": "period", "-": "minus", "=": "equals", "/": "slash",
    "@": "at", "+": "plus", "*": "star", "#": "pound", ";": "semicolon", "'": "apostrophe", "`": "grave",
    "[": "leftbracket", "]": "rightbracket", "\\": "backslash", " ": "space", "playpause": "mediaplaypause",
    "dpadcenter": "center", "ok": "center", "backkey": "back", "homekey": "home",
}  # fmt: skip
MODIFIERS = ("ctrl", "shift", "alt", "super")


def key_code(name: str) -> int:
    """The key code of a name: "back", "volume up", "KEYCODE_HOME", "a". Raises UnknownKey."""
    plain = name if len(name) == 1 else name.lower().removeprefix("keycode_")
    low = plain.lower()
    if len(low) == 1 and low in string.ascii_lowercase:
        return 29 + ord(low) - ord("a")
    if len(low) == 1 and low in string.digits:
        return 7 + int(low)
    if low[:1] == "f" and low[1:].isdigit() and 1 <= int(low[1:]) <= 12:
        return 130 + int(low[1:])
    bare = low if len(low) == 1 else low.replace("_", "").replace(" ", "").replace("-", "")
    code = _NAMED.get(_OTHER.get(bare, bare))
    if code is None:
        raise UnknownKey(
            f"Pressing “{name}”",
            "a phone has no key of that name",
            "It has back, home, recents, enter, tab, delete, volume up, volume down, power, letters and digits.",
        )
    return code


def chord_codes(keys: list[str]) -> list[int]:
    """The codes of a chord, in the order in which they go down. Raises UnknownKey before anything is pressed."""
    return [key_code(key) for key in keys]
