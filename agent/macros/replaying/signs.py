"""Signs that a step had its effect, where something that came in between keeps its place from looking as recorded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from agent.difference import difference
from agent.macros.grounding.looks import equal, part
from bridges.base import Frame
from bridges.coordinates import Box

TILE = 24.0
"""Side of the pieces that are compared, in pixels: a hint may lie over a part of what changed."""


def shows(wanted: Frame, then: Frame, there: Frame, lit: Box | None = None) -> bool:
    """Whether a piece of a place looks as recorded (``wanted``) now (``there``) and did not before (``then``).

    All three are of one size, else nothing shows. ``lit`` is where the pointer may have changed the look by being
    there, which is no sign of anything.
    """
    if not then.shape == there.shape == wanted.shape:
        return False
    for tile in _tiles(difference(then, there).regions):
        if lit is not None and tile.intersection(lit).area > 0:
            continue
        if equal(part(there, tile), part(wanted, tile)) and not equal(part(there, tile), part(then, tile)):
            return True
    return False


def _tiles(regions: Sequence[Box]) -> list[Box]:
    return [
        Box(left, top, min(left + TILE, region.right), min(top + TILE, region.bottom))
        for region in regions
        for top in np.arange(region.top, region.bottom, TILE).tolist()
        for left in np.arange(region.left, region.right, TILE).tolist()
    ]
