# ruff: noqa: E501 - tables read better unbroken
"""Pack recorded steps for training: `python -m model.train.pointer_steps OUT EPISODES…` (JSON lines of `record.Step`)."""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path
from typing import Any

import numpy as np

from model.pointer.record import load, unpacked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("episodes", type=Path, nargs="+")
    given = parser.parse_args()
    steps: list[dict[str, Any]] = []
    vectors: list[np.ndarray] = []
    known: dict[bytes, int] = {}
    for path in given.episodes:
        for step in load(path):
            made = step.model_dump(mode="json", exclude_defaults=True)
            for element in made["elements"]:
                if text := element.pop("vector", None):
                    vector = unpacked(text)
                    small = np.round(vector * 127 / max(np.abs(vector).max(), 1e-6)).astype(np.int8)
                    if (key := small.tobytes()) not in known:
                        known[key] = len(vectors)
                        vectors.append(small)
                    element["vector"] = known[key]
            number = re.search(r"seed (\d+)", step.origin)
            made["seed"] = int(number[1]) if number else 1
            steps.append(made)
    np.savez_compressed(given.out / "steps.npz", vectors=np.stack(vectors) if vectors else np.zeros((1, 256), np.int8))
    with gzip.open(given.out / "steps.json.gz", "wt") as file:
        json.dump(steps, file, ensure_ascii=False)
    print(len(steps), "steps", len(vectors), "vectors")


if __name__ == "__main__":
    main()
