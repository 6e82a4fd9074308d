"""Where a target was in its window and on the screen, and where it is expected by that."""

from __future__ import annotations

from collections.abc import Iterable

from agent.macros.file.target import Place
from agent.macros.grounding import looks
from bridges.base import Observation
from bridges.coordinates import Box, FramePoint

SIDE_BY_SIDE = 0.5
"""Part of the lower one's height by which two things of one row overlap."""


def place_of(seen: Observation, box: Box, point: FramePoint | None = None) -> Place:
    """Where a box is now, and where in it a point is; by the focused window where that holds the point."""
    height, width = seen.frame.shape[:2]
    window = seen.window_box if seen.window_box and seen.window_box.contains(point or box.center) else None
    corner = (window.left, window.top) if window else (0.0, 0.0)
    size = (window.width, window.height) if window else (float(width), float(height))
    at = (0.5, 0.5)
    if point is not None:
        at = ((point.x - box.left) / max(box.width, 1), (point.y - box.top) / max(box.height, 1))
    return Place(box=box.moved(-corner[0], -corner[1]), within=size, at=at, window=window is not None, corner=corner)


def places(place: Place | None, seen: Observation) -> tuple[Box, ...]:
    """Where the target is expected now: by its window's corner, its other corners, its middle, and by the screen."""
    if place is None:
        return ()
    height, width = seen.frame.shape[:2]
    window = seen.window_box if place.window else Box(0, 0, width, height)
    window = window or Box(*place.corner, place.corner[0] + place.within[0], place.corner[1] + place.within[1])
    wider, higher = window.width - place.within[0], window.height - place.within[1]
    shifts = [(0.0, 0.0), (wider, 0.0), (0.0, higher), (wider, higher), (wider / 2, 0.0), (wider / 2, higher)]
    boxes = [place.box.moved(window.left + x, window.top + y) for x, y in shifts]
    if place.window:
        boxes.append(place.box.moved(*place.corner))
    return tuple(dict.fromkeys(boxes))


def distance(box: Box, expected: Iterable[Box]) -> float:
    return min((abs(box.center.x - e.center.x) + abs(box.center.y - e.center.y) for e in expected), default=1e9)


def in_row(one: Box, other: Box) -> bool:
    """Whether two boxes stand side by side, or two places on one line of writing."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= SIDE_BY_SIDE * min(one.height, other.height)


def gap(one: Box, other: Box) -> float:
    """Pixels between two boxes, across and down together."""
    across = max(one.left - other.right, other.left - one.right, 0.0)
    return across + max(one.top - other.bottom, other.top - one.bottom, 0.0)


def within(box: Box, at: tuple[float, float]) -> FramePoint:
    x = min(max(at[0], 0.02), 0.98)
    y = min(max(at[1], 0.02), 0.98)
    return FramePoint(box.left + x * box.width, box.top + y * box.height)


def small(box: Box) -> bool:
    return box.width < looks.AROUND * 20 and box.height < looks.AROUND * 8
