"""Anchors: words that say which of several alike things a target is, as the name of its row does for an icon.

Where a list was reordered or a form rearranged, a thing that looks the same stands at the target's old place. What has
no words of its own, or shares them with others, is therefore only taken together with the words beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from agent.macros import looks
from agent.macros.schema import Target
from agent.reading import plain, words_of
from bridges.base import Frame
from bridges.coordinates import Box
from model.base import Element

LETTERS = 3
"""Shorter words name nothing for sure."""
FIELDS = ("field", "combobox")
HALF_LINE = 6.0
SUMS = frozenset("+-*/=%.()×÷−√")
ACROSS, ABOVE = 700.0, 48.0
"""Pixels to the words of a row, and to those over a field."""
SIDE_BY_SIDE = 0.5
"""Part of the lower one's height by which two things of one row overlap."""
THERE = 0.86
"""Score of the anchor's picture from which it is there."""
CLEAR = 0.75
LARGEST, SMALLEST = 2.6, 0.4
"""Of a scale that is believed."""


def anchor_of(box: Box, words: str, elements: Sequence[Element]) -> Element | None:
    """What names a target that does not name itself; None where it does, or where nothing in sight would."""
    if sayable(words) and _count(words, elements) < 2:
        return None
    named = [one for one in elements if _names(one, elements) and not one.box.intersection(box).area]
    row = [one for one in named if _in_row(one.box, box) and _gap(one.box, box) <= ACROSS]
    left = [one for one in row if one.box.center.x < box.center.x]
    over = [
        one for one in named
        if 0 <= box.top - one.box.bottom <= ABOVE and min(one.box.right, box.right) > max(one.box.left, box.left)
    ]  # fmt: skip
    # Words with a line around them may be taken for a field that holds them.
    framed = [
        _as_line(one) for one in elements if one.role == "field" and _held(one, elements) and _in_row(one.box, box)
    ]
    framed = [one for one in framed if one.box.right <= box.left + box.width / 2 and not one.box.contains(box.center)]
    for among in (left, over, row, framed):
        if among:
            return min(among, key=lambda one: abs(one.box.center.y - box.center.y) * 2 + _gap(one.box, box))
    return None


def sayable(words: str) -> bool:
    """Whether words can be told from a misread icon: a lone letter, "è C" or a star cannot, "OK", 7 and + can."""
    one = words.strip()
    letters = len(plain(one))
    return letters >= LETTERS or (letters == 2 and one.isascii() and one.isalnum()) or one.isdigit() or one in SUMS


def stands_there(target: Target, frame: Frame, picture: Frame, at: Box) -> bool:
    """Whether the anchor stands beside a place as it did when recorded; about 1 ms. True where there is none."""
    if target.anchor is None or target.looks is None:
        return True
    inner = target.looks.box
    expected = target.anchor.box.moved(at.left - inner.left, at.top - inner.top)
    match = looks.near(frame, picture, target.anchor.box, expected)
    return match is not None and match.score >= THERE


def by_anchor(
    target: Target, frame: Frame, picture: Frame, elements: Sequence[Element]
) -> tuple[Box, float, Element | None] | None:
    """Where the target is beside its anchor, read wherever that is now, and how sure; None where it is not read."""
    if target.anchor is None or target.looks is None:
        return None
    wanted = plain(target.anchor.words)
    anchors = [_as_line(one) for one in elements if plain(words_of(one)) == wanted]
    if len(anchors) != 1:
        return None
    (anchor,) = anchors
    then, inner = target.anchor.box, target.looks.box
    scale = min(max(anchor.box.height / max(then.height, 1.0), SMALLEST), LARGEST)
    down = inner.center.y - then.center.y
    beside = abs(down) < max(inner.height, then.height) * 0.6
    size = (inner.width * scale, inner.height * scale)
    # Measured from the anchor's left edge and from its right: words that got longer push what follows.
    starts = (anchor.box.left + (inner.left - then.left) * scale, anchor.box.right + (inner.left - then.right) * scale)
    top = anchor.box.center.y + down * scale - size[1] / 2
    expected = [Box(left, top, left + size[0], top + size[1]) for left in starts]
    candidates = [
        one for one in elements
        if not one.box.contains(anchor.box.center) and one.role != "window" and _fits(target, one, expected[0])
        and (_in_row(one.box, anchor.box) if beside else _at(one.box, expected))
    ]  # fmt: skip
    alike = _likest(target, frame, picture, candidates)
    if alike is not None:
        return alike.box, 0.92, alike
    here = [one for one in candidates if _at(one.box, expected) and one.role in (target.role, "unknown")]
    if len(here) == 1 and target.role != "unknown":
        return here[0].box, 0.88, here[0]
    after = [one for one in candidates if one.role == target.role and one.box.left >= anchor.box.center.x]
    if len(after) == 1 and beside and target.role in FIELDS and inner.left >= then.center.x:
        return after[0].box, 0.86, after[0]
    if target.role == "unknown" and beside and not any(_at(one.box, expected[:1]) for one in elements):
        # The free part of a row, which nothing marks but the words at its beginning.
        return expected[0], 0.86, None
    return None


def _likest(target: Target, frame: Frame, picture: Frame, candidates: Sequence[Element]) -> Element | None:
    """The candidate whose picture means the same, by the icon encoder, if one clearly does."""
    assert target.looks is not None
    if target.role in FIELDS or target.role in ("checkbox", "radio", "switch") or not candidates:
        return None
    from agent.macros.icons import likeness

    alike = likeness(picture, target.looks.box, frame, [one.box for one in candidates])
    order = np.argsort(-alike)
    best = float(alike[order[0]])
    rival = float(alike[order[1]]) if len(order) > 1 else 0.0
    return candidates[int(order[0])] if best >= CLEAR and best - rival >= 0.08 else None


def _fits(target: Target, one: Element, expected: Box) -> bool:
    """Whether a thing may be the target by its size, whatever its words."""
    high = 0.45 <= one.box.height / max(expected.height, 1.0) <= 2.2
    return high and (
        not target.words or len(plain(target.words)) < LETTERS or plain(words_of(one)) == plain(target.words)
    )


def _at(box: Box, expected: Sequence[Box]) -> bool:
    return any(box.intersection(one).area >= 0.4 * min(box.area, one.area) for one in expected)


def _names(one: Element, elements: Sequence[Element]) -> bool:
    words = words_of(one)
    letters = sum(letter.isalpha() for letter in words)
    labelled = one.role not in ("field", "combobox", "window", "icon", "image")
    return labelled and letters >= LETTERS and _count(words, elements) == 1


def _as_line(one: Element) -> Element:
    """A field that holds words, as the line of words in it."""
    if one.role != "field":
        return one
    middle = one.box.center.y
    return one.model_copy(update={"box": Box(one.box.left, middle - HALF_LINE, one.box.right, middle + HALF_LINE)})


def _held(one: Element, elements: Sequence[Element]) -> bool:
    letters = sum(letter.isalpha() for letter in one.value)
    return not one.text and letters >= LETTERS and _count(one.value, elements) == 1


def _count(words: str, elements: Sequence[Element]) -> int:
    return sum(plain(words_of(one)) == plain(words) for one in elements)


def _in_row(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= SIDE_BY_SIDE * min(one.height, other.height)


def _gap(one: Box, other: Box) -> float:
    return max(one.left - other.right, other.left - one.right, 0.0)
