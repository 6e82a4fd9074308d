# ruff: noqa: E501 - tables read better unbroken
"""Batches of the pointer's samples: padded, and each of samples of like size."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from model.pointer.record import VECTOR
from model.train.pointer_data import ABOUT, Data, Sample

POOL = 768
"""Samples from which batches of like size are made."""


def collate(samples: list[Sample]) -> dict[str, Tensor]:
    """One batch, padded."""
    count = len(samples)
    words = max(len(given.said.numbers) for given, _ in samples)
    items = max(len(given.features) for given, _ in samples)
    items += -(words + items + 1) % 8  # the fast attention wants sizes that eight divides
    first = samples[0][0]
    batch: dict[str, np.ndarray] = {
        "ids": np.zeros((count, words), np.int64), "kinds": np.zeros((count, words), np.int64), "words": np.zeros((count, words), np.float32),
        "features": np.zeros((count, items, first.features.shape[1]), np.float16), "vectors": np.zeros((count, items, VECTOR), np.float16),
        "boxes": np.zeros((count, items, first.boxes.shape[1]), np.float32), "pairs": np.zeros((count, words, items, first.pairs.shape[2]), np.float16),
        "there": np.zeros((count, items), np.float32), "wanted": np.zeros((count, items + 1), np.float32),
    }  # fmt: skip
    bags: list[int] = []
    lengths = np.zeros((count, items * 3), np.int64)
    for row, (given, goal) in enumerate(samples):
        t, n = len(given.said.numbers), len(given.features)
        batch["ids"][row, :t], batch["kinds"][row, :t], batch["words"][row, :t] = (
            given.said.numbers,
            given.said.kinds,
            1,
        )
        batch["features"][row, :n], batch["vectors"][row, :n], batch["boxes"][row, :n] = (
            given.features,
            given.vectors,
            given.boxes,
        )
        batch["pairs"][row, :t, :n], batch["there"][row, :n] = given.pairs, 1
        for target in goal.targets:
            batch["wanted"][row, items if target == n else target] = 1 / len(goal.targets)
        lengths[row, : 3 * n] = [len(part) for part in given.items]
        for part in given.items:
            bags.extend(part)
    made = {name: torch.from_numpy(value) for name, value in batch.items()}
    ends = lengths.ravel().cumsum()
    made["bags"], made["offsets"] = (
        torch.tensor(bags or [0], dtype=torch.int64),
        torch.from_numpy(ends - lengths.ravel()),
    )
    for name in ("kind", "end", "source", "where", "keys"):
        made[f"goal_{name}"] = torch.tensor([getattr(goal, name) for _, goal in samples])
    made["goal_span"] = torch.tensor([goal.span for _, goal in samples])
    made["goal_offset"] = torch.tensor([goal.offset for _, goal in samples])
    return made


class Stream(torch.utils.data.IterableDataset):
    """Batches without end, each of samples of like size."""

    def __init__(self, data: Data, seed: int, steps: float, budget: int) -> None:
        self.data, self.seed, self.share, self.budget = data, seed, steps, budget

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        torch.set_num_threads(1)
        worker = torch.utils.data.get_worker_info()
        source = random.Random(f"{self.seed}/{worker.id if worker else 0}")
        data = self.data
        while True:
            pool: list[Sample] = []
            while len(pool) < POOL:
                if data.steps and source.random() < self.share / (self.share + (1 - self.share) / ABOUT):
                    pool.append(data.step(source))
                else:
                    pool += data.draw(source)
            pool.sort(key=lambda one: len(one[0].features) + len(one[0].said.numbers))
            batches: list[list[Sample]] = [[]]
            for one in reversed(pool):
                size = len((batches[-1] or [one])[0][0].features) + 40
                if (len(batches[-1]) + 1) * size > self.budget:
                    batches.append([])
                batches[-1].append(one)
            source.shuffle(batches)
            for batch in batches:
                if batch:
                    yield collate(batch)
