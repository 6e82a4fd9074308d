r"""Quoted text is set aside before a task is read, so that nothing in it is taken for an instruction.

Every quotation becomes one private-use character in the *outline*; `Quoted.restore` puts the words back. Inside quotes
everything is literal: no escapes, so ``"C:\new"`` is those six characters and a real line break is a line break. To
write one kind of quotation mark, quote with another kind. ``{{secret:NAME}}`` is literal with or without quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bridges.errors import UnreadableTask

FIRST_MARK = 0xE000
LAST_MARK = 0xF8FF
MARK = f"[{chr(FIRST_MARK)}-{chr(LAST_MARK)}]"
"""Regular expression of one quotation in an outline."""

PAIRS = {'"': '"', "“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "`": "`"}
APOSTROPHES = {"'": "'", "‘": "’"}
"""Also apostrophes: they quote only from the start of a word to the end of one."""

SECRET = re.compile(r"\{\{secret:[^{}]+\}\}")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A task with its quotations set aside."""

    outline: str
    literals: tuple[str, ...]

    def restore(self, outline: str) -> str:
        """The text of a piece of the outline, without quotation marks."""
        return re.sub(MARK, lambda mark: self.literals[ord(mark.group()) - FIRST_MARK], outline)

    def show(self, outline: str) -> str:
        """The piece as a person wrote it, more or less: with quotation marks."""
        return re.sub(MARK, lambda mark: f"“{self.literals[ord(mark.group()) - FIRST_MARK]}”", outline)


def set_aside(task: str) -> Quoted:
    """Replace every quotation by its mark. Raises UnreadableTask for a quotation that never ends."""
    outline: list[str] = []
    literals: list[str] = []

    def keep(literal: str) -> None:
        if FIRST_MARK + len(literals) > LAST_MARK:
            raise UnreadableTask("Reading the task", "it has more than 6400 quotations", "Split it into several tasks.")
        outline.append(chr(FIRST_MARK + len(literals)))
        literals.append(literal)

    at = 0
    while at < len(task):
        character = task[at]
        if secret := SECRET.match(task, at):
            keep(secret.group())
            at = secret.end()
        elif character in PAIRS:
            end = _closing(task, at)
            keep(task[at + 1 : end])
            at = end + 1
        elif character in APOSTROPHES and (end := _closing_apostrophe(task, at)) > 0:
            keep(task[at + 1 : end])
            at = end + 1
        elif FIRST_MARK <= ord(character) <= LAST_MARK:
            keep(character)
            at += 1
        else:
            outline.append(character)
            at += 1
    return Quoted("".join(outline), tuple(literals))


def _closing(task: str, start: int) -> int:
    ends = PAIRS[task[start]]
    found = [place for end in ends if (place := task.find(end, start + 1)) > 0]
    if not found:
        raise UnreadableTask(
            "Reading the task",
            f"the quotation that begins {task[start : start + 30]!r} never ends",
            f"Close it with {ends[-1]}, or quote with another kind of mark.",
        )
    return min(found)


def _closing_apostrophe(task: str, start: int) -> int:
    """Where the quotation ends, or -1 where the mark is only an apostrophe."""
    if start > 0 and task[start - 1].isalnum():
        return -1
    end_mark = APOSTROPHES[task[start]]
    end = task.find(end_mark, start + 1)
    while end > 0 and end + 1 < len(task) and task[end + 1].isalnum():
        end = task.find(end_mark, end + 1)
    return end
