# ruff: noqa: E501 - tables read better unbroken
"""Screens for the pointer: `python -m model.train.pointer_screens OUT SHARDS [--parsed]`.

Each rendered screen becomes the list of elements that the parser would give: with `--parsed`, what it really gave,
matched to the truth; else the truth with the parser's usual faults (kinds mistaken, words misread, things missed). Icon
vectors come from the shipped encoder. For each shard of the folder SHARDS, OUT gets a .json.gz of elements and an .npz
of their vectors in 8 bits; a second run goes on where the first stopped.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tarfile
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bridges.base import Frame
from bridges.coordinates import Box
from model.pointer.items import MOST
from model.pointer.record import VECTOR
from model.sight import IconEncoder
from model.sight.icons import Vectors
from model.train.pointer_elements import as_parsed, match
from model.train.pointer_pack import eight_bits
from model.train.told import meant


def really_parsed(parser: Any, pixels: np.ndarray, about: dict[str, Any]) -> tuple[list[dict[str, Any]], np.ndarray]:
    """What the parser gives, each element with the widget or text of the truth that it shows."""
    screen = parser.parse(pixels)
    made = [
        {
            "box": [round(e, 1) for e in (one.box.left, one.box.top, one.box.right, one.box.bottom)], "role": one.role, "text": one.text,
            "label": one.label, "value": one.value, "states": sorted(one.states), "picture": None,
        }
        for one in screen.elements
    ]  # fmt: skip
    match(made, about)
    return made, screen.vectors


class Remembering(IconEncoder):
    """The shipped encoder, which remembers what each vector is the vector of."""

    def __init__(self) -> None:
        super().__init__()
        self.crops: dict[bytes, np.ndarray] = {}

    def encode_squares(self, squares: Sequence[Frame]) -> Vectors:
        vectors = super().encode_squares(squares)
        unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
        self.crops.update((row.tobytes(), crop) for row, crop in zip(unit, squares, strict=True))
        return vectors


def of_shard(shard: Path, out: Path, eyes: tuple[Any, Remembering], most: int, parsed: bool, crops: bool) -> int:
    """The screens of one shard as OUT/NAME.json.gz and .npz; returns how many."""
    import cv2

    parser, encoder = eyes
    screens, vectors, shown = [], [], []

    def store(vector: np.ndarray) -> int:
        if crops:
            shown.append(encoder.crops[vector.tobytes()])
        vectors.append(eight_bits(vector))
        return len(vectors) - 1

    with tarfile.open(shard) as tar:
        names = sorted(n[:-5] for n in tar.getnames() if n.endswith(".json"))
        for number, name in enumerate(names[:most]):
            about = json.loads(tar.extractfile(f"{name}.json").read())
            pixels = cv2.imdecode(np.frombuffer(tar.extractfile(f"{name}.webp").read(), np.uint8), cv2.IMREAD_COLOR)
            pixels = np.ascontiguousarray(pixels[:, :, ::-1])
            if parsed:
                elements, found = really_parsed(parser, pixels, about)
                for one, vector in zip(elements, found, strict=False):
                    if vector.any():
                        one["vector"] = store(vector)
            else:
                elements = as_parsed(about, random.Random(f"{shard.stem}/{number}"))
                have = [one for one in elements if one["picture"]]
                for one, vector in zip(
                    have, encoder.encode_boxes(pixels, [Box(*one["picture"]) for one in have]), strict=True
                ):
                    one["vector"] = store(vector)
            for one in elements:
                one.pop("picture")
            if 3 <= len(elements) <= MOST:
                size = [pixels.shape[1], pixels.shape[0]]
                screen = {"size": size, "origin": f"{shard.stem}/{name}", "language": about.get("language", "en")}
                orders = [
                    [order, meant(elements, box) if box else (), sort] for order, box, sort in about.get("orders", ())
                ]
                if orders:
                    screen["orders"] = [one for one in orders if one[1] or one[2] == "absent"]
                screens.append({**screen, "elements": elements})
    name = f"{'parsed' if parsed else 'truth'}_{shard.stem}"
    tables = {"vectors": np.stack(vectors) if vectors else np.zeros((1, VECTOR), np.int8)}
    if shown:
        tables["crops"] = np.stack(shown)
    np.savez(out / f"{name}.npz", **tables)
    # The list comes last and at once: where it is, both are whole.
    part = out / f"{name}.part"
    with gzip.open(part, "wt") as file:
        json.dump(screens, file, ensure_ascii=False)
    part.rename(out / f"{name}.json.gz")
    return len(screens)


def main() -> None:
    from model.parse import ScreenParser

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("shards", type=Path, help="folder of .tar shards; those already done are passed over")
    arguments.add_argument("--parsed", action="store_true", help="really parse them")
    arguments.add_argument("--crops", action="store_true", help="keep what the vectors are of, for `icon_stranger`")
    arguments.add_argument("--most", type=int, default=1000, help="screens of each shard")
    arguments.add_argument("--wait", type=float, default=0, help="minutes to wait for further shards")
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    encoder = Remembering()
    eyes = ScreenParser(icons=encoder), encoder
    until = time.monotonic() + given.wait * 60
    while True:
        done = {path.name.split("_", 1)[1].removesuffix(".json.gz") for path in given.out.glob("*.json.gz")}
        left = [shard for shard in given.shards.glob("*.tar") if shard.stem not in done]
        if left:
            left.sort(key=lambda shard: zlib.crc32(shard.stem.encode()))  # kinds of screens mixed, should time run out
            started = time.monotonic()
            count = of_shard(left[0], given.out, eyes, given.most, given.parsed, given.crops)
            print(left[0].stem, count, round(time.monotonic() - started), "s", flush=True)
        elif time.monotonic() > until:
            return
        else:
            time.sleep(5)


if __name__ == "__main__":
    main()
