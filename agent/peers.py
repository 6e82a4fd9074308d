"""The ends that are connected to a run's channel, and the question that is open."""

from __future__ import annotations

import select
import selectors
import socket
import subprocess
from contextlib import suppress
from queue import SimpleQueue

from agent.messages import Answer, Approve, Command, Deny, Edit, Hold, Question, Reply, Rights, Shown, Skip
from bridges.errors import NoChannel

LONGEST_LINE = 400_000


class Peer:
    """One end that is connected."""

    def __init__(self, connected: socket.socket, rights: Rights, process: subprocess.Popen[bytes] | None) -> None:
        connected.setblocking(False)
        self.socket = connected
        self.rights = rights
        self.process = process
        self.waiting = bytearray()
        self.said_bye = False
        self.has_spoken = False
        self._unread = bytearray()

    @property
    def interest(self) -> int:
        return selectors.EVENT_READ | (selectors.EVENT_WRITE if self.waiting else 0)

    @property
    def alive(self) -> bool:
        """Asked of the kernel, which knows before the thread has come to read the end of file."""
        poll = select.poll()
        try:
            poll.register(self.socket, select.POLLRDHUP)
        except (OSError, ValueError):
            return False
        return not poll.poll(0)

    def received(self) -> list[bytes]:
        """The lines that have come in whole. Raises OSError at the end, or for a line that is too long."""
        data = self.socket.recv(65536)
        if not data:
            raise ConnectionError("it hung up")
        self.has_spoken = True
        *lines, rest = (bytes(self._unread) + data).split(b"\n")
        self._unread = bytearray(rest)
        if len(rest) > LONGEST_LINE:
            raise ConnectionError("its line has no end")
        return lines

    def write(self) -> None:
        with suppress(BlockingIOError):
            sent = self.socket.send(self.waiting)
            del self.waiting[:sent]

    def close(self) -> None:
        self.socket.close()


class Pending:
    """The question that is open, and what the windows say to it."""

    def __init__(self, question: Question, asked: list[Peer]) -> None:
        self.question = question
        self.asked = asked
        self.said: SimpleQueue[Reply | Shown | Hold | NoChannel] = SimpleQueue()

    def fits(self, command: Command) -> bool:
        if self.question.kind == "answer":
            return isinstance(command, Shown | Hold | Answer | Deny)
        return isinstance(command, Shown | Hold | Approve | Deny | Skip | Edit)
