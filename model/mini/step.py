"""What a task can ask for, one small value per kind of step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bridges.action import Direction
from model.mini.lexicon import Command
from model.mini.phrase import Phrase

Gesture: TypeAlias = Literal["click", "double-click", "right-click", "long-press", "hover"]


@dataclass(frozen=True, slots=True)
class OpenApp:
    """Start an application."""

    app: str


@dataclass(frozen=True, slots=True)
class BeIn:
    """Go on in this application: bring it to the front, start it where it does not run."""

    app: str


@dataclass(frozen=True, slots=True)
class SwitchTo:
    """Bring a running application to the front."""

    app: str


@dataclass(frozen=True, slots=True)
class GoTo:
    """Open an address in the browser that has the focus."""

    address: str


@dataclass(frozen=True, slots=True)
class Point:
    """Do something with the pointer on one element."""

    gesture: Gesture
    target: Phrase
    times: int = 1


@dataclass(frozen=True, slots=True)
class SetState:
    """Check or uncheck, whatever the state is now."""

    target: Phrase
    on: bool


@dataclass(frozen=True, slots=True)
class TypeText:
    """Type into the named field, or into what has the focus."""

    text: str
    into: Phrase | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True)
class ClearField:
    """Empty a field."""

    field: Phrase | None = None


@dataclass(frozen=True, slots=True)
class PressKeys:
    """One chord, so many times."""

    keys: tuple[str, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class ScrollView:
    """Scroll by an amount, or until something shows, or to an end."""

    direction: Direction
    times: int = 1
    distance: float | None = None
    until: Phrase | None = None
    to_end: bool = False
    within: Phrase | None = None


@dataclass(frozen=True, slots=True)
class DragTo:
    """Drag one element onto another, or by a distance in pixels."""

    source: Phrase
    onto: Phrase | None = None
    dx: float = 0
    dy: float = 0


@dataclass(frozen=True, slots=True)
class ChooseEntry:
    """Open a drop-down and choose an entry."""

    entry: Phrase
    field: Phrase


@dataclass(frozen=True, slots=True)
class MenuPath:
    """Go through menus, from the first to the last."""

    path: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait a fixed time."""

    seconds: float


@dataclass(frozen=True, slots=True)
class WaitFor:
    """Wait until something shows, or no longer shows."""

    what: Phrase
    gone: bool = False
    within_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Assert:
    """Fail the task where this is not so."""

    what: Phrase
    shown: bool = True
    says: str | None = None
    state: str | None = None
    """ "checked", "disabled", …: a state that must (`shown`) or must not be there."""


@dataclass(frozen=True, slots=True)
class Read:
    """Report what is written somewhere."""

    what: Phrase | None
    """None for the result: the main display of the window."""
    kind: Literal["value", "result", "window title"] = "value"


@dataclass(frozen=True, slots=True)
class SaveAs:
    """Save under a name, through the application's own dialog."""

    path: str


@dataclass(frozen=True, slots=True)
class OpenFile:
    """Open a file, through the application's own dialog."""

    path: str


@dataclass(frozen=True, slots=True)
class FindText:
    """Search for text in the window that has the focus."""

    text: str


@dataclass(frozen=True, slots=True)
class Do:
    """A command that every interface has."""

    command: Command


@dataclass(frozen=True, slots=True)
class Recase:
    """Turn all the text, which is selected, into capitals or small letters."""

    upper: bool
    text: str = ""
    """The text, where it is known."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Answer the question that may come up with the first of these that it offers."""

    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compute:
    """Type an expression into the calculator and let it calculate."""

    expression: str
    app: str | None = None


Step: TypeAlias = (
    OpenApp
    | BeIn
    | SwitchTo
    | GoTo
    | Point
    | SetState
    | TypeText
    | ClearField
    | PressKeys
    | ScrollView
    | DragTo
    | ChooseEntry
    | MenuPath
    | Pause
    | WaitFor
    | Assert
    | Read
    | SaveAs
    | OpenFile
    | FindText
    | Do
    | Recase
    | Confirm
    | Compute
)
