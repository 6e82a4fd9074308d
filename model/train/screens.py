# ruff: noqa: E501, N812, PT018
"""Rendered screens in memory: random crops of them, and what the detector should say about each crop."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from model.sight.decode import GROUP_OF, GROUPS, LIMITS, STRIDES
from model.sight.kinds import KINDS, STATES, STATES_OF

SEEN = 0.5
"""Widgets seen less than this are neither wanted nor a mistake."""
LONG = ("scrollbar", "slider")
"""Thin things whose middle is told by their ends: their level goes by the root of their area, not by the shorter side."""
REACH = 8
"""Cells around a peak that its hill may cover, each way."""


class Screen(NamedTuple):
    """A picture (3 × H × W of uint8) and its widgets: boxes n × 4, kinds n, states n × 4, seen n."""

    pixels: Tensor
    boxes: Tensor
    kinds: Tensor
    states: Tensor
    seen: Tensor
    about: dict[str, Any]


def entries(shards: Iterable[Path], limit: int | None = None) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Pictures and truths of .tar shards, in order."""
    count = 0
    for shard in shards:
        with tarfile.open(shard) as tar:
            for entry in tar.getnames():
                if not entry.endswith(".json"):
                    continue
                if limit is not None and count >= limit:
                    return
                text, picture = tar.extractfile(entry), tar.extractfile(entry.replace(".json", ".webp"))
                assert text is not None and picture is not None
                yield picture.read(), json.loads(text.read())
                count += 1


def screen_of(picture: bytes, about: dict[str, Any]) -> Screen:
    from PIL import Image

    pixels = torch.from_numpy(np.array(Image.open(io.BytesIO(picture)).convert("RGB"))).permute(2, 0, 1).contiguous()
    widgets = about.pop("widgets")
    about.pop("texts", None)
    boxes = torch.tensor([widget[2:6] for widget in widgets], dtype=torch.float32).reshape(-1, 4)
    kinds = torch.tensor([KINDS.index(widget[0]) for widget in widgets], dtype=torch.long)
    states = torch.tensor(
        [[state in widget[1].split() for state in STATES] for widget in widgets], dtype=torch.float32
    ).reshape(-1, len(STATES))
    seen = torch.tensor([widget[6] for widget in widgets], dtype=torch.float32)
    return Screen(pixels, boxes, kinds, states, seen, about)


