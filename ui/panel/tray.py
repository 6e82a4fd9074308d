"""The sign in the system's tray: the state of the run, and what the panel can be told. It works without a tray too."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from ui.panel.icons import mark
from ui.panel.theme import colours

GOING = ("running", "paused", "asking")
FREE = ("idle", "finished", "failed")


class Tray(QObject):
    """Says what the person wants; shows what the run is at."""

    opened = Signal()
    records = Signal()
    replays = Signal()
    stopped = Signal()
    paused = Signal()
    quitted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._menu = QMenu(parent)
        self.open_panel = self._action(self.tr("&Open"), self.opened)
        self.pause = self._action(self.tr("&Pause"), self.paused)
        self.stop = self._action(self.tr("&Stop"), self.stopped)
        self._menu.addSeparator()
        self.record = self._action(self.tr("Re&cord a macro …"), self.records)
        self.replay = self._action(self.tr("Replay a &macro …"), self.replays)
        self._menu.addSeparator()
        self.leave = self._action(self.tr("&Quit"), self.quitted)
        self._icon = QSystemTrayIcon(mark(), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._clicked)
        self._icon.messageClicked.connect(self.opened)
        self.become("idle")
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon.show()

    @property
    def there(self) -> bool:
        return self._icon.isVisible()

    @property
    def icon(self) -> QIcon:
        return self._icon.icon()

    @property
    def tip(self) -> str:
        return self._icon.toolTip()

    def _action(self, text: str, said: SignalInstance) -> QAction:
        action = QAction(text, self._menu)
        action.triggered.connect(said)
        self._menu.addAction(action)
        return action

    def become(self, state: str) -> None:
        """idle, recording, running, paused, stopping, asking, finished, failed."""
        c = colours()
        badge = {
            "running": c.accent,
            "recording": c.bad,
            "paused": c.warn,
            "stopping": c.bad,
            "asking": c.warn,
            "finished": c.good,
            "failed": c.bad,
        }.get(state)
        said = {
            "idle": self.tr("nothing to do"),
            "running": self.tr("at work"),
            "recording": self.tr("records what you do"),
            "paused": self.tr("paused"),
            "stopping": self.tr("stopping"),
            "asking": self.tr("waits for your answer"),
            "finished": self.tr("done"),
            "failed": self.tr("not done"),
        }[state]
        self._icon.setIcon(mark(badge=badge))
        self._icon.setToolTip(f"Mimic: {said}")
        self.stop.setEnabled(state in GOING or state == "recording")
        self.pause.setEnabled(state in GOING)
        for action in (self.record, self.replay):
            action.setEnabled(state in FREE)
        self.pause.setText(self.tr("&Resume") if state == "paused" else self.tr("&Pause"))

    def tell(self, title: str, text: str) -> None:
        """A message beside the tray, where there is one."""
        if self.there:
            self._icon.showMessage(title, text, mark(), 8000)

    def _clicked(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how is QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit()
