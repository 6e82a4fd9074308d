"""What is seen while a macro is recorded: the steps so far, how to end it, and why it failed where it did."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ui.panel.icons import SignButton

HEIGHT = 150


class RecordingCard(QFrame):
    """Hidden while nothing is recorded and nothing has failed."""

    def __init__(self, hotkey: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.setProperty("tone", "warn")
        self._hotkey = "+".join(key.capitalize() for key in hotkey.split("+"))
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.title.setObjectName("Heading")
        self.steps = QPlainTextEdit(readOnly=True)
        self.steps.setObjectName("Listing")
        self.steps.setAccessibleName(self.tr("Steps so far"))
        self.steps.setFixedHeight(HEIGHT)
        self.steps.setTabChangesFocus(True)
        self.stop = SignButton("stop", self.tr("&End the recording"))
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.stop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.addLayout(top)
        whole.addWidget(self.steps)

    def prepare(self) -> None:
        """Say that it is not recorded yet."""
        self.title.setText(self.tr("Getting ready to record …"))
        self.steps.clear()
        self.steps.show()
        self.stop.show()
        self.show()

    def begin(self) -> None:
        self.title.setText(self.tr("Recording what you do on this screen. {keys} ends it.").format(keys=self._hotkey))

    def tell(self, step: str) -> None:
        self.steps.appendPlainText(step)

    def fail(self, why: str) -> None:
        """Say why there is no macro; it stays until the next recording."""
        self.title.setText(self.tr("Nothing was recorded: {why}").format(why=why))
        self.steps.hide()
        self.stop.hide()
        self.show()
