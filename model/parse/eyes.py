"""The trained detector on a stream of frames: what it found before is kept where nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bridges.coordinates import Box
from model.parse.ocr import Pixels
from model.parse.spans import Span, grown
from model.sight import Detector, Widget

CONTEXT = 128
"""Pixels around a changed region that the detector sees besides."""
STEP = 64
"""Regions begin at multiples of this, where the whole frame's maps have their cells."""
SIDES = (256, 448, 640, 1024)
"""Sides of the regions shown to the detector: each new size costs the engine some milliseconds once."""
CUT = 3
"""A box that comes so near to the rim of what was shown goes on beyond it."""


class EyesLayer:
    """Widgets of the last frame; `look` looks again only at what changed."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self._size = (0, 0)
        self._found: list[Widget] = []

    def look(self, frame: Pixels, changed: Sequence[Span]) -> list[Widget]:
        """The widgets of the whole frame, boxes in its pixels."""
        height, width = frame.shape[:2]
        if self._size != (height, width):
            self._size, self._found = (height, width), []
        for span in changed:
            self._found = self._after(frame, span, _around(span, width, height))
        return self._found

    def _after(self, frame: Pixels, changed: Span, shown: Span) -> list[Widget]:
        height, width = frame.shape[:2]
        part = frame[shown.top : shown.bottom, shown.left : shown.right]
        whole = (shown.width, shown.height) == (width, height)
        found = [_moved(widget, shown) for widget in self._detector.find(part if whole else _framed(part))]
        if whole:
            return found
        # A window that goes on beyond what was shown is known from before; its cut piece is not a thing.
        new = [one for one in found if _touches(one.box, changed) and not _is_cut(one.box, shown, width, height)]
        kept = [
            one
            for one in self._found
            if not _touches(one.box, changed) or (_is_cut(one.box, shown, width, height) and _reaches(one, shown))
        ]
        return kept + new


def _around(span: Span, width: int, height: int) -> Span:
    """What is shown for a changed span."""
    seen = grown(span, CONTEXT, width, height)
    left, top = seen.left // STEP * STEP, seen.top // STEP * STEP
    right, bottom = min(width, left + _side(seen.right - left)), min(height, top + _side(seen.bottom - top))
    return Span(left, top, right, bottom)


def _side(length: int) -> int:
    return next((side for side in SIDES if side >= length), -(-length // STEP) * STEP)


def _framed(part: Pixels) -> Pixels:
    """A part filled up to one of the few sizes."""
    height, width = part.shape[:2]
    high, wide = _side(height), _side(width)
    if (high, wide) == (height, width):
        return part
    filled = np.full((high, wide, 3), 128, np.uint8)
    filled[:height, :width] = part
    return filled


def _moved(widget: Widget, shown: Span) -> Widget:
    box = widget.box
    right, bottom = min(box.right, shown.width), min(box.bottom, shown.height)
    return replace(widget, box=Box(box.left + shown.left, box.top + shown.top, right + shown.left, bottom + shown.top))


def _touches(box: Box, span: Span) -> bool:
    return box.intersection(Box(*span)).area > 0


def _is_cut(box: Box, shown: Span, width: int, height: int) -> bool:
    """Whether a box touches a rim of what was shown that is not the frame's own."""
    return (
        (shown.left > 0 and box.left < shown.left + CUT)
        or (shown.top > 0 and box.top < shown.top + CUT)
        or (shown.right < width and box.right > shown.right - CUT)
        or (shown.bottom < height and box.bottom > shown.bottom - CUT)
    )


def _reaches(widget: Widget, shown: Span) -> bool:
    """Whether a box is larger than what was shown, in one way at least."""
    return widget.box.width > 0.6 * shown.width or widget.box.height > 0.6 * shown.height
