# ruff: noqa: E501 - markup reads better unbroken
"""Screens that were written one by one, with orders for what is on them: `python -m model.train.written NPM OUT`.

`written/*.html` holds screens of programs, sites and phones that might exist, in a markup of their own (`TAGS`): a thing
says in its attribute `o` how people ask for it, apart by "|", an order by place with "@" before it; `<absent>` holds orders for what a
screen does not have. Each screen is drawn several times: in another library, size, scale, icon family, light or dark. A shard is one as
`pages` makes, with `orders` [order, box in pixels or null, sort] besides, of what can really be seen.
"""

from __future__ import annotations

import argparse
import json
import random
import tarfile
from pathlib import Path
from typing import Any, Final

from model.train.chrome import Chrome
from model.train.libraries import TRAINED
from model.train.looks import DRAWN
from model.train.pages import FAMILIES, PIXELS, TRUTH, family
from model.train.shards import write
from model.train.theme import Theme
from model.train.written_markup import Drawing, Markup, Part, known_to

FOLDER: Final = Path(__file__).with_name("written")
SIZES: Final = {
    "wide": ((1280, 800), (1366, 768), (1440, 900), (1600, 900), (1920, 1080)),
    "window": ((900, 640), (1024, 768), (800, 600), (1000, 700)),
    "phone": ((390, 844), (412, 915), (360, 740)),
    "dialog": ((560, 460), (640, 480), (720, 540)),
}
SCALES: Final = (0.75, 1, 1, 1, 1, 1, 1.25, 1.5, 1.75, 2)
KNOWN: Final = 0.85
"""Share of a screen's pictures that an icon family must have."""
ASKED: Final = """[...document.querySelectorAll('[data-w]')].flatMap(el => {
  const ids = el.dataset.w.split(','), kind = el.dataset.of;
  const found = kind ? [...el.querySelectorAll(`[data-k="${kind}"]`)] : [el.querySelector('[data-k]') || el];
  return ids.map((id, at) => {
    let target = found[at];
    if (!id || !target) return null;
    if (target.dataset.p) target = (target.shadowRoot || target).querySelector(target.dataset.p) || target;
    let box = target.getBoundingClientRect();
    if (!box.width) { const range = document.createRange(); range.selectNodeContents(target); box = range.getBoundingClientRect(); }
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2, hit = document.elementFromPoint(x, y);
    const seen = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
      && hit && (target.contains(hit) || hit.contains(target) || el.contains(hit));
    return seen ? [+id, box.left, box.top, box.right, box.bottom] : null;
  }).filter(Boolean);
})"""
"""What was asked for and can be seen: [number, left, top, right, bottom]."""


def page(npm: Path, screen: Part, seed: str) -> tuple[str, dict[str, Any], Drawing]:
    """One look of a screen; the same for the same seed."""
    source = random.Random(seed)
    theme = Theme(source)
    dialects = (*TRAINED, *DRAWN)
    kind = source.choices([dialect for dialect, _ in dialects], [share for _, share in dialects])[0]
    width, height = source.choice(SIZES[screen.has.get("size", "wide")])
    scale = source.choice([scale for scale in SCALES if width * height * scale * scale <= PIXELS])
    wanted = [part.has["icon"] for part in screen.all() if part.has.get("icon")]
    for name in source.sample(FAMILIES, len(FAMILIES)):
        icons = family(npm, name)
        if sum(bool(known_to(icons, one)) for one in wanted) >= KNOWN * len(wanted):
            break
    dialect = kind(source, theme, lambda name, size: icons.draw(name, size, source))
    drawing = Drawing(source, dialect, icons)
    body = drawing.draw(screen)
    made = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{dialect.head(npm / "node_modules")}'
        f"<style>html,body{{height:100%}}body{{margin:0}}svg.m-ic{{display:inline-block}}</style></head><body{dialect.body()}>{body}</body></html>"
    )
    return made, {"seed": seed, "width": width, "height": height, "scale": scale, "dialect": kind.name, "sheets": list(dialect.sheets),
                  "language": "en", "icons": icons.name, "dark": theme.dark}, drawing  # fmt: skip


def shot(chrome: Chrome, npm: Path, screen: Part, seed: str) -> tuple[bytes, dict[str, Any]]:
    """A picture, its truth, and the orders for what it shows."""
    made, about, drawing = page(npm, screen, seed)
    chrome.size(about["width"], about["height"], about["scale"], mobile=about["width"] < 500)
    chrome.load(made)
    truth, scale = chrome.evaluate(TRUTH), about["scale"]
    about["widgets"] = [
        [w[0], w[1], *(round(x * scale, 1) for x in w[2:6]), round(w[6], 2), w[7], w[8]] for w in truth["widgets"]
    ]
    about["texts"] = [[*(round(x * scale, 1) for x in t[:4]), t[4]] for t in truth["texts"]]
    boxes = {number: [round(x * scale, 1) for x in box] for number, *box in chrome.evaluate(ASKED)}
    about["orders"] = [[order, boxes[number], sort] for order, number, sort in drawing.orders if number in boxes]
    for part in screen.all():
        if part.tag == "absent":
            about["orders"] += [[one.strip("@ "), None, "absent"] for one in part.words().split("|") if one.strip()]
    return chrome.webp(), about


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("npm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--looks", type=int, default=3, help="pictures of each screen")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(FOLDER.glob("*.html")):
        target = given.out / f"written_{given.seed}_{path.stem}.tar"
        if target.exists():
            continue
        screens = Markup(path.read_text(encoding="utf-8")).screens
        with Chrome() as chrome, tarfile.open(target.with_suffix(".part"), "w") as tar:
            for number, screen in enumerate(screens):
                for look in range(given.looks):
                    picture, about = shot(chrome, given.npm, screen, f"{path.stem}/{number}/{look}/{given.seed}")
                    name = f"{number:03}{look:03}"
                    write(tar, f"{name}.webp", picture)
                    write(tar, f"{name}.json", json.dumps(about, ensure_ascii=False).encode())
        target.with_suffix(".part").rename(target)
        print(target.name, len(screens), flush=True)


if __name__ == "__main__":
    main()
