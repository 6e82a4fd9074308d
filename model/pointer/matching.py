"""The task's words against the elements: which word may mean which element, by letters, by picture, by meaning.

`Match.pairs` tells the transformer where in the task an element is spoken of, so that it can tell a target from what
the target stands beside; `Match.scores` tells it how well an element is spoken of as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.pointer.amounts import AMOUNTS, MONTHS, amounts, months
from model.pointer.items import Items
from model.pointer.wording import Floats, Word, alike, quotations, words

if TYPE_CHECKING:
    from model.sight.icons import PhraseEncoder

PAIRS: Final = 8
"""Letters alike; the same where all of the element is spoken of; the same by rareness; picture; meaning; the element's
number is the word's; is less; is greater. Append, never reorder: an older model reads the first ones."""
SCORES: Final = 19 + AMOUNTS + MONTHS
"""Letters (10), pictures (3), meaning (3), numbers (3), and those of `amounts`. Append, never reorder: an older model
reads the first ones."""
LONGEST: Final = 4
"""Words of a phrase that may name a picture."""
MOST_WORDS: Final = 48
"""Words of a task that may name pictures."""
MOST_SHORT: Final = 5
"""Words of a text that may say the same in other words."""
MOST_KNOWN: Final = 16384
"""Phrases whose vectors are kept."""
_KNOWN: Final[dict[str, Floats]] = {}
MOST_DIGITS: Final = 14
_NUMBER: Final = re.compile(r"(?:[^\w\s.,+*=(-]\s?)?\s*(-?\d+(?:\.\d+)?)\s*(?:%|px|°|[a-z]{1,3})?")
_SAID_NUMBER: Final = re.compile(r"(?<![\w/:.])-?\d+(?:\.\d+)?(?![\w/:]|\.\d)")
_LIST: Final = re.compile(r"(?<![\w/:.])-?\d+(?:, ?-?\d+)+(?![\w/:])")
IDLE: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "is",
        "it",
        "that",
        "this",
        "with",
        "by",
        "from",
        "my",
        "your",
        "me",
        "please",
        "click",
        "press",
        "tap",
        "select",
        "choose",
        "button",
        "icon",
        "field",
        "box",
        "link",
        "tab",
        "menu",
        "i",
        "you",
        "can",
        "could",
        "would",
        "want",
        "find",
        "where",
        "which",
        "one",
        "named",
        "called",
        "says",
        "then",
    ]
)


class Match(NamedTuple):
    """Task words × elements × PAIRS, and elements × SCORES."""

    pairs: Floats
    scores: Floats


class Texts:
    """The words of a screen's elements, cut once and used for every task about it."""

    def __init__(self, seen: Items) -> None:
        self.count = len(seen.items)
        self.lines = [
            tuple(tuple(word.text for word in words(text[:200])) for text in (item.text, item.label, item.value))
            for item in seen.items
        ]
        self.joined = [tuple(f" {' '.join(line)} " for line in lines) for lines in self.lines]
        self.known = sorted({word for lines in self.lines for line in lines for word in line})
        at = {word: index for index, word in enumerate(self.known)}
        self.flat = np.array([at[word] for lines in self.lines for line in lines for word in line], np.int64)
        self.owner = np.array(
            [row * 3 + part for row, lines in enumerate(self.lines) for part, line in enumerate(lines) for _ in line],
            np.int64,
        )
        self.weight = np.array([len(self.known[index]) for index in self.flat], np.float32)
        spread = Counter(word for lines in self.lines for word in {word for line in lines for word in line})
        self.rare = np.array([1 / spread[word] for word in self.known], np.float32)
        self.pictured = np.flatnonzero(np.abs(seen.vectors).sum(1) > 0)
        self.vectors = seen.vectors[self.pictured]
        self.numbers = [
            (row, number)
            for row, item in enumerate(seen.items)
            if (number := _number(item.value or item.text)) is not None
        ]
        self.amounts = amounts(self.numbers, self.count)
        self.shown = [item.value or item.text for item in seen.items]
        short = [
            (row, " ".join(lines[0] or lines[1]))
            for row, lines in enumerate(self.lines)
            if 0 < len(lines[0] or lines[1]) <= MOST_SHORT
        ]
        self.short = np.array([row for row, _ in short], np.int64)
        self.meant = vectors_of([text for _, text in short]) if short else np.zeros((0, 256), np.float32)


def vectors_of(phrases: Sequence[str]) -> Floats:
    """Unit vectors of phrases; those met lately are kept."""
    missing = [phrase for phrase in dict.fromkeys(phrases) if phrase not in _KNOWN]
    if missing:
        if len(_KNOWN) > MOST_KNOWN:
            _KNOWN.clear()
            missing = list(dict.fromkeys(phrases))
        _KNOWN.update(zip(missing, _encoder().encode(missing), strict=True))
    return np.stack([_KNOWN[phrase] for phrase in phrases])


@lru_cache(maxsize=1)
def _encoder() -> PhraseEncoder:
    from model.sight.icons import PhraseEncoder

    return PhraseEncoder()


def expect(tasks: Sequence[str]) -> None:
    """Look up the phrases of several tasks at once, which is faster than one task after the other."""
    phrases = dict.fromkeys(phrase for task in tasks for _, _, phrase in _phrases(words(task)))
    if phrases:
        vectors_of(list(phrases))


