"""What a command sees: its arguments, its three streams and the phone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from bridges.phone.storage import Storage

ENCODING = ("utf-8", "surrogateescape")


class Output(Protocol):
    """Where a command writes."""

    def write(self, data: bytes) -> None: ...


class Input(Protocol):
    """Where a command reads."""

    def read(self) -> bytes:
        """All that is left."""

    def line(self) -> bytes:
        """The next line with its end, empty at the end."""


class Buffer:
    """Output that is kept."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        self._parts.append(data)

    @property
    def value(self) -> bytes:
        return b"".join(self._parts)


class Given:
    """Input that is there from the start."""

    def __init__(self, data: bytes = b"") -> None:
        self._rest = data

    def read(self) -> bytes:
        data, self._rest = self._rest, b""
        return data

    def line(self) -> bytes:
        head, end, self._rest = self._rest.partition(b"\n")
        return head + end


class Arriving:
    """Input that arrives from the host while the command runs."""

    def __init__(self, more: Callable[[], bytes]) -> None:
        """`more` gives the next bytes, empty at the end."""
        self._more = more
        self._rest = b""

    def read(self) -> bytes:
        parts = [self._rest]
        self._rest = b""
        while part := self._more():
            parts.append(part)
        return b"".join(parts)

    def line(self) -> bytes:
        while b"\n" not in self._rest:
            part = self._more()
            if not part:
                break
            self._rest += part
        head, end, self._rest = self._rest.partition(b"\n")
        return head + end


@dataclass
class Surroundings:
    """What a shell keeps between its commands."""

    storage: Storage
    programs: Mapping[str, Program]
    folder: str = "/"
    variables: dict[str, str] = field(default_factory=dict)
    status: int = 0
    functions: dict[str, object] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """A name as an absolute path."""
        return name if name.startswith("/") else f"{self.folder.rstrip('/')}/{name}"


@dataclass
class Process:
    """One running command."""

    name: str
    arguments: list[str]
    stdin: Input
    stdout: Output
    stderr: Output
    around: Surroundings
    alive: Callable[[], bool] = lambda: True
    """False when the host has gone, which is when a real process gets SIGHUP or EPIPE."""

    def say(self, text: str, end: str = "\n") -> None:
        """Write text to stdout."""
        self.stdout.write((text + end).encode(*ENCODING))

    def complain(self, text: str, end: str = "\n") -> None:
        """Write text to stderr."""
        self.stderr.write((text + end).encode(*ENCODING))

    def read_text(self) -> str:
        """All of stdin as text."""
        return self.stdin.read().decode(*ENCODING)


Program: TypeAlias = Callable[[Process], int]
