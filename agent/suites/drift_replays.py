"""Recordings and replays on the stage: once what the person of the script's does, then the macro of it under drift."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from agent.base import Event, Failed, Finished, Nobody
from agent.macros.file.filling import values_of
from agent.macros.file.schema import Macro, Recorded
from agent.macros.file.store import Macros
from agent.macros.recording.classing import classed
from agent.macros.recording.deedlet import Deedlet
from agent.macros.recording.recorded import assembled
from agent.macros.replaying.session import Account, Desk
from agent.settings import Settings
from agent.suites.drift_programs import Touch
from agent.suites.drift_stage import Act, Setting, Stage, Wholly, awaited, named, staged, until
from bridges.action import ACTION, SCREEN_ACTION, Action, AppSwitch
from bridges.base import Observation
from bridges.coordinates import FramePoint, ScreenPoint, Size
from model.base import Expectation

SLOW_S = 2.0
TELLS_S, PAINTS_S = 2.0, 0.3
"""How long a program may take to tell of a deed, and to paint what came of it."""


@dataclass(frozen=True, slots=True)
class Done:
    """A recording: the macro, what the program says was done, and how it stood after each deed."""

    macro: Macro
    meant: list[str]
    states: frozenset[str]


def record(act: Act, home: Path, name: str, macros: Macros) -> Done:
    """Do once what the act's person does."""
    recording = Wholly(act)
    with staged(recording, Setting(), home) as stage:
        desk = Desk(stage.bridge, Settings(confirm="never"), Nobody(), macros)
        until(lambda: not act.notice or named(stage.bridge.nodes(), Touch("click", act.notice)) is None, "the notice")
        first = stage.bridge.observe()
        expect = Expectation(kind="window", text=first.window)
        deeds = [Deedlet(AppSwitch(app=first.application or first.window), (), first, first, expect=expect)]
        done = act.done(stage)
        states = set(done[-1:])
        for touch in act.touches:
            node = awaited(stage, touch, desk.reader)
            seen = stage.bridge.observe()
            elements = desk.reader.texts(seen) if node else ()
            point = FramePoint(round(node.box.center.x), round(node.box.center.y)) if node else None
            action = _action(touch, point)
            shift = seen.geometry.to_screen(point) if point else None
            stage.bridge.perform(_on_screen(touch, shift))
            after = _come_of(stage, len(done))
            done = act.done(stage)
            deeds.append(Deedlet(action, (point,) if point else (), seen, after, elements))
            states |= set(done[-1:])
        height, width = first.frame.shape[:2]
        recorded = Recorded(device=stage.bridge.name, screen=Size(width, height), source="hand")
        graded = [deeds[0], *classed(deeds[1:], desk.reader)]
        return Done(assembled(name, act.name, graded, recorded, macros), done, frozenset(states))


def _come_of(stage: Stage, before: int) -> Observation:
    """What the screen shows once the program has told of a deed, as far as it does, and nothing moves any more."""
    ends = time.monotonic() + TELLS_S
    while len(stage.act.done(stage)) <= before and time.monotonic() < ends:
        time.sleep(0.05)
    time.sleep(PAINTS_S)
    return stage.bridge.observe()


def _action(touch: Touch, point: FramePoint | None) -> Action:
    return ACTION.validate_python(_fields(touch, (point.x, point.y) if point else None))


def _on_screen(touch: Touch, point: ScreenPoint | None) -> Any:
    return SCREEN_ACTION.validate_python(_fields(touch, (point.x, point.y) if point else None))


def _fields(touch: Touch, point: tuple[float, float] | None) -> Mapping[str, Any]:
    fields: dict[str, Any] = {"action": touch.do}
    if point is not None:
        fields["start_point"] = list(point)
    if touch.do == "input":
        fields["text"] = touch.text
    if touch.do == "press":
        fields["keys"] = touch.text.split("+")
    return fields


@dataclass(slots=True)
class Replayed:
    """How a replay under drift went."""

    finished: bool
    why: str
    done: list[str]
    account: Account
    events: list[Event] = field(default_factory=list)


def replay(
    act: Act, setting: Setting, home: Path, macro: Macro, macros: Macros, surprise: Callable[[Stage], None] | None
) -> Replayed:
    """Replay the macro where things are as the setting has them."""
    account = Account()
    with staged(act, setting, home) as stage:
        desk = Desk(stage.bridge, Settings(confirm="never"), Nobody(), macros)
        stage.bridge.asks = setting.kind != "slow"
        if surprise is not None:
            at = setting.chance.randint(2, max(2, len(macro.steps) - 1))

            def before(number: int) -> None:
                if number == at:
                    surprise(stage)

            stage.bridge.before = before
        if setting.kind == "slow" and not hasattr(act, "spec"):
            stage.bridge.after = lambda: _hold(stage)
        events = list(desk.replayed(macro, values_of(macro, {}), account))
        last = events[-1]
        if setting.kind == "slow":
            time.sleep(SLOW_S)
        done = act.done(stage)
    finished = isinstance(last, Finished) and last.status == "success"
    return Replayed(finished, last.why if isinstance(last, Failed) else "", done, account, events)


def _hold(stage: Stage) -> None:
    """The program answers two seconds late: it stands still as long."""
    running = [one.pid for one in _family(stage.window.pid)]
    for pid in running:
        _send(pid, signal.SIGSTOP)

    def go_on() -> None:
        for pid in running:
            _send(pid, signal.SIGCONT)

    threading.Timer(SLOW_S, go_on).start()


def _family(pid: int | None) -> list[psutil.Process]:
    if pid is None:
        return []
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _send(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
