"""Part “from-run”: each task is done once by the agent, kept as a macro, and replayed on fresh desktops.

The tasks are those of `agent.suites.desktop`, checked outside the screen. The seconds of a recording and of a replay
both count the whole process, from its start to its end.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from agent.suites import desktop
from agent.suites.base import Case, Outcome, Score
from agent.suites.macros_workshop import SCREEN, Workshop, said
from bridges.errors import MimicError
from bridges.virtual import PrivateDisplay

RECORDED = (
    "mousepad-note", "mousepad-lines", "mousepad-menu", "mousepad-open-append", "gnome-text-editor-note",
    "gnome-text-editor-replace", "featherpad-note", "featherpad-two-files", "chromium-form", "pcmanfm-rename",
    "gnome-calculator-to-file", "xterm-sort",
)  # fmt: skip


def picked_scores(rounds: int, only: Sequence[str], folder: Path) -> Iterator[Score]:  # noqa: ARG001 - as each suite
    """One score for each macro's recording and for each of its replays."""
    cases = {case.id: case for case in desktop.cases() if not only or f"from-run/{case.id}" in only}
    with tempfile.TemporaryDirectory(prefix="mimic-macros-") as place:
        for name in filter(cases.__contains__, RECORDED):
            bench = _Bench(cases[name], Path(place) / name)
            recorded = bench.record()
            yield recorded
            for number in range(1, rounds + 1 if recorded.passed else 1):
                yield bench.replay(number)


class _Bench:
    """One task: its recording, and its replays."""

    def __init__(self, case: Case, folder: Path) -> None:
        self._case, self._name = case, f"from-run/{case.id}"
        self._workshop = Workshop(folder, case.files)
        self._words: Mapping[str, str] = {}

    def record(self) -> Score:
        """Let the agent do the task and make a macro of its run."""
        workshop = self._workshop
        with self._case.world() as world, PrivateDisplay(SCREEN) as display:
            workshop.fresh()
            self._words = dict(world.words)
            task = self._case.task.format(home=workshop.home, **world.words)
            began = time.monotonic()
            done = workshop.mimic("do", task, "--json", display=display)
            seconds = time.monotonic() - began
            why = said(done) if done.returncode else self._case.check(Outcome(workshop.home, "", world.facts))
        if not why:
            made = workshop.mimic("macro", "from-run", "last", self._case.id)
            why = said(made) if made.returncode else ""
        return Score(f"{self._name}/recording", not why, self._steps(), why, seconds=seconds)

    def replay(self, number: int) -> Score:
        """Replay on a fresh desktop; how it went, by what is on the disk."""
        workshop = self._workshop
        with self._case.world() as world, PrivateDisplay(SCREEN) as display:
            workshop.fresh()
            given = workshop.options(self._case.id, self._words, world.words)
            began = time.monotonic()
            done = workshop.mimic("replay", self._case.id, "--json", *given, display=display)
            seconds = time.monotonic() - began
            why = self._case.check(Outcome(workshop.home, "", world.facts))
        told = workshop.told()
        why = why or (f"{told['model_calls']} questions to models" if told.get("model_calls") else "")
        why = f"{why}; {said(done)}" if why else ""
        ms = {"overhead": float(told["overhead_ms"])} if told.get("overhead_ms") else {}
        return Score(f"{self._name}/{number}", not why, self._steps(), why, ms=ms, seconds=seconds)

    def _steps(self) -> int:
        try:
            return len(self._workshop.macro(self._case.id).steps)
        except MimicError:
            return 0
