"""Appearance: pictures of targets, and where on a frame they are again, at any scale and in any theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from agent.difference import difference
from bridges.base import Frame
from bridges.coordinates import Box

AROUND = 14.0
"""Pixels around a target that belong to its picture."""
REACH = 10
"""Pixels by which a target may stand off its place and still be near it."""
FLAT = 2.5
"""Standard deviation of the brightness up to which a picture shows nothing to find it by."""
ALIKE = 12.0
"""Mean difference of brightness up to which two pictures are the same."""
VEIL, VEIL_REST, VEIL_AGREES = (0.25, 0.85), 14.0, 0.95
"""Factor by which a veil darkens, what may be left over, and how well that tells all pixels."""
RIM = 8.0
"""Pixels around what is kept of a field in which its frame is."""
EDGE, SLACK = 0.2, 6.0
"""Part of a thing's height at its edges that need not show, and pixels by which it may be found off its place."""
SPOT, OTHER = 9, 60.0
"""Side in pixels, and mean difference of brightness there, by which one letter differs from another."""
LIT, LIT_ROUGHLY = (0.96, 60.0), (0.9, 110.0)
"""Likeness of the edges from which two pictures show the same, and how much a spot of SPOT pixels may differ in it:
of a thing, where one letter makes another of it, and of a place with many things."""
SCALES = (1.0, 0.8, 0.9, 1.1, 1.25, 1.5, 1.75, 2.0, 0.67, 0.57, 0.5)
"""Of the interface now to the interface then."""
SMALLEST = 8

Gray = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a picture is on a frame."""

    box: Box
    """Of the target in it, in frame pixels."""
    score: float
    """1 for the same; below 0.8 it is something else."""
    margin: float
    """By how much the second best place is worse; near 0 means that there are two of it."""
    scale: float = 1.0


def cut(frame: Frame, box: Box, reaching: Box | None = None) -> tuple[Frame, Box]:
    """The target with what stands around it, as far as to ``reaching``, and the target's box within that."""
    height, width = frame.shape[:2]
    outer = box.union(reaching) if reaching else box
    outer = outer.expanded(AROUND).intersection(Box(0, 0, width, height))
    left, top = int(outer.left), int(outer.top)
    picture = frame[top : int(np.ceil(outer.bottom)), left : int(np.ceil(outer.right))]
    return np.ascontiguousarray(picture), box.moved(-left, -top)


def part(frame: Frame, box: Box) -> Frame:
    """The pixels in a box, as far as it lies on the frame; may be empty."""
    rows = slice(max(0, round(box.top)), max(0, round(box.bottom)))
    columns = slice(max(0, round(box.left)), max(0, round(box.right)))
    return frame[rows, columns]


def hash_of(picture: Frame) -> str:
    """16 hexadecimal digits that stay nearly the same under small changes (difference hash, 9 × 8)."""
    if picture.size == 0:
        return ""
    small = cv2.resize(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (9, 8), interpolation=cv2.INTER_AREA)
    bits = (small[:, 1:] > small[:, :-1]).flatten()
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"


def gray(picture: Frame) -> Gray:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)


def near(frame: Frame, picture: Frame, inner: Box, expected: Box) -> Match | None:
    """The target within a few pixels of where it is expected; about 1 ms. None where it cannot be there."""
    picture, inner = close_up(picture, inner)
    outer = Box(0, 0, picture.shape[1], picture.shape[0]).moved(expected.left - inner.left, expected.top - inner.top)
    height, width = frame.shape[:2]
    searched = outer.expanded(REACH).intersection(Box(0, 0, width, height))
    window = part(frame, searched)
    if window.shape[0] < picture.shape[0] or window.shape[1] < picture.shape[1]:
        return None
    there, wanted = gray(window), gray(picture)
    # The place itself first: most often nothing has moved at all.
    top, left = round(outer.top - searched.top), round(outer.left - searched.left)
    exact = there[max(0, top) : top + wanted.shape[0], max(0, left) : left + wanted.shape[1]]
    if exact.shape == wanted.shape and float(np.mean(cv2.absdiff(exact, wanted))) < 0.5:
        return Match(expected, 1.0, 1.0)
    score, x, y = _best(there, wanted)
    found = Box(
        searched.left + x + inner.left,
        searched.top + y + inner.top,
        searched.left + x + inner.right,
        searched.top + y + inner.bottom,
    )
    return Match(found, score, 1.0)


