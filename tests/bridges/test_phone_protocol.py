"""One session of the real adb client against AOSP's own adbd and against ours: the answers must be the same."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bridges.adbd.build import CannotBuild, build, cached
from tests.bridges.phones import adb_server
from tests.bridges.test_phone import Phone

pytestmark = pytest.mark.skipif(shutil.which("adb") is None, reason="no adb client on this machine")


@pytest.fixture(scope="module")
def adbd() -> Path:
    """AOSP's program. Building takes a download and minutes, so a test run only uses what was built before."""
    if not cached().exists() and "MIMIC_BUILD_ADBD" not in os.environ:
        pytest.skip("AOSP's adbd is not built here; `python -m tests.bridges.adbd.build` builds it")
    try:
        return build()
    except CannotBuild as why:
        pytest.skip(str(why))


@pytest.fixture(scope="module")
def serials(adbd: Path) -> Iterator[tuple[str, str]]:
    """Theirs and ours, both connected to one adb server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with adb_server():
        theirs = subprocess.Popen([str(adbd), str(port)], stderr=subprocess.DEVNULL, env={**os.environ, "HOME": "/"})
        ours = Phone()
        try:
            until = time.monotonic() + 10
            while (
                b"connected" not in (done := _adb("", "connect", f"127.0.0.1:{port}")).stdout
                or b"failed" in done.stdout
            ):
                assert time.monotonic() < until, done.stdout
                time.sleep(0.1)
            yield f"127.0.0.1:{port}", ours.serial
        finally:
            ours.stop()
            theirs.kill()
            theirs.wait()


def _adb(serial: str, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["adb", *(["-s", serial] if serial else []), *words]
    return subprocess.run(command, input=given, capture_output=True, timeout=60, check=False)


def _answers(serial: str, folder: Path) -> dict[str, object]:
    """What one device says to one session, without names and speeds that may differ."""
    there, big = "/tmp/mimic-protocol", folder / "big"

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


def test_our_daemon_and_aosps_give_the_same_answers(serials: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(os.urandom(5_000_000))
    (tmp_path / "small").write_bytes("Grüße\n".encode())
    (tmp_path / "empty").write_bytes(b"")
    os.utime(tmp_path / "small", (1_700_000_000, 1_700_000_000))
    theirs, ours = (_answers(serial, tmp_path) for serial in serials)
    different = {name: (theirs[name], ours[name]) for name in theirs if theirs[name] != ours[name]}
    assert not different
    assert theirs["pulled"] == hashlib.sha256((tmp_path / "big").read_bytes()).hexdigest()
