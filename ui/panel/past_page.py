"""Runs of the past: how each ended, its steps with their pictures, and its report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFont,
    QImage,
    QPainter,
    QPen,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from agent.base import Event, Finished
from ui.overlay import words
from ui.panel.background import Background
from ui.panel.icons import SignButton
from ui.panel.macro_saving import MacroSaving
from ui.panel.outcome import outcome_words, steps_words
from ui.panel.pictures import Pictures
from ui.panel.run_view import RunView
from ui.panel.theme import colours
from ui.report import duration
from ui.story import Story, told

NEWEST = 100
PAST = Qt.ItemDataRole.UserRole
PICTURE = Qt.ItemDataRole.UserRole + 1
PICTURE_SIZE = QSize(72, 45)


@dataclass(frozen=True, slots=True)
class Past:
    """One run and its story."""

    folder: Path
    task: str
    device: str
    when: str
    events: Sequence[Event]
    story: Story

    @property
    def last_frame(self) -> Path | None:
        """The picture of the screen at the end."""
        name = next((event.frame for event in reversed(self.events) if event.frame), None)
        return self.folder / "frames" / f"{Path(name).name}.png" if name else None


class PastPage(QWidget):
    """The list on the left, the chosen run on the right. `again` carries a task to be given once more."""

    again = Signal(str)
    loaded = Signal(list)
    """The tasks of all runs, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._pictures = Pictures(self)
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.view = RunView()
        self._title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._title.setObjectName("Task")
        self._facts = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._facts.setObjectName("Soft")
        self._answer = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.report = SignButton("open", self.tr("Open &report"))
        self.repeat = SignButton("again", self.tr("&Do it again"))
        self.save = SignButton("macro", self.tr("Save as a &macro"))
        self.saving = MacroSaving(self)
        self._build()

    def _build(self) -> None:
        heading = QLabel(self.tr("Past runs"))
        heading.setObjectName("Title")
        self.list.setModel(self._model)
        self.list.setItemDelegate(PastRow(self.list))
        self.list.setAccessibleName(self.tr("Past runs"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumWidth(290)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.report.clicked.connect(self.open_report)
        self.repeat.clicked.connect(self._repeat)
        self.save.clicked.connect(self._save)
        self.saving.failed.connect(self._not_saved)
        buttons = QHBoxLayout()
        buttons.addWidget(self._facts, 1)
        buttons.addWidget(self.save)
        buttons.addWidget(self.repeat)
        buttons.addWidget(self.report)
        self._right = QWidget()
        side = QVBoxLayout(self._right)
        side.setContentsMargins(10, 0, 0, 0)
        for part in (self._title, self._answer):
            side.addWidget(part)
        side.addLayout(buttons)
        side.addWidget(self.view, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self._right)
        split.setSizes([310, 760])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(heading)
        whole.addWidget(split, 1)
        self._right.hide()

    @property
    def _chosen(self) -> Past | None:
        past = self.list.currentIndex().data(PAST)
        return past if isinstance(past, Past) else None

    def showEvent(self, event: QShowEvent) -> None:  # noqa: ARG002, N802
        self.look()

    def look(self) -> None:
        """Read the runs anew."""
        self._background.do(_past, self._list)

    def _list(self, found: object) -> None:
        assert isinstance(found, list)
        chosen = self._chosen.folder if self._chosen else None
        self._model.clear()
        for past in found:
            item = QStandardItem(words.line(past.task, 200))
            item.setData(past, PAST)
            item.setData(f"{past.task}. {outcome_words(past.story.outcome)[0]}. {past.when}",
                         Qt.ItemDataRole.AccessibleTextRole)  # fmt: skip
            self._model.appendRow(item)
            if past.last_frame and past.last_frame.is_file():
                self._pictures.fetch(past.last_frame, partial(self._picture, past.folder), within=PICTURE_SIZE * 2)
        rows = {past.folder: row for row, past in enumerate(found)}
        if found:
            self.list.setCurrentIndex(self._model.index(rows.get(chosen, 0), 0))
        self.loaded.emit([past.task for past in found])

    def _picture(self, folder: Path, image: QImage) -> None:
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            if item.data(PAST).folder == folder:
                item.setData(image, PICTURE)

    def _choose(self, index: QModelIndex) -> None:
        past = index.data(PAST)
        self._right.setVisible(isinstance(past, Past))
        if not isinstance(past, Past):
            return
        story = past.story
        self._title.setText(words.line(past.task, 300))
        name, _ = outcome_words(story.outcome)
        facts = [name, past.device, steps_words(len(story.steps))]
        self._facts.setText(" · ".join([*facts, duration(story.seconds * 1000), past.when]))
        ended = story.ended
        text = (getattr(ended, "answer", None) or getattr(ended, "why", None) or "") if ended else ""
        self._answer.setText(words.line(text, 600) if isinstance(ended, Finished) else words.said(text, 600))
        self._answer.setVisible(bool(text))
        self.save.setVisible(story.outcome == "finished")
        self.view.show_run(past.folder, past.events)

    def _repeat(self) -> None:
        if self._chosen:
            self.again.emit(self._chosen.task)

    def _save(self) -> None:
        if self._chosen:
            self.saving.ask(self._chosen.folder, self._chosen.task)

    def _not_saved(self, why: str) -> None:
        self._answer.setText(self.tr("It was not saved: {why}").format(why=why))
        self._answer.show()

    def open_report(self) -> None:
        """Open the report of the chosen run; one that was never written is written first."""
        if self._chosen:
            folder = self._chosen.folder
            self._background.do(lambda: _reported(folder), self._open)

    @staticmethod
    def _open(report: object) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(report)))


