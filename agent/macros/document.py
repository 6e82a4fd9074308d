"""Macros as YAML: commented where they are written; errors name line, column and what is allowed."""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from agent.macros.schema import Macro
from bridges.errors import MacroUnusable

HEADER = """\
A macro of Mimic. Edit it as you like; `mimic macro lint NAME` says what is wrong.
{name} in a text is a parameter, {{secret:NAME}} an entry of the keyring. Sizes are in pixels.\
"""
LONGEST = 8_000_000
"""Bytes of a file that are read at most."""


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    return yaml


def parsed(text: str, where: str) -> CommentedMap:
    """The document with its places and comments. Raises MacroUnusable with line and column."""
    tried = f"Reading {where}"
    if len(text) > LONGEST:
        raise MacroUnusable(tried, f"it is longer than {LONGEST // 1_000_000} million characters")
    try:
        document = _yaml().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise MacroUnusable(tried, f"{at}{error.problem or error.context}", "Correct that place.") from error
    except (YAMLError, ValueError, RecursionError) as error:
        raise MacroUnusable(tried, f"it is no YAML: {error}") from error
    if not isinstance(document, CommentedMap):
        raise MacroUnusable(tried, "it holds no macro", "It begins with “name:” and “steps:”.")
    return document


def checked(document: CommentedMap, where: str) -> Macro:
    """The macro of a document. Raises MacroUnusable with line, column and what is allowed there."""
    try:
        return Macro.model_validate(_bare(document))
    except ValidationError as error:
        faults = [_fault(document, one) for one in _told(error)]
        more = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""
        raise MacroUnusable(
            f"Reading {where}", "; ".join(faults[:3]) + more, "Correct it; nothing was done."
        ) from error


def written(macro: Macro) -> str:
    """A macro as a new document."""
    values: dict[str, Any] = {"version": macro.version, "name": macro.name}
    values |= macro.model_dump(mode="json", exclude_defaults=True, exclude={"version", "name"})
    # With the defaults gone, the moment of recording is still worth its line.
    values["created"] = macro.created.isoformat()
    document = laid_out(_ordered(values))
    assert isinstance(document, CommentedMap)
    document.yaml_set_start_comment(HEADER)
    return dumped(document)


def dumped(document: CommentedMap) -> str:
    """The document as text, with the comments that it had."""
    out = io.StringIO()
    _yaml().dump(document, out)
    return out.getvalue()


def _ordered(values: dict[str, Any]) -> dict[str, Any]:
    steps = values.pop("steps")
    return values | {"steps": [_first_things_first(step) for step in steps]}


def _first_things_first(step: dict[str, Any]) -> dict[str, Any]:
    """What is done comes before how it is found."""
    inner = {key: [_first_things_first(one) for one in step[key]] for key in ("steps", "otherwise") if key in step}
    step = step | inner
    first = [key for key in ("id", "do", "text", "keys", "app", "note") if key in step]
    return {key: step[key] for key in [*first, *(key for key in step if key not in first)]}


def laid_out(value: Any) -> Any:
    """Values as a document: numbers of a box on one line, everything else one line each."""
    if isinstance(value, Mapping):
        mapping = CommentedMap((key, laid_out(inner)) for key, inner in value.items())
        if value and all(isinstance(inner, int | float) for inner in value.values()):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, Sequence) and not isinstance(value, str):
        sequence = CommentedSeq(laid_out(inner) for inner in value)
        if all(isinstance(inner, int | float | str) for inner in value):
            sequence.fa.set_flow_style()
        return sequence
    return round(value, 4) if isinstance(value, float) else value


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _bare(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_bare(inner) for inner in value]
    return value


# Errors


def _told(error: ValidationError) -> list[dict[str, Any]]:
    """The faults, without the one that says that a list whose members have faults has no members."""
    faults = [dict(one) for one in error.errors(include_url=False)]
    real = [
        one for one in faults if one["type"] != "too_short" or not isinstance(one["input"], list) or not one["input"]
    ]
    return real or faults


def _fault(document: CommentedMap, error: dict[str, Any]) -> str:
    path = [part for part in error["loc"] if not _is_tag(part)]
    line, column = _place(document, path)
    name = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in path)
    return f"line {line}, column {column}: {name or 'the macro'}: {_words(error, path)}"


def _words(error: dict[str, Any], path: list[Any]) -> str:
    context = error.get("ctx") or {}
    match error["type"]:
        case "union_tag_invalid":
            allowed = str(context["expected_tags"]).replace("'", "")
            close = difflib.get_close_matches(str(context["tag"]), allowed.split(", "), n=1)
            return (
                f"“do: {context['tag']}” is no step{f', did you mean {close[0]}?' if close else ';'} allowed: {allowed}"
            )
        case "union_tag_not_found":
            return "it does not say what to do: “do:” is missing"
        case "extra_forbidden":
            return f"there is no “{path[-1]}” here{_allowed_beside(error)}"
        case "missing":
            return "it is missing"
        case _:
            return str(error["msg"])


def _allowed_beside(error: dict[str, Any]) -> str:
    """The keys that may stand where an unknown one does."""
    from agent.macros import schema

    model: Any = schema.Macro
    for part in error["loc"][:-1]:
        model = _inner(model, part)
    if model is None:
        return ""
    keys = list(model.model_fields)
    close = difflib.get_close_matches(str(error["loc"][-1]), keys, n=1)
    return f"{f'; did you mean {close[0]}?' if close else ''}; allowed: {', '.join(keys)}"


def _inner(model: Any, part: Any) -> Any:
    """The model of a field, or of the kind of step that a tag names."""
    from agent.macros import schema

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
    return part in _TAGS or (isinstance(part, str) and re.match(r"(function-|tuple\[|constrained-)", part) is not None)


def _tags() -> frozenset[str]:
    from agent.macros import schema

    return frozenset(tag for model in schema.DEEDS + schema.BLOCKS for tag in _literal(model))


_TAGS = _tags()


def _place(document: Any, path: list[Any]) -> tuple[int, int]:
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
