"""After a replay: what was not found as recorded, before and now, and whether the macro is to keep it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from agent.macros.file.store import Macros
from agent.macros.replaying.changes import Change
from agent.macros.replaying.healing import keep_proposed, proposed
from bridges.errors import MacroUnusable
from ui.panel.macro_confirming import TargetPicture
from ui.plain import printable
from ui.replayed import replayed_in
from ui.told import told

TALLEST = 210
"""Pixels of the list; more is scrolled."""
DIFF_HEIGHT = 150
ROOM = QSize(180, 64)
"""For a picture of before or now."""


class HealCard(QFrame):
    """Hidden where a run was no replay, or all was found as recorded."""

    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.setProperty("tone", "warn")
        self._run: Path | None = None
        self.title = QLabel(wordWrap=True)
        self.title.setObjectName("Heading")
        self.note = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.note.setObjectName("Soft")
        self.keep = QPushButton(self.tr("&Keep it in the macro"))
        self.exact = QPushButton(self.tr("Show the e&xact change"))
        self.diff = QPlainTextEdit(readOnly=True)
        self.list = QScrollArea()
        self._build()

    def _build(self) -> None:
        self.keep.setObjectName("Primary")
        self.keep.clicked.connect(self._keep)
        self.exact.setObjectName("Quiet")
        self.exact.setCheckable(True)
        self.exact.toggled.connect(self.diff.setVisible)
        self.diff.setObjectName("Listing")
        self.diff.setAccessibleName(self.tr("Exact change of the macro's file"))
        self.diff.setFixedHeight(DIFF_HEIGHT)
        self.diff.setTabChangesFocus(True)
        self.diff.hide()
        self.list.setWidgetResizable(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What was not found as recorded"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.note, 1)
        buttons.addWidget(self.exact)
        buttons.addWidget(self.keep)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 18, 12)
        whole.setSpacing(8)
        whole.addWidget(self.title)
        whole.addWidget(self.list)
        whole.addLayout(buttons)
        whole.addWidget(self.diff)
        self.hide()

    def show_run(self, folder: Path | None) -> None:
        """Show what a run left in its folder."""
        self._run = folder
        replayed = replayed_in(folder) if folder else None
        changes = replayed.changes if replayed else ()
        self.setVisible(bool(changes))
        if replayed is None or folder is None or not changes:
            return
        title = self.tr("{count} things were not found as recorded") if len(changes) > 1 else self.tr(
            "One thing was not found as recorded"
        )  # fmt: skip
        self.title.setText(title.format(count=len(changes)))
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for one in changes:
            column.addWidget(self._row(one, folder))
        column.addStretch()
        self.list.setWidget(rows)
        self.list.setFixedHeight(min(TALLEST, rows.sizeHint().height() + 4))
        self.diff.setPlainText("\n".join(printable(line, 300) for line in replayed.diff.splitlines()))
        self.exact.setChecked(False)
        self.exact.setVisible(bool(replayed.diff))
        open_ = bool(proposed(folder))
        self.keep.setVisible(open_)
        self.note.setText("" if open_ else self.tr("The macro has been changed accordingly.") if replayed.kept else "")

    def _row(self, change: Change, folder: Path) -> QWidget:
        row = QWidget()
        words = QLabel(_sentence(change.words), textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        how = self.tr("Step {step}: {how}").format(step=change.step, how=told(change.how))
        below = QLabel(how, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        below.setObjectName("Fine")
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(words)
        text.addWidget(below)
        text.addStretch()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addLayout(text, 1)
        for name, file in ((self.tr("Before"), change.before), (self.tr("Now"), change.after)):
            if file:
                line.addLayout(_pictured(row, name, folder / file, change.words))
        return row

    def _keep(self) -> None:
        if self._run is None:
            return
        try:
            keep_proposed(Macros(), self._run)
        except MacroUnusable as error:
            self.note.setText(printable(f"{told(error.found)}. {told(error.remedy)}", 300))
            return
        self.keep.hide()
        self.note.setText(self.tr("The macro has been changed accordingly."))
        self.kept.emit()


def _pictured(row: QWidget, name: str, file: Path, words: str) -> QVBoxLayout:
    picture = TargetPicture(row, ROOM, 1.0)
    picture.show_picture(QPixmap(str(file)), None, f"{name}: {words}")
    label = QLabel(name)
    label.setObjectName("Fine")
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label)
    column.addWidget(picture)
    column.addStretch()
    return column


def _sentence(words: str) -> str:
    said = printable(told(words), 400)
    return said[:1].upper() + said[1:]
