"""Whether two pictures mean the same icon, whatever the theme, size and colour: by the trained icon encoder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from agent.macros.schema import Target
from agent.macros.whereabouts import distance
from agent.reading import words_of
from bridges.base import Frame
from bridges.coordinates import Box
from model.base import Element, Role
from model.sight import IconEncoder

ICONS: frozenset[Role] = frozenset({"button", "icon", "image", "unknown", "checkbox"})
LARGEST = 90.0
"""Pixels that an icon is high at most."""
ALIKE, LEAD = 0.72, 0.1
"""Of the likeness, and of its lead before the second."""
IN_PLACE, NEAR = 0.15, 60.0
"""What standing at the old place adds, and how many pixels off that still is."""


@cache
def _encoder() -> IconEncoder:
    return IconEncoder()


def likeness(picture: Frame, inner: Box, frame: Frame, boxes: Sequence[Box]) -> NDArray[np.float32]:
    """Cosine of a picture's box with each box of a frame: 1 for the same, some ms for ten boxes."""
    wanted = _unit(_encoder().encode_boxes(picture, [inner]))
    return np.asarray(_unit(_encoder().encode_boxes(frame, list(boxes))) @ wanted[0], np.float32)


def the_icon(
    target: Target, portrait: Frame, frame: Frame, elements: Sequence[Element], expected: Sequence[Box]
) -> Element | None:
    """The one thing without words that means the same as the target's picture; None where none or several do."""
    from agent.macros.anchoring import sayable

    small = [
        one for one in elements if one.role in ICONS and not sayable(words_of(one)) and one.box.height <= LARGEST
    ]  # fmt: skip
    if target.looks is None or target.role not in ICONS or not small:
        return None
    alike = likeness(portrait, target.looks.box, frame, [one.box for one in small])
    here = np.array([distance(one.box, expected) < NEAR for one in small], np.float32)
    scores = np.where(alike >= ALIKE, alike + IN_PLACE * here, 0.0)
    order = np.argsort(-scores)
    rival = scores[order[1]] if len(order) > 1 else 0.0
    best = scores[order[0]]
    return small[int(order[0])] if best >= ALIKE and best - rival >= LEAD else None


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The encoder's numbers are rounded for speed: their lengths are only nearly 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6), np.float32)
