"""What the loop sees: each look as it is, for checks in memory, and redacted, for everything that leaves."""

from __future__ import annotations

import time

from agent.difference import difference
from agent.secrets import Secrets
from bridges.base import Bridge, Observation
from bridges.coordinates import Box, FramePoint
from bridges.errors import DeviceLost

FRESH_S = 0.25
"""A settled look this young need not be repeated."""
STALE_S = 2.0
"""After this long, a step is only done where its surroundings still look the same."""
AROUND = 40.0
"""Pixels around a point that must still look the same before a step that waited is done."""


class Sight:
    """The newest look at the device."""

    def __init__(self, bridge: Bridge, secrets: Secrets) -> None:
        self._bridge = bridge
        self._secrets = secrets
        self._raw: Observation | None = None
        self._seen: Observation | None = None
        self._at = 0.0
        self.name = ""
        """Name of the picture in the run's folder."""

    @property
    def has_looked(self) -> bool:
        return self._raw is not None

    @property
    def raw(self) -> Observation:
        """Secrets included: only for comparing, never to be shown, stored or given to a model."""
        if self._raw is None:
            raise DeviceLost("Using the last look at the device", "there was none yet")
        return self._raw

    @property
    def seen(self) -> Observation:
        """As models, events and files may have it."""
        if self._seen is None:
            self._seen = self._secrets.redacted(self.raw)
        return self._seen

    def look(self, name: str) -> dict[str, float]:
        """Look again, unless the last look is young; returns the milliseconds of "capture" and "tree"."""
        if self._raw and self._raw.settled and time.monotonic() - self._at < FRESH_S:
            return {"capture": 0.0}
        started = time.perf_counter()
        self.take(self.observe(), name)
        spent = (time.perf_counter() - started) * 1e3
        return {"capture": max(0.0, spent - self.raw.ms.get("tree", 0.0)), **self.raw.ms}

    @property
    def stale(self) -> bool:
        return time.monotonic() - self._at > STALE_S

    def observe(self) -> Observation:
        self._bridge.stop.check()
        return self._bridge.observe()

    def take(self, raw: Observation, name: str) -> None:
        """Make an observation the newest."""
        self._raw, self._seen, self.name = raw, None, name
        self._at = time.monotonic()

    def still_there(self, before: Observation, points: tuple[FramePoint, ...]) -> bool:
        """Whether the focus, and the surroundings of the points, are as they were in an earlier raw observation."""
        now = self.raw
        if (before.application, before.window) != (now.application, now.window):
            return False
        if before.frame.shape != now.frame.shape:
            return False
        return not any(_differs(before, now, Box(p.x, p.y, p.x, p.y).expanded(AROUND)) for p in points)


def _differs(before: Observation, now: Observation, box: Box) -> bool:
    rows = slice(max(0, int(box.top)), int(box.bottom))
    columns = slice(max(0, int(box.left)), int(box.right))
    return bool(difference(before.frame[rows, columns], now.frame[rows, columns]).regions)
