# ruff: noqa: E501 - tables read better unbroken
"""Windows of real applications, for development: `python -m model.train.real_windows OUT --seed 1`.

Each application runs on a private desktop. What its windows hold comes from the accessibility tree: kinds, names, boxes
and states. A name that the parser does not read within the box of its button is what the button's picture is called.
Between two looks something harmless is pressed: a menu, a tab, a button. OUT gets shards like those of the other
renderers. They tell how weights do on real windows (`pointer_measure`) without a look at what is measured in the end:
no application of `held_out.toml` is among them. They show themes that are kept apart: none of them is trained with.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bridges.action import Click, Press
from bridges.base import Frame, Node
from bridges.coordinates import ScreenPoint, Size
from bridges.errors import MimicError
from bridges.virtual import VirtualDesktop
from model.parse import ScreenParser
from model.parse.screen import Screen
from model.train.applications import ROLES
from model.train.pointer_scene import legible, norm
from model.train.shards import packed, write

PROGRAMS: Final = (
    ("gedit",), ("evince",), ("eog",), ("file-roller",), ("gnome-system-monitor",), ("meld",), ("geany",), ("atril",), ("pluma",),
    ("xfce4-taskmanager",), ("ristretto",), ("pavucontrol",), ("transmission-gtk",), ("hexchat",), ("gucharmap",), ("gnome-disks",),
    ("lximage-qt",), ("qterminal",), ("qpdfview",), ("keepassxc",),
)  # fmt: skip
KINDS: Final = {
    **ROLES, "menu item": "menuitem", "check menu item": "menuitem", "radio menu item": "menuitem", "link": "link", "table row": "listitem",
    "tree item": "listitem", "password text": "field", "column header": "cell", "table column header": "cell",
}  # fmt: skip
PRESSED: Final = ("menu", "page tab", "toggle button", "push button", "check box", "combo box", "list item")
LEFT_ALONE: Final = (
    "quit",
    "close",
    "exit",
    "delete",
    "shut",
    "log out",
    "print",
    "remove",
    "erase",
    "format",
    "cancel",
    "minimize",
    "maximize",
)
SIZES: Final = ((1280, 800), (1366, 768), (1024, 768), (1600, 900), (1920, 1080))
WAIT_S: Final = 4.0
"""Given to an application to come up."""


def widgets(tree: tuple[Node, ...], screen: Screen, size: Size) -> tuple[list[list[Any]], list[list[Any]]]:
    """What the tree tells, as a shard keeps it: widgets and texts."""
    found: list[list[Any]] = []
    texts: list[list[Any]] = []
    for node in tree:
        box = node.box
        edges = [box.left, box.top, box.right, box.bottom]
        if min(box.width, box.height) < 5 or box.right > size.width or box.bottom > size.height or min(edges) < 0:
            continue
        words = " ".join((node.name or node.text).split())
        if node.role in ("label", "static", "heading") and words:
            texts.append([*edges, words])
            continue
        kind = KINDS.get(node.role)
        if kind is None or box.area > 0.4 * size.width * size.height:
            continue
        states = " ".join(state for state in ("checked", "selected", "disabled", "focused") if state in node.states)
        text, picture = words, ""
        if kind in ("button", "tab", "menuitem") and words and not read(screen, node, words):
            text, picture = "", norm(words)
        elif kind in ("field", "combobox"):
            text = node.text or ("" if kind == "field" else words)
        found.append([kind, states, *edges, 1.0, text, picture])
    return found, texts


def read(screen: Screen, node: Node, words: str) -> bool:
    """Whether the parser reads these words within the box of a node."""
    near = [
        one.text for one in screen.elements if one.text and node.box.intersection(one.box).area > 0.3 * one.box.area
    ]
    return legible(norm(words), norm(" ".join(near)))


def looks(
    command: tuple[str, ...], source: random.Random, parser: ScreenParser, count: int
) -> Iterator[tuple[Frame, dict[str, Any]]]:
    """So many looks at an application, something pressed between them. Ends early where it has gone."""
    size = Size(*source.choice(SIZES))
    with VirtualDesktop(size, tree=True) as desktop:
        desktop.private.start(command)
        time.sleep(WAIT_S)
        for _ in range(count):
            seen = desktop.observe()
            tree = seen.tree or ()
            screen = parser.parse(seen.frame)
            found, texts = widgets(tree, screen, size)
            if len(found) < 4:
                return
            yield seen.frame, {"widgets": found, "texts": texts, "language": "en", "application": command[0]}
            choice = [
                node for node in tree
                if node.role in PRESSED and node.name and "disabled" not in node.states and min(node.box.width, node.box.height) > 6
                and not any(word in node.name.casefold() for word in LEFT_ALONE)
            ]  # fmt: skip
            if not choice:
                return
            if source.random() < 0.4:
                desktop.perform(Press(keys=["escape"]))
            at = source.choice(choice).box.center
            desktop.perform(Click[ScreenPoint](start_point=ScreenPoint(at.x, at.y)))
            time.sleep(1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--looks", type=int, default=4, help="at each application")
    parser.add_argument("--minutes", type=float, default=600, help="after which no application is started")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    eyes, until = ScreenParser(), time.monotonic() + 60 * given.minutes
    for command in PROGRAMS:
        if shutil.which(command[0]) is None or time.monotonic() > until:
            continue
        source = random.Random(f"{given.seed} {command}")
        path = given.out / f"real_{given.seed}_{command[0]}.tar"
        count = 0
        with tarfile.open(path.with_suffix(".part"), "w") as tar:
            try:
                for frame, about in looks(command, source, eyes, given.looks):
                    write(tar, f"{count:06d}.json", json.dumps(about).encode())
                    write(tar, f"{count:06d}.webp", packed(frame, lossless=True))
                    count += 1
            except MimicError as error:
                print(command[0], error, flush=True)
        path.with_suffix(".part").rename(path)
        print(json.dumps({"shard": path.name, "screens": count}), flush=True)


if __name__ == "__main__":
    main()
