"""What a cascade costs and how often it is right, by the confidence below which it asks its big model.

    python -m model.train.cascade_curve CHECKPOINT [--screens 100]

The tiny checkpoint is both models: the small one sees pictures of a quarter of the pixels, so it is cheaper and less
often right. The screens are drawn from a seed that training has not. Cost counts visual tokens and milliseconds.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import replace

import numpy as np

from bridges.base import Frame, Observation
from bridges.coordinates import Size, smart_resize
from model.base import Decision, Grounding, History, Task
from model.cascade import Cascade
from model.mimo.backend import Mimo
from model.mimo.checkpoint import Options, load
from model.train.tiny_screens import SIZES, screen

THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
SMALLER = 4


class Counted:
    """A model whose answers are remembered, and whose cost is counted each time that it is asked."""

    def __init__(self, name: str, mimo: Mimo, smaller: int) -> None:
        self.name = name
        self._mimo, self._smaller = mimo, smaller
        self._known: dict[bytes, tuple[Grounding, float]] = {}
        self.calls = self.tokens = 0
        self.seconds = 0.0

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        return self._mimo.decide(task, observation, history)

    def ground(self, image: Frame, instruction: str) -> Grounding:
        key = image.tobytes() + instruction.encode()
        height, width = image.shape[:2]
        most = width * height // self._smaller
        if key not in self._known:
            began = time.perf_counter()
            self._mimo.checkpoint = replace(self._mimo.checkpoint, max_pixels=most)
            found = self._mimo.ground(image, instruction)
            self._known[key] = found, time.perf_counter() - began
        found, seconds = self._known[key]
        size = smart_resize(Size(width, height), max_pixels=most)
        self.calls += 1
        self.tokens += size.width * size.height // 784
        self.seconds += seconds
        return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("--screens", type=int, default=100)
    given = parser.parse_args()
    mimo = Mimo(load(Options(checkpoint=given.checkpoint, context=2048)), think=False)
    rng = random.Random(40_000)
    cases = []
    for _ in range(given.screens):
        frame, shapes = screen(rng, rng.choice(SIZES))
        cases.append((frame, rng.choice(shapes)))
    small, big = Counted("small", mimo, SMALLER), Counted("big", mimo, 1)
    print("least confidence   right   asked big   visual tokens   ms")
    for least in THRESHOLDS:
        for model in (small, big):
            model.calls = model.tokens = 0
            model.seconds = 0.0
        cascade = Cascade(small, lambda: big, least)
        right = 0
        for frame, wanted in cases:
            point = cascade.ground(np.asarray(frame), f"the {wanted.words}").point
            right += point is not None and wanted.box.contains(point)
        count = len(cases)
        tokens, ms = (small.tokens + big.tokens) / count, 1000 * (small.seconds + big.seconds) / count
        print(f"{least:16.2f}{right / count:8.0%}{big.calls / count:12.0%}{tokens:16.1f}{ms:5.0f}", flush=True)


if __name__ == "__main__":
    main()
