"""Pictures that stand next to each other and were found as one: two cards, a row of photographs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from model.parse.merge import HOLDERS
from model.parse.ocr import Pixels
from model.parse.spans import Span, overlap
from model.parse.widgets import Widget

BESIDE: Final = 3
"""Pixels beside a picture where what it lies on is looked at."""
SAME: Final = 12
"""Difference of a channel up to which a pixel is of what the pictures lie on."""
GAP: Final = 6
"""Pixels between two pictures, at least."""
LEAST: Final = 24
"""Side of a picture, at least: smaller ones are letters of a sign."""
LIKE: Final = 0.7
"""The narrowest of such pictures to the widest, at least: others are parts of one drawing."""
MOST: Final = 8
TWICE: Final = 0.6
"""Share of the smaller of two boxes from which both are the same picture."""


def apart(widgets: Iterable[Widget], frame: Pixels) -> list[Widget]:
    """The same, with every picture that consists of several as these, each of them once."""
    whole: list[Widget] = []
    parts: list[Widget] = []
    for widget in widgets:
        found = _parts_of(widget, frame)
        (whole if len(found) == 1 else parts).extend(found)
    for part in parts:
        if all(overlap(part.span, one.span) < TWICE for one in whole if one.role not in HOLDERS):
            whole.append(part)
    return whole


def _parts_of(widget: Widget, frame: Pixels) -> list[Widget]:
    if widget.role != "image" or widget.texts:
        return [widget]
    span = widget.span
    ground = frame[max(0, span.top - BESIDE), max(0, span.left - BESIDE)].astype(np.int16)
    crop = frame[span.top : span.bottom, span.left : span.right].astype(np.int16)
    drawn = np.abs(crop - ground).max(2) > SAME
    for across in (True, False):
        line = drawn.any(0 if across else 1)
        runs = [run for run in _runs(line) if not _is_sliver(run, len(line))]
        if 2 <= len(runs) <= MOST and _alike([end - start for start, end in runs]):
            return [replace(widget, span=_cut(span, start, end, across=across)) for start, end in runs]
    return [widget]


def _is_sliver(run: tuple[int, int], length: int) -> bool:
    """Whether a box reaches a little into the next picture there."""
    return run[1] - run[0] < LEAST and (run[0] == 0 or run[1] == length)


def _runs(drawn: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """From where to where something is drawn; narrow gaps are parts of a picture."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], drawn, [False]]).astype(np.int8)))
    runs: list[tuple[int, int]] = []
    for start, end in edges.reshape(-1, 2).tolist():
        if runs and start - runs[-1][1] < GAP:
            start = runs.pop()[0]  # noqa: PLW2901 - the same picture goes on
        runs.append((start, end))
    return runs


def _alike(sides: list[int]) -> bool:
    return min(sides) >= LEAST and min(sides) >= LIKE * max(sides)


def _cut(span: Span, start: int, end: int, *, across: bool) -> Span:
    if across:
        return Span(span.left + start, span.top, span.left + end, span.bottom)
    return Span(span.left, span.top + start, span.right, span.top + end)
