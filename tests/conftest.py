"""A private display for the tests, a fixture application on it, and nothing of the person's own session."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bridges.coordinates import Box, ScreenPoint, Size
from bridges.virtual import PrivateDisplay

_KEPT = ("PATH", "VIRTUAL_ENV", "TMPDIR", "PYTEST_", "COVERAGE_", "LD_LIBRARY_PATH", "SYSTEMROOT")
_home: list[Path] = []


def pytest_configure() -> None:
    """Before anything is imported: no display, no session, an empty home."""
    home = Path(tempfile.mkdtemp(prefix="mimic-home-"))
    _home.append(home)
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if name.startswith(_KEPT)}
    os.environ.clear()
    os.environ.update(kept, HOME=str(home), XDG_RUNTIME_DIR=str(runtime), LANG="C.UTF-8", LC_ALL="C.UTF-8")


def pytest_unconfigure() -> None:
    shutil.rmtree(_home.pop(), ignore_errors=True)


def wait_until(condition: Callable[[], Any], what: str, seconds: float = 10.0) -> Any:
    """The first true value of the condition; an assertion error that says what was waited for."""
    until = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < until, f"waited {seconds:g} s for {what}"
        time.sleep(0.005)
    return value


@pytest.fixture(scope="session")
def private_display() -> Iterator[PrivateDisplay]:
    """One private display of 1280×800 for the whole run, with its environment and `start`."""
    with PrivateDisplay(Size(1280, 800)) as running:
        yield running


@pytest.fixture(scope="session")
def display(private_display: PrivateDisplay) -> str:
    """Its name, like ":97". Windows that a test opens are closed after it."""
    return private_display.name


class Windows:
    """What the X server itself says about windows, pointer and picture, apart from the code under test."""

    def __init__(self, name: str) -> None:
        from bridges.session import connect

        self.display = connect(name)
        self.root = self.display.screen().root

    def _windows(self, atom: str) -> list[Any]:
        from Xlib import X

        found = self.root.get_full_property(self.display.intern_atom(atom), X.AnyPropertyType)
        return [self.display.create_resource_object("window", number) for number in (found.value if found else ())]

    def all(self) -> list[int]:
        """X ids of the windows that the window manager knows."""
        return [window.id for window in self._windows("_NET_CLIENT_LIST")]

    def active(self) -> int:
        """X id of the active window, 0 for none."""
        return next((window.id for window in self._windows("_NET_ACTIVE_WINDOW")), 0)

    def focused(self, number: int) -> bool:
        """Whether keys go to the window's program: it stays "active" after it has gone, if it was the last one."""
        others = ~self.display.display.info.resource_id_mask
        focus = getattr(self.display.get_input_focus().focus, "id", 0)
        return number in self.all() and number == self.active() and focus & others == number & others

    def title(self, number: int) -> str:
        from Xlib import X, error

        window = self.display.create_resource_object("window", number)
        try:
            found = window.get_full_property(self.display.intern_atom("_NET_WM_NAME"), X.AnyPropertyType)
        except error.BadWindow:
            return ""
        return bytes(found.value).decode() if found else str(window.get_wm_name() or "")

    def wait_for(self, title: str, seconds: float = 15.0) -> int:
        """X id of a window whose title contains the words, once it is there and active."""
        return wait_until(
            lambda: next((n for n in self.all() if title in self.title(n) and n == self.active()), 0),
            f"an active window titled {title!r}",
            seconds,
        )

    def box(self, number: int) -> Box:
        """Content of a window on the screen, without its frame."""
        window = self.display.create_resource_object("window", number)
        size = window.get_geometry()
        corner = window.translate_coords(self.root, 0, 0)
        # The answer is the negative of where the window's corner lies.
        return Box(-corner.x, -corner.y, -corner.x + size.width, -corner.y + size.height)

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green and blue of one point of the screen."""
        from Xlib import X

        blue, green, red = self.root.get_image(x, y, 1, 1, X.ZPixmap, 0xFFFFFFFF).data[:3]
        return red, green, blue

    def close(self, numbers: set[int]) -> None:
        """End the programs that own these windows, and wait until the windows are gone."""
        from Xlib import error

        for number in numbers & set(self.all()):
            self.display.create_resource_object("window", number).kill_client(onerror=error.CatchError())
        self.display.sync()
        wait_until(lambda: not numbers & set(self.all()), "windows to close")

    def rest(self) -> None:
        """The pointer back into the middle of the screen."""
        size = self.root.get_geometry()
        self.root.warp_pointer(size.width // 2, size.height // 2)
        self.display.sync()


@pytest.fixture(scope="session")
def windows(private_display: PrivateDisplay) -> Iterator[Windows]:
    """What the X server says about the windows of `display`."""
    seen = Windows(private_display.name)
    yield seen
    seen.display.close()


@pytest.fixture(autouse=True)
def _no_windows_left(request: pytest.FixtureRequest) -> Iterator[None]:
    if "private_display" not in request.fixturenames:
        yield
        return
    seen: Windows = request.getfixturevalue("windows")
    seen.rest()
    before = set(seen.all())
    yield
    seen.close(set(seen.all()) - before)


class FixtureApp:
    """`tests/fixture_app.py` while it runs: where its controls are and what truly happened to them."""

    def __init__(self, display: PrivateDisplay, windows: Windows, log: Path) -> None:
        self._windows = windows
        self._log = log
        self._log.touch()
        self._offset = 0
        self.window = 0
        self.places: dict[str, list[int]] = {}
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("fixture_app.py")), str(log)],
            stdin=subprocess.PIPE,
            env=display.environment,
            text=True,
        )

    def order(self, word: str) -> None:
        """Tell it "show", "hide", "blink" or "places", and wait until it has done so."""
        assert self.process.stdin is not None
        self._offset = self._log.stat().st_size
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        ready = self.wait_for("ready", seconds=20)
        self.window, self.places = ready["window"], ready["places"]
        if word == "show":
            wait_until(lambda: self._windows.focused(self.window), "the fixture window to have the focus")
            self._offset = self._log.stat().st_size

    def events(self, event: str = "", widget: str = "") -> list[dict[str, Any]]:
        """What happened since the test began, oldest first."""
        with self._log.open("rb") as file:
            file.seek(self._offset)
            lines = file.read().split(b"\n")[:-1]
        happened = [json.loads(line) for line in lines]
        return [
            one for one in happened if event in ("", one["event"]) and widget in ("", one["widget"])
        ]  # fmt: skip

    def wait_for(self, event: str, widget: str = "", seconds: float = 5.0, **values: Any) -> dict[str, Any]:
        """The first event of this kind with these values; fails with all that happened where there is none in time."""
        until = time.monotonic() + seconds
        while True:
            for one in self.events(event, widget):
                if values.items() <= one.items():
                    return one
            assert time.monotonic() < until, f"no {event} of {widget or 'anything'} {values}; got {self.events()}"
            time.sleep(0.005)

    def text(self, widget: str) -> str:
        """What a field holds now."""
        changes = self.events("text", widget)
        return str(changes[-1]["text"]) if changes else ""

    def box(self, widget: str) -> Box:
        """Where a control of the main window is on the screen."""
        window = self._windows.box(self.window)
        return Box(*self.places[widget]).moved(window.left, window.top)

    def center(self, widget: str) -> ScreenPoint:
        center = self.box(widget).center
        return ScreenPoint(int(center.x), int(center.y))


_running: list[FixtureApp] = []


@pytest.fixture(scope="session")
def _fixture_apps() -> Iterator[None]:
    yield
    for app in _running:
        app.process.kill()
        app.process.wait()
        assert app.process.stdin is not None
        app.process.stdin.close()


@pytest.fixture
def fixture_app(
    private_display: PrivateDisplay,
    windows: Windows,
    _fixture_apps: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[FixtureApp]:
    """The fixture application on `display`, with everything as at its start; one process serves all tests."""
    if not _running or _running[-1].process.poll() is not None:
        _running.append(FixtureApp(private_display, windows, tmp_path_factory.mktemp("fixture") / "log.jsonl"))
    app = _running[-1]
    app.order("show")
    yield app
    if app.process.poll() is None:
        app.order("hide")
        wait_until(lambda: app.window not in windows.all(), "the fixture window to hide")
