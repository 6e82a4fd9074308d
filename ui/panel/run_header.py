"""The line above a run: its task, what it is at, and Stop, Pause, Report."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent.base import Failed, Finished
from agent.messages import Hello
from ui.overlay import words
from ui.panel.icons import SignButton
from ui.panel.outcome import outcome_words, steps_words
from ui.report import duration
from ui.story import Story
from ui.told import told


class RunHeader(QFrame):
    """Tells the state of one run; the buttons only say what is wanted."""

    stopped = Signal()
    paused = Signal(bool)
    """Pause, or go on."""
    report = Signal()
    new = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._began: datetime | None = None
        self._state = "running"
        self._doing = ""
        self._task = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._task.setObjectName("Task")
        self._line = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._line.setObjectName("Soft")
        self._pill = QLabel()
        self._pill.setObjectName("Pill")
        self._answer = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._answer.setObjectName("Answer")
        self._answer.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._answer.setAccessibleName(self.tr("Result"))
        self.pause = SignButton("pause")
        self.stop = SignButton("stop", self.tr("&Stop"))
        self.stop.setObjectName("Danger")
        self.open_report = SignButton("open", self.tr("Open &report"))
        self.new_task = SignButton("task", self.tr("&New task"))
        self._clock = QTimer(self, interval=500)
        self._clock.timeout.connect(self._tell)
        self._build()
        self.become("running")

    def _build(self) -> None:
        self.pause.clicked.connect(lambda: self.paused.emit(self._state != "paused"))
        self.stop.clicked.connect(self.stopped)
        self.open_report.clicked.connect(self.report)
        self.new_task.clicked.connect(self.new)
        self.stop.setToolTip("Ctrl+.")
        self.pause.setToolTip("Ctrl+P")
        state = QHBoxLayout()
        state.addWidget(self._pill)
        state.addWidget(self._line, 1)
        text = QVBoxLayout()
        text.setSpacing(6)
        text.addWidget(self._task)
        text.addLayout(state)
        text.addWidget(self._answer)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        row.addLayout(text, 1)
        for button in (self.pause, self.stop, self.open_report, self.new_task):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)

    def begin(self, task: str) -> None:
        """A run is being started."""
        self._task.setText(words.line(task, 300))
        self._began, self._doing = datetime.now(UTC), self.tr("Starting")
        self._answer.hide()
        self._pill.hide()
        for button, seen in ((self.pause, True), (self.stop, True), (self.open_report, False), (self.new_task, False)):
            button.setVisible(seen)
        self.become("running")
        self._clock.start()

    def meet(self, hello: Hello) -> None:
        self._task.setText(words.line(hello.task, 300))
        self.pause.setEnabled(True)

    def become(self, state: str) -> None:
        """running, paused, stopping."""
        self._state = state
        paused = state == "paused"
        self.pause.setText(self.tr("&Resume") if paused else self.tr("&Pause"))
        self.pause.show_sign("start" if paused else "pause")
        self.pause.setEnabled(state != "stopping")
        self.stop.setEnabled(state != "stopping")
        self._tell()

    def follow(self, story: Story) -> None:
        """What the run is doing now."""
        self._began = story.first_at or self._began
        if story.steps:
            last = story.steps[-1]
            self._doing = f"{words.step(last.number)}: {words.planned(last.planned)}"
        elif story.started:
            self._doing = self.tr("Looking at the screen")
        self._tell()

    def end(self, story: Story, complaint: str, *, reported: bool) -> None:
        """How it ended, with the answer, or why it did not get there."""
        self._clock.stop()
        name, tone = outcome_words(story.outcome)
        self._pill.setText(name)
        self._pill.setProperty("tone", tone)
        self._pill.style().polish(self._pill)
        self._pill.show()
        took = duration(story.seconds * 1000)
        self._line.setText(f"{steps_words(len(story.steps))} · {took}")
        match story.ended:
            case Finished() as ended:
                text = ended.answer or ""
            case Failed() as ended:
                text = f"{told(ended.why)}\n{told(ended.remedy)}".strip()
            case None:
                text = complaint or self.tr("The run broke off before it ended.")
        self._answer.setText(text)
        self._answer.setVisible(bool(text))
        for button, seen in (
            (self.pause, False), (self.stop, False), (self.open_report, reported), (self.new_task, True)
        ):  # fmt: skip
            button.setVisible(seen)

    def _tell(self) -> None:
        gone = (datetime.now(UTC) - self._began).total_seconds() if self._began else 0.0
        state = {"paused": words.paused(), "stopping": words.stopping()}.get(self._state, self._doing)
        self._line.setText(f"{state} · {duration(max(0.0, gone) * 1000 // 1000 * 1000)}")
