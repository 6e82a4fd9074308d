"""What there is to see at a moment of a run. Nothing here knows of windows or time; units are screen units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from agent.base import (
    Answered,
    Asked,
    Event,
    Failed,
    Finished,
    Healed,
    Paused,
    Performed,
    Planned,
    Refused,
    Resumed,
    Started,
    Verified,
)
from agent.messages import Closed, Message, Question, State, Told
from bridges.coordinates import Box, Geometry, Point, ScreenPoint
from ui.overlay import words


class Tone(StrEnum):
    """What a colour says."""

    PLAN = "plan"
    RISKY = "risky"
    DONE = "done"
    WRONG = "wrong"
    HEALED = "healed"
    WAITING = "waiting"


class Mark(StrEnum):
    """The sign before a line of outcome."""

    NONE = ""
    BUSY = "busy"
    DONE = "done"
    WRONG = "wrong"
    HEALED = "healed"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Callout:
    """The label beside the target of a step."""

    number: int
    title: str
    reason: str
    tone: Tone
    outcome: str = ""
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Badge:
    """What the run is at, at the edge of the screen. A large one has news."""

    title: str
    text: str = ""
    tone: Tone = Tone.PLAN
    mark: Mark = Mark.BUSY
    large: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is seen."""

    badge: Badge | None = None
    callout: Callout | None = None
    target: Box | None = None
    """In screen units."""
    points: tuple[ScreenPoint, ...] = ()
    """Where the pointer will go."""
    drags: bool = False
    """The points are one held movement, not one click after the other."""
    question: Question | None = None


def after(scene: Scene, message: Message) -> Scene:
    """The scene once a message has come."""
    match message:
        case Told():
            return _after_event(scene, message.event)
        case Question():
            return replace(scene, question=message)
        case Closed() if scene.question and scene.question.id == message.id:
            return replace(scene, question=None)
        case State(state="running") if scene.badge and scene.badge.mark is Mark.PAUSED:
            return replace(scene, badge=Badge(words.looking()))
        case State(state="paused"):
            return replace(scene, badge=_paused(message.why))
        case State(state="stopping"):
            return Scene(badge=Badge(words.stopping(), "", Tone.WRONG, Mark.BUSY))
    return scene


def _after_event(scene: Scene, event: Event) -> Scene:  # noqa: C901 - one case for each event
    match event:
        case Started():
            return Scene(badge=Badge(words.looking(), words.task(event.task)))
        case Planned():
            return _planned(event)
        case Asked():
            return replace(scene, badge=Badge(words.asking(), words.said(event.question), Tone.WAITING, Mark.PAUSED))
        case Answered():
            return _outcome(scene, words.answered(event), *_of(ok=event.approved))
        case Refused():
            return _outcome(scene, words.refused(event), Tone.WRONG, Mark.WRONG)
        case Performed():
            return replace(_outcome(scene, words.checking(), None, Mark.BUSY), points=(), drags=False)
        case Verified():
            over = replace(scene, target=None, points=(), drags=False)
            return _outcome(over, words.said(event.note), *_of(ok=event.ok))
        case Healed():
            return _outcome(scene, words.healed(event), Tone.HEALED, Mark.HEALED)
        case Paused():
            return replace(scene, badge=_paused(event.why))
        case Resumed():
            return replace(scene, badge=Badge(words.looking()))
        case Failed():
            text = " ".join(part for part in (words.said(event.why), words.said(event.remedy)) if part)
            return Scene(badge=Badge(words.failed(event), text, Tone.WRONG, Mark.WRONG, large=True))
        case Finished():
            tone, mark = _of(ok=event.status == "success")
            return Scene(badge=Badge(words.finished(event), words.answer(event), tone, mark, large=True))


def _planned(event: Planned) -> Scene:
    tone = Tone.RISKY if event.consequence.risky else Tone.PLAN
    decision = event.decision
    return Scene(
        badge=Badge(words.step(event.step)),
        callout=Callout(event.step, words.planned(event), words.reason(event), tone),
        target=on_screen(event.target, event.geometry) if event.target else None,
        points=tuple(place(point, event.geometry) for point in event.points),
        drags=any(action.action == "drag" for action in decision.actions),
    )


def _outcome(scene: Scene, text: str, tone: Tone | None, mark: Mark) -> Scene:
    """The step's label with what came of it; without such a label, the badge says it."""
    if scene.callout is None:
        return replace(scene, badge=Badge(text, "", tone or Tone.PLAN, mark))
    callout = replace(scene.callout, outcome=text, mark=mark, tone=tone or scene.callout.tone)
    return replace(scene, callout=callout)


def _paused(why: str) -> Badge:
    return Badge(words.paused(), words.said(why), Tone.WAITING, Mark.PAUSED, large=True)


def _of(*, ok: bool) -> tuple[Tone, Mark]:
    return (Tone.DONE, Mark.DONE) if ok else (Tone.WRONG, Mark.WRONG)


def at_rest(scene: Scene) -> Scene:
    """The scene when nothing has come for a while: what a step did is no news any longer."""
    if scene.callout and scene.callout.mark in (Mark.DONE, Mark.WRONG) and not scene.question:
        return Scene(badge=scene.badge if scene.badge and scene.badge.large else Badge(words.looking()))
    return scene


def place(point: Point, geometry: Geometry) -> ScreenPoint:
    """A frame point on the screen, also on the far edges, which are no pixels of the frame."""
    return ScreenPoint(point.x / geometry.scale + geometry.origin_x, point.y / geometry.scale + geometry.origin_y)


def on_screen(box: Box, geometry: Geometry) -> Box:
    """A box in frame pixels, in screen units."""
    near = place(ScreenPoint(box.left, box.top), geometry)
    far = place(ScreenPoint(box.right, box.bottom), geometry)
    return Box(near.x, near.y, far.x, far.y)
