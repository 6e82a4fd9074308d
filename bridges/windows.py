"""The windows of a display, as its window manager tells of them.

Read by the Extended Window Manager Hints (EWMH); without a window manager the mapped top-level windows count. A window
may vanish while it is being read; it is then left out.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bridges.errors import ApplicationMissing, BridgeError
from bridges.stop import Stop

ACTIVATE_S = 2.0
CLOSE_ENOUGH = 75
"""Of 100: how alike a window's name and the name that was said must be."""


@dataclass(frozen=True, slots=True)
class Window:
    """One open window. The place is in screen units, with the frame that the window manager draws around it."""

    id: int
    title: str
    application: str
    """The class of WM_CLASS, such as "Mousepad"."""
    instance: str
    pid: int | None
    left: int
    top: int
    width: int
    height: int
    focused: bool
    minimised: bool


class Windows:
    """Reads and activates the windows of one display."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._root = connection.screen().root

    def list(self) -> tuple[Window, ...]:
        """All windows of applications, front first."""
        active = self.active_id()
        found = (self._read(number, active) for number in self.ids())
        return tuple(window for window in found if window is not None)

    def ids(self) -> tuple[int, ...]:
        """The numbers of all windows of applications, front first."""
        if not self._managed():
            return tuple(reversed(self._top_level()))
        stacked = self._numbers(self._root, "_NET_CLIENT_LIST_STACKING")
        return tuple(reversed(stacked or self._numbers(self._root, "_NET_CLIENT_LIST")))

    def active(self) -> Window | None:
        number = self.active_id()
        return self._read(number, number) if number else None

    def active_id(self) -> int:
        """The number of the window that has the focus, 0 for none."""
        if not self._managed():
            focus = self._connection.get_input_focus().focus
            return int(getattr(focus, "id", 0))
        numbers = self._numbers(self._root, "_NET_ACTIVE_WINDOW")
        # Openbox goes on naming the last window after it has gone.
        return numbers[0] if numbers and numbers[0] in self.ids() else 0

    def focus_has_arrived(self) -> bool:
        """Whether keys go to the active window already: the X server learns of it after the window manager does."""
        active, focus = self.active_id(), self._connection.get_input_focus().focus
        return not active or self.client_of(getattr(focus, "id", 0)) == self.client_of(active)

    def click_has_arrived(self) -> bool:
        """Whether nobody holds the pointer any more: no window manager that keeps a click back, no open menu."""
        from Xlib import X

        ours = self._root.grab_pointer(False, 0, X.GrabModeAsync, X.GrabModeAsync, X.NONE, X.NONE, X.CurrentTime)
        if ours == X.GrabSuccess:
            self._connection.ungrab_pointer(X.CurrentTime)
            self._connection.flush()
        return bool(ours == X.GrabSuccess)

    def client_of(self, number: int) -> int:
        """What the numbers of all windows of one program's connection have in common: their upper bits."""
        return number & ~int(self._connection.display.info.resource_id_mask)

    def title(self, number: int) -> str:
        """The title of one window; empty where it has gone."""
        return self._text(self._window(number), "_NET_WM_NAME") or self._text(self._window(number), "WM_NAME")

    def find(self, name: str) -> Window:
        """The window whose application or title answers to the name. Raises ApplicationMissing."""
        windows = self.list()
        best = max(windows, key=lambda window: likeness(name, window), default=None)
        if best is None or likeness(name, best) < CLOSE_ENOUGH:
            open_now = ", ".join(f"“{window.title or window.application}”" for window in windows) or "none"
            raise ApplicationMissing(
                f"Switching to “{name}”", f"no open window is called that; open are: {open_now}", "Open it first."
            )
        return best

    def at(self, x: int, y: int) -> int:
        """The number of the frontmost window at a place, 0 where there is none."""
        for window in self.list():
            across, down = x - window.left, y - window.top
            if not window.minimised and 0 <= across < window.width and 0 <= down < window.height:
                return window.id
        return 0

    def outermost_at(self, x: int, y: int) -> int:
        """The number of what lies on top at a place: a window's frame, a menu, a hint; 0 for the bare desktop."""
        child = self._root.translate_coords(self._root, x, y).child
        return int(getattr(child, "id", child) or 0)

    def is_hint(self, number: int) -> bool:
        """Whether a window says of itself that it is a hint about what the pointer is on."""
        kinds = self._numbers(self._window(number), "_NET_WM_WINDOW_TYPE") if number else ()
        return self._atom("_NET_WM_WINDOW_TYPE_TOOLTIP") in kinds

    def of_program(self, number: int) -> tuple[Window, ...]:
        """The windows of the program that has this one, front first, its menus and tips too; none that is minimised."""
        from Xlib import X, error

        own, active = self.client_of(number), self.active_id()
        managed = [one for one in self.ids() if self.client_of(one) == own]
        loose: list[int] = []
        for window in reversed(self._root.query_tree().children):
            with suppress(error.BadWindow):
                if self.client_of(window.id) == own and window.id not in managed:
                    shown = window.get_attributes()
                    if shown.map_state == X.IsViewable and shown.override_redirect and shown.win_class == X.InputOutput:
                        loose.append(int(window.id))
        found = (self._read(one, active) for one in (*loose, *managed))
        return tuple(window for window in found if window is not None and not window.minimised)

    def titles(self) -> tuple[str, ...]:
        """The titles of all windows, front first."""
        return tuple(title for title in map(self.title, self.ids()) if title)

    def activate(self, window: Window, stop: Stop) -> None:
        """Bring the window to the front and wait until it has the focus. Raises BridgeError."""
        self.activate_id(window.id, stop)

    def activate_id(self, number: int, stop: Stop) -> None:
        from Xlib import X
        from Xlib.protocol.event import ClientMessage

        target = self._window(number)
        if self._managed():
            # 2: asked for by a person's own means, so that it is not held back as a program pushing itself forward.
            data = (32, [2, X.CurrentTime, 0, 0, 0])
            message = ClientMessage(window=target, client_type=self._atom("_NET_ACTIVE_WINDOW"), data=data)
            self._root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        else:
            target.map()
            target.raise_window()
            target.set_input_focus(X.RevertToParent, X.CurrentTime)
        self._connection.sync()
        deadline = time.monotonic() + ACTIVATE_S
        while self.active_id() != number or not self.focus_has_arrived():
            if time.monotonic() > deadline:
                raise BridgeError(
                    f"Switching to “{self.title(number)}”",
                    f"it did not get the focus within {ACTIVATE_S:g} s",
                    "Another window may hold it: close open dialogs first.",
                )
            stop.sleep(0.01)

    def _read(self, number: int, active: int) -> Window | None:
        from Xlib import error

        window = self._window(number)
        try:
            instance, application = window.get_wm_class() or ("", "")
            pid = self._numbers(window, "_NET_WM_PID")
            left, top, width, height = self._place(window)
            hidden = self._atom("_NET_WM_STATE_HIDDEN") in self._numbers(window, "_NET_WM_STATE")
        except (error.BadWindow, error.BadDrawable):
            return None
        return Window(
            id=number,
            title=self.title(number),
            application=application,
            instance=instance,
            pid=pid[0] if pid else None,
            left=left,
            top=top,
            width=width,
            height=height,
            focused=number == active,
            minimised=hidden,
        )

    def _place(self, window: Any) -> tuple[int, int, int, int]:
        """What a person sees as the window: with the manager's frame, without the shadow a toolkit draws around it."""
        inner = window.get_geometry()
        origin = window.translate_coords(self._root, 0, 0)
        # translate_coords answers from the window's point of view: where the root's origin lies in it.
        left, top = -origin.x, -origin.y
        frame, shadow = self._extents(window, "_NET_FRAME_EXTENTS"), self._extents(window, "_GTK_FRAME_EXTENTS")
        grow = [outside - inside for outside, inside in zip(frame, shadow, strict=True)]
        return left - grow[0], top - grow[2], inner.width + grow[0] + grow[1], inner.height + grow[2] + grow[3]

    def _extents(self, window: Any, name: str) -> tuple[int, ...]:
        """Left, right, top, bottom."""
        four = self._numbers(window, name)
        return four if len(four) == 4 else (0, 0, 0, 0)

    def _managed(self) -> bool:
        return bool(self._numbers(self._root, "_NET_SUPPORTING_WM_CHECK"))

    def _top_level(self) -> tuple[int, ...]:
        from Xlib import X, error

        numbers = []
        for window in self._root.query_tree().children:
            with suppress(error.BadWindow):
                attributes = window.get_attributes()
                if attributes.map_state == X.IsViewable and not attributes.override_redirect:
                    numbers.append(int(window.id))
        return tuple(numbers)

    def _window(self, number: int) -> Any:
        return self._connection.create_resource_object("window", number)

    def _atom(self, name: str) -> int:
        return int(self._connection.get_atom(name))

    def _numbers(self, window: Any, name: str) -> tuple[int, ...]:
        from Xlib import X, error

        with suppress(error.BadWindow):
            found = window.get_full_property(self._atom(name), X.AnyPropertyType)
            if found is not None and found.format == 32:
                return tuple(int(value) for value in found.value)
        return ()

    def _text(self, window: Any, name: str) -> str:
        from Xlib import X, error

        with suppress(error.BadWindow):
            found = window.get_full_property(self._atom(name), X.AnyPropertyType)
            if found is not None and found.format == 8:
                value = bytes(found.value)
                compound = found.property_type != self._atom("UTF8_STRING")
                return compound_text(value) if compound else value.decode("utf-8", "replace")
        return ""


def compound_text(value: bytes) -> str:
    """A title of the types STRING or COMPOUND_TEXT: Latin-1 with stretches of UTF-8 between ESC % G and ESC % @.

    Compound text has more character sets than these two; their letters come out wrong, the others right.
    """
    parts = re.split(rb"\x1b%G(.*?)\x1b%@", value, flags=re.DOTALL)
    return "".join(part.decode("utf-8" if index % 2 else "latin-1", "replace") for index, part in enumerate(parts))


def likeness(name: str, window: Window) -> float:
    """0 to 100: how well a window answers to a name."""
    said = name.casefold().strip()
    return max(_alike(said, known.casefold()) for known in _names(window))


def _names(window: Window) -> Iterable[str]:
    return (window.application, window.instance, window.application.rpartition(".")[2], window.title)


def _alike(said: str, known: str) -> float:
    from rapidfuzz import fuzz

    if not said or not known:
        return 0.0
    if said == known:
        return 100.0
    # A word of the title in full ("notes.txt" of "notes.txt - Mousepad") is as good as it gets, short of all of it.
    return max(fuzz.ratio(said, known), 0.95 * fuzz.token_set_ratio(said, known) if len(said) > 2 else 0.0)
