# ruff: noqa: D101, E501, N812
"""Train the icon encoder and the text tower: `python -m model.train.icon_encoder ICONS OUT --minutes 5`.

A picture's vector and the vectors of what it is called are pulled together (InfoNCE, both ways). Two text sides learn at
once: a linear map of MiniLM's sentence vectors, which knows language, and the small tower that ships, which is also
taught to give the same vectors as the map does, for words that are on no icon too.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from model.train.icon_net import WIDTH, IconNet, TextTower, numbered
from model.train.icon_pictures import crops_of, crops_of_coloured, unpack

SAME = 0.8
"""Captions closer than this mean the same, and no negative is made of them."""


class Icons:
    """The shards on one device."""

    def __init__(self, folder: Path, device: torch.device, limit: int | None = None) -> None:
        stored = np.load(folder / "captions.npz")
        self.device = device
        self.phrases = [str(phrase) for phrase in stored["phrases"]]
        self.vectors = F.normalize(
            torch.from_numpy(np.load(folder / "vectors.npy").astype(np.float32)).to(device), dim=1
        )
        self.pieces = torch.from_numpy(numbered(self.phrases)).to(device)
        plain, coloured = np.load(folder / "icons_train.npz"), np.load(folder / "icons_train_coloured.npz")
        self.plain = torch.from_numpy(plain["pixels"][:limit]).to(device)
        self.coloured = torch.from_numpy(coloured["pixels"][:limit]).to(device)
        self.captions = [
            torch.from_numpy(stored[f"icons_{part}_captions"][:limit]).long().to(device)
            for part in ("train", "train_coloured")
        ]
        families = plain["families"][:limit]
        _, family, count = np.unique(families, return_inverse=True, return_counts=True)
        self.weights = torch.from_numpy(1 / np.sqrt(count[family])).float().to(device)
        unseen = np.load(folder / "icons_held_out.npz")
        self.unseen = torch.from_numpy(unseen["pixels"]).to(device)
        self.unseen_families = [str(family) for family in unseen["families"]]
        self.unseen_names = [self.phrases[number] for number in stored["icons_held_out_captions"][:, 0]]

    def batch(self, size: int) -> tuple[Tensor, Tensor]:
        """Crops and the caption drawn for each: its own name half of the time."""
        plain = int(size * 0.92)
        which = torch.multinomial(self.weights, plain, replacement=True)
        painted = torch.randint(len(self.coloured), (size - plain,), device=self.device)
        crops = shown(self.plain[which], self.coloured[painted])
        return crops, one_each(torch.cat([self.captions[0][which], self.captions[1][painted]]))


def shown(plain: Tensor, painted: Tensor) -> Tensor:
    """Crops of plain icons and then of coloured ones, as the shards hold them."""
    return torch.cat([crops_of(unpack(plain)), crops_of_coloured(painted.permute(0, 3, 1, 2).float() / 255)])


def one_each(captions: Tensor) -> Tensor:
    """One of the captions in each row (-1 for none): the icon's own name, the first, at least half of the time."""
    size, device = len(captions), captions.device
    pick = (torch.rand(size, device=device) * (captions >= 0).sum(1)).long()
    pick = torch.where(torch.rand(size, device=device) < 0.5, torch.zeros_like(pick), pick)
    return captions.gather(1, pick[:, None])[:, 0]


