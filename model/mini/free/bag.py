"""A piece of a task as the words and the entities in it, in whatever order they came."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.mini.free.entities import Entities
from model.mini.free.words import GLUE, LEMMAS, lemma, mended, words
from model.mini.quotation import MARK

_TOKEN = re.compile(rf"{MARK}|[^\W_][\w'’-]*|[^\s\w,.;:!?()–—/…-]")
"""A mark, a word, or a sign that nothing here explains."""


_ORDERED = re.compile(
    r"(?:^|[.!?,;:] |\band |\bthen |\bto )(?!under\b|below\b|after\b|above\b)"
    r"([\w-]+) (?:(?:it|that|this|them|the|a|an|all|every|each|my|your)\b|"
    rf"(?:in|on|with|for|from) |{MARK})",
    re.IGNORECASE,
)
"""A word where an order stands: an unknown one there is no name, but something to be done."""


@dataclass(frozen=True, slots=True)
class Bag:
    """What is in a piece."""

    piece: str
    words: frozenset[str]
    """Verbs in their base form, everything in small letters."""
    forms: frozenset[str]
    """The words as they were written, in small letters."""
    texts: tuple[str, ...]
    paths: tuple[str, ...]
    addresses: tuple[str, ...]
    sums: tuple[str, ...]
    keys: tuple[str, ...]
    apps: tuple[str, ...]
    marks: tuple[str, ...]
    """All marks in order."""
    told: frozenset[tuple[str, str]]
    """Each word as it was written, and in its base form."""
    slack: int = 0
    """How many words may stay unexplained that can only be names of things."""

    def explained(self, *known: frozenset[str]) -> bool:
        """Whether every word is one of these, or carries nothing of its own."""
        groups = (GLUE, *known)
        strange = [form for form, base in self.told if not any(form in group or base in group for group in groups)]
        if strange and any(order[1].lower() in strange for order in _ORDERED.finditer(self.piece)):
            return False
        return len(strange) <= self.slack and all(map(_harmless, strange))

    def has(self, *groups: frozenset[str]) -> bool:
        """Whether a word of each group is there."""
        return all(not self.words.isdisjoint(group) for group in groups)

    def holds(self, texts: int = 0, paths: int = 0, addresses: int = 0, sums: int = 0, keys: int = 0) -> bool:
        """Whether there are exactly so many entities of each kind, and no more than one application."""
        counts = (len(self.texts), len(self.paths), len(self.addresses), len(self.sums), len(self.keys))
        return counts == (texts, paths, addresses, sums, keys) and len(self.apps) <= 1


_WEIGHTY = words(
    "folder directory command button field menu link dialog checkbox tab slider website page key keys mouse twice "
    "bold italic underlined large small big tiny red blue green yellow backwards reversed reverse encrypted "
    "sorted numbered "
    "daily tomorrow later tonight tomorrow's today always times copies random similar different opposite something "
    "anything someone "
    "anyone somebody nobody none every few several many most half password secret boss friend printer email mail "
    "french german "
    "english spanish chinese language spelling grammar margin font size colour color bullet table heading"
)
"""Words that say how something is to be done or what else is meant; a piece with one is never read around it."""


def _harmless(word: str) -> bool:
    """Whether a word that nothing explains can only be a name or an ornament of what is explained."""
    return (
        word.isalpha() and word.islower() and len(word) > 2 and word not in LEMMAS and word not in _WEIGHTY
        and not word.endswith(("ing", "ed", "ly", "ise", "ize", "ify", "est"))
    )  # fmt: skip


_SAID_LARGE = re.compile(r"I(?:['’]\w+)?|OK|Yes|[A-Z]{2,}")


def _told(token: str, *, first: bool) -> str:
    """The word in small letters; a name keeps its capital and is so explained by nothing."""
    token = token.replace("’", "'")
    if token[0].isupper() and not first and not _SAID_LARGE.fullmatch(token):
        return token
    return mended(token).lower() if len(token) > 4 and token.islower() and not token.endswith("s") else token.lower()


def bag_of(piece: str, entities: Entities, slack: int = 0) -> Bag:
    tokens = _TOKEN.findall(piece)
    marks = tuple(token for token in tokens if re.fullmatch(MARK, token))
    said = [
        _told(token, first=at == 0 and not (slack and token.lower() not in LEMMAS and token.lower() not in GLUE))
        for at, token in enumerate(tokens)
        if token not in marks
    ]

    def values(kind: str) -> tuple[str, ...]:
        return tuple(entities.value(mark) for mark in marks if entities.kinds[mark] == kind)

    return Bag(
        piece=piece,
        words=frozenset(word if word[0].isupper() else lemma(word) for word in said),
        forms=frozenset(said),
        texts=values("text"),
        paths=values("path"),
        addresses=values("address"),
        sums=values("sum"),
        keys=values("keys"),
        apps=values("app"),
        marks=marks,
        told=frozenset((word, word if word[0].isupper() else lemma(word)) for word in said),
        slack=slack,
    )
