# ruff: noqa: E501 - wordings read better unbroken
"""Counting as a person counts: among like things that stand together, in a row, a column or a block."""

from __future__ import annotations

import itertools
from statistics import median

from model.pointer.signs import keypad
from model.train.pointer_naming import plural
from model.train.pointer_placing import UNPLACED, Placing
from model.train.pointer_scene import Referred, area, plain_name
from model.train.pointer_wordings import ORDER, ROLE_WORDS

FAMILY = {"icon": "button", "image": "image", "button": "button"}
"""Kinds that are counted together."""
ENDS = {"row": ("leftmost", "rightmost"), "column": ("topmost", "bottommost")}
TOP = ("in the tool bar", "of the tool bar", "in the toolbar", "in the bar at the top", "in the top bar", "at the top")
TOOLS = ("in the toolbar", "on the toolbar", "of the tool bar", "in the row of icons", "among the tools")
UPPER_TOOLS = ("in the upper toolbar", "in the top toolbar", "in the first row of icons")
LOWER_TOOLS = ("in the lower toolbar", "in the bottom toolbar", "in the last row of icons")
OPEN = (
    "in the open menu", "of the open menu", "of the dropped-down menu", "in the menu that is open", "of the menu that dropped down",
    "in the pop-up menu", "of the unfolded menu",
)  # fmt: skip
BOTTOM = ("in the bar at the bottom", "at the bottom", "in the bottom row", "in the lowest row")
CORNERS = {
    (0, 0): ("upper left", "top left"), (1, 0): ("upper right", "top right"), (0, 1): ("lower left", "bottom left"), (1, 1): ("lower right", "bottom right"),
}  # fmt: skip
MANY = 4
"""Pictures in a row that make a tool bar."""
WITHIN = {
    "listitem": ("in the list", "from the list", "among the entries", "in the list on the screen"),
    "tab": ("tab", "among the tabs", "in the row of tabs", "in the tab bar"),
    "menuitem": ("in the menu", "of the menu", "from the menu", "in the menu bar"),
    "cell": ("in the table", "of the table", "among the cells"),
    "link": ("link", "among the links", "hyperlink"),
    "button": ("button", "among the buttons", "push button"),
    "text": ("as plain text", "the words, not the button"),
    "checkbox": ("check box", "among the check boxes"),
    "radio": ("radio button", "among the options"),
}
"""Where one of several of the same words is, by its kind."""


