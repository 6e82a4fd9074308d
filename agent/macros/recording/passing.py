"""What of a deed's effect only shows while the pointer rests where it pressed: a highlight, a hint. It proves nothing.

It stands near the pointer, and is gone again, as if it had never been, once the next thing was done elsewhere. What the
next thing was done in, such as a menu, has served its purpose, and counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from agent.difference import NOISE, REACH, difference
from agent.macros.grounding.looks import part
from agent.macros.recording.deedlet import Deedlet
from agent.reading import words_of
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint

NEAR = 60.0
"""Pixels between the pointer and what shows because of it."""
HIGHEST = 110.0
"""Pixels of a hint together with the highlight over it."""
MOST = 0.7
"""Part of the changed pixels that must be as before again: the next hint may cover the rest."""
HINT = 0.8
"""Part of what is read that lies in a hint, from which it belongs to it."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The regions that a deed changed, in frame pixels."""

    lasting: tuple[Box, ...]
    passing: tuple[Box, ...] = ()
    """What was there only because of where the pointer was."""


def effects(deeds: Sequence[Deedlet]) -> list[tuple[Box, ...]]:
    """What each deed changed for longer than the pointer rested there."""
    lasting: list[tuple[Box, ...]] = []
    ended: tuple[Box, ...] = ()
    for deed, following in zip(deeds, [*deeds[1:], None], strict=True):
        if deed.after is None:
            lasting.append(())
            ended = ()
            continue
        came = _between(deed, deed.after, following, ended)
        lasting.append(came.lasting)
        ended = came.passing
    return lasting


def _between(deed: Deedlet, after: Observation, following: Deedlet | None, ended: Sequence[Box]) -> Effect:
    then = following.after.frame if following and following.after else None
    points = following.points if following else ()
    return effect(deed.seen.frame, after.frame, then, deed.points[-1:], points, ended)


def without_hints(deeds: Sequence[Deedlet]) -> list[Deedlet]:
    """The deeds without the words that showed only because the pointer still rested where it pressed before."""
    cleared = list(deeds[:1])
    hints: tuple[Box, ...] = ()
    for last, deed in pairwise(deeds):
        hints = _between(last, deed.seen, deed, hints).passing
        known = {words_of(one) for one in last.elements}
        kept = [one for one in deed.elements if words_of(one) in known or not _inside(one.box, hints)]
        cleared.append(replace(deed, elements=tuple(kept)))
    return cleared


def _inside(box: Box, hints: Sequence[Box]) -> bool:
    return any(box.intersection(hint.expanded(2)).area >= HINT * box.area for hint in hints)


def effect(
    before: Frame,
    after: Frame,
    then: Frame | None,
    pointer: Sequence[FramePoint],
    following: Sequence[FramePoint],
    ended: Sequence[Box],
) -> Effect:
    """What a deed changed.

    ``then``: the screen after the next deed, which was done at ``following``. ``ended``: what of the deed before it was
    passing, and so has gone by itself.
    """
    regions = difference(before, after).regions
    if after.shape != before.shape or (then is not None and then.shape != before.shape):
        return Effect(regions)
    lasting: list[Box] = []
    passing: list[Box] = []
    for region in regions:
        changed = _apart(part(before, region), part(after, region))
        gone = np.zeros(changed.shape, np.bool_)
        near = any(_distance(region, point) <= NEAR for point in pointer)
        if near and then is not None and not any(_within(changed, region, point) for point in following):
            gone = changed & ~_apart(part(before, region), part(then, region))
        passed = gone.copy()
        for box in ended:
            shared = box.intersection(region).moved(-region.left, -region.top)
            passed[round(shared.top) : round(shared.bottom), round(shared.left) : round(shared.right)] = True
        if float((changed & passed).sum()) < MOST * max(1.0, float(changed.sum())):
            lasting.append(region)
        elif gone.any():
            left, top, wide, high = cv2.boundingRect(gone.astype(np.uint8))
            passing.append(Box(left, top, left + wide, top + high).moved(region.left, region.top))
    return Effect(tuple(lasting), tuple(passing))


def _apart(one: Frame, other: Frame) -> NDArray[np.bool_]:
    return np.asarray(cv2.cvtColor(cv2.absdiff(one, other), cv2.COLOR_RGB2GRAY) > NOISE)


def _within(changed: NDArray[np.bool_], region: Box, point: FramePoint) -> bool:
    """Whether a point lies within the outline of what changed: a hint below and a light beside make an angle.

    A menu may have no outline, where its ground is that of what it covers; but no hint is as high.
    """
    if not region.expanded(1).contains(point):
        return False
    if region.height > HIGHEST:
        return True
    joined = cv2.dilate(np.pad(changed.astype(np.uint8), REACH), np.ones((REACH, REACH), np.uint8))
    outlines = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    at = (point.x - region.left + REACH, point.y - region.top + REACH)
    return any(cv2.pointPolygonTest(outline, at, measureDist=False) >= 0 for outline in outlines)


def _distance(box: Box, point: FramePoint) -> float:
    across = max(box.left - point.x, point.x - box.right, 0.0)
    return max(across, box.top - point.y, point.y - box.bottom)
