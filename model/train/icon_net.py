# ruff: noqa: D101, E501, N812
"""The networks of the icon encoder: one for pictures, one for words, with vectors of one space."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from model.sight.phrases import MAX_PIECES, PIECE_BUCKETS, WORD_BUCKETS, pieces

WIDTH = 256
"""Numbers of a vector."""
TEXT_WIDTH = 96


class Residual(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(True),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.body(x))


def _down(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, 2, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(True))


class IconNet(nn.Module):
    """Crops n × 3 × 48 × 48 (0 to 1, less 0.5) to unit vectors n × 256. 2.9 M parameters, 78 MMAC a crop."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            _down(3, 32), Residual(32), _down(32, 64), Residual(64), Residual(64), _down(64, 128), Residual(128), Residual(128), _down(128, 256), Residual(256),
        )  # fmt: skip
        self.head = nn.Linear(256 * 2, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        grid = self.body(x)
        both = torch.cat([grid.mean((2, 3)), grid.amax((2, 3))], 1)
        return F.normalize(self.head(both), dim=1)


class TextTower(nn.Module):
    """Bucket numbers of a phrase's pieces (n × 48, 0 for none) to unit vectors n × 256."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(1 + WORD_BUCKETS + PIECE_BUCKETS, TEXT_WIDTH, padding_idx=0)
        nn.init.normal_(self.table.weight, std=0.3)
        self.weight = nn.Embedding(1 + WORD_BUCKETS + PIECE_BUCKETS, 1, padding_idx=0)
        nn.init.zeros_(self.weight.weight)
        self.body = nn.Sequential(nn.Linear(TEXT_WIDTH * 2, 512), nn.ReLU(), nn.Linear(512, WIDTH))

    def forward(self, numbers: Tensor) -> Tensor:
        is_word, is_piece = (numbers > 0) & (numbers <= WORD_BUCKETS), numbers > WORD_BUCKETS
        vectors, strength = self.table(numbers), self.weight(numbers).sigmoid()
        parts = []
        for mask in (is_word, is_piece):
            share = strength * mask[..., None]
            parts.append((vectors * share).sum(1) / share.sum(1).clamp(min=1e-3))
        return F.normalize(self.body(torch.cat(parts, 1)), dim=1)


def numbered(phrases: list[str]) -> np.ndarray:
    """Rows of piece numbers plus one, padded with 0."""
    table = np.zeros((len(phrases), MAX_PIECES), np.int32)
    for row, phrase in enumerate(phrases):
        found = pieces(phrase)
        table[row, : len(found)] = np.array(found, np.int32) + 1
    return table
