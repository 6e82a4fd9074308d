"""Where macros are recorded and replayed for the suites: the program itself, on private displays, in a fresh home."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agent.macros.file.schema import Macro
from agent.macros.file.store import Macros
from bridges.coordinates import Size
from bridges.virtual import PrivateDisplay

SCREEN = Size(1280, 800)
LIMIT_S = 240.0


class Workshop:
    """A home folder that is made anew for each recording and replay; macros and runs outlast it in ``kept``.

    Files that ``files`` names lie in the home folder each time.
    """

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        self.home, self.kept = folder / "home", folder / "kept"
        self.kept.mkdir(parents=True, exist_ok=True)
        self._files = files

    @property
    def macros(self) -> Macros:
        return Macros(self.kept / "mimic" / "macros")

    def macro(self, name: str) -> Macro:
        return self.macros.load(name)

    def fresh(self) -> None:
        """Make the home folder anew."""
        shutil.rmtree(self.home, ignore_errors=True)
        data, own = self.home / ".local" / "share", self.kept / "mimic"
        data.mkdir(parents=True)
        own.mkdir(exist_ok=True)
        # What applications keep of their last session goes with the home folder, what Mimic keeps stays.
        (data / "mimic").symlink_to(own, target_is_directory=True)
        for name, text in self._files.items():
            path = self.home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def environment(
        self, display: PrivateDisplay | None = None, more: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        """What the program is started with, on a display or on none."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "MIMIC_"))}
        own = {"HOME": str(self.home), "MIMIC_RUNS": str(self.kept / "runs")}
        own |= {"MIMIC_CONFIRM": "never", "MIMIC_VETO_S": "0"}
        return {**kept, **(display.environment if display else {}), **own, **(more or {})}

    def mimic(
        self, *arguments: str, display: PrivateDisplay | None = None, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the program to its end. On a display, its device is that display, without an overlay."""
        where = ["--on", "desktop", "--no-overlay"] if display else []
        command = [*PROGRAM, *arguments, *where]
        try:
            return subprocess.run(
                command, env=self.environment(display, more), cwd=self.home, text=True, capture_output=True,
                timeout=LIMIT_S, stdin=subprocess.DEVNULL, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, 1, "", f"not done within {LIMIT_S:g} s")

    def options(self, name: str, then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
        """Options for a replay: parameters that name what was otherwise at the recording, such as a server's port."""
        given = []
        for key, parameter in self.macro(name).parameters.items():
            value = parameter.default or ""
            for word, old in then.items():
                value = value.replace(old, now[word])
            if value != parameter.default:
                given.append(f"--set={key}={value}")
        return given

    def told(self) -> dict[str, Any]:
        """What the last replay said of itself."""
        files = sorted((self.kept / "runs").glob("*/replay.json"), key=lambda path: path.stat().st_mtime)
        told: dict[str, Any] = json.loads(files[-1].read_text("utf-8")) if files else {}
        return told


PROGRAM = (sys.executable, "-m", "ui")


def said(done: subprocess.CompletedProcess[str]) -> str:
    """Why a run ended, from its last event, else from what it complained about."""
    for line in reversed(done.stdout.splitlines()):
        if line.startswith("{") and '"why"' in line:
            return str(json.loads(line)["why"])[:300]
    return (done.stderr or done.stdout).strip()[-300:]
