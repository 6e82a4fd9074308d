"""Scripts for pyautogui become macros. A script is read as a tree and never executed.

What can be told from the text alone is taken: calls of pyautogui with constants, variables that hold constants, loops
over a range or a list, functions of the script's own, programs that are started, and waiting for a picture or asking
whether it shows. Anything else is an error with its line, and nothing is made.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent.macros.file.schema import STEP, Macro, Recorded
from agent.macros.scripts.calls import steps_of
from agent.macros.scripts.values import ALLOWED, Located, Script, located, value_of
from bridges.base import Frame
from bridges.coordinates import Size
from bridges.errors import MacroUnusable

MOST = 2000
"""Steps that a script may unroll to."""
DEEPEST = 16
"""Functions of a script that may call each other."""
MODULES = ("pyautogui", "time", "os", "subprocess", "sys")
"""Modules that a script may import; which of their calls are known is another thing."""
WAITED_S = 120.0
"""How long a picture is waited for that a script waits for without end."""
_SETTINGS = ("PAUSE", "FAILSAFE", "MINIMUM_DURATION", "MINIMUM_SLEEP")
_QUIET = ("print(", "pyautogui.useImageNotFoundException(", "os.chdir(")
"""Calls that do nothing on the screen."""


def macro_of(path: Path, name: str, screen: Size, shown: Frame | None = None) -> tuple[Macro, dict[str, Frame]]:
    """The macro of a script and its pictures. ``shown`` is the screen that the script was written for.

    Raises MacroUnusable with the line of what cannot be taken over.
    """
    try:
        tree = ast.parse(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise MacroUnusable(f"Reading {path}", "it is no text in UTF-8") from error
    except OSError as error:
        raise MacroUnusable(f"Reading {path}", error.strerror or str(error)) from error
    except (SyntaxError, ValueError, RecursionError) as error:
        raise MacroUnusable(f"Reading {path}", f"it is no Python: {error}", "Correct it first.") from error
    if shown is not None:
        screen = Size(shown.shape[1], shown.shape[0])
    script = Script(path, screen, shown)
    for statement in tree.body:
        _read(script, statement)
    if not script.steps:
        raise MacroUnusable(f"Reading {path.name}", "it calls nothing of pyautogui", ALLOWED)
    steps = tuple(STEP.validate_python(step) for step in _numbered(script.steps, "s"))
    recorded = Recorded(screen=screen, source="script")
    return Macro(name=name, about=f"from {path.name}", recorded=recorded, steps=steps), script.pictures


def _numbered(steps: list[dict[str, Any]], above: str) -> list[dict[str, Any]]:
    named = []
    for number, step in enumerate(steps, start=1):
        inner = {
            key: _numbered(step[key], f"{above}{number}{mark}")
            for key, mark in (("steps", "-"), ("otherwise", "-else-"))
            if key in step
        }
        named.append({"id": f"{above}{number}", **step, **inner})
    return named


def _read(script: Script, node: ast.stmt) -> None:  # noqa: C901, PLR0912 - one case for each kind of statement
    match node:
        case ast.Import() | ast.ImportFrom():
            _imported(script, node)
        case ast.Assign(targets=[target], value=value):
            _assigned(script, target, value)
        case ast.Expr(value=ast.Constant(value=str())) | ast.Pass():
            return
        case ast.Expr(value=ast.Call() as call):
            _call(script, call)
        case ast.FunctionDef(name=name, decorator_list=[]):
            script.functions[name] = node
        case ast.If(test=test, body=body, orelse=otherwise) if _is_main(test):
            if otherwise:
                raise script.fail(node, "it does something else where it is imported")
            _read_all(script, body)
        case ast.If(test=test, body=body, orelse=otherwise):
            _if_shown(script, node, test, body, otherwise)
        case ast.While(test=test, body=body, orelse=[]):
            _while(script, node, test, body)
        case ast.With(items=[ast.withitem(context_expr=ast.Call() as held)], body=body):
            _held(script, held, body)
        case ast.For(target=ast.Name(id=name), body=body, orelse=[]):
            for value in _items(script, node):
                script.values[name] = value
                _read_all(script, body)
        case _:
            raise script.fail(node, f"“{ast.unparse(node).splitlines()[0][:80]}” cannot be told from the text alone")
    if len(script.steps) > MOST:
        raise script.fail(node, f"it makes more than {MOST} steps")


def _read_all(script: Script, body: list[ast.stmt]) -> None:
    for inner in body:
        _read(script, inner)


def _imported(script: Script, node: ast.Import | ast.ImportFrom) -> None:
    if isinstance(node, ast.ImportFrom):
        if node.module not in ("pyautogui", "time"):
            raise script.fail(node, f"it imports from {node.module}")
        script.names |= {one.asname or one.name: one.name for one in node.names}
        return
    for one in node.names:
        if one.name not in MODULES:
            raise script.fail(node, f"it imports {one.name}")
        script.modules[one.asname or one.name] = one.name


def _assigned(script: Script, target: ast.expr, value: ast.expr) -> None:
    match target:
        case ast.Name(id=name):
            script.values[name] = value_of(script, value)
        case ast.Tuple(elts=parts) if all(isinstance(part, ast.Name) for part in parts):
            values = value_of(script, value)
            if isinstance(values, Located) and len(parts) == 2:
                values = [Located(values.file, "x"), Located(values.file, "y")]
            if not isinstance(values, list) or len(values) != len(parts):
                raise script.fail(target, f"{ast.unparse(value)[:60]} is not {len(parts)} values")
            script.values |= {
                part.id: one for part, one in zip(parts, values, strict=True) if isinstance(part, ast.Name)
            }
        case ast.Attribute(value=ast.Name(id=module), attr=attribute) if (
            script.modules.get(module) == "pyautogui" and attribute in _SETTINGS
        ):
            return
        case _:
            raise script.fail(target, f"it sets {ast.unparse(target)[:60]}")


def _is_main(test: ast.expr) -> bool:
    return ast.unparse(test) in ("__name__ == '__main__'", "'__main__' == __name__")


def _items(script: Script, loop: ast.For) -> Iterator[Any]:
    match loop.iter:
        case ast.Call(func=ast.Name(id="range"), args=arguments, keywords=[]) if 1 <= len(arguments) <= 3:
            numbers = [value_of(script, one) for one in arguments]
            if not all(isinstance(number, int) for number in numbers) or 0 in numbers[2:]:
                raise script.fail(loop, "its range is none")
            items: Any = range(*numbers)
        case _:
            items = value_of(script, loop.iter)
    if not isinstance(items, list | tuple | range) or len(items) > MOST:
        raise script.fail(loop, "it loops over something else than a range or a list")
    yield from items


# Conditions: only whether a picture shows


def _shown(script: Script, test: ast.expr) -> tuple[Located, bool] | None:
    """The picture that a condition asks for, and whether it holds where that shows."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            found = _shown(script, inner)
            return (found[0], not found[1]) if found else None
        case ast.Compare(left=left, ops=[ast.Is() | ast.Eq() as op], comparators=[ast.Constant(value=None)]):
            found = _shown(script, left)
            return (found[0], not found[1]) if found and op else None
        case ast.Compare(left=left, ops=[ast.IsNot() | ast.NotEq()], comparators=[ast.Constant(value=None)]):
            return _shown(script, left)
        case ast.Name() | ast.Call():
            value = value_of(script, test)
            return (value, True) if isinstance(value, Located) else None
    return None


