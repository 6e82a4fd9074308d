"""Sums as people say them, and the keys of a calculator."""

from __future__ import annotations

import re
from collections.abc import Callable

_N = r"\d+(?:[.,]\d+)?"
_KEY_NAMES = {
    "plus": "+", "minus": "-", "times": "×", "multiply": "×", "divide": "÷", "divided by": "÷", "equals": "=",
    "equal": "=", "equals sign": "=", "point": ".", "dot": ".", "−": "-", "–": "-", "x": "×", "*": "×", "/": "÷",
    "the equals sign": "=", "the equals": "=", "the equal sign": "=", "zero": "0", "one": "1",
    "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_KEY = (
    r"(?:the )?(?:\d|[-+*/=÷×−–.]|plus|minus|times|divided by|equals? sign|equals?|point|"
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine)\b)"
)
_BETWEEN = r"(?:\s*,?\s*(?:and|then|and then|and finally|finally)\s+|\s*,\s*|\s+)"
KEYS = re.compile(
    rf"(?<![\w.,+*/×÷=-]){_KEY}(?:{_BETWEEN}{_KEY})*{_BETWEEN}(?:the )?(?:=|equals?(?: sign)?)(?!\w)|"
    rf"(?<![\w.,+*/×÷=-])\d{{2,}}\s*[-+*/×÷−–]\s*\d+\s*=(?!\w)",
    re.IGNORECASE,
)
"""Keys one after the other, up to the one that calculates."""
_SIGNS = {"times": "*", "multiplied by": "*", "x": "*", "×": "*", "·": "*", "by": "*", "plus": "+", "minus": "-",
          "−": "-", "–": "-", "less": "-", "divided by": "/", "over": "/", "÷": "/",
          "乘以": "*", "乘": "*", "加上": "+",
          "加": "+", "减去": "-", "减": "-", "除以": "/"}  # fmt: skip
_SIGN = r"multiplied by|divided by|times|plus|minus|[x×·*+\-−–/÷^%]|乘以|乘|加上|加|减去|减|除以"
_INFIX = re.compile(
    rf"(?<![\w.,/:-])[(]*{_N}[)]*(?:\s*(?:{_SIGN})\s*[(]*{_N}[)]*)+(?:\s*=(?!\w))?(?![\w/])(?!\.\w)", re.IGNORECASE
)
_PREFIX: tuple[tuple[str, str], ...] = (
    (rf"multiply(?:ing)? (?P<a>{_N}) (?:by|with|and) (?P<b>{_N})", "*"),
    (rf"divid(?:e|ing) (?P<a>{_N}) by (?P<b>{_N})", "/"),
    (rf"add(?:ing)?(?: up| together)? (?P<a>{_N}) (?:and|to) (?P<b>{_N})(?: together| up)?", "+"),
    (rf"(?:subtract(?:ing)?|deduct|tak(?:e|ing)) (?P<b>{_N}) (?:away )?from (?P<a>{_N})", "-"),
    (rf"(?:the )?product of (?P<a>{_N}) and (?P<b>{_N})", "*"),
    (rf"(?:the )?(?:sum|total) of (?P<a>{_N}) and (?P<b>{_N})", "+"),
    (rf"(?:the )?difference (?:between|of) (?P<a>{_N}) and (?P<b>{_N})", "-"),
    (rf"(?:the )?quotient of (?P<a>{_N}) and (?P<b>{_N})", "/"),
)


def keys(text: str) -> list[str]:
    """The calculator's keys that the text names, one after the other."""
    found = re.findall(rf"{_KEY}|\d", text, re.IGNORECASE)
    return [
        _KEY_NAMES.get(name.lower().removeprefix("the ").strip(), name.lower().removeprefix("the ")) for name in found
    ]


def keys_of(expression: str) -> list[str]:
    """The keys that enter an expression and calculate it."""
    return [_KEY_NAMES.get(sign, sign) for sign in expression] + ["="]


def replace_sums(outline: str, mark: Callable[[str, str], str]) -> str:
    """The outline with each sum replaced; `mark` takes the sum as a calculator does, and as it was said."""
    for pattern, sign in _PREFIX:
        outline = _replaced(outline, pattern, sign, mark)
    return _INFIX.sub(lambda m: _infix(m.group(), mark), outline)


def _replaced(outline: str, pattern: str, sign: str, mark: Callable[[str, str], str]) -> str:
    return re.sub(pattern, lambda m: mark(f"{m['a']}{sign}{m['b']}", m.group()), outline, flags=re.IGNORECASE)


def _infix(text: str, mark: Callable[[str, str], str]) -> str:
    bare = text.rstrip("= ")
    for said, sign in sorted(_SIGNS.items(), key=lambda pair: -len(pair[0])):
        bare = re.sub(rf"\s*{re.escape(said)}\s*", sign, bare, flags=re.IGNORECASE)
    bare = re.sub(r"\s+", "", bare)
    date_like = re.fullmatch(r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}/\d{1,2}(?:/\d{2,4})", bare)
    return text if date_like else mark(bare, text)
