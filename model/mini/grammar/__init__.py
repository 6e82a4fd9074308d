"""From one clause to its steps: what each verb means.

The first rule that fits the whole clause and does not decline wins. Nothing here knows an application; names of
applications pass through.
"""

from __future__ import annotations

import re

from model.mini.grammar import applications, arithmetic, checks, commands, menus, moving, pointing, waiting, writing
from model.mini.grammar.rules import Steps
from model.mini.quotation import Quoted

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
_WHETHER = re.compile(r"^(check|verify|see|confirm|test)\s+(whether|if)\b", re.IGNORECASE)


def read_clause(outline: str, quoted: Quoted) -> Steps | None:
    """The steps of one clause, or None where it cannot be read whole."""
    clause = _WHETHER.sub(r"\1 that", outline)
    if _UNREAD.search(clause):
        return None
    return next((steps for rule in RULES if (steps := rule.read(clause, quoted))), None)
