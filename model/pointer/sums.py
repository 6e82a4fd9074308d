"""Sums and equations that stand on a screen, for typing what they come to instead of what they say."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = r"[-−–]?\d+(?:\.\d+)?"
_SIGN: Final = r"[-−–+*/x×÷]"
_UNKNOWN: Final = r"[xX×?]"
_SUM: Final = re.compile(rf"\s*({_NUMBER})\s*({_SIGN})\s*({_NUMBER})\s*=\s*\??\s*")
_EQUATION: Final = re.compile(
    rf"\s*(?:(?P<first>{_NUMBER})|{_UNKNOWN})\s*(?P<sign>[-−–+])\s*(?:(?P<second>{_NUMBER})|{_UNKNOWN})"
    rf"\s*=\s*(?P<result>{_NUMBER})\s*"
)


def solved(text: str) -> str | None:
    """What a sum of two numbers or an equation with one unknown comes to; None for any other text.

    A sum is one that waits for its result: "8 - 4 =". An equation: "x + 3 = 20", "7 - x = 2".
    """
    if found := _SUM.fullmatch(text):
        a, b = _value(found[1]), _value(found[3])
        match found[2]:
            case "+":
                return _shown(a + b)
            case "*" | "x" | "×":
                return _shown(a * b)
            case "/" | "÷":
                return _shown(a / b) if b else None
            case _:
                return _shown(a - b)
    found = _EQUATION.fullmatch(text)
    if found is None or (found["first"] is None) == (found["second"] is None):
        return None
    result, plus = _value(found["result"]), found["sign"] == "+"
    if found["second"] is not None:
        second = _value(found["second"])
        return _shown(result - second if plus else result + second)
    first = _value(found["first"])
    return _shown(result - first if plus else first - result)


def _value(number: str) -> float:
    return float(number.replace("−", "-").replace("–", "-"))


def _shown(value: float) -> str:
    return f"{round(value, 10):g}" if abs(value) < 1e6 else f"{value:.0f}"
