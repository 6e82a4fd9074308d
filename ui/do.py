"""`mimic do`: carry a task out, show it while it happens, and leave a report."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from rich.console import Console

from agent.base import Event, Failed, Finished, Paused
from agent.channel import Channel
from agent.control import ChannelPerson, veto_time
from agent.session import carry_out
from agent.settings import load
from agent.trajectory import Run
from bridges.errors import MimicError
from bridges.stop import Stop
from ui.console import ConsoleView, JsonLines, View
from ui.failures import FAILED, FINISHED, exit_code
from ui.overlay.starting import overlay_command, unseen_because
from ui.past import opened, run_named
from ui.person import TerminalPerson
from ui.report import write_report
from ui.stopping import hotkeys


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
    view: View = JsonLines() if as_json else ConsoleView()
    # Where the view goes elsewhere, the person would be asked without having seen the question.
    terminal = TerminalPerson(repeat=as_json or not sys.stdout.isatty())
    last: Event | None = None
    stop = Stop()
    with ExitStack() as stack:
        channel = stack.enter_context(Channel(run, stop, veto_time(settings, device)))
        if window is not None:
            channel.attach(window)
        if overlay := overlay_command(settings.overlay, device):
            channel.start(overlay)
        elif why := unseen_because(settings.overlay, device):
            print(why, file=sys.stderr)
        stack.enter_context(hotkeys(stop, settings))
        stack.enter_context(closing(view))
        person = ChannelPerson(channel, terminal)
        events = carry_out(run.about.task, device, settings, person, run, stop, audience=person)
        # Closed here and not whenever it is collected: the device has to be let go of, whatever the view ran into.
        stack.enter_context(closing(events))
        for event in events:
            channel.publish(event)
            view.show(event)
            last = event
            if isinstance(event, Paused):
                terminal.wait_while_paused(stop)
    report = _reported(run, sys.stderr if as_json else sys.stdout)
    if open_report and report:
        opened(report)
    return ended_with(last)


def ended_with(last: Event | None) -> int:
    """The exit code for the event that ended a run."""
    match last:
        case Finished(status="success"):
            return FINISHED
        case Failed():
            return exit_code(last.error)
    return FAILED


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
