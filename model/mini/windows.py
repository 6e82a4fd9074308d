"""Applications, windows, and the commands that every interface has."""

from __future__ import annotations

from bridges.action import AppSwitch, Click, Open, Press, Wait
from model.base import Expectation, Target
from model.mini.match import EXACT, contains, fit
from model.mini.phrase import Phrase
from model.mini.pointing import press_on
from model.mini.scene import NOTHING, Act, GiveUp, Move, Next, Scene, State, expect
from model.mini.seeking import Found
from model.mini.step import BeIn, Do, OpenApp, Pause, SwitchTo

BLANK_WAITS_S = (0.5, 1.5)
"""How long a new window may stay blank, look after look."""
TITLE_HEIGHT = 40
"""Pixels at the top of a window that show even before it has drawn anything."""


def open_app(step: OpenApp, scene: Scene, state: State) -> Move:
    """Start it and wait while its window is blank; where no application answers to the name, a control of that name."""
    if state.phase == "opened":
        if not is_blank(scene) or state.waits >= len(BLANK_WAITS_S):
            return Next(state.after(f"opened {step.app}"))
        waited = state.waited()
        pause_s = Wait(seconds=BLANK_WAITS_S[state.waits])
        return Act((pause_s,), NOTHING, waited, waited, why=f"wait for {step.app} to draw its window")
    if state.tries == 0:
        # A phone may show it already, and then opening it changes nothing.
        one_at_a_time = not scene.observation.windows and "." in scene.observation.application
        window = expect("window", step.app if one_at_a_time else "", within_s=20.0)
        return Act((Open(app=step.app),), window, state.to("opened"), state.again(), why=f"open {step.app}")
    note = scene.turn.note if scene.turn else ""
    phrase = Phrase(step.app, step.app)
    choice = scene.find(phrase)
    if choice.element is None or choice.confidence < 0.9:
        return GiveUp(f"“{step.app}” did not open: {note}")
    return press_on(Found(choice.element, choice.confidence), phrase, scene, state, f"opened {step.app}")


def is_blank(scene: Scene) -> bool:
    """Whether the window shows nothing yet below its title."""
    top = scene.window.top + TITLE_HEIGHT
    return not any(element.box.center.y > top for element in scene.inside)


def be_in(step: BeIn, scene: Scene, state: State) -> Move:
    """To the front where it runs, else started as `open_app` does."""
    front = (scene.observation.window, scene.observation.application)
    if state.phase == "" and state.tries == 0:
        if any(name and contains(name, step.app) for name in front):
            return Next(state.after(f"{step.app} is in front"))
        if any(contains(title, step.app) for title in scene.observation.windows) and not state.notes.get("switched"):
            there = state.after(f"switched to {step.app}")
            missed = state.noting(switched=True)
            effect = Expectation(kind="window", text=step.app)
            return Act((AppSwitch(app=step.app),), effect, there, missed, why=f"switch to {step.app}")
    return open_app(OpenApp(step.app), scene, state)


def switch_to(step: SwitchTo, scene: Scene, state: State) -> Move:
    """Bring its window to the front, where it is not there already."""
    front = (scene.observation.window, scene.observation.application)
    if any(name and contains(name, step.app) for name in front):
        return Next(state.after(f"{step.app} is in front"))
    if state.tries > 0:
        note = scene.turn.note if scene.turn else ""
        return GiveUp(f"“{step.app}” did not come to the front: {note}")
    return Act(
        (AppSwitch(app=step.app),),
        Expectation(kind="window", text=step.app),
        state.after(f"switched to {step.app}"),
        state.again(),
        why=f"switch to {step.app}",
    )


def pause(step: Pause, _scene: Scene, state: State) -> Move:
    after = state.after(f"waited {step.seconds:g} s")
    return Act((Wait(seconds=step.seconds),), NOTHING, after, after, why=f"wait {step.seconds:g} seconds")


def do_command(step: Do, scene: Scene, state: State) -> Move:
    """A visible control with exactly the command's name, else the conventional shortcut."""
    command = step.command
    after = state.after(command.name)
    effect = expect("change", within_s=3.0) if command.visible else NOTHING
    control = _control(command.labels, scene) if state.tries == 0 else None
    if control is not None:
        target = Target(words=command.name, element=control.element)
        click = Click(start_point=scene.point(control.element), text=control.element.text or None)
        return Act((click,), effect, after, state.again(), target, control.confidence, why=command.name)
    if state.tries > 1 or (state.tries == 1 and state.notes.get("by keys")):
        note = scene.turn.note if scene.turn else ""
        return GiveUp(f"“{command.name}” had no effect: {note}")
    press = Press(keys=list(command.keys))
    missed = state.again().noting(**{"by keys": True})
    return Act((press,), effect, after, missed, why=f"{command.name} ({'+'.join(command.keys)})")


def _control(labels: tuple[str, ...], scene: Scene) -> Found | None:
    """The one visible control that says exactly this, in the window with the focus."""
    roles = ("button", "icon", "menuitem", "link", "tab")
    fits = [
        e
        for e in scene.inside
        if e.role in roles and "disabled" not in e.states and any(fit(label, e.text) >= EXACT for label in labels)
    ]
    return Found(fits[0], EXACT) if len(fits) == 1 else None
