"""From shapes and the places of text to widgets: which area is a button, a field or a check box, which blob an icon."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from model.base import Role
from model.parse.captions import name_captions
from model.parse.ground import Ground
from model.parse.ocr import Pixels
from model.parse.shapes import Area, Drawing, find_areas, find_drawings, find_even, find_marks
from model.parse.spans import Crowd, Span, grown, inside, overlap, share

BORDER = 3
"""Width of a check box's border at most, in pixels."""
ICON_MARGIN = 4
"""Pixels around an icon that belong to the button it stands on."""
BESIDE = 25
"""Distance from a check box to its text at most, in pixels."""
LOWEST, HIGHEST = 12, 110
"""Height of a button in pixels."""
WIDEST_BUTTON = 420
TALLEST_FIELD = 300
"""Height of an empty field at most; a taller one is a page or a panel."""
GRIP = 18
"""Side of the grip in a text area's corner at most."""
ARROW = 36
"""Width of the arrow at the end of a combo box at most, with its border."""
ROUND = 0.45
"""Corners less filled than this make a circle."""
RING, LEVEL, DISC = 48, 3, 0.05
"""Side of a circle drawn with a line, at least; difference of its sides, and of the share that it fills, at most."""
SPARSE = 0.2
"""Share of edges up to which a blob must enclose something to be an icon."""
ABUT = 3
"""Areas closer than this, in pixels, share a border: cells of a table, strips of a window."""


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
    label: str = ""
    """What it is for, where its place tells."""


