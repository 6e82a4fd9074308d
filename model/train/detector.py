# ruff: noqa: D101, E501, N812
"""Train the widget detector: `python -m model.train.detector SCREENS OUT --minutes 6`.

A small convolutional net with a top-down path and four levels; a peak a widget (CenterNet's focal loss), its edges by
generalised IoU, its states by cross-entropy. All screens stay in memory; processes cut them, the device colours them.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from model.sight.decode import GROUPS, STRIDES, Level, decode, overlaps
from model.sight.kinds import KINDS, STATES
from model.train.screens import SEEN, Crop, Screen, Wanted, crop, load, targets, tinted

RARE = 3.0
"""How much more a state that is on counts: most are off."""


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
    """Pictures n × 3 × H × W (0 to 1, less 0.5; sides multiples of 64) to (heat logits, edges, states) of each level."""

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


class Crops(IterableDataset[tuple[Tensor, list[list[np.ndarray]]]]):
    """Batches of crops without end, each a function of its number; made by several processes."""

    def __init__(self, screens: list[Screen], count: int, side: int, first: int) -> None:
        self._screens, self._count, self._side, self._first = screens, count, side, first
        self._chances = chances_of(screens)

    def __iter__(self) -> Iterator[tuple[Tensor, list[list[np.ndarray]]]]:
        import cv2

        cv2.setNumThreads(1)
        worker = get_worker_info()
        number, workers = (worker.id, worker.num_workers) if worker else (0, 1)
        for step in itertools.count(self._first + number, workers):
            source = np.random.default_rng(step + 4)
            chosen = source.choice(len(self._screens), self._count, p=self._chances)
            crops = [crop(self._screens[at], self._side, source) for at in chosen]
            # Between processes each tensor costs a file descriptor, an array none.
            yield torch.stack([one.pixels for one in crops]), [[part.numpy() for part in one[1:]] for one in crops]


def as_they_are(batch: Any) -> Any:
    """Instead of DataLoader's own way, which would make a tensor of each array."""
    return batch


def batches(
    screens: list[Screen], count: int, side: int, first: int, workers: int, device: torch.device
) -> Iterator[tuple[Tensor, list[Wanted]]]:
    """Batches on the device, in random colours, with what the net should say about them."""
    source = DataLoader(
        Crops(screens, count, side, first),
        batch_size=None,
        num_workers=workers,
        collate_fn=as_they_are,
        pin_memory=device.type == "cuda",
        prefetch_factor=2 if workers else None,
    )
    for pixels, parts in source:
        crops = [Crop(pixels[0], *(torch.from_numpy(part) for part in crop_parts)) for crop_parts in parts]
        shown = tinted(pixels.to(device, non_blocking=True))
        yield shown.to(memory_format=torch.channels_last), targets(crops, side, device)


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


def whole(pixels: Tensor) -> Tensor:
    """A screen as the net takes it: padded to multiples of 64, centred on zero."""
    height, width = pixels.shape[1:]
    return F.pad(pixels.float()[None] / 255 - 0.5, (0, -width % 64, 0, -height % 64))


@torch.no_grad()
def score(
    peaks: Callable[[Tensor], Iterable[Tensor]], screens: list[Screen], threshold: float = 0.05
) -> dict[str, Any]:
    """Average precision at IoU 0.5 of each kind, their mean; at score 0.3 recall of any kind, and states."""
    by_kind: dict[int, tuple[list[float], list[bool], int]] = {at: ([], [], 0) for at in range(len(KINDS))}
    found_any, all_any = 0, 0
    state_right, state_said, state_all = (np.zeros(len(STATES)) for _ in range(3))
    for screen in screens:
        height, width = screen.pixels.shape[1:]
        with torch.backends.cudnn.flags(benchmark=False):  # every size would be timed anew
            maps = [part[0].float().cpu().numpy() for part in peaks(whole(screen.pixels))]
        found = decode([Level(*maps[at : at + 3]) for at in range(0, len(maps), 3)], width, height, threshold)
        boxes, kinds, seen = screen.boxes.cpu().numpy(), screen.kinds.cpu().numpy(), screen.seen.cpu().numpy()
        truth_states = screen.states.cpu().numpy()
        union = overlaps(found.boxes, boxes)
        wanted = seen >= SEEN
        all_any += int(wanted.sum())
        sure = found.scores >= 0.3
        found_any += int((union[sure].max(0, initial=0) >= 0.5)[wanted].sum())
        for kind in range(len(KINDS)):
            scores, right, of = by_kind[kind]
            own, mine = np.flatnonzero(kinds == kind), np.flatnonzero(found.kinds == kind)
            taken: set[int] = set()
            for at in mine:
                near = [(union[at, to], to) for to in own if to not in taken and union[at, to] >= 0.5]
                best = max(near, default=(0.0, -1))[1]
                if best >= 0:
                    taken.add(best)
                if best >= 0 and not wanted[best]:
                    continue
                scores.append(float(found.scores[at]))
                right.append(best >= 0)
                if best >= 0 and found.scores[at] >= 0.3:
                    said = found.states[at] > 0.5
                    state_right += said * truth_states[best]
                    state_said += said
                    state_all += truth_states[best]
            by_kind[kind] = (scores, right, of + int(wanted[own].sum()))
    table = {
        KINDS[kind]: {"ap": round(_precision(*parts), 3), "of": parts[2]} for kind, parts in by_kind.items() if parts[2]
    }
    shares = {
        name: {"recall": round(right / max(1.0, of), 3), "precision": round(right / max(1.0, said), 3), "of": int(of)}
        for name, right, said, of in zip(
            STATES, state_right.tolist(), state_said.tolist(), state_all.tolist(), strict=True
        )
    }
    average = round(float(np.mean([row["ap"] for row in table.values()])), 3)
    return {
        "map": average,
        "recall_any": round(found_any / max(1, all_any), 3),
        "states": shares,
        "kinds": table,
    }


