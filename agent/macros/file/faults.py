"""What is wrong with a macro's file, in words, with line and column and what is allowed there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from agent.macros.file import schema

NUMBER, TEXT, LIST, MAPPING = "a number", "a text", "a list such as [a, b]", "a mapping such as {words: Save}"
_KINDS = {
    "float_type": NUMBER, "float_parsing": NUMBER, "int_type": NUMBER, "int_parsing": NUMBER, "int_from_float": NUMBER,
    "string_type": TEXT, "bool_type": "true or false", "bool_parsing": "true or false", "tuple_type": LIST,
    "list_type": LIST, "dict_type": MAPPING, "model_type": MAPPING, "model_attributes_type": MAPPING,
    "dataclass_type": "a mapping such as {width: 1280, height: 800}",
}  # fmt: skip
"""Pydantic's kinds of errors about the kind of a value -> what it has to be."""
_PLAINLY = {"missing": "it is missing", "string_too_short": "it is empty"}
_BOUNDS = {
    "greater_than": "more than {gt:g}", "greater_than_equal": "at least {ge:g}", "less_than": "less than {lt:g}",
    "less_than_equal": "at most {le:g}",
}  # fmt: skip


def told(document: CommentedMap, error: ValidationError) -> list[str]:
    """The faults that a document has, in the order of its lines."""
    found = sorted({_fault(document, one) for one in _real(error)})
    return [f"line {line}, column {column}: {words}" for line, column, words in found]


def place(document: Any, path: list[Any]) -> tuple[int, int]:
    """Line and column, from 1, of the innermost part of a path that stands in the document."""
    line, column = 1, 1
    node = document
    for part in path:
        try:
            if isinstance(node, CommentedMap) and part in node:
                line, column = node.lc.key(part)[0] + 1, node.lc.key(part)[1] + 1
            elif isinstance(node, CommentedSeq):
                line, column = node.lc.item(part)[0] + 1, node.lc.item(part)[1] + 1
            else:
                break
            node = node[part]
        except (KeyError, IndexError, AttributeError, TypeError):
            break
    return line, column


def _real(error: ValidationError) -> list[dict[str, Any]]:
    """The faults, without those that only repeat another: a list whose members have faults is said to be too short,
    and a value that may be one of two kinds to be neither.
    """
    faults: list[dict[str, Any]] = [{**one} for one in error.errors(include_url=False)]
    deeper = {tuple(_path(one)) for one in faults if one["type"] != "is_instance_of"}
    return [one for one in faults if not _hollow(one) and not _told_beside(one, deeper)] or faults


def _hollow(error: dict[str, Any]) -> bool:
    return error["type"] == "too_short" and bool(error["input"]) and not error["ctx"]["actual_length"]


def _told_beside(error: dict[str, Any], deeper: set[tuple[Any, ...]]) -> bool:
    bare = tuple(_path(error))
    return error["type"] == "is_instance_of" and any(one[: len(bare)] == bare for one in deeper)


def _path(error: dict[str, Any]) -> list[Any]:
    return [part for part in error["loc"] if not _is_tag(part)]


def _fault(document: CommentedMap, error: dict[str, Any]) -> tuple[int, int, str]:
    path = _path(error)
    line, column = place(document, path)
    name = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in path)
    return line, column, f"{name or 'the macro'}: {_words(error, path)}"


def _words(error: dict[str, Any], path: list[Any]) -> str:
    kind, context = error["type"], error.get("ctx") or {}
    match kind:
        case "union_tag_invalid":
            allowed = str(context["expected_tags"]).replace("'", "").split(", ")
            return f"“do: {context['tag']}” is no step{_nearest(str(context['tag']), allowed)}"
        case "union_tag_not_found":
            return "it does not say what to do: “do:” is missing"
        case "extra_forbidden":
            return f"there is no “{path[-1]}” here{_allowed_beside(error)}"
        case "literal_error" | "enum":
            allowed = re.findall(r"'([^']*)'", str(context["expected"]))
            return f"“{error['input']}” is not known{_nearest(str(error['input']), allowed)}"
        case "too_short":
            return f"it needs at least {context['min_length']} entries, and has {context['actual_length']}"
        case "too_long" | "string_too_long":
            return f"it is too long: {context['max_length']} at most"
        case "string_pattern_mismatch":
            return f"“{error['input']}” is no name: letters, digits, “-” and “_”, 64 at most"
        case "string_type" if isinstance(error["input"], int | float):
            return "it has to be a text: put quotes around it"
        case "value_error":
            return str(context.get("error", error["msg"]))
    return _of_value(error)


def _of_value(error: dict[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx") or {}
    if kind in _KINDS:
        return f"it has to be {_KINDS[kind]}, not {_shown(error['input'])}"
    if kind in _BOUNDS:
        return f"it has to be {_BOUNDS[kind].format(**context)}, not {_shown(error['input'])}"
    return _PLAINLY.get(kind, str(error["msg"]))


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    return "a mapping" if isinstance(value, Mapping) else f"“{str(value)[:60]}”"


def _nearest(given: str, allowed: list[str]) -> str:
    close, names = difflib.get_close_matches(given, allowed, n=1), ", ".join(allowed)
    return f"; did you mean {close[0]}? allowed: {names}" if close else f"; allowed: {names}"


def _allowed_beside(error: dict[str, Any]) -> str:
    """The keys that may stand where an unknown one does."""
    model: Any = schema.Macro
    for part in error["loc"][:-1]:
        model = _inner(model, part)
    return "" if model is None else _nearest(str(error["loc"][-1]), list(model.model_fields))


def _inner(model: Any, part: Any) -> Any:
    """The model of a field, or of the kind of step that a tag names."""
    if model is None or isinstance(part, int):
        return model
    if part in _TAGS:
        return next(one for one in schema.DEEDS + schema.BLOCKS if part in _literal(one))
    field = model.model_fields.get(part) if hasattr(model, "model_fields") else None
    if field is None:
        return model if part in ("steps", "otherwise") else None
    kinds = [
        one for one in (field.annotation, *getattr(field.annotation, "__args__", ())) if hasattr(one, "model_fields")
    ]
    return kinds[0] if kinds else model


def _literal(model: Any) -> tuple[str, ...]:
    return tuple(model.model_fields["do"].annotation.__args__)


def _is_tag(part: Any) -> bool:
    return part in _TAGS or (
        isinstance(part, str) and re.match(r"(function-|tuple\[|constrained-|is-instance\[)", part) is not None
    )


_TAGS = frozenset(tag for model in schema.DEEDS + schema.BLOCKS for tag in _literal(model))
