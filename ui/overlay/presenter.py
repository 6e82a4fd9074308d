"""Between the channel and the windows: shows what comes, tells the run what the person answers."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer

from agent.base import Failed, Finished
from agent.caller import Caller
from agent.messages import Answer, Approve, Bye, Command, Message, Question, Shown, Skip, StopRun, Told
from bridges.errors import NoChannel
from ui.overlay.chords import Chords
from ui.overlay.question import QuestionWindow
from ui.overlay.scene import Scene, after, at_rest
from ui.overlay.stacking import Stacking
from ui.overlay.surface import Surface
from ui.overlay.window import Countdown, OverlayWindow, around, monitor_of

NEWS_MS = 3000
"""How long the outcome of a step stays where nothing follows."""
LAST_S = 0.8
"""How long the end of the run stays at least."""


class Presenter(QObject):
    """Owns the windows of one run. Raises NoDisplay where they cannot be shown."""

    def __init__(self, caller: Caller, display: str) -> None:
        super().__init__()
        self._caller = caller
        self._surface = Surface(display)
        scale = self._surface.scale()
        self._overlay = OverlayWindow(self._surface, scale)
        self._window = QuestionWindow(self._surface, scale)
        self._window.replied.connect(self._reply)
        self._chords = Chords(display, self)
        self._chords.pressed.connect(self._window.choose)
        self._stacking = Stacking(display, (self._overlay, self._window), self)
        self._scene = Scene()
        self._countdown: Countdown | None = None
        self._changed_at = 0.0
        self._rest = QTimer(self, singleShot=True, interval=NEWS_MS)
        self._rest.timeout.connect(self._come_to_rest)
        self._notifier = QSocketNotifier(caller.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def close(self) -> None:
        """Take everything off the screen, in the order in which Qt needs it gone."""
        self._chords.close()
        self._stacking.close()
        self._window.close()
        self._overlay.end()
        self._surface.close()

    def take(self, messages: Sequence[Message]) -> None:
        """Show what the run is at after these messages; what was over before it could be seen is left out."""
        scene = self._scene
        for message in messages:
            scene = after(scene, message)
        if scene != self._scene:
            self._present(scene)
        if any(isinstance(one, Told) and isinstance(one.event, Finished | Failed) for one in messages):
            # A private desktop goes before the run hangs up, and this window with it.
            self._say(Bye())

    def _present(self, scene: Scene) -> None:
        asked = scene.question if scene.question != self._scene.question else None
        if scene.question is None:
            self._countdown = None
        elif asked:
            self._countdown = Countdown(time.monotonic() + asked.timeout_s, asked.timeout_s)
        self._scene = scene
        self._overlay.show_scene(scene, self._countdown)
        if asked:
            self._ask(asked)
        elif scene.question is None:
            self._close_question()
        self._changed_at = time.monotonic()
        self._rest.start()
        QTimer.singleShot(0, self._surface.look)

    def _ask(self, question: Question) -> None:
        assert self._countdown is not None
        around_target = around(self._scene)
        label = self._overlay.places.get("callout")
        home = monitor_of(around_target or label, self._surface.monitors)
        clear_of = [one for one in (around_target, *self._overlay.places.values()) if one]
        self._window.ask(question, self._countdown, label or around_target, clear_of, home)
        self._chords.hold()
        self._surface.sync()
        self._say(Shown(id=question.id))

    def _close_question(self) -> None:
        self._window.close_question()
        self._chords.release()

    def _reply(self, said: str, text: str) -> None:
        question = self._scene.question
        if question is None:
            return
        replies: dict[str, Command] = {
            "approve": Approve(id=question.id),
            "skip": Skip(id=question.id),
            "stop": StopRun(),
        }
        self._close_question()
        self._say(Answer(id=question.id, text=text) if said == "answer" else replies[said])

    def _come_to_rest(self) -> None:
        if (scene := at_rest(self._scene)) != self._scene:
            self._present(scene)

    def _read(self) -> None:
        self.take(self._caller.messages())
        if self._caller.ended:
            self._notifier.setEnabled(False)
            self._close_question()
            left = self._changed_at + LAST_S - time.monotonic() if self._ended_well() else 0.0
            QTimer.singleShot(max(0, round(left * 1000)), QCoreApplication.quit)

    def _ended_well(self) -> bool:
        """Whether the run has said how it ended, which the person should read."""
        return self._scene.badge is not None and self._scene.badge.large

    def _say(self, command: Command) -> None:
        try:
            self._caller.say(command)
        except NoChannel:
            QCoreApplication.quit()
