# ruff: noqa: E501 - tables read better unbroken
"""Samples for the pointer: instructions written about screens while training, and steps of episodes."""

from __future__ import annotations

import random
import zlib
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np

from model.pointer.inputs import Inputs, inputs, prepare, stood
from model.pointer.items import Item, Items, kept
from model.pointer.matching import expect
from model.pointer.pieces import Pieces
from model.pointer.record import KEYS, VECTOR, Done, Kind
from model.pointer.standing import Standing
from model.sight.weights import FOLDER
from model.train.lexicon import Lexicon
from model.train.pointer_exchanged import SORTS, exchanged, foreign
from model.train.pointer_net import BINS
from model.train.pointer_others import Others
from model.train.pointer_pack import unpack
from model.train.pointer_pictures import meanings
from model.train.pointer_reword import Rewording
from model.train.pointer_words import Sample as Written
from model.train.pointer_words import Writer
from model.train.told import Told, program_of

KINDS = get_args(Kind)
FROM = ("task", "element", "none")
IGNORED = -100
ABOUT = 12
"""Instructions written about a screen each time that it is drawn."""
REWORDED = 0.6
"""Share of steps whose names are changed."""
SPOKEN = 0.5
"""Share of the instructions about a screen that are people's own, where there are such."""
EXCHANGED = 0.4
"""Share of the instructions that name something, asked of a screen where that was exchanged for something else."""
FOREIGN = 0.03
"""Share of people's orders of other screens, whose target is not on this one."""
PURPOSES = 0.35
"""Share of the instructions that say what a thing is for in the lexicon's words, where a screen has such things."""
RENAMED = 0.4
"""Share of the screens whose controls bear names of the lexicon."""
ABSENT = frozenset(("absent", "nearly", "exchanged", "told absent", "told foreign", "purpose lacking"))
"""Sorts of instructions that must be refused."""


class Goal(NamedTuple):
    """What is right, by numbers; IGNORED where nothing is."""

    targets: tuple[int, ...]
    kind: int
    end: int = IGNORED
    source: int = IGNORED
    where: int = IGNORED
    keys: int = IGNORED
    span: tuple[int, int] = (IGNORED, IGNORED)
    offset: tuple[int, int, int, int] = (IGNORED,) * 4
    sort: str = ""


Sample = tuple[Inputs, Goal]


