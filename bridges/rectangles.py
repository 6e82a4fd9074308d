"""Rectangles of whole pixels on a display."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Rectangle: TypeAlias = tuple[int, int, int, int]
"""left, top, right, bottom in root pixels; right and bottom exclusive."""
WASTE = 30_000
"""Pixels that may be read without need, to read two places at once."""


def common(one: Rectangle, other: Rectangle) -> Rectangle:
    """What two rectangles share; of no size where they share nothing."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    return left, top, max(left, min(one[2], other[2])), max(top, min(one[3], other[3]))


def area(place: Rectangle) -> int:
    return (place[2] - place[0]) * (place[3] - place[1])


def size(place: Rectangle) -> tuple[int, int]:
    return place[2] - place[0], place[3] - place[1]


def merged(places: Sequence[Rectangle]) -> list[Rectangle]:
    """Fewer rectangles that cover all of these, each with at most WASTE pixels that none of these covers."""
    found: list[tuple[Rectangle, int]] = []
    for place in places:
        grown, covered = place, area(place)
        while near := next((one for one in found if area(_around(one[0], grown)) <= one[1] + covered + WASTE), None):
            found.remove(near)
            grown, covered = _around(near[0], grown), covered + near[1]
        if covered > 0:
            found.append((grown, covered))
    return [place for place, _ in found]


def _around(one: Rectangle, other: Rectangle) -> Rectangle:
    if 0 in (area(one), area(other)):
        return one if area(other) == 0 else other
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
