# ruff: noqa: E501
"""Screens that dwell on what is hard to tell: check boxes, tabs, combo boxes, links, scroll bars, sliders, and their states."""

from __future__ import annotations

import re

from model.train.dialects import mark, states
from model.train.layouts import Screen
from model.train.looks import segmented

FOCUSABLE = re.compile(r'(data-k="(?:button|field|checkbox|radio|switch|combobox|slider)" data-s=")([^"]*)"')


class Drills(Screen):
    """A Screen of which some consist of hard parts, and on which now and then something has the focus."""

    def ticks(self) -> str:
        """Check boxes or radio buttons with their words, close together, as on a page of preferences."""
        gap, columns = self.r.randint(0, 10), self.r.choice((1, 1, 2, 3))
        radio, off = self.chance(0.3), self.r.choice((0.05, 0.2, 0.5))

        def one() -> str:
            words = self.w.sentence(1, 7).rstrip(".?…") if self.chance(0.8) else self.w.noun()
            on = self.chance(0.45)
            tick = self.d.radio(words, on, self.chance(off)) if radio else self.d.check(words, on, self.chance(off))
            return f'<div style="margin:{gap}px 0 0 {self.r.choice((0, 0, 0, 20))}px">{tick}</div>'

        rows = "".join(one() for _ in self.some(4, 14 * columns))
        frame = f'class="m-panel" style="padding:{self.r.randint(4, 16)}px;' if self.chance(0.5) else 'style="'
        return f'<div {frame}columns:{columns}">{self.heading() if self.chance(0.4) else ""}{rows}</div>'

    def many_tabs(self) -> str:
        names = [self.w.noun() if self.chance(0.7) else self.w.value() for _ in self.some(2, 8)]
        active = self.r.randrange(len(names))
        if self.chance(0.35):
            return segmented(self.d, names, active, self.r)
        return self.d.tabs(names, active, [self.an_icon() for _ in names] if self.chance(0.25) else ())

    def choices(self) -> str:
        """Combo boxes and fields in rows, so that one is told from the other by the arrow."""
        rows = []
        for _ in self.some(3, 12):
            off = self.chance(0.2)
            kind = (
                self.d.choice(self.w.value(), off)
                if self.chance(0.6)
                else self.d.field(self.w.value() if self.chance(0.6) else "", self.w.noun(), off=off)
            )
            rows.append(
                f'<div style="margin:{self.r.randint(2, 10)}px 0"><span style="display:inline-block;width:{self.r.choice((90, 140))}px">{self.text(self.w.noun())}</span>{kind}</div>'
            )
        return f'<div style="padding:8px">{"".join(rows)}</div>'

    def link_lists(self) -> str:
        """Links in text, in columns, in a row between bars."""
        colour = self.r.choice(
            ("", "", "color:#0000ee", "color:#1a0dab", "color:#06c", "color:inherit", "color:#551a8b")
        )
        line = self.r.choice(("none", "underline", ""))
        style = f"<style>a{{{colour};{f'text-decoration:{line}' if line else ''}}}</style>" if self.chance(0.6) else ""
        row = self.r.choice((" | ", " · ", " &nbsp; ", " / ")).join(self.d.link(self.w.noun()) for _ in self.some(3, 9))
        column = "".join(f"<li>{self.d.link(self.w.sentence(1, 6))}</li>" for _ in self.some(3, 14))
        news = "".join(
            f"<h3>{self.d.link(self.w.sentence(3, 8))}</h3><p>{self.text(self.w.sentence(8, 30))} {self.d.link(self.w.noun())}</p>"
            for _ in self.some(1, 4)
        )
        return f'{style}<div style="padding:10px">{row}<div style="display:flex;gap:30px"><ul>{column}</ul><div>{news}</div></div></div>'

    def scrolling(self) -> str:
        """Panes that scroll, down or across, in any width of bar."""
        parts = []
        for _ in self.some(1, 4):
            wide, high = self.r.randint(140, 460), self.r.randint(90, 420)
            inner = self.r.choice((self.list_rows, self.paragraphs, self.ticks, self.tree))()
            across = self.chance(0.35)
            body = f'<div style="width:{wide * 2}px">{inner}</div>' if across else inner
            parts.append(
                f'<div class="m-panel" style="width:{wide}px;height:{high}px;overflow:{self.r.choice(("auto", "scroll"))};flex:none">{body}<div style="height:{self.r.choice((0, 200, 900))}px"></div></div>'
            )
        return f'<div style="display:flex;flex-wrap:wrap;gap:10px;padding:8px">{"".join(parts)}</div>'

    def mixer(self) -> str:
        """Sliders with their names, values and switches."""
        rows = "".join(
            f'<div style="display:flex;gap:10px;align-items:center;margin:{self.r.randint(0, 12)}px 0">{self.text(self.w.noun()) if self.chance(0.7) else self.d.icon(self.an_icon(), 16)}'
            f"{self.d.slider(self.r.randint(0, 100))}{self.r.randint(0, 100) if self.chance(0.6) else ''}{self.d.switch(self.chance(0.5), self.chance(0.3)) if self.chance(0.3) else ''}</div>"
            for _ in self.some(3, 12)
        )
        return f'<div style="padding:8px">{rows}</div>'

    def pages(self) -> str:
        """Numbers of pages, crumbs, chips with crosses."""
        chosen, count = self.r.randint(1, 6), self.r.randint(4, 10)
        numbers = "".join(self.d.button(str(n), on=n == chosen, off=self.chance(0.05)) for n in range(1, count))
        chips = "".join(
            f'<span class="m-b"{mark("button")}>{self.text(self.w.noun())}{self.d.icon("close", self.r.choice((8, 10, 12)))}</span>'
            for _ in self.some(2, 6)
        )
        return f'<div style="display:flex;gap:{self.r.randint(0, 6)}px;padding:6px">{self.d.icon_button("chevron left", 12)}{numbers}{self.d.icon_button("chevron right", 12)}</div><div style="display:flex;gap:6px;padding:6px">{chips}</div>'

    def editor(self) -> str:
        """A bar of formatting over a large page of text."""
        names = self.r.sample(
            (
                "bold",
                "italic",
                "underline",
                "strikethrough",
                "align left",
                "align center",
                "align right",
                "list",
                "link",
                "image",
                "undo",
                "redo",
                "code",
                "quote",
                "table",
                "indent",
            ),
            self.r.randint(5, 14),
        )
        size = self.r.choice((14, 16, 18, 20))
        bar = "".join(
            self.d.icon_button(name, size, "ghost", on=self.chance(0.12), off=self.chance(0.12)) for name in names
        )
        high = self.r.randint(160, 500)
        return f'<div class="m-panel" style="display:flex;gap:2px;padding:4px;align-items:center">{self.d.choice(self.w.noun())}{bar}</div><div class="m-panel" style="height:{high}px;padding:10px;overflow:auto;background:{self.d.theme.field}"{mark("field", states(focused=self.chance(0.2)))}>{self.paragraphs(0, 6)}</div>'

    def dashboard(self) -> str:
        tiles = "".join(
            f'<div class="m-panel" style="flex:1;min-width:120px;padding:10px"><small class="m-faint">{self.text(self.w.noun())}</small><div style="font-size:24px">{self.r.randint(1, 9999)}</div>{self.d.link(self.w.noun()) if self.chance(0.3) else ""}{self.d.icon_button("dots vertical", 14, "ghost") if self.chance(0.5) else ""}</div>'
            for _ in self.some(2, 6)
        )
        return f'<div style="display:flex;gap:10px;padding:10px;flex-wrap:wrap">{tiles}</div><div style="display:flex;gap:10px">{self.chart()}{self.grid_table()}</div>'

    def drill(self) -> str:
        """A page of hard parts, in one to three columns."""
        parts = (
            self.ticks,
            self.many_tabs,
            self.choices,
            self.link_lists,
            self.scrolling,
            self.mixer,
            self.pages,
            self.editor,
            self.dashboard,
        )
        columns = "".join(
            f'<div style="flex:1;min-width:0">{"".join(self.r.choices(parts, (5, 4, 4, 4, 3, 3, 2, 3, 2))[0]() for _ in self.some(1, 4))}</div>'
            for _ in self.some(1, 1 if self.width < 600 else 3)
        )
        return (
            f'<div style="display:flex;gap:{self.r.randint(4, 30)}px;padding:{self.r.randint(0, 20)}px">{columns}</div>'
        )

    def main_part(self) -> str:
        return self.drill() if self.chance(0.3) else super().main_part()

    def body(self) -> str:
        """One screen, before anything on it has the focus."""
        return self.drill() if self.chance(0.22) else super().draw()

    def draw(self) -> str:
        """The body of one screen; a control in thirty has the focus."""
        body = self.body()
        ring = self.r.choice(
            (
                f"outline:{self.r.choice((1, 2, 3))}px solid {self.d.theme.accent};outline-offset:{self.r.choice((-1, 0, 1, 2))}px",
                f"box-shadow:0 0 0 {self.r.choice((2, 3, 4))}px {self.d.theme.accent}66",
                "outline:1px dotted currentColor;outline-offset:-3px",
            )
        )
        share = self.r.choice((0, 0.02, 0.05, 0.1))

        def lit(found: re.Match[str]) -> str:
            if self.r.random() >= share or "disabled" in found[2]:
                return found[0]
            return f'{found[1]}{found[2] + " " if found[2] else ""}focused" data-focus=1'

        return f"<style>[data-focus]{{{ring}!important}}</style>" + FOCUSABLE.sub(lit, body)
