"""Words of tasks and of texts on the screen, cut and compared the same way for both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ALIKE = 0.72
"""Share of letters from which two words may be the same one, misspelt or misread."""
MISREAD = 0.9
"""How alike words are that differ in letters and digits of the same shape alone."""
_DRAWN = str.maketrans("oil", "011")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+|[+\-−–×÷*/=%√^$€£#@&<>]")


class Word(NamedTuple):
    """A word as it is compared, and where it stands in its text."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order: without case and accents; signs and Chinese characters are words of their own."""
    return tuple(Word(_plain(found.group()), found.start(), found.end()) for found in _WORD.finditer(text))


@lru_cache(maxsize=32768)
def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word).casefold()
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return {"−": "-", "–": "-", "×": "*", "÷": "/"}.get(bare, bare) or folded


def alike(said: Sequence[str], seen: Sequence[str]) -> Floats:
    """How alike words are, len(said) × len(seen): 1 the same, 0 for less than ALIKE.

    Short words and words with digits in them are the same or not, but that letters may be read for digits and the other
    way round: "J0" as "JO".
    """
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    if not said or not seen:
        return np.zeros((len(said), len(seen)), np.float32)
    scores: Floats = cdist(said, seen, scorer=Levenshtein.normalized_similarity, score_cutoff=ALIKE, dtype=np.float32)
    exact = scores >= 1
    figured_said = np.array([any(map(str.isdigit, word)) for word in said])
    figured_seen = np.array([any(map(str.isdigit, word)) for word in seen])
    strict_said = figured_said | np.array([len(word) < 4 for word in said])
    strict_seen = figured_seen | np.array([len(word) < 4 for word in seen])
    scores[(strict_said[:, None] | strict_seen[None]) & ~exact] = 0
    figured = figured_said[:, None] | figured_seen[None]
    if figured.any():
        drawn_said, drawn_seen = (np.array([word.translate(_DRAWN) for word in some]) for some in (said, seen))
        long = np.array([len(word) > 1 for word in said])
        scores[(drawn_said[:, None] == drawn_seen[None]) & figured & long[:, None] & ~exact] = MISREAD
    return scores


QUOTES = re.compile(r"[\"“„«「『]([^\"“”„«»「」『』]{1,200})[\"”“»」』]|(?<!\w)['‘]([^'‘’]{1,80})['’](?!\w)")


def quotations(text: str) -> list[tuple[str, ...]]:
    """The words of each quoted part."""
    return [
        tuple(word.text for word in words(found.group(1) or found.group(2) or "")) for found in QUOTES.finditer(text)
    ]
