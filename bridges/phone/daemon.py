"""The listening side: accepts hosts on loopback, decides which keys may in, and can fail on purpose."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable

from bridges.phone.connection import FEATURES, Connection, Service
from bridges.phone.keys import PublicKey

Asker = Callable[[PublicKey, Callable[[bool], None]], None]


class Daemon:
    """An adbd on a loopback port."""

    def __init__(self, banner: dict[str, str], services: Callable[[str], Service | None], port: int = 0) -> None:
        """`banner` names ro.product.name, .model and .device. OSError where the port is taken."""
        self._banner = banner
        self._services = services
        self._listener = socket.create_server(("127.0.0.1", port))
        self._connections: set[Connection] = set()
        self._lock = threading.Lock()
        self._silent_until = 0.0
        self.open_to_all = True
        """Whether any host may in, as an emulator lets it."""
        self.ask: Asker | None = None
        """Shows the question for an unknown key; None leaves the host "unauthorized"."""
        self.keys: list[PublicKey] = []

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def start(self) -> None:
        threading.Thread(target=self._accept, name="adbd", daemon=True).start()

    def stop(self) -> None:
        """Close the port and every connection."""
        self._listener.close()
        self.drop_all()

    def drop_all(self) -> None:
        """Cut every connection."""
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            connection.drop()

    def go_offline(self, seconds: float) -> None:
        """Cut every connection and answer no new one for a while: hosts see the device "offline"."""
        self._silent_until = time.monotonic() + seconds
        self.drop_all()

    @property
    def offline(self) -> bool:
        return time.monotonic() < self._silent_until

    def _accept(self) -> None:
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection = Connection(peer, self)
            with self._lock:
                self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection,), name="host", daemon=True).start()

    def _serve(self, connection: Connection) -> None:
        while self.offline:
            time.sleep(0.05)
        connection.run()
        with self._lock, contextlib.suppress(KeyError):
            self._connections.remove(connection)

    # What connections ask (connection.Owner).

    def banner(self) -> bytes:
        told = "".join(f"{name}={value};" for name, value in self._banner.items())
        return f"device::{told}features={','.join(FEATURES)}".encode()

    def needs_key(self) -> bool:
        return not self.open_to_all

    def known(self, token: bytes, signature: bytes) -> bool:
        return self.open_to_all or any(key.signed(token, signature) for key in self.keys)

    def allow(self, key: PublicKey, answered: Callable[[bool], None]) -> None:
        if self.ask is not None:
            self.ask(key, answered)

    def service(self, name: str) -> Service | None:
        return self._services(name)
