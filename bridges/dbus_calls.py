"""Many D-Bus calls at a time: all are sent before the first answer is read, and none is waited for beyond a deadline.

An application answers a call in some 0.1 ms, but a round trip for each of a thousand nodes would cost a second.
"""

from __future__ import annotations

import functools
import itertools
import struct
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple, Self

BATCH = 400
"""Calls under way at once; below the limits of every message bus, and less than a socket's buffers hold."""


class Call(NamedTuple):
    """One method call."""

    service: str
    path: str
    interface: str
    method: str
    signature: str = ""
    body: tuple[Any, ...] = ()


class CallsFailed(Exception):
    """The bus is gone or cannot be reached."""


class Calls:
    """A connection to one message bus."""

    def __init__(self, address: str, timeout_s: float = 1.0) -> None:
        """Raises CallsFailed where nothing answers at the address."""
        from jeepney.io.blocking import open_dbus_connection

        try:
            self._connection = open_dbus_connection(address, auth_timeout=timeout_s)
        except (OSError, ValueError, RuntimeError) as error:
            raise CallsFailed(str(error)) from error
        self._serials = itertools.count(1000)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        with suppress(OSError):
            self._connection.close()

    def answer(self, call: Call, seconds: float) -> tuple[Any, ...] | None:
        """The answer to one call; None where it is an error or does not come in time."""
        return self.answers([call], time.monotonic() + seconds)[0]

    def answers(self, calls: Sequence[Call], deadline: float) -> list[tuple[Any, ...] | None]:
        """The answers in the order of the calls; None for errors and for what had not come at the deadline.

        Raises CallsFailed where the bus has gone.
        """
        answers: list[tuple[Any, ...] | None] = [None] * len(calls)
        for start in range(0, len(calls), BATCH):
            self._batch(calls, range(start, min(start + BATCH, len(calls))), deadline, answers)
        return answers

    def _batch(
        self, calls: Sequence[Call], numbers: range, deadline: float, answers: list[tuple[Any, ...] | None]
    ) -> None:
        if time.monotonic() >= deadline:
            return
        waiting: dict[int, int] = {}
        data = bytearray()
        for number in numbers:
            serial = next(self._serials)
            waiting[serial] = number
            data += _message(calls[number], serial)
        try:
            self._connection.sock.sendall(data)
            while waiting:
                self._receive(waiting, answers, deadline)
        except TimeoutError:
            return
        except OSError as error:
            raise CallsFailed(str(error)) from error

    def _receive(self, waiting: dict[int, int], answers: list[tuple[Any, ...] | None], deadline: float) -> None:
        from jeepney import HeaderFields, MessageType

        message = self._connection.receive(timeout=max(0.0, deadline - time.monotonic()))
        # A late answer to an earlier batch, and a signal, are nobody's.
        number = waiting.pop(message.header.fields.get(HeaderFields.reply_serial, -1), None)
        if number is not None and message.header.message_type is MessageType.method_return:
            answers[number] = message.body


def _message(call: Call, serial: int) -> bytes:
    """A method call on the wire. All but path and serial is remembered: a reading asks thousands of times the same."""
    fields, body = _parts(call.service, call.interface, call.method, call.signature, call.body)
    path = call.path.encode()
    fields += b"\x01\x01o\0" + struct.pack("<I", len(path)) + path + b"\0"
    header = struct.pack("<4sIII", b"l\x01\0\x01", len(body), serial, len(fields))
    return _padded(header + fields) + body


@functools.lru_cache(256)
def _parts(service: str, interface: str, method: str, signature: str, body: tuple[Any, ...]) -> tuple[bytes, bytes]:
    """Header fields without the path, padded so that it can follow; and the body. By the D-Bus specification."""
    from jeepney import DBusAddress, new_method_call

    fields = b""
    for code, value in ((2, interface), (3, method), (6, service)):
        text = value.encode()
        fields += _padded(bytes([code]) + b"\x01s\0" + struct.pack("<I", len(text)) + text + b"\0")
    if not signature:
        return fields, b""
    fields += _padded(b"\x08\x01g\0" + bytes([len(signature)]) + signature.encode() + b"\0")
    whole = new_method_call(DBusAddress("/", service, interface), method, signature, body).serialise(serial=1)
    return fields, whole[-struct.unpack_from("<I", whole, 4)[0] :]


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 8)
