# ruff: noqa: D101
"""Render permissively licensed icons of @iconify/json into compact shards: `python -m model.train.icons NPM OUT`.

A shard is an .npz with `pixels` (n × 48 × 24 bytes, two 4-bit coverage values a byte; for coloured families
n × 48 × 48 × 4 of uint8), `names` (n words with spaces), `families`. Training families and held-out families go to
shards of their own; near copies of held-out icons are dropped from training.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from model.train.held_out import held_out

SIDE = 48
LICENCES = frozenset(
    {"MIT", "Apache-2.0", "CC-BY-4.0", "CC-BY-3.0", "CC0-1.0", "OFL-1.1", "ISC", "Unlicense", "BSD-3-Clause"}
)
LEFT_OUT_KINDS = frozenset({"Logos", "Emoji", "Flags / Maps"})
"""Categories that are no interface icons."""
FAMILY_LIMIT = 4500
"""No family may dominate."""
VARIANTS = 2
"""Pictures of one name in one family (outline, filled, sizes)."""
STYLES = frozenset(
    [
        "outline",
        "outlined",
        "line",
        "linear",
        "fill",
        "filled",
        "solid",
        "rounded",
        "round",
        "sharp",
        "regular",
        "light",
        "thin",
        "bold",
        "duotone",
        "twotone",
        "broken",
        "baseline",
        "alt",
        "10",
        "12",
        "15",
        "16",
        "20",
        "24",
        "28",
        "32",
        "48",
    ]
)
"""Words of a name that speak of drawing style; dropped where another word is left."""
NEAR_COPY = 0.97
"""Cosine of two centred 16 × 16 pictures from which they count as the same."""


class Icon(NamedTuple):
    family: str
    name: str
    svg: str


def collections(npm: Path) -> dict[str, Any]:
    """Families whose licence allows shipping what was learnt from them, and which hold interface icons."""
    everything = json.loads((npm / "node_modules/@iconify/json/collections.json").read_text())
    return {
        family: about
        for family, about in everything.items()
        if about["license"].get("spdx") in LICENCES and about.get("category") not in LEFT_OUT_KINDS
    }


def spoken(name: str) -> str:
    """The words of an icon's name without those of its drawing style: "home-24-filled" is "home"."""
    words = [word for word in re.split(r"[-_ ]+", re.sub(r"(?<=[a-z])(?=\d)", "-", name.lower())) if word]
    kept = list(words)
    while len(kept) > 1 and kept[-1] in STYLES:
        kept.pop()
    while len(kept) > 1 and kept[0] in STYLES:
        kept.pop(0)
    if kept in (["format"], ["text"], ["font"]):  # "format-bold" is about bold, not about style
        return " ".join(words)
    return " ".join(kept)


def icons_of(npm: Path, family: str, seed: int) -> list[Icon]:
    """A family's icons, at most VARIANTS a name and FAMILY_LIMIT in all."""
    data = json.loads((npm / f"node_modules/@iconify/json/json/{family}.json").read_text())
    width, height = data.get("width", 16), data.get("height", 16)
    by_name: dict[str, list[Icon]] = defaultdict(list)
    for key, icon in data["icons"].items():
        if icon.get("hidden") or "<animate" in icon["body"] or len(icon["body"]) > 12_000:
            continue
        box = f"{icon.get('left', 0)} {icon.get('top', 0)} {icon.get('width', width)} {icon.get('height', height)}"
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" color="#000">{icon["body"]}</svg>'
        by_name[spoken(key)].append(Icon(family, spoken(key), svg))
    random_source = random.Random(f"{seed}/{family}")
    chosen = [icon for name in sorted(by_name) for icon in _some(by_name[name], VARIANTS, random_source)]
    return _some(chosen, FAMILY_LIMIT, random_source)


def _some(icons: list[Icon], limit: int, random_source: random.Random) -> list[Icon]:
    return icons if len(icons) <= limit else random_source.sample(icons, limit)


