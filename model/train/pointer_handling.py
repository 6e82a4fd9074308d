# ruff: noqa: E501 - wordings read better unbroken
"""Orders as people give them: a verb and whose row, the n-th card, windows and tabs, signs by name, purposes, shown values."""

from __future__ import annotations

import itertools
import re
from typing import Final

from model.pointer.signs import names as sign_names
from model.train.pointer_orders import (
    CONTROLS,
    COUNTERS,
    FOLDS,
    HEADS,
    MARKED,
    NEGATED,
    PAGES,
    ROWS,
    SHOWN,
    VERBS,
    WINDOWS,
    WORDS,
    unnamed,
)
from model.train.pointer_relating import Relating
from model.train.pointer_scene import ENGLISH, GROUP_OF, Referred, area, distance, norm, overlaps
from model.train.pointer_wordings import ORDER, ROLE_WORDS

MARKS: Final = ("checkbox", "radio", "switch")
PRESSED: Final = ("button", "icon", "link", "menuitem", "tab", "image")
THINGS: Final = ("one", "item", "entry", "one", "thing")


class Handling(Relating):
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

    def by_window(self, at: int) -> Referred | None:
        """A button of a title bar, by what it does and to which window."""
        deed = CONTROLS.get(self.name[at], "")
        if not deed or self.kind[at] not in ("button", "icon"):
            return None
        box = self.box[at]
        windows = [i for i, kind in enumerate(self.kind) if kind == "window"]
        mine = [
            i
            for i in windows
            if self.box[i][0] <= box[0] and box[2] <= self.box[i][2] + 2 and -2 <= box[1] - self.box[i][1] < 30
        ]
        if not mine:
            return None
        window = min(mine, key=lambda i: area(self.box[i]))
        hold = self.box[window]
        bar = [
            i
            for i in range(len(self.e))
            if i != window
            and hold[0] <= self.middle(i)[0] <= hold[2]
            and hold[1] <= self.middle(i)[1]
            and abs(self.middle(i)[1] - self.middle(at)[1]) < 10
        ]
        same = [i for i in bar if CONTROLS.get(self.name[i], "") == deed]
        side = min(box[0] - hold[0], hold[2] - box[2])
        pictures = [i for i in bar if self.kind[i] in ("button", "icon")]
        if same != [at] or len(pictures) > 4 or side > 120 or any(not CONTROLS.get(self.name[i]) for i in pictures):
            return None
        titles = [
            i for i in bar if self.kind[i] == "text" and self.count[self.text[i]] == 1 and 1 < len(self.said[i]) < 36
        ]
        if titles and (len(windows) > 1 or self.r.random() < 0.7):
            return self.r.choice(WINDOWS[deed]).format(
                self.quote(self.said[min(titles, key=lambda i: self.box[i][0])])
            ), [at]
        if len(windows) > 1:
            return None
        return unnamed(
            self.r.choice(WINDOWS[deed]), self.r.choice(("this window", "the window", "it", "this dialog"))
        ), [at]

    def by_cross(self, at: int) -> Referred | None:
        """The little cross of a tab, a chip or a bar."""
        if (
            self.name[at] not in ("close", "x", "times", "dismiss", "cross")
            or self.text[at]
            or self.kind[at] not in ("icon", "button")
        ):
            return None
        box = self.box[at]
        holders = [
            i
            for i in range(len(self.e))
            if i != at
            and self.kind[i] in ("tab", "button", "listitem", "text")
            and len(self.text[i]) > 1
            and len(self.said[i]) < 30
            and self.count[self.text[i]] == 1
            and abs(self.middle(i)[1] - self.middle(at)[1]) < 8
            and (overlaps(self.box[i], box) or 0 <= box[0] - self.box[i][2] < 12)
        ]
        if len(holders) != 1:
            return None
        held, kind = self.quote(self.said[holders[0]]), self.kind[holders[0]]
        forms = ["close {}", "the cross of {}", "the x on {}", "{}: close", "remove {}", "the little cross beside {}"]
        if kind == "tab":
            forms += ["close the tab {}", "close the {} tab", "shut the tab called {}", "get rid of the {} tab"]
        return self.r.choice(forms).format(held), [at]

    def by_shown(self, at: int) -> Referred | None:
        """A list or a field by the value that it shows."""
        if self.kind[at] not in ("combobox", "field"):
            return None
        one = self.e[at]
        value, label = str(one.get("value") or one["text"]), str(one["label"])
        key = norm(value)
        if not 1 < len(key) < 24 or key == norm(label):
            return None
        texts = [norm(f"{e.get('text', '')} {e.get('value', '')}") for i, e in enumerate(self.e) if i != at]
        if any(
            key in text or (text and text in key) for text in [*texts, *(t for i, t in enumerate(self.text) if i != at)]
        ):
            return None
        forms = list(SHOWN[self.kind[at]])
        clear = label and sum(norm(label) in text for text in self.text) == 1 and len(label) < 24
        if clear:
            forms += [
                "change the {label}, it is {value} now",
                "the {label} is {value}, choose something else",
                "{label}, which is {value} at the moment",
            ]
        return self.r.choice(forms).format(value=self.quote(value), label=label.rstrip(":* ").lower()), [at]

    def by_other(self, at: int) -> Referred | None:
        """A list or a field by its label, in an order."""
        label = str(self.e[at]["label"]).rstrip(":* ")
        kind = self.kind[at]
        if kind not in ("combobox", "field") or not 2 < len(label) < 26 or not label[0].isalpha():
            return None
        fit = [
            i
            for i in range(len(self.e))
            if norm(label) in (norm(self.e[i]["label"]), self.text[i]) and self.kind[i] != "text"
        ]
        if fit != [at]:
            return None
        forms = {
            "combobox": (
                "pick another {}",
                "choose a different {}",
                "change the {}",
                "set the {}",
                "show the choices for {}",
                "select another {}",
                "I want a different {}",
                "which {}? open the list",
            ),
            "field": (
                "enter the {}",
                "put the cursor into {}",
                "type the {}",
                "edit the {}",
                "I want to give the {}",
                "fill in my {}",
                "let me write the {}",
                "correct the {}",
            ),
        }[kind]
        return self.r.choice(forms).format(label.lower() if self.r.random() < 0.6 else label), [at]

    def by_negation(self, at: int) -> Referred | None:
        """A box or a switch by what it would put an end to, or begin."""
        kind, text = self.kind[at], self.said[at].rstrip(".:* ")
        if (
            kind not in ("checkbox", "switch")
            or not 3 < len(text) < 44
            or self.count[self.text[at]] > 1
            or not text[0].isalpha()
        ):
            return None
        if [i for i in range(len(self.e)) if self.text[at] in self.text[i] and i != at]:
            return None
        lower = text[0].lower() + text[1:]
        return self.r.choice(NEGATED).format(lower), [at]

    def by_page(self, at: int) -> Referred | None:
        """A number among the numbers of pages."""
        if not self.text[at].isdecimal() or self.kind[at] not in ("button", "link") or self.keys:
            return None
        line = sorted(
            (
                i
                for i in range(len(self.e))
                if self.text[i].isdecimal()
                and self.kind[i] == self.kind[at]
                and abs(self.middle(i)[1] - self.middle(at)[1]) < 8
            ),
            key=lambda i: self.box[i][0],
        )
        numbers = [int(self.text[i]) for i in line]
        if len(line) < 3 or any(b - a != 1 for a, b in itertools.pairwise(numbers)) or self.count[self.text[at]] > 1:
            return None
        if at == line[-1] and self.r.random() < 0.5:
            return self.r.choice(("last of the page numbers", "highest page number", "go to the last page shown")), [at]
        return self.r.choice(PAGES).format(self.text[at]), [at]

    def by_head(self, at: int) -> Referred | None:
        """The head of a column: to sort by it."""
        if (
            self.kind[at] not in ("cell", "text", "button")
            or (self.keys and self.kind[at] == "button")
            or not 1 < len(self.text[at]) < 22
            or self.count[self.text[at]] > 1
        ):
            return None
        box = self.box[at]
        flat = [i for i in range(len(self.e)) if self.kind[i] in ("cell", "text", "button") and self.text[i]]
        level = [i for i in flat if abs(self.middle(i)[1] - self.middle(at)[1]) < 6]
        below = [i for i in flat if self.box[i][1] >= box[3] - 2 and abs(self.box[i][0] - box[0]) < 6]
        above = [i for i in flat if 0 <= box[1] - self.box[i][3] < 60 and abs(self.box[i][0] - box[0]) < 6]
        # Heads are words; among what stands in rows there is a number, a date, a file.
        if len(level) < 3 or len(below) < 3 or above or any(re.search(r"[\d@.?…]", self.said[i]) for i in level):
            return None
        heads = [sum(abs(self.box[i][0] - self.box[j][0]) < 6 and self.box[i][1] > box[3] for i in flat) for j in level]
        if sum(count >= 3 for count in heads) < 3:
            return None
        return self.r.choice(HEADS).format(self.quote(self.said[at])), [at]

    def by_line(self, at: int) -> Referred | None:
        """A row of a list by its words or a part of them."""
        if self.kind[at] != "listitem" or not 2 < len(self.text[at]) < 60 or self.count[self.text[at]] > 1:
            return None
        words = [w for w in self.text[at].split() if len(w) > 3 and sum(w in t for t in self.text) == 1]
        name = self.r.choice(words) if words and self.r.random() < 0.5 else self.quote(self.said[at])
        forms = (
            "the row of {}",
            "the row with {}",
            "the line that says {}",
            "the row for {}",
            "the entry about {}",
            "row {}",
            "the {} line",
        )
        return self.r.choice(forms).format(name), [at]

    def by_fold(self, at: int) -> Referred | None:
        """The arrow before an entry of a tree."""
        deed = FOLDS.get(self.name[at], "")
        if not deed or self.text[at] or self.kind[at] not in ("icon", "button"):
            return None
        box = self.box[at]
        right = sorted(
            (d, i)
            for i in range(len(self.e))
            if i != at and self.text[i] and (d := distance(self.box[i], box, "right")) is not None and d < 60
        )
        inside = [
            i for i in range(len(self.e)) if self.kind[i] == "listitem" and self.text[i] and overlaps(self.box[i], box)
        ]
        found = inside[0] if len(inside) == 1 else right[0][1] if right and right[0][0] < 40 else -1
        if found < 0 or self.count[self.text[found]] > 1 or len(self.said[found]) > 36:
            return None
        if inside and box[0] - self.box[inside[0]][0] > 0.5 * (self.box[inside[0]][2] - self.box[inside[0]][0]):
            return None
        verb = {
            "open": ("unfold", "expand", "open up", "show what is in"),
            "shut": ("fold", "collapse", "fold up", "close up"),
        }[deed]
        form = self.r.choice(("{} {}", "{} the {} folder", "{} the entry {}", "the arrow before {1}", "{} {}"))
        return form.format(self.r.choice(verb), self.quote(self.said[found])), [at]
