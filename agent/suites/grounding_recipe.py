"""How the held-out grounding set was made: `python -m agent.suites.grounding_recipe NPM OUT`.

`pages/*.html` are drawn at scale 1 in Chromium with style sheets and icon families that no training saw (their first
line names size and sheets, `{{family:name:size}}` an icon of @iconify/json); what `web.tsv` calls a target is its
`data-t`, and the box comes from the layout. `apps.tsv` holds boxes of pictures of real programs in a private desktop of
1280 × 800: from their accessibility trees, for those without one (pcmanfm, xfe, dillo, xcalc, xedit) set by eye; every
box was looked at on its picture. Lines are picture, target, kind (text, icon, place, absent), instruction. OUT gets the
pages' pictures, dataset.jsonl, and with `--programs` new pictures of the programs, whose boxes must then be checked.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from agent.suites.grounding_cases import DATASET
from bridges.action import Press
from bridges.coordinates import Size
from bridges.virtual import VirtualDesktop

FOLDER = DATASET.parent
FILES = "/home/ada/"
"""Holds a few files of the names that the pictures show."""
BREEZE = {"QT_STYLE_OVERRIDE": "breeze", "XDG_CURRENT_DESKTOP": "KDE", "KDE_FULL_SESSION": "true"}
BROWSER = (
    "chromium",
    "--no-sandbox",
    "--test-type",
    "--disable-gpu",
    "--no-first-run",
    "--force-renderer-accessibility",
)
PROGRAMS: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "mousepad": (("mousepad", f"{FILES}notes.txt"), {}, "alt+e"),
    "mousepad2": (("mousepad", f"{FILES}notes.txt"), {}, ""),
    "galculator": (("galculator",), {}, ""),
    "featherpad": (("featherpad", f"{FILES}notes.txt"), BREEZE, ""),
    "featherpad_find": (("featherpad", f"{FILES}notes.txt"), BREEZE, "alt+o"),
    "pcmanfm": (("pcmanfm", FILES), {}, ""),
    "gnome-calculator": (("gnome-calculator", "-m", "advanced"), {}, ""),
    "gnome-text-editor": (("gnome-text-editor", f"{FILES}notes.txt"), {}, ""),
    "kcalc": (("kcalc",), BREEZE, ""),
    "gtk3-widget-factory": (("gtk3-widget-factory",), {}, ""),
    "gtk4-widget-factory": (("gtk4-widget-factory",), {}, ""),
    "gtk3-demo": (("gtk3-demo",), {}, ""),
    "xfe": (("xfe", FILES), {}, "enter"),
    "dillo": (("dillo", f"file://{FILES}page.html"), {}, ""),
    "xcalc": (("xcalc",), {}, ""),
    "xedit": (("xedit", f"{FILES}notes.txt"), {}, ""),
    "speedcrunch": (("speedcrunch",), BREEZE, ""),
    "gnumeric": (("gnumeric", f"{FILES}prices.csv"), {}, ""),
    "qalculate-gtk": (("qalculate-gtk",), {}, ""),
    "audacious": (("audacious", "-Q"), BREEZE, ""),
    "chromium": (BROWSER, {"ACCESSIBILITY_ENABLED": "1"}, ""),
    "chromium2": (BROWSER, {"ACCESSIBILITY_ENABLED": "1"}, "alt+f"),
}
"""Command, what is added to its environment, and the keys pressed once it is up."""
BOXES = """document.fonts.ready.then(() => Object.fromEntries([...document.querySelectorAll('[data-t]')].map(e => {
  const b = e.getBoundingClientRect();
  return [e.dataset.t, [b.left, b.top, b.right, b.bottom].map(Math.round)];
})))"""
WIDER = {"xp": (("mute", "icon", "phones", "surround"), 20)}
"""Labels whose mark is drawn left of them, outside of their own box."""


@cache
def _family(npm: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((npm / f"node_modules/@iconify/json/json/{name}.json").read_text())
    return found


def _icon(npm: Path, family: str, name: str, size: str) -> str:
    data = _family(npm, family)
    icon = data["icons"].get(name) or data["icons"][data["aliases"][name]["parent"]]
    width, height = icon.get("width", data.get("width", 16)), icon.get("height", data.get("height", 16))
    box = f"{icon.get('left', 0)} {icon.get('top', 0)} {width} {height}"
    style = 'style="vertical-align:middle"'
    return f'<svg width="{size}" height="{size}" viewBox="{box}" {style}>{icon["body"]}</svg>'


def draw_pages(npm: Path, out: Path) -> dict[str, dict[str, list[int]]]:
    """The pages' pictures as PNG files, and the box of each of their targets."""
    from model.train.chrome import Chrome

    boxes: dict[str, dict[str, list[int]]] = {}
    with Chrome() as chrome:
        for page in sorted((FOLDER / "pages").glob("*.html")):
            head, body = page.read_text(encoding="utf-8").split("\n", 1)
            size, *sheets = head.strip("<!-> ").split()
            width, height = (int(side) for side in size.split("x"))
            links = "".join(
                f'<link rel=stylesheet href="{(npm / "node_modules" / sheet).resolve().as_uri()}">' for sheet in sheets
            )
            drawn = re.sub(r"{{([\w-]+):([\w-]+):(\d+)}}", lambda m: _icon(npm, m[1], m[2], m[3]), body)
            chrome.size(width, height, 1)
            chrome.load(
                "<!doctype html><html><head><meta charset=utf-8><meta name=viewport content=width=device-width>"
                f"{links}</head><body>{drawn}</body></html>"
            )
            boxes[page.stem] = chrome.evaluate(BOXES)
            shot = chrome.call("Page.captureScreenshot", format="png")["data"]
            (out / f"{page.stem}.png").write_bytes(base64.b64decode(shot))
    return boxes


