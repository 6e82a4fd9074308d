"""Where the time of a step went: each phase with its colour."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.panel.theme import colours
from ui.report import duration

DOT, GAP = 8.0, 18.0


def in_words(phase: str) -> str:
    """The name of a phase; one that is not known is said as it is."""
    tr = QCoreApplication.translate
    return {
        "capture": tr("Phases", "capture"),
        "parse": tr("Phases", "parse"),
        "decide": tr("Phases", "decide"),
        "guard": tr("Phases", "guard"),
        "act": tr("Phases", "act"),
        "verify": tr("Phases", "verify"),
        "tree": tr("Phases", "tree"),
        "person": tr("Phases", "person"),
        "paused": tr("Phases", "paused"),
    }.get(phase, phase)


class Phases(QWidget):
    """One line: capture 61 ms, decide 3 ms, …"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._ms: dict[str, float] = {}

    def show_times(self, ms: dict[str, float]) -> None:
        self._ms = dict(ms)
        self.setAccessibleName(", ".join(f"{in_words(phase)} {duration(spent)}" for phase, spent in ms.items()))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, 22)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() - 1)
        painter.setFont(font)
        left, middle = 2.0, self.height() / 2
        for phase, ms in self._ms.items():
            text = f"{in_words(phase)} {duration(ms)}"
            if left + DOT + painter.fontMetrics().horizontalAdvance(text) > self.width():
                break
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.phase(phase))
            painter.drawEllipse(QRectF(left, middle - DOT / 2, DOT, DOT))
            painter.setPen(QColor(c.soft))
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRectF(left + DOT + 5, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += DOT + 5 + width + GAP