def render(icon: Icon) -> np.ndarray | None:
    """48 × 48 × 4 (RGBA), or None where the drawing is broken or empty."""
    import resvg_py
    from PIL import Image

    try:
        png = resvg_py.svg_to_bytes(svg_string=icon.svg, width=SIDE, height=SIDE, skip_system_fonts=True)
    except ValueError:
        return None
    picture = Image.open(io.BytesIO(bytes(png))).convert("RGBA")
    canvas = Image.new("RGBA", (SIDE, SIDE))
    canvas.paste(picture, ((SIDE - picture.width) // 2, (SIDE - picture.height) // 2))
    pixels = np.asarray(canvas)
    return pixels if pixels[..., 3].astype(np.int64).sum() > 255 * 20 else None


def _rendered(icons: list[Icon]) -> tuple[np.ndarray, list[Icon]]:
    pairs = [(picture, icon) for icon in icons if (picture := render(icon)) is not None]
    pictures = np.stack([picture for picture, _ in pairs]) if pairs else np.zeros((0, SIDE, SIDE, 4), np.uint8)
    return pictures, [icon for _, icon in pairs]


def fingerprints(pictures: np.ndarray) -> np.ndarray:
    """Unit vectors of the centred coverage at 16 × 16, for finding near copies."""
    cover = pictures.reshape(-1, 16, 3, 16, 3).mean((2, 4), dtype=np.float32).reshape(-1, 256)
    cover -= cover.mean(1, keepdims=True)
    return cover / np.maximum(np.linalg.norm(cover, axis=1, keepdims=True), 1e-6)


def copies(of: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Flags: which rows of `of` have a near copy in `among`."""
    if not len(among):
        return np.zeros(len(of), bool)
    return np.concatenate([(of[at : at + 2048] @ among.T).max(1) > NEAR_COPY for at in range(0, len(of), 2048)])


def packed(cover: np.ndarray) -> np.ndarray:
    """Two 4-bit values a byte: n × 48 × 48 → n × 48 × 24."""
    levels = (cover.astype(np.uint16) * 15 + 127) // 255
    return (levels[..., ::2] << 4 | levels[..., 1::2]).astype(np.uint8)


def unpacked(pixels: np.ndarray) -> np.ndarray:
    """Inverse of `packed`: n × 48 × 48 of 0 to 255."""
    levels = np.stack([pixels >> 4, pixels & 15], -1).reshape(*pixels.shape[:-1], -1)
    return (levels * 17).astype(np.uint8)


def _families(npm: Path, families: list[str], seed: int) -> Iterator[tuple[np.ndarray, list[Icon]]]:
    jobs = [icons[at : at + 500] for family in families for icons in [icons_of(npm, family, seed)]
            for at in range(0, len(icons), 500)]  # fmt: skip
    with ProcessPoolExecutor() as pool:
        yield from pool.map(_rendered, jobs)


def _store(out: Path, pictures: np.ndarray, icons: list[Icon], coloured: bool) -> None:
    pixels = pictures if coloured else packed(pictures[..., 3])
    names = np.array([icon.name for icon in icons])
    np.savez_compressed(out, pixels=pixels, names=names, families=np.array([icon.family for icon in icons]))
    print(json.dumps({"shard": out.name, "icons": len(icons), "bytes": out.stat().st_size,
                      "families": len(Counter(icon.family for icon in icons))}), flush=True)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("npm", type=Path, help="folder that holds node_modules/@iconify/json")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--tiny", action="store_true", help="three families only")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    known = collections(arguments.npm)
    kept_out = held_out("icon_families")
    if arguments.tiny:
        known = {family: known[family] for family in ("feather", "ci", "flat-color-icons")}
    unseen = np.zeros((0, 256), np.float32)
    for part, coloured in (("held_out", False), ("train", False), ("train_coloured", True)):
        families = sorted(
            family for family, about in known.items()
            if (family in kept_out) == (part == "held_out") and bool(about.get("palette")) == coloured
        )  # fmt: skip
        pictures: list[np.ndarray] = []
        icons: list[Icon] = []
        for some, of in _families(arguments.npm, families, arguments.seed):
            prints = fingerprints(some[..., 3])
            keep = np.ones(len(of), bool) if part == "held_out" else ~copies(prints, unseen)
            if part == "held_out":
                unseen = np.concatenate([unseen, prints])
            pictures.append(some[keep])
            icons += [icon for icon, kept in zip(of, keep, strict=True) if kept]
        _store(arguments.out / f"icons_{part}.npz", np.concatenate(pictures), icons, coloured)


if __name__ == "__main__":
    main()
