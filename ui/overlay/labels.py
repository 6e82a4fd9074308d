"""The cards beside a target and at the edge of the screen: a disc with a number or a sign, and lines of words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QRegion, QTextLayout, QTextOption

from ui.overlay.painting import (
    COLOUR,
    CORNER,
    EDGE,
    EDGE_PIXEL,
    GROUND,
    QUIET,
    STROKE,
    TEXT,
    Piece,
    grown,
    region_of,
    rounded,
)  # fmt: skip
from ui.overlay.scene import Badge, Callout, Mark, Tone

PADDING, LINE_GAP, DISC = 11.0, 4.0, 24.0
WIDEST = 380.0
LINES = {"title": 2, "reason": 2, "outcome": 2}


@dataclass(frozen=True, slots=True)
class Text:
    """Laid out words of one kind."""

    layout: QTextLayout
    colour: QColor
    top: float
    mark: Mark = Mark.NONE


class Label:
    """A dark card with up to three kinds of lines and, at its left, a disc: a number or a sign."""

    def __init__(self, tone: Tone, scale: float, disc: str | Mark, widest: float = WIDEST) -> None:
        self.tone, self.scale, self.disc = tone, scale, disc
        self._widest = widest * scale
        self._texts: list[Text] = []
        self._bottom = PADDING * scale
        self._width = 0.0

    def add(
        self, words: str, points: float, colour: QColor, lines: int, mark: Mark = Mark.NONE, *, bold: bool = False
    ) -> None:
        if not words:
            return
        font = QFont()
        font.setPixelSize(max(6, round(points * self.scale)))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        indent = (points + 4) * self.scale if mark else 0.0
        layout, width, height = _laid_out(words, font, self._widest - indent, lines)
        self._texts.append(Text(layout, colour, self._bottom, mark))
        self._bottom += height + LINE_GAP * self.scale
        self._width = max(self._width, width + indent)

    @property
    def size(self) -> QSize:
        disc = (DISC + 9) * self.scale
        height = max(self._bottom - LINE_GAP * self.scale, (DISC + PADDING) * self.scale) + PADDING * self.scale
        return QSize(round(self._width + disc + 2 * PADDING * self.scale), round(height))

    def disc_at(self, place: QRect) -> QRectF:
        """Where the disc is, with the ring around it."""
        side, inset = DISC * self.scale, PADDING * self.scale
        return QRectF(place.left() + inset, place.top() + inset - 1 * self.scale, side, side)

    def piece(self, place: QRect, left: float | None) -> Piece:
        """Painted at a place; ``left`` is the part of the time that is left, 0 to 1, where it counts down."""
        return Piece(
            region_of(rounded(grown(QRectF(place), EDGE_PIXEL), CORNER * self.scale)),
            lambda painter: self._paint(painter, place, left),
        )

    def ring_region(self, place: QRect) -> QRegion:
        """What has to be painted again when only time has passed."""
        return QRegion(self.disc_at(place).toAlignedRect().adjusted(-3, -3, 3, 3))

    def _paint(self, painter: QPainter, place: QRect, left: float | None) -> None:
        painter.fillPath(rounded(QRectF(place), CORNER * self.scale), GROUND)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(EDGE, self.scale))
        half = self.scale / 2
        painter.drawPath(rounded(QRectF(place).adjusted(half, half, -half, -half), CORNER * self.scale))
        self._paint_disc(painter, self.disc_at(place), left)
        x = place.left() + (PADDING + DISC + 9) * self.scale
        for text in self._texts:
            at = QPointF(x, place.top() + text.top)
            if text.mark:
                side = text.layout.font().pixelSize()
                _sign(painter, text.mark, QRectF(at.x(), at.y() + 2 * self.scale, side, side), COLOUR[self.tone])
                at.setX(at.x() + side + 4 * self.scale)
            painter.setPen(text.colour)
            text.layout.draw(painter, at)

    def _paint_disc(self, painter: QPainter, disc: QRectF, left: float | None) -> None:
        colour = COLOUR[self.tone]
        pen = QPen(colour, STROKE * self.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        ring = disc.adjusted(1.5 * self.scale, 1.5 * self.scale, -1.5 * self.scale, -1.5 * self.scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if left is None:
            painter.setPen(pen)
            painter.drawEllipse(ring)
        else:
            painter.setPen(QPen(EDGE, STROKE * self.scale))
            painter.drawEllipse(ring)
            painter.setPen(pen)
            painter.drawArc(ring, 90 * 16, round(360 * 16 * max(0.0, min(1.0, left))))
        if isinstance(self.disc, Mark):
            inset = disc.width() * 0.29
            _sign(painter, self.disc, disc.adjusted(inset, inset, -inset, -inset), colour)
            return
        font = QFont()
        font.setPixelSize(max(6, round((12 if len(self.disc) < 3 else 9) * self.scale)))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(TEXT)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self.disc)


def card_region(place: QRect, scale: float) -> QRegion:
    """The pixels of a card with its round corners."""
    return region_of(rounded(QRectF(place), CORNER * scale))


def callout_label(callout: Callout, scale: float) -> Label:
    label = Label(callout.tone, scale, str(callout.number))
    label.add(callout.title, 14, TEXT, LINES["title"], bold=True)
    label.add(callout.reason, 12, QUIET, LINES["reason"])
    label.add(callout.outcome, 12, COLOUR[callout.tone], LINES["outcome"], callout.mark)
    return label


def badge_label(badge: Badge, scale: float) -> Label:
    label = Label(badge.tone, scale, badge.mark, widest=460 if badge.large else WIDEST)
    label.add(badge.title, 15 if badge.large else 12, TEXT, 1, bold=True)
    label.add(badge.text, 14 if badge.large else 11, TEXT if badge.large else QUIET, 4 if badge.large else 1)
    return label


def _laid_out(words: str, font: QFont, widest: float, lines: int) -> tuple[QTextLayout, float, float]:
    """Words broken into at most so many lines, the last one cut short where they do not fit; with width and height."""
    metrics = QFontMetricsF(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def broken(text: str) -> tuple[QTextLayout, float, int]:
        layout = QTextLayout(text, font)
        layout.setTextOption(option)
        layout.beginLayout()
        width, taken = 0.0, 0
        for number in range(lines):
            one = layout.createLine()
            if not one.isValid():
                break
            one.setLineWidth(widest)
            one.setPosition(QPointF(0, number * metrics.lineSpacing()))
            width, taken = max(width, one.naturalTextWidth()), one.textStart() + one.textLength()
        layout.endLayout()
        return layout, width, taken

    layout, width, taken = broken(words)
    if taken < len(words):
        last = layout.lineAt(layout.lineCount() - 1)
        head, rest = words[: last.textStart()], words[last.textStart() :]
        layout, width, _ = broken(head + metrics.elidedText(rest, Qt.TextElideMode.ElideRight, widest - 1))
    return layout, width, layout.lineCount() * metrics.lineSpacing()


def _sign(painter: QPainter, mark: Mark, box: QRectF, colour: QColor) -> None:
    pen = QPen(
        colour, max(1.4, box.width() * 0.17), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(x: float, y: float) -> QPointF:
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height())

    match mark:
        case Mark.DONE:
            painter.drawPolyline([at(0.12, 0.55), at(0.4, 0.82), at(0.88, 0.2)])
        case Mark.WRONG:
            painter.drawLine(at(0.18, 0.18), at(0.82, 0.82))
            painter.drawLine(at(0.82, 0.18), at(0.18, 0.82))
        case Mark.HEALED:
            painter.drawArc(box.adjusted(0.1, 0.1, -0.1, -0.1), 40 * 16, 280 * 16)
            painter.drawPolyline([at(0.6, 0.05), at(0.88, 0.2), at(0.7, 0.45)])
        case Mark.PAUSED:
            painter.drawLine(at(0.3, 0.15), at(0.3, 0.85))
            painter.drawLine(at(0.7, 0.15), at(0.7, 0.85))
        case Mark.BUSY:
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            for x in (0.08, 0.5, 0.92):
                painter.drawEllipse(at(x, 0.5), box.width() * 0.13, box.width() * 0.13)
        case Mark.NONE:
            pass
