"""The figures of `mimic bench model` beside their bars, as README shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Figures = Mapping[str, Any]


def _click(got: Figures) -> str:
    said = f"{got['click_ms']:.0f} ms, worst {got['click_worst_ms']:.0f} ms"
    if "transformers_ms" in got:
        said += f"; transformers {got['transformers_ms']:.0f} ms: {got['times_faster']:.1f} ×"
    return said


def _agreement(got: Figures) -> str:
    largest, scale = got["logits_max_error"], got["logits_largest"]
    return f"{got['tokens_equal']} greedy tokens equal, logits at most {largest:.2g} of {scale:.2g} apart"


ROWS: tuple[tuple[str, str, str, Callable[[Figures], str]], ...] = (
    ("click_ms", "one grounded click, pixels to parsed action, warm", "≤ 200 ms, ≥ 5 × transformers", _click),
    ("one_more_screenshot_ms", "next step, the last screenshot kept", "≤ 220 ms",
     lambda got: f"{got['one_more_screenshot_ms']:.0f} ms"),
    ("same_screenshot_ms", "next step, the screenshot unchanged", "≤ 80 ms",
     lambda got: f"{got['same_screenshot_ms']:.0f} ms"),
    ("sessions", "sessions at once, every screenshot new", "16: ≥ 6 steps/s, p95 ≤ 3 s",
     lambda got: f"{got['sessions']}: {got['sessions_steps_a_second']:.1f} steps/s, {got['sessions_p95_s']:.1f} s"),
    ("peak_gb", "peak memory", "16 bits ≤ 20 GB, 4 bits ≤ 9 GB",
     lambda got: f"{got['bits']} bits: {got['peak_gb']:.1f} GB"),
    ("first_answer_s", "process start to first answer", "≤ 40 s", lambda got: f"{got['first_answer_s']:.1f} s"),
    ("tokens_equal", "agreement with transformers", "stated", _agreement),
)  # fmt: skip
"""What has to be measured for a row, its figure, its bar (set for one H200 and 7B shapes), and how it is told."""


def table(got: Figures) -> str:
    """Figure, bar and measured as a Markdown table; a row that was not measured says so."""
    lines = ["| figure | bar on an H200, 7B shapes | measured |", "|---|---|---|"]
    for needed, figure, bar, told in ROWS:
        lines.append(f"| {figure} | {bar} | {told(got) if needed in got else 'not measured'} |")
    return "\n".join(lines)
