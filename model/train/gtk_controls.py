"""GTK widgets made at random, each with a note of how to ask for its truth once it is drawn.

Boxes are the widgets' own allocations; the mark of a check box is found by its pixels.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from model.train.pages import FAMILIES, family
from model.train.words import ICON_NAMES, KEYPAD, Words


def _drawn(area: np.ndarray, least: int) -> tuple[float, float, float, float] | None:
    """What differs from the even ground of an area; None where that is fewer than ``least`` rows or columns."""
    if area.size == 0:
        return None
    different = np.abs(area - area[0, 0]).max(2) > 14
    rows, columns = np.flatnonzero(different.any(1)), np.flatnonzero(different.any(0))
    if len(rows) < least or len(columns) < least:
        return None
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)


class GtkControls:
    """The controls of one window made from a seed; `truth` is read after it was drawn."""

    window: Any

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
        found = _drawn(area, 6)
        if found is None:
            return cell
        return found[0] + left - x, found[1] + top - y, found[2] + left - x, found[3] + top - y

    def mark_of(self, made: Any, pixels: np.ndarray) -> tuple[float, float, float, float] | None:
        """Where the box before a label is, by what differs from the ground between the widget's edge and its label."""
        label = made.get_child()
        if label is None or not made.get_mapped():
            return None
        x, y = made.translate_coordinates(self.window, 0, 0)
        end = label.translate_coordinates(made, 0, 0)[0] - 1
        area = pixels[max(0, y) : y + made.get_allocation().height, max(0, x) : x + end].astype(int)
        return _drawn(area, 8)

    # Controls

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

    def keys(self) -> Any:
        gap = self.r.randint(0, 6)
        grid = self.gtk.Grid(
            row_homogeneous=True, column_homogeneous=True, row_spacing=gap, column_spacing=gap, margin=6
        )
        for at, key in enumerate(KEYPAD[: self.r.choice((10, 15, 20, 24))]):
            made = self.gtk.Button(label=key)
            made.set_size_request(self.r.choice((30, 44)), self.r.choice((24, 40)))
            self.asks.append(lambda made=made, key=key: self.note("button", made, None, "", key))
            grid.attach(made, at % 5, at // 5, 1, 1)
        return grid

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
