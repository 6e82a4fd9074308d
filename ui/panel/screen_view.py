"""A screen shown small: a frame of the run with its target, or the live picture; picked from, or taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from bridges.coordinates import Box, Point
from ui.panel.takeover import TakeOver
from ui.panel.theme import colours

POINTER = [(0, 0), (0, 15), (4, 11.5), (6.5, 17), (9, 16), (6.5, 10.5), (11, 10.5)]
RADIUS = 8.0


class ScreenView(QWidget):
    """Shows pictures. Points that it gives and takes are pixels of the whole screen, however large it is shown."""

    picked = Signal(QPointF)
    """Where the person pointed while `picking`."""
    resized = Signal(QSize)
    """How many device pixels a picture may fill."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 180)
        self.setAccessibleName(self.tr("Picture of the screen"))
        self.note = ""
        """What stands here while there is no picture."""
        self._image = QImage()
        self._screen = QSize()
        self._pointer: QPoint | None = None
        self._box: Box | None = None
        self._points: tuple[Point, ...] = ()
        self._risky = False
        self._picking = False
        self._take_over: TakeOver | None = None

    # What is shown

    def show_picture(self, image: QImage, screen: QSize, pointer: QPoint | None = None) -> None:
        self._image, self._screen, self._pointer = image, screen, pointer
        self.update()

    def clear(self) -> None:
        self._image, self._screen = QImage(), QSize()
        self.aim(None, ())

    def aim(self, box: Box | None, points: Sequence[Point], *, risky: bool = False) -> None:
        """Draw a target and the way of the pointer, in pixels of the screen."""
        self._box, self._points, self._risky = box, tuple(points), risky
        self.update()

    @property
    def room(self) -> QSize:
        """Device pixels that a picture may fill."""
        return self.size() * self.devicePixelRatioF()

    @property
    def picking(self) -> bool:
        return self._picking

    @picking.setter
    def picking(self, on: bool) -> None:
        self._picking = on
        self._choose_cursor()

    def hand_over(self, take_over: TakeOver | None) -> None:
        """Send mouse and keyboard to a display from now on, or no longer."""
        self._take_over = take_over
        self.setMouseTracking(take_over is not None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if take_over else Qt.FocusPolicy.NoFocus)
        if take_over:
            self.setFocus()
        self._choose_cursor()

    def _choose_cursor(self) -> None:
        if self._take_over:
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self._picking:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()

    # Where things are

    def _place(self) -> QRectF:
        """Where the picture lies in this widget."""
        if self._screen.isEmpty():
            return QRectF()
        scale = min(self.width() / self._screen.width(), self.height() / self._screen.height())
        width, height = self._screen.width() * scale, self._screen.height() * scale
        return QRectF((self.width() - width) / 2, 0, width, height)

    def on_screen(self, here: QPointF) -> QPointF | None:
        """The pixel of the screen under a point of this widget; None beside the picture."""
        place = self._place()
        if not place.contains(here):
            return None
        x = (here.x() - place.left()) * self._screen.width() / place.width()
        y = (here.y() - place.top()) * self._screen.height() / place.height()
        return QPointF(min(x, self._screen.width() - 1), min(y, self._screen.height() - 1))

    def in_view(self, x: float, y: float) -> QPointF:
        place = self._place()
        return QPointF(
            place.left() + x * place.width() / self._screen.width(),
            place.top() + y * place.height() / self._screen.height(),
        )

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        c = colours()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        if self._image.isNull() or place.isEmpty():
            painter.setPen(QPen(QColor(c.line), 1))
            painter.setBrush(QColor(c.well))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            painter.setPen(QColor(c.soft))
            words = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(24, 24, -24, -24), int(words), self.note)
            return
        painter.save()
        corners = QPainterPath()
        corners.addRoundedRect(place, RADIUS, RADIUS)
        painter.setClipPath(corners)
        painter.drawImage(place, self._image)
        self._paint_aim(painter, QColor(c.warn if self._risky else c.accent))
        if self._pointer is not None:
            self._paint_pointer(painter, self.in_view(self._pointer.x(), self._pointer.y()))
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        busy = self._take_over or self._picking
        painter.setPen(QPen(QColor(c.accent if busy else c.line), 2 if busy else 1))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_aim(self, painter: QPainter, colour: QColor) -> None:
        halo = QColor(255, 255, 255, 190)
        if self._box is not None:
            first, last = self.in_view(self._box.left, self._box.top), self.in_view(self._box.right, self._box.bottom)
            outline = QRectF(first, last).adjusted(-3, -3, 3, 3)
            painter.setBrush(QColor(colour.red(), colour.green(), colour.blue(), 34))
            painter.setPen(QPen(halo, 4.5))
            painter.drawRoundedRect(outline, 5, 5)
            painter.setPen(QPen(colour, 2.2))
            painter.drawRoundedRect(outline, 5, 5)
        path = [self.in_view(point.x, point.y) for point in self._points]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(path) > 1:
            painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine))
            painter.drawPolyline(QPolygonF(path))
        for point in path:
            if self._box is None:
                # A ring would hide what the box already frames.
                painter.setPen(QPen(halo, 4))
                painter.drawEllipse(point, 7, 7)
                painter.setPen(QPen(colour, 2))
                painter.drawEllipse(point, 7, 7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(point, 1.6, 1.6)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    @staticmethod
    def _paint_pointer(painter: QPainter, tip: QPointF) -> None:
        painter.setPen(QPen(QColor("#ffffff"), 1.2))
        painter.setBrush(QColor("#16171b"))
        painter.drawPolygon(QPolygonF([tip + QPointF(x, y) for x, y in POINTER]))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002, N802
        self.resized.emit(self.room)

    # Mouse and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        where = self.on_screen(event.position())
        if where is None:
            return
        if self._take_over:
            self._take_over.move(where)
            self._take_over.button(event.button(), down=True)
        elif self._picking and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(where)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._take_over:
            self._take_over.button(event.button(), down=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        where = self.on_screen(event.position())
        if self._take_over and where is not None:
            self._take_over.move(where)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if self._take_over:
            self._take_over.wheel(event.angleDelta())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._key(event, down=True)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._key(event, down=False)

    def _key(self, event: QKeyEvent, *, down: bool) -> None:
        if self._take_over:
            self._take_over.key(event.nativeScanCode(), event.nativeVirtualKey(), event.text(), down=down)
        else:
            event.ignore()

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802
        # Tab belongs to the desktop while it is taken over.
        return False if self._take_over else super().focusNextPrevChild(following)
