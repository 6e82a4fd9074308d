"""From one clause to its steps: what each verb means.

The first rule that fits the whole clause and does not decline wins. Nothing here knows an application; names of
applications pass through.
"""

from __future__ import annotations

import re

from model.mini.grammar import applications, arithmetic, checks, commands, menus, moving, pointing, waiting, writing
from model.mini.grammar.rules import Steps
from model.mini.quotation import Quoted
from model.mini.step import PressKeys, TypeText

RULES = (
    *commands.rules,
    *applications.rules,
    *menus.rules,
    *checks.rules,
    *waiting.rules,
    *writing.rules,
    *arithmetic.rules,
    *moving.rules,
    *pointing.rules,
)
"""Pointing comes last: its targets can be anything."""

_UNREAD = re.compile(
    r"\b(?:unless|otherwise|except|instead of|depending on|without|if|whenever|for each|for every|every time)\b|"
    r"^(?:do not|don['’]t|never|stop|repeat|while)\b",
    re.IGNORECASE,
)
"""What changes a clause's meaning in ways that no rule understands."""
_THEN = re.compile(r"(?:,|\band|\s)\s*then\s", re.IGNORECASE)
"""What follows did not begin like an instruction, or the clause would have been cut here."""
_WHETHER = re.compile(r"^(check|verify|see|confirm|test)\s+(whether|if)\b", re.IGNORECASE)


def read_clause(outline: str, quoted: Quoted) -> Steps | None:
    """The steps of one clause, or None where it cannot be read whole."""
    clause = _WHETHER.sub(r"\1 that", outline)
    if _UNREAD.search(clause):
        return None
    steps = next((steps for rule in RULES if (steps := rule.read(clause, quoted))), None)
    if steps and _THEN.search(clause) and not isinstance(steps[0], PressKeys | TypeText):
        return None
    return steps
