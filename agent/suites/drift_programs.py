"""Two made-up programs whose every press is logged, told as data, so that they can be reworded, moved and reordered.

Each is shown as a page in a browser (``data/drift/page.html``) and as a window (``data/drift/window.py``). What a
person does in them is told by the names of their things; what they log then is what a replay has to make them log.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Touch:
    """One thing that the person does."""

    do: Literal["click", "doubleclick", "rightclick", "input", "press"]
    name: str = ""
    """Accessible name of what is acted on; empty for what has the focus."""
    text: str = ""
    """What is typed; keys are parted by "+"."""
    role: str = ""
    """Part of the accessible role, where the name alone is not enough."""
    opens: bool = False
    """Whether it only opens a menu, so that it may be done again where something has closed that."""


@dataclass(frozen=True, slots=True)
class Program:
    """A made-up program and what is done in it."""

    spec: Spec
    touches: tuple[Touch, ...]
    others: Mapping[str, tuple[str, ...]]
    """Other wordings of what is written on its things, by id."""


def _icons(name: str, row: str) -> list[Spec]:
    return [
        {"id": f"edit-{row}", "icon": "pencil", "name": f"Edit {name}", "opens": "amount", "says": f"Editing {name}"},
        {"id": f"remove-{row}", "icon": "bin", "name": f"Remove {name}", "says": f"{name} was removed"},
    ]


def _rows(*names: str) -> list[Spec]:
    return [{"id": name.lower().replace(" ", "-"), "text": name} for name in names]


SURPRISE: Spec = {
    "title": "A new version is available",
    "sections": [
        {"kind": "buttons", "items": [
            {"id": "surprise-install", "text": "Install now"},
            {"id": "surprise-later", "text": "Not now", "closes": True, "says": "Later, then"},
        ]},
    ],
}  # fmt: skip

ORDERS = Program(
    spec={
        "title": "Tea orders",
        "sections": [
            {"kind": "tools", "items": [
                {"id": "new", "icon": "plus", "name": "New order"}, {"id": "print", "icon": "printer", "name": "Print"},
                {"id": "star", "icon": "star", "name": "Favourite"},
                {"id": "bin", "icon": "bin", "name": "Delete order"},
            ]},
            {"kind": "fields", "items": [
                {"id": "customer", "text": "Customer"}, {"id": "city", "text": "City"},
                {"id": "phone", "text": "Phone"},
            ]},
            {"kind": "marks", "items": [
                {"id": "express", "text": "Express"}, {"id": "gift", "text": "Gift wrap"},
                {"id": "insured", "text": "Insured"},
            ]},
            {"kind": "rows", "items": [
                {**one, "icons": _icons(one["text"], one["id"])}
                for one in _rows("Green tea", "Black tea", "White tea", "Red bush", "Mint")
            ]},
            {"kind": "buttons", "items": [
                {"id": "save", "text": "Save order"}, {"id": "draft", "text": "Save as draft"},
                {"id": "cancel", "text": "Cancel"},
            ]},
        ],
        "panels": {
            "amount": {"title": "Amount", "sections": [
                {"kind": "fields", "items": [
                    {"id": "pieces", "text": "Pieces"}, {"id": "price", "text": "Price"},
                ]},
                {"kind": "buttons", "items": [
                    {"id": "keep", "text": "Apply", "closes": True}, {"id": "leave", "text": "Back", "closes": True},
                ]},
            ]},
            "surprise": SURPRISE,
        },
    },
    touches=(
        Touch("input", "Customer", "Ada Keller"),
        Touch("input", "City", "Basel"),
        Touch("click", "Gift wrap"),
        Touch("click", "Edit Red bush"),
        Touch("input", "Pieces", "3"),
        Touch("click", "Apply"),
        Touch("click", "Mint"),
        Touch("click", "Favourite"),
        Touch("click", "Save order"),
    ),
    others={
        "customer": ("Customer name", "Client"), "city": ("Town", "City or town"),
        "gift": ("Wrap as a gift", "Gift wrapping"), "pieces": ("Number of pieces", "Quantity"),
        "keep": ("Apply changes", "Confirm"), "save": ("Store order", "Save this order", "Save"),
    },
)  # fmt: skip

LIBRARY = Program(
    spec={
        "title": "Library desk",
        "sections": [
            {"kind": "buttons", "items": [
                {"id": "open", "text": "Open"}, {"id": "lend", "text": "Lend", "opens": "lending"},
                {"id": "return", "text": "Return"}, {"id": "discard", "text": "Discard"},
            ]},
            {"kind": "rows", "items": _rows(
                "Atlas of birds", "Atlas of fish", "Alpine flowers", "Bread at home", "Clocks and dials", "Deep sea",
            )},
            {"kind": "fields", "items": [{"id": "remark", "text": "Remark"}, {"id": "shelf", "text": "Shelf"}]},
            {"kind": "marks", "items": [
                {"id": "reading", "text": "Reading room only"}, {"id": "reserved", "text": "Reserved"},
            ]},
            {"kind": "tools", "items": [
                {"id": "find", "icon": "glass", "name": "Find"}, {"id": "flag", "icon": "flag", "name": "Flag"},
                {"id": "attach", "icon": "clip", "name": "Attach"},
                {"id": "printer", "icon": "printer", "name": "Print"},
            ]},
        ],
        "panels": {
            "lending": {"title": "Lend to", "sections": [
                {"kind": "fields", "items": [{"id": "reader", "text": "Reader"}, {"id": "weeks", "text": "Weeks"}]},
                {"kind": "marks", "items": [{"id": "remind", "text": "Send a reminder"}]},
                {"kind": "buttons", "items": [
                    {"id": "no", "text": "Close", "closes": True}, {"id": "yes", "text": "Lend out", "closes": True},
                ]},
            ]},
            "surprise": SURPRISE,
        },
    },
    touches=(
        Touch("click", "Atlas of fish"),
        Touch("click", "Lend", role="button"),
        Touch("input", "Reader", "Max Frei"),
        Touch("input", "Weeks", "4"),
        Touch("click", "Send a reminder"),
        Touch("click", "Lend out"),
        Touch("click", "Deep sea"),
        Touch("input", "Shelf", "B 12"),
        Touch("click", "Reserved"),
        Touch("click", "Flag"),
        Touch("click", "Return"),
    ),
    others={
        "lend": ("Lend a book", "Lend it"), "reader": ("Name of the reader", "Borrower"),
        "weeks": ("For weeks", "Number of weeks"),
        "remind": ("Remind the reader", "Send reminders"), "yes": ("Lend it out", "Lend now"),
        "shelf": ("On shelf", "Shelf number"), "reserved": ("Is reserved", "Reservation"),
        "return": ("Return book", "Give back"),
    },
)  # fmt: skip

PROGRAMS: Mapping[str, Program] = {"orders": ORDERS, "library": LIBRARY}

PLAIN: Spec = {
    "theme": "light",
    "font": "Liberation Sans",
    "size": 15,
    "delay_s": 0,
    "surprise_after": 0,
    "surprise_ms": 0,
}

PLAINLY_OTHER: Mapping[str, Spec] = {
    "dark theme": {"theme": "dark"},
    "other theme": {"theme": "classic"},
    "slow": {"delay_s": 2},
}


def shown_plainly(program: Program) -> Spec:
    """The program as it was when it was recorded."""
    return copy.deepcopy(program.spec) | PLAIN


def drifted(program: Program, kind: str, chance: random.Random) -> Spec:
    """The program as a drift of this kind has changed it; kinds that do not concern it leave it as it was."""
    spec = shown_plainly(program)
    spec |= PLAINLY_OTHER.get(kind, {})
    match kind:
        case "other font":
            spec["font"] = chance.choice(("DejaVu Serif", "Roboto", "Liberation Serif", "DejaVu Sans"))
            spec["size"] = chance.choice((12, 13, 17, 19))
        case "surprise dialog":
            spec["surprise_after"] = chance.randint(1, len(program.touches) - 4)
            spec["surprise_ms"] = chance.randint(0, 300)
        case "reworded":
            for name in chance.sample(sorted(program.others), chance.randint(1, 3)):
                _item(spec, name)["text"] = chance.choice(program.others[name])
        case "relocated":
            _relocate(spec["sections"], chance)
            for name, panel in spec["panels"].items():
                if name != "surprise":
                    _relocate(panel["sections"], chance)
        case "reordered":
            _reorder(next(one["items"] for one in spec["sections"] if one["kind"] == "rows"), chance)
    return spec


def _reorder(rows: list[Spec], chance: random.Random) -> None:
    """No row stays where it was."""
    before = list(rows)
    while any(one is other for one, other in zip(before, rows, strict=True)):
        chance.shuffle(rows)


def _relocate(sections: list[Spec], chance: random.Random) -> None:
    """One section goes to another place, and in one of buttons or fields they change places."""
    moved = sections.pop(chance.randrange(len(sections)))
    sections.insert(chance.randrange(len(sections) + 1), moved)
    inner = chance.choice([one for one in sections if one["kind"] != "rows"])
    chance.shuffle(inner["items"])


def _item(spec: Spec, name: str) -> Spec:
    """The thing of that id, in a panel or not."""
    panels = [section for panel in spec["panels"].values() for section in panel["sections"]]
    items = (item for section in (*spec["sections"], *panels) for item in section["items"])
    found: Spec = next(item for item in items if item["id"] == name)
    return found


UNSEEN = "unseen: "
"""Begins a line about a press beside a dialog's answers that came too early for anybody to have seen the dialog."""
SEEN_MS = 100
"""So long a dialog has to have been on the screen to have been seen: the last look comes before the press."""


def told(log: Sequence[Mapping[str, Any]]) -> list[str]:
    """What was done to a program, by its log: each press, and each field with what it holds in the end.

    A press on what a dialog covers goes nowhere, but it is told, with how late it was. A dialog takes the presses some
    time before the screen shows it; what falls beside its answers until it can have been seen is told as unseen.
    """
    done: list[str] = []
    at = {str(one["event"]): int(one.get("at", 0)) for one in log if one["event"] in ("surprised", "shown")}
    field = ""
    for one in log:
        beside = one["event"] == "pressed" and one["id"] in ("beside", "ground")
        if beside and "surprised" in at and one["at"] > at["surprised"]:
            unseen = one["at"] < at.get("shown", at["surprised"]) + SEEN_MS
            late = int(one["at"]) - at["surprised"]
            done.append(f"{UNSEEN if unseen else ''}{one['id']}, {late} ms after the dialog came")
            field = ""
        elif one["event"] == "typed":
            line = f"{one['id']} = {one['text']}"
            if field == one["id"]:
                done[-1] = line
            else:
                done.append(line)
            field = str(one["id"])
        elif one["event"] == "pressed":
            done.append(str(one["id"]))
            field = ""
    return done
