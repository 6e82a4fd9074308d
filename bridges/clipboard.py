"""The clipboard: text is pasted through it, exactly, and afterwards it holds again what the person had copied.

Nothing sleeps: Mimic owns the selection itself and so knows when the focused program has asked for the text and got it.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from bridges.clipboard_owner import TEXT_TARGETS, Content, Item, Owner, Served, send, text_content
from bridges.errors import NotTyped
from bridges.session import connect
from bridges.stop import Stop

ASKED_S = 6.0
"""How long the focused program may take to ask for what is pasted; a busy machine keeps it waiting for seconds."""
OTHERS_S = 0.3
"""How long to go on waiting for the focused program once another one has read the text, a clipboard history perhaps."""
MORE_S = 0.03
"""Programs ask for several formats in a row; the text stays on offer until nobody has asked for this long."""
SAVE_S = 5.0
ANSWER_S = 1.0
TAKE_OVER_S = 3.0

_NOT_CONTENTS = frozenset({"TARGETS", "TIMESTAMP", "MULTIPLE", "SAVE_TARGETS", "DELETE", "INSERT_SELECTION"})


class Clipboard:
    """Pastes through the selections of one display. Frees nothing of the person's, whatever happens."""

    def __init__(self, display: str, stop: Stop, environment: Mapping[str, str] | None = None) -> None:
        self._display = display
        self._stop = stop
        self._environment = environment
        self._lazy_owner: Owner | None = None
        self._keeper: subprocess.Popen[bytes] | None = None
        self._kept: dict[str, tuple[int, Content]] = {}

    def paste(self, text: str, chord: Callable[[], None], selections: Sequence[str] = ("CLIPBOARD",)) -> None:
        """Offer the text, press the chord, and return once the focused program has taken all of it.

        Raises NotTyped where nothing asks for the text within ASKED_S or the person's own contents cannot be saved.
        """
        owner = self._owner()
        for selection in selections:
            self._save(owner, selection)
        try:
            for selection in selections:
                owner.own(selection, text_content(text))
            client = self._focused_client(owner)
            chord()
            self._wait_until_taken(owner, client)
        finally:
            for selection in selections:
                self._restore(owner, selection)

    def close(self) -> None:
        self._end_keeper()
        if self._lazy_owner is not None:
            self._lazy_owner.connection.close()
            self._lazy_owner = None

    def _owner(self) -> Owner:
        if self._lazy_owner is None:
            self._lazy_owner = Owner(connect(self._display, self._environment))
        return self._lazy_owner

    def _focused_client(self, owner: Owner) -> int:
        focus = owner.connection.get_input_focus().focus
        return self._client_of(owner, getattr(focus, "id", 0))

    @staticmethod
    def _client_of(owner: Owner, window: int) -> int:
        """All windows of one program's connection share the upper bits of their numbers."""
        return window & ~int(owner.connection.display.info.resource_id_mask)

    def _wait_until_taken(self, owner: Owner, client: int) -> None:
        now = time.monotonic()
        deadline = now + ASKED_S
        by_focused = by_others = False
        while now < deadline:
            # Short turns, so that a stop is noticed at once.
            for event in owner.events(min(deadline, now + 0.02)):
                if isinstance(event, Served) and event.target in TEXT_TARGETS:
                    by_others = True
                    by_focused = by_focused or self._client_of(owner, event.requestor) == client
                    deadline = time.monotonic() + (MORE_S if by_focused else OTHERS_S)
            self._stop.check()
            now = time.monotonic()
        if not by_others:
            raise NotTyped(
                "Pasting the text",
                f"the focused program did not ask for it within {ASKED_S:g} s",
                "Click into a text field first, or one that accepts pasted text.",
            )

    def _save(self, owner: Owner, selection: str) -> None:
        """Read what the selection holds now and hand it to the keeping process."""
        current = owner.connection.get_selection_owner(owner.atom(selection))
        if current == 0:
            self._kept.pop(selection, None)
            return
        window, content = self._kept.get(selection, (0, {}))
        if window != current.id:
            content = read(owner, selection)
        if not content:
            self._kept.pop(selection, None)
            return
        self._kept[selection] = (0, content)
        self._order("keep", selection)

    def _restore(self, owner: Owner, selection: str) -> None:
        """Give the selection back and wait until it is in the keeping process's hands."""
        if selection not in self._kept:
            owner.disown(selection)
            return
        self._order("serve", selection)
        deadline = time.monotonic() + TAKE_OVER_S
        while selection in owner.owned and time.monotonic() < deadline:
            for _ in owner.events(time.monotonic() + 0.005):
                pass
        current = owner.connection.get_selection_owner(owner.atom(selection))
        self._kept[selection] = (current.id if current else 0, self._kept[selection][1])

    def _order(self, order: str, selection: str) -> None:
        content = self._kept[selection][1]
        try:
            if self._keeper is None:
                raise BrokenPipeError
            send(self._keeper_input(), order, selection, content)
        except BrokenPipeError:
            self._start_keeper()
            send(self._keeper_input(), "keep", selection, content)
            if order != "keep":
                send(self._keeper_input(), order, selection)

    def _keeper_input(self) -> BinaryIO:
        assert self._keeper is not None
        assert self._keeper.stdin is not None
        return cast("BinaryIO", self._keeper.stdin)

    def _start_keeper(self) -> None:
        self._end_keeper()
        self._keeper = subprocess.Popen(
            [sys.executable, "-m", "bridges.clipboard_owner", self._display],
            cwd=Path(__file__).parent.parent,
            env=dict(os.environ if self._environment is None else self._environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _end_keeper(self) -> None:
        """Let the keeping process go its own way: it lives on for as long as it holds the person's contents."""
        if self._keeper is not None:
            with suppress(BrokenPipeError):
                self._keeper_input().close()
            self._keeper.wait()
            self._keeper = None


def read(owner: Owner, selection: str) -> Content:
    """All that a selection holds, in every format, byte for byte. Empty where nobody owns it or its owner is dead.

    Raises NotTyped where the contents cannot all be read within SAVE_S: taking the selection would lose them.
    """
    deadline = time.monotonic() + SAVE_S
    targets = _convert(owner, selection, "TARGETS", time.monotonic() + ANSWER_S)
    if targets is None:
        return {}
    content: Content = {}
    numbers = struct.unpack(f"={len(targets.data) // 4}I", targets.data)
    for name in dict.fromkeys(owner.connection.get_atom_name(number) for number in numbers):
        if name in _NOT_CONTENTS:
            continue
        item = _convert(owner, selection, name, deadline)
        if time.monotonic() > deadline:
            raise NotTyped(
                "Saving what is on the clipboard, so that pasting does not lose it",
                f"it could not be read within {SAVE_S:g} s",
                "Copy something smaller, or clear the clipboard, and try again.",
            )
        if item is not None:
            content[name] = item
    return content


def _convert(owner: Owner, selection: str, target: str, deadline: float) -> Item | None:
    """Ask a selection's owner for one format; None where it refuses or does not answer in time."""
    from Xlib import X

    place = owner.atom("MIMIC_CLIPBOARD")
    owner.window.convert_selection(owner.atom(selection), owner.atom(target), place, X.CurrentTime)
    owner.connection.flush()
    pieces: list[bytes] | None = None
    kind, width = "", 8
    for event in owner.events(deadline):
        number = getattr(event, "type", None)
        if number == X.SelectionNotify and event.target == owner.atom(target):
            if event.property == X.NONE:
                return None
        elif not (
            number == X.PropertyNotify
            and event.atom == place
            and event.state == X.PropertyNewValue
            and pieces is not None
        ):
            continue
        found = owner.window.get_full_property(place, X.AnyPropertyType)
        if found is None:
            continue
        owner.window.delete_property(place)
        owner.connection.flush()
        found_kind = owner.connection.get_atom_name(found.property_type)
        if found_kind == "INCR":
            pieces = []
            continue
        kind, width = found_kind, found.format
        data = _bytes(found)
        if pieces is None:
            return Item(kind, width, data)
        if not data:
            return Item(kind, width, b"".join(pieces))
        pieces.append(data)
    return None


def _bytes(found: Any) -> bytes:
    value = found.value
    if found.format == 8:
        return value if isinstance(value, bytes) else bytes(value, "latin-1")
    return struct.pack(f"={len(value)}{'H' if found.format == 16 else 'I'}", *value)
