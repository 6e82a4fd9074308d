"""Which windows are on the screen, laid out; and the picture of them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bridges.phone import softkeyboard, systemui
from bridges.phone.app import Page
from bridges.phone.screen.layout import Layout, Measures
from bridges.phone.screen.view import FILL, View

if TYPE_CHECKING:
    from bridges.phone.phone import Phone

STATUS: Final = 32.0
"""Height of the status bar, in dp."""
NAVIGATION: Final = 48.0


@dataclass(eq=False)
class Window:
    """One window, laid out."""

    name: str
    """"app", "dialog", "keyboard", "shade", "status", "navigation", "toast", "recents"."""
    package: str
    root: View
    page: Page | None = None
    secure: bool = False
    focusable: bool = True


class Windows:
    """Builds the windows from the phone's state, once a change."""

    def __init__(self, phone: Phone, measures: Measures) -> None:
        self._phone = phone
        self._measures = measures
        self._built: tuple[tuple[Any, ...], list[Window]] | None = None

    def all(self) -> list[Window]:
        """The windows, front last."""
        phone = self._phone
        state = (phone.revision, phone.size, phone.density, int(phone.now() // 60), self._toast(), _half_second(phone))
        if self._built is None or self._built[0] != state:
            self._built = (state, self._build())
        return self._built[1]

    def focused(self) -> Window:
        """The window that keys go to."""
        return next(window for window in reversed(self.all()) if window.focusable)

    def at(self, x: float, y: float) -> Window:
        """The foremost window under a point; short messages let touches through."""
        windows = [window for window in self.all() if window.name != "toast"]
        return next((window for window in reversed(windows) if window.root.contains(x, y)), windows[0])

    def _toast(self) -> str:
        words, until = self._phone.toast
        return words if time.monotonic() < until else ""

    def _build(self) -> list[Window]:
        phone, d = self._phone, self._phone.density
        width, height = phone.size
        top, bottom = STATUS * d, height - NAVIGATION * d
        page = phone.page
        layout = Layout(self._measures, d, self._offset)
        keyboard = phone.input_methods.height * d if phone.input_methods.shown else 0.0
        found: list[Window] = []

        def add(window: Window, box: tuple[float, float, float, float]) -> None:
            self._current = window.page
            layout.place(window.root, box[0], box[1], box[2] - box[0], box[3] - box[1])
            self._clamp(window)
            found.append(window)

        everything = (0.0, 0.0, float(width), float(height))
        if phone.overview:
            add(Window("recents", "com.android.launcher3", systemui.recents(phone), phone.home), everything)
        else:
            root = phone.app_of(page).pages[page.name](phone, page)
            root.width = root.height = FILL
            inset = (0.0, top / d, 0.0, (height - bottom) / d + (0.0 if phone.dialogs else keyboard / d))
            wrapped = View("android.widget.FrameLayout", children=[root], padding=inset, flow="stack",
                           fill="" if phone.at_home else "surface")  # fmt: skip
            if phone.at_home:
                wrapped.draw = systemui.wallpaper
            add(Window("app", page.package, wrapped, page, phone.is_secure(page)), everything)
        for dialog in phone.dialogs:
            shown = systemui.dialog(phone, dialog, (top / d, (height - bottom + keyboard) / d))
            add(Window("dialog", dialog.package, shown, dialog.page, phone.faults.secure), everything)
        if words := self._toast():
            add(
                Window("toast", "android", systemui.toast(words), focusable=False),
                (0.0, bottom - keyboard - 152 * d, float(width), bottom - keyboard - 80 * d),
            )
        if phone.input_methods.shown:
            add(
                Window("keyboard", phone.input_methods.bound.split("/")[0], softkeyboard.build(phone), focusable=False),
                (0.0, bottom - keyboard, float(width), bottom),
            )
        add(Window("navigation", "com.android.systemui", systemui.navigation(phone), focusable=False),
            (0.0, bottom, float(width), float(height)))  # fmt: skip
        if phone.shade:
            add(Window("shade", "com.android.systemui", systemui.shade(phone), phone.home),
                (0.0, 0.0, float(width), bottom))  # fmt: skip
        add(Window("status", "com.android.systemui", systemui.status(phone), focusable=False),
            (0.0, 0.0, float(width), top))  # fmt: skip
        return found

    _current: Page | None = None

    def _offset(self, view: View) -> float:
        return self._current.scrolls.get(view.key, 0.0) if self._current else 0.0

    def _clamp(self, window: Window) -> None:
        """Keep scrolled lists inside their content, and mark the field that has the focus."""
        page = window.page
        if page is None:
            return
        moved = False
        for view in window.root.walk():
            if view.scrolls:
                most = max(0.0, view.content[1] - (view.box[3] - view.box[1]))
                at = page.scrolls.get(view.key, 0.0)
                if at > most or at < 0:
                    page.scrolls[view.key] = min(max(0.0, at), most)
                    moved = True
            view.focused = bool(view.edit and view.key and view.key == page.focus)
        if moved:
            left, top, right, bottom = window.root.box
            layout = Layout(self._measures, self._phone.density, self._offset)
            layout.place(window.root, left, top, right - left, bottom - top)

    def picture(self, for_capture: bool = True) -> Any:
        """The screen as a Qt picture; secure windows are black in what is captured."""
        from bridges.phone.screen.paint import Canvas

        phone = self._phone
        windows = self.all()
        canvas = Canvas(*phone.size, phone.density, phone.settings.dark)
        if not phone.awake:
            return canvas.finish()
        for window in windows:
            window.root.secure = window.secure and for_capture
            if window.root.secure and phone.faults.secure:
                phone.strike("secure")
            canvas.tree(window.root)
        return canvas.finish()


def _half_second(phone: Phone) -> int:
    """Changes as often as what moves by itself has to be drawn again: a running timer every second."""
    timer = phone.data.get("clock", {}).get("timer_ends", 0.0)
    return int(phone.now()) if timer else 0
