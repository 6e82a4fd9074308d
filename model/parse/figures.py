"""Plain figures: whether what is drawn in a box is a filled circle, a triangle or a rectangle of one colour."""

from __future__ import annotations

from typing import Final

import numpy as np

from bridges.coordinates import Box
from model.parse.ocr import Pixels

LEAST: Final = 10
"""Pixels of the shorter side of a figure that can be told."""
LIKE: Final = 60
"""Difference from the figure's colour (largest of the three channels) up to which a pixel is a part of it."""
WHOLE: Final = 0.7
"""Share of each side of the box that the figure reaches over."""
AROUND: Final = 3
"""Pixels around the box that are looked at too: what goes on there is ground and no figure."""


def figure_of(frame: Pixels, box: Box) -> str:
    """One of "circle", "triangle", "rectangle" and "square"; empty where it is none of them or not of one colour."""
    left, top = max(0, round(box.left) - AROUND), max(0, round(box.top) - AROUND)
    part = frame[top : round(box.bottom) + AROUND, left : round(box.right) + AROUND].astype(np.int16)
    if min(part.shape[:2], default=0) < LEAST:
        return ""
    middle = part[part.shape[0] // 2 - 1 : part.shape[0] // 2 + 2, part.shape[1] // 2 - 1 : part.shape[1] // 2 + 2]
    colour = np.median(middle.reshape(-1, 3), axis=0)
    if colour.min() > 235:
        return ""
    mask = np.abs(part - colour).max(2) < LIKE
    if not mask.any():  # the middle of several colours is none of them
        return ""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    own = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    high, wide = own.shape
    if min(high, wide) < LEAST or high < WHOLE * part.shape[0] or wide < WHOLE * part.shape[1]:
        return ""
    widths = own.sum(1) / wide
    filled = float(own.mean())
    level = 0.85 < wide / high < 1.18
    if filled > 0.95:
        ends = high >= mask.shape[0] - 1 or wide >= mask.shape[1] - 1
        return "" if ends else "square" if level else "rectangle"
    if level and 0.72 < filled < 0.85 and _alike(widths, np.sqrt(1 - np.linspace(-1, 1, high) ** 2)):
        return "circle"
    slope = np.linspace(0, 1, high)
    if 0.42 < filled < 0.6 and (_alike(widths, slope) or _alike(widths, slope[::-1])):
        return "triangle"
    return ""


def _alike(widths: np.ndarray, model: np.ndarray) -> bool:
    return float(np.abs(widths - model).mean()) < 0.08
