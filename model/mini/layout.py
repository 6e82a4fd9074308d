"""Where things are: places, bands, reading order, and how things lie to each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bridges.coordinates import Box, Size
from model.base import Element
from model.mini.lexicon import BANDS
from model.mini.phrase import Where


def band_box(band: str, area: Box) -> Box:
    """A part of a window that has no element of its own, such as the toolbar."""
    left, top, right, bottom = BANDS[band]
    return Box(
        area.left + left * area.width,
        area.top + top * area.height,
        area.left + right * area.width,
        area.top + bottom * area.height,
    )


def place_factor(place: tuple[str, str], box: Box, area: Box) -> float:
    """1 at the named place of the area, less the further away, 0.3 and less in another part."""
    vertical, horizontal = place
    if not vertical and not horizontal:
        return 1.0
    y = (box.center.y - area.top) / max(area.height, 1)
    x = (box.center.x - area.left) / max(area.width, 1)
    distance = max(_off(vertical, y), _off(horizontal, x))
    return 1.0 - 0.4 * distance if distance <= 0.5 else 0.3


def _off(side: str, at: float) -> float:
    goal = {"top": 0.0, "left": 0.0, "middle": 0.5, "bottom": 1.0, "right": 1.0}.get(side)
    return 0.0 if goal is None else abs(at - goal) * (2 if side == "middle" else 1)


def nearness(place: tuple[str, str], options: Sequence[Element]) -> Element | None:
    """The option that lies furthest towards the place, or None where two are level."""
    vertical, horizontal = place
    down = {"top": -1.0, "bottom": 1.0}.get(vertical, 0.0)
    right = {"left": -1.0, "right": 1.0}.get(horizontal, 0.0)
    ordered = sorted(options, key=lambda e: -(e.box.center.y * down + e.box.center.x * right))
    if len(ordered) > 1:
        first, second = (e.box.center.y * down + e.box.center.x * right for e in ordered[:2])
        if first - second < 4:
            return None
    return ordered[0] if ordered else None


def in_reading_order(elements: Sequence[Element]) -> list[Element]:
    """Row by row from the top, each row from the left."""
    rows: list[list[Element]] = []
    for element in sorted(elements, key=lambda e: e.box.center.y):
        if rows and abs(element.box.center.y - rows[-1][0].box.center.y) < max(6.0, 0.5 * element.box.height):
            rows[-1].append(element)
        else:
            rows.append([element])
    return [element for row in rows for element in sorted(row, key=lambda e: e.box.left)]


def whereabouts(box: Box, size: Size) -> str:
    """Where on the screen, by thirds: "at the top left (12, 8)"."""
    vertical = ("top", "", "bottom")[min(2, int(3 * box.center.y / max(size.height, 1)))]
    horizontal = ("left", "", "right")[min(2, int(3 * box.center.x / max(size.width, 1)))]
    place = f"{vertical} {horizontal}".strip()
    exact = f"({box.center.x:.0f}, {box.center.y:.0f})"
    return f"at the {place} {exact}" if place else f"in the middle {exact}"


def relation_factors(
    where: Where, candidates: Sequence[Element], anchors: Sequence[Element], elements: Sequence[Element]
) -> list[float]:
    """For each candidate how well it lies to the nearest anchor, 0 to 1; the nearest of them 1."""
    gaps = [
        min((_gap(where, candidate, anchor, elements) for anchor in anchors), default=math.inf)
        for candidate in candidates
    ]
    nearest = min(gaps, default=math.inf)
    if where in ("row", "inside"):
        return [1.0 if gap < math.inf else 0.0 for gap in gaps]
    return [(nearest + 12) / (gap + 12) if gap < math.inf else 0.0 for gap in gaps]


def _gap(where: Where, element: Element, anchor: Element, elements: Sequence[Element]) -> float:
    """Pixels between the two, infinite where the relation does not hold."""
    box, other = element.box, anchor.box
    dx = max(other.left - box.right, box.left - other.right, 0.0)
    dy = max(other.top - box.bottom, box.top - other.bottom, 0.0)
    in_row = dy == 0 and min(box.bottom, other.bottom) - max(box.top, other.top) > 0.3 * min(box.height, other.height)
    holds = {
        "near": True,
        "row": in_row,
        "left of": box.center.x < other.left and (in_row or dy < box.height),
        "right of": box.center.x > other.right and (in_row or dy < box.height),
        "above": box.center.y < other.top,
        "below": box.center.y > other.bottom,
        "inside": other.contains(box.center) or _within(element, anchor, elements),
    }[where]
    if not holds:
        return math.inf
    # What stands in the same row or column belongs together more than what is near across.
    if where == "near":
        return dx + dy if dx == 0 or in_row else 1.6 * math.hypot(dx, dy) + 20
    across = {"above": 2 * dx, "below": 2 * dx, "left of": 2 * dy, "right of": 2 * dy}.get(where, 0.0)
    return math.hypot(dx, dy) + across


def _within(element: Element, anchor: Element, elements: Sequence[Element]) -> bool:
    """Whether the anchor is among the element's enclosing elements."""
    seen = 0
    parent = element.parent
    while parent is not None and 0 <= parent < len(elements) and seen < 50:
        if elements[parent] is anchor:
            return True
        parent = elements[parent].parent
        seen += 1
    return False
