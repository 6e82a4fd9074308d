"""Referring to things by their place: order, edges and corners of the screen, what stands beside them."""

from __future__ import annotations

from model.train.pointer_naming import Naming, plural
from model.train.pointer_scene import LABELLED, Referred, area, plain_name
from model.train.pointer_wordings import EDGES, HOLDING, LINES, ORDER, PLACES, REGIONS, ROLE_WORDS

UNPLACED = ("window", "unknown", "list")


class Placing(Naming):
    """Ways to refer that look at where things lie. What is spoken of must be clear: else they give None."""

    def role(self, at: int) -> str:
        return self.r.choice(ROLE_WORDS[self.kind[at]])

    def spoken(self, at: int) -> tuple[str, list[int]]:
        """What kind of thing it is, in a word, and all that the word may mean: a pressed icon is a button too."""
        word = self.role(at)
        return word, self.single([i for i, kind in enumerate(self.kind) if word in ROLE_WORDS.get(kind, ())], at)

    def aligned(self, fit: list[int]) -> bool:
        """Whether things stand in one row or one column, so that everybody counts them alike."""
        first = fit[0]
        level = all(abs(self.middle(i)[1] - self.middle(first)[1]) < 10 for i in fit)
        return level or all(abs(self.box[i][0] - self.box[first][0]) < 10 for i in fit)

    def by_role(self, at: int) -> Referred | None:
        kind = self.kind[at]
        if kind in ("text", "window", "unknown", "list") or kind not in ROLE_WORDS:
            return None
        role, fit = self.spoken(at)
        if len(fit) == 1:
            return self.r.choice(("", "only ", "")) + role, fit
        state = self.e[at]["true"][3].split() if self.e[at]["true"] else []
        for word, on in (("checked", True), ("unchecked", False), ("selected", True), ("disabled", True)):
            base = word.removeprefix("un")
            alike = [i for i in fit if ((base in (self.e[i]["true"] or ["", "", "", ""])[3].split()) == on)]
            if alike == [at] and (on or kind in ("checkbox", "radio", "switch")) and (not on or word in state):
                return f"{word} {role}", [at]
        return self.by_order(at, role, fit)

    def by_order(self, at: int, role: str, fit: list[int]) -> Referred | None:
        if len(fit) > 14 or (self.kind[at] not in (*LABELLED, "tab") and not self.aligned(fit)):
            return None
        ordered = sorted(fit, key=lambda i: (round((self.box[i][1] + self.box[i][3]) / 24), self.box[i][0]))
        place = ordered.index(at)
        if place == len(ordered) - 1 and self.r.random() < 0.6:
            return self.r.choice(
                (
                    f"last {role}",
                    f"last of the {plural(role)}",
                    f"bottom {role}"
                    if self.box[at][1] > max(self.box[i][1] for i in fit if i != at)
                    else f"last {role}",
                )
            ), [at]
        if place >= len(ORDER):
            return None
        if self.r.random() < 0.15:
            return f"{self.r.choice(ORDER[place])} of the {plural(role)}", [at]
        word = self.r.choice(ORDER[place]) if self.r.random() < 0.85 else None
        return (f"{word} {role}" if word else f"{role} number {place + 1}"), [at]

    def in_line(self, at: int) -> Referred | None:
        """By its place in a line of things of its kind: "third icon from the right in the tool bar"."""
        kind = self.kind[at]
        if kind in (*UNPLACED, "text") or kind not in ROLE_WORDS:
            return None
        box = self.box[at]
        role, fit = self.spoken(at)
        height = max(box[3] - box[1], 1)
        line = sorted(
            (i for i in fit if abs(self.middle(i)[1] - self.middle(at)[1]) < 0.4 * height), key=lambda i: self.box[i][0]
        )
        if not 3 <= len(line) <= 24:
            return None
        levels = [self.middle(i)[1] for i in fit if i not in line]
        own = self.middle(at)[1]
        where = (
            "top"
            if all(level > own + height for level in levels)
            else "bottom"
            if all(level < own - height for level in levels)
            else ""
        )
        if levels and not where:
            return None
        place = line.index(at)
        back = len(line) - 1 - place
        roll = self.r.random()
        if place == 0:
            order = self.r.choice(EDGES["left"])
        elif back == 0:
            order = self.r.choice(EDGES["right"])
        elif place < len(ORDER) and (roll < 0.6 or back >= len(ORDER)):
            order = self.r.choice(ORDER[place][:2])
        elif back < len(ORDER):
            return f"{self.r.choice(ORDER[back][:2])} {role} from the right{self.r.choice(LINES[where])}", [at]
        else:
            return None
        tail = self.r.choice((" from the left", "", "")) if place and back else ""
        return f"{order} {role}{tail}{self.r.choice(LINES[where])}", [at]

    def by_edge(self, at: int) -> Referred | None:
        """The one farthest to a side."""
        kind = self.kind[at]
        if kind in UNPLACED or kind not in ROLE_WORDS:
            return None
        role, fit = self.spoken(at)
        if len(fit) < 2:
            return None
        for side in self.r.sample(("left", "top", "right", "bottom"), 4):
            axis, sign = (side in ("top", "bottom")), 1 if side in ("left", "top") else -1
            line = sorted(fit, key=lambda i: sign * self.middle(i)[axis])
            gap = abs(self.middle(line[1])[axis] - self.middle(line[0])[axis])
            if line[0] == at and gap > 14:
                return f"{self.r.choice(EDGES[side])} {role}", [at]
        return None

    def by_place(self, at: int) -> Referred | None:
        kind = self.kind[at]
        if kind in ("text", "window", "unknown", "list") or kind not in ROLE_WORDS:
            return None
        role, fit = self.spoken(at)
        if len(fit) < 2:
            return None
        width, height = self.size

        def middle(i: int) -> tuple[float, float]:
            return (self.box[i][0] + self.box[i][2]) / 2 / width, (self.box[i][1] + self.box[i][3]) / 2 / height

        for spot in self.r.sample(list(PLACES), len(PLACES)):
            aim = (spot[0] / 2, spot[1] / 2)
            away = {
                i: (abs(middle(i)[0] - aim[0]) * (spot[0] != 1 or spot == (1, 1)))
                + abs(middle(i)[1] - aim[1]) * (spot[1] != 1 or spot == (1, 1))
                for i in fit
            }
            ranked = sorted(fit, key=lambda i: away[i])
            if ranked[0] == at and away[at] < 0.35 and away[ranked[1]] - away[at] > 0.06:
                place = self.r.choice(PLACES[spot])
                tail = self.r.choice(
                    (
                        "",
                        "",
                        " corner" if 1 not in spot else " side",
                        " of the window",
                        " of the screen",
                        " of the page",
                    )
                )
                return self.r.choice(
                    (
                        f"{role} {self.r.choice(('in', 'at', 'on'))} the {place}{tail}",
                        f"{place} {role}",
                        f"{role} at the {place}{tail}",
                    )
                ), [at]
        return None

    def by_region(self, at: int) -> Referred | None:
        """The only one of its kind, or of its like, in a part of the screen or in a window, a menu, a list."""
        kind = self.kind[at]
        if kind in UNPLACED or kind not in ROLE_WORDS:
            return None
        width, height = self.size
        x, y = self.middle(at)
        regions: list[tuple[tuple[float, float, float, float], list[str]]] = [
            (box, REGIONS[side])
            for side, box in {
                "top": (0, 0, width, 0.12 * height), "bottom": (0, 0.9 * height, width, height),
                "left": (0, 0, 0.22 * width, height), "right": (0.78 * width, 0, width, height),
            }.items()
        ]  # fmt: skip
        holders = [
            i for i, other in enumerate(self.kind) if other in HOLDING and area(self.box[i]) > 8 * area(self.box[at])
        ]
        regions += [(tuple(self.box[i]), HOLDING[self.kind[i]]) for i in holders]
        like = self.alike(at)
        role, called = self.spoken(at)
        fit = like if len(like) > 1 else called
        for box, names in self.r.sample(regions, len(regions)):
            if not (box[0] <= x < box[2] and box[1] <= y < box[3]) or len(fit) < 2:
                continue
            inner = [i for i in fit if box[0] <= self.middle(i)[0] < box[2] and box[1] <= self.middle(i)[1] < box[3]]
            if inner == [at]:
                name = (self.said[at] or plain_name(self.name[at])) if fit is like else ""
                thing = self.r.choice((name, f"{name} {role}")) if name else role
                return f"{thing} {self.r.choice(names)}", [at]
        return None
