"""A run while it happens: told on the terminal, drawn by the overlay, followed by the panel, stopped by keys."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing
from typing import TypeAlias

from agent.base import Event, Failed, Finished, Paused
from agent.channel import Channel
from agent.control import ChannelPerson, veto_time
from agent.settings import Settings
from agent.trajectory import Run
from bridges.stop import Stop
from ui.console import ConsoleView, JsonLines, View
from ui.failures import FAILED, FINISHED, exit_code
from ui.overlay.starting import overlay_command, unseen_because
from ui.person import TerminalPerson
from ui.stopping import hotkeys

Begin: TypeAlias = Callable[[ChannelPerson, Stop], Generator[Event, None, None]]
"""Starts what is shown: its person is asked and shown each step, its stop ends it."""


def show_run(
    begin: Begin, run: Run, device: str, settings: Settings, *, as_json: bool, window: int | None = None
) -> int:
    """Go through all events of a run, each shown wherever the person looks. Returns the exit code for its end.

    ``window`` is the descriptor of the channel to the window that started this process, where one did. Raises
    MimicError where a view that was asked for cannot be had.
    """
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
        # Closed here and not whenever it is collected: the device has to be let go of, whatever the view ran into.
        person = ChannelPerson(channel, terminal, every_step=settings.veto_s is not None)
        events = stack.enter_context(closing(begin(person, stop)))
        for event in events:
            channel.publish(event)
            view.show(event)
            last = event
            if isinstance(event, Paused):
                terminal.wait_while_paused(stop)
    return _exit_code(last)


def _exit_code(last: Event | None) -> int:
    """For the event that ended a run."""
    match last:
        case Finished(status="success"):
            return FINISHED
        case Failed():
            return exit_code(last.error)
    return FAILED
