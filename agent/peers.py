"""The ends that are connected to a run's channel."""

from __future__ import annotations

import select
import selectors
import socket
import subprocess
import time
from contextlib import suppress

from agent.messages import Rights

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

    def see_off(self, until: float) -> None:
        """Wait for a window that the run started to end by itself; one that does not is ended."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
