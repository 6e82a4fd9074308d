"""One phone over the adb server: commands with their exit status, and bytes; every failure has a name.

A command travels as one string to the phone's shell. What must not be told (a text that is typed) is given with a
`shown` form for messages; the command itself appears in no error.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bridges.errors import (
    BridgeError,
    CommandFailed,
    DeviceLost,
    DeviceMissing,
    DeviceOffline,
    DeviceUnauthorised,
    NotPermitted,
)
from bridges.stop import Stop

if TYPE_CHECKING:
    from adbutils import AdbClient, AdbConnection

PLAIN = re.compile(r"[A-Za-z0-9_@%+=:,./-]+")
SLICE_S = 0.05
"""How often a waiting read looks at the stop flag."""
CONNECT_S = 5.0
LIMIT_S = 30.0
_STDOUT, _STDERR, _EXIT = 1, 2, 3
_HEADER = struct.Struct("<BI")
_DENIED = re.compile(
    r"SecurityException|Permission den(?:ied|ial)|not permitted|INJECT_EVENTS|requires? .{0,60}permission",
    re.IGNORECASE,
)
_FAILURE = re.compile(
    r"^\s*(?:Failure\b.*|Failed\b.*|Error(?: type \d+)?: .*|Exception occurred.*|ERROR: .*)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command wrote, and its exit status."""

    out: bytes
    err: bytes
    status: int

    @property
    def text(self) -> str:
        return self.out.decode("utf-8", "replace").replace("\r\n", "\n")

    @property
    def said(self) -> str:
        """Both outputs, for looking for complaints."""
        return f"{self.text}\n{self.err.decode('utf-8', 'replace')}".strip()


def quoted(word: str) -> str:
    """The word as one argument of Android's shell (mksh); any character but NUL arrives as it is."""
    if PLAIN.fullmatch(word):
        return word
    return "'" + word.replace("'", "'\\''") + "'"


def client(port: int | None = None) -> AdbClient:
    """A client of the adb server, which is started where none runs. Nothing is opened yet."""
    from adbutils import AdbClient

    return AdbClient(port=port)


@contextmanager
def server_errors(tried: str, serial: str = "") -> Iterator[None]:
    """Turns what adb, the socket or the missing program say into an error with a remedy."""
    from adbutils import AdbError, AdbTimeout

    try:
        yield
    except AdbTimeout as error:
        raise DeviceOffline(tried, f"{serial or 'the adb server'} does not answer", RECONNECT) from error
    except AdbError as error:
        raise named_error(tried, str(error), serial) from error
    except FileNotFoundError as error:
        raise DeviceMissing(tried, "the program adb is not there", "Install it: sudo apt install adb") from error
    except (OSError, EOFError) as error:
        raise DeviceLost(tried, f"the connection broke: {error or type(error).__name__}", RECONNECT) from error


RECONNECT = "Look at the cable or the Wi-Fi, then: mimic devices connect HOST:PORT, or mimic devices to see its state."
ALLOW = "Unlock the phone and answer “Allow USB debugging?” with Allow."


def named_error(tried: str, found: str, serial: str = "") -> BridgeError:
    """The error for what the adb server says about a phone."""
    low = found.lower()
    who = f"{serial}: {found}" if serial and serial not in found else found
    if "unauthorized" in low or "authenticat" in low:
        return DeviceUnauthorised(tried, who, ALLOW)
    if "no permissions" in low or "insufficient permissions" in low:
        remedy = (
            "Install Android's udev rules (sudo apt install android-sdk-platform-tools-common), then plug it in again."
        )
        return NotPermitted(tried, who, remedy)
    if "more than one" in low:
        return DeviceMissing(tried, who, "Name one: --on android:SERIAL; `mimic devices` lists them.")
    if "not found" in low or "no devices" in low or "unknown host service" in low:
        return DeviceMissing(tried, who, "`mimic devices` lists what is there.")
    if "offline" in low or "still connecting" in low:
        return DeviceOffline(tried, who, RECONNECT)
    return DeviceLost(tried, who or "adb gives no reason", RECONNECT)


