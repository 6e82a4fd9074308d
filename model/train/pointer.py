# ruff: noqa: E501 - tables read better unbroken
"""Train the pointer: `python -m model.train.pointer DATA OUT --minutes 8`.

DATA holds minilm.npz (`pack`), pieces.json, screens (NAME.json.gz with NAME.npz, from `pointer_screens`) and steps of
episodes (steps.json.gz with steps.npz). Instructions are written while training, on all cores. OUT gets the state in
parts of at most 14 MB, log.jsonl, and valid.json: figures on screens and seeds that were not trained on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its usual name

from model.pointer.inputs import Inputs, inputs, prepare
from model.pointer.items import Item, Items, kept
from model.pointer.pieces import Pieces
from model.pointer.record import KEYS, Done, Kind
from model.train.pointer_net import BINS, PointerConfig, PointerNet, from_minilm
from model.train.pointer_words import Sample as Written
from model.train.pointer_words import Writer

KINDS = get_args(Kind)
FROM = ("task", "element", "none")
IGNORED = -100


class Goal(NamedTuple):
    """What is right, by numbers; IGNORED where nothing is."""

    targets: tuple[int, ...]
    kind: int
    end: int = IGNORED
    source: int = IGNORED
    where: int = IGNORED
    keys: int = IGNORED
    span: tuple[int, int] = (IGNORED, IGNORED)
    offset: tuple[int, int, int, int] = (IGNORED,) * 4
    sort: str = ""


Sample = tuple[Inputs, Goal]


class Data:
    """All screens and steps, those for training or those kept apart."""

    def __init__(self, folder: Path, valid: bool) -> None:
        self.pieces = Pieces(folder / "pieces.json")
        self.screens: list[dict[str, Any]] = []
        for path in sorted(folder.glob("*.json.gz")):
            if path.name == "steps.json.gz":
                continue
            vectors = np.load(folder / f"{path.name.removesuffix('.json.gz')}.npz")["vectors"]
            parsed = path.name.startswith("parsed")
            with gzip.open(path, "rt") as file:
                found = json.load(file)
            for number, screen in enumerate(found):
                if (number % 20 == 0) == valid:
                    self.screens += [{**screen, "vectors": vectors}] * (4 if parsed and not valid else 1)
        self.steps: list[dict[str, Any]] = []
        if (folder / "steps.json.gz").exists():
            with gzip.open(folder / "steps.json.gz", "rt") as file:
                steps = json.load(file)
            self.step_vectors = np.load(folder / "steps.npz")["vectors"]
            self.steps = [step for step in steps if (step["seed"] % 12 == 0) == valid]

    def written(self, source: random.Random, count: int, number: int | None = None) -> list[Sample]:
        """Instructions about one screen."""
        screen = source.choice(self.screens) if number is None else self.screens[number]
        elements = screen["elements"]
        writer = Writer(elements, tuple(screen["size"]), source)
        vectors = _vectors(elements, screen["vectors"])
        if source.random() < 0.05:
            vectors[:] = 0
        # Families that the encoder never saw lie less near to their words than those of these screens.
        noise = np.random.default_rng(source.randrange(2**32)).normal(size=vectors.shape).astype(np.float32) / 16
        vectors = np.where(np.abs(vectors).sum(1, keepdims=True) > 0, vectors + source.uniform(0, 1.1) * noise, 0)
        vectors = (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)).astype(np.float32)
        items = tuple(
            Item(tuple(e["box"]), e["role"], e["text"], e["label"], e["value"], frozenset(e["states"]))
            for e in elements
        )
        ready = prepare(Items(items, vectors, tuple(screen["size"])), self.pieces)
        made: list[Sample] = []
        for _ in range(3 * count):
            one = writer.one()
            if one is None:
                continue
            history, over = self.past(one, elements, source)
            given = inputs(one.task, history, ready, self.pieces)
            if over:
                made.append((given, Goal((len(items),), KINDS.index("finished"), where=2, sort="over")))
                continue
            span = _span(given, *one.span) if one.span else (IGNORED, IGNORED)
            targets = one.targets or (len(items),)
            kind = KINDS.index(one.kind)
            made.append((given, Goal(targets, kind, where=0 if one.span else 2, span=span, sort=one.sort)))
            if len(made) >= count:
                break
        return made

    @staticmethod
    def past(one: Written, elements: list[dict[str, Any]], source: random.Random) -> tuple[tuple[Done, ...], bool]:
        """For some instructions a past: it was done already, or tried in vain."""
        if len(one.targets) != 1 or source.random() > 0.12:
            return (), False
        box = elements[one.targets[0]]["box"]
        shown = (
            elements[one.targets[0]]["text"] or elements[one.targets[0]]["label"] or elements[one.targets[0]]["role"]
        )
        typed = one.task[one.span[0] : one.span[1]] if one.span else ""
        ok = source.random() < 0.7
        point = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        return (Done(action=one.kind, target=shown[:60], point=point, text=typed, ok=ok),), ok

    def step(self, source: random.Random, number: int | None = None) -> Sample:
        """One step of an episode."""
        step = source.choice(self.steps) if number is None else self.steps[number]
        action = step["action"]
        elements = step["elements"]
        vectors = _vectors(elements, self.step_vectors)
        items = tuple(
            Item(
                tuple(e["box"]),
                e.get("role", "unknown"),
                e.get("text", ""),
                e.get("label", ""),
                e.get("value", ""),
                frozenset(e.get("states", ())),
            )
            for e in elements
        )
        window = tuple(step["window"]) if step.get("window") else None
        seen = Items(items, vectors, tuple(step["size"]), window)
        text = action.get("text") or action.get("answer") or {}
        always = [
            i for i in (action.get("target"), action.get("end"), text.get("index", -1)) if i is not None and i >= 0
        ]
        keep = kept(seen, always)
        at = {old: new for new, old in enumerate(keep)}
        seen = Items(tuple(items[i] for i in keep), vectors[keep], seen.size, window)
        history = tuple(Done(**done) for done in step.get("history", ()))
        given = inputs(step["task"], history, prepare(seen, self.pieces), self.pieces)
        targets = (at[action["target"]],) if action.get("target") is not None else (len(keep),)
        where = FROM.index(text.get("source", "none"))
        span = _span(given, text.get("start", 0), text["end"]) if where == 0 else (IGNORED, IGNORED)
        offset = [
            min(int(share * BINS), BINS - 1)
            for share in (*action.get("offset", (0.5, 0.5)), *action.get("end_offset", (0.5, 0.5)))
        ]
        if action["type"] != "drag":
            offset[2:] = [IGNORED, IGNORED]
        if action.get("target") is None:
            offset = [IGNORED] * 4
        return given, Goal(
            targets, KINDS.index(action["type"]), at[action["end"]] if action.get("end") is not None else IGNORED,
            at[text["index"]] if where == 1 else IGNORED, where, KEYS.index(action["keys"]) if action.get("keys") else IGNORED,
            span, (offset[0], offset[1], offset[2], offset[3]), "step " + step["origin"].split("/")[1],
        )  # fmt: skip


def _vectors(elements: list[dict[str, Any]], table: np.ndarray) -> np.ndarray:
    vectors = np.zeros((len(elements), 256), np.float32)
    for at, one in enumerate(elements):
        if one.get("vector", -1) is not None and one.get("vector", -1) >= 0:
            vector = table[one["vector"]].astype(np.float32)
            vectors[at] = vector / max(float(np.linalg.norm(vector)), 1e-6)
    return vectors


def _span(given: Inputs, start: int, end: int) -> tuple[int, int]:
    """The first and last piece of a span of characters."""
    inner = [at for at, (a, b) in enumerate(given.said.spans) if b > a and a < end and b > start]
    return (inner[0], inner[-1]) if inner else (IGNORED, IGNORED)


def collate(samples: list[Sample]) -> dict[str, Tensor]:
    """One batch, padded."""
    count = len(samples)
    words = max(len(given.said.numbers) for given, _ in samples)
    items = max(len(given.features) for given, _ in samples)
    first = samples[0][0]
    batch: dict[str, np.ndarray] = {
        "ids": np.zeros((count, words), np.int64), "kinds": np.zeros((count, words), np.int64), "words": np.zeros((count, words), np.float32),
        "features": np.zeros((count, items, first.features.shape[1]), np.float32), "vectors": np.zeros((count, items, 256), np.float32),
        "boxes": np.zeros((count, items, 4), np.float32), "pairs": np.zeros((count, words, items, first.pairs.shape[2]), np.float16),
        "there": np.zeros((count, items), np.float32), "wanted": np.zeros((count, items + 1), np.float32),
    }  # fmt: skip
    bags: list[int] = []
    offsets = np.zeros(count * items * 3, np.int64)
    for row, (given, goal) in enumerate(samples):
        t, n = len(given.said.numbers), len(given.features)
        batch["ids"][row, :t], batch["kinds"][row, :t], batch["words"][row, :t] = (
            given.said.numbers,
            given.said.kinds,
            1,
        )
        batch["features"][row, :n], batch["vectors"][row, :n], batch["boxes"][row, :n] = (
            given.features,
            given.vectors,
            given.boxes,
        )
        batch["pairs"][row, :t, :n], batch["there"][row, :n] = given.pairs, 1
        for target in goal.targets:
            batch["wanted"][row, items if target == n else target] = 1 / len(goal.targets)
        base = row * items * 3
        for index in range(items * 3):
            offsets[base + index] = len(bags)
            if index < n * 3:
                bags.extend(given.items[index])
    made = {name: torch.from_numpy(value) for name, value in batch.items()}
    made["bags"], made["offsets"] = torch.tensor(bags or [0], dtype=torch.int64), torch.from_numpy(offsets)
    for name in ("kind", "end", "source", "where", "keys"):
        made[f"goal_{name}"] = torch.tensor([getattr(goal, name) for _, goal in samples])
    made["goal_span"] = torch.tensor([goal.span for _, goal in samples])
    made["goal_offset"] = torch.tensor([goal.offset for _, goal in samples])
    return made


class Stream(torch.utils.data.IterableDataset):
    """Batches without end, each of samples of like size."""

    def __init__(self, folder: Path, seed: int, steps: float, budget: int) -> None:
        self.folder, self.seed, self.share, self.budget = folder, seed, steps, budget

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        torch.set_num_threads(1)
        worker = torch.utils.data.get_worker_info()
        source = random.Random(f"{self.seed}/{worker.id if worker else 0}")
        data = Data(self.folder, valid=False)
        while True:
            pool: list[Sample] = []
            while len(pool) < 256:
                if data.steps and source.random() < self.share / (self.share + (1 - self.share) / 8):
                    pool.append(data.step(source))
                else:
                    pool += data.written(source, 8)
            pool.sort(key=lambda one: len(one[0].features) + len(one[0].said.numbers))
            batches: list[list[Sample]] = [[]]
            for one in reversed(pool):
                size = len((batches[-1] or [one])[0][0].features) + 40
                if (len(batches[-1]) + 1) * size > self.budget:
                    batches.append([])
                batches[-1].append(one)
            source.shuffle(batches)
            for batch in batches:
                if batch:
                    yield collate(batch)


def losses(out: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Cross entropies; the target's over all elements and "none"."""
    there = torch.cat([batch["there"], torch.ones_like(batch["there"][:, :1])], 1)
    far = (1 - there) * -1e4
    target = out["target"].float() + far
    wanted = batch["wanted"]
    spans = out["span"].float() + ((1 - batch["words"]) * -1e4)[..., None]
    pick = wanted.argmax(1)
    offsets = out["offset"][torch.arange(len(pick)), pick].float().view(-1, 4, BINS)
    ends = batch["goal_end"].clamp(min=0)
    end_offsets = out["offset"][torch.arange(len(pick)), ends].float().view(-1, 4, BINS)

    def entropy(logits: Tensor, goal: Tensor) -> Tensor:
        known = goal != IGNORED
        return F.cross_entropy(logits[known], goal[known]) if known.any() else logits.sum() * 0

    weight = 1 - 0.0 * wanted.max(1).values
    return {
        "target": (-(wanted * target.log_softmax(1)).sum(1) * weight).mean(), "kind": 0.5 * entropy(out["kind"].float(), batch["goal_kind"]),
        "end": entropy(out["end"].float() + far, batch["goal_end"]), "source": entropy(out["source"].float() + far, batch["goal_source"]),
        "from": 0.3 * entropy(out["from"].float(), batch["goal_where"]), "keys": 0.5 * entropy(out["keys"].float(), batch["goal_keys"]),
        "span": 0.5 * (entropy(spans[..., 0], batch["goal_span"][:, 0]) + entropy(spans[..., 1], batch["goal_span"][:, 1])),
        "offset": 0.1 * sum((entropy((offsets if i < 2 else end_offsets)[:, i], batch["goal_offset"][:, i]) for i in range(4)), target.sum() * 0),
    }  # fmt: skip


