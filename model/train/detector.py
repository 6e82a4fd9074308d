"""Train the widget detector: `python -m model.train.detector SCREENS OUT --minutes 6`.

All screens stay in memory; processes cut them, the device colours them. The net is detector_net.py's, what it is taught
by detector_loss.py's, how it is measured detector_score.py's.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from model.train.detector_loss import batch_loss
from model.train.detector_net import DetectorNet
from model.train.detector_score import on, score
from model.train.screens import Crop, Screen, Wanted, crop, load, targets, tinted


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


def tell(log: TextIO, line: dict[str, Any]) -> None:
    """Write a line of the curve, and show it."""
    print(json.dumps(line), file=log, flush=True)
    print(json.dumps(line), flush=True)


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


def as_they_are(batch: Any) -> Any:
    """Instead of DataLoader's own way, which would make a tensor of each array."""
    return batch


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


def chances_of(screens: list[Screen]) -> np.ndarray:
    """How often each screen is drawn: more where there are many widgets, desktop windows twice, as they are fewer."""
    counts = [
        min(120, 40 + len(screen.boxes)) * (2 if screen.about["dialect"].startswith(("qt/", "gtk/")) else 1)
        for screen in screens
    ]
    return np.array(counts, np.float64) / sum(counts)


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
