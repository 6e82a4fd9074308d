"""A thing that is not read, told by its row and its column: the key between “×” and “C”, the one beside “6” under “/”.

A grid keeps its order whatever its size, its font and its theme.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agent.macros.file.target import Anchor, Target
from agent.macros.grounding.anchoring import SIGNS, sayable
from agent.macros.grounding.icons import PICTURES, same_sign, the_sign
from agent.macros.grounding.whereabouts import gap, in_row
from agent.reading import plain, words_of
from bridges.base import Frame, Observation
from bridges.coordinates import Box
from model.base import Element

REACH = 400.0
"""Pixels to what still belongs to a row or a column."""
EACH = 3
"""Mates to each of the four sides."""
SURE = 0.86


def mates(key: Element, elements: Sequence[Element]) -> list[Element]:
    """The nearest things of its kind with words of their own in the row and in the column of a key."""
    box = key.box
    named = [one for one in elements if one.role == key.role and _mate(one.text) and not one.box.intersection(box).area]
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


def by_grid(
    target: Target, portrait: Frame, elements: Sequence[Element], seen: Observation
) -> tuple[Element, float] | None:
    """The key that nothing can be read on where the target was in its grid, or the only one with its sign."""
    if target.looks is None or not target.grid or any(_sign(words_of(one)) == _sign(target.words) for one in elements):
        return None
    found = _crossing(target, portrait, elements, seen) or the_sign(target, portrait, seen.frame, elements)
    return (found, SURE) if found else None


def _crossing(target: Target, portrait: Frame, elements: Sequence[Element], seen: Observation) -> Element | None:
    """The thing at the crossing of its old row and column that is not read as anything else.

    Its sign has to be alike, unless the same four stand around it.
    """
    assert target.looks is not None
    inner = target.looks.box
    row = _found([one for one in target.grid if in_row(one.box, inner)], elements)
    column = _found([one for one in target.grid if in_row(_turned(one.box), _turned(inner))], elements)
    across = _between(row, inner, lambda box: box) or _range(column, inner, _turned)
    down = _between(column, inner, _turned) or _range(row, inner, lambda box: box)
    if across is None or down is None:
        return None
    crossing = Box(across[0], down[0], across[1], down[1])
    free = [one for one in elements if not _mate(words_of(one)) and one.role in (target.role, *PICTURES)]
    here = [one for one in free if in_row(one.box, crossing) and in_row(_turned(one.box), _turned(crossing))]
    if not _enclosed(row, inner, lambda box: box) or not _enclosed(column, inner, _turned):
        here = [one for one in here if same_sign(target, portrait, seen.frame, one)]
    # The key and what is drawn on it are one thing.
    outer = max(here, key=lambda one: one.box.area, default=None)
    if outer is None or not all(outer.box.contains(one.box.center) for one in here):
        return None
    return outer


def _found(known: Sequence[Anchor], elements: Sequence[Element]) -> list[tuple[Anchor, Box]]:
    """Those of the mates that are read exactly once."""
    found = []
    for mate in known:
        here = [one.box for one in elements if _sign(words_of(one)) == _sign(mate.words)]
        if len(here) == 1:
            found.append((mate, here[0]))
    return found


def _range(found: Sequence[tuple[Anchor, Box]], inner: Box, turned: Callable[[Box], Box]) -> tuple[float, float] | None:
    """From where to where most of a row, or of a turned column, reach together, the nearest one's where all differ.

    What only happened to be in line, such as a menu over the keys, has another place in another size.
    """
    nearest = sorted(found, key=lambda pair: gap(pair[0].box, inner))
    boxes = [turned(box) for _, box in nearest]
    best: tuple[int, tuple[float, float]] | None = None
    for one in boxes:
        count, top, bottom = 0, one.top, one.bottom
        for other in boxes:
            if min(bottom, other.bottom) > max(top, other.top):
                count, top, bottom = count + 1, max(top, other.top), min(bottom, other.bottom)
        if best is None or count > best[0]:
            best = (count, (top, bottom))
    return best[1] if best else None


def _between(
    found: Sequence[tuple[Anchor, Box]], inner: Box, turned: Callable[[Box], Box]
) -> tuple[float, float] | None:
    """The gap between the mates before and after, where both are known."""
    middle = turned(inner).center.x
    before = [turned(box).right for mate, box in found if turned(mate.box).center.x < middle]
    after = [turned(box).left for mate, box in found if turned(mate.box).center.x > middle]
    return (max(before), min(after)) if before and after and max(before) < min(after) else None


def _enclosed(found: Sequence[tuple[Anchor, Box]], inner: Box, turned: Callable[[Box], Box]) -> bool:
    """Whether the mates next to it on both sides are there: then it is what stands between them, in whatever font."""
    then, now = turned(inner), [(turned(mate.box), turned(box)) for mate, box in found]
    before = [(old.right, new.right) for old, new in now if old.center.x < then.center.x]
    after = [(old.left, new.left) for old, new in now if old.center.x > then.center.x]
    if not before or not after:
        return False
    near = max(before)[0] >= then.left - then.width and min(after)[0] <= then.right + then.width
    return near and max(before)[1] == max(new for _, new in before) and min(after)[1] == min(new for _, new in after)


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
