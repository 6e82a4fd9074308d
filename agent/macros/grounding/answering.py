"""How well a thing on the screen answers to the words of a target."""

from __future__ import annotations

from collections.abc import Sequence

from agent.macros.file.target import Target
from agent.macros.grounding.anchoring import SIGNS, sayable
from agent.macros.grounding.rewording import meaning
from agent.macros.grounding.whereabouts import distance, in_row
from agent.reading import elements_in, plain, same, shows, words_of
from bridges.coordinates import Box
from model.base import Element, Role

FAR = 40.0
"""Pixels within which two things stand at the same place."""
LABELLED: frozenset[Role] = frozenset({"field", "combobox", "slider", "checkbox", "radio", "switch"})
"""What is named by the text beside it."""
LEAST_LETTERS, LIKE = 3, 0.45
"""A model takes one sign for another all too surely; and what it points at must mean about the same."""


def answers(target: Target, one: Element, elements: Sequence[Element], expected: Sequence[Box]) -> float:
    """How well an element answers to the words: its own first, then role, neighbours and place."""
    own, wanted = words_of(one), target.words
    if wanted and own and plain(own).translate(SIGNS) == plain(wanted).translate(SIGNS):
        score = 0.86
    elif target.role in LABELLED and target.label and one.label and plain(target.label) == plain(one.label):
        score = 0.82
    elif own and (_misread(wanted, own) or _by_lines(wanted, one, elements)):
        score = 0.84
    elif wanted and own and len(wanted) > 4 and shows(wanted, [own]) and len(own) < len(wanted) * 1.5:
        score = 0.8
    else:
        return 0.0
    if target.role != "unknown":
        score += 0.04 if one.role == target.role else -0.02
    around = " ".join(words_of(other) for other in elements_in(one.box.expanded(220), elements))
    if target.near:
        score += 0.08 * sum(shows(words, [around]) for words in target.near) / len(target.near)
    return score + (0.04 if distance(one.box, expected) < FAR else 0.0)


def _misread(wanted: str, own: str) -> bool:
    """Whether words are the same but for characters that are read one for another; short ones may be others."""
    return len(plain(wanted)) > LEAST_LETTERS and same(wanted, own)


def _by_lines(wanted: str, one: Element, elements: Sequence[Element]) -> bool:
    """Whether a thing has the words, where the eye took what stands in one row, as a name and its keys, for one or two.

    Of several lines the first is what a thing is called.
    """
    name, *beside = wanted.split("\n")
    called, *more = words_of(one).split("\n")
    if plain(name) != plain(called) or not sayable(name) or (beside and more):
        return False
    row = [words_of(other) for other in elements if other is not one and in_row(other.box, one.box)]
    return all(shows(line, row) for line in beside)


def may_be(target: Target, one: Element) -> bool:
    """Whether what a model points at is of the target's kind, and its words are none, the same, or of like meaning."""
    if "unknown" not in (one.role, target.role) and one.role != target.role:
        return False
    words, own = target.words or target.label, words_of(one) if target.words else one.label
    return not sayable(own) or shows(words, [own]) or meaning(words, [own])[0] >= LIKE
