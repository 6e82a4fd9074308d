"""When a macro is replayed by itself: what is scheduled and when it comes next, and how that is changed or ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from agent.macros.scheduling.scheduled import Scheduled
from bridges.errors import MacroUnusable
from ui.macro_schedule import end, jobs_of, made_job, own_scheduler, put_in_force
from ui.panel.background import Background
from ui.panel.icons import SignButton
from ui.panel.macro_times import TimesChoice, in_words, next_in_words
from ui.plain import printable
from ui.told import told

Wants: TypeAlias = Callable[[], tuple[str, Mapping[str, str], Sequence[str]]]
"""Gives where a macro is to be replayed, its values, and what is still missing."""


class ScheduleCard(QFrame):
    """Hidden while nothing is scheduled and nobody wants to schedule anything."""

    done = Signal()
    """What is scheduled has changed."""
    failed = Signal(str)
    """Why it has not."""
    shown = Signal()
    """The person wants to choose the times: whatever scrolls brings this into sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._background = Background(self)
        self._name = ""
        self._jobs: tuple[Scheduled, ...] = ()
        self._wants: Wants = lambda: ("", {}, ())
        self._named: Callable[[str], str] = str
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.title.setObjectName("Heading")
        self.next = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.next.setObjectName("Soft")
        self.times = TimesChoice()
        self.note = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.note.setObjectName("Fine")
        self.change = SignButton("edit", self.tr("Chan&ge"))
        self.stop = SignButton("no", self.tr("End the schedule"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.set = QPushButton(self.tr("Sc&hedule it"))
        self._build()

    def _build(self) -> None:
        self.set.setObjectName("Primary")
        self.change.clicked.connect(self.choose)
        self.stop.clicked.connect(lambda: self.end(self._name))
        self.cancel.clicked.connect(self._rest)
        self.set.clicked.connect(self._schedule)
        self.times.changed.connect(self.look_whether_ready)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.stop, self.change, self.cancel, self.set):
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(8)
        for part in (self.title, self.times, self.next, self.note):
            whole.addWidget(part)
        whole.addLayout(buttons)
        self.hide()

    def show_jobs(
        self,
        name: str,
        jobs: Sequence[Scheduled],
        wants: Wants | None,
        named: Callable[[str], str],
    ) -> None:
        """The jobs of a macro; ``named`` says what a person calls the place of one.

        Without ``wants`` the macro cannot be replayed, and its schedule only be ended.
        """
        same = name == self._name and tuple(jobs) == self._jobs
        self._name, self._jobs = name, tuple(jobs)
        self.change.setEnabled(wants is not None)
        self._wants, self._named = wants or self._wants, named
        if not (same and self.choosing):
            self._rest()

    @property
    def choosing(self) -> bool:
        """Whether the person is choosing times."""
        return not self.times.isHidden()

    def choose(self) -> None:
        """Let the person choose the times."""
        if self._jobs:
            self.times.choose(self._jobs[0].times)
        self.title.setText(self.tr("When is it to be replayed?"))
        self._lay_out(choosing=True)
        self.look_whether_ready()
        self.show()
        self.times.often.setFocus()
        self.shown.emit()

    def _rest(self) -> None:
        """Show what is scheduled, if anything is."""
        self.setVisible(bool(self._jobs))
        self._lay_out(choosing=False)
        if not self._jobs:
            return
        words = "; ".join(in_words(one.times) for one in self._jobs)
        self.title.setText(self.tr("Replayed by itself {times}").format(times=words))
        due = next_in_words(self._jobs[0].times)
        values = ", ".join(f"{key} = {printable(value, 40)}" for key, value in self._jobs[0].values.items())
        parts = (
            self.tr("Next: {when}").format(when=due) if due else "",
            self._named(self._jobs[0].target or ""),
            values,
        )
        self._say(" · ".join(filter(None, parts)), bad=False)

    def _say(self, words: str, *, bad: bool) -> None:
        self.next.setText(words)
        self.next.setObjectName("Bad" if bad else "Soft")
        self.next.style().polish(self.next)

    def _lay_out(self, *, choosing: bool) -> None:
        for part in (self.times, self.note, self.cancel, self.set):
            part.setVisible(choosing)
        for part in (self.change, self.stop):
            part.setVisible(not choosing)

    def look_whether_ready(self) -> None:
        """Say when the chosen times come next, or what is missing."""
        if not self.choosing:
            return
        _, _, missing = self._wants()
        problem = printable(told(self.times.problem), 200)
        self.set.setEnabled(not problem and not missing)
        self._say(
            problem or self.tr("Next: {when}").format(when=next_in_words(self.times.expression)), bad=bool(problem)
        )
        note = self.tr("It takes the values and the place that are chosen above. Nobody is asked then: "
                       "a step that needs your yes is not done, and ends it.")  # fmt: skip
        lack = self.tr("Still missing: {names}").format(names=", ".join(missing)) if missing else ""
        self.note.setText(lack or note)

    def _schedule(self) -> None:
        target, values, _ = self._wants()
        name, expression = self._name, self.times.expression
        self.set.setEnabled(False)
        self._background.do(lambda: _tried(lambda: _scheduled(name, expression, target, values)), self._over)

    def end(self, name: str) -> None:
        """End all jobs of a macro."""
        self._background.do(lambda: _tried(lambda: end_all(name)), self._over)

    def _over(self, why: object) -> None:
        if why:
            self.set.setEnabled(True)
            self.failed.emit(printable(str(why), 600))
            return
        self._lay_out(choosing=False)
        self.done.emit()


def _tried(do: Callable[[], None]) -> str:
    """Why it could not be done; empty where it was."""
    try:
        do()
    except MacroUnusable as error:
        return f"{told(error.found)}. {told(error.remedy)}".strip()
    return ""


def _scheduled(name: str, expression: str, target: str, values: Mapping[str, str]) -> None:
    """Schedule it anew; what another scheduler has of it ends."""
    made = made_job(name, expression, target, values)
    for one in jobs_of(name):
        if one.scheduler != own_scheduler():
            end(name, one.scheduler)
    put_in_force(name, made)


def end_all(name: str) -> None:
    """End all jobs of a macro. Raises MacroUnusable."""
    for one in jobs_of(name):
        end(name, one.scheduler)
