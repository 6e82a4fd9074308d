"""Runs of the past: listed, told, filmed, and their reports written and opened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from agent.settings import load
from agent.trajectory import Run, runs
from bridges.errors import RunNotStored
from ui.plain import printable
from ui.story import Outcome, told

COLOURS: dict[Outcome, str] = {
    "finished": "green",
    "failed": "red",
    "refused": "yellow",
    "stopped": "yellow",
    "unfinished": "dim",
}


def run_named(name: str, root: Path | None = None) -> Run:
    """The run of that id, of an id that begins so, in that folder, or the last one. Raises RunNotStored."""
    root = root or load().settings.runs
    if (Path(name) / "run.json").is_file():
        return Run.load(Path(name))
    if (root / name / "run.json").is_file():
        return Run.load(root / name)
    stored = runs(root)
    if name == "last" and stored:
        return stored[0]
    alike = [run for run in stored if run.id.startswith(name) or run.id.endswith(name)]
    if len(alike) == 1:
        return alike[0]
    close = ", ".join(run.id for run in (alike or stored)[:5])
    found = (
        f"{len(alike)} runs are called so: {close}" if alike else f"there is none; the newest are: {close or 'none'}"
    )
    raise RunNotStored(f"Looking for the run “{name}” in {root}", found, "All runs: mimic runs list")


def list_past(last: int, *, as_json: bool) -> int:
    """Print the newest runs."""
    root = load().settings.runs
    rows = [_row(run) for run in runs(root)[:last]]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    console = Console(highlight=False)
    if not rows:
        console.print(f"No runs yet in {root}. Begin with: mimic do 'open the calculator'", markup=False)
        return 0
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("run", "outcome", "steps", "took", "task"):
        table.add_column(column, overflow="fold" if column == "run" else "ellipsis", no_wrap=column != "run")
    for row in rows:
        outcome = Text(row["outcome"], COLOURS[row["outcome"]])
        table.add_row(
            Text(row["id"]), outcome, str(row["steps"]), f"{row['seconds']:.1f} s", Text(printable(row["task"]))
        )
    console.print(table)
    return 0


def _row(run: Run) -> dict[str, Any]:
    row: dict[str, Any] = {"id": run.id, "task": run.about.task, "folder": str(run.folder)}
    try:
        story = told(run.events())
    except RunNotStored:
        return row | {"outcome": "unfinished", "steps": 0, "seconds": 0.0}
    return row | {"outcome": story.outcome, "steps": len(story.steps), "seconds": round(story.seconds, 1)}


def show_past(name: str, *, as_json: bool) -> int:
    """Tell a run on the terminal, as it looked when it happened."""
    from ui.console import ConsoleView, JsonLines, View

    run = run_named(name)
    console = Console(highlight=False)
    view: View = JsonLines() if as_json else ConsoleView(console, live=False)
    for event in run.events():
        view.show(event)
    if not as_json:
        console.print(f"\n{run.folder}", style="dim", markup=False, soft_wrap=True)
    return 0


def report_past(name: str, out: Path | None, *, open_it: bool) -> int:
    """Write a run's report and say where it is."""
    from ui.report import write_report

    path = write_report(run_named(name), out)
    print(path)
    if open_it:
        opened(path)
    return 0


def open_past(name: str) -> int:
    """Write a run's report if there is none yet, and open it."""
    from ui.report import write_report

    run = run_named(name)
    path = run.folder / "report.html"
    opened(path if path.is_file() else write_report(run))
    return 0


def film_past(name: str, out: Path | None) -> int:
    """Make a video of a run and say where it is."""
    from ui.recording import film

    print(film(run_named(name), out))
    return 0


def opened(path: Path) -> None:
    """Open a file in the person's browser; where there is none, say where the file is."""
    import click

    if click.launch(path.resolve().as_uri()) != 0:
        print(f"No browser could be started. The report is {path}")
