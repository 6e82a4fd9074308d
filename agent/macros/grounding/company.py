"""A target that can neither be recognised nor read, told by where it stands and among what: a sign that was misread."""

from __future__ import annotations

from collections.abc import Sequence

from agent.macros.file.target import Target
from agent.macros.grounding.anchoring import LETTERS, SIGNS, sayable
from agent.macros.grounding.icons import same_sign
from agent.reading import plain, shows, words_of
from bridges.base import Frame, Observation
from bridges.coordinates import Box
from model.base import Element

AROUND = 220.0
LEAST, SHARE = 3, 0.75
"""Neighbours whose words are known, at least, and the part of them that must stand there."""
OVERLAP = 0.5
SURE = 0.84
NEAREST, LEAD = 7, 0.2
"""Things with words that count as neighbours, and by how much the best must lead the second."""


def scaled_place(target: Target, seen: Observation) -> tuple[Box, float] | None:
    """Where the target is if all in the window grew with it, and by how much on average; None without a window."""
    place, window = target.place, seen.window_box
    if place is None or not place.window or window is None:
        return None
    across, down = window.width / max(place.within[0], 1.0), window.height / max(place.within[1], 1.0)
    box = place.box
    scaled = Box(box.left * across, box.top * down, box.right * across, box.bottom * down)
    return scaled.moved(window.left, window.top), (across + down) / 2


def by_company(
    target: Target, portrait: Frame | None, elements: Sequence[Element], seen: Observation
) -> tuple[Element, float] | None:
    """The thing of the same kind at the target's place among its old neighbours; None where its words say otherwise.

    A target with hardly any words must have the same sign on it, besides.
    """
    known = [words for words in target.near if sayable(words)]
    if target.anchor is not None or target.role == "unknown" or len(known) < LEAST:
        return None
    alike = [one for one in elements if one.role == target.role and _may_be(target, one)]
    found = _in_place(target, alike, elements, seen, known) or _among(alike, elements, known)
    if found is None or len(plain(target.words)) >= LETTERS or portrait is None:
        return found
    return found if same_sign(target, portrait, seen.frame, found[0]) else None


def _may_be(target: Target, one: Element) -> bool:
    return not sayable(words_of(one)) or shows(target.words, [words_of(one)])


def _in_place(
    target: Target, alike: Sequence[Element], elements: Sequence[Element], seen: Observation, known: Sequence[str]
) -> tuple[Element, float] | None:
    """Where it would be if all in the window grew with it, and its neighbours are around."""
    expected = scaled_place(target, seen)
    if expected is None:
        return None
    box, scale = expected
    here = [one for one in alike if _overlap(one.box, box) >= OVERLAP]
    around = [words_of(one) for one in elements if one.box.expanded(AROUND * scale).intersection(box).area]
    company = _share(known, around)
    return (here[0], SURE) if len(here) == 1 and company >= SHARE else None


def _among(alike: Sequence[Element], elements: Sequence[Element], known: Sequence[str]) -> tuple[Element, float] | None:
    """The one that has the old neighbours nearest to it, wherever that is."""
    named = [one for one in elements if sayable(words_of(one))]
    scored = sorted(((_company(one, named, known), at) for at, one in enumerate(alike)), reverse=True)
    if not scored or scored[0][0] < SHARE or (len(scored) > 1 and scored[1][0] > scored[0][0] - LEAD):
        return None
    return alike[scored[0][1]], SURE - 0.02


def _company(one: Element, named: Sequence[Element], known: Sequence[str]) -> float:
    """Part of the old neighbours that are among the nearest."""
    nearest = sorted((other for other in named if other is not one), key=lambda other: _apart(one.box, other.box))
    words = [words_of(other) for other in nearest[:NEAREST]]
    return _share(known, words)


def _share(known: Sequence[str], words: Sequence[str]) -> float:
    """Part of the known words that can be read among others."""
    signs = [one.translate(SIGNS) for one in words]
    return sum(shows(wanted.translate(SIGNS), signs) for wanted in known) / len(known)


def _apart(one: Box, other: Box) -> float:
    return abs(one.center.x - other.center.x) + abs(one.center.y - other.center.y)


def _overlap(one: Box, other: Box) -> float:
    shared = one.intersection(other).area
    return shared / max(one.area + other.area - shared, 1.0)
