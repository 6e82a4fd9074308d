"""The page where tasks are given and a run is followed, decided, paused, taken over and stopped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from agent.base import Event, Started
from agent.messages import Command, Hello, Question
from agent.settings import Settings
from bridges.errors import NoChannel
from ui.overlay import words
from ui.panel.edit import pointed, remaining
from ui.panel.home import Home
from ui.panel.question_bar import QuestionBar
from ui.panel.run_header import RunHeader
from ui.panel.run_view import RunView
from ui.panel.shown_run import ShownRun, Starter
from ui.panel.task_box import TaskBox
from ui.story import told

TAKEN_OVER = "taken over in the panel"


class TaskPage(QWidget):
    """Holds at most one run. `state` is idle, running, paused, stopping, asking, finished, or failed."""

    state_changed = Signal(str)
    ended = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: ShownRun | None = None
        self.state = "idle"
        self._target = ""
        self.box = TaskBox(settings)
        self.home = Home()
        self.header = RunHeader()
        self.question = QuestionBar()
        self.view = RunView()
        self.trouble = QLabel(wordWrap=True)
        self.trouble.setObjectName("Bad")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        for part in (self.box, self.header, self.trouble, self.question):
            layout.addWidget(part)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.home, 1)
        self._connect()
        self.show_home()

    def _connect(self) -> None:
        self.box.started.connect(self.start)
        self.home.chosen.connect(self.box.put)
        self.home.watched.connect(self.watch)
        self.header.stopped.connect(self.stop)
        self.header.paused.connect(self.pause)
        self.header.report.connect(self.open_report)
        self.header.new.connect(self.show_home)
        self.question.said.connect(self._say)
        self.question.editing.connect(self._edit)
        self.view.picture.picked.connect(self._picked)
        self.view.wants_over.connect(self._wants_over)

    # Which run

    def show_home(self) -> None:
        """No run: give a task."""
        self._let_go()
        for part in (self.header, self.view, self.trouble):
            part.hide()
        self.box.show()
        self.home.show()
        self.home.look()
        self.box.text.setFocus()
        self._become("idle")

    def start(self, arguments: list[str], environment: dict[str, str] | None = None, command: Starter = "do") -> None:
        """Start a run with these arguments for `mimic do`, the task last; or for `mimic replay`, the macro last."""
        try:
            run = ShownRun.start(arguments, environment or {}, self, command)
        except OSError as error:
            self._complain(self.tr("The run could not be started: {why}").format(why=error.strerror or error))
            return
        self._target = arguments[arguments.index("--on") + 1]
        self._follow(run, arguments[-1])

    def watch(self, name: str) -> None:
        """Watch a run that is under way elsewhere."""
        try:
            run = ShownRun.watch(name, self)
        except NoChannel as error:
            self._complain(str(error))
            return
        self._target = ""
        self._follow(run, name)

    def _follow(self, run: ShownRun, task: str) -> None:
        self._let_go()
        self.run = run
        self.box.hide()
        self.home.hide()
        self.trouble.hide()
        self.header.begin(task)
        self.header.show()
        self.view.show_run(None)
        self.view.show()
        run.began.connect(self._begin)
        run.happened.connect(self._happened)
        run.asked.connect(self._asked)
        run.settled.connect(self._settled)
        run.changed.connect(self._changed)
        run.complained.connect(self._complain)
        run.over.connect(self._over)
        self._become("running")

    def _let_go(self) -> None:
        if self.run is not None:
            self.run.deleteLater()
        self.run = None
        self.view.take_back()
        self.view.end_live()
        self.question.forget()

    def _complain(self, why: str) -> None:
        self.trouble.setText(why)
        self.trouble.setVisible(bool(why))

    @property
    def on_this_screen(self) -> bool:
        """Whether the run takes place on the screen that the panel is on, which the panel must not cover."""
        return self.busy and self.run is not None and self._target.startswith("desktop")

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self.run is not None and not self.run.is_over

    @property
    def is_ending(self) -> bool:
        """Whether the run that is under way has nothing more to do than to store how it ended."""
        return self.run is not None and (self.run.state == "stopping" or self.run.outcome is not None)

    def leave(self) -> None:
        """The panel ends: a run that is still going goes on without it."""
        if self.run is not None and not self.run.is_over:
            self.run.leave()
        self._let_go()

    # What the run says

    def _begin(self, hello: Hello) -> None:
        self.header.meet(hello)
        self.view.show_run(Path(hello.folder))

    def _happened(self, event: Event) -> None:
        assert self.run is not None
        self.view.take_event(event)
        self.header.follow(self.view.steps.story)
        if isinstance(event, Started) and self.run.display and self.view.live is None:
            self.view.begin_live(self.run.display)

    def _asked(self, question: Question) -> None:
        assert self.run is not None
        last = self.view.steps.story.steps[-1] if self.view.steps.story.steps else None
        actions = remaining(last.planned, last.happened) if last else ()
        self.question.ask(question, actions, words.planned(last.planned) if last else "")
        self._become("asking")

    def _settled(self, number: str) -> None:
        self.question.settle(number)
        if self.run is not None and self.question.question is None:
            self._become(self.run.state)

    def _changed(self, state: str) -> None:
        self.header.become(state)
        if self.question.question is None:
            self._become(state)
        if self.view.take.isChecked():
            if state == "paused":
                # What is still being done breaks off at the first thing that the person does.
                self._hand_over()
            elif state == "running":
                self.view.take.setChecked(False)

    def _over(self) -> None:
        assert self.run is not None
        self.view.take_back()
        self.view.end_live()
        self.question.forget()
        story = told(self.run.events)
        reported = self._report() is not None
        self.header.end(story, self.run.complaint, reported=reported)
        self.view.heals.show_run(self.run.folder)
        self._become("finished" if story.outcome == "finished" else "failed")
        self.ended.emit()

    # What the person says

    def _say(self, command: Command) -> None:
        if self.run is not None:
            self.run.say(command)

    def stop(self) -> None:
        if self.run is not None and not self.run.is_over:
            self.run.stop()

    def pause(self, on: bool) -> None:
        if self.run is not None and not self.run.is_over:
            self.run.pause() if on else self.run.resume()

    def toggle_pause(self) -> None:
        if self.run is not None:
            self.pause(self.run.state != "paused")

    def _edit(self, on: bool) -> None:
        if self.run is not None and self.question.question is not None:
            planned = self.view.hold(on)
            if planned is not None:
                self._show_aim()
        elif self.view.picture.picking:
            self.view.hold(False)

    def _picked(self, where: QPointF) -> None:
        """“No, that one”: the first action of the step that has a place, else its first, goes there."""
        actions = self.question.planned
        if not actions:
            return
        row = next((at for at, one in enumerate(actions) if getattr(one, "start_point", None)), 0)
        self.question.instead((*actions[:row], pointed(actions[row], where.x(), where.y()), *actions[row + 1 :]))
        self._show_aim()

    def _show_aim(self) -> None:
        points = [point for one in self.question.planned if (point := getattr(one, "start_point", None))]
        self.view.picture.aim(None, points, risky=False)

    # Taking over

    def _wants_over(self, on: bool) -> None:
        if self.run is None:
            return
        if not on:
            self.view.take_back()
            self.run.resume()
        elif self.run.state == "paused":
            self._hand_over()
        else:
            self.run.pause(TAKEN_OVER)

    def _hand_over(self) -> None:
        if self.run is not None and not self.view.hand_over(self.run.display):
            self.view.take.setChecked(False)

    # Report

    def _report(self) -> Path | None:
        folder = self.run.folder if self.run else None
        report = folder / "report.html" if folder else None
        return report if report and report.is_file() else None

    def open_report(self) -> None:
        if report := self._report():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(report)))

    def _become(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