class Link:
    """A phone by its serial number. Every call is a command of its own; nothing stays open between two."""

    def __init__(self, serial: str, stop: Stop | None = None, adb: AdbClient | None = None) -> None:
        self.serial = serial
        self.stop = stop or Stop()
        self._adb = adb or client()
        self.device_s = 0.0
        """Seconds spent waiting for the phone since the last `take_device_s`."""

    def take_device_s(self) -> float:
        spent, self.device_s = self.device_s, 0.0
        return spent

    def ask(self, command: str, *, shown: str = "", limit_s: float = LIMIT_S, unstoppable: bool = False) -> Answer:
        """Run a command and wait for its end. Raises Stopped, DeviceLost and its kin; a failure is an Answer."""
        tried = f"Asking {self.serial} for {shown or command.split(' ', maxsplit=1)[0]}"
        started = time.perf_counter()
        try:
            with server_errors(tried, self.serial), self._opened(f"shell,v2,raw:{command}") as connection:
                reader = _Reader(connection.conn, None if unstoppable else self.stop, limit_s)
                return _packets(reader)
        finally:
            self.device_s += time.perf_counter() - started

    def run(self, command: str, *, shown: str = "", limit_s: float = LIMIT_S, unstoppable: bool = False) -> str:
        """The output of a command that worked. Raises CommandFailed, NotPermitted, and what `ask` raises."""
        answer = self.ask(command, shown=shown, limit_s=limit_s, unstoppable=unstoppable)
        check(answer, f"Running {shown or _verb(command)} on {self.serial}", hide=bool(shown))
        return answer.text

    def pull(self, command: str, *, limit_s: float = LIMIT_S) -> bytearray:
        """The bytes that a command writes, without its exit status."""
        started = time.perf_counter()
        tried = f"Asking {self.serial} for {command.split(' ', maxsplit=1)[0]}"
        try:
            with server_errors(tried, self.serial), self._opened(f"exec:{command}") as connection:
                return _Reader(connection.conn, self.stop, limit_s).rest()
        finally:
            self.device_s += time.perf_counter() - started

    def follow(self, command: str, over: Callable[[], bool]) -> Iterator[str]:
        """The lines that a command goes on writing, as they come, until ``over`` says so or it ends.

        It has a terminal, so that it does not keep lines back until there are many. Raises DeviceLost and its kin.
        """
        tried = f"Following {command.split(' ', maxsplit=1)[0]} on {self.serial}"
        with server_errors(tried, self.serial), self._opened(f"shell,v2,pty:{command}") as connection:
            connection.conn.settimeout(SLICE_S)
            packets, text = bytearray(), bytearray()
            while not over():
                try:
                    came = connection.conn.recv(1 << 16)
                except TimeoutError:
                    continue
                if not came:
                    return
                packets += came
                while len(packets) >= _HEADER.size:
                    kind, length = _HEADER.unpack_from(packets)
                    if len(packets) < _HEADER.size + length:
                        break
                    if kind == _EXIT:
                        return
                    text += packets[_HEADER.size : _HEADER.size + length]
                    del packets[: _HEADER.size + length]
                *lines, rest = bytes(text).split(b"\n")
                text = bytearray(rest)
                for line in lines:
                    yield line.decode("utf-8", "replace").rstrip("\r")

    @contextmanager
    def _opened(self, service: str) -> Iterator[AdbConnection]:
        connection = self._adb.make_connection(timeout=CONNECT_S)
        try:
            connection.send_command(f"host:transport:{self.serial}")
            connection.check_okay()
            connection.send_command(service)
            connection.check_okay()
            yield connection
        finally:
            # Closed at once: adbutils' own close waits 10 ms each time.
            connection.conn.close()


def check(answer: Answer, tried: str, *, hide: bool = False) -> None:
    """CommandFailed or NotPermitted where the exit status or the output tells of a failure."""
    said = answer.said
    failure = _FAILURE.search(said)
    if answer.status == 0 and failure is None:
        return
    found = "" if hide else (failure.group().strip() if failure else said.splitlines()[0] if said else "")
    found = f"{found or 'it failed'} (exit status {answer.status})"[:400]
    if _DENIED.search(said):
        remedy = (
            "Allow it on the phone: Developer options › USB debugging (Security settings), "
            "or “Disable permission monitoring”."
        )
        raise NotPermitted(tried, found, remedy)
    raise CommandFailed(tried, found, "`mimic doctor --on android` tells what this phone lets Mimic do.")


def _verb(command: str) -> str:
    return " ".join(command.split(" ")[:2])


def _packets(reader: _Reader) -> Answer:
    """Read the shell protocol to its end: packets of a kind, a length, and bytes."""
    outputs = {_STDOUT: bytearray(), _STDERR: bytearray()}
    while True:
        kind, length = _HEADER.unpack(reader.exactly(_HEADER.size))
        data = reader.exactly(length)
        if kind == _EXIT:
            return Answer(bytes(outputs[_STDOUT]), bytes(outputs[_STDERR]), data[0])
        if kind in outputs:
            outputs[kind] += data


class _Reader:
    """Reads a socket in slices, so that a stop is noticed and a silent phone is given up."""

    def __init__(self, connection: socket.socket, stop: Stop | None, limit_s: float) -> None:
        self._connection, self._stop = connection, stop
        self._limit_s = limit_s
        self._until = time.monotonic() + limit_s
        connection.settimeout(SLICE_S)

    def exactly(self, count: int) -> bytes:
        data = bytearray(count)
        view, got = memoryview(data), 0
        while got < count:
            received = self._into(view[got:])
            if received == 0:
                raise EOFError("it ended in the middle of an answer")
            got += received
        return bytes(data)

    def rest(self) -> bytearray:
        data, room = bytearray(), bytearray(1 << 20)
        view = memoryview(room)
        while received := self._into(view):
            data += view[:received]
        return data

    def _into(self, view: memoryview) -> int:
        while True:
            if self._stop is not None:
                self._stop.check()
            try:
                return self._connection.recv_into(view)
            except TimeoutError:
                if time.monotonic() > self._until:
                    raise OSError(f"no answer within {self._limit_s:g} s") from None
