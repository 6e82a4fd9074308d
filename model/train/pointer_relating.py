# ruff: noqa: E501 - tables read better unbroken
"""Referring to things by others: what stands beside, between, in the same row, under which heading, in which column."""

from __future__ import annotations

import itertools
import re
from statistics import median

from model.train.pointer_grouping import Grouping
from model.train.pointer_placing import UNPLACED
from model.train.pointer_scene import ENGLISH, Referred, distance, norm, plain_name
from model.train.pointer_wordings import BETWEEN, CELLS, NTH_CELLS, ORDER, ROLE_WORDS, SIDES, UNDER, VALUES

ITS = re.compile(r"\b(?:it|this|this one|this person|them|the (?:entry|file|song|message|picture|page|list))\b")
"""What stands for the thing that an order is about: "throw it away" becomes "throw the report away"."""
DATA = re.compile(r"[\d@?…]")
"""What stands in cells, not in heads."""


class Relating(Grouping):
    """Ways to refer that name other things. What is spoken of must be clear: else they give None."""

    def thing(self, at: int, fit: list[int], role: str = "") -> str:
        """What it is called among its like: its words or its picture where they have them, else what kind it is."""
        role = role or self.role(at)
        if self.text[at] and len(self.said[at]) < 30 and self.kind[at] != "text" and len(self.alike(at)) > 1:
            return self.r.choice((self.said[at], f"{self.said[at]} {role}"))
        if self.name[at] and len(fit) > 1 and self.r.random() < 0.5:
            names = [plain_name(self.name[at]), *(name for group in self.groups[at] for name in ENGLISH[group])]
            return self.r.choice((self.r.choice(names), f"{self.r.choice(names)} {role}"))
        return role

    def by_between(self, at: int) -> Referred | None:
        """Between two others of its row or column."""
        kind, box = self.kind[at], self.box[at]
        if kind in UNPLACED or kind not in ROLE_WORDS:
            return None
        role, fit = self.spoken(at)
        anchors = self.anchors(at, 30)
        for before, after in self.r.sample((("left", "right"), ("above", "below")), 2):
            sides = []
            for side in (before, after):
                # An anchor on the left has the thing on its right.
                away = sorted(
                    (d, i) for i in anchors if (d := distance(self.box[i], box, side)) is not None and d < 260
                )
                sides.append(away[0][1] if away else -1)
            one, other = sides
            if min(sides) < 0:
                continue
            axis = int(before == "above")
            low, high = self.box[one][axis + 2], self.box[other][axis]
            cross = 1 - axis
            inner = [
                i
                for i in fit
                if low - 4 <= self.middle(i)[axis] <= high + 4
                and self.box[i][cross] < box[cross + 2]
                and self.box[i][cross + 2] > box[cross]
            ]
            if inner == [at]:
                return self.r.choice(BETWEEN).format(role, self.quote(self.said[one]), self.quote(self.said[other])), [
                    at
                ]
        return None

    def by_heading(self, at: int) -> Referred | None:
        """Under a heading: the nearest text above that is taller than most, with all that stands before the next one."""
        kind = self.kind[at]
        if kind in UNPLACED or kind not in ROLE_WORDS:
            return None
        heights = [box[3] - box[1] for box, what in zip(self.box, self.kind, strict=True) if what == "text"]
        if len(heights) < 4:
            return None
        tall = 1.2 * median(heights)
        heads = [
            i
            for i, what in enumerate(self.kind)
            if what == "text"
            and self.box[i][3] - self.box[i][1] > tall
            and 2 < len(self.said[i]) < 36
            and self.said[i][:1].isalpha()
            and self.count[self.text[i]] == 1
        ]
        own = self._head(at, heads)
        if own < 0 or own == at:
            return None
        role, called = self.spoken(at)
        fit = [i for i in called if self._head(i, heads) == own]
        key = self.text[at] or self.name[at]
        if key and kind != "text" and len(self.alike(at)) > 1:
            fit = [i for i in fit if (self.text[i] or self.name[i]) == key]
        thing = self.thing(at, fit, role) if len(fit) == 1 else role
        head = self.quote(self.said[own])
        if len(fit) > 1:
            ordered = self.in_order(fit)
            place = ordered.index(at)
            if key and kind != "text":
                return None
            if place == len(ordered) - 1 and self.r.random() < 0.5:
                thing = f"last {thing}"
            elif place < len(ORDER):
                thing = f"{self.r.choice(ORDER[place][:2])} {thing}"
            else:
                return None
        return self.r.choice(UNDER).format(thing, head), [at]

    def _head(self, at: int, heads: list[int]) -> int:
        """The heading that a thing stands under, -1 for none."""
        box = self.box[at]
        above = [
            (box[1] - self.box[i][3], i)
            for i in heads
            if i != at
            and -2 <= box[1] - self.box[i][3] < 420
            and self.box[i][0] - 60 < box[2]
            and box[0] - self.box[i][2] < 300
            and box[0] > self.box[i][0] - 40
        ]
        return min(above)[1] if above else -1

    def by_cell(self, at: int) -> Referred | None:
        """In a table: by what stands at the top of its column and what at the left of its row."""
        if self.kind[at] not in ("cell", "text", "listitem") or len(self.said[at]) > 40:
            return None
        x, y = self.middle(at)
        box = self.box[at]
        flat = [
            i for i, kind in enumerate(self.kind) if kind in ("cell", "text", "listitem") and self.text[i] and i != at
        ]
        column = [
            i
            for i in flat
            if abs(self.box[i][0] - box[0]) < 8 or abs(self.middle(i)[0] - x) < 8 or abs(self.box[i][2] - box[2]) < 8
        ]
        row = [
            i for i in flat if abs(self.middle(i)[1] - y) < 0.35 * (box[3] - box[1]) and self.box[i][2] <= box[0] + 2
        ]
        above = sorted((i for i in column if self.box[i][3] <= box[1] + 2), key=lambda i: self.box[i][1])
        if len(column) < 2 or not above or not row:
            return None
        header, first = above[0], min(row, key=lambda i: self.box[i][0])
        # The header belongs to a line of headers above the line of the row's first cell.
        level = [i for i in flat if abs(self.middle(i)[1] - self.middle(header)[1]) < 8]
        if any(DATA.search(self.said[i]) for i in level):
            return None  # heads are words
        if len(level) < 2 or self.count[self.text[first]] > 1 or self.count[self.text[header]] > 1:
            return None
        if len(self.said[header]) > 24 or len(self.said[first]) > 30:
            return None
        if self.r.random() < 0.25 and (order := self._row(at, column, header)):
            return self.r.choice(NTH_CELLS).format(header=self.quote(self.said[header]), row=order), [at]
        return self.r.choice(CELLS).format(header=self.quote(self.said[header]), row=self.quote(self.said[first])), [at]

    def _row(self, at: int, column: list[int], header: int) -> str:
        """The number of a cell's row under its header in a word; empty where the rows are not even."""
        below = sorted((self.middle(i)[1], i) for i in [*column, at] if self.box[i][1] >= self.box[header][3] - 2)
        steps = [b[0] - a[0] for a, b in itertools.pairwise(below)]
        if not steps or max(steps) > 1.5 * min(steps) or below[0][0] - self.middle(header)[1] > 1.7 * min(steps):
            return ""
        place = [i for _, i in below].index(at)
        if place == len(below) - 1 and self.r.random() < 0.6:
            return "last"
        return self.r.choice(ORDER[place][:2]) if place < len(ORDER) else ""

    def by_value(self, at: int) -> Referred | None:
        """A text that stands right of what it belongs to."""
        if self.kind[at] not in ("text", "cell"):
            return None
        box = self.box[at]
        near = [
            (d, i)
            for i in self.anchors(at, 26)
            if self.kind[i] in ("text", "cell")
            and not DATA.search(self.said[i])
            and (d := distance(self.box[i], box, "left")) is not None
            and d < 220
        ]
        if not near:
            return None
        label = min(near)[1]
        right = [
            (d, i)
            for i, kind in enumerate(self.kind)
            if i != label
            and self.text[i]
            and kind != "window"
            and (d := distance(self.box[i], self.box[label], "right")) is not None
        ]
        if not right or min(right)[1] != at:
            return None
        return self.r.choice(VALUES).format(self.said[label].rstrip(":* ")), [at]

    def by_neighbour(self, at: int) -> Referred | None:
        """One of several alike by what stands in its row or on its card: "edit Alice", "the star of the second book"."""
        fit = self.alike(at)
        if len(fit) < 2 or at not in fit:
            return None
        for anchor in [i for i in self.anchors(at) if i not in fit][:20]:
            other = self.box[anchor]
            rows = [i for i in fit if distance(self.box[i], other, "row") is not None]
            near = sorted((distance(self.box[i], other, "near") or 0.0, i) for i in fit)
            if rows == [at] or (
                not rows and near[0][1] == at and near[0][0] < 160 and near[1][0] > 1.6 * near[0][0] + 20
            ):
                own = (
                    self.said[at].lower()
                    if self.text[at]
                    else self.r.choice([plain_name(self.name[at]), *(n for g in self.groups[at] for n in ENGLISH[g])])
                )
                name = self.quote(self.said[anchor])
                if self.r.random() < 0.3:
                    words = self.said[anchor].split()
                    part = max(words, key=len)
                    if len(part) > 3 and sum(norm(part) in other_text for other_text in self.text) == 1:
                        name = part.lower()
                forms = [
                    "{0} {1}",
                    "{0} the {1}",
                    "{0} for {1}",
                    "{0} of {1}",
                    "{0} of the {1}",
                    "{0} the one about {1}",
                    "{0} in the {1} row",
                    "{0} next to {1}",
                    "{1}: {0}",
                    "{0} button of {1}",
                    "{0} the entry {1}",
                    "{1}'s {0}",
                ]
                orders = [deed for deed in self.deeds(at) if ITS.search(deed)]
                if orders and self.r.random() < 0.4:
                    return ITS.sub(lambda _: name, self.r.choice(orders), count=1), [at]  # noqa: B023 - used at once
                return self.r.choice(forms).format(own, name), [at]
        return None

    def by_side(self, at: int) -> Referred | None:
        """Seen from another element with words of its own."""
        y = self.middle(at)[1]
        anchors = [i for i in self.anchors(at) if abs(self.middle(i)[1] - y) < 160]
        kind = self.kind[at]
        if kind in ("window", "unknown", "list") or kind not in ROLE_WORDS:
            return None
        role, fit = self.spoken(at)
        same = [i for i in self.alike(at) if self.kind[i] == kind]
        pool = same if len(same) > 1 else fit
        for anchor in anchors[:12]:
            other = self.box[anchor]
            for side in self.r.sample(list(SIDES), len(SIDES)):
                scored = sorted(
                    (d, i) for i in pool if i != anchor and (d := distance(self.box[i], other, side)) is not None
                )
                if (
                    scored
                    and scored[0][1] == at
                    and (len(scored) == 1 or scored[1][0] > scored[0][0] * 1.3 + 6)
                    and scored[0][0] < (700 if side == "row" else 160)
                ):
                    if side == "row" and len(scored) > 1:
                        continue
                    thing = self.thing(at, pool, role) if pool is same else role
                    return f"{thing} {self.r.choice(SIDES[side]).format(self.quote(self.said[anchor]))}", [at]
        return None
