"""How many pictures of a private desktop the panel shows in a second; measured on the screen that the panel is on."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from agent.base import Planned, Started
from agent.caller import Caller
from agent.messages import StopRun
from agent.suites.hand import Hand
from agent.trajectory import runs
from bridges.coordinates import Box, Size
from bridges.errors import MimicError, NoChannel
from bridges.session import connect, x_environment
from bridges.settle import Pixels
from bridges.virtual import PrivateDisplay
from bridges.windows import Windows

DEVICE = "virtual:1920x1080"
TASK = "Wait 60 seconds, wait 60 seconds"
FILM = Box(320, 180, 1600, 900)
"""What moves on the desktop that is watched."""
FILM_RATE, LOOKS = 60.0, 150.0
"""New pictures of the film and looks at the panel, a second."""
COLOURS = [(255, 8 * number, 255) for number in range(16)]
"""Each picture of the film has one of these, red, green, blue; none stands anywhere else."""
WAIT_S = 90.0


def shown_a_second(seconds: float) -> float:
    """Pictures a second that reach the screen while 1280×720 pixels of a 1920×1080 desktop move all the time.

    The panel is the real one, with a real run that waits; the film is a window of another program on its desktop.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mimic-live-")))
        panel = stack.enter_context(PrivateDisplay(Size(1600, 1000)))
        run = stack.enter_context(_run_in_panel(panel, folder))
        stack.enter_context(_film(run))
        camera = stack.enter_context(_camera(panel.name))
        middle = _wait(lambda: _middle(camera(None)), "the film to be seen in the panel")
        return _changes(camera, middle, seconds) / seconds


@contextmanager
def _run_in_panel(panel: PrivateDisplay, folder: Path) -> Iterator[str]:
    """The display of a run that the panel has started and shows; it is stopped at the end."""
    world = {"MIMIC_RUNS": str(folder / "runs"), "MIMIC_DEVICE": DEVICE, "XDG_CONFIG_HOME": str(folder / "config")}
    world["PYTHONPATH"] = str(Path(__file__).parents[2])
    panel.start([sys.executable, "-m", "ui.panel", "--task", TASK], panel.environment | world)
    connection = connect(panel.name, panel.environment)
    try:
        _wait(lambda: "Mimic" in [one.title for one in Windows(connection).list()], "the panel")
        with Hand(panel) as hand:
            # A window that has just come may not have the focus yet: pressed until it is heard.
            _wait(lambda: _begun(hand, folder / "runs"), "the run to be started", 1.0)
        _wait(lambda: _first(folder / "runs", Planned) is not None, "the run")
        started = _first(folder / "runs", Started)
        assert isinstance(started, Started)
        yield started.display
    finally:
        with suppress(NoChannel, IndexError), Caller.to_run(runs(folder / "runs")[0].id) as caller:
            caller.say(StopRun(why="the measurement is over"))
        connection.close()


def _begun(hand: Hand, folder: Path) -> bool:
    if not runs(folder):
        hand.tap("Control_L", "Return")
    return bool(runs(folder))


def _first(folder: Path, kind: type) -> Any:
    stored = runs(folder)
    return next((event for event in stored[0].events() if isinstance(event, kind)), None) if stored else None


@contextmanager
def _film(display: str) -> Iterator[None]:
    """A window whose colour changes all the time."""
    ended = threading.Event()
    thread = threading.Thread(target=_play, args=(display, ended), name="film", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _play(display: str, ended: threading.Event) -> None:
    from Xlib import X

    connection = connect(display)
    window = connection.screen().root.create_window(
        int(FILM.left), int(FILM.top), int(FILM.width), int(FILM.height), 0, X.CopyFromParent, override_redirect=True
    )
    window.map()
    number = 0
    while not ended.wait(1 / FILM_RATE):
        red, green, blue = COLOURS[number % len(COLOURS)]
        window.change_attributes(background_pixel=red << 16 | green << 8 | blue)
        window.clear_area()
        connection.sync()
        number += 1
    connection.close()


@contextmanager
def _camera(display: str) -> Iterator[Callable[[Box | None], Pixels]]:
    """Takes pictures of a display or a part of it: blue, green, red."""
    import mss

    with x_environment(display):
        camera = mss.MSS(display=display)

    def look(part: Box | None) -> Pixels:
        place = (int(part.left), int(part.top), int(part.right), int(part.bottom)) if part else camera.monitors[0]
        shot = camera.grab(place)
        return np.frombuffer(shot.raw, np.uint8).reshape(shot.height, shot.width, 4)[:, :, :3]

    try:
        yield look
    finally:
        camera.close()


def _middle(pixels: Pixels) -> tuple[int, int] | None:
    """The middle of the film in the panel."""
    rows, columns = np.nonzero((pixels[:, :, 0] == 255) & (pixels[:, :, 2] == 255) & (pixels[:, :, 1] < 128))
    return (int(np.median(columns)), int(np.median(rows))) if rows.size > 10_000 else None


def _changes(camera: Callable[[Box | None], Pixels], at: tuple[int, int], seconds: float) -> int:
    """How often another picture of the film is seen at a place."""
    here = Box(at[0], at[1], at[0] + 1, at[1] + 1)
    until, before, changes = time.monotonic() + seconds, -1, 0
    while time.monotonic() < until:
        now = int(camera(here)[0, 0, 1])
        changes += now != before
        before = now
        time.sleep(1 / LOOKS)
    return changes


def _wait(condition: Callable[[], Any], what: str, every_s: float = 0.1) -> Any:
    until = time.monotonic() + WAIT_S
    while not (value := condition()):
        if time.monotonic() > until:
            raise MimicError("Measuring the live view", f"waited {WAIT_S:g} s for {what}")
        time.sleep(every_s)
    return value
