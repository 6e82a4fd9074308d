"""How many even figures of a frame have the size and colour of one of them."""

from __future__ import annotations

from typing import Final

from bridges.coordinates import Box
from model.parse.ocr import Pixels
from model.parse.shapes import Area, find_areas, find_even

LIKE: Final = 0.9
"""The shorter of two sides to the longer one, from which two figures are of one size."""
SAME: Final = 12
"""Difference of a channel up to which two figures have one colour."""
MARGIN: Final = 4
"""Pixels that a figure may be larger than the box that is said to be its own: a larger one is the ground."""


def alike(frame: Pixels, box: Box) -> int:
    """Figures like the one in the middle of the box, itself among them; 0 where no figure is there."""
    areas = find_areas(frame, find_even(frame))
    held = [area for area in areas if _is_in_the_middle(area, box)]
    own = min(held, key=lambda area: area.span.width * area.span.height, default=None)
    return sum(_alike(own, other) for other in areas) if own is not None else 0


def _is_in_the_middle(area: Area, box: Box) -> bool:
    span, middle = area.span, box.center
    fits = span.width <= box.width + MARGIN and span.height <= box.height + MARGIN
    return fits and span.left <= middle.x < span.right and span.top <= middle.y < span.bottom


def _alike(one: Area, other: Area) -> bool:
    sides = ((one.span.width, other.span.width), (one.span.height, other.span.height))
    same = all(abs(a - b) <= SAME for a, b in zip(one.colour, other.colour, strict=True))
    return same and all(min(pair) >= LIKE * max(pair) for pair in sides)
