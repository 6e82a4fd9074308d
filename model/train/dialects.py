# ruff: noqa: ARG002, D101, E501, RUF012
"""The same widgets written in the markup of different component libraries.

Every method returns HTML whose truth is in its attributes: data-k the kind, data-s the states, data-n the icon's name.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from model.train.theme import Theme

Draw = Callable[[str, int], str]
"""Icon name and size in pixels to an inline SVG with its truth."""


def mark(kind: str, states: str = "", **more: str) -> str:
    """The attributes that hold a widget's truth."""
    extra = "".join(f' data-{key}="{html.escape(value)}"' for key, value in more.items())
    return f' data-k="{kind}" data-s="{states}"{extra} '


def states(**flags: bool) -> str:
    return " ".join(name for name, on in flags.items() if on)


class Dialect:
    """The markup of the random theme. Libraries override what they have classes for."""

    name = "drawn"
    sheets: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()

    def __init__(self, source: random.Random, theme: Theme, icon: Draw) -> None:
        self.random, self.theme, self.icon = source, theme, icon

    def head(self, modules: Path) -> str:
        """What goes into the page's head; library sheets come after the drawn one."""
        links = "".join(f'<link rel="stylesheet" href="{(modules / sheet).as_uri()}">' for sheet in self.sheets)
        scripts = "".join(
            f'<script type="module" src="{(modules / script).as_uri()}"></script>' for script in self.scripts
        )
        return f"<style>{self.theme.sheet()}</style>{links}{scripts}"

    def body(self) -> str:
        """Attributes of the body."""
        return ""

    def button(self, text: str, icon: str = "", look: str = "", off: bool = False, on: bool = False) -> str:
        inner = (self.icon(icon, self.glyph()) if icon else "") + f"<span>{html.escape(text)}</span>"
        classes = f"m-b {look} {'m-off' if off else ''} {'on' if on else ''}"
        return f'<span class="{classes}"{mark("button", states(disabled=off, selected=on))}>{inner}</span>'

    def glyph(self) -> int:
        return max(10, round(self.theme.size * self.random.uniform(0.9, 1.7)))

    def icon_button(self, icon: str, size: int = 0, look: str = "", off: bool = False, on: bool = False) -> str:
        """A button with a picture only; without a visible frame the picture is all there is to find."""
        drawn = self.icon(icon, size or self.glyph())
        framed = "ghost" not in look or on
        truth = mark("button", states(disabled=off, selected=on), n=icon) if framed else ""
        return f'<span class="m-b icon {look} {"m-off" if off else ""} {"on" if on else ""}"{truth}>{drawn}</span>'

    def field(self, value: str = "", hint: str = "", icon: str = "", off: bool = False, focus: bool = False) -> str:
        text = html.escape(value) or f'<span class="m-faint">{html.escape(hint)}</span>'
        inner = (self.icon(icon, self.glyph()) if icon else "") + f"<span>{text}&nbsp;</span>"
        classes = f"m-f {'m-off' if off else ''} {'focus' if focus else ''}"
        width = self.random.choice((90, 140, 180, 220, 280, 360))
        truth = mark("field", states(disabled=off, focused=focus))
        return (
            f'<span class="{classes}" style="width:{width}px;overflow:hidden;white-space:nowrap"{truth}>{inner}</span>'
        )

    def area(self, value: str, hint: str = "", rows: int = 4) -> str:
        return (
            f'<textarea class="m-f" rows={rows} style="width:{self.random.choice((220, 320, 480))}px;resize:none"'
            f'{mark("field")} placeholder="{html.escape(hint)}">{html.escape(value)}</textarea>'
        )

    def choice(self, value: str, off: bool = False) -> str:
        arrow = self.icon(self.random.choice(("chevron down", "caret down")), max(9, self.glyph() - 4))
        width = self.random.choice((80, 120, 160, 220))
        return (
            f'<span class="m-f m-sel {"m-off" if off else ""}" style="width:{width}px"{mark("combobox", states(disabled=off))}>'
            f'<span style="overflow:hidden;white-space:nowrap">{html.escape(value)}</span>{arrow}</span>'
        )

    def check(self, text: str, on: bool = False, off: bool = False, kind: str = "checkbox") -> str:
        classes = f"m-c {'on' if on else ''} {'r' if kind == 'radio' else ''} {'m-off' if off else ''}"
        box = f'<span class="{classes}"{mark(kind, states(checked=on, disabled=off))}></span>'
        return f'<label style="display:inline-flex;gap:.5em;align-items:center">{box}{html.escape(text)}</label>'

    def radio(self, text: str, on: bool = False, off: bool = False) -> str:
        return self.check(text, on, off, "radio")

    def switch(self, on: bool = False, off: bool = False) -> str:
        truth = mark("switch", states(checked=on, disabled=off))
        return f'<span class="m-w {"on" if on else ""} {"m-off" if off else ""}"{truth}><i></i></span>'

    def slider(self, value: int) -> str:
        thumb = getattr(self.theme, "thumb", 16)
        return f'<input type=range class="m-s" min=0 max=100 value={value} style="--v:{value}%" {mark("slider")} data-thumb="{thumb}">'

    def tabs(self, names: Sequence[str], active: int, icons: Sequence[str] = ()) -> str:
        drawn = [self.icon(icon, self.glyph()) for icon in icons] or [""] * len(names)
        tabs = "".join(
            f'<span class="m-t {"on" if at == active else ""}"{mark("tab", states(selected=at == active))}>{picture}{html.escape(name)}</span>'
            for at, (name, picture) in enumerate(zip(names, drawn, strict=True))
        )
        return f'<div class="m-tabs">{tabs}</div>'

    def menu_bar(self, names: Sequence[str], active: int = -1) -> str:
        items = "".join(
            f'<span class="m-i {"on" if at == active else ""}"{mark("menuitem", states(selected=at == active))}>{html.escape(name)}</span>'
            for at, name in enumerate(names)
        )
        return f'<div class="m-bar">{items}</div>'

    def menu(self, rows: Sequence[tuple[str, str, str]], active: int = -1) -> str:
        """Rows of icon name, text and key; an empty text is a line."""
        items = "".join(
            f'<div class="m-i {"on" if at == active else ""}"{mark("menuitem", states(selected=at == active))}>'
            f'{self.icon(icon, self.glyph()) if icon else ""}<span style="flex:1">{html.escape(text)}</span><span class="m-faint">{key}</span></div>'
            if text else '<hr class="m-line" style="margin:3px 0;border:0;border-top:1px solid">'
            for at, (icon, text, key) in enumerate(rows)
        )  # fmt: skip
        return f'<div class="m-menu"{mark("menu")}>{items}</div>'

    def rows(self, rows: Sequence[tuple[str, str, str]], active: int = -1, after: str = "") -> str:
        """List rows of icon name, text and second text."""
        return "".join(
            f'<div class="m-l {"on" if at == active else ""}"{mark("listitem", states(selected=at == active))}>'
            f'{self.icon(icon, self.glyph()) if icon else ""}<span style="flex:1">{html.escape(text)}'
            f"{'<br><small class=m-faint>' + html.escape(more) + '</small>' if more else ''}</span>{after}</div>"
            for at, (icon, text, more) in enumerate(rows)
        )

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], active: int = -1, classes: str = "m-tb") -> str:
        """Cells may hold HTML."""
        top = "".join(f"<th{mark('cell')}>{cell}</th>" for cell in head)
        body = "".join(
            f'<tr class="{"on" if at == active else ""}">'
            + "".join(f"<td{mark('cell', states(selected=at == active))}>{cell}</td>" for cell in row)
            + "</tr>"
            for at, row in enumerate(rows)
        )
        return f'<table class="{classes}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'

    def link(self, text: str) -> str:
        return f'<a class="m-a" href="#"{mark("link")}>{html.escape(text)}</a>'


