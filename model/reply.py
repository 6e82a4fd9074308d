"""Reading a big model's reply: its actions, or an error that says what is wrong. Nothing in a reply is ever executed.

A reply may begin with thoughts in ``<think>…</think>``, and may hold prose and code fences around its JSON. The first
JSON value that is an action, or a list of actions, counts. JSON that breaks off makes the whole reply invalid: half of
a list of actions is not what the model decided.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, NoReturn

from pydantic import Field, TypeAdapter, ValidationError

from bridges.action import Action, ScrollConvention, flipped
from bridges.errors import UnparsableReply

MAX_REPLY = 300_000
"""Characters, thoughts aside."""
MAX_VALUES = 200
"""JSON values that are looked at."""
MAX_KEYS = 50
"""Keys of one object; an action has at most four."""
SNIPPET = 200
"""Characters of the reply that an error shows."""

_ACTIONS: TypeAdapter[list[Action]] = TypeAdapter(Annotated[list[Action], Field(min_length=1, max_length=64)])
_START = re.compile(r'\[\s*\{\s*"|\{\s*"')
"""How an object, or a list of objects, begins; other braces and brackets are prose."""


def parse_reply(text: str, convention: ScrollConvention = ScrollConvention.VIEW) -> tuple[Action, ...]:
    """The actions of a reply, scroll directions as Mimic means them. Raises UnparsableReply."""
    reply = _without_thoughts(text)
    if len(reply) > MAX_REPLY:
        raise _unparsable(reply, f"it has {len(reply)} characters, more than {MAX_REPLY}")
    complaint = "it holds no JSON object"
    at = looked_at = 0
    while (start := _START.search(reply, at)) and looked_at < MAX_VALUES:
        looked_at += 1
        value, at = _value(reply, start.start())
        try:
            actions = _ACTIONS.validate_python(value if isinstance(value, list) else [value])
        except ValidationError as error:
            complaint = _first_complaint(error)
        except OverflowError:
            complaint = "a number is too large"
        else:
            return tuple(flipped(action, convention) for action in actions)
    raise _unparsable(reply, complaint)


def _without_thoughts(text: str) -> str:
    """The reply after its thoughts, which may lack the tag that opens them but not the one that ends them."""
    bare = text.lstrip()
    opened = bare.startswith("<think>")
    thoughts, end, reply = bare.partition("</think>")
    if end:
        return reply if opened or "<think>" not in thoughts else bare
    if opened:
        raise _unparsable(bare, "its thoughts never end (no </think>)")
    return bare


def _value(reply: str, start: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(reply, start)
    except RecursionError as error:
        raise _unparsable(reply[start:], "its JSON is nested too deeply") from error
    except json.JSONDecodeError as error:
        broken = f"its JSON breaks off or is malformed: {error.msg} at character {error.pos - start}"
        raise _unparsable(reply[start:], broken) from error
    except ValueError as error:
        raise _unparsable(reply[start:], f"its JSON is not valid: {str(error)[:100]}") from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_KEYS:
        raise ValueError(f"an object has {len(pairs)} keys")
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


_DECODER = json.JSONDecoder(parse_constant=_no_constant, object_pairs_hook=_object)


def _first_complaint(error: ValidationError) -> str:
    errors = error.errors(include_url=False, include_context=False, include_input=False)
    # A point may be an object or a pair; that it is no object helps nobody.
    first = next((each for each in errors if each["type"] != "is_instance_of"), errors[0])
    where = ".".join(str(part) for part in first["loc"][1:])
    return f"its JSON is no action: {where + ': ' if where else ''}{first['msg']}"[:300]


def _unparsable(reply: str, found: str) -> UnparsableReply:
    snippet = " ".join(reply[: 4 * SNIPPET].split())[: SNIPPET - 1]
    printable = snippet.encode("utf-8", "replace").decode("utf-8")
    return UnparsableReply(
        "Reading the model's reply",
        f"{found}; it begins “{printable}”" if printable else f"{found}; it is empty",
        'Answer with one action as JSON, such as {"action": "click", "start_point": [10, 20]}, or a list of them.',
    )
