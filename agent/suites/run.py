"""Runs a suite: every case by the program itself, as a person would start it, in a home folder made for the run."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import shutil
import subprocess
import tempfile
import time
from collections.abc import Container, Iterator, Mapping, Sequence
from inspect import signature
from pathlib import Path
from statistics import median
from types import ModuleType

from agent import suites
from agent.base import EVENT, Event, Failed, Finished, Performed, Refused
from agent.suites.base import Case, Outcome, Score
from bridges.errors import UnreadableTask

LIMIT_S = 300.0
EXIT_OF = {"finished": 0, "refused": 3}


def suite_names() -> tuple[str, ...]:
    """The suites that there are: every module beside this one that has cases, or that scores itself."""
    modules = {
        module.name: importlib.import_module(f"agent.suites.{module.name}")
        for module in pkgutil.iter_modules(suites.__path__)
    }
    return tuple(
        name.replace("_", "-")
        for name, module in modules.items()
        if any(hasattr(module, kind) for kind in ("cases", "picked_scores"))
    )


def takes_jobs(suite: str) -> bool:
    """Whether a suite may be done in several processes and go on after a part. Raises UnreadableTask."""
    scores = getattr(_suite(suite), "picked_scores", None)
    return scores is not None and "jobs" in signature(scores).parameters


def scores_of(
    suite: str,
    program: Sequence[str],
    runs: Path,
    rounds: int = 1,
    only: Sequence[str] = (),
    jobs: int = 1,
    done: Container[str] = (),
) -> Iterator[Score]:
    """Run a suite; yields each score as soon as it is known. Raises UnreadableTask for a name that no suite has.

    ``jobs`` and ``done``, names of scores that are known, are for suites of which `takes_jobs` is true.
    """
    module = _suite(suite)
    if takes_jobs(suite):
        yield from module.picked_scores(rounds, only, runs / suite, jobs=jobs, done=done)
    elif hasattr(module, "picked_scores"):
        yield from module.picked_scores(rounds, only, runs / suite)
    else:
        cases = [case for case in cases_of(suite) if not only or case.id in only]
        yield from run_suite(cases, program, runs, rounds)


def cases_of(suite: str) -> tuple[Case, ...]:
    """The tasks of a suite. Raises UnreadableTask for a name that no suite has."""
    found: tuple[Case, ...] = _suite(suite).cases()
    return found


def _suite(name: str) -> ModuleType:
    if name not in suite_names():
        raise UnreadableTask(
            f"Running the suite “{name}”", "there is none of that name", f"There are: {suite_names()}."
        )
    return importlib.import_module(f"agent.suites.{_module(name)}")


def _module(name: str) -> str:
    return name.replace("-", "_")


def run_suite(
    cases: Sequence[Case], program: Sequence[str], runs: Path, rounds: int = 1, device: str = "virtual:1280x800"
) -> Iterator[Score]:
    """Run each case ``rounds`` times; yields a score as soon as it is known. ``program`` is what starts Mimic."""
    for number in range(rounds):
        for case in cases:
            with tempfile.TemporaryDirectory(prefix="mimic-suite-") as folder:
                yield _run_case(case, number + 1, program, runs, Path(folder), device)


def _run_case(case: Case, number: int, program: Sequence[str], runs: Path, home: Path, device: str) -> Score:
    for name, text in case.files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    began = time.monotonic()
    with case.world() as world:
        task = case.task.format(home=home, **world.words)
        command = [*program, "do", task, "--on", device, "--json"]
        try:
            done = subprocess.run(
                command, env=_environment(home, runs), capture_output=True, stdin=subprocess.DEVNULL, timeout=LIMIT_S,
                cwd=home, check=False,
            )  # fmt: skip
            code, lines, complaint = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired as error:
            code, lines, complaint = -1, error.stdout or b"", b"not done within the limit"
        events = [EVENT.validate_json(line) for line in lines.splitlines() if line.startswith(b"{")]
        outcome = Outcome(home, _answer(events), world.facts)
        why = _wrong_end(case, code, events, complaint.decode(errors="replace")) or case.check(outcome)
    destroyed = tuple(
        name for name, text in case.files.items() if name not in case.may_change and not _is_still(home / name, text)
    )
    if destroyed:
        why = f"destroyed {', '.join(destroyed)}; {why}"
    run = _newest(runs)
    return Score(
        id=case.id if number == 1 else f"{case.id}#{number}",
        passed=not why,
        steps=sum(isinstance(event, Performed) for event in events),
        why=why,
        destroyed=destroyed,
        ms=_phase_times(events),
        seconds=time.monotonic() - began,
        run=str(run) if run else "",
    )


def _environment(home: Path, runs: Path) -> Mapping[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "MIMIC_"))}
    return kept | {"HOME": str(home), "MIMIC_RUNS": str(runs)}


def _wrong_end(case: Case, code: int, events: Sequence[Event], complaint: str) -> str:
    if code == EXIT_OF[case.end]:
        return ""
    last = next((event for event in reversed(events) if isinstance(event, Failed | Refused | Finished)), None)
    said = getattr(last, "why", None) or getattr(last, "answer", None) or complaint.strip()[-300:] or "nothing"
    return f"ended with exit code {code}, not {EXIT_OF[case.end]}: {said}"


def _answer(events: Sequence[Event]) -> str:
    return next((event.answer or "" for event in reversed(events) if isinstance(event, Finished)), "")


def _is_still(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8", errors="replace") == text


def _phase_times(events: Sequence[Event]) -> dict[str, float]:
    """Median over the steps of each phase's time; a phase that several events of a step share is added up."""
    steps: dict[int, dict[str, float]] = {}
    for event in events:
        phases = steps.setdefault(event.step, {})
        for phase, ms in event.ms.items():
            phases[phase] = phases.get(phase, 0.0) + ms
    steps.pop(0, None)
    names = {phase for phases in steps.values() for phase in phases}
    return {name: median(phases.get(name, 0.0) for phases in steps.values()) for name in names}


def _newest(runs: Path) -> Path | None:
    folders = [path for path in runs.iterdir() if path.is_dir()] if runs.is_dir() else []
    return max(folders, key=lambda path: path.stat().st_mtime, default=None)


def save_summary(summary: Mapping[str, object], path: Path) -> None:
    """Write the result so that a half-written file never takes the place of a whole one."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shutil.move(part, path)
