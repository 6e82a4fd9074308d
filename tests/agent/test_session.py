"""A task from beginning to end: on paper, and on a real private desktop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from agent.base import Event, Failed, Finished, Nobody, Verified
from agent.limits import Limits
from agent.session import carry_out
from agent.settings import Settings
from agent.trajectory import Run, runs
from bridges.stop import Stop

PLUGIN = """
from bridges import action as act
from bridges.coordinates import ImagePoint
from model.base import Expectation
from model.scripted import Scripted

def clicks():
    click = act.Click(start_point=ImagePoint(110, 110))
    return Scripted([click, click, act.Finished(status="success", answer="two")], Expectation(within_s=0.1))

def endless():
    keys = [act.Press(keys=[chr(97 + n % 26)]) for n in range(10_000)]
    return Scripted(keys, Expectation(kind="none"))
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed distribution that brings a bridge and models, as a third party's would."""
    info = tmp_path / "plugged-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plugged\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[mimic.bridges]\npaper = paper:open_paper\nbroken = nonesuch:x\n"
        "[mimic.models]\nclicks = plugged:clicks\nendless = plugged:endless\n"
    )
    (tmp_path / "plugged.py").write_text(PLUGIN)
    monkeypatch.syspath_prepend(str(tmp_path))


def told(task: str, target: str, root: Path, model: str = "clicks", **more: object) -> list[Event]:
    # A fast machine takes the usual 60 steps in the 0.3 s before a test's stop comes.
    settings = Settings(runs=root, model=model, limits=Limits(steps=10_000))
    events = list(carry_out(task, target, settings, Nobody(), **more))  # type: ignore[arg-type]
    assert sum(isinstance(event, Finished | Failed) for event in events) == 1
    assert isinstance(events[-1], Finished | Failed)
    return events


def failed(events: list[Event]) -> Failed:
    assert isinstance(events[-1], Failed)
    return events[-1]


@pytest.mark.usefixtures("plugin")
def test_a_run_is_stored_as_it_came_out(tmp_path: Path) -> None:
    events = told("click twice", "paper:A4", tmp_path / "runs")
    assert isinstance(events[-1], Finished)
    (run,) = runs(tmp_path / "runs")
    assert [e.model_dump() for e in run.events()] == [e.model_dump() for e in events]
    assert run.about.device == "paper:A4"
    assert sorted(path.stem for path in run.folder.glob("frames/*")) == ["0001-after", "0001-before", "0002-after"]


@pytest.mark.usefixtures("plugin")
def test_a_loaded_run_goes_on(tmp_path: Path) -> None:
    run = Run.create(tmp_path / "runs", "click twice")
    part = carry_out("click twice", "paper", Settings(model="clicks"), Nobody(), run)
    for event in part:
        if isinstance(event, Verified):
            break
    part.close()  # type: ignore[attr-defined]
    again = told("click twice", "paper", tmp_path, run=Run.load(run.folder))
    assert again[0].event == "started"
    assert again[0].resumed
    assert again[1].step == 2
    assert len(runs(tmp_path / "runs")) == 1


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("task", "target", "model", "error"),
    [
        ("", "paper", "clicks", "UnreadableTask"),
        (" \n", "paper", "clicks", "UnreadableTask"),
        ("x", "nonesuch", "clicks", "BridgeError"),
        ("x", "broken", "clicks", "BridgeError"),
        ("x", "paper", "nonesuch", "ModelUnavailable"),
        ("x", "virtual:1x1", "clicks", "NoDisplay"),
        ("x", "desktop", "clicks", "NoDisplay"),
        ("type {{secret:none}}", "paper", "clicks", "SecretUnknown"),
    ],
)
def test_what_cannot_begin_is_named_and_stored(tmp_path: Path, task: str, target: str, model: str, error: str) -> None:
    events = told(task, target, tmp_path / "runs", model)
    assert failed(events).error == error
    assert failed(events).why
    (run,) = runs(tmp_path / "runs")
    assert isinstance(run.outcome, Failed)


@pytest.mark.usefixtures("plugin")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert failed(told("x", "paper", tmp_path / "file")).error == "RunNotStored"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
@pytest.mark.usefixtures("plugin")
def test_a_disk_that_fills_up_ends_the_run(small_disk: Path) -> None:
    events = told("type for ever", "paper", small_disk, "endless")
    assert failed(events).error == "RunNotStored"
    (run,) = runs(small_disk)
    kept = run.events()
    assert [e.model_dump() for e in kept] == [e.model_dump() for e in events[: len(kept)]]


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_run_and_the_handlers_come_back(tmp_path: Path, number: signal.Signals) -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    threading.Timer(0.3, os.kill, [os.getpid(), number]).start()
    started = time.monotonic()
    events = told("type for ever", "paper", tmp_path, "endless")
    assert failed(events).error == "Stopped"
    assert number.name in failed(events).why
    assert time.monotonic() - started < 3
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


@pytest.mark.usefixtures("plugin")
def test_a_stop_from_elsewhere_ends_the_run(tmp_path: Path) -> None:
    stop = Stop()
    threading.Timer(0.3, stop.request, ["by a test"]).start()
    assert failed(told("type for ever", "paper", tmp_path, "endless", stop=stop)).error == "Stopped"


def test_importing_the_session_is_cheap_and_needs_no_display() -> None:
    code = """
        import sys
        import agent.session, agent.guard, agent.loop, agent.trajectory
        heavy = {"cv2", "openvino", "rapidocr", "mss", "pyautogui", "pynput", "Xlib", "jeepney", "keyring"}
        print(sorted(heavy & sys.modules.keys()))
    """
    out = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip
    assert out.stdout.strip() == "[]"


# On a real display


def servers() -> set[int]:
    return {p.pid for p in psutil.Process().children(recursive=True) if p.name() == "Xvfb"}


def test_a_task_in_words_is_carried_out_by_real_applications(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    task = f'Open mousepad, type "Grüße, 你好", save it as "{note}"'
    before = servers()
    events = told(task, "virtual:1024x700", tmp_path / "runs", "mini")
    assert isinstance(events[-1], Finished), events[-1]
    assert events[-1].status == "success"
    assert events[-1].evidence
    assert note.read_text("utf-8") == "Grüße, 你好"
    assert servers() <= before


@pytest.mark.usefixtures("plugin")
def test_a_display_that_dies_in_the_middle_ends_the_run_under_its_name(tmp_path: Path) -> None:
    before = servers()
    events = []
    for event in carry_out(
        "type for ever", "virtual:640x480", Settings(runs=tmp_path / "runs", model="endless", tree=False), Nobody()
    ):
        events.append(event)
        if event.event == "performed" and event.step == 3:
            (server,) = servers() - before
            os.kill(server, signal.SIGKILL)
    assert failed(events).error == "DeviceLost"
    (run,) = runs(tmp_path / "runs")
    assert len(run.events()) == len(events)
