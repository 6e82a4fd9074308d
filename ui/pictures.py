"""`make pictures`: pictures of real runs for the README: the overlay, a question, the panel, a report.

They are taken on private desktops while a form on this machine's own loopback is filled in and a file is deleted from a
folder made for that.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from PIL import Image

from agent.base import Answered, Asked, Event, Failed, Planned, Started
from agent.channel import Channel
from agent.control import ChannelPerson
from agent.session import carry_out
from agent.settings import load
from agent.suites.site import site
from agent.trajectory import Run
from agent.trajectory import runs as stored_runs
from bridges.coordinates import Size
from bridges.errors import MimicError
from bridges.session import connect, x_environment
from bridges.stop import Stop
from bridges.virtual import PrivateDisplay
from bridges.windows import Windows
from ui.overlay.chords import CHORDS
from ui.overlay.starting import COMMAND
from ui.person import TerminalPerson
from ui.report import write_report

FOLDER = Path("docs/pictures")
DEVICE = "virtual:1280x800"
FORM = (
    'Open Chromium, press Ctrl+L, type "{site}/contact.html", press Enter. Type "Ada Lovelace" into the Name field, '
    'type "ada@example.org" into the Email field. Click Lost property. Click Save message. Wait for Thank you.'
)
DELETION = "Open PCManFM, click draft.txt, press Delete"
FILES = ("draft.txt", "letter to Ada.txt", "prices 2026.csv", "timetable.pdf")
SHOWN_S = 0.8
"""How long a step stands before its picture is taken: the overlay and the compositor have painted by then."""
LOADED_MS = 3000
WAIT_S = 90.0


class Photographer:
    """Sits before the screen of a run: takes pictures, and says yes by the keyboard when it is asked."""

    def __init__(self, channel: Channel, folder: Path) -> None:
        self._person = ChannelPerson(channel, TerminalPerson())
        self._folder = folder
        self._display = ""
        self.taken: list[str] = []

    def watch(self, event: Event) -> None:
        """Take a picture of the first step that types into something and of the first that clicks on something."""
        if isinstance(event, Started):
            self._display = event.display
        elif isinstance(event, Planned) and event.target:
            kind = event.decision.actions[0].action
            name = {"input": "overlay", "click": "overlay-click"}.get(kind, "")
            if name and name not in self.taken:
                time.sleep(SHOWN_S)
                self.take(name)

    def take(self, name: str) -> None:
        with x_environment(self._display):
            shoot(self._display, self._folder / f"{name}.png")
        self.taken.append(name)

    def show(self, planned: Planned) -> Answered:
        return self._person.show(planned)

    def answer(self, question: Asked) -> Answered:
        threading.Thread(target=self._approve, daemon=True).start()
        return self._person.answer(question)

    def _approve(self) -> None:
        time.sleep(2 * SHOWN_S)
        if "question" not in self.taken:
            self.take("question")
        connection = connect(self._display)
        press(connection, "Control_L", "Alt_L", CHORDS["approve"])
        connection.close()


def press(connection: Any, *names: str) -> None:
    """A chord, as a person presses it."""
    from Xlib import XK, X
    from Xlib.ext import xtest

    codes = [connection.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
    for kind, order in ((X.KeyPress, codes), (X.KeyRelease, codes[::-1])):
        for code in order:
            xtest.fake_input(connection, kind, code)
    connection.sync()


def pictured_run(task: str, folder: Path, runs: Path) -> Run:
    """Carry a task out and take pictures on the way. Raises MimicError where it cannot be done."""
    settings = load({"device": DEVICE, "confirm": "risky"}).settings
    last: Event | None = None
    with ExitStack() as stack:
        run = Run.create(runs, task, DEVICE, settings.model)
        stop = Stop()
        channel = stack.enter_context(Channel(run, stop))
        channel.start(COMMAND)
        person = Photographer(channel, folder)
        events = stack.enter_context(closing(carry_out(task, DEVICE, settings, person, run, stop, audience=person)))
        for last in events:
            channel.publish(last)
            person.watch(last)
    if isinstance(last, Failed):
        raise MimicError("Taking pictures of a run", last.why, last.remedy)
    return run


def picture_panel(folder: Path, runs_folder: Path, home: str) -> None:
    """The panel while a run that it started waits for a yes, which it does not get."""
    with PrivateDisplay(Size(1280, 800)) as display:
        world = {"MIMIC_RUNS": str(runs_folder), "MIMIC_DEVICE": DEVICE, "HOME": home}
        world["PYTHONPATH"] = str(Path(__file__).parents[1])
        command = [sys.executable, "-m", "ui.panel", "--appearance", "light", "--task", DELETION]
        display.start(command, display.environment | world)
        connection = connect(display.name, display.environment)
        _wait(lambda: "Mimic" in [one.title for one in Windows(connection).list()], "the panel")
        time.sleep(SHOWN_S)
        press(connection, "Control_L", "Return")
        _wait(lambda: any(isinstance(one, Asked) for one in _newest_events(runs_folder)), "the question")
        time.sleep(2 * SHOWN_S)
        with x_environment(display.name, display.environment):
            shoot(display.name, folder / "panel.png")
        press(connection, "Control_L", "period")
        _wait(lambda: any(isinstance(one, Failed) for one in _newest_events(runs_folder)), "the end of the run")
        connection.close()


def _newest_events(folder: Path) -> Sequence[Event]:
    stored = stored_runs(folder)
    return stored[0].events() if stored else ()


def _wait(condition: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + WAIT_S
    while not condition():
        if time.monotonic() > until:
            raise MimicError("Taking a picture of the panel", f"waited {WAIT_S:g} s for {what}")
        time.sleep(0.1)


def shoot(display: str, path: Path) -> None:
    """A picture of all of a display."""
    import mss

    with mss.MSS(display=display) as camera:
        shot = camera.grab(camera.monitors[0])
    Image.frombytes("RGB", shot.size, shot.rgb).save(path, optimize=True)


def furnished(home: Path) -> str:
    """A home folder with a few files."""
    home.mkdir()
    for name in FILES:
        (home / name).write_text("made for a picture\n", encoding="utf-8")
    return str(home)


def picture_report(report: Path, picture: Path) -> None:
    """The top of a report, as a browser shows it."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", f"--user-data-dir={profile}",
                "--window-size=1280,1000", f"--virtual-time-budget={LOADED_MS}",
                f"--screenshot={picture.absolute()}", report.absolute().as_uri(),
            ],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as runs:
        with site() as world:
            run = pictured_run(FORM.format(**world.words), folder, Path(runs))
        picture_report(write_report(Run.load(run.folder)), folder / "report.png")
        os.environ["HOME"] = furnished(Path(runs) / "home")
        pictured_run(DELETION, folder, Path(runs))
        picture_panel(folder, Path(runs) / "panel", furnished(Path(runs) / "desk"))
    print("\n".join(str(path) for path in sorted(folder.glob("*.png"))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
