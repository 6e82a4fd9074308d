"""What belongs to the system: status bar, navigation bar, shade, recents, dialogs, short messages."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from bridges.phone.app import Dialog
from bridges.phone.quicksettings import tiles
from bridges.phone.screen.parts import (
    button,
    card,
    column,
    icon,
    icon_button,
    item,
    round_icon,
    row,
    scroll,
    space,
    stack,
    text,
)
from bridges.phone.screen.view import FILL, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def clock_words(phone: Phone) -> str:
    """The time as the status bar shows it."""
    return time.strftime("%H:%M", time.gmtime(phone.now()))


def wallpaper(canvas: Any, view: View) -> None:
    """A quiet gradient with two hills."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QLinearGradient, QPainterPath

    left, top, right, bottom = view.box
    gradient = QLinearGradient(0, top, 0, bottom)
    gradient.setColorAt(0, canvas.colour("wallpaper_top"))
    gradient.setColorAt(1, canvas.colour("wallpaper_bottom"))
    canvas.painter.fillRect(left, top, right - left, bottom - top, gradient)
    width, height = right - left, bottom - top
    for base, rise, alpha in ((0.74, 0.10, 46), (0.84, 0.07, 60)):
        path = QPainterPath(QPointF(left, top + height * base))
        path.cubicTo(
            QPointF(left + width * 0.3, top + height * (base - rise)),
            QPointF(left + width * 0.6, top + height * (base + rise)),
            QPointF(right, top + height * (base - rise / 2)),
        )
        path.lineTo(right, bottom)
        path.lineTo(left, bottom)
        canvas.painter.fillPath(path, QColor(40, 50, 90, alpha))


def status(phone: Phone) -> View:
    """Time, symbols, battery."""
    settings = phone.settings
    light = (
        "#ffffff" if phone.at_home and not phone.shade and not phone.dialogs and not phone.overview else "on_surface"
    )
    symbols = []
    if settings.on("global", "zen_mode"):
        symbols.append("do_not_disturb_on")
    if settings.on("global", "bluetooth_on"):
        symbols.append("bluetooth")
    if settings.on("global", "airplane_mode_on"):
        symbols.append("flight")
    elif settings.on("global", "wifi_on"):
        symbols.append("wifi")
    if not settings.on("global", "airplane_mode_on"):
        symbols.append("signal_cellular_4_bar")
    marks = [icon(name, 16, light) for name in symbols]
    waiting = [icon("notifications", 15, light)] if phone.notifications and not phone.shade else []
    return row(
        text(clock_words(phone), 14, light, bold=True, lines=1, id="clock"),
        *waiting,
        View(weight=1, height=1),
        *marks,
        icon("battery_full", 16, light),
        text(f"{phone.battery}%", 13, light, lines=1, id="battery"),
        gap=5, padding=(24, 0, 20, 0), height=FILL, id="status_bar",
    )  # fmt: skip


def navigation(phone: Phone) -> View:
    """Back, home, recents."""
    light = phone.at_home and not phone.dialogs and not phone.overview and not phone.shade
    color = "#ffffff" if light else "on_surface"
    keys = (
        ("back", phone.t("Back", "返回"), "arrow_back", phone.back),
        ("home_button", phone.t("Home", "主屏幕"), "home", phone.go_home),
        ("recent_apps", phone.t("Overview", "概览"), "crop_square", phone.show_recents),
    )
    inside = [
        icon_button(symbol, label, act, color, id=name, weight=1, height=FILL) for name, label, symbol, act in keys
    ]
    below = "" if (phone.at_home or phone.dialogs) and not phone.overview else "surface"
    if phone.input_methods.shown:
        below = "keyboard"
    if phone.shade:
        below = "shade"
    return row(*inside, height=FILL, padding=(36, 0, 36, 0), fill=below)


def toast(words: str) -> View:
    """A short message."""
    label = text(words, 14, "on_snackbar", id="message", lines=2)
    pill = stack(label, fill="snackbar", radius=24, padding=(20, 12, 20, 12), align="center", justify="center")
    return stack(pill, width=FILL, height=FILL, align="center", justify="center", padding=(24, 0, 24, 0))


