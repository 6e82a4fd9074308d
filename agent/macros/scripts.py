"""Scripts for pyautogui become macros. A script is read as a tree and never executed.

What can be told from the text alone is taken: calls of pyautogui with constants, variables that hold constants, loops
over a range or a list, and `time.sleep`. Anything else is an error with its line, and nothing is made.

A picture that the script looks for becomes the target's appearance. A bare point has none, so such a step is unsure
until a person confirms it, unless the screen that the script was written for is given.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent.macros.looks import cut, hash_of, part
from agent.macros.schema import STEP, Check, Looks, Macro, Place, Recorded, Target
from bridges.base import Frame
from bridges.coordinates import Box, Size
from bridges.errors import MacroUnusable, MimicError
from model.picture import load_picture

MOST = 2000
"""Steps that a script may unroll to."""
AROUND = 14.0
"""Half the side of the box that stands for a bare point."""
WHEEL = 53.0
"""Frame pixels that one click of the wheel is taken for: browsers and toolkits scroll about three lines."""
ALLOWED = (
    "Allowed are click, doubleClick, rightClick, moveTo, dragTo, scroll, hscroll, write, press, hotkey and sleep with "
    "constants, loops over a range or a list, and time.sleep."
)
_ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
}
_POINTING = {
    "click": "click",
    "leftClick": "click",
    "doubleClick": "doubleclick",
    "rightClick": "rightclick",
    "moveTo": "hover",
}
_SETTINGS = ("PAUSE", "FAILSAFE", "MINIMUM_DURATION", "MINIMUM_SLEEP")
_KEYS = {
    "ctrlleft": "ctrl",
    "shiftleft": "shift",
    "altleft": "alt",
    "win": "super",
    "winleft": "super",
    "return": "enter",
}


@dataclass(slots=True)
class _Script:
    """A script that is being read."""

    path: Path
    screen: Size
    shown: Frame | None
    modules: set[str] = field(default_factory=set)
    """Names by which the script calls pyautogui."""
    names: dict[str, str] = field(default_factory=dict)
    """Functions that it imported by name."""
    values: dict[str, Any] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)
    pictures: dict[str, Frame] = field(default_factory=dict)
    at: tuple[float, float] | None = None
    """Where the pointer is, if it is known."""

    def fail(self, node: ast.AST, found: str) -> MacroUnusable:
        return MacroUnusable(f"Reading {self.path.name}, line {getattr(node, 'lineno', 1)}", found, ALLOWED)


def macro_of(path: Path, name: str, screen: Size, shown: Frame | None = None) -> tuple[Macro, dict[str, Frame]]:
    """The macro of a script and its pictures. ``shown`` is the screen that the script was written for.

    Raises MacroUnusable with the line of what cannot be taken over.
    """
    try:
        tree = ast.parse(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise MacroUnusable(f"Reading {path}", str(error)) from error
    except (SyntaxError, ValueError, RecursionError) as error:
        raise MacroUnusable(f"Reading {path}", f"it is no Python: {error}", "Correct it first.") from error
    if shown is not None:
        screen = Size(shown.shape[1], shown.shape[0])
    script = _Script(path, screen, shown)
    for statement in tree.body:
        _read(script, statement)
    if not script.steps:
        raise MacroUnusable(f"Reading {path.name}", "it calls nothing of pyautogui", ALLOWED)
    steps = tuple(STEP.validate_python({"id": f"s{n}", **step}) for n, step in enumerate(script.steps, 1))
    recorded = Recorded(screen=screen, source="script")
    return Macro(name=name, about=f"from {path.name}", recorded=recorded, steps=steps), script.pictures


def _read(script: _Script, node: ast.stmt) -> None:
    match node:
        case ast.Import() | ast.ImportFrom():
            _imported(script, node)
        case ast.Assign(targets=[target], value=value):
            _assigned(script, target, value)
        case ast.Expr(value=ast.Constant(value=str())) | ast.Pass():
            return
        case ast.Expr(value=ast.Call() as call):
            _call(script, call)
        case ast.For(target=ast.Name(id=name), body=body, orelse=[]):
            for value in _items(script, node):
                script.values[name] = value
                for inner in body:
                    _read(script, inner)
        case _:
            raise script.fail(node, f"“{ast.unparse(node).splitlines()[0][:80]}” cannot be told from the text alone")
    if len(script.steps) > MOST:
        raise script.fail(node, f"it makes more than {MOST} steps")


def _imported(script: _Script, node: ast.Import | ast.ImportFrom) -> None:
    if isinstance(node, ast.ImportFrom):
        if node.module not in ("pyautogui", "time"):
            raise script.fail(node, f"it imports from {node.module}")
        script.names |= {one.asname or one.name: one.name for one in node.names}
        return
    for one in node.names:
        if one.name == "pyautogui":
            script.modules.add(one.asname or one.name)
        elif one.name != "time":
            raise script.fail(node, f"it imports {one.name}")


def _assigned(script: _Script, target: ast.expr, value: ast.expr) -> None:
    match target:
        case ast.Name(id=name):
            script.values[name] = _value(script, value)
        case ast.Attribute(value=ast.Name(id=module), attr=attribute) if (
            module in script.modules and attribute in _SETTINGS
        ):
            return
        case _:
            raise script.fail(target, f"it sets {ast.unparse(target)[:60]}")


def _items(script: _Script, loop: ast.For) -> Iterator[Any]:
    match loop.iter:
        case ast.Call(func=ast.Name(id="range"), args=arguments, keywords=[]) if 1 <= len(arguments) <= 3:
            numbers = [_value(script, one) for one in arguments]
            if not all(isinstance(number, int) for number in numbers) or 0 in numbers[2:]:
                raise script.fail(loop, "its range is none")
            items: Any = range(*numbers)
        case _:
            items = _value(script, loop.iter)
    if not isinstance(items, list | tuple | range) or len(items) > MOST:
        raise script.fail(loop, "it loops over something else than a range or a list")
    yield from items


def _value(script: _Script, node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value) if isinstance(value, str | int | float | bool) or value is None:
            return value
        case ast.Name(id=name) if name in script.values:
            return script.values[name]
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [_value(script, part) for part in parts]
        case ast.UnaryOp(op=ast.USub(), operand=operand) if isinstance(number := _value(script, operand), int | float):
            return -number
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            one, other = _value(script, left), _value(script, right)
            numbers = isinstance(one, int | float) and isinstance(other, int | float)
            if (numbers and not (isinstance(op, ast.FloorDiv) and not other)) or (
                isinstance(op, ast.Add) and isinstance(one, str) and isinstance(other, str)
            ):
                return _ARITHMETIC[type(op)](one, other)
    raise script.fail(node, f"“{ast.unparse(node)[:80]}” is no constant")


def _call(script: _Script, call: ast.Call) -> None:
    name = _called(script, call)
    values = [_value(script, one) for one in call.args]
    options = {one.arg: _value(script, one.value) for one in call.keywords if one.arg}
    if any(one.arg is None for one in call.keywords) or any(isinstance(one, ast.Starred) for one in call.args):
        raise script.fail(call, "it spreads its arguments")
    try:
        made = list(_steps(script, call, name, values, options))
    except (TypeError, IndexError, KeyError) as error:
        raise script.fail(call, f"the arguments of {name} cannot be read ({error})") from error
    script.steps += made


def _called(script: _Script, call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in script.modules:
            return name
        case ast.Attribute(value=ast.Name(id="time"), attr="sleep"):
            return "sleep"
        case ast.Name(id=name) if name in script.names:
            return script.names[name]
    raise script.fail(call, f"it calls {ast.unparse(call.func)[:60]}")


def _steps(
    script: _Script, call: ast.Call, name: str, values: list[Any], options: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    match name:
        case "click" | "leftClick" | "doubleClick" | "rightClick" | "moveTo":
            yield from _pointed(script, call, name, values, options)
        case "dragTo":
            start = script.at
            if start is None:
                raise script.fail(call, "it drags from where the pointer happens to be: call moveTo before")
            first, second = _target(script, call, [*start], {}), _target(script, call, values, options)
            yield {"do": "drag", "target": first[0], "to": second[0], **_doubt(first[1] and second[1])}
        case "scroll" | "vscroll" | "hscroll":
            clicks = float(values[0] if values else options["clicks"])
            ways = ("left", "right") if name == "hscroll" else ("down", "up")
            yield {"do": "scroll", "direction": ways[clicks > 0], "distance": max(1.0, abs(clicks) * WHEEL)}
        case "write" | "typewrite":
            text = values[0] if values else options["message"]
            if isinstance(text, list):
                yield from ({"do": "press", "keys": [_key(key)]} for key in text)
            else:
                yield {"do": "input", "text": str(text)}
        case "press":
            keys = values[0] if values else options["keys"]
            times = int(values[1] if len(values) > 1 else options.get("presses", 1))
            for _ in range(min(times, MOST)):
                yield from (
                    {"do": "press", "keys": [_key(key)]} for key in (keys if isinstance(keys, list) else [keys])
                )
        case "hotkey":
            yield {"do": "press", "keys": [_key(key) for key in values]}
        case "sleep":
            yield {"do": "wait", "seconds": min(120.0, float(values[0])), "check": Check(kind="none")}
        case _:
            raise script.fail(call, f"pyautogui.{name} cannot be taken over")


def _pointed(
    script: _Script, call: ast.Call, name: str, values: list[Any], options: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    target, sure = _target(script, call, values, options)
    clicks = int(options.get("clicks", 1))
    do = _POINTING[name]
    if options.get("button") in ("right", "secondary"):
        do = "rightclick"
    elif options.get("button", "left") not in ("left", "primary"):
        raise script.fail(call, f"it presses the button {options['button']}")
    if do == "click" and clicks == 2:
        do, clicks = "doubleclick", 1
    check = Check(kind="none") if do == "hover" else Check()
    for _ in range(min(clicks, 20)):
        yield {"do": do, "target": target, "check": check, **_doubt(sure)}


def _target(script: _Script, call: ast.Call, values: list[Any], options: dict[str, Any]) -> tuple[Target, bool]:
    """The target of a call, and whether more than a bare point describes it."""
    x = values[0] if values else options.get("x")
    y = values[1] if len(values) > 1 else options.get("y")
    if isinstance(x, str):
        return _pictured(script, call, x), True
    if isinstance(x, list) and len(x) == 2:
        x, y = x
    if x is None and y is None and script.at is not None:
        x, y = script.at
    if not isinstance(x, int | float) or not isinstance(y, int | float):
        raise script.fail(call, "it points at no place that is written there")
    if not (0 <= x < script.screen.width and 0 <= y < script.screen.height):
        size = f"{script.screen.width}×{script.screen.height}"
        raise script.fail(call, f"({x:g}, {y:g}) lies outside the screen of {size}")
    script.at = (float(x), float(y))
    whole = Box(0, 0, script.screen.width, script.screen.height)
    box = Box(x - AROUND, y - AROUND, x + AROUND, y + AROUND).intersection(whole)
    at = ((x - box.left) / box.width, (y - box.top) / box.height)
    place = Place(box=box, within=(script.screen.width, script.screen.height), at=at, window=False)
    if script.shown is None:
        return Target(place=place), False
    file = f"pictures/point-{len(script.pictures) + 1}.png"
    script.pictures[file], inner = cut(script.shown, box)
    return Target(place=place, looks=Looks(picture=file, box=inner, hash=hash_of(part(script.shown, box)))), True


def _pictured(script: _Script, call: ast.Call, file: str) -> Target:
    path = (script.path.parent / file).resolve()
    try:
        shown = load_picture(path)
    except MimicError as error:
        raise script.fail(call, f"the picture {file} cannot be used: {error.found}") from error
    stem = re.sub(r"[^\w-]", "-", path.stem)[:40]
    name = f"pictures/{stem}-{len(script.pictures) + 1}.png"
    script.pictures[name] = shown
    script.at = None
    box = Box(0, 0, shown.shape[1], shown.shape[0])
    return Target(looks=Looks(picture=name, box=box, hash=hash_of(shown)))


def _doubt(sure: bool) -> dict[str, Any]:
    return {} if sure else {"unsure": True, "confidence": 0.5, "note": "a bare point: confirm what it points at"}


def _key(key: Any) -> str:
    text = str(key).lower() if len(str(key)) > 1 else str(key)
    return _KEYS.get(text, text)
