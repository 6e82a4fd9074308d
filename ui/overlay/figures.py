"""What the overlay costs and whether it keeps its promises, measured on a private desktop: ``mimic eval overlay``."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from agent.base import Consequence, Planned, Started
from agent.channel import Channel
from agent.trajectory import Run
from bridges.action import Click
from bridges.coordinates import Box, Geometry, ImagePoint, Size
from bridges.eyes import Eyes
from bridges.hands import Hands
from bridges.session import connect, x_environment
from bridges.settle import Pixels
from bridges.stop import Stop
from bridges.veil import Veil
from bridges.virtual import PrivateDisplay
from model.base import Decision, Element, Target
from ui.overlay.burden import slowdown
from ui.overlay.painting import COLOUR, GAP, HALO
from ui.overlay.scene import Tone
from ui.overlay.starting import COMMAND

if TYPE_CHECKING:
    from mss import MSS

UP_S, SEEN_S = 20.0, 5.0
NEAR = 24
"""How far a colour may be off, of 255."""
PAIRS = 10
SIZE = Size(1920, 1080)
SCALES = (1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and what it has to be."""

    name: str
    value: str
    bar: str
    met: bool


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
def stage(size: Size = SIZE, *, compositor: bool = True, dpi: float = 96) -> Iterator[Stage]:
    """A private desktop with the overlay on it, at the person's own dots per inch."""
    from Xlib import Xatom

    with PrivateDisplay(size, compositor=compositor) as display:
        connection = connect(display.name)
        root = connection.screen().root
        root.change_property(Xatom.RESOURCE_MANAGER, Xatom.STRING, 8, f"Xft.dpi:\t{dpi:g}\n".encode())
        connection.sync()
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


def all_figures() -> Iterator[Figure]:
    """Each figure as soon as it is measured."""
    with stage() as shown:
        yield _within("event to pixels, compositor", latencies(shown, 60), 50)
    with stage(compositor=False) as shown:
        yield _within("event to pixels, no compositor", latencies(shown, 60), 50)
        yield _within("a grab freed of the overlay", lifting(shown, 60), 15)
        yield _count("clicks under the overlay", clicks_through(shown, 100), 100)
    yield _slower(list(slowdown(PAIRS)))
    for compositor in (True, False):
        with stage(compositor=compositor) as shown:
            spoilt, frames = polluted(shown, 500)
            name = f"pixels of the overlay in {frames} frames, {'' if compositor else 'no '}compositor"
            yield Figure(name, str(spoilt), "0", spoilt == 0)
    for scale in SCALES:
        with scaled(scale), stage(Size(1600, 1000), dpi=96 * scale) as shown, two_monitors(shown):
            off = misalignment(shown, scale)
            yield Figure(f"misalignment at scale {scale:g}, two monitors", f"{off:.1f} px", "≤ 1 px", off <= 1)


def latencies(shown: Stage, times: int) -> list[float]:
    """Milliseconds from publishing a step to its outline on the screen."""
    found = []
    for number in range(times):
        target = Box(120, 80, 280, 120).moved(number * 7919 % 1500, number * 104_729 % 800)
        shown.plan(target)
        found.append(1e3 * shown.wait(lambda at=target: shown.outlined(at), "the outline"))  # type: ignore[misc]
        time.sleep(0.15)
    return found


def lifting(shown: Stage, times: int) -> list[float]:
    """Milliseconds that keeping the overlay out of one grab takes, with a step on the screen."""
    target = Box(1500, 150, 1640, 190)
    Hands(shown.connection, Stop()).move(200, 950)
    shown.plan(target)
    shown.wait(lambda: shown.outlined(target), "the outline")
    frame = shown.eyes.grab()
    veil = Veil(shown.connection, shown.display.name)
    veil.lift(frame, 0, 0)
    found = []
    for _ in range(times):
        started = time.perf_counter()
        veil.lift(frame, 0, 0)
        found.append(1e3 * (time.perf_counter() - started))
    veil.close()
    return found


def polluted(shown: Stage, frames: int) -> tuple[int, int]:
    """The largest number of pixels of the overlay in one of so many frames of the agent's; and how many there were."""
    clean = shown.eyes.grab()[:, :, :3].copy()
    worst = 0
    for number in range(frames):
        if number % 4 == 0:
            target = Box(120, 80, 280, 120).moved(number * 7919 % 1500, number * 104_729 % 800)
            shown.plan(target)
        if number % 4 == 3:
            time.sleep(0.03)
        worst = max(worst, int((shown.eyes.grab()[:, :, :3] != clean).any(axis=2).sum()))
    return worst, frames


