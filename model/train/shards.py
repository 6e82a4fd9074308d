"""Shards of rendered screens: a .tar of pairs NUMBER.webp and NUMBER.json, as pages.py tells."""

from __future__ import annotations

import io
import json
import tarfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np


def write(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def packed(pixels: np.ndarray, *, lossless: bool = False) -> bytes:
    """A picture, height × width × 3 in RGB, as WebP."""
    from PIL import Image

    into = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(into, "WEBP", quality=82, method=2, lossless=lossless)
    return into.getvalue()


def options(about: str | None, screens: int) -> ArgumentParser:
    """What every command that renders windows is told; ``screens`` by default."""
    parser = ArgumentParser(description=about)
    parser.add_argument("npm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--screens", type=int, default=screens)
    parser.add_argument("--shard", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    return parser


def fill(
    out: Path, kind: str, seed: int, screens: int, shard: int, draw: Callable[[str], tuple[np.ndarray, dict[str, Any]]]
) -> None:
    """Shards of screens that ``draw`` makes from seeds such as "qt/1/0": pixels and what is known. Old ones stay."""
    out.mkdir(parents=True, exist_ok=True)
    for first in range(0, screens, shard):
        target = out / f"{kind}_{seed}_{first:06}.tar"
        if target.exists():
            continue
        started = time.monotonic()
        with tarfile.open(target.with_suffix(".part"), "w") as tar:
            for number in range(first, min(first + shard, screens)):
                own = f"{kind}/{seed}/{number}"
                pixels, known = draw(own)
                about = {"seed": own, "width": pixels.shape[1], "height": pixels.shape[0], "scale": 1, **known}
                write(tar, f"{number:06}.webp", packed(pixels))
                write(tar, f"{number:06}.json", json.dumps(about, ensure_ascii=False).encode())
        target.with_suffix(".part").rename(target)
        spent = round(time.monotonic() - started)
        print(json.dumps({"shard": target.name, "bytes": target.stat().st_size, "s": spent}), flush=True)
