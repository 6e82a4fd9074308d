"""One host's connection: the handshake, then its streams (AOSP, packages/modules/adb/protocol.txt and transport.cpp)."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Callable
from typing import Final, Protocol

from bridges.phone import wire
from bridges.phone.keys import TOKEN_SIZE, PublicKey, read_public_key
from bridges.phone.stream import Closed, Stream

FEATURES: Final = ("shell_v2", "cmd", "stat_v2", "ls_v2", "fixed_push_mkdir", "sendrecv_v2")
"""What the daemon does. It advertises nothing else."""

AUTH_TOKEN: Final = 1
AUTH_SIGNATURE: Final = 2
AUTH_PUBLIC_KEY: Final = 3

Service = Callable[[Stream], None]


class Owner(Protocol):
    """What a connection asks the daemon about."""

    def banner(self) -> bytes:
        """The CNXN payload: "device::" and properties."""

    def known(self, token: bytes, signature: bytes) -> bool:
        """Whether an allowed key signed the token, or none is needed."""

    def needs_key(self) -> bool:
        """Whether hosts have to prove a key at all."""

    def allow(self, key: PublicKey, answered: Callable[[bool], None]) -> None:
        """Ask the person at the phone; the answer may come much later, or never."""

    def service(self, name: str) -> Service | None:
        """What carries the service out, None where there is none."""


class Connection:
    """Serves one socket until either side ends it."""

    def __init__(self, peer: socket.socket, owner: Owner) -> None:
        self._peer = peer
        self._owner = owner
        self._sending = threading.Lock()
        self._version = wire.VERSION_CHECKED
        self._most = wire.MAX_PAYLOAD_OLD
        self._online = False
        self._token = b""
        self._next = 1
        self._streams: dict[int, Stream] = {}

    def run(self) -> None:
        """Read packets until the connection ends; every stream is closed then."""
        try:
            while True:
                self._take(wire.read_packet(self._peer, self._version))
        except (OSError, EOFError, wire.Malformed):
            pass
        finally:
            self.drop()
            for stream in list(self._streams.values()):
                stream.lose()

    def drop(self) -> None:
        """Cut the connection, as a pulled cable does."""
        self._online = False
        with contextlib.suppress(OSError):
            self._peer.shutdown(socket.SHUT_RDWR)
        self._peer.close()

    def _send(self, command: int, arg0: int, arg1: int, payload: bytes = b"") -> None:
        data = wire.Packet(command, arg0, arg1, payload).encoded(self._version)
        with self._sending:
            self._peer.sendall(data)

    def _take(self, packet: wire.Packet) -> None:
        if packet.command == wire.CNXN:
            self._connect(packet)
        elif packet.command == wire.AUTH:
            self._authenticate(packet)
        elif not self._online:
            return  # a host that has not proved itself gets no answer
        elif packet.command == wire.OPEN:
            self._open(packet.arg0, packet.payload)
        else:
            self._stream_packet(packet)

    def _connect(self, packet: wire.Packet) -> None:
        self._version = min(packet.arg0, wire.VERSION)
        self._most = min(packet.arg1, wire.MAX_PAYLOAD)
        if self._owner.needs_key():
            self._ask_for_key()
        else:
            self._come_online()

    def _ask_for_key(self) -> None:
        self._token = os.urandom(TOKEN_SIZE)
        self._send(wire.AUTH, AUTH_TOKEN, 0, self._token)

    def _come_online(self) -> None:
        self._online = True
        self._send(wire.CNXN, wire.VERSION, wire.MAX_PAYLOAD, self._owner.banner())

    def _authenticate(self, packet: wire.Packet) -> None:
        if packet.arg0 == AUTH_SIGNATURE:
            if self._token and self._owner.known(self._token, packet.payload):
                self._come_online()
            else:
                self._ask_for_key()
        elif packet.arg0 == AUTH_PUBLIC_KEY:
            key = read_public_key(packet.payload)
            if key is not None:
                self._owner.allow(key, self._answered)

    def _answered(self, yes: bool) -> None:
        if yes:
            with contextlib.suppress(OSError):
                self._come_online()

    def _open(self, remote: int, payload: bytes) -> None:
        service = self._owner.service(payload.rstrip(b"\x00").decode("utf-8", "surrogateescape"))
        if service is None:
            self._send(wire.CLSE, 0, remote)
            return
        local, self._next = self._next, self._next + 1
        stream = Stream(local, remote, self._most, lambda what, data: self._reply(local, remote, what, data))
        self._streams[local] = stream
        stream.accept()
        threading.Thread(target=self._serve, args=(service, stream), name=f"stream-{local}", daemon=True).start()

    def _serve(self, service: Service, stream: Stream) -> None:
        try:
            with contextlib.suppress(Closed, OSError):
                service(stream)
        finally:
            with contextlib.suppress(OSError):
                stream.close()
            self._streams.pop(stream.local, None)

    def _reply(self, local: int, remote: int, what: str, payload: bytes) -> None:
        command = {"okay": wire.OKAY, "write": wire.WRTE, "close": wire.CLSE}[what]
        try:
            self._send(command, local, remote, payload)
        except OSError as error:
            raise Closed from error

    def _stream_packet(self, packet: wire.Packet) -> None:
        stream = self._streams.get(packet.arg1)
        if stream is None or (packet.arg0 and stream.remote != packet.arg0):
            if packet.command == wire.WRTE:
                self._send(wire.CLSE, 0, packet.arg0)
        elif packet.command == wire.WRTE:
            stream.take(packet.payload)
        elif packet.command == wire.OKAY:
            stream.acknowledged()
        elif packet.command == wire.CLSE:
            stream.lose()
            self._streams.pop(packet.arg1, None)
