"""Measure the shipped detector on real applications: `python -m model.train.applications OUT`.

Opens held-out applications in a private desktop, one at a time, and compares what the detector finds with the boxes of
the accessibility tree: how many of the tree’s widgets are found at IoU 0.5 (any kind), how many with the right kind.
The tree’s box of a check box or radio button includes its words, so there the mark must lie inside, at the left. Shots
with what was found (green) and what was missed (red) go to OUT.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from bridges.base import Node, Observation
from bridges.virtual import VirtualDesktop
from model.parse import ScreenParser
from model.sight.detector import Detector, Widget

PROGRAMS: dict[str, tuple[str, ...]] = {
    "mousepad": ("mousepad",),
    "galculator": ("galculator",),
    "featherpad": ("featherpad",),
    "kcalc": ("kcalc",),
    "gnome-calculator": ("gnome-calculator",),
    "gnome-text-editor": ("gnome-text-editor",),
}
ROLES = {
    "push button": "button",
    "toggle button": "button",
    "button": "button",
    "check box": "checkbox",
    "radio button": "radio",
    "text": "field",
    "entry": "field",
    "spin button": "field",
    "combo box": "combobox",
    "slider": "slider",
    "page tab": "tab",
    "menu": "menuitem",
    "table cell": "cell",
    "list item": "listitem",
    "scroll bar": "scrollbar",
    "switch": "switch",
}
ALSO = {"button": ("icon",), "cell": ("listitem",), "listitem": ("cell",)}
"""A button without a frame is an icon to the eye."""


def share(node: Node, widget: Widget) -> float:
    union = node.box.area + widget.box.area - node.box.intersection(widget.box).area
    return node.box.intersection(widget.box).area / max(1.0, union)


def matched(node: Node, kind: str, widget: Widget) -> bool:
    """Whether a widget is where the tree says; pictures inside a small button count for it."""
    if kind in ("checkbox", "radio"):
        middle = widget.box.center
        return node.box.contains(middle) and middle.x < node.box.left + 2 * node.box.height and widget.box.area < 1600
    if share(node, widget) >= 0.5:
        return True
    inside = node.box.contains(widget.box.center) and widget.box.area > 0.12 * node.box.area
    return kind == "button" and widget.kind == "icon" and node.box.area < 3000 and inside


def judged(seen: Observation, widgets: list[Widget]) -> list[tuple[Node, str, bool, bool]]:
    """Every node that has a kind: whether anything, and whether the right kind, was found there."""
    rows = []
    for node in seen.tree or ():
        kind = ROLES.get(node.role)
        if kind is None or min(node.box.width, node.box.height) < 6 or node.box.area > 0.5 * seen.frame[..., 0].size:
            continue
        near = [widget for widget in widgets if matched(node, kind, widget)]
        right = any(widget.kind in (kind, *ALSO.get(kind, ())) for widget in near)
        rows.append((node, kind, bool(near), right))
    return rows


def parsed(parser: ScreenParser, seen: Observation) -> list[Widget]:
    """What the parser by classical vision finds from the pixels alone, for comparison."""
    elements = parser.parse(seen.frame).elements
    return [Widget(each.box, each.role, each.states, each.confidence) for each in elements]


def draw(seen: Observation, widgets: list[Widget], rows: list[tuple[Node, str, bool, bool]], path: Path) -> None:
    from PIL import Image, ImageDraw

    picture = Image.fromarray(np.ascontiguousarray(seen.frame))
    pen = ImageDraw.Draw(picture)
    for widget in widgets:
        pen.rectangle((widget.box.left, widget.box.top, widget.box.right, widget.box.bottom), outline=(0, 170, 0))
    for node, _, near, _ in rows:
        if not near:
            pen.rectangle((node.box.left, node.box.top, node.box.right, node.box.bottom), outline=(230, 0, 0))
    picture.save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=6, help="given to an application to come up")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    detector = Detector()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for name, command in PROGRAMS.items():
        desktop = VirtualDesktop()
        try:
            desktop.private.start(command)
            time.sleep(arguments.seconds)
            seen = desktop.observe()
        finally:
            desktop.close()
        widgets = detector.find(seen.frame)
        rows, before = judged(seen, widgets), judged(seen, parsed(ScreenParser(), seen))
        for (_, kind, *own), (_, _, *old) in zip(rows, before, strict=True):
            for key in (f"kind/{kind}", f"application/{name}", "all"):
                for at, value in enumerate((1, *own, *old)):
                    counts[key][at] += value
        draw(seen, widgets, rows, arguments.out / f"{name}.png")
    names = ("found", "right kind", "parser found", "parser right kind")
    table = {
        key: {"of": of, **{name: round(value / of, 3) for name, value in zip(names, values, strict=True)}}
        for key, (of, *values) in sorted(counts.items())
    }
    print(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
