"""Actions written as calls, as UI-TARS does: what it is told, how a reply is read, and the other way round."""

from __future__ import annotations

import re

from bridges.action import (
    ACTION,
    Action,
    Ask,
    Click,
    DoubleClick,
    Drag,
    Finished,
    Hover,
    Input,
    LongPress,
    Press,
    RightClick,
    Scroll,
    Wait,
)
from bridges.coordinates import ImagePoint
from bridges.errors import UnparsableReply

CALLS = """\
click(start_box='(x,y)')
left_double(start_box='(x,y)')
right_single(start_box='(x,y)')
long_press(start_box='(x,y)')
hover(start_box='(x,y)')
drag(start_box='(x,y)', end_box='(x,y)')
scroll(start_box='(x,y)', direction='down') with down, up, right or left, where down shows what is further below
hotkey(key='ctrl s') with keys in lower case, at most three, parted by spaces
type(content='...') with \\' \\" and \\n for quotes and new lines; \\n at the end confirms
wait()
call_user(content='...') asks the person
finished(content='...') ends the task"""

_POINTED = {
    "click": Click[ImagePoint],
    "left_double": DoubleClick[ImagePoint],
    "right_single": RightClick[ImagePoint],
    "long_press": LongPress[ImagePoint],
    "hover": Hover[ImagePoint],
}
_NAMES = {action: name for name, action in _POINTED.items()}
_CALL = re.compile(r"Action:\s*(\w{1,20})\((.{0,20000})\)\s*$", re.DOTALL)
_ARGUMENT = re.compile(r"\s*,?\s*(\w{1,20})\s*=\s*'((?:[^'\\]|\\.)*)'", re.DOTALL)
_POINT = re.compile(r"\(\s*(\d{1,6})\s*,\s*(\d{1,6})\s*\)")
_ESCAPES = {"n": "\n", "t": "\t"}


def parse_call(reply: str) -> tuple[Action, ...]:
    """The action of a reply that ends with ``Action: name(argument='…')``. Raises UnparsableReply."""
    found = _CALL.search(reply.strip())
    if not found:
        raise _unparsable(reply, "it does not end with one call after “Action:”")
    name, arguments = found[1], _arguments(found[2], reply)
    try:
        return _actions(name, arguments)
    except KeyError as error:
        raise _unparsable(reply, f"{name} lacks {error.args[0]}") from error
    except ValueError as error:
        raise _unparsable(reply, f"{name} has {error}") from error


def _arguments(text: str, reply: str) -> dict[str, str]:
    arguments: dict[str, str] = {}
    at = 0
    while at < len(text.rstrip()):
        found = _ARGUMENT.match(text, at)
        if not found or found[1] in arguments:
            raise _unparsable(reply, "its arguments cannot be read")
        arguments[found[1]] = re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), found[2], flags=re.DOTALL)
        at = found.end()
    return arguments


def _actions(name: str, arguments: dict[str, str]) -> tuple[Action, ...]:
    if name in _POINTED:
        return (_POINTED[name](start_point=_point(arguments["start_box"])),)
    match name:
        case "drag":
            return (Drag(start_point=_point(arguments["start_box"]), end_point=_point(arguments["end_box"])),)
        case "scroll":
            start = {"start_point": _point(arguments["start_box"])} if "start_box" in arguments else {}
            fields = {"action": "scroll", "direction": arguments["direction"]}
            return (ACTION.validate_python(fields | start),)
        case "hotkey":
            return (Press(keys=arguments["key"].split()),)
        case "type":
            return _typed(arguments["content"])
        case "wait":
            return (Wait(),)
        case "call_user":
            return (Ask(question=arguments.get("content") or "What should I do now?"),)
        case "finished":
            return (Finished(status="success", answer=arguments.get("content") or None),)
    raise ValueError("a name that is no action's")


def _typed(text: str) -> tuple[Action, ...]:
    """What a reply types; a new line at its end presses Enter."""
    body = text.removesuffix("\n")
    typed: tuple[Action, ...] = (Input(text=body),) if body else ()
    return (*typed, Press(keys=["enter"])) if body != text else (Input(text=text),)


def _point(text: str) -> ImagePoint:
    found = _POINT.search(text)
    if not found:
        raise ValueError("a point that is not (x,y)")
    return ImagePoint(float(found[1]), float(found[2]))


def as_call(action: Action) -> str:
    """The action as a call; one that the format lacks is written in its nearest words."""
    name = _NAMES.get(type(action))
    if name and getattr(action, "start_point", None):
        return f"{name}(start_box='{_written(action.start_point)}')"  # type: ignore[union-attr]
    match action:
        case Drag():
            return f"drag(start_box='{_written(action.start_point)}', end_box='{_written(action.end_point)}')"
        case Scroll():
            start = f"start_box='{_written(action.start_point)}', " if action.start_point else ""
            return f"scroll({start}direction='{action.direction}')"
        case Press():
            return f"hotkey(key='{' '.join(action.keys)}')"
        case Input():
            return f"type(content='{_escaped(action.text)}')"
        case Ask():
            return f"call_user(content='{_escaped(action.question)}')"
        case Finished():
            return f"finished(content='{_escaped(action.answer or '')}')"
    values = ", ".join(f"{key}='{_escaped(str(value))}'" for key, value in action if key != "action")
    return f"{action.action}({values})"


def _written(point: ImagePoint | None) -> str:
    return f"({int(point.x)},{int(point.y)})" if point else ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")


def _unparsable(reply: str, found: str) -> UnparsableReply:
    return UnparsableReply(
        "Reading the model's reply",
        f"{found}; it ends “{' '.join(reply[-200:].split())}”",
        "Answer with Thought: and then one call such as Action: click(start_box='(10,20)').",
    )
