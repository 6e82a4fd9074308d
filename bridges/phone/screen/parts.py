"""Pieces that pages are made of, in the manner of Material 3."""

from __future__ import annotations

from typing import Any, Final

from bridges.phone.screen.view import FILL, Act, View

TEXT: Final = "android.widget.TextView"
ROW: Final = "android.widget.LinearLayout"
FRAME: Final = "android.widget.FrameLayout"


def text(words: str, size: float = 16, color: str = "on_surface", **more: Any) -> View:
    """Words that do nothing."""
    return View(TEXT, text=words, size=size, color=color, **more)


def icon(name: str, size: float = 24, color: str = "muted", desc: str = "", **more: Any) -> View:
    """A symbol."""
    return View("android.widget.ImageView", icon=name, size=size, color=color, desc=desc, **more)


def column(*children: View, **more: Any) -> View:
    """Views below each other, as wide as the parent."""
    return View(ROW, children=list(children), **{"width": FILL, **more})


def row(*children: View, **more: Any) -> View:
    """Views beside each other."""
    return View(ROW, children=list(children), flow="row", **{"width": FILL, "align": "center", **more})


def stack(*children: View, **more: Any) -> View:
    """Views on top of each other."""
    return View(FRAME, children=list(children), flow="stack", **more)


def space(height: float = 0, weight: float = 0, width: float = 0) -> View:
    """Nothing, of some size."""
    return View(height=height, width=width, weight=weight)


def divider() -> View:
    """A thin line."""
    return View(fill="divider", width=FILL, height=1)


def scroll(*children: View, key: str = "list", **more: Any) -> View:
    """A list that scrolls."""
    kind = "androidx.recyclerview.widget.RecyclerView"
    settings = {"width": FILL, "weight": 1.0, "scrolls": True, "key": key, "id": key, **more}
    return View(kind, children=list(children), **settings)


def button(label: str, tap: Act | None, style: str = "filled", id: str = "", **more: Any) -> View:  # noqa: A002
    """A button: "filled", "tonal", "outlined", "text" or "danger"."""
    fill, color, border = {
        "filled": ("primary", "on_primary", ""),
        "tonal": ("secondary_container", "on_surface", ""),
        "outlined": ("", "primary", "outline"),
        "text": ("", "primary", ""),
        "danger": ("error", "on_error", ""),
    }[style]
    side = 14.0 if style == "text" else 24.0
    return View(
        "android.widget.Button",
        id=id,
        text=label,
        size=14,
        bold=True,
        lines=1,
        align="center",
        justify="center",
        **{
            "fill": fill,
            "color": color,
            "border": border,
            "radius": 20,
            "padding": (side, 10, side, 10),
            "least": 40,
            "tap": tap,
            **more,
        },
    )


def icon_button(name: str, desc: str, tap: Act | None, color: str = "on_surface", id: str = "", **more: Any) -> View:  # noqa: A002
    """A symbol of 48 dp that can be touched."""
    picture = View(icon=name, size=24, color=color)
    return View(
        "android.widget.ImageButton",
        id=id,
        desc=desc,
        flow="stack",
        align="center",
        justify="center",
        children=[picture],
        tap=tap,
        **{"width": 48, "height": 48, **more},
    )


def switch(on: bool, id: str = "switch_widget", tap: Act | None = None) -> View:  # noqa: A002
    """A sliding switch; the row around it is what is touched."""
    return View("android.widget.Switch", id=id, width=52, height=32, checked=on, draw=_draw_switch, tap=tap)


def _draw_switch(canvas: Any, view: View) -> None:
    from PySide6.QtCore import QRectF, Qt

    left, top, right, bottom = view.box
    d = canvas.density
    painter = canvas.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(canvas.colour("primary" if view.checked else "outline"))
    track = QRectF(left, top, right - left, bottom - top)
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
    if not view.checked:
        inner = track.adjusted(2 * d, 2 * d, -2 * d, -2 * d)
        painter.setBrush(canvas.colour("container_high"))
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
    across = (24 if view.checked else 16) * d
    middle = (track.top() + track.bottom()) / 2
    at = track.right() - 4 * d - across if view.checked else track.left() + 8 * d
    painter.setBrush(canvas.colour("on_primary" if view.checked else "outline"))
    painter.drawEllipse(QRectF(at, middle - across / 2, across, across))


def checkbox(on: bool, label: str, tap: Act, id: str = "", kind: str = "android.widget.CheckBox") -> View:  # noqa: A002
    """A box, or a round mark with kind RadioButton, with its label; touched as one."""
    mark = View(width=20, height=20, draw=_draw_radio if kind.endswith("RadioButton") else _draw_check, checked=on)
    words = View(text=label, size=16, weight=1)
    return View(
        kind,
        id=id,
        text=label,
        size=0.01,
        color="#00000000",
        flow="row",
        align="center",
        gap=16,
        width=FILL,
        padding=(16, 12, 16, 12),
        least=48,
        children=[mark, words],
        checked=on,
        tap=tap,
    )


