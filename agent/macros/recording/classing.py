"""How grave each recorded deed is, judged as the guard judges: by what it does and by what stood where it did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.consequences import judged
from agent.macros.recording.deedlet import Deedlet
from agent.reading import Reader
from agent.steps import Step, plan_of
from agent.terminal import PendingLine
from bridges.coordinates import Size
from model.base import Decision


def classed(deeds: Sequence[Deedlet], reader: Reader) -> list[Deedlet]:
    """The deeds with their consequences. The screen is read only where that decides it and it was not read yet."""
    line, judged_deeds = PendingLine(), []
    for deed in deeds:
        step = _step(deed)
        judgement = judged(step, deed.seen, lambda deed=deed: deed.elements or reader.texts(deed.seen), line)  # type: ignore[misc]
        line.take(step.action)
        judged_deeds.append(replace(deed, consequence=judgement.consequence))
    return judged_deeds


def _step(deed: Deedlet) -> Step:
    height, width = deed.seen.frame.shape[:2]
    decision = Decision(actions=(deed.action,), image=Size(width, height), reason="recorded")
    return plan_of(decision, deed.seen, 1)[0]
