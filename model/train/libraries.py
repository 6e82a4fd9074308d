# ruff: noqa: ARG002, D101, E501, RUF012
"""The component libraries that training pages are written in."""

from __future__ import annotations

import html
import random
from collections.abc import Sequence
from pathlib import Path

from model.train.dialects import Classed, Dialect, Draw, Plain, mark, states
from model.train.theme import Theme


class Classless(Plain):
    """Sheets for bare elements."""

    name = "classless"
    choices = ("@picocss/pico/css/pico.min.css", "water.css/out/water.css", "water.css/out/dark.css", "mvp.css/mvp.css",
               "sakura.css/css/sakura.css", "sakura.css/css/sakura-dark.css", "simpledotcss/simple.css", "milligram/dist/milligram.css",
               "@picocss/pico/css/pico.jade.min.css", "chota/dist/chota.css", "nes.css/css/nes.min.css")  # fmt: skip

    def __init__(self, source: random.Random, theme: Theme, icon: Draw) -> None:
        super().__init__(source, theme, icon)
        self.sheets = (source.choice(self.choices),)

    def body(self) -> str:
        return ' style="max-width:none;padding:0;margin:0;width:100%;display:block"'

    def head(self, modules: Path) -> str:
        dark = '<script>document.documentElement.dataset.theme="dark"</script>' if self.theme.dark else ""
        return (
            super().head(modules)
            + dark
            + "<style>button,input,select{width:auto!important;display:inline-block;margin:2px!important}</style>"
        )


class Nineties(Plain):
    """98.css, 7.css and xp.css share their markup."""

    name = "98.css"
    sheets = ("98.css/dist/98.css",)

    def body(self) -> str:
        return f' style="background:{self.random.choice(("#008080", "#c0c0c0", "#3a6ea5", "#245edb", "#ece9d8"))}"'

    def check(self, text: str, on: bool = False, off: bool = False, kind: str = "checkbox") -> str:
        # The box is drawn before the label, over the input's place: 13 px square.
        name = f"n{self.random.randrange(10**9)}"
        inner = f"<input type={kind} id={name}{' checked' * on}{' disabled' * off}><label for={name}>{html.escape(text)}</label>"
        truth = mark(kind, states(checked=on, disabled=off))
        box = f'<i{truth} style="position:absolute;left:0;top:50%;margin-top:-6px;width:13px;height:13px;pointer-events:none"></i>'
        return f'<span class="field-row" style="position:relative;display:inline-flex">{inner}{box}</span>'

    def tabs(self, names: Sequence[str], active: int, icons: Sequence[str] = ()) -> str:
        items = "".join(
            f"<li role=tab aria-selected={'true' if at == active else 'false'}{mark('tab', states(selected=at == active))}><a href=#>{html.escape(name)}</a></li>"
            for at, name in enumerate(names)
        )
        return f"<menu role=tablist>{items}</menu>"


class Seven(Nineties):
    name = "7.css"
    sheets = ("7.css/dist/7.css",)


class Bootstrap(Classed):
    name = "bootstrap"
    swatches = ["cerulean", "cosmo", "cyborg", "darkly", "flatly", "journal", "litera", "lumen", "lux", "materia", "minty", "morph", "pulse", "quartz", "sandstone", "simplex", "sketchy", "slate", "solar", "spacelab", "superhero", "united", "vapor", "yeti", "zephyr"]  # fmt: skip
    classes = {
        "button": "btn", "primary": "btn-primary|btn-success|btn-danger", "field": "form-control", "area": "form-control",
        "buttons": "btn-secondary|btn-outline-secondary|btn-light|btn-outline-primary|btn-secondary btn-sm|btn-info btn-lg|btn-link",
        "select": "form-select", "checkbox": "form-check-input", "radio": "form-check-input", "table": "table table-striped",
        "tabs": "nav nav-tabs", "tab": "nav-item", "tab-link": "nav-link", "tab-on": "active", "tab-on-at": "link",
    }  # fmt: skip

    def __init__(self, source: random.Random, theme: Theme, icon: Draw) -> None:
        super().__init__(source, theme, icon)
        swatch = source.choice(self.swatches)
        self.sheets = (
            "bootstrap/dist/css/bootstrap.min.css"
            if source.random() < 0.3
            else f"bootswatch/dist/{swatch}/bootstrap.min.css",
        )

    def body(self) -> str:
        return ' data-bs-theme="dark"' if self.theme.dark else ""

    def switch(self, on: bool = False, off: bool = False) -> str:
        truth = mark("switch", states(checked=on, disabled=off))
        return f'<span class="form-check form-switch" style="display:inline-block"><input class="form-check-input" type=checkbox role=switch{truth}{" checked" * on}{" disabled" * off}></span>'

    def slider(self, value: int) -> str:
        return f'<input type=range class="form-range" style="width:{self.random.randint(120, 300)}px" min=0 max=100 value={value}{mark("slider")}>'


