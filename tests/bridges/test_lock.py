"""One run on one display."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bridges.errors import BridgeError, DisplayBusy
from bridges.lock import DisplayLock, canonical

HOLD = """
import sys
from bridges.lock import DisplayLock
with DisplayLock(sys.argv[1], "write a note"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def holder(display: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, display], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_told_who_holds_the_display_and_gets_it_once_that_one_ends() -> None:
    with holder(":3") as other:
        with pytest.raises(DisplayBusy) as refused, DisplayLock(":3.0"):
            pass
        assert f"process {other.pid}" in str(refused.value)
        assert "write a note" in str(refused.value)
        with DisplayLock(":4"):
            pass
        other.communicate()
    with DisplayLock(":3"):
        pass


def test_a_killed_run_leaves_no_lock_behind() -> None:
    with holder(":3") as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
    with DisplayLock(":3"):
        pass


def test_two_runs_of_one_process_do_not_share_a_display() -> None:
    with DisplayLock(":3", "first"), pytest.raises(DisplayBusy, match=f"process {os.getpid()} .*first"):
        DisplayLock(":3").acquire()


def test_the_lock_can_be_let_go_twice_and_taken_again() -> None:
    lock = DisplayLock(":3")
    lock.release()
    for _ in range(2):
        lock.acquire()
        lock.release()
    lock.release()


def test_where_no_lock_can_be_made_the_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    with pytest.raises(BridgeError, match=str(file)):
        DisplayLock(":3").acquire()


@pytest.mark.parametrize(
    ("one", "other"), [(":0", ":0.0"), (":0", "unix:0"), (":12", "unix/:12.1"), ("host:10", "host:10.0")]
)
def test_names_of_one_display_are_the_same(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_names_of_two_displays_differ() -> None:
    assert len({canonical(name) for name in (":0", ":1", ":10", "host:0")}) == 4
