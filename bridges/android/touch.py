"""A finger on the phone: taps, presses, drags. Whatever went down comes up, also where the run is stopped.

A finger that rests or travels is made of single motion events, so that a stop is noticed between two of them and the
finger can be lifted; `input swipe` would go on alone. Phones before Android 10 have no such events and get a swipe.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bridges.action import Direction
from bridges.android.link import Link, check
from bridges.android.readings import Display
from bridges.coordinates import Box, ScreenPoint, Size

LONG_PRESS_S = 0.7
"""Android's own time is 0.4 to 0.5 s; accessibility settings lengthen it to 1.5 s."""
MOVES = 8
REST_S = 0.1
"""At the end of a scroll the finger rests, so that the list stops where it is and does not fly on."""
SWIPE_MS = 180
EDGE_DP = 48
"""A swipe that begins at the edge means "back" or "home"."""
WAYS: dict[Direction, tuple[int, int]] = {"down": (0, -1), "up": (0, 1), "right": (-1, 0), "left": (1, 0)}
"""Where the finger goes for the view to travel in a direction: against it."""

Pixel = tuple[int, int]


class Finger:
    """Touches one phone. Points are logical pixels of the present rotation. Raises Stopped, and what `Link` raises."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._has_events = True

    def tap(self, at: Pixel, times: int = 1) -> None:
        """Tap; twice means in one command, because two commands may come too far apart."""
        one = f"input tap {at[0]} {at[1]}"
        self._link.run(" && ".join([one] * times))

    def hold(self, at: Pixel, seconds: float = LONG_PRESS_S) -> None:
        with self._down(at):
            if self._has_events:
                self._link.stop.sleep(seconds)
        if not self._has_events:
            self._link.run(f"input swipe {at[0]} {at[1]} {at[0]} {at[1]} {round(seconds * 1000)}")

    def travel(self, start: Pixel, end: Pixel, *, hold_s: float = 0.0, rest_s: float = 0.0) -> None:
        """From one point to the other: after a hold (to pick something up), with a rest before the finger is lifted."""
        with self._down(start) as lift:
            if self._has_events:
                if hold_s:
                    self._link.stop.sleep(hold_s)
                for step in range(1, MOVES + 1):
                    x, y = (round(a + (b - a) * step / MOVES) for a, b in zip(start, end, strict=True))
                    self._link.run(f"input motionevent MOVE {x} {y}")
                    lift[:] = [x, y]
                if rest_s:
                    self._link.stop.sleep(rest_s)
                    self._link.run(f"input motionevent MOVE {end[0]} {end[1]}")
        if not self._has_events:
            self._link.run(f"input swipe {start[0]} {start[1]} {end[0]} {end[1]} {SWIPE_MS}")

    @contextmanager
    def _down(self, at: Pixel) -> Iterator[list[int]]:
        """The finger is down meanwhile; the yielded place is where it will be lifted."""
        place = list(at)
        self._link.stop.check()
        answer = self._link.ask(f"input motionevent DOWN {at[0]} {at[1]}", unstoppable=True)
        if "Unknown command" in answer.said or "Usage: input" in answer.said:
            self._has_events = False
            yield place
            return
        check(answer, f"Touching {self._link.serial}")
        try:
            yield place
        finally:
            self._link.run(f"input motionevent UP {place[0]} {place[1]}", unstoppable=True)


def scroll_path(
    display: Display, direction: Direction, distance: float | None, point: ScreenPoint | None
) -> list[tuple[Pixel, Pixel]]:
    """The finger's strokes for a scroll: the view travels in ``direction``, the finger against it.

    Each stroke stays away from the edges and from holes in the panel; a longer distance takes several.
    """
    dx, dy = WAYS[direction]
    edge = EDGE_DP * display.density / 160
    area = Box(edge, edge * 1.5, display.width - edge, display.height - edge * 1.5)
    for hole in display.cutouts:
        if hole.bottom < display.height / 2 and hole.bottom + edge > area.top:
            area = Box(area.left, hole.bottom + edge, area.right, area.bottom)
    middle = point or ScreenPoint(display.width / 2, display.height / 2)
    span = area.height if dy else area.width
    wanted = distance if distance is not None else (display.height if dy else display.width) / 2
    strokes: list[tuple[Pixel, Pixel]] = []
    while wanted >= 1 and len(strokes) < 10:
        length = min(wanted, span)
        wanted -= length
        strokes.append(_stroke(area, middle, dx, dy, length))
    return strokes


def _stroke(area: Box, middle: ScreenPoint, dx: int, dy: int, length: float) -> tuple[Pixel, Pixel]:
    """A stroke around the middle, shifted along its own way until it lies inside the area."""
    x, y = middle.x - dx * length / 2, middle.y - dy * length / 2
    if dy:
        y = _shifted(y, y + dy * length, area.top, area.bottom)
        x = min(max(x, area.left), area.right)
    else:
        x = _shifted(x, x + dx * length, area.left, area.right)
        y = min(max(y, area.top), area.bottom)
    return (round(x), round(y)), (round(x + dx * length), round(y + dy * length))


def _shifted(start: float, end: float, low: float, high: float) -> float:
    least, most = min(start, end), max(start, end)
    if least < low:
        return start + low - least
    if most > high:
        return start - (most - high)
    return start


def pixel(point: ScreenPoint, display: Display) -> Pixel:
    """The logical pixel of a screen point. Raises OutsideSpace."""
    Size(display.width, display.height).check(point)
    return int(point.x), int(point.y)
