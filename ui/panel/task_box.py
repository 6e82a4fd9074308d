"""Where a task is given: its words, where to carry it out, who decides, and when the person is asked."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from agent.settings import Settings
from ui.panel.icons import SignButton
from ui.panel.models import ModelChoice
from ui.panel.places import PlaceChoice
from ui.plain import printable

SIZES = ("1280x720", "1280x800", "1920x1080", "2560x1440")
SIZE = re.compile(r"\s*(\d{3,4})\s*[x×]\s*(\d{3,4})\s*$")


class TaskText(QPlainTextEdit):
    """The words of the task. Ctrl+Enter starts; Up and Down at the edges walk through earlier tasks."""

    wanted = Signal()
    walked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TaskText")
        self.setTabChangesFocus(True)
        self.setPlaceholderText(self.tr("What should be done? For example: open the calculator and compute 127 * 49"))
        self.setAccessibleName(self.tr("Task"))
        self.setFixedHeight(66)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.wanted.emit()
        elif event.key() == Qt.Key.Key_Up and self.textCursor().blockNumber() == 0:
            self.walked.emit(1)
        elif event.key() == Qt.Key.Key_Down and self.textCursor().blockNumber() == self.blockCount() - 1:
            self.walked.emit(-1)
        else:
            super().keyPressEvent(event)


class TaskBox(QFrame):
    """`started` carries the arguments for `mimic do`, flags and then the task, and variables for its environment."""

    started = Signal(list, dict)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._earlier: list[str] = []
        self._at = -1
        self.text = TaskText()
        self.where = PlaceChoice(settings.device)
        self.extent = QComboBox(editable=True)
        self.model = ModelChoice(settings.model)
        self.confirm = QComboBox()
        self.think = QCheckBox(self.tr("&Think first"))
        self.start = QPushButton(self.tr("&Start"))
        self.recent = SignButton("past", self.tr("&Recent"))
        self._fill(settings)
        self._build()
        self._connect()

    def _fill(self, settings: Settings) -> None:
        device, _, detail = settings.device.partition(":")
        self.extent.addItems(SIZES)
        self.extent.setCurrentText(detail if device == "virtual" and SIZE.match(detail) else SIZES[1])
        for value, words in (
            ("risky", self.tr("Ask before risky steps")),
            ("always", self.tr("Ask before every step")),
            ("never", self.tr("Never ask")),
        ):
            self.confirm.addItem(words, value)
        self.confirm.setCurrentIndex(max(0, self.confirm.findData(settings.confirm)))

    def _build(self) -> None:
        self.start.setObjectName("Primary")
        self.start.setToolTip(self.tr("Ctrl+Enter"))
        self.recent.setMenu(QMenu(self.recent))
        self.recent.setAccessibleName(self.tr("Recent tasks"))
        self._fits = QLabel()
        self._fits.setObjectName("Fine")
        options = QGridLayout()
        options.setHorizontalSpacing(10)
        options.setVerticalSpacing(4)
        for column, (text, field) in enumerate((
            (self.tr("&Where"), self.where),
            (self.tr("Si&ze"), self.extent),
            (self.tr("&Model"), self.model),
            (self.tr("When to as&k"), self.confirm),
        )):  # fmt: skip
            label = QLabel(text)
            label.setObjectName("Fine")
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            options.addWidget(label, 0, column)
            options.addWidget(field, 1, column)
            if field is self.extent:
                self._size_label = label
        options.addWidget(self.think, 1, 4)
        options.setColumnStretch(5, 1)
        row = QHBoxLayout()
        row.addLayout(options, 1)
        row.addWidget(self.recent, alignment=Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.start, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addLayout(row)
        layout.addWidget(self._fits)

    def _connect(self) -> None:
        self.text.wanted.connect(self._start)
        self.text.walked.connect(self._walk)
        self.text.textChanged.connect(self._look)
        self.where.currentIndexChanged.connect(self._look)
        self.model.currentIndexChanged.connect(self._look)
        self.start.clicked.connect(self._start)
        self.model.fitting.connect(self._fits.setText)
        QShortcut(QKeySequence("Ctrl+L"), self, self.text.setFocus)
        self.model.look()
        self._look()

    @property
    def target(self) -> str:
        """Where to carry it out, as ``--on`` takes it."""
        name = self.where.name
        size = SIZE.match(self.extent.currentText())
        return f"{name}:{size[1]}x{size[2]}" if name == "virtual" and size else name

    def arguments(self) -> list[str]:
        """The arguments for `mimic do`."""
        confirm = str(self.confirm.currentData())
        arguments = ["--on", self.target, "--confirm", confirm, "--model", self.model.name]
        return [*arguments, "--", self.text.toPlainText().strip()]

    def environment(self) -> dict[str, str]:
        """What the run has to know besides, by its environment."""
        return {"MIMIC_MIMO_THINK": "1" if self.think.isChecked() else "0"} if self.model.thinks else {}

    def remember(self, tasks: list[str]) -> None:
        """The tasks of earlier runs, newest first."""
        self._earlier = list(dict.fromkeys(task for task in tasks if task.strip()))[:50]
        self._at = -1
        menu = self.recent.menu()
        menu.clear()
        for task in self._earlier[:12]:
            menu.addAction(printable(task, 70).replace("&", "&&"), partial(self.put, task))
        self.recent.setEnabled(bool(self._earlier))

    def put(self, task: str) -> None:
        self.text.setPlainText(task)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()

    def _walk(self, by: int) -> None:
        at = self._at + by
        if -1 <= at < len(self._earlier):
            self._at = at
            self.put(self._earlier[at] if at >= 0 else "")

    def _look(self) -> None:
        private = self.where.name == "virtual"
        self.extent.setVisible(private)
        self._size_label.setVisible(private)
        self.think.setVisible(self.model.thinks)
        self.start.setEnabled(bool(self.text.toPlainText().strip()))

    def _start(self) -> None:
        if self.start.isEnabled():
            self.started.emit(self.arguments(), self.environment())
