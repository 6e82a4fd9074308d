"""Choosing the element that a phrase means: ranked candidates, or a refusal, never a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bridges.coordinates import Box, Size
from model.base import Element
from model.mini.layout import band_box, in_reading_order, nearness, place_factor, relation_factors, whereabouts
from model.mini.lexicon import CHECKABLE, FIELD_ROLES, PRESSABLE, ROLES, WHOLE_FIELD
from model.mini.match import fit, normal
from model.mini.phrase import Phrase, read_phrase
from model.mini.quotation import MARK, Quoted
from model.pointer.signs import keypad, named

ACCEPT = 0.62
"""Below this, nothing is chosen."""
MARGIN = 0.05
"""The best must lead by so much."""
SIGN = 0.93
"""How well a lone sign fits its name: "plus" for "+"."""
NEAR_MISS = 0.35
"""From here on a candidate is worth naming to the person."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An element and how well it fits, 0 to 1."""

    element: Element
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """What a phrase means on this screen: one element, or why not."""

    phrase: Phrase
    element: Element | None
    confidence: float
    candidates: tuple[Candidate, ...]
    """Best first."""
    why: str = ""

    @property
    def ambiguous(self) -> bool:
        return self.element is None and bool(self.candidates) and self.candidates[0].score >= ACCEPT


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the element is wanted for; it decides between things of the same name."""

    roles: frozenset[str]
    others: float
    """What the score of an element of another known role is multiplied with."""


PRESS = Purpose(frozenset(PRESSABLE), 0.93)
TYPE = Purpose(frozenset(FIELD_ROLES), 0.5)
CHECK = Purpose(frozenset(CHECKABLE), 0.85)
LOOK = Purpose(frozenset(), 1.0)


def locate(
    phrase: Phrase, elements: Sequence[Element], size: Size, window: Box | None = None, purpose: Purpose = PRESS
) -> Choice:
    """The element that the phrase means. `window` is the box of the window with the focus, preferred where known."""
    if phrase.literal is not None:
        literal = _choose(phrase.literal, elements, size, window, purpose)
        if literal.candidates and literal.candidates[0].score >= 0.9:
            return literal
    return _choose(phrase, elements, size, window, purpose)


def _choose(phrase: Phrase, elements: Sequence[Element], size: Size, window: Box | None, purpose: Purpose) -> Choice:
    ranked = rank(phrase, elements, size, window, purpose)
    good = [candidate for candidate in ranked if candidate.score >= ACCEPT]
    near = tuple(candidate for candidate in ranked if candidate.score >= NEAR_MISS)[:5]
    if phrase.order and good:
        return _by_order(phrase, good)
    if not good:
        return Choice(phrase, None, ranked[0].score if ranked else 0.0, near, _not_found(phrase, near, size))
    best = good[0]
    rivals = tuple(candidate for candidate in good if best.score - candidate.score < MARGIN)
    written = tuple(rival for rival in rivals if not _named_by_its_looks(rival.element))
    if not phrase.role and len(written) == 1:
        # What is written on a thing says more than what its picture looks like.
        return Choice(phrase, written[0].element, min(written[0].score, 1.0), near)
    if len(rivals) > 1:
        places = ", ".join(describe(rival.element, size) for rival in rivals[:4])
        return Choice(
            phrase, None, best.score / len(rivals), rivals[:5], f"{len(rivals)} things fit “{phrase}”: {places}"
        )
    return Choice(phrase, best.element, min(best.score, 1.0), near)


def _named_by_its_looks(element: Element) -> bool:
    """Whether nothing but its picture gave the element its name."""
    return element.role in ("icon", "image") and element.source == "vision"


def _by_order(phrase: Phrase, good: list[Candidate]) -> Choice:
    alike = [candidate for candidate in good if good[0].score - candidate.score < 0.15]
    ordered = in_reading_order([candidate.element for candidate in alike])
    index = phrase.order - 1 if phrase.order > 0 else phrase.order
    if -len(ordered) <= index < len(ordered):
        return Choice(phrase, ordered[index], good[0].score, tuple(alike[:5]))
    return Choice(phrase, None, 0.0, (), f"“{phrase}” was looked for, and only {len(ordered)} like it can be seen")


def rank(
    phrase: Phrase, elements: Sequence[Element], size: Size, window: Box | None = None, purpose: Purpose = LOOK
) -> list[Candidate]:
    """Every element that could be meant, best first; of things that overlap and say the same only the best."""
    screen = Box(0, 0, size.width, size.height)
    area = window or screen
    scored: list[Candidate] = []
    signs = _signs(phrase.words, elements)
    for element in elements:
        score = _words_score(phrase, element, elements, purpose)
        if element.text in signs:
            score = max(score, SIGN)
        score *= _role_factor(phrase, element, purpose)
        if score <= 0:
            continue
        if window is not None and not _overlaps(element.box, window):
            score *= 0.8
        if "disabled" in element.states:
            score *= 0.8
        if phrase.band and phrase.band != "window" and not band_box(phrase.band, area).contains(element.box.center):
            score *= 0.5
        if phrase.band == "window" and not area.contains(element.box.center):
            score *= 0.5
        scored.append(Candidate(element, score * place_factor(phrase.place, element.box, area)))
    if phrase.relation is not None:
        scored = _related(phrase, scored, elements, size, window)
    scored.sort(key=lambda candidate: -candidate.score)
    return _distinct(scored)


def _signs(words: str, elements: Sequence[Element]) -> frozenset[str]:
    """The lone signs that the words are a name of, where the words themselves are written nowhere."""
    if not words or any(normal(element.text) == normal(words) for element in elements):
        return frozenset()
    keys = keypad([element.text for element in elements])
    return frozenset(element.text for element in elements if named(words, element.text, keys))


def _words_score(phrase: Phrase, element: Element, elements: Sequence[Element], purpose: Purpose) -> float:
    if not phrase.words:
        return 0.9 if phrase.role else 0.0
    texts = [element.text]
    if element.role in FIELD_ROLES or element.role in CHECKABLE or not element.text:
        texts.append(element.label)
    if purpose is not TYPE:
        texts.append(element.value if element.role not in FIELD_ROLES or purpose is LOOK else "")
    elif "focused" not in element.states:
        texts.append(element.value)  # an empty field says there what belongs into it
    best = max(fit(phrase.words, text) for text in texts)
    if (wants_field := purpose is TYPE or _wants_field(phrase)) and element.role in FIELD_ROLES and best < 0.9:
        best = max(best, 0.95 * _beside(phrase.words, element, elements))
    if wants_field and element.role == "field" and normal(phrase.words) in WHOLE_FIELD and best < 0.75:
        largest = max((e.box.area for e in elements if e.role == "field"), default=0)
        best = 0.75 if element.box.area >= largest else best
    return best


def _wants_field(phrase: Phrase) -> bool:
    return bool(ROLES.get(phrase.role, frozenset()) & FIELD_ROLES)


def _beside(words: str, field: Element, elements: Sequence[Element]) -> float:
    """How well the text that labels the field (to the left of it, else above it) fits."""
    fields = [element for element in elements if element.role in FIELD_ROLES]
    best = 0.0
    for text in elements:
        if text.role in FIELD_ROLES or not text.text:
            continue
        above = _is_above(text.box, field.box) and not any(_is_left(text.box, other.box) for other in fields)
        if above or _is_left(text.box, field.box):
            best = max(best, fit(words, text.text))
    return best


def _is_left(label: Box, field: Box) -> bool:
    """Whether the label stands to the left of the field, in its row."""
    common = min(label.bottom, field.bottom) - max(label.top, field.top)
    return common > 0.4 * min(label.height, field.height) and -10 <= field.left - label.right <= 250


def _is_above(label: Box, field: Box) -> bool:
    """Whether the label stands right above the field."""
    return -5 <= field.top - label.bottom <= 40 and label.left - 40 <= field.left <= label.right + 40


def _role_factor(phrase: Phrase, element: Element, purpose: Purpose) -> float:
    if phrase.role:
        roles = ROLES[phrase.role]
        if element.role in roles:
            return 1.0
        if not phrase.words:
            return 0.0
        return 0.85 if element.role in ("text", "unknown") and not roles & FIELD_ROLES else 0.6
    if not purpose.roles or element.role in purpose.roles:
        return 1.0
    return purpose.others if purpose is not TYPE or element.role != "unknown" else 0.8


def _related(
    phrase: Phrase, scored: list[Candidate], elements: Sequence[Element], size: Size, window: Box | None
) -> list[Candidate]:
    assert phrase.relation is not None
    anchor = locate(phrase.relation.anchor, elements, size, window, LOOK)
    best = [anchor.element] if anchor.element else [rival.element for rival in anchor.candidates if anchor.ambiguous]
    if not best:
        return []
    others = [c for c in scored if all(c.element is not anchor for anchor in best) and c.score >= 0.5]
    factors = relation_factors(phrase.relation.where, [c.element for c in others], best, elements)
    return [Candidate(c.element, c.score * factor) for c, factor in zip(others, factors, strict=True)]


def _distinct(ranked: list[Candidate]) -> list[Candidate]:
    """Without what lies on a better candidate: a button's own text, the tree's second node for one thing."""
    kept: list[Candidate] = []
    for candidate in ranked:
        for better in kept:
            if _same_thing(candidate.element, better.element):
                break
        else:
            kept.append(candidate)
    return kept


def _same_thing(one: Element, other: Element) -> bool:
    common = one.box.intersection(other.box).area
    smaller = min(one.box.area, other.box.area)
    if smaller <= 0 or common < 0.7 * smaller:
        return False
    alike = fit(one.text or one.label, other.text or other.label) >= 0.9
    return alike or common > 0.7 * max(one.box.area, other.box.area)


def _overlaps(box: Box, window: Box) -> bool:
    return box.intersection(window).area > 0.5 * box.area


def describe(element: Element, size: Size) -> str:
    """An element in words: "button “Save” at the top left (12, 8)"."""
    name = element.text or element.label or element.value
    role = "" if element.role in ("unknown", "text") else f"{element.role} "
    shown = f"“{name[:40]}” " if name else ""
    return f"{role}{shown}{whereabouts(element.box, size)}".strip()


def _not_found(phrase: Phrase, near: tuple[Candidate, ...], size: Size) -> str:
    if not near:
        return f"“{phrase}” cannot be seen"
    return f"“{phrase}” cannot be seen; what comes close: " + ", ".join(describe(c.element, size) for c in near[:3])


def picked(answer: str, options: Sequence[Element], size: Size) -> Element | None:
    """The option that the person's answer means: a number, its text, or its place."""
    if answer.strip(" .)#").isdigit():
        number = int(answer.strip(" .)#"))
        return options[number - 1] if 1 <= number <= len(options) else None
    bare = re.sub(rf"{MARK}|[\"“”„«»`]", "", answer)
    phrase = read_phrase(bare, Quoted(bare, ()))
    if phrase.words and not any(phrase.place) and not phrase.order:
        return locate(phrase, options, size, purpose=LOOK).element
    if phrase.order:
        ordered = in_reading_order(options)
        index = phrase.order - 1 if phrase.order > 0 else phrase.order
        return ordered[index] if -len(ordered) <= index < len(ordered) else None
    if any(phrase.place):
        return nearness(phrase.place, options)
    return None