def run(net: PointerNet, batch: dict[str, Tensor], device: str) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    batch = {name: value.to(device, non_blocking=True) for name, value in batch.items()}
    batch["pairs"] = batch["pairs"].float()
    with torch.autocast(device, torch.bfloat16):
        out = net(batch["ids"], batch["kinds"], batch["bags"], batch["offsets"], batch["features"], batch["vectors"], batch["boxes"], batch["pairs"], batch["words"], batch["there"])  # fmt: skip
    return out, batch


def valid(net: PointerNet, data: Data, device: str, most: int) -> dict[str, Any]:
    """Figures by sort of instruction and task of episodes; the temperature and threshold that calibrate the target."""
    net.eval()
    source = random.Random(5)
    samples = [one for number in range(len(data.screens)) for one in data.written(source, 12, number)][:most]
    samples += [data.step(source, number) for number in range(min(len(data.steps), most))]
    samples.sort(key=lambda one: len(one[0].features))
    hits: dict[str, list[int]] = defaultdict(list)
    rows: list[tuple[np.ndarray, int, str]] = []
    with torch.inference_mode():
        for at in range(0, len(samples), 32):
            part = samples[at : at + 32]
            out, _ = run(net, collate(part), device)
            for row, (given, goal) in enumerate(part):
                n = len(given.features)
                logits = out["target"][row].float().cpu().numpy()
                logits = np.append(logits[:n], logits[-1])
                kind = int(out["kind"][row].argmax())
                right = int(logits.argmax()) in goal.targets
                if goal.sort.startswith("step"):
                    right = right and kind == goal.kind
                    if goal.span[0] != IGNORED:
                        spans = (
                            out["span"][row, : len(given.said.numbers)].float().cpu().argmax(0).values
                            if False
                            else out["span"][row, : len(given.said.numbers)].float().argmax(0).cpu()
                        )
                        right = right and tuple(spans.tolist()) == goal.span
                elif goal.sort not in ("several", "over"):
                    rows.append((logits, goal.targets[0], goal.sort))
                hits[goal.sort].append(int(right))
    net.train()
    figures: dict[str, Any] = {sort: [round(float(np.mean(got)), 3), len(got)] for sort, got in sorted(hits.items())}
    figures.update(calibrated(rows))
    return figures


