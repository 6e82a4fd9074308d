# ruff: noqa: E501 - markup and drawing calls read better unbroken
"""Render synthetic screens with their truth in Chromium: `python -m model.train.pages NPM OUT --screens 3000 --seed 1`.

Every screen is a function of its seed. A shard is a .tar of pairs NUMBER.webp and NUMBER.json: size, dialect, language,
`widgets` [kind, states, left, top, right, bottom, share seen, text, icon name] and `texts` [left, top, right, bottom,
text], in pixels of the picture. With `--unseen` it draws with the held-out libraries and icon families.
"""

from __future__ import annotations

import argparse
import json
import random
import tarfile
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from bridges.errors import DeviceLost
from model.train.chrome import Chrome
from model.train.dialects import mark
from model.train.everyday import Everyday
from model.train.held_out import held_out
from model.train.icons import collections, spoken
from model.train.layouts import Screen
from model.train.libraries import TRAINED
from model.train.libraries_unseen import UNSEEN
from model.train.looks import DRAWN
from model.train.shards import write
from model.train.theme import Theme
from model.train.words import Words

TRUTH = (Path(__file__).parent / "truth.js").read_text()
FAMILIES = (
    "mdi", "material-symbols", "ic", "tabler", "ph", "solar", "fluent", "ri", "mingcute", "bi", "heroicons", "iconoir", "uil", "fa7-solid",
    "fa6-solid", "bx", "bxs", "octicon", "radix-icons", "eva", "hugeicons", "tdesign", "iconamoon", "mynaui", "clarity", "jam", "la", "icon-park-outline",
    "basil", "akar-icons", "teenyicons", "pixelarticons", "majesticons", "vaadin", "grommet-icons", "zmdi", "ci", "cil", "line-md", "proicons", "fluent-color",
    "icon-park", "flat-color-icons", "vscode-icons", "lets-icons", "humbleicons", "oui", "pajamas", "lineicons", "streamline-color",
)  # fmt: skip
"""Families drawn on training pages, the larger ones of interface icons."""
SIZES = (
    (1280, 800),
    (1366, 768),
    (1024, 768),
    (1440, 900),
    (1600, 900),
    (1920, 1080),
    (800, 600),
    (390, 844),
    (412, 915),
    (360, 740),
)
SHARES = (6, 4, 3, 3, 2, 2, 2, 1.4, 1.4, 1.2)
SCALES = (0.75, 1, 1, 1, 1, 1, 1, 1.25, 1.25, 1.5, 1.75, 2)
PIXELS = 1920 * 1080 * 1.05
"""No picture is larger than this."""


class Family:
    """The drawings of one icon family, found by their spoken names."""

    def __init__(self, npm: Path, name: str) -> None:
        data = json.loads((npm / f"node_modules/@iconify/json/json/{name}.json").read_text())
        self.name = name
        self._size = data.get("width", 16), data.get("height", 16)
        self._by_name: dict[str, list[dict[str, Any]]] = {}
        for key, icon in data["icons"].items():
            if not icon.get("hidden") and len(icon["body"]) < 6000:
                self._by_name.setdefault(spoken(key), []).append(icon)
        self._names = sorted(self._by_name)

    def knows(self, name: str) -> bool:
        return name in self._by_name

    def draw(self, name: str, size: int, source: random.Random) -> str:
        """An inline SVG of that name, or of a near or of any other name; its truth carries the name drawn."""
        if name not in self._by_name:
            near = [other for other in (name.split(maxsplit=1)[0], *name.split()[1:]) if other in self._by_name]
            name = near[0] if near else source.choice(self._names)
        icon = source.choice(self._by_name[name])
        box = f"{icon.get('left', 0)} {icon.get('top', 0)} {icon.get('width', self._size[0])} {icon.get('height', self._size[1])}"
        return f'<svg class="m-ic" width="{size}" height="{size}" viewBox="{box}"{mark("icon", n=name)}>{icon["body"]}</svg>'