def _draw_check(canvas: Any, view: View) -> None:
    from PySide6.QtCore import QPointF, QRectF, Qt
    from PySide6.QtGui import QPen

    left, top, right, bottom = view.box
    d, painter = canvas.density, canvas.painter
    box = QRectF(left + d, top + d, right - left - 2 * d, bottom - top - 2 * d)
    painter.setPen(QPen(canvas.colour("primary" if view.checked else "muted"), 2 * d))
    painter.setBrush(canvas.colour("primary") if view.checked else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 2 * d, 2 * d)
    if view.checked:
        painter.setPen(QPen(canvas.colour("on_primary"), 2 * d))
        x, y, s = box.left(), box.top(), box.width()
        painter.drawPolyline(
            [
                QPointF(x + 0.2 * s, y + 0.52 * s),
                QPointF(x + 0.42 * s, y + 0.74 * s),
                QPointF(x + 0.8 * s, y + 0.28 * s),
            ]
        )


def _draw_radio(canvas: Any, view: View) -> None:
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QPen

    left, top, right, bottom = view.box
    d, painter = canvas.density, canvas.painter
    ring = QRectF(left + d, top + d, right - left - 2 * d, bottom - top - 2 * d)
    painter.setPen(QPen(canvas.colour("primary" if view.checked else "muted"), 2 * d))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if view.checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(canvas.colour("primary"))
        painter.drawEllipse(ring.adjusted(4 * d, 4 * d, -4 * d, -4 * d))


def item(
    title: str,
    below: str = "",
    lead: View | None = None,
    tail: View | None = None,
    tap: Act | None = None,
    hold: Act | None = None,
    **more: Any,
) -> View:
    """A row of a list."""
    words = [text(title, 16, id="title", lines=2)]
    if below:
        words.append(text(below, 14, "muted", id="summary", lines=2))
    middle = column(*words, weight=1, gap=2)
    children = [child for child in (lead, middle, tail) if child is not None]
    return row(*children, **{"tap": tap, "hold": hold, "gap": 16, "padding": (16, 12, 16, 12), "least": 64, **more})


def switch_item(title: str, below: str, on: bool, tap: Act, lead: View | None = None, enabled: bool = True) -> View:
    """A row with a switch."""
    found = item(title, below, lead, switch(on), tap)
    found.enabled = found.children[-1].enabled = enabled
    return found


def round_icon(name: str, colour: str, across: float = 40, inner: float = 22) -> View:
    """A white symbol on a coloured disc."""
    return stack(
        View(icon=name, size=inner, color="#ffffff"),
        width=across, height=across, fill=colour, radius=across / 2, align="center", justify="center",
    )  # fmt: skip


def letter(name: str, across: float = 40) -> View:
    """The first letter of a name on a disc whose colour comes from the name."""
    colours = ("#5b6abf", "#00838f", "#8e5a2b", "#5e35b1", "#2e7d32", "#c2185b", "#ad5c00", "#37618e")
    tint = colours[sum(name.encode()) % len(colours)]
    words = View(text=name[:1].upper(), size=across * 0.45, color="#ffffff", bold=True)
    return stack(words, width=across, height=across, fill=tint, radius=across / 2, align="center", justify="center")


def card(*children: View, **more: Any) -> View:
    """A rounded box."""
    return column(*children, **{"fill": "container", "radius": 16, "padding": (16, 16, 16, 16), **more})


def section(title: str) -> View:
    """The heading of a part of a list."""
    return text(title, 14, "primary", bold=True, padding=(16, 20, 16, 8), width=FILL)


def top_bar(title: str, back: Act | None = None, *actions: View, up: str = "Navigate up") -> View:
    """A page's upper edge."""
    lead = [icon_button("arrow_back", up, back)] if back else [space(width=12)]
    name = text(title, 22, lines=1, weight=1, padding=(4, 0, 4, 0))
    return row(*lead, name, *actions, height=64, padding=(4, 0, 4, 0), fill="surface", id="toolbar")


def screen(*children: View) -> View:
    """A page's whole content."""
    return column(*children, height=FILL, fill="surface")


def floating(page: View, label: str, name: str, tap: Act, wide: str = "") -> View:
    """A page with a button in the lower right corner."""
    inside: list[View] = [View(icon=name, size=24, color="on_primary_container")]
    if wide:
        inside.append(View(text=wide, size=14, bold=True, color="on_primary_container"))
    fab = View(
        "android.widget.ImageButton" if not wide else "android.widget.Button",
        id="fab", desc=label, flow="row", gap=10, align="center", justify="center", fill="primary_container",
        radius=16, height=56, padding=(16, 0, 16, 0), tap=tap, children=inside,
    )  # fmt: skip
    holder = stack(stack(fab, padding=(0, 0, 16, 16)), width=FILL, height=FILL, align="end", justify="end")
    return stack(page, holder, width=FILL, height=FILL)


def menu_entry(label: str, tap: Act, lead: str = "") -> View:
    """An entry of a menu."""
    inside = [View(icon=lead, size=24, color="muted")] if lead else []
    return row(*inside, text(label, 16, lines=1, weight=1), gap=12, padding=(16, 12, 16, 12), least=48, tap=tap)
