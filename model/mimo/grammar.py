"""What a reply may say, as a grammar that decoding cannot leave.

The grammar is made of the schema of the actions, so whatever can be written is an action; a point that lies outside the
picture cannot be written. llguidance compiles it and walks it: it gives the tokens that may come next, and those that
must, because the grammar leaves no choice. (xgrammar gives forced text but not forced tokens; outlines-core neither.)
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from bridges.action import ACTION
from bridges.coordinates import Size
from model.mimo.profiles import ActionFormat, Coordinates, Profile

LONGEST_TEXT = 2000
"""Characters of one text in a reply."""
MOST_ACTIONS = 8
"""Actions in one reply."""
LARGEST_DISTANCE = 20_000
THOUGHT = 600
"""Characters of the thought before a call."""

_PLAIN_TEXT = r"[^\u0000-\u001f\u007f]"


def reply_grammar(profile: Profile, size: Size, only: frozenset[str] = frozenset()) -> str:
    """The grammar, as llguidance takes it, of a reply about a picture of this size.

    ``only`` names the actions that may be written, with what they need and no more; empty for all, whole, and then
    several may be written as a list.
    """
    largest = Size(1001, 1001) if profile.coordinates is Coordinates.THOUSANDTHS else size
    if profile.format is ActionFormat.CALL:
        return _of_calls(largest, only)
    schema = json.loads(_reply_schema(largest, only, ours=True))
    layout = {"item_separator": ", ", "key_separator": ": ", "whitespace_flexible": False}
    return json.dumps({"grammars": [{"json_schema": schema | {"x-guidance": layout}}]})


@lru_cache(maxsize=64)
def _reply_schema(size: Size, only: frozenset[str], *, ours: bool) -> str:
    definitions = ACTION.json_schema()["$defs"].values()
    wanted = [each for each in definitions if not only or each["properties"]["action"]["const"] in only]
    actions = [_bounded(each, size, bare=bool(only), ours=ours) for each in wanted]
    schema: dict[str, Any] = {"anyOf": actions}
    if not only:
        several = {"type": "array", "items": {"anyOf": actions}, "minItems": 1, "maxItems": MOST_ACTIONS}
        schema = {"anyOf": [*actions, several]}
    return json.dumps(schema)


def reply_schema(size: Size, only: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The same as a JSON schema, with the picture's bounds: for servers that guide their models by one.

    It holds only what guided decoders agree on. Patterns they do not: llama.cpp's grammars match them against the text
    as it is written in JSON, so that a quote in it could end the reply.
    """
    schema: dict[str, Any] = json.loads(_reply_schema(size, only, ours=False))
    return schema


def _bounded(definition: dict[str, Any], size: Size, *, bare: bool, ours: bool) -> dict[str, Any]:
    """One action's schema within the picture; a bare one has nothing that may be left out."""
    required = ["action", *definition.get("required", [])]
    properties = {
        name: _value(name, each, size, ours=ours)
        for name, each in definition["properties"].items()
        if name in required or not bare
    }
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _value(name: str, schema: dict[str, Any], size: Size, *, ours: bool) -> dict[str, Any]:
    if "anyOf" in schema:
        schema = next(each for each in schema["anyOf"] if each.get("type") != "null")
    if name in ("start_point", "end_point"):
        bounds = [{"type": "integer", "minimum": 0, "maximum": side - 1} for side in (size.width, size.height)]
        return {"type": "array", "prefixItems": bounds, "minItems": 2, "maxItems": 2}
    if "const" in schema or "enum" in schema:
        return {key: schema[key] for key in ("const", "enum") if key in schema}
    match schema["type"]:
        case "string":
            least, most = schema.get("minLength", 0), min(schema.get("maxLength", LONGEST_TEXT), LONGEST_TEXT)
            if not ours:
                return {"type": "string", "minLength": least, "maxLength": most}
            return {"type": "string", "pattern": f"^({_PLAIN_TEXT}|\\n|\\t){{{least},{most}}}$"}
        case "array":
            one = _value("", schema["items"], size, ours=ours)
            return {"type": "array", "items": one, "minItems": schema["minItems"], "maxItems": schema["maxItems"]}
    largest = int(schema.get("maximum", LARGEST_DISTANCE))
    least = 1 if "exclusiveMinimum" in schema else int(schema.get("minimum", 0))
    return {"type": "integer", "minimum": least, "maximum": min(largest, LARGEST_DISTANCE)}


def _of_calls(size: Size, only: frozenset[str]) -> str:
    calls = {
        "click": "pointed",
        "doubleclick": "pointed",
        "rightclick": "pointed",
        "longpress": "pointed",
        "hover": "pointed",
        "drag": "drag",
        "scroll": "scroll",
        "press": "hotkey",
        "input": "type",
        "wait": "wait",
        "ask": "ask",
        "finished": "finished",
    }
    names = {"click": "click", "doubleclick": "left_double", "rightclick": "right_single", "longpress": "long_press"}
    chosen = [action for action in calls if not only or action in only]
    pointed = " | ".join(f'"{names.get(a, a)}(start_box=\'"' for a in chosen if calls[a] == "pointed")
    rules = list(dict.fromkeys(calls[action] for action in chosen))
    x, y = (f'%json {{"type": "integer", "minimum": 0, "maximum": {side - 1}}}' for side in (size.width, size.height))
    text = r"/([^'\\\x00-\x1f\x7f]|\\['\x22\\nt]){0," + f"{LONGEST_TEXT}}}/"
    bodies = {
        "pointed": f'({pointed}) point "\')"',
        "drag": '"drag(start_box=\'" point "\', end_box=\'" point "\')"',
        "scroll": '"scroll(start_box=\'" point "\', direction=\'" ("down" | "up" | "right" | "left") "\')"',
        "hotkey": '"hotkey(key=\'" /[a-z0-9]{1,12}( [a-z0-9]{1,12}){0,2}/ "\')"',
        "type": '"type(content=\'" text "\')"',
        "wait": '"wait()"',
        "ask": '"call_user(content=\'" text "\')"',
        "finished": '"finished(content=\'" text "\')"',
    }
    lines = [
        f'start: "Thought: " /[^\\n\\x00-\\x1f]{{1,{THOUGHT}}}/ "\\nAction: " ({" | ".join(rules)})',
        *(f"{rule}: {bodies[rule]}" for rule in rules),
        'point: "(" x "," y ")"',
        f"x: {x}",
        f"y: {y}",
        f"text: {text}",
    ]
    return json.dumps({"grammars": [{"lark_grammar": "\n".join(lines)}]})
