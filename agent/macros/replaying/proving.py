"""What came of a step of a replay, and what to do about what came up meanwhile and may have swallowed it."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import replace

from agent.base import Event, Healed
from agent.consent import HeldUp
from agent.macros.arriving import Arrival
from agent.macros.file.schema import Deed, Going, Macro, Pointing, Pressing, Typing
from agent.macros.grounding.finding import Found
from agent.macros.grounding.looks import equal, part
from agent.macros.grounding.whereabouts import places
from agent.macros.replaying.checking import Checked, Checker, alike
from agent.macros.replaying.parts import Parts
from agent.macros.replaying.seeking import Seeking
from agent.macros.replaying.signs import shows
from agent.macros.scenes import SMALL, likeness, scene_of, window_of
from bridges.base import Observation
from bridges.coordinates import Box, FramePoint
from bridges.errors import StepFailed

CARET_KEYS = frozenset({"left", "right", "up", "down", "home", "end", "pageup", "pagedown", "tab", "enter"})
FAR_MORE = 5
"""Times what may differ in a window that is alike, from which a step's effect cannot be overlooked in it."""


class Proving(Seeking):
    """Checks what was done."""

    def __init__(self, macro: Macro, parts: Parts) -> None:
        super().__init__(macro, parts)
        self.typed: tuple[float, float] | None = None
        """When a text that was typed just before showed, and how many seconds that took."""
        self.as_recorded = False
        """Whether the window looked as recorded before the step."""
        self.repeated = False
        self._unproven: Arrival | None = None

    def proven(self, step: Deed, before: Observation, aim: Found | None) -> Generator[Event, None, Checked]:
        """The check's outcome. Raises HeldUp where the step was swallowed and is to be done again."""
        started = time.perf_counter()
        done = self._checked(step, before)
        self.typed = (done.at, done.at - started) if isinstance(step, Typing) else None
        if not done.ok and self.strangers.has_focus(done.observation):
            yield from self.made_way(step)
            done = self._checked(step, before, strict=True)
        elif (not done.ok or done.weak) and (yield from self.remedied(step, self.eyes.put_off(self.strangers.words))):
            done = self._checked(step, before, strict=True)
        if not done.ok and self.came_between and self._shows(step, before, done.observation, aim):
            done = replace(done, ok=True, note="what it brings shows")
        if not done.ok and self.came_between:
            if self._swallowed(step, before):
                raise HeldUp
            yield from self._reopened(step)
        if done.ok and isinstance(step, Typing):
            done = self._whole(Arrival(step, before, aim.box if aim else None), done)
            if done.ok and self.came_between and self._unproven is not None:
                if self._swallowed(step, before):
                    raise HeldUp
                done = replace(done, ok=False, note="what came up meanwhile may have taken the text")
        return done

    def _checked(self, step: Deed, before: Observation, *, strict: bool = False) -> Checked:
        eyes = self.eyes
        pause = self.parts.bridge.stop.sleep
        stranger = self.strangers.has_focus
        checker = Checker(
            self.ladder, self.parts.reader, eyes.glance, eyes.observe, pause, stranger, self.strangers.titles,
            self.as_recorded and not self.came_between, _may_move_a_caret(step), strict,
        )  # fmt: skip
        # A window that is called to the front may be there already.
        return checker.check(step.check, before, "" if isinstance(step, Going) else step.window)

    def _shows(self, step: Deed, before: Observation, now: Observation, aim: Found | None) -> bool:
        """Whether something of what the step brings stands there now, and did not before: a part that is as recorded.

        What the pointer lights, where it pressed and still is, says nothing.
        """
        check = step.check
        went = self.pointer_went
        gone = went is not None and aim is not None and not aim.box.contains(FramePoint(went.x, went.y))
        if check.kind != "looks" or check.looks is None or before.window_box != now.window_box:
            return False
        picture = self.ladder.picture(check.looks.picture)
        if picture is None:
            return False
        place = next(iter(places(check.place, now)), None)
        if place is None:
            return False
        lit = None if gone or aim is None else aim.box.moved(-place.left, -place.top)
        return shows(part(picture, check.looks.box), part(before.frame, place), part(now.frame, place), lit)

    def _swallowed(self, step: Deed, before: Observation) -> bool:
        """Whether what came in between took the press or the keys: nothing of their effect shows. Once for a step."""
        scene = scene_of(before)
        if self.repeated or step.consequence.risky or step.check.kind in ("none", "gone") or scene is None:
            return False
        now = self.eyes.observe()
        look = likeness(scene, now)
        place = step.check.place if step.check.kind == "looks" else None
        # What came in between may have left a line in the window: a step that changes far more has not been done,
        # nor one whose own place is as it was.
        far_more = place is not None and place.box.area > FAR_MORE * SMALL * scene.shape[0] * scene.shape[1]
        inside = _within(places(place, now), now)
        untouched = any(equal(part(before.frame, one), part(now.frame, one)) for one in inside)
        # A key that opens a window has not been taken where no window has come.
        came = any(alike(step.check.text, title) for title in now.windows)
        lost = isinstance(step, Pressing) and step.check.kind == "window" and step.check.text != "" and not came
        self.repeated = look == "same" or (look == "alike" and far_more) or lost or untouched
        return self.repeated

    def _reopened(self, step: Deed) -> Generator[Event, None, None]:
        """Open again what was closed before the press, which came to nothing then: all looks as before the opening.

        Raises HeldUp, for the step to be done in it. Once for a step.
        """
        if self.repeated or step.consequence.risky or not isinstance(step, Pointing):
            return
        undone = self.trail.undone(step.target, self.eyes.observe(), exactly=True)
        for again in undone:
            yield self.opens_again(again)
            yield from self.deed(again)
        if undone:
            self.repeated = True
            raise HeldUp

    def _whole(self, arrival: Arrival, done: Checked) -> Checked:
        """The check's outcome, not ok where the text was broken off; unread, it is left to `text_proven`."""
        stands, seen = arrival.stands(
            self.ladder, self.parts.reader, done.observation, self.eyes.glance, self.eyes.observe
        )
        self._unproven = arrival if stands == "unread" else None
        if stands == "broken":
            return replace(done, ok=False, note="only a beginning of the text is there", observation=seen)
        return replace(done, observation=seen)

    def text_proven(self) -> Generator[Event, None, None]:
        """Something came up after a text that could not be read, and may have taken it, or a part of it.

        Where all of it is missing it is typed again. Raises StepFailed where that is not known.
        """
        arrival, self._unproven = self._unproven, None
        if arrival is None or not self.came_between:
            return
        stands, seen = arrival.stands(
            self.ladder, self.parts.reader, self.eyes.seen, self.eyes.glance, self.eyes.observe
        )
        if stands == "whole":
            return
        if not arrival.came_to_nothing(seen) or arrival.step.consequence.risky:
            raise StepFailed(
                "Typing the text before", "what came up after it may have taken a part, and it cannot be read",
                "See the last picture of the run.",
            )  # fmt: skip
        yield Healed(step=self.number, was=f"the text of “{arrival.step.id}” went to what came up", now="typed again")
        yield from self.deed(arrival.step)
        raise HeldUp


def _within(expected: Sequence[Box], seen: Observation) -> list[Box]:
    """The likeliest place, as far as the window reaches: what came in between may still stand behind it."""
    window = window_of(seen)
    return [one.intersection(window) if window else one for one in expected[:1]]


def _may_move_a_caret(step: Deed) -> bool:
    return not isinstance(step, Pressing) or not CARET_KEYS.isdisjoint(step.keys)
