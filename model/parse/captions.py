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
MINIMIZE, MAXIMIZE, CLOSE = "minimize window", "maximize window", "close window"


def name_captions(frame: Pixels, buttons: Sequence[Span]) -> dict[Span, str]:
    """What those among the given small spans do that bear a cross or stand left of one.

    A cross alone closes something; beside a frame that maximizes or a stroke that minimizes, a window. Other
    neighbours of a cross are tools of the page, unless the one beyond them is such a stroke.
    """
    small = [span for span in buttons if SMALLEST <= span.width <= LARGEST and abs(span.width - span.height) <= 4]
    named: dict[Span, str] = {}
    for close in small:
        if not _has_cross(frame[close.top : close.bottom, close.left : close.right]):
            continue
        named[close] = "close"
        row = [span for span in small if span is not close and _like(span, close) and span.left < close.left]
        nearer = _next(close, row)
        farther = _next(nearer, row) if nearer else None
        drawn, beyond = (_shape(frame, span) if span else "" for span in (nearer, farther))
        if nearer and drawn == "stroke":
            named[nearer], named[close] = MINIMIZE, CLOSE
        elif nearer and (drawn == "frame" or beyond == "stroke"):
            named[nearer], named[close] = MAXIMIZE, CLOSE
            if farther and beyond == "stroke":
                named[farther] = MINIMIZE
    return named


def _next(span: Span, row: Sequence[Span]) -> Span | None:
    """The next one to the left, if it is near."""
    near = [other for other in row if 0 < span.left - other.left <= FARTHEST]
    return max(near, key=lambda other: other.left, default=None)


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


def _shape(frame: Pixels, span: Span) -> str:
    """What is drawn: "stroke" for a flat line, "frame" for the outline of a square, else nothing."""
    drawn = _drawn(frame[span.top : span.bottom, span.left : span.right])
    if drawn is None:
        return ""
    height, width = drawn.shape
    if width >= 4 and height <= 0.4 * width:
        return "stroke" if drawn.mean() > 0.8 else ""
    if min(height, width) < 5 or not 0.6 < height / width < 1.7:
        return ""
    sides = (drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1])
    middle = drawn[height // 3 : height - height // 3, width // 3 : width - width // 3]
    return "frame" if min(side.mean() for side in sides) > 0.8 and middle.mean() < 0.3 else ""


def _core(cut: Pixels) -> NDArray[np.bool_] | None:
    """What is drawn in the inner part of a button, cropped; None where that is no square of a few pixels."""
    drawn = _drawn(cut)
    square = drawn is not None and min(drawn.shape) >= 5 and abs(drawn.shape[0] - drawn.shape[1]) <= 2
    return drawn if square else None


def _drawn(cut: Pixels) -> NDArray[np.bool_] | None:
    """What is drawn in the inner part of a button, cropped; None where nothing is."""
    rim = max(2, min(cut.shape[:2]) // 5)
    inner = cut[rim:-rim, rim:-rim].astype(np.int16)
    if inner.size == 0:
        return None
    edge = np.concatenate([inner[0], inner[-1], inner[:, 0], inner[:, -1]])
    ground = np.median(edge, axis=0)
    drawn: NDArray[np.bool_] = np.abs(inner - ground).max(axis=2) > 50
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    return drawn[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if rows.size else None
