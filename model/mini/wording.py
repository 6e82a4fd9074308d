# ruff: noqa: E501 - lists of words read better unbroken
"""The one thing on a screen whose words an instruction says in full, for where nothing surer tells what is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from model.base import Element
from model.pointer.matching import IDLE
from model.pointer.wording import words

RELATIONS: Final = frozenset(
    ["left", "right", "above", "below", "beneath", "beside", "next", "near", "between", "under", "over", "row", "column",
     "line", "first", "second", "third", "fourth", "fifth", "sixth", "last", "lowest", "highest", "top", "bottom", "corner",
     "middle", "upper", "lower", "leftmost", "rightmost", "topmost", "after", "before", "closest", "side", "edge"]
)  # fmt: skip
"""Words that tell a place by something else: what is named then may be that other thing."""
COMMON: Final = IDLE | frozenset(
    ["check", "checkbox", "radio", "option", "switch", "toggle", "item", "entry", "list", "cell", "drop", "down", "dropdown",
     "combo", "text", "label", "page", "header", "hyperlink", "control", "open", "go", "show", "turn", "off", "enable",
     "disable", "mark", "tick", "untick", "uncheck", "use", "activate"]
)  # fmt: skip
"""Words that say what is to be done or what kind of thing is meant, and name nothing."""
MORE: Final = 0.4
"""Share of an instruction's letters that may name something else."""


def said_in_full(instruction: str, elements: Sequence[Element]) -> Element | None:
    """The element all of whose words are said, of several the one that says most; None where that is not one alone.

    None too where the instruction tells of a place, or is mostly about something else.
    """
    said = {word.text for word in words(instruction)}
    found: list[tuple[int, Element, set[str]]] = []
    for element in elements:
        for text in (element.text, element.label, element.value):
            own = [word.text for word in words(text)]
            if own and said.issuperset(own) and not IDLE.issuperset(own):
                found.append((sum(map(len, own)), element, set(own)))
                break
    if not found or (said & RELATIONS) - set().union(*(own for _, _, own in found)):
        return None
    most = max(letters for letters, _, _ in found)
    best = [(element, own) for letters, element, own in found if letters == most]
    naming = said - COMMON
    if len(best) != 1 or sum(map(len, naming - best[0][1])) > MORE * max(1, sum(map(len, naming))):
        return None
    return best[0][0]