def calibrated(rows: list[tuple[np.ndarray, int, str]]) -> dict[str, Any]:
    """The temperature of least cross entropy, and the threshold with at most 4 % of false refusals."""
    best = min(
        np.arange(0.5, 3.01, 0.1), key=lambda heat: sum(_cost(logits / heat, target) for logits, target, _ in rows)
    )
    present, absent = [], []
    for logits, _, sort in rows:
        chances = np.exp(logits / best - (logits / best).max())
        chances /= chances.sum()
        sure = 0.0 if chances.argmax() == len(chances) - 1 else float(chances[:-1].max())
        (absent if sort == "absent" else present).append(sure)
    threshold = float(np.quantile(present, 0.04)) if present else 0.5
    return {
        "temperature": round(float(best), 2), "threshold": round(threshold, 4),
        "refused of absent": round(float(np.mean([s <= threshold for s in absent])), 3) if absent else None,
        "refused of present": round(float(np.mean([s <= threshold for s in present])), 3) if present else None,
    }  # fmt: skip


def _cost(logits: np.ndarray, target: int) -> float:
    top = logits.max()
    return float(np.log(np.exp(logits - top).sum()) + top - logits[target])


def pack(folder: Path, out: Path) -> None:
    """MiniLM's weights in 8 bits a row, to begin with."""
    from safetensors.numpy import load_file

    parts: dict[str, np.ndarray] = {}
    for name, value in load_file(folder / "model.safetensors").items():
        value = value.astype(np.float32) if value.dtype != np.int64 else value  # noqa: PLW2901
        if value.ndim == 2 and value.size > 100_000:
            step = np.abs(value).max(1, keepdims=True) / 127
            parts[f"{name}/8"], parts[f"{name}/step"] = (
                np.round(value / np.maximum(step, 1e-9)).astype(np.int8),
                step.astype(np.float32),
            )
        elif value.dtype == np.float32 and "pooler" not in name:
            parts[name] = value.astype(np.float16)
    np.savez_compressed(out, **parts)


