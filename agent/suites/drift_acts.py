"""The programs of the drift matrix: made-up ones as a page and as a window, and real applications."""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from agent.suites.drift_programs import PROGRAMS, UNSEEN, Program, Spec, Touch, drifted, told
from agent.suites.drift_stage import UNREAD, Act, Setting, Stage
from bridges.virtual import PrivateDisplay

DATA = files("agent.suites").joinpath("data/drift")
EVERY = (
    "moved", "resized", "maximised", "dark theme", "other theme", "other font", "scaled", "other resolution",
    "surprise dialog", "slow",
)  # fmt: skip
MADE_UP = (*EVERY, "reworded", "relocated", "reordered")
CHROMIUM = (
    "chromium", "--no-sandbox", "--test-type", "--no-first-run", "--no-default-browser-check", "--password-store=basic",
    "--disable-gpu", "--disable-sync", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--window-size=900,740", "--window-position=60,20",
)  # fmt: skip


class MadeUp:
    """A made-up program; its log tells what was done."""

    kinds = MADE_UP
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


State = Callable[[Stage], str]
STATE = "state: "
"""Before the line that tells how things stand."""


class Application:
    """A real application; what was hit is told by its accessibility tree, what came of it by its state."""

    kinds: tuple[str, ...] = EVERY

    def __init__(
        self,
        command: tuple[str, ...],
        toolkit: str,
        touches: tuple[Touch, ...],
        state: State,
        files: Mapping[str, str] | None = None,
        *,
        name: str = "",
        notice: str = "",
        more: Mapping[str, str] | None = None,
    ) -> None:
        """``more``: files of which some are there besides where a list has other rows than it had."""
        self.name, self.notice = name or command[0], notice
        self.touches = touches
        self.tree = self.told = toolkit != "gtk2"
        self.more: Mapping[str, str] = {}
        self._more = more or {}
        self._by_state = False
        self._command, self._toolkit, self._state, self._files = command, toolkit, state, files or {}
        if toolkit == "gtk2":
            self.kinds = tuple(kind for kind in EVERY if kind != "scaled")
        if self._more:
            self.kinds = (*self.kinds, "reordered")

    def start(self, display: PrivateDisplay, setting: Setting, home: Path) -> None:
        some = setting.chance.sample(sorted(self._more), SOME) if setting.kind == "reordered" else []
        self.more = {name: self._more[name] for name in some}
        for name, text in {**self._files, **self.more}.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self._by_state = not self.told or setting.kind in ("scaled", "slow")
        environment, arguments = dressed(self._toolkit, setting, home)
        own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
        command = [part.format(home=home) for part in self._command]
        display.start([*command, *arguments], {**display.environment, **own, **environment})

    def ready(self) -> bool:
        return True

    def done(self, stage: Stage) -> list[str]:
        # Under another scale toolkits tell places of their own reckoning, and who stands still tells none: there only
        # the state tells, and of who tells nothing.
        hit = [] if self._by_state else stage.bridge.hit
        return [*hit, f"{STATE}{self._state(stage)}"]

    def harmless(self, line: str) -> bool:
        return line == "push button “Not now”"


PAPERS = {f"papers/{name}.txt": name for name in ("alpha", "beta", "draft", "gamma", "notes")}
MORE = {f"papers/{name}.txt": name for name in ("accounts", "Beta 2", "bills", "chapter", "drafts", "epsilon")}
SOME = 3
DARK = "* { background-color: #23272b; color: #e6e9ec; } QPushButton { background-color: #3a4148; }"
DARK_GTK2 = """style "dark" { bg[NORMAL]="#23272b" fg[NORMAL]="#e6e9ec" text[NORMAL]="#e6e9ec" base[NORMAL]="#2e3338"
bg[PRELIGHT]="#3a4148" fg[PRELIGHT]="#ffffff" } class "GtkWidget" style "dark"
"""
FAMILIES = ("DejaVu Serif", "Roboto", "Liberation Serif", "DejaVu Sans Condensed")


