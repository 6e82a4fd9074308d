"""Events: the one stream that everything which shows or stores a run listens to. And the Person, who is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal, Protocol, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, SkipValidation, TypeAdapter

from bridges.action import Action
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Geometry
from model.base import Decision


class Consequence(StrEnum):
    """What a step can do to the world, mildest first."""

    READS = "reads"
    EDITS = "edits"
    DESTROYS = "destroys"
    """Leaves the machine, overwrites or deletes."""
    SPENDS = "spends"
    """Spends money or sends something to others."""

    @property
    def risky(self) -> bool:
        return self in (Consequence.DESTROYS, Consequence.SPENDS)


class _Event(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    step: int = 0
    """1 for the first step; 0 for what belongs to the whole run."""
    at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    ms: dict[str, float] = Field(default_factory=dict)
    """Milliseconds per phase: capture, parse, decide, guard, act, verify."""
    frame: str | None = None
    """Name of the picture that belongs to the event, such as "0003-before"; the run folder keeps it."""
    pixels: SkipValidation[Frame | None] = Field(default=None, exclude=True, repr=False)
    """The picture itself while the event is young; never serialised."""


class Focus(BaseModel):
    """The window that had the focus when an event's picture was taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    application: str = ""
    window: str = ""
    """Its title."""
    box: Box | None = None
    """In frame pixels."""

    @classmethod
    def of(cls, seen: Observation) -> Self:
        return cls(application=seen.application, window=seen.window, box=seen.window_box)


class Started(_Event):
    """A run begins, or goes on where it was interrupted."""

    event: Literal["started"] = "started"
    task: str
    device: str
    model: str
    display: str = ""
    """The X display that the device is, such as ":97", for who wants to watch; empty where it is none."""
    resumed: bool = False


class Planned(_Event):
    """The next step, before anything is done."""

    event: Literal["planned"] = "planned"
    decision: Decision
    consequence: Consequence
    geometry: Geometry
    points: tuple[FramePoint, ...] = ()
    """Where the pointer will go, in frame pixels, in order."""
    target: Box | None = None
    """The target's box in frame pixels."""
    focus: Focus | None = None
    shown_before: bool = False
    """Whether the person once did this very step, and things stand for it as they stood then."""


class Asked(_Event):
    """The person is asked, before a risky step or by the model."""

    event: Literal["asked"] = "asked"
    question: str
    kind: Literal["approve", "answer"]
    consequence: Consequence = Consequence.READS
    timeout_s: float = 60.0


class Answered(_Event):
    """What the person said; silence counts as no."""

    event: Literal["answered"] = "answered"
    approved: bool
    answer: str | None = None
    why: str = ""
    skip: bool = False
    """Not approved, and to be gone on from as if it were done."""
    instead: tuple[Action, ...] = ()
    """Not approved, and these are to be done instead, with points in frame pixels."""


class Refused(_Event):
    """A step will not be done."""

    event: Literal["refused"] = "refused"
    why: str
    by: Literal["guard", "person", "loop", "screen"]
    """screen: it looked different by the time the step was to be done, so the step is decided again."""


class Performed(_Event):
    """The step's input was sent."""

    event: Literal["performed"] = "performed"
    summary: str
    """"click “Save” at (412, 310)"; secrets by name only."""


class Verified(_Event):
    """What the step changed."""

    event: Literal["verified"] = "verified"
    ok: bool
    note: str
    changed: Box | None = None
    """Bounding box of what changed, in frame pixels."""
    focus: Focus | None = None


class Paused(_Event):
    """The run does nothing until the person says so."""

    event: Literal["paused"] = "paused"
    why: str


class Resumed(_Event):
    """The run goes on; `ms` holds how long it paused, as "paused"."""

    event: Literal["resumed"] = "resumed"


class Healed(_Event):
    """A step that did not go as planned was put right in another way."""

    event: Literal["healed"] = "healed"
    was: str
    now: str


class Failed(_Event):
    """The run ends without having done the task."""

    event: Literal["failed"] = "failed"
    error: str
    """Name of the error's class in the tree of `bridges.errors`."""
    why: str
    remedy: str = ""


class Finished(_Event):
    """The run ends; `status` "success" only with evidence."""

    event: Literal["finished"] = "finished"
    status: Literal["success", "failure"]
    answer: str | None = None
    evidence: tuple[str, ...] = ()


Event: TypeAlias = Annotated[
    Started
    | Planned
    | Asked
    | Answered
    | Refused
    | Performed
    | Verified
    | Healed
    | Paused
    | Resumed
    | Failed
    | Finished,
    Field(discriminator="event"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)


class Person(Protocol):
    """Whoever can be asked. Every implementation fails closed: no window, no terminal, no answer in time mean no."""

    def answer(self, question: Asked) -> Answered: ...


class Audience(Protocol):
    """Whoever sees each step before it is done, and may object. Fails closed like a Person."""

    def show(self, planned: Planned) -> Answered:
        """Return approved at once where nobody wants to object; a window that was lost meanwhile is an objection."""


class Nobody:
    """Nobody is there: every question is answered with no, and nobody objects to what the guard lets pass."""

    def show(self, planned: Planned) -> Answered:
        return Answered(step=planned.step, approved=True)

    def answer(self, question: Asked) -> Answered:
        return Answered(step=question.step, approved=False, why="nobody is there to ask")
