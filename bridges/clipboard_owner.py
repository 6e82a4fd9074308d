"""Owning an X selection: what a program does that has something to paste.

`Owner` serves contents on a connection of its own. Run as a program (`python -m bridges.clipboard_owner`), this module
keeps what the person had copied: it is given the contents over its standard input, takes the selection when told to,
or when its parent has gone, and serves until somebody else copies something or the display ends. So the clipboard is
as it was even where Mimic is killed in the middle of a paste.

The rules are those of the Inter-Client Communication Conventions Manual, section 2; INCR is its section 2.7.2.
"""

from __future__ import annotations

import json
import os
import select
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

CHUNK = 128 * 1024
"""Larger contents go piece by piece: a request to the X server holds 256 KiB."""
TRANSFER_S = 10.0


@dataclass(frozen=True, slots=True)
class Item:
    """A selection's contents in one format; ``data`` of format 16 and 32 is in native byte order."""

    type: str
    format: int
    data: bytes


Content = dict[str, Item]
"""Everything that a selection offers, by target name."""

UNICODE_TARGETS = ("UTF8_STRING", "text/plain;charset=utf-8")
ASCII_TARGETS = ("STRING", "TEXT", "text/plain")
TEXT_TARGETS = frozenset(UNICODE_TARGETS + ASCII_TARGETS)


def text_content(text: str) -> Content:
    """What a text is offered as; what cannot hold every character is left out where the text needs it."""
    utf8 = text.encode()
    content = {name: Item(name, 8, utf8) for name in UNICODE_TARGETS}
    if text.isascii():
        content |= {name: Item("STRING", 8, utf8) for name in ASCII_TARGETS}
    # Clipboard histories leave contents with this hint alone.
    content["x-kde-passwordManagerHint"] = Item("x-kde-passwordManagerHint", 8, b"secret")
    return content


@dataclass(frozen=True, slots=True)
class Served:
    """One whole answer: to which window, in which format."""

    requestor: int
    target: str


@dataclass(slots=True)
class _Transfer:
    """Pieces still to be sent to one requestor."""

    item: Item
    served: Served
    position: int = 0
    last_at: float = field(default_factory=time.monotonic)


class Owner:
    """Owns selections and answers those who ask for them, while its `events` are read."""

    def __init__(self, connection: Any) -> None:
        from Xlib import X

        self.connection = connection
        # A requestor's window may vanish at any moment; that is its own business.
        connection.set_error_handler(lambda *_: None)
        self.window = connection.screen().root.create_window(0, 0, 1, 1, 0, 0, event_mask=X.PropertyChangeMask)
        self._contents: dict[str, Content] = {}
        self._transfers: dict[tuple[int, int], _Transfer] = {}

    def own(self, selection: str, content: Content) -> None:
        since = self._server_time()  # This also reads old events, the loss of an earlier ownership among them.
        self._contents[selection] = content
        self.window.set_selection_owner(self.atom(selection), since)
        holder = self.connection.get_selection_owner(self.atom(selection))
        if getattr(holder, "id", 0) != self.window.id:
            del self._contents[selection]  # Somebody else was quicker.

    def disown(self, selection: str) -> None:
        from Xlib import X

        if self._contents.pop(selection, None) is not None:
            # The convention's way to give up a selection: no owner, as of the time at which it was ours.
            no_window = self.connection.create_resource_object("window", X.NONE)
            no_window.set_selection_owner(self.atom(selection), X.CurrentTime)
            self.connection.sync()

    @property
    def owned(self) -> frozenset[str]:
        return frozenset(self._contents)

    def atom(self, name: str) -> int:
        return int(self.connection.get_atom(name))

    def events(self, until: float) -> Iterator[Any]:
        """X events up to a moment of `time.monotonic`, requests answered; Served stands for a completed answer."""
        while True:
            while self.connection.pending_events():
                event = self.connection.next_event()
                yield self.handle(event) or event
            left = until - time.monotonic()
            if left <= 0:
                return
            select.select([self.connection.fileno()], [], [], left)

    def handle(self, event: Any) -> Served | None:
        """Answer one event; returns what was served if that completed an answer."""
        from Xlib import X

        if event.type == X.SelectionRequest:
            return self._answer(event)
        if event.type == X.SelectionClear:
            self._contents.pop(self.connection.get_atom_name(event.atom), None)
        elif event.type == X.PropertyNotify and event.state == X.PropertyDelete:
            return self._continue(event.window, event.atom)
        return None

    def _answer(self, request: Any) -> Served | None:
        from Xlib import X, Xatom
        from Xlib.protocol.event import SelectionNotify

        content = self._contents.get(self.connection.get_atom_name(request.selection))
        target = self.connection.get_atom_name(request.target)
        requestor, place = request.requestor, request.property or request.target
        served = Served(requestor.id, target)
        complete = True
        if content is None:
            place = X.NONE
        elif target == "TARGETS":
            names = ("TARGETS", "TIMESTAMP", *content)
            requestor.change_property(place, Xatom.ATOM, 32, [self.atom(name) for name in names])
        elif target == "TIMESTAMP":
            requestor.change_property(place, Xatom.INTEGER, 32, [self._since])
        elif target not in content:
            place = X.NONE
        elif len(content[target].data) > CHUNK:
            requestor.change_attributes(event_mask=X.PropertyChangeMask)
            requestor.change_property(place, self.atom("INCR"), 32, [len(content[target].data)])
            self._forget_dead_transfers()
            self._transfers[requestor.id, place] = _Transfer(content[target], served)
            complete = False
        else:
            self._put(requestor, place, content[target], content[target].data)
        requestor.send_event(
            SelectionNotify(
                time=request.time,
                requestor=requestor,
                selection=request.selection,
                target=request.target,
                property=place,
            )
        )
        self.connection.flush()
        return served if complete and place != X.NONE else None

    def _continue(self, window: Any, place: int) -> Served | None:
        """The requestor has taken the last piece; send the next one, and an empty one at the end."""
        transfer = self._transfers.get((window.id, place))
        if transfer is None:
            return None
        piece = transfer.item.data[transfer.position : transfer.position + CHUNK]
        self._put(window, place, transfer.item, piece)
        self.connection.flush()
        transfer.position += len(piece)
        transfer.last_at = time.monotonic()
        if piece:
            return None
        del self._transfers[window.id, place]
        return transfer.served

    def _put(self, window: Any, place: int, item: Item, data: bytes) -> None:
        window.change_property(place, self.atom(item.type), item.format, data)

    def _forget_dead_transfers(self) -> None:
        oldest = time.monotonic() - TRANSFER_S
        self._transfers = {key: one for key, one in self._transfers.items() if one.last_at > oldest}

    def _server_time(self) -> int:
        """The X server's clock: ownership must not be claimed with the vague "now"."""
        from Xlib import X, Xatom

        place = self.atom("MIMIC_TIME")
        self.window.change_property(place, Xatom.INTEGER, 32, [0])
        self.connection.flush()
        for event in self.events(time.monotonic() + 2.0):
            if getattr(event, "type", None) == X.PropertyNotify and event.atom == place:
                self._since = int(event.time)
                return self._since
        return int(X.CurrentTime)

    _since: int = 0


