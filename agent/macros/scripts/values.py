"""What a script for pyautogui says: its values, as far as they can be told from its text, and its targets.

A picture that the script looks for becomes the target's appearance. A bare point has none, so such a step is unsure
until a person confirms it, unless the screen that the script was written for is given.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from agent.macros.file.target import Looks, Place, Target
from agent.macros.grounding.looks import cut, hash_of, part
from bridges.base import Frame
from bridges.coordinates import Box, Size
from bridges.errors import MacroUnusable, MimicError
from model.picture import load_picture

AROUND = 14.0
"""Half the side of the box that stands for a bare point."""
ALLOWED = (
    "Allowed are pyautogui's calls for mouse, keys, scrolling and pictures with constants, loops over a range or a "
    "list, functions, time.sleep and subprocess.Popen."
)
LOCATE = ("locateOnScreen", "locateCenterOnScreen")
_ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True, slots=True)
class Located:
    """A place that the script finds by a picture, or one coordinate of it."""

    file: str
    axis: Literal["", "x", "y"] = ""


@dataclass(slots=True)
class Script:
    """A script that is being read."""

    path: Path
    screen: Size
    shown: Frame | None
    modules: dict[str, str] = field(default_factory=dict)
    """Names by which the script calls modules -> the module."""
    names: dict[str, str] = field(default_factory=dict)
    """Functions that it imported by name."""
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    """Its own."""
    values: dict[str, Any] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)
    pictures: dict[str, Frame] = field(default_factory=dict)
    at: tuple[float, float] | None = None
    """Where the pointer is, if it is known."""
    pressed_at: tuple[float, float] | None = None
    """Where the left button went down and is still held."""
    held: list[str] = field(default_factory=list)
    """Keys that are held."""
    depth: int = 0

    def fail(self, node: ast.AST, found: str) -> MacroUnusable:
        return MacroUnusable(f"Reading {self.path.name}, line {getattr(node, 'lineno', 1)}", found, ALLOWED)

    def called(self, call: ast.Call) -> str:
        """The bare name of what is called: "click", "sleep", "Popen". Raises MacroUnusable for what is not known."""
        match call.func:
            case ast.Attribute(value=ast.Name(id=module), attr=name):
                known = {"pyautogui": name, "time": "sleep", "subprocess": "Popen"}.get(self.modules.get(module, ""))
                if known == name:
                    return name
            case ast.Name(id=name) if name in self.names:
                return self.names[name]
        raise self.fail(call, f"it calls {ast.unparse(call.func)[:60]}")


def value_of(script: Script, node: ast.expr) -> Any:
    """A constant, or a Located. Raises MacroUnusable."""
    match node:
        case ast.Constant(value=value) if isinstance(value, str | int | float | bool) or value is None:
            return value
        case ast.Name(id=name) if name in script.values:
            return script.values[name]
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [value_of(script, part) for part in parts]
        case ast.JoinedStr(values=parts):
            return "".join(_joined(script, part) for part in parts)
        case ast.UnaryOp(op=ast.USub(), operand=operand) if isinstance(
            number := value_of(script, operand), int | float
        ):
            return -number
        case ast.BinOp():
            return _computed(script, node)
        case ast.Subscript() | ast.Attribute():
            return _part_of(script, node)
        case ast.Call():
            return _result(script, node)
    raise script.fail(node, f"“{ast.unparse(node)[:80]}” is no constant")


def _computed(script: Script, node: ast.BinOp) -> Any:
    one, other = value_of(script, node.left), value_of(script, node.right)
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    divided = isinstance(node.op, ast.FloorDiv | ast.Div)
    joined = isinstance(node.op, ast.Add) and isinstance(one, str) and isinstance(other, str)
    if type(node.op) in _ARITHMETIC and ((numbers and not (divided and not other)) or joined):
        return _ARITHMETIC[type(node.op)](one, other)
    raise script.fail(node, f"“{ast.unparse(node)[:80]}” is no constant")


def _part_of(script: Script, node: ast.Subscript | ast.Attribute) -> Any:
    """One coordinate of what was located, one of a list, or what the environment holds, which is taken for a secret."""
    environment = ast.unparse(node.value)
    match node:
        case ast.Subscript(slice=ast.Constant(value=str(name))) if (
            environment.endswith(".environ")
            and script.modules.get(environment.removesuffix(".environ")) == "os"
            and re.fullmatch(r"[\w.@-]{1,64}", name)
        ):
            return f"{{{{secret:{name}}}}}"
        case ast.Subscript(slice=ast.Constant(value=int(which))) if 0 <= which <= 1:
            found = value_of(script, node.value)
            if isinstance(found, Located) and not found.axis:
                return Located(found.file, "y" if which else "x")
            if isinstance(found, list) and which < len(found):
                return found[which]
        case ast.Attribute(attr="x" | "y" as axis):
            found = value_of(script, node.value)
            if isinstance(found, Located) and not found.axis:
                return Located(found.file, "x" if axis == "x" else "y")
    raise script.fail(node, f"“{ast.unparse(node)[:80]}” is no constant")


def _joined(script: Script, part: ast.expr) -> str:
    if isinstance(part, ast.FormattedValue) and part.conversion == -1 and part.format_spec is None:
        part = part.value
    value = value_of(script, part)
    if isinstance(value, Located | list):
        raise script.fail(part, f"“{ast.unparse(part)[:80]}” is no constant")
    return str(value)


def _result(script: Script, call: ast.Call) -> Any:
    """What a call gives, where the text tells."""
    if isinstance(call.func, ast.Name) and call.func.id in ("str", "int", "float") and len(call.args) == 1:
        value = value_of(script, call.args[0])
        if isinstance(value, str | int | float):
            try:
                return {"str": str, "int": int, "float": float}[call.func.id](value)
            except ValueError as error:
                raise script.fail(call, f"“{ast.unparse(call)[:80]}” is no constant") from error
    if isinstance(call.func, ast.Attribute) or (isinstance(call.func, ast.Name) and call.func.id in script.names):
        name = script.called(call)
        if name in LOCATE and call.args and isinstance(file := value_of(script, call.args[0]), str):
            return Located(file)
        if name == "center" and call.args and isinstance(found := value_of(script, call.args[0]), Located):
            return found
        if name == "size" and not call.args:
            return [int(script.screen.width), int(script.screen.height)]
    raise script.fail(call, f"“{ast.unparse(call)[:80]}” is no constant")


def target_of(script: Script, call: ast.AST, values: list[Any], options: Mapping[str, Any]) -> tuple[Target, bool]:
    """The target of a call's first arguments, and whether more than a bare point describes it."""
    x = values[0] if values else options.get("x")
    y = values[1] if len(values) > 1 else options.get("y")
    if isinstance(x, str):
        return located(script, call, Located(x)), True
    if isinstance(x, Located):
        if x.axis and y != Located(x.file, "y"):
            raise script.fail(call, f"it points beside the picture {x.file}")
        return located(script, call, x), True
    if isinstance(x, list) and len(x) == 2:
        x, y = x
    if x is None and y is None and script.at is not None:
        x, y = script.at
    if not isinstance(x, int | float) or not isinstance(y, int | float):
        raise script.fail(call, "it points at no place that is written there")
    return _point(script, call, float(x), float(y))


