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

The agent never waits for a window: what is said waits in a bounded queue for each of them and a thread writes it out.
A window that does not read is cut off. A window that is cut off or dies pauses the run, unless it said `bye`.
"""

from __future__ import annotations

import logging
import os
import selectors
import socket
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty
from typing import Self

from pydantic import ValidationError

from agent.base import Event
from agent.meeting import forget_the_dead, listening_at, peer_uid, socket_path
from agent.messages import (
    COMMAND,
    Bye,
    Closed,
    Command,
    Complaint,
    Hello,
    Hold,
    Message,
    PauseRun,
    Question,
    Reply,
    ResumeRun,
    RunState,
    Shown,
    State,
    StopRun,
    Told,
    line,
)
from agent.peers import Peer, Pending
from agent.trajectory import Run
from bridges.errors import NoChannel
from bridges.stop import Stop

log = logging.getLogger(__name__)

MOST_WAITING = 4_000_000
"""Bytes that may wait for a window before it is cut off."""
MOST_PEERS = 32
SLICE_S = 0.05
STATE_S = 0.1
"""How often the thread looks whether the run was stopped or paused in another way."""
HOLD_S = 300.0
"""How long the person may take to change a step."""
SHOWN_S, START_S = 2.0, 15.0
"""How long a window may take to put a step on the screen, and one that has just been started, to come up besides."""
FLUSH_S = 0.5
GRACE_S = 2.0
"""How long windows have to close themselves when the run is over."""

LOST = "the window that showed it is gone"
GONE = "the window that showed the run is gone"


class Channel:
    """A run's channel; a context manager. Raises NoChannel where it cannot be opened."""

    def __init__(self, run: Run, stop: Stop, veto_s: float = 0.0) -> None:
        self.stop = stop
        self.veto_s = veto_s
        self._run = run
        self._path = socket_path(run.id)
        self._lock = threading.RLock()
        self._peers: list[Peer] = []
        self._pending: Pending | None = None
        self._closing = False
        self._state: RunState = "running"
        stop.before_each_step(self._miss_no_window)

    def __enter__(self) -> Self:
        forget_the_dead()
        self._listener = listening_at(self._path)
        self._selector = selectors.DefaultSelector()
        self._wake_in, self._wake_out = socket.socketpair()
        for ready in (self._listener, self._wake_in):
            ready.setblocking(False)
            self._selector.register(ready, selectors.EVENT_READ)
        self._wake_out.setblocking(False)
        self._thread = threading.Thread(target=self._serve, name="channel", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Say what is still to be said, hang up, and see to it that the windows that the run started end."""
        self._closing = True
        self._wake()
        self._thread.join()
        self._path.unlink(missing_ok=True)
        for ready in (self._listener, self._wake_in, self._wake_out):
            ready.close()
        self._selector.close()
        until = time.monotonic() + GRACE_S
        for peer in self._peers:
            peer.close()
            if peer.process is not None:
                _ended(peer.process, until)

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
        with self._lock:
            return any(peer.rights == "decide" for peer in self._peers)

    # What the agent says; none of it waits

    def publish(self, event: Event) -> None:
        """Tell everybody of an event."""
        self._say(Told(event=event))

    def ask(self, question: Question) -> Reply | None:
        """The first reply of a window; None where time is up or, for a veto, the run was paused.

        Raises NoChannel where no window is there, one of those that were asked goes, or none shows the step; Stopped.
        """
        with self._lock:
            asked = [peer for peer in self._peers if peer.rights == "decide"]
            if not asked:
                raise NoChannel(f"Asking “{question.question[:200]}”", "there is no window to ask in")
            pending = self._pending = Pending(question, asked)
            self._say(question, asked)
        try:
            reply = self._reply(pending)
        except Exception as error:
            self._say(Closed(id=question.id, why=str(error)), asked)
            raise
        finally:
            with self._lock:
                self._pending = None
        self._say(Closed(id=question.id, why=reply.command if reply else "time is up"), asked)
        return reply

    def _reply(self, pending: Pending) -> Reply | None:
        question, veto, shown, held = pending.question, pending.question.kind == "veto", False, False
        ready_s = SHOWN_S if any(peer.has_spoken for peer in pending.asked) else START_S
        until = time.monotonic() + (ready_s if veto else question.timeout_s)
        while (left := until - time.monotonic()) > 0:
            self.stop.check()
            if veto and self.stop.paused:
                if self.stop.why == GONE:
                    raise NoChannel("Showing the step", LOST)
                return None
            try:
                said = pending.said.get(timeout=min(left, SLICE_S))
            except Empty:
                continue
            if isinstance(said, NoChannel):
                raise said
            if isinstance(said, Hold):
                shown, held, until = True, True, time.monotonic() + HOLD_S
                continue
            if not isinstance(said, Shown):
                return said
            if veto and not shown:
                shown, until = True, time.monotonic() + question.timeout_s
        if veto and not shown:
            raise NoChannel("Showing the step", f"no window showed it within {ready_s:g} s")
        if held or not all(peer.alive for peer in pending.asked):
            raise NoChannel("Showing the step", "nothing was said about it" if held else LOST)
        return None

    def _say(self, message: Message, to: Sequence[Peer] | None = None) -> None:
        said = line(message)
        with self._lock:
            for peer in self._peers if to is None else to:
                peer.waiting += said
        self._wake()

    def _wake(self) -> None:
        with suppress(OSError):
            # A full pipe wakes as well.
            self._wake_out.send(b"\0")

    # The thread

    def _serve(self) -> None:
        over = float("inf")
        while time.monotonic() < over and not (self._closing and self._all_said()):
            try:
                self._turn()
            except Exception:
                log.exception("the channel")
            if self._closing and over == float("inf"):
                over = time.monotonic() + FLUSH_S

    def _turn(self) -> None:
        with self._lock:
            for peer in self._peers:
                self._selector.modify(peer.socket, peer.interest, peer)
            deaf = [peer for peer in self._peers if len(peer.waiting) > MOST_WAITING]
        for peer in deaf:
            self._leave(peer, "it does not read what it is told")
        for key, ready in self._selector.select(STATE_S):
            if key.data is not None:
                self._attend(key.data, ready)
            elif key.fileobj is self._listener:
                self._accept()
            else:
                with suppress(BlockingIOError):
                    self._wake_in.recv(4096)
        self._tell_state()

    def _all_said(self) -> bool:
        with self._lock:
            return not any(peer.waiting for peer in self._peers)

    def _accept(self) -> None:
        peer, _ = self._listener.accept()
        if peer_uid(peer) != os.getuid() or len(self._peers) >= MOST_PEERS:
            peer.close()
            return
        self._join(Peer(peer, "watch", None))

    def _join(self, peer: Peer) -> None:
        about = self._run.about
        hello = Hello(
            run=self._run.id,
            folder=str(self._run.folder.absolute()),
            pid=os.getpid(),
            task=about.task,
            device=about.device,
            model=about.model,
            may=peer.rights,
            state=self._state_now(),
            veto_s=self.veto_s,
        )
        with self._lock:
            peer.waiting += line(hello)
            self._peers.append(peer)
            self._selector.register(peer.socket, peer.interest, peer)
        self._wake()

    def _attend(self, peer: Peer, ready: int) -> None:
        try:
            if ready & selectors.EVENT_READ:
                for received in peer.received():
                    self._obey(peer, received)
            with self._lock:
                if ready & selectors.EVENT_WRITE:
                    peer.write()
        except OSError as error:
            self._leave(peer, str(error))

    def _miss_no_window(self) -> None:
        """Before a step: a window that is dead by the kernel's word counts as gone, however late the thread is."""
        until = time.monotonic() + SHOWN_S
        while not self._closing:
            with self._lock:
                dead = [peer for peer in self._peers if peer.rights == "decide" and not peer.alive]
            if not dead:
                return
            if time.monotonic() > until:
                self.stop.pause(GONE)
                return
            # What it said last, a `bye` perhaps, is still to be read by the thread.
            time.sleep(0.002)

    def _leave(self, peer: Peer, why: str) -> None:
        deserted = peer.rights == "decide" and not peer.said_bye and not self._closing
        if deserted:
            # First of all: as soon as the window is not among the peers, nobody is asked any more.
            self.stop.pause(GONE)
        with self._lock:
            self._selector.unregister(peer.socket)
            self._peers.remove(peer)
            pending = self._pending
        peer.close()
        if peer.process is not None:
            threading.Thread(target=_ended, args=(peer.process, time.monotonic() + GRACE_S), daemon=True).start()
        if peer.rights == "watch":
            return
        if pending and peer in pending.asked:
            pending.said.put(NoChannel("Waiting for the person", LOST))
        if deserted:
            log.warning("a window is gone: %s", why)

    def _obey(self, peer: Peer, received: bytes) -> None:
        try:
            command = COMMAND.validate_json(received)
            self._carry_out(peer, command)
        except ValidationError as error:
            self._say(Complaint(why=f"not understood: {error.error_count()} faults"), [peer])
        except PermissionError as error:
            self._say(Complaint(why=str(error)), [peer])

    def _carry_out(self, peer: Peer, command: Command) -> None:
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
                with self._lock:
                    pending = self._pending
                if pending is None or command.id != pending.question.id:
                    raise PermissionError("that question is over")
                if not pending.fits(command):
                    raise PermissionError(f"“{command.command}” is no reply to this question")
                pending.said.put(command)

    def _state_now(self) -> RunState:
        return "stopping" if self.stop.requested else "paused" if self.stop.paused else "running"

    def _tell_state(self) -> None:
        if (state := self._state_now()) != self._state:
            self._state = state
            self._say(State(state=state, why=self.stop.why))


def _ended(process: subprocess.Popen[bytes], until: float) -> None:
    """Wait for a window to end by itself; one that does not is ended."""
    try:
        process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
