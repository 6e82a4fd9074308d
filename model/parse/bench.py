"""The parser's two figures: a whole frame, and a small change on it.

Run as `python -m model.parse.bench SCREENSHOT…`; prints JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Sequence

from bridges.base import Frame
from model.base import Element
from model.parse.screen import ScreenParser
from model.picture import load_picture

SPARE = 3
"""Pixels around a word that are changed with it."""


def bench(frames: Sequence[Frame]) -> dict[str, float]:
    """Medians in milliseconds over the frames: "full" (models loaded, nothing known) and "change", and both worst.

    A change is one word or line of text whose pixels are mirrored, so that it has never been read before.
    """
    ScreenParser().parse(frames[0])
    full, change = [], []
    for frame in frames:
        parser = ScreenParser()
        start = time.perf_counter()
        elements = parser.parse(frame).elements
        full.append((time.perf_counter() - start) * 1000)
        for element in words_of(elements):
            changed = mirrored(frame, element)
            start = time.perf_counter()
            parser.parse(changed)
            change.append((time.perf_counter() - start) * 1000)
            parser.parse(frame)
    return {
        "full": round(statistics.median(full), 1),
        "full_worst": round(max(full), 1),
        "change": round(statistics.median(change), 1) if change else 0.0,
        "change_worst": round(max(change), 1) if change else 0.0,
    }


def words_of(elements: Sequence[Element]) -> list[Element]:
    """Three texts of middling length from different parts of a screen."""
    words = [element for element in elements if element.role == "text" and 4 <= len(element.text) <= 40]
    return words[:: max(1, len(words) // 3)][:3]


def mirrored(frame: Frame, element: Element) -> Frame:
    """A copy of the frame in which the pixels of an element stand the other way round."""
    box = element.box.expanded(SPARE)
    rows = slice(max(0, int(box.top)), int(box.bottom))
    columns = slice(max(0, int(box.left)), int(box.right))
    changed = frame.copy()
    changed[rows, columns] = frame[rows, columns][:, ::-1]
    return changed


if __name__ == "__main__":
    sys.stdout.write(json.dumps(bench([load_picture(path) for path in sys.argv[1:]])) + "\n")
