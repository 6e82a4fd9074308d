# ruff: noqa: E501 - markup and drawing calls read better unbroken
"""Style sheets drawn at random: a component library that no one has seen, one per page."""

from __future__ import annotations

import colorsys
import random

FONTS = (
    "Roboto", "Inter", "Lato", "Open Sans", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Nimbus Sans", "Noto Serif",
    "Liberation Serif", "EB Garamond", "Comfortaa", "Quicksand", "Fira Code", "DejaVu Sans Mono", "Noto Sans Display",
)  # fmt: skip


class Theme:
    """Colours, measures and a font, from which `sheet` writes the CSS of classes named m-…"""

    def __init__(self, source: random.Random) -> None:
        r = self.random = source
        self.dark = r.random() < 0.38
        hue = r.random()
        tint = r.uniform(0, 0.12)
        base = r.uniform(0.07, 0.24) if self.dark else r.uniform(0.9, 1.0)
        step = r.uniform(0.03, 0.08) * (1 if self.dark else -1)
        self.page = _colour(hue, tint, base)
        self.panel = _colour(hue, tint, base + step * r.choice((-0.6, 0, 0.5, 1)))
        self.raised = _colour(hue, tint, base + step * r.choice((0, 1, 1.5, 2)))
        self.field = _colour(hue, tint * 0.5, base + step * r.choice((-1, -0.5, 0, 1)))
        self.line = _colour(hue, tint, base + step * r.uniform(1.4, 5))
        self.ink = _colour(hue, tint, r.uniform(0.82, 1.0) if self.dark else r.uniform(0.0, 0.28))
        self.faint = _colour(hue, tint, 0.58 if self.dark else r.uniform(0.38, 0.6))
        accent_hue = r.random()
        self.accent = _colour(accent_hue, r.uniform(0.5, 0.95), r.uniform(0.38, 0.6))
        self.on_accent = "#fff" if r.random() < 0.85 else "#000"
        self.radius = r.choice((0, 0, 2, 3, 4, 4, 6, 8, 12, 20))
        self.border = r.choice((0, 1, 1, 1, 1, 2))
        self.font = r.choice(FONTS)
        self.size = r.choice((11, 12, 12, 13, 13, 14, 14, 15, 16, 18))
        self.pad = r.uniform(0.2, 0.75)
        self.gap = r.choice((2, 4, 6, 8, 10, 14, 18))
        self.classic = r.random() < 0.15
        """Bevelled, as desktops of the nineties were."""

    def sheet(self) -> str:
        r = self.random
        bevel = "border:2px outset #ddd;border-radius:0;background:#c8c8c8;color:#000;" if self.classic else ""
        sunken = "border:2px inset #ddd;border-radius:0;background:#fff;color:#000;" if self.classic else ""
        border = f"{self.border}px solid {self.line}"
        shadow = r.choice(("none", "none", "0 1px 2px #0004", "0 2px 6px #0005"))
        button = r.choice((self.raised, self.raised, self.panel, "transparent"))
        field_line = r.choice((f"1px solid {self.line}", f"1px solid {self.line}", f"2px solid {self.line}", "0"))
        if r.random() < 0.12:
            field_line = f"0;border-bottom:{r.choice((1, 2))}px solid {self.line}"
        field_fill = self.field if field_line != "0" else self.line
        box = r.randint(11, 22)
        track_w, track_h = r.randint(26, 54), r.randint(12, 30)
        thumb = max(8, track_h + r.choice((-6, -4, -2, 4)))
        tab_active = r.choice(
            (f"border-bottom:2px solid {self.accent};color:{self.accent}", f"background:{self.page};border:{border}",
             f"background:{self.accent};color:{self.on_accent};border-radius:{self.radius}px", f"border-top:2px solid {self.accent};background:{self.raised}")
        )  # fmt: skip
        chosen = r.choice(
            (
                f"background:{self.accent};color:{self.on_accent}",
                f"background:{self.accent}33",
                f"background:{self.line}",
            )
        )
        self.thumb = r.randint(10, 24)
        rail = r.choice((2, 3, 4, 6, 8))
        mark = r.choice(("✓", "✔", "×", "■")) if r.random() < 0.6 else "✓"
        scroll = ""
        if r.random() < 0.6:
            wide = r.randint(6, 17)
            scroll = (
                f"::-webkit-scrollbar{{width:{wide}px;height:{wide}px;background:{self.panel}}}"
                f"::-webkit-scrollbar-thumb{{background:{self.line};border-radius:{r.choice((0, wide))}px}}"
            )
        return f"""
*{{box-sizing:border-box}} body{{margin:0;background:{self.page};color:{self.ink};font:{self.size}px '{self.font}','WenQuanYi Zen Hei';line-height:{r.uniform(1.15, 1.6):.2f}}}
.m-panel{{background:{self.panel};border:{border};border-radius:{self.radius}px;{bevel}}} .m-raised{{background:{self.raised}}}
.m-faint{{color:{self.faint}}} .m-line{{border-color:{self.line}!important}}
.m-b{{display:inline-flex;align-items:center;justify-content:center;gap:.45em;font:inherit;color:{self.ink};background:{button};border:{border};border-radius:{self.radius}px;padding:{self.pad * 0.6:.2f}em {self.pad * 1.8 + 0.3:.2f}em;box-shadow:{shadow};white-space:nowrap;{bevel}}}
.m-b.primary{{background:{self.accent};color:{self.on_accent};border-color:{self.accent}}} .m-b.ghost{{background:none;border-color:transparent;box-shadow:none}}
.m-b.line{{background:none;border:1px solid {self.accent};color:{self.accent}}} .m-off{{opacity:{r.uniform(0.32, 0.6):.2f}}}
.m-b.on{{{chosen}}} .m-b.icon{{padding:{max(1, self.pad * 7):.0f}px}}
.m-f{{font:inherit;color:{self.ink};background:{field_fill};border:{field_line};border-radius:{min(self.radius, 14)}px;padding:{self.pad * 0.6:.2f}em {self.pad + 0.2:.2f}em;min-width:40px;display:inline-flex;align-items:center;gap:.5em;{sunken}}}
.m-f input{{all:unset;flex:1;min-width:0}} .m-f.focus{{outline:{r.choice((1, 2, 3))}px solid {self.accent}}}
.m-f ::placeholder,.m-f::placeholder{{color:{self.faint}}} .m-sel{{justify-content:space-between}}
.m-c{{display:inline-block;flex:none;width:{box}px;height:{box}px;border:{r.choice((1, 1, 2))}px solid {self.faint};border-radius:{r.choice((0, 2, 3, 5))}px;background:{self.field};line-height:{box - 3}px;text-align:center;font-size:{box - 3}px;vertical-align:middle;{sunken}}}
.m-c.on{{{r.choice((f"background:{self.accent};color:{self.on_accent};border-color:{self.accent}", f"color:{self.ink}"))}}} .m-c.on::after{{content:'{mark}'}} .m-c.r{{border-radius:50%}} .m-c.r::after{{content:''}}
.m-c.r.on{{box-shadow:inset 0 0 0 {max(2, box // 5)}px {self.field}}}
.m-w{{display:inline-block;flex:none;position:relative;width:{track_w}px;height:{track_h}px;border-radius:{r.choice((track_h, track_h, 3))}px;background:{self.line};vertical-align:middle}} .m-w.on{{background:{self.accent}}}
.m-w i{{position:absolute;width:{thumb}px;height:{thumb}px;top:{(track_h - thumb) // 2}px;left:2px;border-radius:{r.choice((99, 99, 2))}px;background:{r.choice(("#fff", self.ink, self.raised))};box-shadow:0 1px 2px #0006}} .m-w.on i{{left:auto;right:2px}}
input.m-s{{-webkit-appearance:none;appearance:none;height:{self.thumb + 2}px;background:none;margin:2px;width:{r.randint(90, 320)}px}}
input.m-s::-webkit-slider-runnable-track{{height:{rail}px;border-radius:{rail}px;background:linear-gradient(90deg,{self.accent} var(--v,50%),{self.line} var(--v,50%))}}
input.m-s::-webkit-slider-thumb{{-webkit-appearance:none;width:{self.thumb}px;height:{self.thumb}px;margin-top:{(rail - self.thumb) / 2}px;border-radius:{r.choice(("50%", "50%", "3px"))};background:{r.choice((self.accent, "#fff", self.raised))};border:1px solid {self.faint}}}
.m-tabs{{display:flex;gap:{r.choice((0, 0, 2, 8))}px;border-bottom:{r.choice((0, 1))}px solid {self.line}}} .m-t{{padding:{self.pad + 0.1:.2f}em {self.pad + 0.6:.2f}em;display:flex;gap:.4em;align-items:center;white-space:nowrap}} .m-t.on{{{tab_active}}}
.m-menu{{background:{self.raised};border:1px solid {self.line};border-radius:{min(self.radius, 10)}px;box-shadow:0 4px 14px #0006;padding:{r.choice((0, 3, 6))}px 0;min-width:140px}}
.m-i{{display:flex;align-items:center;gap:.7em;padding:{self.pad * 0.6 + 0.05:.2f}em {self.pad + 0.5:.2f}em;white-space:nowrap}} .m-i.on{{{chosen}}} .m-bar{{display:flex;align-items:center}}
.m-l{{display:flex;align-items:center;gap:.7em;padding:{self.pad * 0.8 + 0.05:.2f}em {self.pad + 0.4:.2f}em;border-bottom:{r.choice((0, 0, 1))}px solid {self.line}}} .m-l.on{{{chosen}}}
table.m-tb{{border-collapse:collapse;width:100%}} .m-tb td,.m-tb th{{padding:{self.pad * 0.7:.2f}em {self.pad + 0.2:.2f}em;border:{r.choice((f"1px solid {self.line}", f"0;border-bottom:1px solid {self.line}", "0"))};text-align:left}} .m-tb th{{background:{self.panel}}} .m-tb .on{{{chosen}}}
.m-a{{color:{self.accent};text-decoration:{r.choice(("none", "underline"))}}} .m-win{{background:{self.page};border:1px solid {self.line};border-radius:{min(self.radius, 12)}px;box-shadow:0 6px 30px #0008;overflow:hidden}}
.m-title{{display:flex;align-items:center;gap:8px;padding:4px 8px;background:{r.choice((self.panel, self.raised, self.accent))};border-bottom:1px solid {self.line}}}
svg.m-ic{{flex:none;vertical-align:middle}} h1,h2,h3,p{{margin:.5em 0}} {scroll}"""


def _colour(hue: float, saturation: float, light: float) -> str:
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
