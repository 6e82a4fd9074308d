# ruff: noqa: E501
"""Small parts of pages at random, in a dialect's markup: controls, pictures, rows of tools, headings and text."""

from __future__ import annotations

import html
import random
from collections.abc import Callable

from model.train.dialects import Dialect, mark
from model.train.words import ICON_NAMES, Words


class Controls:
    """Draws small parts with one dialect, one language and one seed."""

    def __init__(self, source: random.Random, dialect: Dialect, words: Words, width: int, height: int) -> None:
        self.r, self.d, self.w = source, dialect, words
        self.width, self.height = width, height

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
            self.radios,
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
