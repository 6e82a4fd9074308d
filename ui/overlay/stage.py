"""A private desktop with the overlay on it, to look at as a person sees it and as the agent does."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from agent.base import Consequence, Planned, Started
from agent.channel import Channel
from agent.trajectory import Run
from bridges.action import Click
from bridges.coordinates import Box, Geometry, ImagePoint, Size
from bridges.eyes import Eyes
from bridges.session import connect, x_environment
from bridges.settle import Pixels
from bridges.stop import Stop
from bridges.virtual import PrivateDisplay
from model.base import Decision, Element, Target
from ui.overlay.painting import COLOUR
from ui.overlay.scene import Tone
from ui.overlay.starting import COMMAND

if TYPE_CHECKING:
    from mss import MSS

UP_S, SEEN_S = 20.0, 5.0
NEAR = 24
"""How far a colour may be off, of 255."""
SIZE = Size(1920, 1080)
TWO = Size(1600, 1000)
"""A display for `TWO_MONITORS`."""
TWO_MONITORS = {"BESIDE": ("700/185x1000/265+0+0", "none"), "*PRIMARY": ("900/238x700/185+700+300", "screen")}
"""As xrandr has them, with the X server's output. The first one lies left of the primary one and reaches further up: it
begins at -700, -300 for whoever counts from the primary one. X itself counts from the corner of all monitors."""


class Stage:
    """A run that is shown on a display, and the display's own pixels, the overlay's among them."""

    def __init__(self, display: PrivateDisplay, channel: Channel) -> None:
        import mss

        self.display, self.channel, self.size = display, channel, display.size
        self.connection = connect(display.name)
        self.eyes = Eyes(self.connection, display.name)
        with x_environment(display.name):
            self._bare: MSS = mss.MSS(display=display.name)
        self._step = 0
        self.process: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        self.eyes.close()
        self._bare.close()
        self.connection.close()

    def raise_curtain(self) -> None:
        """Start the overlay and wait until it shows something."""
        before = self.bare()
        self.process = self.channel.start(COMMAND)
        self.channel.publish(Started(task="measure", device="private", model="none", display=self.display.name))
        self.wait(lambda: bool((self.bare() != before).any()), "the overlay to come up", UP_S)

    def bare(self, part: Box | None = None) -> Pixels:
        """What a person sees, on all of the display or a part of it: blue, green, red."""
        box = part or Box(0, 0, self.size.width, self.size.height)
        shot = self._bare.grab((int(box.left), int(box.top), int(box.right), int(box.bottom)))
        return np.frombuffer(shot.raw, np.uint8).reshape(shot.height, shot.width, 4)[:, :, :3]

    def plan(self, target: Box, geometry: Geometry | None = None, *, point: bool = True) -> Planned:
        """Publish a harmless step that clicks on a target, given in frame pixels."""
        self._step += 1
        geometry = geometry or Geometry(self.size)
        middle = target.center
        decision = Decision(
            actions=(Click(start_point=ImagePoint(middle.x, middle.y)),),
            image=geometry.frame,
            reason="step 1 of 1: measure what is shown",
            target=Target(words="Save", element=Element(box=target)),
        )
        event = Planned(
            step=self._step,
            decision=decision,
            consequence=Consequence.EDITS,
            geometry=geometry,
            points=(middle,) if point else (),
            target=target,
        )
        self.channel.publish(event)
        return event

    def outlined(self, target: Box) -> bool:
        """Whether the outline around a target, given in screen units, is seen: looks at a bit of its upper edge."""
        above = Box(target.center.x - 20, target.top - 14, target.center.x - 12, target.top)
        return bool(accent(self.bare(above)).any())

    def wait(self, condition: Callable[[], bool], what: str, seconds: float = SEEN_S) -> float:
        """Seconds until it is so."""
        started = time.perf_counter()
        while not condition():
            if time.perf_counter() - started > seconds:
                raise TimeoutError(f"waited {seconds:g} s for {what}")
        return time.perf_counter() - started


@contextmanager
def stage(
    size: Size = SIZE,
    *,
    compositor: bool = True,
    dpi: float = 96,
    monitors: Mapping[str, tuple[str, str]] | None = None,
) -> Iterator[Stage]:
    """A private desktop with the overlay on it, at the person's own dots per inch and with the person's monitors."""
    from Xlib import Xatom

    with PrivateDisplay(size, compositor=compositor) as display:
        connection = connect(display.name)
        root = connection.screen().root
        root.change_property(Xatom.RESOURCE_MANAGER, Xatom.STRING, 8, f"Xft.dpi:\t{dpi:g}\n".encode())
        connection.sync()
        for name, (place, output) in (monitors or {}).items():
            command = ["xrandr", "-display", display.name, "--setmonitor", name, place, output]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True, timeout=10)
        try:
            with stage_on(display) as shown:
                yield shown
        finally:
            connection.close()


@contextmanager
def stage_on(display: PrivateDisplay) -> Iterator[Stage]:
    """The overlay of a run on a display that is there."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        run = stack.enter_context(Run.create(Path(folder), "measure", "private", "none"))
        shown = Stage(display, stack.enter_context(Channel(run, Stop())))
        stack.callback(shown.close)
        shown.raise_curtain()
        yield shown


def accent(pixels: Pixels, tone: Tone = Tone.PLAN) -> Any:
    """Where the colour of a tone is."""
    colour = COLOUR[tone]
    wanted = np.array([colour.blue(), colour.green(), colour.red()], np.int16)
    return np.asarray(np.abs(pixels.astype(np.int16) - wanted).max(axis=2)) < NEAR


def edges(pixels: Pixels, target: Box) -> tuple[int, int, int, int] | None:
    """How far each side of the outline is from its target, in pixels; None where there is no outline around it."""
    here = accent(pixels)
    middle_x, middle_y = round(target.center.x), round(target.center.y)
    column, row = here[:, int(target.left) + 8 : middle_x].any(axis=1), here[int(target.top) + 8 : middle_y].any(axis=0)
    above, below = np.flatnonzero(column[: int(target.top)]), np.flatnonzero(column[int(target.bottom) :])
    left, right = np.flatnonzero(row[: int(target.left)]), np.flatnonzero(row[int(target.right) :])
    if 0 in (above.size, below.size, left.size, right.size):
        return None
    return (
        int(target.left) - int(left[-1]) - 1,
        int(target.top) - int(above[-1]) - 1,
        int(right[0]),
        int(below[0]),
    )


@contextmanager
def scaled(scale: float) -> Iterator[None]:
    """Qt's own scaling as a person's session may have it set, for what is started meanwhile."""
    wanted = {"QT_SCALE_FACTOR": f"{scale:g}", "QT_SCREEN_SCALE_FACTORS": f"{scale:g};1"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