def unpack(path: Path, folder: Path) -> None:
    from safetensors.numpy import save_file

    stored = np.load(path)
    whole = {
        n.removesuffix("/8"): stored[n] * stored[n[:-2] + "/step"] if n.endswith("/8") else stored[n].astype(np.float32)
        for n in stored.files
        if not n.endswith("/step")
    }
    save_file(
        {name: np.ascontiguousarray(value, np.float32) for name, value in whole.items()}, folder / "model.safetensors"
    )


def save(net: PointerNet, out: Path) -> None:
    """The state in parts small enough to travel; the word table in 8 bits a row."""
    part: dict[str, np.ndarray] = {}
    number = size = 0
    for name, tensor in net.state_dict().items():
        value = tensor.float().cpu().numpy()
        if name == "table.weight":
            step = np.abs(value).max(1, keepdims=True) / 127
            np.savez(
                out / "table.npz",
                table=np.round(value / np.maximum(step, 1e-9)).astype(np.int8),
                step=step.astype(np.float16),
            )
            continue
        if size + value.size * 2 > 14e6:
            np.savez(out / f"core_{number}.npz", **part)
            part, size, number = {}, 0, number + 1
        part[name] = value.astype(np.float16)
        size += value.size * 2
    np.savez(out / f"core_{number}.npz", **part)


