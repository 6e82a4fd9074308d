"""The steps of a run as a Qt list: one row for each planned step, filled as events come."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QImage

from agent.base import Event
from bridges.coordinates import Box, Point
from ui.overlay import words
from ui.panel.pictures import Pictures
from ui.report import duration
from ui.story import Step, Story, told

STEP = Qt.ItemDataRole.UserRole
PICTURE = Qt.ItemDataRole.UserRole + 1
STATE = Qt.ItemDataRole.UserRole + 2
THUMBNAIL = QSize(264, 148)
CLOSE_UP = 420
"""Frame pixels that a thumbnail shows at least from side to side."""

NOWHERE = QModelIndex()


class Steps(QAbstractListModel):
    """Rows are steps: ``STEP`` gives the Step, ``PICTURE`` its thumbnail or None, ``STATE`` how it went."""

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.story = Story()
        self._pictures = pictures
        self._folder: Path | None = None
        self._events: list[Event] = []
        self._thumbnails: dict[int, tuple[str, QImage | None]] = {}

    def show(self, folder: Path | None, events: Iterable[Event] = ()) -> None:
        """Begin anew with the run in a folder."""
        self.beginResetModel()
        self._folder, self._events, self._thumbnails = folder, list(events), {}
        self.story = told(self._events)
        self.endResetModel()
        for row in range(len(self.story.steps)):
            self._fetch(row)

    def take(self, event: Event) -> None:
        """One more event."""
        self._events.append(event)
        story = told(self._events)
        rows = len(self.story.steps)
        if len(story.steps) > rows:
            self.beginInsertRows(QModelIndex(), rows, len(story.steps) - 1)
            self.story = story
            self.endInsertRows()
        else:
            self.story = story
        if story.steps:
            # A new step also closes the one before it.
            last = len(story.steps) - 1
            self.dataChanged.emit(self.index(max(0, last - 1)), self.index(last))
            self._fetch(last)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.story.steps)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.story.steps):
            return None
        step = self.story.steps[index.row()]
        if role == STEP:
            return step
        if role == STATE:
            return self._state(step)
        if role == PICTURE:
            return self._thumbnails.get(index.row(), ("", None))[1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(step, self._state(step))
        return None

    def _state(self, step: Step) -> str:
        """As `Step.state`; the step that ends a run is done, or not, as the run is."""
        if step.state == "open" and self.story.ended is not None and step is self.story.steps[-1]:
            return "done" if self.story.outcome == "finished" else "wrong"
        return step.state

    def frame_path(self, name: str | None) -> Path | None:
        return self._folder / "frames" / f"{Path(name).name}.png" if self._folder and name else None

    def _fetch(self, row: int) -> None:
        """The thumbnail: the target with what surrounds it; where a step points at nothing, what it changed."""
        step = self.story.steps[row]
        aims = bool(step.planned.points or step.planned.target)
        name = step.before if aims else step.after or step.before
        path = self.frame_path(name)
        if path is None or self._thumbnails.get(row, ("", None))[0] == name:
            return
        known = self._thumbnails.get(row, ("", None))[1]
        self._thumbnails[row] = (str(name), known)
        folder = self._folder

        def give(image: QImage) -> None:
            if self._folder is folder and row < len(self.story.steps):
                self._thumbnails[row] = (str(name), image)
                self.dataChanged.emit(self.index(row), self.index(row), [PICTURE])

        self._pictures.fetch(path, give, close_up(step), THUMBNAIL)


def close_up(step: Step) -> QRect | None:
    """The part of the frame around what a step points at or changed, shaped like the thumbnail; None for the whole."""
    frame = step.planned.geometry.frame
    near = step.planned.target or (_around(step.planned.points[-1]) if step.planned.points else None)
    near = near or (step.verified.changed if step.verified else None)
    if near is None:
        return None
    shape = THUMBNAIL.height() / THUMBNAIL.width()
    width = min(frame.width, round(max(CLOSE_UP, near.width * 1.5, near.height * 1.4 / shape)))
    height = min(frame.height, round(width * shape))
    left = min(max(0, round(near.center.x - width / 2)), frame.width - width)
    top = min(max(0, round(near.center.y - height / 2)), frame.height - height)
    return QRect(left, top, width, height)


def _around(point: Point) -> Box:
    return Box(point.x, point.y, point.x, point.y)


def spoken(step: Step, state: str) -> str:
    """A step in one sentence, as a screen reader says it."""
    parts = [
        f"{words.step(step.number)}: {words.planned(step.planned)}",
        state_in_words(state),
        outcome_in_words(step, state),
    ]
    parts.append(duration(sum(step.ms.values())))
    return ". ".join(part for part in parts if part)


def state_in_words(state: str) -> str:
    tr = QCoreApplication.translate
    return {
        "done": tr("Steps", "done"),
        "wrong": tr("Steps", "not as expected"),
        "refused": tr("Steps", "not done"),
        "open": tr("Steps", "under way"),
    }[state]


def outcome_in_words(step: Step, state: str) -> str:
    """What came of a step: why it was refused, how it was put right, or what was seen after it; until then, its reason.

    ``state`` is that of the list, which knows whether the run has ended.
    """
    if state == "wrong" and step.state == "open":
        return words.not_done()
    if step.refused:
        return words.said(step.refused.why)
    if step.healed:
        return words.healed(step.healed[-1])
    if step.verified:
        return words.said(step.verified.note)
    return words.said(step.planned.decision.reason)
