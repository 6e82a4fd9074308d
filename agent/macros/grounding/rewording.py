"""A label that was reworded: what means about the same, where the target was, among what stood around it.

Neither alone is enough: in a list, another entry stands where the target was; and "Save as draft" means about the same
as "Save order". So the words must be gone from the screen, and place, kind and neighbours must speak for one thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from agent.macros.file.target import Target
from agent.reading import plain, shows, words_of
from bridges.coordinates import Box
from model.base import Element, Role
from model.sight import PhraseEncoder

PRESSABLE: frozenset[Role] = frozenset(
    {"button", "field", "checkbox", "radio", "switch", "tab", "menu", "menuitem", "link", "combobox", "text", "unknown"}
)
AROUND = 220.0
"""Pixels within which neighbours stand."""
NEAR = 60.0
"""Pixels by which a reworded thing may stand off the place of old: other words are longer or shorter."""
EXACT = 8.0
UNDONE: frozenset[Role] = frozenset({"field", "combobox", "checkbox", "radio", "switch"})
SAME_KIND = 0.62
"""Likeness of meaning from which two wordings may be of one thing that stands at its place."""
UNRELATED = 0.3
KNOWN, MOST = 3, 0.75
"""Neighbours by their old names, at least, and the part of all."""
LEAD = 0.08
"""By so much the best must lead the second."""


@cache
def _encoder() -> PhraseEncoder:
    return PhraseEncoder()


def meaning(words: str, others: Sequence[str]) -> list[float]:
    """How alike in meaning words are to each of the others, from -1 to 1."""
    vectors = _encoder().encode([words, *others])
    return [float(one @ vectors[0]) for one in vectors[1:]]


def reworded(target: Target, elements: Sequence[Element], expected: Sequence[Box]) -> tuple[Element, float] | None:
    """The thing that the target is called otherwise now, and how sure; None where nothing is it for sure."""
    old = target.words or target.label or (target.anchor.words if target.anchor else "")
    if len(plain(old)) < 3 or target.role not in PRESSABLE or not expected:
        return None
    called = {plain(old), plain(old.split("\n")[0])}
    if any(plain(name) in called for one in elements for name in (words_of(one), one.label)):
        return None  # It is in sight and called as it was: whatever this step needs, it is not another wording.
    named = [(one, words_of(one) if target.words else one.label) for one in elements if one.role != "window"]
    named = [(one, name) for one, name in named if name and _kind(target, one)]
    if not named:
        return None
    alike = meaning(old, [name for _, name in named])
    scored = sorted(
        ((_score(target, one, name, like, elements, expected), one)
         for (one, name), like in zip(named, alike, strict=True)), key=lambda pair: -pair[0],
    )  # fmt: skip
    score, best = scored[0]
    rivals = [other for other, one in scored[1:] if not one.box.intersection(best.box).area]
    if rivals and score - rivals[0] < LEAD:
        return None
    return best, score


def _score(
    target: Target, one: Element, name: str, like: float, elements: Sequence[Element], expected: Sequence[Box]
) -> float:
    """From 0 to 0.9: meaning, place, kind and neighbours together."""
    if like < UNRELATED or (target.near and name in target.near):
        return 0.0
    off = min(_off(one.box, box) for box in expected)
    around = " ".join(words_of(other) for other in elements if one.box.expanded(AROUND).intersection(other.box).area)
    near = [words for words in target.near if len(plain(words)) >= 3]
    company = sum(shows(words, [around]) for words in near) / len(near) if near else 0.5
    there = off <= NEAR
    meant = min(1.0, max(0.0, (like - UNRELATED) / (0.9 - UNRELATED)))
    shared = _shares_word(target.words or target.label, name)
    # A field or a box to tick that has not moved at all: what it holds can be seen and undone, unlike a button's press.
    same_spot = off <= EXACT and target.role in UNDONE
    # All else around it is called as it was: this alone is new there.
    only_new = there and len(near) >= KNOWN and company >= MOST and target.role in UNDONE
    score = (
        0.44
        + 0.2 * meant
        + (0.2 if same_spot else 0.14 if there else 0.0)
        + 0.1 * company
        + (0.06 if shared else 0.0)
        + (0.08 if only_new else 0.0)
    )
    if like < SAME_KIND and not (shared or (there and company >= 0.6 and like >= 0.45)):
        score = min(score, 0.7)
    return round(min(score, 0.9), 3)


def _off(one: Box, other: Box) -> float:
    """How far two boxes stand apart: by their nearer ends across, as words grow to one side, and their middles down."""
    across = min(abs(one.left - other.left), abs(one.right - other.right), abs(one.center.x - other.center.x))
    return across + 2 * abs(one.center.y - other.center.y)


def _shares_word(old: str, new: str) -> bool:
    one, other = ({word for word in map(plain, text.split()) if len(word) >= 4} for text in (old, new))
    return any(a[:5] == b[:5] for a in one for b in other)


def _kind(target: Target, one: Element) -> bool:
    return one.role == target.role or "unknown" in (target.role, one.role)
