# ruff: noqa: E501 - tables read better unbroken
"""Figures of the pointer on screens and seeds kept apart, and what calibrates its target.

Training ends with them; `python -m model.train.pointer_valid TRAINED DATA` finds them again, for instance after a change
of the calibration.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from model.train.pointer_batches import collate
from model.train.pointer_data import ABSENT, IGNORED, Data, Sample
from model.train.pointer_net import PointerNet

REFUSED = 0.95
"""Share of what is plainly absent that the calibration wants refused; the rest of the room is given to what is there."""

LEAST = 1.0
"""Discount at least: names that stand nowhere are refused by `model.mini.presence`, whatever the pointer believes."""

WRONGLY = 0.01
"""Share of what is there that may be refused on screens kept apart: on those of a stranger's hand it is more."""


class Row(NamedTuple):
    """What was said about one sample: logits of its elements, and of "none" last."""

    logits: np.ndarray
    targets: tuple[int, ...]
    sort: str


def run(net: PointerNet, batch: dict[str, Tensor], device: str) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    batch = {name: value.to(device, non_blocking=True) for name, value in batch.items()}
    for name in ("pairs", "features", "vectors"):
        batch[name] = batch[name].float()
    with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
        out = net(batch["ids"], batch["kinds"], batch["bags"], batch["offsets"], batch["features"], batch["vectors"], batch["boxes"], batch["pairs"], batch["words"], batch["there"])  # fmt: skip
    return out, batch


def samples(data: Data, most: int) -> list[Sample]:
    """Instructions about all screens kept apart, then steps of episodes; at most so many of each."""
    source = random.Random(5)
    numbers = list(range(len(data.screens)))
    source.shuffle(numbers)
    found: list[Sample] = []
    for number in numbers:
        if len(found) < most:
            found += data.written(source, 12, number)
    steps = source.sample(range(len(data.steps)), min(len(data.steps), most))
    return sorted(
        [*found[:most], *(data.step(source, number) for number in steps)], key=lambda one: len(one[0].features)
    )


def judged(net: PointerNet, data: Data, device: str, most: int) -> tuple[dict[str, list[float]], list[Row]]:
    """Share of right ones by sort, with how many; and the rows about instructions."""
    net.eval()
    shown = samples(data, most)
    hits: dict[str, list[int]] = defaultdict(list)
    rows: list[Row] = []
    with torch.inference_mode():
        for at in range(0, len(shown), 32):
            part = shown[at : at + 32]
            out, _ = run(net, collate(part), device)
            out = {name: value.float().cpu() for name, value in out.items()}
            for row, (given, goal) in enumerate(part):
                n = len(given.features)
                logits = out["target"][row].numpy()
                logits = np.append(logits[:n], logits[-1])
                right = int(logits.argmax()) in goal.targets
                if goal.sort.startswith("step"):
                    right = right and int(out["kind"][row].argmax()) == goal.kind
                    if goal.span[0] != IGNORED:
                        spans = out["span"][row, : len(given.said.numbers)].argmax(0)
                        right = right and tuple(spans.tolist()) == goal.span
                elif goal.sort not in ("several", "over"):
                    rows.append(Row(logits, goal.targets, goal.sort))
                hits[goal.sort].append(int(right))
    net.train()
    return {sort: [round(float(np.mean(got)), 3), len(got)] for sort, got in sorted(hits.items())}, rows


def valid(net: PointerNet, data: Data, device: str, most: int) -> dict[str, Any]:
    """The figures, with the calibration."""
    figures, rows = judged(net, data, device, most)
    return {**figures, **calibrated(rows)}


def calibrated(rows: list[Row]) -> dict[str, Any]:
    """The temperature of least cross entropy, what "none" is believed less, and the figures with both.

    "none" gets the largest discount with which REFUSED of what is absent is still refused, and a larger one where more
    than WRONGLY of what is there were refused with it: on pictures of a stranger's hand the pointer doubts what is there
    more than it believes what is not.
    """
    temperature = min(np.arange(0.5, 3.01, 0.1), key=lambda heat: sum(_cost(row, heat) for row in rows))
    leads: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        sort = "present" if row.sort not in ABSENT else "absent" if row.sort == "absent" else "nearly"
        leads[sort].append(float(row.logits[-1] - row.logits[:-1].max()) / temperature)
    none = max(LEAST, float(np.quantile(leads["absent"], 1 - REFUSED))) if leads["absent"] else 0.0
    if leads["present"]:
        none = max(none, float(np.quantile(leads["present"], 1 - WRONGLY)))

    def refused(sort: str, cut: float) -> float | None:
        return round(float(np.mean(np.array(leads[sort]) > cut)), 3) if leads[sort] else None

    return {
        "temperature": round(float(temperature), 2), "none": round(none, 3), "threshold": 0.0,
        "refused of absent": refused("absent", none), "refused of nearly there": refused("nearly", none),
        "refused of present": refused("present", none), "undiscounted": [refused(sort, 0.0) for sort in ("absent", "nearly", "present")],
    }  # fmt: skip


def _cost(row: Row, heat: float) -> float:
    logits = row.logits / heat
    top = logits.max()
    right = np.log(np.mean(np.exp(logits[list(row.targets)] - top)) + 1e-12)
    return float(np.log(np.exp(logits - top).sum()) - right)


def main() -> None:
    from model.train.pointer import load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=3000)
    given = parser.parse_args()
    figures = valid(load(given.trained), Data(*given.data, valid=True), "cpu", given.most)
    (given.trained / "valid.json").write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
