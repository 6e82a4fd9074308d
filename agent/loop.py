"""The loop: observe, decide, guard, show, act, verify, until the task is done or cannot be done.

`run` is a generator of events. Everything that shows or stores a run listens to them; nothing else comes out. The last
event is always one Finished or Failed, whatever happens on the way.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator
from typing import Literal

from agent.base import (
    Audience,
    Consequence,
    Event,
    Failed,
    Finished,
    Nobody,
    Performed,
    Person,
    Planned,
    Refused,
    Started,
    Verified,
)
from agent.consent import Consent, HeldUp, Instead, LeftOut, persons_own
from agent.guard import Guard, Verdict, gravest
from agent.history import Turns
from agent.limits import Limits
from agent.patience import Patience
from agent.secrets import Secrets
from agent.sight import Sight
from agent.steps import Step, plan_of
from agent.stuck import StuckWatch
from agent.verification import Verifier
from agent.waiting import until_stopped
from agent.wording import shortened
from bridges import action as actions
from bridges.base import Bridge, Observation
from bridges.coordinates import Box, Size
from bridges.errors import (
    ApplicationMissing,
    CommandFailed,
    Interrupted,
    MimicError,
    NotTyped,
    OutsideSpace,
    StepFailed,
    UnknownKey,
    UnparsableReply,
)
from bridges.errors import Refused as RefusedError
from model.base import Decision, History, Model, Task

log = logging.getLogger(__name__)

NOT_DONE = (ApplicationMissing, NotTyped, UnknownKey, OutsideSpace, CommandFailed)
"""What a bridge may say about one action without the run being over: the model may try another way."""


def run(
    task: Task,
    bridge: Bridge,
    model: Model,
    guard: Guard,
    person: Person,
    limits: Limits | None = None,
    *,
    audience: Audience | None = None,
    verifier: Verifier | None = None,
    secrets: Secrets | None = None,
    history: History = (),
    first_step: int = 1,
) -> Iterator[Event]:
    """Carry the task out. ``history`` and ``first_step`` go on with an earlier run. Raises nothing of its own."""
    limits = limits or Limits()
    consent = Consent(person, audience or Nobody(), bridge.stop, limits)
    walk = _Walk(task, bridge, model, guard, consent, limits)
    walk.verifier = verifier or Verifier()
    walk.go_on(secrets or Secrets(task.text), history, first_step)
    try:
        for event in walk.story():
            yield walk.told(event)
    except KeyboardInterrupt:
        bridge.stop.request("by the person")
        ending = Failed(error="Stopped", why="stopped by the person")
    except MimicError as error:
        ending = failure(error)
    except Exception as error:
        log.exception("the run of “%s” broke", shortened(task.text))
        ending = Failed(error=type(error).__name__, why=str(error) or "no reason given", remedy="See the log.")
    else:
        return
    yield walk.told(ending)


def failure(error: MimicError) -> Failed:
    """The event that ends a run with this error."""
    return Failed(error=type(error).__name__, why=f"{error.tried}: {error.found}", remedy=error.remedy)


class _Walk:
    """One run: its parts, and how often what has failed."""

    verifier: Verifier
    secrets: Secrets
    turns: Turns
    sight: Sight
    patience: Patience
    decision: Decision

    def __init__(
        self, task: Task, bridge: Bridge, model: Model, guard: Guard, consent: Consent, limits: Limits
    ) -> None:
        self.task, self.bridge, self.model = task, bridge, model
        self.guard, self.consent, self.limits = guard, consent, limits
        self.stuck = StuckWatch(limits)
        self.broken_off: Step | None = None

    def go_on(self, secrets: Secrets, history: History, first_step: int) -> None:
        self.secrets, self.turns, self.resumed = secrets, Turns(history), first_step > 1
        self.sight = Sight(self.bridge, secrets)
        self.number = first_step - 1
        self.patience = Patience(self.limits, self.task.text, first_step)

    def told(self, event: Event) -> Event:
        """The event as it leaves: without secrets, and taken into the history."""
        clean = self.secrets.scrubbed(event)
        self.turns.take(clean)
        return clean

    # Observe, decide

    def story(self) -> Iterator[Event]:
        yield Started(
            task=self.task.text,
            device=self.bridge.name,
            model=self.model.name,
            display=getattr(self.bridge, "display", ""),
            resumed=self.resumed,
        )
        self.secrets.check(self.task.text)
        ending: Finished | None = None
        while ending is None:
            self.bridge.stop.check()
            self.patience.another_step(self.number)
            ending = yield from self.step()
        yield ending

    def step(self) -> Generator[Event, None, Finished | None]:
        """One step, decided again after a pause, or with what the person wants instead."""
        self.number += 1
        chosen: Decision | None = None
        while True:
            yield from self.hold()
            try:
                return (yield from self.attempt(chosen))
            except HeldUp:
                chosen = None
            except LeftOut:
                return None
            except Instead as other:
                height, width = self.sight.seen.frame.shape[:2]
                chosen = persons_own(self.decision, other.actions, Size(width, height))

    def hold(self) -> Generator[Event, None, None]:
        """Where the run is paused, wait; then look again, with the focus back where it was."""
        paused_s = yield from self.consent.held(self.number)
        self.patience.lengthen(paused_s)
        if paused_s and self.sight.has_looked:
            self.look_again(self.sight.raw, give_focus_back=True)

    def attempt(self, chosen: Decision | None) -> Generator[Event, None, Finished | None]:
        if not (yield from self.may_repeat()):
            return None
        ms = self.sight.look(f"{self.number:04d}-before")
        try:
            self.decision = decision = chosen or self.decide()
            plan = plan_of(decision, self.sight.seen, self.limits.actions)
        except (UnparsableReply, OutsideSpace) as error:
            yield self.not_understood(error)
            return None
        self.patience.readable()
        guarded = time.perf_counter()
        verdicts = tuple(self.judge(step) for step in plan)
        planned = self.planned(decision, plan, verdicts, {**ms, **decision.ms, "guard": milliseconds(guarded)})
        yield planned
        denied = next((verdict for verdict in verdicts if verdict.answer == "deny"), None)
        if denied:
            yield self.refused(denied.why)
            return None
        if verdicts[0].answer == "go" and plan[0].performed and not (yield from self.consent.shown(planned)):
            return None
        return (yield from self.carry_out(decision, plan, verdicts[0]))

    def may_repeat(self) -> Generator[Event, None, bool]:
        """After a step that was broken off: most may be done once more, but part of a text stands there already."""
        broken_off, self.broken_off = self.broken_off, None
        if broken_off is None or not broken_off.typed:
            return True
        verdict = Verdict(Consequence.EDITS, "ask", "It was broken off in the middle, and part of it may be there.")
        return (yield from self.consent.approved(self.number, f"{broken_off.summary} once more", verdict))

    def decide(self) -> Decision:
        self.bridge.stop.check()
        started = time.perf_counter()
        seen, history = self.sight.seen, self.turns.history
        decision = until_stopped(lambda: self.model.decide(self.task, seen, history), self.bridge.stop, name="deciding")
        thinking = milliseconds(started) - decision.ms.get("parse", 0.0)
        return decision.model_copy(update={"ms": {"decide": max(0.0, thinking), **decision.ms}})

    def not_understood(self, error: MimicError) -> Refused:
        self.patience.unreadable(error)
        return Refused(step=self.number, why=str(error), by="loop")

    # Guard, show

    def judge(self, step: Step) -> Verdict:
        try:
            self.secrets.check(step.typed)
        except RefusedError as error:
            return Verdict.no(str(error))
        return self.guard.judge(step, self.sight.seen)

    def planned(
        self, decision: Decision, plan: tuple[Step, ...], verdicts: tuple[Verdict, ...], ms: dict[str, float]
    ) -> Planned:
        seen = self.sight.seen
        return Planned(
            step=self.number,
            decision=decision,
            consequence=gravest(verdicts),
            geometry=seen.geometry,
            points=tuple(point for step in plan for point in step.points),
            target=decision.target.element.box if decision.target and decision.target.element else None,
            ms=ms,
            frame=self.sight.name,
            pixels=seen.frame,
        )

    def refused(self, why: str, by: Literal["guard", "screen"] = "guard") -> Refused:
        self.patience.refused(self.number, why, by_guard=by == "guard")
        return Refused(step=self.number, why=why, by=by)

    # Act, verify

    def carry_out(
        self, decision: Decision, plan: tuple[Step, ...], verdict: Verdict
    ) -> Generator[Event, None, Finished | None]:
        """Perform the actions in order; stop at the first that may not be done or whose check fails."""
        for index, step in enumerate(plan):
            if isinstance(step.action, actions.Finished):
                return (yield from self.finish(step.action, decision))
            if isinstance(step.action, actions.Ask):
                going = yield from self.consent.put(self.number, step.action.question)
            else:
                verdict = verdict if index == 0 else self.judge(step)
                name = f"{self.number:04d}-after{f'-{index}' if index else ''}"
                try:
                    going = yield from self.act(step, verdict, name)
                except HeldUp:
                    if index == 0:
                        raise
                    break
            if not going:
                break
        return None

    def act(self, step: Step, verdict: Verdict, name: str) -> Generator[Event, None, bool]:
        if not (yield from self.allowed(step, verdict)):
            return False
        before = self.sight.raw
        started = time.perf_counter()
        try:
            self.perform(step)
        except Interrupted as error:
            why = f"{error.found} in the middle of it: it may be done in part"
            yield Verified(step=self.number, ok=False, note=why, ms={"act": milliseconds(started)})
            self.broken_off = step
            raise HeldUp from error
        except NOT_DONE as error:
            why = "the secret could not be typed exactly" if step.types_secret else str(error)
            yield Verified(step=self.number, ok=False, note=why, ms={"act": milliseconds(started)})
            self.patience.failed(error)
            return False
        yield Performed(step=self.number, summary=step.summary, ms={"act": milliseconds(started)})
        started = time.perf_counter()
        outcome = self.verifier.check(before, step.expect, self.sight.observe, target=step.place, typed=step.reads_back)
        if step.types_secret:
            self.secrets.hold(step.points[0] if step.points else None, outcome.changed, outcome.observation)
        self.sight.take(outcome.observation, name)
        yield self.verified(outcome.note, outcome.changed, milliseconds(started), ok=outcome.ok)
        self.stuck.take((step.action,), before.frame, outcome.observation.frame)
        if not outcome.ok:
            self.patience.failed(StepFailed(step.summary, outcome.note, "See the last picture of the run."))
            return False
        self.patience.succeeded()
        return True

    def perform(self, step: Step) -> None:
        if step.performed is None:
            raise AssertionError(step.action)
        if self.bridge.stop.holds_up:
            raise HeldUp
        self.bridge.perform(self.in_time(self.secrets.resolved(step.performed)))
        self.guard.performed(step)

    def in_time(self, action: actions.ScreenAction) -> actions.ScreenAction:
        """The action, a wait no longer than the run may still last."""
        if not isinstance(action, actions.Wait):
            return action
        return action.model_copy(update={"seconds": min(action.seconds, self.patience.seconds)})

    def verified(self, note: str, changed: Box | None, ms: float, *, ok: bool) -> Verified:
        return Verified(
            step=self.number,
            ok=ok,
            note=note,
            changed=changed,
            ms={"verify": ms},
            frame=self.sight.name,
            pixels=self.sight.seen.frame,
        )

    # Ask

    def allowed(self, step: Step, verdict: Verdict) -> Generator[Event, None, bool]:
        """Whether the guard, and where it asks for that the person, let the step happen."""
        if verdict.answer == "deny":
            yield self.refused(verdict.why)
            return False
        asked = verdict.answer == "ask"
        if not asked and not self.sight.stale:
            return True
        if asked and not (yield from self.consent.approved(self.number, step.summary, verdict)):
            return False
        before = self.sight.raw
        self.look_again(before, give_focus_back=asked)
        if not self.sight.still_there(before, step.points):
            yield self.refused(f"the screen changed while {'the person was asked' if asked else 'deciding'}", "screen")
            return False
        return True

    def look_again(self, before: Observation, *, give_focus_back: bool) -> None:
        """After a while; answering in a window of one's own took the focus away, which is put back first."""
        self.sight.take(self.sight.observe(), self.sight.name)
        if give_focus_back and before.window and self.sight.raw.window != before.window:
            try:
                self.bridge.perform(actions.AppSwitch(app=before.window[:200]))
            except (ApplicationMissing, Interrupted):
                return
            self.sight.take(self.sight.observe(), self.sight.name)

    # End

    def finish(self, action: actions.Finished, decision: Decision) -> Generator[Event, None, Finished | None]:
        """Success counts only with evidence or a verified last step, and never right after a failed check."""
        failed = self.turns.checked is False
        if action.status == "success" and (failed or not (decision.evidence or self.turns.checked)):
            found = "the last step failed its check" if failed else "there is no evidence and no verified step"
            self.patience.unproven(found)
            yield Refused(step=self.number, why=f"success is not accepted: {found}", by="loop")
            return None
        return Finished(step=self.number, status=action.status, answer=action.answer, evidence=decision.evidence)


def milliseconds(started: float) -> float:
    """Since a reading of `time.perf_counter`."""
    return (time.perf_counter() - started) * 1e3
