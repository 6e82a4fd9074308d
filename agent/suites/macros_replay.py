"""Part “replay”: tasks that a person's hand did once are replayed on fresh desktops, and timed.

Each is recorded by `mimic record` while `agent.suites.person` works at a person's pace, and replayed as it was recorded
by `mimic replay --speed max`. Both times go from the first deed to the last: what the recorder and the replayer tell.
The recordings stay in the folder of runs; `mimic eval macros --part again` replays them once more.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from agent.macros.file.filling import filled, values_of
from agent.macros.file.schema import Macro, Typing
from agent.suites.base import Outcome, Score, World
from agent.suites.macros_tasks import RECORDINGS, Recording
from agent.suites.macros_workshop import PROGRAM, SCREEN, Workshop, said
from agent.suites.person import LETTER_S, PACE_S, REST_S, Person
from bridges.virtual import PrivateDisplay

ENDED_S = 90.0
"""How long a recorder may take to tell what it heard as steps."""


def picked_scores(rounds: int, only: Sequence[str], folder: Path) -> Iterator[Score]:
    """One score for each recording, and for each of its ``rounds`` replays."""
    for one in RECORDINGS:
        if only and not {one.id, f"replay/{one.id}"} & set(only):
            continue
        bench = Bench(one, folder / one.id)
        recorded = bench.record()
        yield recorded
        for number in range(1, rounds + 1 if recorded.passed else 1):
            yield bench.replay(number)


class Bench:
    """One task, its recording and its replays. All of it lies in ``place``."""

    def __init__(self, task: Recording, place: Path) -> None:
        self._task, self._name, self._place = task, f"replay/{task.id}", place
        self._workshop = Workshop(place, task.files)

    @property
    def recorded(self) -> bool:
        """Whether there is a recording."""
        return self._task.id in self._workshop.macros.names()

    def record(self) -> Score:
        """Let the person do the task while the program records it."""
        task, workshop = self._task, self._workshop
        began, why = time.monotonic(), ""
        if self.recorded:
            workshop.macros.delete(task.id)
        with task.world() as world, PrivateDisplay(SCREEN) as display:
            workshop.fresh()
            self._words.write_text(json.dumps(dict(world.words)), encoding="utf-8")
            command = [*PROGRAM, "record", task.id, "--open", task.application, "--on", "desktop", "--json"]
            told = workshop.home.parent / "recording.txt"
            with told.open("w+", encoding="utf-8") as output:
                recorder = subprocess.Popen(
                    command, env=workshop.environment(display), cwd=workshop.home, stdout=output,
                    stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                )  # fmt: skip
                try:
                    with Person(display) as person:
                        _await_recording(recorder, told)
                        task.do(person, world.words)
                        person.rests()
                        person.hand.tap("Control_L", "Alt_L", "Escape")
                    code = recorder.wait(ENDED_S)
                except (AssertionError, ValueError, subprocess.TimeoutExpired) as error:
                    why, code = f"{type(error).__name__}: {error}", 0
                finally:
                    recorder.kill()
                    recorder.wait()
            if code:
                why = told.read_text("utf-8").strip()[-300:]
            why = why or task.check(_outcome(workshop, world, display))
        macro = None if why else workshop.macro(task.id)
        seconds = macro.recorded.seconds if macro else time.monotonic() - began
        return Score(f"{self._name}/recording", not why, len(macro.steps) if macro else 0, why, seconds=seconds)

    def replay(self, number: int) -> Score:
        """Replay it on a fresh desktop; how it went, by what is left outside the screen."""
        task, workshop = self._task, self._workshop
        macro = workshop.macro(task.id)
        with task.world() as world, PrivateDisplay(SCREEN) as display:
            workshop.fresh()
            then = json.loads(self._words.read_text("utf-8"))
            given = workshop.options(task.id, then, world.words)
            began = time.monotonic()
            done = workshop.mimic("replay", task.id, "--json", *given, display=display)
            whole = time.monotonic() - began
            why = task.check(_outcome(workshop, world, display))
        told = workshop.told()
        why = why or (f"{told['model_calls']} questions to models" if told.get("model_calls") else "")
        why = f"{why}; {said(done)}" if why else ""
        seconds = float(told.get("seconds", whole))
        ms = {"overhead": float(told.get("overhead_ms") or 0.0), "replay": seconds * 1e3, "process": whole * 1e3}
        figures = {} if why else {"times faster": min(macro.recorded.seconds, at_pace(macro)) / seconds}
        return Score(f"{self._name}/{number}", not why, len(macro.steps), why, ms=ms, figures=figures, seconds=seconds)

    @property
    def _words(self) -> Path:
        """The words that the world had when the task was recorded."""
        return self._place / "words.json"


def at_pace(macro: Macro) -> float:
    """Seconds that the person needs where nothing is slow: being kept waiting by a busy machine does not count."""
    total = 0.0
    for step in macro.steps:
        typed = filled(step.text, values_of(macro, {})) if isinstance(step, Typing) else ""
        total += max(PACE_S, LETTER_S * len(typed) + REST_S)
    return total


def _outcome(workshop: Workshop, world: World, display: PrivateDisplay) -> Outcome:
    """What is left, the clipboard's text included, as another program gets it."""
    done = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"], env=display.environment, capture_output=True, text=True,
        timeout=10, check=False,
    )  # fmt: skip
    return Outcome(workshop.home, "", {**world.facts, "clipboard": done.stdout})


def _await_recording(recorder: subprocess.Popen[bytes], told: Path) -> None:
    until = time.monotonic() + ENDED_S
    while "Recording " not in told.read_text("utf-8"):
        assert recorder.poll() is None, f"the recorder ended: {told.read_text('utf-8')[-300:]}"
        assert time.monotonic() < until, "the recorder did not begin"
        time.sleep(0.05)
