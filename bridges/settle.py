"""Waiting until the screen is still: measured on the pixels, never slept.

Two grabs in a row are compared. The screen is still when nothing has changed over a few comparisons, where two kinds of
change do not count: one shaped like a text caret, and tiles that have changed again and again while all of those
together are a small part of the screen (a spinner, a progress bar, a clock).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TILE = 40
"""Side of a tile in pixels."""
INTERVAL_S = 0.025
STILL = 2
"""Comparisons without change in a row, so three grabs."""
LIMIT_S = 2.0
RESTLESS_WITHIN, RESTLESS_AFTER = 16, 5
"""A tile is restless that has changed in at least 5 of the last 16 comparisons. Slower ones leave still moments."""
RESTLESS_SHARE = 0.06
"""The largest part of the screen that may go on changing on a screen that is called still."""
CARET = (4, 60)
"""Width and height that a caret does not exceed, in pixels."""

Pixels = NDArray[np.uint8]
"""A grab: height × width × 4 bytes, in any channel order."""


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """The last grab, and whether the screen was still then."""

    pixels: Pixels
    settled: bool
    seconds: float
    grabs: int


def settle(
    grab: Callable[[], Pixels],
    *,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
    minimum_s: float = 0.0,
    limit_s: float = LIMIT_S,
) -> Settled:
    """Grab until the screen is still, for at least ``minimum_s`` and at most about ``limit_s`` seconds.

    ``minimum_s`` is for the time just after an action, before the screen has begun to answer it.
    """
    start = clock()
    last, grabs, quiet = grab(), 1, 0
    recent: deque[NDArray[np.bool_]] = deque(maxlen=RESTLESS_WITHIN)
    while True:
        elapsed = clock() - start
        if quiet >= STILL and elapsed >= minimum_s:
            return Settled(last, settled=True, seconds=elapsed, grabs=grabs)
        if elapsed >= limit_s:
            return Settled(last, settled=False, seconds=elapsed, grabs=grabs)
        pause(INTERVAL_S)
        now = grab()
        grabs += 1
        tiles = changed_tiles(last, now)
        last = now
        if recent and recent[0].shape != tiles.shape:
            recent.clear()
        recent.append(tiles)
        restless = np.sum(recent, axis=0) >= RESTLESS_AFTER
        ignored = restless & (restless.mean() <= RESTLESS_SHARE)
        quiet = 0 if (tiles & ~ignored).any() else quiet + 1


def changed_tiles(before: Pixels, after: Pixels) -> NDArray[np.bool_]:
    """Which tiles differ between two grabs; none where no more than a caret does.

    A change of size counts as a change of everything.
    """
    if before is after:
        return np.zeros(_tiled(after), dtype=bool)
    if before.shape != after.shape:
        return np.ones(_tiled(after), dtype=bool)
    different = _words(before) != _words(after)
    rows = np.flatnonzero(different.any(axis=1))
    if rows.size == 0:
        return np.zeros(_tiled(after), dtype=bool)
    columns = np.flatnonzero(different.any(axis=0))
    if columns[-1] - columns[0] < CARET[0] and rows[-1] - rows[0] < CARET[1]:
        return np.zeros(_tiled(after), dtype=bool)
    tiles = np.logical_or.reduceat(different, np.arange(0, different.shape[0], TILE), axis=0)
    return np.logical_or.reduceat(tiles, np.arange(0, different.shape[1], TILE), axis=1)


def _tiled(pixels: Pixels) -> tuple[int, int]:
    return -(-pixels.shape[0] // TILE), -(-pixels.shape[1] // TILE)


def _words(pixels: Pixels) -> NDArray[np.uint32]:
    """One number a pixel, so that a pixel is compared in one step."""
    return np.ascontiguousarray(pixels).view(np.uint32)[:, :, 0]
