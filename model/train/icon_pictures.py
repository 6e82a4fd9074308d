# ruff: noqa: N812
"""Crops of a screen made from icon drawings, a batch at a time on the GPU.

An icon is drawn in a colour on a ground, thicker or thinner, turned and shifted a little, at 10 to 48 pixels, with what
stands around it on a screen: frames, neighbours, lines; then blurred and noised, as it comes out of a screenshot.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

SIDE = 48


def unpack(pixels: Tensor) -> Tensor:
    """N × 48 × 24 of two 4-bit values to n × 1 × 48 × 48 of 0 to 1."""
    levels = torch.stack([pixels >> 4, pixels & 15], -1).flatten(2)
    return (levels.float() / 15)[:, None]


def _uniform(count: int, low: float, high: float, device: torch.device) -> Tensor:
    return torch.rand(count, 1, 1, 1, device=device) * (high - low) + low


def reweighted(cover: Tensor) -> Tensor:
    """Strokes up to a pixel thicker or thinner."""
    amount = _uniform(len(cover), -0.8, 1.0, cover.device)
    thick = F.max_pool2d(cover, 3, 1, 1)
    thin = -F.max_pool2d(-cover, 3, 1, 1)
    return torch.where(
        amount > 0, torch.lerp(cover, thick, amount.clamp(0, 1)), torch.lerp(cover, thin, -0.5 * amount.clamp(-1, 0))
    )


def placed(layers: Tensor) -> Tensor:
    """Scaled so that the drawing fills 55 to 105 % of the crop, stretched, turned up to 8° and shifted."""
    count, device = len(layers), layers.device
    fill = torch.rand(count, device=device) * 0.5 + 0.55
    stretch = torch.rand(count, device=device) * 0.16 + 0.92
    angle = (torch.rand(count, device=device) - 0.5) * 0.28 * (torch.rand(count, device=device) < 0.3)
    shift = (torch.rand(count, 2, device=device) - 0.5) * 0.22
    cos, sin = angle.cos() / fill, angle.sin() / fill
    matrix = torch.stack([cos * stretch, -sin, shift[:, 0], sin, cos / stretch, shift[:, 1]], 1).view(-1, 2, 3)
    grid = F.affine_grid(matrix, [count, 1, SIDE, SIDE], align_corners=False).to(layers.dtype)
    return F.grid_sample(layers, grid, align_corners=False)


def coloured(cover: Tensor) -> Tensor:
    """A drawing in one colour on a ground that contrasts with it, at times faded, graded or framed: n × 3 × 48 × 48."""
    count, device = len(cover), cover.device
    ground = torch.rand(count, 3, 1, 1, device=device)
    grey = torch.rand(count, 1, 1, 1, device=device)
    is_grey = torch.rand(count, 1, 1, 1, device=device) < 0.75
    light = torch.rand(count, 1, 1, 1, device=device) < 0.6
    ground = torch.where(
        is_grey, torch.where(light, 1 - grey * grey * 0.25, grey * grey * 0.45).expand(-1, 3, -1, -1), ground
    )
    ink = torch.rand(count, 3, 1, 1, device=device)
    ink_grey = torch.rand(count, 1, 1, 1, device=device) < 0.7
    luminance = ground.mean(1, keepdim=True)
    far = torch.where(
        luminance > 0.5,
        luminance * torch.rand_like(luminance) * 0.6,
        1 - (1 - luminance) * torch.rand_like(luminance) * 0.6,
    )
    ink = torch.where(ink_grey, far.expand(-1, 3, -1, -1), ink)
    gap = (ink - ground).abs().mean(1, keepdim=True)
    ink = torch.where(gap < 0.22, (luminance < 0.5).float().expand_as(ink), ink)
    fade = torch.where(
        _uniform(count, 0, 1, device) < 0.15,
        _uniform(count, 0.35, 0.8, device),
        torch.ones(count, 1, 1, 1, device=device),
    )
    across = torch.linspace(-1, 1, SIDE, device=device)
    slope = (torch.rand(count, 2, 1, 1, device=device) - 0.5) * 0.2 * (torch.rand(count, 1, 1, 1, device=device) < 0.25)
    graded = ground + slope[:, :1] * across.view(1, 1, 1, -1) + slope[:, 1:] * across.view(1, 1, -1, 1)
    return _inked(_framed(graded, ink), ink, cover * fade)


def _inked(ground: Tensor, ink: Tensor, cover: Tensor) -> Tensor:
    return ground * (1 - cover) + ink * cover


def _framed(ground: Tensor, ink: Tensor) -> Tensor:
    """At times the rim of a button, a disc behind, or a straight line beside the drawing."""
    count, device = len(ground), ground.device
    across = torch.linspace(-1, 1, SIDE, device=device)
    x, y = across.view(1, 1, 1, -1), across.view(1, 1, -1, 1)
    half = _uniform(count, 0.78, 1.3, device)
    power = torch.where(_uniform(count, 0, 1, device) < 0.5, 12.0, 2.0)
    distance = (x.abs() ** power + y.abs() ** power) ** (1 / power)
    rim = ((distance - half).abs() < 0.04).float() * (_uniform(count, 0, 1, device) < 0.25)
    inside = (distance < half).float() * (_uniform(count, 0, 1, device) < 0.2)
    shade = _uniform(count, -0.15, 0.15, device)
    line = (
        ((x - _uniform(count, -1.2, 1.2, device)).abs() < 0.03).float()
        * (x.abs() > 0.75)
        * (_uniform(count, 0, 1, device) < 0.3)
    )
    level = (
        ((y - _uniform(count, -1.2, 1.2, device)).abs() < 0.03).float()
        * (y.abs() > 0.75)
        * (_uniform(count, 0, 1, device) < 0.3)
    )
    faint = _uniform(count, 0.2, 0.9, device)
    marks = torch.maximum(rim, torch.maximum(line, level)) * faint
    return _inked(ground + shade * inside, ink, marks)


def neighbours(cover: Tensor) -> Tensor:
    """Parts of another drawing at the left or right edge."""
    other = cover[torch.randperm(len(cover), device=cover.device)]
    side = torch.where(torch.rand(len(cover), 1, 1, 1, device=cover.device) < 0.5, 1.0, -1.0)
    offset = side * _uniform(len(cover), 1.5, 1.95, cover.device)
    across = torch.linspace(-1, 1, SIDE, device=cover.device)
    grid_x = (across.view(1, 1, -1) + offset[:, :, 0]).expand(-1, SIDE, -1)
    grid_y = across.view(1, -1, 1).expand(len(cover), -1, SIDE)
    moved = F.grid_sample(other, torch.stack([grid_x, grid_y], -1).to(cover.dtype), align_corners=False)
    return torch.maximum(cover, moved * (torch.rand(len(cover), 1, 1, 1, device=cover.device) < 0.2))


def seen_small(crops: Tensor) -> Tensor:
    """Drawn at 10 to 48 pixels and enlarged again; a slice of the batch at each size, at times blurred."""
    parts = []
    for part in crops.chunk(16):
        size = int(torch.randint(10, 49, ()).item())
        small = F.interpolate(part, size=(size, size), mode="bilinear", antialias=True, align_corners=False)
        if torch.rand(()) < 0.2:
            small = F.avg_pool2d(F.pad(small, (1, 1, 1, 1), mode="replicate"), 3, 1) * 0.5 + small * 0.5
        parts.append(F.interpolate(small, size=(SIDE, SIDE), mode="bilinear", align_corners=False))
    return torch.cat(parts)


def crops_of(cover: Tensor) -> Tensor:
    """Screen crops of one-colour drawings (n × 1 × 48 × 48 of 0 to 1), centred on zero."""
    drawn = neighbours(placed(reweighted(cover)))
    return _finished(coloured(drawn))


def crops_of_coloured(pictures: Tensor) -> Tensor:
    """Screen crops of drawings with colours of their own (n × 4 × 48 × 48 RGBA of 0 to 1), centred on zero."""
    layers = placed(pictures)
    cover = layers[:, 3:]
    ground = coloured(torch.zeros_like(cover))
    hue = 1 + (torch.rand(len(layers), 3, 1, 1, device=layers.device) - 0.5) * 0.3
    return _finished(_inked(ground, (layers[:, :3] * hue).clamp(0, 1), cover))


def _finished(crops: Tensor) -> Tensor:
    small = seen_small(crops)
    return small + torch.randn_like(small) * 0.02 - 0.5
