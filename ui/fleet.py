"""`mimic do … --on android:all`: a live table of the devices, and the results as JSON and HTML."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.table import Table

from agent.base import Failed, Finished, Planned
from agent.fleet import Job, Result, as_json, read_tasks, run_jobs
from agent.settings import load
from bridges.android.devices import NO_DEVICE, devices
from bridges.errors import DeviceMissing
from ui.failures import FAILED, FINISHED
from ui.plain import printable

PAGE = """<!doctype html><meta charset="utf-8"><title>Mimic on {{ devices }} devices</title>
<style>body{font:15px system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c1c1e;
background:#fff}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.45rem .6rem;border-bottom:1px solid #ddd;
vertical-align:top}.no{color:#b3261e}.yes{color:#1b6e2f}
@media(prefers-color-scheme:dark){body{background:#1c1c1e;color:#eee}td,th{border-color:#444}
.no{color:#ff8a80}.yes{color:#7bd88f}}</style>
<h1>{{ passed }} of {{ results|length }} done on {{ devices }} devices</h1>
<table><tr><th>device<th>task<th>done<th>steps<th>answer or reason</tr>
{% for one in results %}<tr><td>{{ one.device }}<td>{{ one.task }}
<td class="{{ 'yes' if one.passed else 'no' }}">{{ "yes" if one.passed else one.error or "no" }}
<td>{{ one.steps }}<td>{{ one.answer or one.why }}</tr>{% endfor %}</table>
"""


def do_all(task: str | None, tasks: Path | None, target: str, flags: Mapping[str, Any], *, json_out: bool) -> int:
    """Carry the task, or those of a file, out on every device. Exit code 0 where all were done everywhere."""
    todo = read_tasks(tasks) if tasks is not None else (task or "",)
    jobs = [Job(device=one, tasks=todo) for one in _targets(target)]
    more = [part for name, value in flags.items() if value is not None for part in (f"--{name}", str(value))]
    settings = load().settings
    results: list[Result] = []
    rows: dict[str, list[Any]] = {job.device: ["1", "starting", 0] for job in jobs}
    console = Console(file=sys.stderr if json_out else sys.stdout, highlight=False)
    with Live(_table(rows, len(todo)), console=console, auto_refresh=False) as live:
        for progress in run_jobs(jobs, [sys.executable, "-m", "ui"], more, str(flags.get("model") or settings.model)):
            row = rows[progress.device]
            row[0] = str(progress.number)
            if progress.result is not None:
                results.append(progress.result)
                row[2] += int(progress.result.passed)
                row[1] = "done" if progress.result.passed else f"failed: {progress.result.error or 'not done'}"
            elif isinstance(progress.event, Planned):
                row[1] = printable(progress.event.decision.reason, 60)
            elif isinstance(progress.event, Failed | Finished):
                row[1] = progress.event.event
            live.update(_table(rows, len(todo)), refresh=True)
    folder = settings.runs / f"{time.strftime('%Y%m%d-%H%M%S')}-devices"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(as_json(results) + "\n", "utf-8")
    (folder / "results.html").write_text(page(results), "utf-8")
    if json_out:
        print(as_json(results))
    console.print(f"results  {folder / 'results.json'}\nreport   {folder / 'results.html'}", soft_wrap=True)
    return FINISHED if results and all(one.passed for one in results) else FAILED


def page(results: Sequence[Result]) -> str:
    """The results as one HTML page that needs no network."""
    from jinja2 import Environment

    ordered = sorted(results, key=lambda one: (one.device, one.number))
    template = Environment(autoescape=True).from_string(PAGE)
    return template.render(
        results=ordered, passed=sum(one.passed for one in ordered), devices=len({one.device for one in ordered})
    )


def _targets(target: str) -> list[str]:
    """The devices that a target means: every usable phone, or those that are named, with commas between."""
    if target.strip().lower() != "android:all":
        return [one.strip() for one in target.split(",") if one.strip()]
    found = [f"android:{one.serial}" for one in devices() if one.usable]
    if not found:
        raise DeviceMissing("Using all phones", "none is connected that can be used", NO_DEVICE)
    return found


def _table(rows: Mapping[str, Sequence[Any]], tasks: int) -> Table:
    table = Table(box=None)
    for title in ("device", "task", "now", "done"):
        table.add_column(title)
    for device, (number, now, passed) in rows.items():
        table.add_row(device, f"{number} of {tasks}", str(now), str(passed))
    return table
