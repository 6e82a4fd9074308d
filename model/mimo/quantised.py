"""Matrices in 4 bits: a quarter of the memory, and of the bytes that writing a token moves.

Each row of a matrix is cut into groups of up to 128 numbers; a group keeps its least value, a step, and for each number
how many steps (0 to 15) it lies above (round to nearest, asymmetric, over the part of the group's range that gives the
least squared error). A few rows are multiplied by a kernel that reads
the 4 bits; many rows by the matrix made whole again, which costs little beside so large a product.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name

from model.mimo.kernels import can_compile

GROUPS = (128, 64, 32, 16)
"""Sizes of a group, the first that divides the row."""
FEW = 32
"""Rows up to which the kernel is quicker than making the matrix whole."""
STEPS = 15
RANGES = (1.0, 0.95, 0.9, 0.85, 0.8)
"""Shares of a group's range that its 16 values may span: a narrower one cuts the extremes and is finer for the rest."""
AT_ONCE = 4096
"""Rows that are packed together, so that a large matrix does not stand in memory in float32."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A matrix of ``rows`` × ``columns``; a byte holds a number of a group's first half and one of its second."""

    halves: torch.Tensor
    """rows × columns / 2, bytes."""
    step: torch.Tensor
    """rows × groups."""
    least: torch.Tensor
    """rows × groups."""

    @property
    def group(self) -> int:
        """Numbers in a group."""
        return 2 * self.halves.shape[1] // self.step.shape[1]

    @property
    def bytes(self) -> int:
        return sum(part.numel() * part.element_size() for part in (self.halves, self.step, self.least))

    def whole(self) -> torch.Tensor:
        """The matrix, as near as 4 bits tell."""
        rows, groups = self.step.shape
        parts = self.halves.view(rows, groups, -1)
        steps = torch.cat([parts & 15, parts >> 4], -1).to(self.step.dtype)
        return torch.addcmul(self.least.unsqueeze(-1), steps, self.step.unsqueeze(-1)).view(rows, -1)


Weight: TypeAlias = torch.Tensor | Packed


def packed(matrix: torch.Tensor) -> Packed:
    """The matrix in 4 bits. Raises ValueError where its rows cannot be cut into equal groups."""
    rows, columns = matrix.shape
    group = next((size for size in GROUPS if columns % size == 0), 0)
    if not group:
        raise ValueError(f"rows of {columns} numbers cannot be cut into groups of {', '.join(map(str, GROUPS))}")
    parts = [_rounded(part.float().view(-1, columns // group, group), matrix.dtype) for part in matrix.split(AT_ONCE)]
    steps, step, least = (torch.cat(each) for each in zip(*parts, strict=True))
    first, second = steps.chunk(2, -1)
    return Packed((first | second << 4).reshape(rows, columns // 2), step, least)


def _rounded(wide: torch.Tensor, dtype: torch.dtype) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Steps (rows × groups × group, bytes), and the step and least value (rows × groups) of each group."""
    low, span = wide.amin(-1), wide.amax(-1) - wide.amin(-1)
    best = torch.full_like(low, torch.inf)
    step, least = torch.zeros_like(low, dtype=dtype), torch.zeros_like(low, dtype=dtype)
    steps = torch.zeros_like(wide, dtype=torch.uint8)
    for share in RANGES:
        own_step = (share * span / STEPS).clamp_min(1e-8).to(dtype)
        own_least = (low + (1 - share) / 2 * span).to(dtype)
        # Rounded with the step and least value that are kept, so that their own rounding is made up for.
        first, one = own_least.float().unsqueeze(-1), own_step.float().unsqueeze(-1)
        own = ((wide - first) / one).round_().clamp_(0, STEPS)
        error = (own * one + first - wide).square_().sum(-1)
        better = error < best
        best, step, least = (
            torch.where(better, new, old) for new, old in ((error, best), (own_step, step), (own_least, least))
        )
        steps = torch.where(better.unsqueeze(-1), own.to(torch.uint8), steps)
    return steps, step, least


def product(inputs: torch.Tensor, weight: Weight, bias: torch.Tensor | None = None) -> torch.Tensor:
    """``inputs`` (n × columns) times the transposed weight (rows × columns), plus the bias (rows)."""
    if isinstance(weight, torch.Tensor):
        return F.linear(inputs, weight, bias)
    if len(inputs) > FEW or not inputs.is_cuda or not can_compile():
        return F.linear(inputs, weight.whole(), bias)
    rows = weight.halves.shape[0]
    out = torch.empty(len(inputs), rows, dtype=inputs.dtype, device=inputs.device)
    tall, wide = (16 if len(inputs) <= 16 else 32), 32
    _kernel()[(-(-rows // wide),)](
        inputs, weight.halves, weight.step, weight.least, out if bias is None else bias, out,
        len(inputs), rows, inputs.shape[1], weight.step.shape[1], bias is not None, weight.group // 2, tall, wide,
        num_warps=4, num_stages=4,
    )  # fmt: skip
    return out


@cache
def _kernel() -> Any:
    import triton

    from model.mimo import quantised_kernel

    return triton.jit(quantised_kernel.multiply)
