# ruff: noqa: E501 - tables read better unbroken
"""A screen as the writer of instructions sees it: what each thing is, says, shows and does, and where it lies."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from rapidfuzz.fuzz import partial_ratio, ratio

from model.parse.captions import CLOSE, MAXIMIZE, MINIMIZE
from model.train.pointer_deeds import DEED_OF, DEEDS
from model.train.synonyms import groups

Box = Sequence[float]
Referred = tuple[str, list[int]]
"""Words, and the elements that they fit."""

STRIP: Final = (
    "format", "content", "action", "navigation", "media", "file", "editor", "control", "social", "outline", "filled",
    "circle", "square", "player", "music", "arrow",
)  # fmt: skip
"""What families of icons add to names."""
ENGLISH: Final = [english for english, _ in groups()]
CHINESE: Final = [chinese for _, chinese in groups()]
GROUP_OF: Final[dict[str, set[int]]] = {}
for _at, (_english, _chinese) in enumerate(groups()):
    for _name in (*_english, *_chinese):
        GROUP_OF.setdefault(_name, set()).add(_at)
_HEADS: Final = {head: number for number, head in enumerate(DEEDS)}
_SAID_OF: Final = list(DEEDS.values())
_HEADS_OF_GROUP: Final[dict[int, set[int]]] = {}
for _head, _number in _HEADS.items():
    for _group in GROUP_OF.get(_head, ()):
        _HEADS_OF_GROUP.setdefault(_group, set()).add(_number)
LABELLED: Final = ("checkbox", "radio", "switch", "field", "combobox", "slider")
ALIKE: Final = 65
"""From here on (of 100) words were read, if not rightly."""
SHORT: Final = 4
"""Letters up to which words are read rightly or not at all."""
QUOTES: Final = ('"{}"', "“{}”", "'{}'")
CAPTIONS: Final = {MINIMIZE: "minimise", MAXIMIZE: "maximise", CLOSE: "close"}
"""Buttons of a window's frame, of which a program does not tell, by what the parser calls them: the names of their pictures."""


class Sample(NamedTuple):
    """An instruction and the elements that it may mean; empty: it must be refused."""

    task: str
    targets: tuple[int, ...]
    kind: str = "click"
    span: tuple[int, int] | None = None
    sort: str = ""


