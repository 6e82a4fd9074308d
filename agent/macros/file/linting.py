"""What is wrong with a macro beyond its form: names that lead nowhere, pictures that are missing, unconfirmed steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from agent.macros.file.document import faults_in, parsed
from agent.macros.file.faults import place
from agent.macros.file.filling import NAMED, steps_within, texts_of
from agent.macros.file.migration import lifted
from agent.macros.file.schema import DEEDS, Calling, ForEach, IfShown, Macro, Pressing, Step, WhileShown
from agent.macros.file.store import Macros
from bridges.android.keys import key_code
from bridges.errors import MacroUnusable, UnknownKey
from bridges.keyboard import key_name

UNCONFIRMED = "nobody has confirmed it yet"
HARDLY = 0.4
"""How sure it must at least be that a step was meant so for nothing to be said of it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a step."""

    where: tuple[str | int, ...]
    step: str
    words: str
    stops: bool
    """Whether a replay would come to nothing, so that it had better not begin."""

    def __str__(self) -> str:
        return f"{self.step}: {self.words}"


def lint(macros: Macros, name: str) -> list[str]:
    """All that is wrong with a macro, each with line and column; empty where nothing is.

    Raises MacroUnusable where its file is no YAML, or of another version.
    """
    where = str(macros.file(name))
    document = parsed(macros.text(name), where)
    lifted(document, where)
    if found := faults_in(document):
        return found
    macro = macros.load(name)
    told = []
    for fault in faults(macros, macro):
        line, column = place(document, list(fault.where))
        told.append(f"line {line}, column {column}: {fault}")
    return told


def check_whole(macros: Macros, macro: Macro) -> None:
    """Raise MacroUnusable with the first fault that would stop a replay, before anything is done."""
    for fault in faults(macros, macro):
        if fault.stops:
            raise MacroUnusable(
                f"Replaying “{macro.name}”", str(fault), f"mimic macro lint {macro.name} tells all that is wrong."
            )


def faults(macros: Macros, macro: Macro) -> Iterator[Fault]:
    """What is wrong with a macro that can be read."""
    ids: set[str] = set()
    for where, step, items in _walked(("steps",), macro.steps, frozenset()):
        called = f"step {step.id}"
        if step.id in ids:
            yield Fault(where, called, "two steps have this id; heals and rows go by it", stops=False)
        ids.add(step.id)
        for words, stops in _of_step(macros, macro, step, items):
            yield Fault(where, called, words, stops)
    if macro.rows and macro.rows.commits not in ids:
        yield Fault(("rows",), "rows", f"there is no step “{macro.rows.commits}”", stops=True)


def _walked(
    where: tuple[str | int, ...], steps: tuple[Step, ...], items: frozenset[str]
) -> Iterator[tuple[tuple[str | int, ...], Any, frozenset[str]]]:
    """All steps, those in blocks too, with their place in the document and the items that they may name."""
    for number, step in enumerate(steps):
        here = (*where, number)
        yield here, step, items
        inner = items | {step.item} if isinstance(step, ForEach) else items
        if isinstance(step, ForEach | IfShown | WhileShown):
            yield from _walked((*here, "steps"), step.steps, inner)
        if isinstance(step, IfShown):
            yield from _walked((*here, "otherwise"), step.otherwise, items)


def _of_step(macros: Macros, macro: Macro, step: Any, items: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """What is wrong with one step, and whether it stops a replay."""
    if step.unsure:
        yield f"{UNCONFIRMED}; mimic macro confirm {macro.name}", True
    elif step.confidence < HARDLY:
        yield f"it is hardly sure ({step.confidence:.2f})", False
    match step:
        case Calling():
            yield from ((words, True) for words in _of_call(macros, macro, step))
        case ForEach() if isinstance(step.among, str) and step.among not in {*macro.parameters, *items}:
            yield f"among: there is no parameter “{step.among}”", True
        case Pressing():
            yield from ((words, True) for words in _of_keys(step))
    if not isinstance(step, DEEDS):
        return
    for picture in _pictures(step):
        if not (macros.file(macro.name).parent / picture).is_file():
            yield f"its picture {picture} is missing; only words and place are left", False
    unknown = set(NAMED.findall(getattr(step, "text", "") or "")) - set(macro.parameters) - items
    yield from ((f"{{{one}}} is no parameter and is typed as it stands", False) for one in sorted(unknown))


def _of_call(macros: Macros, macro: Macro, step: Calling) -> Iterator[str]:
    if step.macro not in macros.names():
        yield f"it calls the macro “{step.macro}”, which there is not"
        return
    way = _way_back(macros, step.macro, macro.name)
    if way:
        yield f"it never ends: {' calls '.join(f'“{one}”' for one in (macro.name, *way))}"
        return
    try:
        called = macros.load(step.macro)
    except MacroUnusable as error:
        yield f"it calls the macro “{step.macro}”, which cannot be read: {error.found}"
        return
    for name in step.set:
        if name not in called.parameters:
            known = ", ".join(called.parameters) or "none"
            yield f"the macro “{step.macro}” has no parameter “{name}”; it has: {known}"
    for name, parameter in called.parameters.items():
        if parameter.default is None and name not in step.set:
            yield f"the macro “{step.macro}” needs a value for “{name}”"


def _way_back(macros: Macros, start: str, goal: str, passed: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The calls that lead from a macro to another, both named; empty where none do."""
    if start == goal:
        return (start,)
    for name in calls_of(macros, start):
        if name not in passed and (way := _way_back(macros, name, goal, passed | {start})):
            return (start, *way)
    return ()


def calls_of(macros: Macros, name: str) -> tuple[str, ...]:
    """The macros that a macro calls; none where it is not there or cannot be read."""
    try:
        steps = macros.load(name).steps
    except MacroUnusable:
        return ()
    return tuple(dict.fromkeys(step.macro for step in steps_within(steps) if isinstance(step, Calling)))


def called_by(macros: Macros, name: str) -> tuple[str, ...]:
    """A macro and all that it calls, and that these call."""
    found, open_ = [name], [name]
    while open_:
        new = [one for one in calls_of(macros, open_.pop()) if one not in found]
        found += new
        open_ += new
    return tuple(found)


def typed_by(macros: Macros, macro: Macro) -> str:
    """All that a macro and those that it calls type, one a line."""
    called = (macros.load(one) for one in called_by(macros, macro.name) if one != macro.name)
    return "\n".join([texts_of(macro), *map(texts_of, called)])


def _of_keys(step: Pressing) -> Iterator[str]:
    """Keys that neither a keyboard nor a phone has."""
    for key in step.keys:
        try:
            key_name(key)
        except UnknownKey as error:
            try:
                key_code(key)
            except UnknownKey:
                yield f"there is no key “{key}”. {error.remedy}"


def _pictures(step: Any) -> Iterator[str]:
    for part in (getattr(step, "target", None), getattr(step, "to", None), step.check):
        if part and part.looks:
            yield part.looks.picture
