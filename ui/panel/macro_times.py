"""Chooses the times at which a macro is replayed: every day, on weekdays, once a week, or by a cron line."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QTime, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QTimeEdit, QWidget

from agent.macros.scheduling.schedule import times
from agent.macros.scheduling.timetable import Habit, Often, due, habit_of
from bridges.errors import MacroUnusable

CRON = "cron"
MORNING = QTime(9, 0)
LEAST = 96
"""Pixels across of a list to choose from."""
INSET = 8
"""Pixels between the edge of the field and its text, as the style sheet gives other fields."""


class TimesChoice(QWidget):
    """`expression` is what was chosen, as cron's five fields; `problem` why it is none."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.often = QComboBox()
        for name, text in (
            ("daily", self.tr("Every day at")), ("weekdays", self.tr("On weekdays at")),
            ("weekly", self.tr("Every week on")), (CRON, self.tr("By a cron line")),
        ):  # fmt: skip
            self.often.addItem(text, name)
        self.day = QComboBox()
        for number in (1, 2, 3, 4, 5, 6, 0):
            self.day.addItem(day_name(number), number)
        self.time = QTimeEdit(MORNING)
        self.time.setDisplayFormat("HH:mm")
        self.time.lineEdit().setTextMargins(INSET, 0, INSET, 0)
        self.cron = QLineEdit("0 9 * * 1-5")
        self.cron.setPlaceholderText(self.tr("minute hour day month weekday"))
        for part, name in (
            (self.often, self.tr("How often")), (self.day, self.tr("Weekday")), (self.time, self.tr("Time")),
            (self.cron, self.tr("Cron line")),
        ):  # fmt: skip
            part.setAccessibleName(name)
        for choice in (self.often, self.day):
            # In a narrow window the words are cut off rather than the field for the time.
            choice.setMinimumWidth(LEAST)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.often, self.day, self.time, self.cron):
            row.addWidget(part)
        row.addStretch()
        self.often.currentIndexChanged.connect(self._look)
        self.day.currentIndexChanged.connect(self.changed)
        self.time.timeChanged.connect(self.changed)
        self.cron.textChanged.connect(self.changed)
        self._look()

    def _look(self) -> None:
        often = self.often.currentData()
        self.day.setVisible(often == "weekly")
        self.time.setVisible(often != CRON)
        self.cron.setVisible(often == CRON)
        self.changed.emit()

    def choose(self, expression: str) -> None:
        """Show these times."""
        habit = habit_of(expression)
        self.often.setCurrentIndex(self.often.findData(habit.often if habit else CRON))
        if habit is None:
            self.cron.setText(expression)
            return
        self.time.setTime(QTime(habit.hour, habit.minute))
        if habit.often == "weekly":
            self.day.setCurrentIndex(self.day.findData(habit.weekday))

    @property
    def expression(self) -> str:
        often = self.often.currentData()
        if often == CRON:
            return " ".join(self.cron.text().split())
        plain: Often = often
        at = self.time.time()
        return Habit(plain, at.hour(), at.minute(), int(self.day.currentData())).expression

    @property
    def problem(self) -> str:
        try:
            times(self.expression)
        except MacroUnusable as error:
            return error.found
        return ""


def day_name(number: int) -> str:
    """A weekday in the person's language; 0 is Sunday."""
    return QLocale().standaloneDayName(number or 7)


def in_words(expression: str) -> str:
    """Such as: on weekdays at 09:00."""
    tr = QCoreApplication.translate
    habit = habit_of(expression)
    if habit is None:
        return tr("Times", "at the times {cron}").format(cron=expression)
    at = f"{habit.hour:02}:{habit.minute:02}"
    match habit.often:
        case "daily":
            return tr("Times", "every day at {time}").format(time=at)
        case "weekdays":
            return tr("Times", "on weekdays at {time}").format(time=at)
    return tr("Times", "every {day} at {time}").format(day=day_name(habit.weekday), time=at)


def next_in_words(expression: str) -> str:
    """When these times come next, such as: Monday 30 November, 09:00. Empty where never."""
    found = due(expression, datetime.now().astimezone())
    return moment(found) if found else ""


def moment(when: datetime) -> str:
    """A day and a time as a person writes them."""
    pattern = QCoreApplication.translate("Times", "dddd d MMMM, HH:mm")
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(round(when.timestamp())), pattern)
