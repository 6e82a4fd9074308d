"""What a macro's file holds: strict models, one for each kind of step. `agent.macros.file.store` reads and writes them.

Boxes and sizes are in frame pixels. A step says what to do (`do`), to what (`target`, see `agent.macros.file.target`),
and what has to be true afterwards (`check`). Texts may hold ``{name}`` for a parameter and ``{{secret:NAME}}`` for a
secret.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, TypeAdapter, model_validator

from agent.base import Consequence
from agent.macros.file.target import FilePart, Looks, Place, Target
from bridges.action import MAX_TEXT, MAX_WAIT_S, Direction, split_chord
from bridges.coordinates import Box, Size

UNNAMED = "step"
FIND_S = 10.0
VERSION = 2
"""Of the schema. `agent.macros.file.migration` lifts older files."""

Name: TypeAlias = Annotated[str, Field(pattern=r"^[\w-]{1,64}$")]
Seconds: TypeAlias = Annotated[float, Field(ge=0, le=600, allow_inf_nan=False)]
Text: TypeAlias = Annotated[str, Field(max_length=MAX_TEXT)]


class Scene(FilePart):
    """The window before a step that has no target: where it looks the same, keys may go there at once."""

    picture: str
    """File beside the macro."""
    read: str = ""
    """File beside the macro: what could be read in it, where that says how grave the step is."""


class Check(FilePart):
    """What has to be true after a step."""

    kind: Literal["looks", "change", "text", "gone", "window", "none"] = "change"
    """looks: a place looks as recorded; the others as `model.base.Expectation` has them."""
    text: str = ""
    looks: Looks | None = None
    """For a text besides: how it stood there as a whole."""
    place: Place | None = None
    came: tuple[Box, ...] = ()
    """Where in the window a text came: there again, where the window looked as recorded before."""
    within_s: Seconds = 5.0


class _Step(FilePart):
    id: Name = UNNAMED
    """Its name within the macro: reports and heals speak of it. One that nobody named is called by its place."""
    note: str = ""
    """For the person."""
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    """How sure it is that the step was meant so; below 1 where it was inferred."""
    unsure: bool = False
    """To be confirmed by a person before the macro is replayed."""


class _Deed(_Step):
    check: Check = Check()
    consequence: Consequence = Consequence.EDITS
    """What the step can do at most, as it was judged when recorded. The guard may find it graver, never milder."""
    find_s: Seconds = FIND_S
    """How long the target is waited for."""
    application: str = ""
    """Which had the focus; keys and texts without a target go only there."""
    window: str = ""
    """Its title."""
    scene: Scene | None = None
    pause_s: Seconds = 0.0
    """How long the person waited before this step; replayed at --speed 1."""


class Pointing(_Deed):
    """Press, hold or rest on something."""

    do: Literal["click", "doubleclick", "rightclick", "longpress", "hover"]
    target: Target


class Typing(_Deed):
    """Type a text as one; the field is clicked first where there is a target."""

    do: Literal["input"]
    text: Text
    target: Target | None = None


class Choosing(_Deed):
    """Choose an entry of a list."""

    do: Literal["select"]
    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
    target: Target


class Dragging(_Deed):
    """Drag from one thing to another."""

    do: Literal["drag"]
    target: Target
    to: Target | None = None
    by: tuple[float, float] | None = None
    """Instead of `to`: so far to the right and down, in frame pixels."""


class Scrolling(_Deed):
    """Scroll, until something shows where `until` says what."""

    do: Literal["scroll"]
    direction: Direction
    distance: Annotated[float | None, Field(gt=0, le=100_000)] = None
    target: Target | None = None
    until: Target | None = None
    most: Annotated[int, Field(ge=1, le=200)] = 40
    """Turns of the wheel at most, where `until` is given."""


class Pressing(_Deed):
    """Press keys together."""

    do: Literal["press"]
    keys: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=32)], ...],
        BeforeValidator(split_chord),
        Field(min_length=1, max_length=8),
    ]
    """As a list, or as `ctrl+s`."""


class Going(_Deed):
    """Start an application, or bring a running one to the front."""

    do: Literal["open", "appswitch"]
    app: Annotated[str, Field(min_length=1, max_length=200)]

    @model_validator(mode="before")
    @classmethod
    def _may_be_there(cls, value: Any) -> Any:
        """A switch itself ends only when the window has the focus; one that had it before changes nothing."""
        if isinstance(value, dict) and value.get("do") == "appswitch" and "check" not in value:
            return {**value, "check": Check(kind="none")}
        return value


class Waiting(_Deed):
    """Wait for something to show, or, where nothing is named, for a time."""

    do: Literal["wait"]
    check: Check = Check(kind="none")
    shown: Target | None = None
    seconds: Annotated[float, Field(ge=0, le=MAX_WAIT_S)] = 0.0


class ForEach(_Step):
    """Do the steps once for each item."""

    do: Literal["for each"]
    item: Name
    """What the item is called in the steps."""
    among: tuple[str, ...] | Name
    """The items, or the name of a parameter whose value lists them, one a line."""
    steps: tuple[Step, ...] = Field(min_length=1)


class IfShown(_Step):
    """Do the steps only where something is shown."""

    do: Literal["if shown"]
    shown: Target
    within_s: Seconds = 1.0
    steps: tuple[Step, ...] = Field(min_length=1)
    otherwise: tuple[Step, ...] = ()


class WhileShown(_Step):
    """Do the steps again as long as something is shown."""

    do: Literal["while shown"]
    shown: Target
    within_s: Seconds = 1.0
    most: Annotated[int, Field(ge=1, le=10_000)] = 100
    """Rounds at most; more end the replay with an error."""
    steps: tuple[Step, ...] = Field(min_length=1)


class Calling(_Step):
    """Replay another macro."""

    do: Literal["macro"]
    macro: Name
    set: dict[str, str] = Field(default_factory=dict)
    """Its parameters."""


Deed: TypeAlias = Pointing | Typing | Choosing | Dragging | Scrolling | Pressing | Going | Waiting
Block: TypeAlias = ForEach | IfShown | WhileShown | Calling
Step: TypeAlias = Annotated[Deed | Block, Field(discriminator="do")]

DEEDS = (Pointing, Typing, Choosing, Dragging, Scrolling, Pressing, Going, Waiting)
BLOCKS = (ForEach, IfShown, WhileShown, Calling)


class Parameter(FilePart):
    """A value that may differ from one replay to the next."""

    default: str | None = None
    """Without one it has to be given."""
    about: str = ""

    @model_validator(mode="before")
    @classmethod
    def _by_default(cls, value: Any) -> Any:
        """Whoever writes by hand may say `name: Ada`, or `name:` for one that has to be given."""
        return {"default": value} if value is None or isinstance(value, str | int | float) else value


class Rows(FilePart):
    """How a run over rows knows, after it was killed, whether the row that it was at is done."""

    commits: Name
    """Id of the step that makes a row's effect last, such as the click on Save."""
    done: Target | None = None
    """What is shown when it was done; its words hold parameters of the row, such as "Saved {name}"."""
    file: str = ""
    """Instead, a file that each row that is done adds a line to; "~" is the home folder."""
    line: str = ""
    """What stands in that line, such as "{name}"."""

    @model_validator(mode="after")
    def _provable(self) -> Rows:
        if (self.done is None) == (not self.file) or bool(self.file) != bool(self.line):
            raise ValueError("give either `done`, or `file` and `line`")
        if self.done is not None and not self.done.words:
            raise ValueError("`done` is told by its words, such as “Saved {name}”")
        return self


class Recorded(FilePart):
    """About the recording that the macro comes from."""

    device: str = ""
    screen: Size | None = None
    seconds: float = 0.0
    """How long the person, or the run, took."""
    source: Literal["hand", "run", "video", "script", "written"] = "written"


class Macro(FilePart):
    """A macro's file."""

    version: Literal[2] = 2
    name: Name
    about: str = ""
    created: datetime = Field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    recorded: Recorded = Recorded()
    parameters: dict[Name, Parameter] = Field(default_factory=dict)
    rows: Rows | None = None
    steps: tuple[Step, ...] = Field(min_length=1)


for _model in (ForEach, IfShown, WhileShown, Macro):
    _model.model_rebuild()

STEP: TypeAdapter[Any] = TypeAdapter(Step)
