"""The parts of a frame in which anything is drawn: on even ground there is neither text nor a thing to look for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from model.parse.ocr import Pixels
from model.parse.spans import Span

CELL = 32
"""Side of a cell in pixels."""
EVEN = 6
"""Difference between neighbouring pixels, in any channel, up to which ground is even."""
GAP = 3
"""Cells of even ground across which a part may be cut in two."""
SAVES = 0.9
"""A cut is made where its two parts cost at most this share of the whole."""

Cost = Callable[[Span], float]


def drawn_parts(frame: Pixels, span: Span, cost: Cost) -> list[Span]:
    """Parts of a span, apart from each other, that together hold all that is drawn in it; none where nothing is.

    ``cost`` is what a look at a part costs, in any unit: a cut that does not pay is not made.
    """
    cells = _drawn_cells(frame[span.top : span.bottom, span.left : span.right])
    return [
        Span(
            span.left + left * CELL,
            span.top + top * CELL,
            min(span.right, span.left + right * CELL),
            min(span.bottom, span.top + bottom * CELL),
        )
        for left, top, right, bottom in _cut(cells, lambda part: cost(_scaled(part)))
    ]


def drawn_part(frame: Pixels, span: Span) -> Span | None:
    """The smallest part of whole cells that holds all that is drawn in a span; None where nothing is."""
    return next(iter(drawn_parts(frame, span, lambda _: 0.0)), None)


def _drawn_cells(picture: Pixels) -> NDArray[np.bool_]:
    """One flag per cell: whether neighbouring pixels differ in it."""
    import cv2

    edges = cv2.morphologyEx(picture, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).max(2)
    rows, columns = (np.arange(0, side, CELL) for side in edges.shape)
    most = np.maximum.reduceat(np.maximum.reduceat(edges, rows, axis=0), columns, axis=1)
    return np.asarray(most > EVEN)


def _scaled(part: Span) -> Span:
    return Span(*(edge * CELL for edge in part))


def _cut(cells: NDArray[np.bool_], cost: Cost, left: int = 0, top: int = 0) -> list[Span]:
    """Parts in cells, each trimmed, and cut in two at its widest gap as long as that pays (a recursive XY cut)."""
    rows, columns = np.flatnonzero(cells.any(1)), np.flatnonzero(cells.any(0))
    if not rows.size:
        return []
    left, top = left + int(columns[0]), top + int(rows[0])
    cells = cells[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    whole = [Span(left, top, left + cells.shape[1], top + cells.shape[0])]
    (down, below), (across, right) = _gap(rows), _gap(columns)
    if max(down, across) < GAP:
        return whole
    if down >= across:
        parts = [*_cut(cells[:below], cost, left, top), *_cut(cells[below:], cost, left, top + below)]
    else:
        parts = [*_cut(cells[:, :right], cost, left, top), *_cut(cells[:, right:], cost, left + right, top)]
    return parts if sum(map(cost, parts)) < SAVES * cost(whole[0]) else whole


def _gap(drawn: NDArray[np.intp]) -> tuple[int, int]:
    """The longest run of cells in between that are not among these, and where the first one after it is."""
    steps = np.diff(drawn)
    if not steps.size:
        return 0, 0
    widest = int(steps.argmax())
    return int(steps[widest]) - 1, int(drawn[widest + 1] - drawn[0])
