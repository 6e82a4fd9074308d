"""A task as the words and marks that the trained reader looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.mini.free.entities import Entities
from model.mini.quotation import MARK

_TOKEN = re.compile(rf"{MARK}|[\w.+-]+@[\w.-]+\w|[^\W_]+(?:(?:['’](?!s\b)|[.-])[^\W_]+)*|['’]s\b|[^\s\w]|_")
KINDS = ("word", "sign", "text", "path", "address", "sum", "keys")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or something that stands for itself, with its value."""

    text: str
    kind: str
    """One of `KINDS`."""


def tokens_of(entities: Entities) -> list[Token]:
    """The tokens of an outline in which no application is marked yet."""
    return [_token(found, entities) for found in _TOKEN.findall(entities.outline)]


def split(text: str) -> list[str]:
    """The words and signs of a text that stands outside of quotation marks."""
    return _TOKEN.findall(text)


def _token(found: str, entities: Entities) -> Token:
    if re.fullmatch(MARK, found):
        return Token(entities.value(found), entities.kinds[found])
    return Token(found, "word" if found[0].isalnum() else "sign")
