"""The ways to stop a run that stand in no window: keys that work everywhere, and `mimic stop` from another terminal."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from agent.caller import Caller
from agent.meeting import forget_the_dead, sockets
from agent.messages import Hello, StopRun
from agent.settings import Settings
from bridges.errors import NoChannel, NoDisplay, WaylandRefused
from bridges.hotkeys import HotKeys
from bridges.session import display_name
from bridges.stop import Stop
from ui.failures import FAILED, FINISHED
from ui.plain import printable
from ui.recordings import end_recordings

log = logging.getLogger(__name__)

HELLO_S = 1.0
ENDED_S = 5.0
"""How long a run may take to store that it was stopped; its input has ended long before."""


@contextmanager
def hotkeys(stop: Stop, settings: Settings) -> Iterator[None]:
    """The keys that stop and pause, on the screen that the person sits at, if there is one. Raises UnknownKey."""

    def pause() -> None:
        if stop.paused:
            stop.resume()
        else:
            stop.pause(f"by {settings.pause_hotkey}", at_once=True)

    chords = {
        settings.stop_hotkey: lambda: stop.request(f"by {settings.stop_hotkey}"),
        settings.pause_hotkey: pause,
    }
    with ExitStack() as stack:
        try:
            stack.enter_context(HotKeys(display_name(), chords))
        except (NoDisplay, WaylandRefused) as error:
            log.info("no hotkeys: %s", error)
        yield


def stop_runs(run: str | None) -> int:
    """Stop the run with this id, or begin of an id; without one, every run and recording.

    Exit code 1 where none was stopped.
    """
    forget_the_dead()
    stopped = 0
    for recorded in end_recordings(run):
        stopped += 1
        print(f"Ended the recording of “{printable(recorded, 80)}”; it becomes a macro.")
    for path in sockets():
        with suppress(NoChannel), Caller.at(path) as caller:
            hello = next((said for said in caller.messages(HELLO_S) if isinstance(said, Hello)), None)
            if run and not (hello and hello.run.startswith(run)):
                continue
            stopped += 1
            print(_stopped(caller, hello))
    if not stopped:
        print(f"No run {printable(run)} is going on." if run else "No run is going on.")
    return FINISHED if stopped else FAILED


def _stopped(caller: Caller, hello: Hello | None) -> str:
    """Stop one run, by a signal where it does not listen any more; what became of it."""
    began = time.monotonic()
    caller.say(StopRun(why="by `mimic stop`"))
    name = f"{hello.run} ({printable(hello.task, 80)})" if hello else f"process {caller.pid}"
    if hello is None:
        os.kill(caller.pid, signal.SIGTERM)
    while not caller.ended and time.monotonic() - began < ENDED_S:
        caller.messages(0.1)
    return f"Stopped {name}." if caller.ended else f"Told {name} to stop; its input has ended, it is still closing."
