"""The text of a screen: pieces with box and words, read again only where the pixels are new."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import blake2b
from itertools import pairwise
from unicodedata import category

import numpy as np

from model.parse.lines import cut, find_lines
from model.parse.ocr import LINE_HEIGHT, Ocr, Pixels, Reading
from model.parse.signs import sign_strip, told_sign
from model.parse.spans import Span, grown, joined, touch

GRID = 32
"""The detector takes sides that are multiples of this; above the ladder they are used as they come."""
CONTEXT = 32
"""Pixels around a changed region that the detector sees besides."""
MOST_PICTURES = 3
"""Characters that a row of pictures is read as, at most."""
REMEMBERED = 20_000
"""Strips whose reading is kept; a reading with its key takes about 200 bytes."""
READABLE, SYMBOLS, LONE = 0.5, 0.8, 0.97
"""Confidence from which words, runs of symbols and single letters count as text."""
LADDER = (64, 128, 192, 256, 384, 512, 608, 768, 1024)
"""Sides of the pictures shown to the detector: each new size costs the engine tens of milliseconds once."""
BLOCK = 1000
"""Longest side shown to the detector at once; its memory grows with the area."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of text on one line."""

    span: Span
    text: str
    confidence: float


def is_text(piece: TextPiece) -> bool:
    """Whether a piece found anywhere on a frame is writing; an icon is easily read as a single character."""
    if len(piece.text) > 1:
        wordless = not any(character.isalnum() for character in piece.text)
        # Pictures in a row are read as a star and a character of any script.
        wordless |= len(piece.text) <= MOST_PICTURES and any(category(each) == "So" for each in piece.text)
        return piece.confidence >= (SYMBOLS if wordless else READABLE)
    if piece.span.width > 1.4 * piece.span.height:
        return False
    if piece.text.isascii() and piece.text.isdigit():
        return piece.confidence >= READABLE
    return piece.text.isalpha() and piece.confidence >= LONE


def may_be_a_letter(piece: TextPiece) -> bool:
    """Whether a picture looks like a letter that is not surely one."""
    return len(piece.text) == 1 and piece.text.isalpha() and piece.confidence >= READABLE and not is_text(piece)


class TextLayer:
    """Where text is and what it says. `detect` keeps its map between calls; readings are remembered by their pixels."""

    def __init__(self, ocr: Ocr) -> None:
        self._ocr = ocr
        self._map: Pixels = np.zeros((0, 0), np.uint8)
        self._pieces: dict[Span, list[Span]] = {}
        """The pieces of each line of the last frame."""
        self._readings: OrderedDict[bytes, Reading] = OrderedDict()

    def detect(self, frame: Pixels, changed: Sequence[Span], marks: Sequence[Span] = ()) -> list[Span]:
        """Boxes of pieces of text in the whole frame, looking again only inside the changed spans.

        A line is cut where one of the marks (check boxes, radio buttons) stands in it.
        """
        if self._map.shape != frame.shape[:2]:
            self._map = np.zeros(frame.shape[:2], np.uint8)
            self._pieces = {}
        for span in changed:
            # Lines are looked at whole: half a line seen anew need not fit the half seen before.
            broken = [line for line in self._pieces if touch(line, span)]
            for block in _blocks(reduce(joined, broken, span)):
                self._look(frame, block)
        known, self._pieces = self._pieces, {}
        for line in find_lines(self._map):
            untouched = line in known and not any(touch(line, span) for span in changed)
            self._pieces[line] = known[line] if untouched else cut(frame, line, marks)
        return [piece for pieces in self._pieces.values() for piece in pieces]

    def _look(self, frame: Pixels, span: Span) -> None:
        height, width = frame.shape[:2]
        seen = grown(span, CONTEXT, width, height)
        high, wide = _rung(seen.height), _rung(seen.width)
        picture = np.full((high, wide, 3), 127, np.uint8)
        picture[: seen.height, : seen.width] = frame[seen.top : seen.bottom, seen.left : seen.right]
        found = self._ocr.text_map(picture)
        # Only half of the context is believed: at the very rim the detector lacks sight.
        kept = grown(span, CONTEXT // 2, width, height)
        self._map[kept.top : kept.bottom, kept.left : kept.right] = found[
            kept.top - seen.top : kept.bottom - seen.top, kept.left - seen.left : kept.right - seen.left
        ]

    def read(self, frame: Pixels, spans: Sequence[Span]) -> list[TextPiece]:
        """What stands in each span, in the same order; the text is empty where nothing can be read."""
        readings = self._readings_of([_strip(frame, span) for span in spans])
        return [
            TextPiece(span, reading.text.strip(), reading.confidence)
            for span, reading in zip(spans, readings, strict=True)
        ]

    def read_signs(self, frame: Pixels, signs: Sequence[tuple[Span, Span]]) -> list[TextPiece]:
        """What the sign on each button says; a pair is the button's span and that of what is drawn on it."""
        readings = self._readings_of([sign_strip(frame, button, sign) for button, sign in signs])
        return [
            TextPiece(sign, *told_sign(frame, sign, reading))
            for (_, sign), reading in zip(signs, readings, strict=True)
        ]

    def _readings_of(self, strips: Sequence[Pixels]) -> list[Reading]:
        keys = [_fingerprint(strip) for strip in strips]
        unknown = {key: index for index, key in enumerate(keys) if key not in self._readings}
        readings = self._ocr.read([_scaled(strips[index]) for index in unknown.values()])
        self._readings.update(zip(unknown, readings, strict=True))
        for key in keys:
            self._readings.move_to_end(key)
        told = [self._readings[key] for key in keys]
        while len(self._readings) > REMEMBERED:
            self._readings.popitem(last=False)
        return told


def _blocks(span: Span) -> list[Span]:
    """A span in equal parts of at most `BLOCK` pixels a side."""
    across, down = -(-span.width // BLOCK), -(-span.height // BLOCK)
    columns = [span.left + span.width * part // across for part in range(across + 1)]
    rows = [span.top + span.height * part // down for part in range(down + 1)]
    return [Span(left, top, right, bottom) for top, bottom in pairwise(rows) for left, right in pairwise(columns)]


def _rung(side: int) -> int:
    """The smallest side that the detector is shown for that many pixels."""
    return next((rung for rung in LADDER if rung >= side), -(-side // GRID) * GRID)


def _strip(frame: Pixels, span: Span) -> Pixels:
    """The pixels handed to the recogniser: the ink with the margin that it was trained with."""
    height, width = frame.shape[:2]
    above = max(3, round(0.22 * span.height))
    if span.height < 12:
        above = max(above, (18 - span.height) // 2)
    return frame[
        max(0, span.top - above) : min(height, span.bottom + above), max(0, span.left - 3) : min(width, span.right + 3)
    ]


def _fingerprint(strip: Pixels) -> bytes:
    return blake2b(strip.tobytes(), digest_size=16, salt=strip.shape[1].to_bytes(4, "little")).digest()


def _scaled(strip: Pixels) -> Pixels:
    import cv2

    height, width = strip.shape[:2]
    wide = max(16, round(width * LINE_HEIGHT / height))
    return np.asarray(cv2.resize(strip, (wide, LINE_HEIGHT), interpolation=cv2.INTER_LINEAR), np.uint8)