class PastRow(QStyledItemDelegate):
    """A run in the list: its task, how it ended, and when."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002, N802
        return QSize(220, 64)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        past: Past = index.data(PAST)
        c = colours()
        name, tone = outcome_words(past.story.outcome)
        colour = QColor({"good": c.good, "bad": c.bad, "warn": c.warn}[tone])
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row = QRectF(option.rect).adjusted(1, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent), 1.4) if selected else QPen(QColor(c.line)))
        painter.setBrush(QColor(c.wash if selected else c.card))
        painter.drawRoundedRect(row, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(row.left() + 6, row.top() + 9, 3, row.height() - 18), 1.5, 1.5)
        picture = QRectF(row.left() + 16, row.top() + (row.height() - PICTURE_SIZE.height()) / 2,
                         PICTURE_SIZE.width(), PICTURE_SIZE.height())  # fmt: skip
        image: QImage | None = index.data(PICTURE)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(filled(picture, image.size()), image)
        inner = row.adjusted(28 + PICTURE_SIZE.width(), 9, -10, -9)
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(c.ink))
        task = painter.fontMetrics().elidedText(
            words.line(past.task, 200), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, task)
        font.setWeight(QFont.Weight.Normal)
        font.setPointSizeF(font.pointSizeF() - 1)
        painter.setFont(font)
        painter.setPen(QColor(c.soft))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, f"{name} · {past.when}")
        painter.restore()


def filled(where: QRectF, size: QSize) -> QRectF:
    """The largest place within ``where`` that has the shape of a picture, in its middle."""
    scale = min(where.width() / size.width(), where.height() / size.height())
    width, height = size.width() * scale, size.height() * scale
    return QRectF(where.center().x() - width / 2, where.center().y() - height / 2, width, height)


def _past() -> list[Past]:
    """The newest runs, read from their folders."""
    from agent.settings import load
    from agent.trajectory import runs
    from bridges.errors import RunNotStored

    found = []
    for run in runs(load().settings.runs)[:NEWEST]:
        try:
            events = run.events()
        except RunNotStored:
            continue
        when = f"{run.about.created.astimezone():%Y-%m-%d %H:%M}"
        found.append(Past(run.folder, run.about.task, run.about.device, when, events, told(events)))
    return found


def _reported(folder: Path) -> Path:
    from agent.trajectory import Run
    from ui.report import write_report

    report = folder / "report.html"
    return report if report.is_file() else write_report(Run.load(folder))
