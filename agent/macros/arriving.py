"""Whether a typed text arrived: where it came when recorded, and as a whole.

A text that went into another line or another field shows, too, and so passes for a change; and of one that was broken
off by what came up meanwhile, a beginning shows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from agent.difference import difference
from agent.macros.file.schema import Typing
from agent.macros.grounding.looks import equal, part
from agent.macros.grounding.whereabouts import in_row, places
from agent.macros.scenes import Pictures
from agent.reading import Reader, plain, same, shows, words_of
from agent.secrets import names_in
from bridges.base import Observation
from bridges.coordinates import Box
from model.base import Element

MOST = 6
"""Regions that are kept or read; where a text changed more than these, its field is no sight to remember."""
SHARE = 0.5
"""Part of what changed that has to have changed in the same place: a clock or a count of letters alone is less."""
TITLE = 30.0
"""Pixels at the top of a window in which its title stands, which tells of a change as well."""
AROUND, FRAME = 10.0, 5.0
"""Pixels around a field that are read with it, and those that its frame takes up."""
LARGEST = 12.0
"""Times a field's size up to which what changed on it is the text."""
SHOWS_S, STILL_S, PAUSE_S = 0.5, 0.15, 0.012
"""So long a field may take to look as it did, and stand still in another look, before it is read."""
LONG, TAIL = 12, 6
"""Letters of a text that a field may be too narrow for, and those at its end that it shows then."""

Stands: TypeAlias = Literal["whole", "broken", "unread"]


def arrivals(before: Observation, after: Observation) -> tuple[Box, ...]:
    """Where a text came, counted from the corner of its window; nothing where that moved meanwhile."""
    if before.window_box != after.window_box or before.frame.shape != after.frame.shape:
        return ()
    height, width = before.frame.shape[:2]
    window = before.window_box or Box(0, 0, width, height)
    inner = Box(window.left, window.top + (TITLE if before.window_box else 0.0), window.right, window.bottom)
    regions = difference(before.frame, after.frame).regions
    return tuple(one.moved(-window.left, -window.top) for one in regions if inner.contains(one.center))


def arrived(came: Sequence[Box], before: Observation, seen: Observation) -> bool:
    """Whether most of it has changed again, or most of what has changed now did then.

    A text of another length begins in the same place; where the pointer went, something may light up besides.
    """
    now = arrivals(before, seen)
    return _share(came, now) >= SHARE or _share(now, came) >= SHARE


def _share(boxes: Sequence[Box], others: Sequence[Box]) -> float:
    """Part of the boxes' area that meets others."""
    met = sum(one.area for one in boxes if any(_meet(one, other) for other in others))
    return met / max(1.0, sum(one.area for one in boxes))


