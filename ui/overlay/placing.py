"""Where a label goes: wholly on one monitor, near what it tells of, and never over what must be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize

MARGIN = 10
"""Pixels between a label and the edge of its monitor."""
GAP = 12
"""Pixels between a label and what it tells of."""


def beside(size: QSize, what: QRect, monitor: QRect, clear_of: Sequence[QRect]) -> QRect:
    """The place for a label of this size beside a target: below it, above, right, left, or in a corner."""
    return _best(size, _around(size, what, monitor), monitor, [what, *clear_of])


def at_edge(size: QSize, monitor: QRect, clear_of: Sequence[QRect]) -> QRect:
    """The place for what belongs to no target: at the bottom, or wherever it is out of the way."""
    return _best(size, (), monitor, clear_of)


def kept(size: QSize, place: QRect, monitor: QRect, clear_of: QRect | None) -> QRect | None:
    """The place for a label that has changed and should not move; None where it no longer fits there.

    It grows upwards where it would hide what is below it.
    """
    for corner in (place.topLeft(), QPoint(place.left(), place.bottom() + 1 - size.height())):
        same = QRect(corner, size)
        if monitor.contains(same) and not (clear_of and same.intersects(clear_of)):
            return same
    return None


def _best(size: QSize, corners: Iterator[QPoint] | tuple[()], monitor: QRect, clear_of: Sequence[QRect]) -> QRect:
    inside = monitor.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    least, best = None, QRect(inside.topLeft(), size)
    for corner in (*corners, *_edges(size, inside)):
        candidate = QRect(corner, size)
        if not inside.contains(candidate):
            continue
        hidden = sum(_area(candidate & other) for other in clear_of)
        if hidden == 0:
            return candidate
        if least is None or hidden < least:
            least, best = hidden, candidate
    return best


def _around(size: QSize, what: QRect, monitor: QRect) -> Iterator[QPoint]:
    right, bottom = monitor.right() + 1 - MARGIN - size.width(), monitor.bottom() + 1 - MARGIN - size.height()
    x = max(monitor.left() + MARGIN, min(what.left(), right))
    y = max(monitor.top() + MARGIN, min(what.top(), bottom))
    yield QPoint(x, what.bottom() + 1 + GAP)
    yield QPoint(x, what.top() - GAP - size.height())
    yield QPoint(what.right() + 1 + GAP, y)
    yield QPoint(what.left() - GAP - size.width(), y)


def _edges(size: QSize, inside: QRect) -> Iterator[QPoint]:
    left, top = inside.left(), inside.top()
    right, bottom = inside.right() + 1 - size.width(), inside.bottom() + 1 - size.height()
    middle = (left + right) // 2
    for y in (bottom, top, (top + bottom) // 2):
        for x in (middle, right, left):
            yield QPoint(x, y)


def _area(place: QRect) -> int:
    return max(0, place.width()) * max(0, place.height())
