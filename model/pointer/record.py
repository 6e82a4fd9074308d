"""One step of somebody who knew the way, as a line of JSON: what was asked, done before, and seen, and what came next.

The pointer learns from files of such lines. All boxes and points are in pixels of the frame that was parsed; a fraction
of a box is 0 at its left or top edge and 1 at the other.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from model.base import Element, Role

Kind: TypeAlias = Literal[
    "click", "doubleclick", "rightclick", "longpress", "hover", "drag", "input", "select", "press",
    "scroll up", "scroll down", "scroll left", "scroll right", "wait", "finished", "refuse",
    "open", "save as", "open file", "menu", "compute", "read", "wait for",
]  # fmt: skip
"""What can come next; the last line holds whole routines of a program, which the routines of Mini carry out.

"input" types into its target, after a click on it, or into what has the focus where there is none; "refuse" says that
what was asked for is not there."""

Fraction: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Edges: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""
VECTOR = 256
"""Numbers of an icon's vector."""


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Seen(_Line):
    """One element as the parser gave it."""

    box: Edges
    role: Role = "unknown"
    text: str = ""
    label: str = ""
    value: str = ""
    states: tuple[str, ...] = ()
    vector: str | None = None
    """The icon encoder's unit vector, half precision, base64; None where the element was not encoded."""


class Quoted(_Line):
    """Where a text comes from: a span of the task's characters, or an element of the screen."""

    source: Literal["task", "element"]
    start: int = Field(default=0, ge=0)
    end: int = Field(default=0, ge=0)
    """Characters of the task, the end not included."""
    index: int = Field(default=-1, ge=-1)
    """The element, where the text is read from the screen (its value, else its text)."""


class Done(_Line):
    """A step of the past, as far as the one who acts remembers it."""

    action: Kind
    target: str = ""
    """What the target was called: its text or label, else its role."""
    point: tuple[float, float] | None = None
    """Where it was, in pixels of the frame of that time."""
    text: str = ""
    """What was typed or chosen."""
    keys: str = ""
    """A chord: "ctrl+a"."""
    ok: bool = True
    """Something changed, as was expected."""


class Next(_Line):
    """What the one who knew did."""

    type: Kind
    target: int | None = None
    """Index of the element; None for what needs none (press, wait, finished, refuse, a scroll of the whole view)."""
    end: int | None = None
    """Index of the element where a drag ends."""
    offset: tuple[Fraction, Fraction] = (0.5, 0.5)
    """Where in the target's box; its middle for most."""
    end_offset: tuple[Fraction, Fraction] = (0.5, 0.5)
    text: Quoted | None = None
    """What is typed or chosen."""
    keys: str = ""
    """A chord of KEYS, in the order written there."""
    answer: Quoted | None = None
    """What `finished` reports."""


class Step(_Line):
    """A whole line."""

    task: str = Field(min_length=1)
    history: tuple[Done, ...] = ()
    """Oldest first."""
    size: tuple[int, int]
    """Width and height of the frame."""
    window: Edges | None = None
    """The window that has the focus, where known."""
    elements: tuple[Seen, ...]
    action: Next
    origin: str
    """Where it comes from: "miniwob/click-test/seed 4", "pages_1_000000/17"."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        count = len(self.elements)
        action = self.action
        for index in (action.target, action.end):
            if index is not None and not 0 <= index < count:
                raise ValueError(f"the action names element {index} of {count}")
        for quoted in (action.text, action.answer):
            if quoted is None:
                continue
            if quoted.source == "task" and not 0 <= quoted.start < quoted.end <= len(self.task):
                raise ValueError(f"characters {quoted.start} to {quoted.end} are not in a task of {len(self.task)}")
            if quoted.source == "element" and not 0 <= quoted.index < count:
                raise ValueError(f"a text is read from element {quoted.index} of {count}")
        if (
            action.type in ("click", "doubleclick", "rightclick", "longpress", "drag", "select")
            and action.target is None
        ):
            raise ValueError(f"{action.type} needs a target")
        if action.type == "drag" and action.end is None:
            raise ValueError("drag needs an end")
        if (action.type == "press") != bool(action.keys):
            raise ValueError("press needs keys, and nothing else has them")
        if action.keys and action.keys not in KEYS:
            raise ValueError(f"{action.keys!r} is not among the chords that can be pressed: {', '.join(KEYS)}")
        if action.type in ("input", "select") and action.text is None:
            raise ValueError(f"{action.type} needs a text")
        return self


KEYS: tuple[str, ...] = (
    "enter", "escape", "tab", "shift+tab", "backspace", "delete", "space", "up", "down", "left", "right", "home", "end",
    "pageup", "pagedown", "ctrl+a", "ctrl+c", "ctrl+v", "ctrl+x", "ctrl+z", "ctrl+y", "ctrl+shift+z", "ctrl+s",
    "ctrl+shift+s", "ctrl+o", "ctrl+n", "ctrl+w", "ctrl+q", "ctrl+f", "ctrl+h", "ctrl+p", "ctrl+t", "ctrl+l", "ctrl+r",
    "ctrl+home", "ctrl+end", "shift+end", "shift+home", "alt+f4", "alt+left", "alt+right", "alt+up", "ctrl+tab",
    "ctrl+plus", "ctrl+minus", "ctrl+b", "ctrl+i", "ctrl+u", "f1", "f2", "f3", "f5", "f11",
)  # fmt: skip
"""The chords that the pointer can press. The order is the order of its outputs: append, never reorder."""


def seen(element: Element, vector: NDArray[np.float32] | None = None) -> Seen:
    """An element of a parse as a record keeps it."""
    box = element.box
    edges = tuple(round(edge, 1) for edge in (box.left, box.top, box.right, box.bottom))
    return Seen(
        box=(edges[0], edges[1], edges[2], edges[3]),
        role=element.role,
        text=element.text,
        label=element.label,
        value=element.value,
        states=tuple(sorted(element.states)),
        vector=None if vector is None else packed(vector),
    )


def packed(vector: NDArray[np.float32]) -> str:
    """A vector of VECTOR numbers as text."""
    return base64.b64encode(vector.astype("<f2").tobytes()).decode()


def unpacked(text: str) -> NDArray[np.float32]:
    """Inverse of `packed`. Raises ValueError where it is none."""
    vector = np.frombuffer(base64.b64decode(text, validate=True), "<f2").astype(np.float32)
    if len(vector) != VECTOR:
        raise ValueError(f"an icon's vector has {VECTOR} numbers, not {len(vector)}")
    return vector


def load(path: Path) -> Iterator[Step]:
    """The steps of one file of JSON lines. Raises ValueError that names the line, where one is no step."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                step = Step.model_validate_json(line)
                for element in step.elements:
                    if element.vector is not None:
                        unpacked(element.vector)
            except (ValidationError, ValueError) as error:
                raise ValueError(f"{path}, line {number}: {error}") from error
            yield step


def save(steps: Iterable[Step], path: Path) -> int:
    """Write steps as JSON lines; returns how many."""
    count = 0
    with path.open("w", encoding="utf-8") as lines:
        for step in steps:
            lines.write(step.model_dump_json(exclude_defaults=True) + "\n")
            count += 1
    return count
