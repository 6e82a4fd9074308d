"""The small window with Approve, Skip and Stop. It takes the focus only when it is clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QRegion
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from agent.messages import Question
from bridges.action import MAX_TEXT
from ui.overlay import chords, labels, placing, words
from ui.overlay.painting import COLOUR, CORNER, EDGE, GROUND, QUIET, TEXT
from ui.overlay.scene import Tone
from ui.overlay.surface import Reach, Surface
from ui.overlay.window import TICK_MS, Countdown
from ui.overlay.words import tr

FLAGS = (
    Qt.WindowType.Window
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.X11BypassWindowManagerHint
)
HELD_MS = 350
"""A click this soon after the window came was meant for what was there before."""
WIDTH = 340


class QuestionWindow(QWidget):
    """Asks one question at a time. `replied` names the answer: approve, skip, stop, or answer with its text."""

    replied = Signal(str, str)

    def __init__(self, surface: Surface, scale: float) -> None:
        super().__init__(None, FLAGS)
        self._surface, self._scale = surface, scale
        self.setWindowTitle(tr("Mimic asks"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._countdown: Countdown | None = None
        self._build()
        self._reach = Reach(surface, self)
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._held = QTimer(self, singleShot=True, interval=HELD_MS)
        for control in (self._field, *self._buttons.values()):
            control.installEventFilter(self)

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        frame = QFrame(self)
        frame.setObjectName("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(*(self._px(14, 12, 14, 12)))
        layout.setSpacing(self._px(9)[0])
        self._title = QLabel()
        self._title.setObjectName("title")
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._field = QLineEdit(maxLength=MAX_TEXT)
        self._field.setAccessibleName(words.your_answer())
        self._field.returnPressed.connect(self._approve)
        self._bar = QProgressBar(textVisible=False, maximum=1000)
        self._bar.setFixedHeight(max(3, self._px(3)[0]))
        row = QHBoxLayout()
        row.setSpacing(self._px(8)[0])
        self._buttons = {name: QPushButton() for name in ("approve", "skip", "stop")}
        for name, button in self._buttons.items():
            button.setObjectName(name)
            button.setAutoDefault(True)
            row.addWidget(button, 1)
        # Bound methods, which Qt holds weakly: a window that a connection keeps alive would outlive the application.
        self._buttons["approve"].clicked.connect(self._approve)
        self._buttons["skip"].clicked.connect(self._skip)
        self._buttons["stop"].clicked.connect(self._stop)
        for part in (self._title, self._text, self._field, self._bar):
            layout.addWidget(part)
        layout.addLayout(row)
        self._hint = QLabel()
        self._hint.setObjectName("hint")
        layout.addWidget(self._hint)
        self.setFixedWidth(self._px(WIDTH)[0])

    def ask(
        self, question: Question, countdown: Countdown, beside: QRect | None, clear_of: list[QRect], monitor: QRect
    ) -> None:
        """Show the question; returns when it is on the screen."""
        self._countdown = countdown
        risky = question.consequence.risky
        tone = Tone.RISKY if risky else Tone.PLAN if question.kind == "veto" else Tone.WAITING
        self.setStyleSheet(_style(tone, self._scale))
        self._title.setText(
            {
                "approve": tr("Do this?"),
                "veto": words.about_to_do(),
                "answer": tr("Mimic asks"),
            }[question.kind]
        )
        self._text.setText(words.said(question.question, 400))
        self._field.clear()
        self._field.setVisible(question.kind == "answer")
        self._label("approve", tr("Send") if question.kind == "answer" else tr("Approve"))
        self._label("skip", tr("Skip"))
        self._label("stop", tr("Stop"))
        self._buttons["skip"].setVisible(question.kind != "answer")
        keys = [
            f"{chords.CHORDS[name].upper()} {one.text()}" for name, one in self._buttons.items() if not one.isHidden()
        ]
        self._hint.setText(f"{chords.HELD}+   {'     '.join(keys)}")
        self._tick()
        self.adjustSize()
        size = self.sizeHint().expandedTo(self.minimumSize())
        places = [one for one in (beside, *clear_of) if one]
        place = placing.beside(size, beside, monitor, places) if beside else placing.at_edge(size, monitor, places)
        self.setGeometry(place)
        self.setMask(labels.card_region(QRect(QPoint(0, 0), size), self._scale))
        self._reach.becomes(QRegion(place))
        self.show()
        self.raise_()
        self.repaint()
        (self._field if question.kind == "answer" else self._buttons["skip"]).setFocus()
        self._clock.start()
        self._held.start()

    def close_question(self) -> None:
        self._clock.stop()
        self._countdown = None
        if self.isVisible():
            self.hide()
            self._reach.becomes(QRegion())

    def choose(self, said: str) -> None:
        """What a chord says: as if its button were clicked."""
        if self.isVisible() and self._buttons[said].isVisible():
            self._say(said)

    def _label(self, name: str, caption: str) -> None:
        self._buttons[name].setText(caption)
        self._buttons[name].setAccessibleName(f"{caption}, {chords.shown(name)}")

    def _approve(self) -> None:
        self._say("approve")

    def _skip(self) -> None:
        self._say("skip")

    def _stop(self) -> None:
        self._say("stop")

    def _say(self, said: str) -> None:
        if self._held.isActive() or self._countdown is None:
            return
        if said == "approve" and self._field.isVisible():
            if self._field.text().strip():
                self.replied.emit("answer", self._field.text())
            return
        self.replied.emit(said, "")

    def _tick(self) -> None:
        if self._countdown:
            self._bar.setValue(round(1000 * self._countdown.left))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            self._take_keyboard()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._take_keyboard()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self._say("stop")
        else:
            super().keyPressEvent(event)

    def _take_keyboard(self) -> None:
        self._surface.focus(int(self.winId()))

    def _px(self, *lengths: float) -> list[int]:
        return [round(length * self._scale) for length in lengths]


def _style(tone: Tone, scale: float) -> str:
    accent, ground, text, quiet, edge = (one.name() for one in (COLOUR[tone], GROUND, TEXT, QUIET, EDGE))

    def px(length: float) -> str:
        return f"{round(length * scale)}px"

    return f"""
        #card {{ background: {ground}; border: {px(1)} solid {edge}; border-radius: {px(CORNER)}; }}
        QLabel {{ color: {text}; font-size: {px(13)}; }}
        QLabel#hint {{ color: {quiet}; font-size: {px(10.5)}; }}
        QLabel#title {{ color: {accent}; font-size: {px(12)}; font-weight: 600; }}
        QLineEdit {{ color: {text}; background: #0f1216; border: {px(1)} solid {edge}; border-radius: {px(5)};
                     padding: {px(5)}; font-size: {px(13)}; selection-background-color: {accent}; }}
        QProgressBar {{ background: {edge}; border: none; }}
        QProgressBar::chunk {{ background: {accent}; }}
        QPushButton {{ color: {text}; background: #2a303a; border: {px(1)} solid {edge}; border-radius: {px(6)};
                       padding: {px(7)} {px(6)}; font-size: {px(13)}; }}
        QPushButton:hover {{ background: #363e4b; }}
        QPushButton:focus {{ border: {px(1.6)} solid {text}; }}
        QPushButton#approve {{ color: {ground}; background: {accent}; border-color: {accent}; font-weight: 600; }}
        QPushButton#approve:focus {{ border: {px(1.6)} solid {text}; }}
        QPushButton#stop {{ color: {COLOUR[Tone.WRONG].name()}; }}
    """
