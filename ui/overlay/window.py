"""The window that shows a scene: over all monitors, clicks go through it, and it never has the focus.

It is shaped to what is drawn, so that it needs no compositor. Sizes are pixels of the display: the process tells Qt not
to scale, and draws larger letters where the person's screen is scaled.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QBackingStore, QPainter, QRegion, QSurface, QSurfaceFormat, QWindow

from bridges.coordinates import Box, ScreenPoint
from ui.overlay import labels, painting, placing
from ui.overlay.labels import Label
from ui.overlay.painting import Piece
from ui.overlay.scene import Scene, Tone
from ui.overlay.surface import Reach, Surface

FLAGS = (
    Qt.WindowType.Window
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowTransparentForInput
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.X11BypassWindowManagerHint
)
TICK_MS = 100
"""How often a countdown is drawn again."""


@dataclass(slots=True)
class Countdown:
    """Time that runs out, on time.monotonic."""

    until: float
    seconds: float

    @property
    def left(self) -> float:
        return max(0.0, (self.until - time.monotonic()) / self.seconds)


@dataclass(frozen=True, slots=True)
class _Counted:
    """The label that counts down, and which of the pieces it is."""

    index: int
    label: Label
    place: QRect
    countdown: Countdown


class OverlayWindow(QWindow):
    """Shows scenes. `show_scene` returns when the display has the pixels."""

    def __init__(self, surface: Surface, scale: float) -> None:
        super().__init__()
        self._surface, self._scale = surface, scale
        self.setFlags(FLAGS)
        self.setTitle("Mimic overlay")
        self.setSurfaceType(QSurface.SurfaceType.RasterSurface)
        form = QSurfaceFormat()
        form.setAlphaBufferSize(8)
        self.setFormat(form)
        self._store = QBackingStore(self)
        self._pieces: list[Piece] = []
        self._region = QRegion()
        self._counted: _Counted | None = None
        self._last = (0, QRect())
        self.places: dict[str, QRect] = {}
        """Where the labels are: "callout", "badge"."""
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._cover()
        self.create()
        self._reach = Reach(surface, self)

    def end(self) -> None:
        """Take it off the screen for good; what it is drawn in has to go before the window does."""
        self._clock.stop()
        self._withdraw()
        del self._store
        self.destroy()

    def show_scene(self, scene: Scene, countdown: Countdown | None = None) -> None:
        """Draw the scene, with a ring for the time that is left of its question."""
        self._cover()
        self._counted = None
        self._pieces = self._composed(scene, countdown)
        region = QRegion()
        for piece in self._pieces:
            region |= piece.region
        region &= QRect(QPoint(0, 0), self.size())
        if region.isEmpty():
            self._withdraw()
        else:
            self._show(region)
        if self._counted:
            self._clock.start()
        else:
            self._clock.stop()

    def _composed(self, scene: Scene, countdown: Countdown | None) -> list[Piece]:
        monitors = self._surface.monitors
        what = around(scene)
        home = monitor_of(what, monitors)
        tone = scene.callout.tone if scene.callout else Tone.PLAN
        pieces, places = [], {}
        way = painting.Way(self._surface.pointer(), scene.points, scene.target, scene.drags)
        on_it = [_dot(line.pointAtPercent(part / 10)) for line in way.lines(self._scale) for part in range(11)]
        if scene.target:
            pieces.append(painting.outline(scene.target, tone, self._scale))
        if scene.points:
            pieces.append(painting.pointer_path(way, tone, self._scale))
        if scene.callout:
            label = labels.callout_label(scene.callout, self._scale)
            place = self._callout_place(scene.callout.number, label, what, home, on_it)
            if countdown:
                self._counted = _Counted(len(pieces), label, place, countdown)
            pieces.append(label.piece(place, countdown.left if countdown else None))
            places["callout"] = place
        if scene.badge and (scene.badge.large or not scene.callout):
            label = labels.badge_label(scene.badge, self._scale)
            place = placing.at_edge(label.size, home, [*places.values(), *([what] if what else [])])
            pieces.append(label.piece(place, None))
            places["badge"] = place
        self.places = places
        return pieces

    def _callout_place(self, step: int, label: Label, what: QRect | None, home: QRect, on_it: list[QRect]) -> QRect:
        """Beside what the step acts on. While the step goes on, the label stays where it is."""
        if self._last[0] == step and (kept := placing.kept(label.size, self._last[1], home, what)):
            place = kept
        elif what is not None:
            place = placing.beside(label.size, what, home, on_it)
        else:
            place = placing.at_edge(label.size, home, [])
        self._last = (step, place)
        return place

    def _show(self, region: QRegion) -> None:
        self._reach.becomes(region)
        if not self.isVisible():
            self.setMask(region)
            self.show()
        self._store.resize(self.size())
        self._paint(region)
        self.setMask(region)
        self._store.flush(region)
        self.raise_()
        self._region = region

    def _withdraw(self) -> None:
        """Nothing is to be seen."""
        if self.isVisible():
            self._region = QRegion()
            self._reach.becomes(self._region)
            self.hide()

    def _paint(self, region: QRegion) -> None:
        self._store.beginPaint(region)
        painter = QPainter(self._store.paintDevice())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRegion(region)
        for piece in self._pieces:
            if not (piece.region & region).isEmpty():
                painter.save()
                piece.paint(painter)
                painter.restore()
        painter.end()
        self._store.endPaint()

    def _tick(self) -> None:
        if self._counted is None:
            return
        counted = self._counted
        self._pieces[counted.index] = counted.label.piece(counted.place, counted.countdown.left)
        region = counted.label.ring_region(counted.place) & self._region
        self._paint(region)
        self._store.flush(region)

    def _cover(self) -> None:
        """Over all monitors, also after one came or went."""
        whole = self._surface.whole
        if self.geometry() != whole:
            self.setGeometry(whole)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Expose, QEvent.Type.Paint) and self.isExposed() and not self._region.isEmpty():
            self._store.flush(self._region)
        return super().event(event)


def around(scene: Scene) -> QRect | None:
    """The target with its outline and the places where the pointer will be; None where a step has no place."""
    boxes = [scene.target.expanded(painting.GAP + 6)] if scene.target else []
    boxes += [_spot(point) for point in scene.points]
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return QRect(QPoint(round(whole.left), round(whole.top)), QPoint(round(whole.right) - 1, round(whole.bottom) - 1))


def _dot(at: QPointF) -> QRect:
    """A small part of the pointer's way: rather not hidden, but less in the way than a target."""
    return QRect(round(at.x()) - 3, round(at.y()) - 3, 6, 6)


def _spot(point: ScreenPoint) -> Box:
    reach = painting.SPOT + 4
    return Box(point.x - reach, point.y - reach, point.x + reach, point.y + reach)


def monitor_of(what: QRect | None, monitors: list[QRect]) -> QRect:
    """The monitor that holds most of it; the primary one where there is nothing to hold."""
    if what is None:
        return monitors[0]
    return max(monitors, key=lambda one: (one & what).width() * (one & what).height())
