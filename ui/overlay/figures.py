"""What the overlay costs and whether it keeps its promises, measured on a private desktop: ``mimic eval overlay``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bridges.coordinates import Box
from bridges.errors import MimicError
from bridges.hands import Hands
from bridges.stop import Stop
from bridges.veil import Veil
from ui.overlay.alignment import misalignment
from ui.overlay.burden import slowdown
from ui.overlay.stage import TWO, TWO_MONITORS, Stage, scaled, stage
from ui.panel.figures import shown_a_second

PAIRS = 10
LIVE_S = 10.0
SCALES = (1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and what it has to be."""

    name: str
    value: str
    bar: str
    met: bool


def figures(only: Sequence[str] = ()) -> Iterator[Figure]:
    """Each figure as soon as it is measured: all of them, or the parts that are named. Raises MimicError."""
    if unknown := [name for name in only if name not in PARTS]:
        raise MimicError("Measuring the overlay", f"there is no part {unknown[0]}", f"There are: {', '.join(PARTS)}.")
    for name, part in PARTS.items():
        if not only or name in only:
            yield from part()


def _shown() -> Iterator[Figure]:
    with stage() as shown:
        yield _within("event to pixels, compositor", latencies(shown, 60), 50)
        yield _within("a grab freed of the overlay, compositor", lifting(shown, 60), 15)
    with stage(compositor=False) as shown:
        yield _within("event to pixels, no compositor", latencies(shown, 60), 50)
        yield _within("a grab freed of the overlay, no compositor", lifting(shown, 60), 15)
        yield _count("clicks under the overlay", clicks_through(shown, 100), 100)


def _frames() -> Iterator[Figure]:
    for compositor in (True, False):
        with stage(compositor=compositor) as shown:
            spoilt, frames = polluted(shown, 500)
            name = f"pixels of the overlay in {frames} frames, {'' if compositor else 'no '}compositor"
            yield Figure(name, str(spoilt), "0", spoilt == 0)


def _live() -> Iterator[Figure]:
    rate = shown_a_second(LIVE_S)
    yield Figure("live view of 1080p in the panel", f"{rate:.1f} pictures a second", "≥ 15", rate >= 15)


def _alignment() -> Iterator[Figure]:
    for scale in SCALES:
        with scaled(scale), stage(TWO, dpi=96 * scale, monitors=TWO_MONITORS) as shown:
            off = misalignment(shown, scale)
            name = f"misalignment at scale {scale:g}, two monitors"
            yield Figure(name, f"{off:.1f} px", "≤ 1 px", off <= 1)


def _step() -> Iterator[Figure]:
    yield _slower(list(slowdown(PAIRS)))


PARTS: Mapping[str, Callable[[], Iterator[Figure]]] = {
    "shown": _shown,
    "step": _step,
    "frames": _frames,
    "live": _live,
    "alignment": _alignment,
}


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
