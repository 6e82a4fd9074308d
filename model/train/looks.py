# ruff: noqa: E501, RUF012
"""More looks to learn from: Google's, Microsoft's and desktop toolkits' manners drawn by hand, and two libraries in them."""

from __future__ import annotations

import html
import random
from collections.abc import Sequence
from pathlib import Path

from model.train.dialects import Classed, Dialect, mark, states


class Material(Dialect):
    """Filled or outlined fields with a floating label, flat tabs, round marks, as Google's guidelines have them."""

    name = "drawn material"

    def head(self, modules: Path) -> str:
        r, t = self.random, self.theme
        filled, box, round_ = r.random() < 0.5, r.choice((16, 18, 18, 20)), r.choice((4, 8, 20, 24))
        field = (
            f"background:{t.raised};border:0;border-bottom:{r.choice((1, 2))}px solid {t.faint};border-radius:4px 4px 0 0"
            if filled
            else f"background:none;border:1px solid {t.faint};border-radius:{r.choice((4, 8))}px"
        )
        tall, wide = r.choice(((14, 36), (20, 34), (32, 52)))
        thumb = r.choice((tall - 4, tall + 6 if tall < 20 else tall - 8))
        return (
            super().head(modules)
            + f"""<style>
.m-f{{{field};padding:{r.randint(8, 16)}px {r.randint(8, 14)}px;position:relative}} .m-f b{{position:absolute;top:-8px;left:8px;font-size:11px;font-weight:400;padding:0 4px;background:{t.page};color:{t.accent if r.random() < 0.5 else t.faint}}}
.m-b{{border-radius:{round_}px;border:0;text-transform:{r.choice(("none", "uppercase"))};font-weight:500;letter-spacing:.04em;padding:{r.randint(6, 10)}px {r.randint(12, 24)}px;box-shadow:{r.choice(("none", "0 1px 3px #0006"))}}} .m-b.ghost,.m-b.line{{box-shadow:none;color:{t.accent}}} .m-b.icon{{border-radius:50%;padding:8px}}
.m-c{{width:{box}px;height:{box}px;border:2px solid {t.faint};border-radius:2px;background:none;position:relative}} .m-c.on{{background:{t.accent};border-color:{t.accent}}} .m-c.on::after{{content:'';position:absolute;left:{box // 4}px;top:0;width:{box // 4}px;height:{box // 2}px;border:solid {t.on_accent};border-width:0 2px 2px 0;transform:rotate(45deg)}}
.m-c.r.on{{background:none}} .m-c.r.on::after{{border:0;width:auto;height:auto;inset:{max(2, box // 5)}px;border-radius:50%;background:{t.accent}}}
.m-w{{width:{wide}px;height:{tall}px;border-radius:{tall}px;background:{t.line}}} .m-w i{{width:{thumb}px;height:{thumb}px;top:{(tall - thumb) // 2}px;left:{r.choice((0, 2))}px;border-radius:50%}} .m-w.on{{background:{t.accent}{r.choice(("", "88"))}}}
.m-tabs{{background:{r.choice((t.panel, t.accent, "none"))};border:0}} .m-t{{padding:{r.randint(8, 16)}px {r.randint(12, 28)}px;text-transform:{r.choice(("none", "uppercase"))};flex-direction:{r.choice(("row", "column"))}}} .m-t.on{{border-bottom:{r.choice((2, 3))}px solid {r.choice((t.accent, t.ink))};background:none}}
</style>"""
        )

    def field(self, value: str = "", hint: str = "", icon: str = "", off: bool = False, focus: bool = False) -> str:
        drawn = super().field(value, hint, icon, off, focus).replace("overflow:hidden;", "")
        label = f"<b>{html.escape(hint)}</b>" if value and hint and self.random.random() < 0.7 else ""
        return drawn.replace("><span>", f">{label}<span>", 1)

    def choice(self, value: str, off: bool = False) -> str:
        """The arrow is a small triangle."""
        width = self.random.choice((100, 140, 200))
        return (
            f'<span class="m-f m-sel {"m-off" if off else ""}" style="width:{width}px"{mark("combobox", states(disabled=off))}>'
            f'<span style="overflow:hidden;white-space:nowrap">{html.escape(value)}</span>'
            '<i style="border:5px solid transparent;border-top-color:currentColor;margin-top:5px;flex:none"></i></span>'
        )