@cache
def family(npm: Path, name: str) -> Family:
    return Family(npm, name)


def page(npm: Path, seed: str, unseen: bool) -> tuple[str, dict[str, Any]]:
    """One page's HTML and what is known about it; the same for the same seed."""
    source = random.Random(seed)
    theme = Theme(source)
    words = Words(source)
    dialects = UNSEEN if unseen else (*TRAINED, *DRAWN)
    kind = source.choices([dialect for dialect, _ in dialects], [share for _, share in dialects])[0]
    width, height = source.choices(SIZES, SHARES)[0]
    scale = source.choice([scale for scale in SCALES if width * height * scale * scale <= PIXELS])
    names = sorted(held_out("icon_families") & set(collections(npm))) if unseen else FAMILIES
    icons = family(npm, source.choice(names))
    dialect = kind(source, theme, lambda name, size: icons.draw(name, size, source))
    zoom = source.choice((1, 1, 1, 1, 0.85, 1.15))
    body = (Screen if unseen else Everyday)(source, dialect, words, round(width / zoom), round(height / zoom)).draw()
    style = f"html,body{{height:100%}}body{{margin:0;zoom:{zoom}}}svg.m-ic{{display:inline-block}}"
    html = (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{dialect.head(npm / "node_modules")}'
        f"<style>{style}</style></head><body{dialect.body()}>{body}</body></html>"
    )
    return html, {"seed": seed, "width": width, "height": height, "scale": scale, "dialect": kind.name,
                  "sheets": list(dialect.sheets), "language": words.language, "icons": icons.name, "dark": theme.dark}  # fmt: skip


def shot(chrome: Chrome, npm: Path, seed: str, unseen: bool) -> tuple[bytes, dict[str, Any]]:
    """A picture and its truth in the picture's pixels."""
    html, about = page(npm, seed, unseen)
    chrome.size(about["width"], about["height"], about["scale"], mobile=about["width"] < 500)
    chrome.load(html)
    truth = chrome.evaluate(TRUTH)
    scale = about["scale"]
    about["widgets"] = [
        [w[0], w[1], *(round(x * scale, 1) for x in w[2:6]), round(w[6], 2), w[7], w[8]] for w in truth["widgets"]
    ]
    about["texts"] = [[*(round(x * scale, 1) for x in t[:4]), t[4]] for t in truth["texts"]]
    return chrome.webp(), about


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("npm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--screens", type=int, default=3000)
    parser.add_argument("--shard", type=int, default=250, help="screens in one shard")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unseen", action="store_true", help="held-out libraries and icons, for measuring")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    kinds: Counter[str] = Counter()
    part = "unseen" if arguments.unseen else "pages"
    for first in range(0, arguments.screens, arguments.shard):
        target = arguments.out / f"{part}_{arguments.seed}_{first:06}.tar"
        if target.exists():
            continue
        started, failed, stored = time.monotonic(), 0, 0
        with Chrome() as chrome, tarfile.open(target.with_suffix(".part"), "w") as tar:
            for number in range(first, min(first + arguments.shard, arguments.screens)):
                try:
                    picture, about = shot(chrome, arguments.npm, f"{part}/{arguments.seed}/{number}", arguments.unseen)
                except DeviceLost as problem:
                    failed += 1
                    print(json.dumps({"failed": number, "why": str(problem)[:200]}), flush=True)
                    continue
                kinds.update(widget[0] for widget in about["widgets"])
                write(tar, f"{number:06}.webp", picture)
                write(tar, f"{number:06}.json", json.dumps(about, ensure_ascii=False).encode())
                stored += 1
        target.with_suffix(".part").rename(target)
        print(json.dumps({"shard": target.name, "screens": stored, "failed": failed, "bytes": target.stat().st_size,
                          "s": round(time.monotonic() - started), "kinds": kinds}), flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
