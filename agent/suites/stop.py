"""`mimic eval stop`: stops at random moments, in every way that there is, and windows that are killed.

Everything is real: the loop, the desktop bridge on a private display, the control channel, an application that notes
what it receives. Only the model is a script, and the person a program: its hotkeys and its mouse come from another
client of the X server.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent.base import Event, Failed, Nobody, Performed, Planned
from agent.caller import Caller
from agent.channel import Channel
from agent.control import ChannelPerson
from agent.guard import Guard, Policy
from agent.limits import Limits
from agent.loop import run
from agent.messages import StopRun
from agent.signals import stopped_by_signals
from agent.suites.base import Score, first_fault
from agent.suites.witness import Witness
from agent.trajectory import Run
from bridges.action import Action, Click, Drag, Input, ScreenAction, Scroll, Wait
from bridges.coordinates import ImagePoint, Size
from bridges.desktop import Desktop
from bridges.hotkeys import HotKeys
from bridges.session import connect
from bridges.stop import Stop
from bridges.virtual import PrivateDisplay
from model.base import Decision, Expectation, History, Task
from model.scripted import Scripted

STOPS, KILLS = 200, 50
LIMIT_MS = 200.0
HOTKEY = "ctrl+alt+escape"
WORK = ("typing", "dragging", "scrolling", "model", "waiting")
WAYS = ("channel", "signal", "hotkey", "corner")
REST_S = 0.3
"""How long to look for input that comes after the run has ended."""
SLACK_S = 0.02
"""How much later than the window's death a step may seem to begin: two threads read the clock."""
SEED = 20261122


class Busy(Scripted):
    """A model that computes for seconds before its next decision."""

    def decide(self, task: Task, observation: Any, history: History) -> Decision:
        import numpy as np

        until = time.monotonic() + (3.0 if history else 0.0)
        numbers = np.random.default_rng(0).random((400, 400))
        while time.monotonic() < until:
            numbers = np.tanh(numbers @ numbers)
        return super().decide(task, observation, history)


