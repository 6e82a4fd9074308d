"""What stood on a screen before something was laid over it: cards that were turned, numbers that were hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from bridges.coordinates import Box
from model.base import Element

if TYPE_CHECKING:
    from model.parse.screen import Screen

SHORT: Final = 24
"""Letters of what is remembered, at most."""
LOOKED_AT: Final = ("icon", "image")
"""Roles whose value tells what they look like."""
SAME: Final = 0.5
"""Share of the remembered places where something must still stand: on another page nothing is remembered."""
LARGER: Final = 12.0
"""So many times the area of what stood there something may have that hides it."""


class Place(NamedTuple):
    """Words, and where they stood."""

    box: Box
    words: str


class Recollection:
    """Remembers the words of the last screen of one task, and gives them to what covers them now.

    It is kept in memory alone: what a screen said is written nowhere.
    """

    def __init__(self) -> None:
        self._places: tuple[Place, ...] = ()

    def recall(self, screen: Screen, *, begins: bool) -> Screen:
        """The screen, where things without words have as their value what stood there before.

        ``begins``: nothing was done for this task yet, so that nothing is remembered.
        """
        known = () if begins else self._places
        bare = [at for at, element in enumerate(screen.elements) if _bare(element)]
        worded = [element.box for element in screen.elements if element.text]
        hidden: dict[int, Place] = {}
        kept = 0
        for place in known:
            stands = any(_meets(box, place.box) for box in worded)
            at = None if stands else next((at for at in bare if _hides(screen.elements[at].box, place.box)), None)
            kept += stands or at is not None
            if at is not None:
                hidden.setdefault(at, place)
        if kept < SAME * len(known):
            hidden = {}
        shown = [Place(element.box, element.text) for element in screen.elements if 0 < len(element.text) <= SHORT]
        self._places = (*shown, *hidden.values())
        if not hidden:
            return screen
        elements = tuple(
            element.model_copy(update={"value": hidden[at].words}) if at in hidden else element
            for at, element in enumerate(screen.elements)
        )
        return replace(screen, elements=elements)


def _bare(element: Element) -> bool:
    told = element.value and element.role not in LOOKED_AT
    return not element.text and not told and element.role != "window"


def _meets(box: Box, other: Box) -> bool:
    return box.contains(other.center) or other.contains(box.center)


def _hides(box: Box, other: Box) -> bool:
    return box.contains(other.center) and box.area <= LARGER * max(other.area, 1.0)
