"""Single characters on buttons, such as the + and ÷ of a calculator.

Alone, a sign is misread: nothing tells its size or its place on the line. So the recogniser is shown the sign three
times side by side, cut at the height of a line around the button's middle, and the commonest of the answers counts.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from model.parse.lines import INK
from model.parse.ocr import Pixels, Reading
from model.parse.spans import Span

LINE = 20
"""Height in pixels of the cut, or that of the sign and a margin where it is taller."""
MARGIN = 4
TIMES = 3
WIDEST = 1.5
"""Drawings wider than this many of their heights, and than 12 pixels, are more than one character."""
LOOKALIKES = {
    "十": "+", "一": "-", "–": "-", "—": "-", "_": "-", "二": "=", "三": "≡", "米": "*", "東": "*", "口": "□",
    "（": "(", "）": ")", "，": ".", ",": ".", "·": ".", "•": ".", "。": ".", "：": ":", "〇": "0",
}  # fmt: skip
"""What a sign is mistaken for, and the sign; a comma alone is a decimal point that the recogniser cannot place."""
UPRIGHT = frozenset("1lI|/")
FLAT = frozenset("-.")
SHAPED = 0.7
"""Confidence of a sign that is told by its shape."""
SLANT = 0.15
"""A stroke that leans by this part of its height is a slash."""


def sign_strip(frame: Pixels, button: Span, sign: Span) -> Pixels:
    """The pixels to read: what is drawn on a button, repeated where it is a single character."""
    height, width = frame.shape[:2]
    half = max(LINE, sign.height + 2 * MARGIN) // 2
    middle = (button.top + button.bottom) // 2
    rows = slice(max(0, button.top + 2, middle - half), min(height, button.bottom - 2, middle + half))
    columns = slice(max(0, button.left + 2, sign.left - MARGIN), min(width, button.right - 2, sign.right + MARGIN))
    cut = frame[rows, columns]
    return cut if _is_wide(sign) else np.concatenate([cut] * TIMES, axis=1)


def told_sign(frame: Pixels, sign: Span, reading: Reading) -> Reading:
    """The sign that a reading of `sign_strip` stands for."""
    if _is_wide(sign):
        return Reading(reading.text.strip(), reading.confidence)
    letters = Counter(LOOKALIKES.get(letter, letter) for letter in reading.text if not letter.isspace())
    if not letters:
        return Reading("", 0.0)
    letter = letters.most_common(1)[0][0]
    shape = _stroke(frame, sign) if letter in UPRIGHT else _flat(sign) if letter in FLAT else ""
    return Reading(shape, max(SHAPED, reading.confidence)) if shape else Reading(letter, reading.confidence)


def _flat(sign: Span) -> str:
    return "-" if sign.width >= 1.5 * sign.height else "."


def _is_wide(sign: Span) -> bool:
    return sign.width > max(12, WIDEST * sign.height)


def _stroke(frame: Pixels, sign: Span) -> str:
    """A slash or backslash where the stroke leans, else nothing."""
    cut = frame[sign.top : sign.bottom, sign.left : sign.right].astype(np.int16)
    beside = frame[(sign.top + sign.bottom) // 2, max(0, sign.left - 4)].astype(np.int16)
    ink = np.abs(cut - beside).max(axis=2) > INK
    third = max(1, ink.shape[0] // 3)
    upper, lower = np.nonzero(ink[:third])[1], np.nonzero(ink[-third:])[1]
    if not upper.size or not lower.size:
        return ""
    lean = (upper.mean() - lower.mean()) / ink.shape[0]
    if abs(lean) < SLANT:
        return ""
    return "/" if lean > 0 else "\\"
