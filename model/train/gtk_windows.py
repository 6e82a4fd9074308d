# ruff: noqa: E501 - markup and drawing calls read better unbroken
"""Render GTK 3 windows with their truth: `python -m model.train.gtk_windows NPM OUT --gi /usr/lib/python3/dist-packages`.

Needs PyGObject for the running Python (Debian: python3-gi, gir1.2-gtk-3.0), an X display, and the themes to draw with
(arc-theme, materia-gtk-theme, greybird-gtk-theme, numix-gtk-theme, orchis-gtk-theme, yaru-theme-gtk, …). Shards are
those of pages.py. Boxes are the widgets' own allocations; the mark of a check box is found by its pixels.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from model.train.held_out import held_out
from model.train.pages import FAMILIES, family, write
from model.train.theme import FONTS
from model.train.words import ICON_NAMES, Words

THEMES = (
    "Arc", "Arc-Dark", "Arc-Darker", "Arc-Lighter", "Greybird", "Greybird-dark", "Materia", "Materia-compact", "Materia-dark", "Materia-light-compact",
    "Numix", "Orchis", "Orchis-Compact", "Orchis-Dark", "Orchis-Light-Compact", "Yaru", "Yaru-dark", "Yaru-blue", "Yaru-sage-dark", "Yaru-viridian",
    "Clearlooks-3.4", "Bluebird", "Blackbird",
)  # fmt: skip


class GtkScreen:
    """One window made from a seed; `truth` is read after it was drawn."""

    def __init__(self, gtk: Any, pixbuf: Any, seed: str, npm: Path) -> None:
        self.gtk, self.pixbuf = gtk, pixbuf
        self.r = random.Random(seed)
        self.w = Words(self.r)
        self.icons = family(npm, self.r.choice(FAMILIES))
        self.ink = "#333"
        self.asks: list[Callable[[], None]] = []
        self.widgets: list[list[Any]] = []
        self.marks: list[tuple[str, str, Any, str]] = []
        self.ticks: list[tuple[str, Any, tuple[int, int, int, int]]] = []

    def chance(self, share: float) -> bool:
        return self.r.random() < share

    def note(
        self,
        kind: str,
        widget: Any,
        box: tuple[float, float, float, float] | None = None,
        states: str = "",
        text: str = "",
        name: str = "",
    ) -> None:
        """A widget's box, or one given in its own coordinates, clipped by the scrolled areas around it."""
        if not widget.get_mapped():
            return
        room = widget.get_allocation()
        left, top, right, bottom = box or (0, 0, room.width, room.height)
        place = widget.translate_coordinates(self.window, 0, 0)
        if place is None:
            return
        x, y = place
        left, top, right, bottom = left + x, top + y, right + x, bottom + y
        full = (right - left) * (bottom - top)
        above = widget.get_parent()
        while above is not None and above is not self.window:
            if isinstance(above, self.gtk.ScrolledWindow | self.gtk.Paned):
                ax, ay = above.translate_coordinates(self.window, 0, 0)
                around = above.get_allocation()
                left, top, right, bottom = (
                    max(left, ax),
                    max(top, ay),
                    min(right, ax + around.width),
                    min(bottom, ay + around.height),
                )
            above = above.get_parent()
        if right - left > 3 and bottom - top > 3 and full > 0:
            share = (right - left) * (bottom - top) / full
            self.widgets.append([kind, states, left, top, right, bottom, round(share, 2), text, name])

    def add(self, made: Any, kind: str, text: str = "", name: str = "", **more: bool) -> Any:
        made.set_sensitive(not self.chance(0.1))
        states = " ".join([*(key for key, on in more.items() if on), *([] if made.get_sensitive() else ["disabled"])])
        self.asks.append(lambda: self.note(kind, made, None, states, text, name))
        return made

    def picture(self, size: int) -> tuple[Any, str]:
        import resvg_py

        name = self.r.choice(ICON_NAMES)
        svg = self.icons.draw(name, size, self.r).replace(
            "<svg", f'<svg xmlns="http://www.w3.org/2000/svg" color="{self.ink}"', 1
        )
        made = self.gtk.Image()
        with contextlib.suppress(ValueError):
            loader = self.pixbuf.PixbufLoader()
            loader.write(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)))
            loader.close()
            made.set_from_pixbuf(loader.get_pixbuf())

        def ask() -> None:
            room = made.get_allocation()
            x, y = (room.width - size) / 2, (room.height - size) / 2
            self.note("icon", made, (x, y, x + size, y + size), name=name)

        self.asks.append(ask)
        return made, name

    def button(self) -> Any:
        text = self.w.command()
        made = self.gtk.Button(label=text)
        if self.chance(0.25):
            made.set_image(self.picture(16)[0])
            made.set_always_show_image(True)
        if self.chance(0.15):
            made.get_style_context().add_class(self.r.choice(("suggested-action", "destructive-action")))
        return self.add(made, "button", text)

    def icon_button(self, size: int, flat: bool) -> Any:
        image, name = self.picture(size)
        on = self.chance(0.08)
        made = self.gtk.ToggleButton() if on else self.gtk.Button()
        made.add(image)
        if on:
            made.set_active(True)
        if flat:
            made.set_relief(self.gtk.ReliefStyle.NONE)
            if not on:
                return made
        return self.add(made, "button", "", name, selected=on)

    def field(self) -> Any:
        made = self.gtk.Entry(text=self.w.value() if self.chance(0.6) else "")
        made.set_placeholder_text(self.w.noun())
        return self.add(made, "field", made.get_text())

    def spin(self) -> Any:
        made = self.gtk.SpinButton.new_with_range(0, 999, 1)
        made.set_value(self.r.randint(0, 200))
        return self.add(made, "field", made.get_text())

    def combo(self) -> Any:
        made = self.gtk.ComboBoxText()
        text = self.w.value()
        made.append_text(text)
        made.set_active(0)
        return self.add(made, "combobox", text)

    def check(self, group: Any = None, kind: str = "checkbox") -> Any:
        text = self.w.noun()
        made = self.gtk.RadioButton(label=text, group=group) if kind == "radio" else self.gtk.CheckButton(label=text)
        if kind == "checkbox":
            made.set_active(self.chance(0.5))
        made.set_sensitive(not self.chance(0.1))

        def ask() -> None:
            states = " ".join(
                key for key, on in (("checked", made.get_active()), ("disabled", not made.get_sensitive())) if on
            )
            self.marks.append((kind, states, made, text))

        self.asks.append(ask)
        return made

    def radios(self) -> Any:
        box = self.box(vertical=self.chance(0.5))
        first = self.check(kind="radio")
        box.add(first)
        for _ in range(self.r.randint(1, 3)):
            box.add(self.check(first, "radio"))
        return box

    def switch(self) -> Any:
        made = self.gtk.Switch(halign=self.gtk.Align.START, valign=self.gtk.Align.CENTER)
        made.set_active(self.chance(0.5))
        return self.add(made, "switch", checked=made.get_active())

    def slider(self) -> Any:
        made = self.gtk.Scale.new_with_range(self.gtk.Orientation.HORIZONTAL, 0, 100, 1)
        made.set_value(self.r.randint(0, 100))
        made.set_draw_value(self.chance(0.3))
        made.set_size_request(self.r.randint(90, 240), -1)

        def ask() -> None:
            start, end = made.get_slider_range()
            room = made.get_range_rect()
            middle = room.y + room.height / 2
            reach = min((end - start) / 2, room.height / 2)
            self.note("handle", made, (start, middle - reach, end, middle + reach))

        self.asks.append(ask)
        return self.add(made, "slider")

    def link(self) -> Any:
        text = self.w.command()
        made = self.gtk.LinkButton(uri="http://localhost", label=text, halign=self.gtk.Align.START)
        return self.add(made, "link", text)

    def label(self) -> Any:
        return self.gtk.Label(label=self.w.noun() if self.chance(0.6) else self.w.sentence(2, 8), xalign=0)

    def box(self, vertical: bool = False, gap: int | None = None) -> Any:
        way = self.gtk.Orientation.VERTICAL if vertical else self.gtk.Orientation.HORIZONTAL
        return self.gtk.Box(orientation=way, spacing=self.r.choice((0, 4, 6, 10)) if gap is None else gap)

    def control(self) -> Any:
        return self.r.choice(
            (
                self.field,
                self.field,
                self.spin,
                self.combo,
                self.check,
                self.check,
                self.radios,
                self.switch,
                self.switch,
                self.slider,
                self.button,
                self.link,
            )
        )()

    def form(self) -> Any:
        grid = self.gtk.Grid(row_spacing=self.r.randint(2, 10), column_spacing=10, margin=self.r.randint(4, 18))
        for row in range(self.r.randint(4, 13)):
            grid.attach(self.label(), 0, row, 1, 1)
            grid.attach(self.control(), 1, row, 1, 1)
        return grid

    def soup(self) -> Any:
        box = self.box(vertical=True)
        box.set_border_width(self.r.randint(2, 14))
        for _ in range(self.r.randint(4, 12)):
            line = self.box()
            for _ in range(self.r.randint(1, 5)):
                line.add(self.control())
            box.add(line)
        return box

    def keys(self) -> Any:
        gap = self.r.randint(0, 6)
        grid = self.gtk.Grid(
            row_homogeneous=True, column_homogeneous=True, row_spacing=gap, column_spacing=gap, margin=6
        )
        for at, key in enumerate(
            [
                "7",
                "8",
                "9",
                "/",
                "C",
                "4",
                "5",
                "6",
                "*",
                "(",
                "1",
                "2",
                "3",
                "-",
                ")",
                "0",
                ".",
                "=",
                "+",
                "%",
                "√",
                "π",
                "sin",
                "cos",
            ][: self.r.choice((10, 15, 20, 24))]
        ):
            made = self.gtk.Button(label=key)
            made.set_size_request(self.r.choice((30, 44)), self.r.choice((24, 40)))
            self.asks.append(lambda made=made, key=key: self.note("button", made, None, "", key))
            grid.attach(made, at % 5, at // 5, 1, 1)
        return grid

    def text(self) -> Any:
        made = self.gtk.TextView()
        made.get_buffer().set_text("\n".join(self.w.sentence(4, 16) for _ in range(self.r.randint(2, 60))))
        made.set_monospace(self.chance(0.4))
        area = self.scrolled(made)
        return self.add(area, "field")

    def scrolled(self, inside: Any) -> Any:
        area = self.gtk.ScrolledWindow()
        area.set_overlay_scrolling(False)
        area.set_policy(self.gtk.PolicyType.AUTOMATIC, self.gtk.PolicyType.AUTOMATIC)
        area.set_size_request(self.r.randint(120, 260), self.r.randint(100, 300))
        area.set_shadow_type(self.r.choice((self.gtk.ShadowType.NONE, self.gtk.ShadowType.IN)))
        area.add(inside)

        def ask() -> None:
            for bar in (area.get_vscrollbar(), area.get_hscrollbar()):
                if bar.get_mapped() and bar.get_child_visible():
                    self.note("scrollbar", bar)

        self.asks.append(ask)
        return area

    def table(self) -> Any:
        columns, rows = self.r.randint(1, 6), self.r.randint(4, 40)
        checks = self.chance(0.25)
        store = self.gtk.ListStore(*([bool] if checks else []), *[str] * columns)
        texts = [[self.w.value() for _ in range(columns)] for _ in range(rows)]
        ticks = [self.chance(0.4) for _ in range(rows)]
        for row, tick in zip(texts, ticks, strict=True):
            store.append([*([tick] if checks else []), *row])
        made = self.gtk.TreeView(model=store)
        made.set_headers_visible(columns > 1 or self.chance(0.5))
        made.set_grid_lines(
            self.r.choice(
                (self.gtk.TreeViewGridLines.NONE, self.gtk.TreeViewGridLines.NONE, self.gtk.TreeViewGridLines.BOTH)
            )
        )
        if checks:
            made.append_column(self.gtk.TreeViewColumn("", self.gtk.CellRendererToggle(), active=0))
        for column in range(columns):
            shown = self.gtk.TreeViewColumn(self.w.noun(), self.gtk.CellRendererText(), text=column + checks)
            shown.set_resizable(True)
            made.append_column(shown)
        chosen = self.r.randrange(min(rows, 8)) if self.chance(0.6) else -1
        if chosen >= 0:
            made.get_selection().select_path(self.gtk.TreePath.new_from_indices([chosen]))
        area = self.scrolled(made)

        def ask() -> None:
            shown = made.get_columns()
            top = made.convert_bin_window_to_widget_coords(0, 0)[1]
            bottom = made.get_allocation().height
            if made.get_headers_visible():
                for column in shown:
                    head = column.get_button()
                    self.note("cell", head, None, "", column.get_title())
            for row in range(rows):
                for at, column in enumerate(shown):
                    cell = made.get_background_area(self.gtk.TreePath.new_from_indices([row]), column)
                    x, y = made.convert_bin_window_to_widget_coords(cell.x, cell.y)
                    if y < top - 2 or y >= bottom:
                        continue
                    if checks and at == 0:
                        self.ticks.append(
                            ("checked" if ticks[row] else "", made, (x, y, x + cell.width, y + cell.height))
                        )
                    kind = "listitem" if len(shown) == 1 else "cell"
                    self.note(
                        kind,
                        made,
                        (x, y, x + cell.width, y + cell.height),
                        "selected" if row == chosen else "",
                        "" if checks and at == 0 else texts[row][at - checks],
                    )

        self.asks.append(ask)
        return area

    def rows(self) -> Any:
        made = self.gtk.ListBox()
        chosen = self.r.randrange(5) if self.chance(0.6) else -1
        for at in range(self.r.randint(3, 22)):
            line = self.box(gap=8)
            line.set_border_width(self.r.choice((2, 4, 8)))
            if self.chance(0.7):
                line.add(self.picture(self.r.choice((16, 16, 24)))[0])
            line.pack_start(self.label(), True, True, 0)
            if self.chance(0.3):
                line.add(
                    self.r.choice((self.switch, self.check, lambda: self.icon_button(16, flat=True), self.combo))()
                )
            row = self.gtk.ListBoxRow()
            row.add(line)
            made.add(row)
            self.asks.append(
                lambda row=row, at=at: self.note("listitem", row, None, "selected" if at == chosen else "")
            )
            if at == chosen:
                made.select_row(row)
        return self.scrolled(made)

    def part(self) -> Any:
        return self.r.choice(
            (self.form, self.form, self.soup, self.table, self.table, self.rows, self.text, self.keys)
        )()

    def book(self) -> Any:
        made = self.gtk.Notebook()
        pages = []
        for _ in range(self.r.randint(2, 6)):
            page, text = self.part() if not pages else self.label(), self.w.noun()
            inside = self.box(gap=6)
            inside.add(self.gtk.Label(label=text))
            if self.chance(0.25):
                inside.add(self.icon_button(12, flat=True))
            inside.show_all()
            made.append_page(page, inside)
            pages.append((page, inside, text))

        def ask() -> None:
            below = pages[0][0].get_allocation().y - made.get_allocation().y
            for at, (_, inside, text) in enumerate(pages):
                place = inside.translate_coordinates(made, 0, 0)
                if place is None:  # a tab for which there was no room
                    continue
                x = place[0]
                self.note(
                    "tab",
                    made,
                    (x - 10, 0, x + inside.get_allocation().width + 10, below),
                    "selected" if at == 0 else "",
                    text,
                )

        self.asks.append(ask)
        return made

    def menu_bar(self) -> Any:
        made = self.gtk.MenuBar()
        for name in self.w.menu():
            item = self.gtk.MenuItem(label=name)
            made.append(item)
            self.asks.append(lambda item=item, name=name: self.note("menuitem", item, None, "", name))
        return made

    def tool_bar(self) -> Any:
        size, flat = self.r.choice((16, 16, 18, 22, 24, 32)), self.chance(0.75)
        made = self.box()
        for _ in range(self.r.randint(4, 16)):
            made.add(self.combo() if self.chance(0.06) else self.icon_button(size, flat))
        return made

    def head_bar(self) -> Any:
        made = self.gtk.HeaderBar(title=self.w.noun(), subtitle=self.w.sentence(1, 4) if self.chance(0.3) else None)
        for _ in range(self.r.randint(0, 4)):
            made.pack_start(self.icon_button(16, self.chance(0.5)) if self.chance(0.7) else self.button())
        made.pack_end(self.icon_button(16, flat=True))
        for _ in range(self.r.randint(0, 3)):
            made.pack_end(self.icon_button(16, self.chance(0.5)))
        return made

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

    def truth(self, pixels: np.ndarray) -> list[list[Any]]:
        for ask in self.asks:
            ask()
        for kind, states, made, text in self.marks:
            if (box := self.mark_of(made, pixels)) is not None:
                self.note(kind, made, box, states, text)
        for states, made, cell in self.ticks:
            self.note("checkbox", made, self.drawn_in(made, cell, pixels), states)
        return self.widgets

    def drawn_in(
        self, made: Any, cell: tuple[int, int, int, int], pixels: np.ndarray
    ) -> tuple[float, float, float, float]:
        """What is drawn on the even ground of a cell, its grid lines left out; the cell where nothing is."""
        x, y = made.translate_coordinates(self.window, 0, 0)
        left, top, right, bottom = cell[0] + x + 2, cell[1] + y + 2, cell[2] + x - 2, cell[3] + y - 2
        area = pixels[max(0, top) : bottom, max(0, left) : right].astype(int)
        if area.size == 0:
            return cell
        different = np.abs(area - area[0, 0]).max(2) > 14
        rows, columns = np.flatnonzero(different.any(1)), np.flatnonzero(different.any(0))
        if len(rows) < 6 or len(columns) < 6:
            return cell
        return tuple(
            float(v)
            for v in (columns[0] + left - x, rows[0] + top - y, columns[-1] + 1 + left - x, rows[-1] + 1 + top - y)
        )

    def mark_of(self, made: Any, pixels: np.ndarray) -> tuple[float, float, float, float] | None:
        """Where the box before a label is, by what differs from the ground between the widget's edge and its label."""
        label = made.get_child()
        if label is None or not made.get_mapped():
            return None
        x, y = made.translate_coordinates(self.window, 0, 0)
        end = label.translate_coordinates(made, 0, 0)[0] - 1
        area = pixels[max(0, y) : y + made.get_allocation().height, max(0, x) : x + end].astype(int)
        if area.size == 0:
            return None
        different = np.abs(area - area[0, 0]).max(2) > 14
        rows, columns = np.flatnonzero(different.any(1)), np.flatnonzero(different.any(0))
        if len(rows) < 8 or len(columns) < 8:
            return None
        return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)


