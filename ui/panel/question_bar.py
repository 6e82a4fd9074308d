"""What the run asks, and the person's answer: approve, skip, change or stop, with the time that is left for it."""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from agent.messages import Answer, Approve, Command, Deny, Edit, Hold, Question, Shown, Skip
from bridges.action import Action
from ui.overlay import words
from ui.panel.edit import text_of, with_text
from ui.panel.icons import SignButton
from ui.panel.theme import colours

HELD_MS = 350
"""A click this soon after the question came was meant for what was there before."""
TICK_MS = 80


class Ring(QWidget):
    """A ring that empties while time runs out, with the seconds in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(44, 44))
        self._whole = self._until = 0.0
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.update)

    def begin(self, seconds: float) -> None:
        self._whole, self._until = seconds, time.monotonic() + seconds
        self._tick.start()

    def end(self) -> None:
        self._tick.stop()

    @property
    def left(self) -> float:
        return max(0.0, self._until - time.monotonic())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(QPen(QColor(c.line), 3.5))
        painter.drawEllipse(ring)
        pen = QPen(QColor(c.warn), 3.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, 90 * 16, round(360 * 16 * self.left / self._whole) if self._whole else 0)
        painter.setPen(QColor(c.ink))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, f"{self.left:.0f}")


class QuestionBar(QFrame):
    """One open question at a time. `said` is the person's reply; `editing` tells when another place may be picked."""

    said = Signal(object)
    editing = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.setAccessibleName(self.tr("Question"))
        self.question: Question | None = None
        self._actions: tuple[Action, ...] = ()
        self._asked_at = 0.0
        self._ring = Ring()
        self._kind = QLabel()
        self._kind.setObjectName("Warn")
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._text.setObjectName("Heading")
        self._field = QLineEdit()
        self._field.setAccessibleName(words.your_answer())
        self._field.returnPressed.connect(self._answered)
        self._hint = QLabel(wordWrap=True)
        self._hint.setObjectName("Soft")
        self._build()
        self.hide()

    def _build(self) -> None:
        self.approve = self._button(self.tr("&Approve"), "yes", self._answered)
        self.skip = self._button(self.tr("S&kip"), "skip", self._skipped)
        self.edit = self._button(self.tr("&Edit"), "edit", self._edit)
        self.edit.setCheckable(True)
        self.deny = self._button(self.tr("&Don't, and end the run"), "no", self._denied)
        self.deny.setObjectName("Danger")
        words_side = QVBoxLayout()
        words_side.setSpacing(4)
        for part in (self._kind, self._text, self._hint, self._field):
            words_side.addWidget(part)
        buttons = QHBoxLayout()
        for button in (self.approve, self.skip, self.edit):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.deny)
        words_side.addSpacing(4)
        words_side.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(14)
        layout.addWidget(self._ring, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words_side, 1)

    def _button(self, text: str, sign: str, clicked: object) -> QPushButton:
        button = SignButton(sign, text)
        button.clicked.connect(clicked)
        button.setAccessibleName(text.replace("&", ""))
        return button

    # Asking

    def ask(self, question: Question, actions: tuple[Action, ...], planned: str = "") -> None:
        """Show a question about these actions, with points in frame pixels; ``planned`` says them in words."""
        self.question, self._actions = question, actions
        self._asked_at = time.monotonic()
        risky, wants_words = question.consequence.risky, question.kind == "answer"
        self._kind.setText(
            self.tr("Mimic asks you")
            if wants_words
            else self.tr("This step cannot be taken back. Do it?")
            if risky
            else words.about_to_do()
            if question.kind == "veto"
            else self.tr("Do this step?")
        )
        text = planned if question.kind == "veto" and planned else question.question
        self._text.setText(words.said(text[:1].upper() + text[1:], 600))
        self.setProperty("tone", "warn" if risky or wants_words else "plan")
        self._kind.setObjectName("Warn" if risky or wants_words else "Soft")
        for part in (self, self._kind):
            self.style().polish(part)
        self.approve.setText(self.tr("&Answer") if wants_words else self.tr("&Approve"))
        for button in (self.skip, self.edit):
            button.setVisible(not wants_words)
        self.edit.setEnabled(bool(actions))
        self._edit(False)
        self._field.setVisible(wants_words)
        self._field.setText("")
        self._field.setAccessibleName(words.your_answer())
        self._field.setPlaceholderText(words.your_answer())
        self._ring.begin(question.timeout_s)
        self.show()
        if wants_words:
            self._field.setFocus()

    def settle(self, number: str) -> None:
        """The question with this id is over."""
        if self.question and self.question.id == number:
            self._close()

    def forget(self) -> None:
        """No question is open any more."""
        self._close()

    def _close(self) -> None:
        self.question = None
        self._ring.end()
        self._edit(False)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: ARG002, N802
        # The time of a veto begins when the question can be read: after the coming paint.
        QTimer.singleShot(0, self._tell_shown)

    def _tell_shown(self) -> None:
        if self.question and self.isVisible() and not self.window().isMinimized():
            self.repaint()
            self.said.emit(Shown(id=self.question.id))

    # Answering

    @property
    def _too_soon(self) -> bool:
        return (time.monotonic() - self._asked_at) * 1000 < HELD_MS

    def _reply(self, reply: Command) -> None:
        if self.question and not self._too_soon:
            self.said.emit(reply)

    def _answered(self) -> None:
        if self.question is None:
            return
        if self.question.kind == "answer":
            if self._field.text().strip():
                self._reply(Answer(id=self.question.id, text=self._field.text()))
        elif self.edit.isChecked():
            changed = self.changed_actions()
            if changed:
                self._reply(Edit(id=self.question.id, actions=changed))
        else:
            self._reply(Approve(id=self.question.id))

    def _skipped(self) -> None:
        if self.question:
            self._reply(Skip(id=self.question.id))

    def _denied(self) -> None:
        if self.question:
            self._reply(Deny(id=self.question.id))

    # Editing

    @property
    def planned(self) -> tuple[Action, ...]:
        return self._actions

    def instead(self, actions: tuple[Action, ...]) -> None:
        """The step as the person has changed it so far."""
        self._actions = actions
        self._show_text()

    def changed_actions(self) -> tuple[Action, ...]:
        """The actions with the text of the field; nothing where that text is no valid one, which is then shown."""
        row = self._text_row()
        if row is None:
            return self._actions
        changed = with_text(self._actions[row], self._field.text())
        if changed is None:
            self._hint.setText(self.tr("That cannot be used here. Write it differently."))
            return ()
        return (*self._actions[:row], changed, *self._actions[row + 1 :])

    def _text_row(self) -> int | None:
        return next((row for row, action in enumerate(self._actions) if text_of(action) is not None), None)

    def _edit(self, on: bool) -> None:
        self.edit.setChecked(on)
        self._hint.setVisible(on)
        if on and self.question and self.question.kind == "veto":
            self._ring.end()
            self.said.emit(Hold(id=self.question.id))
        if self.question and self.question.kind != "answer":
            self.approve.setText(self.tr("Do &this instead") if on else self.tr("&Approve"))
            self._hint.setText(self.tr("Click on the picture where it should be done, or change the text."))
            self._field.setVisible(on)
            self._show_text()
        self.editing.emit(on)

    def _show_text(self) -> None:
        row = self._text_row()
        if self.edit.isChecked():
            self._field.setVisible(row is not None)
        if row is not None:
            self._field.setText(text_of(self._actions[row]) or "")
            self._field.setAccessibleName(self.tr("Text of the step"))
            self._field.setPlaceholderText("")
