"""Pillow's bicubic resizing on tensors, bit for bit, so that a screenshot can be resized on a GPU.

As Pillow does it: rows, then columns (the other way round where only the height shrinks), each with weights in fixed
point of 22 bits, rounded to bytes in between; when shrinking, the kernel is widened by the ratio (`Resample.c`, Keys'
cubic with a = −0.5).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray

BITS = 22
SUPPORT = 2.0
KEYS = -0.5


def resized(pixels: torch.Tensor, width: int, height: int) -> torch.Tensor:
    """The picture (height × width × 3, bytes) at another size."""
    if height < pixels.shape[0] and width > pixels.shape[1]:
        return _along(_along(pixels, 0, height), 1, width)
    return _along(_along(pixels, 1, width), 0, height)


def _along(pixels: torch.Tensor, dimension: int, length: int) -> torch.Tensor:
    if pixels.shape[dimension] == length:
        return pixels
    starts, weights = _weights(pixels.shape[dimension], length)
    first = torch.from_numpy(starts).to(pixels.device)
    factors = torch.from_numpy(weights).to(pixels.device)
    shape = (-1, 1) if dimension else (-1, 1, 1)
    total: torch.Tensor | None = None
    for tap in range(weights.shape[1]):
        place = (first + tap).clamp_max(pixels.shape[dimension] - 1)
        part = pixels.index_select(dimension, place).int() * factors[:, tap].view(shape)
        total = part if total is None else total.add_(part)
    assert total is not None
    return total.add_(1 << (BITS - 1)).bitwise_right_shift_(BITS).clamp_(0, 255).byte()


@lru_cache(maxsize=32)
def _weights(before: int, after: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """For each new pixel the first old one, and the fixed-point weights of those from there on (new × taps)."""
    scale = before / after
    wide = max(scale, 1.0)
    support = SUPPORT * wide
    centers = (np.arange(after) + 0.5) * scale
    starts = np.maximum((centers - support + 0.5).astype(np.int64), 0)
    ends = np.minimum((centers + support + 0.5).astype(np.int64), before)
    taps = np.arange(int((ends - starts).max()))
    distance = np.abs((taps + starts[:, None] - centers[:, None] + 0.5) / wide)
    near = ((KEYS + 2) * distance - (KEYS + 3)) * distance * distance + 1
    far = (((distance - 5) * distance + 8) * distance - 4) * KEYS
    weights = np.where(distance < 1, near, np.where(distance < 2, far, 0.0))
    weights[taps >= (ends - starts)[:, None]] = 0.0
    weights /= weights.sum(1, keepdims=True)
    return starts, np.trunc(weights * (1 << BITS) + np.copysign(0.5, weights)).astype(np.int32)