class WidgetLayer:
    """The shapes of one frame. `marks` can be asked for before it is known where text is, `widgets` after."""

    def __init__(self, frame: Pixels) -> None:
        self._frame = frame
        self._even = find_even(frame)
        self._ground = Ground(frame, self._even)
        self._areas = find_areas(frame, self._even)
        self._crowd = Crowd([area.span for area in self._areas])
        self._frames, discs = find_marks(self._even)
        self._squares = [square for square in self._frames if self._ground.stands_free(square)]
        self._discs = [disc for disc in discs if self._ground.stands_free(disc)]

    @property
    def areas(self) -> list[Area]:
        """Even areas that something encloses."""
        return self._areas

    def marks(self) -> list[Span]:
        """Small squares and circles that stand free, as check boxes and radio buttons do."""
        return [*self._squares, *self._discs]

    def widgets(self, texts: Sequence[Span]) -> list[Widget]:
        """Widgets, given where the frame's text is."""
        around = Crowd(texts)
        areas = [
            area
            for area in self._areas
            if not any(share(area.span, texts[index]) > 0.6 for index in around.near(area.span))
        ]
        crowd = Crowd([area.span for area in areas])
        controls = [
            widget
            for area in areas
            if (
                widget := self._control(
                    area,
                    [areas[index].span for index in crowd.near(area.span, ABUT + 1) if areas[index] is not area],
                    {index: texts[index] for index in around.near(area.span)},
                )
            )
            is not None
        ]
        found = _outermost([*self._check_boxes(texts), *controls, *map(_ring, filter(_is_ring, areas))])
        drawings = find_drawings(self._even, texts, [widget.span for widget in found])
        taken = Crowd([widget.span for widget in found])
        free = [
            one
            for one in drawings
            if not any(overlap(one.span, found[index].span) > 0.5 for index in taken.near(one.span))
        ]
        found += [widget for drawing in free if (widget := self._drawn(drawing)) is not None]
        return self._with_captions(found)

    def _with_captions(self, found: list[Widget]) -> list[Widget]:
        """The same with title bar buttons labelled; those are often squares too small to be found as buttons."""
        height, width = self._even.shape
        whole = [widget for widget in found if widget.role in ("button", "icon") and not widget.texts]
        spans = {
            grown(widget.span, ICON_MARGIN if widget.role == "icon" else 0, width, height): widget for widget in whole
        }
        taken = Crowd([widget.span for widget in found])
        loose = [
            square
            for square in self._frames
            if not any(overlap(square, found[index].span) > 0.5 for index in taken.near(square))
        ]
        labels = name_captions(self._frame, [*spans, *loose])
        named = {spans[span].span: label for span, label in labels.items() if span in spans}
        known = [replace(one, label=named[one.span], glyph=None) if one.span in named else one for one in found]
        return known + [Widget(span, "button", label=labels[span]) for span in loose if span in labels]

    def _drawn(self, drawing: Drawing) -> Widget | None:
        """An icon or a switch; a loose drawing that encloses nothing is a piece of a bent border."""
        span = drawing.span
        near = [self._areas[index] for index in self._crowd.near(span)]
        enclosed = [area for area in near if share(area.span, span) > 0.9]
        if drawing.density < SPARSE and sum(area.span.width * area.span.height for area in enclosed) < 0.3 * (
            span.width * span.height
        ):
            return None
        pill = 1.4 <= span.width / span.height <= 2.4 and 12 <= span.height <= 36
        if pill and enclosed and all(area.corners < ROUND for area in enclosed):
            bar = max(enclosed, key=lambda area: area.span.width)
            return Widget(span, "switch", states=_checked(bar.span.left - span.left < span.right - bar.span.right))
        return Widget(span, "icon", confidence=round(min(0.9, 0.4 + drawing.density), 3))

    def _check_boxes(self, texts: Sequence[Span]) -> list[Widget]:
        """Marks with a text right of them."""
        marks: list[tuple[Span, Role]] = [(square, "checkbox") for square in self._squares]
        marks += [(disc, "radio") for disc in self._discs]
        found = []
        around = Crowd(texts)
        for span, role in marks:
            text = text_beside(span, {index: texts[index] for index in around.near(span, BESIDE)})
            if text is not None:
                found.append(Widget(span, role, (text,), _checked(self._ground.is_filled(span))))
        return found

    def _control(self, area: Area, others: Sequence[Span], texts: Mapping[int, Span]) -> Widget | None:
        """A button or field: a rectangle around at most one line of text, or a field of a few lines.

        `others` are the areas and `texts` the pieces of text, by index, near it.
        """
        span = area.span
        if span.height < LOWEST or span.width < LOWEST:
            return None
        # In a small area a smaller one is part of an icon, in a large one it is a widget, and the area a panel.
        part = 12 if span.width > 200 else 24
        if any(other.width > part and share(other, span) > 0.8 for other in others):
            return None
        within = sorted((i for i, text in texts.items() if inside(text, span)), key=lambda i: texts[i].top)
        neighbours = [other for other in others if _abut(span, other) and other.width > ARROW]
        if neighbours:
            return _joined_up(span, neighbours, within)
        if len(within) > 1:
            return _of_lines(area, [texts[index] for index in within], within)
        if span.height > HIGHEST and within:
            return None
        return self._around_text(area, texts[within[0]], within[0]) if within else self._without_text(area)

    def _without_text(self, area: Area) -> Widget | None:
        """A field if it is empty, else a switch if what is drawn inside lies at one end, a button if in the middle."""
        span = area.span
        glyph = self._ground.glyph(span, area.corners < ROUND)
        if self._is_text_area(area, glyph):
            return Widget(span, "field")
        if span.height > HIGHEST:
            return None
        if glyph is None:
            empty = span.width >= 3 * span.height and span.height <= 60 and area.filled > 0.97
            return Widget(span, "field") if empty and _light(area) and self._ground.stands_free(span, BORDER) else None
        if span.width > min(200, 3 * span.height + 40):
            return None
        off_centre = (glyph.left + glyph.right - span.left - span.right) / 2 / span.width
        rims = (glyph.left - span.left, span.right - glyph.right, glyph.top - span.top, span.bottom - glyph.bottom)
        if abs(off_centre) < 0.12 and min(rims) >= 3:
            return Widget(span, "button", glyph=glyph)
        if 1.4 <= span.width / span.height <= 2.6 and span.height <= 36 and area.corners < 0.8 and min(rims) >= 1:
            return Widget(span, "switch", states=_checked(off_centre > 0))
        return None

    def _is_text_area(self, area: Area, glyph: Span | None) -> bool:
        """Whether it is an empty field of several lines, with or without the grip that resizes it in its corner."""
        span = area.span
        if not (40 < span.height <= TALLEST_FIELD and span.width >= max(120, 1.2 * span.height)):
            return False
        grip = glyph is not None and min(glyph.left - span.right, glyph.top - span.bottom) >= -GRIP
        return (
            (glyph is None or grip) and area.filled > 0.97 and _light(area) and self._ground.stands_free(span, BORDER)
        )

    def _around_text(self, area: Area, text: Span, index: int) -> Widget | None:
        span = area.span
        before, after = text.left - span.left, span.right - text.right
        if after > 24 and span.width >= 2 * span.height and self._has_arrow(span, text):
            return Widget(span, "combobox", (index,))
        if abs(before - after) <= max(8, 0.2 * (before + after)) and span.width <= WIDEST_BUTTON:
            return Widget(span, "button", (index,), confidence=0.8)
        if self._may_be_field(area) and min(before, after) <= 20:
            return Widget(span, "field", (index,))
        if span.width <= WIDEST_BUTTON / 2:
            return Widget(span, "button", (index,), confidence=0.6)
        return None

    def _may_be_field(self, area: Area) -> bool:
        """Fields are wide, and white or of a grey that differs from what is around; a chosen row has a colour."""
        span = area.span
        if span.width < 2 * span.height:
            return False
        grey = max(area.colour) - min(area.colour) <= 16 and span.width >= 5 * span.height
        return _light(area) or (grey and self._ground.sets_off(area))

    def _has_arrow(self, span: Span, text: Span) -> bool:
        """Whether something small is drawn at the right end, clear of the text."""
        zone = Span(max(text.right + 6, span.right - ARROW), span.top, span.right, span.bottom)
        glyph = self._ground.glyph(zone) if zone.width > 8 else None
        return glyph is not None and max(glyph.width, glyph.height) <= 20


