"""How the elements of a screen stand to each other: neighbours, holders, and the lines that a person counts in.

What the boxes alone say only to who compares each with all others: which is the next on the right, which is the third
of its row. All of it is found from boxes and roles, in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.pointer.record import Edges
from model.pointer.wording import Floats

PLACES: Final = 6
"""Places in a line that are told apart, from either end."""
FAMILIES: Final = (
    ("button", "icon", "image"), ("field", "combobox"), ("text", "cell"), ("checkbox", "radio", "switch"),
    ("slider", "scrollbar"), ("tab", "menuitem", "menu"), ("listitem",), ("link",),
    ("window", "list", "unknown", "handle"),
)  # fmt: skip
"""Roles that are counted together."""
_FAMILY: Final = {role: at for at, family in enumerate(FAMILIES) for role in family}
HOLDING: Final = frozenset({"window", "list", "menu", "listitem", "unknown", "tab", "image", "cell", "button", "field"})
"""Roles that may hold other elements."""
SIDES: Final = 4
LINKS: Final = 2 * SIDES + 1
"""Numbers of others, -1 for none: the next on the left, right, above, below; the same of its family; its holder."""
LINES: Final = 2
"""The number of the row and of the column that an element is counted in."""
FIRSTS: Final = (SIDES + 1) * len(FAMILIES)
"""The nearest of each family on the left, right, above, below, and anywhere: what "the field under it" may mean."""
STOOD: Final = LINKS + LINES + FIRSTS + 1
"""All of these, and the number of an element's own family."""
COUNTS: Final = 4
"""Counted in: its row and its column without a wide gap, all that stands level with it, its family in its holder."""
STANDING: Final = COUNTS * (2 * PLACES + 1) + 2 * SIDES
"""Numbers of one element: its place in each of COUNTS from both ends and how many those are, what has no neighbour."""


class Standing(NamedTuple):
    """Links n × STOOD, LINKS then LINES, FIRSTS and the family; numbers n × STANDING."""

    links: Floats
    numbers: Floats


def standing(boxes: Sequence[Edges], roles: Sequence[str]) -> Standing:
    """How elements with these boxes (pixels) and roles stand."""
    count = len(boxes)
    links = np.full((count, STOOD), -1, np.float32)
    numbers = np.zeros((count, STANDING), np.float32)
    if not count:
        return Standing(links, numbers)
    box = np.array(boxes, np.float32).reshape(-1, 4)
    family = np.array([_FAMILY.get(role, len(FAMILIES) - 1) for role in roles])
    alike = family[:, None] == family[None]
    gaps = [*away(box), apart(box)]
    for side in range(SIDES):
        links[:, side] = _nearest(gaps[side])
        links[:, SIDES + side] = _nearest(np.where(alike, gaps[side], np.inf))
    links[:, 2 * SIDES] = holder = _holders(box, roles)
    outer = _outer(box, alike)
    alone = np.flatnonzero(outer == np.arange(count))
    rows, columns = _lines(box, family, 0, alone), _lines(box, family, 1, alone)
    links[:, LINKS], links[:, LINKS + 1] = _numbered(rows, count), _numbered(columns, count)
    held = [
        np.flatnonzero((holder == at) & (family == kind)).tolist() for at, kind in {*zip(holder, family, strict=True)}
    ]
    middle = (box[:, 1] + box[:, 3]) / 2
    held = [sorted(group, key=lambda at: (round(float(middle[at]) / 12), float(box[at, 0]))) for group in held]
    counted: tuple[list[list[int]], ...] = (rows, columns, _lines(box, None, 0, np.arange(count)), held)
    for group, lines in enumerate(counted):
        _counted(lines, numbers[:, group * (2 * PLACES + 1) :])
    for at in range(len(FAMILIES)):
        mine = np.flatnonzero(family == at)
        for side, far in enumerate(gaps if len(mine) else ()):
            best = _nearest(far[:, mine])
            links[:, LINKS + LINES + side * len(FAMILIES) + at] = np.where(best < 0, -1, mine[best.astype(int)])
    links[:, -1] = family
    links[:, LINKS : LINKS + LINES], numbers[:] = links[outer, LINKS : LINKS + LINES], numbers[outer]
    numbers[:, -2 * SIDES :] = links[:, : 2 * SIDES] < 0
    return Standing(links, numbers)


def away(box: Floats) -> list[Floats]:
    """On the left, right, above, below: how far each element (second axis) lies from each other, infinite elsewhere."""
    found: list[Floats] = []
    for axis in (0, 1):
        low, high = box[:, axis], box[:, axis + 2]
        near, far = box[:, 1 - axis], box[:, 3 - axis]
        size = np.maximum(far - near, 1)
        shared = np.minimum(far[:, None], far[None]) - np.maximum(near[:, None], near[None])
        beside = shared > 0.3 * np.minimum(size[:, None], size[None])
        askew = np.abs((near + far)[:, None] - (near + far)[None]) / 2
        slack = 0.2 * np.minimum(*np.broadcast_arrays((high - low)[:, None], (high - low)[None]))
        before = low[:, None] - high[None]
        after = low[None] - high[:, None]
        found += [
            np.where(beside & (gap > -slack), np.maximum(gap, 0) + 0.25 * askew, np.inf) for gap in (before, after)
        ]
    return found


