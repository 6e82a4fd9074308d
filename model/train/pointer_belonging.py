# ruff: noqa: E501 - wordings read better unbroken
"""Referring to things by what they belong to: the row of a number, a tab, a list box, a window."""

from __future__ import annotations

import itertools

from model.train.pointer_neighbouring import CHOSEN, PRESSED, Neighbouring
from model.train.pointer_placing import UNPLACED
from model.train.pointer_scene import ENGLISH, LABELLED, Referred, distance, overlaps, plain_name
from model.train.pointer_wordings import ARROWS, ENDS_OF, HOLDING, INNER, ORDER, ROLE_WORDS, ROWED

CROSSES = ("close", "x", "times", "dismiss", "cross")


class Belonging(Neighbouring):
    """Ways to refer that say what a thing is a part of. What is spoken of must be clear: else they give None."""

    def by_nth_row(self, at: int) -> Referred | None:
        """One of several alike below each other, by the number of its row."""
        kind = self.kind[at]
        if kind not in (*PRESSED, *LABELLED, "link", "cell"):
            return None
        fit = self.alike(at) if kind not in LABELLED else self.spoken(at)[1]
        if not 2 <= len(fit) < 16 or at not in fit or any(self.e[i]["true"] is None for i in fit):
            return None
        x = self.middle(at)[0]
        line = sorted(fit, key=lambda i: self.middle(i)[1])
        steps = [self.middle(b)[1] - self.middle(a)[1] for a, b in itertools.pairwise(line)]
        if any(abs(self.middle(i)[0] - x) > 10 for i in fit) or min(steps) < 12 or max(steps) > 1.6 * min(steps) + 8:
            return None
        # What stands above in the same step would be a row as well.
        first, step = line[0], min(steps)
        above = [
            i
            for i, box in enumerate(self.box)
            if 0.6 * step < self.middle(first)[1] - self.middle(i)[1] < 1.4 * step
            and self.kind[i] in ("listitem", "cell")
            and box[0] < self.box[first][2] + 600
        ]
        place, back = line.index(at), len(line) - 1 - line.index(at)
        if kind in LABELLED:
            name = self.role(at)
        elif self.text[at]:
            name = self.said[at]
        else:
            own = [plain_name(self.name[at]), *(n for g in self.groups[at] for n in ENGLISH[g])]
            name = self.r.choice(own) + self.r.choice(("", "", " icon", " button"))
        if back == 0 and self.r.random() < 0.6:
            order = self.r.choice(("last", "bottom", "lowest"))
        elif place < len(ORDER) and not above:
            order = self.r.choice(ORDER[place][:2])
        elif back == 1:
            order = self.r.choice(("last but one", "second last"))
        else:
            return None
        return self.r.choice(ROWED).format(name, order), [at]

    def by_nth_like(self, at: int) -> Referred | None:
        """One of several that say or show the same, beside each other, by its number."""
        fit = self.alike(at)
        if not 3 <= len(fit) < 13 or at not in fit or any(self.e[i]["true"] is None for i in fit):
            return None
        if max(self.middle(i)[1] for i in fit) - min(self.middle(i)[1] for i in fit) > 12:
            return None
        line = sorted(fit, key=lambda i: self.box[i][0])
        place, back = line.index(at), len(line) - 1 - line.index(at)
        own = (
            [self.said[at]]
            if self.text[at]
            else [plain_name(self.name[at]), *(n for g in self.groups[at] for n in ENGLISH[g])]
        )
        name = (
            f"{self.r.choice(own)} {self.r.choice(('', self.role(at) if self.kind[at] in ROLE_WORDS else ''))}".strip()
        )
        orders = ["last {}", "rightmost {}", "{} at the far right"] if back == 0 else []
        orders += ["leftmost {}", "{} at the far left"] if place == 0 else []
        if place < len(ORDER):
            orders += [
                f"{self.r.choice(ORDER[place][:2])} {{}}",
                f"{self.r.choice(ORDER[place][:2])} {{}} from the left",
            ]
        if 0 < back < 4:
            orders += [f"{self.r.choice(ORDER[back][:2])} {{}} from the right"]
        return (self.r.choice(orders).format(name), [at]) if orders else None

    def by_row_end(self, at: int) -> Referred | None:
        """At an end of the row that another thing stands in."""
        kind = self.kind[at]
        if kind not in (*PRESSED, "link", "checkbox", "switch", "field", "combobox"):
            return None
        box, y = self.box[at], self.middle(at)[1]
        row = [
            i
            for i in range(len(self.e))
            if abs(self.middle(i)[1] - y) < 0.3 * (box[3] - box[1]) + 4 and self.kind[i] != "part"
        ]
        row.sort(key=lambda i: self.middle(i)[0])
        role, called = self.spoken(at)
        fit = [i for i in row if i in called]
        side = "right" if row[-1] == at else "left" if row[0] == at else ""
        if not side or len(row) < 3 or any(self.e[i]["true"] is None for i in row):
            return None
        anchors = [i for i in row if i not in fit]
        self.r.shuffle(anchors)
        for anchor in anchors:
            if words := self.called(anchor):
                return self.r.choice(ENDS_OF[side]).format(role, words), [at]
        return None

    def by_inner(self, at: int) -> Referred | None:
        """A picture within an entry, a cell or a tab, by the words that stand beside it there."""
        if self.kind[at] not in PRESSED or self.text[at]:
            return None
        box = self.box[at]
        x, y = self.middle(at)
        holds = [
            i
            for i, other in enumerate(self.box)
            if self.kind[i] in ("listitem", "cell", "tab") and other[0] <= x <= other[2] and other[1] <= y <= other[3]
        ]
        if len(holds) != 1 or not 1 < len(self.text[holds[0]]) < 40 or self.count[self.text[holds[0]]] > 1:
            return None
        hold = self.box[holds[0]]
        inner = [i for i, other in enumerate(self.box) if i != at and self.kind[i] in PRESSED and overlaps(other, hold)]
        left = x < (hold[0] + hold[2]) / 2
        if any((self.middle(i)[0] < (hold[0] + hold[2]) / 2) == left for i in self.single([*inner, at], at) if i != at):
            return None
        wide, high = hold[2] - hold[0], hold[3] - hold[1]
        if box[2] - box[0] > 0.5 * wide or wide < 1.6 * high or abs(y - (hold[1] + hold[3]) / 2) > 0.2 * high:
            return None
        word = self.r.choice(("icon", "icon", "symbol", "picture", "button"))
        return self.r.choice(INNER["left" if left else "right"]).format(word, self.quote(self.said[holds[0]])), [at]

    def by_own_cross(self, at: int) -> Referred | None:
        """The cross of a tab that is told by its place or its state."""
        if self.name[at] not in CROSSES or self.text[at] or self.kind[at] not in PRESSED:
            return None
        tabs = [i for i, kind in enumerate(self.kind) if kind == "tab"]
        mine = [i for i in tabs if overlaps(self.box[i], self.box[at])]
        if len(mine) != 1 or len(tabs) < 2 or any(abs(self.middle(i)[1] - self.middle(mine[0])[1]) > 8 for i in tabs):
            return None
        tabs.sort(key=lambda i: self.box[i][0])
        place = tabs.index(mine[0])
        names = [self.r.choice(ORDER[place][:2])] if place < len(ORDER) else []
        names += ["last", "rightmost"] if mine[0] == tabs[-1] else ["leftmost"] if place == 0 else []
        if self.selected(mine[0]) and sum(self.selected(i) for i in tabs) == 1:
            names += self.r.sample(CHOSEN, 2)
        if not names:
            return None
        forms = (
            "the cross of the {} tab",
            "the x of the {} tab",
            "close the {} tab",
            "the close button of the {} tab",
            "the cross on the {} tab",
            "shut the {} tab",
        )
        return self.r.choice(forms).format(self.r.choice(names)), [at]

    def by_arrow(self, at: int) -> Referred | None:
        """The arrow at the end of a list box, which opens it."""
        if self.kind[at] != "combobox":
            return None
        role, fit = self.spoken(at)
        words = self.called(at) or (f"the {role}" if len(fit) == 1 else None)
        if words is None:
            return None
        return self.r.choice(ARROWS).format(words), [at]

    def by_holder_corner(self, at: int) -> Referred | None:
        """In a corner or at an edge of a window that is smaller than the screen."""
        kind, width, height = self.kind[at], *self.size
        if kind in UNPLACED or kind not in ROLE_WORDS:
            return None
        x, y = self.middle(at)
        holders = [
            i
            for i, other in enumerate(self.kind)
            if other == "window"
            and self.box[i][0] < x < self.box[i][2]
            and self.box[i][1] < y < self.box[i][3]
            and self.box[i][2] - self.box[i][0] < 0.85 * width
            and self.box[i][3] - self.box[i][1] < 0.9 * height
        ]
        if len(holders) != 1 or self.kind.count("window") > 2:
            return None
        hold = self.box[holders[0]]
        role, called = self.spoken(at)
        fit = [i for i in called if hold[0] < self.middle(i)[0] < hold[2] and hold[1] < self.middle(i)[1] < hold[3]]
        if len(fit) < 2:
            return None
        for down, across, words in (
            (1, 1, ("bottom right", "lower right")), (1, 0, ("bottom left", "lower left")), (0, 1, ("top right", "upper right")), (0, 0, ("top left", "upper left")),
        ):  # fmt: skip
            rank = sorted(
                fit,
                key=lambda i: abs(self.middle(i)[0] - hold[2 * across]) + abs(self.middle(i)[1] - hold[1 + 2 * down]),
            )
            corner = abs(x - hold[2 * across]) < 0.35 * (hold[2] - hold[0]) and abs(y - hold[1 + 2 * down]) < 0.3 * (
                hold[3] - hold[1]
            )
            gap = (distance(self.box[rank[0]], self.box[rank[1]], "near") or 0.0) + 4
            if rank[0] == at and corner and gap > 5:
                place = self.r.choice(words)
                where = self.r.choice(HOLDING["window"]).replace("in the ", "").replace("of the ", "")
                form = self.r.choice(
                    (
                        "{0} at the {1} of the {2}",
                        "{0} in the {1} corner of the {2}",
                        "{1} {0} of the {2}",
                        "the {2}'s {1} {0}",
                    )
                )
                return form.format(role, place, where), [at]
        return None
