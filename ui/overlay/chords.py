"""Keys that answer an open question from wherever the focus is. They are held by nobody while no question is open."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from bridges.session import connect

CHORDS: Mapping[str, str] = {"approve": "y", "skip": "s", "stop": "n"}
"""The letter of each answer, pressed with Ctrl and Alt."""
HELD = "Ctrl+Alt"


def shown(answer: str) -> str:
    """How the chord is written on a button."""
    return f"{HELD}+{CHORDS[answer].upper()}"


class Chords(QObject):
    """Reports the chords by the answer's name. A chord that another program holds stays with it."""

    pressed = Signal(str)

    def __init__(self, display: str, parent: QObject) -> None:
        super().__init__(parent)
        self._connection = connect(display)
        self._root = self._connection.screen().root
        self._held: dict[int, str] = {}
        self._notifier = QSocketNotifier(self._connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def hold(self) -> None:
        """From now on."""
        from Xlib import XK, X, error

        for answer, letter in CHORDS.items():
            code = self._connection.keysym_to_keycode(XK.string_to_keysym(letter))
            if not code:
                continue
            self._held[code] = answer
            for locks in (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask):
                modifiers = X.ControlMask | X.Mod1Mask | locks
                self._root.grab_key(
                    code, modifiers, False, X.GrabModeAsync, X.GrabModeAsync, onerror=error.CatchError(error.BadAccess)
                )
        self._connection.sync()
        self._read()

    def release(self) -> None:
        from Xlib import X

        for code in self._held:
            self._root.ungrab_key(code, X.AnyModifier)
        self._held.clear()
        self._connection.sync()

    def close(self) -> None:
        self._notifier.setEnabled(False)
        self._connection.close()

    def _read(self) -> None:
        from Xlib import X

        while self._connection.pending_events():
            event = self._connection.next_event()
            if event.type == X.KeyPress and event.detail in self._held:
                self.pressed.emit(self._held[event.detail])