def _precision(scores: list[float], right: list[bool], of: int) -> float:
    """Area under precision over recall, precision made monotone."""
    order = np.argsort(-np.array(scores), kind="stable")
    hits = np.array(right, bool)[order]
    if not hits.any():
        return 0.0
    recall = np.cumsum(hits) / of
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(np.diff(np.concatenate([[0.0], recall])) * best))


def on(device: torch.device, net: nn.Module) -> Callable[[Tensor], Iterable[Tensor]]:
    """The net as `score` asks for it, on a device."""
    peaks = Peaks(net).eval()
    return lambda pixels: peaks(pixels.to(device))


def chances_of(screens: list[Screen]) -> np.ndarray:
    """How often each screen is drawn: more where there are many widgets, and desktop windows twice, as they are fewer."""
    counts = [
        min(120, 40 + len(screen.boxes)) * (2 if screen.about["dialect"].startswith(("qt/", "gtk/")) else 1)
        for screen in screens
    ]
    return np.array(counts, np.float64) / sum(counts)


def tell(log: TextIO, line: dict[str, Any]) -> None:
    """Write a line of the curve, and show it."""
    print(json.dumps(line), file=log, flush=True)
    print(json.dumps(line), flush=True)


def train(
    screens_at: Path,
    out: Path,
    minutes: float,
    batch: int,
    side: int,
    limit: int | None,
    rate: float,
    start: Path | None,
    states_only: bool,
    workers: int,
) -> None:
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(4)
    torch.backends.cudnn.benchmark = True
    out.mkdir(parents=True, exist_ok=True)
    shards = sorted(shard for shard in screens_at.glob("*.tar"))
    started = time.monotonic()
    screens = load([shard for shard in shards if not shard.name.startswith("unseen")], limit)
    unseen = load([shard for shard in shards if shard.name.startswith("unseen")], limit or 120)
    print(
        json.dumps({"screens": len(screens), "unseen": len(unseen), "load_s": round(time.monotonic() - started, 1)}),
        flush=True,
    )
    net = DetectorNet().to(device, memory_format=torch.channels_last)
    if start is not None:
        net.load_state_dict(torch.load(start, map_location=device, weights_only=True))
    mean = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.98 if states_only else 0.9985), use_buffers=True
    )
    own = [weight.requires_grad_(not states_only or ".states." in name) for name, weight in net.named_parameters()]
    optimiser = torch.optim.AdamW(
        [weight for weight in own if weight.requires_grad], lr=rate, weight_decay=0.0 if states_only else 0.03
    )
    kept = out / "detector_checkpoint.pt"
    step, spent = 0, 0.0
    if kept.exists():
        stored = torch.load(kept, map_location=device, weights_only=True)
        net.load_state_dict(stored["net"])
        mean.load_state_dict(stored["mean"])
        optimiser.load_state_dict(stored["optimiser"])
        step, spent = stored["step"], stored["spent"]
    log = (out / "detector_log.jsonl").open("a")
    supply = batches(screens, batch, side, step, workers, device)
    learner = torch.compile(net) if device.type == "cuda" else net
    began = time.monotonic() - spent
    while (spent := time.monotonic() - began) < minutes * 60:
        progress = min(1.0, spent / (minutes * 60))
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / 300) * (0.5 * (1 + math.cos(math.pi * progress)) + 0.003)
        loss, parts = batch_loss(learner.train(not states_only), *next(supply))
        loss = parts["states"] if states_only else loss
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        mean.update_parameters(net)
        step += 1
        if step % 100 == 0 or limit:
            line: dict[str, Any] = {
                "step": step,
                "s": round(spent, 1),
                "crops": step * batch,
                **{name: round(value.item(), 4) for name, value in parts.items()},
            }
            if step % 1500 == 0:
                line["unseen"] = score(on(device, mean.module), unseen[:40])
                mean.train()
            tell(log, line)
        if step % 1500 == 0:
            torch.save(
                {
                    "net": net.state_dict(),
                    "mean": mean.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "step": step,
                    "spent": spent,
                },
                kept,
            )
    state = {name: value.detach().cpu() for name, value in mean.module.state_dict().items()}
    torch.save(state, out / "detector.pt")
    final = score(on(device, mean.module), unseen)
    tell(log, {"final": final})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("screens", type=Path, help="folder of .tar shards; those named unseen_* measure")
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--side", type=int, default=640)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--start", type=Path, help="a detector.pt to go on from")
    parser.add_argument("--states-only", action="store_true", help="learn nothing but the last layer of the states")
    parser.add_argument("--workers", type=int, default=14, help="processes that cut")
    parser.add_argument("--tiny", action="store_true", help="a few screens and steps, to prove the code")
    arguments = parser.parse_args()
    if arguments.tiny:
        train(
            arguments.screens, arguments.out, 0.4, 2, 256, 6, arguments.rate, arguments.start, arguments.states_only, 2
        )
    else:
        train(
            arguments.screens,
            arguments.out,
            arguments.minutes,
            arguments.batch,
            arguments.side,
            None,
            arguments.rate,
            arguments.start,
            arguments.states_only,
            arguments.workers,
        )


if __name__ == "__main__":
    main()