def _if_shown(script: Script, node: ast.If, test: ast.expr, body: list[ast.stmt], otherwise: list[ast.stmt]) -> None:
    asked = _shown(script, test)
    if asked is None:
        raise script.fail(node, f"“if {ast.unparse(test)[:60]}” cannot be told from the text alone")
    picture, holds = asked
    then, other = _block(script, body), _block(script, otherwise)
    step = {"do": "if shown", "shown": located(script, node, picture)}
    shown, hidden = (then, other) if holds else (other, then)
    if shown:
        script.steps.append({**step, "steps": shown, **({"otherwise": hidden} if hidden else {})})
    elif hidden:
        # A block that does something only where nothing shows still needs a first branch.
        rest = [{"do": "wait"}]
        script.steps.append({**step, "steps": rest, "otherwise": hidden})


def _while(script: Script, node: ast.While, test: ast.expr, body: list[ast.stmt]) -> None:
    asked = _shown(script, test)
    if asked is None:
        raise script.fail(node, f"“while {ast.unparse(test)[:60]}” cannot be told from the text alone")
    picture, holds = asked
    steps = _block(script, body)
    target = located(script, node, picture)
    if not holds:
        # Looking again and again until it shows is waiting for it.
        if any(step["do"] != "wait" for step in steps):
            raise script.fail(node, "it acts until a picture shows")
        script.steps.append({"do": "wait", "shown": target, "find_s": WAITED_S})
    elif steps:
        script.steps.append({"do": "while shown", "shown": target, "steps": steps})


def _block(script: Script, body: list[ast.stmt]) -> list[dict[str, Any]]:
    """The steps of a part of the script that is done only under a condition."""
    with _apart(script) as steps:
        _read_all(script, body)
    # Where the pointer is afterwards, nobody knows.
    script.at = None
    return steps


@contextmanager
def _apart(script: Script) -> Iterator[list[dict[str, Any]]]:
    outer, script.steps = script.steps, []
    inner = script.steps
    try:
        yield inner
    finally:
        script.steps = outer


# Calls


def _held(script: Script, held: ast.Call, body: list[ast.stmt]) -> None:
    """`with pyautogui.hold("shift"):` keys that are pressed meanwhile are chords with it."""
    if script.called(held) != "hold":
        raise script.fail(held, f"“with {ast.unparse(held)[:60]}” cannot be told from the text alone")
    keys = value_of(script, held.args[0]) if held.args else []
    before = len(script.held)
    script.held += keys if isinstance(keys, list) else [keys]
    _read_all(script, body)
    del script.held[before:]


def _call(script: Script, call: ast.Call) -> None:
    own = script.functions.get(ast.unparse(call.func))
    if own is not None:
        _inlined(script, call, own)
        return
    if not ast.unparse(call).startswith(_QUIET):
        script.steps += steps_of(script, call, script.called(call))


def _inlined(script: Script, call: ast.Call, function: ast.FunctionDef) -> None:
    """What a function of the script does, with the values that it is given."""
    given = function.args
    if script.depth >= DEEPEST:
        raise script.fail(call, f"{DEEPEST} functions have called each other already")
    if given.vararg or given.kwarg or given.kwonlyargs or given.posonlyargs:
        raise script.fail(call, f"{function.name} takes arguments that cannot be told from the text alone")
    names = [one.arg for one in given.args]
    defaults = zip(names[len(names) - len(given.defaults) :], given.defaults, strict=True)
    values = {name: value_of(script, default) for name, default in defaults}
    values |= {name: value_of(script, one) for name, one in zip(names, call.args, strict=False)}
    values |= {one.arg: value_of(script, one.value) for one in call.keywords if one.arg}
    if set(values) != set(names) or len(call.args) > len(names):
        raise script.fail(call, f"{function.name} takes {', '.join(names) or 'nothing'}")
    outer, script.values = script.values, {**script.values, **values}
    script.depth += 1
    _read_all(script, function.body)
    script.values = outer
    script.depth -= 1
