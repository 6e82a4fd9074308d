"""Seeing and steering the phone from outside its screen: for scoring, and for faults at run time.

One JSON object a line, over loopback: ``{"token": …, "do": "state"}`` and the like; one JSON object comes back.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hmac
import json
import os
import secrets
import socketserver
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bridges.phone.app import App
from bridges.phone.build import Notification
from bridges.phone.commands.dumpsys import component, focused
from bridges.phone.interference import crash, interrupt
from bridges.phone.screen.hierarchy import hierarchy

if TYPE_CHECKING:
    from bridges.phone.phone import Phone


def state(phone: Phone) -> dict[str, Any]:
    """All that a test or an evaluation may want to know, as JSON has it. The caller holds the lock."""
    return {
        "foreground": component(phone),
        "page": phone.page.name,
        "home": phone.at_home,
        "focus": focused(phone),
        "dialog": phone.dialogs[-1].title if phone.dialogs else "",
        "shade": phone.shade,
        "recents": phone.overview,
        "tasks": [task.app.package for task in phone.tasks],
        "awake": phone.awake,
        "touching": phone.touch.touching,
        "rotation": phone.rotation,
        "keyboard": phone.input_methods.shown,
        "input_method": phone.input_methods.bound,
        "settings": phone.settings.tables,
        "clipboard": phone.clipboard,
        "granted": {package: sorted(names) for package, names in phone.granted.items() if names},
        "denied": {package: sorted(names) for package, names in phone.denied.items() if names},
        "notifications": [dataclasses.asdict(one) for one in phone.notifications],
        "faults": dataclasses.asdict(phone.faults),
        "struck": phone.struck,
        "data": phone.data,
        "events": phone.events,
    }


class Control:
    """The control socket and, where one is wanted, the state file."""

    def __init__(self, phone: Phone, offline: Callable[[float], None], file: Path | None = None) -> None:
        """`offline` cuts the ADB connection for some seconds."""
        self._phone = phone
        self._offline = offline
        self._file = file
        self.token = secrets.token_hex(16)
        self._written = -1
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.control = self
        threading.Thread(target=self._server.serve_forever, name="control", daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def write(self) -> None:
        """Write the state file anew, in one step, if anything changed."""
        if self._file is None:
            return
        with self._phone.lock:
            if self._written == self._phone.revision:
                return
            self._written = self._phone.revision
            text = json.dumps(state(self._phone), ensure_ascii=False)
        handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=f".{self._file.name}.")
        with os.fdopen(handle, "w") as file:
            file.write(text)
        Path(name).replace(self._file)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:  # noqa: C901, PLR0912 - one branch for each word
        """Carry a request out. ValueError and KeyError for what makes no sense."""
        if not hmac.compare_digest(str(request.get("token", "")), self.token):
            raise ValueError("the token is wrong")
        phone, what = self._phone, request.get("do")
        if what == "hand":
            return _hand(phone, request)
        with phone.lock:
            if what == "state":
                return {"state": state(phone)}
            if what == "faults":
                phone.faults.change(request.get("values", {}))
            elif what == "tree":
                window = phone.windows.focused()
                return {"tree": hierarchy(window.root, window.package, phone.rotation, phone.size)}
            elif what == "tap":
                phone.touch.tap(float(request["x"]), float(request["y"]))
            elif what == "offline":
                self._offline(float(request.get("seconds", 3.0)))
            elif what == "modal":
                interrupt(phone)
            elif what == "crash":
                crash(phone)
            elif what == "notify":
                app: App = phone.apps[request["package"]]
                phone.notify(
                    Notification(request.get("key", "test"), app.package, request["title"], request.get("text", ""))
                )
            elif what == "clipboard":
                phone.clipboard = str(request["text"])
            elif what == "reset":
                phone.reset()
            else:
                raise ValueError(
                    f"nothing is called {what!r}; there are: state, tree, tap, faults, offline, modal, crash, notify, clipboard, reset, hand"
                )
            phone.changed()
            return {"ok": True}


def _hand(phone: Phone, request: dict[str, Any]) -> dict[str, Any]:
    """A person's finger along a path of [x, y], or on the keys of a text; takes as long as it does for a person."""
    if "text" in request:
        phone.hand.type(str(request["text"]))
    else:
        path = [(float(x), float(y)) for x, y in request["path"]]
        phone.hand.touch(path, float(request.get("seconds", 0.06)), float(request.get("rest", 0.0)))
    return {"ok": True}


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    control: Control


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        control = cast("_Server", self.server).control
        with contextlib.suppress(OSError):
            while line := self.rfile.readline(1_000_000):
                try:
                    reply = control.answer(json.loads(line))
                except (ValueError, KeyError, TypeError, AttributeError, AssertionError) as error:
                    reply = {"error": str(error) or type(error).__name__}
                self.wfile.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")
