"""From the map of text probability to boxes of pieces of text, cut at wide gaps and tight around the ink."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.parse.ocr import Pixels
from model.parse.spans import Span

TEXT = 77
"""Text probability (of 255) from which a pixel counts as text."""
SURE = 128
"""Mean probability of a component to be kept."""
UNCLIP = 1.6
"""The map shows shrunken text; a component grows by area × (UNCLIP - 1)… / perimeter, as DB's authors do."""
FULL = 0.95
"""Share of a row or column from which ink in it is no writing."""
INK = 40
"""Difference from the background (largest of the three channels) from which a pixel counts as ink."""
STROKE = 0.55
"""Share of its columns that the stroke under a link covers at least; it leaves out letters that reach below it."""
SOLID = 0.85
"""Share of the ink's largest difference from the background that the stroke has."""
VIVID = 70
"""Difference of the channels from which the ink of a link has a colour of its own."""


def find_lines(text_map: Pixels) -> list[Span]:
    """Boxes of text lines in the map's own pixels: its components, grown back to full text height."""
    import cv2

    mask = (text_map > TEXT).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count == 1:
        return []
    height, width = text_map.shape
    spans = []
    for label in range(1, count):
        left, top, wide, high, _ = (int(number) for number in stats[label])
        if min(wide, high) < 3:
            continue
        rows, columns = slice(top, top + high), slice(left, left + wide)
        if text_map[rows, columns][labels[rows, columns] == label].mean() < SURE:
            continue
        grow = round(wide * high * UNCLIP / (2 * (wide + high)))
        spans.append(
            Span(
                max(0, left - grow), max(0, top - grow), min(width, left + wide + grow), min(height, top + high + grow)
            )
        )
    return spans


def cut(frame: Pixels, span: Span, marks: Sequence[Span] = ()) -> list[Span]:
    """The pieces of a line, tight around the ink: split at marks (check boxes), at wide gaps and around links."""
    ink = _ink(frame[span.top : span.bottom, span.left : span.right])
    here = [mark for mark in marks if mark.top < span.bottom and span.top < mark.bottom]
    solid = [mark for mark in here if mark.width]
    for mark in solid:
        ink[:, max(0, mark.left - 3 - span.left) : max(0, mark.right + 3 - span.left)] = False
    rows = _longest_run(np.asarray(ink.any(axis=1)))
    if rows is None:
        return []
    top, bottom = rows
    columns = np.flatnonzero(ink[top:bottom].any(axis=0))
    steps = np.diff(columns) - 1
    gap = _word_gap(span.height, steps[steps > 0])
    loose = [mark.left - span.left for mark in here if not mark.width]
    ends = [(mark.left + mark.right) / 2 - span.left for mark in solid] + _snapped(loose, columns, span.height)
    between = np.searchsorted(sorted(ends), columns)
    shown = frame[span.top + top : span.top + bottom, span.left : span.right]
    links = np.searchsorted(_links(shown, ink[top:bottom], columns, span.height), columns, side="right")
    breaks = np.flatnonzero((steps > gap) | (np.diff(between) > 0) | (np.diff(links) > 0))
    pieces = []
    for piece in np.split(columns, breaks + 1):
        left, right = int(piece[0]), int(piece[-1]) + 1
        own = np.flatnonzero(ink[top:bottom, left:right].any(axis=1))
        pieces.append(
            Span(span.left + left, span.top + top + int(own[0]), span.left + right, span.top + top + int(own[-1]) + 1)
        )
    return pieces


def is_link(frame: Pixels, span: Span) -> bool:
    """Whether a piece of text has a colour of its own and a stroke under it."""
    crop = frame[span.top : span.bottom, span.left : span.right]
    return crop.size > 0 and _is_link(crop, _drawn(crop))


def _snapped(places: Sequence[int], columns: NDArray[np.intp], height: int) -> list[float]:
    """The nearest gap between words for each place; none where there is no gap near."""
    gaps = np.flatnonzero(np.diff(columns) > max(2, 0.16 * height))
    middles = (columns[gaps] + columns[gaps + 1]) / 2
    if not middles.size:
        return []
    nearest = [float(middles[np.abs(middles - place).argmin()]) for place in places]
    return [middle for middle, place in zip(nearest, places, strict=True) if abs(middle - place) <= 0.5 * height]


def _links(crop: Pixels, ink: NDArray[np.bool_], columns: NDArray[np.intp], height: int) -> list[int]:
    """Columns where links begin, words of a colour with one stroke under them, and where what follows them begins."""
    found: set[int] = set()
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > max(2, 0.16 * height)) + 1)
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        part = slice(int(run[0]), int(run[-1]) + 1)
        if len(run) < 0.4 * height or not _is_link(crop[:, part], ink[:, part]):
            continue
        found.add(int(run[0]))
        if after is not None:
            found.add(int(after[0]))
    return sorted(found)


def _is_link(crop: Pixels, ink: NDArray[np.bool_]) -> bool:
    rows = ink.mean(axis=1)
    low = round(0.6 * len(rows))
    if not 0 < low < len(rows):
        return False
    stroke = low + int(rows[low:].argmax())
    if rows[stroke] < max(STROKE, 1.15 * rows[:low].max()):
        return False
    # The edges of letters are mixed with the ground, a stroke has the ink's own colour.
    distance = np.abs(crop.astype(np.int16) - _background(crop)).max(axis=2)
    if np.median(distance[stroke][ink[stroke]]) < SOLID * distance[ink].max():
        return False
    colour = np.median(crop[stroke][ink[stroke]], axis=0)
    return bool(colour.max() - colour.min() >= VIVID)


def _drawn(crop: Pixels) -> NDArray[np.bool_]:
    drawn: NDArray[np.bool_] = np.abs(crop.astype(np.int16) - _background(crop)).max(axis=2) > INK
    return drawn


def _ink(crop: Pixels) -> NDArray[np.bool_]:
    ink = _drawn(crop)
    # A row or column that is ink from end to end is the border of a box or the edge of a coloured bar.
    rows, columns = ink.mean(axis=1) > FULL, ink.mean(axis=0) > FULL
    ink[rows] = False
    ink[:, columns] = False
    return ink


def _background(crop: Pixels) -> NDArray[np.int16]:
    """The colour that covers most of the crop, to a sixteenth of each channel: letters cover less than half of a line.

    The rim alone would not do, since a border or another window may run along one side of it.
    """
    pixels = crop.reshape(-1, 3)
    codes = (pixels >> 4).astype(np.uint16) @ np.array([256, 16, 1], np.uint16)
    colour: NDArray[np.int16] = np.median(pixels[codes == np.bincount(codes).argmax()], axis=0).astype(np.int16)
    return colour


def _longest_run(flags: NDArray[np.bool_]) -> tuple[int, int] | None:
    """Start and end of the longest run of true values, bridging gaps of one or two (the dot of an i, an accent)."""
    places = np.flatnonzero(flags)
    if not places.size:
        return None
    runs = np.split(places, np.flatnonzero(np.diff(places) > 3) + 1)
    longest = max(runs, key=len)
    return int(longest[0]), int(longest[-1]) + 1


def _word_gap(line_height: int, gaps: NDArray[np.intp]) -> float:
    """Gaps wider than this part two pieces of text; within a sentence words are closer.

    Monospaced fonts space words widely, but then their letters stand wide apart too.
    """
    between_letters = gaps[gaps <= 0.3 * line_height]
    typical = float(between_letters.mean()) if between_letters.size >= 3 else 0.0
    return max(8.0, 0.54 * line_height, 6.5 * typical)
