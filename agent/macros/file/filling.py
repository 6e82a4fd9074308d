"""Values for a macro's parameters: given, read from a row, or the default; put into every text that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from agent.macros.file.schema import DEEDS, Calling, ForEach, IfShown, Macro, Step, WhileShown
from bridges.errors import MacroUnusable

NAMED = re.compile(r"(?<!\{)\{([\w-]{1,64})\}(?!\})")

Values = Mapping[str, str]


def values_of(macro: Macro, given: Values) -> dict[str, str]:
    """A value for each parameter. Raises MacroUnusable for one without a value and for one that there is not."""
    tried = f"Replaying “{macro.name}”"
    unknown = [name for name in given if name not in macro.parameters]
    if unknown:
        known = ", ".join(macro.parameters) or "it has none"
        raise MacroUnusable(tried, f"it has no parameter called {', '.join(unknown)}", f"Its parameters: {known}.")
    defaults = {name: one.default for name, one in macro.parameters.items() if one.default is not None}
    values = {**defaults, **given}
    missing = [name for name in macro.parameters if name not in values]
    if missing:
        raise MacroUnusable(tried, f"{', '.join(missing)} has no value", f"Give it with --set {missing[0]}=….")
    return values


def filled(text: str, values: Values) -> str:
    """The text with the values of the parameters that it names; braces around anything else stay."""
    return NAMED.sub(lambda match: values.get(match[1], match[0]), text)


def filled_in(part: Any, values: Values) -> Any:
    """A step, target or check with the values put into each of its texts."""
    if not values:
        return part
    return type(part).model_validate(_filled(part.model_dump(), values))


def _filled(value: Any, values: Values) -> Any:
    if isinstance(value, str):
        return filled(value, values)
    if isinstance(value, dict):
        return {key: _filled(inner, values) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_filled(inner, values) for inner in value)
    return value


def steps_within(steps: tuple[Step, ...]) -> Iterator[Any]:
    """All steps, those in blocks too."""
    for step in steps:
        yield step
        if isinstance(step, ForEach | IfShown | WhileShown):
            yield from steps_within(step.steps)
        if isinstance(step, IfShown):
            yield from steps_within(step.otherwise)


def texts_of(macro: Macro) -> str:
    """All that a macro types, one a line: the secrets that it may use are the ones named here."""
    typed: list[str] = []
    for step in steps_within(macro.steps):
        if isinstance(step, Calling):
            typed += step.set.values()
        elif isinstance(step, ForEach) and not isinstance(step.among, str):
            typed += step.among
        elif isinstance(step, DEEDS) and isinstance(text := getattr(step, "text", None), str):
            typed.append(text)
    defaults = [one.default for one in macro.parameters.values() if one.default]
    return "\n".join([*typed, *defaults])