def misalignment(shown: Stage, scale: float) -> float:
    """How far the outline's colour is from where it should be, at most, in pixels.

    On each of the display's monitors as the agent's eyes number them, and for a picture that begins left of and above
    the display. X itself counts from the corner of all monitors, so that a monitor to the left of the primary one is
    at 0 and the primary one is further right.
    """
    worst = 0.0
    expected = GAP + HALO * scale
    for geometry, left, top in _places(shown):
        for x, y in ((left + 100, top + 200), (left + 301, top + 255)):
            screen = Box(x, y, x + 151, y + 43)
            shown.plan(screen.moved(-geometry.origin_x, -geometry.origin_y), geometry, point=False)
            shown.wait(lambda at=screen: shown.outlined(at), "the outline")  # type: ignore[misc]
            time.sleep(0.1)
            found = edges(shown.bare(), screen)
            if found is None:
                return float("inf")
            worst = max(worst, *(abs(one - expected) for one in found))
    return worst


def _places(shown: Stage) -> list[tuple[Geometry, float, float]]:
    """Pictures that a step may be planned on, each with the corner of a monitor to look at."""
    monitors = [one.geometry for one in shown.eyes.monitors()]
    beyond = Geometry(shown.size, 1.0, -300, -200)
    return [*((one, one.origin_x, one.origin_y) for one in monitors), (beyond, 0, 0)]


@contextmanager
def two_monitors(shown: Stage) -> Iterator[None]:
    """Divide the display: the primary monitor is the right half, the other one lies to the left of it."""
    width, height = shown.size.width // 2, shown.size.height
    halves = {"LEFT": f"{width}/300x{height}/200+0+0", "*RIGHT": f"{width}/300x{height}/200+{width}+0"}
    for name, place in halves.items():
        _xrandr(shown, "--setmonitor", name, place, "none")
    try:
        yield
    finally:
        for name in halves:
            _xrandr(shown, "--delmonitor", name.removeprefix("*"))


def _xrandr(shown: Stage, *arguments: str) -> None:
    subprocess.run(["xrandr", "-display", shown.display.name, *arguments], check=True, timeout=10)


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


def clicks_through(shown: Stage, times: int) -> int:
    """How many clicks on what is drawn over a window reach that window, while the focus stays where it is."""
    from Xlib import X

    root = shown.connection.screen().root
    below = root.create_window(
        0, 0, 1200, 800, 0, X.CopyFromParent, X.InputOutput, background_pixel=0xFFFFFF,
        event_mask=X.ButtonPressMask | X.ExposureMask, override_redirect=True,
    )  # fmt: skip
    below.map()
    below.set_input_focus(X.RevertToParent, X.CurrentTime)
    hands = Hands(shown.connection, Stop())
    arrived = 0
    for number in range(times):
        target = Box(200, 200, 360, 240).moved(number * 7919 % 700, number * 104_729 % 400)
        shown.plan(target)
        shown.wait(lambda at=target: shown.outlined(at), "the outline")  # type: ignore[misc]
        # On the outline itself, on the ring in the middle, and on the label below.
        x, y = (
            (target.left - 6, target.center.y),
            (target.center.x + 9, target.center.y),
            (target.left + 40, target.bottom + 40),
        )[number % 3]
        hands.click(int(x), int(y), "left", 1)
        shown.connection.sync()
        arrived += _pressed_at(shown.connection, int(x), int(y)) and shown.connection.get_input_focus().focus == below
    below.destroy()
    shown.connection.sync()
    return arrived


def _pressed_at(connection: Any, x: int, y: int) -> bool:
    from Xlib import X

    until = time.monotonic() + 1.0
    while time.monotonic() < until:
        while connection.pending_events():
            event = connection.next_event()
            if event.type == X.ButtonPress:
                return bool((event.root_x, event.root_y) == (x, y))
        time.sleep(0.002)
    return False


def _within(name: str, ms: list[float], bar: float) -> Figure:
    value = f"{median(ms):.1f} ms median, {sorted(ms)[round(0.95 * (len(ms) - 1))]:.1f} ms 95th"
    return Figure(name, value, f"≤ {bar:g} ms median", median(ms) <= bar)


def _slower(pairs: list[tuple[float, float]]) -> Figure:
    """The median of the pairs' ratios: what slows the machine meanwhile slows both of a pair."""
    more = median(100 * (shown / bare - 1) for bare, shown in pairs)
    steps = median(bare for bare, _ in pairs)
    value = f"{more:+.1f} % of {steps:.0f} ms, median of {len(pairs)} pairs"
    return Figure("a step slowed by the overlay", value, "≤ 5 %", more <= 5)


def _count(name: str, count: int, of: int) -> Figure:
    return Figure(name, f"{count} of {of}", f"{of}", count == of)
