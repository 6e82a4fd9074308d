# ruff: noqa: D101, N812
"""The widget detector as a torch model: a small convolutional net with a top-down path and four levels."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from model.sight.decode import GROUPS
from model.sight.kinds import KINDS, STATES


def conv(inputs: int, outputs: int, size: int = 3, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(True)
    )


class Block(nn.Module):
    """Two convolutions with a way around them."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.one, self.two = (
            conv(channels, channels),
            nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels)),
        )

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.two(self.one(x)))


class Head(nn.Module):
    def __init__(self, channels: int, inner: int) -> None:
        super().__init__()
        self.inner = conv(channels, inner)
        self.heat = nn.Conv2d(inner, len(KINDS), 1)
        self.edges = nn.Conv2d(inner, len(GROUPS) * 4, 1)
        self.states = nn.Conv2d(inner, len(GROUPS) * len(STATES), 1)
        nn.init.constant_(self.heat.bias, -4.6)
        nn.init.constant_(self.edges.bias, 1.0)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.inner(x)
        return self.heat(x), self.edges(x), self.states(x)


class DetectorNet(nn.Module):
    """Pictures n × 3 × H × W (0 to 1, less 0.5; sides multiples of 64) to heat logits, edges, states of each level."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(conv(3, 24, stride=2), conv(24, 40, stride=2), Block(40))
        self.down8 = nn.Sequential(conv(40, 80, stride=2), Block(80), Block(80))
        self.down16 = nn.Sequential(conv(80, 144, stride=2), Block(144), Block(144))
        self.down32 = nn.Sequential(conv(144, 208, stride=2), Block(208), Block(208))
        self.down64 = nn.Sequential(conv(208, 208, stride=2), Block(208))
        self.side4, self.side8, self.side16, self.side32, self.side64 = (
            nn.Conv2d(width, out, 1) for width, out in ((40, 48), (80, 80), (144, 80), (208, 80), (208, 80))
        )  # fmt: skip
        self.to4 = nn.Conv2d(80, 48, 1)
        self.mix8, self.mix16, self.mix32 = conv(80, 80), conv(80, 80), conv(80, 80)
        self.heads = nn.ModuleList([Head(48, 48), Head(80, 80), Head(80, 80), Head(80, 80)])

    def forward(self, x: Tensor) -> list[tuple[Tensor, Tensor, Tensor]]:
        x4 = self.stem(x)
        x8 = self.down8(x4)
        x16 = self.down16(x8)
        x32 = self.down32(x16)
        y64 = self.side64(self.down64(x32))
        y32 = self.mix32(self.side32(x32) + F.interpolate(y64, scale_factor=2.0))
        y16 = self.mix16(self.side16(x16) + F.interpolate(y32, scale_factor=2.0))
        y8 = self.mix8(self.side8(x8) + F.interpolate(y16, scale_factor=2.0))
        y4 = F.relu(self.side4(x4) + F.interpolate(self.to4(y8), scale_factor=2.0))
        return [head(y) for head, y in zip(self.heads, (y4, y8, y16, y32), strict=True)]


class Peaks(nn.Module):
    """The net as it ships: heat as probabilities with all but the peaks set to 0; twelve outputs, three a level."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        outputs: list[Tensor] = []
        for heat, edges, states in self.net(x):
            sure = heat.sigmoid()
            peak = F.max_pool2d(sure, 3, 1, 1)
            outputs += [torch.where(sure == peak, sure, torch.zeros_like(sure)), edges, states]
        return tuple(outputs)


def whole(pixels: Tensor) -> Tensor:
    """A screen as the net takes it: padded to multiples of 64, centred on zero."""
    height, width = pixels.shape[1:]
    return F.pad(pixels.float()[None] / 255 - 0.5, (0, -width % 64, 0, -height % 64))
