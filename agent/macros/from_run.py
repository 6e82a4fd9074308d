"""A macro from a run: its steps that passed their check, without mistakes and detours."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from agent.base import Consequence, Event, Finished, Performed, Planned, Verified
from agent.macros.recorded import Deedlet, assembled
from agent.macros.schema import Macro, Recorded
from agent.macros.store import Macros
from agent.reading import Reader
from agent.trajectory import Run
from bridges.action import Ask, Press
from bridges.action import Finished as Ending
from bridges.base import Frame, Observation
from bridges.coordinates import FramePoint, ImagePoint, Resize, Size
from bridges.errors import MacroUnusable
from model.base import Element


@dataclass(slots=True)
class _Done:
    """A step of a run that passed its checks."""

    planned: Planned
    verified: Verified
    windows: list[str] = field(default_factory=list)


def from_run(run: Run, name: str, macros: Macros, reader: Reader) -> Macro:
    """The macro that a run's successful steps make, saved with its pictures. Raises MacroUnusable, RunNotStored."""
    events = run.events()
    ending = events[-1] if events else None
    if not (isinstance(ending, Finished) and ending.status == "success"):
        raise MacroUnusable(
            f"Making a macro of {run.id}", "the run did not succeed", "Only what was done well is worth repeating."
        )
    done = without_detours(run, _successful(events))
    deeds = [deed for one in done for deed in _deeds(run, one, reader)]
    seconds = (events[-1].at - events[0].at).total_seconds()
    screen = next((one.planned.geometry.frame for one in done), None)
    recorded = Recorded(device=run.about.device, screen=screen, seconds=round(seconds, 1), source="run")
    return assembled(name, run.about.task, deeds, recorded, macros)


def _successful(events: tuple[Event, ...]) -> list[_Done]:
    """The plans whose every action was performed and verified."""
    done: list[_Done] = []
    planned: Planned | None = None
    performed = False
    for event in events:
        match event:
            case Planned():
                planned, performed = event, False
            case Performed():
                performed = True
            case Verified(ok=True) if planned and performed:
                if done and done[-1].planned is planned:
                    done[-1].verified = event
                else:
                    done.append(_Done(planned, event))
            case Verified(ok=False):
                done = [one for one in done if one.planned is not planned]
                planned = None
    return done


def without_detours(run: Run, done: list[_Done]) -> list[_Done]:
    """Without stretches of looking around that led back to the very picture that they began with."""
    kept: list[_Done] = []
    pictures: list[Frame | None] = []
    for one in done:
        kept.append(one)
        pictures.append(run.frame(one.planned.frame or ""))
        after = run.frame(one.verified.frame or "")
        for start in range(len(kept) - 1):
            if _same(pictures[start], after) and all(_only_looks(each) for each in kept[start:]):
                del kept[start:], pictures[start:]
                break
    return kept


def _only_looks(one: _Done) -> bool:
    """Whether the step can have done nothing that does not show."""
    actions = one.planned.decision.actions
    keys = [action.keys for action in actions if isinstance(action, Press)]
    return one.planned.consequence is Consequence.READS and all(key == ["escape"] for key in keys)


def _same(one: Frame | None, other: Frame | None) -> bool:
    if one is None or other is None or one.shape != other.shape:
        return False
    return float(np.mean(np.abs(one.astype(np.int16) - other).max(axis=2) > 24)) < 1e-4


def _deeds(run: Run, one: _Done, reader: Reader) -> list[Deedlet]:
    """One for each action that a bridge performed."""
    before, after = run.frame(one.planned.frame or ""), run.frame(one.verified.frame or "")
    if before is None:
        raise MacroUnusable(f"Making a macro of {run.id}", f"its picture {one.planned.frame} is missing")
    decision = one.planned.decision
    seen = Observation(before, one.planned.geometry, one.planned.at.timestamp())
    size = Size(before.shape[1], before.shape[0])
    resize = Resize(size, decision.image)
    actions = [action for action in decision.actions if not isinstance(action, Ending | Ask)]
    deeds = []
    for index, action in enumerate(actions):
        last = index == len(actions) - 1
        points = tuple(resize.to_frame(value) for _, value in action if isinstance(value, ImagePoint))
        deeds.append(
            Deedlet(
                action=action,
                points=points,
                seen=seen,
                after=Observation(after, one.planned.geometry, one.verified.at.timestamp())
                if last and after is not None
                else None,
                elements=_elements(decision.target.element if decision.target else None, points, seen, reader),
                consequence=one.planned.consequence,
                expect=decision.expect if last else None,
                note=decision.reason,
            )
        )
    return deeds


def _elements(
    target: Element | None, points: tuple[FramePoint, ...], seen: Observation, reader: Reader
) -> tuple[Element, ...]:
    """What stands on the screen where the step points at something; nothing is read for keys and texts."""
    if not points:
        return ()
    read = tuple(reader.texts(seen))
    return (target, *read) if target and target.box.contains(points[0]) else read
