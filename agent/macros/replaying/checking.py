"""The check after a step: looked at again and again until it holds, never slept; what fails in the end has failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from agent.difference import difference
from agent.macros.arriving import arrived
from agent.macros.file.schema import Check
from agent.macros.grounding import looks
from agent.macros.grounding.finding import Ladder
from agent.macros.grounding.whereabouts import places
from agent.reading import Reader, plain, shows, words_of
from bridges.base import Observation
from bridges.coordinates import Box

PAUSE_S = 0.012
AGREES = 0.93
OTHERWISE_S = 0.8
COMES_S = 1.5
"""A text may show a moment after the first change: the window's title gets its mark first."""
STRANGE_S = 1.0
"""So long a window that nobody expected may pass by itself."""
NEAR = 20.0
"""Pixels around the place of a recorded change that belong to it."""
MARKS = frozenset("*●•")
"""In the title of a window whose document was not saved."""
WORDS_SHARE = 0.6
"""Part of the words expected in a place that must be read where its picture no longer agrees."""


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """How a check went."""

    ok: bool
    note: str
    changed: Box | None
    observation: Observation
    at: float = 0.0
    """When the first sign of it showed, by `time.perf_counter`."""
    weak: bool = False
    """Something changed, which nothing says is what the step brings: it may be what came up meanwhile."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks what a macro's steps should have done."""

    ladder: Ladder
    reader: Reader
    glance: Callable[[], Observation]
    observe: Callable[[], Observation]
    pause: Callable[[float], None]
    stranger: Callable[[Observation], bool] = lambda _: False
    """Whether a window has the focus that the macro knows nothing of: that it came proves nothing."""
    titles: Collection[str] = ()
    """Of all windows that the macro knows: one of another moment is not the one that a step waits for."""
    as_recorded: bool = False
    """Whether the window looked as recorded before the step, so that its effect must be where it was."""
    caret_tells: bool = False
    """Whether the step may move a caret, so that one which comes or goes is a change; it may only have blinked."""
    strict: bool = False
    """After a surprise was sent away that alone changed the screen: only the very look or words prove anything."""

    def check(self, check: Check, before: Observation, was: str = "") -> Checked:
        """Look until the check holds, for at most its time. ``was``: the window's title before the recorded step."""
        done = replace(self._awaited(check, before, was), at=time.perf_counter())
        if not done.ok or not check.came or not self.as_recorded:
            return done
        until = time.monotonic() + COMES_S
        seen = done.observation
        while not arrived(check.came, before, seen):
            if time.monotonic() >= until:
                return replace(done, ok=False, note="the text did not come where it came when recorded")
            self.pause(PAUSE_S)
            seen = self.glance()
        return replace(done, changed=difference(before.frame, seen.frame).box, observation=seen)

    def _awaited(self, check: Check, before: Observation, was: str) -> Checked:
        until = time.monotonic() + check.within_s
        early = time.monotonic() + OTHERWISE_S
        strange = time.monotonic() + STRANGE_S
        done: Checked | None
        while True:
            if check.kind in ("text", "gone"):
                done = self._last_look(check, before, was)
            else:
                done = self._holds(check, before, self.glance(), was)
            if done is None and check.kind == "looks" and time.monotonic() >= early:
                # It may look otherwise than recorded for good: another theme, a pointer that rests elsewhere.
                done = self._last_look(check, before, was)
            if done is not None and done.ok:
                return done
            if time.monotonic() >= until or (time.monotonic() >= strange and self.stranger(self.glance())):
                return self._last_look(check, before, was)
            self.pause(PAUSE_S)

    def _holds(self, check: Check, before: Observation, seen: Observation, was: str) -> Checked | None:
        """Whether it holds already, by what takes no reading; None where it does not, or not yet."""
        found = difference(before.frame, seen.frame)
        if check.kind != "none" and self.stranger(seen) and not self.stranger(before):
            return None
        focus = (before.application, before.window) != (seen.application, seen.window)
        match check.kind:
            case "none":
                return Checked(True, "nothing is expected to show", found.box, seen)
            case "window":
                named = self._has_come(check.text, was, before.window, seen.window) if check.text else focus
                return (
                    Checked(True, f"the window “{seen.window[:60]}” has the focus", found.box, seen) if named else None
                )
            case "change" if found.regions or len(found.carets) > (0 if self.caret_tells else 1) or focus:
                return Checked(True, "the screen changed", found.box, seen)
            case "looks" if self._looks(check, seen) >= AGREES or self._lit(check, before, seen):
                return Checked(True, "it looks as it did when recorded", found.box, seen)
        return None

    def _has_come(self, wanted: str, was: str, before: str, now: str) -> bool:
        """Whether a title is the one that a step brings: alike, and changed where the recorded one changed by it."""
        if now == wanted:
            return True
        if not alike(wanted, now):
            return False
        same = {title: _same(title, now) for title in (wanted, *self.titles)}
        if not same[wanted] and any(same.values()):
            return False
        if not was or was == wanted:
            return True
        if _marked(was) != _marked(wanted) and _same(was, wanted):
            return _marked(now) == _marked(wanted)
        return now != before

    def _looks(self, check: Check, seen: Observation) -> float:
        if check.looks is None or (picture := self.ladder.picture(check.looks.picture)) is None:
            return 0.0
        matches = (looks.near(seen.frame, picture, check.looks.box, box) for box in places(check.place, seen))
        return max((match.score for match in matches if match), default=0.0)

    def _lit(self, check: Check, before: Observation, seen: Observation) -> bool:
        """Whether it looks as recorded but for the light of a pointer that had gone on, and did not so before."""
        if check.looks is None or (picture := self.ladder.picture(check.looks.picture)) is None:
            return False
        wanted = looks.part(picture, check.looks.box)
        return any(
            looks.lit(wanted, looks.part(seen.frame, box), roughly=True)
            and not looks.lit(wanted, looks.part(before.frame, box), roughly=True)
            for box in places(check.place, seen)
        )

    def _last_look(self, check: Check, before: Observation, was: str) -> Checked:
        """With the screen still, and by reading it."""
        seen = self.observe()
        early = self._holds(check, before, seen, was)
        if early is not None:
            return early
        changed = difference(before.frame, seen.frame).box
        if self.stranger(seen) and not self.stranger(before):
            return Checked(False, f"the window “{seen.window[:60]}” came up", changed, seen)
        match check.kind:
            case "text":
                ok = self.reads(check.text, seen)
                return Checked(ok, f"“{check.text[:60]}” {'can' if ok else 'cannot'} be read", changed, seen)
            case "gone":
                ok = not self.reads(check.text, seen)
                return Checked(ok, f"“{check.text[:60]}” is {'gone' if ok else 'still there'}", changed, seen)
            case "looks" if changed is not None:
                return self._otherwise(check, changed, seen)
            case "looks" | "change":
                return Checked(False, "nothing changed on the screen", changed, seen)
        instead = f"“{seen.window[:60]}” has the focus" if seen.window else "no window has the focus"
        return Checked(False, f"the window “{check.text[:60]}” did not come; {instead}", changed, seen)

    def _otherwise(self, check: Check, changed: Box, seen: Observation) -> Checked:
        """Where a changed place looks otherwise than recorded: a theme or a size may have, its words may not."""
        wanted = check.text.split()
        if not wanted and self.strict:
            return Checked(False, "what changed may only be what came in between", changed, seen)
        if not wanted:
            # What came up instead would hardly keep to the place.
            there = any(
                one.expanded(NEAR).intersection(changed).area >= changed.area for one in places(check.place, seen)
            )
            return Checked(True, "the screen changed, in another look than recorded", changed, seen, weak=not there)
        read = sum(self.reads(word, seen) for word in wanted)
        ok = read >= WORDS_SHARE * len(wanted)
        return Checked(ok, f"{read} of {len(wanted)} words that were there when recorded can be read", changed, seen)

    def reads(self, text: str, seen: Observation) -> bool:
        """Whether a text can be read anywhere."""
        return shows(text, [words_of(one) for one in self.reader.texts(seen)])


def alike(wanted: str, title: str) -> bool:
    """Whether two titles may be of one window: equal but for marks, or with a longer word in common.

    The name of a document comes and goes in a title, that of the program stays. Of a path only its end counts.
    """
    one, other = plain(wanted), plain(title)
    if not one or one == other:
        return True
    return bool(_long_words(wanted) & _long_words(title))


def _long_words(title: str) -> set[str]:
    words = (plain(word.rpartition("/")[2]) for word in title.replace("-", " ").split())
    return {word for word in words if len(word) >= 4}


def _same(one: str, other: str) -> bool:
    """Whether two titles are equal but for marks and numbers."""
    first, second = (plain("".join(letter for letter in title if not letter.isdigit())) for title in (one, other))
    return first == second


def _marked(title: str) -> bool:
    return not MARKS.isdisjoint(title)
