"""Commands inside the shell itself."""

from __future__ import annotations

import os
import time
from typing import Final

from bridges.phone.shell.parts import c_unescaped
from bridges.phone.shell.process import ENCODING, Process, Program


class Exit(Exception):
    """``exit`` was called."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class LoopEnds(Exception):
    """``break`` or ``continue``."""

    def __init__(self, leave: bool) -> None:
        super().__init__(leave)
        self.leave = leave


def _number(text: str, default: int) -> int:
    return int(text) & 255 if text.lstrip("-").isdigit() else default


def _exit(process: Process) -> int:
    raise Exit(_number(process.arguments[0], 1) if process.arguments else process.around.status)


def _echo(process: Process) -> int:
    words, line_end = list(process.arguments), "\n"
    while words and words[0] in ("-n", "-e", "-en", "-ne", "-E"):
        line_end = "" if "n" in words[0] else line_end
        words.pop(0)
    text = " ".join(words)
    # mksh's echo puts escapes in with -e and without it.
    head, stop, _ = text.partition("\\c")
    process.say(c_unescaped(head), "" if stop else line_end)
    return 0


def _printf(process: Process) -> int:
    if not process.arguments:
        process.complain("usage: printf FORMAT [ARGUMENT...]")
        return 1
    layout, values = c_unescaped(process.arguments[0]), list(process.arguments[1:])
    while True:
        before = len(values)
        process.say(_formatted(layout, values), "")
        if not values or len(values) == before:
            return 0


def _formatted(layout: str, values: list[str]) -> str:
    import re

    def one(found: re.Match[str]) -> str:
        kind = found.group(2)
        if kind == "%":
            return "%"
        value = values.pop(0) if values else ""
        if kind in "di":
            return f"%{found.group(1)}d" % (int(value, 0) if value else 0)
        if kind in "xXou":
            return f"%{found.group(1)}{'d' if kind == 'u' else kind}" % (int(value, 0) if value else 0)
        if kind == "c":
            return value[:1]
        return f"%{found.group(1)}s" % (c_unescaped(value) if kind == "b" else value)

    return re.sub(r"%([-0 +#]*\d*(?:\.\d+)?)([sdixXoucb%])", one, layout)


def _cd(process: Process) -> int:
    target = process.around.path(process.arguments[0] if process.arguments else "/")
    try:
        entry = process.around.storage.entry(target)
        real = process.around.storage.resolved(target, follow_last=False)
    except OSError as error:
        process.complain(f"/system/bin/sh: cd: {target}: {os.strerror(error.errno or 0)}")
        return 2
    if not entry.is_folder:
        process.complain(f"/system/bin/sh: cd: {target}: Not a directory")
        return 2
    process.around.folder = real
    return 0


def _pwd(process: Process) -> int:
    process.say(process.around.folder)
    return 0


def _export(process: Process) -> int:
    for argument in process.arguments:
        name, equals, value = argument.partition("=")
        if equals:
            process.around.variables[name] = value
    return 0


def _unset(process: Process) -> int:
    for name in process.arguments:
        process.around.variables.pop(name, None)
    return 0


def _read(process: Process) -> int:
    line = process.stdin.line()
    names = [name for name in process.arguments if not name.startswith("-")] or ["REPLY"]
    values = line.decode(*ENCODING).rstrip("\n").split(None, len(names) - 1)
    for index, name in enumerate(names):
        process.around.variables[name] = values[index] if index < len(values) else ""
    return int(not line)


def _sleep(process: Process) -> int:
    try:
        until = time.monotonic() + float(process.arguments[0].rstrip("s"))
    except (IndexError, ValueError):
        process.complain(f"sleep: bad number '{process.arguments[0] if process.arguments else ''}'")
        return 1
    while time.monotonic() < until and process.alive():
        time.sleep(max(0.0, min(0.05, until - time.monotonic())))
    return 0


def _test(process: Process) -> int:
    words = list(process.arguments)
    if process.name == "[" and (not words or words.pop() != "]"):
        process.complain("/system/bin/sh: [: missing ]")
        return 2
    try:
        return int(not _truth(words, process))
    except (ValueError, IndexError):
        process.complain(f"/system/bin/sh: {process.name}: {' '.join(words)}: unexpected operator/operand")
        return 2


def _truth(words: list[str], process: Process) -> bool:
    if "-o" in words:
        at = words.index("-o")
        return _truth(words[:at], process) or _truth(words[at + 1 :], process)
    if "-a" in words:
        at = words.index("-a")
        return _truth(words[:at], process) and _truth(words[at + 1 :], process)
    if not words:
        return False
    if words[0] == "!" and len(words) > 1:
        return not _truth(words[1:], process)
    if len(words) == 1:
        return bool(words[0])
    if len(words) == 2:
        return _unary(words[0], words[1], process)
    left, sign, right = words[0], words[1], words[2]
    if sign in ("=", "==", "!="):
        return (left == right) == (sign != "!=")
    a, b = int(left), int(right)
    return {"-eq": a == b, "-ne": a != b, "-lt": a < b, "-le": a <= b, "-gt": a > b, "-ge": a >= b}[sign]


def _unary(sign: str, value: str, process: Process) -> bool:
    if sign in ("-z", "-n"):
        return bool(value) == (sign == "-n")
    try:
        entry = process.around.storage.entry(process.around.path(value), follow=sign not in ("-h", "-L"))
    except OSError:
        return False
    if sign in ("-h", "-L"):
        return entry.is_link
    return {"-d": entry.is_folder, "-f": not entry.is_folder, "-s": entry.size > 0}.get(sign, True)


def _which(process: Process) -> int:
    status = 0
    for name in process.arguments:
        if name in BUILTINS and name not in process.around.programs and not name.startswith("-"):
            process.say(name)
        elif name in process.around.programs:
            process.say(f"/system/bin/{name}")
        elif not name.startswith("-"):
            status = 1
    return status


def _leave_loop(process: Process) -> int:
    raise LoopEnds(process.name == "break")


BUILTINS: Final[dict[str, Program]] = {
    ":": lambda process: 0,
    "[": _test,
    "break": _leave_loop,
    "cd": _cd,
    "command": _which,
    "continue": _leave_loop,
    "echo": _echo,
    "exit": _exit,
    "export": _export,
    "false": lambda process: 1,
    "printf": _printf,
    "pwd": _pwd,
    "read": _read,
    "set": lambda process: 0,
    "sleep": _sleep,
    "test": _test,
    "true": lambda process: 0,
    "type": _which,
    "unset": _unset,
    "wait": lambda process: 0,
    "which": _which,
}
