"""The small functions between the matrix products, which are bound by memory and so worth fusing on a GPU.

On a GPU each is compiled once into one kernel, if a C compiler is there; elsewhere they run as they stand. Arithmetic
is in float32, as in the reference, and the result has the input's type.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from shutil import which
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name


def _rms_norm(hidden: torch.Tensor, weight: torch.Tensor, epsilon: float) -> torch.Tensor:
    wide = hidden.float()
    normal = wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + epsilon)
    return weight * normal.to(hidden.dtype)


def _rotated(states: torch.Tensor, cosines: torch.Tensor, sines: torch.Tensor) -> torch.Tensor:
    wide = states.float()
    first, second = wide.chunk(2, -1)
    return (wide * cosines + torch.cat([-second, first], -1) * sines).to(states.dtype)


def _swiglu(gate: torch.Tensor, up: torch.Tensor) -> torch.Tensor:
    return F.silu(gate) * up


def _added(
    hidden: torch.Tensor, more: torch.Tensor, weight: torch.Tensor, epsilon: float
) -> tuple[torch.Tensor, torch.Tensor]:
    total = hidden + more
    return total, _rms_norm(total, weight, epsilon)


def _attended(scores: torch.Tensor, seen: torch.Tensor, scale: float) -> torch.Tensor:
    sequences, blocks, groups, rows, block = scores.shape
    wide = scores.permute(0, 2, 3, 1, 4).reshape(sequences, groups, rows, blocks * block).float() * scale
    weights = wide.masked_fill(~seen.unsqueeze(1), -torch.inf).softmax(-1).to(scores.dtype)
    return weights.view(sequences, groups, rows, blocks, block).permute(0, 3, 1, 2, 4).contiguous()


@cache
def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    return torch.compile(function, dynamic=True)


@cache
def can_compile() -> bool:
    """Whether kernels can be made here."""
    return find_spec("triton") is not None and any(which(name) for name in ("cc", "gcc", "clang"))


def _fused(function: Callable[..., Any], tensor: torch.Tensor) -> Callable[..., Any]:
    fits = tensor.is_cuda and not tensor.requires_grad and can_compile()
    return _compiled(function) if fits else function


def rms_norm(hidden: torch.Tensor, weight: torch.Tensor, epsilon: float) -> torch.Tensor:
    """Root-mean-square normalisation over the last dimension."""
    normal: torch.Tensor = _fused(_rms_norm, hidden)(hidden, weight, epsilon)
    return normal


def added(
    hidden: torch.Tensor, more: torch.Tensor, weight: torch.Tensor, epsilon: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """The sum of two, and it normalised."""
    both: tuple[torch.Tensor, torch.Tensor] = _fused(_added, hidden)(hidden, more, weight, epsilon)
    return both


def attended(scores: torch.Tensor, seen: torch.Tensor, scale: float) -> torch.Tensor:
    """Softmax over the blocks' keys together, of what each row has ``seen`` (sequences × rows × keys).

    Scores and weights are sequences × blocks × groups × rows × block.
    """
    weights: torch.Tensor = _fused(_attended, scores)(scores, seen, scale)
    return weights


def rotated(states: torch.Tensor, cosines: torch.Tensor, sines: torch.Tensor) -> torch.Tensor:
    """States (… × heads × width) turned by their positions' angles (… × 1 × width)."""
    turned: torch.Tensor = _fused(_rotated, states)(states, cosines, sines)
    return turned


def swiglu(gate: torch.Tensor, up: torch.Tensor) -> torch.Tensor:
    """The gated half of the feed-forward."""
    product: torch.Tensor = _fused(_swiglu, gate)(gate, up)
    return product