def load(out: Path, config: PointerConfig | None = None) -> PointerNet:
    """A net that `save` wrote; or its core packed in 8 bits, to travel, as start.npz."""
    net = PointerNet(config or PointerConfig())
    stored = {name: value for path in sorted(out.glob("core_*.npz")) for name, value in np.load(path).items()}
    if (out / "start.npz").exists():
        packed = np.load(out / "start.npz")
        for name in packed.files:
            if name.endswith("/8"):
                stored[name.removesuffix("/8")] = packed[name] * packed[f"{name[:-2]}/step"]
            elif not name.endswith("/step"):
                stored[name] = packed[name]
    table = np.load(out / "table.npz")
    stored["table.weight"] = table["table"].astype(np.float32) * table["step"].astype(np.float32)
    net.load_state_dict({name: torch.from_numpy(value.astype(np.float32)) for name, value in stored.items()})
    return net


def main() -> None:  # noqa: PLR0915 - one run, from its arguments to its figures
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--workers", type=int, default=15)
    parser.add_argument("--budget", type=int, default=20000, help="elements and words in one batch")
    parser.add_argument("--steps", type=float, default=0.4, help="share of samples that come from episodes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="go on from what an earlier run saved")
    parser.add_argument("--scratch", action="store_true", help="without MiniLM")
    parser.add_argument("--blind", action="store_true", help="without icon vectors")
    parser.add_argument("--most", type=int, default=3000)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(given.seed)
    config = PointerConfig(pictures=not given.blind)
    if given.start:
        net = load(given.start, config)
    elif given.scratch:
        net = PointerNet(config)
    else:
        unpack(given.data / "minilm.npz", given.out)
        net = from_minilm(config, given.out)
        (given.out / "model.safetensors").unlink()
    net.to(device).train()
    old = [
        value
        for name, value in net.named_parameters()
        if any(part in name for part in ("table", ".qkv.", ".out.", ".up.", ".down.", "norm1", "norm2"))
    ]
    known = {id(value) for value in old}
    new = [value for value in net.parameters() if id(value) not in known]
    scale = 0.6 if given.start else 1.0
    peaks = [1.5e-4 * scale, 5e-4 * scale]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": peaks[0]}, {"params": new, "lr": peaks[1]}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=device == "cuda",
    )
    loader = torch.utils.data.DataLoader(
        Stream(given.data, given.seed, given.steps, given.budget),
        batch_size=None,
        num_workers=given.workers,
        prefetch_factor=4 if given.workers else None,
    )
    started, number, count = time.monotonic(), 0, 0
    sums: dict[str, float] = defaultdict(float)
    with (given.out / "log.jsonl").open("a") as log:
        for batch in loader:
            share = (time.monotonic() - started) / (given.minutes * 60)
            if share >= 1:
                break
            rate = min(1.0, (number + 1) / 200) * (1 - share) ** 0.7 if share > 0.3 else min(1.0, (number + 1) / 200)
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * max(rate, 0.01)
            out, moved = run(net, batch, device)
            parts = losses(out, moved)
            loss = sum(parts.values(), torch.zeros((), device=device))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            number, count = number + 1, count + len(batch["ids"])
            if number % 20 == 0:
                for name, value in parts.items():
                    sums[name] += float(value.detach())
            if number % 200 == 0 or (device == "cpu" and number % 20 == 0):
                line = {
                    "step": number,
                    "samples": count,
                    "s": round(time.monotonic() - started),
                    **{name: round(value / (10 if number % 200 == 0 else 1), 4) for name, value in sums.items()},
                }
                sums.clear()
                print(json.dumps(line), flush=True)
                log.write(json.dumps(line) + "\n")
                log.flush()
    save(net, given.out)
    figures = valid(net, Data(given.data, valid=True), device, given.most)
    (given.out / "valid.json").write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