class Fluent(Dialect):
    """Small radii, hairlines, a stronger line below fields, pills beside chosen rows, as in Microsoft's recent programs."""

    name = "drawn fluent"

    def head(self, modules: Path) -> str:
        r, t = self.random, self.theme
        box = r.choice((16, 18, 20))
        return (
            super().head(modules)
            + f"""<style>
.m-b{{border:1px solid {t.line};border-bottom-width:{r.choice((1, 2))}px;border-radius:4px;padding:{r.randint(3, 7)}px {r.randint(10, 20)}px}} .m-b.ghost{{border-color:transparent}} .m-b.icon{{padding:{r.randint(4, 9)}px}}
.m-f{{border:1px solid {t.line};border-bottom:{r.choice((1, 2))}px solid {t.faint};border-radius:4px;padding:{r.randint(3, 7)}px 10px}} .m-f.focus{{border-bottom:2px solid {t.accent};outline:0}}
.m-c{{width:{box}px;height:{box}px;border:1px solid {t.faint};border-radius:{r.choice((2, 3, 4))}px;position:relative}} .m-c.on{{background:{t.accent};border-color:{t.accent};color:{t.on_accent}}}
.m-c.r{{border-radius:50%}} .m-c.r.on{{background:{t.page};border:{box // 3}px solid {t.accent};box-shadow:none}}
.m-w{{width:{r.choice((38, 40, 44))}px;height:20px;border-radius:10px;border:1px solid {t.faint};background:none}} .m-w i{{width:12px;height:12px;top:3px;left:3px;background:{t.faint};box-shadow:none}} .m-w.on{{background:{t.accent};border-color:{t.accent}}} .m-w.on i{{right:3px;left:auto;background:{t.on_accent}}}
.m-tabs{{gap:{r.choice((0, 8, 16))}px}} .m-t.on{{border-bottom:3px solid {t.accent};background:none;border-radius:{r.choice((0, 2))}px;font-weight:600}} .m-l,.m-i{{border-radius:4px;margin:1px 4px}} .m-l.on,.m-i.on{{background:{t.line}66;box-shadow:inset 3px 0 0 {t.accent};color:inherit}}
</style>"""
        )


class Desktop(Dialect):
    """Gradients, bevels, folder tabs, arrows in boxes: GTK, Qt and the Mac before everything became flat."""

    name = "drawn desktop"

    def head(self, modules: Path) -> str:
        r, t = self.random, self.theme
        dark = t.dark
        top, low = (
            ("#4a4a4a", "#383838")
            if dark
            else r.choice(
                (("#fdfdfd", "#e4e4e4"), ("#f6f5f4", "#edebe9"), ("#ffffff", "#ffffff"), ("#eef3fa", "#cddbf0"))
            )
        )
        line = r.choice(("#222", "#555") if dark else ("#aaa", "#b6b6b3", "#8e9cb0", "#cdc7c2", "#777"))
        box, radius = r.choice((11, 12, 13, 13, 14, 16)), r.choice((0, 2, 3, 3, 5))
        mark_ = r.choice(("✓", "✔", "x", "✗", "■"))
        tab = r.choice(
            (
                f"background:{t.page};border-bottom-color:{t.page}",
                f"background:linear-gradient({low},{top})",
                f"border-top:2px solid {t.accent}",
            )
        )
        return (
            super().head(modules)
            + f"""<style>
.m-b{{background:linear-gradient({top},{low});border:1px solid {line};border-radius:{radius}px;padding:{r.randint(2, 5)}px {r.randint(6, 18)}px;box-shadow:{r.choice(("none", "inset 0 1px #fff8", "0 1px #0002"))}}} .m-b.ghost{{background:none;border-color:transparent}} .m-b.icon{{padding:{r.randint(1, 5)}px}} .m-b.primary{{background:{r.choice((f"linear-gradient({top},{low})", t.accent))};border-color:{t.accent}}}
.m-b.on{{background:linear-gradient({low},{top});box-shadow:inset 0 1px 3px #0005}} .m-f{{border:1px solid {line};border-radius:{radius}px;padding:{r.randint(1, 5)}px 5px;background:{"#2b2b2b" if dark else "#fff"};box-shadow:{r.choice(("none", "inset 0 1px 2px #0003"))}}}
.m-c{{width:{box}px;height:{box}px;line-height:{box - 2}px;font-size:{box}px;border:1px solid {line};border-radius:{min(radius, 3)}px;background:{r.choice(("#fff", f"linear-gradient({top},{low})"))};color:{r.choice(("#222", t.accent))}}} .m-c.on{{background:{r.choice(("#fff", t.accent))};color:{r.choice(("#222", "#333"))}}} .m-c.on::after{{content:'{mark_}'}} .m-c.r::after{{content:''!important}}
.m-tabs{{border-bottom:1px solid {line};padding:{r.choice((0, 4))}px 4px 0;gap:{r.choice((0, 1, 3))}px}} .m-t{{border:1px solid {line};border-bottom:1px solid {line};margin-bottom:-1px;border-radius:{radius}px {radius}px 0 0;background:{low};padding:{r.randint(2, 6)}px {r.randint(7, 16)}px}} .m-t.on{{{tab}}}
.m-i{{padding:{r.randint(2, 5)}px {r.randint(5, 10)}px}} .m-sel i.a{{align-self:stretch;border-left:1px solid {line};padding-left:4px;display:flex;align-items:center;font-style:normal;font-size:8px}}
::-webkit-scrollbar{{width:{r.choice((11, 13, 15, 17))}px;height:{r.choice((11, 13, 15))}px;background:{low}}} ::-webkit-scrollbar-thumb{{background:linear-gradient(90deg,{top},{low});border:1px solid {line};border-radius:{radius}px}}
::-webkit-scrollbar-button:single-button{{display:block;width:15px;height:{r.choice((0, 15))}px;background:{top};border:1px solid {line}}}
</style>"""
        )

    def choice(self, value: str, off: bool = False) -> str:
        width, editable = self.random.choice((70, 110, 150, 210)), self.random.random() < 0.4
        arrow = self.random.choice(("▼", "▾", "⌄", "▲<br>▼", "⇕"))
        look = "m-f" if editable else "m-b"
        inner = f'<span style="flex:1;overflow:hidden;white-space:nowrap;text-align:left">{html.escape(value)}</span><i class="a">{arrow}</i>'
        return f'<span class="{look} m-sel {"m-off" if off else ""}" style="width:{width}px"{mark("combobox", states(disabled=off))}>{inner}</span>'


