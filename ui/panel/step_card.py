"""How one step looks in the list: a close-up, what is done, what came of it, and where its time went."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.overlay import words
from ui.panel.steps import PICTURE, STATE, STEP, THUMBNAIL, close_up, outcome_in_words
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
        state: str = index.data(STATE)
        c = colours()
        rect: QRect = option.rect
        flags: QStyle.StateFlag = option.state
        card = QRectF(rect).adjusted(1, 4, -5, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(flags & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(c.accent if selected else c.line), 1.4 if selected else 1))
        painter.setBrush(QColor(c.wash if selected else c.card))
        painter.drawRoundedRect(card, 10, 10)
        picture = QRectF(card.left() + INSET - 3, card.top() + (card.height() - PICTURE_SIZE.height()) / 2,
                         PICTURE_SIZE.width(), PICTURE_SIZE.height())  # fmt: skip
        _thumbnail(painter, picture, step, state, index.data(PICTURE), c)
        left = picture.right() + GAP
        _words(
            painter,
            QRectF(left, card.top() + INSET - 1, card.right() - left - INSET, card.height() - 2 * INSET),
            step,
            state,
            c,
        )
        painter.restore()


def _thumbnail(painter: QPainter, where: QRectF, step: Step, state: str, image: QImage | None, c: Colours) -> None:
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(where, 6, 6)
    painter.setClipPath(path)
    painter.fillRect(where, QColor(c.well))
    if image is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(where, image, _filling(image.size(), where))
        part = close_up(step)
        if step.planned.target and part:
            box = step.planned.target
            scale = where.width() / part.width()
            corner = QPointF(
                where.left() + (box.left - part.left()) * scale, where.top() + (box.top - part.top()) * scale
            )
            outline = QRectF(corner.x(), corner.y(), box.width * scale, box.height * scale).adjusted(-2, -2, 2, 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(_tone(step, state, c), 1.8))
            painter.drawRoundedRect(outline, 3, 3)
    painter.restore()


def _filling(image: QSize, where: QRectF) -> QRectF:
    """The middle part of a picture that has the shape of where it goes."""
    scale = min(image.width() / where.width(), image.height() / where.height())
    width, height = where.width() * scale, where.height() * scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)


def _tone(step: Step, state: str, c: Colours) -> QColor:
    if step.planned.consequence.risky:
        return QColor(c.warn)
    return QColor({"done": c.good, "wrong": c.bad, "refused": c.bad, "open": c.accent}[state])


def _words(painter: QPainter, where: QRectF, step: Step, state: str, c: Colours) -> None:
    font = QFont(painter.font())
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() - 1)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    line = QFontMetrics(font).height()
    _line(painter, where, f"{step.number}", small, c.soft, 20)
    title = words.planned(step.planned)
    _line(painter, where.adjusted(20, 0, -20, 0), title[:1].upper() + title[1:], bold, c.ink)
    _sign(painter, QRectF(where.right() - 14, where.top() + 1, 13, 13), state, c)
    took = duration(sum(step.ms.values()))
    time_width = QFontMetrics(small).horizontalAdvance(took) + 3
    last = QFontMetrics(small).height()
    bottom = QRectF(where.right() - time_width, where.bottom() - last + 2, time_width, last)
    _line(painter, bottom, took, small, c.soft)
    second = QRectF(
        where.left() + 20, where.top() + line + 3, where.width() - 20, bottom.top() - where.top() - line - 3
    )
    _paragraph(
        painter, second, outcome_in_words(step, state), small, c.bad if state in ("wrong", "refused") else c.soft
    )
    _bar(painter, QRectF(where.left() + 20, bottom.center().y() - 2, bottom.left() - where.left() - 30, 5), step, c)


def _paragraph(painter: QPainter, where: QRectF, text: str, font: QFont, colour: str) -> None:
    """As many lines as there is room for, the last one cut short."""
    metrics = QFontMetrics(font)
    lines = max(1, int(where.height() // metrics.height()))
    rest = text
    for number in range(lines):
        shown = rest
        if metrics.horizontalAdvance(rest) > where.width():
            if number == lines - 1:
                shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(where.width()))
            else:
                shown = _fitting(rest, metrics, where.width())
        row = QRectF(where.left(), where.top() + number * metrics.height(), where.width(), metrics.height())
        _line(painter, row, shown, font, colour)
        rest = rest[len(shown) :].lstrip()
        if not rest or number == lines - 1:
            break


def _fitting(text: str, metrics: QFontMetrics, width: float) -> str:
    """The longest beginning that fits, at a space where there is one."""
    fits = len(metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))) - 1
    space = text.rfind(" ", 0, fits + 1)
    return text[: space if space > fits // 2 else max(1, fits)]


def _line(painter: QPainter, where: QRectF, text: str, font: QFont, colour: str, width: float = 0) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetrics(font)
    box = QRectF(where.left(), where.top(), width or where.width(), metrics.height())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def _sign(painter: QPainter, where: QRectF, state: str, c: Colours) -> None:
    """A tick, a cross, or a dot for what is under way: told by its shape, not by its colour alone."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor({"done": c.good, "open": c.accent}.get(state, c.bad)), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    x, y, s = where.left(), where.top(), where.width()
    if state == "done":
        painter.drawPolyline(
            [QPointF(x + 1, y + s * 0.55), QPointF(x + s * 0.4, y + s * 0.9), QPointF(x + s, y + s * 0.15)]
        )
    elif state == "open":
        painter.setBrush(pen.color())
        painter.drawEllipse(where.center(), 3, 3)
    else:
        painter.drawLine(QPointF(x + 2, y + 2), QPointF(x + s - 2, y + s - 2))
        painter.drawLine(QPointF(x + s - 2, y + 2), QPointF(x + 2, y + s - 2))


def _bar(painter: QPainter, where: QRectF, step: Step, c: Colours) -> None:
    """The time of each phase, side by side."""
    whole = sum(step.ms.values())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.save()
    clip = QPainterPath()
    clip.addRoundedRect(where, 2.5, 2.5)
    painter.setClipPath(clip)
    painter.fillRect(where, QColor(c.well))
    left = where.left()
    for phase, ms in step.ms.items():
        width = where.width() * ms / whole if whole else 0.0
        painter.fillRect(QRectF(left, where.top(), width, where.height()), c.phase(phase))
        left += width
    painter.restore()
