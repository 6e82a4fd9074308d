"""GTK views of many items made at random, with their truth: lists, tables, texts, tabs, menus."""

from __future__ import annotations

from typing import Any

from model.train.gtk_controls import GtkControls


class GtkViews(GtkControls):
    """Views besides the controls."""

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
