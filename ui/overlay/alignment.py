"""Whether the outline is around what a step means: pixel by pixel, on each monitor, at every scale."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from bridges.coordinates import Box, Geometry
from bridges.eyes import Eyes
from ui.overlay.painting import GAP, HALO
from ui.overlay.stage import Stage, edges

MARK = 0x00A040
"""The colour of the windows that the outline is to be around; nothing else has it."""


def misalignment(shown: Stage, scale: float) -> float:
    """How far the outline is from where it should be around real windows, at most, in pixels.

    Each window is looked for in the agent's own frame of its monitor, as the run of `mimic do --on desktop:2` has it,
    and the step names where it is in that frame. One more frame is made up that begins left of and above the display:
    X has no such origins, other systems do.
    """
    worst = 0.0
    expected = GAP + HALO * scale
    for number, one in enumerate(shown.eyes.monitors(), 1):
        eyes = Eyes(shown.connection, shown.display.name, monitor=number)
        for x, y in ((one.left + 100, one.top + 200), (one.left + 301, one.top + 255)):
            with _marked(shown, Box(x, y, x + 151, y + 43)) as screen:
                found = _found(eyes)
                worst = max(worst, _off(shown, found, one.geometry, screen, expected))
        eyes.close()
    screen = Box(100, 200, 251, 243)
    return max(worst, _off(shown, screen.moved(300, 200), Geometry(shown.size, 1.0, -300, -200), screen, expected))


@contextmanager
def _marked(shown: Stage, box: Box) -> Iterator[Box]:
    """A window of another program that fills the box."""
    from Xlib import X

    window = shown.connection.screen().root.create_window(
        int(box.left), int(box.top), int(box.width), int(box.height), 0, X.CopyFromParent,
        background_pixel=MARK, override_redirect=True,
    )  # fmt: skip
    window.map()
    shown.connection.sync()
    try:
        shown.wait(lambda: tuple(shown.bare(box)[0, 0]) == tuple(MARK.to_bytes(3, "little")), "the window")
        yield box
    finally:
        window.destroy()
        shown.connection.sync()


def _found(eyes: Eyes) -> Box:
    """Where such a window is in a frame."""
    here = (eyes.grab()[:, :, :3] == tuple(MARK.to_bytes(3, "little"))).all(axis=2)
    rows, columns = here.any(axis=1).nonzero()[0], here.any(axis=0).nonzero()[0]
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _off(shown: Stage, target: Box, geometry: Geometry, screen: Box, expected: float) -> float:
    """How far the outline around a target, told in frame pixels, is from a place on the screen."""
    shown.plan(target, geometry, point=False)
    shown.wait(lambda: shown.outlined(screen), "the outline")
    time.sleep(0.1)
    found = edges(shown.bare(), screen)
    return max(abs(one - expected) for one in found) if found else float("inf")
