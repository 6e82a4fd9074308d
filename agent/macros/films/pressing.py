"""Which of its buttons a mouse was pressed with in a screen recording, and how often: told by what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from agent.macros.films.bursts import ON_IT, Burst, Change
from bridges.base import Frame
from bridges.coordinates import Box, FramePoint
from model.inverse import changed_regions

CORNER = 6
"""Pixels that a menu's corner may be off the pointer that it came up at."""
OPENED, WHOLE = 0.002, 0.5
"""Share of the screen from which something has opened, and from which it is more than a menu."""
UNLIKE = 24
"""Brightness steps from which a pixel is another one; a menu's shadow is less."""
EDGE, BEYOND = 0.65, 0.5
"""Share of a menu's edge that changed at least, and of the line before it at most."""
CHOSEN = 60
"""Brightness steps by which the ground of what is chosen differs, and of what is only pressed does not."""
CHOSEN_S, OPENS_S = 0.08, 0.7
"""How long a thing is seen chosen at least and at most until a second press opens it."""
LARGER = 6.0
"""Times that what opens is larger than the thing."""
LIKELY, DOUBTFUL = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Press:
    """How it was pressed."""

    do: Literal["click", "doubleclick", "rightclick"]
    most: float
    """How sure that may be at most."""
    why: str


def press_of(burst: Burst, why: str) -> Press:
    """A click as ``why`` says, unless a menu came up at the pointer, or a thing was first chosen and then opened."""
    if burst.pointer is not None:
        if _menu_at(burst, burst.pointer):
            return Press("rightclick", LIKELY, "a menu came up with its corner at the pointer")
        if _chosen_then_opened(burst, burst.pointer):
            return Press("doubleclick", DOUBTFUL, "it was chosen first, and then something opened")
    return Press("click", 1.0, why)


def _menu_at(burst: Burst, point: FramePoint) -> bool:
    height, width = burst.after.shape[:2]
    apart = np.abs(burst.before.astype(np.int16) - burst.after).max(2) > UNLIKE
    for box in changed_regions(burst.before, burst.after):
        if not box.expanded(CORNER).contains(point):
            continue
        for right, down in ((True, True), (False, True), (True, False), (False, False)):
            menu = Box(
                point.x if right else box.left, point.y if down else box.top,
                box.right if right else point.x, box.bottom if down else point.y,
            )  # fmt: skip
            large = OPENED * height * width <= menu.area <= WHOLE * height * width
            if large and _edged(apart, menu, right=right) and _edged(apart.T, _turned(menu), right=down):
                return True
    return False


def _edged(apart: NDArray[np.bool_], box: Box, *, right: bool) -> bool:
    """Whether what changed in a box begins at its left or its right side, within some pixels."""
    rows = apart[int(box.top) + CORNER : int(box.bottom) - CORNER]
    if not rows.size:
        return False
    side = int(box.left if right else box.right)
    shares = [
        float(rows[:, column].mean()) if 0 <= column < apart.shape[1] else 0.0
        for column in range(side - 2 * CORNER, side + 2 * CORNER + 1)
    ]
    if not right:
        shares.reverse()
    edge = next((at for at, share in enumerate(shares) if share >= EDGE), None)
    return edge is not None and CORNER <= edge <= 3 * CORNER and max(shares[: edge - 1], default=0.0) <= BEYOND


def _turned(box: Box) -> Box:
    """With rows and columns changed for each other."""
    return Box(box.top, box.left, box.bottom, box.right)


def _chosen_then_opened(burst: Burst, point: FramePoint) -> bool:
    before = burst.before
    for first in burst.changes:
        here = [one for one in first.boxes if one.expanded(ON_IT).contains(point)]
        chosen = next((one for one in here if _has_other_ground(before, first.frame, one)), None)
        if chosen is not None:
            return any(_opens(first, later, chosen) for later in burst.changes)
    return False


def _opens(first: Change, later: Change, chosen: Box) -> bool:
    """Whether more than the thing changed then, and something came in its place or in one piece."""
    large = LARGER * chosen.area
    whole = any(one.area >= large or one.intersection(chosen).area for one in later.boxes)
    return CHOSEN_S <= later.at - first.at <= OPENS_S and whole and sum(one.area for one in later.boxes) >= large


def _has_other_ground(before: Frame, after: Frame, box: Box) -> bool:
    place = np.s_[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    was, now = (np.median(frame[place].reshape(-1, 3), axis=0) for frame in (before, after))
    return bool(np.abs(was - now).max() >= CHOSEN)
