"""Letting the calculator on the screen calculate."""

from __future__ import annotations

from bridges.action import AppSwitch, Input, Open, Press, Wait
from model.base import Expectation
from model.mini.match import contains
from model.mini.reading import bare_number, display
from model.mini.scene import NOTHING, Act, GiveUp, Move, Next, Scene, State, expect
from model.mini.step import Compute
from model.mini.windows import is_blank

LOOKS = 3
"""How often an unchanged display is looked at again; the result may be what was typed last ("compute 5")."""


def compute(step: Compute, scene: Scene, state: State) -> Move:
    """Go to the calculator where one is named, empty its display, type the sum, press Enter, see a result."""
    if step.app and state.phase == "" and not _in_front(step.app, scene):
        return _fetch(step.app, scene, state)
    if state.phase == "fetched" and is_blank(scene) and state.waits < LOOKS:
        waited = state.waited()
        return Act((Wait(seconds=0.7),), NOTHING, waited, waited, why=f"wait for {step.app} to draw its window")
    if state.phase in ("", "fetched"):
        shows = display(scene)
        ready = state.to("ready", before=shows or "")
        if shows is not None and bare_number(shows) != "0":
            return Act((Press(keys=["escape"]),), NOTHING, ready, ready, why="empty the calculator's display")
        state = ready
    if state.phase == "ready":
        if state.tries:
            return GiveUp(f"the calculator did not take {step.expression}")
        why = f"type {step.expression} into the calculator"
        return Act(
            (Input(text=step.expression),), expect("change", within_s=3.0), state.to("typed"), state.again(), why=why
        )
    if state.phase == "typed":
        if state.tries:
            return GiveUp(f"the calculator shows no result of {step.expression}")
        entered = state.to("entered", typed=display(scene) or "")
        return Act(
            (Press(keys=["enter"]),), expect("change", within_s=3.0), entered, state.again(), why="calculate (enter)"
        )
    # The key that was pressed changes its look before the display does: an old display is no result yet.
    if display(scene) in (None, state.notes["typed"]) and state.waits < LOOKS:
        waited = state.waited()
        return Act((Wait(seconds=0.3),), NOTHING, waited, waited, why="wait for the result")
    return Next(state.after(f"calculated {step.expression}"))


def _in_front(app: str, scene: Scene) -> bool:
    front = (scene.observation.window, scene.observation.application)
    return any(name and contains(name, app) for name in front)


def _fetch(app: str, scene: Scene, state: State) -> Move:
    """The named calculator to the front, started where it does not run."""
    runs = any(contains(title, app) for title in scene.observation.windows)
    if state.tries and not runs:
        return GiveUp(f"“{app}” did not open")
    action = AppSwitch(app=app) if runs and not state.tries else Open(app=app)
    effect = Expectation(kind="window", text="", within_s=20.0)
    return Act((action,), effect, state.to("fetched"), state.again(), why=f"bring up {app}")