class Materialize(Classed):
    """Material's first version as a style sheet."""

    name = "materialize-css"
    sheets = ("materialize-css/dist/css/materialize.min.css",)
    classes = {
        "button": "btn", "primary": "red|blue|green", "buttons": "|btn-flat|btn-small|btn-large|grey lighten-2 black-text", "field": "validate",
        "area": "materialize-textarea", "select": "browser-default", "table": "striped", "tabs": "tabs", "tab": "tab", "tab-link": "", "tab-on": "active", "tab-on-at": "link",
    }  # fmt: skip

    def check(self, text: str, on: bool = False, off: bool = False, kind: str = "checkbox") -> str:
        shape = (
            ' class="with-gap"'
            if kind == "radio" and self.random.random() < 0.4
            else ' class="filled-in"'
            if self.random.random() < 0.5
            else ""
        )
        top, side = ("4px", "16px") if kind == "radio" else ("2px", "20px")
        box = f'<i{mark(kind, states(checked=on, disabled=off))} style="position:absolute;left:0;top:{top};width:{side};height:{side};pointer-events:none"></i>'
        return f'<label style="position:relative;display:inline-block"><input type={kind}{shape}{" checked" * on}{" disabled" * off}><span>{html.escape(text)}</span>{box}</label>'

    def switch(self, on: bool = False, off: bool = False) -> str:
        truth = mark("switch", states(checked=on, disabled=off))
        return f'<span class="switch"><label><input type=checkbox{" checked" * on}{" disabled" * off}><span class="lever"{truth}></span></label></span>'


class Beer(Classed):
    """Material's third version as a style sheet."""

    name = "beercss"
    sheets = ("beercss/dist/cdn/beer.min.css",)
    classes = {
        "button": "", "primary": "|secondary|tertiary|error", "buttons": "border|transparent|small|large|fill|chip", "field-around": "field border|field fill",
        "area": "", "select-around": "field border suffix", "table": "stripes", "tabs": "tabs", "tab": "", "tab-link": "", "tab-on": "active",
    }  # fmt: skip

    def of(self, part: str) -> str:
        return f' class="{self.random.choice(self.classes[part].split("|"))}"' if part in self.classes else ""

    def body(self) -> str:
        return f' class="{"dark" if self.theme.dark else "light"}"'

    def check(self, text: str, on: bool = False, off: bool = False, kind: str = "checkbox") -> str:
        box = f'<i{mark(kind, states(checked=on, disabled=off))} style="position:absolute;left:0;top:50%;margin-top:-10px;width:20px;height:20px;pointer-events:none;opacity:1;background:none"></i>'
        return f'<label class="{kind}" style="position:relative"><input type={kind}{" checked" * on}{" disabled" * off}><span>{html.escape(text)}</span>{box}</label>'


def segmented(draw: Dialect, names: Sequence[str], active: int, source: random.Random) -> str:
    """Tabs as one piece: buttons that share borders, pills, or a column beside what they show."""
    manner, theme = source.choice(("joined", "pills", "column")), draw.theme
    look = {
        "joined": f"border:1px solid {theme.line};padding:.3em 1em;margin-left:-1px",
        "pills": f"border-radius:99px;padding:.35em 1em;background:{theme.raised}",
        "column": "padding:.4em .8em;display:flex",
    }[manner]
    on = {
        "joined": f"background:{theme.accent};color:{theme.on_accent}",
        "pills": f"background:{theme.accent};color:{theme.on_accent}",
        "column": f"border-left:3px solid {theme.accent};background:{theme.panel}",
    }[manner]
    tabs = "".join(
        f'<span style="white-space:nowrap;{look};{on if at == active else ""}"{mark("tab", states(selected=at == active))}>{html.escape(name)}</span>'
        for at, name in enumerate(names)
    )
    return f'<div style="display:flex;gap:{0 if manner == "joined" else source.choice((2, 6, 10))}px;flex-direction:{"column" if manner == "column" else "row"};width:max-content;margin:6px">{tabs}</div>'


DRAWN: tuple[tuple[type[Dialect], float], ...] = (
    (Material, 4),
    (Fluent, 3.5),
    (Desktop, 5),
    (Materialize, 1),
    (Beer, 1),
)
"""Dialects of this module and their shares on training pages."""
