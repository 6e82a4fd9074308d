"""Rectangles of whole pixels and how they lie to one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Span(NamedTuple):
    """A rectangle of whole pixels, right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


class Crowd:
    """Many spans, of which those near a place are found fast."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._edges = np.array(spans, np.int64).reshape(-1, 4).T

    def near(self, span: Span, margin: int = 0) -> list[int]:
        """Indices of the spans that overlap a span, or come closer to it than a margin in pixels."""
        left, top, right, bottom = self._edges
        across = (left < span.right + margin) & (right > span.left - margin)
        return np.flatnonzero(across & (top < span.bottom + margin) & (bottom > span.top - margin)).tolist()


def touch(one: Span, other: Span) -> bool:
    """Whether two spans overlap or share an edge or corner."""
    return one.left <= other.right and other.left <= one.right and one.top <= other.bottom and other.top <= one.bottom


def joined(one: Span, other: Span) -> Span:
    """The smallest span that holds both."""
    return Span(
        min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom)
    )


def grown(span: Span, margin: int, width: int, height: int) -> Span:
    """A span with a margin all round, as far as the frame of that width and height reaches."""
    return Span(
        max(0, span.left - margin),
        max(0, span.top - margin),
        min(width, span.right + margin),
        min(height, span.bottom + margin),
    )


def inside(inner: Span, outer: Span) -> bool:
    """Whether the middle of one span lies in the other."""
    x, y = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return outer.left <= x < outer.right and outer.top <= y < outer.bottom


def share(part: Span, whole: Span) -> float:
    """Share of the first span that lies in the second."""
    return _common(part, whole) / max(1, part.width * part.height)


def overlap(one: Span, other: Span) -> float:
    """Share of the smaller span that both have in common."""
    return _common(one, other) / max(1, min(one.width * one.height, other.width * other.height))


def _common(one: Span, other: Span) -> int:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0, wide) * max(0, high)
