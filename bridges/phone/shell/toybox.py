"""Toybox's commands on files and text, as far as clients use them."""

from __future__ import annotations

import re
import stat
import time
from collections.abc import Callable
from typing import Final

from bridges.phone.shell.filters import base64_command, digest, each_file, failed, options, reason
from bridges.phone.shell.process import ENCODING, Process, Program
from bridges.phone.storage import Entry


def _cat(process: Process) -> int:
    for _, data in each_file(process, options(process)[1]):
        process.stdout.write(data)
    return failed(process)


def _ls(process: Process) -> int:
    letters, names = options(process)
    status = 0
    wanted = names or ["."]
    for name in wanted:
        path = process.around.path(name)
        try:
            entry = process.around.storage.entry(path, follow="l" not in letters or name.endswith("/"))
            inside = [(name, entry)]
            if entry.is_folder and "d" not in letters:
                inside = [(n, e) for n, e in process.around.storage.listed(path) if "a" in letters or n[0] != "."]
        except OSError as error:
            process.complain(f"ls: {name}: {reason(error)}")
            status = 1
            continue
        if len(wanted) > 1 and entry.is_folder:
            process.say(f"{name}:")
        if "l" in letters:
            if entry.is_folder and "d" not in letters:
                process.say(f"total {sum(-(-e.size // 512) for _, e in inside)}")
            widest = max((len(str(e.size)) for _, e in inside), default=1)
            for one, each in inside:
                process.say(_long(one, each, widest))
        else:
            for one, each in inside:
                process.say(one + ("/" if "p" in letters and each.is_folder else ""))
    return status


def _long(name: str, entry: Entry, widest: int) -> str:
    when = time.strftime("%Y-%m-%d %H:%M", time.gmtime(entry.mtime))
    target = f" -> {entry.data.decode(*ENCODING)}" if entry.is_link else ""
    owner, group = entry.owner
    return f"{stat.filemode(entry.mode)} {1 + entry.is_folder} {owner} {group} {entry.size:>{widest}} {when} {name}{target}"


def _change(process: Process, act: Callable[[str], None], verb: str = "") -> int:
    letters, names = options(process)
    status = 0
    for name in names:
        try:
            act(process.around.path(name))
        except OSError as error:
            if "f" in letters and isinstance(error, FileNotFoundError):
                continue
            process.complain(f"{process.name}: {verb}{name}: {reason(error)}")
            status = 1
    return status


def _rm(process: Process) -> int:
    letters, _ = options(process)

    def remove(path: str) -> None:
        if process.around.storage.entry(path, follow=False).is_folder and not set("rR") & set(letters):
            raise IsADirectoryError(21, "", path)
        process.around.storage.remove(path)

    return _change(process, remove)


def _mkdir(process: Process) -> int:
    letters, _ = options(process)

    def make(path: str) -> None:
        if "p" not in letters:
            process.around.storage.make_folder(path)
            return
        made = ""
        for part in path.strip("/").split("/"):
            made = f"{made}/{part}"
            try:
                process.around.storage.entry(made)
            except FileNotFoundError:
                process.around.storage.make_folder(made)

    return _change(process, make)


def _touch(process: Process) -> int:
    return _change(process, lambda path: process.around.storage.write(path, b"", append=True))


def _copy_or_move(process: Process) -> int:
    _, names = options(process)
    if len(names) < 2:
        process.complain(f"{process.name}: not 2 arguments")
        return 1
    storage, around = process.around.storage, process.around
    for source in names[:-1]:
        target = around.path(names[-1])
        try:
            try:
                if storage.entry(target).is_folder:
                    target = f"{target.rstrip('/')}/{source.rstrip('/').rpartition('/')[2]}"
            except FileNotFoundError:
                pass
            if process.name == "mv":
                storage.move(around.path(source), target)
            else:
                storage.write(target, storage.read(around.path(source)))
        except OSError as error:
            process.complain(f"{process.name}: bad '{source}': {reason(error)}")
            return 1
    return 0


def _lines(data: bytes) -> list[str]:
    text = data.decode(*ENCODING)
    return text[:-1].split("\n") if text.endswith("\n") else text.split("\n") if text else []


