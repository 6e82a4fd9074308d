"""The vision tower of Qwen2.5-VL, computed on dense batches of windows.

The reference (transformers) runs attention once for every window of 8 × 8 patches. Here the patches are ordered so that
windows of equal shape lie together: a picture has at most four shapes (inner, right edge, bottom edge, corner), so a
layer takes at most four calls. The order of windows changes no value, since every patch carries its own position.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name

from model.mimo.kernels import added, rms_norm, rotated, swiglu

EPSILON = 1e-6

Rotation = tuple[torch.Tensor, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Windows:
    """How the patches of a rows × columns grid are ordered, and which runs of them form windows."""

    order: torch.Tensor
    """For each place, the merged token (four patches) that stands there."""
    groups: tuple[tuple[int, int], ...]
    """(number of windows, patches in each) for each shape, in order."""


@lru_cache(maxsize=32)
def windows(rows: int, columns: int, side: int) -> Windows:
    """Windows of ``side`` × ``side`` merged tokens over a grid of ``rows`` × ``columns`` merged tokens."""
    grid = torch.arange(rows * columns).view(rows, columns)
    order, groups = [], []
    for high, wide in product(_edges(rows, side), _edges(columns, side)):
        part = grid[high[0] : high[1], wide[0] : wide[1]]
        height, width = high[2], wide[2]
        if not part.numel():
            continue
        cut = part.view(part.shape[0] // height, height, part.shape[1] // width, width).permute(0, 2, 1, 3)
        order.append(cut.reshape(-1))
        groups.append((part.numel() // (height * width), height * width * 4))
    return Windows(torch.cat(order), tuple(groups))


def _edges(length: int, side: int) -> tuple[tuple[int, int, int], ...]:
    """(start, end, window side) of the whole windows and of what is left over."""
    whole = length // side * side
    return ((0, whole, side), (whole, length, max(1, length - whole)))


def encode(tower: Any, patches: torch.Tensor, rows: int, columns: int) -> torch.Tensor:
    """Visual tokens (batch × tokens × hidden) of pictures of one size, given as patches (batch × patches × 1176).

    ``tower`` is the `visual` module of a transformers model; ``rows`` and ``columns`` count patches.
    """
    config = tower.config
    side = config.window_size // config.spatial_merge_size // config.patch_size
    arranged = windows(rows // 2, columns // 2, side)
    order = arranged.order.to(patches.device)
    batch = patches.shape[0]
    kernel = tower.patch_embed.proj.weight
    embedded = F.linear(patches.to(kernel.dtype), kernel.view(kernel.shape[0], -1))
    hidden = embedded.view(batch, -1, 4, embedded.shape[-1])[:, order].reshape(batch, rows * columns, -1)
    rotation = _rotation(tower, rows, columns, order)
    everything = ((1, rows * columns),)
    norms = [*(block.norm1.weight for block in tower.blocks[1:]), tower.merger.ln_q.weight]
    normal = rms_norm(hidden, tower.blocks[0].norm1.weight, EPSILON)
    for number, (block, following) in enumerate(zip(tower.blocks, norms, strict=True)):
        groups = everything if number in config.fullatt_block_indexes else arranged.groups
        mixed = _attention(block.attn, normal, rotation, groups)
        hidden, normal = added(hidden, mixed, block.norm2.weight, EPSILON)
        fed = block.mlp.down_proj(swiglu(block.mlp.gate_proj(normal), block.mlp.up_proj(normal)))
        hidden, normal = added(hidden, fed, following, EPSILON)
    merged = tower.merger.mlp(normal.view(batch, rows * columns // 4, -1))
    back = torch.empty_like(order).scatter_(0, order, torch.arange(len(order), device=order.device))
    tokens: torch.Tensor = merged[:, back]
    return tokens


def _attention(attention: Any, hidden: torch.Tensor, rotation: Rotation, groups: tuple[tuple[int, int], ...]) -> Any:
    batch, length, width = hidden.shape
    heads = attention.num_heads
    query, key, value = attention.qkv(hidden).view(batch, length, 3, heads, -1).unbind(2)
    query, key = rotated(query, *rotation), rotated(key, *rotation)
    done, start = [], 0
    for count, size in groups:
        end = start + count * size
        q, k, v = (
            part[:, start:end].reshape(batch * count, size, heads, -1).transpose(1, 2) for part in (query, key, value)
        )
        done.append(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, count * size, width))
        start = end
    return attention.proj(done[0] if len(done) == 1 else torch.cat(done, 1))


def _rotation(tower: Any, rows: int, columns: int, order: torch.Tensor) -> Rotation:
    """Cosines and sines (patches × 1 × head width, float32) of each patch's row and column, in window order."""
    device = order.device
    down = torch.arange(rows, device=device).view(-1, 1).expand(rows, columns)
    across = torch.arange(columns, device=device).view(1, -1).expand(rows, columns)
    place = torch.stack([down, across], -1).view(rows // 2, 2, columns // 2, 2, 2).transpose(1, 2).reshape(-1, 4, 2)
    width = tower.config.hidden_size // tower.config.num_heads
    theta = 10000.0 ** -(torch.arange(0, width // 2, 2, device=device).float() / (width // 2))
    angles = (place[order].reshape(-1, 2, 1).float() * theta).flatten(1).repeat(1, 2).unsqueeze(1)
    return angles.cos(), angles.sin()
