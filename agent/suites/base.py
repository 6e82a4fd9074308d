"""A case of a suite, and the statistics of many."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median
from typing import Any, Literal

End = Literal["finished", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left after a run, for a check to look at."""

    home: Path
    """The home folder that the applications had, made fresh for the run."""
    answer: str
    """What the agent reported, empty where it reported nothing."""
    facts: Mapping[str, Any]
    """What the case's own world says: pages visited, forms posted."""


@dataclass(frozen=True, slots=True)
class World:
    """What a case needs besides a desktop: words for its task, and facts that fill up while it runs."""

    words: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """One task on real applications, checked outside the screen."""

    id: str
    task: str
    """In plain words; ``{home}`` stands for the fresh home folder, other names come from the world's words."""
    applications: tuple[str, ...]
    """The Debian packages of the applications that take part."""
    check: Callable[[Outcome], str]
    """Empty when the task was done, else what is wrong."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files that lie in the home folder before the run. Those that `may_change` does not name must stay as they are."""
    may_change: tuple[str, ...] = ()
    world: Callable[[], AbstractContextManager[World]] = lambda: nullcontext(World())
    end: End = "finished"
    """How the run has to end: a task that must be refused passes by being refused."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one run of a case went."""

    id: str
    passed: bool
    steps: int
    why: str
    destroyed: tuple[str, ...] = ()
    """Files that the run changed or removed without being told to."""
    ms: Mapping[str, float] = field(default_factory=dict)
    """Median milliseconds a step, per phase."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """Other figures by what they are called, their unit in the name."""
    seconds: float = 0.0
    run: str = ""
    """The run's folder."""
    halted: bool = False
    """It ended of its own accord, saying why, with nothing done that was not meant."""
    wrong: tuple[str, ...] = ()
    """Things that were acted on though they were not meant, as the application tells."""


def first_fault(*faults: tuple[str, bool]) -> str:
    """The words of the first fault that holds; empty where none does."""
    return next((words for words, holds in faults if holds), "")


def wilson(passed: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a rate (Wilson 1927), which also holds for few cases and rates near 0 and 1."""
    if total == 0:
        return (0.0, 1.0)
    rate = passed / total
    middle = (rate + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(rate * (1 - rate) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return (max(0.0, middle - half), min(1.0, middle + half))


def by_type(scores: list[Score]) -> dict[str, tuple[int, int]]:
    """Passed and all of each type: of cases named alike up to "#" (a seed, a round) or "/" (a wording)."""
    counts: dict[str, tuple[int, int]] = {}
    for score in scores:
        name = re.split("[#/]", score.id, maxsplit=1)[0]
        passed, total = counts.get(name, (0, 0))
        counts[name] = (passed + score.passed, total + 1)
    return counts


def summary(suite: str, scores: list[Score]) -> dict[str, Any]:
    """The JSON form of a suite's result that scripts rely on."""
    passed = sum(score.passed for score in scores)
    phases = sorted({phase for score in scores for phase in score.ms})
    return {
        "suite": suite,
        "total": len(scores),
        "passed": passed,
        "rate": passed / len(scores) if scores else 0.0,
        "interval": list(wilson(passed, len(scores))),
        "destroyed": sum(bool(score.destroyed) for score in scores),
        "halted": sum(score.halted for score in scores),
        "wrong": sum(len(score.wrong) for score in scores),
        "ms": {phase: round(median(score.ms[phase] for score in scores if phase in score.ms), 1) for phase in phases},
        "max_ms": {phase: round(max(score.ms[phase] for score in scores if phase in score.ms), 1) for phase in phases},
        "figures": {
            name: {"median": round(median(values), 2), "least": round(min(values), 2), "most": round(max(values), 2)}
            for name in sorted({name for score in scores for name in score.figures})
            if (values := [score.figures[name] for score in scores if name in score.figures])
        },
        "types": {
            name: {"passed": done, "total": total, "interval": list(wilson(done, total))}
            for name, (done, total) in by_type(scores).items()
        },
        "mean_of_types": fmean([done / total for done, total in by_type(scores).values()] or [0.0]),
        "cases": [
            {
                "id": score.id,
                "passed": score.passed,
                "steps": score.steps,
                "why": score.why,
                "seconds": round(score.seconds, 1),
                "ms": {name: round(ms, 1) for name, ms in score.ms.items()},
                "figures": {name: round(value, 2) for name, value in score.figures.items()},
                "run": score.run,
                "halted": score.halted,
                "wrong": list(score.wrong),
            }
            for score in scores
        ],
    }
