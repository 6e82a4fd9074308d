"""Macros as scripts: a plain one for pyautogui, which needs no Mimic but knows places only, and a test for pytest."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from agent.macros.file.filling import NAMED, steps_within
from agent.macros.file.schema import (
    Calling,
    Choosing,
    Dragging,
    ForEach,
    Going,
    IfShown,
    Macro,
    Pointing,
    Pressing,
    Scrolling,
    Typing,
    Waiting,
    WhileShown,
)
from agent.macros.file.target import Looks, Target
from bridges.errors import MacroUnusable, UnknownKey
from bridges.keyboard import key_name

SECRET = re.compile(r"\{\{secret:([\w-]+)\}\}")
WHEEL = 53.0
"""Frame pixels of one click of the wheel, as `agent.macros.scripts.reading` takes it."""
_CALLS = {
    "click": "click",
    "doubleclick": "doubleClick",
    "rightclick": "rightClick",
    "hover": "moveTo",
}
_HEAD = """\
# The macro “{name}”, as a script for pyautogui. It knows places and pictures only: it does not wait for the screen,
# does not check what it did and does not find again what has moved. `mimic replay {name}` does.
import os
import subprocess
import time

import pyautogui

pyautogui.PAUSE = 0.3
"""
_PICTURES = """\
pyautogui.useImageNotFoundException(False)
os.chdir(os.path.dirname(os.path.abspath(__file__)))
"""


def plain(macro: Macro) -> str:
    """A Python script. Raises MacroUnusable for a step that pyautogui cannot do."""
    done = "".join(f"{line}\n" for line in _lines(macro, macro.steps, 0))
    lines = [_HEAD.format(name=macro.name), _PICTURES if "pictures/" in done else "", "\n"]
    for name, parameter in macro.parameters.items():
        about = parameter.about or ("has to be given" if parameter.default is None else "a parameter")
        lines.append(f"{_variable(name)} = {parameter.default or ''!r}  # {' '.join(about.split())}\n")
    return "".join([*lines, done])


def pytest_of(macro: Macro, on: str) -> str:
    """A test for pytest that replays the macro and fails where it halts."""
    given = {name: one.default or "" for name, one in macro.parameters.items()}
    beside = Path(sys.executable).with_name("mimic")
    missing = [name for name, one in macro.parameters.items() if one.default is None]
    todo = f"  # give values to: {', '.join(missing)}" if missing else ""
    return f'''"""Replays the macro “{macro.name}”; made by `mimic macro export {macro.name} --pytest`."""

import json
import shutil
import subprocess

MIMIC = shutil.which("mimic") or {str(beside)!r}
PARAMETERS = {given!r}{todo}


def test_{_variable(macro.name)}() -> None:
    command = [MIMIC, "replay", "{macro.name}", "--on", "{on}", "--speed", "max", "--json"]
    command += [part for name, value in PARAMETERS.items() for part in ("--set", f"{{name}}={{value}}")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL, check=False)
    events = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{{")]
    assert done.returncode == 0, (events[-1] if events else done.stderr)
'''


def _lines(macro: Macro, steps: tuple[object, ...], depth: int) -> Iterator[str]:
    for step in steps:
        for line in _one(macro, step):
            yield f"{'    ' * depth}{line}" if line else line


def _one(macro: Macro, step: object) -> Iterator[str]:
    match step:
        case ForEach() | IfShown() | WhileShown():
            yield from _block(macro, step)
        case Pointing() | Typing() | Dragging():
            yield from _pointed(macro, step)
        case Scrolling():
            clicks = max(1, round((step.distance or 10 * WHEEL) / WHEEL))
            sign = "-" if step.direction in ("down", "left") else ""
            yield f"pyautogui.{'h' if step.direction in ('left', 'right') else ''}scroll({sign}{clicks})"
        case Pressing():
            yield f"pyautogui.hotkey({', '.join(repr(_key(macro, step, key)) for key in step.keys)})"
        case Going(do="appswitch") if step is not macro.steps[0]:
            yield f"pyautogui.hotkey('alt', 'tab')  # to {' '.join(step.app.split())}, if that was the last one before"
            yield "time.sleep(1)"
        case Going():
            yield f"subprocess.Popen([{_program(step.app)!r}])"
            yield "time.sleep(3)"
        case Waiting(shown=Target(looks=Looks()) as shown):
            yield f"while not {_shown(shown)}:{_said(shown)}"
            yield "    time.sleep(0.5)"
        case Waiting():
            yield f"time.sleep({step.seconds or 3:g})"
        case Calling() | Choosing():
            raise MacroUnusable(
                f"Exporting the macro “{macro.name}”",
                f"its step {step.id} ({step.do}) has no counterpart in pyautogui",
                "Export it with --pytest, which replays it by Mimic.",
            )


def _pointed(macro: Macro, step: Pointing | Typing | Dragging) -> Iterator[str]:
    match step:
        case Pointing(do="longpress"):
            yield f"pyautogui.moveTo({_at(step.target)}){_said(step.target)}"
            yield from ("pyautogui.mouseDown()", "time.sleep(1)", "pyautogui.mouseUp()")
        case Pointing():
            yield f"pyautogui.{_CALLS[step.do]}({_at(step.target)}){_said(step.target)}"
        case Typing():
            if step.target is not None:
                yield f"pyautogui.click({_at(step.target)}){_said(step.target)}"
            yield f"pyautogui.write({_text(macro, step.text)}){'' if step.text.isascii() else '  # not ASCII: lost'}"
        case Dragging():
            yield f"pyautogui.moveTo({_at(step.target)}){_said(step.target)}"
            if step.to is not None:
                yield f"pyautogui.dragTo({_at(step.to)}, duration=0.5){_said(step.to)}"
            elif step.by is not None:
                yield f"pyautogui.drag({step.by[0]:g}, {step.by[1]:g}, duration=0.5)"


def _block(macro: Macro, step: ForEach | IfShown | WhileShown) -> Iterator[str]:
    if isinstance(step, ForEach):
        items = _variable(step.among) + ".splitlines()" if isinstance(step.among, str) else repr([*step.among])
        yield f"for {_variable(step.item)} in {items}:"
    else:
        yield f"{'if' if isinstance(step, IfShown) else 'while'} {_shown(step.shown)}:{_said(step.shown)}"
    yield from _lines(macro, step.steps, 1)
    if isinstance(step, IfShown) and step.otherwise:
        yield "else:"
        yield from _lines(macro, step.otherwise, 1)


def _at(target: Target) -> str:
    """The arguments that say where: a point of the screen, or a picture."""
    if target.place is not None:
        box, (x, y) = target.place.box, target.place.at
        left, top = target.place.corner if target.place.window else (0.0, 0.0)
        return f"{round(left + box.left + x * box.width)}, {round(top + box.top + y * box.height)}"
    if target.looks is not None:
        return repr(target.looks.picture)
    raise MacroUnusable(
        "Exporting a macro", f"“{target.called}” has neither a place nor a picture", "Export it with --pytest."
    )


def _shown(target: Target) -> str:
    if target.looks is None:
        raise MacroUnusable("Exporting a macro", f"“{target.called}” has no picture", "Export it with --pytest.")
    return f"pyautogui.locateOnScreen({target.looks.picture!r}, confidence=0.9)"


def _said(target: Target) -> str:
    words = " ".join(target.called.split())
    return f"  # {words[:80]}" if words and words != "unknown" else ""


def _text(macro: Macro, text: str) -> str:
    """A Python expression for a text with parameters and secrets, which come from the environment."""
    parts, at = list[str](), 0
    marks = sorted(
        [*SECRET.finditer(text), *(m for m in NAMED.finditer(text) if _known(macro, m[1]))], key=lambda m: m.start()
    )
    for mark in marks:
        if mark.start() > at:
            parts.append(repr(text[at : mark.start()]))
        secret = mark.re is SECRET
        parts.append(f"os.environ[{mark[1]!r}]" if secret else _variable(mark[1]))
        at = mark.end()
    if at < len(text) or not parts:
        parts.append(repr(text[at:]))
    return " + ".join(parts)


def _key(macro: Macro, step: Pressing, said: str) -> str:
    """What pyautogui calls a key; it passes over one that it does not know without a word."""
    try:
        return key_name(said)
    except UnknownKey as error:
        raise MacroUnusable(
            f"Exporting the macro “{macro.name}”", f"its step {step.id} presses “{said}”", error.remedy
        ) from error


def _program(app: str) -> str:
    """The program of an application, by the name that a person or its window has for it."""
    return next((one for one in (app, app.lower(), app.lower().replace(" ", "-")) if shutil.which(one)), app.lower())


def _known(macro: Macro, name: str) -> bool:
    items = {step.item for step in steps_within(macro.steps) if isinstance(step, ForEach)}
    return name in macro.parameters or name in items


def _variable(name: str) -> str:
    variable = re.sub(r"\W", "_", name)
    return variable if variable.isidentifier() else f"_{variable}"
