"""What names a thing on the screen, and what is the rest of a sentence; the exact grammar within free words."""

from __future__ import annotations

import re

from model.mini.clause import begins_anew
from model.mini.free.entities import Entities
from model.mini.free.wishes import Wishes
from model.mini.grammar import read_clause
from model.mini.phrase import Phrase
from model.mini.quotation import MARK
from model.mini.step import BeIn, Compute, MenuPath, OpenApp, Read, SwitchTo

_NO_NAME = re.compile(
    r"://|(?:^|\s)~?/\w+/|[,;] |^(?:out|up|off|through|under|on|in|at|from|with|to|of|by)\b|"
    r"\b(?:there['’]?s|there (?:is|are)|"
    r"these|those|named|called|should|must|before|after|which|until|way through|using|without|it all|far down)\b|"
    r"^(?:it|that) "
    r"(?!(?:button|link|one|box|field)$)|\b(?:en|dis)abled\b|\b(?:un)?ticked\b|\baccording to\b|\bcosts? (?:on|"
    r"at|in)\b|\band .*\b(?:checked|selected|chosen|picked)$",
    re.IGNORECASE,
)
_NO_APPLICATION = re.compile(r"\b(?:page|there|and|it|have|link|tab|section|which|to)\b|(?:\S+ ){5}")
_NO_ENTRY = re.compile(
    r"\b(?:from|menu|applied|chosen|used|with|it|using|make|confirm|to (?:create|make))\b|[,()]|(?:\S+ ){5}",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:price|cost|amount|fare) (?:\w+ )?(?:for|of|listed|given)\b|(?:price|cost|amount|fare)$|price listed|.* "
    r"page says",
    re.IGNORECASE,
)
"""Words that a target's unquoted name does not hold."""


def names_one_thing(wish: object) -> bool:
    """Whether the targets of a step are names, and not the rest of a sentence."""
    values = [getattr(wish, name) for name in getattr(wish, "__slots__", ())]
    phrases = [value for value in values if isinstance(value, Phrase)]
    if isinstance(wish, MenuPath):
        return not any(_NO_ENTRY.search(re.sub(r"“[^”]*”", "", phrase.said)) for phrase in wish.path)
    if isinstance(wish, Compute) and re.search(r"\b(?:of|with|and)\b", wish.app or ""):
        return False
    if isinstance(wish, OpenApp | SwitchTo | BeIn) and _NO_APPLICATION.search(wish.app):
        return False
    anchors = [phrase.relation.anchor for phrase in phrases if phrase.relation]
    if isinstance(wish, Read) and any(_KIND.match(phrase.words) and not phrase.role for phrase in phrases):
        return False
    if isinstance(wish, Read) and any(anchor.relation for anchor in anchors):
        return False
    return not any(_NO_NAME.search(re.sub(r"“[^”]*”", "", phrase.said)) for phrase in (*phrases, *anchors))


_PURPOSE = re.compile(
    r"^((?:press|hit|use|type) (?:(?:ctrl|control|alt|shift) ?\+ ?)+\w+) (?:for|to get|to start|to open|to have|"
    r"to make) "
    r"(?:an?(?:other)?|the) (?:new |blank |empty |fresh |second )*(?:document|file|tab|note|one|window)$",
    re.IGNORECASE,
)


def exactly(words: str, entities: Entities) -> Wishes | None:
    """As the exact grammar reads it, where it would not cut it."""
    plain = _PURPOSE.sub(r"\1", entities.plain(words))
    if begins_anew(plain) or re.search(r"[,;]\s", plain):
        return None
    return read_clause(plain, entities.quoted)


def unquoted(plain: str) -> float:
    """How much was taken for names and texts without being quoted: words beyond four, and what joins two things."""
    said = re.sub(MARK, "", plain)
    return 0.2 * max(0, len(said.split()) - 6) + 1.5 * len(re.findall(r"\s(?:and|then)\s(?![A-Z])", said))
