"""A stream of events as a person would tell it: a task, steps, and how it ended. The report, the video and
`mimic runs` all read this; the live view reads the events themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from agent.base import Answered, Asked, Event, Failed, Finished, Healed, Performed, Planned, Refused, Started, Verified
from bridges import action as actions
from bridges.action import Action
from bridges.coordinates import Point
from ui.plain import printable

PHASES = ("capture", "parse", "decide", "guard", "act", "verify")
Outcome: TypeAlias = Literal["finished", "failed", "refused", "stopped", "unfinished"]


@dataclass(slots=True)
class Step:
    """One planned step and everything that happened until the next one."""

    planned: Planned
    happened: list[Event] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.planned.step

    @property
    def ms(self) -> dict[str, float]:
        return summed([self.planned, *self.happened])

    @property
    def before(self) -> str | None:
        """The name of the picture that the step was planned on."""
        return self.planned.frame

    @property
    def after(self) -> str | None:
        """The name of the last picture that shows what the step did."""
        return next((event.frame for event in reversed(self.happened) if event.frame), None)

    @property
    def verified(self) -> Verified | None:
        return next((event for event in reversed(self.happened) if isinstance(event, Verified)), None)

    @property
    def performed(self) -> list[Performed]:
        return [event for event in self.happened if isinstance(event, Performed)]

    @property
    def healed(self) -> list[Healed]:
        return [event for event in self.happened if isinstance(event, Healed)]

    @property
    def refused(self) -> Refused | None:
        return next((event for event in self.happened if isinstance(event, Refused)), None)

    @property
    def talk(self) -> list[tuple[Asked, Answered | None]]:
        """Each question with its answer; None where the run ended before one came."""
        pairs: list[tuple[Asked, Answered | None]] = []
        for event in self.happened:
            if isinstance(event, Asked):
                pairs.append((event, None))
            elif isinstance(event, Answered) and pairs:
                pairs[-1] = (pairs[-1][0], event)
        return pairs

    @property
    def state(self) -> Literal["done", "wrong", "refused", "open"]:
        if self.refused:
            return "refused"
        if self.verified:
            return "done" if self.verified.ok else "wrong"
        return "done" if self.performed else "open"


@dataclass(slots=True)
class Story:
    """A whole run."""

    started: Started | None = None
    steps: list[Step] = field(default_factory=list)
    apart: list[Event] = field(default_factory=list)
    """What belongs to no planned step, such as a reply that could not be read."""
    resumed: int = 0
    ended: Finished | Failed | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None
    ms: dict[str, float] = field(default_factory=dict)
    """Milliseconds of the whole run, per phase."""

    @property
    def task(self) -> str:
        return self.started.task if self.started else ""

    @property
    def seconds(self) -> float:
        return (self.last_at - self.first_at).total_seconds() if self.first_at and self.last_at else 0.0

    @property
    def outcome(self) -> Outcome:
        match self.ended:
            case None:
                return "unfinished"
            case Finished(status="success"):
                return "finished"
            case Failed(error="Refused"):
                return "refused"
            case Failed(error="Stopped"):
                return "stopped"
        return "failed"


def told(events: Iterable[Event]) -> Story:
    """The story of a stream of events; a stream that breaks off is an unfinished story."""
    story = Story()
    seen: list[Event] = []
    for event in events:
        seen.append(event)
        match event:
            case Started():
                story.started = story.started or event
                story.resumed += event.resumed
                story.ended = None
            case Planned():
                story.steps.append(Step(event))
            case Finished() | Failed():
                story.ended = event
            case _ if story.steps and event.step == story.steps[-1].number:
                story.steps[-1].happened.append(event)
            case _:
                story.apart.append(event)
    if seen:
        story.first_at, story.last_at = seen[0].at, seen[-1].at
    story.ms = summed(seen)
    return story


def summed(events: Iterable[Event]) -> dict[str, float]:
    """Milliseconds per phase, in the order in which a step goes through them; phases of other names come last."""
    total: dict[str, float] = {}
    for event in events:
        for phase, ms in event.ms.items():
            total[phase] = total.get(phase, 0.0) + ms
    order = [*PHASES, *sorted(total.keys() - set(PHASES))]
    return {phase: total[phase] for phase in order if phase in total}


def in_words(planned: Planned) -> str:
    """What a step does, in a few words: “click Save”, “type "Grüße" into Name”."""
    target = planned.decision.target
    return ", then ".join(_said(action, target.words if target else "") for action in planned.decision.actions)


POINTING = {
    "click": "click",
    "doubleclick": "double-click",
    "rightclick": "right-click",
    "longpress": "hold",
    "hover": "point at",
}


def _said(action: Action, target: str) -> str:
    name = printable(target, 80)
    match action:
        case actions.Scroll():
            return f"scroll {action.direction}" + (f" in {name}" if name else "")
        case actions.Drag():
            return f"drag {name or 'from'} {_where(action.start_point)} to {_where(action.end_point)}"
        case actions.Input():
            return f"type “{printable(action.text, 120)}”" + (f" into {name}" if name else "")
        case actions.Select():
            return f"select “{printable(action.text, 120)}”" + (f" in {name}" if name else "")
        case actions.Press():
            return "press " + "+".join(printable(key) for key in action.keys)
        case actions.Open():
            return f"open {printable(action.app)}"
        case actions.AppSwitch():
            return f"switch to {printable(action.app)}"
        case actions.Wait():
            return f"wait {action.seconds:g} s"
        case actions.Ask():
            return "ask"
        case actions.Finished():
            return "finish" if action.status == "success" else "give up"
    return f"{POINTING[action.action]} {name or _where(action.start_point)}"


def _where(point: Point | None) -> str:
    return f"({point.x:.0f}, {point.y:.0f})" if point else "the pointer"
