"""Closed shapes that no widget claims, and the colours by which a wordless thing can be called.

A card, a coloured square, a drop-down that shows nothing: a person can point at each and says "the red one". They are
elements without words: light and framed ones are taken for fields, the others for pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from bridges.coordinates import Box
from model.base import Element
from model.parse.ocr import Pixels
from model.parse.shapes import Area
from model.parse.spans import Crowd, Span, overlap, share
from model.parse.widgets import Widget

LEAST, MOST = 14, 260
"""Sides of such a shape, in pixels."""
FULL = 0.6
"""Share of its box that a shape fills at least."""
WORDLESS: Final = frozenset({"icon", "image", "button", "unknown", "cell", "listitem"})
"""Roles that are called by their colour where nothing else names them."""
HUES: Final = (
    (15, "red"), (40, "orange"), (68, "yellow"), (165, "green"), (195, "cyan"), (255, "blue"), (285, "purple"),
    (335, "pink"), (361, "red"),
)  # fmt: skip
"""Names of hues, by their upper end in degrees."""
GREY = 40
"""Difference of the channels up to which a colour is a grey."""


def leftovers(
    areas: Sequence[Area], widgets: Sequence[Widget], texts: Sequence[Span], size: tuple[int, int]
) -> list[Widget]:
    """Shapes that stand for themselves: free of words, and neither inside a widget nor around one."""
    width, height = size
    claimed = [widget.span for widget in widgets if widget.role not in ("window", "list")]
    taken, words = Crowd(claimed), Crowd(texts)
    whole = [area for area in areas if _may_be_one(area, width, height)]
    whole.sort(key=lambda area: -area.span.width * area.span.height)
    found: list[Widget] = []
    for area in whole:
        span = area.span
        if any(share(texts[at], span) > 0.4 for at in words.near(span)):
            continue
        if any(overlap(span, claimed[at]) > 0.3 for at in taken.near(span)):
            continue
        if any(share(span, one.span) > 0.5 for one in found):
            continue
        framed = min(area.colour) >= 235 and span.width >= 1.3 * span.height and 20 <= span.height <= 64
        empty = framed and area.filled > 0.97
        found.append(Widget(span, "field" if empty else "image", confidence=0.4))
    return found


def _may_be_one(area: Area, width: int, height: int) -> bool:
    span = area.span
    if not (LEAST <= span.width <= MOST and LEAST <= span.height <= MOST):
        return False
    at_rim = span.left <= 1 or span.top <= 1 or span.right >= width - 1 or span.bottom >= height - 1
    return area.filled >= FULL and not at_rim


def coloured(elements: Sequence[Element], frame: Pixels) -> list[Element]:
    """The same, wordless things labelled by the colour that is most of them."""
    return [
        element.model_copy(update={"label": name})
        if element.role in WORDLESS and not (element.text or element.label) and (name := colour_of(frame, element.box))
        else element
        for element in elements
    ]


def colour_of(frame: Pixels, box: Box) -> str:
    """The name of the colour that fills a box beside its background; empty where it has none of its own."""
    left, top = max(0, round(box.left)), max(0, round(box.top))
    part = frame[top : round(box.bottom), left : round(box.right)]
    if part.size == 0:
        return ""
    pixels = part.reshape(-1, 3).astype(np.int16)
    spread = pixels.max(1) - pixels.min(1)
    vivid = pixels[spread > GREY]
    if len(vivid) >= 0.12 * len(pixels):
        return _hue(np.median(vivid, 0))
    dark = float((pixels.max(1) < 70).mean())
    if dark > 0.3:
        return "black"
    middle = float(np.median(pixels))
    return "grey" if 70 <= middle <= 215 else "white" if middle > 250 else ""


def _hue(colour: np.ndarray) -> str:
    red, green, blue = (float(part) for part in colour)
    high, low = max(red, green, blue), min(red, green, blue)
    if high == red:
        angle = 60 * ((green - blue) / (high - low)) % 360
    elif high == green:
        angle = 60 * ((blue - red) / (high - low)) + 120
    else:
        angle = 60 * ((red - green) / (high - low)) + 240
    return next(name for end, name in HUES if angle < end)
