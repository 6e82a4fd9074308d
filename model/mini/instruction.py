"""Reading a task: from a person's words to the steps of a program, or an error that names what was not understood."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from bridges.errors import UnreadableTask
from model.mini.chinese import to_english
from model.mini.clause import clauses
from model.mini.free.naming import names_one_thing
from model.mini.free.reader import by_rules, by_training
from model.mini.grammar import read_clause
from model.mini.phrase import Phrase
from model.mini.quotation import Quoted, set_aside
from model.mini.step import BeIn, MenuPath, OpenApp, Step, SwitchTo, TypeText

FREE = 2_000
"""Characters of a task that is read freely; longer ones are lists of exact steps."""
LONGEST_NAME = 4
"""Words of an application's name."""
MAX_TASK = 100_000
"""Characters."""

EXAMPLES = (
    'Say it as single steps, for example: open the text editor, type "Hello", click the Save button, press Ctrl+S, '
    'scroll down until "Total" is visible, wait for "Done", tell me what the Total field shows.'
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the program and the words it came from."""

    step: Step
    said: str


@lru_cache(maxsize=256)
def read_task(text: str) -> tuple[Stage, ...]:
    """The program of a task. Raises UnreadableTask: empty, too long, a language not read, a clause not understood."""
    quoted = _checked(text)
    if len(quoted.outline) <= FREE and not _in_single_steps(quoted):
        try:
            told = by_training(quoted)
        except UnreadableTask as error:
            said = f"it asks for something that is not understood: {_short(quoted.show(quoted.outline))}"
            raise UnreadableTask("Reading the task", said, EXAMPLES) from error
        if told is not None:
            return _without_a_stranger(_program(told), quoted)
    return _by_rules(quoted)


def read_by_rules(text: str) -> tuple[Stage, ...]:
    """The program of a task as the rules alone read it. Raises UnreadableTask as `read_task` does."""
    return _by_rules(_checked(text))


def _checked(text: str) -> Quoted:
    if not text.strip():
        raise UnreadableTask("Reading the task", "it is empty", EXAMPLES)
    if len(text) > MAX_TASK:
        raise UnreadableTask(
            "Reading the task", f"it has {len(text)} characters, more than {MAX_TASK}", "Split it into several tasks."
        )
    quoted = set_aside(text)
    _refuse_other_scripts(quoted.outline)
    return quoted


def _by_rules(quoted: Quoted) -> tuple[Stage, ...]:
    if len(quoted.outline) <= FREE:
        with suppress(UnreadableTask):
            if free := by_rules(quoted):
                return _without_a_stranger(_program(free), quoted)
    return _exactly(quoted)


def _in_single_steps(quoted: Quoted) -> bool:
    """Whether the task is told step by step, application first, with its texts quoted and short names for the rest.

    Then nothing is left out, added or put elsewhere.
    """
    try:
        steps = [stage.step for stage in _exactly(quoted)]
    except UnreadableTask:
        return False
    return isinstance(steps[0], OpenApp | SwitchTo) and all(_is_bare(step, quoted) for step in steps)


def _is_bare(step: Step, quoted: Quoted) -> bool:
    """Whether no rest of a sentence was taken for the step's text or for a name in it."""
    if isinstance(step, TypeText):
        return step.text in quoted.literals and (step.into is None or _is_field(step.into))
    if isinstance(step, MenuPath):
        return all(entry.words[:1].isupper() for entry in step.path)
    app = getattr(step, "app", None) or ""
    return "," not in app and len(app.split()) <= LONGEST_NAME


def _is_field(into: Phrase) -> bool:
    """Whether it is called a field, or by a short name as fields have: "into Title"."""
    names = into.words.split()
    return into.role != "" or (0 < len(names) <= LONGEST_NAME and names[0][:1].isupper() and "." not in into.words)


def _program(told: list[tuple[Step, str]]) -> tuple[Stage, ...]:
    return tuple(Stage(step, _short(said)) for step, said in told)


def _without_a_stranger(program: tuple[Stage, ...], quoted: Quoted) -> tuple[Stage, ...]:
    """The program as it was read, or to the letter: "turn off Use location" names no application called location.

    To the letter where that can be read whole, opens an application first, and knows of none that the other one names.
    """
    entered = {stage.step.app.casefold() for stage in program if isinstance(stage.step, BeIn)}
    if not entered:
        return program
    try:
        exact = _exactly(quoted)
    except UnreadableTask:
        return program
    opened = {stage.step.app.casefold() for stage in exact if isinstance(stage.step, OpenApp | SwitchTo)}
    return program if entered <= opened or not isinstance(exact[0].step, OpenApp) else exact


def _exactly(quoted: Quoted) -> tuple[Stage, ...]:
    """Clause by clause. Raises UnreadableTask for one that is not understood."""
    program: list[Stage] = []
    for clause in clauses(quoted.outline):
        english = to_english(clause) if re.search(r"[\u3400-\u9fff]", clause) else None
        steps = read_clause(english or clause, quoted)
        if steps is None or not all(map(names_one_thing, steps)):
            raise UnreadableTask(
                "Reading the task", f"this part was not understood: {_short(quoted.show(clause))}", EXAMPLES
            )
        said = _short(quoted.show(clause))
        program.extend(Stage(step, said) for step in steps)
    if not program:
        said = _short(quoted.show(quoted.outline))
        raise UnreadableTask("Reading the task", f"no instruction found in {said!r}", EXAMPLES)
    return tuple(program)


def _refuse_other_scripts(outline: str) -> None:
    for character in outline:
        if character.isascii() or not character.isalpha():
            continue
        script = unicodedata.name(character, "UNKNOWN").split()[0]
        if script in ("ARABIC", "HEBREW", "CYRILLIC", "GREEK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "DEVANAGARI"):
            raise UnreadableTask(
                "Reading the task",
                f"it is written in {script.capitalize()} letters, and this model reads English and simple Chinese",
                "Write the instructions in English; put names and text in any language in quotation marks.",
            )


def _short(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:117]}…"
