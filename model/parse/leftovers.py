"""Closed shapes that no widget claims, and the colours by which a wordless thing can be called.

A card, a coloured square, a drop-down that shows nothing: a person can point at each and says "the red one". They are
elements without words: light and framed ones are taken for fields, the others for pictures.
"""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from typing import Final

import numpy as np

from bridges.coordinates import Box
from model.base import Element
from model.parse.figures import figure_of
from model.parse.ocr import Pixels
from model.parse.shapes import Area
from model.parse.spans import Crowd, Span, overlap, share
from model.parse.text import TextPiece
from model.parse.widgets import Widget

LEAST, MOST = 14, 260
"""Sides of such a shape, in pixels."""
FULL = 0.6
"""Share of its box that a shape fills at least."""
WORDLESS: Final = frozenset({"icon", "image", "button", "unknown", "cell", "listitem"})
"""Roles that are called by their colour where nothing else names them."""
MARKS: Final = frozenset({"checkbox", "radio", "switch"})
"""The same where the colour fills them: a swatch is easily taken for one of these."""
SWATCH = 0.6
"""Share of such a thing that its colour fills."""
COLOURS: Final = (
    ("red", (255, 0, 0)), ("red", (200, 30, 30)), ("red", (235, 150, 150)), ("red", (190, 110, 110)),
    ("maroon", (128, 0, 0)), ("brown", (140, 80, 40)),
    ("orange", (255, 165, 0)), ("orange", (240, 120, 20)), ("yellow", (255, 255, 0)), ("yellow", (240, 210, 60)),
    ("olive", (128, 128, 0)), ("lime", (0, 255, 0)), ("green", (0, 128, 0)), ("green", (60, 180, 90)),
    ("teal", (0, 128, 128)), ("cyan", (0, 255, 255)), ("cyan", (60, 190, 215)),
    ("blue", (0, 0, 255)), ("blue", (40, 110, 230)), ("blue", (130, 170, 240)),
    ("navy", (0, 0, 128)), ("purple", (128, 0, 128)), ("purple", (140, 70, 200)),
    ("magenta", (255, 0, 255)), ("pink", (255, 192, 203)), ("pink", (240, 100, 170)),
)  # fmt: skip
"""Names of colours by examples of them; a colour is called as the nearest one."""
FAMILY: Final = {
    "maroon": "red", "lime": "green", "olive": "green", "teal": "green", "navy": "blue", "magenta": "pink"
}  # fmt: skip
"""What a colour of a narrower name is called besides."""
GREY, PALE_GREY = 40, 26
"""Difference of the channels up to which a colour is a grey; and a pale one, of which nothing is darker than PALE."""
PALE = 170
LETTER = 0.4
"""Share of a picture that a letter fills which it looks like."""


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


def described(elements: Sequence[Element], frame: Pixels, letters: Sequence[TextPiece] = ()) -> list[Element]:
    """The same; wordless things that nothing else names are labelled by the colour that is most of them.

    What has a name already, and what is a plain figure, gets the rest of what a person would say as its value: the
    colour, "circle", the one of ``letters`` that it looks like. A single letter has its colour as a label.
    """
    return [_described(element, frame, letters) for element in elements]


def _described(element: Element, frame: Pixels, letters: Sequence[TextPiece]) -> Element:
    if element.role == "text" and len(element.text) == 1 and not element.label:
        colour = colour_of(frame, element.box, plain=False)
        return element.model_copy(update={"label": colour}) if colour else element
    if element.text or element.value or element.role not in WORDLESS | MARKS:
        return element
    if element.role in MARKS:
        colour = "" if element.label else colour_of(frame, element.box, SWATCH, plain=False)
    else:
        colour = colour_of(frame, element.box, plain=not element.label)
    figure = figure_of(frame, element.box) if colour not in ("", "white") else ""
    figure = figure or next((one.text for one in letters if _is_drawn(one.span, element.box)), "")
    told = {"value": " ".join(part for part in ((colour if element.label else ""), figure) if part)}
    if colour and not element.label:
        told["label"] = colour
    return element.model_copy(update=told) if any(told.values()) else element


def _is_drawn(letter: Span, box: Box) -> bool:
    """Whether a letter is what a picture consists of."""
    mine = Box(letter.left, letter.top, letter.right, letter.bottom)
    return box.contains(mine.center) and mine.area > LETTER * box.area


def colour_of(frame: Pixels, box: Box, least: float = 0.12, *, plain: bool = True) -> str:
    """The name of the colour that fills a box beside its background; empty where it has none of its own.

    ``least`` is the share that a colour fills at least; black, grey and white count where ``plain``.
    """
    left, top = max(0, round(box.left)), max(0, round(box.top))
    part = frame[top : round(box.bottom), left : round(box.right)]
    if part.size == 0:
        return ""
    pixels = part.reshape(-1, 3).astype(np.int16)
    spread = pixels.max(1) - pixels.min(1)
    vivid = pixels[spread > np.where(pixels.min(1) >= PALE, PALE_GREY, GREY)]
    if len(vivid) >= least * len(pixels):
        return _named(np.median(vivid, 0))
    if not plain:
        return ""
    dark = float((pixels.max(1) < 70).mean())
    if dark > 0.3:
        return "black"
    middle = float(np.median(pixels))
    return "grey" if 70 <= middle <= 215 else "white" if middle > 250 else ""


def _named(colour: np.ndarray) -> str:
    name = min(COLOURS, key=lambda one: _apart(colour, one[1]))[0]
    return f"{FAMILY[name]} {name}" if name in FAMILY else name


def _apart(one: np.ndarray, other: tuple[int, int, int]) -> float:
    """How unlike two colours look: by hue first, then by how bright and how vivid they are."""
    (hue, vivid, bright), (hue2, vivid2, bright2) = _parts(*one), _parts(*other)
    turn = abs(hue - hue2)
    return (
        3 * min(turn, 1 - turn) * min(1.0, 2 * min(vivid, vivid2))
        + 0.4 * abs(vivid - vivid2)
        + 0.4 * abs(bright - bright2)
    )


def _parts(red: float, green: float, blue: float) -> tuple[float, float, float]:
    return colorsys.rgb_to_hsv(float(red) / 255, float(green) / 255, float(blue) / 255)
