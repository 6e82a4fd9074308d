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
    r"(?:on )?(?:the )?(?:\d|[-+*/=÷×−–.]|plus|minus|times|divided by|equals? sign|equals?|point|"
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine)\b)(?: (?:key|button|sign)\b)?"
)
_BETWEEN = (
    r"(?:\s*,\s*(?:and |then |and then |and finally )?(?:push|click(?: on)?|tap(?: on)?) |"
    r"\s*,?\s*(?:and|then|and then|and finally|finally)\s+|\s*,\s*|\s+)"
)
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


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: 10 * number for number, word in enumerate(_TENS.split())} | {
    word: number for number, word in enumerate(_ONES.split())
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_UNIT = "|".join(sorted((*_SMALL, "a(?= (?:hundred|thousand|million))", *_SCALES), key=len, reverse=True))
_SPELLED = rf"(?:{_UNIT})(?:(?:-| and | )(?:{_UNIT}))*"
_SUM_WORD = r"times|plus|minus|multiplied by|divided by|over|x|×|\*|\+|÷"
_IN_SUM = re.compile(
    rf"\b(?P<a>{_SPELLED}|{_N})(?P<sign>\s+(?:{_SUM_WORD})\s+)(?P<b>{_SPELLED}|{_N})(?!\w)|"
    rf"\b(?P<verb>multiply(?:ing)?|divid(?:e|ing)|add(?:ing)?|subtract(?:ing)?|deduct|tak(?:e|ing)|(?:product|sum|total|"
    rf"difference|quotient) (?:of|between))(?P<gap> )(?P<c>{_SPELLED}|{_N})(?P<join> (?:by|with|and|to|from) )"
    rf"(?P<d>{_SPELLED}|{_N})(?!\w)",
    re.IGNORECASE,
)


def in_digits(outline: str) -> str:
    """The outline with the spelled numbers of sums in digits: "eighty-six times seventeen" is "86 times 17"."""

    def shown(found: re.Match[str]) -> str:
        if found["sign"]:
            return f"{_digits(found['a'])}{found['sign']}{_digits(found['b'])}"
        return f"{found['verb']} {_digits(found['c'])}{found['join']}{_digits(found['d'])}"

    return _IN_SUM.sub(shown, outline)


def _digits(said: str) -> str:
    if not said[0].isalpha():
        return said
    total = part = 0
    for word in re.split(r"[-\s]+", said.lower()):
        if word == "hundred":
            part = max(part, 1) * 100
        elif word in _SCALES:
            total, part = total + max(part, 1) * _SCALES[word], 0
        elif word in _SMALL:
            part += _SMALL[word]
        elif word == "a":
            part = 1
    return str(total + part)


def keys(text: str) -> list[str]:
    """The calculator's keys that the text names, one after the other."""
    found = re.findall(rf"{_KEY}|\d", text, re.IGNORECASE)
    bare = [re.sub(r"^(?:on )?(?:the )?| (?:key|button|sign)$", "", name.lower()).strip() for name in found]
    return [_KEY_NAMES.get(name, name) for name in bare]


def expression(pressed: str) -> str:
    """What the keys enter, as a calculator takes it: "6 4 - 2 =" is 64-2."""
    return "".join({"×": "*", "÷": "/"}.get(key, key) for key in pressed.removesuffix(" =").split(" "))


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
