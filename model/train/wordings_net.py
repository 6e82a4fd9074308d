"""Trains the reader of whole tasks (`model.mini.free.goal`) and puts it among the weights.

    python -m model.train.wordings_net tests/model/data/free_{wordings,voices,people}.txt [--valid FILE] [--epochs 60]

With --valid nothing is written: it says how many wordings of that file have the right goal, and how many all labels.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from model.mini.free.goal import GOALS, LABELS, SHAPE, shape
from model.mini.free.tokens import Token
from model.pointer.pieces import Pieces
from model.sight.weights import FOLDER, weight_file
from model.train.shipped import record_hashes
from model.train.wordings import Example, examples
from model.train.wordings_strange import Stranger

WIDTH, WORD, HIDDEN, BATCH = 64, 384, 128, 32
STRANGE = 0.85
"""How many of the wordings are said by a stranger in each epoch."""


class Words:
    """The vectors of tokens: the mean of the word pieces' vectors, and how the token is written."""

    def __init__(self) -> None:
        with np.load(weight_file("pointer_words.npz"), allow_pickle=False) as stored:
            self.table = stored["table"] * stored["step"].astype(np.float32)
        self._pieces = Pieces()
        self._known: dict[Token, NDArray[np.float32]] = {}

    def of(self, token: Token) -> NDArray[np.float32]:
        key = token if token.kind in ("word", "sign") else Token("", token.kind)
        if key not in self._known:
            numbers = self._pieces.of([key.text.lower()])[0]
            mean = self.table[numbers].mean(0) if numbers else np.zeros(WORD, np.float32)
            self._known[key] = np.concatenate([mean, shape(key)])
        return self._known[key]


class Net(nn.Module):
    """Four convolutions, the task as a whole after the second; see `model.mini.free.goal` for its use."""

    def __init__(self) -> None:
        super().__init__()
        self.inp, self.drop = nn.Linear(WORD + SHAPE, WIDTH), nn.Dropout(0.25)
        self.conv1 = nn.Conv1d(WIDTH, HIDDEN, 5, padding=2)
        self.conv2 = nn.Conv1d(HIDDEN, HIDDEN, 5, padding=4, dilation=2)
        self.whole = nn.Linear(2 * HIDDEN, HIDDEN)
        self.conv3 = nn.Conv1d(HIDDEN, HIDDEN, 5, padding=8, dilation=4)
        self.conv4 = nn.Conv1d(HIDDEN, HIDDEN, 3, padding=1)
        self.tag, self.frame = nn.Linear(HIDDEN, len(LABELS)), nn.Linear(2 * HIDDEN, len(GOALS))

    def forward(self, seen: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of the labels (wordings × tokens × LABELS) and of the goals (wordings × GOALS)."""
        there = (torch.arange(seen.shape[1])[None] < lengths[:, None])[..., None]

        def near(conv: nn.Module, state: Tensor) -> Tensor:
            return torch.relu(conv((state * there).transpose(1, 2)).transpose(1, 2))

        def pooled(state: Tensor) -> Tensor:
            most = state.masked_fill(~there, -1e9).max(1)[0]
            return torch.cat([most, (state * there).sum(1) / lengths[:, None]], 1)

        state = self.drop(near(self.conv1, self.drop(torch.relu(self.inp(seen)))))
        state = self.drop(state + near(self.conv2, state))
        state = state + torch.relu(self.whole(pooled(state)))[:, None]
        state = self.drop(state + near(self.conv3, state))
        state = state + near(self.conv4, state)
        return self.tag(self.drop(state)), self.frame(self.drop(pooled(state)))


def _batch(told: list[Example], words: Words) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    lengths = torch.tensor([len(each.tokens) for each in told])
    seen = np.zeros((len(told), int(lengths.max()), WORD + SHAPE), np.float32)
    labels = np.full(seen.shape[:2], -100)
    for row, each in enumerate(told):
        for at, (token, label) in enumerate(zip(each.tokens, each.labels, strict=True)):
            seen[row, at], labels[row, at] = words.of(token), LABELS.index(label)
    goals = torch.tensor([GOALS.index(each.goal) for each in told])
    return torch.from_numpy(seen), lengths, torch.from_numpy(labels), goals


def train(told: list[Example], words: Words, epochs: int, seed: int = 0) -> Net:
    """A net that has heard each wording so often, mostly from strangers."""
    torch.manual_seed(seed)
    draw, net = Random(seed), Net()
    told = [each for each in told if each.tokens]
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=0.01)
    steps = epochs * -(-len(told) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps + 1)
    for epoch in range(epochs):
        draw.shuffle(told)
        total = 0.0
        for at in range(0, len(told), BATCH):
            heard = [Stranger(draw, each.goal).again(each) if draw.random() < STRANGE else each
                     for each in told[at : at + BATCH]]  # fmt: skip
            seen, lengths, labels, goals = _batch(heard, words)
            tags, frames = net(seen, lengths)
            each = functional.cross_entropy(tags.flatten(0, 1), labels.flatten(), ignore_index=-100, reduction="none")
            known = (labels != -100) & (goals > GOALS.index("no"))[:, None]  # the words of other tasks have no labels
            loss = 4 * (each.view_as(labels) * known).sum() / known.sum().clamp(min=1)
            loss = loss + functional.cross_entropy(frames, goals, label_smoothing=0.03)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: {total * BATCH / len(told):.3f}", flush=True)
    return net.eval()


def score(net: Net, told: list[Example], words: Words) -> tuple[int, int]:
    """How many wordings have the right goal, and how many all labels besides."""
    right = whole = 0
    for each in told:
        seen, lengths, labels, goals = _batch([each], words)
        with torch.no_grad():
            tags, frames = net(seen, lengths)
        good = bool(frames.argmax(1) == goals)
        right += good
        whole += good and (each.goal in ("other", "no") or bool((tags.argmax(2) == labels).all()))
    return right, whole


def export(net: Net, words: Words, folder: Path = FOLDER) -> None:
    """Write wordings.npz and its hash: the first layer folded into a table of word vectors in 8 bits."""
    state = {name: value.numpy() for name, value in net.state_dict().items()}
    first = state.pop("inp.weight")
    folded = words.table @ first[:, :WORD].T
    step = np.abs(folded).max(1, keepdims=True) / 127 + 1e-12
    table = np.round(folded / step).astype(np.int8)
    rest = {"step": step, "shape": first[:, WORD:], "bias": state.pop("inp.bias")} | state
    path = folder / "wordings.npz"
    np.savez_compressed(path, table=table, **{name: value.astype(np.float16) for name, value in rest.items()})
    record_hashes(folder, [path])


def main() -> None:
    """Train on files of wordings; then write the weights, or measure on a file that was kept apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--valid", type=Path)
    parser.add_argument("--epochs", type=int, default=60)
    parser.add_argument("--to", type=Path, default=FOLDER)
    given = parser.parse_args()
    torch.set_num_threads(1)  # the batches are small: more threads only wait for each other
    words = Words()
    net = train(examples(given.files), words, given.epochs)
    if given.valid:
        apart = examples([given.valid])
        print("goals and whole wordings right: {} and {}".format(*score(net, apart, words)), "of", len(apart))
    else:
        export(net, words, given.to)


if __name__ == "__main__":
    main()
