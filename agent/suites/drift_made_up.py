"""Made-up programs on the stage, as a page in a browser and as a window; each logs what was done in it."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from agent.suites.drift_programs import PROGRAMS, UNSEEN, Program, Spec, drifted, told
from agent.suites.drift_stage import EVERY, Setting, Stage
from bridges.virtual import PrivateDisplay

DATA = files("agent.suites").joinpath("data/drift")
KINDS = (*EVERY, "reworded", "relocated", "reordered")
CHROMIUM = (
    "chromium", "--no-sandbox", "--test-type", "--no-first-run", "--no-default-browser-check", "--password-store=basic",
    "--disable-gpu", "--disable-sync", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--window-size=900,740", "--window-position=60,20",
)  # fmt: skip


class MadeUp:
    """A made-up program; its log tells what was done."""

    kinds = KINDS
    tree = False
    told = True
    notice = ""

    def __init__(self, program: str, look: str) -> None:
        self.name = f"{program} ({look})"
        self._program: Program = PROGRAMS[program]
        self.touches = self._program.touches
        self.spec: Spec = {}
        self.log: list[Mapping[str, Any]] = []

    def prepare(self, setting: Setting) -> None:
        self.spec, self.log = drifted(self._program, setting.kind, setting.chance), []

    def ready(self) -> bool:
        return any(one["event"] == "ready" for one in self._events())

    def done(self, stage: Stage) -> list[str]:  # noqa: ARG002 - the log knows without looking
        return told(self._events())

    def harmless(self, line: str) -> bool:
        return line == "surprise-later" or line.startswith(UNSEEN)

    def _events(self) -> list[Mapping[str, Any]]:
        return list(self.log)


class Page(MadeUp):
    """As a page in Chromium, served here."""

    def __init__(self, program: str) -> None:
        super().__init__(program, "page")
        self._server: ThreadingHTTPServer | None = None

    def start(self, display: PrivateDisplay, setting: Setting, home: Path) -> None:
        self.prepare(setting)
        if self._server is None:
            self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
            threading.Thread(target=self._server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{self._server.server_address[1]}/"
        scale = (f"--force-device-scale-factor={setting.scale}",) if setting.scale != 1 else ()
        dark = ("--force-dark-mode",) if setting.kind == "dark theme" else ()
        display.start([*CHROMIUM, *scale, *dark, f"--user-data-dir={home / 'chromium'}", address])

    def _events(self) -> list[Mapping[str, Any]]:
        # A browser sends several at once: the page's own count tells their order.
        return sorted(self.log, key=lambda one: int(one["number"]))


class Pane(MadeUp):
    """As a window of its own."""

    def __init__(self, program: str) -> None:
        super().__init__(program, "window")
        self._log = Path()

    def start(self, display: PrivateDisplay, setting: Setting, home: Path) -> None:
        self.prepare(setting)
        self._log, spec = home / "log.jsonl", home / "spec.json"
        spec.write_text(json.dumps(self.spec), encoding="utf-8")
        scale = {"QT_SCALE_FACTOR": str(setting.scale)} if setting.scale != 1 else {}
        start_window(display, spec, self._log, scale)

    def _events(self) -> list[Mapping[str, Any]]:
        return events_of(self._log)


def start_window(display: PrivateDisplay, spec: Path, log: Path, environment: Mapping[str, str]) -> None:
    """Start a made-up program as a window on the display."""
    with as_file(DATA) as folder:
        program = str(folder / "window.py")
    display.start([sys.executable, program, str(spec), str(log)], {**display.environment, **environment})


def events_of(log: Path) -> list[Mapping[str, Any]]:
    """What a window has logged so far."""
    whole = log.read_text("utf-8").rpartition("\n")[0] if log.exists() else ""
    return [json.loads(line) for line in whole.splitlines()]


def _handler(page: Page) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            match self.path:
                case "/":
                    self._reply(DATA.joinpath("page.html").read_bytes(), "text/html")
                case "/icons.json":
                    self._reply(DATA.joinpath("icons.json").read_bytes(), "application/json")
                case "/spec.json":
                    self._reply(json.dumps(page.spec).encode(), "application/json")
                case _:
                    self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 10_000))
            page.log.append(json.loads(body))
            self._reply(b"{}", "application/json")

        def _reply(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """The log is the page's own."""

    return Handler