def dialog(phone: Phone, shown: Dialog, inset: tuple[float, float]) -> View:
    """A card above a dimmed screen."""
    content = shown.build(phone, shown.page)
    head = [text(shown.title, 22, id="alertTitle", lines=3)] if shown.title else []
    box = View(
        "android.widget.FrameLayout",
        children=[column(*head, content, gap=16)],
        fill="container_high", radius=28, padding=(24, 24, 24, 16), width=340,
        tap=lambda: None,
    )  # fmt: skip
    return View(
        "android.widget.FrameLayout",
        children=[box], flow="stack", align="center", justify="center", fill="scrim",
        width=FILL, height=FILL, padding=(0, inset[0], 0, inset[1]), tap=phone.dismiss,
    )  # fmt: skip


def shade(phone: Phone) -> View:
    """Quick settings and, below them, notifications."""
    big = phone.shade == 2
    found = tiles(phone)
    shown = found if big else found[:4]
    pairs = [row(*shown[index : index + 2], gap=8) for index in range(0, len(shown), 2)]
    entries = [_notification(phone, index) for index in range(len(phone.notifications))]
    if not entries:
        entries = [
            text(
                phone.t("No notifications", "没有通知"), 14, "muted", width=FILL, align="center", padding=(0, 24, 0, 0)
            )
        ]
    top = row(text(phone.date("%a, %b %-d"), 16, weight=1, padding=(8, 0, 0, 0)), icon_button(
        "expand_more", phone.t("Expand quick settings", "展开快捷设置"), lambda: _expand(phone)), padding=(16, 36, 8, 0))  # fmt: skip
    clear = [
        row(space(weight=1), button(phone.t("Clear all", "全部清除"), lambda: _clear(phone), "text", id="dismiss_text"))
    ]
    return column(
        top,
        column(*pairs, gap=8, padding=(16, 4, 16, 12)),
        scroll(*entries, *(clear if phone.notifications else []), key="notification_stack", gap=8, padding=(12, 0, 12, 0)),
        fill="shade", height=FILL, id="notification_panel",
    )  # fmt: skip


def _expand(phone: Phone) -> None:
    phone.shade = 1 if phone.shade == 2 else 2
    phone.changed()


def _clear(phone: Phone) -> None:
    phone.log("notifications cleared", keys=[one.key for one in phone.notifications])
    phone.notifications.clear()
    phone.shade = 0


def _notification(phone: Phone, index: int) -> View:
    shown = phone.notifications[index]
    app = phone.apps[shown.package]

    def act() -> None:
        phone.notifications.remove(shown)
        phone.launch(shown.package, shown.page, shown.arguments)

    def drop() -> None:
        phone.notifications.remove(shown)
        phone.log("notification dismissed", key=shown.key)

    close = icon_button("close", phone.t("Dismiss", "关闭"), drop, "muted")
    return card(
        item(shown.title, shown.text, round_icon(app.icon, app.colour, 36, 20), close, act, drop, padding=(0, 0, 0, 0)),
        padding=(16, 4, 4, 4), radius=24, fill="surface",
    )  # fmt: skip


def recents(phone: Phone) -> View:
    """Cards of the running applications, newest first."""
    cards = []
    for task in reversed(phone.tasks):
        name = task.app.label[0 if phone.settings.language == "en" else 1]
        cards.append(
            card(
                row(round_icon(task.app.icon, task.app.colour, 32, 18), text(name, 16, weight=1, lines=1),
                    icon_button("close", phone.t(f"Dismiss {name}.", f"关闭“{name}”。"), _closer(phone, task.app.package)), gap=12),
                text(phone.t("Tap to return", "点按返回"), 14, "muted", padding=(0, 24, 0, 24)),
                tap=_opener(phone, task.app.package), desc=name, id="task", radius=24, fill="surface", gap=4,
            )
        )  # fmt: skip
    if not cards:
        cards = [
            text(phone.t("No recent items", "近期没有任何内容"), 18, width=FILL, align="center", padding=(0, 240, 0, 0))
        ]
    clear = (
        [button(phone.t("Clear all", "全部清除"), lambda: _close_all(phone), "tonal", id="clear_all")]
        if phone.tasks
        else []
    )
    return column(
        scroll(*cards, key="overview", gap=12, padding=(24, 56, 24, 8)),
        column(*clear, align="center", padding=(0, 8, 0, 64)), fill="container_high", height=FILL,
    )  # fmt: skip


def _opener(phone: Phone, package: str) -> Any:
    return lambda: phone.launch(package)


def _closer(phone: Phone, package: str) -> Any:
    return lambda: phone.stop_app(package)


def _close_all(phone: Phone) -> None:
    for task in list(phone.tasks):
        phone.stop_app(task.app.package)
    phone.overview = False
    phone.at_home = True
