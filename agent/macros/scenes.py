"""The scene of a step: the whole window before keys or a text go to it, with what could be read there.

A step without a target has nothing that is looked for. That its window looks as it did when recorded says both that the
application has done what came before, and that what was read then stands there now.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

import numpy as np

from agent.difference import difference
from agent.macros.file.schema import Scene
from agent.macros.grounding.looks import part
from agent.reading import Reader
from bridges.base import Frame, Observation
from bridges.coordinates import Box
from model.base import Element

Likeness: TypeAlias = Literal["same", "alike", "other"]

AROUND = 16.0
"""Pixels around a change that are read with it."""
ANEW = 0.3
"""Part of a window that has changed from which it is read as a whole."""
SMALL = 0.01
"""Part of a window that may differ in one that is alike: a clock, the time of a file, another text in a field."""


class Pictures(Protocol):
    """A macro's folder, with its pictures read once."""

    folder: Path

    def picture(self, file: str) -> Frame | None: ...


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


def known_texts(
    ladder: Pictures, scene: Scene, seen: Observation, reader: Reader
) -> Callable[[], Sequence[Element]] | None:
    """What stands in a window that looks as recorded, or nearly: what differs is read anew when it is asked for.

    None where it looks otherwise, or where nothing was read when it was recorded.
    """
    recorded, box = ladder.picture(scene.picture), window_of(seen)
    told = elements_told(ladder.folder, scene.read, seen)
    if recorded is None or box is None or told is None or recorded.shape != part(seen.frame, box).shape:
        return None
    changed = [one.moved(box.left, box.top) for one in difference(recorded, part(seen.frame, box)).regions]
    if not changed:
        return lambda: told
    whole = reduce(Box.union, changed).expanded(AROUND).intersection(box)
    if whole.area > ANEW * box.area:
        return None
    still = [one for one in told if one.box.intersection(whole).area == 0]
    corner = (round(whole.left), round(whole.top))
    look = replace(seen, frame=np.ascontiguousarray(part(seen.frame, whole)), tree=None)

    def read() -> Sequence[Element]:
        now = reader.texts(look)
        return [*still, *(one.model_copy(update={"box": one.box.moved(*corner)}) for one in now)]

    return read


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
