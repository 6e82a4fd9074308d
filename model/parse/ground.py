"""What is drawn in and around a place of a frame: told by its pixels alone, whatever widget it then is."""

from __future__ import annotations

import numpy as np

from model.parse.ocr import Pixels
from model.parse.shapes import Area
from model.parse.spans import Span

FREE = 2
"""Width of the free ring around what stands free, in pixels."""


class Ground:
    """The pixels of one frame, with where it is even, as `find_even` tells."""

    def __init__(self, frame: Pixels, even: Pixels) -> None:
        self._frame = frame
        self._even = even

    def stands_free(self, span: Span, border: int = 0) -> bool:
        """Whether nothing is drawn in a narrow ring around a span and its border."""
        near, far = border, border + FREE
        top, left = span.top - far, span.left - far
        if top < 0 or left < 0:
            return False
        ring = self._even[top : span.bottom + far, left : span.right + far].copy()
        if ring.shape != (span.height + 2 * far, span.width + 2 * far):
            return False
        ring[FREE : FREE + span.height + 2 * near, FREE : FREE + span.width + 2 * near] = 1
        return bool(ring.all())

    def is_filled(self, mark: Span) -> bool:
        """Whether something is drawn in the inner half of a mark, or it is filled with a colour."""
        inner = mark.width // 4 + 1
        if not self._even[mark.top + inner : mark.bottom - inner, mark.left + inner : mark.right - inner].all():
            return True
        middle = self._frame[(mark.top + mark.bottom) // 2, (mark.left + mark.right) // 2]
        return int(middle.max()) - int(middle.min()) > 70

    def sets_off(self, area: Area) -> bool:
        """Whether an area's colour differs from that just above and below its border."""
        span, middle = area.span, (area.span.left + area.span.right) // 2
        rows = [row for row in (span.top - 5, span.bottom + 5) if 0 <= row < self._frame.shape[0]]
        return all(np.abs(self._frame[row, middle].astype(int) - area.colour).max() > 3 for row in rows)

    def glyph(self, span: Span, is_round: bool = False) -> Span | None:
        """The box of what is drawn inside a span, or inside the ellipse in it; None where it is empty."""
        inner = self._even[span.top + 2 : span.bottom - 2, span.left + 2 : span.right - 2] == 0
        if is_round:
            y, x = np.ogrid[-1 : 1 : inner.shape[0] * 1j, -1 : 1 : inner.shape[1] * 1j]
            inner &= x * x + y * y < 0.75
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