def match(task: str, texts: Texts) -> Match:
    """How the words of a task (see `words`) speak of the elements."""
    said = words(task)
    pairs = np.zeros((len(said), texts.count, PAIRS), np.float32)
    scores = np.zeros((texts.count, SCORES), np.float32)
    if not said or not texts.count:
        return Match(pairs, scores)
    if len(texts.flat):
        _letters(said, texts, pairs, scores)
        _whole(task, said, texts, scores)
    if texts.numbers:
        _compared(task, said, texts, pairs, scores)
        scores[:, 19 : 19 + AMOUNTS] = texts.amounts
    scores[:, 19 + AMOUNTS :] = months(task, texts.shown)
    groups = _phrases(said)
    if groups:
        phrases = vectors_of([phrase for _, _, phrase in groups])
        _near(groups, phrases, texts.pictured, texts.vectors, pairs[:, :, 3], scores[:, 10:13])
        _near(groups, phrases, texts.short, texts.meant, pairs[:, :, 4], scores[:, 13:16])
    return Match(pairs, scores)


def _letters(said: Sequence[Word], texts: Texts, pairs: Floats, scores: Floats) -> None:
    likeness = alike([word.text for word in said], texts.known)
    each = likeness[:, texts.flat]
    rows = texts.owner // 3
    starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
    owners = rows[starts]
    pairs[:, owners, 0] = np.maximum.reduceat(each, starts, 1)
    pairs[:, owners, 2] = np.maximum.reduceat(each * texts.rare[texts.flat], starts, 1)
    best = each.max(0) * texts.weight
    covered = np.zeros(texts.count * 3, np.float32)
    total = np.zeros(texts.count * 3, np.float32)
    np.add.at(covered, texts.owner, best)
    np.add.at(total, texts.owner, texts.weight)
    share = (covered / np.maximum(total, 1e-6)).reshape(-1, 3)
    scores[:, 0:3] = share
    scores[:, 3] = np.minimum(np.log1p(covered.reshape(-1, 3).max(1)) / 4, 1)
    scores[:, 4] = (share.max(1) > 0.99) * pairs[:, :, 2].max(0)
    pairs[:, :, 1] = pairs[:, :, 0] * share.max(1) ** 2


def _whole(task: str, said: Sequence[Word], texts: Texts, scores: Floats) -> None:
    """Texts that stand in the task word for word, and those that are quoted there."""
    joined = f" {' '.join(word.text for word in said)} "
    quoted = {f" {' '.join(words)} " for words in quotations(task) if words}
    for row, lines in enumerate(texts.joined):
        for part, line in enumerate(lines):
            if line.strip() and line in joined:
                scores[row, 5 + part] = 1
                scores[row, 8] = max(scores[row, 8], min(len(line) / 24, 1.0))
            if line in quoted:
                scores[row, 9] = 1


def _number(text: str) -> float | None:
    """The number that a text is, without a unit; None where it is more than that."""
    found = _NUMBER.fullmatch(text.strip()) if len(text) < MOST_DIGITS else None
    return float(found[1]) if found else None


def _compared(task: str, said: Sequence[Word], texts: Texts, pairs: Floats, scores: Floats) -> None:
    """Which numbers on the screen are one of the task's, are smaller than all of them, are larger than all of them.

    In the pairs the same for each number of the task by itself. Of a list ("[3, 17, 9]") that is as long as there are
    numbers on the screen, each is compared with the one in its place alone.
    """
    told = list(_SAID_NUMBER.finditer(task))
    if not told:
        return
    rows = np.array([row for row, _ in texts.numbers])
    shown = np.array([number for _, number in texts.numbers])
    numbers = [float(found[0]) for found in told]
    listed = len(told) == len(rows) > 1 and _LIST.search(task) is not None
    if listed:
        scores[rows, 16:19] = _sides(shown, np.array(numbers))
    else:
        scores[rows, 16:19] = np.stack([np.isin(shown, numbers), shown < min(numbers), shown > max(numbers)], 1)
    starts = {word.start: at for at, word in enumerate(said)}
    for place, (found, number) in enumerate(zip(told, numbers, strict=True)):
        at = starts.get(found.start() + found[0].startswith("-"))
        if at is not None:
            which = slice(place, place + 1) if listed else slice(None)
            pairs[at, rows[which], 5:8] = _sides(shown[which], np.array(number))


def _sides(shown: NDArray[np.float64], wanted: NDArray[np.float64]) -> Floats:
    """Is the number; is less; is greater."""
    return np.stack([shown == wanted, shown < wanted, shown > wanted], 1).astype(np.float32)


def _phrases(said: Sequence[Word]) -> list[tuple[int, int, str]]:
    """Runs of words that may name something: first word, one after the last, the words."""
    shown = said[:MOST_WORDS]
    found = []
    for first in range(len(shown)):
        ends = range(first + 1, min(first + LONGEST, len(shown)) + 1)
        found += [
            (first, last, " ".join(word.text for word in shown[first:last]))
            for last in ends
            if shown[first].text not in IDLE and shown[last - 1].text not in IDLE
        ]
    return found


def _near(
    groups: Sequence[tuple[int, int, str]],
    phrases: Floats,
    rows: NDArray[np.int64],
    vectors: Floats,
    pairs: Floats,
    scores: Floats,
) -> None:
    """Cosines of phrases and elements: the best for each word and each element, and how it leads on this screen."""
    if not len(rows):
        return
    near = phrases @ vectors.T
    sharp = np.exp((near - near.max(1, keepdims=True)) / 0.06)
    sharp /= sharp.sum(1, keepdims=True)
    clear = np.clip(near, 0, None)
    covers = [(word, at) for at, (first, last, _) in enumerate(groups) for word in range(first, last)]
    covers.sort()
    owner = np.array([word for word, _ in covers])
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    best = np.maximum.reduceat(clear[[at for _, at in covers]], starts, 0)
    pairs[np.ix_(owner[starts], rows)] = best
    scores[rows, 0] = clear.max(0)
    scores[rows, 1] = (sharp * clear).max(0)
    scores[rows, 2] = (sharp * (clear >= clear.max(0, keepdims=True))).max(0)
