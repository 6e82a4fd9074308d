"""Shapes on a screen by classical vision: even areas closed in by an edge (buttons, fields), and compact drawings.

An even area is a set of neighbouring pixels whose colour changes by little from one to the next. The inside of a
button is one, with holes where its text stands; so is the page of a document, which is told apart by its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.parse.ocr import Pixels
from model.parse.spans import Span

STEP = 6
"""Largest difference between neighbouring pixels of one even area, in any channel."""
SMALLEST, LARGEST = 7, 1600
"""Sides of an even area that may be a widget, in pixels."""
TALLEST = 260
LINE = 41
"""Straight edges from this length on belong to borders, not to drawings."""
ICON_SMALLEST, ICON_LARGEST = 8, 72
MARK_SMALLEST, MARK_LARGEST = 10, 24
CORE = 0.6
"""Part of a radio button's radius inside of its ring."""


@dataclass(frozen=True, slots=True)
class Area:
    """An even area closed in by an edge."""

    span: Span
    filled: float
    """Share of the box that is even: 1 for an empty rectangle, less where something stands inside."""
    corners: float
    """Share of the box's four corner squares that is even: a third for a circle, most of it for a rectangle."""
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A compact blob of edges that is no text."""

    span: Span
    density: float


def find_even(frame: Pixels) -> Pixels:
    """1 where a pixel of an RGB frame differs little from its right and lower neighbours, else 0."""
    return (_steps(frame) <= STEP).astype(np.uint8)


def _steps(frame: Pixels) -> Pixels:
    """Per pixel the largest channel difference to its right and lower neighbours."""
    import cv2

    height, width = frame.shape[:2]
    steps = np.zeros((height, width), np.uint8)
    if width > 1:
        steps[:, :-1] = _strongest(cv2.absdiff(frame[:, 1:], frame[:, :-1]))
    if height > 1:
        np.maximum(steps[:-1], _strongest(cv2.absdiff(frame[1:], frame[:-1])), out=steps[:-1])
    return steps


def _strongest(difference: NDArray[Any]) -> Pixels:
    import cv2

    red, green, blue = cv2.split(difference.reshape(difference.shape[0], -1, 3))
    return np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)


def find_areas(frame: Pixels, even: Pixels) -> list[Area]:
    """The even areas of an RGB frame that have the size of a widget."""
    import cv2

    _count, labels, stats, _ = cv2.connectedComponentsWithStats(even, connectivity=4)
    wide, high, size = stats.T[2:]
    fits = (wide >= SMALLEST) & (high >= SMALLEST) & (wide <= LARGEST) & (high <= TALLEST) & (size > 0.45 * wide * high)
    fits[0] = False
    areas = []
    for label in np.flatnonzero(fits):
        x, y, w, h, area = (int(number) for number in stats[label])
        inside = labels[y : y + h, x : x + w] == label
        middle = np.argwhere(inside)[area // 2]
        red, green, blue = (int(value) for value in frame[y + middle[0], x + middle[1]])
        areas.append(Area(Span(x, y, x + w, y + h), area / (w * h), _corners(inside), (red, green, blue)))
    return areas


def _corners(inside: NDArray[np.bool_]) -> float:
    side = max(1, min(inside.shape) // 4)
    squares = (inside[:side, :side], inside[:side, -side:], inside[-side:, :side], inside[-side:, -side:])
    return float(np.mean([square.mean() for square in squares]))


def find_drawings(even: Pixels, texts: Sequence[Span], framed: Sequence[Span]) -> list[Drawing]:
    """Compact blobs of edges, leaving out what lies under pieces of text and the frames around the given boxes."""
    import cv2

    edges = 1 - even
    for text in texts:
        edges[max(0, text.top - 3) : text.bottom + 3, max(0, text.left - 3) : text.right + 3] = 0
    for box in framed:
        cv2.rectangle(edges, (box.left - 2, box.top - 2), (box.right + 1, box.bottom + 1), 0, thickness=5)
    across = cv2.morphologyEx(edges, cv2.MORPH_OPEN, np.ones((1, LINE), np.uint8))
    down = cv2.morphologyEx(edges, cv2.MORPH_OPEN, np.ones((LINE, 1), np.uint8))
    edges[(across > 0) | (down > 0)] = 0
    joined = cv2.dilate(edges, np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    drawings = []
    for x, y, w, h, _ in stats[1:count]:
        span = Span(int(x) + 2, int(y) + 2, int(x + w) - 2, int(y + h) - 2)
        short, long = sorted((span.width, span.height))
        if not (ICON_SMALLEST <= long <= ICON_LARGEST and short * 3 >= long):
            continue
        density = float(edges[span.top : span.bottom, span.left : span.right].mean())
        if density > 0.1:
            drawings.append(Drawing(span, density))
    return drawings


def find_marks(even: Pixels) -> tuple[list[Span], list[Span]]:
    """Small drawings with a square frame, and round ones: check boxes and radio buttons, ticked or not.

    The round ones look the same mirrored both ways, which few icons do.
    """
    import cv2

    edges = 1 - even
    stats = cv2.connectedComponentsWithStats(edges, connectivity=8)[2]
    wide, high = stats[:, 2], stats[:, 3]
    fits = (wide >= MARK_SMALLEST) & (wide <= MARK_LARGEST) & (abs(wide - high) <= 1)
    fits[0] = False
    squares, discs = [], []
    for x, y, w, h, _ in stats[fits]:
        span = Span(int(x), int(y), int(x + w), int(y + h))
        drawn = edges[span.top : span.bottom, span.left : span.right] > 0
        if _is_framed(drawn):
            squares.append(span)
        elif _is_round(drawn):
            discs.append(span)
    return squares, discs


def _is_framed(drawn: NDArray[np.bool_]) -> bool:
    """Whether all four sides are drawn from end to end, and the corners at most a little rounded."""
    sides = (drawn[:2], drawn[-2:], drawn[:, :2].T, drawn[:, -2:].T)
    corners = (drawn[:2, :2], drawn[:2, -2:], drawn[-2:, :2], drawn[-2:, -2:])
    return all(corner.any() for corner in corners) and all(
        np.asarray(side.any(axis=0))[2:-2].mean() > 0.9 for side in sides
    )


def _is_round(drawn: NDArray[np.bool_]) -> bool:
    corner = drawn.shape[1] // 5
    corners = (drawn[:corner, :corner], drawn[:corner, -corner:], drawn[-corner:, :corner], drawn[-corner:, -corner:])
    y, x = np.ogrid[-1 : 1 : drawn.shape[0] * 1j, -1 : 1 : drawn.shape[1] * 1j]
    core = drawn & (x * x + y * y < CORE * CORE)
    return (
        all(square.mean() <= 0.25 for square in corners)
        and _on_circle(drawn) > 0.85
        and _symmetric(drawn)
        and (not core.any() or _symmetric(core))
    )


def _on_circle(drawn: NDArray[np.bool_]) -> float:
    """Share of the directions from the middle in which something is drawn near the rim."""
    radius = (drawn.shape[0] - 1) / 2
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    met = np.zeros(24, np.bool_)
    for reach in (radius, radius - 1, radius - 2):
        y = np.rint(radius + reach * np.sin(angles)).astype(int)
        x = np.rint(radius + reach * np.cos(angles)).astype(int)
        met |= drawn[y.clip(0, drawn.shape[0] - 1), x.clip(0, drawn.shape[1] - 1)]
    return float(met.mean())


def _symmetric(drawn: NDArray[np.bool_]) -> bool:
    return min(_likeness(drawn, drawn[::-1]), _likeness(drawn, drawn[:, ::-1]), _likeness(drawn, drawn.T)) > 0.7


def _likeness(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    side = min(*one.shape, *other.shape)
    one, other = one[:side, :side], other[:side, :side]
    return float((one & other).sum() / max(1, (one | other).sum()))
