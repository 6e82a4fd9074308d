"""What a word of a command line is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

_C_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}


class Bad(Exception):
    """The line cannot be read; the message is mksh's."""


@dataclass(frozen=True)
class Literal:
    """Text as it stands; quoted text is neither split nor matched against files."""

    text: str
    quoted: bool


@dataclass(frozen=True)
class Variable:
    """``$x``, ``${x}``, ``${x:-y}``, ``$?``."""

    name: str
    quoted: bool
    operator: str = ""
    argument: Word = ()


@dataclass(frozen=True)
class Substitution:
    """``$( … )`` or backquotes: a command line whose output stands here."""

    line: str
    quoted: bool


@dataclass(frozen=True)
class Arithmetic:
    """``$(( … ))``."""

    expression: str
    quoted: bool


Part: TypeAlias = Literal | Variable | Substitution | Arithmetic
Word: TypeAlias = tuple[Part, ...]


def c_unescaped(text: str) -> str:
    r"""The text with \n, \t, \xHH, \uHHHH and octal escapes put in; other backslashes stay."""

    def one(found: re.Match[str]) -> str:
        body = found.group(1)
        if body[0] in "xuU":
            return chr(int(body[1:], 16))
        if body[0] in "01234567":
            return chr(int(body, 8) & 0xFF)
        return _C_ESCAPES.get(body, body if body in "\\'\"" else "\\" + body)

    pattern = r"\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|.)"
    return re.sub(pattern, one, text, flags=re.DOTALL)
