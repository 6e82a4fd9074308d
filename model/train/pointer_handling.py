"""Orders as people give them: a verb and whose row or card, the n-th of several, signs by name, boxes, counters."""

from __future__ import annotations

import itertools
import re
from typing import Final

from model.pointer.signs import names as sign_names
from model.train.pointer_belonging import Belonging
from model.train.pointer_orders import (
    COUNTERS,
    MARKED,
    ROWS,
    VERBS,
    WORDS,
)
from model.train.pointer_scene import ENGLISH, GROUP_OF, Referred, distance
from model.train.pointer_wordings import ORDER, ROLE_WORDS

MARKS: Final = ("checkbox", "radio", "switch")
PRESSED: Final = ("button", "icon", "link", "menuitem", "tab", "image")
THINGS: Final = ("one", "item", "entry", "one", "thing")


class Handling(Belonging):
    """Orders that say what is to happen, and to what. What is spoken of must be clear: else they give None."""

    def by_sign(self, at: int) -> Referred | None:
        """A lone sign, a digit, a function in short, by what it is called."""
        called = sign_names(self.said[at], self.keys) if self.said[at] else ()
        if not called or self.kind[at] not in (*PRESSED, "text", "cell", "listitem"):
            return None
        name = self.r.choice(called) if self.r.random() < 0.6 else called[0]
        fit = [
            i
            for i in range(len(self.e))
            if name in sign_names(self.said[i], self.keys) or name == self.text[i] or name in self.name[i].split()
        ]
        if fit != [at] or any(GROUP_OF.get(name, set()) & self.groups[i] for i in range(len(self.e)) if i != at):
            return None
        if re.search(r"[\u4e00-\u9fff]", name):
            return self.r.choice(("{}", "{}键", "{}按钮", "“{}”")).format(name), fit
        role = self.counted(at)
        forms = (
            "{0}",
            "{0}",
            "{0} {1}",
            "{0} {1}",
            "{1} for {0}",
            "{0} sign" if "sign" not in name and not self.said[at].isalnum() else "{0}",
            "{1} {0}",
        )
        return self.r.choice(forms).format(name, role), fit

    def verb(self, at: int) -> list[str]:
        """Orders with a place for the thing that they are about, by what a button says or shows."""
        found = []
        for head, forms in VERBS.items():
            if head in (self.text[at], self.name[at]) or (
                not self.text[at] and GROUP_OF.get(head, set()) & self.groups[at]
            ):
                found += forms
        if (
            not found
            and self.text[at].split()[:1]
            and self.text[at].split()[0] in WORDS
            and len(self.text[at].split()) < 4
        ):
            found = [f"{self.text[at]} {{}}", f"{self.text[at]}: {{}}"]
        return found

    def same(self, at: int) -> list[int]:
        """Things that say, show or do the same; empty where some only perhaps do."""
        fit = self.alike(at)
        near = [
            i
            for i in range(len(self.e))
            if self.kind[i] in PRESSED and (i in fit or (self.groups[i] & self.groups[at] and not self.text[i]))
        ]
        return fit if set(near) <= set(fit) else []

    def whose(self, at: int, fit: list[int]) -> str | None:
        """Words for the row or the card that one of several alike belongs to."""
        for anchor in self.anchors(at, 44)[:16]:
            if anchor in fit or self.kind[anchor] not in ("text", "cell", "listitem", "link"):
                continue
            other = self.box[anchor]
            rows = [
                i
                for i in fit
                if (distance(self.box[i], other, "row") or 0) < 700 and distance(self.box[i], other, "row") is not None
            ]
            near = sorted((distance(self.box[i], other, "near") or 0.0, i) for i in fit)
            card = (
                not rows
                and len(near) > 1
                and near[0][1] == at
                and near[0][0] < 120
                and near[1][0] > 2 * near[0][0] + 24
            )
            if rows != [at] and not card:
                continue
            return self.named(anchor)
        return None

    def named(self, anchor: int) -> str:
        """A thing with words of its own by all of them, by a part, or by words of the same meaning."""
        r, said, text = self.r, self.said[anchor], self.text[anchor]
        roll = r.random()
        if roll < 0.25:
            parts = [
                word
                for word in text.split()
                if len(word) > 3 and not any(word in t for i, t in enumerate(self.text) if i != anchor)
            ]
            if parts and len(text.split()) > 1:
                return r.choice(ROWS).format(r.choice(parts))
        if roll < 0.4 and text in GROUP_OF:
            wanted = GROUP_OF[text]
            if not any(self.groups[i] & wanted for i in range(len(self.e)) if i != anchor):
                other = r.choice([word for group in sorted(wanted) for word in ENGLISH[group]])
                if other not in self.all:
                    return f"the {other}"
        shown = said.lower() if r.random() < 0.3 else said
        return r.choice(("{}", "{}", "the {}", "{}", "the entry {}", "the one called {}")).format(self.quote(shown))

    def by_verb(self, at: int) -> Referred | None:
        """What a button in a row or on a card does, said of that row: "edit the ticket about printers"."""
        if self.kind[at] not in PRESSED:
            return None
        fit = self.same(at)
        orders = self.verb(at)
        if len(fit) < 2 or at not in fit or not orders:
            return None
        whose = self.whose(at, fit)
        return (self.r.choice(orders).format(whose), [at]) if whose else None

    def by_turn(self, at: int) -> Referred | None:
        """One of several alike by its number, in an order: "delete the third one", "like the first picture"."""
        if self.kind[at] not in PRESSED:
            return None
        fit = self.same(at)
        orders = self.verb(at)
        if not 3 <= len(fit) < 12 or at not in fit or not orders or any(self.e[i]["true"] is None for i in fit):
            return None
        axes = [
            axis for axis in (0, 1) if max(abs(self.middle(i)[1 - axis] - self.middle(at)[1 - axis]) for i in fit) < 12
        ]
        if len(axes) != 1:
            return None
        line = sorted(fit, key=lambda i: self.middle(i)[axes[0]])
        gaps = [self.middle(b)[axes[0]] - self.middle(a)[axes[0]] for a, b in itertools.pairwise(line)]
        if max(gaps) > 1.7 * min(gaps) + 8:
            return None  # one may be missing between them
        place = line.index(at)
        if place == len(line) - 1 and self.r.random() < 0.6:
            order = "last"
        elif place < len(ORDER):
            order = self.r.choice(ORDER[place][:2])
        else:
            return None
        return self.r.choice(orders).format(f"the {order} {self.r.choice(THINGS)}"), [at]

    def by_tick(self, at: int) -> Referred | None:
        """A box, a switch or an option without words of its own, by what stands in its row."""
        if self.kind[at] not in MARKS or self.text[at]:
            return None
        fit = [i for i, kind in enumerate(self.kind) if kind in MARKS or self.e[i]["role"] in MARKS]
        rows = [i for i in fit if distance(self.box[i], self.box[at], "row") is not None]
        if rows != [at]:
            return None
        whose = self.whose(at, fit)
        return (self.r.choice(MARKED[self.kind[at]]).format(whose), [at]) if whose else None

    def by_crossing(self, at: int) -> Referred | None:
        """A control in a table by the head of its column and the start of its row."""
        kind = self.kind[at]
        if kind not in (*MARKS, "button", "icon", "combobox", "field", "link"):
            return None
        x = self.middle(at)[0]
        texts = [
            i
            for i in range(len(self.e))
            if self.kind[i] in ("text", "cell") and len(self.text[i]) > 1 and len(self.said[i]) < 30
        ]
        row = [i for i in texts if distance(self.box[i], self.box[at], "left") is not None]
        above = [
            i
            for i in texts
            if self.box[i][3] <= self.box[at][1] + 2
            and (abs(self.middle(i)[0] - x) < 24 or abs(self.box[i][0] - self.box[at][0]) < 12)
        ]
        column = [i for i in range(len(self.e)) if self.kind[i] == kind and abs(self.middle(i)[0] - x) < 12]
        if not row or not above or len(column) < 2:
            return None
        first, head = min(row, key=lambda i: self.box[i][0]), min(above, key=lambda i: self.box[i][1])
        level = [i for i in texts if abs(self.middle(i)[1] - self.middle(head)[1]) < 8]
        if not any(abs(self.box[i][0] - self.box[first][0]) < 10 for i in level) or len(level) < 3 or first in level:
            return None
        if self.count[self.text[first]] > 1 or self.count[self.text[head]] > 1:
            return None
        here = [
            i
            for i in range(len(self.e))
            if self.kind[i] == kind
            and distance(self.box[i], self.box[at], "row") is not None
            and abs(self.middle(i)[0] - x) < 50
        ]
        if here != [at]:
            return None
        names = {
            "head": self.quote(self.said[head]),
            "row": self.quote(self.said[first]),
            "role": self.r.choice(ROLE_WORDS[kind]),
        }
        forms = [
            "the {role} in the {head} column of {row}",
            "{head} of {row}",
            "{head} for {row}",
            "in the row {row} the {role} under {head}",
            "the {role} {head} in the row of {row}",
        ]
        if kind in MARKS:
            forms += [
                "switch {head} for {row}",
                "tick {head} for {row}",
                "turn on {head} of {row}",
                "change {head} for {row}",
            ]
        return self.r.choice(forms).format(**names), [at]

    def by_counter(self, at: int) -> Referred | None:
        """The plus or the minus of a counter, by what it counts."""
        word = (
            "more"
            if self.name[at] in ("plus", "add") or self.said[at] == "+"
            else "less"
            if self.name[at] in ("minus", "remove") or self.said[at] in ("-", "−", "–")
            else ""
        )
        if not word or self.kind[at] not in ("button", "icon"):
            return None
        fit = [
            i
            for i in range(len(self.e))
            if i != at and (self.name[i] == self.name[at] if self.name[at] else self.said[i] == self.said[at])
        ]
        near = [
            (d, i)
            for i in self.anchors(at, 26)
            if self.kind[i] == "text"
            and self.said[i][:1].isalpha()
            and (d := distance(self.box[i], self.box[at], "left")) is not None
            and d < 320
        ]
        if not near:
            return None
        label = min(near)[1]
        if any(distance(self.box[i], self.box[label], "row") is not None for i in fit):
            return None
        other = [
            i
            for i in range(len(self.e))
            if i != at
            and self.kind[i] in ("button", "icon")
            and distance(self.box[i], self.box[label], "right") is not None
        ]
        if not any(self.name[i] in ("minus", "plus", "add", "remove") or self.said[i] in "+-−–" for i in other):
            return None  # a lone plus adds something else
        return self.r.choice(COUNTERS[word]).format(self.said[label].rstrip(":* ")), [at]