class Spectre(Classed):
    name = "spectre.css"
    sheets = ("spectre.css/dist/spectre.min.css",)
    classes = {
        "button": "btn", "primary": "btn-primary|btn-success|btn-error", "buttons": "|btn-link|btn-sm|btn-lg", "field": "form-input",
        "area": "form-input", "select": "form-select", "table": "table table-striped table-hover",
        "tabs": "tab", "tab": "tab-item", "tab-link": "", "tab-on": "active",
    }  # fmt: skip


class Fomantic(Classed):
    name = "fomantic-ui-css"
    sheets = ("fomantic-ui-css/semantic.min.css",)
    classes = {
        "button": "ui button", "primary": "primary|positive|negative|teal", "buttons": "|basic|secondary|tiny|large|inverted",
        "field-around": "ui input", "select": "ui dropdown selection", "area": "ui", "table": "ui celled table",
    }  # fmt: skip

    def switch(self, on: bool = False, off: bool = False) -> str:
        truth = mark("switch", states(checked=on, disabled=off))
        return (
            f'<span class="ui toggle checkbox" style="position:relative"><input type=checkbox{" checked" * on}{" disabled" * off}><label></label>'
            f'<i{truth} style="position:absolute;left:0;top:0;width:49px;height:21px;pointer-events:none"></i></span>'
        )


class UiKit(Classed):
    name = "uikit"
    sheets = ("uikit/dist/css/uikit.min.css",)
    classes = {
        "button": "uk-button", "primary": "uk-button-primary|uk-button-danger", "field": "uk-input", "area": "uk-textarea",
        "buttons": "uk-button-default|uk-button-secondary|uk-button-default uk-button-small|uk-button-text",
        "select": "uk-select", "checkbox": "uk-checkbox", "radio": "uk-radio", "table": "uk-table uk-table-divider uk-table-small",
        "tabs": "uk-tab", "tab": "", "tab-link": "", "tab-on": "uk-active",
    }  # fmt: skip


class Daisy(Classed):
    name = "daisyui"
    sheets = ("daisyui/dist/full.css",)
    themes = ["light", "dark", "cupcake", "bumblebee", "emerald", "corporate", "synthwave", "retro", "cyberpunk", "valentine", "halloween", "garden", "forest", "aqua", "lofi", "pastel", "fantasy", "wireframe", "black", "luxury", "dracula", "cmyk", "autumn", "business", "acid", "lemonade", "night", "coffee", "winter", "dim", "nord", "sunset"]  # fmt: skip
    classes = {
        "button": "btn", "primary": "btn-primary|btn-accent|btn-error", "buttons": "|btn-ghost|btn-outline|btn-sm|btn-neutral|btn-xs|btn-link",
        "field": "input input-bordered", "area": "textarea textarea-bordered", "select": "select select-bordered",
        "checkbox": "checkbox", "radio": "radio", "table": "table table-zebra",
        "tabs": "tabs tabs-bordered", "tab": "tab", "tab-link": "", "tab-on": "tab-active",
    }  # fmt: skip

    def body(self) -> str:
        return f' data-theme="{self.random.choice(self.themes)}"'

    def switch(self, on: bool = False, off: bool = False) -> str:
        return f'<input type=checkbox class="toggle {self.random.choice(("", "toggle-primary", "toggle-sm"))}"{mark("switch", states(checked=on, disabled=off))}{" checked" * on}{" disabled" * off}>'

    def slider(self, value: int) -> str:
        return f'<input type=range class="range" data-thumb="24" style="width:{self.random.randint(120, 300)}px" min=0 max=100 value={value} {mark("slider")}>'


class Blueprint(Classed):
    name = "@blueprintjs/core"
    sheets = ("@blueprintjs/core/lib/css/blueprint.css",)
    classes = {
        "button": "bp6-button bp5-button", "primary": "bp6-intent-primary bp5-intent-primary|bp5-intent-danger bp6-intent-danger",
        "buttons": "|bp6-minimal bp5-minimal|bp6-outlined bp5-outlined|bp6-small bp5-small", "field": "bp6-input bp5-input", "area": "bp6-input bp5-input",
        "select-around": "bp6-html-select bp5-html-select", "table": "bp6-html-table bp5-html-table bp6-html-table-bordered",
    }  # fmt: skip

    def body(self) -> str:
        return ' class="bp6-dark bp5-dark" style="background:#1c2127;color:#eee"' if self.theme.dark else ""


class Foundation(Classed):
    name = "foundation-sites"
    sheets = ("foundation-sites/dist/css/foundation.min.css",)
    classes = {
        "button": "button", "primary": "|success|alert", "buttons": "secondary|hollow|small|hollow secondary|clear|tiny", "table": "hover",
        "tabs": "tabs", "tab": "tabs-title", "tab-link": "", "tab-on": "is-active",
    }  # fmt: skip

    def switch(self, on: bool = False, off: bool = False) -> str:
        name = f"n{self.random.randrange(10**9)}"
        return f'<span class="switch" style="display:inline-block;margin:0"><input class="switch-input" id={name} type=checkbox{" checked" * on}><label class="switch-paddle" for={name}{mark("switch", states(checked=on))}></label></span>'


