"""Where a typed text came: in a window that looks as recorded, the same keys have to come to the same place.

A text that went into another line or another field shows, too, and so passes for a change.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent.difference import difference
from agent.macros.whereabouts import in_row
from bridges.base import Observation
from bridges.coordinates import Box

MOST = 4
"""Regions that are kept, the largest."""
SHARE = 0.5
"""Part of the area that changed when recorded that has to change again: a clock or a count of letters alone is less."""


def arrivals(before: Observation, after: Observation) -> tuple[Box, ...]:
    """Where a text came, counted from the corner of its window; nothing where that moved meanwhile or is not known."""
    window = before.window_box
    if window is None or window != after.window_box or before.frame.shape != after.frame.shape:
        return ()
    inside = [one for one in difference(before.frame, after.frame).regions if window.contains(one.center)]
    largest = sorted(inside, key=lambda one: -one.area)[:MOST]
    return tuple(one.moved(-window.left, -window.top) for one in largest)


def arrived(came: Sequence[Box], before: Observation, seen: Observation) -> bool:
    """Whether most of it has changed again. A text of another length begins in the same place."""
    now = arrivals(before, seen)
    there = sum(one.area for one in came if any(_meet(one, other) for other in now))
    return there >= SHARE * sum(one.area for one in came)


def _meet(one: Box, other: Box) -> bool:
    return in_row(one, other) and min(one.right, other.right) > max(one.left, other.left)
