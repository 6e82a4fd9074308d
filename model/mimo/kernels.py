"""The three small functions between the matrix products, which are bound by memory and so worth fusing on a GPU.

On a GPU each is compiled once into one kernel; elsewhere they run as they stand. Arithmetic is in float32, as in the
reference, and the result has the input's type.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

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


@cache
def _compiled(function: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
    return torch.compile(function, dynamic=True)


def _fused(function: Callable[..., torch.Tensor], tensor: torch.Tensor) -> Callable[..., torch.Tensor]:
    return _compiled(function) if tensor.is_cuda and not tensor.requires_grad else function


def rms_norm(hidden: torch.Tensor, weight: torch.Tensor, epsilon: float) -> torch.Tensor:
    """Root-mean-square normalisation over the last dimension."""
    return _fused(_rms_norm, hidden)(hidden, weight, epsilon)


def rotated(states: torch.Tensor, cosines: torch.Tensor, sines: torch.Tensor) -> torch.Tensor:
    """States (… × heads × width) turned by their positions' angles (… × 1 × width)."""
    return _fused(_rotated, states)(states, cosines, sines)


def swiglu(gate: torch.Tensor, up: torch.Tensor) -> torch.Tensor:
    """The gated half of the feed-forward."""
    return _fused(_swiglu, gate)(gate, up)
