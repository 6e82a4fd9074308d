"""What is wrong in a macro's file: each fault with its line and column, and the line as it stands there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.panel.macro_found import FileFault
from ui.plain import printable
from ui.told import told

MOST = 6
"""Faults that are listed; where there are more, these are mended first."""


class FaultCard(QFrame):
    """Hidden while nothing is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.title = QLabel(wordWrap=True)
        self.title.setObjectName("Heading")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(8)
        whole.addWidget(self.title)
        whole.addLayout(self._rows)

    def show_faults(self, faults: Sequence[FileFault]) -> None:
        """List them; those that stop a replay first."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        ordered = sorted(faults, key=lambda one: (not one.stops, one.line))
        stops = any(one.stops for one in faults)
        self.setProperty("tone", "warn" if stops else "")
        self.style().polish(self)
        self.title.setText(self.tr("It cannot be replayed like this") if stops else self.tr("Worth a look"))
        for one in ordered[:MOST]:
            self._rows.addWidget(self._row(one))
        if len(ordered) > MOST:
            more = QLabel(self.tr("And {count} more.").format(count=len(ordered) - MOST))
            more.setObjectName("Soft")
            self._rows.addWidget(more)
        self.setVisible(bool(faults))

    @property
    def text(self) -> str:
        """All that is listed."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def _row(self, fault: FileFault) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        words = printable(told(fault.words), 600)
        where = self.tr("Line {line}, column {column}: {what}")
        text = where.format(line=fault.line, column=fault.column, what=words) if fault.line else words
        label = QLabel(text, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
        if fault.source.strip():
            source = QLabel(printable(fault.source.strip(), 120), textFormat=Qt.TextFormat.PlainText)
            source.setObjectName("Mono")
            # A long line is cut off rather than widening the window.
            source.setMinimumWidth(1)
            column.addWidget(source)
        return row
