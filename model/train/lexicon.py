"""What labels of programs and pages are for, in people's words: `told_purposes.jsonl`, on any screen.

Each line has the `names` of one thing, the most usual first, and `orders` for it that seldom say them. They hold where
one thing alone bears one of the names. So that many names are met, other texts of a screen are exchanged for them.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from model.train.pointer_exchanged import remains
from model.train.pointer_others import NAMED
from model.train.pointer_scene import LABELLED, Sample, Scene, norm, said
from model.train.told import worn

PATH: Final = Path(__file__).with_name("told_purposes.jsonl")
FEWEST, MOST = 4, 16
"""Texts of a screen that are exchanged at once."""
LACKING: Final = 0.25
"""Share of the orders that are for what the screen lacks."""
TRIES: Final = 4


class Entry(NamedTuple):
    """One thing."""

    names: tuple[str, ...]
    orders: tuple[str, ...]


class Lexicon:
    """All entries, and which of them a screen has."""

    def __init__(self, path: Path = PATH) -> None:
        lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        self.entries = [Entry(tuple(line["names"]), tuple(line["orders"])) for line in lines]
        self._at = {norm(name): number for number, entry in enumerate(self.entries) for name in entry.names}

    def renamed(self, elements: Sequence[dict[str, Any]], source: random.Random) -> list[dict[str, Any]]:
        """The same elements, some of whose texts are names of entries now; ``true`` tells the new ones too."""
        controls = [one for one in elements if one["true"] and one["true"][0] in NAMED]
        texts = sorted({norm(said(one)) for one in controls} - {""})
        chosen = source.sample(texts, min(len(texts), source.randint(FEWEST, MOST)))
        drawn = source.sample(self.entries, len(chosen))
        names = [source.choice(entry.names) if source.random() < 0.3 else entry.names[0] for entry in drawn]
        new = dict(zip(chosen, names, strict=True))

        def told(text: str) -> str:
            other = new.get(norm(text))
            return text if other is None else other.upper() if len(text) > 2 and text.isupper() else other

        def anew(one: dict[str, Any]) -> dict[str, Any]:
            true = one["true"]
            changed = {**one, "text": told(one["text"]), "label": told(one["label"])}
            if true:
                changed["true"] = [true[0], told(str(true[1] or "")), *true[2:]]
            return changed

        return [anew(one) for one in elements]

    def samples(self, scene: Scene, source: random.Random, count: int) -> list[Sample]:
        """At most so many orders for what a screen has and for what it lacks."""
        there = self._there(scene)
        made: list[Sample] = []
        for _ in range(count):
            if source.random() < LACKING or not there:
                made += self._lacking(scene, source)
            else:
                number = source.choice(sorted(there))
                order = source.choice(self.entries[number].orders)
                made.append(Sample(worn(order, source), (there[number],), "click", None, "purpose"))
        return made

    def _there(self, scene: Scene) -> dict[int, int]:
        """The entries that one thing alone bears on a screen, with its element."""
        bearers: dict[int, list[int]] = defaultdict(list)
        for at, text in enumerate(scene.text):
            if text in self._at:
                bearers[self._at[text]].append(at)
        found = {number: _alone(scene, some) for number, some in bearers.items()}
        return {number: at for number, at in found.items() if at is not None}

    def _lacking(self, scene: Scene, source: random.Random) -> list[Sample]:
        """An order for what nothing here may be called."""
        for _ in range(TRIES):
            entry = source.choice(self.entries)
            if not remains(scene, [norm(name) for name in entry.names], set(), scene.pictured):
                return [Sample(worn(source.choice(entry.orders), source), (), "refuse", None, "purpose lacking")]
        return []


def _alone(scene: Scene, bearers: Sequence[int]) -> int | None:
    """The thing that bears a name: the only one, the one that holds all others, or the field that they label."""
    for at in bearers:
        if set(bearers) <= set(scene.with_parts(at)):
            return at
    fields = [at for at in bearers if scene.kind[at] in LABELLED]
    others = [at for at in bearers if at not in fields]
    return fields[0] if len(fields) == 1 and all(scene.kind[at] in ("text", "unknown") for at in others) else None
