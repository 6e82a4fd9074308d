"""The scene of a step: the whole window before keys or a text go to it, with what could be read there.

A step without a target has nothing that is looked for. That its window looks as it did when recorded says both that the
application has done what came before, and that what was read then stands there now.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from agent.difference import difference
from agent.macros.looks import part
from bridges.base import Frame, Observation
from bridges.coordinates import Box
from model.base import Element

Likeness: TypeAlias = Literal["same", "alike", "other"]

SMALL = 0.01
"""Part of a window that may differ in one that is alike: a clock, the time of a file, another text in a field."""


def window_of(seen: Observation) -> Box | None:
    """The window with the focus, in whole frame pixels."""
    box = seen.window_box
    return Box(round(box.left), round(box.top), round(box.right), round(box.bottom)) if box else None


def scene_of(seen: Observation) -> Frame | None:
    """The picture of the window with the focus; None where no window is known."""
    box = window_of(seen)
    picture = part(seen.frame, box) if box else None
    return picture.copy() if picture is not None and picture.size else None


def likeness(recorded: Frame, seen: Observation) -> Likeness:
    """How the window with the focus looks beside the recorded one; a blinking caret makes no difference."""
    box = window_of(seen)
    if box is None:
        return "other"
    now = part(seen.frame, box)
    if now.shape != recorded.shape:
        return "other"
    changed = difference(recorded, now).regions
    if not changed:
        return "same"
    return "alike" if sum(one.area for one in changed) <= SMALL * box.area else "other"


def told(elements: Sequence[Element], seen: Observation) -> str:
    """What stands in the window, as the text of a file."""
    box = window_of(seen)
    if box is None:
        return "[]"
    inside = [one for one in elements if one.box.intersection(box).area > 0]
    moved = [one.model_copy(update={"box": one.box.moved(-box.left, -box.top)}) for one in inside]
    kept = [one.model_dump(mode="json", exclude_defaults=True, include=_KEPT) for one in moved]
    return json.dumps(kept, ensure_ascii=False, indent=1)


def elements_told(folder: Path, file: str, seen: Observation) -> tuple[Element, ...] | None:
    """What stood in the window when it was recorded, in the frame of now; None where that is not known."""
    box = window_of(seen)
    path = (folder / file).resolve()
    if box is None or not file or not path.is_relative_to(folder.resolve()):
        return None
    try:
        told = [Element.model_validate(one) for one in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError):
        return None
    return tuple(one.model_copy(update={"box": one.box.moved(box.left, box.top)}) for one in told)


_KEPT = {"box", "role", "text", "label", "value"}