def _meet(one: Box, other: Box) -> bool:
    return in_row(one, other) and min(one.right, other.right) > max(one.left, other.left)


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """A text that was typed: what may still have to be proven of it."""

    step: Typing
    before: Observation
    field: Box | None
    """What it was typed into, where that is known."""

    def stands(
        self,
        ladder: Pictures,
        reader: Reader,
        seen: Observation,
        glance: Callable[[], Observation],
        still: Callable[[], Observation],
    ) -> tuple[Stands, Observation]:
        """How the text stands there now, by the field's recorded look or else by reading; and the look that tells."""
        if not plain(self.step.text) or names_in(self.step.text):
            return "whole", seen
        began = changed = time.monotonic()
        while self.step.check.looks is not None:
            if self._looks_as_recorded(ladder, seen):
                return "whole", seen
            now, last = time.monotonic(), seen
            if now - changed > STILL_S or now - began > SHOWS_S:
                break
            time.sleep(PAUSE_S)
            seen = glance()
            changed = now if difference(last.frame, seen.frame).regions else changed
        until = time.monotonic() + self.step.check.within_s
        while True:
            seen = still()
            stands: Stands = "whole" if self._looks_as_recorded(ladder, seen) else self._reads(reader, seen)
            # A slow program is still at it.
            if stands != "broken" or time.monotonic() > until:
                return stands, seen

    def came_to_nothing(self, seen: Observation) -> bool:
        """Whether all looks as before where the text came when recorded, but for the frame of its field."""
        place = self.step.target.place if self.step.target else None
        if self.field is None or place is None or self.before.frame.shape != seen.frame.shape:
            return False
        across, down = self.field.left - place.box.left, self.field.top - place.box.top
        inside = [one.moved(across, down).expanded(-FRAME) for one in self.step.check.came if one.height > 3 * FRAME]
        return bool(inside) and all(equal(part(self.before.frame, one), part(seen.frame, one)) for one in inside)

    def _looks_as_recorded(self, ladder: Pictures, seen: Observation) -> bool:
        check = self.step.check
        if check.looks is None or check.place is None or not check.came:
            return False
        if (picture := ladder.picture(check.looks.picture)) is None:
            return False
        corner, inner = check.place.box, check.looks.box
        then = [part(picture, one.moved(inner.left - corner.left, inner.top - corner.top)) for one in check.came]
        for box in places(check.place, seen):
            here = [one.moved(box.left - corner.left, box.top - corner.top) for one in check.came]
            if all(equal(picture, part(seen.frame, place)) for picture, place in zip(then, here, strict=True)):
                return True
        return False

    def _reads(self, reader: Reader, seen: Observation) -> Stands:
        """By what can be read where something changed: of each such place alone, which takes a part of the time."""
        pieces: list[str] = []
        stands: Stands = "unread"
        for place in self._changed(seen):
            here = place.expanded(AROUND)
            frame = np.ascontiguousarray(part(seen.frame, here))
            if frame.size:
                pieces += self._pieces(reader.texts(replace(seen, frame=frame, tree=None)), here)
                stands = stands_in(pieces, self.step.text)
            if stands == "whole":
                break
        return stands

    def _pieces(self, elements: Sequence[Element], here: Box) -> list[str]:
        """What is written in the field's row, where something is: the field above may have lost its light at once."""
        field = self.field.moved(-max(0.0, here.left), -max(0.0, here.top)) if self.field else None
        row = [one for one in elements if field is not None and in_row(one.box, field) and words_of(one)]
        return [words_of(one) for one in row or elements]

    def _changed(self, seen: Observation) -> list[Box]:
        """Where the text may have come, the largest places first."""
        regions = difference(self.before.frame, seen.frame).regions
        if self.field is not None:
            near = self.field.expanded(AROUND)
            # A text may reach further than its field was seen to; all over the window, something else came up.
            regions = tuple(one for one in regions if near.intersection(one).area and one.area < LARGEST * near.area)
            regions = regions or (self.field,)
        return sorted(_joined(regions), key=lambda one: -one.area)[:MOST]


def _joined(regions: Sequence[Box]) -> list[Box]:
    """Words in large letters change apart: those next to each other in a row are one place."""
    joined: list[Box] = []
    for region in sorted(regions, key=lambda one: one.left):
        for number, one in enumerate(joined):
            if in_row(one, region) and region.left - one.right < max(one.height, region.height):
                joined[number] = one.union(region)
                break
        else:
            joined.append(region)
    return joined


def stands_in(pieces: Sequence[str], text: str) -> Stands:
    """Whether a text can be read to its end, or only its beginning."""
    wanted, joined = plain(text), plain("".join(pieces))
    scrolled = len(wanted) > LONG and wanted[-TAIL:] in joined
    if wanted in joined or same(wanted, joined) or scrolled:
        return "whole"
    if any(wanted.startswith(read) for read in _readings(pieces)):
        return "broken"
    return "whole" if shows(text, pieces) else "unread"


def _readings(pieces: Sequence[str]) -> list[str]:
    lines = [plain(one) for one in pieces]
    return [one for one in (*lines, "".join(lines)) if one]