def send(stream: BinaryIO, order: str, selection: str, content: Content | None = None) -> None:
    """Write an order to the keeping process: "keep" with the contents, or "serve"."""
    items = content or {}
    listed = [[name, item.type, item.format, len(item.data)] for name, item in items.items()]
    head = {"order": order, "selection": selection, "items": listed}
    stream.write(json.dumps(head).encode() + b"\n" + b"".join(item.data for item in items.values()))
    stream.flush()


def _receive(stream: BinaryIO) -> tuple[str, str, Content] | None:
    """One order; None where the parent has closed its end, or died within an order."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    content: Content = {}
    for name, kind, width, length in head["items"]:
        data = bytearray()
        while len(data) < length:
            piece = stream.read(length - len(data))
            if not piece:
                return None
            data += piece
        content[name] = Item(kind, width, bytes(data))
    return head["order"], head["selection"], content


def keep(owner: Owner, stream: BinaryIO) -> None:
    """Follow the orders until the parent has gone and nothing that was kept is owned any more."""
    kept: dict[str, Content] = {}
    orders = True
    while True:
        for _ in owner.events(until=0.0):
            pass
        if not orders and not owner.owned:
            return
        ready, _, _ = select.select([owner.connection.fileno(), *([stream] if orders else [])], [], [])
        if stream not in ready:
            continue
        order = _receive(stream)
        if order is None:
            orders = False
            for selection, content in kept.items():
                owner.own(selection, content)
            kept.clear()
        elif order[0] == "keep":
            kept[order[1]] = order[2]
        elif order[1] in kept:
            owner.own(order[1], kept.pop(order[1]))


def main() -> None:
    if os.fork():
        os._exit(0)  # The parent waits for this process; the one that keeps must outlive it.

    from Xlib import error

    from bridges.errors import NoDisplay
    from bridges.session import connect

    # Unbuffered, so that `select` tells the truth about what is still to be read.
    stream = os.fdopen(os.dup(0), "rb", buffering=0)
    try:
        keep(Owner(connect(sys.argv[1])), stream)
    except (error.ConnectionClosedError, NoDisplay, ConnectionError):
        sys.exit(0)  # The display has ended, and every clipboard with it.


if __name__ == "__main__":
    main()
