"""The steps of a run beside a picture of its screen; the same for a run under way and for one of the past."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QSplitter, QVBoxLayout, QWidget

from agent.base import Event, Planned
from ui.overlay import words
from ui.panel.icons import SignButton
from ui.panel.live import LiveView
from ui.panel.macro_heals import HealCard
from ui.panel.phases import Phases
from ui.panel.pictures import Pictures
from ui.panel.screen_view import ScreenView
from ui.panel.step_card import StepCard
from ui.panel.steps import STEP, Steps
from ui.panel.takeover import TakeOver, taken_over
from ui.story import Step


class RunView(QWidget):
    """Follows a run, live where there is something to watch, until the person picks a step."""

    wants_over = Signal(bool)
    """The person wants mouse and keyboard of the private desktop, or gives them back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures = Pictures(self)
        self.steps = Steps(self.pictures, self)
        self.list = QListView()
        self.picture = ScreenView()
        self.phases = Phases()
        self.heals = HealCard()
        self.live: LiveView | None = None
        self._following = True
        self._held: Step | None = None
        self._over: TakeOver | None = None
        self._caption = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._caption.setObjectName("Soft")
        self.take = SignButton("hand", self.tr("Take o&ver"))
        self.take.setCheckable(True)
        self.back = QPushButton(self.tr("Back to &live"))
        self._build()

    def _build(self) -> None:
        self.list.setModel(self.steps)
        self.list.setItemDelegate(StepCard(self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Steps"))
        self.list.setMinimumWidth(330)
        self.list.clicked.connect(self._picked)
        self.list.activated.connect(self._picked)
        self.take.setToolTip(self.tr("Use the private desktop yourself; the run waits."))
        self.take.toggled.connect(self.wants_over)
        self.back.clicked.connect(self.follow)
        top = QHBoxLayout()
        top.addWidget(self._caption, 1)
        top.addWidget(self.back)
        top.addWidget(self.take)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(8, 0, 0, 0)
        side.addLayout(top)
        side.addWidget(self.phases)
        side.addWidget(self.picture, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        split.setSizes([430, 640])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.heals)
        whole.addWidget(split, 1)
        self.take.hide()
        self.back.hide()

    # The run

    def show_run(self, folder: Path | None, events: Iterable[Event] = ()) -> None:
        """Show another run from its beginning."""
        self.end_live()
        self._held = None
        self.steps.show(folder, events)
        self.heals.show_run(folder)
        self.picture.clear()
        self.picture.note = self.tr("The screen appears here as soon as the run has looked at it.")
        self.follow()

    def take_event(self, event: Event) -> None:
        self.steps.take(event)
        if self._following and self._held is None:
            self._show_newest()

    def follow(self) -> None:
        """Show what happens now."""
        self._following = True
        self.back.hide()
        self._show_newest()

    def _show_newest(self) -> None:
        rows = self.steps.rowCount()
        if not rows:
            self._caption.setText("")
            return
        index = self.steps.index(rows - 1)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.phases.show_times(index.data(STEP).ms)
        # Only when the rows and the list itself have got their new places.
        QTimer.singleShot(0, self.list.scrollToBottom)
        if self.live is None:
            self._show_step(index.data(STEP))
        else:
            self._aim(index.data(STEP))

    def _picked(self, index: QModelIndex) -> None:
        self._following = False
        self.phases.show_times(index.data(STEP).ms)
        self.back.setVisible(self.live is not None)
        self._show_step(index.data(STEP))

    def _aim(self, step: Step | None) -> None:
        """The target of a step that is still to be done; over a live picture what is done would be out of date."""
        if step is not None and step.state == "open":
            self.picture.aim(step.planned.target, step.planned.points, risky=step.planned.consequence.risky)
            self._caption.setText(self.tr("Live · {step}").format(step=words.planned(step.planned)))
        else:
            self.picture.aim(None, ())
            self._caption.setText(self.tr("Live"))

    def _show_step(self, step: Step) -> None:
        aims = bool(step.planned.points or step.planned.target)
        # What a step pointed at stands on the picture before it; what it did, on the one after it.
        name = step.before if aims or not step.after else step.after
        path = self.steps.frame_path(name)
        self._caption.setText(f"{words.step(step.number)} · {words.reason(step.planned)}")
        if path is None:
            return
        frame = step.planned.geometry.frame

        def give(image: QImage) -> None:
            if (self.live is None or not self._following or self._held) and self._is_shown(step):
                self.picture.show_picture(image, QSize(frame.width, frame.height))
                self.picture.aim(step.planned.target, step.planned.points, risky=step.planned.consequence.risky)

        self.pictures.fetch(path, give)

    def _is_shown(self, step: Step) -> bool:
        current = self.list.currentIndex().data(STEP)
        return isinstance(current, Step) and current.planned is step.planned

    def hold(self, on: bool) -> Planned | None:
        """Hold the picture of the newest step still, to be pointed at; its plan."""
        self.picture.picking = on
        if not on:
            self._held = None
            self.follow()
            return None
        steps = self.steps.story.steps
        self._held = steps[-1] if steps else None
        if self._held is not None:
            self._following = True
            self._show_step(self._held)
            return self._held.planned
        return None

    # Live, and taken over

    def begin_live(self, display: str) -> None:
        """Show the private display as it is, from now on."""
        self.live = LiveView(display, self)
        self.live.fit(self.picture.room)
        self.picture.resized.connect(self.live.fit)
        self.live.pictured.connect(self._pictured)
        self.live.lost.connect(self._lost)
        self.live.start()
        self.take.show()

    def _pictured(self, image: QImage, pointer: QPoint, size: QSize) -> None:
        if self.live is None:
            return
        self.live.taken()
        if self._following and self._held is None:
            self.picture.show_picture(image, size, pointer)

    def _lost(self, _: str) -> None:
        self.end_live()

    def end_live(self) -> None:
        """Nothing to watch any more: show the pictures that the run stored."""
        if self.live is None:
            return
        self.take.setChecked(False)
        self.take.hide()
        self.back.hide()
        live, self.live = self.live, None
        live.end()
        if self.steps.rowCount():
            self._show_newest()

    def hand_over(self, display: str) -> bool:
        """Mouse and keyboard go to the display; whether they do."""
        self._over = self._over or taken_over(display)
        if self._over is None:
            return False
        self.follow()
        self.picture.aim(None, ())
        self.picture.hand_over(self._over)
        self.take.setText(self.tr("Gi&ve back"))
        return True

    def take_back(self) -> None:
        if self._over is not None:
            self.picture.hand_over(None)
            self._over.give_back()
            self._over = None
            self.take.setText(self.tr("Take o&ver"))
