"""Keys and text: every text arrives exactly, whatever the keyboard layout.

pyautogui knows the American layout only, types ">" for "<" and drops what it does not know without a word. So it is
told, for the layout that is active now, which of its characters lie on which key, and gets only texts made of those.
Everything else is pasted.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from bridges.clipboard import Clipboard
from bridges.errors import NotTyped, UnknownKey
from bridges.hands import Hands
from bridges.stop import Stop

TERMINALS = frozenset({
    "xterm", "uxterm", "urxvt", "rxvt", "st", "st-256color", "kitty", "alacritty", "konsole", "yakuake", "guake",
    "tilda", "tilix", "terminator", "terminology", "qterminal", "lxterminal", "xfce4-terminal", "mate-terminal",
    "gnome-terminal", "gnome-terminal-server", "org.gnome.console", "org.gnome.terminal", "org.gnome.ptyxis", "kgx",
    "ptyxis", "foot", "wezterm", "org.wezfurlong.wezterm", "deepin-terminal", "cool-retro-term",
})  # fmt: skip
"""Classes of windows in which Ctrl+V does not paste and a line break means "run this"."""

# pyautogui's name of a key -> its X keysym
KEYSYMS = {
    "ctrl": "Control_L", "ctrlright": "Control_R", "alt": "Alt_L", "altright": "Alt_R", "shift": "Shift_L",
    "shiftright": "Shift_R", "win": "Super_L", "winright": "Super_R", "apps": "Menu", "enter": "Return", "tab": "Tab",
    "esc": "Escape", "backspace": "BackSpace", "delete": "Delete", "insert": "Insert", "home": "Home", "end": "End",
    "pageup": "Page_Up", "pagedown": "Page_Down", "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "space": "space", "capslock": "Caps_Lock", "numlock": "Num_Lock", "scrolllock": "Scroll_Lock",
    "printscreen": "Print", "pause": "Pause", "help": "Help", **{f"f{n}": f"F{n}" for n in range(1, 25)},
}  # fmt: skip

# What people and models say -> pyautogui's name
_SAID = {name: name for name in KEYSYMS} | {
    "control": "ctrl", "ctl": "ctrl", "controll": "ctrl", "lctrl": "ctrl", "ctrlleft": "ctrl", "rctrl": "ctrlright",
    "controlr": "ctrlright", "option": "alt", "altl": "alt", "altleft": "alt", "lalt": "alt", "altr": "altright",
    "ralt": "altright", "altgr": "altright", "shiftl": "shift", "shiftleft": "shift", "shiftr": "shiftright",
    "super": "win", "superl": "win", "windows": "win", "cmd": "win", "command": "win", "meta": "win", "winleft": "win",
    "superr": "winright", "menu": "apps", "contextmenu": "apps", "return": "enter", "kpenter": "enter",
    "newline": "enter", "escape": "esc", "bksp": "backspace", "del": "delete", "ins": "insert", "pgup": "pageup",
    "prior": "pageup", "pgdn": "pagedown", "pgdown": "pagedown", "next": "pagedown", "arrowup": "up", "uparrow": "up",
    "arrowdown": "down", "downarrow": "down", "arrowleft": "left", "leftarrow": "left", "arrowright": "right",
    "rightarrow": "right", "spacebar": "space", "caps": "capslock", "print": "printscreen", "prtsc": "printscreen",
    "prtscr": "printscreen", "break": "pause",
}  # fmt: skip

# Characters by name
_NAMED = {
    "plus": "+", "minus": "-", "hyphen": "-", "dash": "-", "equal": "=", "equals": "=", "comma": ",", "period": ".",
    "dot": ".", "slash": "/", "backslash": "\\", "semicolon": ";", "colon": ":", "quote": "'", "apostrophe": "'",
    "grave": "`", "backtick": "`", "bracketleft": "[", "bracketright": "]", "asterisk": "*", "underscore": "_",
    "question": "?", "exclam": "!", "at": "@", "numbersign": "#", "percent": "%", "less": "<", "greater": ">",
}  # fmt: skip

MODIFIERS = frozenset({"ctrl", "ctrlright", "alt", "altright", "shift", "shiftright", "win", "winright"})
_SHIFTED_BY_PYAUTOGUI = frozenset('~!@#$%^&*()_+{}|:"<>?')
_CONTROL_CHARACTERS_TYPED = frozenset("\n\t\r")


def key_name(said: str) -> str:
    """What pyautogui calls the key: "Control" is "ctrl", "PgDn" "pagedown", "plus" "+". Raises UnknownKey."""
    if len(said) == 1 and said.isprintable() and said != " ":
        return said
    plain = "".join(character for character in said.lower() if character not in " _-")
    name = _SAID.get(plain) or _NAMED.get(plain) or ("space" if said == " " else None)
    if name is None:
        close = difflib.get_close_matches(plain, [*_SAID, *_NAMED], n=3, cutoff=0.5)
        raise UnknownKey(
            f"Pressing the key “{said}”",
            "this keyboard has no such key",
            f"Did you mean {' or '.join(close)}?" if close else "Say ctrl, shift, enter, f5, a single character, …",
        )
    return name


class Layout:
    """The keyboard layout that is active on a display at this moment."""

    def __init__(self, connection: Any) -> None:
        from Xlib import X

        first = connection.display.info.min_keycode
        count = connection.display.info.max_keycode - first + 1
        rows = connection.get_keyboard_mapping(first, count)
        state = connection.screen().root.query_pointer().mask
        self.caps_lock = bool(state & X.LockMask)
        # Bits 13 and 14 of the state carry the XKB group; the core mapping holds two columns for each of two groups.
        group = (state >> 13) & 3
        self._plain = self._column(rows, first, 2 * group) if group < 2 else {}
        self._shifted = self._column(rows, first, 2 * group + 1) if group < 2 else {}
        self._any = self._plain | self._column(rows, first, 1) | self._column(rows, first, 0)
        self.key_codes = self._pyautogui_codes()

    @staticmethod
    def _column(rows: Sequence[Sequence[int]], first: int, column: int) -> dict[int, int]:
        """Key codes by keysym, the first key where several carry the same."""
        found: dict[int, int] = {}
        for code, row in enumerate(rows, start=first):
            if column < len(row) and row[column]:
                found.setdefault(row[column], code)
        return found

    def _pyautogui_codes(self) -> dict[str, int | None]:
        from Xlib import XK

        codes: dict[str, int | None] = {
            name: self._any.get(XK.string_to_keysym(keysym)) for name, keysym in KEYSYMS.items()
        }
        for number in range(0x20, 0x7F):
            character = chr(number)
            shifted = character.isupper() or character in _SHIFTED_BY_PYAUTOGUI
            codes[character] = (self._shifted if shifted else self._plain).get(number)
        codes["\n"], codes["\t"] = codes["enter"], codes["tab"]
        return codes

    def types(self, text: str) -> bool:
        """Whether pyautogui types exactly this text on this layout."""
        return all(self.key_codes.get(character) for character in text)

    def chord_key(self, character: str) -> tuple[str, ...]:
        """The keys that bring a character within a chord: itself, or shift and the plain character on the same key."""
        if self.key_codes.get(character):
            return (character,)
        keysym = ord(character) if ord(character) < 0x100 else 0x01000000 | ord(character)
        code = self._plain.get(keysym) or self._shifted.get(keysym)
        name = next((name for name, known in self.key_codes.items() if known == code), None) if code else None
        if name is None:
            raise UnknownKey(
                f"Pressing the key “{character}”",
                "no key of the active keyboard layout carries it",
                "Use a named key, or switch the layout.",
            )
        return (name,) if keysym in self._plain else ("shift", name)


class Keyboard:
    """Types texts and presses chords on one display."""

    def __init__(self, connection: Any, hands: Hands, clipboard: Clipboard, stop: Stop) -> None:
        self._connection = connection
        self._hands = hands
        self._clipboard = clipboard
        self._stop = stop

    def type(self, text: str, terminal: bool = False) -> None:
        """Type the text where the focus is.

        A text field gets the text as it is, line breaks and tabs included. In a terminal a line break is the Enter key
        and a tab the Tab key. Raises NotTyped where the text holds other control characters or nothing takes it.
        """
        self._check(text)
        layout = self._active_layout()
        if not terminal:
            self._send(layout, text, ("ctrl", "v"), ("CLIPBOARD",))
            return
        line = ""
        for character in text.replace("\r\n", "\n"):
            if character in _CONTROL_CHARACTERS_TYPED:
                self._send(layout, line, ("shift", "insert"), ("PRIMARY", "CLIPBOARD"))
                self._hands.tap("tab" if character == "\t" else "enter")
                line = ""
            else:
                line += character
        self._send(layout, line, ("shift", "insert"), ("PRIMARY", "CLIPBOARD"))

    def press(self, keys: Sequence[str]) -> None:
        """Hold the keys down together, in order; release them in reverse. Raises UnknownKey before any is pressed."""
        layout = self._active_layout()
        names = [key_name(key) for key in keys]
        chord = any(name in MODIFIERS for name in names)
        pressed: list[str] = []
        for name in names:
            single = len(name) == 1
            # "Ctrl+S" means the key S; a lone "S" means the capital letter.
            wanted = layout.chord_key(name.lower() if chord else name) if single else (name,)
            if not layout.key_codes.get(wanted[-1]):
                raise UnknownKey(f"Pressing the key “{name}”", "the active keyboard layout has no such key")
            pressed.extend(wanted)
        self._hold(pressed)

    def _hold(self, names: Sequence[str]) -> None:
        with ExitStack() as held:
            for name in names:
                held.enter_context(self._hands.held_key(name))

    def _send(self, layout: Layout, text: str, paste: Sequence[str], selections: Sequence[str]) -> None:
        """One stretch of text, by keys where that is exact, else pasted."""
        if layout.types(text) and not layout.caps_lock and _CONTROL_CHARACTERS_TYPED.isdisjoint(text):
            for character in text:
                self._hands.tap(character)
            return
        chord = paste if all(layout.key_codes.get(name) for name in paste) else ("shift", "insert")
        self._clipboard.paste(text, lambda: self._hold(chord), selections)

    def _active_layout(self) -> Layout:
        layout = Layout(self._connection)
        self._hands.use_layout(layout.key_codes)
        return layout

    @staticmethod
    def _check(text: str) -> None:
        for position, character in enumerate(text):
            control = ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0
            if (control and character not in _CONTROL_CHARACTERS_TYPED) or "\ud800" <= character <= "\udfff":
                raise NotTyped(
                    "Typing the text",
                    f"character {position + 1} (U+{ord(character):04X}) is a control character, no text",
                    "Leave it out, or press keys instead.",
                )
