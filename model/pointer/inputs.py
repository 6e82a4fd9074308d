"""What the transformer is given for one decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.pointer.amounts import ranks
from model.pointer.items import Items, boxes, features, with_past
from model.pointer.matching import PAIRS, Texts, match
from model.pointer.pieces import Pieces, Said
from model.pointer.record import Done
from model.pointer.signs import keypad, label
from model.pointer.standing import Standing, standing
from model.pointer.wording import Floats, words


class Prepared(NamedTuple):
    """A screen, cut up once for all tasks about it."""

    seen: Items
    texts: Texts
    boxes: Floats
    """Edges in units of the screen, then the links of `standing`: n × (4 + STOOD)."""
    features: Floats
    """Those of a screen on which nothing was done yet."""
    pieces: list[list[int]]
    """Three lists of piece numbers for each element, one after the other: text, label, value."""
    numbers: Floats
    """Those of `standing` and of `ranks`, n × (STANDING + RANKS)."""


class Inputs(NamedTuple):
    """Arrays for t pieces of task and history and n elements."""

    said: Said
    items: list[list[int]]
    features: Floats
    """n × (FEATURES + SCORES + STANDING + RANKS)."""
    vectors: Floats
    boxes: Floats
    pairs: Floats
    """t × n × PAIRS; zero for pieces of the history."""


def stood(seen: Items) -> Standing:
    """How the elements of a screen stand; the same for all texts that they may bear."""
    return standing([item.box for item in seen.items], [item.role for item in seen.items])


def prepare(seen: Items, pieces: Pieces, stands: Standing | None = None) -> Prepared:
    """Cut up a screen of at most `items.MOST` elements; `stands` where it is known already."""
    seen = _spoken(seen)
    texts = [text[:160] for item in seen.items for text in (item.text, item.label, item.value)]
    stands = stands or stood(seen)
    placed = np.concatenate([boxes(seen), stands.links], 1)
    numbers = np.concatenate([stands.numbers, ranks([item.value or item.text for item in seen.items])], 1)
    return Prepared(seen, Texts(seen), placed, features(seen), pieces.of(texts), numbers)


def _spoken(seen: Items) -> Items:
    """The same, with what lone signs are called as the labels of things that have none."""
    keys = keypad([item.text for item in seen.items])
    named = [
        item._replace(label=label(item.text, keys)) if item.text and not item.label else item for item in seen.items
    ]
    return seen._replace(items=tuple(named))


def inputs(task: str, history: Sequence[Done], screen: Prepared, pieces: Pieces) -> Inputs:
    """Everything about one task on one screen."""
    said = pieces.said(task, history_words(history))
    found = match(task, screen.texts)
    pairs = np.zeros((len(said.numbers), len(screen.seen.items), PAIRS), np.float32)
    at = _word_of(task, said.spans)
    spoken = np.flatnonzero(at >= 0)
    if len(found.pairs):
        pairs[spoken] = found.pairs[at[spoken]]
    table = np.concatenate([with_past(screen.features, screen.seen.items, history), found.scores, screen.numbers], 1)
    return Inputs(said, screen.pieces, table, screen.seen.vectors, screen.boxes, pairs)


def _word_of(task: str, spans: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """For each piece the word of the task that it belongs to, -1 for none."""
    owner = np.full(len(task) + 1, -1, np.int64)
    for number, word in enumerate(words(task)):
        owner[word.start : word.end] = number
    return np.array([owner[start] if end > start else -1 for start, end in spans], np.int64)


def history_words(history: Sequence[Done]) -> str:
    """The past as the transformer reads it, oldest first."""
    return "; ".join(_done_words(done) for done in history[-12:])


def _done_words(done: Done) -> str:
    parts: list[str] = [done.action]
    if done.text:
        parts.append(f'"{done.text[:60]}"')
    if done.keys:
        parts.append(done.keys)
    if done.target:
        parts.append(f"{'in' if done.text else 'on'} {done.target[:40]}")
    if not done.ok:
        parts.append("failed")
    return " ".join(parts)