def equal(one: Frame, other: Frame) -> bool:
    """Whether two pictures are the same but for a caret."""
    return one.shape == other.shape and one.size > 0 and not difference(one, other).regions


def same_shapes(one: Frame, other: Frame) -> float:
    """How alike the edges of two pictures of one size are, from 0 to 1: a highlight changes the ground behind them."""
    if one.shape != other.shape or one.size == 0:
        return 0.0
    return _agreeing(_edges(gray(one)), _edges(gray(other)))


def _agreeing(first: Gray, second: Gray) -> float:
    """How alike two pictures of edges are; without any, they are the same where both have none."""
    if min(float(first.std()), float(second.std())) < FLAT:
        return float(float(first.std()) < FLAT and float(second.std()) < FLAT)
    return max(0.0, float(cv2.matchTemplate(first, second, cv2.TM_CCOEFF_NORMED)[0, 0]))


def lit(one: Frame, other: Frame, *, roughly: bool = False) -> bool:
    """Whether two pictures show the same with another light on it, as a row does under the pointer: the same edges."""
    least, unlike = LIT_ROUGHLY if roughly else LIT
    if one.shape != other.shape or min(one.shape[:2], default=0) < SMALLEST:
        return False
    # One empty place is like any other.
    if min(float(each.std()) for each in (one, other)) < FLAT:
        return False
    edges = _edges(gray(one)), _edges(gray(other))
    if _agreeing(*edges) < least:
        return False
    first, second = (each.astype(np.float32) * (255 / max(float(np.percentile(each, 98)), 1.0)) for each in edges)
    apart = cv2.absdiff(np.clip(first, 0, 255), np.clip(second, 0, 255))
    return float(np.max(cv2.blur(apart, (SPOT, SPOT)))) < unlike


def close_up(picture: Frame, inner: Box) -> tuple[Frame, Box]:
    """What stands close around a box of a picture, and the box within that."""
    outer = inner.expanded(AROUND).intersection(Box(0, 0, picture.shape[1], picture.shape[0]))
    return part(picture, outer), inner.moved(-round(outer.left), -round(outer.top))


def veiled(frame: Frame, picture: Frame, inner: Box, box: Box) -> bool:
    """Whether a thing shows as recorded but darker, as through the veil that a page lays under its own dialog.

    Under a veil light goes down by one factor and dark stays dark; a theme changes them otherwise.
    """
    # What lies over it may cover its edge, it may be found some pixels off, and of a button only the words.
    middle = Box(inner.left, inner.top + EDGE * inner.height, inner.right, inner.bottom - EDGE * inner.height)
    then = gray(part(picture, middle))
    if then.size == 0 or float(then.std()) < FLAT:
        # An empty field: its frame is what can be seen to be darker.
        inner = inner.expanded(RIM).intersection(Box(0, 0, picture.shape[1], picture.shape[0]))
        then = gray(part(picture, inner))
    if then.size == 0 or float(then.std()) < FLAT:
        return False
    across, down = max(inner.width, box.width) / 2 + SLACK, max(inner.height, box.height) / 2 + SLACK
    x, y = box.center.x, box.center.y
    there = gray(part(frame, Box(x - across, y - down, x + across, y + down)))
    grown = inner.height / max(box.height, 1.0)
    return any(_is_veil(then, there, scale) for scale in dict.fromkeys((1.0, grown)))


