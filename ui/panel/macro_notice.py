"""One line at the top of a page: what has just been done, and the button that undoes it; or why it was not done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.panel.icons import SignButton


class Notice(QFrame):
    """Stays until the next one, or until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._undo: Callable[[], None] | None = None
        self.text = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.undo = QPushButton(self.tr("&Undo"))
        self.close_it = SignButton("no")
        self.close_it.setObjectName("Quiet")
        self.close_it.setAccessibleName(self.tr("Close this line"))
        self.undo.clicked.connect(self._undone)
        self.close_it.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self.text, 1)
        row.addWidget(self.undo)
        row.addWidget(self.close_it)
        self.hide()

    def tell(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Something was done."""
        self._show(words, "", undo)

    def complain(self, why: str) -> None:
        """Something was not done."""
        self._show(why, "warn", None)

    def _show(self, words: str, tone: str, undo: Callable[[], None] | None) -> None:
        self._undo = undo
        self.text.setText(words)
        self.setProperty("tone", tone)
        self.style().polish(self)
        self.undo.setVisible(undo is not None)
        self.setAccessibleName(words)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _undone(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
