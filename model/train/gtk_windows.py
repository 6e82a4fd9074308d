# ruff: noqa: E501 - names of themes read better unbroken
"""Render GTK 3 windows with their truth: `python -m model.train.gtk_windows NPM OUT --gi /usr/lib/python3/dist-packages`.

Needs PyGObject for the running Python (Debian: python3-gi, gir1.2-gtk-3.0), an X display, and the themes to draw with
(arc-theme, materia-gtk-theme, greybird-gtk-theme, numix-gtk-theme, orchis-gtk-theme, yaru-theme-gtk, …). Shards are
those of pages.py.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np

from model.train.gtk_views import GtkViews
from model.train.held_out import held_out
from model.train.shards import fill, options
from model.train.theme import FONTS

THEMES = (
    "Arc", "Arc-Dark", "Arc-Darker", "Arc-Lighter", "Greybird", "Greybird-dark", "Materia", "Materia-compact", "Materia-dark", "Materia-light-compact",
    "Numix", "Orchis", "Orchis-Compact", "Orchis-Dark", "Orchis-Light-Compact", "Yaru", "Yaru-dark", "Yaru-blue", "Yaru-sage-dark", "Yaru-viridian",
    "Clearlooks-3.4", "Bluebird", "Blackbird",
)  # fmt: skip


def main() -> None:
    parser = options(__doc__, screens=1000)
    parser.add_argument("--gi", default="", help="folder that holds PyGObject, where it is not the environment's own")
    arguments = parser.parse_args()
    if arguments.gi:
        sys.path.append(arguments.gi)
    import gi

    gi.require_version("Gtk", "3.0")
    gi.require_version("GdkPixbuf", "2.0")
    from gi.repository import GdkPixbuf, Gtk

    settings, themes = Gtk.Settings.get_default(), themes_here()
    settings.set_property("gtk-enable-animations", False)

    def draw(seed: str) -> tuple[np.ndarray, dict[str, Any]]:
        screen = GtkScreen(Gtk, GdkPixbuf, seed, arguments.npm)
        theme = screen.r.choice(themes)
        dark = "ark" in theme or "Blackbird" in theme
        settings.set_property("gtk-theme-name", theme)
        settings.set_property("gtk-font-name", f"{screen.r.choice(FONTS)} {screen.r.choice((8, 9, 10, 10, 11, 12))}")
        window = screen.build("#ddd" if dark else "#333")
        window.show_all()
        for _ in range(4):
            while Gtk.events_pending():
                Gtk.main_iteration_do(False)
            window.queue_draw()
        pixels = pixels_of(window.get_pixbuf())
        boxes = screen.truth(pixels)
        window.destroy()
        return pixels, {
            "dialect": f"gtk/{theme}", "sheets": [], "language": screen.w.language, "icons": screen.icons.name,
            "dark": dark, "widgets": boxes, "texts": [],
        }  # fmt: skip

    fill(arguments.out, "gtk", arguments.seed, arguments.screens, arguments.shard, draw)


def themes_here() -> list[str]:
    """Themes to draw with that are there. XDG_DATA_DIRS may name an unpacked package that is not installed."""
    folders = [Path(folder) / "themes" for folder in os.environ.get("XDG_DATA_DIRS", "/usr/share").split(":")]
    return [
        theme
        for theme in THEMES
        if theme not in held_out("themes") and any((folder / theme / "gtk-3.0").exists() for folder in folders)
    ]


def pixels_of(drawn: Any) -> np.ndarray:
    """Height × width × 3, RGB, of a pixbuf, whose last row may end early."""
    rows = np.frombuffer(drawn.get_pixels(), np.uint8)
    wide, high, channels = drawn.get_width(), drawn.get_height(), drawn.get_n_channels()
    padded = np.zeros(drawn.get_rowstride() * high, np.uint8)
    padded[: rows.size] = rows
    return padded.reshape(high, -1)[:, : wide * channels].reshape(high, wide, channels)[..., :3]


class GtkScreen(GtkViews):
    """One window made from a seed."""

    def build(self, ink: str) -> Any:
        self.ink = ink
        self.window = self.gtk.OffscreenWindow()
        whole = self.box(vertical=True, gap=0)
        self.window.add(whole)
        if self.chance(0.5):
            whole.add(self.head_bar())
        if self.chance(0.5):
            whole.add(self.menu_bar())
        for _ in range(self.r.choice((0, 1, 1, 2))):
            whole.add(self.tool_bar())
        middle = self.gtk.Paned()
        middle.add1(self.r.choice((self.rows, self.table))() if self.chance(0.6) else self.part())
        middle.add2(self.book() if self.chance(0.45) else self.part())
        whole.pack_start(middle, True, True, 0)
        if self.chance(0.5):
            foot = self.box(gap=6)
            foot.set_halign(self.r.choice((self.gtk.Align.START, self.gtk.Align.END)))
            for _ in range(self.r.randint(1, 3)):
                foot.add(self.button())
            whole.add(foot)
        self.window.set_size_request(self.r.randint(500, 1300), self.r.randint(380, 900))
        return self.window

    def head_bar(self) -> Any:
        made = self.gtk.HeaderBar(title=self.w.noun(), subtitle=self.w.sentence(1, 4) if self.chance(0.3) else None)
        for _ in range(self.r.randint(0, 4)):
            made.pack_start(self.icon_button(16, self.chance(0.5)) if self.chance(0.7) else self.button())
        made.pack_end(self.icon_button(16, flat=True))
        for _ in range(self.r.randint(0, 3)):
            made.pack_end(self.icon_button(16, self.chance(0.5)))
        return made

    def tool_bar(self) -> Any:
        size, flat = self.r.choice((16, 16, 18, 22, 24, 32)), self.chance(0.75)
        made = self.box()
        for _ in range(self.r.randint(4, 16)):
            made.add(self.combo() if self.chance(0.06) else self.icon_button(size, flat))
        return made


if __name__ == "__main__":
    main()
