"""The steps of a macro that were inferred, one after the other: with its picture, is it meant so?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bridges.coordinates import Box
from ui.macro_confirm import Inferred
from ui.panel.icons import SignButton
from ui.panel.theme import colours
from ui.told import told

ROOM = QSize(240, 130)
LARGEST = 2.0
"""Times by which a small picture is shown larger."""


class ConfirmCard(QFrame):
    """Hidden while there is nothing to confirm."""

    answered = Signal(int, str)
    """Which of the steps, and "keep" or "drop"."""
    all_kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.setProperty("tone", "plan")
        self._steps: tuple[Inferred, ...] = ()
        self._at = 0
        self.title = QLabel(wordWrap=True)
        self.title.setObjectName("Heading")
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.words.setObjectName("Answer")
        self.sure = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.sure.setObjectName("Soft")
        self.picture = TargetPicture()
        self.keep = QPushButton(self.tr("&Keep it"))
        self.drop = SignButton("no", self.tr("&Drop it"))
        self.later = SignButton("skip", self.tr("&Later"))
        self.keep_all = QPushButton(self.tr("Keep &all"))
        self._build()

    def _build(self) -> None:
        self.keep.setObjectName("Primary")
        self.keep.clicked.connect(lambda: self.answered.emit(self._at, "keep"))
        self.drop.clicked.connect(lambda: self.answered.emit(self._at, "drop"))
        self.later.clicked.connect(self._next)
        self.keep_all.clicked.connect(self.all_kept)
        self.later.setToolTip(self.tr("Leave it open and look at the next one"))
        self.keep_all.setObjectName("Quiet")
        buttons = QHBoxLayout()
        for button in (self.keep, self.drop, self.later):
            buttons.addWidget(button)
        buttons.addStretch()
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.keep_all, alignment=Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(4)
        text.addWidget(self.words)
        text.addWidget(self.sure)
        text.addStretch()
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.picture)
        middle.addLayout(text, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addLayout(middle)
        whole.addLayout(buttons)

    def show_steps(self, steps: Sequence[Inferred]) -> None:
        """Ask about these, from the one on that was asked about last."""
        self._at = self._at if self._steps and self._at < len(steps) else 0
        self._steps = tuple(steps)
        self.setVisible(bool(steps))
        self._show()

    def begin(self) -> None:
        """Another macro: ask from the first step on."""
        self._steps, self._at = (), 0

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._steps)
        self._show()

    def _show(self) -> None:
        if not self._steps:
            return
        step, count = self._steps[self._at], len(self._steps)
        title = self.tr("Was this meant so? Step {number} of {count} that were inferred")
        self.title.setText(title.format(number=self._at + 1, count=count))
        self.words.setText(step.words)
        sure = self.tr("{percent} % sure").format(percent=round(100 * step.confidence))
        self.sure.setText("\n".join(filter(None, (sure, told(step.note), self._told_of_place(step)))))
        picture = QPixmap(str(step.picture)) if step.picture else QPixmap()
        self.picture.show_picture(picture, step.box, self.tr("What the step acts on: {words}").format(words=step.words))
        self.later.setVisible(count > 1)
        self.keep_all.setVisible(count > 1)

    def _told_of_place(self, step: Inferred) -> str:
        if step.picture is not None or step.point is None:
            return ""
        text = self.tr("at ({x}, {y}), and nothing else tells what it is")
        return text.format(x=round(step.point.x), y=round(step.point.y))


class TargetPicture(QWidget):
    """A picture with its target framed; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None, room: QSize = ROOM, largest: float = LARGEST) -> None:
        super().__init__(parent)
        self._room, self._largest = room, largest
        self._picture = QPixmap()
        self._box: Box | None = None

    def show_picture(self, picture: QPixmap, box: Box | None, words: str) -> None:
        """Show it as large as there is room, ``box`` in its pixels; ``words`` are for whoever does not see it."""
        self._picture, self._box = picture, box
        self.setAccessibleName(words)
        self.setVisible(not picture.isNull())
        scale = self._scale()
        self.setFixedSize(max(1, round(picture.width() * scale)), max(1, round(picture.height() * scale)))
        self.update()

    def _scale(self) -> float:
        if self._picture.isNull():
            return 1.0
        across, down = self._room.width() / self._picture.width(), self._room.height() / self._picture.height()
        return min(self._largest, across, down)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.rect())
        corners = QPainterPath()
        corners.addRoundedRect(whole, 6, 6)
        painter.setClipPath(corners)
        painter.drawPixmap(whole, self._picture, QRectF(self._picture.rect()))
        if self._box is not None:
            scale = self._scale()
            framed = QRectF(self._box.left * scale, self._box.top * scale,
                            self._box.width * scale, self._box.height * scale)  # fmt: skip
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRoundedRect(framed.adjusted(-2, -2, 2, 2), 4, 4)
        painter.end()
