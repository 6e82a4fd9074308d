"""How often an instruction is pointed to rightly on pictures: by kind, with refusals, beside a plain baseline."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Any

from agent.suites.base import wilson
from agent.suites.grounding_cases import Case
from bridges.errors import UnreadableTask
from model.base import Grounding

if TYPE_CHECKING:
    from bridges.base import Frame
    from model.base import Element, Model
    from model.parse import ScreenParser

MATCHES = 70.0
"""Likeness (0 to 100) from which the baseline takes a text for what was said; below, it refuses."""


@dataclass(frozen=True, slots=True)
class Shot:
    """How one case went."""

    case: Case
    point: tuple[float, float] | None
    passed: bool
    parsed: bool
    """Something was found whose middle lies on the target; true of what is absent."""
    baseline: bool
    """The baseline passed."""
    baseline_refused: bool
    confidence: float
    why: str
    ms: dict[str, float] = field(default_factory=dict)


def shots_of(cases: Sequence[Case], model: Model, parser: ScreenParser, warm: bool = True) -> Iterator[Shot]:
    """Every case, picture by picture. `parser` is the one that the model looks with.

    The first case of each counts the cold parse; with `warm`, a parse after one word has changed is timed besides.
    """
    from model.parse import ScreenParser as Parser
    from model.parse.bench import mirrored, words_of
    from model.picture import load_picture

    plain = Parser(without=frozenset({"detector", "icons"}))
    for path, group in groupby(sorted(cases, key=lambda case: str(case.image)), key=lambda case: case.image):
        frame = load_picture(path)
        before = plain.parse(frame).elements
        times: dict[str, float] = {}
        started = time.perf_counter()
        elements = parser.parse(frame).elements
        times["parse cold"] = (time.perf_counter() - started) * 1000
        words = words_of(elements)
        if warm and words:
            changed = mirrored(frame, words[0])
            started = time.perf_counter()
            parser.parse(changed)
            times["parse warm"] = (time.perf_counter() - started) * 1000
            elements = parser.parse(frame).elements
        for case in group:
            yield _shot(case, frame, model, elements, before, times)
            times = {}


def _shot(
    case: Case,
    frame: Frame,
    model: Model,
    elements: Sequence[Element],
    before: Sequence[Element],
    times: dict[str, float],
) -> Shot:
    started = time.perf_counter()
    try:
        answer = model.ground(frame, case.instruction)
    except UnreadableTask as error:
        answer = Grounding(point=None, why=str(error))
    ms = {**times, "decide": (time.perf_counter() - started) * 1000}
    point = (answer.point.x, answer.point.y) if answer.point is not None else None
    plain = _by_text(case.instruction, before)
    middle = plain.box.center if plain is not None else None
    return Shot(
        case=case,
        point=point,
        passed=_is_right(case, point),
        parsed=case.box is None or any(case.holds(each.box.center.x, each.box.center.y) for each in elements),
        baseline=_is_right(case, (middle.x, middle.y) if middle is not None else None),
        baseline_refused=plain is None,
        confidence=answer.confidence,
        why=answer.why,
        ms=ms,
    )


def _is_right(case: Case, point: tuple[float, float] | None) -> bool:
    return point is None if case.box is None else point is not None and case.holds(*point)


def _by_text(instruction: str, elements: Sequence[Element]) -> Element | None:
    """The baseline: the element whose text is most like the instruction."""
    from rapidfuzz import fuzz

    best, likeness = None, MATCHES
    for element in elements:
        for told in (element.text, element.label, element.value):
            alike = fuzz.WRatio(told.casefold(), instruction.casefold()) if len(told) > 1 else 0.0
            if alike > likeness:
                best, likeness = element, alike
    return best


def result_of(shots: Sequence[Shot], without: Sequence[str], megabytes: float) -> dict[str, Any]:
    """The JSON form of a run: totals over what is present, by kind, refusals, where targets were lost, times."""
    present = [shot for shot in shots if shot.case.box is not None]
    absent = [shot for shot in shots if shot.case.box is None]
    kinds = sorted({shot.case.kind for shot in present})
    passed = sum(shot.passed for shot in present)
    phases = sorted({phase for shot in shots for phase in shot.ms})
    return {
        "suite": "grounding",
        "without": list(without),
        "total": len(present),
        "passed": passed,
        "rate": passed / len(present) if present else 0.0,
        "interval": list(wilson(passed, len(present))),
        "kinds": {"all": _line(present), **{k: _line([s for s in present if s.case.kind == k]) for k in kinds}},
        "refusal": {
            "absent": len(absent),
            "recall": _rate(sum(shot.point is None for shot in absent), len(absent)),
            "false": _rate(sum(shot.point is None for shot in present), len(present)),
            "baseline_recall": _rate(sum(shot.baseline_refused for shot in absent), len(absent)),
            "baseline_false": _rate(sum(shot.baseline_refused for shot in present), len(present)),
        },
        "lost": {
            "not parsed": sum(not shot.passed and not shot.parsed for shot in present),
            "refused": sum(shot.parsed and shot.point is None for shot in present),
            "wrong pick": sum(not shot.passed and shot.parsed and shot.point is not None for shot in present),
        },
        "ms": {phase: round(median(s.ms[phase] for s in shots if phase in s.ms), 1) for phase in phases},
        "rss_mb": round(megabytes),
        "cases": [
            {
                "id": shot.case.id, "kind": shot.case.kind, "passed": shot.passed, "steps": 1, "why": shot.why,
                "instruction": shot.case.instruction, "point": list(shot.point) if shot.point else None,
                "parsed": shot.parsed, "baseline": shot.baseline, "confidence": round(shot.confidence, 3),
            }
            for shot in shots
        ],
    }  # fmt: skip


def _rate(part: int, whole: int) -> dict[str, Any]:
    return {"of": part, "rate": part / whole if whole else 0.0, "interval": list(wilson(part, whole))}


def _line(shots: Sequence[Shot]) -> dict[str, Any]:
    return {
        "total": len(shots),
        **_rate(sum(shot.passed for shot in shots), len(shots)),
        "parsed": _rate(sum(shot.parsed for shot in shots), len(shots)),
        "baseline": _rate(sum(shot.baseline for shot in shots), len(shots)),
    }
