"""The buttons of a title bar: a small square with a cross closes, what stands beside it is known by its place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.parse.ocr import Pixels
from model.parse.spans import Span

SMALLEST, LARGEST = 9, 36
"""Side of a title bar's button in pixels."""
FARTHEST = 48
"""Distance between the middles of two of them at most."""
NAMES = ("maximize window", "minimize window")


def name_captions(frame: Pixels, buttons: Sequence[Span]) -> dict[Span, str]:
    """What those among the given small spans do that bear a cross or stand left of one.

    A cross alone closes something; with like neighbours to the left, of which the nearer one maximizes, a window.
    """
    small = [span for span in buttons if SMALLEST <= span.width <= LARGEST and abs(span.width - span.height) <= 4]
    named: dict[Span, str] = {}
    for close in small:
        if not _has_cross(frame[close.top : close.bottom, close.left : close.right]):
            continue
        named[close] = "close"
        row = [span for span in small if span is not close and _like(span, close) and span.left < close.left]
        current = close
        for name in NAMES:
            nearer = [span for span in row if 0 < current.left - span.left <= FARTHEST]
            if not nearer:
                break
            current = max(nearer, key=lambda span: span.left)
            named[current], named[close] = name, "close window"
    return named


def _like(one: Span, other: Span) -> bool:
    """Same row and about the same size."""
    level = abs(one.top + one.bottom - other.top - other.bottom) <= 6
    return level and abs(one.width - other.width) <= 6 and abs(one.height - other.height) <= 10


def _has_cross(cut: Pixels) -> bool:
    """Whether the drawing in the middle has ink along both diagonals and little elsewhere."""
    drawn = _core(cut)
    if drawn is None:
        return False
    side = min(drawn.shape)
    steps = np.linspace(0, 1, side)
    rows = np.rint(steps * (drawn.shape[0] - 1)).astype(int)
    columns = np.rint(steps * (drawn.shape[1] - 1)).astype(int)
    falling, rising = drawn[rows, columns], drawn[rows, columns[::-1]]
    quarter = side // 4
    edges = (drawn[:quarter, quarter + 1 : -quarter - 1], drawn[quarter + 1 : -quarter - 1, :quarter])
    return min(falling.mean(), rising.mean()) > 0.8 and all(edge.size == 0 or edge.mean() < 0.35 for edge in edges)


def _core(cut: Pixels) -> NDArray[np.bool_] | None:
    """What is drawn in the inner part of a button, cropped; None where that is no square of a few pixels."""
    rim = max(2, min(cut.shape[:2]) // 5)
    inner = cut[rim:-rim, rim:-rim].astype(np.int16)
    if inner.size == 0:
        return None
    corner_colours = np.median(inner.reshape(-1, 3), axis=0)
    drawn: NDArray[np.bool_] = np.abs(inner - corner_colours).max(axis=2) > 50
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if rows.size < 5 or columns.size < 5:
        return None
    core = drawn[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return core if abs(core.shape[0] - core.shape[1]) <= 2 else None
