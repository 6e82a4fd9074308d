"""A target that can neither be recognised nor read, told by where it stands and among what: a sign that was misread."""

from __future__ import annotations

from collections.abc import Sequence

from agent.macros.anchoring import sayable
from agent.macros.schema import Target
from agent.reading import shows, words_of
from bridges.base import Observation
from bridges.coordinates import Box
from model.base import Element

AROUND = 220.0
LEAST, SHARE = 3, 0.75
"""Neighbours whose words are known, at least, and the part of them that must stand there."""
OVERLAP = 0.5
SURE = 0.84


def scaled_place(target: Target, seen: Observation) -> tuple[Box, float] | None:
    """Where the target is if all in the window grew with it, and by how much on average; None without a window."""
    place, window = target.place, seen.window_box
    if place is None or not place.window or window is None:
        return None
    across, down = window.width / max(place.within[0], 1.0), window.height / max(place.within[1], 1.0)
    box = place.box
    scaled = Box(box.left * across, box.top * down, box.right * across, box.bottom * down)
    return scaled.moved(window.left, window.top), (across + down) / 2


def by_company(target: Target, elements: Sequence[Element], seen: Observation) -> tuple[Element, float] | None:
    """The thing of the same kind at the target's place among its old neighbours; None where its words say otherwise."""
    expected = scaled_place(target, seen)
    known = [words for words in target.near if sayable(words)]
    if expected is None or target.anchor is not None or target.role == "unknown" or len(known) < LEAST:
        return None
    box, scale = expected
    here = [one for one in elements if one.role == target.role and _overlap(one.box, box) >= OVERLAP]
    if len(here) != 1 or (sayable(here[0].text) and not shows(target.words, [words_of(here[0])])):
        return None
    around = [words_of(one) for one in elements if one.box.expanded(AROUND * scale).intersection(box).area]
    company = sum(shows(words, around) for words in known) / len(known)
    return (here[0], SURE) if company >= SHARE else None


def _overlap(one: Box, other: Box) -> float:
    shared = one.intersection(other).area
    return shared / max(one.area + other.area - shared, 1.0)
