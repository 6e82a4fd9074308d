"""`mimic stop`, the hotkeys and Enter on the terminal, on real runs in real processes."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_do import SMALL, command

from agent.base import Failed, Paused, Resumed
from agent.caller import Caller
from agent.channel import Channel
from agent.meeting import sockets
from agent.messages import Hello, PauseRun, Told
from agent.settings import Settings
from agent.trajectory import Run, runs
from bridges.errors import UnknownKey
from bridges.stop import Stop
from ui.stopping import hotkeys, stop_runs


@pytest.fixture(autouse=True)
def _own_runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "runtime").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("MIMIC_RUNS", str(tmp_path / "runs"))


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with Run.create(tmp_path / "elsewhere", "write a note") as made:
        yield made


def waiting_run(*arguments: str, terminal: int | None = None) -> subprocess.Popen[bytes]:
    """A run that has come to wait for some seconds."""
    where = subprocess.DEVNULL if terminal is None else terminal
    process = subprocess.Popen(
        command("wait 4 seconds", *SMALL, *arguments), stdin=where, stderr=where, stdout=subprocess.DEVNULL
    )
    end = time.monotonic() + 60
    while not sockets():
        assert time.monotonic() < end
        time.sleep(0.05)
    with Caller.at(sockets()[0]) as watcher:
        until(watcher, "planned")
    return process


def until(watcher: Caller, kind: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for said in watcher.messages(0.2):
            if isinstance(said, Told) and said.event.event == kind:
                return
        assert not watcher.ended, f"the run ended before it was {kind}"
    raise AssertionError(f"the run was not {kind}")


def test_mimic_stop_from_another_terminal_stops_a_run(tmp_path: Path) -> None:
    process = waiting_run()
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "ui", "stop"], capture_output=True, text=True, check=False)
    assert process.wait(20) == 4
    assert time.monotonic() - began < 15
    (stored,) = runs(tmp_path / "runs")
    assert (done.returncode, done.stdout) == (0, f"Stopped {stored.id} (wait 4 seconds).\n")
    assert isinstance(stored.outcome, Failed)
    assert (stored.outcome.error, "mimic stop" in stored.outcome.why) == ("Stopped", True)
    assert sockets() == []


def test_a_paused_run_goes_on_by_enter_on_its_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = waiting_run(terminal=theirs)
    os.close(theirs)
    with Caller.at(sockets()[0]) as watcher:
        # The wait is finished first; only then the run pauses.
        watcher.say(PauseRun(why="a moment"))
        seen = b""
        while b"Enter goes on" not in seen:
            assert select.select([ours], [], [], 60)[0], seen
            seen += os.read(ours, 4096)
        os.write(ours, b"\n")
        until(watcher, "resumed")
    assert process.wait(60) == 0
    os.close(ours)
    events = runs(tmp_path / "runs")[0].events()
    assert [type(event) for event in events if isinstance(event, Paused | Resumed)] == [Paused, Resumed]


def test_only_the_run_that_is_named_is_stopped(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Run.create(tmp_path / "elsewhere", "another") as other, Channel(run, Stop()) as one, Channel(other, Stop()):
        assert stop_runs("no-such-run") == 1
        assert not one.stop.requested
        with Caller.to_run(run.id) as watcher:
            assert isinstance(watcher.messages(5)[0], Hello)
    assert "No run no-such-run is going on." in capsys.readouterr().out


def test_nothing_to_stop_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert stop_runs(None) == 1
    assert capsys.readouterr().out == "No run is going on.\n"


@pytest.mark.parametrize("display", ["", ":987"])
def test_without_a_screen_there_are_no_hotkeys_and_no_error(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    with hotkeys(Stop(), Settings()):
        pass


def test_a_hotkey_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    with pytest.raises(UnknownKey, match="flurb"), hotkeys(Stop(), Settings(stop_hotkey="ctrl+flurb")):
        pass
