"""One call in a script for pyautogui as steps of a macro."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from agent.macros.file.schema import STEP, Check
from agent.macros.scripts.values import Script, target_of, value_of

WHEEL = 53.0
"""Frame pixels that one click of the wheel is taken for: browsers and toolkits scroll about three lines."""
MOST_PRESSES, MOST_CLICKS, MOST_WAIT_S = 500, 20, 120.0
_POINTING = {
    "click": "click",
    "leftClick": "click",
    "doubleClick": "doubleclick",
    "rightClick": "rightclick",
    "moveTo": "hover",
}
_KEYS = {
    "ctrlleft": "ctrl",
    "shiftleft": "shift",
    "altleft": "alt",
    "win": "super",
    "winleft": "super",
    "return": "enter",
}

Steps = Iterator[dict[str, Any]]


def steps_of(script: Script, call: ast.Call, name: str) -> list[dict[str, Any]]:
    """The steps of a call. Raises MacroUnusable for one that cannot be taken over."""
    if any(one.arg is None for one in call.keywords) or any(isinstance(one, ast.Starred) for one in call.args):
        raise script.fail(call, "it spreads its arguments")
    values = [value_of(script, one) for one in call.args]
    # How long a movement takes and how it goes has no meaning for a macro, and may be a function.
    keywords = [
        one for one in call.keywords if one.arg not in ("tween", "duration", "interval", "logScreenshot", "_pause")
    ]
    options = {str(one.arg): value_of(script, one.value) for one in keywords}
    try:
        steps = [_checked(step) for step in _steps(script, call, name, values, options)]
        for step in steps:
            STEP.validate_python(step)
    except ValidationError as error:
        raise script.fail(call, f"the arguments of {name} cannot be read ({error.errors()[0]['msg']})") from error
    except (TypeError, ValueError, IndexError, KeyError) as error:
        raise script.fail(call, f"the arguments of {name} cannot be read ({error})") from error
    return steps


def _checked(step: dict[str, Any]) -> dict[str, Any]:
    """A script does not say what a step should change; typing and dragging do change something, the others may not."""
    return step if step["do"] in ("input", "drag", "open", "wait") else {**step, "check": Check(kind="none")}


def _steps(script: Script, call: ast.Call, name: str, values: list[Any], options: dict[str, Any]) -> Steps:
    match name:
        case "click" | "leftClick" | "doubleClick" | "rightClick" | "moveTo":
            yield from _pointed(script, call, name, values, options)
        case "move" | "moveRel":
            yield from _pointed(script, call, "moveTo", _from_here(script, call, values, options), {})
        case "dragTo" | "drag" | "dragRel" | "mouseDown" | "mouseUp":
            yield from _dragged(script, call, name, values, options)
        case "scroll" | "vscroll" | "hscroll":
            yield from _scrolled(script, call, name, values, options)
        case "write" | "typewrite" | "press" | "hotkey" | "keyDown" | "keyUp":
            yield from _keyed(script, call, name, values, options)
        case "sleep" | "countdown":
            seconds = float(values[0] if values else options["seconds"])
            yield {"do": "wait", "seconds": min(MOST_WAIT_S, seconds)}
        case "Popen":
            words = values[0] if values else options["args"]
            yield {"do": "open", "app": PurePath(words[0] if isinstance(words, list) else words.split()[0]).name}
        case "locateOnScreen" | "locateCenterOnScreen":
            # Nothing is done with it: without the picture, the script would end here.
            yield {"do": "wait", "shown": target_of(script, call, values, options)[0]}
        case _:
            raise script.fail(call, f"pyautogui.{name} cannot be taken over")


# The mouse


def _pointed(script: Script, call: ast.Call, name: str, values: list[Any], options: dict[str, Any]) -> Steps:
    target, sure = target_of(script, call, values, options)
    if name == "moveTo" and script.pressed_at:
        # On the way of a drag.
        return
    clicks = int(values[2] if len(values) > 2 and name == "click" else options.get("clicks", 1))
    do = _POINTING[name]
    if options.get("button") in ("right", "secondary"):
        do = "rightclick"
    elif options.get("button", "left") not in ("left", "primary"):
        raise script.fail(call, f"it presses the button {options['button']}")
    if do == "click" and clicks == 2:
        do, clicks = "doubleclick", 1
    for _ in range(min(clicks, MOST_CLICKS)):
        yield {"do": do, "target": target, **_doubt(sure)}


def _dragged(script: Script, call: ast.Call, name: str, values: list[Any], options: dict[str, Any]) -> Steps:
    if options.get("button", "left") not in ("left", "primary"):
        raise script.fail(call, f"it drags with the button {options['button']}")
    if name == "mouseDown":
        target_of(script, call, values, options)
        script.pressed_at = script.at
        return
    if name == "mouseUp":
        start, script.pressed_at = script.pressed_at, None
        values = values or ([*script.at] if script.at else [])
    else:
        start = script.at
        values = _from_here(script, call, values, options) if name in ("drag", "dragRel") else values
    if start is None:
        raise script.fail(call, "it drags from where the pointer happens to be: call moveTo before")
    first, second = target_of(script, call, [*start], {}), target_of(script, call, values, options)
    if name == "mouseUp" and script.at == start:
        yield {"do": "click", "target": first[0], **_doubt(first[1])}
    else:
        yield {"do": "drag", "target": first[0], "to": second[0], **_doubt(first[1] and second[1])}


def _from_here(script: Script, call: ast.Call, values: list[Any], options: dict[str, Any]) -> list[Any]:
    """Where a movement by so much leads."""
    if script.at is None:
        raise script.fail(call, "it moves from where the pointer happens to be: call moveTo before")
    names = (("xOffset", "x"), ("yOffset", "y"))
    by = values[0] if values and isinstance(values[0], list) else values
    by = [by[at] if len(by) > at else options.get(one, options.get(other, 0)) for at, (one, other) in enumerate(names)]
    return [script.at[0] + float(by[0] or 0), script.at[1] + float(by[1] or 0)]


def _scrolled(script: Script, call: ast.Call, name: str, values: list[Any], options: dict[str, Any]) -> Steps:
    clicks = float(values[0] if values else options["clicks"])
    ways = ("left", "right") if name == "hscroll" else ("down", "up")
    step = {"do": "scroll", "direction": ways[clicks > 0], "distance": max(1.0, abs(clicks) * WHEEL)}
    if len(values) > 1 or "x" in options:
        target, sure = target_of(script, call, values[1:], options)
        step |= {"target": target, **_doubt(sure)}
    yield step


def _doubt(sure: bool) -> dict[str, Any]:
    return {} if sure else {"unsure": True, "confidence": 0.5, "note": "a bare point"}


# The keyboard


def _keyed(script: Script, call: ast.Call, name: str, values: list[Any], options: dict[str, Any]) -> Steps:
    match name:
        case "write" | "typewrite":
            text = values[0] if values else options["message"]
            if isinstance(text, list):
                yield from (_pressed(script, key) for key in text)
            elif not isinstance(text, str):
                raise script.fail(call, "it types something else than a text")
            elif text:
                yield {"do": "input", "text": text}
        case "press":
            keys = values[0] if values else options["keys"]
            times = int(values[1] if len(values) > 1 else options.get("presses", 1))
            for _ in range(min(times, MOST_PRESSES)):
                yield from (_pressed(script, key) for key in (keys if isinstance(keys, list) else [keys]))
        case "hotkey":
            yield _pressed(script, *(values[0] if len(values) == 1 and isinstance(values[0], list) else values))
        case "keyDown":
            script.held.append(str(values[0] if values else options["key"]))
        case _:
            yield from _released(script, call, str(values[0] if values else options["key"]))


def _released(script: Script, call: ast.Call, key: str) -> Steps:
    """A key that was held by itself was pressed; one that was held with others belongs to what these did."""
    if key not in script.held:
        raise script.fail(call, f"it lets go of {key}, which it does not hold")
    alone = not any(step.get("do") == "press" and _key(key) in step["keys"] for step in script.steps[-MOST_CLICKS:])
    if alone and script.held == [key]:
        yield {"do": "press", "keys": [_key(key)]}
    script.held.remove(key)


def _pressed(script: Script, *keys: Any) -> dict[str, Any]:
    return {"do": "press", "keys": [_key(key) for key in (*script.held, *keys)]}


def _key(key: Any) -> str:
    text = str(key).lower() if len(str(key)) > 1 else str(key)
    return _KEYS.get(text, text)
