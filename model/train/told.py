"""Orders in people's words about training screens: `told/*.jsonl`.

They were written one by one for this project, looking at the picture of a screen, those about rendered screens at the
list of what is on it.

Each line has the `screen` (origin of a packed screen), the `order`, the `box` of what it means in pixels, null where
nothing there is meant, and the `sort`: by words (text), by picture (icon), by place, absent there, or lacking in the
whole program. An order by words or by picture also holds on other screens of the same program where one thing alone
bears that name; by a picture of an agreed meaning it holds on any screen. It is absent on a screen of another program
that has nothing of the kind.

A written screen (`written`) brings its own `orders` along: [order, numbers of the elements that are meant, sort].
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from model.train.pointer_elements import MARKS, alike, inside
from model.train.pointer_scene import GROUP_OF, Sample, norm, plain_name

FOLDER: Final = Path(__file__).with_name("told")
SAME: Final = 0.7
"""What two boxes share of both together from which they are those of the same element."""
TOUCHED: Final = 0.5
"""The same where nothing else could be meant."""
AGREED: Final = 2
"""Orders for pictures of an agreed meaning that a screen gets at most."""
NAMING: Final = ("text", "icon")
"""Sorts that name what they mean."""
PARTS: Final = ("text", "icon", "image", "listitem", "cell", "tab", "menuitem", "link")
"""Kinds of what a row or a cell may consist of and that are pressed in its place."""
Key = tuple[str, str]
"""What a thing bears: its words, or the name of its picture."""


class Spoken(NamedTuple):
    """An order, what it means on the screen that it was written about, and how it says so."""

    order: str
    box: Sequence[float] | None
    sort: str


class Named(NamedTuple):
    """An order for whatever bears a name."""

    order: str
    key: Key


class Told:
    """All orders, and on which of the screens they hold."""

    def __init__(self, screens: Sequence[Mapping[str, Any]], folder: Path = FOLDER) -> None:
        self._about = spoken_in(sorted(folder.glob("*.jsonl")))
        self._named: dict[str, list[Named]] = defaultdict(list)
        self._agreed: dict[str, list[str]] = defaultdict(list)
        self._lacking: dict[str, list[str]] = defaultdict(list)
        for origin, spoken in self._about.items():
            self._lacking[program_of(origin)] += [one.order for one in spoken if one.sort == "lacking"]
        for screen in screens:
            elements = screen["elements"]
            for one in self._about.get(screen["origin"], ()):
                at = found(elements, one.box)
                if one.sort in NAMING and at is not None and any(key := key_of(elements[at])):
                    self._named[program_of(screen["origin"])].append(Named(one.order, key))
                    if key[1] in GROUP_OF:
                        self._agreed[key[1]].append(one.order)
        self.named = [one for some in self._named.values() for one in some]
        for screen in screens:
            elements = screen["elements"]
            for order, meant, sort in screen.get("orders", ()):
                if sort in NAMING and meant and any(key := key_of(elements[meant[0]])):
                    self.named.append(Named(order, key))

    def about(self, screen: Mapping[str, Any]) -> bool:
        """Whether there are orders about this very screen."""
        return screen["origin"] in self._about or bool(screen.get("orders"))

    def holds_of(self, screen: Mapping[str, Any]) -> bool:
        """Whether there are orders for a screen."""
        return self.about(screen) or program_of(screen["origin"]) in self._named

    def samples(self, screen: Mapping[str, Any], source: random.Random, count: int) -> list[Sample]:
        """At most so many orders for a screen: those written about it, of its program, and a few for its pictures."""
        elements, program = screen["elements"], program_of(screen["origin"])
        made = [Sample(order, (), "refuse", None, "told absent") for order in self._lacking.get(program, ())]
        for order, meant, sort in screen.get("orders", ()):
            made.append(Sample(order, tuple(meant), "click" if meant else "refuse", None, f"told {sort}"))
        own = self._about.get(screen["origin"], ())
        for one in own:
            at = found(elements, one.box)
            if at is not None:
                made.append(Sample(one.order, (at,), "click", None, f"told {one.sort}"))
            elif one.sort == "absent":
                made.append(Sample(one.order, (), "refuse", None, "told absent"))
        bearers: dict[Key, list[int]] = defaultdict(list)
        for at, element in enumerate(elements):
            if any(key := key_of(element)):
                bearers[key].append(at)
        alone = {key: at[0] for key, at in bearers.items() if len(at) == 1}
        if not own:
            fit = [one for one in self._named.get(program, ()) if one.key in alone]
            made += [Sample(one.order, (alone[one.key],), "click", None, "told elsewhere") for one in fit]
        some = source.sample(made, min(count, len(made)))
        agreed = [(name, at) for (_, name), at in alone.items() if name in self._agreed]
        for name, at in source.sample(agreed, min(AGREED, len(agreed), count - len(some))):
            some.append(Sample(source.choice(self._agreed[name]), (at,), "click", None, "told elsewhere"))
        return [one._replace(task=worn(one.task, source)) for one in some]


def spoken_in(paths: Iterable[Path]) -> dict[str, list[Spoken]]:
    """The orders of these files by screen."""
    about: dict[str, list[Spoken]] = defaultdict(list)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            about[one["screen"]].append(Spoken(one["order"], one["box"], one["sort"]))
    return about


def program_of(origin: str) -> str:
    """The program or the package of pages that a screen shows; of rendered screens those of one seed."""
    first = origin.split("/", 1)[0]
    return first.split("_", 2)[-1] if first.startswith(("dressed_", "template_")) else first


def key_of(element: Mapping[str, Any]) -> Key:
    """What a thing bears; empty where that is not known."""
    true = element.get("true")
    words = norm(str(true[1])) if true else ""
    return (words, "") if words else ("", plain_name(str(true[2])) if true else "")


def found(elements: Sequence[Mapping[str, Any]], box: Sequence[float] | None) -> int | None:
    """The element with this box."""
    if box is None or not elements:
        return None
    shares = [alike(list(element["box"]), list(box)) for element in elements]
    best = max(range(len(shares)), key=shares.__getitem__)
    return best if shares[best] > SAME else None


def meant(elements: Sequence[Mapping[str, Any]], box: Sequence[float]) -> tuple[int, ...]:
    """The elements that are pressed for the thing with this box: it, or what it consists of. Empty if none is found."""
    shares = [alike(list(element["box"]), list(box)) for element in elements]
    best = max(range(len(shares)), key=shares.__getitem__, default=-1)
    if best < 0 or shares[best] > TOUCHED:
        return (best,) if best >= 0 else ()
    kinds = [element["true"][0] if element.get("true") else "" for element in elements]
    marks = [i for i, kind in enumerate(kinds) if kind in MARKS and inside(list(box), list(elements[i]["box"]))]
    if marks:  # its element spans its words too
        return (min(marks, key=lambda i: abs(elements[i]["box"][0] - box[0])),)
    held = [i for i, kind in enumerate(kinds) if kind in PARTS and inside(list(elements[i]["box"]), list(box))]
    return tuple(sorted(held, key=lambda i: -shares[i]))


def worn(order: str, source: random.Random) -> str:
    """An order as it may be typed: with another first letter, without or with a full stop, rarely with a slip."""
    roll = source.random()
    if roll < 0.15 and order[:2] not in ("I ", "I'"):
        order = order[0].swapcase() + order[1:]
    if roll > 0.85:
        order = order.rstrip(".") if order.endswith(".") else f"{order}."
    if 0.4 < roll < 0.44 and len(order) > 12:
        at = source.randrange(2, len(order) - 2)
        order = order[:at] + order[at + 1] + order[at] + order[at + 2 :]
    return order
