"""Anchors: words that say which of several alike things a target is, as the name of its row does for an icon.

Where a list was reordered or a form rearranged, a thing that looks the same stands at the target's old place. What has
no words of its own, or shares them with others, is therefore only taken together with the words beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from agent.macros.file.target import Target
from agent.macros.grounding import looks
from agent.macros.grounding.whereabouts import in_row
from agent.reading import plain, words_of
from bridges.base import Frame
from bridges.coordinates import Box
from model.base import Element

LETTERS = 3
"""Shorter words name nothing for sure."""
FIELDS = ("field", "combobox")
MARKS = ("checkbox", "radio", "switch")
HALF_LINE = 6.0
SUMS = frozenset("+-*/=%.()×÷−√")
SIGNS = str.maketrans("×−–", "x--")
"""Signs that are read one for another."""
ACROSS, ABOVE = 700.0, 48.0
"""Pixels to the words of a row, and to those over a field."""
THERE = 0.86
"""Score of the anchor's picture from which it is there."""
ROW = 0.95
"""How sure a free place in a row is, where the words that name the row are read exactly and once."""
CLEAR, PLAUSIBLE, LEAD = 0.75, 0.5, 0.08
"""Of the likeness of two icons: from which they are the same, from which one at its place is, and before the second."""
LARGEST, SMALLEST = 2.6, 0.4
"""Of a scale that is believed."""


def anchor_of(box: Box, words: str, elements: Sequence[Element], *, only: bool = False) -> Element | None:
    """What names a target that does not name itself; None where it does, or where nothing in sight would.

    ``only``: nothing else in sight looks like it, so that only its row names it: another time there may be more rows.
    """
    if sayable(words) and _count(words, elements) < 2:
        return None
    named = [one for one in elements if _names(one, elements) and not one.box.intersection(box).area]
    row = [one for one in named if in_row(one.box, box) and _gap(one.box, box) <= ACROSS]
    left = [one for one in row if one.box.center.x < box.center.x]
    over = [
        one for one in named
        if 0 <= box.top - one.box.bottom <= ABOVE and min(one.box.right, box.right) > max(one.box.left, box.left)
    ]  # fmt: skip
    # Words with a line around them may be taken for a field that holds them.
    framed = [
        _as_line(one) for one in elements if one.role == "field" and _held(one, elements) and in_row(one.box, box)
    ]
    framed = [one for one in framed if one.box.right <= box.left + box.width / 2 and not one.box.contains(box.center)]
    for among in (left,) if only else (left, over, row, framed):
        if among:
            return min(among, key=lambda one: ("\n" in words_of(one), _off(one.box, box)))
    return None


def sayable(words: str) -> bool:
    """Whether words can be told from a misread icon: a lone letter, "è C" or a star cannot, "OK", 7 and + can."""
    one = words.strip()
    letters = len(plain(one))
    return letters >= LETTERS or (letters == 2 and one.isascii() and one.isalnum()) or one.isdigit() or one in SUMS


def pictured(target: Target) -> bool:
    """Whether a target is told by its picture alone, as an icon is."""
    return not sayable(target.words) and target.role not in (*FIELDS, *MARKS, "unknown", "text")


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
    anchors = _anchors(target.anchor.words, elements)
    found = [_beside(target, anchor, frame, picture, elements) for anchor in anchors]
    # Of several lines that were taken for one, each may say where it is, as long as all say the same.
    boxes = {one[0] for one in found if one}
    return next(one for one in found if one) if len(boxes) == 1 else None


def _anchors(words: str, elements: Sequence[Element]) -> list[Element]:
    """What is read as the anchor; else the lines of it, or what has it as a line, where each is the only one of it."""
    for wordings, of in (
        ([words], _whole),
        ([one for one in words.split("\n") if sayable(one)], _whole),
        ([words], _lines),
    ):
        alike = [[one for one in elements if plain(wording) in of(one)] for wording in wordings]
        if alike and all(len(one) == 1 for one in alike):
            return [_as_line(one) for (one,) in alike]
    return []


def _whole(one: Element) -> list[str]:
    return [plain(words_of(one))]


def _lines(one: Element) -> list[str]:
    """A list behind a dialog may seem to go on in it, so that words of both are one thing's."""
    return [plain(line) for line in words_of(one).split("\n")]


def _beside(
    target: Target, anchor: Element, frame: Frame, picture: Frame, elements: Sequence[Element]
) -> tuple[Box, float, Element | None] | None:
    assert target.anchor is not None
    assert target.looks is not None
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
        and (in_row(one.box, anchor.box) if beside else _at(one.box, expected))
    ]  # fmt: skip
    alike, likeness = _likest(target, frame, picture, candidates)
    if alike is not None and likeness >= CLEAR:
        return alike.box, 0.92, alike
    here = [one for one in candidates if _at(one.box, expected) and one.role in (target.role, "unknown")]
    as_was = not pictured(target) or (here == [alike] and likeness >= PLAUSIBLE)
    if len(here) == 1 and target.role != "unknown" and as_was:
        return here[0].box, 0.88, here[0]
    after = [one for one in candidates if one.role == target.role and one.box.left >= anchor.box.center.x]
    if len(after) == 1 and beside and target.role in FIELDS and inner.left >= then.center.x:
        return after[0].box, 0.86, after[0]
    others = [one for one in elements if not one.box.contains(anchor.box.center)]
    if target.role == "unknown" and beside and not any(_at(one.box, expected[:1]) for one in others):
        # The free part of a row, which nothing marks but the words at its beginning.
        return expected[0], ROW, None
    return None


def _likest(
    target: Target, frame: Frame, picture: Frame, candidates: Sequence[Element]
) -> tuple[Element | None, float]:
    """The candidate whose picture means the same most clearly, by the icon encoder, and how much so."""
    assert target.looks is not None
    if target.role in FIELDS or target.role in MARKS or not candidates:
        return None, 0.0
    from agent.macros.grounding.icons import likeness

    alike = likeness(picture, target.looks.box, frame, [one.box for one in candidates])
    order = np.argsort(-alike)
    best = float(alike[order[0]])
    rival = float(alike[order[1]]) if len(order) > 1 else 0.0
    return (candidates[int(order[0])], best) if best - rival >= LEAD else (None, 0.0)


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


def _off(one: Box, box: Box) -> float:
    return abs(one.center.y - box.center.y) * 2 + _gap(one, box)


def _gap(one: Box, other: Box) -> float:
    return max(one.left - other.right, other.left - one.right, 0.0)
