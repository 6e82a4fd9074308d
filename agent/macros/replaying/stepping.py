"""One step of a replay: its target found, guarded, shown, done and checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from itertools import count

from agent.base import (
    Event,
    Focus,
    Performed,
    Planned,
    Refused,
    Verified,
)
from agent.consent import HeldUp, Instead, LeftOut
from agent.guard import GRAVITY, Verdict
from agent.macros.file.filling import Values
from agent.macros.file.schema import Check, Deed, Going, Macro, Scrolling
from agent.macros.file.target import Target
from agent.macros.grounding.finding import ENOUGH, ENOUGH_TO_DESTROY, Found
from agent.macros.replaying.acting import action_of, expectation
from agent.macros.replaying.gravity import grave_choices
from agent.macros.replaying.parts import Parts
from agent.macros.replaying.proving import Proving
from agent.macros.replaying.waiting import completed_by, takes_completion
from agent.macros.scenes import known_texts
from agent.performer import NOT_DONE, milliseconds
from agent.steps import Step as Planning
from agent.steps import plan_of
from agent.terminal import is_terminal
from bridges.action import Input
from bridges.base import Observation
from bridges.coordinates import Size
from bridges.errors import CameBetween, Interrupted, LimitReached, MacroUnusable, MimicError, StepFailed
from bridges.errors import Refused as RefusedError
from model.base import Decision, Element
from model.base import Target as Shown


class Stepping(Proving):
    """What stays from one step to the next."""

    def __init__(self, macro: Macro, values: Values, parts: Parts) -> None:
        super().__init__(macro, parts)
        self.values = values
        self.overheads: list[float] = []
        """Milliseconds a step that are neither input being sent nor waiting for the application."""
        self.until = 0.0
        self.grave = grave_choices(macro)
        self._aim: Found | None = None

    @property
    def calls(self) -> int:
        """Questions to models."""
        return self.ladder.calls

    # One step

    def deed(self, step: Deed) -> Generator[Event, None, None]:
        self.number += 1
        self.came_between = self.repeated = False
        self.pointer_went = None
        if step.unsure:
            raise MacroUnusable(
                f"Step “{step.id}” of “{self.within}”", "it was inferred and nobody has confirmed it",
                f"Say whether it was meant so: mimic macro confirm {self.within}",
            )  # fmt: skip
        if step.pause_s and self.parts.speed < float("inf"):
            self.parts.bridge.stop.sleep(step.pause_s / self.parts.speed)
        for turn in count():
            if isinstance(step, Scrolling) and step.until and self._has_come(step, step.until, turn):
                return
            self._within_limits()
            self.until += yield from self.consent.held(self.number)
            try:
                # What the wheel was turned over has gone from there after the first turn.
                again = turn and isinstance(step, Scrolling)
                yield from self._attempt(step.model_copy(update={"target": None}) if again else step)
            except HeldUp:
                continue
            except LeftOut:
                return
            except Instead as other:
                raise RefusedError(
                    f"Step {self.number}", "a replay keeps to its macro", "Edit the macro instead."
                ) from other
            if not (isinstance(step, Scrolling) and step.until):
                return

    def _has_come(self, step: Scrolling, until: Target, turn: int) -> bool:
        """Whether there is no need to scroll on. Raises StepFailed after too many turns."""
        recorded = self.ladder.picture(step.scene.picture) if step.scene and not turn else None
        if recorded is not None and until.looks is not None:
            # It did not show there when this was recorded.
            match self.eyes.settle(recorded):
                case "same":
                    return False
                case "alike" if not self.ladder.pictured(until, self.eyes.seen):
                    return False
        if self.eyes.shown(until, self.ladder, 0.2):
            return True
        if turn >= step.most:
            raise StepFailed(f"Scrolling to “{until.called}”", f"it does not show after {step.most} turns")
        return False

    def _attempt(self, step: Deed) -> Generator[Event, None, None]:
        clock = Clock()
        yield from self.made_way(step)
        enough = ENOUGH_TO_DESTROY if step.consequence.risky or step.id in self.grave else ENOUGH
        target, end = getattr(step, "target", None), getattr(step, "to", None)
        found = (yield from self.found(step, target, enough)) if target else None
        ending = (yield from self.found(step, end, enough)) if end else None
        self._aim, self.as_recorded = found, False
        yield from self.text_proven()
        scene: Callable[[], Sequence[Element]] | None = None
        if target is None and isinstance(step, Going):
            # Windows are called by name, wherever the focus is.
            self.eyes.glance()
        elif target is None:
            # What is typed goes where the focus is: all that still moves may move it.
            recorded = self.ladder.picture(step.scene.picture) if step.scene else None
            completed = takes_completion(step) and not is_terminal(self.eyes.seen)
            self.as_recorded = self.eyes.settle(recorded, completed_by(self.typed) if completed else 0.0) == "same"
            if step.scene and step.scene.read:
                scene = known_texts(self.ladder, step.scene, self.eyes.seen, self.parts.reader)
        clock.waited += self.eyes.waited
        seen = self.eyes.seen
        if not (action := action_of(step, found, ending)):
            yield from self._waited(step)
            return
        planned, plan, verdict = self._planned(step, found, action, clock, scene)
        yield planned
        if verdict.answer == "deny":
            yield Refused(step=self.number, why=verdict.why, by="guard")
            raise RefusedError(f"Step {self.number}", verdict.why, "Nothing was done in this step.")
        if verdict.answer == "go" and not (yield from self.consent.shown(planned)):
            return
        if verdict.answer == "ask":
            if not (yield from self.consent.approved(self.number, plan.summary, verdict)):
                return
            if found and not self.eyes.still_there(found):
                yield Refused(step=self.number, why="the screen changed while the person was asked", by="screen")
                raise HeldUp
        yield from self._carried_out(step, plan, seen, clock)

    def _planned(
        self,
        step: Deed,
        found: Found | None,
        action: object,
        clock: Clock,
        scene: Callable[[], Sequence[Element]] | None,
    ) -> tuple[Planned, Planning, Verdict]:
        seen = self.eyes.seen
        height, width = seen.frame.shape[:2]
        called: Target | None = getattr(step, "target", None)
        known = {"role": called.role, "text": called.words, "label": called.label} if called else {}
        element = Element.model_validate({"box": found.box, **known}) if found else None
        decision = Decision(
            actions=(action,),
            image=Size(width, height),
            reason=step.note or f"{self.within}: {step.id}",
            target=Shown(words=called.called, element=element) if called else None,
            confidence=found.confidence if found else 1.0,
            expect=expectation(step.check),
            memory={"macro": self.within, "step": step.id, "rungs": dict(self.ladder.tried) if found else {}},
            model=f"macro:{found.rung}" if found else "macro",
        )
        guarded = time.perf_counter()
        (plan,) = plan_of(decision, seen, 1)
        self.parts.reader.know(seen, called, found, scene)
        verdict = self._judged(step, plan, seen)
        ms = {"capture": clock.waited, "decide": clock.passed - clock.waited, "guard": milliseconds(guarded)}
        planned = Planned(
            step=self.number, decision=decision, consequence=verdict.consequence, geometry=seen.geometry,
            points=plan.points, target=found.box if found else None, focus=Focus.of(seen), ms=ms,
            frame=f"{self.number:04d}-before", pixels=self.parts.secrets.redacted(seen).frame,
            shown_before=found.as_recorded if found else self.as_recorded or isinstance(step, Going),
        )  # fmt: skip
        return planned, plan, verdict

    def _judged(self, step: Deed, plan: Planning, seen: Observation) -> Verdict:
        """The guard's verdict; where the recording knows of a graver consequence, that of it."""
        try:
            self.parts.secrets.check(plan.typed)
        except MimicError as error:
            return Verdict.no(str(error))
        verdict = self.parts.guard.judge(plan, seen)
        if GRAVITY.index(step.consequence) <= GRAVITY.index(verdict.consequence):
            return verdict
        must_ask = verdict.answer == "go" and step.consequence.risky and self.parts.guard.confirms
        return Verdict(step.consequence, "ask" if must_ask else verdict.answer, verdict.why or "so it was recorded")

    def _carried_out(
        self, step: Deed, plan: Planning, before: Observation, clock: Clock
    ) -> Generator[Event, None, None]:
        stop = self.parts.bridge.stop
        stop.check()
        if stop.paused:
            raise HeldUp
        assert plan.performed is not None
        if step.do not in ("open", "appswitch", "wait"):
            # What comes up at the last moment would take the press or the keys; it shows before it has the focus.
            there = self.eyes.still_there(self._aim)
            if not there or self.strangers.took_focus(before, self.eyes.seen):
                raise HeldUp
        self.parts.committed(step.id, "begun")
        prepared, started = clock.passed - clock.waited, time.perf_counter()
        try:
            self._performed(plan)
        except Interrupted as error:
            yield Verified(step=self.number, ok=False, note=f"{error.found} in the middle of it")
            raise StepFailed(plan.summary, "it was broken off in the middle", "Replay the macro again.") from error
        except CameBetween as error:
            yield Refused(step=self.number, why=error.found, by="screen")
            raise HeldUp from error
        except NOT_DONE as error:
            note = "the secret could not be typed exactly" if plan.types_secret else str(error)
            yield Verified(step=self.number, ok=False, note=note, ms={"act": milliseconds(started)})
            raise
        self.parts.guard.performed(plan)
        yield Performed(step=self.number, summary=plan.summary, ms={"act": milliseconds(started)})
        started = time.perf_counter()
        done = yield from self.proven(step, before, self._aim)
        after = clock.passed
        if plan.types_secret:
            self.parts.secrets.hold(plan.points[0] if plan.points else None, done.changed, done.observation)
        self.eyes.take(done.observation)
        verify = milliseconds(started)
        self.overheads.append(prepared + self.eyes.looking_ms + (clock.passed - after))
        yield Verified(
            step=self.number, ok=done.ok, note=done.note, changed=done.changed, focus=Focus.of(done.observation),
            ms={"verify": verify},
            frame=f"{self.number:04d}-after", pixels=self.parts.secrets.redacted(done.observation).frame,
        )  # fmt: skip
        if not done.ok:
            remedy = "See the last picture of the run."
            if step.check.kind == "change" and step.check == Check():
                remedy += " A step that may change nothing says so: check: {kind: none}."
            raise StepFailed(plan.summary, done.note, remedy)
        self.trail.take(step, before, done.changed)
        self.parts.committed(step.id, "done")

    def _performed(self, plan: Planning) -> None:
        """Carry it out. A text goes where the focus is letter after letter: its first one may open a field for it."""
        assert plan.performed is not None
        action = self.parts.secrets.resolved(plan.performed)
        typed = action.text if isinstance(action, Input) and action.start_point is None else ""
        if len(typed) > 1 and typed.isascii() and not plan.types_secret and not is_terminal(self.eyes.seen):
            before = self.eyes.seen
            self.parts.bridge.perform(Input(text=typed[0]))
            self.eyes.await_change(before)
            action = Input(text=typed[1:])
        self.parts.bridge.perform(action)

    def _waited(self, step: Deed) -> Generator[Event, None, None]:
        """A step that only waits for something to show."""
        shown = getattr(step, "shown", None)
        if shown:
            yield from self.found(step, shown, ENOUGH)
        yield Verified(step=self.number, ok=True, note="it shows", frame=f"{self.number:04d}-after",
                       pixels=self.parts.secrets.redacted(self.eyes.seen).frame)  # fmt: skip

    def _within_limits(self) -> None:
        self.parts.bridge.stop.check()
        tried = f"Replaying “{self.macro.name}”"
        if time.monotonic() > self.until:
            raise LimitReached(tried, f"{self.parts.limits.seconds:g} s were not enough", "Raise the limit.")


class Clock:
    """Milliseconds since a step began, and those of them that were waiting for the application."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self.waited = 0.0

    @property
    def passed(self) -> float:
        return milliseconds(self._began)
