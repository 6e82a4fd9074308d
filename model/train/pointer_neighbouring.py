# ruff: noqa: E501 - wordings read better unbroken
"""Referring to things by any other thing that can be told from the rest: by its words, its picture, its label, its state."""

from __future__ import annotations

import itertools

from model.train.pointer_naming import plural
from model.train.pointer_placing import UNPLACED
from model.train.pointer_relating import Relating
from model.train.pointer_scene import ENGLISH, GROUP_OF, LABELLED, Referred, distance, norm, overlaps, plain_name
from model.train.pointer_wordings import (
    ARROWS,
    BETWEEN,
    BOTH,
    ENDS_OF,
    HOLDING,
    NEAREST,
    ORDER,
    ROLE_WORDS,
    ROWED,
    STEPS,
)

CHOSEN = ("selected", "highlighted", "current", "active", "chosen")
PRESSED = ("button", "icon", "image")
OPPOSITE = {"left": "right", "right": "left", "above": "below", "below": "above"}
CROSSES = ("close", "x", "times", "dismiss", "cross")


class Neighbouring(Relating):
    """Ways to refer that begin with another thing. What is spoken of must be clear: else they give None."""

    def called(self, at: int) -> str | None:
        """Words that mean this thing alone on the screen, None where there are none."""
        ways = [self._worded, self._worded, self._pictured, self._labelled, self._chosen, self._alone]
        self.r.shuffle(ways)
        for way in ways:
            if words := way(at):
                return words
        return None

    def _worded(self, at: int) -> str | None:
        r, text, said = self.r, self.text[at], self.said[at]
        if len(text) < 2 or len(said) > 44 or self.count[text] > 1 or self.kind[at] in ("window", "list"):
            return None
        if r.random() < 0.3:
            parts = [w for w in text.split() if len(w) > 3 and sum(w in t for t in self.text) == 1]
            if parts and len(text.split()) > 1:
                return r.choice(("{}", "the {}", "the word {}", '"{}"')).format(r.choice(parts))
        shown = said.rstrip(":* ") or said
        shown = shown.lower() if r.random() < 0.4 else shown
        roles = ["text", "word", "words"] if self.kind[at] == "text" else ROLE_WORDS.get(self.kind[at], ["thing"])
        forms = [
            "{q}",
            "{q}",
            "{q}",
            "the {q} {role}",
            "the {role} {q}",
            "the {role} that says {q}",
            "where it says {q}",
        ]
        return r.choice(forms).format(q=self.quote(shown), role=r.choice(roles))

    def _pictured(self, at: int) -> str | None:
        if not self.name[at] or self.text[at] or self.kind[at] not in PRESSED:
            return None
        if not self.groups[at] and self.r.random() < 0.85:
            return None  # pictures without an agreed meaning are seldom named
        own = plain_name(self.name[at])
        names = [own, *(name for group in self.groups[at] for name in ENGLISH[group])]
        spoken = self.r.choice(names)
        wanted = GROUP_OF.get(spoken, set()) | self.groups[at]
        if wanted & self.pictured:
            return None
        others = [i for i in range(len(self.e)) if i != at]
        if any(
            self.groups[i] & wanted or spoken in (self.name[i], self.text[i], plain_name(self.name[i])) for i in others
        ):
            return None
        return f"the {spoken} {self.r.choice(('icon', 'icon', 'button', 'symbol', 'sign'))}"

    def _labelled(self, at: int) -> str | None:
        label = str(self.e[at]["label"]).rstrip(":* ")
        if self.kind[at] not in LABELLED or not 2 < len(label) < 30:
            return None
        if [i for i in range(len(self.e)) if norm(self.e[i]["label"]) == norm(label) and self.kind[i] in LABELLED] != [
            at
        ]:
            return None
        shown = label.lower() if self.r.random() < 0.5 else self.quote(label)
        return self.r.choice(("the {0} {1}", "the {1} for {0}", "the {1} of {0}")).format(shown, self.role(at))

    def _chosen(self, at: int) -> str | None:
        kind = self.kind[at]
        if kind not in ("tab", "listitem", "menuitem", "cell", "button") or "selected" not in self.e[at]["states"]:
            return None
        role, fit = self.spoken(at)
        if [i for i in fit if self._selected(i)] != [at]:
            return None
        return f"the {self.r.choice(CHOSEN)} {role}"

    def _selected(self, at: int) -> bool:
        true = self.e[at]["true"]
        return "selected" in self.e[at]["states"] or bool(true and "selected" in true[3].split())

    def _alone(self, at: int) -> str | None:
        kind = self.kind[at]
        if kind in (*UNPLACED, "text", "cell", "part", "handle") or kind not in ROLE_WORDS:
            return None
        role, fit = self.spoken(at)
        seen = [i for i, one in enumerate(self.e) if one["role"] == kind]
        return (
            self.r.choice(("the {}", "the only {}", "the {}")).format(role)
            if fit == [at] and set(seen) <= {at}
            else None
        )

    def _like(self, at: int) -> tuple[str, list[int]] | None:
        """What a thing is called among others, and all that this may mean."""
        kind = self.kind[at]
        if kind in UNPLACED or kind not in ROLE_WORDS:
            return None
        role, fit = self.spoken(at)
        if self.name[at] and not self.text[at] and self.r.random() < 0.35:
            group = [self.r.choice(ENGLISH[g]) for g in self.groups[at]]
            name = self.r.choice([plain_name(self.name[at]), *group])
            wanted = GROUP_OF.get(name, set()) | self.groups[at]
            same = [i for i in range(len(self.e)) if self.groups[i] & wanted or name in self.name[i].split()]
            return f"{name} {self.r.choice(('icon', 'button', role))}", sorted({*same, at})
        if kind == "icon" and self.r.random() < 0.5:
            role, fit = "icon", [i for i, other in enumerate(self.kind) if other in PRESSED]
        # What the parser takes for such a thing may be meant as well.
        return role, sorted({*fit, *(i for i, one in enumerate(self.e) if one["role"] == kind and one["true"] is None)})

    def by_beside(self, at: int) -> Referred | None:
        """The nearest of its kind on a side of another."""
        like = self._like(at)
        if like is None:
            return None
        role, fit = like
        near = sorted((distance(self.box[i], self.box[at], "near") or 0.0, i) for i in range(len(self.e)) if i != at)
        close = [i for away, i in near[:14] if away < 330 and not overlaps(self.box[i], self.box[at])]
        self.r.shuffle(close)
        for anchor in close:
            for side in self.r.sample(list(NEAREST), len(NEAREST)):
                ranked = sorted(
                    (away, i)
                    for i in fit
                    if i != anchor and (away := distance(self.box[i], self.box[anchor], side)) is not None
                )
                if not ranked or ranked[0][1] != at:
                    continue
                away = ranked[0][0]
                if away > (330 if side in OPPOSITE else 110) or (len(ranked) > 1 and ranked[1][0] < away * 1.4 + 8):
                    continue
                words = self.called(anchor)
                if words is not None:
                    return self.r.choice(NEAREST[side]).format(role, words), [at]
                break
        return None

    def by_step(self, at: int) -> Referred | None:
        """Some places after or before another of its row or column."""
        along = self.r.choice(("row", "column"))
        group = self.group(at, along)
        if not 2 < len(group) < 30 or self.kind[at] in UNPLACED:
            return None
        place = group.index(at)
        for step in self.r.sample((1, 1, -1, -1, 2, -2), 6):
            if not 0 <= place - step < len(group) or (words := self.called(group[place - step])) is None:
                continue
            role = self.role(at) if self.kind[at] in ROLE_WORDS else "one"
            return self.r.choice(STEPS[along, step]).format(self.r.choice((role, role, "one")), words), [at]
        return None

    def by_middle(self, at: int) -> Referred | None:
        """Between two others of its row or column that may be pictures too."""
        for along in self.r.sample(("row", "column"), 2):
            axis = int(along == "column")
            group = self.group(at, along)
            if at not in group or not 0 < (place := group.index(at)) < len(group) - 1:
                continue
            one, other = group[place - 1], group[place + 1]
            if max(self.box[at][axis] - self.box[one][axis + 2], self.box[other][axis] - self.box[at][axis + 2]) > 90:
                continue
            names = self.called(one), self.called(other)
            if names[0] and names[1]:
                pair = names if self.r.random() < 0.8 else (names[1], names[0])
                return self.r.choice(BETWEEN[:3]).format(self.role(at), *pair), [at]
        return None

    def by_pair(self, at: int) -> Referred | None:
        """One of two of a kind."""
        kind = self.kind[at]
        if kind in (*UNPLACED, "text", "cell") or kind not in ROLE_WORDS:
            return None
        role, fit = self.spoken(at)
        seen = {i for i, one in enumerate(self.e) if one["role"] == kind}
        if len(fit) != 2 or not seen <= set(fit):
            return None
        other = next(i for i in fit if i != at)
        dx, dy = (self.middle(at)[axis] - self.middle(other)[axis] for axis in (0, 1))
        if max(abs(dx), abs(dy)) < 16:
            return None
        side = ("right" if dx > 0 else "left") if abs(dx) > 2 * abs(dy) else ("below" if dy > 0 else "above")
        if side in ("above", "below") and abs(dy) < 12:
            return None
        return self.r.choice(BOTH[side]).format(role, plural(role)), [at]

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
        if self._selected(mine[0]) and sum(self._selected(i) for i in tabs) == 1:
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
