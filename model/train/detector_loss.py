# ruff: noqa: N812
"""What the detector is taught by: a peak a widget (CenterNet's focal loss), edges by generalised IoU, states."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from model.sight.decode import GROUPS, STRIDES
from model.sight.kinds import STATES
from model.train.screens import Wanted

RARE = 3.0
"""How much more a state that is on counts: most are off."""


def batch_loss(net: nn.Module, pixels: Tensor, wanted: list[Wanted]) -> tuple[Tensor, dict[str, Tensor]]:
    """The loss and its parts: heat a peak, edges a cell, states a cell of kinds that have them."""
    with torch.autocast(pixels.device.type, torch.bfloat16):
        said = net(pixels)
    parts = [level_loss(of, to, stride) for of, to, stride in zip(said, wanted, STRIDES, strict=True)]
    peaks = max(1, sum(int((to.heat > 0.999).sum()) for to in wanted))
    cells = max(1, sum(len(to.cells) for to in wanted))
    heat, edges = (sum((part[at] for part in parts), torch.zeros((), device=pixels.device)) for at in (0, 1))
    states = torch.stack([part[2] for part in parts]).mean()
    heat, edges = heat / peaks, edges / cells
    return heat + 2 * edges + states, {"heat": heat, "edges": edges, "states": states}


def level_loss(said: tuple[Tensor, Tensor, Tensor], wanted: Wanted, stride: int) -> tuple[Tensor, Tensor, Tensor]:
    """Summed losses of one level: heat, edges, states."""
    heat, edges, states = (part.float() for part in said)
    sure = heat.sigmoid().clamp(1e-4, 1 - 1e-4)
    is_peak = (wanted.heat > 0.999).float()
    hit = -is_peak * (1 - sure) ** 2 * sure.log()
    miss = -(1 - is_peak) * wanted.care * (1 - wanted.heat) ** 4 * sure**2 * (1 - sure).log()
    at, group, row, column = wanted.cells.unbind(1)
    reach = (
        edges.view(len(edges), len(GROUPS), 4, *edges.shape[2:])[at, group, :, row, column].clamp(-6, 7).exp() * stride
    )
    middle = torch.stack([(column + 0.5) * stride, (row + 0.5) * stride], 1)
    boxes = torch.cat([middle - reach[:, :2], middle + reach[:, 2:]], 1)
    logits = states.view(len(states), len(GROUPS), len(STATES), *states.shape[2:])[at, group, :, row, column]
    each = F.binary_cross_entropy_with_logits(
        logits, wanted.states, reduction="none", pos_weight=logits.new_tensor(RARE)
    )
    by_state = (each.sum(1) * wanted.stateful).sum() / wanted.stateful.sum().clamp(min=1)
    return (hit + miss).sum(), (1 - _generalised(boxes, wanted.boxes)).sum(), by_state


def _generalised(one: Tensor, other: Tensor) -> Tensor:
    """Generalised intersection over union, box by box."""
    shared = (torch.minimum(one[:, 2:], other[:, 2:]) - torch.maximum(one[:, :2], other[:, :2])).clamp(min=0).prod(1)
    hull = (torch.maximum(one[:, 2:], other[:, 2:]) - torch.minimum(one[:, :2], other[:, :2])).prod(1)
    union = (one[:, 2:] - one[:, :2]).clamp(min=0).prod(1) + (other[:, 2:] - other[:, :2]).clamp(min=0).prod(1) - shared
    return shared / union.clamp(min=1e-6) - (hull - union) / hull.clamp(min=1e-6)
