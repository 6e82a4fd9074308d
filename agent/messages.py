"""What a run and its windows say to each other: JSON objects, one a line, over the run's control channel.

The run says, told apart by ``message``:

    hello      once, first: which run this is and what this end may do
    event      what happened, exactly as it is stored in the run's ``events.jsonl``
    question   something to decide, by `id`; see below
    closed     a question is over, decided here or elsewhere: take it off the screen
    state      running, paused or stopping, as soon as it is so (events say it when the run gets there)
    complaint  a line that could not be used, or that this end may not send

A window says, told apart by ``command``:

    stop pause                 everybody who may connect
    resume                     windows only, as all that follows
    shown                      the question is on the screen now; the time of a veto begins to run here
    hold                       the person is about to reply: silence is no consent from here on
    approve deny skip edit answer     the reply to one question, by its `id`; the first one counts
    bye                        the person closes this window on purpose; without it a window that goes counts as crashed

Three kinds of question. ``approve``: the step is done only after `approve`. ``answer``: the model wants words, `answer`
gives them. ``veto``: the step is done unless somebody objects within ``timeout_s`` of the first `shown`; `approve` does
it at once. `deny` ends the run, `skip` goes on as if the step were done, `edit` does something else instead, which is
judged and shown like any other step. No reply, no window, or a window that goes while its question is open: not done.

Pictures do not travel. An event names its frame, and ``folder/frames/NAME.png`` holds it, written in the background: it
may come some tenths of a second after the event. What happened before a window came is in ``folder/events.jsonl``.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from agent.base import Consequence, Event
from bridges.action import MAX_TEXT, Action

VERSION = 1
MOST_ACTIONS = 16

QuestionKind: TypeAlias = Literal["approve", "answer", "veto"]
Rights: TypeAlias = Literal["decide", "watch"]
RunState: TypeAlias = Literal["running", "paused", "stopping"]

Identity = Annotated[str, Field(min_length=1, max_length=64)]
Words = Annotated[str, Field(max_length=2000)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hello(_Line):
    """Which run this is."""

    message: Literal["hello"] = "hello"
    version: int = VERSION
    run: str
    """The run's id."""
    folder: str
    """The run's folder: `events.jsonl` and `frames/`."""
    pid: int
    task: str
    device: str
    model: str
    may: Rights
    state: RunState
    veto_s: float
    """How long each step may be vetoed; 0 where steps are shown but not waited for."""


class Told(_Line):
    """Something happened."""

    message: Literal["event"] = "event"
    event: Event


class Question(_Line):
    """Something to decide."""

    message: Literal["question"] = "question"
    id: Identity
    kind: QuestionKind
    step: int
    question: str
    consequence: Consequence
    timeout_s: float


class Closed(_Line):
    """A question is over."""

    message: Literal["closed"] = "closed"
    id: Identity
    why: str


class State(_Line):
    """What the run is at."""

    message: Literal["state"] = "state"
    state: RunState
    why: str = ""


class Complaint(_Line):
    """A line of this end's could not be used; nothing was done."""

    message: Literal["complaint"] = "complaint"
    why: str


Message: TypeAlias = Annotated[
    Hello | Told | Question | Closed | State | Complaint,
    Field(discriminator="message"),
]
MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)


class StopRun(_Line):
    """All input ends at once, and the run with it."""

    command: Literal["stop"] = "stop"
    why: Words = "by the person"


class PauseRun(_Line):
    """No further step until `resume`; the action that is being done is finished first."""

    command: Literal["pause"] = "pause"
    why: Words = "by the person"


class ResumeRun(_Line):
    """Go on."""

    command: Literal["resume"] = "resume"


class Shown(_Line):
    """The question is on the screen."""

    command: Literal["shown"] = "shown"
    id: Identity


class Hold(_Line):
    """The person is changing the step: the time of a veto no longer runs out as a yes."""

    command: Literal["hold"] = "hold"
    id: Identity


class Approve(_Line):
    """Yes."""

    command: Literal["approve"] = "approve"
    id: Identity


class Deny(_Line):
    """No; the run ends."""

    command: Literal["deny"] = "deny"
    id: Identity
    why: Words = "the person said no"


class Skip(_Line):
    """Leave this step out and go on as if it were done."""

    command: Literal["skip"] = "skip"
    id: Identity


class Edit(_Line):
    """Do this instead of everything that is left of the step."""

    command: Literal["edit"] = "edit"
    id: Identity
    actions: Annotated[tuple[Action, ...], Field(min_length=1, max_length=MOST_ACTIONS)]
    """In MiMo's wire format; points in frame pixels, as in the Planned event's `points` and `target`."""


class Answer(_Line):
    """The words that the model asked for."""

    command: Literal["answer"] = "answer"
    id: Identity
    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]


class Bye(_Line):
    """The person closes the window."""

    command: Literal["bye"] = "bye"


Reply: TypeAlias = Approve | Deny | Skip | Edit | Answer
Command: TypeAlias = Annotated[
    StopRun | PauseRun | ResumeRun | Shown | Hold | Approve | Deny | Skip | Edit | Answer | Bye,
    Field(discriminator="command"),
]
COMMAND: TypeAdapter[Command] = TypeAdapter(Command)


def line(said: Message | Command) -> bytes:
    """A message or command as it goes over the wire, its line end included."""
    return said.model_dump_json().encode() + b"\n"
