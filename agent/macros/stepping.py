"""One step of a replay: its target found, guarded, shown, done and checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from itertools import count

from agent.base import (
    Consequence,
    Event,
    Focus,
    Healed,
    Performed,
    Planned,
    Refused,
    Verified,
)
from agent.consent import Consent, HeldUp, Instead, LeftOut
from agent.guard import GRAVITY, Verdict
from agent.macros.acting import action_of, expectation
from agent.macros.arriving import Arrival
from agent.macros.checking import Checked, Checker
from agent.macros.filling import Values
from agent.macros.finding import ENOUGH, ENOUGH_TO_DESTROY, Found, told_of
from agent.macros.gravity import grave_choices
from agent.macros.parts import Heal, Parts
from agent.macros.scenes import SMALL, known_texts, likeness, scene_of
from agent.macros.schema import Deed, Going, Macro, Scrolling, Target, Typing
from agent.macros.strangers import Strangers
from agent.macros.trail import Trail
from agent.macros.waiting import Eyes, Remedy, takes_completion
from agent.performer import NOT_DONE, milliseconds
from agent.steps import Step as Planning
from agent.steps import plan_of
from agent.terminal import is_terminal
from bridges.action import Input
from bridges.base import Observation
from bridges.coordinates import Size
from bridges.errors import Interrupted, LimitReached, MacroUnusable, MimicError, StepFailed
from bridges.errors import Refused as RefusedError
from model.base import Decision, Element
from model.base import Target as Shown


class Stepping:
    """What stays from one step to the next."""

    def __init__(self, macro: Macro, values: Values, parts: Parts) -> None:
        self.macro, self.values, self.parts = macro, values, parts
        self.consent = Consent(parts.person, parts.audience, parts.bridge.stop, parts.limits)
        self.heals: list[Heal] = []
        self.overheads: list[float] = []
        """Milliseconds a step that are neither input being sent nor waiting for the application."""
        self.number = 0
        self.ladder = parts.ladder
        self.eyes = Eyes(parts.bridge, parts.reader)
        self.strangers = Strangers(macro)
        self._aim: Found | None = None
        self._typed: tuple[float, float] | None = None
        """When a text that was typed just before showed, and how many seconds that took."""
        self.within = macro.name
        self.until = 0.0
        self.grave = grave_choices(macro)
        self.trail = Trail()
        self._came_between = self._repeated = self._as_recorded = False
        self._unproven: Arrival | None = None

    @property
    def calls(self) -> int:
        """Questions to models."""
        return self.ladder.calls

    # One step

    def _deed(self, step: Deed) -> Generator[Event, None, None]:
        self.number += 1
        self._came_between = self._repeated = False
        if step.unsure:
            raise MacroUnusable(
                f"Step “{step.id}” of “{self.within}”", "it was inferred and nobody has confirmed it",
                f"Look at it with `mimic macro edit {self.within}` and take “unsure” away.",
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
        if recorded is not None and self.eyes.settle(recorded) == "same":
            # It did not show there when this was recorded.
            return False
        if self.eyes.shown(until, self.ladder, 0.2):
            return True
        if turn >= step.most:
            raise StepFailed(f"Scrolling to “{until.called}”", f"it does not show after {step.most} turns")
        return False

    def _attempt(self, step: Deed) -> Generator[Event, None, None]:
        clock = Clock()
        yield from self._made_way(step)
        enough = ENOUGH_TO_DESTROY if step.consequence.risky or step.id in self.grave else ENOUGH
        target, end = getattr(step, "target", None), getattr(step, "to", None)
        found = (yield from self._found(step, target, enough)) if target else None
        ending = (yield from self._found(step, end, enough)) if end else None
        self._aim, self._as_recorded = found, False
        yield from self._proven()
        scene: Callable[[], Sequence[Element]] | None = None
        if target is None and isinstance(step, Going):
            # Windows are called by name, wherever the focus is.
            self.eyes.glance()
        elif target is None:
            # What is typed goes where the focus is: all that still moves may move it.
            recorded = self.ladder.picture(step.scene.picture) if step.scene else None
            if takes_completion(step) and not is_terminal(self.eyes.seen):
                self.eyes.let_complete(self._typed)
            self._as_recorded = self.eyes.settle(recorded) == "same"
            if step.scene and step.scene.read:
                scene = known_texts(self.ladder, step.scene, self.eyes.seen, self.parts.reader)
        clock.waited = self.eyes.waited
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
        except NOT_DONE as error:
            note = "the secret could not be typed exactly" if plan.types_secret else str(error)
            yield Verified(step=self.number, ok=False, note=note, ms={"act": milliseconds(started)})
            raise
        self.parts.guard.performed(plan)
        yield Performed(step=self.number, summary=plan.summary, ms={"act": milliseconds(started)})
        started = time.perf_counter()
        done = self._checked(step, before)
        shown = time.perf_counter()
        self._typed = (shown, shown - started) if isinstance(step, Typing) else None
        if not done.ok and self.strangers.has_focus(done.observation):
            yield from self._made_way(step)
            done = self._checked(step, before, strict=True)
        elif (not done.ok or done.weak) and (yield from self._remedied(step, self.eyes.put_off(self.strangers.words))):
            done = self._checked(step, before, strict=True)
        if not done.ok and self._came_between and self._swallowed(step, before):
            raise HeldUp
        if done.ok and isinstance(step, Typing):
            done = self._whole(Arrival(step, before, self._aim.box if self._aim else None), done)
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
            raise StepFailed(plan.summary, done.note, "See the last picture of the run.")
        self.trail.take(step, before, done.changed)
        self.parts.committed(step.id, "done")

    def _whole(self, arrival: Arrival, done: Checked) -> Checked:
        """The check's outcome, not ok where the text was broken off; where it cannot be read, `_proven` may follow."""
        stands, seen = arrival.stands(self.ladder, self.parts.reader, done.observation, self.eyes.glance)
        self._unproven = arrival if stands == "unread" else None
        if stands == "broken":
            return replace(done, ok=False, note="only a beginning of the text is there", observation=seen)
        return replace(done, observation=seen)

    def _proven(self) -> Generator[Event, None, None]:
        """Something came up after a text that could not be read, and may have taken it, or a part of it.

        Where all of it is missing it is typed again. Raises StepFailed where that is not known.
        """
        arrival, self._unproven = self._unproven, None
        if arrival is None or not self._came_between:
            return
        stands, seen = arrival.stands(self.ladder, self.parts.reader, self.eyes.seen, self.eyes.glance)
        if stands == "whole":
            return
        if not arrival.came_to_nothing(seen) or arrival.step.consequence.risky:
            raise StepFailed(
                "Typing the text before", "what came up after it may have taken a part, and it cannot be read",
                "See the last picture of the run.",
            )  # fmt: skip
        yield Healed(step=self.number, was=f"the text of “{arrival.step.id}” went to what came up", now="typed again")
        yield from self._deed(arrival.step)
        raise HeldUp

    def _swallowed(self, step: Deed, before: Observation) -> bool:
        """Whether what came in between took the press or the keys: nothing of their effect shows. Once for a step."""
        scene = scene_of(before)
        if self._repeated or step.consequence.risky or step.check.kind in ("none", "gone") or scene is None:
            return False
        now = likeness(scene, self.eyes.observe())
        place = step.check.place if step.check.kind == "looks" else None
        # What came in between may have left a line in the window: a step that changes far more has not been done.
        far_more = place is not None and place.box.area > 5 * SMALL * scene.shape[0] * scene.shape[1]
        self._repeated = now == "same" or (now == "alike" and far_more)
        return self._repeated

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

    def _checked(self, step: Deed, before: Observation, *, strict: bool = False) -> Checked:
        eyes = self.eyes
        pause = self.parts.bridge.stop.sleep
        stranger = self.strangers.has_focus
        checker = Checker(
            self.ladder, self.parts.reader, eyes.glance, eyes.observe, pause, stranger, self.strangers.titles,
            self._as_recorded and not self._came_between, strict,
        )  # fmt: skip
        # A window that is called to the front may be there already.
        return checker.check(step.check, before, "" if isinstance(step, Going) else step.window)

    def _waited(self, step: Deed) -> Generator[Event, None, None]:
        """A step that only waits for something to show."""
        shown = getattr(step, "shown", None)
        if shown:
            yield from self._found(step, shown, ENOUGH)
        yield Verified(step=self.number, ok=True, note="it shows", frame=f"{self.number:04d}-after",
                       pixels=self.parts.secrets.redacted(self.eyes.seen).frame)  # fmt: skip

    # Finding

    def _found(self, step: Deed, target: Target, enough: float) -> Generator[Event, None, Found]:
        if self._came_between:
            for again in self.trail.undone(target, self.eyes.observe()):
                yield Healed(step=self.number, was=f"what “{again.id}” had opened was closed", now="it is done again")
                yield from self._deed(again)
        found = self.eyes.wait_for(target, self.ladder, enough, step.find_s)
        if found is None and self.ladder.veiled:
            yield from self._remedied(step, self.eyes.behind_a_veil())
            found = self.eyes.wait_for(target, self.ladder, enough, step.find_s)
        if (found is None or found.confidence < enough) and (
            yield from self._remedied(step, self.eyes.put_off(self.strangers.words))
        ):
            found = self.eyes.wait_for(target, self.ladder, enough, step.find_s)
        if found is None or found.confidence < enough:
            found = yield from self._asked(step, target, found)
        if found.rung not in ("identity", "place"):
            elements = tuple(self.parts.reader.texts(self.eyes.seen))
            self.heals.append(Heal(self.within, step.id, target, found, self.eyes.seen, elements))
            yield Healed(
                step=self.number, was=f"“{target.called}” where it was recorded",
                now=f"found by {found.rung} at ({found.point.x:.0f}, {found.point.y:.0f}), {found.confidence:.2f} sure",
            )  # fmt: skip
        return found

    def _asked(self, step: Deed, target: Target, found: Found | None) -> Generator[Event, None, Found]:
        """The last rung: the person says whether the likeliest place is the right one. Else the replay halts."""
        tried = told_of(self.ladder.tried)
        if found is None:
            raise StepFailed(
                f"Finding “{target.called}”", f"it is not there ({tried}) after {step.find_s:g} s",
                "Nothing was done in this step. See the last picture, or record it anew.",
            )  # fmt: skip
        verdict = Verdict(Consequence.EDITS, "ask", f"It was not found for sure ({tried}).")
        words = f"Is “{target.called}” at ({found.point.x:.0f}, {found.point.y:.0f})"
        if not (yield from self.consent.approved(self.number, words, verdict)):
            raise StepFailed(f"Finding “{target.called}”", f"not sure enough ({tried})")
        return Found(found.box, found.point, "person", 1.0, found.element)

    def _made_way(self, step: Deed) -> Generator[Event, None, None]:
        """Where something else has taken the focus, let it go the harmless way, or wait; see `Eyes.in_the_way`."""
        yield from self._remedied(step, self.eyes.in_the_way(step))

    def _remedied(self, step: Deed, remedies: Iterator[Remedy]) -> Generator[Event, None, bool]:
        """Do them; whether there were any."""
        any_done = False
        for remedy in remedies:
            (plan,) = plan_of(remedy.decision(self.eyes.seen), self.eyes.seen, 1)
            verdict = self.parts.guard.judge(plan, self.eyes.seen)
            if verdict.answer != "go" or plan.performed is None:
                raise StepFailed(f"Step “{step.id}”", f"“{remedy.window}” is in the way", "Close it first.")
            self.parts.bridge.perform(plan.performed)
            any_done = self._came_between = True
            yield Healed(step=self.number, was=f"“{remedy.window}” was in the way", now=remedy.words)
        return any_done

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
