"""A macro from a run: all that it did, in order, but for what had no effect and was done again, and for detours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.base import Consequence, Event, Finished, Focus, Performed, Planned, Verified
from agent.difference import difference
from agent.macros.file.schema import Macro, Recorded
from agent.macros.file.store import Macros
from agent.macros.recording.deedlet import Deedlet, confirms
from agent.macros.recording.recorded import assembled
from agent.reading import Reader
from agent.trajectory import Run
from bridges.action import Action, Ask, Input, Press, Select
from bridges.action import Finished as Ending
from bridges.base import Frame, Observation
from bridges.coordinates import ImagePoint, Resize, Size
from bridges.errors import MacroUnusable
from model.base import Element


@dataclass(frozen=True, slots=True, eq=False)
class _Done:
    """One action that a run carried out, with what it saw before and after."""

    planned: Planned
    action: Action
    last: bool
    """Whether it was the last of its plan, of which the plan's expectation speaks."""
    verified: Verified
    before: Observation
    after: Observation | None

    @property
    def failed(self) -> bool:
        return not self.verified.ok


def from_run(run: Run, name: str, macros: Macros, reader: Reader) -> Macro:
    """The macro of what a run did, saved with its pictures. Raises MacroUnusable, RunNotStored."""
    events = run.events()
    ending = events[-1] if events else None
    if not (isinstance(ending, Finished) and ending.status == "success"):
        raise MacroUnusable(
            f"Making a macro of {run.id}", "the run did not succeed", "Only what was done well is worth repeating."
        )
    done = without_detours(without_vain(_carried_out(run, events)))
    seconds = (events[-1].at - events[0].at).total_seconds()
    screen = next((one.planned.geometry.frame for one in done), None)
    recorded = Recorded(device=run.about.device, screen=screen, seconds=round(seconds, 1), source="run")
    return assembled(name, run.about.task, [_deed(one, reader) for one in done], recorded, macros)


def _carried_out(run: Run, events: Sequence[Event]) -> list[_Done]:
    """Every action that was carried out, whether its check held or not: it may have had its effect all the same."""
    done: list[_Done] = []
    planned: Planned | None = None
    before: Observation | None = None
    sent: list[Action] = []
    performed = False
    for event in events:
        match event:
            case Planned():
                planned, before, performed = event, _seen(run, event, event), False
                sent = [one for one in event.decision.actions if not isinstance(one, Ending | Ask)]
            case Performed():
                performed = True
            case Verified() if planned and sent:
                action = sent.pop(0)
                if before is None:
                    raise MacroUnusable(f"Making a macro of {run.id}", f"its picture {planned.frame} is missing")
                if not performed and isinstance(action, Input | Select):
                    raise MacroUnusable(
                        f"Making a macro of {run.id}", f"step {event.step} was broken off: {event.note}",
                        "A part of the text may have arrived, or nothing. Do it once more without an interruption.",
                    )  # fmt: skip
                after = _seen(run, event, planned)
                if performed:
                    done.append(_Done(planned, action, not sent, event, before, after))
                before, performed = after, False
            case _:
                pass
    return done


def _seen(run: Run, event: Planned | Verified, planned: Planned) -> Observation | None:
    """What was seen at an event; None where its picture is missing."""
    frame = run.frame(event.frame or "")
    if frame is None:
        return None
    focus = event.focus or Focus()
    return Observation(
        frame, planned.geometry, event.at.timestamp(),
        application=focus.application, window=focus.window, window_box=focus.box,
    )  # fmt: skip


def without_vain(done: Sequence[_Done]) -> list[_Done]:
    """Without what failed its check, changed nothing that shows, and was done again right after."""
    return [
        one for one, then in zip(done, [*done[1:], None], strict=True)
        if not (one.failed and then is not None and then.action == one.action and _looks_untouched(one, then))
    ]  # fmt: skip


def _looks_untouched(one: _Done, then: _Done) -> bool:
    found = difference(one.before.frame, then.before.frame)
    # A caret that blinks is seen once or not at all, one that went on in both places.
    return not found.regions and len(found.carets) < 2


def without_detours(done: Sequence[_Done]) -> list[_Done]:
    """Without stretches of looking around that led back to the very picture that they began with."""
    kept: list[_Done] = []
    for one in done:
        kept.append(one)
        for start in range(len(kept) - 1):
            back = one.after is not None and _same(kept[start].before.frame, one.after.frame)
            if back and all(_only_looks(each) for each in kept[start:]):
                del kept[start:]
                break
    return kept


def _only_looks(one: _Done) -> bool:
    """Whether the action can have done nothing that does not show."""
    escapes = not isinstance(one.action, Press) or one.action.keys == ["escape"]
    return one.planned.consequence is Consequence.READS and escapes


def _same(one: Frame, other: Frame) -> bool:
    return one.shape == other.shape and not difference(one, other).regions


def _deed(one: _Done, reader: Reader) -> Deedlet:
    decision, seen = one.planned.decision, one.before
    resize = Resize(Size(seen.frame.shape[1], seen.frame.shape[0]), decision.image)
    points = tuple(resize.to_frame(value) for _, value in one.action if isinstance(value, ImagePoint))
    target = decision.target.element if decision.target else None
    elements: tuple[Element, ...] = ()
    if points or confirms(one.action):
        elements = tuple(reader.texts(seen))
    if target and points and target.box.contains(points[0]):
        elements = (target, *elements)
    return Deedlet(
        action=one.action,
        points=points,
        seen=seen,
        after=one.after,
        elements=elements,
        consequence=one.planned.consequence,
        # What did not come to pass is nothing to wait for.
        expect=decision.expect if one.last and not one.failed else None,
        note=decision.reason,
    )
