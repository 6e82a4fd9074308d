"""`mimic doctor` as a page: what works on this machine, what is missing, and the command that mends it."""

from __future__ import annotations

import json
import sys
from typing import Any

from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.panel.child import complaint, kill
from ui.panel.icons import SignButton
from ui.plain import printable
from ui.told import told


class MachinePage(QWidget):
    """Examines in a process of its own, for loading the models takes a while."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._looked = False
        self.summary = QLabel()
        self.again = SignButton("again", self.tr("Look a&gain"))
        self.again.clicked.connect(self.look)
        heading = QLabel(self.tr("This machine"))
        heading.setObjectName("Title")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.again)
        self._card = QFrame()
        self._card.setObjectName("Card")
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(18, 14, 18, 14)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self._card)
        column.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self.summary)
        whole.addWidget(scroll, 1)
        self._card.hide()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: ARG002, N802
        if not self._looked:
            self.look()

    def look(self) -> None:
        """Examine the machine anew."""
        if self._process is not None:
            return
        self._looked = True
        self.again.setEnabled(False)
        self._tell(self.tr("Looking at this machine …"), "Soft")
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.finished.connect(self._examined)
        self._process.errorOccurred.connect(self._failed)
        self._process.start(sys.executable, ["-m", "ui", "doctor", "--json"])

    def end(self) -> None:
        """The window closes: whatever is still being looked at is not needed."""
        if self._process is not None:
            process, self._process = self._process, None
            kill(process)

    def _examined(self, code: int) -> None:
        process, self._process = self._process, None
        self.again.setEnabled(True)
        if process is None:
            return
        try:
            found = json.loads(bytes(process.readAllStandardOutput().data()))
        except ValueError:
            said = complaint(process)
            self._tell(printable(said) or self.tr("It ended with code {code}.").format(code=code), "Bad")
            return
        process.deleteLater()
        self._show(found["checks"])
        if found["ok"]:
            self._tell(self.tr("Mimic can work here."), "Good")
        else:
            self._tell(self.tr("Mimic cannot do its main job here yet: mend what is marked with a cross."), "Bad")

    def _failed(self, _: QProcess.ProcessError) -> None:
        if self._process is not None and self._process.state() is QProcess.ProcessState.NotRunning:
            self._tell(self._process.errorString(), "Bad")
            self._process = None
            self.again.setEnabled(True)

    def _show(self, checks: list[dict[str, Any]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for row, check in enumerate(checks):
            tone, word = (
                ("Good", self.tr("fine"))
                if check["ok"]
                else ("Warn", self.tr("optional"))
                if check["optional"]
                else ("Bad", self.tr("missing"))
            )
            mark = QLabel({"Good": "✓", "Warn": "–", "Bad": "✗"}[tone])
            mark.setObjectName(tone)
            mark.setAccessibleName(word)
            name = QLabel(told(check["name"]))
            name.setObjectName("Heading")
            found = QLabel(told(printable(check["found"], 600)), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(mark, 2 * row, 0, top)
            self._grid.addWidget(name, 2 * row, 1, top)
            self._grid.addWidget(found, 2 * row, 2, top)
            if check["remedy"] and not check["ok"]:
                self._grid.addWidget(self._remedy(told(check["name"]), check["remedy"]), 2 * row + 1, 2)
        self._card.show()

    def _remedy(self, name: str, remedy: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 4)
        text = QLabel(remedy, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        text.setObjectName("Mono")
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        copy = SignButton("copy", self.tr("Copy"))
        copy.setAccessibleName(self.tr("Copy what mends {name}").format(name=name))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(remedy))
        row.addWidget(text, 1)
        row.addWidget(copy, alignment=Qt.AlignmentFlag.AlignTop)
        return line

    def _tell(self, text: str, tone: str) -> None:
        self.summary.setObjectName(tone)
        self.summary.style().polish(self.summary)
        self.summary.setText(text)
