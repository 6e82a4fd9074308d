"""Events in a person's words. Whatever came from a screen or a model is one safe line; secrets are dots."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from agent.base import Answered, Failed, Finished, Healed, Planned, Refused
from bridges import action as actions
from bridges.action import Action
from ui.plain import printable
from ui.told import told

SECRET = re.compile(r"\{\{\s*secret:[^{}]*\}\}")
DOTS = "••••••"
LONGEST = 240
QUOTES = "“”\"'"


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("overlay", text)


def line(text: str, limit: int = LONGEST) -> str:
    return printable(SECRET.sub(DOTS, text), limit)


def said(text: str, limit: int = LONGEST) -> str:
    """A sentence of the run's own, in the person's language."""
    return told(line(text, limit))


def looking() -> str:
    return tr("Looking")


def stopping() -> str:
    return tr("Stopping")


def asking() -> str:
    return tr("Waiting for your answer")


def checking() -> str:
    return tr("checking what changed")


def paused() -> str:
    return tr("Paused")


def task(text: str) -> str:
    return line(text, 90)


def step(number: int) -> str:
    return tr("Step {number}").format(number=number)


def reason(event: Planned) -> str:
    """Why the step is done; only where in the task it stands if the rest says what the step does once more."""
    given = line(event.decision.reason)
    begin, colon, rest = given.partition(": ")
    doubled = colon and _letters(planned(event)) in _letters(rest).replace("clickon", "click")
    return told(begin if doubled else given)


def planned(event: Planned) -> str:
    """What a step does, such as: click “Save”."""
    target = event.decision.target
    name = line(target.words, 60).strip(QUOTES) if target else ""
    return tr(", then ").join(_said(action, name) for action in event.decision.actions)


def answered(event: Answered) -> str:
    if event.approved:
        return tr("approved")
    if event.skip:
        return tr("skipped")
    if event.instead:
        return tr("something else instead")
    return tr("not approved: {why}").format(why=said(event.why)) if event.why else tr("not approved")


def refused(event: Refused) -> str:
    return tr("not done: {why}").format(why=said(event.why))


def healed(event: Healed) -> str:
    return f"{said(event.was, 80)} → {said(event.now, 160)}"


def failed(event: Failed) -> str:
    return {"Stopped": stopped(), "Refused": tr("Not done: refused")}.get(event.error, not_done())


def not_done() -> str:
    return tr("Not done")


def finished(event: Finished) -> str:
    return done() if event.status == "success" else not_done()


def done() -> str:
    return tr("Done")


def stopped() -> str:
    return tr("Stopped")


def about_to_do() -> str:
    return tr("About to do this")


def your_answer() -> str:
    return tr("Your answer")


def answer(event: Finished) -> str:
    return line(event.answer) if event.answer else ""


_POINTING = {
    "click": ("click {target}", "click here"),
    "doubleclick": ("double-click {target}", "double-click here"),
    "rightclick": ("right-click {target}", "right-click here"),
    "longpress": ("hold {target}", "hold here"),
    "hover": ("point at {target}", "point here"),
}
_SCROLLING = {
    "up": "scroll up",
    "down": "scroll down",
    "left": "scroll left",
    "right": "scroll right",
}


def _said(action: Action, target: str) -> str:
    match action:
        case actions.Scroll():
            return tr(_SCROLLING[action.direction])
        case actions.Drag():
            return _with(target, "drag {target}", "drag")
        case actions.Input():
            typed = line(action.text, 90)
            if target:
                return tr("type “{text}” into {target}").format(text=typed, target=_quoted(target))
            return tr("type “{text}”").format(text=typed)
        case actions.Select():
            return tr("select “{text}”").format(text=line(action.text, 60))
        case actions.Press():
            return tr("press {keys}").format(keys="+".join(line(key, 20).capitalize() for key in action.keys))
        case actions.Open():
            return tr("open {app}").format(app=line(action.app, 60))
        case actions.AppSwitch():
            return tr("switch to {app}").format(app=line(action.app, 60))
        case actions.Wait():
            return tr("wait {seconds} s").format(seconds=f"{action.seconds:g}")
        case actions.Ask():
            return tr("ask you")
        case actions.Finished():
            return tr("finish") if action.status == "success" else tr("give up")
    return _with(target, *_POINTING[action.action])


def _with(target: str, named: str, unnamed: str) -> str:
    return tr(named).format(target=_quoted(target)) if target else tr(unnamed)


def _quoted(target: str) -> str:
    """A name in quotation marks; a description, “the Name field”, as it is."""
    return target if target.startswith("the ") else f"“{target}”"


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
