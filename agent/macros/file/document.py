"""Macros as YAML: commented where they are written; errors name line, column and what is allowed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from agent.macros.file.faults import told
from agent.macros.file.schema import UNNAMED, Macro, Step
from bridges.errors import MacroUnusable

HEADER = """\
A macro of Mimic. Edit it as you like; `mimic macro lint NAME` says what is wrong.
{name} in a text is a parameter, {{secret:NAME}} an entry of the keyring. Sizes are in pixels.\
"""
BRANCHES = ("steps", "otherwise")
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
        raise MacroUnusable(tried, at + _in_words(str(error.problem or error.context)), "Correct it.") from error
    except (YAMLError, ValueError, RecursionError) as error:
        raise MacroUnusable(tried, f"it is no YAML: {error}") from error
    if not isinstance(document, CommentedMap):
        raise MacroUnusable(tried, "it holds no macro", "It begins with “name:” and “steps:”.")
    return document


def _in_words(problem: str) -> str:
    """The commonest complaints of the YAML reader as a person would say them."""
    if ("block" in problem and "expected" in problem) or "mapping values are not allowed" in problem:
        return "it stands further left or right than it should, or lacks quotes around a “:”"
    if "found duplicate key" in problem:
        return f"“{problem.split(chr(34))[1]}” stands there twice"
    if "cannot start any token" in problem and "\\t" in problem:
        return "a tab stands where only blanks may"
    return problem


def checked(document: CommentedMap, where: str) -> Macro:
    """The macro of a document. Raises MacroUnusable with line, column and what is allowed there."""
    try:
        macro = Macro.model_validate(_bare(document))
    except ValidationError as error:
        faults = told(document, error)
        more = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""
        raise MacroUnusable(f"Reading {where}", "; ".join(faults[:3]) + more, "Correct it.") from error
    return macro.model_copy(update={"steps": _numbered(macro.steps)})


def _numbered(steps: tuple[Step, ...], above: str = "") -> tuple[Step, ...]:
    """The steps, those that nobody gave an id called by their place."""
    named: list[Step] = []
    for name, step in zip(names_of(len(steps), above), steps, strict=True):
        update: dict[str, Any] = {"id": name} if step.id == UNNAMED else {}
        for inner in BRANCHES:
            if below := getattr(step, inner, ()):
                update[inner] = _numbered(below, above_of(name, inner))
        named.append(step.model_copy(update=update))
    return tuple(named)


def steps_in(steps: Any, above: str = "") -> Iterator[tuple[str, CommentedMap]]:
    """All steps of a document, those in blocks too, each with its id or the one that it has by its place."""
    for name, step in zip(names_of(len(steps or ()), above), steps or (), strict=True):
        yield str(step.get("id", name)), step
        for inner in BRANCHES:
            yield from steps_in(step.get(inner), above_of(name, inner))


def names_of(count: int, above: str) -> Iterator[str]:
    return (f"{above}{number}" for number in range(1, count + 1))


def above_of(name: str, branch: str) -> str:
    """What the names of steps begin with that stand in a block: "3-", or "3-else-" for its other branch."""
    return f"{name}-" if branch == "steps" else f"{name}-else-"


def faults_in(document: CommentedMap) -> list[str]:
    """All that keeps a document from being a macro, with line, column and what is allowed there."""
    try:
        Macro.model_validate(_bare(document))
    except ValidationError as error:
        return told(document, error)
    return []


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
