"""Macros of real applications: each task is done once by the agent, kept as a macro, and replayed on fresh desktops.

What was done is checked outside the screen, as in `agent.suites.desktop`, whose tasks these are. Besides the replays
on an unchanged desktop there is the drift: the same macros under other themes, sizes, scales and resolutions. There a
replay passes when it does the task; the others say whether they halted, or claimed what they had not done ("WRONG").
The seconds of a recording and of a replay both count the whole process, from its start to its end.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent.macros.store import Macros
from agent.suites import desktop
from agent.suites.base import Case, Outcome, Score, World
from bridges.coordinates import Size
from bridges.errors import MimicError
from bridges.virtual import PrivateDisplay

RECORDED = (
    "mousepad-note", "mousepad-lines", "mousepad-menu", "mousepad-open-append", "gnome-text-editor-note",
    "gnome-text-editor-replace", "featherpad-note", "featherpad-two-files", "chromium-form", "pcmanfm-rename",
    "gnome-calculator-to-file", "xterm-sort",
)  # fmt: skip
SCREEN = Size(1280, 800)
LIMIT_S = 240.0


@dataclass(frozen=True, slots=True)
class Drift:
    """How the desktop differs from the one that the macro was recorded on."""

    id: str
    environment: Mapping[str, str] = field(default_factory=dict)
    size: Size = SCREEN


DRIFTS = (
    Drift("dark-theme", {"GTK_THEME": "Adwaita:dark", "ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    Drift("other-theme", {"GTK_THEME": "HighContrast", "QT_STYLE_OVERRIDE": "Windows"}),
    Drift("scale-125", {"GDK_DPI_SCALE": "1.25", "QT_SCALE_FACTOR": "1.25"}),
    Drift("scale-200", {"GDK_SCALE": "2", "QT_SCALE_FACTOR": "2"}, Size(1920, 1080)),
    Drift("larger-screen", {}, Size(1600, 1000)),
    Drift("smaller-screen", {}, Size(1024, 700)),
)


def scores(rounds: int) -> Iterator[Score]:
    """One score for each macro's recording, for each of its replays, and for each replay under drift."""
    cases = {case.id: case for case in desktop.cases()}
    with tempfile.TemporaryDirectory(prefix="mimic-macros-") as folder:
        for name in RECORDED:
            workshop = Workshop(cases[name], Path(folder) / name)
            recorded = workshop.record()
            yield recorded
            if not recorded.passed:
                continue
            for number in range(1, rounds + 1):
                yield workshop.replay(f"{name}/replay-{number}", Drift("same"))
            for drift in DRIFTS:
                yield workshop.replay(f"{name}/{drift.id}", drift)


class Workshop:
    """One task: its recording, and its replays, each in a home folder made anew at the same place."""

    def __init__(self, case: Case, folder: Path) -> None:
        self._case = case
        self._home, self._kept = folder / "home", folder / "kept"
        self._kept.mkdir(parents=True)
        self._name = case.id
        self._words: Mapping[str, str] = {}

    def record(self) -> Score:
        """Let the agent do the task and make a macro of its run."""
        with self._case.world() as world:
            self._fresh()
            self._words = dict(world.words)
            task = self._case.task.format(home=self._home, **world.words)
            began = time.monotonic()
            done = self._mimic(["do", task, "--json"], Drift("same"))
            seconds = time.monotonic() - began
            why = self._case.check(self._outcome(world)) if done.returncode == 0 else _said(done)
        if not why:
            made = self._mimic(["macro", "from-run", "last", self._name], None)
            why = "" if made.returncode == 0 else _said(made)
        return Score(f"{self._name}/recording", not why, self._steps(), why, seconds=seconds)

    def replay(self, name: str, drift: Drift) -> Score:
        """Replay on a fresh desktop; how it went, by what is on the disk."""
        with self._case.world() as world:
            self._fresh()
            given = [f"--set={key}={value}" for key, value in self._values(world).items()]
            command = ["replay", self._name, "--json", *given]
            began = time.monotonic()
            done = self._mimic(command, drift)
            seconds = time.monotonic() - began
            why = self._case.check(self._outcome(world))
        told = self._told()
        wrong = done.returncode == 0 and bool(why)
        if drift.id == "same":
            why = why or ("" if not told.get("model_calls") else f"{told['model_calls']} questions to models")
            why = why and f"{why}; {_said(done)}"
        elif done.returncode != 0:
            why = f"halted: {_said(done)}"
        elif wrong:
            why = f"WRONG: {why}"
        ms = {"overhead": float(told["overhead_ms"])} if told.get("overhead_ms") else {}
        return Score(name, not why, self._steps(), why, ms=ms, seconds=seconds)

    def _values(self, world: World) -> dict[str, str]:
        """Values of parameters that name what differs from one run to the next, such as a server's port."""
        macro = Macros(self._macros).load(self._name)
        values = {}
        for name, parameter in macro.parameters.items():
            value = parameter.default or ""
            for word, old in self._words.items():
                value = value.replace(old, world.words[word])
            if value != parameter.default:
                values[name] = value
        return values

    @property
    def _macros(self) -> Path:
        return self._kept / "mimic" / "macros"

    def _steps(self) -> int:
        try:
            return len(Macros(self._macros).load(self._name).steps)
        except MimicError:
            return 0

    def _fresh(self) -> None:
        shutil.rmtree(self._home, ignore_errors=True)
        self._home.mkdir()
        for name, text in self._case.files.items():
            path = self._home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def _outcome(self, world: World) -> Outcome:
        return Outcome(self._home, "", world.facts)

    def _mimic(self, arguments: list[str], drift: Drift | None) -> subprocess.CompletedProcess[str]:
        """Run the program, on a desktop of its own that drifts so, or on none."""
        if drift is None:
            return self._run(arguments, {})
        with PrivateDisplay(drift.size) as display:
            around = {**display.environment, **drift.environment}
            return self._run([*arguments, "--on", "desktop", "--no-overlay"], around)

    def _run(self, arguments: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "MIMIC_"))}
        # Macros and runs outlast the home folder, which is made anew for each replay.
        own = {"HOME": str(self._home), "XDG_DATA_HOME": str(self._kept), "MIMIC_RUNS": str(self._kept / "runs")}
        own |= {"MIMIC_CONFIRM": "never", "MIMIC_VETO_S": "0"}
        command = [sys.executable, "-m", "ui", *arguments]
        try:
            return subprocess.run(
                command, env={**kept, **environment, **own}, cwd=self._home, text=True, capture_output=True,
                timeout=LIMIT_S, stdin=subprocess.DEVNULL, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, 1, "", f"not done within {LIMIT_S:g} s")

    def _told(self) -> dict[str, Any]:
        files = sorted((self._kept / "runs").glob("*/replay.json"), key=lambda path: path.stat().st_mtime)
        told: dict[str, Any] = json.loads(files[-1].read_text("utf-8")) if files else {}
        return told


def _said(done: subprocess.CompletedProcess[str]) -> str:
    """Why a run ended, from its last event, else from what it complained about."""
    for line in reversed(done.stdout.splitlines()):
        if line.startswith("{") and '"why"' in line:
            return str(json.loads(line)["why"])[:300]
    return (done.stderr or done.stdout).strip()[-300:]