class Pure(Classed):
    name = "purecss"
    sheets = ("purecss/build/pure-min.css",)
    classes = {
        "button": "pure-button", "primary": "pure-button-primary", "buttons": "|pure-button-active", "table": "pure-table pure-table-bordered",
    }  # fmt: skip

    def body(self) -> str:
        return ' class="pure-form"'


class Shoelace(Dialect):
    """Web components: the widgets draw themselves in shadow trees."""

    name = "@shoelace-style/shoelace"
    scripts = ("@shoelace-style/shoelace/cdn/shoelace.js",)

    def head(self, modules: Path) -> str:
        look = "dark" if self.theme.dark else "light"
        self.sheets = (f"@shoelace-style/shoelace/cdn/themes/{look}.css",)
        return super().head(modules) + f"<script>document.documentElement.className='sl-theme-{look}'</script>"

    def button(self, text: str, icon: str = "", look: str = "", off: bool = False, on: bool = False) -> str:
        variant = (
            "primary" if look == "primary" else self.random.choice(("default", "default", "neutral", "success", "text"))
        )
        size = self.random.choice(("small", "medium", "medium", "large"))
        prefix = self.icon(icon, 16).replace("<svg", '<svg slot="prefix"') if icon else ""
        return f"<sl-button variant={variant} size={size}{mark('button', states(disabled=off), p='.button')}{' disabled' * off}>{prefix}{html.escape(text)}</sl-button>"

    def field(self, value: str = "", hint: str = "", icon: str = "", off: bool = False, focus: bool = False) -> str:
        return f'<sl-input style="display:inline-block" value="{html.escape(value)}" placeholder="{html.escape(hint)}"{mark("field", states(disabled=off), p=".input")}{" disabled" * off}></sl-input>'

    def choice(self, value: str, off: bool = False) -> str:
        return f'<sl-select style="display:inline-block;width:{self.random.choice((120, 180))}px" value="a"{mark("combobox", states(disabled=off), p=".select__combobox")}{" disabled" * off}><sl-option value="a">{html.escape(value)}</sl-option></sl-select>'

    def check(self, text: str, on: bool = False, off: bool = False, kind: str = "checkbox") -> str:
        return f"<sl-{kind}{mark(kind, states(checked=on, disabled=off), p=f'.{kind}__control')}{' checked' * on}{' disabled' * off}>{html.escape(text)}</sl-{kind}>"

    def radio(self, text: str, on: bool = False, off: bool = False) -> str:
        return Dialect.check(self, text, on, off, "radio")

    def switch(self, on: bool = False, off: bool = False) -> str:
        return f"<sl-switch{mark('switch', states(checked=on, disabled=off), p='.switch__control')}{' checked' * on}{' disabled' * off}></sl-switch>"


class Ionic(Dialect):
    """Mobile widgets, in Apple's and in Google's look."""

    name = "@ionic/core"
    sheets = ("@ionic/core/css/ionic.bundle.css",)
    scripts = ("@ionic/core/dist/ionic/ionic.esm.js",)

    def head(self, modules: Path) -> str:
        mode = self.random.choice(("ios", "md"))
        return (
            f"<script>document.documentElement.setAttribute('mode','{mode}')</script>"
            + super().head(modules)
            + "<style>body{position:static!important;overflow:auto!important;max-height:none!important;transform:none!important}</style>"
        )

    def button(self, text: str, icon: str = "", look: str = "", off: bool = False, on: bool = False) -> str:
        fill = "solid" if look == "primary" else self.random.choice(("solid", "outline", "outline", "clear"))
        colour = self.random.choice(("primary", "primary", "success", "medium", "danger"))
        return f"<ion-button style='display:inline-block' fill={fill} color={colour}{mark('button', states(disabled=off), p='.button-native')}{' disabled=true' * off}>{html.escape(text)}</ion-button>"

    def check(self, text: str, on: bool = False, off: bool = False, kind: str = "checkbox") -> str:
        if kind == "radio":
            return super().check(text, on, off, kind)
        return f'<ion-checkbox label-placement="end"{mark(kind, states(checked=on, disabled=off), p=".checkbox-icon")}{" checked=true" * on}{" disabled=true" * off}>{html.escape(text)}</ion-checkbox>'

    def switch(self, on: bool = False, off: bool = False) -> str:
        return f"<ion-toggle{mark('switch', states(checked=on, disabled=off), p='.toggle-icon')}{' checked=true' * on}{' disabled=true' * off}></ion-toggle>"


TRAINED: tuple[tuple[type[Dialect], float], ...] = (
    (Dialect, 10), (Plain, 2), (Classless, 2.5), (Nineties, 0.8), (Seven, 0.8), (Bootstrap, 3), (Spectre, 0.7), (Fomantic, 1), (UiKit, 0.8),
    (Daisy, 2), (Blueprint, 0.8), (Foundation, 0.6), (Pure, 0.5), (Shoelace, 0.8), (Ionic, 0.8),
)  # fmt: skip
"""Dialects of training pages and their shares."""
