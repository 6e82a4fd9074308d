"""`mimic record` as a program: however it is ended, what was done becomes the macro."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.macros.file.store import Macros
from agent.suites.hand import Hand
from bridges.virtual import PrivateDisplay
from tests.conftest import FixtureApp, wait_until
from ui.cli import main
from ui.stopping import stop_runs


class Recording:
    """A recording of one click and one text on the fixture application."""

    def __init__(self, display: PrivateDisplay, folder: Path, *options: str) -> None:
        self.macros = Macros(folder / "data" / "mimic" / "macros")
        self.told = folder / "told.txt"
        environment = {**os.environ, **display.environment, "XDG_DATA_HOME": str(folder / "data"), "HOME": str(folder)}
        environment["XDG_CACHE_HOME"] = str(folder / "cache")
        command = [sys.executable, "-m", "ui", "record", "hand", "--on", "desktop", "--no-tree", *options]
        with self.told.open("w") as output:
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        wait_until(lambda: "ends it" in self.told.read_text(), "the recording", 30)

    def ended(self) -> int:
        return self.process.wait(90)


@pytest.fixture
def recording(private_display: PrivateDisplay, fixture_app: FixtureApp, tmp_path: Path) -> Iterator[Recording]:
    made = Recording(private_display, tmp_path)
    with Hand(private_display) as hand:
        center = fixture_app.center("Name")
        hand.move(int(center.x), int(center.y))
        time.sleep(0.3)
        hand.click()
        time.sleep(0.5)
        hand.type("ada")
        time.sleep(0.5)
    yield made
    made.process.kill()
    made.process.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_recording_and_loses_nothing(recording: Recording, number: signal.Signals) -> None:
    recording.process.send_signal(number)
    assert recording.ended() == 0
    macro = recording.macros.load("hand")
    assert [step.do for step in macro.steps] == ["appswitch", "click", "input"]
    assert macro.recorded.device == "desktop"
    told = recording.told.read_text()
    assert "    2  input 3 characters" in told
    assert "  s3       input {name}" in told


def test_stop_from_another_terminal_ends_a_recording(
    recording: Recording, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert stop_runs("another") == 1
    assert stop_runs("hand") == 0
    assert "Ended the recording of “hand”" in capsys.readouterr().out
    assert recording.ended() == 0
    assert recording.macros.names() == ("hand",)
    assert not list((tmp_path / "cache").rglob("recording-*"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a/b"], "that is no name"),
        (["two words"], "that is no name"),
        (["there"], "mimic macro delete there"),
        (["new", "--on", "virtual"], "do not reach a private desktop"),
        (["new", "--on", "nowhere"], "no bridge has that name"),
    ],
)
def test_what_cannot_be_recorded_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "mimic" / "macros" / "there").mkdir(parents=True)
    assert main(["record", *arguments]) == 1
    assert told in capsys.readouterr().err
