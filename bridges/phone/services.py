"""Services that a host can open: shell, exec, sync, reboot and a few small ones (AOSP, adb/SERVICES.TXT)."""

from __future__ import annotations

import contextlib
import struct
import threading
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from bridges.phone.connection import Service
from bridges.phone.shell.process import ENCODING, Arriving, Program, Surroundings
from bridges.phone.shell.running import Shell
from bridges.phone.storage import Storage
from bridges.phone.stream import Closed, Stream
from bridges.phone.sync import serve_sync

# Kinds of packets of the shell protocol, version 2 (AOSP, adb/shell_protocol.h).
STDIN: Final = 0
STDOUT: Final = 1
STDERR: Final = 2
EXIT: Final = 3
CLOSE_STDIN: Final = 4
_HEADER: Final = struct.Struct("<BI")
ECHO_PORT: Final = 7
PROMPT: Final = b"emu64x:/ $ "


class Host(Protocol):
    """What services need of the phone."""

    storage: Storage
    programs: Mapping[str, Program]

    def environment(self) -> dict[str, str]:
        """Variables that a shell starts with."""

    def reboot(self) -> None:
        """Go down and come up again."""

    def command_begins(self, line: str) -> None:
        """Told before a command runs; a fault may cut the connection here."""


class Services:
    """Finds the service for a name."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def __call__(self, name: str) -> Service | None:
        kind, _, rest = name.partition(":")
        if kind == "shell" or kind.startswith("shell,"):
            if "v2" in kind.split(","):
                return lambda stream: self._shell_v2(stream, rest, terminal="raw" not in kind.split(","))
            return lambda stream: self._plain(stream, rest, terminal=True)
        named: dict[str, Service] = {
            "exec": lambda stream: self._plain(stream, rest, terminal=False),
            "sync": lambda stream: serve_sync(stream, self._host.storage),
            "reboot": self._reboot,
            "root": lambda stream: stream.write(b"adbd cannot run as root in production builds\n"),
            "unroot": lambda stream: stream.write(b"adbd not running as root\n"),
            "remount": lambda stream: stream.write(b'Not running as root. Try "adb root" first.\n'),
            "tcpip": lambda stream: stream.write(f"restarting in TCP mode port: {rest}\n".encode()),
            "reverse": lambda stream: stream.write(b"FAIL0025reverse forwarding is not supported\n"),
        }
        if kind == "tcp" and rest.split(":")[0] == str(ECHO_PORT):
            return _echo
        return named.get(kind)

    def _shell(
        self,
        line: str,
        stream: Stream,
        output: Callable[[int, bytes], None],
        stdin: Callable[[], bytes],
        terminal: bool,
    ) -> int:
        arriving = Arriving(stdin)
        around = Surroundings(self._host.storage, self._host.programs, variables=self._host.environment())
        shell = Shell(
            around, arriving, _Channel(output, STDOUT), _Channel(output, STDERR), alive=lambda: not stream.closed
        )
        if line:
            self._host.command_begins(line)
            return shell.run(line)
        return self._session(shell, output if terminal else lambda _kind, _data: None, arriving)

    def _session(self, shell: Shell, output: Callable[[int, bytes], None], arriving: Arriving) -> int:
        """Line by line; on a terminal with a prompt, and what is typed is echoed."""
        while True:
            output(STDOUT, PROMPT)
            line = arriving.line()
            if not line:
                return shell.around.status
            text = line.decode(*ENCODING).rstrip("\r\n")
            output(STDOUT, text.encode(*ENCODING) + b"\r\n")
            if text.strip().split(" ")[0] == "exit":
                return shell.run(text)
            self._host.command_begins(text)
            shell.run(text)

    def _plain(self, stream: Stream, line: str, terminal: bool) -> None:
        """Without the protocol: stdout and stderr mixed, no exit status."""
        gathered = _Gathered(stream.write)
        self._shell(line, stream, lambda _kind, data: gathered.write(data), stream.read_some, terminal)
        gathered.flush()

    def _shell_v2(self, stream: Stream, line: str, terminal: bool) -> None:
        def send(kind: int, data: bytes) -> None:
            stream.write(_HEADER.pack(kind, len(data)) + data)

        packets = _Packets(stream)
        status = self._shell(line, stream, send, packets.stdin, terminal)
        send(EXIT, bytes([status & 255]))
        with contextlib.suppress(Closed):
            stream.drain()

    def _reboot(self, stream: Stream) -> None:
        stream.close()
        threading.Thread(target=self._host.reboot, name="reboot", daemon=True).start()


class _Packets:
    """Stdin out of the packets of the shell protocol."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._ended = False

    def stdin(self) -> bytes:
        while not self._ended:
            try:
                kind, length = _HEADER.unpack(self._stream.read(_HEADER.size))
                data = self._stream.read(length)
            except Closed:
                break
            if kind == STDIN and data:
                return data
            if kind == CLOSE_STDIN:
                break
        self._ended = True
        return b""


class _Channel:
    """One of the two outputs of a shell."""

    def __init__(self, output: Callable[[int, bytes], None], kind: int) -> None:
        self._output, self._kind = output, kind

    def write(self, data: bytes) -> None:
        if data:
            self._output(self._kind, data)


class _Gathered:
    """Small writes in one packet; a large one goes at once."""

    def __init__(self, write: Callable[[bytes], None], most: int = 4096) -> None:
        self._write, self._most = write, most
        self._kept = bytearray()

    def write(self, data: bytes) -> None:
        if len(data) > self._most:
            self.flush()
            self._write(data)
            return
        self._kept += data
        if len(self._kept) >= self._most or data.endswith(PROMPT):
            self.flush()

    def flush(self) -> None:
        if self._kept:
            self._write(bytes(self._kept))
            self._kept.clear()


def _echo(stream: Stream) -> None:
    """TCP port 7 of the phone gives back what it gets (RFC 862); the only port that is open."""
    while data := stream.read_some():
        stream.write(data)
