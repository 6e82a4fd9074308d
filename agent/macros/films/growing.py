"""Writing that grows in a screen recording: sign by sign to the right, line by line downwards, as typing looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.macros.grounding.whereabouts import in_row
from bridges.base import Frame
from bridges.coordinates import Box

LINE = (5.0, 64.0)
"""Heights of a line of writing, in pixels."""
SIGNS = 3
"""Times that a line has to grow until it is taken for typed, and fewer where it goes on below such a line."""
GAP = 2.5
"""Heights of a line that a look may have missed, and spaces take."""
CARET = 4.0
"""Pixels that a caret takes at most, with the gap before it."""
NEXT = 1.2
"""Heights between a line and the next one."""
MOST = 40
"""Places at most that may still turn out to be writing."""


@dataclass(slots=True, eq=False)
class Line:
    """A place that changed, further to the right at each look."""

    box: Box
    """What has come to be on it."""
    last: Box
    """What changed last: new signs, and all that they push to the right."""
    times: int
    frame: Frame
    """The screen when it last grew."""
    above: Line | None = None

    @property
    def pushes(self) -> bool:
        """Whether something stood behind the caret."""
        return self.last.right - self.box.right > CARET

    @property
    def typed(self) -> bool:
        return self.times >= SIGNS or (self.times >= SIGNS - 1 and self.above is not None and self.above.typed)


@dataclass(slots=True)
class Growth:
    """Takes in what changed from look to look; ``lines`` tells what was typed meanwhile."""

    _open: list[Line] = field(default_factory=list)

    def look(self, changed: Sequence[Box], frame: Frame) -> None:
        """Some boxes have changed, and the screen looks like this now."""
        for box in _in_rows([one for one in changed if LINE[0] <= one.height <= LINE[1]]):
            known = next((one for one in reversed(self._open) if _goes_on(one.last, box)), None)
            if known is not None:
                # As far as the line has grown to the right, the new signs reach.
                end = min(box.right, box.left + box.right - known.last.right)
                first = known.box if known.times > 1 else _begun(known.last, box)
                known.box = first.union(Box(box.left, box.top, end, box.bottom))
                known.last, known.times, known.frame = box, known.times + 1, frame
            else:
                above = next((one for one in reversed(self._open) if _below(one, box)), None)
                self._open = [*self._open, Line(box, box, 1, frame, above)][-MOST:]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that were typed, from above; none where nothing grew."""
        ends = [one for one in self._open if one.typed]
        longest: list[Line] = []
        for one in ends:
            rows = [one]
            while rows[-1].above is not None and rows[-1].above.typed:
                rows.append(rows[-1].above)
            if sum(row.times for row in rows) > sum(row.times for row in longest):
                longest = rows
        return tuple(reversed(longest))


def _in_rows(boxes: Sequence[Box]) -> list[Box]:
    """Those that stand close beside each other as one: of signs that are pushed on, some fall on their like."""
    rows: list[Box] = []
    for box in sorted(boxes, key=lambda one: one.left):
        beside = next((at for at, row in enumerate(rows) if _beside(row, box)), None)
        if beside is None:
            rows.append(box)
        else:
            rows[beside] = rows[beside].union(box)
    return rows


def _beside(row: Box, box: Box) -> bool:
    return in_row(row, box) and box.left - row.right <= GAP * min(row.height, box.height)


def _begun(first: Box, box: Box) -> Box:
    """What came to be on a line at first: all that changed, up to where it went on."""
    return Box(first.left, first.top, max(first.left + 1, min(first.right, box.left)), first.bottom)


def _goes_on(last: Box, box: Box) -> bool:
    """Whether a change is the next signs of a line whose last ones were there."""
    gap = GAP * max(last.height, box.height)
    return in_row(last, box) and box.left > last.left and last.right < box.right and box.left - last.right <= gap


def _below(line: Line, box: Box) -> bool:
    """Whether a change is the beginning of the line below."""
    height = max(line.box.height, box.height)
    return 0 < box.bottom - line.box.bottom <= NEXT * 2 * height and abs(box.left - line.box.left) <= height
