"""A run as the panel sees it: started here, or found under way. Qt signals come out, decisions go in; nothing waits."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Literal, Self, TypeAlias

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from agent.base import Event, Failed, Finished, Paused, Resumed, Started
from agent.caller import Caller
from agent.messages import Bye, Closed, Command, Complaint, Hello, PauseRun, Question, ResumeRun, State, StopRun, Told
from agent.trajectory import Run
from bridges.errors import MimicError, RunNotStored

Starter: TypeAlias = Literal["do", "replay"]
"""The commands of `mimic` that carry something out before a window."""
EXIT_POLL_MS = 40
LONGEST_COMPLAINT = 2000


class ShownRun(QObject):
    """One run. `began` comes once, then events and questions, at last `over`."""

    began = Signal(object)
    """Its Hello."""
    happened = Signal(object)
    """An Event, in order; those from before the panel came are told first."""
    asked = Signal(object)
    """A Question that is open."""
    settled = Signal(str)
    """The id of a question that is over."""
    changed = Signal(str)
    """running, paused, stopping."""
    complained = Signal(str)
    over = Signal()

    def __init__(self, caller: Caller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hello: Hello | None = None
        self.events: list[Event] = []
        self.state = "running"
        self.is_over = False
        self.complaint = ""
        """What the run wrote on standard error, once it is over."""
        self._told: set[tuple[int, str, float]] = set()
        self._caller: Caller | None = caller
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._listening = QSocketNotifier(caller.fileno(), QSocketNotifier.Type.Read, self)
        self._listening.activated.connect(self._listen)
        self._leaving = QTimer(self, interval=EXIT_POLL_MS)
        self._leaving.timeout.connect(self._look_whether_gone)

    @classmethod
    def start(
        cls,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        parent: QObject | None = None,
        command: Starter = "do",
    ) -> Self:
        """Start ``mimic do --json ARGUMENTS``, or replay, with this panel as its window. OSError where that fails."""
        ours, theirs = socket.socketpair()
        errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the run
        with theirs:
            channel = str(theirs.fileno())
            process = subprocess.Popen(
                [sys.executable, "-m", "ui", command, "--json", "--channel", channel, *arguments],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
                env={**os.environ, **environment},
            )
        run = cls(Caller(ours), parent)
        run._process, run._errors = process, errors
        return run

    @classmethod
    def watch(cls, run: str, parent: QObject | None = None) -> Self:
        """Watch a run that somebody else started; it may be paused and stopped. Raises NoChannel where it is over."""
        return cls(Caller.to_run(run), parent)

    # What it is

    @property
    def may_decide(self) -> bool:
        return self.hello is not None and self.hello.may == "decide"

    @property
    def folder(self) -> Path | None:
        return Path(self.hello.folder) if self.hello else None

    @property
    def display(self) -> str:
        """The private display to watch, such as ":97"; empty for the screen that the panel itself is on, or none."""
        started = next((event for event in self.events if isinstance(event, Started)), None)
        name = started.display if started else ""
        return "" if name.split(".")[0] == os.environ.get("DISPLAY", "").split(".")[0] else name

    @property
    def outcome(self) -> Finished | Failed | None:
        last = self.events[-1] if self.events else None
        return last if isinstance(last, Finished | Failed) else None

    # What the person says

    def say(self, command: Command) -> None:
        """Send a command; a run that is gone meanwhile shows itself by `over`."""
        if self._caller is None:
            return
        try:
            self._caller.say(command)
        except MimicError as error:
            self.complained.emit(str(error))

    def stop(self) -> None:
        self.say(StopRun())

    def pause(self, why: str = "by the person") -> None:
        self.say(PauseRun(why=why))

    def resume(self) -> None:
        self.say(ResumeRun())

    def leave(self) -> None:
        """Let go of the run, which goes on without this window."""
        self.say(Bye())
        self._hang_up()
        self._leaving.stop()
        self._process = None
        if self._errors is not None:
            self._errors.close()

    # What the run says

    def _listen(self) -> None:
        if self._caller is None:
            return
        try:
            said = self._caller.messages()
        except MimicError as error:
            self.complained.emit(str(error))
            return
        ended = self._caller.ended
        for message in said:
            match message:
                case Hello():
                    self._begin(message)
                case Told():
                    self._tell(message.event)
                case Question():
                    self.asked.emit(message)
                case Closed():
                    self.settled.emit(message.id)
                case State():
                    self._become(message.state)
                case Complaint():
                    self.complained.emit(message.why)
        if ended:
            self._hang_up()
            self._leaving.start()

    def _begin(self, hello: Hello) -> None:
        self.hello = hello
        self.began.emit(hello)
        try:
            before = Run.load(Path(hello.folder)).events()
        except RunNotStored as error:
            self.complained.emit(str(error))
            before = ()
        for event in before:
            self._tell(event)
        self._become(hello.state)

    def _tell(self, event: Event) -> None:
        # An event that was written while this window joined comes twice: from the file and over the channel.
        key = (event.step, event.event, event.at.timestamp())
        if key in self._told:
            return
        self._told.add(key)
        self.events.append(event)
        if isinstance(event, Paused | Resumed):
            self._become("paused" if isinstance(event, Paused) else "running")
        self.happened.emit(event)

    def _become(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)

    def _hang_up(self) -> None:
        self._listening.setEnabled(False)
        if self._caller is not None:
            self._caller.close()
            self._caller = None

    def _look_whether_gone(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._leaving.stop()
        self.is_over = True
        if self._errors is not None:
            self._errors.seek(0)
            self.complaint = self._errors.read()[-LONGEST_COMPLAINT:].decode("utf-8", "replace").strip()
            self._errors.close()
        self.over.emit()


def under_way(runs: Sequence[Run]) -> list[Run]:
    """Those of these runs whose control channel is open."""
    from agent.meeting import socket_path

    try:
        return [run for run in runs if socket_path(run.id).exists()]
    except MimicError:
        return []
