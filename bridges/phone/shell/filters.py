"""Reading files or stdin, and sums over them."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator

from bridges.phone.shell.process import Process


def options(process: Process) -> tuple[str, list[str]]:
    """Letters of the options, and the rest."""
    letters = ""
    names: list[str] = []
    for index, argument in enumerate(process.arguments):
        if argument == "--":
            return letters, names + process.arguments[index + 1 :]
        if argument.startswith("-") and len(argument) > 1:
            letters += argument[1:]
        else:
            names.append(argument)
    return letters, names


def reason(error: OSError) -> str:
    """What went wrong, in the words of strerror."""
    return os.strerror(error.errno or 0)


def each_file(process: Process, names: list[str]) -> Iterator[tuple[str, bytes]]:
    """Names and contents; stdin where there are none; complaints for what cannot be read, with a mark on the process."""
    if not names:
        yield "-", process.stdin.read()
    for name in names:
        try:
            data = process.stdin.read() if name == "-" else process.around.storage.read(process.around.path(name))
        except OSError as error:
            process.complain(f"{process.name}: {name}: {reason(error)}")
            process.around.variables["_failed"] = "1"
        else:
            yield name, data


def failed(process: Process) -> int:
    """Exit status: 1 where a file could not be read."""
    return int(process.around.variables.pop("_failed", "0"))


def base64_command(process: Process) -> int:
    """`base64 [-d]`."""
    letters, names = options(process)
    for _, data in each_file(process, names):
        if "d" in letters:
            try:
                process.stdout.write(base64.b64decode(data))
            except ValueError:
                process.complain("base64: bad input")
                return 1
        else:
            process.stdout.write(base64.encodebytes(data) if "w" not in letters else base64.b64encode(data))
    return failed(process)


def digest(process: Process) -> int:
    """`md5sum` and its like."""
    for name, data in each_file(process, options(process)[1]):
        digest = hashlib.new(process.name.removesuffix("sum"), data, usedforsecurity=False).hexdigest()
        process.say(f"{digest}  {name}")
    return failed(process)
