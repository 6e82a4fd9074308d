"""`mimic eval grounding` counts what it points at, and its page shows every failure."""

from __future__ import annotations

import json
from pathlib import Path

from agent.suites.grounding_cases import DATASET
from ui.failures import FAILED
from ui.grounding import evaluate_grounding


def test_the_result_has_cases_kinds_and_a_page_of_failures(tmp_path: Path) -> None:
    out, page = tmp_path / "result.json", tmp_path / "failures.html"
    assert evaluate_grounding(None, out, page, ("kcalc",), ("icons",)) == FAILED
    result = json.loads(out.read_text())
    own = [json.loads(line) for line in DATASET.read_text().splitlines() if '"kcalc/' in line]
    assert [case["id"] for case in result["cases"]] == [case["id"] for case in own]
    assert result["total"] == sum(case["box"] is not None for case in own)
    assert result["passed"] == sum(case["passed"] for case in result["cases"] if "parsed" in case) - sum(
        case["passed"] for case, told in zip(result["cases"], own, strict=True) if told["box"] is None
    )
    assert {"total", "rate", "interval", "parsed", "baseline"} <= set(result["kinds"]["text"])
    assert result["kinds"]["text"]["parsed"]["rate"] > 0.8
    assert result["ms"]["parse cold"] > 0
    failed = [case for case in result["cases"] if not case["passed"]]
    shown = page.read_text()
    assert shown.count("<figure>") == len(failed)
    assert "http" not in shown
