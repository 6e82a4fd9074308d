"""Things told by another thing, found in two looks: first the other thing, then what lies on the said side of it.

The pointer reads such words as a whole and is often wrong about them; it is better at the two names alone, and what
lies left of what is a matter of boxes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.mini.lexicon import ROLES
from model.pointer.items import Item, Items
from model.pointer.pointer import Pointed
from model.pointer.standing import apart, away
from model.pointer.wording import Floats

CLEAR: Final = 0.8
"""From here on the pointer is believed about the other thing as it stands, without a look at what that is told by."""
KNOWN: Final = 0.3
"""How surely the other thing must be found."""
_SIDES: Final = (
    ("left", r"(?:to |on )?(?:the )?left (?:side )?of|in front of"),
    ("right", r"(?:to |on )?(?:the )?right (?:side )?of|behind"),
    ("before", r"before"),
    ("after", r"after|following"),
    ("above", r"above|over|on top of"),
    ("below", r"below|under|underneath|beneath"),
    ("row", r"(?:in|of|from|on) the (?:same )?(?:row|line) (?:of|as|with|for)"),
    ("near", r"next to|beside|near|closest to|by"),
    ("of", r"of|for|belonging to"),
)
_SAID: Final = [
    (
        side,
        re.compile(
            rf"(?:the )?(?P<thing>.+?),? (?:(?:directly|just|right|immediately) )?(?:{words}) (?P<other>.+)",
            re.IGNORECASE,
        ),
    )
    for side, words in _SIDES
]
_OPEN: Final = {"left": (0, -1), "right": (0, 1), "above": (1, -1), "below": (1, 1)}
"""Sides that one can tell by a middle alone: the axis, and where they lie along it."""
_DEED: Final = re.compile(
    r"(?:(?:please|could you|can you|now|just|next|ok|kindly),? )*"
    r"(?:(?:click|press|tap|hit|push|select|choose|open|use|find|locate|point at|go to|hover over)(?: on)? )?",
    re.IGNORECASE,
)
"""How an order begins before it comes to the thing."""
_NESTED: Final = re.compile(r"\b(?:of|for|in|with|which|that)\b", re.IGNORECASE)
"""Words for the thing that tell it by yet another."""
_BETWEEN: Final = re.compile(r"(?:the )?(?P<thing>.+?) between (?P<one>.+) and (?P<other>.+)", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"(?:the )?(?:first|second|third|fourth|fifth|last|next|lower|upper|left|right|middle|\w+most|lowest|highest)\b",
    re.IGNORECASE,
)
"""Words that count among several need another way of looking."""
_CHOSEN: Final = re.compile(
    r"(?:the )?(?:currently )?(?:selected|highlighted|active|current|chosen|marked)\b", re.IGNORECASE
)
_ROLE_AFTER: Final = re.compile(r" (?:button|tab|field|box|entry|row|link|menu|text|word|label|check box|icon)$")
_ROLE_BEFORE: Final = re.compile(r"^(?:button|tab|field|entry|row|link|menu|text|word|label|check box) ")
_ANY: Final = frozenset({"thing", "one", "element", "control", "item", "entry"})
_PICTURED: Final = frozenset({"button", "icon", "image"})
_MARKS: Final = frozenset({"checkbox", "radio"})
_LABELLED: Final = _MARKS | {"switch", "slider", "field", "combobox"}
_NEAR: Final = 60
"""Pixels within which an unnamed picture is what was meant by a name that nothing bears."""
_FAR: Final = 200
"""Pixels within which something counts as standing there that does not stand straight."""
_ALIKE: Final = 0.9
"""Cosine of two pictures that bear the same name."""

Point = Callable[[str], Pointed]


class Beside(NamedTuple):
    """The number of an element, and how surely both names were understood."""

    target: int
    confidence: float


def beside(words: str, seen: Items, point: Point) -> Beside | None:
    """What words like "the icon left of the clock" mean; None where they are no such words or nothing lies there."""
    said = words.strip().rstrip(".?!")
    boxes = np.array([item.box for item in seen.items], np.float32).reshape(-1, 4)
    if found := _BETWEEN.fullmatch(said):
        return _between(found, boxes, seen, point)
    matches = [(side, match) for side, form in _SAID if (match := form.fullmatch(said))]
    if not matches:
        return None
    side, match = min(matches, key=lambda one: len(one[1]["thing"]))
    thing = match["thing"]
    other, sure = _other(match["other"], "tab" in said, seen, point)
    if other is None or sure < KNOWN or _COUNTED.match(thing):
        return None
    fit, known = _called(thing, seen, point)
    sure *= known
    item = seen.items[other]
    if side in ("before", "after"):
        side = _turned(side, other, fit, boxes)
    before = ("left",) if item.role in _MARKS else ("right",)
    if other in fit and item.role in _LABELLED and side in (*before, "row", "near", "of"):
        return Beside(other, sure)  # the words are its own label
    fit = [at for at in fit if at != other]
    far = _distances(side, other, boxes)
    if side in ("row", "near", "of") and (cell := _cell(thing, other, fit, boxes, seen, point)) is not None:
        return Beside(cell, sure)
    there = [at for at in fit if np.isfinite(far[at])]
    if not there and side in ("left", "right"):
        there = [at for at, one in enumerate(seen.items) if one.role in _PICTURED and far[at] < _NEAR]
    if not there and side in ("above", "below"):
        far = _loosely(side, other, boxes)
        there = [at for at in fit if far[at] < _FAR]
    return Beside(min(there, key=lambda at: float(far[at])), sure) if there else None


def misplaced(words: str, target: int, seen: Items) -> bool:
    """Whether a thing lies on another side than the words say of whatever bears just the name of the other thing."""
    said = _DEED.sub("", words.strip().rstrip(".?!"), count=1)
    matches = [(side, match) for side, form in _SAID if side in _OPEN and (match := form.fullmatch(said))]
    if not matches:
        return False
    side, match = min(matches, key=lambda one: len(one[1]["thing"]))
    if _NESTED.search(match["thing"]):
        return False
    bearing = _bearing(match["other"], seen)
    axis, sign = _OPEN[side]
    middle = np.array([item.box for item in seen.items], np.float32).reshape(-1, 2, 2).mean(1)[:, axis]
    return bool(bearing) and all(sign * (middle[target] - middle[at]) <= 0 for at in bearing)


def _between(found: re.Match[str], boxes: Floats, seen: Items, point: Point) -> Beside | None:
    (one, first), (other, second) = (_other(found[name], False, seen, point) for name in ("one", "other"))
    if one is None or other is None or min(first, second) < KNOWN:
        return None
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    away_from = np.hypot(*(middle - (middle[one] + middle[other]) / 2).T)
    called, known = _called(found["thing"], seen, point)
    fit = [at for at in called if at not in (one, other)]
    return Beside(min(fit, key=lambda at: float(away_from[at])), min(first, second) * known) if fit else None


def _other(words: str, tab: bool, seen: Items, point: Point) -> tuple[int | None, float]:
    """The thing that another is told by: marked as chosen, or bearing just these words, or what the pointer sees."""
    if _CHOSEN.match(words):
        chosen = [
            at
            for at, item in enumerate(seen.items)
            if "selected" in item.states
            and (item.role == "tab" if tab else item.role in ("listitem", "menuitem", "cell"))
        ]
        if len(chosen) == 1:
            return chosen[0], 1.0
    for form in _forms(words):
        fit = [at for at, item in enumerate(seen.items) if _bears(item, form)]
        texts = [at for at in fit if seen.items[at].role == "text"]
        if len(fit) == 1 or (len(fit) == 2 and len(texts) == 1):
            return (texts or fit)[0], 1.0
    found = point(words)
    inner = beside(words, seen, point) if found.confidence < CLEAR else None
    return (found.target, found.confidence) if inner is None else inner


def _bearing(words: str, seen: Items) -> list[int]:
    """All that bears just these words, with or without the word for its kind."""
    found = ([at for at, item in enumerate(seen.items) if _bears(item, form)] for form in _forms(words))
    return next((fit for fit in found if fit), [])


def _forms(words: str) -> tuple[str, ...]:
    """Words as they may stand on a thing: as they are, without a kind at their end, without one at their beginning."""
    plain = _plain(re.sub(r"^(?:the|a) ", "", words.strip().strip("\"“”'"), flags=re.IGNORECASE))
    return plain, _ROLE_AFTER.sub("", plain), _ROLE_BEFORE.sub("", plain)


def _plain(words: str) -> str:
    return re.sub(r"[^\w%+.,-]+", " ", words.casefold()).strip()


def _bears(item: Item, words: str) -> bool:
    return _plain(item.text) == words or (not item.text and item.role != "icon" and _plain(item.label) == words)


def _called(words: str, seen: Items, point: Point) -> tuple[list[int], float]:
    """All that a word for a kind of thing, or a name, may mean, and the chance that it is among them."""
    name = re.sub(r"^(?:the|next|nearest) ", "", words.strip().casefold())
    if name in _ANY:
        return [at for at, item in enumerate(seen.items) if item.role not in ("window", "icon")], 1.0
    roles = ROLES.get(name) or ROLES.get(name.removesuffix("s"))
    if roles:
        return [at for at, item in enumerate(seen.items) if item.role in roles], 1.0
    found = point(words)
    if found.target is None:
        return [], 0.0
    best = seen.items[found.target]
    like = seen.vectors @ seen.vectors[found.target]
    fit = [
        at
        for at, item in enumerate(seen.items)
        if (found.chances[at] >= KNOWN * found.confidence and item.role == best.role)
        or (like[at] > _ALIKE and item.role in _PICTURED)
        or (best.text and item.text == best.text and item.role == best.role)
    ]
    return fit, min(float(found.chances[fit].sum()), 1.0)


def _turned(side: str, other: int, fit: list[int], boxes: Floats) -> str:
    """Before and after are left and right in a row, above and below where nothing of the kind stands in the row."""
    across, down = ("left", "above") if side == "before" else ("right", "below")
    row = _distances(across, other, boxes)
    return across if any(row[at] < _FAR for at in fit if at != other) else down


def _distances(side: str, other: int, boxes: Floats) -> Floats:
    """How far each lies on that side of the other thing, infinite where it does not."""
    sides = dict(zip(("left", "right", "above", "below"), away(boxes), strict=True))
    row = np.minimum(sides["left"][other], sides["right"][other])
    wherever = apart(boxes)[other]
    level = np.isfinite(row)
    match side:
        case "row":
            found = row
        case "near":
            found = np.where(level, np.minimum(wherever, 0.3 * row), wherever) + 1
        case "of":
            found = np.where(level, 0.02 * row, wherever + 30)
        case _:
            found = sides[side][other]
    inside, share = _inside(other, boxes)
    here = inside & {"left": share < 0.35, "right": share > 0.5, "above": share < 0, "below": share < 0}.get(
        side, inside
    )
    return np.where(here, 0, found).astype(np.float32)


def _inside(other: int, boxes: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """What lies within a thing, and how far to the right of its left edge, as a share of its width."""
    middle, box = (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[other]
    inside = ((middle > box[:2]) & (middle < box[2:])).all(1)
    return inside, (middle[:, 0] - box[0]) / max(float(box[2] - box[0]), 1.0)


def _loosely(side: str, other: int, boxes: Floats) -> Floats:
    """The same above or below, not straight."""
    box = boxes[other]
    gap = boxes[:, 1] - box[3] if side == "below" else box[1] - boxes[:, 3]
    across = np.maximum(np.maximum(boxes[:, 0] - box[2], box[0] - boxes[:, 2]), 0)
    return np.where(gap > -4, 2 * gap + across / 2, np.inf).astype(np.float32)


def _cell(thing: str, other: int, fit: list[int], boxes: Floats, seen: Items, point: Point) -> int | None:
    """In a table: what stands under the head that a name means, in the row of the other thing."""
    name = _plain(thing.casefold().removeprefix("the "))
    if not fit or ROLES.get(name):
        return None
    found = point(thing).target
    heads = [at for at, item in enumerate(seen.items) if _plain(item.text) == name]
    for head in heads or ([] if found is None else [found]):
        if not seen.items[head].text or boxes[head][3] > boxes[other][1] + 2:
            continue
        edges = boxes[[head, other], [2, 3]], boxes[[head, other], [0, 1]]
        shared = np.minimum(boxes[:, 2:], edges[0]) - np.maximum(boxes[:, :2], edges[1])
        size = np.maximum(boxes[:, 2:] - boxes[:, :2], 1)
        least = np.minimum(size, edges[0] - edges[1])
        level = (shared[:, 0] > 0.3 * least[:, 0]) & (shared[:, 1] > 0.5 * least[:, 1])
        cells = [at for at in np.flatnonzero(level).tolist() if at not in (head, other) and seen.items[at].text]
        if cells:
            return min(cells, key=lambda at: float(size[at].prod()))
    return None