def load(shards: Iterable[Path], limit: int | None = None, threads: int = 16) -> list[Screen]:
    """All screens of the shards."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda pair: screen_of(*pair), entries(shards, limit)))


class Crop(NamedTuple):
    """A square of bytes, 3 × side × side, and what lies in it, in its own pixels."""

    pixels: Tensor
    boxes: Tensor
    kinds: Tensor
    states: Tensor
    wanted: Tensor


def crop(screen: Screen, side: int, source: np.random.Generator) -> Crop:
    """A square part of a screen at 0.7 to 1.45 of its size; what is cut by the edge by more than half is not wanted."""
    import cv2

    scale = float(np.exp(source.uniform(np.log(0.7), np.log(1.45)))) if source.random() < 0.45 else 1.0
    reach = round(side / scale)
    height, width = screen.pixels.shape[1:]
    left = int(source.integers(min(0, width - reach), max(0, width - reach) + 1))
    top = int(source.integers(min(0, height - reach), max(0, height - reach) + 1))
    cut = screen.pixels[:, max(0, top) : top + reach, max(0, left) : left + reach].permute(1, 2, 0).numpy()
    part: Any = np.ascontiguousarray(cut)
    around = (max(0, -top), max(0, top + reach - height), max(0, -left), max(0, left + reach - width))
    if any(around):
        part = cv2.copyMakeBorder(part, *around, cv2.BORDER_CONSTANT, value=[int(source.integers(256))] * 3)
    if reach != side:
        part = cv2.resize(part, (side, side), interpolation=cv2.INTER_AREA if reach > side else cv2.INTER_LINEAR)
    shift = torch.tensor([left, top, left, top])
    moved = (screen.boxes - shift) * (side / reach)
    boxes = moved.clamp(0, side)
    room = (boxes[:, 2:] - boxes[:, :2]).prod(1)
    share = room / (moved[:, 2:] - moved[:, :2]).prod(1).clamp(min=1)
    inside = (room > 9) & (share > 0.1)
    wanted = (screen.seen >= SEEN) & (share > 0.45)
    pixels = torch.from_numpy(part).permute(2, 0, 1).contiguous()
    return Crop(pixels, boxes[inside], screen.kinds[inside], screen.states[inside], wanted[inside])


def tinted(pixels: Tensor) -> Tensor:
    """A batch of bytes in other colours: channels swapped, inverted, darker or lighter, softened, with a little noise; centred on zero."""
    pixels = pixels.float() / 255
    count, device = len(pixels), pixels.device

    def chance(share: float) -> Tensor:
        return torch.rand(count, 1, 1, 1, device=device) < share

    order = torch.stack([torch.randperm(3, device=device) for _ in range(count)])
    swapped = pixels.gather(1, order[:, :, None, None].expand_as(pixels))
    pixels = torch.where(chance(0.25), swapped, pixels)
    pixels = torch.where(chance(0.12), 1 - pixels, pixels)
    grey = pixels.mean(1, keepdim=True)
    pixels = torch.where(chance(0.15), grey.expand_as(pixels), pixels)
    gain = torch.rand(count, 3, 1, 1, device=device) * 0.3 + 0.78
    lift = (torch.rand(count, 1, 1, 1, device=device) - 0.5) * 0.16
    pixels = torch.where(chance(0.5), (pixels - 0.5) * gain + 0.5 + lift, pixels)
    soft = F.avg_pool2d(F.pad(pixels, (1, 1, 1, 1), mode="replicate"), 3, 1)
    pixels = torch.where(chance(0.12), 0.6 * pixels + 0.4 * soft, pixels)
    return pixels.clamp(0, 1) + torch.randn_like(pixels) * 0.008 - 0.5


class Wanted(NamedTuple):
    """Targets of one level: heat B × K × h × w, care (0 where nothing is asked), and for cells with edges their places.

    `cells` n × 4 (batch, group, row, column), `boxes` n × 4 in pixels of the crop, `states` n × 4, `stateful` n: whether
    the kind has states at all.
    """

    heat: Tensor
    care: Tensor
    cells: Tensor
    boxes: Tensor
    states: Tensor
    stateful: Tensor


def targets(crops: list[Crop], side: int, device: torch.device | None = None) -> list[Wanted]:
    """What every level should say about a batch of crops of one side, on the device."""
    device = device or crops[0].pixels.device
    batch = torch.cat([torch.full((len(crop.boxes),), at) for at, crop in enumerate(crops)]).to(device)
    boxes, kinds, states, wanted = (
        torch.cat([getattr(crop, name) for crop in crops]).to(device) for name in ("boxes", "kinds", "states", "wanted")
    )
    sizes = boxes[:, 2:] - boxes[:, :2]
    is_long, stateful = (
        torch.tensor([kind in some for kind in KINDS], device=device)[kinds] for some in (LONG, STATES_OF)
    )
    size = torch.where(is_long, sizes.prod(1).clamp(min=1).sqrt(), sizes.amin(1))
    level = torch.bucketize(size, torch.tensor(LIMITS, device=device, dtype=torch.float32), right=True)
    groups = torch.tensor(GROUP_OF, device=device)[kinds]
    made = []
    for number, stride in enumerate(STRIDES):
        own = level == number
        made.append(
            _level(
                batch[own],
                boxes[own],
                kinds[own],
                states[own],
                wanted[own],
                groups[own],
                stateful[own],
                stride,
                side // stride,
                len(crops),
            )
        )
    return made


def _level(
    batch: Tensor,
    boxes: Tensor,
    kinds: Tensor,
    states: Tensor,
    wanted: Tensor,
    groups: Tensor,
    stateful: Tensor,
    stride: int,
    cells: int,
    count: int,
) -> Wanted:
    device = boxes.device
    middle = ((boxes[:, :2] + boxes[:, 2:]) / 2 / stride).clamp(0, cells - 0.01)
    at = middle.long()
    spread = ((boxes[:, 2:] - boxes[:, :2]) / stride * 0.1).clamp(0.45, 3.0)
    steps = torch.arange(-REACH, REACH + 1, device=device)
    dx, dy = torch.meshgrid(steps, steps, indexing="xy")
    offset = torch.stack([dx.flatten(), dy.flatten()], 1)
    place = at[:, None] + offset[None]
    hill = torch.exp(-((offset[None] / spread[:, None]) ** 2).sum(2) / 2)
    inside = ((place >= 0) & (place < cells)).all(2) & (hill > 0.02)
    flat = ((batch * len(KINDS) + kinds)[:, None] * cells + place[..., 1]) * cells + place[..., 0]
    heat = torch.zeros(count * len(KINDS) * cells * cells, device=device)
    asked = inside & wanted[:, None]
    heat.scatter_reduce_(0, flat[asked], hill[asked], "amax")
    care = torch.ones_like(heat)
    care[flat[inside & ~wanted[:, None]]] = 0
    care[heat > 0] = 1

    # Edges are asked where the hill is high; where boxes of one group meet, the smaller one is right.
    near = asked & (hill > 0.6)
    of, _ = torch.nonzero(near, as_tuple=True)
    spot = place[near]
    key = ((batch[of] * len(GROUPS) + groups[of]) * cells + spot[:, 1]) * cells + spot[:, 0]
    area = (boxes[:, 2:] - boxes[:, :2]).prod(1)[of]
    least = torch.full((count * len(GROUPS) * cells * cells,), float("inf"), device=device)
    least.scatter_reduce_(0, key, area, "amin")
    first = area <= least[key]
    of, spot = of[first], spot[first]
    where = torch.stack([batch[of], groups[of], spot[:, 1], spot[:, 0]], 1)
    shape = (count, len(KINDS), cells, cells)
    return Wanted(heat.view(shape), care.view(shape), where, boxes[of], states[of], stateful[of])
