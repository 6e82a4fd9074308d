"""Where two frames differ, as a few rectangles of whole tiles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.parse.ocr import Pixels
from model.parse.spans import Span, joined, touch

TILE = 40
"""Side of a tile in pixels."""
WHOLE = 0.7
"""From this share of changed area on, one look at the whole frame is cheaper than many at its parts."""


def changed_spans(before: Pixels | None, after: Pixels) -> list[Span]:
    """Rectangles that together hold every pixel that differs; the whole frame where there is nothing to compare with.

    Both frames are height × width × 3. No two rectangles overlap or touch.
    """
    height, width = after.shape[:2]
    whole = Span(0, 0, width, height)
    if before is None or before.shape != after.shape:
        return [whole]
    spans = _merged(_islands(_changed_tiles(before, after)))
    clipped = [
        Span(left * TILE, top * TILE, min(width, right * TILE), min(height, bottom * TILE))
        for left, top, right, bottom in spans
    ]
    if sum(span.width * span.height for span in clipped) > WHOLE * width * height:
        return [whole]
    return clipped


def _changed_tiles(before: Pixels, after: Pixels) -> NDArray[np.bool_]:
    """One flag per tile. Rows are compared four bytes at a time where their length allows it."""
    height, width = after.shape[:2]
    old = np.ascontiguousarray(before).reshape(height, width * 3)
    new = np.ascontiguousarray(after).reshape(height, width * 3)
    step = TILE * 3
    if width * 3 % 4 == 0:
        old, new, step = old.view(np.uint32), new.view(np.uint32), step // 4
    rows, columns = np.arange(0, height, TILE), np.arange(0, old.shape[1], step)
    tiles = np.zeros((len(rows), len(columns)), np.bool_)
    for index, top in enumerate(rows):
        band = slice(top, top + TILE)
        if not np.array_equal(old[band], new[band]):
            different = (old[band] != new[band]).any(axis=0)
            tiles[index] = np.logical_or.reduceat(different, columns)
    return tiles


def _islands(tiles: NDArray[np.bool_]) -> list[Span]:
    """Bounding boxes, in tiles, of changed tiles that touch, corners included."""
    import cv2

    if not tiles.any():
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(tiles.astype(np.uint8), connectivity=8)
    return [Span(int(left), int(top), int(left + wide), int(top + high)) for left, top, wide, high, _ in stats[1:count]]


def _merged(spans: list[Span]) -> list[Span]:
    """The same area in boxes that are apart: boxes that touch or overlap become one."""
    apart: list[Span] = []
    for span in spans:
        box = span
        while touching := [other for other in apart if touch(box, other)]:
            for other in touching:
                apart.remove(other)
                box = joined(box, other)
        apart.append(box)
    return apart
