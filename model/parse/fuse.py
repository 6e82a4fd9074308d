"""One list of elements from text, widgets and the device's own accessibility tree."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from bridges.base import Node
from bridges.coordinates import Box
from model.base import Element
from model.parse.spans import Span
from model.parse.text import TextPiece
from model.parse.tree import with_tree
from model.parse.widgets import Widget

SIGN = 0.4
"""Confidence from which the reading of a sign on a button is believed."""
FARTHEST = 700
"""Distance in pixels from a label to what it names, in one row."""
FILE_ICON = 28
"""Height from which an icon's name stands below it; smaller ones are those of toolbars."""


def fuse(
    pieces: Sequence[TextPiece],
    widgets: Sequence[Widget],
    glyphs: Sequence[TextPiece],
    tree: Sequence[Node] | None,
    links: Container[int] = (),
) -> list[Element]:
    """Elements in reading order.

    A widget's `texts` are indices of pieces, and so are `links`, those of free pieces that look like links; `glyphs`
    are the readings of the widgets' glyphs in their order.
    """
    elements = _seen(pieces, widgets, iter(glyphs), links)
    if tree:
        elements = with_tree(elements, tree)
    return _with_parents(_labelled(_reading_order(elements)))


def _box(span: Span) -> Box:
    return Box(span.left, span.top, span.right, span.bottom)


def _seen(
    pieces: Sequence[TextPiece], widgets: Sequence[Widget], glyphs: Iterator[TextPiece], links: Container[int]
) -> list[Element]:
    used = {index for widget in widgets for index in widget.texts}
    elements = [
        Element(
            box=_box(piece.span),
            role="link" if index in links else "text",
            text=piece.text,
            confidence=round(piece.confidence, 3),
        )
        for index, piece in enumerate(pieces)
        if index not in used
    ]
    for widget in widgets:
        own = [pieces[index] for index in widget.texts]
        if widget.glyph is not None:
            sign = next(glyphs)
            own = [sign] if sign.text and sign.confidence >= SIGN else own
        words = "\n".join(piece.text for piece in own)
        holds = widget.role in ("field", "combobox")
        elements.append(
            Element(
                box=_box(widget.span),
                role=widget.role,
                text="" if holds else words,
                value=words if holds else "",
                label=widget.label,
                states=widget.states,
                source="fused" if own else "vision",
                confidence=round(min([widget.confidence, *(piece.confidence for piece in own)]), 3),
            )
        )
    return elements


def _reading_order(elements: list[Element]) -> list[Element]:
    """Top to bottom in rows, left to right within a row; a row is what overlaps its first element by half a height."""
    rows: list[list[Element]] = []
    for element in sorted(elements, key=lambda one: (one.box.center.y, one.box.left)):
        middle = element.box.center.y
        if rows and abs(middle - rows[-1][0].box.center.y) <= min(12.0, rows[-1][0].box.height / 2):
            rows[-1].append(element)
        else:
            rows.append([element])
    return [element for row in rows for element in sorted(row, key=lambda one: one.box.left)]


def _labelled(elements: list[Element]) -> list[Element]:
    """Fields and icons without a name of their own get the nearest text that names them."""
    texts = [element for element in elements if element.role == "text"]
    return [
        element.model_copy(update={"label": _label(element, texts)})
        if not element.text and not element.label and element.role in ("field", "combobox", "icon", "slider", "switch")
        else element
        for element in elements
    ]


def _label(element: Element, texts: Sequence[Element]) -> str:
    named = [(distance, text.text) for text in texts if (distance := _distance(element, text.box)) is not None]
    return min(named)[1] if named else ""


def _distance(element: Element, text: Box) -> float | None:
    """How far a text stands from where a label is looked for; None where it can be no label."""
    box = element.box
    if element.role == "icon":
        below = text.top - box.bottom
        under = box.height >= FILE_ICON and -4 <= below <= 24 and abs(text.center.x - box.center.x) <= 16
        return below if under else None
    if text.right <= box.left + 4:
        same_row = text.top < box.center.y < text.bottom or box.top < text.center.y < box.bottom
        return box.left - text.right if same_row and box.left - text.right < FARTHEST else None
    above = box.top - text.bottom
    return above if abs(text.left - box.left) <= 16 and -4 <= above <= 20 else None


def _with_parents(elements: list[Element]) -> list[Element]:
    """Each element points to the smallest window that holds it."""
    windows = [(index, element.box) for index, element in enumerate(elements) if element.role == "window"]
    if not windows:
        return elements
    linked = []
    for index, element in enumerate(elements):
        around = [
            (box.area, other)
            for other, box in windows
            if other != index and box.contains(element.box.center) and box.area > element.box.area
        ]
        linked.append(element.model_copy(update={"parent": min(around)[1]}) if around else element)
    return linked
