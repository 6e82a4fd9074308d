"""`mimic do` as a person or a script starts it: a real private desktop, a real application, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agent.base import EVENT, Answered, Failed, Finished, Planned, Started
from agent.trajectory import Run, runs

SMALL = ("--on", "virtual:800x600", "--no-tree")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "runs"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "ui", "do", *arguments]


def mimic_do(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        env={**os.environ, "MIMIC_RUNS": str(root), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=150,
        check=False,
    )


def test_a_task_that_is_done_ends_with_0_json_events_and_a_report(root: Path) -> None:
    done = mimic_do(root, "open mousepad", *SMALL, "--json")
    events = [EVENT.validate_json(line) for line in done.stdout.splitlines()]
    assert isinstance(events[0], Started)
    last = events[-1]
    assert isinstance(last, Finished), last
    assert (done.returncode, last.status) == (0, "success")
    assert last.evidence
    stored = runs(root)[0]
    assert [event.event for event in stored.events()] == [event.event for event in events]
    assert (stored.folder / "report.html").stat().st_size > 10_000
    assert str(stored.folder) in done.stderr.replace("\n", "")


def test_a_task_that_cannot_be_done_ends_with_1_and_says_why(root: Path) -> None:
    done = mimic_do(root, "open an application named Flurbomat", *SMALL)
    assert done.returncode == 1
    assert "Flurbomat" in done.stdout
    assert "report" in done.stdout


def test_what_may_not_be_done_without_a_yes_ends_with_3(root: Path) -> None:
    done = mimic_do(root, "press ctrl+s", *SMALL, "--confirm", "always", "--json")
    events = [EVENT.validate_json(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3, done.stdout
    assert [event.approved for event in events if isinstance(event, Answered)] == [False]
    assert isinstance(events[-1], Failed)


def stopped_while_waiting(root: Path, *arguments: str) -> tuple[int, float, bytes]:
    """Exit code, seconds from the stop to the end, and the last line, of a run stopped in its first step."""
    process = subprocess.Popen(
        command(*arguments, "--json"),
        env={**os.environ, "MIMIC_RUNS": str(root)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    while not isinstance(EVENT.validate_json(process.stdout.readline()), Planned):
        pass
    stopped = time.monotonic()
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=30)[0]
    return process.returncode, time.monotonic() - stopped, rest.splitlines()[-1]


def test_a_stop_ends_with_4_at_once_and_the_run_can_be_gone_on_with(root: Path) -> None:
    code, seconds, last = stopped_while_waiting(root, "wait 100 seconds", *SMALL)
    assert (code, json.loads(last)["error"]) == (4, "Stopped")
    assert seconds < 10

    assert stopped_while_waiting(root, "--resume")[0] == 4
    [run] = runs(root)
    started = [event for event in Run.load(run.folder).events() if isinstance(event, Started)]
    assert [event.resumed for event in started] == [False, True]
    assert started[0].task == started[1].task == "wait 100 seconds"


def test_an_unknown_model_names_those_that_are_there(root: Path) -> None:
    done = mimic_do(root, "open the calculator", *SMALL, "--model", "oracle")
    assert done.returncode == 1
    assert "mini" in done.stdout


def test_an_unknown_device_names_those_that_are_there(root: Path) -> None:
    done = mimic_do(root, "open the calculator", "--on", "moon")
    assert done.returncode == 1
    assert "virtual" in done.stdout