class Grouping(Placing):
    """Ways to refer that count among like things, or tell them by their size. What is spoken of must be clear: else None."""

    def family(self, at: int) -> str:
        return FAMILY.get(self.kind[at], self.kind[at])

    def counted(self, at: int) -> str:
        """What a thing of a group is called."""
        if self.keys and self.kind[at] == "button" and self.r.random() < 0.6:
            return "key"
        if self.kind[at] == "icon":
            return self.r.choice(("icon", "button", "symbol", "icon", "button"))
        return self.role(at)

    @property
    def keys(self) -> bool:
        """Whether this is a screen with a calculator."""
        if self._keys is None:
            self._keys = keypad([self.said[i] for i, kind in enumerate(self.kind) if kind == "button"])
        return self._keys

    _keys: bool | None = None

    def group(self, at: int, along: str) -> list[int]:
        """What a person counts it among, in order: like things in its row or column without a gap in which one may be missing."""
        axis = int(along == "column")
        cross = 1 - axis
        own, box = self.family(at), self.box[at]
        thick = max(box[cross + 2] - box[cross], 1)
        line = [
            i
            for i, other in enumerate(self.box)
            if self.family(i) == own
            and (
                abs(self.middle(i)[cross] - self.middle(at)[cross]) < 0.3 * thick
                or (along == "column" and abs(other[0] - box[0]) < 5)
            )
            and 0.6 < (other[3] - other[1]) / max(box[3] - box[1], 1) < 1.6
        ]
        line = sorted(self.single(line, at), key=lambda i: self.middle(i)[axis])
        gaps = [
            max(self.box[after][axis] - self.box[before][axis + 2], 0) for before, after in itertools.pairwise(line)
        ]
        if not gaps:
            return line
        most = 1.8 * median(gaps) + 10
        place = line.index(at)
        first = last = place
        while first > 0 and gaps[first - 1] <= most:
            first -= 1
        while last < len(line) - 1 and gaps[last] <= most:
            last += 1
        found = line[first : last + 1]
        return found if all(self.e[i]["true"] is not None for i in found) else []

    def by_count(self, at: int) -> Referred | None:
        """By its number in a group, with where the group is, if there are others of the kind."""
        kind = self.kind[at]
        if kind in (*UNPLACED, "text", "handle", "scrollbar", "cell") or kind not in ROLE_WORDS:
            return None
        along = self.r.choice(("row", "column"))
        group = self.group(at, along)
        if not 2 < len(group) < 20:
            return None
        tail = self._where(group, along)
        if tail is None:
            return None
        role, place = self.counted(at), group.index(at)
        back = len(group) - 1 - place
        if any(self.kind[i] != kind for i in group):
            role = self.r.choice(("button", "control")) if not self.keys else "key"
        orders = []
        if place < len(ORDER):
            start = "left" if along == "row" else "top"
            orders += [
                f"{self.r.choice(ORDER[place][:2])} {role}",
                f"{self.r.choice(ORDER[place][:2])} {role} from the {start}",
                f"{self.r.choice(ORDER[place][:2])} of the {plural(role)}",
            ]
            orders.append(f"{role} number {place + 1}")
        if back == 0:
            orders += [f"last {role}", f"last of the {plural(role)}", f"{ENDS[along][1]} {role}"]
        elif back < 4 and along == "row" and place:
            orders.append(f"{self.r.choice(ORDER[back][:2])} {role} from the right")
        elif back == 1:
            orders += [f"last but one {role}", f"second last {role}"]
        if place == 0:
            orders += [f"{ENDS[along][0]} {role}", f"first of the {plural(role)}"]
            orders += [f"{self.r.choice(('uppermost', 'upper', 'top'))} {role}"] if along == "column" else []
        if not orders:
            return None
        return f"{self.r.choice(orders)} {tail}".strip(), [at]

    def _where(self, group: list[int], along: str) -> str | None:
        """Words for a group's place; empty where it is the only one; None where no words tell it surely."""
        own = self.family(group[0])
        others = [
            i for i in range(len(self.e)) if (self.family(i) == own or self.e[i]["role"] == own) and i not in group
        ]
        others = [
            i for i in others if not (self.holders(i) & {*group}) and not any(i in self.holders(j) for j in group)
        ]
        if not others:
            return ""
        if along == "row":
            high, low = min(self.box[i][1] for i in group), max(self.box[i][3] for i in group)
            if all(self.box[i][1] > low - 2 for i in others) and low < 0.25 * self.size[1]:
                return self.r.choice(TOP)
            if tools := self._tools(group, others):
                return tools
            if all(self.box[i][3] < high + 2 for i in others) and high > 0.7 * self.size[1]:
                return self.r.choice(BOTTOM)
            anchors = [
                i
                for i in self.anchors(group[0], 30)
                if abs(self.middle(i)[1] - self.middle(group[0])[1]) < 0.4 * (low - high)
                and self.kind[i] in ("text", "cell", "listitem")
            ]
            if anchors and not any(high < self.middle(i)[1] < low for i in others):
                return self.r.choice(("in the row of {}", "in the {} row", "in the line of {}", "beside {}")).format(
                    self.quote(self.said[anchors[0]])
                )
            return None
        if own == "menuitem" and not any(self._stacked(i, others) for i in others):
            return self.r.choice(OPEN)
        left, right = min(self.box[i][0] for i in group), max(self.box[i][2] for i in group)
        if all(self.box[i][0] > right - 2 for i in others):
            return self.r.choice(("on the left", "in the left column", "at the left"))
        if all(self.box[i][2] < left + 2 for i in others):
            return self.r.choice(("on the right", "in the right column", "at the right"))
        first = self.box[group[0]]
        heads = [
            i
            for i in self.anchors(group[0], 30)
            if self.kind[i] == "text" and 0 <= first[1] - self.box[i][3] < 40 and abs(self.box[i][0] - left) < 40
        ]
        if heads:
            head = min(heads, key=lambda i: first[1] - self.box[i][3])
            return self.r.choice(("under {}", "below {}", "of {}", "in the {} group", "under the heading {}")).format(
                self.quote(self.said[head])
            )
        return None

    def _stacked(self, at: int, others: list[int]) -> bool:
        """Whether it is an entry of another menu that is open, not of a menu bar."""
        return any(
            abs(self.box[i][0] - self.box[at][0]) < 6 and abs(self.middle(i)[1] - self.middle(at)[1]) > 8
            for i in others
        )

    def _tools(self, group: list[int], others: list[int]) -> str:
        """Words for a row of pictures, where there is no other such row or one above or below it; else ""."""
        pictures = [i for i in others if self.kind[i] in ("button", "icon") and not self.text[i]]
        if len(group) < MANY or any(self.text[i] or self.kind[i] not in ("button", "icon") for i in group):
            return ""
        rows = [
            self.middle(row[0])[1]
            for i in pictures
            if len(row := [j for j in pictures if abs(self.middle(j)[1] - self.middle(i)[1]) < 8]) >= MANY - 1
        ]
        if not rows:
            return self.r.choice(TOOLS)
        here = self.middle(group[0])[1]
        below = {row > here for row in rows}
        if len(below) > 1 or any(abs(row - here) <= 8 for row in rows):
            return ""
        return self.r.choice(UPPER_TOOLS if below.pop() else LOWER_TOOLS)

    def by_size(self, at: int) -> Referred | None:
        """The one that is much larger or wider than its like."""
        kind = self.kind[at]
        if kind not in ("button", "image", "field", "slider"):
            return None
        fit = [i for i, other in enumerate(self.kind) if other == kind or self.e[i]["role"] == kind]
        if not 3 <= len(fit) < 60:
            return None
        others = [i for i in fit if i != at]
        role = self.counted(at)
        if area(self.box[at]) > 1.7 * max(area(self.box[i]) for i in others):
            return f"{self.r.choice(('largest', 'biggest', 'big', 'large'))} {role}", [at]
        widths = sorted(self.box[i][2] - self.box[i][0] for i in others)
        if self.box[at][2] - self.box[at][0] > 1.5 * widths[-1]:
            return f"{self.r.choice(('widest', 'wide', 'broad', 'long'))} {role}", [at]
        return None

    def by_corner(self, at: int) -> Referred | None:
        """At a corner of a block of like things; of two blocks beside each other, of one of them."""
        if self.kind[at] not in ("button", "icon", "image"):
            return None
        blocks = self._blocks(self.kind[at])
        mine = next((block for block in blocks if at in block), [])
        if len(mine) < 4 or len(blocks) > 2 or any(self.e[i]["true"] is None for i in mine):
            return None
        tail = ""
        if len(blocks) == 2:
            other = blocks[1] if mine is blocks[0] else blocks[0]
            if max(self.box[i][2] for i in mine) < min(self.box[i][0] for i in other):
                tail = f" of the {self.r.choice(('left', 'left hand'))} block"
            elif max(self.box[i][2] for i in other) < min(self.box[i][0] for i in mine):
                tail = f" of the {self.r.choice(('right', 'right hand'))} block"
            else:
                return None
            tail = tail.replace("block", self.r.choice(("block", "group", "part")))
        columns, rows = [[self.middle(i)[axis] for i in mine] for axis in (0, 1)]
        x, y = self.middle(at)
        width, height = max(columns) - min(columns), max(rows) - min(rows)
        if min(width, height) < 20:
            return None
        for (right, down), names in CORNERS.items():
            edge_x, edge_y = (max if right else min)(columns), (max if down else min)(rows)
            if abs(x - edge_x) < 6 and abs(y - edge_y) < 6:
                return f"{self.r.choice(names)} {self.counted(at)}{tail}", [at]
        return None

    def _blocks(self, kind: str) -> list[list[int]]:
        """Things of a kind that stand close together, the blocks of at least two."""
        left = [i for i, other in enumerate(self.kind) if other == kind or self.e[i]["role"] == kind]
        if len(left) > 60:
            return []
        blocks = []
        while left:
            block, edge = [], [left.pop()]
            while edge:
                at = edge.pop()
                block.append(at)
                box = self.box[at]
                reach = 0.8 * min(box[2] - box[0], box[3] - box[1]) + 4
                near = [
                    i
                    for i in left
                    if self.box[i][0] < box[2] + reach
                    and self.box[i][2] > box[0] - reach
                    and self.box[i][1] < box[3] + reach
                    and self.box[i][3] > box[1] - reach
                ]
                left = [i for i in left if i not in near]
                edge += near
            blocks.append(block)
        return blocks

    def by_kind(self, at: int) -> Referred | None:
        """One of several that bear the same words, by where such a thing stands."""
        kind, text = self.kind[at], self.text[at]
        if not text or kind not in WITHIN or len(self.said[at]) > 40:
            return None
        fit = [i for i, other in enumerate(self.text) if other == text]
        if len(fit) < 2 or [i for i in fit if self.kind[i] == kind] != [at]:
            return None
        name = self.said[at] or plain_name(self.name[at])
        return f"{self.quote(name)} {self.r.choice(WITHIN[kind])}", [at]
