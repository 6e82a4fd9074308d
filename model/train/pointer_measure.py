"""The exported pointer on packed screens: `python -m model.train.pointer_measure DATA [--weights FOLDER] [--most 60]`.

For screens of `real_windows`, which no training sees: what is pointed at rightly by sort of instruction, and what other
discounts of "not there" would refuse. The screens' own seeds draw the instructions, so that weights are compared alike.
With `--told` the orders are those of `told_apart.jsonl`, written apart about some of the screens of `real_windows
--dressed`, which no training reads; `--settle 0.04` makes the discount the one with which that share of what is there
is refused, and writes it to the weights' pointer.json.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from model.pointer.inputs import Inputs, inputs, prepare
from model.pointer.items import Items
from model.pointer.pointer import Pointer
from model.sight.weights import FOLDER
from model.train.pointer_data import ABSENT, Data, item, plain
from model.train.pointer_scene import Scene
from model.train.shipped import record_hashes
from model.train.told import found, spoken_in

APART = Path(__file__).with_name("told_apart.jsonl")
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
        "refused of absent, of present": refused(leads, (*CUTS, settings["none"])),
    }


def refused(leads: dict[bool, list[float]], cuts: Sequence[float]) -> dict[float, list[float]]:
    """Shares of what is absent (True) and of what is present that are refused at each discount."""
    return {cut: [round(float(np.mean(np.array(leads[absent]) > cut)), 3) for absent in (True, False)] for cut in cuts}


def spoken(data: Data, path: Path) -> Iterator[tuple[Inputs, Sequence[int], str]]:
    """People's orders of one file about these screens, each with the elements that it means and its sort."""
    about = spoken_in([path])
    for screen in data.screens:
        if not (some := about.get(screen["origin"], ())):
            continue
        elements, size = [plain(element) for element in screen["elements"]], tuple(screen["size"])
        ready = prepare(Items(tuple(map(item, elements)), data.own_vectors(elements), size), data.pieces)
        scene = Scene(elements, size, random.Random(0))
        for one in some:
            meant = found(elements, one.box)
            if one.box is None or meant is not None:
                targets = () if meant is None else scene.with_parts(meant)
                yield inputs(one.order, (), ready, data.pieces), targets, one.sort


def told(pointer: Pointer, data: Data, settings: dict[str, float], share: float | None = None) -> dict[str, object]:
    """The same for orders in people's own words: shares pointed at rightly by sort, and refused at each discount.

    With a ``share`` the discount of the settings becomes the one that refuses so much of what is there.
    """
    hits: dict[str, list[bool]] = defaultdict(list)
    leads: dict[bool, list[float]] = {True: [], False: []}
    for given, targets, sort in spoken(data, APART):
        logits = pointer.outputs(given)["target"] / settings["temperature"]
        leads[sort == "absent"].append(float(logits[-1] - logits[:-1].max()))
        if sort != "absent":
            hits[sort].append(int(logits[:-1].argmax()) in targets)
            hits["all"].append(hits[sort][-1])
    if share is not None:
        settings["none"] = round(float(np.quantile(leads[False], 1 - share)), 3)
    return {
        "pointed at": {sort: [round(float(np.mean(some)), 3), len(some)] for sort, some in sorted(hits.items())},
        "refused of absent, of present": refused(leads, (*CUTS, 4.0, settings["none"])),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path, default=FOLDER)
    parser.add_argument("--most", type=int, default=60, help="screens at most")
    parser.add_argument("--told", action="store_true", help="the orders of told_apart.jsonl")
    parser.add_argument("--settle", type=float, metavar="SHARE", help="with --told: settle the discount")
    given = parser.parse_args()
    written = given.weights / "pointer.json"
    settings = json.loads(written.read_text())
    data, pointer = Data(given.data, valid=None), Weighed(given.weights)
    if not given.told:
        print(json.dumps(measured(pointer, data, settings, given.most)))
        return
    print(json.dumps(told(pointer, data, settings, given.settle)))
    if given.settle is not None:
        written.write_text(json.dumps(settings) + "\n")
        if given.weights == FOLDER:
            record_hashes(FOLDER, [written])


if __name__ == "__main__":
    main()
