"""`mimic eval phone`: the tasks on the pretend phone, then what the Android bridge costs and keeps."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from agent.suites.base import Score, summary
from agent.suites.phone import run_tasks
from agent.suites.phone_figures import PhoneFigure, all_figures
from agent.suites.run import save_summary
from ui.failures import FAILED, FINISHED
from ui.plain import printable


def evaluate_phone(out: Path | None, rounds: int, only: tuple[str, ...], *, faults: bool) -> int:
    """Exit code 0 where all tasks and figures came out right. With ``faults`` something goes wrong in each run."""
    console = Console(highlight=False)
    scores: list[Score] = []
    for score in run_tasks(rounds, faults=faults, only=only):
        scores.append(score)
        mark = ("✓ ", "bold green") if score.passed else ("✗ ", "bold red")
        line = Text.assemble(mark, f"{score.id:<34}", (f"{score.steps:>3} steps {score.seconds:6.1f} s", "dim"))
        console.print(line if score.passed else Text.assemble(line, "  ", (printable(score.why, 600), "red")))
    figures: list[PhoneFigure] = []
    for figure in () if only or faults else all_figures():
        figures.append(figure)
        mark = ("✓ ", "bold green") if figure.met else ("✗ ", "bold red")
        console.print(Text.assemble(mark, f"{figure.name:<40}", figure.value, (f"   {figure.bar}", "dim")))
    result = summary("phone-faults" if faults else "phone", scores)
    result["figures"] = [{"name": one.name, "value": one.value, "bar": one.bar, "met": one.met} for one in figures]
    if out:
        save_summary(result, out)
    low, high = result["interval"]
    console.print(
        f"\nphone (a pretend one): {result['passed']} of {result['total']} done ({result['rate']:.0%}, 95 % interval "
        f"{low:.0%} to {high:.0%}), {result['destroyed']} that claimed success and were not done",
        style="bold",
    )
    fine = bool(scores) and result["passed"] == result["total"] and all(one.met for one in figures)
    return FINISHED if fine else FAILED
