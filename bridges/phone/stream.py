"""One stream of a connection: what a service reads and writes, with ADB's flow control.

A sender waits for OKAY after each WRTE; a receiver sends OKAY when it has taken the bytes. So a slow reader slows the
writer and no more than one payload a stream is ever under way.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable


class Closed(Exception):
    """The peer closed the stream, or the connection is gone."""


class Stream:
    """A two-way byte stream between a service and the host."""

    def __init__(self, local: int, remote: int, most: int, send: Callable[[str, bytes], None]) -> None:
        """`send` takes "write", "okay" or "close" and a payload; `most` is the largest payload the host takes."""
        self.local = local
        self.remote = remote
        self._most = most
        self._send = send
        self._changed = threading.Condition()
        self._arrived: deque[bytes] = deque()
        self._rest = b""
        self._may_write = True
        self._closed = False
        self._ended = False

    def accept(self) -> None:
        """Tell the host that its OPEN was understood."""
        self._send("okay", b"")

    def write(self, data: bytes) -> None:
        """Send all of it, a payload at a time. Raises Closed."""
        for start in range(0, len(data), self._most):
            with self._changed:
                self._changed.wait_for(lambda: self._may_write or self._closed)
                if self._closed:
                    raise Closed
                self._may_write = False
            self._send("write", data[start : start + self._most])

    def drain(self) -> None:
        """Wait until the host has taken what was written last. Raises Closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._may_write or self._closed)
            if self._closed:
                raise Closed

    def read(self, count: int) -> bytes:
        """Exactly that many bytes. Raises Closed where the stream ends before."""
        parts = [self._rest]
        have = len(self._rest)
        self._rest = b""
        while have < count:
            part = self.read_some()
            if not part:
                raise Closed
            parts.append(part)
            have += len(part)
        joined = b"".join(parts)
        self._rest = joined[count:]
        return joined[:count]

    def read_some(self) -> bytes:
        """The next bytes that arrive, empty at the end."""
        if self._rest:
            rest, self._rest = self._rest, b""
            return rest
        with self._changed:
            self._changed.wait_for(lambda: bool(self._arrived) or self._closed)
            if not self._arrived:
                return b""
            data = self._arrived.popleft()
        if not self._closed:
            self._send("okay", b"")
        return data

    @property
    def closed(self) -> bool:
        return self._closed

    def close(self) -> None:
        """End the stream from this side, after the host took the last payload. Once is enough."""
        with self._changed:
            self._changed.wait_for(lambda: self._may_write or self._closed)
            if self._ended:
                return
            self._ended = True
            tell = not self._closed
            self._closed = True
            self._changed.notify_all()
        if tell:
            self._send("close", b"")

    def take(self, payload: bytes) -> None:
        """The connection's side: bytes arrived."""
        with self._changed:
            self._arrived.append(payload)
            self._changed.notify_all()

    def acknowledged(self) -> None:
        """The connection's side: the host took the last payload."""
        with self._changed:
            self._may_write = True
            self._changed.notify_all()

    def lose(self) -> None:
        """The connection's side: the host closed the stream, or is gone."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
