"""What is written on one line of a film: cut out alone, without the caret and the field's frame, and read larger."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from agent.reading import Reader, words_of
from bridges.base import Frame, Observation
from bridges.coordinates import Box, Geometry, Size

INK = 60
"""Brightness steps by which writing stands out from its ground."""
CARET_WIDTH, CARET_TALLER = 3, 1.1
"""Pixels, and by how much a caret is taller than any stroke of a letter."""
AT_END = 8
"""Columns at the end of the line among which it stands."""
RULE = 0.9
"""Share of a line's width that a field's frame runs along, and no letter."""
MARGIN = 16
LARGER = (2, 3)
"""Times that a line is enlarged; what is read alike at both is taken for right."""
BEFORE, AROUND = 2.0, 3.0
"""Pixels more on the left, and above and below."""
SHORT = 3
BARS = "lI1|!"
"""What a caret is easily read as."""
ALIKE, DOUBTFUL = 0.8, 0.6
NOTHING = 0.3


def written(frame: Frame, box: Box, reader: Reader) -> tuple[str, float]:
    """The writing in a box, and how sure that is: not so where it is short or reads otherwise when it is larger."""
    # What it was put before begins where it ends.
    line, caret = _alone(frame, Box(box.left - BEFORE, box.top - AROUND, box.right, box.bottom + AROUND))
    readings = [_read(_enlarged(line, times), reader) for times in LARGER]
    text = next((one for one in readings if one), "")
    if not text:
        return "", NOTHING
    sure = len(text) >= SHORT and len(set(readings)) == 1 and (caret or text[-1] not in BARS)
    return text, ALIKE if sure else DOUBTFUL


def _read(line: Frame, reader: Reader) -> str:
    height, width = line.shape[:2]
    look = Observation(line, Geometry(Size(width, height)), time.time())
    return " ".join(words_of(one) for one in sorted(reader.texts(look), key=lambda one: one.box.left)).strip()


def _alone(frame: Frame, box: Box) -> tuple[Frame, bool]:
    """The line on a margin of its ground, and whether there was a caret on it."""
    import cv2

    height, width = frame.shape[:2]
    box = box.intersection(Box(0, 0, width, height))
    part = frame[int(box.top) : int(box.bottom), int(box.left) : int(box.right)].copy()
    values, counts = np.unique(part.reshape(-1, 3), axis=0, return_counts=True)
    ground = values[counts.argmax()]
    ink = np.abs(part.astype(np.int16) - ground).max(2) > INK
    rules = ink.mean(axis=1) >= RULE
    part[rules], ink[rules] = ground, False
    caret = _caret(ink)
    part[:, caret] = ground
    colour = [int(value) for value in ground]
    framed = cv2.copyMakeBorder(part, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=colour)
    return np.ascontiguousarray(framed, dtype=np.uint8), caret.stop > caret.start


def _enlarged(line: Frame, times: int) -> Frame:
    import cv2

    large = cv2.resize(line, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC)
    return np.ascontiguousarray(large, dtype=np.uint8)


def _caret(ink: NDArray[np.bool_]) -> slice:
    """The columns of a bar that is taller than all strokes beside it, though a letter may touch it."""
    heights = ink.sum(axis=0)
    tallest = int(heights.max(initial=0))
    columns = np.flatnonzero(heights >= max(1, tallest - 1))
    # It stands behind what was typed; a bar before that is the field's frame.
    if not len(columns) or np.ptp(columns) + 1 > CARET_WIDTH or columns[0] < len(heights) - AT_END:
        return slice(0, 0)
    bar = slice(int(columns[0]), int(columns[-1]) + 1)
    others = np.delete(heights, bar)
    return bar if tallest > CARET_TALLER * int(others.max(initial=0)) else slice(0, 0)
