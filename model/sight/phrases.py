"""Words of an interface as numbers: the pieces of a phrase, hashed, that the text tower looks up.

A phrase is lower-cased and split into words; each word gives itself and its letter groups, so plurals, misspellings
and unseen compounds land near what they are made of. Chinese and Japanese characters give themselves and their pairs.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

WORD_BUCKETS: Final = 32768
PIECE_BUCKETS: Final = 32768
MAX_PIECES: Final = 48
"""More pieces than this are cut off; a phrase of six words has about forty."""

_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def tokens(phrase: str) -> list[str]:
    """The words of a phrase in lower case; runs of Chinese or Japanese stay together."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", phrase)
    return [token.lower() for token in _TOKEN.findall(spaced)]


def pieces(phrase: str) -> list[int]:
    """Bucket numbers of a phrase: words below WORD_BUCKETS, letter groups above; at most MAX_PIECES."""
    whole: list[int] = []
    parts: list[int] = []
    for token in tokens(phrase):
        whole.append(_hash(token, WORD_BUCKETS))
        if _CJK.search(token):
            parts += [
                _hash(token[at : at + size], PIECE_BUCKETS) for size in (1, 2) for at in range(len(token) - size + 1)
            ]
            continue
        marked = f"<{token}>"
        parts += [
            _hash(marked[at : at + size], PIECE_BUCKETS) for size in (3, 4) for at in range(len(marked) - size + 1)
        ]
    numbers = whole + [WORD_BUCKETS + part for part in parts]
    return numbers[:MAX_PIECES]


def _hash(text: str, buckets: int) -> int:
    return zlib.crc32(text.encode()) % buckets
