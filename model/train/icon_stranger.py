"""Icon vectors of training screens as a stranger's would be.

    python -m model.train.icon_stranger train ICONS OUT --minutes 6
    python -m model.train.icon_stranger encode LISTS OUT/stranger.pt

The encoder that ships has learnt from the families that training pages are drawn with, so their vectors lie nearer to
their words than those of icons it will meet. `train` makes an encoder of the same shape and in the same space that has
seen none of these families: the words' vectors are those that ship and stay as they are. `encode` replaces the vectors
in what `pointer_screens --crops` wrote.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from model.sight.icons import PhraseEncoder
from model.sight.names import sure_name
from model.train.icon_encoder import SAME, contrast, one_each, shown
from model.train.icon_net import IconNet
from model.train.pages import FAMILIES
from model.train.pointer_pack import eight_bits

SCALE = 30.0
"""What cosines are multiplied with; the shipped encoder's ended near this."""

COLOURS = ("black", "grey", "", "black", "white", "blue", "")
"""Labels of pictures whose name is not sure, about as often as the parser gives them."""


class Others:
    """Icons of all training families but those of the pages, with the shipped vectors of what they are called."""

    def __init__(self, folder: Path, device: torch.device, limit: int | None) -> None:
        stored = np.load(folder / "captions.npz")
        self.device = device
        self.pixels: list[Tensor] = []
        self.captions: list[Tensor] = []
        self.weights: list[Tensor] = []
        for part in ("train", "train_coloured"):
            shard = np.load(folder / f"icons_{part}.npz")
            rows = np.flatnonzero(~np.isin(shard["families"], FAMILIES))[:limit]
            _, family, count = np.unique(shard["families"][rows], return_inverse=True, return_counts=True)
            self.pixels.append(torch.from_numpy(shard["pixels"][rows]).to(device))
            self.captions.append(torch.from_numpy(stored[f"icons_{part}_captions"][rows]).long().to(device))
            self.weights.append(torch.from_numpy(1 / np.sqrt(count[family])).float().to(device))
        used = torch.unique(torch.cat(self.captions)).cpu().numpy()
        phrases = stored["phrases"]
        vectors = np.zeros((len(phrases), 256), np.float32)
        named = used[used >= 0]
        vectors[named] = PhraseEncoder().encode([str(phrases[number]) for number in named])
        self.vectors = torch.from_numpy(vectors).to(device)

    def batch(self, size: int) -> tuple[Tensor, Tensor]:
        """Crops, and the vector of a caption of each."""
        sizes = (int(size * 0.92), size - int(size * 0.92))
        which = [torch.multinomial(w, n, replacement=True) for w, n in zip(self.weights, sizes, strict=True)]
        captions = torch.cat([some[at] for some, at in zip(self.captions, which, strict=True)])
        return shown(*(some[at] for some, at in zip(self.pixels, which, strict=True))), self.vectors[one_each(captions)]


def train(folder: Path, out: Path, minutes: float, batch: int, limit: int | None) -> None:
    """One training, written to OUT/stranger.pt."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(5)
    torch.set_float32_matmul_precision("high")
    out.mkdir(parents=True, exist_ok=True)
    data = Others(folder, device, limit)
    net: nn.Module = IconNet().to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    rate, scale = 2e-3, torch.tensor(SCALE, device=device)
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.05)
    began, step = time.monotonic(), 0
    while (progress := (time.monotonic() - began) / (minutes * 60)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / 200) * (0.5 * (1 + math.cos(math.pi * progress)) + 0.002)
        crops, meant = data.batch(batch)
        with torch.autocast(device.type, torch.bfloat16):
            seen = net(crops.to(memory_format=torch.channels_last)).float()
        loss = contrast(seen, meant, meant @ meant.T > SAME, scale)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        step += 1
        if step % 200 == 0 or limit:
            print(json.dumps({"step": step, "loss": round(loss.item(), 4)}), flush=True)
    torch.save({name: value.cpu() for name, value in net.state_dict().items()}, out / "stranger.pt")


@torch.no_grad()
def encode(lists: Path, weights: Path) -> None:
    """New vectors for every list that has crops, and for the elements that were named by theirs, new names."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    net = IconNet()
    net.load_state_dict(torch.load(weights, weights_only=True))
    net = net.eval().to(device)
    for listed in sorted(lists.glob("*.json.gz")):
        path = listed.with_name(listed.name.removesuffix(".json.gz") + ".npz")
        stored = np.load(path)
        if "crops" not in stored:
            continue
        crops = torch.from_numpy(stored["crops"]).to(device)
        made = [net(some.permute(0, 3, 1, 2).float() / 255 - 0.5).cpu().numpy() for some in crops.split(4096)]
        vectors, own = np.concatenate(made), stored["vectors"].astype(np.float32)
        own /= np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-6)
        with gzip.open(listed, "rt", encoding="utf-8") as file:
            screens = json.load(file)
        named = rename(screens, own, vectors)
        with gzip.open(listed, "wt", encoding="utf-8") as file:
            json.dump(screens, file, ensure_ascii=False)
        np.savez(path, vectors=eight_bits(vectors), strange=True)
        print(path.stem, len(crops), f"alike {np.median((vectors * own).sum(1)):.2f}, named {named}", flush=True)


def rename(screens: list[dict[str, Any]], own: np.ndarray, strange: np.ndarray) -> str:
    """Give what bears a name of its picture the name that a stranger's picture gets. Returns how many had, have one."""
    had = have = 0
    for screen in screens:
        for element in screen["elements"]:
            at = element.get("vector", -1)
            if at < 0 or not element["label"] or element["text"] or element["label"] != sure_name(own[at]):
                continue
            name = sure_name(strange[at])
            # What the parser is not sure of is called by its colour.
            element["label"] = name or COLOURS[at % len(COLOURS)]
            had, have = had + 1, have + bool(name)
    return f"{had}, then {have}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    deeds = parser.add_subparsers(dest="deed", required=True)
    training = deeds.add_parser("train")
    training.add_argument("icons", type=Path)
    training.add_argument("out", type=Path)
    training.add_argument("--minutes", type=float, default=6)
    training.add_argument("--batch", type=int, default=4096)
    training.add_argument("--tiny", action="store_true", help="a few icons and steps, to prove the code")
    encoding = deeds.add_parser("encode")
    encoding.add_argument("lists", type=Path)
    encoding.add_argument("weights", type=Path)
    given = parser.parse_args()
    if given.deed == "encode":
        encode(given.lists, given.weights)
    elif given.tiny:
        train(given.icons, given.out, 0.15, 64, 600)
    else:
        train(given.icons, given.out, given.minutes, given.batch, None)


if __name__ == "__main__":
    main()
