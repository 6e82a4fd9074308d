"""What a phone's touch panel tells through `getevent`: fingers, in the pixels of the screen as it lies now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bridges.android.readings import Display
from bridges.coordinates import ScreenPoint

LIST, FOLLOW = "getevent -lp", "getevent -lt"
_EVENT = re.compile(r"\[\s*(\d+\.\d+)\] (\S+): (\S+)\s+(\S+)\s+(\S+)")
_DEVICE = re.compile(r"add device \d+: (\S+)")
_AXIS = re.compile(r"(ABS_MT_POSITION_[XY])\s+:.*\bmin (-?\d+), max (-?\d+)")


@dataclass(frozen=True, slots=True)
class Panel:
    """The event device that feels fingers, and its own measure."""

    device: str
    x: tuple[int, int]
    y: tuple[int, int]

    def on_screen(self, x: int, y: int, display: Display) -> ScreenPoint:
        """The logical pixel of a place on the panel, which does not turn with the picture."""
        across = (x - self.x[0]) / max(1, self.x[1] - self.x[0])
        down = (y - self.y[0]) / max(1, self.y[1] - self.y[0])
        across, down = {0: (across, down), 1: (down, 1 - across), 2: (1 - across, 1 - down), 3: (1 - down, across)}[
            display.rotation
        ]
        return ScreenPoint(across * (display.width - 1), down * (display.height - 1))


def read_panel(told: str) -> Panel | None:
    """The first device with positions of fingers in what `getevent -lp` lists; None where there is none."""
    device, axes = "", dict[str, tuple[int, int]]()
    for line in told.splitlines():
        if found := _DEVICE.search(line):
            device, axes = found[1], {}
        elif axis := _AXIS.search(line):
            axes[axis[1]] = (int(axis[2]), int(axis[3]))
            if len(axes) == 2:
                return Panel(device, axes["ABS_MT_POSITION_X"], axes["ABS_MT_POSITION_Y"])
    return None


@dataclass(frozen=True, slots=True)
class Felt:
    """A finger came down, moved or was lifted, by the device's own clock and in the panel's own measure."""

    kind: str
    """ "down", "move" or "up"."""
    at: float
    x: int
    y: int


class Fingers:
    """Puts lines together: a report of several lines is one event of one finger. A second finger is not followed."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._place = [0, 0]
        self._slot, self._down = 0, False
        self._change = ""

    def take(self, line: str) -> Iterator[Felt]:
        found = _EVENT.search(line)
        if found is None or found[2] != self._panel.device:
            return
        at, _, _, code, value = found.groups()
        if code == "ABS_MT_SLOT":
            self._slot = int(value, 16)
        elif self._slot:
            pass
        elif code == "ABS_MT_TRACKING_ID":
            self._change = "up" if value == "ffffffff" else "down"
        elif code.startswith("ABS_MT_POSITION_"):
            self._place[code.endswith("Y")] = int(value, 16)
            self._change = self._change or "move"
        if code == "SYN_REPORT" and self._change:
            kind, self._change = self._change, ""
            if kind != "move" or self._down:
                yield Felt(kind, float(at), *self._place)
            self._down = kind != "up"
