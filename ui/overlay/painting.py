"""How a scene looks: pieces that know which pixels they cover and how to paint them. Labels are in `labels`.

A window without a compositor has no translucent pixels: outside of the regions nothing is drawn, inside every pixel is.
So each piece carries its own ground, dark around bright, and can be read on whatever lies below. Lengths are in pixels
at scale 1 and grow with the scale; positions are screen pixels and never grow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QRegion,
)

from bridges.coordinates import Box, ScreenPoint
from ui.overlay.scene import Tone

GROUND = QColor(22, 25, 31)
EDGE = QColor(78, 86, 99)
TEXT = QColor(244, 246, 249)
QUIET = QColor(172, 180, 192)
COLOUR = {
    Tone.PLAN: QColor(88, 166, 255),
    Tone.RISKY: QColor(255, 138, 76),
    Tone.DONE: QColor(74, 212, 130),
    Tone.WRONG: QColor(255, 105, 118),
    Tone.HEALED: QColor(190, 149, 255),
    Tone.WAITING: QColor(250, 204, 84),
}

GAP = 3.0
"""Pixels between a target and its outline, so that nothing of the target is covered."""
STROKE, THIN, HALO = 2.5, 1.6, 1.5
SPOT = 9.0
"""Radius of the ring around the place where the pointer will be."""
CORNER = 10.0
EDGE_PIXEL = 1.0
"""A region reaches so much further than what is painted: with a compositor, edges are smooth."""
SHORTEST_PATH, BEND = 24.0, 0.12


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is drawn."""

    region: QRegion
    paint: Callable[[QPainter], None]


def outline(target: Box, tone: Tone, scale: float) -> Piece:
    """A frame around the target; its inner edge lies GAP pixels outside of the box."""
    thick = (STROKE + 2 * HALO) * scale
    inner = QRectF(QPointF(target.left, target.top), QPointF(target.right, target.bottom)).adjusted(
        -GAP, -GAP, GAP, GAP
    )
    outer = inner.adjusted(-thick, -thick, thick, thick)
    radius = 5 * scale
    region = region_of(rounded(grown(outer, EDGE_PIXEL), radius + thick)) - region_of(
        rounded(grown(inner, -EDGE_PIXEL), radius)
    )

    def paint(painter: QPainter) -> None:
        painter.fillPath(rounded(outer, radius + thick) - rounded(inner, radius), GROUND)
        middle = HALO * scale + STROKE * scale / 2
        painter.setPen(QPen(COLOUR[tone], STROKE * scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(rounded(inner.adjusted(-middle, -middle, middle, middle), radius + middle))

    return Piece(region, paint)


@dataclass(frozen=True, slots=True)
class Way:
    """Where the pointer goes: from where it is to each place in turn; the last part of a drag is held down."""

    start: ScreenPoint
    points: tuple[ScreenPoint, ...]
    target: Box | None
    held: bool

    def lines(self, scale: float) -> list[QPainterPath]:
        """The lines between the places. Each ends where what marks its place begins; short ones are left out."""
        stops = [self.start, *self.points]
        found = (self._line(here, there, scale) for here, there in pairwise(stops))
        return [line for line in found if line.length() >= SHORTEST_PATH]

    def _line(self, here: ScreenPoint, there: ScreenPoint, scale: float) -> QPainterPath:
        """Slightly bent, so that it is not taken for a part of the application."""
        begin, end = QPointF(here.x, here.y), QPointF(there.x, there.y)
        way = end - begin
        bend = QPointF(-way.y(), way.x()) * BEND
        line = QPainterPath(begin)
        line.quadTo((begin + end) / 2 + bend, end)
        part = line.percentAtLength(max(0.0, line.length() - SPOT * scale))
        if self.target is not None and self.target.contains(there) and not self.target.contains(here):
            frame = self.target.expanded(GAP + (STROKE + HALO) * scale)
            part = next((step / 200 for step in range(200) if _in(frame, line.pointAtPercent(step / 200))), part)
        return _first(line, part)

    def spots(self, scale: float) -> QPainterPath:
        """Rings around the places; none inside of a target that is so small that it would hide it."""
        rings = QPainterPath()
        for point in self.points:
            if self.target is None or not self.target.contains(point) or _roomy(self.target, scale):
                rings.addEllipse(QPointF(point.x, point.y), SPOT * scale, SPOT * scale)
        return rings


def pointer_path(way: Way, tone: Tone, scale: float) -> Piece:
    """The way of the pointer; what is dragged has an arrow's head."""
    rings, lines, head = way.spots(scale), way.lines(scale), QPainterPath()
    if way.held and lines:
        head = _head(lines[-1], 8 * scale)
    whole = QPainterPath()
    for line in lines:
        whole.addPath(line)
    body = _stroked(rings, STROKE + 2 * HALO, scale) | _stroked(whole, THIN + 2 * HALO, scale)
    body = body | _stroked(head, 2 * HALO, scale) | head
    colour = COLOUR[tone]

    def paint(painter: QPainter) -> None:
        painter.fillPath(body, GROUND)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, STROKE * scale))
        painter.drawPath(rings)
        painter.setPen(QPen(colour, THIN * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(whole)
        painter.fillPath(head, colour)

    return Piece(region_of(body | _stroked(body, 2 * EDGE_PIXEL, 1)), paint)


def _roomy(target: Box, scale: float) -> bool:
    return min(target.width, target.height) >= 4 * SPOT * scale


def _in(box: Box, at: QPointF) -> bool:
    return box.contains(ScreenPoint(at.x(), at.y()))


def _first(line: QPainterPath, part: float) -> QPainterPath:
    """The first part of a line, 0 to 1."""
    shorter = QPainterPath(line.pointAtPercent(0))
    for step in range(1, 25):
        shorter.lineTo(line.pointAtPercent(part * step / 24))
    return shorter


def _head(curve: QPainterPath, side: float) -> QPainterPath:
    tip, back = curve.pointAtPercent(1.0), curve.pointAtPercent(max(0.0, 1.0 - 2 * side / curve.length()))
    along = (tip - back) / max(1e-6, ((tip - back).x() ** 2 + (tip - back).y() ** 2) ** 0.5)
    across = QPointF(-along.y(), along.x())
    head = QPainterPath(tip)
    head.lineTo(tip - along * side * 1.5 + across * side * 0.8)
    head.lineTo(tip - along * side * 1.5 - across * side * 0.8)
    head.closeSubpath()
    return head


def grown(box: QRectF, by: float) -> QRectF:
    return box.adjusted(-by, -by, by, by)


def rounded(box: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path


def _stroked(path: QPainterPath, width: float, scale: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width * scale)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    return stroker.createStroke(path)


def region_of(path: QPainterPath) -> QRegion:
    """The pixels of a shape, with those on its edge."""
    region = QRegion()
    for polygon in path.toFillPolygons():
        region |= QRegion(polygon.toPolygon(), path.fillRule())
    return region
