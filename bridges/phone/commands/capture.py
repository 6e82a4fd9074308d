"""`screencap`, `uiautomator` and `wm`."""

from __future__ import annotations

import re
import struct
import time
from typing import TYPE_CHECKING, Final

from bridges.phone.commands.failing import FAILED, exception
from bridges.phone.screen.hierarchy import hierarchy
from bridges.phone.shell.process import Process

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

RGBA_8888: Final = 1
SRGB: Final = 1
IDLE_LIMIT_S: Final = 10.0
STILL_S: Final = 0.05
"""How long nothing may have moved before a dump; Android waits half a second, tests should not."""
DUMP: Final = "/sdcard/window_dump.xml"


def screencap(phone: Phone, process: Process) -> int:
    """A picture of the screen: PNG with -p or for a file called .png, else 16 bytes of header and RGBA."""
    names = [word for word in process.arguments if not word.startswith("-")]
    if any(word not in ("-p", "-d", "-h") and word.startswith("-") for word in process.arguments):
        process.complain("usage: screencap [-hp] [-d display-id] [FILENAME]")
        return 1
    if "-d" in process.arguments:
        names.pop(0)
    as_png = "-p" in process.arguments or bool(names and names[0].endswith(".png"))
    with phone.lock:
        delay = phone.faults.slow_frames
        if delay:
            phone.strike("slow-frames")
    if delay:
        time.sleep(delay)
    data = phone.shots.png() if as_png else _headed(*phone.shots.raw())
    if not names:
        process.stdout.write(data)
        return 0
    try:
        process.around.storage.write(process.around.path(names[0]), data)
    except OSError as error:
        process.complain(f"Error opening file: {names[0]} ({error.strerror})")
        return 1
    return 0


def _headed(width: int, height: int, pixels: bytes) -> bytes:
    return struct.pack("<4I", width, height, RGBA_8888, SRGB) + pixels


def uiautomator(phone: Phone, process: Process) -> int:
    """`uiautomator dump [--compressed] [FILE]`."""
    words = list(process.arguments)
    if words[:1] != ["dump"]:
        process.complain("Usage: uiautomator <subcommand> [options]\n\nAvailable subcommands:\n\nhelp: displays help message"
                         "\n\ndump: creates an XML dump of current UI hierarchy")  # fmt: skip
        return 1
    names = [word for word in words[1:] if not word.startswith("--")]
    target = names[0] if names else DUMP
    tree = _tree(phone)
    if tree is None:
        process.complain("ERROR: could not get idle state.")
        return 0
    if target == "/dev/tty":
        process.say(tree, "")
        process.say("UI hierchary dumped to: /dev/tty")
        return 0
    try:
        process.around.storage.write(process.around.path(target), tree.encode("utf-8", "surrogateescape"))
    except OSError as error:
        process.complain(f"java.io.FileNotFoundException: {target}: open failed: {error.strerror}")
        return 1
    process.say(f"UI hierchary dumped to: {target}")
    return 0


def _tree(phone: Phone) -> str | None:
    """The tree of the window in focus, once nothing moves; None where that takes too long."""
    with phone.lock:
        if phone.faults.no_idle:
            phone.faults.no_idle -= 1
            phone.strike("no-idle")
            return None
    until = time.monotonic() + IDLE_LIMIT_S
    while time.monotonic() < until:
        with phone.lock:
            if not phone.touch.moving:
                return phone.shots.tree(lambda: _dumped(phone), phone.faults.stale_tree)
        time.sleep(STILL_S)
    return None


def _dumped(phone: Phone) -> str:
    window = phone.windows.focused()
    return hierarchy(window.root, window.package, phone.rotation, phone.size)


def wm(phone: Phone, process: Process) -> int:
    """`wm size|density [VALUE|reset]`, `wm user-rotation …`."""
    words = process.arguments
    with phone.lock:
        if words[:1] == ["size"]:
            return _size(phone, process, words[1:])
        if words[:1] == ["density"]:
            return _density(phone, process, words[1:])
        if words[:1] == ["user-rotation"]:
            return _rotation(phone, process, words[1:])
    process.complain(
        f"Unknown command: {words[0]}" if words else "Window manager (window) commands:\n  size [reset|WxH]"
    )
    return FAILED


def _size(phone: Phone, process: Process, words: list[str]) -> int:
    if not words:
        process.say("Physical size: {}x{}".format(*phone.build.size))
        if phone.size_override:
            process.say("Override size: {}x{}".format(*phone.size_override))
        return 0
    if words[0] == "reset":
        phone.size_override = None
    elif found := re.fullmatch(r"(\d+)x(\d+)", words[0]):
        phone.size_override = (int(found.group(1)), int(found.group(2)))
        if min(phone.size_override) < 200 or max(phone.size_override) > 8000:
            phone.size_override = None
            return exception(process, "size", "java.lang.IllegalArgumentException: size out of range")
    else:
        process.complain(f"Error: bad size {words[0]}")
        return FAILED
    phone.changed()
    return 0


def _density(phone: Phone, process: Process, words: list[str]) -> int:
    if not words:
        process.say(f"Physical density: {phone.build.density}")
        if phone.density_override:
            process.say(f"Override density: {phone.density_override}")
        return 0
    if words[0] == "reset":
        phone.density_override = 0
    elif words[0].isdigit():
        if int(words[0]) < 72:
            process.complain("Error: density must be >= 72")
            return FAILED
        phone.density_override = int(words[0])
    else:
        process.complain(f"Error: bad density {words[0]}")
        return FAILED
    phone.changed()
    return 0


def _rotation(phone: Phone, process: Process, words: list[str]) -> int:
    if not words:
        process.say(f"lock {phone.rotation}")
    elif words[0] in ("lock", "free"):
        phone.settings.put("system", "accelerometer_rotation", "0" if words[0] == "lock" else "1")
        if len(words) > 1 and words[1] in "0123":
            phone.settings.put("system", "user_rotation", words[1])
        phone.changed()
    else:
        process.complain("Error: argument needs to be either -d, free or lock.")
        return FAILED
    return 0
