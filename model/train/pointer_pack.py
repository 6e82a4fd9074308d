"""Pack screens and recorded steps: `python -m model.train.pointer_pack OUT --screens FOLDERS… --steps FILES…`.

It gets small enough to travel. OUT gets data.json.xz (elements of screens and steps; a `vector` is a row of the table)
and vectors.npz: icon vectors as 4-bit numbers in the directions that hold most of them. What is lost lies below the
noise that training adds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import re
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from model.pointer.record import VECTOR, load, unpacked

KEPT = 128
"""Directions of the vectors that are kept."""
LEVELS = 7


class Packed(NamedTuple):
    """Screens, steps, and the unit vectors that their elements name by row."""

    screens: list[dict[str, Any]]
    steps: list[dict[str, Any]]
    vectors: np.ndarray


def eight_bits(vectors: np.ndarray) -> np.ndarray:
    """Vectors (… × n) as int8, each by a step of its own, which is not kept: they are of length 1."""
    return np.round(vectors * 127 / np.maximum(np.abs(vectors).max(-1, keepdims=True), 1e-6)).astype(np.int8)


class Table:
    """Vectors without repetition."""

    def __init__(self) -> None:
        self.rows: list[np.ndarray] = []
        self._known: dict[bytes, int] = {}

    def add(self, vector: np.ndarray) -> int:
        small = eight_bits(vector)
        key = small.tobytes()
        if key not in self._known:
            self._known[key] = len(self.rows)
            self.rows.append(small)
        return self._known[key]


def squeezed(rows: np.ndarray) -> dict[str, np.ndarray]:
    """Unit vectors as 4-bit numbers, two in a byte, with the step of each and the directions that they are given in."""
    unit = rows.astype(np.float32)
    unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-6)
    sample = unit[np.random.default_rng(0).permutation(len(unit))[:20000]]
    base = np.linalg.svd(sample, full_matrices=False)[2][:KEPT].astype(np.float16)
    shares = unit @ base.astype(np.float32).T
    step = np.abs(shares).max(1, keepdims=True) / LEVELS
    codes = (np.round(shares / np.maximum(step, 1e-9)) + LEVELS).astype(np.uint8)
    if codes.shape[1] % 2:
        codes = np.pad(codes, ((0, 0), (0, 1)))
    return {"codes": codes[:, ::2] << 4 | codes[:, 1::2], "step": step.astype(np.float16), "base": base}


def widened(stored: Any) -> np.ndarray:
    """The unit vectors that `squeezed` packed, in half precision."""
    pairs = stored["codes"]
    base = stored["base"].astype(np.float32)
    codes = np.stack([pairs >> 4, pairs & 15], 2).reshape(len(pairs), -1)[:, : len(base)]
    unit = (codes.astype(np.float32) - LEVELS) @ base
    unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-6)
    return unit.astype(np.float16)


def unpack(*folders: Path) -> Packed:
    """What was packed, in one folder or in several."""
    whole = Packed([], [], np.zeros((0, VECTOR), np.float16))
    for folder in folders:
        with lzma.open(folder / "data.json.xz", "rt", encoding="utf-8") as file:
            data = json.load(file)
        before = len(whole.vectors)
        for some in (*data["screens"], *data["steps"]):
            for element in some["elements"]:
                if element.get("vector", -1) >= 0:
                    element["vector"] += before
        vectors = np.concatenate([whole.vectors, widened(np.load(folder / "vectors.npz"))])
        whole = Packed(whole.screens + data["screens"], whole.steps + data["steps"], vectors)
    return whole


def screens(folder: Path, table: Table) -> list[dict[str, Any]]:
    """All that `pointer_screens` wrote to a folder."""
    found = []
    for path in sorted(folder.glob("*.json.gz")):
        stored = np.load(path.with_name(path.name.removesuffix(".json.gz") + ".npz"))
        vectors = stored["vectors"]
        with gzip.open(path, "rt", encoding="utf-8") as file:
            some = json.load(file)
        for screen in some:
            screen["parsed"] = path.name.startswith("parsed")
            # Icons of real programs are of families that the encoder never saw, as a stranger's are.
            screen["strange"] = "strange" in stored or screen["origin"].startswith("dressed_")
            for element in screen["elements"]:
                if element.get("vector", -1) >= 0:
                    element["vector"] = table.add(vectors[element["vector"]].astype(np.float32))
                for name in ("text", "label", "value", "states"):
                    if not element[name]:
                        del element[name]
        found += some
    return found


def steps(path: Path, table: Table) -> list[dict[str, Any]]:
    """The steps of one file of JSON lines."""
    found = []
    for step in load(path):
        made = step.model_dump(mode="json", exclude_defaults=True)
        for element in made["elements"]:
            if text := element.pop("vector", None):
                element["vector"] = table.add(unpacked(text))
        number = re.search(r"seed (?:\w+-)?(\d+)", step.origin)
        made["seed"] = int(number[1]) if number else 1
        found.append(made)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--screens", type=Path, nargs="*", default=[])
    parser.add_argument("--steps", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    table = Table()
    shown = [screen for folder in given.screens for screen in screens(folder, table)]
    done = [step for path in given.steps for step in steps(path, table)]
    rows = np.stack(table.rows) if table.rows else np.zeros((1, VECTOR), np.int8)
    np.savez_compressed(given.out / "vectors.npz", **squeezed(rows))
    text = json.dumps({"screens": shown, "steps": done}, ensure_ascii=False, separators=(",", ":"))
    (given.out / "data.json.xz").write_bytes(lzma.compress(text.encode("utf-8"), preset=3))
    sizes = {path.name: path.stat().st_size for path in given.out.iterdir()}
    print(json.dumps({"screens": len(shown), "steps": len(done), "vectors": len(rows), **sizes}))


if __name__ == "__main__":
    main()
