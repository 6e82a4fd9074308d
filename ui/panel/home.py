"""What stands below the task box while there is no run: runs that are under way elsewhere, and what to try."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.overlay import words
from ui.panel.background import Background
from ui.panel.icons import SignButton
from ui.panel.shown_run import under_way

LOOK_MS = 3000
NEWEST = 30


class Home(QWidget):
    """Offers tasks and runs."""

    chosen = Signal(str)
    """A task to put into the box."""
    watched = Signal(str)
    """The id of a run to watch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._offered: dict[str, QPushButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 10, 4, 0)
        self._layout.setSpacing(8)
        self._running = QVBoxLayout()
        self._running.setSpacing(8)
        self._layout.addLayout(self._running)
        heading = QLabel(self.tr("For example"))
        heading.setObjectName("Soft")
        self._layout.addWidget(heading)
        for example in self._examples():
            self._layout.addWidget(self._button("task", example, lambda _=False, task=example: self.chosen.emit(task)))
        self._layout.addStretch()
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look)

    def _examples(self) -> tuple[str, ...]:
        return (
            self.tr("Open the calculator, compute 127 * 49 and tell me the result"),
            self.tr('Open the text editor, type "Buy milk and bread" and save it as ~/shopping.txt'),
            self.tr('Open Mousepad, type "Hello" and select all'),
        )

    def _button(self, sign: str, text: str, clicked: object) -> QPushButton:
        button = SignButton(sign, text.replace("&", "&&"))
        button.setAccessibleName(text)
        button.setStyleSheet("text-align: left; padding: 10px 14px;")
        button.clicked.connect(clicked)
        return button

    def look(self) -> None:
        """Look for runs that are under way, now and while this is shown."""
        if not self.isVisible():
            self._clock.stop()
            return
        self._clock.start()
        self._background.do(_running, self._offer)

    def _offer(self, found: object) -> None:
        assert isinstance(found, dict)
        for name in self._offered.keys() - found.keys():
            self._offered.pop(name).deleteLater()
        for name in found.keys() - self._offered.keys():
            text = self.tr("Under way: {task}").format(task=words.line(found[name], 90))
            button = self._button("start", text, lambda _=False, run=name: self.watched.emit(run))
            button.setToolTip(self.tr("Watch this run"))
            self._offered[name] = button
            self._running.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)


def _running() -> dict[str, str]:
    """Tasks by run, of runs that are under way."""
    from agent.settings import load
    from agent.trajectory import runs

    return {run.id: run.about.task for run in under_way(runs(load().settings.runs)[:NEWEST])}
