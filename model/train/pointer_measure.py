"""The exported pointer on packed screens: `python -m model.train.pointer_measure DATA [--weights FOLDER] [--most 60]`.

For screens of `real_windows`, which no training sees: what is pointed at rightly by sort of instruction, and what other
discounts of "not there" would refuse. The screens' own seeds draw the instructions, so that weights are compared alike.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np

from model.pointer.pointer import Pointer
from model.sight.weights import FOLDER
from model.train.pointer_data import ABSENT, Data

CUTS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)


class Weighed(Pointer):
    """A pointer of another folder than that of what ships."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def file(self, name: str) -> Path:
        return self.folder / name


def measured(pointer: Pointer, data: Data, settings: dict[str, float], most: int) -> dict[str, object]:
    """Shares of right ones by sort and of all that is there, and of what is refused at each discount."""
    hits: dict[str, list[bool]] = defaultdict(list)
    leads: dict[bool, list[float]] = {True: [], False: []}
    for number in range(min(most, len(data.screens))):
        for given, goal in data.written(random.Random(number), 24, number):
            if goal.sort in ("several", "over"):
                continue
            logits = pointer.outputs(given)["target"] / settings["temperature"]
            leads[goal.sort in ABSENT].append(float(logits[-1] - logits[:-1].max()))
            logits[-1] -= settings["none"]
            hits[goal.sort].append(int(logits.argmax()) in goal.targets)
    there = [hit for sort, some in hits.items() if sort not in ABSENT for hit in some]
    return {
        "sorts": {sort: [round(float(np.mean(some)), 3), len(some)] for sort, some in sorted(hits.items())},
        "there": [round(float(np.mean(there)), 3), len(there)],
        "refused of absent, of present": {
            cut: [round(float(np.mean(np.array(leads[absent]) > cut)), 3) for absent in (True, False)]
            for cut in (*CUTS, settings["none"])
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path, default=FOLDER)
    parser.add_argument("--most", type=int, default=60, help="screens at most")
    given = parser.parse_args()
    settings = json.loads((given.weights / "pointer.json").read_text())
    data = Data(given.data, valid=None)
    print(json.dumps(measured(Weighed(given.weights), data, settings, given.most)))


if __name__ == "__main__":
    main()