class KnownPieces(Pieces):
    """Remembers the pieces of texts of the screens, which come again and again."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._known: dict[str, list[int]] = {"": []}

    def of(self, texts: Sequence[str]) -> list[list[int]]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, super().of(new), strict=True))
        return [self._known[text] for text in texts]


class Data:
    """All screens and steps: those for training, those kept apart (`valid`), or all (None)."""

    def __init__(self, *folders: Path, valid: bool | None, only: str = "") -> None:
        self.pieces = KnownPieces(FOLDER / "pointer_pieces.json")
        packed = unpack(*folders)
        self.vectors = packed.vectors
        self.screens = [
            screen
            for screen in packed.screens
            if valid in (None, apart(screen["origin"])) and (not only or (only == "parsed") == screen["parsed"])
        ]
        self.told = Told(self.screens)
        self.weights = list(accumulate(self._often(screen) for screen in self.screens))
        self.steps = [step for step in packed.steps if valid in (None, step["seed"] % 12 == 0)]
        by_type: dict[str, int] = defaultdict(int)
        for step in self.steps:
            by_type[step["origin"].split("/")[1]] += 1
        # Long tasks have more steps; each type of task is to be met about as often.
        self.step_weights = list(accumulate(by_type[step["origin"].split("/")[1]] ** -0.6 for step in self.steps))
        self.rewording = Rewording(self.steps)
        self.others = Others(self.screens)
        self.lexicon = Lexicon()
        self._standing: dict[tuple[str, int], Standing] = {}
        self.alike: dict[str, list[int]] = defaultdict(list)
        for screen in self.screens:
            for element in screen["elements"]:
                if element.get("vector", -1) >= 0 and element["true"] and element["true"][2]:
                    self.alike[element["true"][2]].append(element["vector"])

    def _often(self, screen: dict[str, Any]) -> float:
        """How often a screen is drawn: those that were really parsed more often, those that people spoke of most."""
        spoken_of = 4.0 if self.told.about(screen) else 2.0 if self.told.holds_of(screen) else 1.0
        return (2.5 if screen["parsed"] else 1.0) * spoken_of

    def draw(self, source: random.Random) -> list[Sample]:
        """Instructions about one screen."""
        return self.written(source, ABOUT, source.choices(range(len(self.screens)), cum_weights=self.weights)[0])

    def written(self, source: random.Random, count: int, number: int) -> list[Sample]:
        """At most so many instructions about one screen."""
        screen = self.screens[number]
        elements = [plain(element) for element in screen["elements"]]
        renamed = source.random() < RENAMED
        if renamed:
            elements = self.lexicon.renamed(elements, source)
        vectors = self.seen_vectors(elements, source, screen.get("strange", False))
        items = tuple(item(element) for element in elements)
        rows = [element["vector"] for element in elements if element.get("vector", -1) >= 0]
        writer = Writer(elements, tuple(screen["size"]), source, meanings(self.vectors[rows]))
        writer.others = self.others
        seen = Items(items, vectors, tuple(screen["size"]))
        stands = self._stood("screen", number, seen)
        ready = prepare(seen, self.pieces, stands)
        told = self.lexicon.samples(writer, source, round(PURPOSES * count))
        if not renamed:  # what was said of the screen was said of other names
            told += self.told.samples(screen, source, round(SPOKEN * count))
        tries = (self._one(writer) for _ in range(3 * count))
        told += islice((one for one in tries if one is not None), count - len(told))
        expect([one.task for one in told])
        made: list[Sample] = []
        for one in told:
            targets = tuple({part for at in one.targets for part in writer.with_parts(at)}) or (len(items),)
            if one.sort in SORTS and one.targets and source.random() < EXCHANGED:
                other = exchanged(writer, one, targets, vectors, self.others, self.vectors)
                if other is not None:
                    changed = Items(tuple(item(element) for element in other.elements), other.vectors, seen.size)
                    given = inputs(one.task, (), prepare(changed, self.pieces, stands), self.pieces)
                    made.append((given, Goal((len(items),), KINDS.index("refuse"), where=2, sort="exchanged")))
                    continue
            history, over = past(one, elements, source)
            given = inputs(one.task, history, ready, self.pieces)
            if over:
                made.append((given, Goal((len(items),), KINDS.index("finished"), where=2, sort="over")))
                continue
            span = span_of(given, *one.span) if one.span else (IGNORED, IGNORED)
            made.append(
                (given, Goal(targets, KINDS.index(one.kind), where=0 if one.span else 2, span=span, sort=one.sort))
            )
        return made

    def _one(self, writer: Writer) -> Written | None:
        """One instruction that is made up, or an order of another screen that means nothing here."""
        if self.told.named and writer.r.random() < FOREIGN:
            return foreign(writer, self.told.named)
        return writer.one()

    def seen_vectors(
        self, elements: Sequence[dict[str, Any]], source: random.Random, strange: bool = False
    ) -> np.ndarray:
        """Icon vectors as a stranger's icons would have them.

        Families that the encoder never saw lie less near to their words than those of these screens: some icons are
        drawn in another family's manner, all are blurred, a few were not looked at. Those of `icon_stranger` are
        such already and but little blurred.
        """
        vectors = np.zeros((len(elements), VECTOR), np.float32)
        if source.random() < 0.03:
            return vectors
        drawn = not strange and source.random() < 0.5
        for at, element in enumerate(elements):
            number = element.get("vector", -1)
            if number is None or number < 0 or source.random() < 0.03:
                continue
            vectors[at] = self.vectors[number]
            name = element["true"][2] if element.get("true") else ""
            if drawn and name and source.random() < 0.5 and len(others := self.alike.get(name, ())) > 2:
                vectors[at] += source.uniform(0, 2) * self.vectors[source.choice(others)].astype(np.float32)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        there = length > 0
        noise = np.random.default_rng(source.randrange(2**32)).normal(size=vectors.shape).astype(np.float32) / 16
        vectors = np.where(
            there, vectors / np.maximum(length, 1e-6) + source.uniform(0, 0.4 if strange else 1.1) * noise, 0
        )
        unit: np.ndarray = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
        return unit.astype(np.float32)

    def own_vectors(self, elements: Sequence[dict[str, Any]]) -> np.ndarray:
        """Icon vectors as they were found, zero where there is none."""
        vectors = np.zeros((len(elements), VECTOR), np.float32)
        for at, element in enumerate(elements):
            if element.get("vector", -1) >= 0:
                vectors[at] = self.vectors[element["vector"]]
        return vectors

    def _stood(self, what: str, number: int, seen: Items) -> Standing:
        """How the elements of a screen or a step stand; found once."""
        known = self._standing.get((what, number))
        if known is None:
            found = stood(seen)
            known = Standing(found.links.astype(np.int16), found.numbers.astype(np.float16))
            self._standing[what, number] = known
        return known

    def step(self, source: random.Random, number: int | None = None) -> Sample:
        """One step of an episode."""
        training = number is None
        if number is None:
            number = source.choices(range(len(self.steps)), cum_weights=self.step_weights)[0]
        step = self.steps[number]
        if training and source.random() < REWORDED:
            step = self.rewording.reworded(step, source)
        action = step["action"]
        elements = [plain(element) for element in step["elements"]]
        vectors = self.own_vectors(elements)
        items = tuple(item(element) for element in elements)
        window = tuple(step["window"]) if step.get("window") else None
        seen = Items(items, vectors, tuple(step["size"]), window)
        text = action.get("text") or action.get("answer") or {}
        always = [
            i for i in (action.get("target"), action.get("end"), text.get("index", -1)) if i is not None and i >= 0
        ]
        keep = kept(seen, always)
        at = {old: new for new, old in enumerate(keep)}
        seen = Items(tuple(items[i] for i in keep), vectors[keep], seen.size, window)
        history = tuple(Done(**done) for done in step.get("history", ()))
        ready = prepare(seen, self.pieces, self._stood("step", number, seen))
        given = inputs(step["task"], history, ready, self.pieces)
        targets = (at[action["target"]],) if action.get("target") is not None else (len(keep),)
        where = FROM.index(text.get("source", "none"))
        span = span_of(given, text.get("start", 0), text["end"]) if where == 0 else (IGNORED, IGNORED)
        offset = [
            min(int(share * BINS), BINS - 1)
            for share in (*action.get("offset", (0.5, 0.5)), *action.get("end_offset", (0.5, 0.5)))
        ]
        if action["type"] != "drag":
            offset[2:] = [IGNORED, IGNORED]
        if action.get("target") is None:
            offset = [IGNORED] * 4
        return given, Goal(
            targets, KINDS.index(action["type"]), at[action["end"]] if action.get("end") is not None else IGNORED,
            at[text["index"]] if where == 1 else IGNORED, where, KEYS.index(action["keys"]) if action.get("keys") else IGNORED,
            span, (offset[0], offset[1], offset[2], offset[3]), "step " + step["origin"].split("/")[1],
        )  # fmt: skip


def apart(origin: str) -> bool:
    """Whether a screen is kept out of training: one in twenty, and every eighth of the real programs altogether."""
    program = origin.startswith("dressed_") and zlib.crc32(program_of(origin).encode()) % 8 == 0
    return program or zlib.crc32(origin.encode()) % 20 == 0


def plain(element: dict[str, Any]) -> dict[str, Any]:
    """An element with all that was left out because it was empty."""
    return {"text": "", "label": "", "value": "", "states": (), "role": "unknown", "true": None, **element}


def item(element: dict[str, Any]) -> Item:
    return Item(
        tuple(element["box"]),
        element["role"],
        element["text"],
        element["label"],
        element["value"],
        frozenset(element["states"]),
    )


def past(one: Written, elements: Sequence[dict[str, Any]], source: random.Random) -> tuple[tuple[Done, ...], bool]:
    """For some instructions a past: it was done already, or tried in vain."""
    if len(one.targets) != 1 or source.random() > 0.08:
        return (), False
    target = elements[one.targets[0]]
    box = target["box"]
    shown = target["text"] or target["label"] or target["role"]
    typed = one.task[one.span[0] : one.span[1]] if one.span else ""
    ok = source.random() < 0.7
    point = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return (Done(action=one.kind, target=shown[:60], point=point, text=typed, ok=ok),), ok


def span_of(given: Inputs, start: int, end: int) -> tuple[int, int]:
    """The first and last piece of a span of characters."""
    inner = [at for at, (a, b) in enumerate(given.said.spans) if b > a and a < end and b > start]
    return (inner[0], inner[-1]) if inner else (IGNORED, IGNORED)
