# ruff: noqa: E501 - lists of wordings read better unbroken
"""Instructions for screens: wordings are put together from frames and ways to refer, and checked to mean one thing."""

from __future__ import annotations

import re

from model.pointer.signs import names
from model.train.pointer_absent import Missing
from model.train.pointer_scene import CHINESE, Sample
from model.train.pointer_wordings import CLICK, ORDER, OTHERS, PLACES, POST, PRE, TYPED, ZH_PLACE, ZH_ROLE

__all__ = ["Sample", "Writer"]

ABSENT = 0.12
"""Share of instructions about what is not there."""
SPEAKING = frozenset({"value", "cell"})
"""Ways whose words are an instruction themselves at times."""
ORDERS = frozenset(
    (
        "verb",
        "turn",
        "tick",
        "counter",
        "window",
        "frame",
        "cross",
        "own cross",
        "shown",
        "other",
        "negation",
        "page",
        "head",
        "row line",
        "fold",
    )
)
"""Ways whose words are an instruction already."""
NOUNS = ("the ", "page ", "number ", "column ", "last ", "highest ", "arrow ", "details ", "row ", "selector ")
"""How such words begin where they only name something."""
SAID_SO = (
    "I ",
    "I'",
    "don't",
    "do not",
    "no ",
    "not ",
    "never",
    "always",
    "from now",
    "where",
    "which",
    "stop it",
    "make sure",
    "see to it",
)
"""How such words begin where nothing polite goes before them."""
WEIGHTS = {
    "icon": 3.0,
    "text": 0.5,
    "listitem": 0.5,
    "cell": 0.9,
    "image": 0.3,
    "window": 0.02,
    "list": 0.02,
    "scrollbar": 0.15,
    "handle": 0.25,
}
INTO = (
    "type {} into the {}", "enter {} in the {}", "write {} in {}", "put {} into the {}", "fill the {1} with {0}", "fill in {0} for {1}", "set the {1} to {0}",
    "in the {1}, type {0}", "{1}: {0}", "change {1} to {0}",
)  # fmt: skip