class Plain(Dialect):
    """Semantic HTML without classes: the browser's own look, or a sheet that styles bare elements."""

    name = "plain"

    def head(self, modules: Path) -> str:
        return (
            super().head(modules)
            if self.random.random() < 0.5 or self.sheets
            else "<style>.m-win,.m-menu{background:#fff;border:1px solid #888}.m-l,.m-i,.m-bar,.m-tabs{display:flex;gap:.6em;padding:3px}</style>"
        )

    def button(self, text: str, icon: str = "", look: str = "", off: bool = False, on: bool = False) -> str:
        inner = (self.icon(icon, self.glyph()) + " " if icon else "") + html.escape(text)
        return f"<button{mark('button', states(disabled=off))}{' disabled' * off}>{inner}</button>"

    def field(self, value: str = "", hint: str = "", icon: str = "", off: bool = False, focus: bool = False) -> str:
        focus_on = " autofocus" * focus
        return (
            f'<input type=text size={self.random.choice((10, 16, 24, 34))} value="{html.escape(value)}" placeholder="{html.escape(hint)}"'
            f" style='width:auto'{mark('field', states(disabled=off, focused=focus))}{' disabled' * off}{focus_on}>"
        )

    def area(self, value: str, hint: str = "", rows: int = 4) -> str:
        return f"<textarea rows={rows} cols={self.random.choice((24, 36, 50))}{mark('field')}>{html.escape(value)}</textarea>"

    def choice(self, value: str, off: bool = False) -> str:
        return f"<select style='width:auto'{mark('combobox', states(disabled=off))}{' disabled' * off}><option>{html.escape(value)}</select>"

    def check(self, text: str, on: bool = False, off: bool = False, kind: str = "checkbox") -> str:
        truth = mark(kind, states(checked=on, disabled=off))
        return f"<label><input type={kind}{truth}{' checked' * on}{' disabled' * off}> {html.escape(text)}</label>"

    def slider(self, value: int) -> str:
        return f'<input type=range min=0 max=100 value={value} style="width:{self.random.randint(110, 260)}px"{mark("slider")}>'

    def link(self, text: str) -> str:
        return f'<a href="#"{mark("link")}>{html.escape(text)}</a>'


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