def take_programs(out: Path, seconds: float = 8) -> None:
    """A picture of each program, alone on a desktop."""
    from PIL import Image

    for name, (command, more, keys) in PROGRAMS.items():
        desktop = VirtualDesktop(Size(800, 600) if name == "xcalc" else Size(1280, 800), tree=True)
        try:
            desktop.private.start(command, {**desktop.private.environment, **more})
            time.sleep(seconds)
            if keys:
                desktop.perform(Press(keys=keys.split("+")))
                time.sleep(2)
            Image.fromarray(desktop.observe().frame).save(out / f"{name}.png", optimize=True)
        finally:
            desktop.close()


def lines_of(boxes: dict[str, dict[str, list[int]]]) -> Iterator[dict[str, Any]]:
    """The dataset's records."""
    counts: dict[str, int] = {}
    for part, what in (("web", "page"), ("apps", "application")):
        for line in (FOLDER / f"{part}.tsv").read_text(encoding="utf-8").splitlines():
            name, target, kind, instruction = line.split("\t")
            counts[name] = counts.get(name, 0) + 1
            box: list[int] | None = None
            if target != "-":
                box = boxes[name][target] if part == "web" else [int(edge) for edge in target.split(",")]
                wide, more = WIDER.get(name, ((), 0))
                box = [box[0] - more, *box[1:]] if target in wide else box
            source = f"{what}:{name.split('_')[0].rstrip('2')}"
            yield {"id": f"{name}/{counts[name]}", "image": f"pictures/{name}.png", "instruction": instruction,
                   "box": box, "kind": kind, "source": source}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("npm", type=Path, help="folder of node_modules with the held-out libraries")
    parser.add_argument("out", type=Path)
    parser.add_argument("--programs", action="store_true", help="take pictures of the programs too")
    arguments = parser.parse_args()
    pictures = arguments.out / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    boxes = draw_pages(arguments.npm, pictures)
    if arguments.programs:
        take_programs(pictures)
    records = [json.dumps(record, ensure_ascii=False) + "\n" for record in lines_of(boxes)]
    (arguments.out / "dataset.jsonl").write_text("".join(records), encoding="utf-8")


if __name__ == "__main__":
    main()