def _is_veil(then: Gray, there: Gray, scale: float) -> bool:
    """Whether a picture is somewhere in another one, which is brought to its scale, and is darker there."""
    if scale != 1.0:
        there = np.asarray(cv2.resize(there, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    if there.shape[0] < then.shape[0] or there.shape[1] < then.shape[1]:
        return False
    _, agrees, _, (left, top) = cv2.minMaxLoc(cv2.matchTemplate(there, then, cv2.TM_CCOEFF_NORMED))
    now = there[top : top + then.shape[0], left : left + then.shape[1]]
    factor, rest = np.polyfit(then.astype(np.float32).ravel(), now.astype(np.float32).ravel(), 1)
    return bool(agrees >= VEIL_AGREES and VEIL[0] <= factor <= VEIL[1] and abs(float(rest)) <= VEIL_REST)


def anywhere(frame: Frame, picture: Frame, inner: Box) -> Match | None:
    """The best place on the whole frame over all scales, by brightness and, for another theme, by edges alone."""
    wanted = gray(part(picture, inner.expanded(3)))
    if min(wanted.shape) < SMALLEST or float(wanted.std()) < FLAT:
        return None
    offset = Box(min(3.0, inner.left), min(3.0, inner.top), 0, 0)
    whole = gray(frame)
    best: Match | None = None
    for prepared in (lambda image: image, _edges):
        scene = prepared(whole)
        for scale in SCALES:
            one = _at_scale(scene, prepared(wanted), scale, offset, inner)
            if one and (best is None or one.score > best.score + 0.02):
                best = one
            if best and best.score > 0.97:
                return best
    return best


def _at_scale(scene: Gray, wanted: Gray, scale: float, offset: Box, inner: Box) -> Match | None:
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    sized = np.asarray(wanted if scale == 1 else cv2.resize(wanted, None, fx=scale, fy=scale, interpolation=way))
    if min(sized.shape) < SMALLEST or sized.shape[0] > scene.shape[0] or sized.shape[1] > scene.shape[1]:
        return None
    result = cv2.matchTemplate(scene, sized, cv2.TM_CCOEFF_NORMED)
    _, score, _, (x, y) = cv2.minMaxLoc(result)
    high, wide = sized.shape
    result[max(0, y - high // 2) : y + high // 2 + 1, max(0, x - wide // 2) : x + wide // 2 + 1] = -1
    second = cv2.minMaxLoc(result)[1]
    left, top = x + offset.left * scale, y + offset.top * scale
    box = Box(left, top, left + inner.width * scale, top + inner.height * scale)
    return Match(box, float(score), float(score - second), scale)


def _best(there: Gray, wanted: Gray) -> tuple[float, int, int]:
    """Score and offset. A flat picture is compared by its brightness, as it correlates with nothing."""
    if float(wanted.std()) < FLAT:
        result = cv2.matchTemplate(there, wanted, cv2.TM_SQDIFF)
        least, _, (x, y), _ = cv2.minMaxLoc(result)
        off = float(np.sqrt(max(0.0, least) / wanted.size))
        return max(0.0, 1 - off / ALIKE), int(x), int(y)
    result = cv2.matchTemplate(there, wanted, cv2.TM_CCOEFF_NORMED)
    _, score, _, (x, y) = cv2.minMaxLoc(result)
    apart = np.asarray(cv2.absdiff(there[y : y + wanted.shape[0], x : x + wanted.shape[1]], wanted))
    if float(np.mean(apart)) >= 2 * ALIKE:
        # Correlation alone calls a greyed-out button the same as a live one.
        return min(float(score), 0.7), int(x), int(y)
    # One letter that differs changes a long picture little, but its own spot much.
    worst = float(np.max(cv2.blur(apart, (SPOT, SPOT))))
    return float(score) if worst < OTHER else min(float(score), 0.85), int(x), int(y)


def _edges(image: Any) -> Gray:
    """The strength of edges: the same for dark on light and light on dark."""
    across, down = cv2.Sobel(image, cv2.CV_32F, 1, 0), cv2.Sobel(image, cv2.CV_32F, 0, 1)
    return np.asarray(np.clip(cv2.magnitude(across, down) / 2, 0, 255), np.uint8)
