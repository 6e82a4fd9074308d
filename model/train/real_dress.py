# ruff: noqa: E501 - tables read better unbroken
"""What real applications are shown with in training: themes, icons and type that are not held out, and files to open."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from model.train.gtk_windows import themes_here
from model.train.held_out import held_out
from model.train.theme import FONTS

ICONS: Final = (
    "Papirus", "Papirus-Dark", "Papirus-Light", "ePapirus", "elementary-xfce", "elementary-xfce-dark", "Numix", "Numix-Circle", "Moka", "Faba", "Obsidian",
    "Obsidian-Mint", "Tango", "bloom", "bloom-classic", "Vintage",
)  # fmt: skip
"""Icon themes: Papirus, elementary, Numix, Moka, Obsidian, Tango and Deepin, of Debian's packages of these names."""
FALLEN_BACK_ON: Final = ("Adwaita", "gnome", "breeze", "breeze-dark", "HighContrast")
"""Held-out icon themes that toolkits fall back on: nothing of them may be there while training screens are taken."""
STYLES: Final = ("Fusion", "Windows")
SUBJECTS: Final = (
    "Minutes", "Budget", "Trip to Lisbon", "Recipe", "Shopping", "Thesis", "Garden plan", "Interview", "Invoice 2041", "Lecture notes", "Repairs", "Choir",
    "Birthday", "Packing list", "Lease", "Meeting", "Survey", "Inventory", "Field trip", "Newsletter",
)  # fmt: skip
WORDS: Final = [
    "the",
    "first",
    "draft",
    "was",
    "sent",
    "to",
    "everybody",
    "on",
    "Monday",
    "and",
    "nobody",
    "has",
    "answered",
    "yet",
    "so",
    "we",
    "ask",
    "once",
    "more",
    "whether",
    "the",
    "room",
    "is",
    "free",
    "in",
    "the",
    "second",
    "week",
    "of",
    "May",
    "because",
    "the",
    "choir",
    "needs",
    "it",
    "for",
    "three",
    "evenings",
    "and",
    "the",
    "key",
    "has",
    "to",
    "be",
    "fetched",
    "from",
    "the",
    "office",
    "before",
    "noon",
]


def fallen_back_on() -> list[Path]:
    """Folders of held-out icon themes that hold anything."""
    return [folder for name in FALLEN_BACK_ON if any((folder := Path("/usr/share/icons", name)).glob("*"))]


def configured(folder: Path, source: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """Settings of the toolkits in a folder: the environment that names it, and what was drawn (theme, icons).

    Raises ValueError where a held-out icon theme lies where toolkits would find it.
    """
    if found := fallen_back_on():
        raise ValueError(f"{', '.join(map(str, found))}: held-out icons would be seen; they must be hidden first")
    theme, icons, font = source.choice(themes_here()), source.choice(ICONS), source.choice(FONTS)
    points = source.choice((9, 10, 10, 10, 11, 12))
    if icons in held_out("icon_themes") or theme in held_out("themes"):
        raise ValueError(f"{icons} and {theme}: one of them is held out")
    dark = "ark" in theme or "Blackbird" in theme
    gtk = f"[Settings]\ngtk-theme-name={theme}\ngtk-icon-theme-name={icons}\ngtk-font-name={font} {points}\ngtk-enable-animations=0\n"
    for version in ("gtk-3.0", "gtk-4.0"):
        (folder / version).mkdir(parents=True, exist_ok=True)
        (folder / version / "settings.ini").write_text(gtk, encoding="utf-8")
    style = source.choice(STYLES)
    scheme = "darker" if dark else "airy" if source.random() < 0.3 else "simple"
    for version in ("qt5ct", "qt6ct"):
        qt = (
            f"[Appearance]\nstyle={style}\nicon_theme={icons}\ncustom_palette={str(dark or source.random() < 0.3).lower()}\n"
            f"color_scheme_path=/usr/share/{version}/colors/{scheme}.conf\n"
        )
        (folder / version).mkdir(parents=True, exist_ok=True)
        (folder / version / f"{version}.conf").write_text(qt, encoding="utf-8")
    known = {"theme": theme, "icons": icons, "style": style, "dark": str(dark).lower()}
    return {"XDG_CONFIG_HOME": str(folder), "QT_QPA_PLATFORMTHEME": "qt5ct"}, known


def files(folder: Path, source: random.Random) -> dict[str, str]:
    """Files to open: the paths of a text, a program, a picture, a book, an archive, and of the folder of all."""
    names = source.sample(SUBJECTS, 12)
    for name in names[:4]:
        text = [" ".join(source.choices(WORDS, k=source.randint(3, 16))) for _ in range(source.randint(4, 30))]
        (folder / f"{name}.txt").write_text(f"{name}\n\n" + "\n".join(text) + "\n", encoding="utf-8")
    lines = [f"def {word}(count: int) -> int:\n    return count + {at}\n" for at, word in enumerate(WORDS[5:12])]
    (folder / "counting.py").write_text("\n\n".join(lines), encoding="utf-8")
    for name in names[4:8]:
        drawn(name, source).save(folder / f"{name}.png")
    drawn(names[8], source).save(folder / f"{names[8]}.pdf", save_all=True, append_images=[drawn(names[9], source)])
    for name in names[9:]:
        (folder / name).mkdir()
    with zipfile.ZipFile(folder / f"{names[0]}.zip", "w") as archive:
        for path in sorted(folder.glob("*.txt")):
            archive.write(path, path.name)
    first = {
        "text": f"{names[0]}.txt",
        "program": "counting.py",
        "picture": f"{names[4]}.png",
        "book": f"{names[8]}.pdf",
        "archive": f"{names[0]}.zip",
    }
    return {what: str(folder / name) for what, name in first.items()} | {"folder": str(folder)}


def drawn(title: str, source: random.Random) -> Image.Image:
    """A page with a title, lines of words and a few shapes."""
    image = Image.new("RGB", (620, 800), tuple(source.randint(200, 255) for _ in range(3)))
    pen = ImageDraw.Draw(image)
    pen.text((60, 40), title, fill="black", font_size=28)
    for row in range(12):
        pen.text((60, 110 + 26 * row), " ".join(source.choices(WORDS, k=9)), fill="#222", font_size=14)
    for _ in range(4):
        left, top = source.randint(40, 400), source.randint(440, 620)
        colour = tuple(source.randint(30, 220) for _ in range(3))
        pen.ellipse((left, top, left + source.randint(40, 180), top + source.randint(40, 150)), fill=colour)
    return image