class Noting(Desktop):
    """Notes when it begins to send the input of a step."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.begun: list[float] = []

    def perform(self, action: ScreenAction) -> None:
        self.begun.append(time.monotonic())
        super().perform(action)


@dataclass
class Moment:
    """When the person stopped the run, and what was going on."""

    at: float = 0.0
    done: threading.Event = field(default_factory=threading.Event)


def picked_scores(rounds: int, only: Sequence[str], folder: Path) -> Iterator[Score]:  # noqa: ARG001 - as each suite
    """``rounds`` times 200 stops and 50 killed windows, or those of them that ``only`` names."""
    chance = random.Random(SEED)
    with ExitStack() as stack:
        display = stack.enter_context(PrivateDisplay(Size(1280, 800)))
        witness = stack.enter_context(Witness(display))
        runs = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mimic-stop-")))
        for number in range(STOPS * rounds):
            work, way = WORK[number % len(WORK)], WAYS[number // len(WORK) % len(WAYS)]
            name, after_s = f"{work}-{way}-{number + 1}", chance.uniform(0.05, 1.2)
            if not only or name in only:
                yield _stopped(name, work, way, after_s, display, witness, runs)
        for number in range(KILLS * rounds):
            name, after_s = f"killed-window-{number + 1}", chance.uniform(0, 1.5)
            if not only or name in only:
                yield _killed(name, number % 2 == 0, after_s, display, witness, runs)


def _stopped(
    name: str, work: str, way: str, after_s: float, display: PrivateDisplay, witness: Witness, runs: Path
) -> Score:
    """One run that is stopped some time after it has begun to act."""
    began, stop, moment = time.monotonic(), Stop(), Moment()
    witness.rest()
    with ExitStack() as stack:
        stack.enter_context(stopped_by_signals(stop))
        stored = stack.enter_context(Run.create(runs, name))
        stack.enter_context(Channel(stored, stop))
        stack.enter_context(HotKeys(display.name, {HOTKEY: lambda: stop.request("by hotkey")}, display.environment))
        desktop = stack.enter_context(Desktop(display.name, stop, environment=display.environment))
        stopping = threading.Thread(target=_stop, args=(way, after_s, stored.id, display, moment), daemon=True)
        events: list[Event] = []
        for event in run(Task(text=name), desktop, _model(work, witness), Guard(Policy(confirm="never")), Nobody()):
            events.append(event)
            if isinstance(event, Planned) and not stopping.is_alive() and not moment.done.is_set():
                stopping.start()
        ended = time.monotonic()
        stopping.join()
        time.sleep(REST_S)
        late, held = witness.last_after(moment.at), witness.held()
    last = events[-1]
    why = first_fault(
        (f"the last input came {late:.0f} ms after the stop", late > LIMIT_MS),
        (f"{held} keys or buttons were left down", held > 0),
        (f"the run ended as {last.event}", not (isinstance(last, Failed) and last.error == "Stopped")),
    )
    ms = {"input": late, "ended": (ended - moment.at) * 1e3}
    return Score(name, not why, len(events), why, ms=ms, seconds=time.monotonic() - began)


def _killed(name: str, asks: bool, after_s: float, display: PrivateDisplay, witness: Witness, runs: Path) -> Score:
    """One run whose window is killed; afterwards nothing may be begun, and nothing may be left of the window."""
    began, stop, moment = time.monotonic(), Stop(), Moment()
    witness.rest()
    with ExitStack() as stack:
        stored = stack.enter_context(Run.create(runs, name))
        channel = stack.enter_context(Channel(stored, stop, veto_s=0.0 if asks else 0.2))
        desktop = stack.enter_context(Noting(display.name, stop, environment=display.environment))
        window = channel.start([sys.executable, "-m", "agent.suites.onlooker"])
        person = ChannelPerson(channel, Nobody())

        def kill() -> None:
            time.sleep(after_s)
            window.kill()
            # Until the kernel has ended it, which takes a while on a busy machine, nobody can know.
            window.wait()
            moment.at = time.monotonic()
            time.sleep(1.0)
            stop.request("the measurement is over")

        killing = threading.Thread(target=kill, daemon=True)
        clicks = [_click(witness, 0.2 + 0.6 * (step % 7) / 7, 0.5) for step in range(60)]
        guard = Guard(Policy(confirm="always" if asks else "never"))
        limits = Limits(frozen=1000)
        for event in run(Task(text=name), desktop, _script(clicks), guard, person, limits, audience=person):
            if isinstance(event, Performed) and not killing.ident:
                killing.start()
        killing.join()
        held = witness.held()
    unseen = [at - moment.at for at in desktop.begun if at > moment.at + SLACK_S]
    why = first_fault(
        (f"{len(unseen)} steps were begun after the window was killed", bool(unseen)),
        (f"{held} keys or buttons were left down", held > 0),
        ("the window is still there", window.poll() is None),
    )
    return Score(name, not why, len(desktop.begun), why, seconds=time.monotonic() - began)


def _stop(way: str, after_s: float, run_id: str, display: PrivateDisplay, moment: Moment) -> None:
    """What the person does, once the run has gone on for a while."""
    if way == "channel":
        with Caller.to_run(run_id) as caller:
            time.sleep(after_s)
            moment.at = time.monotonic()
            caller.say(StopRun())
    elif way == "signal":
        time.sleep(after_s)
        moment.at = time.monotonic()
        os.kill(os.getpid(), signal.SIGINT)
    else:
        _by_hand(way, after_s, display, moment)
    moment.done.set()


def _by_hand(way: str, after_s: float, display: PrivateDisplay, moment: Moment) -> None:
    from Xlib import XK, X

    hand = connect(display.name, display.environment)
    codes = [hand.keysym_to_keycode(XK.string_to_keysym(key)) for key in ("Control_L", "Alt_L", "Escape")]
    time.sleep(after_s)
    if way == "corner":
        hand.xtest_fake_input(X.MotionNotify, x=0, y=0)
    else:
        for code in codes:
            hand.xtest_fake_input(X.KeyPress, code)
        for code in reversed(codes):
            hand.xtest_fake_input(X.KeyRelease, code)
    moment.at = time.monotonic()
    hand.sync()
    hand.close()


def _model(work: str, witness: Witness) -> Scripted:
    match work:
        case "typing":
            return _script([Input(text="the quick brown fox " * 150, start_point=_point(witness, 0.5, 0.5))])
        case "dragging":
            ends = [(_point(witness, 0.1, 0.1 + step / 100), _point(witness, 0.9, 0.9)) for step in range(40)]
            return _script([Drag(start_point=start, end_point=end) for start, end in ends])
        case "scrolling":
            point = _point(witness, 0.5, 0.5)
            return _script([Scroll(direction="down", scroll_distance=30_000, start_point=point)])
        case "waiting":
            return _script([Wait(seconds=20)])
        case _:
            return Busy([_click(witness, 0.5, 0.5)] * 9, Expectation(kind="none"))


def _script(actions: Sequence[Action]) -> Scripted:
    return Scripted(actions, Expectation(kind="none"))


def _click(witness: Witness, x: float, y: float) -> Click[ImagePoint]:
    return Click(start_point=_point(witness, x, y))


def _point(witness: Witness, x: float, y: float) -> ImagePoint:
    point = witness.at(x, y)
    return ImagePoint(point.x, point.y)
