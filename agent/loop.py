"""The loop: observe, decide, guard, show, act, verify, until the task is done or cannot be done.

`run` is a generator of events. Everything that shows or stores a run listens to them; nothing else comes out. The last
event is always one Finished or Failed, whatever happens on the way.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator

from agent.base import Audience, Event, Finished, Focus, Nobody, Person, Planned, Refused, Started
from agent.consent import Consent, HeldUp, Instead, LeftOut, persons_own
from agent.ending import to_the_end
from agent.guard import Guard, Verdict, gravest
from agent.history import Turns
from agent.limits import Limits
from agent.patience import Patience
from agent.performer import Dropped, Performer, milliseconds
from agent.secrets import Secrets
from agent.sight import Sight
from agent.steps import Step, plan_of
from agent.stuck import StuckWatch
from agent.verification import Verifier
from agent.waiting import until_stopped
from bridges import action as actions
from bridges.base import Bridge
from bridges.coordinates import Size
from bridges.errors import OutsideSpace, UnparsableReply
from model.base import Decision, History, Model, Task


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
    limits, secrets = limits or Limits(), secrets or Secrets(task.text)
    consent = Consent(person, audience or Nobody(), bridge.stop, limits)
    sight = Sight(bridge, secrets)
    patience = Patience(limits, task.text, first_step)
    performer = Performer(
        bridge, guard, consent, verifier or Verifier(), secrets, sight, patience, StuckWatch(limits)
    )  # fmt: skip
    walk = _Walk(task, bridge, model, consent, limits, secrets, sight, patience, performer, Turns(history), first_step)
    yield from to_the_end(walk.story(), walk.told, bridge.stop, task.text)


class _Walk:
    """One run from step to step."""

    decision: Decision

    def __init__(
        self,
        task: Task,
        bridge: Bridge,
        model: Model,
        consent: Consent,
        limits: Limits,
        secrets: Secrets,
        sight: Sight,
        patience: Patience,
        performer: Performer,
        turns: Turns,
        first_step: int,
    ) -> None:
        self.task, self.bridge, self.model, self.consent, self.limits = task, bridge, model, consent, limits
        self.secrets, self.sight, self.patience, self.performer = secrets, sight, patience, performer
        self.turns, self.number, self.resumed = turns, first_step - 1, first_step > 1

    def told(self, event: Event) -> Event:
        """The event as it leaves: without secrets, and taken into the history."""
        clean = self.secrets.scrubbed(event)
        self.turns.take(clean)
        return clean

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
            except (Dropped, LeftOut):
                return None
            except Instead as other:
                height, width = self.sight.seen.frame.shape[:2]
                chosen = persons_own(self.decision, other.actions, Size(width, height))

    def hold(self) -> Generator[Event, None, None]:
        """Where the run is paused, wait; then look again, with the focus back where it was."""
        paused_s = yield from self.consent.held(self.number)
        self.patience.lengthen(paused_s)
        if paused_s and self.sight.has_looked:
            self.performer.look_again(self.sight.raw, give_focus_back=True)

    def attempt(self, chosen: Decision | None) -> Generator[Event, None, Finished | None]:
        """Observe, decide, guard, show; then act and verify. Raises what `step` answers to."""
        yield from self.performer.repeat(self.number)
        ms = self.sight.look(f"{self.number:04d}-before")
        try:
            self.decision = chosen or self.decide()
            plan = plan_of(self.decision, self.sight.seen, self.limits.actions)
        except (UnparsableReply, OutsideSpace) as error:
            self.patience.unreadable(error)
            yield Refused(step=self.number, why=str(error), by="loop")
            return None
        self.patience.readable()
        guarded = time.perf_counter()
        verdicts = tuple(self.performer.judge(step) for step in plan)
        planned = self.planned(plan, verdicts, {**ms, **self.decision.ms, "guard": milliseconds(guarded)})
        yield planned
        denied = next((verdict for verdict in verdicts if verdict.answer == "deny"), None)
        if denied:
            yield from self.performer.refuse(self.number, denied.why)
        if verdicts[0].answer == "go" and plan[0].performed and not (yield from self.consent.shown(planned)):
            return None
        return (yield from self.carry_out(plan, verdicts[0]))

    def decide(self) -> Decision:
        self.bridge.stop.check()
        started = time.perf_counter()
        seen, history = self.sight.seen, self.turns.history
        decision = until_stopped(lambda: self.model.decide(self.task, seen, history), self.bridge.stop, name="deciding")
        thinking = milliseconds(started) - decision.ms.get("parse", 0.0)
        return decision.model_copy(update={"ms": {"decide": max(0.0, thinking), **decision.ms}})

    def planned(self, plan: tuple[Step, ...], verdicts: tuple[Verdict, ...], ms: dict[str, float]) -> Planned:
        decision, seen = self.decision, self.sight.seen
        return Planned(
            step=self.number,
            decision=decision,
            consequence=gravest(verdicts),
            geometry=seen.geometry,
            points=tuple(point for step in plan for point in step.points),
            target=decision.target.element.box if decision.target and decision.target.element else None,
            focus=Focus.of(seen),
            ms=ms,
            frame=self.sight.name,
            pixels=seen.frame,
        )

    def carry_out(self, plan: tuple[Step, ...], verdict: Verdict) -> Generator[Event, None, Finished | None]:
        """The actions in order, up to the first that may not be done or whose check fails."""
        for index, step in enumerate(plan):
            match step.action:
                case actions.Finished() as finished:
                    return (yield from self.finish(finished))
                case actions.Ask(question=question):
                    yield from self.consent.put(self.number, question)
                case _ if index == 0:
                    yield from self.performer.act(self.number, step, verdict, f"{self.number:04d}-after")
                case _:
                    yield from self.act_later(index, step)
        return None

    def act_later(self, index: int, step: Step) -> Generator[Event, None, None]:
        """An action after the first: judged on the screen as it is by now, and in a pause left to the next step."""
        name = f"{self.number:04d}-after-{index}"
        try:
            yield from self.performer.act(self.number, step, self.performer.judge(step), name)
        except HeldUp as held_up:
            raise Dropped from held_up

    def finish(self, action: actions.Finished) -> Generator[Event, None, Finished | None]:
        """Success counts only with evidence or a verified last step, and never right after a failed check."""
        evidence, failed = self.decision.evidence, self.turns.checked is False
        if action.status == "success" and (failed or not (evidence or self.turns.checked)):
            found = "the last step failed its check" if failed else "there is no evidence and no verified step"
            self.patience.unproven(found)
            yield Refused(step=self.number, why=f"success is not accepted: {found}", by="loop")
            return None
        return Finished(step=self.number, status=action.status, answer=action.answer, evidence=evidence)
