"""The other end of a run's channel: what a window, `mimic stop` or a test holds. `agent.messages` has the words."""

from __future__ import annotations

import select
import socket
import time
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from agent.meeting import connected_to, peer_pid, socket_path
from agent.messages import MESSAGE, Command, Message, line
from bridges.errors import NoChannel


class Caller:
    """A connection to a run; a context manager. `fileno` suits select and Qt's QSocketNotifier."""

    def __init__(self, connected: socket.socket) -> None:
        connected.setblocking(False)
        self._socket = connected
        self._unread = b""
        self._ended = False

    @classmethod
    def inherited(cls, descriptor: int) -> Self:
        """A window's end, which its ``--channel FD`` names. Raises NoChannel."""
        try:
            connected = socket.socket(fileno=descriptor)
        except OSError as error:
            raise NoChannel(f"Using the descriptor {descriptor} as the run's channel", str(error)) from error
        connected.set_inheritable(False)
        return cls(connected)

    @classmethod
    def to_run(cls, run: str) -> Self:
        """Anybody's end of the run with this id: it may watch, pause and stop. Raises NoChannel where it is over."""
        return cls.at(socket_path(run))

    @classmethod
    def at(cls, path: Path) -> Self:
        """As `to_run`, by the run's socket."""
        return cls(connected_to(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def fileno(self) -> int:
        return self._socket.fileno()

    @property
    def pid(self) -> int:
        """The run's process."""
        return peer_pid(self._socket)

    @property
    def ended(self) -> bool:
        """Whether the run has hung up."""
        return self._ended

    def messages(self, wait_s: float = 0.0) -> list[Message]:
        """What has come, waiting for the first of it at most so long; nothing once the run has hung up."""
        until = time.monotonic() + wait_s
        found: list[Message] = []
        while not found and not self._ended:
            if not select.select([self._socket], [], [], max(0.0, until - time.monotonic()))[0]:
                break
            found = self._received()
        return found

    def say(self, command: Command) -> None:
        """Send a command. Raises NoChannel where the run is over."""
        try:
            self._socket.setblocking(True)
            self._socket.sendall(line(command))
        except OSError as error:
            raise NoChannel(f"Telling the run to {command.command}", str(error), "It is over.") from error
        finally:
            self._socket.setblocking(False)

    def _received(self) -> list[Message]:
        try:
            data = self._socket.recv(1 << 20)
        except BlockingIOError:
            return []
        except OSError:
            data = b""
        self._ended = not data
        *lines, self._unread = (self._unread + data).split(b"\n")
        try:
            return [MESSAGE.validate_json(one) for one in lines]
        except ValidationError as error:
            raise NoChannel("Reading what the run says", f"{error.error_count()} faults") from error
