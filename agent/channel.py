"""The control channel of a run: events go out to its windows, commands come in. `agent.messages` has the words.

Who may do what:

- A *window* decides: it approves, skips, edits, answers, resumes. It holds one end of a socket pair that it got by
  inheritance, either because the run started it (`Channel.start`) or because it started the run (`Channel.attach`).
  Such a socket has no name, so that nobody else can connect to it; nothing has to be kept secret.
- *Everybody else of the same user* finds the run by its socket in a folder that only the user can enter, is checked by
  the kernel's word for who is calling (SO_PEERCRED), and may watch, pause and stop: all that makes a run do less.
- Other users get nothing.

What this does not promise: a process of the same user that may trace other processes (ptrace), or that sends mouse and
keyboard input to a window's Approve button, is that user as far as the system can tell.

The agent never waits for a window to read. A window that is cut off or dies pauses the run, unless it said `bye`.
"""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import time
from collections.abc import Sequence

from pydantic import ValidationError

from agent.base import Event
from agent.meeting import socket_path
from agent.messages import (
    COMMAND,
    Bye,
    Closed,
    Command,
    Complaint,
    Hello,
    PauseRun,
    Question,
    Reply,
    ResumeRun,
    Rights,
    RunState,
    State,
    StopRun,
    Told,
)
from agent.peers import Peer
from agent.pending import GONE, SHOWN_S, Pending
from agent.switchboard import Switchboard
from agent.trajectory import Run
from bridges.errors import NoChannel
from bridges.stop import Stop

log = logging.getLogger(__name__)


class Channel(Switchboard):
    """A run's channel; a context manager. Raises NoChannel where it cannot be opened."""

    def __init__(self, run: Run, stop: Stop, veto_s: float = 0.0) -> None:
        super().__init__(socket_path(run.id))
        self.stop = stop
        self.veto_s = veto_s
        self._run = run
        self._pending: Pending | None = None
        self._state: RunState = "running"
        stop.before_each_step(self._miss_no_window)

    # Windows

    def start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a window that may decide: ``command`` with ``--channel FD`` after it. It has to end at end of file."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [*command, "--channel", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._join(Peer(ours, "decide", process))
        return process

    def attach(self, descriptor: int) -> None:
        """Take the window that started this process and passed it one end of a Unix socket pair, ``descriptor``."""
        try:
            window = socket.socket(fileno=descriptor)
            if window.family is not socket.AF_UNIX or window.type is not socket.SOCK_STREAM:
                raise OSError("it is no Unix stream socket")
        except OSError as error:
            raise NoChannel(f"Using the descriptor {descriptor} as a window's channel", str(error)) from error
        window.set_inheritable(False)
        self._join(Peer(window, "decide", None))

    @property
    def attended(self) -> bool:
        """Whether there is a window that may decide."""
        return bool(self._windows())

    def _windows(self) -> list[Peer]:
        with self._lock:
            return [peer for peer in self._peers if peer.rights == "decide"]

    # What the agent says

    def publish(self, event: Event) -> None:
        """Tell everybody of an event."""
        self._say(Told(event=event))

    def ask(self, question: Question) -> Reply | None:
        """The first reply of a window; None where time is up or, for a veto, the run was paused.

        Raises NoChannel where no window is there, one of those that were asked goes, or none shows the step; Stopped.
        """
        with self._lock:
            asked = self._windows()
            if not asked:
                raise NoChannel(f"Asking “{question.question[:200]}”", "there is no window to ask in")
            pending = self._pending = Pending(question, asked)
            self._say(question, asked)
        try:
            reply = pending.reply(self.stop)
        except Exception as error:
            self._say(Closed(id=question.id, why=str(error)), asked)
            raise
        finally:
            self._pending = None
        self._say(Closed(id=question.id, why=reply.command if reply else "time is up"), asked)
        return reply

    def _greeting(self, rights: Rights) -> Hello:
        about = self._run.about
        return Hello(
            run=self._run.id,
            folder=str(self._run.folder.absolute()),
            pid=os.getpid(),
            task=about.task,
            device=about.device,
            model=about.model,
            may=rights,
            state=self._state_now(),
            veto_s=self.veto_s,
        )

    def _turned(self) -> None:
        """Tell what the run is at, however it came to be stopped or paused."""
        if (state := self._state_now()) != self._state:
            self._state = state
            self._say(State(state=state, why=self.stop.why))

    def _state_now(self) -> RunState:
        return "stopping" if self.stop.requested else "paused" if self.stop.paused else "running"

    # What it is told

    def _heard(self, peer: Peer, received: bytes) -> None:
        try:
            self._obey(peer, COMMAND.validate_json(received))
        except ValidationError as error:
            self._say(Complaint(why=f"not understood: {error.error_count()} faults"), [peer])
        except PermissionError as error:
            self._say(Complaint(why=str(error)), [peer])

    def _obey(self, peer: Peer, command: Command) -> None:
        match command:
            case StopRun():
                self.stop.request(command.why)
            case PauseRun():
                self.stop.pause(command.why)
            case _ if peer.rights != "decide":
                raise PermissionError(f"only a window of this run may say “{command.command}”")
            case ResumeRun():
                self.stop.resume()
            case Bye():
                peer.said_bye = True
            case _:
                pending = self._pending
                if pending is None or command.id != pending.question.id:
                    raise PermissionError("that question is over")
                pending.hear(command)

    # Windows that go

    def _deserts(self, peer: Peer) -> bool:
        return peer.rights == "decide" and not peer.said_bye and not self._closing

    def _leaving(self, peer: Peer, why: str) -> None:
        if self._deserts(peer):
            # First of all: as soon as the window is not among the peers, nobody is asked any more.
            self.stop.pause(GONE)
            log.warning("a window is gone: %s", why)

    def _left(self, peer: Peer) -> None:
        if pending := self._pending:
            pending.miss(peer)

    def _miss_no_window(self) -> None:
        """Before a step: a window that is dead by the kernel's word counts as gone, however late the thread is."""
        until = time.monotonic() + SHOWN_S
        while not self._closing:
            if all(peer.alive for peer in self._windows()):
                return
            if time.monotonic() > until:
                self.stop.pause(GONE)
                return
            # What it said last, a `bye` perhaps, is still to be read by the thread.
            time.sleep(0.002)