def apart(box: Floats) -> Floats:
    """How far each lies from each other, wherever; infinite where one overlaps the other."""
    gaps = [
        np.maximum(
            np.maximum(box[:, None, axis] - box[None, :, axis + 2], box[None, :, axis] - box[:, None, axis + 2]), 0
        )
        for axis in (0, 1)
    ]
    far: Floats = np.hypot(*gaps)
    return np.where(far > 0, far, np.inf)


def _nearest(far: Floats) -> Floats:
    best = far.argmin(1)
    return np.where(np.isfinite(far[np.arange(len(far)), best]), best, -1).astype(np.float32)


def _holders(box: Floats, roles: Sequence[str]) -> Floats:
    """The smallest larger element that holds the middle of each, -1 for none."""
    x, y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
    area = (box[:, 2] - box[:, 0]) * (box[:, 3] - box[:, 1])
    may = np.array([role in HOLDING for role in roles])
    inside = (
        (box[None, :, 0] <= x[:, None]) & (x[:, None] < box[None, :, 2])
        & (box[None, :, 1] <= y[:, None]) & (y[:, None] < box[None, :, 3])
        & may[None] & (area[None] > 1.5 * area[:, None])
    )  # fmt: skip
    return _nearest(np.where(inside, area[None], np.inf).astype(np.float32))


def _outer(box: Floats, alike: NDArray[np.bool_]) -> NDArray[np.int64]:
    """What each is counted as: itself, or what it lies in, of its family and not much larger, as an icon's button."""
    middle, size = (box[:, :2] + box[:, 2:]) / 2, (box[:, 2:] - box[:, :2]).prod(1)
    inside = ((middle[:, None] > box[None, :, :2]) & (middle[:, None] < box[None, :, 2:])).all(2)
    inside &= alike & (size[None] > size[:, None]) & (size[None] < 8 * size[:, None])
    largest = np.where(inside, size[None], 0).argmax(1)
    return np.where(inside.any(1), largest, np.arange(len(box)))


def _lines(box: Floats, family: NDArray[np.int64] | None, axis: int, counted: NDArray[np.int64]) -> list[list[int]]:
    """Rows (axis 0) or columns (1), in order: things of a family and of like size without a wide gap between them.

    Without families: all that stands level. Only what is among `counted`.
    """
    cross = 1 - axis
    middle, size = (box[:, :2] + box[:, 2:]) / 2, np.maximum(box[:, 2:] - box[:, :2], 1)
    level = np.abs(middle[:, None, cross] - middle[None, :, cross]) < 0.3 * size[:, None, cross]
    if axis:
        level |= np.abs(box[:, None, 0] - box[None, :, 0]) < 0.3 * size[:, None, 1]
    if family is not None:
        ratio = size[None, :, 1] / size[:, None, 1]
        level &= (family[:, None] == family[None]) & (ratio > 0.6) & (ratio < 1.7)
    lines: list[list[int]] = []
    free = np.zeros(len(box), bool)
    free[counted] = True
    along = np.argsort(box[:, axis], kind="stable")
    for first in np.lexsort((middle[:, axis], middle[:, cross])):
        if free[first]:
            line = along[(level[first] & free)[along]]
            free[line] = False
            lines += [line.tolist()] if family is None else _unbroken(line.tolist(), box, axis)
    return lines


def _unbroken(line: list[int], box: Floats, axis: int) -> list[list[int]]:
    """A line, cut where a gap is much wider than most of its gaps."""
    if len(line) < 3:
        return [line]
    gaps = np.maximum(box[line[1:], axis] - box[line[:-1], axis + 2], 0).tolist()
    most = 1.8 * sorted(gaps)[len(gaps) // 2] + 10
    parts = [[line[0]]]
    for gap, at in zip(gaps, line[1:], strict=True):
        if gap > most:
            parts.append([])
        parts[-1].append(at)
    return parts


def _numbered(lines: list[list[int]], count: int) -> Floats:
    table = np.full(count, -1, np.float32)
    for number, line in enumerate(lines):
        table[line] = number
    return table


def _counted(lines: list[list[int]], table: Floats) -> None:
    """Write the place of each in its line from either end, and how long the line is."""
    for line in lines:
        for place, at in enumerate(line):
            back = len(line) - 1 - place
            if place < PLACES:
                table[at, place] = 1
            if back < PLACES:
                table[at, PLACES + back] = 1
            table[at, 2 * PLACES] = min(len(line), 12) / 12
