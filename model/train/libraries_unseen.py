# ruff: noqa: ARG002, D101, E501, RUF012
"""The component libraries that only pages which measure are written in; held_out.toml names them."""

from __future__ import annotations

import html
import random

from model.train.dialects import Classed, Dialect, Draw, mark, states
from model.train.libraries import Bootstrap, Nineties
from model.train.theme import Theme


class Experience(Nineties):
    name = "xp.css"
    sheets = ("xp.css/dist/XP.css",)


class Bulma(Classed):
    name = "bulma"
    sheets = ("bulma/css/bulma.min.css",)
    classes = {
        "button": "button", "primary": "is-primary|is-link|is-danger", "buttons": "|is-light|is-outlined|is-small|is-info", "field": "input",
        "area": "textarea", "select-around": "select", "table": "table is-striped is-fullwidth",
        "tabs": "tabs", "tab-list": "", "tab": "", "tab-link": "", "tab-on": "is-active",
    }  # fmt: skip


class Carbon(Classed):
    name = "carbon-components"
    sheets = ("carbon-components/css/carbon-components.min.css",)
    classes = {
        "button": "bx--btn", "primary": "bx--btn--primary|bx--btn--danger", "buttons": "bx--btn--secondary|bx--btn--tertiary|bx--btn--ghost",
        "field": "bx--text-input", "area": "bx--text-area", "select": "bx--select-input", "table": "bx--data-table bx--data-table--zebra",
    }  # fmt: skip

    def check(self, text: str, on: bool = False, off: bool = False, kind: str = "checkbox") -> str:
        if kind == "radio":
            return Dialect.check(self, text, on, off, kind)
        name = f"n{self.random.randrange(10**9)}"
        truth = mark(kind, states(checked=on, disabled=off))
        return (
            f'<span style="position:relative;display:inline-block;min-height:24px"><input class="bx--checkbox" id={name} type=checkbox{" checked" * on}{" disabled" * off}>'
            f'<label class="bx--checkbox-label" for={name}>{html.escape(text)}</label><i{truth} style="position:absolute;left:2px;top:2px;width:16px;height:16px;pointer-events:none"></i></span>'
        )


class ElementPlus(Classed):
    name = "element-plus"
    sheets = ("element-plus/dist/index.css",)
    classes = {
        "button": "el-button", "primary": "el-button--primary|el-button--success|el-button--danger", "buttons": "|is-plain el-button--info|is-text|el-button--small",
        "field": "el-input__inner", "field-around": "el-input__wrapper", "area": "el-textarea__inner", "table": "el-table",
    }  # fmt: skip

    def field(self, value: str = "", hint: str = "", icon: str = "", off: bool = False, focus: bool = False) -> str:
        wide = self.random.choice((120, 180, 240, 320))
        inner = f'<input class="el-input__inner" value="{html.escape(value)}" placeholder="{html.escape(hint)}"{" disabled" * off}>'
        return f'<span class="el-input {"is-disabled" * off}" style="width:{wide}px"{mark("field", states(disabled=off))}><span class="el-input__wrapper">{inner}</span></span>'

    def check(self, text: str, on: bool = False, off: bool = False, kind: str = "checkbox") -> str:
        flags = f"{'is-checked' * on} {'is-disabled' * off}"
        return f'<label class="el-{kind} {flags}"><span class="el-{kind}__input {flags}"><span class="el-{kind}__inner"{mark(kind, states(checked=on, disabled=off))}></span></span><span class="el-{kind}__label">{html.escape(text)}</span></label>'

    def switch(self, on: bool = False, off: bool = False) -> str:
        return f'<span class="el-switch {"is-checked" * on} {"is-disabled" * off}"><span class="el-switch__core"{mark("switch", states(checked=on, disabled=off))}><span class="el-switch__action"></span></span></span>'


class TablerCore(Bootstrap):
    name = "@tabler/core"

    def __init__(self, source: random.Random, theme: Theme, icon: Draw) -> None:
        super().__init__(source, theme, icon)
        self.sheets = ("@tabler/core/dist/css/tabler.min.css",)


UNSEEN: tuple[tuple[type[Dialect], float], ...] = (
    (Bulma, 1),
    (Carbon, 1),
    (ElementPlus, 1),
    (TablerCore, 1),
    (Experience, 1),
)
"""Dialects of the pages that measure."""
