"""Stays above other windows: what is raised later would hide a window that no window manager keeps on top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

from bridges.session import connect

PAUSE_MS = 30
"""Looked at most this often: two programs that both want to be on top should not keep the display busy."""


class Stacking(QObject):
    """Raises windows of ours, the last one topmost, as soon as another one covers them."""

    def __init__(self, display: str, windows: Sequence[QWindow | QWidget], parent: QObject) -> None:
        from Xlib import X

        super().__init__(parent)
        self._connection = connect(display)
        self._root = self._connection.screen().root
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self._connection.sync()
        self._windows = windows
        self._own = {int(window.winId()) for window in windows}
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._raise)
        self._notifier = QSocketNotifier(self._connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def close(self) -> None:
        self._notifier.setEnabled(False)
        self._connection.close()

    def _read(self) -> None:
        changed = False
        while self._connection.pending_events():
            event = self._connection.next_event()
            changed = changed or getattr(getattr(event, "window", None), "id", 0) not in self._own
        if changed and not self._soon.isActive():
            self._soon.start()

    def _raise(self) -> None:
        shown = [window for window in self._windows if window.isVisible()]
        top = [one.id for one in self._root.query_tree().children[-len(shown) :]] if shown else []
        if not self._own >= set(top):
            for window in shown:
                window.raise_()
        # Events that came with the reply wake no notifier.
        self._read()
