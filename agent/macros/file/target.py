"""What a step acts on, described three ways: by words, by appearance and by place.

Boxes and sizes are in frame pixels.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bridges.coordinates import Box
from model.base import Role


class FilePart(BaseModel):
    """A part of a macro's file; unknown keys are errors."""

    # Not strict: YAML writes 5 for 5.0 and lists for tuples.
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(FilePart):
    """Where the target was."""

    box: Box
    """In the window where there is one, else on the screen."""
    within: tuple[float, float]
    """Width and height of that window or screen."""
    at: tuple[float, float] = (0.5, 0.5)
    """Where in the box it was pressed, from 0 to 1 in both directions."""
    window: bool = True
    """Whether the box counts from the corner of the window that had the focus."""
    corner: tuple[float, float] = (0.0, 0.0)
    """Where that corner was on the screen."""


class Looks(FilePart):
    """How the target looked."""

    picture: str
    """File beside the macro: the target and what stood around it."""
    box: Box
    """The target within that picture."""
    hash: str = ""
    """Of the target alone, 16 hexadecimal digits: near in bits means alike."""


class Anchor(FilePart):
    """Words in sight that say which of several alike things the target is: the name of its row, a field's label."""

    words: Annotated[str, Field(min_length=1)]
    box: Box
    """Counted as in the picture of the target's looks, whether it lies within that or beyond."""


class Target(FilePart):
    """What a step acts on, described three ways; each may be missing."""

    words: str = ""
    """What stands on it, or its accessible name."""
    label: str = ""
    """The text beside it that names it."""
    role: Role = "unknown"
    near: tuple[str, ...] = ()
    """Words that stood around it, nearest first."""
    identity: str = ""
    """Its name in the accessibility tree: role and name of it and of what is above it."""
    place: Place | None = None
    looks: Looks | None = None
    anchor: Anchor | None = None
    """Where it has no words of its own, or others have the same."""
    grid: tuple[Anchor, ...] = ()
    """Where it has hardly any words: things with words in its row and in its column."""
    application: str = ""
    """Of the window that had the focus."""
    window: str = ""
    """Title of that window."""

    @property
    def called(self) -> str:
        """How the person may be told of it."""
        named = self.words or self.label or (self.near[0] if self.near else "")
        if named or self.role != "unknown":
            return named or self.role
        if self.looks is not None:
            return PurePath(self.looks.picture).name
        center = self.place.box.center if self.place else None
        return f"({center.x:.0f}, {center.y:.0f})" if center else self.role

    @model_validator(mode="before")
    @classmethod
    def _by_words(cls, value: Any) -> Any:
        """Whoever writes by hand may say `target: Save`."""
        return {"words": value} if isinstance(value, str) and value.strip() else value
