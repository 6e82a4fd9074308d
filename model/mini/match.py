"""How well a text on the screen fits the words that a person said, from 0 to 1.

The steps of the scale: the same (1), the same but for case and ornaments (0.98), the same but for accents or what OCR
confuses (0.93), a synonym (0.86), contained as whole words (0.45 to 0.85 by how much of the text they are), nearly the
same letters (0.6 to 0.8). Numbers never fit other numbers, and "Don't save" never fits "Save".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from model.mini.lexicon import NEGATIONS, SYNONYMS, WIDENINGS

EXACT = 0.98
"""From here on the text is the one that was said."""
LONGEST = 400
"""Characters of a text that are compared."""

_SHORTCUT = re.compile(r"\s+(?:(?:ctrl|shift|alt|super)\s*\+\s*)+\S+$|\s+f\d{1,2}$", re.IGNORECASE)
_ORNAMENT = re.compile(r"^[\s*•·:_&]+|[\s*•·:._…]+$")
_OCR = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "’": "'", "‘": "'", "`": "'", "—": "-", "–": "-"}
)
_NEGATIVE_PREFIX = ("un", "de", "dis", "non", "in", "re")


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Without case, ornaments (an ellipsis, a mnemonic's underline, a star), shortcut, and doubled spaces."""
    text = unicodedata.normalize("NFKC", text[:LONGEST].replace("…", " ")).casefold()
    text = re.sub(r"\s+", " ", text).strip()
    bare = _ORNAMENT.sub("", _SHORTCUT.sub("", text))
    return re.sub(r"(?<!\w)[_&](?=\w)|(?<=\w)_(?=\w)", "", bare) or text


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Without what OCR confuses: accents, 0 and O, 1 and l and I, spaces, most punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFD", normal(text)) if not unicodedata.combining(c))
    return re.sub(r"[\s\-_.,;:'\"()]", "", plain.translate(_OCR))


def fit(said: str, seen: str) -> float:
    """How well the seen text fits the said words."""
    if not said or not seen:
        return 0.0
    if said == seen:
        return 1.0
    want, have = normal(said), normal(seen)
    if want == have:
        return EXACT
    if folded(said) and folded(said) == folded(seen):
        return 0.93
    if _synonymous(want, have):
        return 0.86
    return max(_contained(want, have), _nearly(want, have))


def _synonymous(want: str, have: str) -> bool:
    return any(want in group and have in group for group in SYNONYMS)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+|[^\w\s]", text)


def _contained(want: str, have: str) -> float:
    """For words that stand together in the text: more, the more of it they are."""
    inner, outer = _words(want), _words(have)
    if not inner or len(inner) >= len(outer):
        return _contained_han(want, have)
    places = [at for at in range(len(outer) - len(inner) + 1) if outer[at : at + len(inner)] == inner]
    if not places:
        return _contained_han(want, have)
    others = set(outer) - set(inner)
    share = len(want) / len(have)
    score = 0.45 + 0.35 * share + (0.05 if 0 in places else 0.0)
    if others & NEGATIONS:
        return score * 0.3
    return score * 0.7 if others & WIDENINGS else score


def _contained_han(want: str, have: str) -> float:
    """Chinese and Japanese are written without spaces: parts of words count."""
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff]", want) and want in have:
        return 0.4 if re.search("[不勿别]", have.replace(want, "")) else 0.45 + 0.35 * len(want) / len(have)
    return 0.0


def _nearly(want: str, have: str) -> float:
    """For slips of OCR or of the person: at most one wrong letter in six."""
    if min(len(want), len(have)) < 4 or re.findall(r"\d+", want) != re.findall(r"\d+", have):
        return 0.0
    if any(have == prefix + want or want == prefix + have for prefix in _NEGATIVE_PREFIX):
        return 0.0
    if (set(_words(have)) ^ set(_words(want))) & NEGATIONS:
        return 0.0
    allowed = max(1, min(len(want), len(have)) // 6)
    distance = Levenshtein.distance(want, have, score_cutoff=allowed)
    if distance > allowed:
        return 0.0
    return 0.82 - 0.2 * distance / allowed * (1 if len(want) < 8 else 0.6)


def contains(text: str, words: str) -> bool:
    """Whether the words can be read in the text, OCR's slips and case aside."""
    if normal(words) in normal(text):
        return True
    want = folded(words)
    return len(want) >= 3 and want in folded(text)
