# ruff: noqa: E501 - wordings read better unbroken
"""Referring to things by any other thing that can be told from the rest: by its words, its picture, its label, its state."""

from __future__ import annotations

import re

from model.train.pointer_naming import plural
from model.train.pointer_placing import UNPLACED
from model.train.pointer_relating import Relating
from model.train.pointer_scene import ENGLISH, GROUP_OF, LABELLED, Referred, distance, norm, overlaps, plain_name
from model.train.pointer_wordings import (
    BETWEEN,
    BOTH,
    NEAREST,
    ROLE_WORDS,
    STEPS,
)

CHOSEN = ("selected", "highlighted", "current", "active", "chosen")
PRESSED = ("button", "icon", "image")
OPPOSITE = {"left": "right", "right": "left", "above": "below", "below": "above"}

LOOKS = {
    "price": re.compile(r"[€$£¥]\s?[\d.,]+|[\d.,]+\s?[€$£¥]"),
    "percentage": re.compile(r"[\d.,]+\s?%"),
    "time": re.compile(r"\d{1,2}:\d{2}(?::\d{2})?"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}"),
    "address": re.compile(r"[\w.]+@[\w.]+\.\w+"),
    "file": re.compile(r"[\w-]+\.[a-z]{2,4}"),
    "number": re.compile(r"[\d.,]+"),
}
"""Kinds of texts that are told by their signs."""


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
        if [i for i in fit if self.selected(i)] != [at]:
            return None
        return f"the {self.r.choice(CHOSEN)} {role}"

    def selected(self, at: int) -> bool:
        """Whether a thing is marked as the chosen one."""
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
        if kind in ("text", "cell") and (word := self.look(at)):
            return word, [i for i in range(len(self.e)) if self.kind[i] in ("text", "cell") and self.look(i) == word]
        if kind == "button" and self.keys and self.r.random() < 0.6:
            role = "key"
        if kind == "icon" and self.r.random() < 0.5:
            role, fit = "icon", [i for i, other in enumerate(self.kind) if other in PRESSED]
        # What the parser takes for such a thing may be meant as well.
        return role, sorted({*fit, *(i for i, one in enumerate(self.e) if one["role"] == kind and one["true"] is None)})

    def look(self, at: int) -> str:
        """What a text is by its signs: a price, a date, a number; empty for plain words."""
        return next((word for word, form in LOOKS.items() if form.fullmatch(self.said[at].strip())), "")

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
        """Between the two things of whatever kind that stand next to it in its row or column."""
        if self.kind[at] in UNPLACED or self.kind[at] not in ROLE_WORDS:
            return None
        for before, after in self.r.sample((("left", "right"), ("above", "below")), 2):
            sides = []
            for side in (before, after):
                near = [
                    (away, i)
                    for i, box in enumerate(self.box)
                    if i != at
                    and not overlaps(box, self.box[at])
                    and (away := distance(box, self.box[at], side)) is not None
                ]
                sides.append(min(near, default=(999.0, -1)))
            if max(away for away, _ in sides) > 110:
                continue
            names = self.called(sides[0][1]), self.called(sides[1][1])
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
        if len(like := self.alike(at)) == 2 and at in like:
            role, fit = f"{self.said[at] or plain_name(self.name[at])} {role}", like
        elif len(fit) != 2 or not seen <= {*fit}:
            return None
        other = next(i for i in fit if i != at)
        dx, dy = (self.middle(at)[axis] - self.middle(other)[axis] for axis in (0, 1))
        if max(abs(dx), abs(dy)) < 16:
            return None
        side = ("right" if dx > 0 else "left") if abs(dx) > 2 * abs(dy) else ("below" if dy > 0 else "above")
        if side in ("above", "below") and abs(dy) < 12:
            return None
        return self.r.choice(BOTH[side]).format(role, plural(role)), [at]