class Writer(Missing):
    """Writes instructions for one screen."""

    def one(self) -> Sample | None:
        """One instruction, or None where the draw meant nothing clear."""
        r = self.r
        if r.random() < ABSENT:
            return self.absent()
        pool = [
            i
            for i in range(len(self.e))
            if self.kind[i] != "part" and (self.e[i]["true"] is not None or i in self.frames or r.random() < 0.1)
        ]
        if not pool:
            return None
        kinds = sorted({self.kind[i] for i in pool})
        kind = r.choices(kinds, [WEIGHTS.get(k, 1.0) for k in kinds])[0]
        fit = [i for i in pool if self.kind[i] == kind]
        # Pictures with an agreed meaning are spoken of more often than odd ones.
        at = r.choices(fit, [self.interest(i) for i in fit])[0]
        if r.random() < 0.08:
            return self.chinese(at)
        several = len(self.alike(at)) > 1
        words, bare = kind in ("cell", "text"), kind in ("icon", "button", "link", "image")
        controls = kind in ("field", "combobox", "checkbox", "radio", "switch")
        ways = [
            ("text", self.by_text, 6), ("icon", self.by_name, 16 if self.name[at] else 2), ("label", self.by_label, 2), ("role", self.by_role, 0.7), ("place", self.by_place, 1.5),
            ("side", self.by_side, 1.7), ("row", self.by_neighbour, 4 if several else 0), ("between", self.by_between, 1.5), ("heading", self.by_heading, 1.5),
            ("cell", self.by_cell, 10 if words else 0), ("value", self.by_value, 5 if words else 0), ("line", self.in_line, 1.2), ("edge", self.by_edge, 1.5), ("region", self.by_region, 2.5),
            ("count", self.by_count, 10), ("size", self.by_size, 0.7), ("corner", self.by_corner, 2.5), ("kind", self.by_kind, 4),
            ("sign", self.by_sign, 12 if 0 < len(self.said[at]) < 6 else 0), ("verb", self.by_verb, 9 if several and bare else 0), ("turn", self.by_turn, 4 if several and bare else 0),
            ("tick", self.by_tick, 8 if controls else 0), ("crossing", self.by_crossing, 6 if controls or bare else 0), ("counter", self.by_counter, 12 if bare else 0),
            ("window", self.by_window, 12 if bare else 0), ("frame", self.by_frame, 40 if at in self.frames else 0), ("cross", self.by_cross, 8 if bare else 0), ("shown", self.by_shown, 3), ("other", self.by_other, 3),
            ("negation", self.by_negation, 4 if controls else 0), ("page", self.by_page, 12 if self.text[at].isdecimal() else 0), ("head", self.by_head, 8 if words or kind == "button" else 0),
            ("beside", self.by_beside, 4), ("along", self.by_step, 2), ("middle", self.by_middle, 1.2), ("pair", self.by_pair, 1.2), ("nth row", self.by_nth_row, 4 if several or controls else 0),
            ("nth like", self.by_nth_like, 4 if several else 0), ("row end", self.by_row_end, 1.2), ("own cross", self.by_own_cross, 8 if bare else 0), ("arrow", self.by_arrow, 2), ("inner", self.by_inner, 3 if bare else 0), ("holder corner", self.by_holder_corner, 1.2),
            ("row line", self.by_line, 1.5), ("fold", self.by_fold, 6 if bare else 0),
        ]  # fmt: skip
        for sort, way, _ in r.choices(ways, [weight for _, _, weight in ways], k=4):
            found = way(at)
            if found is None:
                continue
            phrase, fit = found
            if at not in fit or len(fit) > 4:
                continue
            if len(fit) > 1:
                placed = None if self.is_order(phrase, at) else self.narrowed(phrase, fit, at)
                if placed is None:
                    if r.random() < 0.85:
                        continue
                    return Sample(self.frame(phrase, kind)[0], tuple(fit), "click", None, "several")
                phrase, fit = placed, [at]
            return self.told(phrase, at, sort)
        return None

    def ordered(self, phrase: str) -> str:
        """An order as it is or with some politeness around it; what is none is asked for."""
        r = self.r
        if phrase.startswith(NOUNS) and r.random() < 0.5:
            phrase = f"{r.choice(CLICK)} {phrase}"
        if phrase.startswith((*NOUNS, *SAID_SO)):
            return phrase
        task = f"{r.choice(PRE)}{phrase}{r.choice(POST)}" if r.random() < 0.5 else phrase
        return task[0].upper() + task[1:] if r.random() < 0.4 else task

    def interest(self, at: int) -> float:
        """How often a thing is spoken of: more often where its picture has an agreed meaning, or it is a lone sign."""
        sign = 0 < len(self.said[at]) < 6 and bool(names(self.said[at], self.keys))
        return (3.0 if self.name[at] and self.groups[at] else 1.0) * (4.0 if sign else 1.0)

    def is_order(self, phrase: str, at: int) -> bool:
        """Whether the words are an order already, such as "print this"."""
        return any(deed in phrase for deed in self.deeds(at))

    def told(self, phrase: str, at: int, sort: str) -> Sample:
        """An instruction about one thing."""
        r, kind = self.r, self.kind[at]
        if sort in ORDERS:
            return Sample(self.ordered(phrase), (at,), "click", None, sort)
        if kind in ("field", "combobox") and sort not in (*SPEAKING, "icon", "row", "arrow") and r.random() < 0.45:
            typed = r.choice(TYPED) if r.random() < 0.5 else " ".join(r.sample(OTHERS, r.randint(1, 3)))
            shown = r.choice(('"{}"', "'{}'", "{}", "“{}”")).format(typed)
            task = r.choice(PRE) + r.choice(INTO).format(shown, phrase)
            start = task.find(shown) + shown.find(typed)
            return Sample(task, (at,), "input", (start, start + len(typed)), sort)
        order = sort in ("icon", "row") and any(
            phrase.endswith(deed) or phrase.startswith(deed) for deed in self.deeds(at)
        )
        if (
            order
            or phrase.startswith("what ")
            or (sort in SPEAKING and r.random() < 0.6)
            or (sort == "row" and r.random() < 0.5)
        ):
            return Sample(phrase[0].upper() + phrase[1:] if r.random() < 0.3 else phrase, (at,), "click", None, sort)
        task, action = self.frame(phrase, kind)
        return Sample(task, (at,), action, None, sort)

    def narrowed(self, phrase: str, fit: list[int], at: int) -> str | None:
        """The same words with what tells the one from the others."""
        if len(fit) < 2 or self.r.random() < 0.3:
            return None
        ordered = sorted(fit, key=lambda i: (round((self.box[i][1] + self.box[i][3]) / 24), self.box[i][0]))
        place = ordered.index(at)
        spread = (
            max(abs(self.box[i][0] - self.box[at][0]) for i in fit),
            max(abs(self.box[i][1] - self.box[at][1]) for i in fit),
        )
        if self.r.random() < 0.5 and max(spread) > 80:
            axis = 0 if spread[0] > spread[1] else 1
            line = sorted(fit, key=lambda i: self.box[i][axis])
            if line[0] == at:
                return (
                    f"{phrase} {('on the left', 'at the top')[axis]}"
                    if self.r.random() < 0.5
                    else f"{('leftmost', 'topmost')[axis]} {phrase}"
                )
            if line[-1] == at:
                return (
                    f"{phrase} {('on the right', 'at the bottom')[axis]}"
                    if self.r.random() < 0.5
                    else f"{('rightmost', 'bottom')[axis]} {phrase}"
                )
        if place == len(ordered) - 1 and self.r.random() < 0.4:
            return f"last {phrase}"
        return f"{self.r.choice(ORDER[place])} {phrase}" if place < len(ORDER) else None

    def chinese(self, at: int) -> Sample | None:
        kind, r = self.kind[at], self.r
        role = ZH_ROLE.get(kind, "")
        words: str | None = None
        fit = [at]
        if re.search(r"[\u4e00-\u9fff]", self.said[at]) or (self.text[at] and r.random() < 0.4):
            if self.text.count(self.text[at]) > 1 or len(self.said[at]) > 40:
                return None
            words = r.choice(("“{}”{}", "{}{}", "「{}」{}", "“{}”")).format(self.said[at], role)
        elif self.groups[at]:
            group = r.choice(sorted(self.groups[at]))
            names = list(CHINESE[group])
            fit = [i for i in range(len(self.e)) if group in self.groups[i]]
            if names:
                words = r.choice(names) + r.choice(("", "按钮", "图标"))
        if words is None and (placed := self.by_place(at)) is not None and role:
            spot = next((s for s, forms in PLACES.items() if any(f in placed[0] for f in forms) and 1 not in s), None)
            if spot:
                words = f"{ZH_PLACE[spot]}的{role}"
        if words is None or len(fit) > 1:
            return None
        return Sample(
            r.choice(
                ("点击{}", "请点击{}", "点一下{}", "选择{}", "打开{}", "{}", "按{}", "帮我点{}", "单击{}", "找到{}")
            ).format(words),
            (at,),
            "click",
            None,
            "zh",
        )