def _point(script: Script, call: ast.AST, x: float, y: float) -> tuple[Target, bool]:
    width, height = script.screen.width, script.screen.height
    if not (0 <= x < width and 0 <= y < height):
        raise script.fail(call, f"({x:g}, {y:g}) lies outside the screen of {width}×{height}")
    script.at = (x, y)
    box = Box(x - AROUND, y - AROUND, x + AROUND, y + AROUND).intersection(Box(0, 0, width, height))
    at = ((x - box.left) / box.width, (y - box.top) / box.height)
    place = Place(box=box, within=(width, height), at=at, window=False)
    if script.shown is None:
        return Target(place=place), False
    file = f"pictures/point-{len(script.pictures) + 1}.png"
    script.pictures[file], inner = cut(script.shown, box)
    return Target(place=place, looks=Looks(picture=file, box=inner, hash=hash_of(part(script.shown, box)))), True


def located(script: Script, call: ast.AST, found: Located) -> Target:
    """The target that looks as a picture beside the script. Raises MacroUnusable where that cannot be used."""
    path = (script.path.parent / found.file).resolve()
    try:
        shown = load_picture(path)
    except MimicError as error:
        raise script.fail(call, f"the picture {found.file} cannot be used: {error.found}") from error
    stem = re.sub(r"[^\w-]", "-", path.stem)[:40]
    name = f"pictures/{stem}-{len(script.pictures) + 1}.png"
    script.pictures[name] = shown
    script.at = None
    box = Box(0, 0, shown.shape[1], shown.shape[0])
    return Target(looks=Looks(picture=name, box=box, hash=hash_of(shown)))
