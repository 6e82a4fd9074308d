"""What a replay works with, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from agent.base import Audience, Nobody, Person
from agent.guard import Guard
from agent.limits import Limits
from agent.macros.file.schema import Macro
from agent.macros.file.target import Target
from agent.macros.grounding.finding import Found, Ladder
from agent.macros.replaying.known import KnownTexts
from agent.secrets import Secrets
from bridges.base import Bridge, Observation
from model.base import Element

State: TypeAlias = Literal["begun", "done"]
Noted: TypeAlias = Callable[[str, State], None]


def task_of(name: str) -> str:
    """The task of a run that replays the macro of this name."""
    return f"Replay the macro “{name}”"


def unnoted(step: str, state: State) -> None:
    """For a replay that nobody keeps a journal of."""


@dataclass(slots=True)
class Heal:
    """A target that was found by a lower rung, and how it may be described from now on."""

    macro: str
    step: str
    was: Target
    found: Found
    seen: Observation
    elements: Sequence[Element] = ()
    """What else was in sight."""
    part: str = "target"
    """Of the step, as its file calls it: "target", "to", "shown"."""


@dataclass(slots=True)
class Parts:
    """What a replay works with."""

    bridge: Bridge
    guard: Guard
    person: Person
    ladder: Ladder
    reader: KnownTexts
    secrets: Secrets
    load: Callable[[str], tuple[Macro, Ladder]]
    limits: Limits = field(default_factory=Limits)
    audience: Audience = field(default_factory=Nobody)
    speed: float = float("inf")
    """1 keeps the pauses of the recording, 2 halves them, infinity leaves them out."""
    committed: Callable[[str, State], None] = unnoted
    """Told of each step just before and just after it is done, for who keeps a journal."""
