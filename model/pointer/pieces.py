"""Word pieces: numbers of the table that the transformer's words come from."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

TASK = 128
"""Pieces of a task that are read."""
HISTORY = 96
"""Pieces of the history that are read, the newest."""
ITEM = 12
"""Pieces of one text of an element that are read."""
START, SEPARATOR = "[CLS]", "[SEP]"

Numbers = NDArray[np.int64]


class Said(NamedTuple):
    """The pieces of a task and a history, and where those of the task stand in its characters."""

    numbers: Numbers
    kinds: Numbers
    """0 for the task's pieces, 1 for the history's."""
    spans: tuple[tuple[int, int], ...]
    """Characters of the task for each piece; (0, 0) for what is no part of it."""


class Pieces:
    """The tokenizer of the shipped vocabulary; loaded at the first use, safe to share between threads."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._tokenizer: Any = None

    def load(self) -> None:
        """Read the vocabulary. Raises ModelUnavailable where it is missing or damaged."""
        with self._lock:
            if self._tokenizer is None:
                from tokenizers import Tokenizer

                if self._path is None:
                    from model.sight.weights import weight_file

                    self._path = weight_file("pointer_pieces.json")
                tokenizer = Tokenizer.from_file(str(self._path))
                tokenizer.no_padding()
                tokenizer.no_truncation()
                self._tokenizer = tokenizer

    def said(self, task: str, history: str) -> Said:
        """The pieces of a task and of what was done before."""
        self.load()
        tokenizer = self._tokenizer
        start, separator = tokenizer.token_to_id(START), tokenizer.token_to_id(SEPARATOR)
        own = tokenizer.encode(task, add_special_tokens=False)
        past = tokenizer.encode(history, add_special_tokens=False).ids[-HISTORY:] if history else []
        ids, spans = own.ids[:TASK], own.offsets[:TASK]
        numbers = [start, *ids, separator, *past, separator]
        kinds = [0] * (len(ids) + 2) + [1] * (len(past) + 1)
        places = [(0, 0), *spans, (0, 0), *[(0, 0)] * (len(past) + 1)]
        return Said(np.array(numbers, np.int64), np.array(kinds, np.int64), tuple(places))

    def knows(self, text: str) -> bool:
        """Whether any word of a text is in the vocabulary as a whole; other words have letters and no meaning."""
        self.load()
        words = [word for word in re.findall(r"\w+", text.casefold()) if not word.isdecimal()]
        return any(len(self._tokenizer.encode(word, add_special_tokens=False).ids) == 1 for word in words)

    def of(self, texts: Sequence[str]) -> list[list[int]]:
        """The pieces of each text, at most ITEM."""
        self.load()
        return [one.ids[:ITEM] for one in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]
