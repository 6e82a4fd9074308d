"""From the detector's maps to boxes: peaks of each kind, their distances to the four edges, doubles dropped.

The maps of one level of stride s have H/s × W/s cells: `heat`, one channel a kind, 0 where a neighbour is higher;
`edges`, for each group of kinds the natural logarithm of the distances from the cell's middle to the left, top, right
and bottom edge in units of s; `states`, for each group the logits of STATES. Kinds of different groups may lie on the
same spot (a picture in a button in a table's cell), so every group has its own edges and states.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.sight.kinds import KINDS, STATES, STATES_OF

STRIDES: Final = (4, 8, 16, 32)
LIMITS: Final = (16, 40, 96)
"""The shorter side of a box, in pixels, from which it belongs to the next level."""
GROUPS: Final = (
    ("icon", "checkbox", "radio", "switch", "handle", "image", "scrollbar"),
    ("button", "field", "combobox", "slider", "tab", "menuitem", "link"),
    ("listitem", "cell", "window", "menu"),
)
GROUP_OF: Final = tuple(next(at for at, group in enumerate(GROUPS) if kind in group) for kind in KINDS)
POSSIBLE: Final = np.array([[state in STATES_OF.get(kind, ()) for state in STATES] for kind in KINDS], np.float32)
MOST: Final = 1500
"""Candidates that are looked at, the surest first."""
SAME: Final = 0.55
"""Boxes of one group that overlap by more than this (intersection over union) are one thing."""

Floats = NDArray[np.float32]


class Level(NamedTuple):
    """The maps of one stride, channels first."""

    heat: Floats
    edges: Floats
    states: Floats


class Found(NamedTuple):
    """Boxes n × 4 (left, top, right, bottom in pixels), kinds n, scores n and states n × len(STATES).

    A state is a probability, 0 where the kind has no such state.
    """

    boxes: Floats
    kinds: NDArray[np.int64]
    scores: Floats
    states: Floats


def decode(levels: Sequence[Level], width: int, height: int, threshold: float) -> Found:
    """The boxes of all levels whose score reaches the threshold, surest first, clipped to the picture."""
    parts = [_peaks(level, stride, threshold) for level, stride in zip(levels, STRIDES, strict=True)]
    boxes, kinds, scores, states = (np.concatenate(column) for column in zip(*parts, strict=True))
    boxes = np.clip(boxes, 0, np.array([width, height, width, height], np.float32)).astype(np.float32)
    real = (boxes[:, 2] - boxes[:, 0] > 2) & (boxes[:, 3] - boxes[:, 1] > 2)
    order = np.flatnonzero(real)[np.argsort(-scores[real], kind="stable")][:MOST]
    kept = order[_singles(boxes[order], np.array(GROUP_OF)[kinds[order]])]
    return Found(boxes[kept], kinds[kept], scores[kept], states[kept])


def _peaks(level: Level, stride: int, threshold: float) -> Found:
    kinds, rows, columns = np.nonzero(level.heat >= threshold)
    groups = np.array(GROUP_OF, np.int64)[kinds]
    edges = level.edges.reshape(len(GROUPS), 4, *level.edges.shape[1:])[groups, :, rows, columns]
    logits = level.states.reshape(len(GROUPS), len(STATES), *level.states.shape[1:])[groups, :, rows, columns]
    reach = np.exp(np.clip(edges, -6, 7)) * stride
    x, y = (columns + 0.5) * stride, (rows + 0.5) * stride
    boxes = np.stack([x - reach[:, 0], y - reach[:, 1], x + reach[:, 2], y + reach[:, 3]], 1).astype(np.float32)
    certain = (POSSIBLE[kinds] / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)
    return Found(boxes, kinds, level.heat[kinds, rows, columns].astype(np.float32), certain)


def overlaps(one: Floats, other: Floats) -> Floats:
    """Intersection over union of every box of one with every box of the other, n × m."""
    low = np.maximum(one[:, None, :2], other[None, :, :2])
    high = np.minimum(one[:, None, 2:], other[None, :, 2:])
    shared = np.clip(high - low, 0, None).prod(2)
    areas = [(boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) for boxes in (one, other)]
    union: Floats = shared / np.maximum(areas[0][:, None] + areas[1][None] - shared, 1e-6)
    return union


def _singles(boxes: Floats, groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which boxes, surest first, do not repeat a surer one of their group."""
    double = (overlaps(boxes, boxes) > SAME) & (groups[:, None] == groups[None])
    keep = np.ones(len(boxes), bool)
    for at in range(len(boxes)):
        if keep[at]:
            keep[at + 1 :] &= ~double[at, at + 1 :]
    return np.flatnonzero(keep)
