"""One action of a step: whether it may be done, doing it, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Literal, NoReturn

from agent.base import Consequence, Event, Focus, Performed, Refused, Verified
from agent.consent import Consent, HeldUp
from agent.guard import Guard, Verdict
from agent.patience import Patience
from agent.secrets import Secrets
from agent.sight import Sight
from agent.steps import Step
from agent.stuck import StuckWatch
from agent.verification import Outcome, Verifier
from bridges.action import AppSwitch, ScreenAction, Wait
from bridges.base import Bridge, Observation
from bridges.errors import (
    ApplicationMissing,
    CameBetween,
    CommandFailed,
    Interrupted,
    NotTyped,
    OutsideSpace,
    StepFailed,
    UnknownKey,
)
from bridges.errors import Refused as RefusedError

NOT_DONE = (ApplicationMissing, CameBetween, NotTyped, UnknownKey, OutsideSpace, CommandFailed)
"""What a bridge may say about one action without the run being over: the model may try another way."""


class Dropped(Exception):
    """What is left of the step is not done; the events said why, and the model decides what comes next."""


class Performer:
    """Does what the guard and the person let happen; each method that is given ``number`` tells of that step."""

    def __init__(
        self,
        bridge: Bridge,
        guard: Guard,
        consent: Consent,
        verifier: Verifier,
        secrets: Secrets,
        sight: Sight,
        patience: Patience,
        stuck: StuckWatch,
    ) -> None:
        self._bridge, self._guard, self._consent, self._verifier = bridge, guard, consent, verifier
        self._secrets, self._sight, self._patience, self._stuck = secrets, sight, patience, stuck
        self._broken_off: Step | None = None

    def judge(self, step: Step) -> Verdict:
        try:
            self._secrets.check(step.typed)
        except RefusedError as error:
            return Verdict.no(str(error))
        return self._guard.judge(step, self._sight.seen)

    def repeat(self, number: int) -> Generator[Event, None, None]:
        """After a step that was broken off: most may be done once more, but part of a text stands there already."""
        broken_off, self._broken_off = self._broken_off, None
        if broken_off is None or not broken_off.typed:
            return
        verdict = Verdict(Consequence.EDITS, "ask", "It was broken off in the middle, and part of it may be there.")
        if not (yield from self._consent.approved(number, f"{broken_off.summary} once more", verdict)):
            raise Dropped

    def act(self, number: int, step: Step, verdict: Verdict, name: str) -> Generator[Event, None, None]:
        """Do it and check it; ``name`` is for the picture after it. Raises Dropped, and HeldUp where it is paused."""
        yield from self._allow(number, step, verdict)
        before = self._sight.raw
        yield from self._do(number, step)
        started = time.perf_counter()
        outcome = self._verifier.check(
            before, step.expect, self._sight.observe, target=step.place, typed=step.reads_back
        )  # fmt: skip
        if step.types_secret:
            self._secrets.hold(step.points[0] if step.points else None, outcome.changed, outcome.observation)
        self._sight.take(outcome.observation, name)
        yield self._verified(number, outcome, milliseconds(started))
        self._stuck.take((step.action,), before.frame, outcome.observation.frame)
        if not outcome.ok:
            self._patience.failed(StepFailed(step.summary, outcome.note, "See the last picture of the run."))
            raise Dropped
        self._patience.succeeded()

    def refuse(
        self, number: int, why: str, by: Literal["guard", "screen"] = "guard"
    ) -> Generator[Event, None, NoReturn]:
        """Say that the step may not be done. Raises Dropped, or what ends the run after too many refusals."""
        self._patience.refused(number, why, by_guard=by == "guard")
        yield Refused(step=number, why=why, by=by)
        raise Dropped

    def look_again(self, before: Observation, *, give_focus_back: bool) -> None:
        """After a while; answering in a window of one's own took the focus away, which is put back first."""
        self._sight.take(self._sight.observe(), self._sight.name)
        if give_focus_back and before.window and self._sight.raw.window != before.window:
            try:
                self._bridge.perform(AppSwitch(app=before.window[:200]))
            except (ApplicationMissing, Interrupted):
                return
            self._sight.take(self._sight.observe(), self._sight.name)

    def _allow(self, number: int, step: Step, verdict: Verdict) -> Generator[Event, None, None]:
        """Ask the person where the guard wants it; a step that waited long is done only where nothing has changed."""
        if verdict.answer == "deny":
            yield from self.refuse(number, verdict.why)
        asked = verdict.answer == "ask"
        if not asked and not self._sight.stale:
            return
        if asked and not (yield from self._consent.approved(number, step.summary, verdict)):
            raise Dropped
        before = self._sight.raw
        self.look_again(before, give_focus_back=asked)
        if not self._sight.still_there(before, step.points):
            meanwhile = "the person was asked" if asked else "deciding"
            yield from self.refuse(number, f"the screen changed while {meanwhile}", "screen")

    def _do(self, number: int, step: Step) -> Generator[Event, None, None]:
        started = time.perf_counter()
        try:
            self._perform(step)
        except Interrupted as error:
            why = f"{error.found} in the middle of it: it may be done in part"
            yield Verified(step=number, ok=False, note=why, ms={"act": milliseconds(started)})
            self._broken_off = step
            raise HeldUp from error
        except NOT_DONE as error:
            why = "the secret could not be typed exactly" if step.types_secret else str(error)
            yield Verified(step=number, ok=False, note=why, ms={"act": milliseconds(started)})
            self._patience.failed(error)
            raise Dropped from error
        yield Performed(step=number, summary=step.summary, ms={"act": milliseconds(started)})

    def _perform(self, step: Step) -> None:
        if step.performed is None:
            raise AssertionError(step.action)
        if self._bridge.stop.holds_up:
            raise HeldUp
        self._bridge.perform(self._in_time(self._secrets.resolved(step.performed)))
        self._guard.performed(step)

    def _in_time(self, action: ScreenAction) -> ScreenAction:
        """The action, a wait no longer than the run may still last."""
        if not isinstance(action, Wait):
            return action
        return action.model_copy(update={"seconds": min(action.seconds, self._patience.seconds)})

    def _verified(self, number: int, outcome: Outcome, ms: float) -> Verified:
        return Verified(
            step=number,
            ok=outcome.ok,
            note=outcome.note,
            changed=outcome.changed,
            focus=Focus.of(self._sight.seen),
            ms={"verify": ms},
            frame=self._sight.name,
            pixels=self._sight.seen.frame,
        )


def milliseconds(started: float) -> float:
    """Since a reading of `time.perf_counter`."""
    return (time.perf_counter() - started) * 1e3
