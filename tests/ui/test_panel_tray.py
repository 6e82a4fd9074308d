"""The panel's sign in a real tray, used by a real mouse and keyboard, while a real run goes on."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from agent.base import Event, Failed, Finished, Paused, Planned, Resumed
from agent.macros.file.store import Macros
from agent.trajectory import runs
from bridges.coordinates import Size
from bridges.hands import Hands
from bridges.session import connect
from bridges.stop import Stop
from bridges.virtual import PrivateDisplay
from bridges.windows import Window, Windows

pytestmark = pytest.mark.skipif(shutil.which("trayer") is None, reason="there is no tray: apt-get install trayer")

TRAY = ("trayer", "--edge", "top", "--align", "right", "--widthtype", "pixel", "--width", "120", "--height", "28")
TASK = ", ".join(["wait 2 seconds"] * 50)
"""Long enough for all that is done meanwhile; a pause comes when a wait is over, so that none of them is long."""
KEYS = {"open": "o", "pause": "p", "resume": "r", "record": "c", "replay": "m", "stop": "s", "quit": "q"}


def wait_until(condition: Callable[[], Any], what: str, seconds: float = 30.0) -> Any:
    until = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < until, f"waited {seconds:g} s for {what}"
        time.sleep(0.02)
    return value


class Keyboard:
    """Tells when a program takes the keyboard for itself, as an open menu does; until then keys go elsewhere."""

    def __init__(self, connection: Any) -> None:
        from Xlib import X

        self._connection = connection
        for window in (connection.screen().root, connection.get_input_focus().focus):
            if not isinstance(window, int):
                window.change_attributes(event_mask=X.FocusChangeMask)
        connection.sync()

    def is_grabbed(self) -> bool:
        """Whether the focus has been taken away by a grab since the watching began."""
        from Xlib import X

        events = [self._connection.next_event() for _ in range(self._connection.pending_events())]
        return any(one.type == X.FocusOut and one.mode == X.NotifyGrab for one in events)


class Person:
    """Sits before the display and uses the tray."""

    def __init__(self, display: PrivateDisplay, folder: Path) -> None:
        self.display = display
        self.connection = connect(display.name, display.environment)
        self.hands = Hands(self.connection, Stop())
        self.windows = Windows(self.connection)
        self.folder = folder

    def press(self, chord: str) -> None:
        subprocess.run(["xdotool", "key", "--clearmodifiers", chord], env=self.display.environment, check=True)

    def choose(self, what: str) -> None:
        """Open the menu of the sign, and choose by the letter that is underlined."""
        sign = wait_until(self._sign, "the sign in the tray")
        time.sleep(0.5)  # sooner, the click would be the second one of a double click
        with self._keyboard() as keyboard:
            self.hands.click(*sign, button="right")
            wait_until(keyboard.is_grabbed, "the menu to take the keyboard")
        self.press(KEYS[what])
        wait_until(lambda: not self._menu_is_open(), "the menu to go")

    @contextmanager
    def _keyboard(self) -> Iterator[Keyboard]:
        watching = connect(self.display.name, self.display.environment)
        try:
            yield Keyboard(watching)
        finally:
            watching.close()

    def _sign(self) -> tuple[int, int] | None:
        """The middle of the icon that the tray has taken in."""
        from Xlib import X, error

        root = self.connection.screen().root
        for window in self._below(root):
            try:
                size, shown = window.get_geometry(), window.get_attributes().map_state == X.IsViewable
                if shown and (window.get_wm_class() or ("",))[0] == "mimic" and 10 < size.height < 40:
                    corner = root.translate_coords(window, 0, 0)
                    return corner.x + size.width // 2, corner.y + size.height // 2
            except (error.BadWindow, error.BadDrawable):
                continue
        return None

    def _below(self, window: Any) -> Iterator[Any]:
        from Xlib import error

        try:
            children = window.query_tree().children
        except error.BadWindow:
            return
        for child in children:
            yield child
            yield from self._below(child)

    def _menu_is_open(self) -> bool:
        """Whether there is a window of some size that no window manager knows."""
        from Xlib import X, error

        for window in self.connection.screen().root.query_tree().children:
            try:
                shown, size = window.get_attributes(), window.get_geometry()
            except (error.BadWindow, error.BadDrawable):
                continue
            if shown.map_state == X.IsViewable and shown.override_redirect and size.height > 60 < size.width < 400:
                return True
        return False

    def window(self, title: str) -> Window | None:
        """The window whose title begins so."""
        return next((one for one in self.windows.list() if one.title.startswith(title)), None)

    @property
    def panel(self) -> Window:
        found = self.window("Mimic")
        assert found is not None, "there is no panel"
        return found

    @property
    def sees_the_panel(self) -> bool:
        return "Mimic" in [one.title for one in self.windows.list()]

    def has_given_the_task(self) -> bool:
        """Whether a press of the keys for it has been heard; a window that has just come may hear none."""
        if not runs(self.folder):
            self.press("ctrl+Return")
            time.sleep(0.5)
        return bool(runs(self.folder))

    def events(self) -> list[Event]:
        stored = runs(self.folder)
        return list(stored[0].events()) if stored else []

    def last(self) -> Event | None:
        events = self.events()
        return events[-1] if events else None


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with PrivateDisplay(Size(1280, 800)) as display:
        display.start(TRAY)
        made = Person(display, tmp_path / "runs")
        settings = {
            "MIMIC_RUNS": str(made.folder),
            "MIMIC_DEVICE": "virtual:640x400",
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        display.start(
            [
                sys.executable,
                "-m",
                "ui.panel",
                "--task",
                TASK,
            ],
            display.environment | settings,
        )
        yield made
        made.connection.close()


def test_the_menu_pauses_resumes_and_stops_a_run_brings_the_panel_back_and_ends_it(person: Person) -> None:
    wait_until(lambda: (panel := person.window("Mimic")) and panel.focused, "the panel")
    wait_until(person.has_given_the_task, "the task to be given")
    wait_until(lambda: any(isinstance(one, Planned) for one in person.events()), "the run", 60)
    # Closed, the panel stays in the tray while its run goes on.
    person.press("alt+F4")
    wait_until(lambda: not person.sees_the_panel, "the panel to go")
    person.choose("pause")
    wait_until(lambda: isinstance(person.last(), Paused), "the pause")
    person.choose("resume")
    wait_until(lambda: any(isinstance(one, Resumed) for one in person.events()), "the run to go on")
    person.choose("open")
    wait_until(lambda: person.sees_the_panel, "the panel to come back")
    person.choose("stop")
    last = wait_until(lambda: isinstance(person.last(), Failed | Finished) and person.last(), "the end of the run")
    assert isinstance(last, Failed)
    assert last.error == "Stopped"
    person.choose("quit")
    wait_until(lambda: not person._sign(), "the sign to go")


def test_what_is_recorded_from_the_tray_is_ended_there_and_holds_no_click_on_it(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    wait_until(lambda: person.sees_the_panel, "the panel")
    person.display.start(["mousepad"])
    editor = wait_until(lambda: person.window("Untitled"), "the editor")
    person.choose("record")
    wait_until(lambda: (asking := person.window("Record a macro")) and asking.focused, "the name to be asked for")
    person.press("Return")
    wait_until(lambda: person.panel.minimised, "the recording to begin", 60)
    person.hands.click(editor.left + editor.width // 2, editor.top + editor.height // 2)
    person.choose("stop")
    macros = Macros()
    wait_until(lambda: "my-macro" in macros.names(), "the macro", 60)
    assert [step.do for step in macros.load("my-macro").steps] == ["appswitch", "click"]
    wait_until(lambda: not person.panel.minimised, "the panel to come back")
    person.choose("replay")
    wait_until(lambda: person.panel.focused, "the panel in front")
    person.choose("quit")
    wait_until(lambda: not person._sign(), "the sign to go")