def _is_ring(area: Area) -> bool:
    """Whether an area is the inside of a circle that is drawn with a line."""
    span = area.span
    level = abs(span.width - span.height) <= LEVEL and span.width >= RING
    return level and area.corners < ROUND and abs(area.filled - math.pi / 4) < DISC


def _ring(area: Area) -> Widget:
    # The last even pixel on the right and below is one that still differs from its neighbour, the line.
    span = area.span
    return Widget(Span(span.left, span.top, span.right + 1, span.bottom + 1), "image", label="circle")


def text_beside(mark: Span, texts: Mapping[int, Span]) -> int | None:
    """Index of the text that begins right of a mark."""
    middle = (mark.top + mark.bottom) / 2
    beside = [
        index
        for index, text in texts.items()
        if 0 <= text.left - mark.right < BESIDE and text.top - 4 <= middle <= text.bottom + 4
    ]
    return min(beside, key=lambda index: texts[index].left) if beside else None


def _joined_up(span: Span, neighbours: Sequence[Span], within: Sequence[int]) -> Widget | None:
    """Areas that share borders: cells of a table, or a row of tabs or buttons; a wide one is part of a window."""
    if len(within) != 1 or span.width > WIDEST_BUTTON:
        return None
    beside = any(abs(other.top - span.top) <= 2 for other in neighbours)
    above = any(abs(other.left - span.left) <= 2 for other in neighbours)
    if beside and above:
        return Widget(span, "cell", tuple(within), confidence=0.5)
    return Widget(span, "button", tuple(within), confidence=0.5) if beside else None


def _checked(yes: bool) -> frozenset[str]:
    return frozenset({"checked"}) if yes else frozenset()


def _of_lines(area: Area, lines: Sequence[Span], indices: Sequence[int]) -> Widget | None:
    """A field of a few lines: light, all lines of about one height beginning at its left edge."""
    aligned = all(line.left - area.span.left <= 12 for line in lines)
    heights = [line.height for line in lines]
    if aligned and _light(area) and max(heights) <= 2 * min(heights):
        return Widget(area.span, "field", tuple(indices), confidence=0.6)
    return None


def _light(area: Area) -> bool:
    return min(area.colour) >= 235


def _abut(one: Span, other: Span) -> bool:
    """Whether two areas lie side by side, or one above the other, with only a line between and equal ends."""
    apart_x = max(one.left, other.left) - min(one.right, other.right)
    apart_y = max(one.top, other.top) - min(one.bottom, other.bottom)
    beside = 0 < apart_x <= ABUT and abs(one.top - other.top) <= 2 and abs(one.bottom - other.bottom) <= 2
    below = 0 < apart_y <= ABUT and abs(one.left - other.left) <= 2 and abs(one.right - other.right) <= 2
    return beside or below


def _outermost(widgets: list[Widget]) -> list[Widget]:
    """Widgets that do not lie inside another one."""
    ranked = sorted(widgets, key=lambda one: -one.span.width * one.span.height)
    crowd = Crowd([widget.span for widget in ranked])
    kept: set[int] = set()
    for index, widget in enumerate(ranked):
        if not any(
            other in kept and overlap(widget.span, ranked[other].span) > 0.7 for other in crowd.near(widget.span)
        ):
            kept.add(index)
    return [ranked[index] for index in sorted(kept)]
