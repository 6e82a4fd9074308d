"""What `mimic eval phone` shows: rows of figures with their bars, and a file that grows part by part."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from agent.suites.base import Score, summary, wilson

TASKS_BAR, FAULTS_BAR = 0.90, 0.85


@dataclass(frozen=True, slots=True)
class PhoneFigure:
    """One measured value with its bar."""

    name: str
    value: str
    bar: str
    met: bool


def task_rows(scores: Sequence[Score]) -> Iterator[PhoneFigure]:
    """What the runs without a fault show."""
    passed, total = sum(score.passed for score in scores), len(scores)
    yield PhoneFigure("tasks done", _share(passed, total), f"≥ {TASKS_BAR:.0%}", passed >= TASKS_BAR * total)


def fault_rows(scores: Sequence[Score]) -> Iterator[PhoneFigure]:
    """What the runs with a fault each show."""
    passed, total = sum(score.passed for score in scores), len(scores)
    yield PhoneFigure(
        "tasks done though something goes wrong", _share(passed, total), f"≥ {FAULTS_BAR:.0%}",
        passed >= FAULTS_BAR * total,
    )  # fmt: skip
    halted = sum(score.halted for score in scores)
    yield PhoneFigure(
        "the rest ends with the right named error", f"{halted} of {total - passed}", "all", halted == total - passed
    )
    wrong = sum(len(score.wrong) for score in scores)
    yield PhoneFigure("wrong actions", str(wrong), "0", wrong == 0)
    lost = sum("keyboard was not given back" in score.why for score in scores)
    yield PhoneFigure("keyboard given back", _share(total - lost, total), "all", lost == 0)
    kinds: dict[str, tuple[int, int]] = {}
    for score in scores:
        kind, _, never = score.id.partition("+")[2].partition("#")[0].partition("(")
        dealt, struck = kinds.get(kind, (0, 0))
        kinds[kind] = (dealt + 1, struck + (not never))
    told = ", ".join(f"{kind} {struck} of {dealt}" for kind, (dealt, struck) in sorted(kinds.items()))
    yield PhoneFigure("faults that took effect", told, "every kind", all(struck for _, struck in kinds.values()))


def _share(passed: int, total: int) -> str:
    low, high = wilson(passed, total)
    return f"{passed} of {total} ({passed / max(1, total):.0%}, 95 % interval {low:.0%} to {high:.0%})"


def written(path: Path | None, cases: dict[str, list[Score]], figures: Sequence[PhoneFigure]) -> dict[str, Any]:
    """The result as JSON has it. What ``path`` holds already of other parts, runs and figures stays.

    ``cases`` are those of the parts "tasks" and "faults"; their figures are computed over all runs in the file.
    """
    held = _held(path)
    known = {part: {one["id"]: one for one in held.get(part, {}).get("cases", ())} for part in ("tasks", "faults")}
    result: dict[str, Any] = {"suite": "phone", "on": "a pretend phone"}
    rows = {one["name"]: one for one in held.get("figures", ())}
    for part, compute in (("tasks", task_rows), ("faults", fault_rows)):
        scores = {name: _score(one) for name, one in known[part].items()}
        scores |= {score.id: score for score in cases.get(part, ())}
        if scores:
            result[part] = summary(f"phone {part}", list(scores.values()))
            rows |= {one.name: asdict(one) for one in compute(list(scores.values()))}
    rows |= {one.name: asdict(one) for one in figures}
    result["figures"] = list(rows.values())
    return result


def _held(path: Path | None) -> dict[str, Any]:
    if path is None or not path.exists():
        return {}
    held = json.loads(path.read_text("utf-8"))
    return held if isinstance(held, dict) and held.get("suite") == "phone" else {}


def _score(told: dict[str, Any]) -> Score:
    return Score(
        id=told["id"], passed=told["passed"], steps=told["steps"], why=told["why"], seconds=told["seconds"],
        halted=told["halted"], wrong=tuple(told["wrong"]),
    )  # fmt: skip
