"""`mimic eval phone`: tasks on the pretend phone, with and without faults, and what the bridge costs and keeps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from agent.suites.base import Score
from agent.suites.phone_rows import PhoneFigure, written
from agent.suites.run import save_summary
from ui.failures import FAILED, FINISHED
from ui.plain import printable


def _text() -> Iterator[PhoneFigure]:
    from agent.suites.phone_figures import text_figures

    yield from text_figures()


def _cost() -> Iterator[PhoneFigure]:
    from agent.suites.phone_figures import cost_figures

    yield from cost_figures()


def _several() -> Iterator[PhoneFigure]:
    from agent.suites.phone_several import several_figures

    yield from several_figures()


def _protocol() -> Iterator[PhoneFigure]:
    from agent.suites.phone_protocol import protocol_figures

    yield from protocol_figures()


FIGURES: dict[str, Callable[[], Iterator[PhoneFigure]]] = {
    "text": _text, "cost": _cost, "several": _several, "protocol": _protocol,
}  # fmt: skip
PARTS = ("tasks", "faults", *FIGURES)


def evaluate_phone(
    out: Path | None, rounds: int, only: tuple[str, ...], parts: tuple[str, ...] = (), *, first: int = 1
) -> int:
    """Exit code 0 where every figure of these parts meets its bar; without ``parts`` all of them are measured.

    What ``out`` holds of other parts and runs stays in it, so that a long evaluation can be made piece by piece.
    """
    from agent.suites.phone import run_tasks

    if unknown := set(parts) - set(PARTS):
        raise click.UsageError(f"There is no part {', '.join(unknown)}; there are: {', '.join(PARTS)}.")
    chosen = parts or (("tasks",) if only else PARTS)
    console = Console(highlight=False)
    cases: dict[str, list[Score]] = {}
    figures: list[PhoneFigure] = []
    for part in chosen:
        started = time.monotonic()
        if part in FIGURES:
            for figure in FIGURES[part]():
                figures.append(figure)
                console.print(_row(figure.met, figure.name, figure.value, figure.bar))
        else:
            cases[part] = []
            for score in run_tasks(rounds, faults=part == "faults", only=only, first=first):
                cases[part].append(score)
                console.print(_case(score))
                if out:
                    save_summary(written(out, cases, figures), out)
        console.print(f"{part}: {time.monotonic() - started:.0f} s", style="dim")
    result = written(out, cases, figures)
    if out:
        save_summary(result, out)
    console.print("\non the pretend phone:", style="bold")
    for row in result["figures"]:
        console.print(_row(row["met"], row["name"], row["value"], row["bar"]))
    return FINISHED if all(row["met"] for row in result["figures"]) else FAILED


def _row(met: bool, name: str, value: str, bar: str) -> Text:
    mark = ("✓ ", "bold green") if met else ("✗ ", "bold red")
    return Text.assemble(mark, f"{name:<42}", value, (f"   {bar}", "dim"))


def _case(score: Score) -> Text:
    mark = ("✓ ", "bold green") if score.passed else ("– ", "bold yellow") if score.halted else ("✗ ", "bold red")
    line = Text.assemble(mark, f"{score.id:<38}", (f"{score.steps:>3} steps {score.seconds:6.1f} s", "dim"))
    return line if score.passed else Text.assemble(line, "  ", (printable(score.why, 600), "red"))
