# ruff: noqa: E501 - tables read better unbroken
"""Windows of real applications: `python -m model.train.real_windows OUT --seed 1 [--dressed]`.

Each application runs on a private desktop. What its windows hold comes from the accessibility tree: kinds, names, boxes
and states. A name that the parser does not read within the box of its button is what the button's picture is called.
Between two looks something harmless is pressed: a menu, an entry that opens a dialog, a tab, a button. OUT gets shards
like those of the other renderers. No application of `held_out.toml` is among them.

Plain, they stand in the themes that a machine has, which are kept apart: such windows tell how weights do without a
look at what is measured in the end (`pointer_measure`), and none is trained with. With `--dressed` each stands in a
theme, icons and type that training may show (`real_dress`); the command then needs root, as it hides the held-out icon
themes from itself.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
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
from model.train.real_dress import configured, fallen_back_on, files
from model.train.shards import packed, write

PROGRAMS: Final = (
    "gedit {text}", "evince {book}", "eog {picture}", "file-roller {archive}", "gnome-system-monitor", "meld", "geany {program}", "atril {book}", "pluma {text}",
    "xfce4-taskmanager", "ristretto {picture}", "pavucontrol", "transmission-gtk", "hexchat", "gucharmap", "gnome-disks", "lximage-qt {picture}", "qterminal",
    "qpdfview {book}", "keepassxc",
)  # fmt: skip
"""Commands, with names of `real_dress.files` in them."""
FURTHER: Final = (
    "thunar {folder}", "caja --no-desktop {folder}", "engrampa {archive}", "eom {picture}", "mate-system-monitor", "xfce4-terminal", "parole", "quodlibet", "gthumb {folder}",
    "seahorse", "dconf-editor", "d-feet", "bluefish {program}", "xarchiver {archive}", "homebank", "grisbi", "abiword {text}", "liferea", "claws-mail", "filezilla", "qbittorrent",
    "smplayer", "texstudio {text}", "focuswriter", "notepadqq {program}", "screengrab", "qmmp", "goldendict", "shotwell", "gnome-screenshot -i", "xfburn", "cherrytree", "xpad",
    "gnote", "easytag {folder}", "gcolor3", "gtkhash {text}", "lxterminal", "planner", "simple-scan", "transmission-qt", "xfce4-appfinder", "xfce4-dict", "gigolo",
    "xournalpp", "audacity", "uget-gtk", "remmina", "/usr/games/gnome-sudoku", "/usr/games/gnome-mines", "/usr/games/quadrapassel", "/usr/games/five-or-more", "juffed {program}",
    "qps", "lxqt-archiver {archive}", "gnome-nettool", "lxqt-config-appearance", "lxqt-config-input", "thunar-settings", "caja-file-management-properties", "zim", "baobab",
)  # fmt: skip
"""More of them, for training."""
KINDS: Final = {
    **ROLES, "menu item": "menuitem", "check menu item": "menuitem", "radio menu item": "menuitem", "link": "link", "table row": "listitem",
    "tree item": "listitem", "password text": "field", "column header": "cell", "table column header": "cell",
}  # fmt: skip
DIALOGS: Final = ("…", "...", "preferences", "about", "properties", "settings", "find", "options", "statistics")
"""How entries of menus end, or what they hold, that open a dialog."""
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
SMALL: Final = ((1024, 768), (1024, 768), (1280, 800), (960, 720), (800, 600), (1366, 768))
"""Sizes in training, which windows fill better."""
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
    command: str, source: random.Random, parser: ScreenParser, count: int, dressed: bool
) -> Iterator[tuple[Frame, dict[str, Any]]]:
    """So many looks at an application, something pressed between them. Ends early where it has gone."""
    size = Size(*source.choice(SMALL if dressed else SIZES))
    with TemporaryDirectory() as folder, VirtualDesktop(size, tree=True) as desktop:
        here, home = Path(folder, "Documents"), Path(folder, "home")
        here.mkdir()
        (home / "config").mkdir(parents=True)
        environment = {**desktop.private.environment, "HOME": str(home)}
        known: dict[str, str] = {}
        if dressed:
            own, known = configured(home / "config", source)
            environment |= own
        own_files = files(here, source)
        desktop.private.start([part.format(**own_files) for part in command.split()], environment)
        time.sleep(WAIT_S)
        for _ in range(count):
            seen = desktop.observe()
            tree = seen.tree or ()
            screen = parser.parse(seen.frame)
            found, texts = widgets(tree, screen, size)
            if len(found) < 4:
                return
            about = {"widgets": found, "texts": texts, "language": "en", "application": name_of(command)}
            yield seen.frame, {**about, **known}
            if source.random() < 0.4:
                desktop.perform(Press(keys=["escape"]))
            choice = [node for node in tree if pressed(node)]
            if not choice:
                return
            at = source.choice(choice).box.center
            desktop.perform(Click[ScreenPoint](start_point=ScreenPoint(at.x, at.y)))
            time.sleep(1.0)


def pressed(node: Node) -> bool:
    """Whether it may be pressed for the sake of another look: it changes what is shown, and destroys nothing."""
    name = node.name.casefold()
    opens = node.role in PRESSED or (node.role == "menu item" and name.endswith(DIALOGS))
    whole = bool(name) and "disabled" not in node.states and min(node.box.width, node.box.height) > 6
    return opens and whole and not any(word in name for word in LEFT_ALONE)


def name_of(command: str) -> str:
    """The program of a command."""
    return Path(command.split(maxsplit=1)[0]).name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--looks", type=int, default=4, help="at each application")
    parser.add_argument("--minutes", type=float, default=600, help="after which no application is started")
    parser.add_argument("--dressed", action="store_true", help="in themes of training, and more applications")
    parser.add_argument("--part", default="0/1", help="which of how many parts of the applications, as 1/2")
    given = parser.parse_args()
    if given.dressed:
        hide()
    given.out.mkdir(parents=True, exist_ok=True)
    eyes, until = ScreenParser(), time.monotonic() + 60 * given.minutes
    own, parts = (int(part) for part in given.part.split("/"))
    commands = [*PROGRAMS, *FURTHER] if given.dressed else [*PROGRAMS]
    for command in commands[own::parts]:
        name = name_of(command)
        path = given.out / f"{'dressed' if given.dressed else 'real'}_{given.seed}_{name}.tar"
        if shutil.which(command.split()[0]) is None or time.monotonic() > until or path.exists():
            continue
        source = random.Random(f"{given.seed} {command}")
        count = 0
        with tarfile.open(path.with_suffix(".part"), "w") as tar:
            try:
                for frame, about in looks(command, source, eyes, given.looks, given.dressed):
                    write(tar, f"{count:06d}.json", json.dumps(about).encode())
                    write(tar, f"{count:06d}.webp", packed(frame, lossless=True))
                    count += 1
            except MimicError as error:
                print(name, error, flush=True)
        path.with_suffix(".part").rename(path)
        print(json.dumps({"shard": path.name, "screens": count}), flush=True)


def hide() -> None:
    """Start over where the held-out icon themes are covered with nothing, for this process and what it starts alone.

    As root only: `unshare` ends the command otherwise.
    """
    there = [str(folder) for folder in fallen_back_on()]
    if there:
        covered = "".join(f"mount -t tmpfs -o size=1m none {folder} && " for folder in there)
        again = [sys.executable, "-m", "model.train.real_windows", *sys.argv[1:]]
        os.execvp("unshare", ["unshare", "--mount", "sh", "-c", f'{covered}exec "$@"', "sh", *again])  # noqa: S606 - it replaces this process


if __name__ == "__main__":
    main()
