"""The elements of a screen as numbers: roles, states, places, order; what does not depend on the task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.base import Element
from model.pointer.record import VECTOR, Done, Edges
from model.pointer.wording import Floats, words

MOST: Final = 256
"""Elements that are read; of more, those outside the focused window and plain texts go first."""
ROLES: Final = (
    "text", "button", "field", "checkbox", "radio", "switch", "slider", "tab", "menu", "menuitem", "link", "icon",
    "image", "list", "listitem", "cell", "scrollbar", "combobox", "window", "unknown", "handle",
)  # fmt: skip
"""The order is that of the inputs: append, never reorder."""
_ROLE_AT: Final = {role: at for at, role in enumerate(ROLES)}
STATES: Final = ("checked", "selected", "disabled", "focused", "editable", "expanded")
ORDINALS: Final = 8
"""Places in an order that are told apart, from either end."""
WAVES: Final = (1.0, 2.0, 4.0, 8.0)
ACTED: Final = 5
"""Numbers about what was done to an element."""


class Item(NamedTuple):
    """One element as the pointer reads it."""

    box: Edges
    role: str
    text: str
    label: str
    value: str
    states: frozenset[str]


class Items(NamedTuple):
    """What is on one screen."""

    items: tuple[Item, ...]
    vectors: Floats
    """Icon vectors n × 256; a row of zeros where the element has none."""
    size: tuple[int, int]
    window: Edges | None = None


def from_elements(
    elements: Sequence[Element], vectors: Floats | None, size: tuple[int, int], window: Edges | None = None
) -> Items:
    """The elements of a parse."""
    items = tuple(
        Item((e.box.left, e.box.top, e.box.right, e.box.bottom), e.role, e.text, e.label, e.value, e.states)
        for e in elements
    )
    if vectors is None:
        vectors = np.zeros((len(items), VECTOR), np.float32)
    return Items(items, vectors, size, window)


def kept(seen: Items, always: Sequence[int] = ()) -> list[int]:
    """Which elements are read, in their order: all where they are few enough."""
    count = len(seen.items)
    if count <= MOST:
        return list(range(count))

    def rank(at: int) -> tuple[bool, bool, bool, int]:
        item = seen.items[at]
        outside = seen.window is not None and not _inside(item.box, seen.window)
        return (at not in always, outside, item.role == "text" and len(item.text) > 40, at)

    return sorted(sorted(range(count), key=rank)[:MOST])


def _inside(box: Edges, outer: Edges) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x < outer[2] and outer[1] <= y < outer[3]


def unit(items: Sequence[Item]) -> float:
    """The screen's own measure of length: the middle height of its texts, in pixels."""
    heights = sorted(item.box[3] - item.box[1] for item in items if item.role == "text" and item.text)
    return min(max(heights[len(heights) // 2], 8.0), 60.0) if heights else 16.0


def boxes(seen: Items) -> Floats:
    """Edges n × 4, in units of the screen."""
    array = np.array([item.box for item in seen.items], np.float32).reshape(-1, 4)
    scaled: Floats = array / np.float32(unit(seen.items))
    return scaled


def features(seen: Items, history: Sequence[Done] = ()) -> Floats:
    """Numbers n × FEATURES: role, states, place on the screen and in the window, size, order, what was done."""
    count = len(seen.items)
    if not count:
        return np.zeros((0, FEATURES), np.float32)
    parts = [_roles(seen.items), _states(seen.items), _places(seen), _orders(seen.items), _acted(seen.items, history)]
    parts.append((np.abs(seen.vectors).sum(1, keepdims=True) > 0).astype(np.float32))
    joined: Floats = np.concatenate(parts, 1)
    return joined


def with_past(table: Floats, items: Sequence[Item], history: Sequence[Done]) -> Floats:
    """`features` of a screen without a past, with what was done since."""
    if not history or not len(items):
        return table
    changed = table.copy()
    changed[:, -1 - ACTED : -1] = _acted(items, history)
    return changed


def _roles(items: Sequence[Item]) -> Floats:
    table = np.zeros((len(items), len(ROLES)), np.float32)
    for at, item in enumerate(items):
        table[at, _ROLE_AT.get(item.role, _ROLE_AT["unknown"])] = 1
    return table


def _states(items: Sequence[Item]) -> Floats:
    rows = [
        [*(state in item.states for state in STATES), bool(item.text), bool(item.label), bool(item.value)]
        for item in items
    ]
    return np.array(rows, np.float32)


def _places(seen: Items) -> Floats:
    array = np.array([item.box for item in seen.items], np.float32)
    width, height = seen.size
    window = seen.window or (0, 0, width, height)
    around: list[NDArray[np.float32]] = []
    for left, top, right, bottom in ((0, 0, width, height), window):
        across, down = max(right - left, 1), max(bottom - top, 1)
        share = (array - np.array([left, top, left, top], np.float32)) / np.array([across, down, across, down])
        share = np.clip(share, -1, 2)
        middle = (share[:, :2] + share[:, 2:]) / 2
        around += [share, middle]
        if not around[2:]:
            around += [wave(np.pi * rate * middle) for rate in WAVES for wave in (np.sin, np.cos)]
    sides = (array[:, 2:] - array[:, :2]) / unit(seen.items)
    around.append(np.log1p(np.clip(sides, 0, None)) / 3)
    around.append(np.log(np.clip(sides[:, :1], 0.1, None) / np.clip(sides[:, 1:], 0.1, None)) / 3)
    known = seen.window is not None
    flags = [[known, not known or _inside(item.box, window)] for item in seen.items]
    around.append(np.array(flags, np.float32))
    return np.concatenate(around, 1).astype(np.float32)


def _orders(items: Sequence[Item]) -> Floats:
    """Place among the elements of the same role, and among those that say the same, from both ends."""
    rows = np.zeros((len(items), 2, 2 * ORDINALS + 1), np.float32)
    texts = [" ".join(word.text for word in words(item.text or item.label)) for item in items]
    for group, keys in enumerate(([item.role for item in items], texts)):
        totals = Counter(keys)
        met: Counter[str] = Counter()
        for at, key in enumerate(keys):
            place, back = met[key], totals[key] - 1 - met[key]
            met[key] += 1
            if not key:
                continue
            if place < ORDINALS:
                rows[at, group, place] = 1
            if back < ORDINALS:
                rows[at, group, ORDINALS + back] = 1
            rows[at, group, -1] = min(totals[key], 12) / 12
    return rows.reshape(len(items), -1)


def _acted(items: Sequence[Item], history: Sequence[Done]) -> Floats:
    rows = np.zeros((len(items), ACTED), np.float32)
    for age, done in enumerate(reversed(history)):
        if done.point is None:
            continue
        x, y = done.point
        for at, item in enumerate(items):
            if item.box[0] <= x < item.box[2] and item.box[1] <= y < item.box[3]:
                rows[at, 0] = min(rows[at, 0] + 0.34, 1)
                rows[at, 1] = max(rows[at, 1], age == 0)
                rows[at, 2] = max(rows[at, 2], bool(done.text))
                rows[at, 3] = max(rows[at, 3], age == 0 and not done.ok)
                rows[at, 4] = max(rows[at, 4], 1 / (1 + age))
    return rows


ORDERS: Final = 2 * (2 * ORDINALS + 1)
PLACES: Final = 6 + 2 * len(WAVES) * 2 + 6 + 2 + 1 + 2
FEATURES: Final = len(ROLES) + len(STATES) + 3 + PLACES + ORDERS + ACTED + 1
