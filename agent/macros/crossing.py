"""A thing that is not read, told by its row and its column: the key between “×” and “C”, the one beside “6” under “/”.

A grid keeps its order whatever its size, its font and its theme.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agent.macros.anchoring import SIGNS, in_row, sayable
from agent.macros.icons import same_sign
from agent.macros.schema import Anchor, Target
from agent.reading import plain, words_of
from bridges.base import Frame, Observation
from bridges.coordinates import Box
from model.base import Element

REACH = 400.0
"""Pixels to what still belongs to a row or a column."""
EACH = 3
"""Mates to each of the four sides."""
SURE = 0.86


def mates(box: Box, elements: Sequence[Element]) -> list[Element]:
    """The nearest things with words of their own in the row and in the column of a box."""
    named = [one for one in elements if _mate(one.text) and not one.value and not one.box.intersection(box).area]
    named = [one for one in named if _count(words_of(one), named) == 1]
    row = [one for one in named if in_row(one.box, box)]
    column = [one for one in named if in_row(_turned(one.box), _turned(box))]
    sides = (
        [(box.left - one.box.right, one) for one in row],
        [(one.box.left - box.right, one) for one in row],
        [(box.top - one.box.bottom, one) for one in column],
        [(one.box.top - box.bottom, one) for one in column],
    )
    kept: list[Element] = []
    for side in sides:
        near = sorted((pair for pair in side if 0 <= pair[0] <= REACH), key=lambda pair: pair[0])
        kept += [one for _, one in near[:EACH]]
    return kept


def by_crossing(
    target: Target, portrait: Frame, elements: Sequence[Element], seen: Observation
) -> tuple[Element, float] | None:
    """The thing at the crossing of its old row and column that is not read as anything else, if its sign is alike."""
    if target.looks is None or not target.grid:
        return None
    inner = target.looks.box
    row = _found([one for one in target.grid if in_row(one.box, inner)], elements)
    column = _found([one for one in target.grid if in_row(_turned(one.box), _turned(inner))], elements)
    across = _between(row, inner, lambda box: box) or _range(column, _turned)
    down = _between(column, inner, _turned) or _range(row, lambda box: box)
    if across is None or down is None:
        return None
    crossing = Box(across[0], down[0], across[1], down[1])
    free = [one for one in elements if not _mate(words_of(one)) and one.role in (target.role, "icon", "unknown")]
    here = [
        one for one in free
        if in_row(one.box, crossing) and in_row(_turned(one.box), _turned(crossing))
        and same_sign(target, portrait, seen.frame, one.box)
    ]  # fmt: skip
    # The key and what is drawn on it are one thing.
    outer = max(here, key=lambda one: one.box.area, default=None)
    if outer is None or not all(outer.box.contains(one.box.center) for one in here):
        return None
    return outer, SURE


def _found(known: Sequence[Anchor], elements: Sequence[Element]) -> list[tuple[Anchor, Box]]:
    """Those of the mates that are read exactly once."""
    found = []
    for mate in known:
        here = [one.box for one in elements if _sign(words_of(one)) == _sign(mate.words)]
        if len(here) == 1:
            found.append((mate, here[0]))
    return found


def _range(found: Sequence[tuple[Anchor, Box]], turned: Callable[[Box], Box]) -> tuple[float, float] | None:
    """From where to where all of a row, or of a turned column, reach together; None where they form none any more."""
    boxes = [turned(box) for _, box in found]
    if not boxes:
        return None
    top, bottom = max(box.top for box in boxes), min(box.bottom for box in boxes)
    return (top, bottom) if bottom > top else None


def _between(
    found: Sequence[tuple[Anchor, Box]], inner: Box, turned: Callable[[Box], Box]
) -> tuple[float, float] | None:
    """The gap between the mates before and after, where both are known."""
    middle = turned(inner).center.x
    before = [turned(box).right for mate, box in found if turned(mate.box).center.x < middle]
    after = [turned(box).left for mate, box in found if turned(mate.box).center.x > middle]
    return (max(before), min(after)) if before and after and max(before) < min(after) else None


def _mate(words: str) -> bool:
    one = words.strip()
    return sayable(one) or (len(one) == 1 and one.isascii() and one.isalnum())


def _count(words: str, elements: Sequence[Element]) -> int:
    return sum(_sign(words_of(one)) == _sign(words) for one in elements)


def _sign(words: str) -> str:
    return plain(words).translate(SIGNS)


def _turned(box: Box) -> Box:
    """With rows and columns changed for each other."""
    return Box(box.top, box.left, box.bottom, box.right)
