"""The Model: it decides what to do next and owns no device."""

from __future__ import annotations

from typing import Any, Literal, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict, Field

from bridges.action import Action
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Size

Role = Literal[
    "text", "button", "field", "checkbox", "radio", "switch", "slider", "tab", "menu", "menuitem", "link", "icon",
    "image", "list", "listitem", "cell", "scrollbar", "handle", "combobox", "window", "unknown",
]  # fmt: skip


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Element(_Value):
    """One thing on the screen that a person could point at."""

    box: Box
    role: Role = "unknown"
    text: str = ""
    """What is written on it, or its accessible name."""
    label: str = ""
    """The text beside it that names it, where it has none of its own."""
    value: str = ""
    """What a field holds."""
    states: frozenset[str] = frozenset()
    source: Literal["text", "vision", "tree", "fused"] = "text"
    confidence: float = 1.0
    parent: int | None = None
    """Index of the enclosing element (a dialog, a toolbar) in the same parse, where there is one."""


class Task(_Value):
    """What the person wants, in plain words."""

    text: str = Field(min_length=1)


class Target(_Value):
    """What a step acts on."""

    words: str
    """How the person called it."""
    element: Element | None = None


class Expectation(_Value):
    """What should be true after a step, so that it can be checked."""

    kind: Literal["change", "text", "gone", "window", "none"] = "change"
    """change: pixels change; text: `text` can be read; gone: `text` can no longer be read; window: another window has
    the focus or a window titled like `text` exists; none: nothing visible is expected (a wait, copying)."""
    text: str = ""
    near: Box | None = None
    """Where the change or text is expected, in frame pixels; None for anywhere."""
    within_s: float = 5.0


class Decision(_Value):
    """The next step: what to do, to what, why, and what should happen then."""

    actions: tuple[Action, ...] = Field(min_length=1)
    """In image points, see `image`."""
    image: Size
    """Size of the picture that the points refer to."""
    reason: str
    """Shown to the person: "step 2 of 5: type the text"."""
    target: Target | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    expect: Expectation = Expectation()
    evidence: tuple[str, ...] = ()
    """For `finished`: what on the screen shows it."""
    memory: dict[str, Any] = Field(default_factory=dict)
    """The model's own JSON-able note to itself, given back in the history. Nobody else reads it."""
    model: str = ""
    """Who decided."""
    ms: dict[str, float] = Field(default_factory=dict)
    """Milliseconds of "parse" and "decide"."""


class Turn(_Value):
    """A step that is over: what was decided and how it went."""

    decision: Decision
    verified: bool
    """The expectation was met."""
    note: str = ""
    """What changed, or what went wrong, for the model to read."""
    answer: str | None = None
    """The person's answer, where the step asked."""


History = tuple[Turn, ...]


class Grounding(_Value):
    """Where an instruction points to on a picture; `point` is None where the model refuses."""

    point: FramePoint | None
    box: Box | None = None
    confidence: float = 0.0
    why: str = ""
    """For a refusal: what was looked for and what came close."""
    candidates: tuple[Element, ...] = ()
    ms: dict[str, float] = Field(default_factory=dict)


@runtime_checkable
class Model(Protocol):
    """Decides; owns no device. Found by name among the entry points of the group ``mimic.models``."""

    name: str

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        """The next step. Raises UnreadableTask, UnparsableReply."""

    def ground(self, image: Frame, instruction: str) -> Grounding:
        """Where the instruction points to. Raises NotAnImage, UnreadableTask."""
