"""How a person names a thing on the screen: "the second Save button at the bottom right, next to Cancel"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from bridges.errors import UnreadableTask
from model.mini.lexicon import BANDS, ORDINALS, PLACES, ROLES, THIS_WINDOW
from model.mini.quotation import MARK, Quoted

Where: TypeAlias = Literal["near", "left of", "right of", "above", "below", "row", "inside"]


@dataclass(frozen=True, slots=True)
class Relation:
    """Where the thing is, seen from another thing."""

    where: Where
    anchor: Phrase


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to understand a target's name. Words may be empty: "the second button"."""

    said: str
    """The whole phrase as the person wrote it."""
    words: str
    """What should be written on the thing."""
    role: str = ""
    """A key of `lexicon.ROLES`, or empty."""
    order: int = 0
    """1 for the first, -1 for the last, 0 where nothing was said."""
    place: tuple[str, str] = ("", "")
    """(top|middle|bottom, left|middle|right), each may be empty."""
    band: str = ""
    """A key of `lexicon.BANDS`, "window" for the one with the focus, or empty."""
    relation: Relation | None = None
    literal: Phrase | None = None
    """The same phrase with every word taken as written on the thing ("Sign in"); tried first, must fit exactly."""

    def __str__(self) -> str:
        return self.said


_RELATIONS: tuple[tuple[Where, str], ...] = (
    ("near", r"next to|beside|near|nearest to|closest to|belonging to|adjacent to"),
    ("left of", r"(?:(?:on|to) )?(?:the )?left (?:side )?of|left from|before"),
    ("right of", r"(?:(?:on|to) )?(?:the )?right (?:side )?of|right from|after"),
    ("above", r"(?:right |directly |just )?(?:above|over)|on top of"),
    ("below", r"(?:right |directly |just )?(?:below|beneath|underneath|under)"),
    ("row", r"(?:in|on|from|of) (?:the )?(?:same )?(?:row|line) (?:of|as|with|for|containing|named|called)"),
    ("near", r"for|of"),
    ("inside", r"(?:with)?in(?:side)?|from|on|at"),
)
_ORDER = re.compile(
    rf"(?P<order>{'|'.join(ORDINALS)})\s+(?P<rest>.+)|(?P<before>.+?)\s+(?:number|no\.?|#)\s*(?P<number>\d{{1,2}})",
    re.IGNORECASE,
)
_PLACE_WORDS = "|".join(sorted(map(re.escape, PLACES), key=len, reverse=True))
_PLACE_AFTER = re.compile(
    rf"(?P<rest>.*?)\s*\b(?:(?:in|on|at|to|from|near)\s+)(?:the\s+)?(?:very\s+|far\s+)?(?P<place>{_PLACE_WORDS})"
    r"(?:[ -]?(?:hand )?(?:corner|side|edge|part|half|area))?(?:\s+of\s+(?:the\s+)?"
    r"(?:screen|window|page|dialog|dialogue|app|application))?",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(rf"(?P<place>{_PLACE_WORDS})\s+(?P<rest>.+)", re.IGNORECASE)
_ROLE_WORDS = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))
_ROLE_AFTER = re.compile(rf"(?:(?P<rest>.+?)\s+)?(?P<role>{_ROLE_WORDS})s?", re.IGNORECASE)
_ROLE_BEFORE = re.compile(
    rf"(?P<role>{_ROLE_WORDS})\s+(?:(?:that is |which is )?(?:labell?ed|named|called|titled|marked)(?:\s+as)?|"
    r"(?:that|which)\s+(?:says|reads)|saying|reading|with\s+the\s+(?:label|text|name|title|words?)|with|for)?\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|a|an|my|your|this|that|one called|called|named)\s+", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\s+(?:(?:in order )?to (?:close|confirm|submit|continue|open|save|finish|accept|start|apply|proceed|see|show|"
    r"go|get|send|make|add|create|log|sign|search|find|dismiss|cancel)|so that)\b.*|\s+(?:for me|now|again)$",
    re.IGNORECASE,
)
"""Why a thing is clicked is not part of its name: "OK to close the dialog"."""
QUOTE = "Put the whole name into one pair of quotation marks."
_EMPTY = frozenset({"", "one", "thing", "element", "control"})


def read_phrase(outline: str, quoted: Quoted) -> Phrase:
    """Understand a target's name; words that mean nothing else are the words on the thing.

    Raises UnreadableTask where quoted words stand among others, as in: “Next” until “Finish”.
    """
    said = quoted.show(outline.strip())
    tidy = _without_article(_tidy(outline))
    meant = _PURPOSE.sub("", tidy)
    phrase = _structured(meant, said, quoted)
    if re.search(MARK, tidy) or phrase == Phrase(said, tidy):
        return phrase
    return replace(phrase, literal=Phrase(said, tidy))


def _tidy(outline: str) -> str:
    return re.sub(r"\s+", " ", outline).strip(" \t.,;:")


def _without_article(outline: str) -> str:
    shorter = _ARTICLE.sub("", outline, count=1) if _ARTICLE.match(outline) else outline
    return shorter.strip()


def _structured(outline: str, said: str, quoted: Quoted) -> Phrase:
    outline = _without_article(outline)
    if re.fullmatch(MARK, outline):
        return Phrase(said, quoted.restore(outline))
    if (found := _PLACE_AFTER.fullmatch(outline)) and _place_is_meant(found):
        inner = _structured(found["rest"], said, quoted) if found["rest"].strip() else Phrase(said, "")
        return replace(inner, place=PLACES[found["place"].lower()])
    if related := _related(outline, said, quoted):
        return related
    return _plain(outline, said, quoted)


def _place_is_meant(found: re.Match[str]) -> bool:
    return not re.search(r"\b(?:next|close|closest)$", found["rest"])


def _related(outline: str, said: str, quoted: Quoted) -> Phrase | None:
    """The phrase split at its first relation, where it has one."""
    for where, words in _RELATIONS:
        found = re.fullmatch(rf"(?P<rest>.+?)\s+(?:{words})\s+(?P<anchor>.+)", outline, re.IGNORECASE)
        if found is None:
            continue
        if where == "inside" and found["anchor"].casefold() in ROLES:
            continue  # "the Log in button"
        anchor = _without_article(found["anchor"])
        inner = _structured(found["rest"], said, quoted)
        name = anchor.casefold()
        if where == "inside" and name in BANDS:
            return replace(inner, band=name)
        if where == "inside" and name in THIS_WINDOW:
            return replace(inner, band="window")
        row = re.fullmatch(r"(?P<who>.+?)(?:['’]s)? row", anchor, re.IGNORECASE) if where == "inside" else None
        other = row["who"] if row else anchor
        relation = Relation("row" if row else where, read_phrase(other, quoted))
        return replace(inner, relation=relation)
    return None


def _plain(outline: str, said: str, quoted: Quoted) -> Phrase:
    """Order, place, role and words, without relations."""
    outline = _without_article(outline)
    alone = re.sub(r"\s+(?:one|thing)$", "", outline.lower())
    if alone in ORDINALS:
        return Phrase(said, "", order=ORDINALS[alone])
    if alone in PLACES:
        return Phrase(said, "", place=PLACES[alone])
    if found := _ORDER.fullmatch(outline):
        inner = _plain(found["rest"] or found["before"], said, quoted)
        number = ORDINALS[found["order"].lower()] if found["order"] else int(found["number"])
        return replace(inner, order=number)
    if found := _PLACE_BEFORE.fullmatch(outline):
        inner = _plain(found["rest"], said, quoted)
        if inner.role or not inner.words:
            return replace(inner, place=PLACES[found["place"].lower()])
    if found := _ROLE_AFTER.fullmatch(outline):
        return Phrase(said, _words(found["rest"] or "", quoted), role=found["role"].lower())
    if found := _ROLE_BEFORE.fullmatch(outline):
        return Phrase(said, _words(found["rest"], quoted), role=found["role"].lower())
    return Phrase(said, _words(outline, quoted))


def _words(outline: str, quoted: Quoted) -> str:
    bare = re.sub(rf"({MARK}) one$", r"\1", _without_article(outline.strip()))
    if len(bare) > 1 and re.search(MARK, bare):
        raise UnreadableTask(
            "Reading the name of an element", f"quoted and other words stand together: {quoted.show(bare)}", QUOTE
        )
    return "" if bare.casefold() in _EMPTY else quoted.restore(bare)
