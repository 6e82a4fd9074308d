"""The trained pointer on a parsed screen: which element a phrase or an order means, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from bridges.coordinates import Box, Size
from model.base import Element
from model.mini.beside import beside, misplaced
from model.mini.locate import Candidate, Choice, describe
from model.mini.match import fit
from model.mini.phrase import Phrase
from model.mini.presence import amiss
from model.pointer.items import Items, from_elements
from model.pointer.pointer import Pointed, Pointer
from model.pointer.record import VECTOR
from model.pointer.wording import Floats

SAID = 0.93
"""From here on a text on the screen is the one that was said, and reading it needs no pointer."""
RIGHT = 0.75
"""Share of what two looks find that is right, where the other thing is found surely; measured on drawn screens."""
_APPOSED = re.compile(r"(?:the )?(?!not )([^,]+), the [^,]+ one", re.IGNORECASE)
BRIEF = 3
"""Words that an order has where it says little but a name."""
MISREAD = 2
"""Letters that reading may get wrong in a word."""
LOOKS_ALIKE = 60
"""From here on (of 100) one word looks like another; what means the same by other letters lies below."""
NEAR_MISS = 0.02
"""Chance from which an element is worth naming to the person."""


@lru_cache(maxsize=1)
def pointer() -> Pointer:
    """The one that ships; shared, since it only reads."""
    return Pointer()


def items(
    elements: Sequence[Element], parsed: Sequence[Element], vectors: Floats, size: Size, window: Box | None
) -> Items:
    """Elements as the pointer reads them. `vectors` belong to `parsed`, from which `elements` were made."""
    if len(vectors) != len(parsed):
        vectors = np.zeros((len(parsed), VECTOR), np.float32)
    known = {element.box: vector for element, vector in zip(parsed, vectors, strict=True)}
    none = np.zeros(VECTOR, np.float32)
    rows = [known.get(element.box, none) for element in elements]
    edges = None if window is None else (window.left, window.top, window.right, window.bottom)
    table = np.stack(rows) if rows else np.zeros((0, VECTOR), np.float32)
    return from_elements(elements, table, (size.width, size.height), edges)


def says_otherwise(element: Element, name: str) -> bool:
    """Whether a thing bears other words than a name that means nothing but itself: "Flurbomat", "5", "C"."""
    lone = bool(name) and name.isascii() and len(name.split()) == 1
    if not lone or not element.text or fit(name, element.text):
        return False
    return name.isdigit() or (len(name) == 1 and name.isalpha()) or not pointer().pieces.knows(name)


def looks_alike(element: Element, said: str, name: str) -> bool:
    """Whether little but a name is said and the thing bears another that looks like it: "Uploads", "Downloads"."""
    words = element.text.split()
    if len(said.split()) > BRIEF or len(words) != 1 or len(name.split()) != 1 or fit(name, element.text):
        return False
    one, other = name.casefold(), words[0].casefold()
    return ratio(one, other) > LOOKS_ALIKE and Levenshtein.distance(one, other) > MISREAD


def apposed(said: str, elements: Sequence[Element]) -> int | None:
    """The only element that bears the name in "Submit, the big one"; None where it is not so said."""
    told = _APPOSED.fullmatch(said.strip().rstrip("."))
    if told is None:
        return None
    bearing = [at for at, element in enumerate(elements) if fit(told[1], element.text)]
    return bearing[0] if len(bearing) == 1 else None


def aim(
    said: str, seen: Items, elements: Sequence[Element], size: Size, name: str = "", told: str = ""
) -> Choice | None:
    """The element that the words mean, or why none: `confidence` is the calibrated chance that it is right.

    `told` are the words for the thing alone, where `said` says what to do with it. None where what is pointed at bears
    other words than `name`, what `said` says should be written on it.
    """
    found = pointer().point(said, seen)
    if (meant := apposed(said, elements)) is not None:
        found = replace(found, target=meant)
    choice = chosen(said, found, elements, size)
    if found.target is not None and found.confidence < RIGHT:
        other = beside(told or said, seen, lambda words: pointer().point(words, seen))
        if other is not None and RIGHT * other.confidence > found.confidence:
            choice = Choice(choice.phrase, elements[other.target], RIGHT * other.confidence, choice.candidates)
    if choice.element is None:
        return choice
    if meant is None and (why := wrong(said, choice.element, seen, elements, odds(found))):
        return Choice(choice.phrase, None, choice.confidence, choice.candidates, f"“{said}” cannot be seen: {why}")
    if not says_otherwise(choice.element, name) and not looks_alike(choice.element, said, name):
        return choice
    # What bears the name may be the head of what is meant: "the Telefon of Berta".
    return choice if any(fit(name, element.text) for element in elements) else None


def odds(found: Pointed) -> float:
    """How much likelier the likeliest element is than that there is none."""
    return float(found.chances.max(initial=0.0)) / max(1.0 - float(found.chances.sum()), 1e-6)


def wrong(said: str, element: Element, seen: Items, elements: Sequence[Element], odds: float = 0.0) -> str:
    """Why an element cannot be what was said, for which the pointer sees these odds; empty where it can."""
    keep, screen = pointer().prepared(seen)
    at = next(number for number, one in enumerate(elements) if one is element)
    if misplaced(said, at, seen):
        return "what comes close lies on another side"
    return amiss(said, keep.index(at), screen, pointer().pieces, odds) if at in keep else ""


def chosen(said: str, found: Pointed, elements: Sequence[Element], size: Size) -> Choice:
    """What was pointed at, as a choice among the elements."""
    order = np.argsort(-found.chances, kind="stable")[:5].tolist()
    near = tuple(Candidate(elements[at], float(found.chances[at])) for at in order if found.chances[at] >= NEAR_MISS)
    phrase = Phrase(said, said)
    # Whether the thing is there is for the chances to say: they were calibrated, the kind of step was not.
    if found.target is not None and found.confidence >= pointer().threshold:
        return Choice(phrase, elements[found.target], found.confidence, near)
    lost = found.target is None or not near
    why = f"“{said}” cannot be seen" if lost else f"it is unclear what “{said}” means"
    close = ", ".join(describe(candidate.element, size) for candidate in near[:3])
    return Choice(
        phrase, None, float(found.chances.max(initial=0.0)), near, f"{why}; what comes close: {close}" if close else why
    )
