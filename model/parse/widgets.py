"""From shapes and the places of text to widgets: which area is a button, a field or a check box, which blob an icon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from model.base import Role
from model.parse.lines import Span
from model.parse.ocr import Pixels
from model.parse.shapes import Area, find_areas, find_drawings, find_even

MARK_SMALLEST, MARK_LARGEST = 8, 24
"""Inner side of a check box or radio button in pixels."""
LOWEST, HIGHEST = 13, 90
"""Height of a button in pixels."""
WIDEST_BUTTON = 420
ROUND = 0.35
"""Corners less filled than this make a circle."""


@dataclass(frozen=True, slots=True)
class Widget:
    """A box that looks like a widget. `texts` are indices of the pieces of text that belong to it."""

    span: Span
    role: Role
    texts: tuple[int, ...] = ()
    states: frozenset[str] = frozenset()
    confidence: float = 0.7
    glyph: Span | None = None
    """Something drawn inside that no piece of text covers: an icon, or a lone character that was missed."""


@dataclass(slots=True)
class _Scene:
    """What classification looks at."""

    frame: Pixels
    even: Pixels
    texts: Sequence[Span]
    widgets: list[Widget] = field(default_factory=list)


def find_widgets(frame: Pixels, texts: Sequence[Span]) -> list[Widget]:
    """Widgets of an RGB frame, given where its text is."""
    scene = _Scene(frame, find_even(frame), texts)
    areas = _without_letters(find_areas(frame, scene.even), texts)
    for area in areas:
        widget = _mark(scene, area) or _control(scene, area, areas)
        if widget is not None:
            scene.widgets.append(widget)
    scene.widgets = _outermost(scene.widgets)
    covered = [texts[index] for index in range(len(texts))]
    for drawing in find_drawings(scene.even, covered, [widget.span for widget in scene.widgets]):
        if not any(overlap(drawing.span, widget.span) > 0.5 for widget in scene.widgets):
            scene.widgets.append(Widget(drawing.span, "icon", confidence=min(0.9, 0.4 + drawing.density)))
    return scene.widgets


def _without_letters(areas: list[Area], texts: Sequence[Span]) -> list[Area]:
    """Areas less the insides of letters."""
    return [area for area in areas if not any(overlap(area.span, text) > 0.6 for text in texts)]


def _mark(scene: _Scene, area: Area) -> Widget | None:
    """A check box or radio button: a small square or circle with a text right of it."""
    span = area.span
    if not (MARK_SMALLEST <= span.width <= MARK_LARGEST and abs(span.width - span.height) <= 3):
        return None
    beside = [
        index
        for index, text in enumerate(scene.texts)
        if 0 <= text.left - span.right <= 24 and text.top - 4 <= (span.top + span.bottom) / 2 <= text.bottom + 4
    ]
    if not beside:
        return None
    nearest = min(beside, key=lambda index: scene.texts[index].left)
    circle = area.corners < ROUND
    glyph = _glyph(scene, span)
    states = frozenset({"checked"}) if glyph is not None or _saturated(area) else frozenset[str]()
    return Widget(span, "radio" if circle else "checkbox", (nearest,), states)


def _saturated(area: Area) -> bool:
    return max(area.colour) - min(area.colour) > 70


def _control(scene: _Scene, area: Area, areas: Sequence[Area]) -> Widget | None:
    """A button or field: a rectangle around at most one line of text."""
    span = area.span
    if not (LOWEST <= span.height <= HIGHEST and span.width >= LOWEST and area.corners > 0.3):
        return None
    inside = [index for index, text in enumerate(scene.texts) if _inside(text, span)]
    if any(other is not area and other.span.width > 12 and _inside(other.span, span) for other in areas):
        return None
    if len(inside) > 1:
        return None
    glyph = None if inside else _glyph(scene, span)
    if inside:
        return _around_text(area, scene.texts[inside[0]], inside[0])
    if glyph is not None and span.width <= 3 * span.height + 40 and span.width <= 200:
        return Widget(span, "button", glyph=glyph)
    if glyph is None and span.width >= 3 * span.height and span.height <= 60 and area.filled > 0.97 and _light(area):
        return Widget(span, "field")
    return None


def _around_text(area: Area, text: Span, index: int) -> Widget | None:
    span = area.span
    before, after = text.left - span.left, span.right - text.right
    centred = abs(before - after) <= max(8, 0.2 * (before + after))
    if centred and span.width <= WIDEST_BUTTON:
        return Widget(span, "button", (index,), confidence=0.8)
    if before <= 20 and _light(area) and span.width >= 2 * span.height:
        return Widget(span, "field", (index,))
    if span.width <= WIDEST_BUTTON / 2:
        return Widget(span, "button", (index,), confidence=0.6)
    return None


def _light(area: Area) -> bool:
    return min(area.colour) >= 235


def _glyph(scene: _Scene, span: Span) -> Span | None:
    """The box of what is drawn inside a span, None where it is empty."""
    inner = scene.even[span.top + 2 : span.bottom - 2, span.left + 2 : span.right - 2] == 0
    rows, columns = np.flatnonzero(inner.any(axis=1)), np.flatnonzero(inner.any(axis=0))
    if not rows.size or inner.sum() < 4:
        return None
    # An edge lies between two pixels and is noted at the left or upper one.
    return Span(
        span.left + 2 + int(columns[0]),
        span.top + 2 + int(rows[0]),
        span.left + 4 + int(columns[-1]),
        span.top + 4 + int(rows[-1]),
    )


def _inside(inner: Span, outer: Span) -> bool:
    """Whether the middle of one span lies in the other."""
    x, y = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return outer.left <= x < outer.right and outer.top <= y < outer.bottom


def overlap(one: Span, other: Span) -> float:
    """Share of the smaller span that both have in common."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / max(1, min(one.width * one.height, other.width * other.height))


def _outermost(widgets: list[Widget]) -> list[Widget]:
    """Widgets that do not lie inside another one."""
    kept: list[Widget] = []
    for widget in sorted(widgets, key=lambda one: -one.span.width * one.span.height):
        if not any(overlap(widget.span, other.span) > 0.7 for other in kept):
            kept.append(widget)
    return kept
