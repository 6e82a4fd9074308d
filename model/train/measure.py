"""Figures of the model card, from what ships: `python -m model.train.measure icons ICONS`, `… detector SHARDS`.

`icons`: of the held-out families, how often the picture that a name asks for comes first, and among the first 3; for
names of the interface among each other, and for thirty names drawn from the family's whole list. Told apart: pictures
that resemble a training picture once padding is cut away (cosine above 0.9 at 16 × 16), and those that resemble none.
`detector`: average precision at IoU 0.5 by kind on shards of pages.py. `speed`: milliseconds on this machine.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from model.sight.detector import Detector
from model.sight.icons import IconEncoder, PhraseEncoder
from model.train.detector_score import score
from model.train.export import bytes_of
from model.train.icon_encoder import INTERFACE_NAMES
from model.train.icon_pictures import crops_of, unpack
from model.train.icons import unpacked
from model.train.screens import load

ALIKE = 0.9


def cut_prints(pictures: np.ndarray) -> np.ndarray:
    """Unit vectors of coverage pictures (n × 48 × 48), cut to their drawing and centred, at 16 × 16."""
    import cv2

    prints = np.zeros((len(pictures), 256), np.float32)
    for at, cover in enumerate(pictures):
        rows, columns = np.flatnonzero((cover > 60).any(1)), np.flatnonzero((cover > 60).any(0))
        if len(rows) < 3 or len(columns) < 3:
            continue
        drawing = cover[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        side = max(drawing.shape)
        canvas = np.zeros((side, side), np.uint8)
        top, left = (side - drawing.shape[0]) // 2, (side - drawing.shape[1]) // 2
        canvas[top : top + drawing.shape[0], left : left + drawing.shape[1]] = drawing
        prints[at] = cv2.resize(canvas, (16, 16), interpolation=cv2.INTER_AREA).ravel()
    prints -= prints.mean(1, keepdims=True)
    return prints / np.maximum(np.linalg.norm(prints, axis=1, keepdims=True), 1e-6)


def measure_icons(data: Path, rounds: int = 4) -> dict[str, Any]:
    """Shares by family, and overall, told apart by likeness to training pictures."""
    unseen, trained = np.load(data / "icons_held_out.npz"), np.load(data / "icons_train.npz")
    pixels, names, families = unseen["pixels"], unseen["names"], unseen["families"]
    icons, phrases = IconEncoder(), PhraseEncoder()
    known = cut_prints(unpacked(trained["pixels"]))
    table: dict[str, Any] = {}
    totals: dict[str, list[float]] = {}
    source = np.random.default_rng(1)
    torch.manual_seed(1)
    for family in sorted(set(families)):
        own = np.flatnonzero(families == family)
        first = {str(names[at]): int(at) for at in own[::-1]}
        interface = [first[name] for name in INTERFACE_NAMES if name in first]
        tail = [first[name] for name in sorted(first) if name not in INTERFACE_NAMES]
        tail = [tail[at] for at in source.permutation(len(tail))[:30]]
        for what, rows in (("interface", interface), ("tail", tail)):
            if len(rows) < 15:
                continue
            alike = (cut_prints(unpacked(pixels[rows])) @ known.T).max(1) > ALIKE
            spoken = phrases.encode([str(names[at]) for at in rows])
            hits = np.zeros((len(rows), 2))
            for _ in range(rounds):
                shown = bytes_of(crops_of(unpack(torch.from_numpy(pixels[rows]))))
                ranks = np.argsort(-spoken @ icons.encode(list(shown)).T, axis=1)
                right = ranks == np.arange(len(rows))[:, None]
                hits += np.stack([right[:, 0], right[:, :3].any(1)], 1) / rounds
            for part, flags in (("all", np.ones(len(rows), bool)), ("unlike", ~alike)):
                for name, values in zip(("top1", "top3"), hits[flags].T, strict=True):
                    totals.setdefault(f"{what}/{part}/{name}", []).extend(values.tolist())
            table[f"{family}/{what}"] = {
                "of": len(rows),
                "unlike": int((~alike).sum()),
                "top1": round(hits[:, 0].mean(), 3),
                "top3": round(hits[:, 1].mean(), 3),
            }
    overall = {name: [round(float(np.mean(values)), 3), len(values)] for name, values in totals.items()}
    return {"overall": overall, "families": table}


def measure_detector(shards: list[Path]) -> dict[str, Any]:
    """What `detector.score` says of the shipped model."""
    detector = Detector()

    def peaks(pixels: torch.Tensor) -> list[torch.Tensor]:
        return [torch.from_numpy(part)[None] for level in detector.maps(bytes_of(pixels)[0]) for part in level]

    return score(peaks, load(shards, threads=2))


def measure_speed(rounds: int = 15) -> dict[str, float]:
    """Medians in milliseconds: a 1920 × 1080 frame found, 100 crops encoded, one phrase; and loading."""
    source = np.random.default_rng(0)
    frame = source.integers(0, 255, (1080, 1920, 3), dtype=np.uint8)
    crops = [frame[at : at + 24, at : at + 24] for at in range(100)]
    detector, icons, phrases = Detector(), IconEncoder(), PhraseEncoder()
    times: dict[str, float] = {}
    for name, model in (("load detector", detector), ("load icons", icons), ("load phrases", phrases)):
        began = time.perf_counter()
        model.load()
        times[name] = round((time.perf_counter() - began) * 1000, 1)
    jobs: dict[str, Any] = {
        "maps 1920×1080": lambda: detector.maps(frame),
        "find 640×448": lambda: detector.find(frame[:448, :640]),
        "100 crops": lambda: icons.encode(crops),
        "one phrase": lambda: phrases.encode(["zoom in"]),
    }
    for name, job in jobs.items():
        job()
        spent = []
        for _ in range(rounds):
            began = time.perf_counter()
            job()
            spent.append((time.perf_counter() - began) * 1000)
        times[name] = round(float(np.median(spent)), 2)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("icons", "detector", "speed"))
    parser.add_argument("data", type=Path, nargs="*")
    arguments = parser.parse_args()
    if arguments.what == "icons":
        result: dict[str, Any] = measure_icons(*arguments.data)
    elif arguments.what == "detector":
        result = measure_detector(arguments.data)
    else:
        result = dict(measure_speed())
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
