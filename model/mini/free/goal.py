"""What a whole task is after and which part each name has in it, told by a small trained network.

Four convolutions over word vectors look at each word's neighbourhood and at the task as a whole. One output names the
kind of task, the other marks the spans. Trained by `model.train.wordings_net` on free wordings.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from model.mini.free.tokens import KINDS, Token
from model.pointer.pieces import Pieces
from model.sight.weights import FOLDER, weight_file

Floats: TypeAlias = NDArray[np.float32]
PARTS = ("APP", "INTO", "TEXT", "SAVE", "FILE", "NEW", "DEST", "FOLDER", "MENU", "ADDR", "SUM", "FIELD", "VALUE",
         "CHECK", "CLICK", "BUTTON", "SEE", "READ", "CMD")  # fmt: skip
"""What a name is: where it is done, where a result goes, what is written, …; `model.mini.free.framing` uses them."""
LABELS = ("O", *(f"{side}-{part}" for part in PARTS for side in "BI"))
GOALS = ("other", "no", "write", "pairs", "upper", "append", "rewrite", "compute", "clicks", "copysum", "look", "form",
         "press", "folder", "rename", "copy", "move", "commands", "delete")  # fmt: skip
SHAPE = len(KINDS) + 5
"""Numbers that tell a token's kind and how it is written."""


@dataclass(frozen=True, slots=True)
class Part:
    """A span of the task with its part in it."""

    part: str
    """One of `PARTS`."""
    text: str
    quoted: bool
    """Whether it stands for itself: a quotation, path, address or sum."""
    at: int
    """The first token."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the network makes of a task."""

    goal: str
    """One of `GOALS`."""
    sure: float
    """How sure the goal is, 0 to 1."""
    parts: tuple[Part, ...]
    least: float
    """How sure the least sure token is, 0 to 1."""
    unused: int
    """Things that stand for themselves and were given no part."""


class Reader:
    """The network with its word vectors; loaded at the first use, safe to share between threads."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._pieces = Pieces()
        self._weights: dict[str, Floats] | None = None
        self._table: NDArray[np.int8] | None = None

    def load(self) -> dict[str, Floats]:
        """All weights but the table of words. Raises ModelUnavailable where they are missing or damaged."""
        with self._lock:
            if self._weights is None:
                with np.load(weight_file("wordings.npz", self._folder), allow_pickle=False) as stored:
                    self._table = stored["table"]
                    self._weights = {name: stored[name].astype(np.float32) for name in stored.files if name != "table"}
            return self._weights

    def tell(self, tokens: list[Token]) -> Told:
        """What the task is after. Raises ModelUnavailable."""
        weights = self.load()
        state = _near(self._seen(tokens, weights), weights, "conv1", 1)
        state = state + _near(state, weights, "conv2", 2)
        state = state + np.maximum(_linear(_pooled(state), weights, "whole"), 0)
        state = state + _near(state, weights, "conv3", 4)
        state = state + _near(state, weights, "conv4", 1)
        goals = _softmax(_linear(_pooled(state), weights, "frame"))
        scores = _softmax(_linear(state, weights, "tag"))
        labels = _path(np.log(scores + 1e-9))
        return Told(
            GOALS[int(goals.argmax())],
            float(goals.max()),
            _parts(tokens, labels),
            float(min(scores[at, label] for at, label in enumerate(labels))),
            sum(label == 0 and token.kind not in ("word", "sign") for token, label in zip(tokens, labels, strict=True)),
        )

    def _seen(self, tokens: list[Token], weights: dict[str, Floats]) -> Floats:
        """The first layer: a word's vector is the mean of its pieces'; what stands for itself has only its kind."""
        table = self._table
        assert table is not None
        pieces = self._pieces.of([token.text.lower() if token.kind in ("word", "sign") else "" for token in tokens])
        rows = np.stack([shape(token) for token in tokens]) @ weights["shape"].T + weights["bias"]
        for row, numbers in zip(rows, pieces, strict=True):
            if numbers:
                np.add(row, (table[numbers] * weights["step"][numbers]).mean(0), out=row)
        return np.asarray(np.maximum(rows, 0), np.float32)


def shape(token: Token) -> Floats:
    """A token's kind and how it is written: `SHAPE` numbers."""
    found = np.zeros(SHAPE, np.float32)
    found[KINDS.index(token.kind)] = 1
    if token.kind in ("word", "sign"):
        text = token.text
        found[len(KINDS) :] = (
            text[0].isupper(),
            text.isupper() and len(text) > 1,
            any(map(str.isdigit, text)),
            len(text) == 1,
            any(map(str.isupper, text[1:])),
        )
    return found


def _linear(seen: Floats, weights: dict[str, Floats], name: str) -> Floats:
    return np.asarray(seen @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], np.float32)


def _near(seen: Floats, weights: dict[str, Floats], name: str, apart: int) -> Floats:
    """What each token's neighbours say, those within reach of a convolution whose taps stand `apart` tokens apart."""
    taps = weights[f"{name}.weight"]
    reach = taps.shape[2] // 2 * apart
    wide = np.pad(seen, ((reach, reach), (0, 0)))
    found = weights[f"{name}.bias"] + sum(
        wide[tap * apart : tap * apart + len(seen)] @ taps[:, :, tap].T for tap in range(taps.shape[2])
    )
    return np.asarray(np.maximum(found, 0), np.float32)


def _pooled(state: Floats) -> Floats:
    return np.concatenate([state.max(0), state.mean(0)])


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


_MAY_FOLLOW = np.array(
    [[not to.startswith("I-") or before[1:] == to[1:] for to in LABELS] for before in LABELS], dtype=bool
)
"""Whether the label of the column may follow that of the row: a span goes on only with its own kind."""


def _path(scores: Floats) -> list[int]:
    """The likeliest labels one after the other that may follow each other (Viterbi)."""
    barred = np.where(_MAY_FOLLOW, 0.0, -1e9)
    best = np.where([label.startswith("I-") for label in LABELS], -1e9, scores[0])
    back: list[NDArray[np.intp]] = []
    for here in scores[1:]:
        reached = best[:, None] + barred
        back.append(reached.argmax(0))
        best = reached.max(0) + here
    path = [int(best.argmax())]
    for before in reversed(back):
        path.append(int(before[path[-1]]))
    return path[::-1]


def _parts(tokens: list[Token], labels: list[int]) -> tuple[Part, ...]:
    found: list[Part] = []
    for at, (token, number) in enumerate(zip(tokens, labels, strict=True)):
        label = LABELS[number]
        quoted = token.kind not in ("word", "sign")
        if label.startswith("I-") and found:
            before = found[-1]
            space = "" if token.kind == "sign" or before.text.endswith(("-", "'", "’")) else " "
            found[-1] = Part(before.part, before.text + space + token.text, before.quoted or quoted, before.at)
        elif label != "O":
            found.append(Part(label[2:], token.text, quoted, at))
    return tuple(found)


READER = Reader()
"""The one that all tasks of a process share."""
