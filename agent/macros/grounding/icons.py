"""Whether two pictures mean the same icon, whatever the theme, size and colour: by the trained icon encoder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce

import cv2
import numpy as np
from numpy.typing import NDArray

from agent.macros.file.target import Target
from agent.macros.grounding import looks
from agent.macros.grounding.whereabouts import distance
from agent.reading import words_of
from bridges.base import Frame
from bridges.coordinates import Box
from model.base import Element, Role
from model.sight import IconEncoder

ICONS: frozenset[Role] = frozenset({"button", "icon", "image", "unknown", "checkbox"})
PICTURES: frozenset[Role] = frozenset({"icon", "image", "unknown"})
"""What a key that nothing was read on may be taken for."""
LARGEST = 90.0
"""Pixels that an icon is high at most."""
ALIKE, LEAD = 0.72, 0.1
"""Of the likeness, and of its lead before the second."""
SAME_SIGN = 0.6
"""Of the likeness of two signs without their ground, from which they are the same: other signs come to 0.5 at most."""
WIDE, GAP, INK, RIM = 1.6, 0.2, 40, 4.0
"""Width of a row of pictures, and of its gaps, in its heights; brightness of what stands out; pixels of a rim."""
CERTAIN_SIGN, SIGN_LEAD = 0.8, 0.3
"""From which it is certain wherever it stands, and its lead before the second."""
SIGN = 0.6
"""Part of a key's width and height that its sign takes at most."""
IN_PLACE, NEAR = 0.15, 60.0
"""What standing at the old place adds, and how many pixels off that still is."""


@cache
def _encoder() -> IconEncoder:
    return IconEncoder()


def likeness(picture: Frame, inner: Box, frame: Frame, boxes: Sequence[Box]) -> NDArray[np.float32]:
    """Cosine of a picture's box with each box of a frame: 1 for the same, some ms for ten boxes."""
    wanted = _unit(_encoder().encode_boxes(picture, [inner]))
    return np.asarray(_unit(_encoder().encode_boxes(frame, list(boxes))) @ wanted[0], np.float32)


def alone(one: Element, frame: Frame, elements: Sequence[Element]) -> bool:
    """Whether nothing else on a frame looks like an icon; False for what is none."""
    small = _small(elements)
    if one.role not in ICONS or _says(one) or one.box.height > LARGEST:
        return False
    others = [other for other in small if not other.box.intersection(one.box).area]
    return not others or float(likeness(frame, one.box, frame, [other.box for other in others]).max()) < ALIKE


def the_icon(
    target: Target, portrait: Frame, frame: Frame, elements: Sequence[Element], expected: Sequence[Box]
) -> Element | None:
    """The one thing without words that means the same as the target's picture; None where none or several do."""
    if target.looks is None or target.role not in ICONS:
        return None
    small = [part for one in _small(elements) for part in (one, *pictures_in(one, frame))]
    if not small:
        return None
    alike = likeness(portrait, target.looks.box, frame, [one.box for one in small])
    here = np.array([distance(one.box, expected) < NEAR for one in small], np.float32)
    scores = np.where(alike >= ALIKE, alike + IN_PLACE * here, 0.0)
    at = int(np.argmax(scores))
    best = small[at]
    rivals = [score for one, score in zip(small, scores, strict=True) if not one.box.intersection(best.box).area]
    return best if scores[at] >= ALIKE and scores[at] - max(rivals, default=0.0) >= LEAD else None


def pictures_in(one: Element, frame: Frame) -> list[Element]:
    """The pictures of a row of several that were taken for one line of words, by the gaps between them."""
    if one.box.width < WIDE * one.box.height:
        return []
    ink = _ink(frame, one.box)
    across, least = ink.any(axis=0), round(one.box.height * GAP)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], across.astype(np.int8), [0]))))
    runs: list[list[int]] = []
    for left, right in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if runs and left - runs[-1][1] < least:
            runs[-1][1] = right
        else:
            runs.append([left, right])
    parts = []
    for left, right in runs if len(runs) > 1 else []:
        down = np.flatnonzero(ink[:, left:right].any(axis=1))
        box = Box(left, int(down[0]), right, int(down[-1]) + 1).moved(round(one.box.left), round(one.box.top))
        parts.append(Element(box=box, role="icon"))
    return parts


def same_sign(target: Target, portrait: Frame, frame: Frame, one: Element) -> bool:
    """Whether what is drawn on a thing is the target's sign: both are compared without the ground they stand on."""
    return target.looks is not None and float(_signs(target.looks.box, portrait, frame, [one])[0]) >= SAME_SIGN


def the_sign(target: Target, portrait: Frame, frame: Frame, elements: Sequence[Element]) -> Element | None:
    """The one key that nothing was read on and that has the target's sign beyond doubt."""
    keys = [one for one in elements if one.role in (target.role, *PICTURES) and not words_of(one)]
    if target.looks is None or not keys:
        return None
    alike = _signs(target.looks.box, portrait, frame, keys)
    best = keys[int(np.argmax(alike))]
    rivals = [like for one, like in zip(keys, alike, strict=True) if not one.box.intersection(best.box).area]
    clear = alike.max() >= CERTAIN_SIGN and alike.max() - max(rivals, default=0.0) >= SIGN_LEAD
    return best if clear else None


def _signs(inner: Box, portrait: Frame, frame: Frame, things: Sequence[Element]) -> NDArray[np.float32]:
    # An icon has no rim: its box is that of the sign.
    boxes = [one.box.expanded(RIM if one.role == "icon" else 0.0) for one in things]
    return likeness(portrait, _drawn(portrait, inner), frame, [_drawn(frame, box) for box in boxes])


def _drawn(frame: Frame, box: Box) -> Box:
    """What stands out within a box, without the rim of a key and the lines that part it from the next."""
    inner = box.expanded(-min(RIM, box.width / 5, box.height / 5))
    ink = _ink(frame, inner)
    high, wide = ink.shape
    drawn = cv2.connectedComponentsWithStats(ink.astype(np.uint8))[2][1:, :4].tolist()
    signs = [one for one in drawn if one[2] < SIGN * wide and one[3] < SIGN * high] or drawn
    boxes = [Box(left, top, left + width, top + height) for left, top, width, height in signs]
    return reduce(Box.union, boxes).moved(round(inner.left), round(inner.top)) if boxes else box


def _ink(frame: Frame, box: Box) -> NDArray[np.bool_]:
    """Which pixels of a box stand out from most of it."""
    shades = looks.gray(looks.part(frame, box)).astype(np.int16)
    return np.asarray(np.abs(shades - np.median(shades)) > INK)


def _small(elements: Sequence[Element]) -> list[Element]:
    """Pictures, and what was taken for words but says nothing."""
    return [
        one for one in elements
        if (one.role in ICONS or one.role == "text") and not _says(one) and one.box.height <= LARGEST
    ]  # fmt: skip


def _says(one: Element) -> bool:
    from agent.macros.grounding.anchoring import sayable

    return sayable(words_of(one))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The encoder's numbers are rounded for speed: their lengths are only nearly 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6), np.float32)
