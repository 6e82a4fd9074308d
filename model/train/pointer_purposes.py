"""Orders about windows, tabs, trees, pages, columns, and about controls by what they show or put an end to."""

from __future__ import annotations

import itertools
import re

from model.train.pointer_handling import Handling
from model.train.pointer_orders import CONTROLS, FOLDS, HEADS, NEGATED, PAGES, SHOWN, WINDOWS, unnamed
from model.train.pointer_scene import Referred, area, distance, norm, overlaps


class Purposes(Handling):
    """Orders that say what for. What is spoken of must be clear: else they give None."""

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
        return self.to_window(deed, "this dialog"), [at]

    def by_frame(self, at: int) -> Referred | None:
        """A button of the frame that a desktop puts around a window, by what it does and to which window."""
        if at not in self.frames:
            return None
        deed = self.name[at]
        others = [self._title(i) for i in self.frames if i != at and self.name[i] == deed]
        parts = [
            part
            for part in re.split(r" [-–—:|] ", self._title(at))
            if 2 < len(part) < 36 and not any(part in title for title in others)
        ]
        if parts and (others or self.r.random() < 0.6):
            part = self.r.choice(parts)
            form = self.r.choice(WINDOWS[deed])
            return form.format(self.quote(part if self.r.random() < 0.7 else part.lower())), [at]
        return None if others else (self.to_window(deed, "the program"), [at])

    def _title(self, at: int) -> str:
        """The words nearest to the left of a frame's button; "" where there are none."""
        box = self.box[at]
        near = [
            i
            for i in range(len(self.e))
            if len(self.text[i]) > 2
            and self.box[i][2] < box[2] - 40
            and abs(self.middle(i)[1] - self.middle(at)[1]) < 9
        ]
        return self.said[max(near, key=lambda i: self.box[i][2])] if near else ""

    def to_window(self, deed: str, *nouns: str) -> str:
        """An order to do this to a window that is not named; it may also be called one of the nouns."""
        return unnamed(self.r.choice(WINDOWS[deed]), self.r.choice(("this window", "the window", "it", *nouns)))

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
