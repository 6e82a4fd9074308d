# ruff: noqa: E501, PLW0108
"""Whole screens put together from a dialect's widgets: applications, forms, dialogs, tables, phones."""

from __future__ import annotations

import html
import random
from collections.abc import Callable

from model.train.dialects import Dialect, mark, states
from model.train.words import ICON_NAMES, Words


class Screen:
    """Draws layouts with one dialect, one language and one seed."""

    def __init__(self, source: random.Random, dialect: Dialect, words: Words, width: int, height: int) -> None:
        self.r, self.d, self.w = source, dialect, words
        self.width, self.height = width, height

    # ---- small parts

    def chance(self, share: float) -> bool:
        return self.r.random() < share

    def an_icon(self) -> str:
        return self.r.choice(ICON_NAMES)

    def some(self, low: int, high: int) -> range:
        return range(self.r.randint(low, high))

    def text(self, words: str) -> str:
        return html.escape(words)

    def button(self) -> str:
        look = self.r.choice(("", "", "primary", "line", "ghost"))
        icon = self.an_icon() if self.chance(0.3) else ""
        return self.d.button(self.w.command(), icon, look, off=self.chance(0.1), on=self.chance(0.04))

    def icon_button(self, size: int = 0, look: str | None = None) -> str:
        look = self.r.choice(("ghost", "ghost", "", "line")) if look is None else look
        return self.d.icon_button(self.an_icon(), size, look, off=self.chance(0.1), on=self.chance(0.08))

    def field(self) -> str:
        value = self.w.value() if self.chance(0.6) else ""
        icon = self.an_icon() if self.chance(0.15) else ""
        return self.d.field(value, self.w.noun(), icon, off=self.chance(0.08), focus=self.chance(0.06))

    def control(self) -> str:
        """One control of any kind."""
        r, d, w = self.r, self.d, self.w
        kinds: list[Callable[[], str]] = [
            lambda: d.switch(self.chance(0.5), self.chance(0.12)),
            lambda: d.check(w.noun(), self.chance(0.5), self.chance(0.12)),
            lambda: d.check("", self.chance(0.5), self.chance(0.1)),
            lambda: self.radios(),
            lambda: d.choice(w.value(), self.chance(0.1)),
            lambda: d.slider(r.randint(0, 100)),
            self.field, self.button, self.spin,
            lambda: d.link(w.command()),
            self.icon_button,
        ]  # fmt: skip
        return r.choice(kinds)()

    def radios(self) -> str:
        count = self.r.randint(2, 4)
        chosen = self.r.randrange(count)
        join = self.r.choice((" &nbsp; ", "<br>"))
        return join.join(self.d.radio(self.w.noun(), at == chosen, self.chance(0.06)) for at in range(count))

    def spin(self) -> str:
        minus, plus = self.d.icon_button("minus", 0, "line"), self.d.icon_button("plus", 0, "line")
        return f'<span style="display:inline-flex;gap:2px;align-items:center">{minus}{self.d.field(str(self.r.randint(0, 99)))}{plus}</span>'

    def picture(self, width: int, height: int) -> str:
        r = self.r
        one, two = (f"hsl({r.randint(0, 359)} {r.randint(10, 90)}% {r.randint(15, 85)}%)" for _ in range(2))
        shapes = "".join(
            f'<circle cx="{r.randint(0, 100)}" cy="{r.randint(0, 100)}" r="{r.randint(5, 40)}" fill="hsl({r.randint(0, 359)} 50% 50% / .6)"/>'
            if self.chance(0.5) else f'<path d="M0 {r.randint(30, 100)} L{r.randint(20, 60)} {r.randint(0, 60)} L100 {r.randint(30, 100)} V100 H0Z" fill="hsl({r.randint(0, 359)} 40% 40% / .8)"/>'
            for _ in self.some(1, 5)
        )  # fmt: skip
        return (
            f'<svg width="{width}" height="{height}" viewBox="0 0 100 100" preserveAspectRatio="none" style="flex:none;border-radius:{r.choice((0, 4, 8))}px;'
            f'background:linear-gradient({r.randint(0, 360)}deg,{one},{two})"{mark("image")}>{shapes}</svg>'
        )

    def avatar(self, size: int = 36) -> str:
        return f'<span style="display:inline-block;width:{size}px;height:{size}px;border-radius:50%;overflow:hidden;flex:none">{self.picture(size, size)}</span>'

    def toolbar(self, count: int | None = None) -> str:
        size = self.r.choice((12, 14, 16, 16, 18, 20, 22, 24, 28, 32))
        gap = self.r.choice((0, 1, 2, 4, 8, 12))
        look = self.r.choice(("ghost", "ghost", "ghost", ""))
        parts = []
        for _ in range(count or self.r.randint(4, 18)):
            kind = self.r.random()
            if kind < 0.78:
                parts.append(self.icon_button(size, look))
            elif kind < 0.86:
                parts.append('<span class="m-line" style="border-left:1px solid;height:1.6em;margin:0 4px"></span>')
            elif kind < 0.93:
                parts.append(self.d.choice(self.w.value()))
            else:
                parts.append(self.button())
        return f'<div style="display:flex;align-items:center;gap:{gap}px;padding:{self.r.randint(1, 8)}px;flex-wrap:wrap">{"".join(parts)}</div>'

    def ribbon(self) -> str:
        """Large icons with words below them, in groups."""
        size = self.r.choice((20, 24, 28, 32))
        cells = "".join(
            f'<span style="display:inline-flex;flex-direction:column;align-items:center;gap:2px;padding:3px 8px"{mark("button", n=name)}>{self.d.icon(name, size)}<small>{self.text(self.w.command())}</small></span>'
            for name in self.r.sample(ICON_NAMES, self.r.randint(4, 14))
        )
        return f'<div class="m-raised" style="display:flex;overflow:hidden;padding:2px">{cells}</div>'

    def heading(self) -> str:
        return f"<h{self.r.randint(1, 4)}>{self.text(self.w.sentence(1, 5).rstrip('.?…'))}</h3>"

    def paragraphs(self, low: int = 1, high: int = 4) -> str:
        def words() -> str:
            text = self.text(self.w.sentence(8, 40))
            return text + " " + self.d.link(self.w.sentence(1, 3)) if self.chance(0.3) else text

        return "".join(f"<p>{words()}</p>" for _ in self.some(low, high))

    def window_buttons(self) -> str:
        size = self.r.choice((9, 10, 12, 14, 16))
        names = [["minus", "square", "x"], ["minimize", "maximize", "close"], ["close"]][self.r.randrange(3)]
        if self.chance(0.2):
            dots = "".join(f'<span style="display:inline-block;width:12px;height:12px;border-radius:50%;background:{colour}"{mark("button", n=name)}></span>'
                           for colour, name in (("#ff5f57", "close"), ("#febc2e", "minimize"), ("#28c840", "maximize")))  # fmt: skip
            return f'<span style="display:flex;gap:8px">{dots}</span>'
        return f'<span style="display:flex;gap:{self.r.randint(0, 12)}px">{"".join(self.d.icon_button(name, size, "ghost") for name in names)}</span>'

    def title_bar(self) -> str:
        title = f'<span style="flex:1;text-align:{self.r.choice(("left", "center"))}">{self.text(self.w.sentence(1, 4))}</span>'
        buttons = self.window_buttons()
        return f'<div class="m-title">{buttons + title if self.chance(0.2) else title + buttons}</div>'

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

    def side(self, inside: str, width: int = 0) -> str:
        return f'<div class="m-panel" style="width:{width or self.r.randint(150, 300)}px;flex:none;overflow:{self.r.choice(("hidden", "auto"))}">{inside}</div>'

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

    # ---- whole areas

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

    def dialog(self) -> str:
        inner = self.r.choice(
            (lambda: self.paragraphs(1, 2), lambda: self.form(1, 6), lambda: self.list_rows(3, 8), self.calendar)
        )()
        buttons = "".join(self.button() for _ in self.some(1, 3))
        wide = self.r.randint(240, min(620, max(260, self.width - 20)))
        return (
            f'<div class="m-win" style="width:{wide}px;max-width:96%"{mark("window")}>{self.title_bar() if self.chance(0.7) else ""}'
            f'<div style="padding:{self.r.randint(6, 24)}px">{"" if self.chance(0.5) else self.heading()}{inner}<div style="display:flex;gap:8px;justify-content:flex-end;margin-top:10px">{buttons}</div></div></div>'
        )

    def open_menu(self) -> str:
        keyed = self.chance(0.5)
        rows = [
            (
                self.an_icon() if self.chance(0.5) else "",
                "" if self.chance(0.12) else self.w.command(),
                f"Ctrl+{self.r.choice('ABCDEFGSVXZ')}" if keyed and self.chance(0.6) else "",
            )
            for _ in self.some(3, 14)
        ]
        return self.d.menu(rows, self.r.randrange(len(rows)) if self.chance(0.6) else -1)

    def at(self, inner: str, left: float, top: float) -> str:
        return f'<div style="position:absolute;left:{left:.0f}px;top:{top:.0f}px;z-index:9">{inner}</div>'

    def application(self) -> str:
        parts = [self.title_bar() if self.chance(0.7) else ""]
        if self.chance(0.6):
            parts.append(self.d.menu_bar(self.w.menu(), self.r.randrange(6) if self.chance(0.2) else -1))
        parts += [self.ribbon() if self.chance(0.12) else self.toolbar() for _ in self.some(0, 2)]
        names = [self.w.noun() for _ in self.some(2, 7)]
        tabs = (
            self.d.tabs(
                names, self.r.randrange(len(names)), [self.an_icon() for _ in names] if self.chance(0.3) else ()
            )
            if self.chance(0.4)
            else ""
        )
        left = self.side(self.r.choice((self.tree, self.list_rows))()) if self.chance(0.6) else ""
        right = (
            self.side(self.r.choice((lambda: self.form(2, 6), self.list_rows, self.settings_rows))())
            if self.chance(0.3)
            else ""
        )
        middle = f'<div style="flex:1;min-width:0;overflow:{self.r.choice(("hidden", "auto", "auto"))}">{tabs}{self.main_part()}</div>'
        foot = (
            f'<div class="m-panel" style="display:flex;gap:16px;padding:2px 8px">{"".join(f"<span>{self.text(self.w.value())}</span>" for _ in self.some(1, 5))}</div>'
            if self.chance(0.5)
            else ""
        )
        if self.chance(0.15):
            foot = self.player() + foot
        return f'<div style="height:100%;display:flex;flex-direction:column">{"".join(parts)}<div style="flex:1;display:flex;min-height:0">{left}{middle}{right}</div>{foot}</div>'

    def windows(self) -> str:
        """Several windows over a desktop, with a bar."""
        parts = []
        for _ in self.some(1, 4):
            wide, high = (
                self.r.randint(260, max(300, int(self.width * 0.75))),
                self.r.randint(180, max(220, int(self.height * 0.8))),
            )
            inner = self.r.choice((self.application, self.application, self.calculator))()
            box = f'<div class="m-win" style="width:{wide}px;height:{high}px;overflow:hidden"{mark("window")}>{inner}</div>'
            parts.append(
                self.at(
                    box,
                    self.r.uniform(-20, max(1, self.width - wide)),
                    self.r.uniform(0, max(1, self.height - high - 40)),
                )
            )
        hue = self.r.randint(0, 359)
        bar = (
            f'<div class="m-panel" style="position:absolute;left:0;right:0;{self.r.choice(("top", "bottom"))}:0">{self.toolbar()}</div>'
            if self.chance(0.6)
            else ""
        )
        files = self.at(self.icon_grid(), 0, 0) if self.chance(0.3) else ""
        return f'<div style="position:absolute;inset:0;overflow:hidden;background:linear-gradient({hue}deg,hsl({hue} 40% 30%),hsl({(hue + 60) % 360} 50% 55%))">{files}{"".join(parts)}{bar}</div>'

    def site(self) -> str:
        top = f'<div class="m-raised" style="display:flex;gap:14px;align-items:center;padding:10px">{self.picture(28, 28)}<b>{self.text(self.w.noun())}</b>{"".join(self.d.link(self.w.noun()) for _ in self.some(2, 7))}<span style="flex:1"></span>{self.field()}{self.icon_button()}{self.avatar(28)}</div>'
        crumbs = " / ".join(self.d.link(self.w.noun()) for _ in self.some(2, 4)) if self.chance(0.4) else ""
        pages = (
            "".join(self.d.button(str(n), "", "" if n > 1 else "primary") for n in range(1, self.r.randint(3, 9)))
            if self.chance(0.4)
            else ""
        )
        return f'{top}<div style="padding:0 16px">{crumbs}{self.heading()}{self.main_part()}{self.paragraphs(0, 3)}{pages}</div>'

    def mail(self) -> str:
        letters = "".join(
            self.d.rows(
                [("", self.w.noun(), self.w.sentence(4, 14))],
                after=self.d.icon_button(self.r.choice(("star", "flag", "attachment")), 14, "ghost"),
            )
            for _ in self.some(4, 10)
        )
        chat = "".join(
            f'<div style="display:flex;gap:8px;margin:8px">{self.avatar()}<div class="m-panel" style="padding:6px 10px">{self.text(self.w.sentence(3, 20))}</div></div>'
            for _ in self.some(3, 9)
        )
        send = f'<div style="display:flex;gap:6px;padding:8px">{self.icon_button()}{self.field()}{self.d.button(self.w.command(), "send", "primary")}</div>'
        return f'<div style="display:flex;height:100%">{self.side(letters, 300)}<div style="flex:1;overflow:auto">{self.toolbar()}{chat}{send}</div></div>'

    def phone(self) -> str:
        bar = f'<div class="m-raised" style="display:flex;align-items:center;gap:12px;padding:12px">{self.d.icon_button(self.r.choice(("arrow left", "menu", "chevron left")), 22, "ghost")}<b style="flex:1">{self.text(self.w.noun())}</b>{self.d.icon_button("search", 22, "ghost")}{self.d.icon_button("dots vertical", 22, "ghost")}</div>'
        inner = self.r.choice(
            (self.list_rows, self.settings_rows, self.form, self.cards, self.calculator, self.calendar, self.soup)
        )()
        tabs = "".join(
            f'<span style="display:flex;flex-direction:column;align-items:center;flex:1;padding:8px"{mark("tab", states(selected=at == 0))}>{self.d.icon(self.an_icon(), 22)}<small>{self.text(self.w.noun())}</small></span>'
            for at in self.some(3, 5)
        )
        float_button = (
            f'<div style="position:absolute;right:18px;bottom:84px;width:56px;height:56px;border-radius:{self.r.choice((16, 28))}px;background:{self.d.theme.accent};display:flex;align-items:center;justify-content:center;color:#fff"{mark("button", n="plus")}>{self.d.icon("plus", 24)}</div>'
            if self.chance(0.4)
            else ""
        )
        return f'<div style="height:100%;display:flex;flex-direction:column">{bar}<div style="flex:1;overflow:hidden">{inner}</div><div class="m-panel" style="display:flex">{tabs}</div></div>{float_button}'

    def halves(self) -> str:
        """Two columns of parts, as on a crowded settings page or a dashboard."""
        share = self.r.randint(25, 75)
        return f'<div style="display:flex"><div style="width:{share}%">{self.main_part()}{self.calculator()}</div><div style="flex:1;min-width:0">{self.toolbar()}{self.main_part()}</div></div>'

    def draw(self) -> str:
        """The body of one screen."""
        if self.width < 500:
            return self.phone()
        whole = self.r.choices(
            (self.application, self.windows, self.site, self.mail, self.main_part, self.soup, self.halves),
            (9, 6, 5, 2, 2, 2, 4),
        )[0]()
        over = ""
        if self.chance(0.22):
            shade = (
                f'<div style="position:absolute;inset:0;background:#000{self.r.choice(("5", "8", "a"))};z-index:8"></div>'
                if self.chance(0.5)
                else ""
            )
            over = shade + self.at(
                self.dialog(), self.r.uniform(0, self.width * 0.5), self.r.uniform(0, self.height * 0.4)
            )
        elif self.chance(0.25):
            over = self.at(self.open_menu(), self.r.uniform(0, self.width * 0.75), self.r.uniform(0, self.height * 0.5))
        return whole + over
