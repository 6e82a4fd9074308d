"""Typing text on a phone so that exactly it arrives, or an error says that it did not.

Printable ASCII goes by `input text`, which knows one escape (%s is a space) and no way to write it, so a text is cut
between the two. Everything else goes through ADBKeyboard where it is installed, else over the clipboard where the
maker gave it a command. What stands in the field is read before and after.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Callable

from bridges.android.keyboards import INSTALL, Keyboards
from bridges.android.link import Link, quoted
from bridges.errors import CommandFailed, NotTyped

AT_ONCE = 40
"""Letters in one `input text`: a stop has to wait for at most so many."""
BROADCAST = 2000
"""Characters in one broadcast: an argument of Android's shell may not grow without end."""
LOOKS = 6
LOOK_AGAIN_S = 0.15
ENTER, PASTE = 66, 279

Field = Callable[[], str | None]
"""Reads the text of the field that has the focus; None where no tree tells it, or it hides what it holds."""


def is_plain(text: str) -> bool:
    """Whether `input text` can type it: printable ASCII."""
    return all(" " <= sign <= "~" for sign in text)


def input_commands(text: str) -> list[str]:
    """The commands that type printable ASCII. A pure function, so that its quoting can be tested for every string."""
    pieces: list[str] = []
    for part in re.split(r"(?<=%)(?=s)", text):
        pieces += [part[start : start + AT_ONCE] for start in range(0, len(part), AT_ONCE)]
    return [f"input text {quoted(piece.replace(' ', '%s'))}" for piece in pieces]


def broadcasts(text: str) -> list[str]:
    """The commands that hand text to ADBKeyboard, as base64 of UTF-8, cut between characters that belong together."""
    return [
        f"am broadcast -a ADB_INPUT_B64 --es msg {base64.b64encode(part.encode()).decode()}"
        for part in cut_whole(text, BROADCAST)
    ]


def cut_whole(text: str, most: int) -> list[str]:
    """The text in parts of about ``most`` characters, never before a combining mark or a joiner."""
    parts, start = [], 0
    while start < len(text):
        end = min(start + most, len(text))
        while end < len(text) and (
            unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f" or text[end - 1] == "\u200d"
        ):
            end += 1
        parts.append(text[start:end])
        start = end
    return parts


def arrived(text: str, before: str | None, after: str) -> bool:
    """Whether the field now holds the text at one place, and around it nothing but what it held before.

    Part of what it held may be gone: it was selected, or was a hint.
    """
    if before is None:
        return text in after
    start = after.find(text)
    while start >= 0:
        head, tail = after[:start], after[start + len(text) :]
        if before.startswith(head) and before.endswith(tail) and len(head) + len(tail) <= len(before):
            return True
        start = after.find(text, start + 1)
    return False


class Writer:
    """Types on one phone. ``field`` reads what the focused field holds."""

    def __init__(self, link: Link, keyboards: Keyboards, field: Field) -> None:
        self._link, self._keyboards, self._field = link, keyboards, field

    def type(self, text: str) -> None:
        """Type into the field that has the focus. Raises NotTyped, Stopped and what `Link` raises."""
        tried = f"Typing {len(text)} characters on {self._link.serial}"
        _refuse_unwritable(text, tried)
        if not text:
            return
        before = self._field()
        if is_plain(text):
            for command in input_commands(text):
                self._link.run(command, shown="input text")
        elif "\n" in text and is_plain(text.replace("\n", "")) and self._keyboards.now().many_lines:
            self._type_lines(text)
        else:
            self._type_any(text, tried)
        self._read_back(text, before, tried)

    def _type_lines(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self._link.run(f"input keyevent {ENTER}")
            for command in input_commands(line) if line else ():
                self._link.run(command, shown="input text")

    def _type_any(self, text: str, tried: str) -> None:
        try:
            with self._keyboards.lent():
                for command in broadcasts(text):
                    answer = self._link.run(command, shown="am broadcast")
                    if "Broadcast completed" not in answer:
                        raise NotTyped(tried, "the phone did not deliver the text to the keyboard", INSTALL)
                self._settle_keyboard()
        except NotTyped as error:
            if self._by_clipboard(text):
                return
            raise NotTyped(tried, f"it is not plain ASCII, and {error.found}", error.remedy or INSTALL) from error

    def _settle_keyboard(self) -> None:
        """Broadcasts are delivered one after the other; the keyboard's state is only told after they are."""
        self._keyboards.now()

    def _by_clipboard(self, text: str) -> bool:
        """Over the clipboard, which is put back; False where this phone's clipboard takes no commands."""
        held = self._link.ask("cmd clipboard get-text")
        if held.status != 0 or "No shell command" in held.said:
            return False
        try:
            self._link.run(f"cmd clipboard set-text {quoted(text)}", shown="cmd clipboard")
            self._link.run(f"input keyevent {PASTE}")
            self._link.stop.sleep(0.1)
        except CommandFailed:
            return False
        finally:
            self._link.ask(f"cmd clipboard set-text {quoted(held.text.removesuffix(chr(10)))}", unstoppable=True)
        return True

    def _read_back(self, text: str, before: str | None, tried: str) -> None:
        after = self._field()
        for _ in range(LOOKS):
            if after is not None and arrived(text, before, after):
                return
            if after is None and before is None:
                return
            self._link.stop.sleep(LOOK_AGAIN_S)
            after = self._field()
        if after is None:
            return
        raise NotTyped(
            tried,
            f"the field holds {len(after)} characters, and not what was typed",
            "Some fields change what is typed (capitals, spaces, a longest length); look at the phone.",
        )


def _refuse_unwritable(text: str, tried: str) -> None:
    """Control characters and halves of surrogate pairs mean nothing in a text field."""
    for sign in text:
        if (unicodedata.category(sign) == "Cc" and sign not in "\n\t") or unicodedata.category(sign) == "Cs":
            raise NotTyped(tried, f"the character U+{ord(sign):04X} cannot be typed on a phone", "Leave it out.")
