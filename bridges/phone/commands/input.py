"""`input`: touches, keys and text (AOSP, InputShellCommand.java)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from bridges.phone import editing
from bridges.phone.commands.failing import FAILED, exception
from bridges.phone.commands.keycodes import code_of, press
from bridges.phone.interference import after_input, before_input
from bridges.phone.shell.process import Process
from bridges.phone.touch import HOLD_S

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

_SOURCES: Final = frozenset(
    (
        "dpad",
        "keyboard",
        "mouse",
        "touchpad",
        "gamepad",
        "touchnavigation",
        "joystick",
        "touchscreen",
        "stylus",
        "trackball",
    )
)
_USAGE: Final = """Usage: input [<source>] [-d DISPLAY_ID] <command> [<arg>...]

The sources are:
      touchnavigation
      touchscreen
      joystick
      stylus
      touchpad
      gamepad
      dpad
      mouse
      keyboard
      trackball
      rotaryencoder

The commands and default sources are:
      text <string> (Default: touchscreen)
      keyevent [--longpress|--doubletap] <key code number or name> ... (Default: keyboard)
      tap <x> <y> (Default: touchscreen)
      swipe <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      draganddrop <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      press (Default: trackball)
      roll <dx> <dy> (Default: trackball)
      motionevent <DOWN|UP|MOVE|CANCEL> <x> <y> (Default: touchscreen)
      keycombination [-t duration(ms)] <key code 1> <key code 2> ... (Default: keyboard)"""


def input_command(phone: Phone, process: Process) -> int:
    """Carry out one `input` command."""
    words = list(process.arguments)
    if words and words[0] in _SOURCES:
        words.pop(0)
    if words[:1] == ["-d"]:
        words = words[2:]
    if not words:
        process.say(_USAGE)
        return FAILED
    verb, rest = words[0], words[1:]
    act = _VERBS.get(verb)
    if act is None:
        process.complain(f"Error: Unknown command: {verb}")
        process.say(_USAGE)
        return FAILED
    with phone.lock:
        if before_input(phone):
            return 0
        try:
            status = act(phone, process, rest)
            after_input(phone)
            return status  # noqa: TRY300 - what follows are failures
        except ValueError as error:
            bad = str(error).rpartition(": ")[2].replace("'", '"')
            return exception(process, verb, f"java.lang.NumberFormatException: For input string: {bad}")
        except IndexError:
            return exception(
                process,
                verb,
                'java.lang.IllegalArgumentException: Argument expected after "' + (rest[-1] if rest else verb) + '"',
            )


def _text(phone: Phone, process: Process, words: list[str]) -> int:
    text = words[0]
    shown, index = "", 0
    while index < len(text):
        if text.startswith("%s", index):
            shown, index = shown + " ", index + 2
        else:
            shown, index = shown + text[index], index + 1
    if any(not (" " <= sign <= "~" or sign in "\n\t") for sign in shown):
        return exception(process, "text", "java.lang.NullPointerException: Attempt to get length of null array")
    for sign in shown:
        if sign == "\n":
            editing.enter(phone)
        else:
            editing.insert(phone, sign)
    phone.log("text", length=len(shown))
    return 0


def _tap(phone: Phone, process: Process, words: list[str]) -> int:
    phone.touch.settle()
    phone.touch.tap(float(words[0]), float(words[1]))
    return 0


def _swipe(phone: Phone, process: Process, words: list[str]) -> int:
    x1, y1, x2, y2 = (float(words[index]) for index in range(4))
    seconds = int(words[4]) / 1000 if len(words) > 4 else 0.3
    phone.touch.swipe((x1, y1), (x2, y2), max(0.0, seconds), waiter(phone))
    return 0


def _drag(phone: Phone, process: Process, words: list[str]) -> int:
    x1, y1, x2, y2 = (float(words[index]) for index in range(4))
    seconds = int(words[4]) / 1000 if len(words) > 4 else 0.3
    waiter(phone)(HOLD_S + max(0.0, seconds))
    phone.touch.drag((x1, y1), (x2, y2))
    return 0


def waiter(phone: Phone) -> Callable[[float], None]:
    """Sleeps with the phone unlocked, so that others can look while a finger moves."""

    def wait(seconds: float) -> None:
        phone.lock.release()
        try:
            time.sleep(seconds)
        finally:
            phone.lock.acquire()

    return wait


def _keyevent(phone: Phone, process: Process, words: list[str]) -> int:
    long = False
    if words and words[0] in ("--longpress", "--doubletap"):
        long = words.pop(0) == "--longpress"
    if not words:
        raise IndexError
    for word in words:
        code = code_of(word)
        # Android takes an unknown code as KEYCODE_UNKNOWN: nothing happens, and the status is 0.
        if code:
            press(phone, code, long)
    return 0


def _combination(phone: Phone, process: Process, words: list[str]) -> int:
    if words[:1] == ["-t"]:
        words = words[2:]
    codes = [code_of(word) for word in words]
    if len(codes) < 2:
        raise IndexError
    if codes[0] in (113, 114):  # CTRL
        act = {29: "all", 31: "copy", 50: "paste", 52: "cut"}.get(codes[1])
        if act == "all":
            editing.move(phone, "all")
        elif act:
            press(phone, {"copy": 278, "paste": 279, "cut": 277}[act], False)
    else:
        for code in codes:
            press(phone, code, False)
    return 0


def _motion(phone: Phone, process: Process, words: list[str]) -> int:
    kind, x, y = words[0].upper(), float(words[1]), float(words[2])
    if kind not in ("DOWN", "UP", "MOVE", "CANCEL"):
        return exception(process, "motionevent", f"java.lang.IllegalArgumentException: Unknown action: {words[0]}")
    phone.touch.motion(kind, x, y)
    return 0


def _nothing(phone: Phone, process: Process, words: list[str]) -> int:
    """A trackball, which this phone does not have."""
    for word in words:
        float(word)
    return 0


_VERBS: Final[dict[str, Callable[[Phone, Process, list[str]], int]]] = {
    "text": _text,
    "keyevent": _keyevent,
    "tap": _tap,
    "swipe": _swipe,
    "draganddrop": _drag,
    "keycombination": _combination,
    "motionevent": _motion,
    "press": _nothing,
    "roll": _nothing,
}