def contrast(pictures: Tensor, texts: Tensor, same: Tensor, scale: Tensor) -> Tensor:
    """InfoNCE both ways; pairs that mean the same are no negatives."""
    logits = (pictures @ texts.T) * scale
    logits = logits.masked_fill(same & ~torch.eye(len(same), dtype=torch.bool, device=same.device), -1e4)
    target = torch.arange(len(logits), device=logits.device)
    return (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2


class Trainee(nn.Module):
    def __init__(self, text_inputs: int) -> None:
        super().__init__()
        self.icons, self.tower, self.map = IconNet(), TextTower(), nn.Linear(text_inputs, WIDTH)
        self.scale = nn.Parameter(torch.tensor(math.log(14.0)))

    def losses(self, data: Icons, size: int) -> tuple[Tensor, dict[str, float]]:
        crops, captions = data.batch(size)
        with torch.autocast(data.device.type, torch.bfloat16):
            seen = self.icons(crops.to(memory_format=torch.channels_last)).float()
        meant = data.vectors[captions]
        same = meant @ meant.T > SAME
        scale = self.scale.clamp(max=math.log(60.0)).exp()
        mapped = F.normalize(self.map(meant), dim=1)
        spoken = self.tower(data.pieces[captions])
        by_map, by_tower = contrast(seen, mapped, same, scale), contrast(seen, spoken, same, scale)
        others = torch.randint(len(data.vectors), (size,), device=data.device)
        with torch.no_grad():
            wanted = F.normalize(self.map(data.vectors[others]), dim=1)
        taught = (
            1 - (self.tower(data.pieces[others]) * wanted).sum(1).mean() + 1 - (spoken * mapped.detach()).sum(1).mean()
        )
        return by_map + by_tower + 4 * taught, {
            "map": by_map.item(),
            "tower": by_tower.item(),
            "taught": taught.item(),
            "scale": scale.item(),
        }


INTERFACE_NAMES = ["home", "settings", "search", "menu", "close", "check", "plus", "minus", "trash", "edit", "save", "folder", "file", "download", "upload", "arrow left", "arrow right", "arrow up", "arrow down", "chevron down", "heart", "star", "bell", "mail", "phone", "calendar", "clock", "camera", "image", "play", "pause", "volume", "microphone", "lock", "eye", "filter", "refresh", "undo", "redo", "copy", "link", "share", "send", "printer", "bold", "italic", "list", "grid", "code", "terminal", "bug", "cloud", "wifi", "sun", "moon", "globe", "shopping cart", "tag", "bookmark", "flag", "info", "help", "warning"]  # fmt: skip


@torch.no_grad()
def unseen_scores(model: Trainee, data: Icons, seed: int = 0, by_map: bool = False) -> dict[str, Any]:
    """Share of interface names whose icon comes first, and among the first three, in each held-out family.

    The words come from the tower, or from MiniLM through the linear map, for comparison.

    Candidates of a family are one icon for each interface name that it has; shown as in training, at random sizes.
    """
    model.eval()
    torch.manual_seed(seed)
    number = {phrase: at for at, phrase in enumerate(data.phrases)}
    scores: dict[str, Any] = {}
    for family in sorted(set(data.unseen_families)):
        first_of = {
            name: at
            for at, (of, name) in reversed(list(enumerate(zip(data.unseen_families, data.unseen_names, strict=True))))
            if of == family
        }
        names = [name for name in INTERFACE_NAMES if name in first_of]
        rows = [first_of[name] for name in names]
        if len(rows) < 15:
            continue
        first, third = 0.0, 0.0
        chosen = torch.tensor(rows, device=data.device)
        wanted_vectors = data.vectors[[number[name] for name in names]]
        spoken = (
            F.normalize(model.map(wanted_vectors), dim=1)
            if by_map
            else model.tower(torch.from_numpy(numbered(names)).to(data.device))
        )
        for _ in range(4):
            order = torch.randperm(len(chosen), device=data.device)
            seen = model.icons(crops_of(unpack(data.unseen[chosen[order]])))
            ranks = (spoken[order] @ seen.T).argsort(1, descending=True)
            right = ranks == torch.arange(len(order), device=data.device)[:, None]
            first += right[:, :1].any(1).float().mean().item() / 4
            third += right[:, :3].any(1).float().mean().item() / 4
        scores[family] = {"of": len(rows), "top1": round(first, 3), "top3": round(third, 3)}
    model.train()
    return scores


def train(folder: Path, out: Path, minutes: float, batch: int, limit: int | None, rate: float) -> None:
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(4)
    torch.set_float32_matmul_precision("high")
    out.mkdir(parents=True, exist_ok=True)
    data = Icons(folder, device, limit)
    model = Trainee(data.vectors.shape[1]).to(device)
    model.icons.to(memory_format=torch.channels_last)
    tables = [*model.tower.table.parameters(), *model.tower.weight.parameters()]
    known = {id(weight) for weight in tables}
    rest = [weight for weight in model.parameters() if id(weight) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": rest, "weight_decay": 0.05}, {"params": tables, "weight_decay": 0.0, "lr": rate * 4}], lr=rate
    )
    rates = [group["lr"] for group in optimiser.param_groups]
    kept = out / "icons_checkpoint.pt"
    step, spent = 0, 0.0
    if kept.exists():
        stored = torch.load(kept, map_location=device, weights_only=True)
        model.load_state_dict(stored["model"])
        optimiser.load_state_dict(stored["optimiser"])
        step, spent = stored["step"], stored["spent"]
    log = (out / "icons_log.jsonl").open("a")
    began = time.monotonic() - spent
    while (spent := time.monotonic() - began) < minutes * 60:
        progress = min(1.0, spent / (minutes * 60))
        warm = min(1.0, (step + 1) / 200)
        for group, full in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = full * warm * (0.5 * (1 + math.cos(math.pi * progress)) + 0.002)
        loss, parts = model.losses(data, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        step += 1
        if step % 200 == 0 or limit:
            line = {
                "step": step,
                "s": round(spent, 1),
                "seen": step * batch,
                **{name: round(value, 4) for name, value in parts.items()},
            }
            if step % 2000 == 0:
                line["unseen"] = unseen_scores(model, data)
            print(json.dumps(line), file=log, flush=True)
            print(json.dumps({key: value for key, value in line.items() if key != "unseen"}), flush=True)
        if step % 4000 == 0:
            torch.save(
                {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "spent": spent}, kept
            )
    final = {"tower": unseen_scores(model, data), "map": unseen_scores(model, data, by_map=True)}
    print(json.dumps({"final": final}), file=log, flush=True)
    print(json.dumps({"final": final}), flush=True)
    state = {
        name: value.detach().cpu().half() if value.is_floating_point() else value.cpu()
        for name, value in model.state_dict().items()
    }
    torch.save({name: value for name, value in state.items() if not name.startswith("tower.table")}, out / "icons.pt")
    torch.save({"tower.table.weight": state["tower.table.weight"]}, out / "tower_table.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("icons", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--batch", type=int, default=4096)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--tiny", action="store_true", help="a few icons and steps, to prove the code")
    arguments = parser.parse_args()
    if arguments.tiny:
        train(arguments.icons, arguments.out, 0.15, 64, 600, arguments.rate)
    else:
        train(arguments.icons, arguments.out, arguments.minutes, arguments.batch, None, arguments.rate)


if __name__ == "__main__":
    main()
