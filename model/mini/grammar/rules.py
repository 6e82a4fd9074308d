"""A rule of the grammar: a regular expression that must fit a whole clause, and what to build from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bridges.errors import UnreadableTask
from model.mini.lexicon import NUMBERS
from model.mini.quotation import Quoted
from model.mini.step import Step

Steps: TypeAlias = tuple[Step, ...]
Build: TypeAlias = Callable[["re.Match[str]", Quoted], "Steps | None"]
"""What a rule does with a clause that fits; None where it declines."""

COUNT = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
TIMES = rf"(?:\s+(?P<times>once|twice|thrice|{COUNT} times))?"
SHOWN = (
    r"(?:is|are) (?:now )?(?:shown|visible|displayed|there|present|on (?:the )?screen|on the page)|"
    r"appears?|shows up|exists?|can be seen"
)
NOT_SHOWN = (
    r"(?:is|are) (?:not|no longer|never) (?:shown|visible|displayed|there|present|on (?:the )?screen)|"
    r"(?:isn['’]t|aren['’]t) (?:shown|visible|displayed|there|present)|"
    r"(?:does not|doesn['’]t) (?:appear|show|exist)|(?:is|are) (?:gone|hidden)|(?:has|have) (?:disappeared|gone)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say something."""

    pattern: re.Pattern[str]
    build: Build

    def read(self, outline: str, quoted: Quoted) -> Steps | None:
        found = self.pattern.fullmatch(outline)
        try:
            return self.build(found, quoted) if found else None
        except UnreadableTask:
            return None


class Rules(list[Rule]):
    """The rules of one subject in the order in which they are tried; collected by `@rules(pattern)`."""

    def __call__(self, *pattern: str) -> Callable[[Build], Build]:
        def collect(build: Build) -> Build:
            self.append(Rule(re.compile("".join(pattern), re.IGNORECASE | re.DOTALL), build))
            return build

        return collect


def number(words: str | None) -> int:
    """The number of "3", "three", "twice" or "3 times"; 1 where nothing was said."""
    if not words:
        return 1
    first = words.split()[0].lower()
    return int(first) if first.isdigit() else NUMBERS[first]
