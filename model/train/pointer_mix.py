"""Weights between those that ship and those trained on from them: `python -m model.train.pointer_mix TRAINED… OUT`.

On screens of a stranger's hand the middle does better than either end: it forgets less of the earlier stages. Of
several trainings that began alike the mean is taken first. OUT is a folder as training writes it, with the log of the
first, but for the figures, which `pointer_valid` finds anew.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

from model.train.pointer import load, save
from model.train.pointer_net import PointerNet
from model.train.pointer_recover import recover


@torch.no_grad()
def mix(net: PointerNet, other: PointerNet, share: float) -> None:
    """Leave a net `share` of its own weights and give it the rest of the other's."""
    old = other.state_dict()
    for name, value in net.state_dict().items():
        value.copy_(share * value + (1 - share) * old[name])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.75, help="of the trained weights")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    net = load(given.trained[0])
    for number, other in enumerate(given.trained[1:], 1):
        mix(net, load(other), number / (number + 1))
    mix(net, recover(), given.share)
    save(net.state_dict(), given.out)
    shutil.copyfile(given.trained[0] / "log.jsonl", given.out / "log.jsonl")


if __name__ == "__main__":
    main()