def dressed(toolkit: str, setting: Setting, home: Path) -> tuple[dict[str, str], list[str]]:
    """Environment and arguments that make an application of this toolkit look as the setting wants."""
    chance: random.Random = setting.chance
    environment: dict[str, str] = {}
    arguments: list[str] = []
    match toolkit, setting.kind:
        case "gtk3", "dark theme":
            environment["GTK_THEME"] = "Adwaita:dark"
        case "gtk3", "other theme":
            environment["GTK_THEME"] = chance.choice(("HighContrast", "HighContrastInverse"))
        case "qt", "dark theme":
            sheet = home / "dark.qss"
            sheet.write_text(DARK, encoding="utf-8")
            arguments += ["-stylesheet", str(sheet)]
        case "qt", "other theme":
            environment["QT_STYLE_OVERRIDE"] = "Windows"
        case "gtk2", "dark theme":
            _gtkrc(environment, home, DARK_GTK2)
        case "gtk2", "other theme":
            environment["GTK2_RC_FILES"] = "/usr/share/themes/Raleigh/gtk-2.0/gtkrc"
        case _, "other font":
            family, larger = chance.choice(FAMILIES), chance.choice((0.9, 1.1, 1.2))
            environment |= _font(family, home)
            environment |= {"GDK_DPI_SCALE": f"{larger}", "QT_FONT_DPI": f"{round(96 * larger)}"}
            if toolkit == "gtk2":
                _gtkrc(environment, home, f'gtk-font-name = "{family} {round(10 * larger)}"')
        case "gtk3", "scaled":
            whole = setting.scale == round(setting.scale)
            environment["GDK_SCALE" if whole else "GDK_DPI_SCALE"] = f"{setting.scale:g}"
        case "qt", "scaled":
            environment["QT_SCALE_FACTOR"] = f"{setting.scale:g}"
    return environment, arguments


def _gtkrc(environment: dict[str, str], home: Path, text: str) -> None:
    path = home / "gtkrc-2.0"
    path.write_text(text + "\n", encoding="utf-8")
    environment["GTK2_RC_FILES"] = str(path)


def _font(family: str, home: Path) -> dict[str, str]:
    """Every toolkit asks fontconfig: there this family comes before all others."""
    path = home / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f'<match target="pattern"><edit name="family" mode="prepend_first"><string>{family}</string></edit></match>'
        "</fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(path)}


def _file(name: str) -> State:
    def state(stage: Stage) -> str:
        path = stage.home / name
        return path.read_text("utf-8").rstrip("\n") if path.exists() else f"{name} is not there"

    return state


def _names(folder: str) -> State:
    """The names in a folder. Files that are there besides are told of only where they are no longer as they were."""

    def state(stage: Stage) -> str:
        here = {str(path.relative_to(stage.home)) for path in (stage.home / folder).rglob("*")}
        more: Mapping[str, str] = getattr(stage.act, "more", {})
        kept = {name for name, text in more.items() if name in here and (stage.home / name).read_text("utf-8") == text}
        lost = [f"{name} is not as it was" for name in sorted(more) if name not in kept]
        return " ".join([*sorted(here - kept), *lost])

    return state


def _display(stage: Stage) -> str:
    """What a calculator shows, as it tells the accessibility bus."""
    until = time.monotonic() + 5.0
    while time.monotonic() < until:
        shown = [one.text or one.name for one in stage.bridge.nodes() if one.role in ("text", "panel")]
        if any(shown):
            return next(text for text in shown if text).strip()
        time.sleep(0.2)
    return UNREAD


def _keys(names: str) -> tuple[Touch, ...]:
    return tuple(Touch("click", name, role="button") for name in names.split())


def acts() -> tuple[Act, ...]:
    """All programs of the matrix."""
    text = "The red boat leaves at nine"
    return (
        Page("orders"), Page("library"), Pane("orders"), Pane("library"),
        Application(("galculator",), "gtk3", _keys("7 8 * 4 ( 9 + 6 ) ="), _display),
        Application(("kcalc",), "qt", _keys("9 × 7 − 2 5 + 3 ="), _display),
        Application(("mousepad", "{home}/note.txt"), "gtk3", (
            Touch("input", "", text), Touch("click", "Edit", role="menu", opens=True), Touch("click", "Select All"),
            Touch("click", "Edit", role="menu", opens=True), Touch("click", "Convert", opens=True),
            Touch("click", "To Uppercase"),
            Touch("click", "File", role="menu", opens=True), Touch("click", "Save"),
        ), _file("note.txt"), {"note.txt": ""}),
        Application(("featherpad", "{home}/note.txt"), "qt", (
            Touch("input", "", text), Touch("click", "Undo"), Touch("click", "Redo"),
            Touch("click", "Edit", opens=True),
            Touch("click", "Select All"), Touch("press", "", "ctrl+c"), Touch("press", "", "end"),
            Touch("press", "", "ctrl+v"), Touch("click", "Save", role="button"),
        ), _file("note.txt"), {"note.txt": ""}, notice="Root Instance"),
        Application(("pcmanfm", "{home}/papers"), "gtk2", (
            Touch("click", "draft.txt"), Touch("click", "Edit", opens=True), Touch("click", "Rename..."),
            Touch("press", "", "ctrl+a"), Touch("input", "", "letter.txt"), Touch("click", "OK"),
            Touch("press", "", "ctrl+shift+n"), Touch("input", "", "Archive"), Touch("press", "", "enter"),
        ), _names("papers"), PAPERS, more=MORE),
        Application(("pcmanfm", "{home}/papers"), "gtk2", (
            Touch("click", "beta.txt"), Touch("press", "", "shift+delete"), Touch("click", "Yes"),
        ), _names("papers"), PAPERS, name="pcmanfm (delete)", more=MORE),
    )  # fmt: skip
