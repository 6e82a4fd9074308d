"""Android's key codes (android.view.KeyEvent) and what the keys do here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from bridges.phone import editing

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

LAST: Final = 318
"""The highest code of Android 14."""
CODES: Final = {
    "HOME": 3, "BACK": 4, "CALL": 5, "ENDCALL": 6,
    **{str(digit): 7 + digit for digit in range(10)},
    "STAR": 17, "POUND": 18, "DPAD_UP": 19, "DPAD_DOWN": 20, "DPAD_LEFT": 21, "DPAD_RIGHT": 22, "DPAD_CENTER": 23,
    "VOLUME_UP": 24, "VOLUME_DOWN": 25, "POWER": 26, "CAMERA": 27, "CLEAR": 28,
    **{chr(65 + index): 29 + index for index in range(26)},
    "COMMA": 55, "PERIOD": 56, "ALT_LEFT": 57, "ALT_RIGHT": 58, "SHIFT_LEFT": 59, "SHIFT_RIGHT": 60, "TAB": 61,
    "SPACE": 62, "EXPLORER": 64, "ENVELOPE": 65, "ENTER": 66, "DEL": 67, "GRAVE": 68, "MINUS": 69, "EQUALS": 70,
    "LEFT_BRACKET": 71, "RIGHT_BRACKET": 72, "BACKSLASH": 73, "SEMICOLON": 74, "APOSTROPHE": 75, "SLASH": 76, "AT": 77,
    "PLUS": 81, "MENU": 82, "NOTIFICATION": 83, "SEARCH": 84, "MEDIA_PLAY_PAUSE": 85, "MEDIA_STOP": 86,
    "MEDIA_NEXT": 87, "MEDIA_PREVIOUS": 88, "MUTE": 91, "PAGE_UP": 92, "PAGE_DOWN": 93, "ESCAPE": 111,
    "FORWARD_DEL": 112, "CTRL_LEFT": 113, "CTRL_RIGHT": 114, "CAPS_LOCK": 115, "MOVE_HOME": 122, "MOVE_END": 123,
    "INSERT": 124, "F1": 131, "VOLUME_MUTE": 164, "SETTINGS": 176, "APP_SWITCH": 187, "ASSIST": 219,
    "BRIGHTNESS_DOWN": 220, "BRIGHTNESS_UP": 221, "SLEEP": 223, "WAKEUP": 224, "CUT": 277, "COPY": 278, "PASTE": 279,
}  # fmt: skip
_SIGNS: Final = {
    17: "*", 18: "#", 55: ",", 56: ".", 62: " ", 68: "`", 69: "-", 70: "=", 71: "[", 72: "]", 73: "\\", 74: ";",
    75: "'", 76: "/", 77: "@", 81: "+",
    **{7 + digit: str(digit) for digit in range(10)},
    **{29 + index: chr(97 + index) for index in range(26)},
}  # fmt: skip
_MOVES: Final = {21: "left", 22: "right", 122: "home", 123: "end"}
_PACKAGES: Final = {5: "com.android.dialer", 64: "com.android.browser", 176: "com.android.settings"}


def code_of(word: str) -> int:
    """The code of a number or name, 0 (KEYCODE_UNKNOWN) where it is none."""
    if word.isdigit():
        return int(word) if int(word) <= LAST else 0
    return CODES.get(word.removeprefix("KEYCODE_"), 0)


def press(phone: Phone, code: int, long: bool) -> None:
    """What a key does. A sleeping phone only wakes."""
    phone.log("key", code=code)
    if not phone.awake:
        phone.awake = code in (3, 26, 82, 224)
    elif code in _SIGNS:
        editing.insert(phone, _SIGNS[code])
    elif code in _MOVES:
        editing.move(phone, _MOVES[code])
    elif code in (24, 25, 164, 91):
        _volume(phone, code)
    elif code in _PACKAGES and _PACKAGES[code] in phone.apps:
        phone.launch(_PACKAGES[code])
    else:
        _named(phone, code, long)
    phone.changed()


def _named(phone: Phone, code: int, long: bool) -> None:
    act: Callable[[], object] | None = {
        3: phone.go_home,
        4: phone.back,
        26: lambda: _sleep(phone),
        28: lambda: editing.clear(phone),
        66: lambda: editing.enter(phone),
        67: lambda: editing.delete(phone),
        83: lambda: _shade(phone),
        92: lambda: _page(phone, -1),
        93: lambda: _page(phone, 1),
        111: phone.back,
        112: lambda: editing.delete(phone, forward=True),
        160: lambda: editing.enter(phone),
        187: phone.show_recents,
        223: lambda: _sleep(phone),
        277: lambda: _copy(phone, cut=True),
        278: lambda: _copy(phone, cut=False),
        279: lambda: editing.paste(phone),
    }.get(code)
    if act is not None:
        act()


def _sleep(phone: Phone) -> None:
    phone.awake = False


def _shade(phone: Phone) -> None:
    phone.shade = 1


def _copy(phone: Phone, cut: bool) -> None:
    if text := editing.selected(phone):
        phone.clipboard = text
        if cut:
            editing.delete(phone)


def _volume(phone: Phone, code: int) -> None:
    now = phone.settings.number("system", "volume_music")
    level = {24: min(15, now + 1), 25: max(0, now - 1)}.get(code, 0)
    phone.settings.put("system", "volume_music", str(level))
    phone.say(phone.t(f"Media volume {level} of 15", f"媒体音量 {level}/15"))


def _page(phone: Phone, way: int) -> None:
    window = phone.windows.focused()
    view = next((one for one in window.root.walk() if one.scrolls), None)
    if view is not None and window.page is not None:
        step = (view.box[3] - view.box[1]) * 0.9 * way
        window.page.scrolls[view.key] = max(0.0, window.page.scrolls.get(view.key, 0.0) + step)
