"""The sockets of a run's control channel, and the thread that serves them.

Nobody who says something waits: it is put into a bounded queue for each peer, and the thread writes it out. A peer that
does not read is cut off. What is said, and what may come of it, is decided in `agent.channel`.
"""

from __future__ import annotations

import logging
import os
import selectors
import socket
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from agent.meeting import forget_the_dead, listening_at, peer_uid
from agent.messages import Message, Rights, line
from agent.peers import Peer

log = logging.getLogger(__name__)

MOST_WAITING = 4_000_000
"""Bytes that may wait for a peer before it is cut off."""
MOST_PEERS = 32
TURN_S = 0.1
"""How long the thread waits at most until its next turn."""
FLUSH_S = 0.5
GRACE_S = 2.0
"""How long windows have to close themselves when they were hung up on."""


class Switchboard(ABC):
    """A context manager; all but `_say`, `_join` and `close` happens on its thread. Raises NoChannel on entering."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._peers: list[Peer] = []
        self._closing = False

    @abstractmethod
    def _greeting(self, rights: Rights) -> Message:
        """What a peer is told first."""

    @abstractmethod
    def _heard(self, peer: Peer, received: bytes) -> None:
        """A peer said a line."""

    @abstractmethod
    def _leaving(self, peer: Peer, why: str) -> None:
        """A peer has gone or is cut off; it still counts as one."""

    @abstractmethod
    def _left(self, peer: Peer) -> None:
        """It counts no more."""

    @abstractmethod
    def _turned(self) -> None:
        """After each turn of the thread."""

    # From any thread

    def __enter__(self) -> Self:
        forget_the_dead()
        self._listener = listening_at(self._path)
        self._selector = selectors.DefaultSelector()
        self._wake_in, self._wake_out = socket.socketpair()
        for ready in (self._listener, self._wake_in):
            ready.setblocking(False)
            self._selector.register(ready, selectors.EVENT_READ)
        self._wake_out.setblocking(False)
        self._thread = threading.Thread(target=self._serve, name="channel", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Say what is still to be said, hang up, and see to it that the windows that the run started end."""
        self._closing = True
        self._wake()
        self._thread.join()
        self._path.unlink(missing_ok=True)
        for ready in (self._listener, self._wake_in, self._wake_out):
            ready.close()
        self._selector.close()
        until = time.monotonic() + GRACE_S
        for peer in self._peers:
            peer.close()
            peer.see_off(until)

    def _say(self, message: Message, to: Sequence[Peer] | None = None) -> None:
        """Tell these peers, or all."""
        said = line(message)
        with self._lock:
            for peer in self._peers if to is None else to:
                peer.waiting += said
        self._wake()

    def _join(self, peer: Peer) -> None:
        greeting = line(self._greeting(peer.rights))
        with self._lock:
            peer.waiting += greeting
            self._peers.append(peer)
            self._selector.register(peer.socket, peer.interest, peer)
        self._wake()

    def _wake(self) -> None:
        with suppress(OSError):
            # A full pipe wakes as well.
            self._wake_out.send(b"\0")

    # On the thread

    def _serve(self) -> None:
        over = float("inf")
        while time.monotonic() < over and not (self._closing and self._all_said()):
            try:
                self._turn()
            except Exception:
                log.exception("the channel")
            if self._closing and over == float("inf"):
                over = time.monotonic() + FLUSH_S

    def _all_said(self) -> bool:
        with self._lock:
            return not any(peer.waiting for peer in self._peers)

    def _turn(self) -> None:
        with self._lock:
            for peer in self._peers:
                self._selector.modify(peer.socket, peer.interest, peer)
            deaf = [peer for peer in self._peers if len(peer.waiting) > MOST_WAITING]
        for peer in deaf:
            self._leave(peer, "it does not read what it is told")
        for key, ready in self._selector.select(TURN_S):
            if key.data is not None:
                self._attend(key.data, ready)
            elif key.fileobj is self._listener:
                self._accept()
            else:
                with suppress(BlockingIOError):
                    self._wake_in.recv(4096)
        self._turned()

    def _accept(self) -> None:
        """Whoever comes by the socket's name may watch, if it is the same user."""
        peer, _ = self._listener.accept()
        if peer_uid(peer) != os.getuid() or len(self._peers) >= MOST_PEERS:
            peer.close()
            return
        self._join(Peer(peer, "watch", None))

    def _attend(self, peer: Peer, ready: int) -> None:
        try:
            if ready & selectors.EVENT_READ:
                for received in peer.received():
                    self._heard(peer, received)
            with self._lock:
                if ready & selectors.EVENT_WRITE:
                    peer.write()
        except OSError as error:
            self._leave(peer, str(error))

    def _leave(self, peer: Peer, why: str) -> None:
        self._leaving(peer, why)
        with self._lock:
            self._selector.unregister(peer.socket)
            self._peers.remove(peer)
        peer.close()
        threading.Thread(target=peer.see_off, args=(time.monotonic() + GRACE_S,), daemon=True).start()
        self._left(peer)
