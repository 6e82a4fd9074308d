"""Whether what was typed went into a field that hides it, told by the pixels where no accessibility tree does.

A masked field shows the same mark for each letter, side by side, so close at times that they touch. A terminal that
asks for a password shows nothing. And a field may say of itself that it is for one. What none of these tells, such as a
password that a program draws in clear without naming it, is taken for text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from agent.difference import difference
from agent.macros.grounding.looks import Gray, gray, part
from agent.reading import words_of
from agent.terminal import is_terminal
from bridges.base import Frame, Observation
from bridges.coordinates import Box
from model.base import Element

NAMED = re.compile(
    r"pass(?:word|phrase|code|wort)|kennwort|\bpin\b|mot de passe|contrase[ñn]a|senha|"
    r"parola|пароль|密码|密碼|口令|パスワード|암호",
    re.IGNORECASE,
)
FEWEST = 3
"""Letters that tell a mask from a text."""
INK = 60
"""Difference from the ground in brightness steps from which a pixel belongs to a mark."""
CARET = 3
"""Width of what may be a caret, in pixels."""
UNLIKE = 0.25
"""Part of a mark in which two of the same kind may differ: they do not all begin at a whole pixel."""
NARROWEST, CELL = 3.0, 16
"""Pixels from one mark to the next at least, and the width at which marks are compared."""
TALL, FAINT = 1.6, 20
"""How many times higher than the marks a caret is at least; a difference in brightness that is none."""
Ink: TypeAlias = npt.NDArray[np.float32]
LEFT, ABOVE, ROW = 320.0, 40.0, 0.6
"""Pixels within which a field's name stands left of it or above it, and part of a height that it may be off its row."""


def hides(text: str, seen: Observation, after: Observation, named: Sequence[Element]) -> bool:
    """Whether the text that was typed between two looks is hidden. ``named``: what was read there before."""
    if len(text) < FEWEST or seen.frame.shape != after.frame.shape:
        return False
    changed = difference(seen.frame, after.frame).box
    if changed is None:
        # An echo that is too late to be seen is no reason to keep a password.
        return is_terminal(seen)
    name = _name_of(changed, named)
    if name is not None and NAMED.search(words_of(name) or name.label):
        return True
    if len(set(text)) < 2:
        return False
    return masked(seen.frame, after.frame, changed) or repeated(after.frame, changed, len(text))


def masked(before: Frame, after: Frame, box: Box) -> bool:
    """Whether what has come into a box is a row of marks that are all the same."""
    now, then = gray(part(after, box.expanded(2))), gray(part(before, box.expanded(2)))
    ink = (cv2.absdiff(now, then) > INK).astype(np.uint8)
    count, _, stats, centers = cv2.connectedComponentsWithStats(ink, connectivity=8)
    marks = [(stats[index], centers[index]) for index in range(1, count)]
    marks = [one for one in marks if not (one[0][2] <= CARET and one[0][3] > 3 * one[0][2])]
    if len(marks) < FEWEST:
        return False
    marks.sort(key=lambda one: float(one[1][0]))
    widths, heights = ([int(one[0][side]) for (one,) in zip(marks, strict=True)] for side in (2, 3))
    if max(widths) - min(widths) > 1 or max(heights) - min(heights) > 1:
        return False
    across = np.diff([float(one[1][0]) for one in marks])
    down = [float(one[1][1]) for one in marks]
    if float(across.max() - across.min()) > 1.5 or max(down) - min(down) > 1.0:
        return False
    shapes = [_shape(now, one[0]) for one in marks]
    return all(_same(shapes[0], shape) for shape in shapes[1:])


def repeated(frame: Frame, box: Box, letters: int) -> bool:
    """Whether what stands in a box is one mark, once for each letter, though the marks may touch."""
    ink = _ink(frame, box)
    columns = np.flatnonzero(ink.any(axis=0))
    if not columns.size:
        return False
    left, right = int(columns[0]), int(columns[-1]) + 1
    # The last mark ends before the next would begin: by how much, nobody knows.
    for gap in np.arange(0.0, (right - left) / letters, 0.25):
        pitch = (right - left + gap) / letters
        if pitch >= NARROWEST and _alike(ink, left - gap / 2 + pitch * np.arange(letters + 1), pitch):
            return True
    return False


def _ink(frame: Frame, box: Box) -> Ink:
    """How far each pixel is from the ground around, without a caret: the one thing there taller than the marks."""
    # What is around may be the field's frame; the ground is of one colour, unlike the edges of marks.
    ground = int(np.bincount(gray(part(frame, box.expanded(2))).ravel()).argmax())
    ink = np.abs(gray(part(frame, box)).astype(np.float32) - ground)
    heights = (ink > INK).sum(axis=0)
    if heights.any():
        ink[:, heights > TALL * np.median(heights[heights > 0])] = 0
    ink[ink < FAINT] = 0
    return np.asarray(ink, np.float32)


def _alike(ink: Ink, edges: npt.NDArray[np.float64], pitch: float) -> bool:
    """Whether the same stands between each two edges, as dark, as high and as far from the edge."""
    widen = CELL / pitch
    cells = np.stack([
        cv2.warpAffine(ink, np.array([[widen, 0, -edge * widen], [0, 1, 0]], np.float32), (CELL, ink.shape[0]))
        for edge in edges[:-1]
    ])  # fmt: skip
    dark = cells.sum(axis=(1, 2))
    if dark.min() <= 0 or np.ptp(dark) > UNLIKE * dark.mean():
        return False
    mean = cells.mean(axis=0)
    return bool(np.abs(cells - mean).sum(axis=(1, 2)).max() <= UNLIKE * mean.sum())


def _shape(picture: Gray, stats: Sequence[int]) -> Gray:
    left, top, wide, high = (int(value) for value in stats[:4])
    return np.asarray(cv2.resize(picture[top : top + high, left : left + wide], (12, 12)), np.uint8)


def _same(one: Gray, other: Gray) -> bool:
    return float((cv2.absdiff(one, other) > INK).mean()) <= UNLIKE


def _name_of(field: Box, elements: Sequence[Element]) -> Element | None:
    """The text that names a field: on its left in the same row, else above it, or in it; the nearest of them."""
    texts = [one for one in elements if words_of(one) or one.label]
    row = [
        one for one in texts
        if abs(one.box.center.y - field.center.y) < ROW * max(one.box.height, field.height)
        and one.box.left < field.left and field.left - one.box.right < LEFT
    ]  # fmt: skip
    over = [
        one for one in texts
        if 0 <= field.top - one.box.bottom < ABOVE and one.box.left - LEFT / 4 < field.center.x < one.box.right + LEFT
    ]  # fmt: skip
    if row:
        return max(row, key=lambda one: one.box.right)
    return max(over, key=lambda one: one.box.bottom, default=None)
