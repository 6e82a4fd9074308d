"""How one step looks in the list: a close-up, what is done, what came of it, and where its time went."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.overlay import words
from ui.panel.steps import PICTURE, STEP, THUMBNAIL, close_up, outcome_in_words
from ui.panel.theme import Colours, colours
from ui.report import duration
from ui.story import Step

HEIGHT = 98
PICTURE_SIZE = QSize(THUMBNAIL.width() // 2, THUMBNAIL.height() // 2)
GAP, INSET = 12, 11


class StepCard(QStyledItemDelegate):
    """Paints a step."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002, N802
        return QSize(320, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        step: Step = index.data(STEP)
        c = colours()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        card = QRectF(rect).adjusted(1, 4, -5, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(c.accent if selected else c.line), 1.4 if selected else 1))
        painter.setBrush(QColor(c.wash if selected else c.card))
        painter.drawRoundedRect(card, 10, 10)
        picture = QRectF(card.left() + INSET - 3, card.top() + (card.height() - PICTURE_SIZE.height()) / 2,
                         PICTURE_SIZE.width(), PICTURE_SIZE.height())  # fmt: skip
        _thumbnail(painter, picture, step, index.data(PICTURE), c)
        left = picture.right() + GAP
        _words(
            painter, QRectF(left, card.top() + INSET, card.right() - left - INSET, card.height() - 2 * INSET), step, c
        )
        painter.restore()


def _thumbnail(painter: QPainter, where: QRectF, step: Step, image: QImage | None, c: Colours) -> None:
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(where, 6, 6)
    painter.setClipPath(path)
    painter.fillRect(where, QColor(c.well))
    if image is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(where, image, _filling(image.size(), where))
        if step.planned.target:
            part, box = close_up(step), step.planned.target
            scale = where.width() / part.width()
            corner = QPointF(
                where.left() + (box.left - part.left()) * scale, where.top() + (box.top - part.top()) * scale
            )
            outline = QRectF(corner.x(), corner.y(), box.width * scale, box.height * scale).adjusted(-2, -2, 2, 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(_tone(step, c), 1.8))
            painter.drawRoundedRect(outline, 3, 3)
    painter.restore()


def _filling(image: QSize, where: QRectF) -> QRectF:
    """The middle part of a picture that has the shape of where it goes."""
    scale = min(image.width() / where.width(), image.height() / where.height())
    width, height = where.width() * scale, where.height() * scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)


def _tone(step: Step, c: Colours) -> QColor:
    if step.planned.consequence.risky:
        return QColor(c.warn)
    return QColor({"done": c.good, "wrong": c.bad, "refused": c.bad, "open": c.accent}[step.state])


def _words(painter: QPainter, where: QRectF, step: Step, c: Colours) -> None:
    font = QFont(painter.font())
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() - 1)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    line = QFontMetrics(font).height()
    took = duration(sum(step.ms.values()))
    time_width = QFontMetrics(small).horizontalAdvance(took) + 22
    _line(painter, where, f"{step.number}", small, c.soft, 20)
    title = words.planned(step.planned)
    _line(painter, where.adjusted(20, 0, -time_width, 0), title[:1].upper() + title[1:], bold, c.ink)
    _line(
        painter, QRectF(where.right() - time_width, where.top(), time_width - 20, line), took, small, c.soft, right=True
    )
    _sign(painter, QRectF(where.right() - 15, where.top() + 1, 14, 14), step, c)
    tone = c.bad if step.state in ("wrong", "refused") else c.soft
    second = where.adjusted(20, line + 5, 0, 0)
    _line(painter, second, outcome_in_words(step), small, tone)
    _bar(painter, QRectF(where.left() + 20, where.bottom() - 7, where.width() - 20, 5), step, c)


def _line(
    painter: QPainter, where: QRectF, text: str, font: QFont, colour: str, width: float = 0, *, right: bool = False
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetrics(font)
    box = QRectF(where.left(), where.top(), width or where.width(), metrics.height())
    flags = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, flags | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def _sign(painter: QPainter, where: QRectF, step: Step, c: Colours) -> None:
    """A tick, a cross, or a dot for what is under way: told by its shape, not by its colour alone."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(_tone(step, c) if step.state == "open" else QColor(c.good if step.state == "done" else c.bad), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    x, y, s = where.left(), where.top(), where.width()
    if step.state == "done":
        painter.drawPolyline(
            [QPointF(x + 1, y + s * 0.55), QPointF(x + s * 0.4, y + s * 0.9), QPointF(x + s, y + s * 0.15)]
        )
    elif step.state == "open":
        painter.setBrush(pen.color())
        painter.drawEllipse(where.center(), 3, 3)
    else:
        painter.drawLine(QPointF(x + 2, y + 2), QPointF(x + s - 2, y + s - 2))
        painter.drawLine(QPointF(x + s - 2, y + 2), QPointF(x + 2, y + s - 2))


def _bar(painter: QPainter, where: QRectF, step: Step, c: Colours) -> None:
    """The time of each phase, side by side."""
    whole = sum(step.ms.values())
    painter.setPen(Qt.PenStyle.NoPen)
    clip = QPainterPath()
    clip.addRoundedRect(where, 2.5, 2.5)
    painter.setClipPath(clip)
    painter.fillRect(where, QColor(c.well))
    left = where.left()
    for phase, ms in step.ms.items():
        width = where.width() * ms / whole if whole else 0.0
        painter.fillRect(QRectF(left, where.top(), width, where.height()), c.phase(phase))
        left += width