def norm(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def plain_name(name: str) -> str:
    """An icon's name without what its family adds: "format bold" is "bold"."""
    return " ".join(word for word in name.split() if word not in STRIP) or name


HOLDERS: Final = {
    "button": ("text", "icon", "image"), "tab": ("text", "icon", "image"), "menuitem": ("text", "icon", "image"), "link": ("text", "icon", "image"),
    "combobox": ("text", "icon", "image", "button"), "field": ("text",), "checkbox": ("text", "icon"), "radio": ("text", "icon"), "listitem": ("text",), "cell": ("text",),
}  # fmt: skip
"""What a press on reaches the thing that holds it."""


def said(one: dict[str, Any]) -> str:
    """The words that a thing bears. What the parser calls a picture was guessed, and is none of them."""
    words = (one["true"][1] if one["true"] else "") or one["text"]
    if words == "on" and one["true"] and one["true"][0] in LABELLED:  # what a page says of every box
        words = one["text"] if one["text"] != "on" else ""
    if not words and one["role"] in LABELLED:
        words = one["label"]
    return str(words).replace("\n", " ").strip()


def illegible(elements: Sequence[dict[str, Any]], shown: Sequence[str]) -> set[int]:
    """Numbers of the elements whose words the parser read neither there nor in anything that lies on them."""
    found: set[int] = set()
    read = [norm(f"{one['text']} {one['label']} {one['value']}") for one in elements]
    for at, (one, words) in enumerate(zip(elements, shown, strict=True)):
        wanted = norm(words)
        if not one["true"] or not wanted or legible(wanted, read[at]):
            continue
        near = (i for i, other in enumerate(elements) if i != at and read[i] and overlaps(one["box"], other["box"]))
        if not any(legible(wanted, read[i]) for i in near):
            found.add(at)
    return found


def legible(wanted: str, read: str) -> bool:
    """Whether what was read are those words, both normed."""
    if wanted in read or len(wanted) < SHORT:
        return wanted in read
    return (partial_ratio if len(read) >= len(wanted) else ratio)(wanted, read) >= ALIKE


class Scene:
    """One screen. Elements as in `pointer_elements`; `true` is [kind, text, icon name, states] or None."""

    def __init__(
        self,
        elements: list[dict[str, Any]],
        size: tuple[int, int],
        source: random.Random,
        pictured: frozenset[int] = frozenset(),
    ) -> None:
        self.pictured = pictured
        """Groups of names that pictures without a known name may belong to."""
        self.e, self.size, self.r = elements, size, source
        self.kind = [one["true"][0] if one["true"] else one["role"] for one in elements]
        shown = [said(one) for one in elements]
        self.frames = {at for at, one in enumerate(elements) if not one["true"] and one["label"] in CAPTIONS}
        """Numbers of the buttons of window frames."""
        self.all = " | ".join(norm(words) for words in (*shown, *(elements[at]["label"] for at in sorted(self.frames))))
        """All that the screen shows, read or not, and what the frames of its windows do."""
        # Who asks for words that nobody could read teaches to guess.
        unread = illegible(elements, shown)
        self.said = [one["text"] if at in unread else shown[at] for at, one in enumerate(elements)]
        self.text = [norm(said) for said in self.said]
        self.name = [
            CAPTIONS[one["label"]] if at in self.frames else one["true"][2] if one["true"] else ""
            for at, one in enumerate(elements)
        ]
        self.groups = [self._groups(at) for at in range(len(elements))]
        self.box: list[Box] = [one["box"] for one in elements]
        self.count: dict[str, int] = {}
        for text in self.text:
            self.count[text] = self.count.get(text, 0) + 1

    def _groups(self, at: int) -> set[int]:
        found: set[int] = set()
        for word in (self.name[at], plain_name(self.name[at]), self.text[at]):
            found |= GROUP_OF.get(word, set())
        return found

    def _is(self, at: int, head: str) -> bool:
        own = (self.name[at], plain_name(self.name[at]), self.text[at])
        return head in own or bool(GROUP_OF.get(head, set()) & self.groups[at])

    def deeds(self, at: int) -> list[str]:
        """What the thing does, in sentences."""
        own = {self.name[at], plain_name(self.name[at]), self.text[at]}
        heads = {_HEADS[word] for word in own if word in _HEADS}
        heads = heads.union(*(_HEADS_OF_GROUP.get(group, ()) for group in self.groups[at]))
        return [deed for number in sorted(heads) for deed in _SAID_OF[number]]

    def does(self, at: int, deed: str) -> bool:
        """Whether the thing may be meant by such a sentence."""
        parts = self.name[at].split()
        return any(self._is(at, head) or head in parts for head in DEED_OF[deed])

    def quote(self, text: str) -> str:
        return text if self.r.random() < 0.65 else self.r.choice(QUOTES).format(text)

    def middle(self, at: int) -> tuple[float, float]:
        box = self.box[at]
        return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

    def in_order(self, fit: Sequence[int]) -> list[int]:
        """As one reads: line by line."""
        return sorted(fit, key=lambda at: (round(self.middle(at)[1] / 12), self.box[at][0]))

    def anchors(self, at: int, longest: int = 40) -> list[int]:
        """Things with words of their own, which no other thing bears, to tell the place of another by; in any order."""
        found = [
            i
            for i in range(len(self.e))
            if i != at
            and len(self.text[i]) > 1
            and len(self.said[i]) < longest
            and self.count[self.text[i]] == 1
            and not overlaps(self.box[i], self.box[at])
        ]
        self.r.shuffle(found)
        return found

    def alike(self, at: int) -> list[int]:
        """Things that say or show the same as one, it among them."""
        key = self.text[at] or self.name[at]
        fit = [
            i for i in range(len(self.e)) if key and (self.text[i] or self.name[i]) == key and self.kind[i] != "text"
        ]
        return self.single(fit, at)

    def single(self, fit: Sequence[int], at: int) -> list[int]:
        """Things without those that lie in each other, as a picture in its button: the outer one stays, or else this one."""
        if at not in fit:
            return list(fit)
        found = {i for i in fit if i not in self.holders(at) and at not in self.holders(i)}
        return [i for i in fit if i in found and not self.holders(i) & found]

    def holders(self, at: int) -> set[int]:
        """What a thing lies in, of what is not much larger."""
        if self._within is None:
            self._within = nested(self.box)
        return self._within.get(at, set())

    _within: dict[int, set[int]] | None = None

    def with_parts(self, at: int) -> tuple[int, ...]:
        """A thing, and what else on the screen is pressed in its place: its parts, and the button that is all picture."""
        mine, kind = self.box[at], self.kind[at]
        found = [at]
        for i, box in enumerate(self.box):
            if i == at or not overlaps(box, mine):
                continue
            inner, outer = (i, at) if area(box) < area(mine) else (at, i)
            x, y = self.middle(inner)
            hold = self.box[outer]
            if not (hold[0] < x < hold[2] and hold[1] < y < hold[3]):
                continue
            if outer == at and (self.kind[i] == "part" or self.e[i]["role"] in HOLDERS.get(kind, ())):
                found.append(i)
            if (
                outer == i
                and kind in ("icon", "image")
                and self.kind[i] in ("button", "link", "tab")
                and not self.text[i]
                and area(hold) < 6 * area(mine)
            ):
                found.append(i)
        return tuple(found)


def nested(boxes: Sequence[Box]) -> dict[int, set[int]]:
    """For what lies in something not much larger, the numbers of that."""
    box = np.array(boxes, np.float32).reshape(-1, 4)
    middle, size = (box[:, :2] + box[:, 2:]) / 2, (box[:, 2:] - box[:, :2]).prod(1)
    inside = ((middle[:, None] > box[None, :, :2]) & (middle[:, None] < box[None, :, 2:])).all(2)
    inside &= (size[None] > size[:, None]) & (size[None] < 8 * size[:, None])
    found: dict[int, set[int]] = {}
    for inner, outer in np.argwhere(inside).tolist():
        found.setdefault(inner, set()).add(outer)
    return found


def area(box: Box) -> float:
    return float((box[2] - box[0]) * (box[3] - box[1]))


def overlaps(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def distance(box: Box, anchor: Box, side: str) -> float | None:
    """How far a box lies on a side of an anchor, in pixels; None where it does not."""
    level = min(box[3], anchor[3]) - max(box[1], anchor[1])
    column = min(box[2], anchor[2]) - max(box[0], anchor[0])
    row = level > 0.4 * min(box[3] - box[1], anchor[3] - anchor[1])
    stacked = column > 0.3 * min(box[2] - box[0], anchor[2] - anchor[0])
    gaps = {
        "left": anchor[0] - box[2],
        "right": box[0] - anchor[2],
        "above": anchor[1] - box[3],
        "below": box[1] - anchor[3],
    }
    if side in gaps:
        fits = row if side in ("left", "right") else stacked
        return gaps[side] if fits and gaps[side] > -4 else None
    if side == "row":
        return abs(box[0] - anchor[0]) if row else None
    across, down = max(0.0, box[0] - anchor[2], anchor[0] - box[2]), max(0.0, box[1] - anchor[3], anchor[1] - box[3])
    return (across**2 + down**2) ** 0.5
