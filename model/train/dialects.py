# ruff: noqa: ARG002, E501, RUF012
"""The same widgets in the markup of the random theme, in bare HTML, and in that of libraries of classes.

Every method returns HTML whose truth is in its attributes: data-k the kind, data-s the states, data-n the icon's name.
The libraries themselves are in libraries.py and libraries_unseen.py.
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
