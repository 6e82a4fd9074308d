"""What several tests of the panel need."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agent.base import Consequence, Planned
from bridges.action import Action
from bridges.coordinates import Geometry, Size
from model.base import Decision

FRAME = Size(1280, 800)


def planned_click(*actions: Action, image: tuple[int, int] = (1280, 800), step: int = 1) -> Planned:
    """A planned step of these actions, on a frame of 1280×800."""
    decision = Decision(actions=actions, image=Size(*image), reason="step 1 of 1: do it")
    return Planned(step=step, decision=decision, consequence=Consequence.EDITS, geometry=Geometry(FRAME))


def in_place(widget: QWidget) -> bool:
    """Whether a person could click it: Qt lays a part that has just been filled in out in a later turn of its loop."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()