class Experience(Nineties):
    name = "xp.css"
    sheets = ("xp.css/dist/XP.css",)


class Classed(Plain):
    """Libraries that style native elements by classes: what the classes are, by part."""

    classes: dict[str, str] = {}

    def head(self, modules: Path) -> str:
        links = "".join(f'<link rel="stylesheet" href="{(modules / sheet).as_uri()}">' for sheet in self.sheets)
        return f"<style>{self.theme.sheet()}</style>{links}"

    def of(self, part: str) -> str:
        return f' class="{self.classes[part]}"' if part in self.classes else ""

    def button(self, text: str, icon: str = "", look: str = "", off: bool = False, on: bool = False) -> str:
        inner = (self.icon(icon, self.glyph()) + " " if icon else "") + html.escape(text)
        variants = self.classes.get("primary" if look == "primary" else "buttons", "").split("|")
        classes = f"{self.classes.get('button', '')} {self.random.choice(variants)}"
        return f'<button class="{classes}"{mark("button", states(disabled=off))}{" disabled" * off}>{inner}</button>'

    def field(self, value: str = "", hint: str = "", icon: str = "", off: bool = False, focus: bool = False) -> str:
        wide = self.random.choice((120, 180, 240, 320))
        made = (
            f'<input type=text value="{html.escape(value)}" placeholder="{html.escape(hint)}" style="width:{wide}px;display:inline-block"'
            f"{self.of('field')}{mark('field', states(disabled=off, focused=focus))}{' disabled' * off}{' autofocus' * focus}>"
        )
        return f"<span{self.of('field-around')}>{made}</span>" if "field-around" in self.classes else made

    def area(self, value: str, hint: str = "", rows: int = 4) -> str:
        return f"<textarea rows={rows} style='width:{self.random.choice((240, 380))}px'{self.of('area')}{mark('field')}>{html.escape(value)}</textarea>"

    def choice(self, value: str, off: bool = False) -> str:
        wide = self.random.choice((100, 150, 220))
        if "select-around" in self.classes:
            return f"<span{self.of('select-around')}{mark('combobox', states(disabled=off))}><select{' disabled' * off} style='width:{wide}px'><option>{html.escape(value)}</select></span>"
        return f"<select{self.of('select')} style='width:{wide}px;display:inline-block'{mark('combobox', states(disabled=off))}{' disabled' * off}><option>{html.escape(value)}</select>"

    def check(self, text: str, on: bool = False, off: bool = False, kind: str = "checkbox") -> str:
        truth = mark(kind, states(checked=on, disabled=off))
        return (
            f'<label style="display:inline-flex;gap:.5em;align-items:center"><input type={kind}{self.of(kind)} style="position:static;flex:none;margin:0"{truth}'
            f"{' checked' * on}{' disabled' * off}><span>{html.escape(text)}</span></label>"
        )

    def tabs(self, names: Sequence[str], active: int, icons: Sequence[str] = ()) -> str:
        if "tabs" not in self.classes:
            return Dialect.tabs(self, names, active, icons)
        item, link, chosen = self.classes["tab"], self.classes["tab-link"], self.classes["tab-on"]
        at_link = self.classes.get("tab-on-at") == "link"
        items = "".join(
            f'<li class="{item} {chosen if at == active and not at_link else ""}"{mark("tab", states(selected=at == active))}>'
            f'<a href="#" class="{link} {chosen if at == active and at_link else ""}">{html.escape(name)}</a></li>'
            for at, name in enumerate(names)
        )
        list_of = f'<ul class="{self.classes["tab-list"]}">{items}</ul>' if "tab-list" in self.classes else ""
        return (
            f'<div class="{self.classes["tabs"]}">{list_of}</div>'
            if list_of
            else f'<ul class="{self.classes["tabs"]}">{items}</ul>'
        )

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], active: int = -1, classes: str = "") -> str:
        return super().table(head, rows, active, self.classes.get("table", "m-tb"))


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


TRAINED: tuple[tuple[type[Dialect], float], ...] = (
    (Dialect, 10), (Plain, 2), (Classless, 2.5), (Nineties, 0.8), (Seven, 0.8), (Bootstrap, 3), (Spectre, 0.7), (Fomantic, 1), (UiKit, 0.8),
    (Daisy, 2), (Blueprint, 0.8), (Foundation, 0.6), (Pure, 0.5), (Shoelace, 0.8), (Ionic, 0.8),
)  # fmt: skip
"""Dialects of training pages and their shares."""

UNSEEN: tuple[tuple[type[Dialect], float], ...] = (
    (Bulma, 1),
    (Carbon, 1),
    (ElementPlus, 1),
    (TablerCore, 1),
    (Experience, 1),
)
"""Dialects of the pages that measure; held_out.toml names them."""
