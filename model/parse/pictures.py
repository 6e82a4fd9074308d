"""Which picture stands for an element, as a vector that lies near the words for it; each crop is encoded once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

import numpy as np

from bridges.coordinates import Box
from model.base import Element
from model.parse.ocr import Pixels
from model.sight import IconEncoder, Widget
from model.sight.icons import Vectors, square
from model.sight.names import sure_name

OWN: Final = frozenset({"icon", "image", "button", "tab", "link", "unknown"})
"""Roles that are a picture themselves where they bear no words."""
AROUND: Final = OWN | {"menuitem", "menu", "listitem", "cell", "combobox", "checkbox", "text"}
"""Roles that may hold a picture beside their words."""
STYLES: Final = frozenset({"bold", "italic", "underline", "strikethrough"})
"""Names of pictures that are letters, which text recognition reads."""
LARGEST = 128
"""Side of a picture at most; a larger one is a photograph or a panel."""
REMEMBERED = 20_000
"""Crops whose vector is kept, 1 kB each."""
NUMBERS = 256


class PicturesLayer:
    """Vectors of the elements' pictures; remembered by the pixels of each crop."""

    def __init__(self, encoder: IconEncoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[bytes, Vectors] = OrderedDict()

    def vectors(self, frame: Pixels, elements: Sequence[Element], seen: Sequence[Widget]) -> Vectors:
        """One row of 256 numbers for each element, of length 1, or zero where it has no picture."""
        rows = np.zeros((len(elements), NUMBERS), np.float32)
        boxes = pictures(elements, [one.box for one in seen if one.kind == "icon"])
        if not boxes:
            return rows
        rows[list(boxes)] = self._encoded([square(frame, box) for box in boxes.values()])
        return rows

    def _encoded(self, crops: Sequence[Pixels]) -> Vectors:
        keys = [blake2b(crop.tobytes(), digest_size=16).digest() for crop in crops]
        unknown = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in self._known}
        if unknown:
            made = self._encoder.encode_squares(list(unknown.values()))
            # In 8 bits the encoder's own last step is only about right.
            made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-6)
            self._known.update(zip(unknown, made, strict=True))
        for key in keys:
            self._known.move_to_end(key)
        found = np.stack([self._known[key] for key in keys])
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return found


def pictures(elements: Sequence[Element], icons: Sequence[Box]) -> dict[int, Box]:
    """The box of the picture of each element that has one, by the element's index."""
    found: dict[int, Box] = {}
    corners = np.array([[one.left, one.top, one.right, one.bottom] for one in icons]).reshape(-1, 4)
    middles = (corners[:, :2] + corners[:, 2:]) / 2
    for index, element in enumerate(elements):
        box = element.box
        if element.role not in AROUND or min(box.width, box.height) < 3:
            continue
        within = (middles[:, 0] >= box.left) & (middles[:, 0] < box.right)
        inner = np.flatnonzero(within & (middles[:, 1] >= box.top) & (middles[:, 1] < box.bottom)).tolist()
        alone = not element.text and element.role in OWN and max(box.width, box.height) <= LARGEST
        if element.role == "icon" and alone:
            found[index] = box
        elif inner and element.role != "text":
            # Of several the first: a row begins with its own picture and ends with those of its buttons.
            found[index] = min((icons[at] for at in inner), key=lambda one: one.left)
        elif alone:
            found[index] = box
    return found


def named(elements: Sequence[Element], vectors: Vectors) -> list[Element]:
    """The elements, with a label for those without words whose picture is sure to mean one thing."""
    return [_named(element, vector) for element, vector in zip(elements, vectors, strict=True)]


def _named(element: Element, vector: Vectors) -> Element:
    text = element.text
    if element.role not in ("icon", "button") or len(text) > 1 or element.label or not vector.any():
        return element
    name = sure_name(vector)
    if not text:
        return element.model_copy(update={"label": name}) if name else element
    if name not in STYLES:
        return element
    # A slanted line in a tool bar is an "I" that was misread.
    return element.model_copy(update={"label": name, "text": text if text.isalpha() else ""})
