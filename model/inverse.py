"""Inverse action prediction: which action lies between two frames, told from their pixels alone.

Five things show themselves exactly: nothing at all; content that moved as a whole (a scroll); writing that grew or
shrank on one line (keys); something small that changed in place (a click on it); and something new that opened beside
a thing that changed (a click on that thing). Anything else is named as unsure, with a low confidence, never guessed
into a place. A model may be asked instead (`model.inverse_asking`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridges.action import Action, Click, Input, Press, Scroll, Wait
from bridges.base import Frame
from bridges.coordinates import Box, FramePoint, ImagePoint, Size
from model.movement import Shift, shift

NOISE = 6
"""Brightness steps that count as equal: dithering and video compression."""
REACH = 9
"""Changed pixels this close together are one region."""
CARET_WIDTH, CARET_HEIGHT = 3, 64
LINE_HEIGHT = 64
"""Taller changes are no line of writing."""
SMALL = 0.02
"""Share of the frame up to which a region is a thing of its own: a check box, a button, a tab."""
HEAD = 0.6
"""Share of a menu's width up to which what it hangs on is its title."""
MARK = 32
"""Largest side of a check mark."""
CLOSE = 8
"""Pixels between a check mark and its box's outline."""
BESIDE = 12
"""Pixels between a thing and what it opened."""

Words = Callable[[Frame, Box], str]
"""Reads the writing inside a box of a frame."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The likeliest action between two frames."""

    action: Action
    """Its points are pixels of the frames, so image space is frame space."""
    size: Size
    """Of the frames."""
    box: Box | None
    """What changed or was acted on, in frame pixels."""
    confidence: float
    """1 where the pixels leave no other reading; below 0.5 it is a guess that a person should look at."""
    why: str

    @property
    def point(self) -> FramePoint | None:
        """Where it happened, for the actions that have a place."""
        place = getattr(self.action, "start_point", None)
        return FramePoint(place.x, place.y) if place else None


def explain(
    before: Frame, after: Frame, *, pointer: FramePoint | None = None, words: Words | None = None
) -> Explanation:
    """Which action turned ``before`` into ``after`` (both height × width × 3, RGB bytes).

    ``pointer`` is where the pointer was, if the recording knows: a click is then placed there and not in the middle of
    what changed. ``words`` reads a line, for what was typed; without it typed text is told as "…" with a low
    confidence. Frames of different size are another window or device turned: unsure.
    """
    height, width = after.shape[:2]
    size = Size(width, height)
    if before.shape != after.shape:
        return _unsure(size, None, pointer, "the picture has another size")
    regions = changed_regions(before, after)
    if not regions:
        return Explanation(Wait(), size, None, 0.9, "nothing changed")
    whole = _around(regions)
    scroll = shift(before, after, whole)
    if scroll is not None:
        return _scrolled(size, whole, scroll, pointer)
    return (
        _typed(before, after, regions, size, words)
        or _pressed_in_place(before, after, regions, size, pointer)
        or _opened(regions, size, pointer)
        or _unsure(size, whole, pointer, "too much changed at once")
    )


def changed_regions(before: Frame, after: Frame) -> list[Box]:
    """Boxes of pixels that differ, largest first; a blinking caret is none."""
    import cv2

    gray = cv2.cvtColor(cv2.absdiff(before, after), cv2.COLOR_RGB2GRAY)
    mask = (gray > NOISE).astype(np.uint8)
    if not mask.any():
        return []
    joined = cv2.dilate(mask, np.ones((REACH, REACH), np.uint8))
    count, labels = cv2.connectedComponents(joined)
    boxes = []
    for number in range(1, count):
        boxes += _head_and_body(*np.nonzero(mask & (labels == number)))
    return sorted((box for box in boxes if not _caret(box)), key=lambda box: -box.area)


