"""One session of the real adb client against AOSP's own adbd and against ours: the answers must be the same."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.suites.adbd.build import CannotBuild, build
from agent.suites.phone_rows import PhoneFigure
from bridges.android.pretended import PretendPhone
from bridges.errors import DeviceLost

BIG = 5_000_000
FOLDER = "/tmp/mimic-protocol"  # noqa: S108 - on the phones, where nobody else is
START_S = 10.0


def protocol_figures() -> Iterator[PhoneFigure]:
    """Whether both give the same answers; AOSP's adbd is built where it can be and is not there yet."""
    name = "same answers as AOSP's adbd"
    try:
        program = build()
    except CannotBuild as why:
        yield PhoneFigure(name, f"not measured: {str(why)[:200]}", "identical", met=False)
        return
    with tempfile.TemporaryDirectory(prefix="mimic-protocol-") as folder, both(program) as (theirs, ours):
        compared, different = compare(theirs, ours, Path(folder))
    value = f"{compared - len(different)} of {compared} answers"
    yield PhoneFigure(
        name, f"{value}; other: {', '.join(different)}" if different else value, "identical", not different
    )


@contextmanager
def both(program: Path) -> Iterator[tuple[str, str]]:
    """The serial numbers of AOSP's adbd and of a pretend phone on one adb server. Raises DeviceLost."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    theirs = subprocess.Popen([str(program), str(port)], stderr=subprocess.DEVNULL, env={**os.environ, "HOME": "/"})
    try:
        until = time.monotonic() + START_S
        while b"failed" in (said := _adb("", "connect", f"127.0.0.1:{port}").stdout) or b"connected" not in said:
            if time.monotonic() > until:
                raise DeviceLost("Connecting to AOSP's adbd", said.decode(errors="replace").strip())
            time.sleep(0.1)
        with PretendPhone().connect() as ours:
            yield f"127.0.0.1:{port}", ours.serial
    finally:
        _adb("", "disconnect", f"127.0.0.1:{port}")
        theirs.kill()
        theirs.wait()


def compare(theirs: str, ours: str, folder: Path) -> tuple[int, dict[str, tuple[object, object]]]:
    """How many answers were compared, and those that differ: theirs, then ours."""
    (folder / "big").write_bytes(os.urandom(BIG))
    (folder / "small").write_bytes("Grüße\n".encode())
    (folder / "empty").write_bytes(b"")
    os.utime(folder / "small", (1_700_000_000, 1_700_000_000))
    one, other = answers(theirs, folder), answers(ours, folder)
    return len(one), {name: (one[name], other[name]) for name in one if one[name] != other[name]}


def _adb(serial: str, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["adb", *(["-s", serial] if serial else []), *words]
    return subprocess.run(command, input=given, capture_output=True, timeout=60, check=False)


def answers(serial: str, folder: Path) -> dict[str, object]:
    """What one device says to one session, without names and speeds that may differ."""
    there, big = FOLDER, folder / "big"

    def said(*words: str, given: bytes = b"") -> tuple[int, bytes, bytes]:
        done = _adb(serial, *words, given=given)
        return done.returncode, done.stdout, done.stderr

    found: dict[str, object] = {
        "state": said("get-state"),
        "shell": said("shell", "echo out; echo err >&2; exit 7"),
        "status of a pipe": said("shell", "false | true"),
        "status of a failure": said("shell", "false"),
        "quotes": said("shell", "printf '%s|' 'a b' \"c'd\" e\\ f '$(x)' \"$((6 * 7))\""),
        "empty lines": said("shell", "printf '\\n\\n'"),
        "stdin": said("shell", "cat", given=b"one\ntwo\n"),
        "stdin to the end": said("shell", "wc -c", given=b"x" * 300_000),
        "script on stdin": said("shell", given=b"echo from a script\nexit 5\n"),
        "legacy shell": said("shell", "-x", "echo out; echo err >&2; exit 7"),
        "exec-out": said("exec-out", "printf 'a\\r\\nb\\0c'"),
        "remove": said("shell", f"rm -rf {there}; mkdir {there}"),
        "pull of nothing": said("pull", f"{there}/nothing", str(folder / "nothing"))[0],
        "push of nothing": said("push", str(folder / "nothing"), there)[0],
    }
    found["push"] = said("push", str(big), f"{there}/deep/er/big")[0]
    found["seen"] = said("shell", f"md5sum < {there}/deep/er/big; cat {there}/deep/er/big | wc -c")
    found["pull"] = said("pull", f"{there}/deep/er/big", str(folder / "back"))[0]
    found["pulled"] = hashlib.sha256((folder / "back").read_bytes()).hexdigest()
    found["exec-out of 5 MB"] = hashlib.sha256(said("exec-out", f"cat {there}/deep/er/big")[1]).hexdigest()
    found["push into a folder"] = said("push", str(folder / "small"), there)[0], said("shell", f"cat {there}/small")
    found["list"] = sorted(line.rpartition(b" ")[2] for line in said("ls", there)[1].splitlines())
    found["push over a folder"] = (
        said("push", str(folder / "small"), f"{there}/deep")[0],
        said("shell", f"ls {there}/deep"),
    )
    found["empty file"] = said("push", str(folder / "empty"), there)[0], said("shell", f"wc -c < {there}/empty")
    found["times"] = said("shell", f"stat -c %Y {there}/small")
    found["forward to a closed port"] = _forwarded(serial)
    found["clean"] = said("shell", f"rm -r {there}; ls {there} > /dev/null 2>&1 || echo gone")
    return found


def _forwarded(serial: str) -> bytes:
    port = int(_adb(serial, "forward", "tcp:0", "tcp:9").stdout)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        return line.recv(10)
