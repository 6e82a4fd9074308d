"""Content that is scrolled in a screen recording: a movement from look to look, all in one direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from statistics import fmean

from bridges.base import Frame
from bridges.coordinates import Box
from model.movement import Shift, rolled

LARGE = 0.02
"""Share of the screen from which a change is more than something lighting up under the pointer."""
ONCE = 0.6
"""How sure one movement alone may be: what stands below something that has gone moves up at once, too."""
FILLED = 0.01
"""Share of the screen that the changes themselves fill: the digits of a display move, too, as one more is put in."""
MOSTLY = 0.5
"""Share of the large changes that have to be movements."""


@dataclass(slots=True)
class Rolling:
    """Takes in what changed from look to look; ``whole`` tells how far content was moved meanwhile."""

    _moves: list[Shift] = field(default_factory=list)
    _others: int = 0

    def look(self, last: Frame, frame: Frame, changed: Sequence[Box]) -> None:
        """Some boxes have changed since the last frame."""
        whole = reduce(Box.union, changed)
        screen = frame.shape[0] * frame.shape[1]
        if whole.area < LARGE * screen or sum(one.area for one in changed) < FILLED * screen:
            return
        moved = rolled(last, frame, whole)
        if moved is not None:
            self._moves.append(moved)
        else:
            self._others += 1

    @property
    def whole(self) -> Shift | None:
        """All movements together; None where there was none, or more that was no movement."""
        down, right = sum(one.down for one in self._moves), sum(one.right for one in self._moves)
        share = len(self._moves) / max(1, len(self._moves) + self._others)
        if not self._moves or share < MOSTLY or not (down or right):
            return None
        agreed = share * fmean(one.agreed for one in self._moves)
        if len(self._moves) == 1:
            agreed = min(agreed, ONCE)
        return Shift(down, 0, agreed) if abs(down) >= abs(right) else Shift(0, right, agreed)
