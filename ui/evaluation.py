"""`mimic eval`: the tasks of a suite, one after the other, and how many were truly done."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from agent.settings import load
from agent.suites.base import Score, summary
from agent.suites.part import Part
from agent.suites.run import save_summary, scores_of, takes_jobs
from ui.failures import FAILED, FINISHED
from ui.plain import printable


def evaluate_suite(suite: str, out: Path | None, rounds: int, only: tuple[str, ...], jobs: int = 1) -> int:
    """Run the cases and print each score as it comes. Exit code 0 where every case passed.

    A suite that takes jobs goes on where a run with the same ``out`` was killed.
    """
    if suite == "overlay":
        return _overlay(out, only)
    divisible = takes_jobs(suite)
    if jobs > 1 and not divisible:
        raise click.UsageError(f"The suite {suite} is done one case after the other; --jobs belongs to miniwob.")
    console = Console(highlight=False)
    scores: list[Score] = []
    settings = load().settings
    with Part(out, suite, settings.model) if out and divisible else nullcontext() as part:
        if part and part.scores:
            scores += part.scores
            console.print(f"goes on after {len(scores)} scores in {part.path}")
        done = {score.id for score in scores}
        for score in scores_of(suite, [sys.executable, "-m", "ui"], settings.runs, rounds, only, jobs, done):
            scores.append(score)
            if part:
                part.add(score)
            console.print(_line(score), soft_wrap=True)
        result = summary(suite, scores)
        if out:
            save_summary(result, out)
    return _shown(console, suite, scores, result)


def _shown(console: Console, suite: str, scores: list[Score], result: dict[str, Any]) -> int:
    if 1 < len(result["types"]) < len(scores):
        console.print(_table(result))
    low, high = result["interval"]
    console.print(
        f"\n{suite}: {result['passed']} of {result['total']} done ({result['rate']:.0%}, 95 % interval "
        f"{low:.0%} to {high:.0%}), {result['destroyed']} with something destroyed{_ends(result)}",
        style="bold",
    )
    times = (f"{phase} {ms:.0f} ms (at most {result['max_ms'][phase]:.0f})" for phase, ms in result["ms"].items())
    console.print("  ".join(times), style="dim")
    for name, one in result["figures"].items():
        console.print(f"{name}: {one['median']:g} (from {one['least']:g} to {one['most']:g})", style="dim")
    return FINISHED if scores and result["passed"] == result["total"] else FAILED


def _ends(result: dict[str, Any]) -> str:
    """How those ended that did not pass, where a suite tells."""
    told = result["halted"] or result["wrong"]
    return f", {result['halted']} halted, {result['wrong']} wrong actions" if told else ""


def _table(result: dict[str, Any]) -> Table:
    """Each type of case with its rate and 95 % interval, the weakest first, and the mean over the types."""
    table = Table("type", "done", "of", "rate", "95 % interval", box=None, pad_edge=False)
    for name, one in sorted(result["types"].items(), key=lambda item: item[1]["passed"] / item[1]["total"]):
        low, high = one["interval"]
        rate = one["passed"] / one["total"]
        table.add_row(name, str(one["passed"]), str(one["total"]), f"{rate:.0%}", f"{low:.0%} to {high:.0%}")
    table.add_row(f"mean of {len(result['types'])} types", "", "", f"{result['mean_of_types']:.1%}", "", style="bold")
    return table


def _overlay(out: Path | None, only: tuple[str, ...]) -> int:
    """What the overlay costs and keeps, which are figures and no tasks."""
    from ui.overlay import figures as overlay

    console = Console(highlight=False)
    figures = []
    for figure in overlay.figures(only):
        figures.append(figure)
        mark = ("✓ ", "bold green") if figure.met else ("✗ ", "bold red")
        line = Text.assemble(mark, f"{figure.name:<52}", figure.value, (f"   {figure.bar}", "dim"))
        console.print(line, soft_wrap=True)
    met = sum(figure.met for figure in figures)
    if out:
        save_summary(
            {
                "suite": "overlay",
                "total": len(figures),
                "passed": met,
                "rate": met / len(figures),
                "cases": [{"id": figure.name, "passed": figure.met, "why": figure.value} for figure in figures],
            },
            out,
        )
    return FINISHED if met == len(figures) else FAILED


def _line(score: Score) -> Text:
    mark = ("✓ ", "bold green") if score.passed else ("✗ ", "bold red")
    line = Text.assemble(mark, f"{score.id:<32}", (f"{score.steps:>3} steps {score.seconds:6.1f} s", "dim"))
    return line if score.passed else Text.assemble(line, "  ", (printable(score.why, 600), "red"))
