# ruff: noqa: E501
"""Views of many items, as pages and windows hold them: lists, trees, tables, forms, cards, keypads, calendars."""

from __future__ import annotations

from model.train.dialects import mark, states
from model.train.page_controls import Controls


class Views(Controls):
    """Draws areas that fill a page or a pane."""

    def main_part(self) -> str:
        """Enough to fill the area, at times more than it holds."""
        parts = (
            self.form,
            self.grid_table,
            self.tree,
            self.settings_rows,
            self.soup,
            self.document,
            self.icon_grid,
            self.cards,
            self.code,
        )
        return "".join(self.r.choice(parts)() for _ in self.some(1, 3))

    def list_rows(self, low: int = 4, high: int = 16) -> str:
        count = self.r.randint(low, high)
        with_icons, two = self.chance(0.7), self.chance(0.35)
        after = self.r.choice(("", "", "", self.d.icon("chevron right", 12), "switch", "menu"))
        rows = [
            (
                self.an_icon() if with_icons else "",
                self.w.noun() if self.chance(0.6) else self.w.value(),
                self.w.sentence(2, 8) if two else "",
            )
            for _ in range(count)
        ]
        if after in ("switch", "menu"):
            return "".join(
                self.d.rows(
                    [row],
                    after=self.d.switch(self.chance(0.5))
                    if after == "switch"
                    else self.d.icon_button(self.r.choice(("more", "dots vertical", "trash")), 0, "ghost"),
                )
                for row in rows
            )
        return self.d.rows(rows, self.r.randrange(count) if self.chance(0.6) else -1, after)

    def tree(self) -> str:
        rows = []
        depth = 0
        active = self.r.randrange(14)
        for at in self.some(6, 22):
            depth = max(0, min(4, depth + self.r.choice((-2, -1, 0, 0, 0, 1))))
            arrow = (
                self.d.icon(
                    self.r.choice(("chevron right", "chevron down", "caret right", "caret down", "plus", "minus")),
                    self.r.choice((8, 9, 10, 12)),
                )
                if self.chance(0.55)
                else '<span style="width:12px"></span>'
            )
            rows.append(
                f'<div class="m-i {"on" if at == active else ""}" style="padding-left:{8 + depth * 16}px;gap:4px"{mark("listitem", states(selected=at == active))}>'
                f"{arrow}{self.d.icon(self.r.choice(('folder', 'file', self.an_icon())), 15)}<span>{self.text(self.w.value())}</span></div>"
            )
        return "".join(rows)

    def grid_table(self) -> str:
        columns = self.r.randint(3, 8)
        head = [
            self.text(self.w.noun())
            + (self.d.icon(self.r.choice(("caret down", "chevron up", "sort")), 10) if self.chance(0.2) else "")
            for _ in range(columns)
        ]
        checks, actions = self.chance(0.4), self.chance(0.4)
        rows = []
        for _ in self.some(4, 18):
            row = [self.text(self.w.value()) for _ in range(columns)]
            if self.chance(0.2):
                row[self.r.randrange(columns)] = self.control()
            if checks:
                row[0] = self.d.check("", self.chance(0.3))
            if actions:
                row[-1] = "".join(self.icon_button(look="ghost") for _ in self.some(1, 3))
            rows.append(row)
        return self.d.table(head, rows, self.r.randrange(len(rows)) if self.chance(0.4) else -1)

    def form(self, low: int = 4, high: int = 16) -> str:
        stacked = self.chance(0.5)
        rows = []
        for _ in self.some(low, high):
            control = self.field() if self.chance(0.5) else self.control()
            label = f'<span style="{"display:block" if stacked else "display:inline-block;width:130px"}">{self.text(self.w.noun())}</span>'
            rows.append(f'<div style="margin:{self.r.randint(2, 14)}px 0">{label}{control}</div>')
        if self.chance(0.4):
            rows.append(
                self.d.area(self.w.sentence(4, 30) if self.chance(0.5) else "", self.w.noun(), self.r.randint(2, 6))
            )
        rows.append(
            f'<div style="display:flex;gap:8px;margin:10px 0;justify-content:{self.r.choice(("flex-start", "flex-end", "center"))}">{self.button()}{self.button()}</div>'
        )
        return "".join(rows)

    def settings_rows(self) -> str:
        rows = "".join(
            f'<div class="m-line" style="display:flex;align-items:center;gap:12px;padding:{self.r.randint(4, 14)}px 8px;border-bottom:1px solid">'
            f'{self.d.icon(self.an_icon(), 18) if self.chance(0.4) else ""}<span style="flex:1">{self.text(self.w.noun())}<br><small class="m-faint">{self.text(self.w.sentence(3, 9))}</small></span>{self.control()}</div>'
            for _ in self.some(4, 14)
        )
        return f'<div style="padding:12px">{self.heading()}<div class="m-panel">{rows}</div></div>'

    def soup(self) -> str:
        gap = self.r.choice((3, 6, 10, 20))
        controls = "".join(f"<span>{self.control()}</span>" for _ in self.some(20, 90))
        return f'<div style="display:flex;flex-wrap:wrap;gap:{gap}px;align-items:center;padding:10px">{controls}</div>'

    def document(self) -> str:
        page = self.heading() + self.paragraphs(2, 8) + (self.picture(240, 130) if self.chance(0.3) else "")
        return f'<div style="padding:20px {self.r.randint(10, 90)}px;margin:8px auto;max-width:780px" {mark("field") if self.chance(0.4) else ""}>{page}</div>'

    def code(self) -> str:
        lines = "".join(
            f'<div style="padding-left:{self.r.choice((0, 1, 2, 3)) * 2}em;color:hsl({self.r.choice((0, 120, 210, 280))} 60% {70 if self.d.theme.dark else 35}%)"><span class="m-faint">{n}</span>&nbsp; {self.text(self.w.sentence(1, 8))}</div>'
            for n in self.some(10, 40)
        )
        return f'<div style="font-family:Fira Code,DejaVu Sans Mono;padding:4px"{mark("field")}>{lines}</div>'

    def icon_grid(self) -> str:
        size = self.r.choice((16, 24, 32, 40, 48, 64))
        cells = "".join(
            f'<div style="display:inline-flex;flex-direction:column;align-items:center;gap:4px;width:{size + 50}px;padding:6px" class="m-b {"on" if self.chance(0.06) else "ghost"}"{mark("listitem")}>{self.d.icon(self.r.choice(("folder", "file", self.an_icon())), size)}<span style="overflow:hidden;max-width:100%">{self.text(self.w.value())}</span></div>'
            for _ in self.some(10, 60)
        )
        return f'<div style="display:flex;flex-wrap:wrap;gap:4px;padding:8px">{cells}</div>'

    def cards(self) -> str:
        def card() -> str:
            inner = self.r.choice(
                (
                    self.chart,
                    lambda: self.picture(200, 110) + self.paragraphs(1, 1),
                    lambda: self.form(1, 3),
                    lambda: self.list_rows(2, 5),
                )
            )()
            foot = "".join(self.button() if self.chance(0.5) else self.icon_button() for _ in self.some(0, 3))
            return f'<div class="m-panel" style="padding:12px;min-width:200px;flex:1">{self.heading()}{inner}<div style="display:flex;gap:6px">{foot}</div></div>'

        return f'<div style="display:flex;flex-wrap:wrap;gap:14px;padding:14px">{"".join(card() for _ in self.some(3, 9))}</div>'

    def chart(self) -> str:
        points = " ".join(f"{x},{self.r.randint(5, 95)}" for x in range(0, 201, 20))
        bars = "".join(
            f'<rect x="{x}" y="{100 - h}" width="12" height="{h}" fill="{self.d.theme.accent}"/>'
            for x in range(0, 200, 20)
            for h in [self.r.randint(5, 90)]
        )
        inner = (
            bars
            if self.chance(0.5)
            else f'<polyline points="{points}" fill="none" stroke="{self.d.theme.accent}" stroke-width="2"/>'
        )
        return f'<svg width="200" height="100"{mark("image")}>{inner}</svg>'

    def calculator(self) -> str:
        keys = self.r.choice(
            (
                "7 8 9 ÷ 4 5 6 × 1 2 3 − 0 . = +",
                "C ± % ÷ 7 8 9 × 4 5 6 − 1 2 3 + 0 , ⌫ =",
                "sin cos tan ( ) 7 8 9 / π 4 5 6 * e 1 2 3 - √ 0 . = + x²",
                "1 2 3 4 5 6 7 8 9 * 0 #",
                "Q W E R T Y U I O P A S D F G H J K L ⏎",
            )
        ).split()
        columns = self.r.choice((3, 4, 5)) if len(keys) < 20 else self.r.choice((4, 5, 6, 10))
        size = self.r.randint(26, 70)
        look = self.r.choice(("", "", "line", "primary"))
        cells = "".join(
            f'<div style="display:grid;min-width:{size}px;min-height:{round(size * self.r.choice((0.6, 1)))}px">{self.d.button(key, "", look if self.chance(0.9) else "primary")}</div>'
            for key in keys
        )
        return f'<div style="padding:8px;display:inline-block">{self.d.field(self.w.value())}<div style="display:grid;grid-template-columns:repeat({columns},auto);gap:{self.r.randint(0, 8)}px;margin-top:6px">{cells}</div></div>'

    def calendar(self) -> str:
        start, today = self.r.randrange(7), self.r.randint(1, 28)
        days = "".join(
            f'<span style="text-align:center;padding:{self.r.choice((2, 6))}px" class="{"m-b on" if day == today else ""}"{mark("cell", states(selected=day == today))}>{day}</span>'
            if day > 0
            else "<span></span>"
            for day in range(1 - start, 31)
        )
        top = f'<div style="display:flex;justify-content:space-between;align-items:center">{self.d.icon_button("chevron left", 14, "ghost")}<b>{self.text(self.w.noun())} {self.r.randint(1999, 2030)}</b>{self.d.icon_button("chevron right", 14, "ghost")}</div>'
        return f'<div class="m-panel" style="display:inline-block;padding:8px"{mark("window") if self.chance(0.3) else ""}>{top}<div style="display:grid;grid-template-columns:repeat(7,{self.r.randint(24, 44)}px)">{days}</div></div>'

    def player(self) -> str:
        names = ("skip back", "play", "skip forward", "volume")
        return f'<div class="m-raised" style="display:flex;gap:10px;align-items:center;padding:6px">{"".join(self.d.icon_button(name, 18, "ghost") for name in names)}{self.d.slider(self.r.randint(0, 100))}<span>{self.r.randint(0, 9)}:{self.r.randint(10, 59)}</span></div>'