def _grep(process: Process) -> int:
    letters, names = options(process)
    if not names:
        process.complain("grep: no REGEX")
        return 2
    source = re.escape(names[0]) if "F" in letters else names[0] if "E" in letters else _basic(names[0])
    pattern = re.compile(source, re.IGNORECASE if "i" in letters else 0)
    count = 0
    files = list(each_file(process, names[1:]))
    for name, data in files:
        for line in _lines(data):
            found = pattern.search(line)
            if bool(found) == ("v" in letters):
                continue
            count += 1
            if not set("qc") & set(letters):
                shown = found.group() if found and "o" in letters else line
                process.say(f"{name}:{shown}" if len(files) > 1 else shown)
    if "c" in letters:
        process.say(str(count))
    return int(not count)


def _basic(pattern: str) -> str:
    r"""A basic regular expression in Python's words: \| is "or", a bare + or | is itself."""
    return re.sub(r"\\([|+?(){}])|([|+?(){}])", lambda m: m.group(1) or "\\" + m.group(2), pattern)


def _head_tail(process: Process) -> int:
    count, names = 10, []
    words = list(process.arguments)
    while words:
        word = words.pop(0)
        if word in ("-n", "-c") and words:
            word = word + words.pop(0)
        if found := re.fullmatch(r"-n?(\d+)", word):
            count = int(found.group(1))
        elif found := re.fullmatch(r"-c(\d+)", word):
            process.stdout.write(process.stdin.read()[: int(found.group(1))])
            return 0
        else:
            names.append(word)
    for _, data in each_file(process, names):
        lines = data.splitlines(keepends=True)
        kept = lines[:count] if process.name == "head" else lines[-count:] if count else []
        process.stdout.write(b"".join(kept))
    return failed(process)


def _wc(process: Process) -> int:
    letters, names = options(process)
    for name, data in each_file(process, names):
        counts = [
            str(value)
            for letter, value in (("l", data.count(b"\n")), ("w", len(data.split())), ("c", len(data)))
            if letter in letters or not letters
        ]
        process.say(" ".join([*counts, *([name] if name != "-" else [])]))
    return failed(process)


def _sort(process: Process) -> int:
    letters, names = options(process)
    lines = sorted((line for _, data in each_file(process, names) for line in _lines(data)), reverse="r" in letters)
    if "u" in letters:
        lines = list(dict.fromkeys(lines))
    process.say("\n".join(lines), "\n" if lines else "")
    return failed(process)


def _tr(process: Process) -> int:
    letters, names = options(process)
    text = process.read_text()
    if "d" in letters and names:
        process.say("".join(sign for sign in text if sign not in names[0].encode().decode("unicode_escape")), "")
    elif len(names) == 2:
        first, second = (name.encode().decode("unicode_escape") for name in names)
        process.say(text.translate({ord(a): second[min(i, len(second) - 1)] for i, a in enumerate(first)}), "")
    return 0


def _stat(process: Process) -> int:
    names = [name for name in process.arguments if not name.startswith("-") and "%" not in name]
    layout = next((word for word in process.arguments if "%" in word), "%n %s")
    for name in names:
        try:
            entry = process.around.storage.entry(process.around.path(name))
        except OSError as error:
            process.complain(f"stat: '{name}': {reason(error)}")
            return 1
        shown = layout.replace("%s", str(entry.size)).replace("%Y", str(entry.mtime))
        process.say(shown.replace("%a", f"{entry.mode & 0o777:o}").replace("%n", name))
    return 0


TOYBOX: Final[dict[str, Program]] = {
    "base64": base64_command,
    "cat": _cat,
    "cp": _copy_or_move,
    "grep": _grep,
    "head": _head_tail,
    "ls": _ls,
    "md5sum": digest,
    "mkdir": _mkdir,
    "mv": _copy_or_move,
    "rm": _rm,
    "rmdir": _rm,
    "sha1sum": digest,
    "sha256sum": digest,
    "sort": _sort,
    "stat": _stat,
    "tail": _head_tail,
    "touch": _touch,
    "tr": _tr,
    "wc": _wc,
}
