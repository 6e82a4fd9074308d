"""What is done on this machine stays on it: nothing is sent, and nothing is left in the person's home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCREEN = Path(__file__).parent.parent / "model" / "screens"
WATCHER = """
import json, os, sys

def told(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        place = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
        with open(os.environ["CALLS"], "a") as file:
            file.write(json.dumps([event, repr(place)]) + chr(10))

sys.addaudithook(told)
"""
"""Loaded by every Python that is started; notes every place that one of them calls or asks the address of."""


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """The environment of a person with a new home, all of whose Pythons are watched."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCHER)
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "MIMIC_"))}
    python = os.pathsep.join([str(tmp_path / "watch"), str(Path(__file__).parent.parent.parent)])
    return {**kept, "HOME": str(home), "PYTHONPATH": python, "CALLS": str(tmp_path / "calls")}


def mimic(environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui", *arguments],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def called(environment: dict[str, str]) -> list[str]:
    """Places beyond this machine that were called."""
    notes = Path(environment["CALLS"])
    lines = [json.loads(line) for line in notes.read_text().splitlines()] if notes.exists() else []
    here = ("('127.0.0.1'", "('::1'", "'localhost'", "'/", "b'\\x00", "'\\x00", "b'/")
    return [place for _, place in lines if not place.startswith(here)]


def test_the_watcher_notices_a_call(watched: dict[str, str]) -> None:
    code = "import socket\ntry: socket.create_connection(('192.0.2.1', 9), 0.1)\nexcept OSError: pass"
    subprocess.run([sys.executable, "-c", code], env=watched, check=True, timeout=30)
    assert any("192.0.2.1" in place for place in called(watched))


def test_looking_at_a_picture_calls_nobody_and_leaves_nothing_in_the_home(watched: dict[str, str]) -> None:
    picture = next(iter(sorted(SCREEN.glob("*.png"))))
    mimic(watched, "parse", str(picture))
    assert called(watched) == []
    assert {path.name for path in Path(watched["HOME"]).iterdir()} <= {".cache", ".local", ".config"}


def test_reading_a_screen_loads_no_telemetry_and_leaves_nothing_in_the_home(watched: dict[str, str]) -> None:
    code = "import sys, model, openvino; print(openvino.get_version(), sys.modules.get('openvino_telemetry'))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=watched, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split()[-1] == "None"
    assert called(watched) == []
    assert list(Path(watched["HOME"]).iterdir()) == []


def test_a_task_calls_nobody(watched: dict[str, str]) -> None:
    mimic(watched, "do", "open mousepad", "--on", "virtual:800x600", "--no-tree")
    assert called(watched) == []
