"""`mimic do`: carry a task out, show it while it happens, and leave a report."""

from __future__ import annotations

import sys
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from agent.base import Event
from agent.control import ChannelPerson
from agent.session import carry_out
from agent.settings import load
from agent.trajectory import Run
from bridges.errors import MimicError
from bridges.stop import Stop
from ui.past import opened, run_named
from ui.report import write_report
from ui.showing import show_run


def do(
    task: str | None,
    flags: Mapping[str, Any],
    *,
    resume: str | None = None,
    as_json: bool,
    open_report: bool,
    window: int | None = None,
) -> int:
    """Carry out the task, or go on with the run called ``resume``. Returns the exit code.

    ``window`` is the descriptor of the channel to the window that started this process, where one did.
    """
    settings = load(flags).settings
    if resume:
        run = run_named(resume, settings.runs)
    else:
        run = Run.create(settings.runs, task or "", settings.device, settings.model)
    device = str(flags.get("device") or run.about.device or settings.device)

    def begin(person: ChannelPerson, stop: Stop) -> Generator[Event, None, None]:
        return carry_out(run.about.task, device, settings, person, run, stop, audience=person)

    code = show_run(begin, run, device, settings, as_json=as_json, window=window)
    report = _reported(run, sys.stderr if as_json else sys.stdout)
    if open_report and report:
        opened(report)
    return code


def _reported(run: Run, out: Any) -> Path | None:
    """Write the report and say where it is. Without one the run is still what it was."""
    console = Console(file=out, highlight=False)
    try:
        report = write_report(Run.load(run.folder))
    except MimicError as error:
        console.print(f"\nNo report: {error}", markup=False, soft_wrap=True)
        return None
    console.print(f"\nrun     {run.folder}\nreport  {report}", style="dim", markup=False, soft_wrap=True)
    return report