def _head_and_body(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> list[Box]:
    """One box, or two where a menu hangs on its title: a low, narrow head and a wide body."""
    top, bottom, width = int(rows.min()), int(rows.max()) + 1, int(np.ptp(columns)) + 1
    lefts, rights = np.full(bottom - top, width * 9), np.full(bottom - top, -1)
    np.minimum.at(lefts, rows - top, columns)
    np.maximum.at(rights, rows - top, columns)
    wide = np.flatnonzero(rights - lefts + 1 >= 0.9 * width)
    if not len(wide):
        return [_box(rows, columns)]
    for cut, head in ((wide[0], rows - top < wide[0]), (wide[-1] + 1, rows - top > wide[-1])):
        high = min(int(cut), bottom - top - int(cut))
        if 5 <= high <= LINE_HEIGHT and np.ptp(columns[head]) + 1 <= HEAD * width and head.sum() >= 20:
            return [_box(rows[head], columns[head]), _box(rows[~head], columns[~head])]
    return [_box(rows, columns)]


def _box(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Box:
    return Box(float(columns.min()), float(rows.min()), float(columns.max()) + 1, float(rows.max()) + 1)


def _caret(box: Box) -> bool:
    return box.width <= CARET_WIDTH and 4 <= box.height <= CARET_HEIGHT


def _around(regions: list[Box]) -> Box:
    whole = regions[0]
    for box in regions[1:]:
        whole = whole.union(box)
    return whole


def _scrolled(size: Size, box: Box, moved: Shift, pointer: FramePoint | None) -> Explanation:
    distance = float(abs(moved.down or moved.right))
    # The view travels against its content.
    direction: Any = ("up" if moved.down > 0 else "down") if moved.down else ("left" if moved.right > 0 else "right")
    place = pointer if pointer and box.contains(pointer) else box.center
    action = Scroll[ImagePoint](direction=direction, scroll_distance=distance, start_point=whole_pixel(place))
    why = f"what is in the box moved by {distance:g} pixels"
    return Explanation(action, size, box, min(0.99, 0.6 + 0.4 * moved.agreed), why)


def _typed(before: Frame, after: Frame, regions: list[Box], size: Size, words: Words | None) -> Explanation | None:
    """Ink that was added to or taken from the end of one line."""
    box = _around(regions)
    if box.height > LINE_HEIGHT or not 0 < box.width <= 0.9 * size.width or len(regions) > 24:
        return None
    place = np.s_[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    ground = _ground(before, after, box)
    if ground is None:
        return None
    old, new = (_written(_ink(frame[place], ground)) for frame in (before, after))
    if old.any() == new.any() or _framed(before, box, ground):
        return None  # writing over writing, a thing that only changed its colour, or a mark in its own small frame
    if old.any():
        return Explanation(Press(keys=["backspace"]), size, box, 0.6, "writing at the end of a line went away")
    if not _like_writing(new):
        return None
    if words is None:
        return Explanation(Input[ImagePoint](text="…"), size, box, 0.4, "writing appeared on a line")
    line = Box(max(0.0, box.left - 2), max(0.0, box.top - 3), box.right + 2, box.bottom + 3)
    text = words(after, line).strip()
    if not text:
        return Explanation(Input[ImagePoint](text="…"), size, box, 0.3, "writing appeared that cannot be read")
    return Explanation(Input[ImagePoint](text=text), size, box, 0.8, f"“{text}” appeared on a line")


def _ground(before: Frame, after: Frame, box: Box) -> NDArray[np.uint8] | None:
    """The colour that a box stands on: that of its frame's commonest pixel in both pictures, or None if they differ."""
    colours = []
    top, bottom = max(0, int(box.top) - 2), min(len(before), int(box.bottom) + 2)
    left, right = max(0, int(box.left) - 2), min(before.shape[1], int(box.right) + 2)
    for frame in (before, after):
        values, counts = np.unique(frame[top:bottom, left:right].reshape(-1, 3), axis=0, return_counts=True)
        colours.append(values[counts.argmax()])
    return colours[0] if np.array_equal(*colours) else None


def _ink(part: NDArray[np.uint8], ground: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.asarray(np.abs(part.astype(np.int16) - ground).max(2) > 40)


def _framed(frame: Frame, box: Box, ground: NDArray[np.uint8]) -> bool:
    """Whether a box as small as a check mark has an outline close by on all four sides, as a field's end has not."""
    if max(box.width, box.height) > MARK:
        return False
    left, top, right, bottom = (int(side) for side in (box.left, box.top, box.right, box.bottom))
    beside = (
        frame[max(0, top - CLOSE) : top, left:right],
        frame[bottom : bottom + CLOSE, left:right],
        frame[top:bottom, max(0, left - CLOSE) : left],
        frame[top:bottom, right : right + CLOSE],
    )
    return all(part.size and _ink(part, ground).mean() > 0.5 / CLOSE for part in beside)


def _written(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Ink that is more than the caret that stands where writing begins."""
    columns = np.flatnonzero(ink.any(axis=0))
    return ink if len(columns) and np.ptp(columns) + 1 > CARET_WIDTH else np.zeros_like(ink)


def _like_writing(ink: NDArray[np.bool_]) -> bool:
    """Letters leave gaps: between them, or within their box."""
    return bool(ink.mean() < 0.65 and ink.shape[0] >= 5)


def _pressed_in_place(
    before: Frame, after: Frame, regions: list[Box], size: Size, pointer: FramePoint | None
) -> Explanation | None:
    """One small thing that looks different, or two of one kind of which one was chosen instead of the other."""
    most = SMALL * size.width * size.height
    if len(regions) == 1 and regions[0].area <= most:
        box = regions[0]
        return _click(size, box, pointer, 0.8, "one thing changed in place")
    if len(regions) == 2 and all(box.area <= most for box in regions) and _alike(*regions):
        chosen = max(regions, key=lambda box: _contrast(after, box) - _contrast(before, box))
        return _click(size, chosen, pointer, 0.7, "one of two alike things was chosen instead of the other")
    return None


def _alike(one: Box, other: Box) -> bool:
    return abs(one.width - other.width) <= 0.3 * max(one.width, other.width) and abs(one.height - other.height) <= 6


def _contrast(frame: Frame, box: Box) -> float:
    return float(frame[int(box.top) : int(box.bottom), int(box.left) : int(box.right)].std())


def _opened(regions: list[Box], size: Size, pointer: FramePoint | None) -> Explanation | None:
    """A large region that opened beside a small one: a menu under its title, a list under its field."""
    large, *others = regions
    if not 0.002 * size.width * size.height < large.area < 0.6 * size.width * size.height:
        return None
    around = large.expanded(BESIDE)
    beside = [box for box in others if around.intersection(box).area and box.area <= 0.5 * large.area]
    if beside:
        return _click(size, beside[0], pointer, 0.7, "something opened beside a thing that changed")
    if pointer is not None:
        return _click(size, large, pointer, 0.6, "something opened while the pointer stood there")
    return None


def _click(size: Size, box: Box, pointer: FramePoint | None, confidence: float, why: str) -> Explanation:
    on_it = pointer is not None and box.expanded(BESIDE).contains(pointer)
    place = pointer if pointer is not None else box.center
    sure = min(0.95, confidence + 0.15) if on_it else confidence - (0.2 if pointer is not None else 0.0)
    return Explanation(Click[ImagePoint](start_point=whole_pixel(place)), size, box, sure, why)


def _unsure(size: Size, box: Box | None, pointer: FramePoint | None, why: str) -> Explanation:
    if pointer is not None:
        return Explanation(Click[ImagePoint](start_point=whole_pixel(pointer)), size, box, 0.4, why)
    place = box.center if box else FramePoint(size.width / 2, size.height / 2)
    return Explanation(Click[ImagePoint](start_point=whole_pixel(place)), size, box, 0.1, why)


def whole_pixel(point: FramePoint) -> ImagePoint:
    """The point in whole pixels, of a picture that the model sees as it is."""
    return ImagePoint(float(int(point.x)), float(int(point.y)))
