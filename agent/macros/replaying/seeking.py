"""What a step of a replay acts on: looked for, with what came up in between sent away, and asked for at last."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator

from agent.base import Consequence, Event, Healed
from agent.consent import Consent
from agent.guard import Verdict
from agent.macros.file.schema import Deed, Macro
from agent.macros.file.target import Target
from agent.macros.grounding.finding import Found, told_of
from agent.macros.replaying.changes import in_short
from agent.macros.replaying.parts import Heal, Parts
from agent.macros.replaying.strangers import Strangers
from agent.macros.replaying.trail import Trail
from agent.macros.replaying.waiting import Eyes, Remedy
from agent.steps import plan_of
from bridges.action import Click
from bridges.coordinates import ImagePoint
from bridges.errors import StepFailed


class Seeking(ABC):
    """Finds targets. Whatever was put off on the way is noted in `came_between`."""

    def __init__(self, macro: Macro, parts: Parts) -> None:
        self.macro, self.parts = macro, parts
        self.consent = Consent(parts.person, parts.audience, parts.bridge.stop, parts.limits)
        self.heals: list[Heal] = []
        self.number = 0
        self.ladder = parts.ladder
        self.eyes = Eyes(parts.bridge, parts.reader)
        self.strangers = Strangers(macro)
        self.within = macro.name
        self.trail = Trail()
        self.came_between = False
        """Whether something came up during this step that was put off."""
        self.pointer_went: ImagePoint | None = None
        """Where to, for that; in the frame."""

    @abstractmethod
    def deed(self, step: Deed) -> Generator[Event, None, None]:
        """Do a step."""

    def found(self, step: Deed, target: Target, enough: float) -> Generator[Event, None, Found]:
        if self.came_between:
            for again in self.trail.undone(target, self.eyes.observe()):
                yield self.opens_again(again)
                yield from self.deed(again)
        found = self._waited_for(step, target, enough)
        if found is None and self.strangers.has_focus(self.eyes.seen):
            yield from self.made_way(step)
            found = self._waited_for(step, target, enough)
        if found is None and self.ladder.veiled:
            yield from self.remedied(step, self.eyes.behind_a_veil())
            found = self._waited_for(step, target, enough)
        if (found is None or found.confidence < enough) and (
            yield from self.remedied(step, self.eyes.put_off(self.strangers.words))
        ):
            found = self._waited_for(step, target, enough)
        if found is None or found.confidence < enough:
            found = yield from self._asked(step, target, found)
        if not found.as_recorded:
            heal = self._heal(step, target, found)
            self.heals.append(heal)
            yield Healed(step=self.number, was=f"“{target.called}” is not as recorded", now=in_short(heal))
        return found

    def _waited_for(self, step: Deed, target: Target, enough: float) -> Found | None:
        return self.eyes.wait_for(target, self.ladder, enough, step.find_s, self.strangers.has_focus)

    def opens_again(self, step: Deed) -> Healed:
        return Healed(step=self.number, was=f"what “{step.id}” had opened was closed", now="it is done again")

    def _heal(self, step: Deed, target: Target, found: Found) -> Heal:
        # It may go into files: without the secrets that are in sight.
        seen = self.parts.secrets.redacted(self.eyes.seen)
        part = next(name for name in ("target", "to", "shown") if getattr(step, name, None) is target)
        return Heal(self.within, step.id, target, found, seen, tuple(self.parts.reader.texts(seen)), part)

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

    def made_way(self, step: Deed) -> Generator[Event, None, None]:
        """Where something else has taken the focus, let it go the harmless way, or wait; see `Eyes.in_the_way`."""
        yield from self.remedied(step, self.eyes.in_the_way(step))

    def remedied(self, step: Deed, remedies: Iterator[Remedy]) -> Generator[Event, None, bool]:
        """Do them; whether there were any."""
        any_done = False
        for remedy in remedies:
            (plan,) = plan_of(remedy.decision(self.eyes.seen), self.eyes.seen, 1)
            verdict = self.parts.guard.judge(plan, self.eyes.seen)
            if verdict.answer != "go" or plan.performed is None:
                raise StepFailed(f"Step “{step.id}”", f"“{remedy.window}” is in the way", "Close it first.")
            self.parts.bridge.perform(plan.performed)
            any_done = self.came_between = True
            if isinstance(remedy.action, Click):
                self.pointer_went = remedy.action.start_point
            yield Healed(step=self.number, was=f"“{remedy.window}” was in the way", now=remedy.words)
        return any_done