def theme_folders() -> list[Path]:
    """Where GTK looks for themes: XDG_DATA_DIRS may name an unpacked package that is not installed."""
    return [Path(folder) / "themes" for folder in os.environ.get("XDG_DATA_DIRS", "/usr/share").split(":")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("npm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gi", default="", help="folder that holds PyGObject, where it is not the environment's own")
    parser.add_argument("--screens", type=int, default=1000)
    parser.add_argument("--shard", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.gi:
        sys.path.append(arguments.gi)
    import gi

    gi.require_version("Gtk", "3.0")
    from gi.repository import GdkPixbuf, Gtk
    from PIL import Image

    themes = [
        theme
        for theme in THEMES
        if theme not in held_out("themes") and any((folder / theme / "gtk-3.0").exists() for folder in theme_folders())
    ]
    settings = Gtk.Settings.get_default()
    settings.set_property("gtk-enable-animations", False)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for first in range(0, arguments.screens, arguments.shard):
        target = arguments.out / f"gtk_{arguments.seed}_{first:06}.tar"
        if target.exists():
            continue
        started = time.monotonic()
        with tarfile.open(target.with_suffix(".part"), "w") as tar:
            for number in range(first, min(first + arguments.shard, arguments.screens)):
                seed = f"gtk/{arguments.seed}/{number}"
                screen = GtkScreen(Gtk, GdkPixbuf, seed, arguments.npm)
                theme = screen.r.choice(themes)
                dark = "ark" in theme or "Blackbird" in theme
                settings.set_property("gtk-theme-name", theme)
                settings.set_property(
                    "gtk-font-name", f"{screen.r.choice(FONTS)} {screen.r.choice((8, 9, 10, 10, 11, 12))}"
                )
                window = screen.build("#ddd" if dark else "#333")
                window.show_all()
                for _ in range(4):
                    while Gtk.events_pending():
                        Gtk.main_iteration_do(False)
                    window.queue_draw()
                drawn = window.get_pixbuf()
                rows = np.frombuffer(drawn.get_pixels(), np.uint8)
                wide, high, channels, stride = (
                    drawn.get_width(),
                    drawn.get_height(),
                    drawn.get_n_channels(),
                    drawn.get_rowstride(),
                )
                padded = np.zeros(stride * high, np.uint8)
                padded[: rows.size] = rows
                pixels = padded.reshape(high, stride)[:, : wide * channels].reshape(high, wide, channels)[..., :3]
                boxes = screen.truth(pixels)
                packed = io.BytesIO()
                Image.fromarray(np.ascontiguousarray(pixels)).save(packed, "WEBP", quality=82, method=2)
                about = {"seed": seed, "width": wide, "height": high, "scale": 1, "dialect": f"gtk/{theme}", "sheets": [], "language": screen.w.language,
                         "icons": screen.icons.name, "dark": dark, "widgets": boxes, "texts": []}  # fmt: skip
                write(tar, f"{number:06}.webp", packed.getvalue())
                write(tar, f"{number:06}.json", json.dumps(about, ensure_ascii=False).encode())
                window.destroy()
        target.with_suffix(".part").rename(target)
        print(
            json.dumps({"shard": target.name, "bytes": target.stat().st_size, "s": round(time.monotonic() - started)}),
            flush=True,
        )


if __name__ == "__main__":
    main()
