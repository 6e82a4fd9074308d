# ruff: noqa: E501 - markup reads better unbroken
"""The markup of written screens (`written/*.html`) and how each of its tags is drawn in a dialect."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterable
from functools import cache
from html.parser import HTMLParser
from typing import Final

from model.train.dialects import Dialect, mark, states
from model.train.pages import Family
from model.train.pointer_scene import GROUP_OF
from model.train.synonyms import groups

EMPTY: Final = ("ib", "f", "area", "sel", "sl", "img", "gap", "sep", "br")
"""Tags that hold nothing."""


class Part:
    """One tag of the markup. Words between tags are parts of the tag "", their words in `text`."""

    def __init__(self, tag: str, has: dict[str, str], text: str = "") -> None:
        self.tag, self.has, self.text = tag, has, text
        self.parts: list[Part] = []

    def words(self) -> str:
        return (self.text + " ".join(part.words() for part in self.parts)).strip()

    def all(self) -> Iterable[Part]:
        yield self
        for part in self.parts:
            yield from part.all()


class Markup(HTMLParser):
    """Reads the markup; what is left open closes with what holds it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._open = [Part("all", {})]
        self.feed(text)
        self.close()
        self.screens = [part for part in self._open[0].parts if part.tag == "screen"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        part = Part(tag, {name: value or "" for name, value in attrs})
        self._open[-1].parts.append(part)
        if tag not in EMPTY:
            self._open.append(part)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].parts.append(Part(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        at = max((at for at, part in enumerate(self._open) if part.tag == tag), default=0)
        if at:
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._open[-1].parts.append(Part("", {}, " ".join(data.split())))


class Drawing:
    """One screen in one dialect and with one family's pictures. `orders` are those of numbered things, with their sort."""

    def __init__(self, source: random.Random, dialect: Dialect, icons: Family) -> None:
        self.r, self.d, self.icons = source, dialect, icons
        self.orders: list[tuple[str, int | None, str]] = []
        self._count = 0

    def draw(self, screen: Part) -> str:
        """The body of the page."""
        rows: list[str] = []
        beside: list[str] = []
        over = ""
        for part in screen.parts:
            if part.tag in ("side", "main"):
                beside.append(self.part(part))
                continue
            if beside:
                rows.append(self._beside(beside))
                beside = []
            drawn = self.part(part)
            if part.tag in ("menu", "dialog"):
                over += drawn
            else:
                rows.append(drawn)
        if beside:
            rows.append(self._beside(beside))
        return f'<div style="height:100%;display:flex;flex-direction:column;overflow:hidden;position:relative">{"".join(rows)}{over}</div>'

    def _beside(self, parts: list[str]) -> str:
        return f'<div style="flex:1;display:flex;min-height:0">{"".join(parts)}</div>'

    def part(self, part: Part) -> str:
        """One part as HTML. Raises KeyError for a tag that there is not."""
        return TAGS[part.tag](self, part)

    def inner(self, part: Part) -> str:
        return "".join(map(self.part, part.parts))

    def number(self, part: Part, *, drawn: bool = True) -> str:
        """The number of a thing that is asked for, "" for others and for those whose picture could not be drawn."""
        said = [one.strip() for one in part.has.get("o", "").split("|") if one.strip()]
        if not said or not drawn:
            return ""
        self._count += 1
        for one in said:
            sort = (
                "place"
                if one[0] == "@"
                else "text"
                if part.words() or part.has.get("value") or part.has.get("hint")
                else "icon"
            )
            self.orders.append((one.lstrip("@ "), self._count, sort))
        return str(self._count)

    def asked(self, part: Part, made: str, *, drawn: bool = True) -> str:
        number = self.number(part, drawn=drawn)
        return f'<span data-w="{number}" style="display:contents">{made}</span>' if number else made

    def several(self, parts: Iterable[Part], kind: str, made: str) -> str:
        numbers = [self.number(part, drawn=self.has(part.has.get("icon", ""))) for part in parts]
        return (
            f'<div data-w="{",".join(numbers)}" data-of="{kind}" style="display:contents">{made}</div>'
            if any(numbers)
            else made
        )

    def has(self, name: str) -> bool:
        return not name or bool(self.known(name))

    def known(self, name: str) -> str:
        """The family's name for a picture or for one that means the same, "" if it has none."""
        return known_to(self.icons, name)

    def icon(self, part: Part) -> str:
        return self.known(part.has.get("icon", ""))

    def flags(self, part: Part) -> dict[str, bool]:
        return {"off": "off" in part.has, "on": "on" in part.has}


def known_to(icons: Family, name: str) -> str:
    """The family's name for a picture or for one that means the same, "" if it has none."""
    if not name or icons.knows(name):
        return name
    alike = (other for group in sorted(GROUP_OF.get(name, ())) for other in _english(group))
    return next((other for other in alike if icons.knows(other)), "")


@cache
def _english(group: int) -> tuple[str, ...]:
    return tuple(groups()[group][0])


def _box(style: str, of: str = "") -> Callable[[Drawing, Part], str]:
    return lambda on, part: f'<div class="{of}" style="{style}">{on.inner(part)}</div>'


def _bar(on: Drawing, part: Part) -> str:
    gap, pad = on.r.choice((2, 4, 8, 12)), on.r.randint(2, 9)
    return f'<div class="{on.r.choice(("m-raised", "m-panel", ""))}" style="display:flex;align-items:center;gap:{gap}px;padding:{pad}px;flex:none">{on.inner(part)}</div>'


def _side(on: Drawing, part: Part) -> str:
    return f'<div class="m-panel" style="width:{part.has.get("width") or on.r.randint(170, 280)}px;flex:none;overflow:hidden;padding:{on.r.randint(0, 8)}px">{on.inner(part)}</div>'


def _grid(on: Drawing, part: Part) -> str:
    return f'<div style="display:grid;grid-template-columns:repeat({int(part.has.get("n") or 3)},auto);gap:{on.r.randint(2, 14)}px;align-content:start;justify-content:{on.r.choice(("start", "stretch"))}">{on.inner(part)}</div>'


def _line(on: Drawing, part: Part) -> str:
    label, wide = html.escape(part.has.get("label", "")), on.r.choice((0, 110, 150))
    over = f'<div style="width:{wide}px">{label}</div>' if wide else f"<div>{label}</div>"
    return f'<div style="margin:{on.r.randint(2, 8)}px 0;display:flex;align-items:center;gap:8px;flex-wrap:wrap">{over}{on.inner(part)}</div>'


def _title(on: Drawing, part: Part) -> str:
    signs = [
        Part("ib", {"icon": icon, "o": part.has.get(sign, "")})
        for sign, icon in (("min", "minus"), ("max", "square"), ("close", "x"))
        if sign in part.has
    ]
    buttons = "".join(
        on.asked(sign, on.d.icon_button(on.icon(sign) or "circle", 14, "ghost"), drawn=on.has(sign.has["icon"]))
        for sign in signs
    )
    return f'<div class="m-title" style="flex:none"><b style="flex:1">{html.escape(part.words())}</b>{buttons}</div>'


def _button(on: Drawing, part: Part) -> str:
    return on.asked(part, on.d.button(part.words(), on.icon(part), part.has.get("look", ""), **on.flags(part)))


def _icon_button(on: Drawing, part: Part) -> str:
    size, look = int(part.has.get("size") or 0), part.has.get("look") or "ghost"
    return on.asked(
        part,
        on.d.icon_button(on.icon(part) or "circle", size, look, **on.flags(part)),
        drawn=on.has(part.has.get("icon", "")),
    )


def _tile(on: Drawing, part: Part) -> str:
    """A large picture with words below."""
    name = on.icon(part)
    inner = f"{on.d.icon(name or 'circle', on.r.choice((20, 24, 32, 40)))}<small>{html.escape(part.words())}</small>"
    made = f'<span style="display:inline-flex;flex-direction:column;align-items:center;gap:3px;padding:6px 8px"{mark("button", states(selected="on" in part.has), n=name)}>{inner}</span>'
    return on.asked(part, made, drawn=bool(name))


def _tick(kind: str) -> Callable[[Drawing, Part], str]:
    def drawn(on: Drawing, part: Part) -> str:
        made = on.d.check(part.words(), "on" in part.has, "off" in part.has, kind)
        return f'<div style="margin:2px 0">{on.asked(part, made)}</div>'

    return drawn


def _switch(on: Drawing, part: Part) -> str:
    made = on.asked(part, on.d.switch("on" in part.has, "off" in part.has))
    words = html.escape(part.words())
    return (
        f'<div style="display:flex;align-items:center;gap:10px;padding:4px 0"><span style="flex:1">{words}</span>{made}</div>'
        if words
        else made
    )


def _tabs(on: Drawing, part: Part) -> str:
    tabs = [one for one in part.parts if one.tag == "tab"]
    icons = [on.icon(one) for one in tabs]
    active = next((at for at, one in enumerate(tabs) if "on" in one.has), 0)
    return on.several(tabs, "tab", on.d.tabs([one.words() for one in tabs], active, icons if all(icons) else ()))


def _menu_bar(on: Drawing, part: Part) -> str:
    items = [one for one in part.parts if one.tag == "m"]
    active = next((at for at, one in enumerate(items) if "on" in one.has), -1)
    return on.several(items, "menuitem", on.d.menu_bar([one.words() for one in items], active))


def _menu(on: Drawing, part: Part) -> str:
    items = [one for one in part.parts if one.tag in ("mi", "sep")]
    rows = [(on.icon(one), one.words(), one.has.get("key", "")) for one in items]
    left, top = (part.has.get("at", "20,20") + ",20").split(",")[:2]
    made = on.several([one for one in items if one.tag == "mi"], "menuitem", on.d.menu(rows))
    return f'<div style="position:absolute;left:{left}%;top:{top}%;z-index:9">{made}</div>'


def _dialog(on: Drawing, part: Part) -> str:
    shade = '<div style="position:absolute;inset:0;background:#0007;z-index:8"></div>' if on.r.random() < 0.7 else ""
    place = "position:absolute;left:50%;top:50%;transform:translate(-50%,-50%);z-index:9;padding:14px;max-width:90%"
    return f'{shade}<div class="m-win" style="{place}"{mark("window")}>{on.inner(part)}</div>'


def _rows(on: Drawing, part: Part) -> str:
    made = []
    for one in part.parts:
        if one.tag == "li":
            controls = [inner for inner in one.parts if inner.tag]
            words = " ".join(inner.text for inner in one.parts if not inner.tag)
            row = on.d.rows(
                [(on.icon(one), words, one.has.get("more", ""))],
                0 if "on" in one.has else -1,
                "".join(map(on.part, controls)),
            )
            made.append(on.several([one], "listitem", row))
        else:
            made.append(on.part(one))
    return f"<div>{''.join(made)}</div>"


def _table(on: Drawing, part: Part) -> str:
    lines = [[cell for cell in row.parts if cell.tag in ("td", "th")] for row in part.parts if row.tag == "tr"]
    if not lines:
        return ""
    drawn = [[on.inner(cell) for cell in cells] for cells in lines]
    active = next((at - 1 for at, row in enumerate(part.parts) if "on" in row.has), -1)
    return on.several([cell for cells in lines for cell in cells], "cell", on.d.table(drawn[0], drawn[1:], active))


def _bottom(on: Drawing, part: Part) -> str:
    """The tabs at the bottom of a phone: pictures with words below."""
    tabs = [one for one in part.parts if one.tag == "tab"]
    made = "".join(
        f'<span style="display:flex;flex-direction:column;align-items:center;flex:1;padding:7px"{mark("tab", states(selected="on" in one.has))}>{on.d.icon(on.icon(one) or "circle", 22)}<small>{html.escape(one.words())}</small></span>'
        for one in tabs
    )
    return f'<div class="m-panel" style="display:flex;flex:none">{on.several(tabs, "tab", made)}</div>'


def _image(on: Drawing, part: Part) -> str:
    wide, high, hue = int(part.has.get("w") or 120), int(part.has.get("h") or 80), on.r.randint(0, 359)
    style = f"display:inline-block;flex:none;width:{wide}px;height:{high}px;border-radius:{on.r.choice((0, 4, 10))}px;background:linear-gradient({on.r.randint(0, 360)}deg,hsl({hue} 50% 60%),hsl({(hue + 70) % 360} 50% 35%))"
    return on.asked(part, f'<span style="{style}"{mark("image")}></span>')


def _words(tag: str, style: str = "") -> Callable[[Drawing, Part], str]:
    def drawn(on: Drawing, part: Part) -> str:
        number = on.number(part)
        return f'<{tag} style="{style}"><span{f" data-w={number}" if number else ""}>{on.inner(part)}</span></{tag}>'

    return drawn


TAGS: Final[dict[str, Callable[[Drawing, Part], str]]] = {
    "": lambda _, part: html.escape(part.text), "absent": lambda *_: "",
    "bar": _bar, "side": _side, "main": _box("flex:1;min-width:0;overflow:hidden;padding:8px"),
    "cols": _box("display:flex;gap:16px;align-items:flex-start"), "col": _box("flex:1;min-width:0"),
    "row": _box("display:flex;align-items:center;gap:8px;margin:4px 0"), "grid": _grid, "panel": _box("padding:10px;margin:5px 0", "m-panel"),
    "line": _line, "titlebar": _title, "tabs": _tabs, "menubar": _menu_bar, "menu": _menu, "dialog": _dialog, "list": _rows, "table": _table, "bottom": _bottom,
    "b": _button, "tab": _button, "ib": _icon_button, "tile": _tile, "chk": _tick("checkbox"), "rad": _tick("radio"), "sw": _switch, "img": _image,
    "f": lambda on, part: on.asked(part, on.d.field(part.has.get("value", ""), part.has.get("hint", ""), on.icon(part), "off" in part.has)),
    "area": lambda on, part: on.asked(part, on.d.area(part.has.get("value", ""), part.has.get("hint", ""), int(part.has.get("rows") or 4))),
    "sel": lambda on, part: on.asked(part, on.d.choice(part.has.get("value", ""), "off" in part.has)),
    "sl": lambda on, part: on.asked(part, on.d.slider(int(part.has.get("value") or 40))),
    "a": lambda on, part: on.asked(part, on.d.link(part.words())), "t": _words("span"), "h": _words("h3", "margin:.4em 0"), "p": _words("p"),
    "gap": lambda *_: '<span style="flex:1"></span>', "br": lambda *_: "<br>",
    "sep": lambda *_: '<span class="m-line" style="border-left:1px solid;height:1.4em;margin:0 4px;display:inline-block"></span>',
}  # fmt: skip
"""How each tag is drawn."""
