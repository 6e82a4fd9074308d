"""Whether a step did what it should: looks again until the expected is there or its time is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from agent.difference import difference
from agent.reading import Reader, TreeReader, elements_in, plain, shows, words_of
from agent.wording import shortened
from bridges.base import Observation
from bridges.coordinates import Box
from model.base import Expectation

NEAR = 24.0
"""Pixels around the expected place that still belong to it: a focus ring, a line that wraps."""
PAUSE_S = 0.02
"""Between two looks; looking itself waits until the screen is still."""
SMALL = 0.02
"""Part of the frame that a pressed button may take up."""
LINGER_S = 0.4
"""How long a small change is watched for what follows it."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """How a check went."""

    ok: bool
    note: str
    """One sentence on what changed. Never quotes what was read on the screen."""
    changed: Box | None
    """Bounding box of what changed, in frame pixels; a blinking caret does not count."""
    observation: Observation
    """The last look."""


class Verifier:
    """Checks expectations. Without a reader only the accessibility tree is read."""

    def __init__(self, reader: Reader | None = None, pause: Callable[[float], None] = time.sleep) -> None:
        self._readers: tuple[Reader, ...] = (TreeReader(), reader) if reader else (TreeReader(),)
        self._reads_pixels = reader is not None
        self._pause = pause

    def check(
        self,
        before: Observation,
        expect: Expectation,
        observe: Callable[[], Observation],
        *,
        target: Box | None = None,
        typed: bool = False,
    ) -> Outcome:
        """Look until the expectation is met, for at most ``within_s``.

        ``target`` is what was acted on; ``typed`` says that the expected text is the one that the step typed, so
        that a part of it in the right place is enough.
        """
        until = time.monotonic() + expect.within_s
        while True:
            outcome = self._judge(before, observe(), expect, target, typed=typed)
            if outcome.ok and expect.kind == "change" and not typed:
                return self._last_of_several(before, outcome, observe, expect, target)
            if outcome.ok or time.monotonic() >= until:
                return outcome
            self._pause(PAUSE_S)

    def _last_of_several(
        self,
        before: Observation,
        outcome: Outcome,
        observe: Callable[[], Observation],
        expect: Expectation,
        target: Box | None,
    ) -> Outcome:
        """A small change may be the first of more: a button shows that it was pressed before its dialog closes."""
        until = time.monotonic() + LINGER_S
        while _small(outcome) and not _focus_changed(before, outcome.observation) and time.monotonic() < until:
            self._pause(PAUSE_S)
            later = self._judge(before, observe(), expect, target, typed=False)
            outcome = later if later.ok else replace(outcome, observation=later.observation)
        return outcome

    def _judge(
        self, before: Observation, after: Observation, expect: Expectation, target: Box | None, *, typed: bool
    ) -> Outcome:
        found = difference(before.frame, after.frame)
        changed = found.box
        what = _what_changed(before, after, changed)
        focus = _focus_changed(before, after)
        match expect.kind:
            case "none":
                ok = True
            case "change":
                place = expect.near or target
                blinking = place is not None and any(_touch(caret, place) for caret in found.carets)
                # One that blinks is seen to change in one place, one that went on in two.
                went_on = expect.near is None and len(found.carets) > 1
                ok = focus or blinking or went_on or _focused(after, place) or _changed_near(found.regions, expect.near)
                if ok and not (changed or focus):
                    what = "the caret went on" if went_on else "the caret is in the field"
            case "text":
                ok, what = self._text(after, expect, changed, what, typed=typed)
            case "gone":
                ok, what = self._gone(after, expect, changed, what)
            case "window":
                ok = focus or _titled(after, expect.text) or (not _knows_windows(after) and changed is not None)
                what = what if ok else f"no new window has the focus; {what}"
        return Outcome(ok=ok, note=what, changed=changed, observation=after)

    def _text(
        self, after: Observation, expect: Expectation, changed: Box | None, what: str, *, typed: bool
    ) -> tuple[bool, str]:
        if not self._can_read(after):
            return changed is not None, f"nothing here can read text; {what}"
        wanted = shortened(expect.text)
        place = expect.near.expanded(NEAR) if expect.near else None
        if typed and changed:
            place = place.union(changed) if place else changed
        if self._reads(after, expect.text, place, part=typed):
            return True, f"“{wanted}” can be read; {what}"
        elsewhere = self._reads(after, expect.text, None, part=False)
        if typed and changed and not elsewhere and not self._reads_anything(after, changed):
            return True, f"what was typed is too small or hidden to be read; {what}"
        return False, f"“{wanted}” cannot be read{' there' if place else ''}; {what}"

    def _gone(self, after: Observation, expect: Expectation, changed: Box | None, what: str) -> tuple[bool, str]:
        if not self._can_read(after):
            return changed is not None, f"nothing here can read text; {what}"
        wanted = shortened(expect.text)
        if self._reads(after, expect.text, expect.near, part=False):
            return False, f"“{wanted}” is still there; {what}"
        return True, f"“{wanted}” is gone; {what}"

    def _can_read(self, observation: Observation) -> bool:
        return self._reads_pixels or bool(observation.tree)

    def _reads(self, observation: Observation, text: str, place: Box | None, *, part: bool) -> bool:
        for reader in self._readers:
            elements = reader.texts(observation)
            here = elements_in(place, elements) if place else elements
            if shows(text, [words_of(element) for element in here], part_suffices=part):
                return True
        return False

    def _reads_anything(self, observation: Observation, place: Box) -> bool:
        """Whether there are letters or digits; dots in place of a password are none."""
        here = [e for reader in self._readers for e in elements_in(place, reader.texts(observation))]
        return any(character.isalnum() for element in here for character in words_of(element))


def _what_changed(before: Observation, after: Observation, changed: Box | None) -> str:
    if _focus_changed(before, after):
        return f"the window “{shortened(after.window or after.application)}” has the focus"
    if changed is None:
        return "nothing changed on the screen"
    height, width = after.frame.shape[:2]
    where = _part_of_screen(changed, width, height)
    return f"{changed.width:.0f}×{changed.height:.0f} pixels changed {where}"


def _part_of_screen(box: Box, width: int, height: int) -> str:
    if box.area > width * height / 2:
        return "all over the screen"
    row = ("at the top", "in the middle", "at the bottom")[min(2, int(3 * box.center.y / height))]
    column = (" left", "", " right")[min(2, int(3 * box.center.x / width))]
    return row + column


def _small(outcome: Outcome) -> bool:
    height, width = outcome.observation.frame.shape[:2]
    return outcome.changed is None or outcome.changed.area < SMALL * width * height


def _focus_changed(before: Observation, after: Observation) -> bool:
    return (before.application, before.window) != (after.application, after.window) and bool(
        after.window or after.application
    )


def _knows_windows(observation: Observation) -> bool:
    return bool(observation.windows or observation.window or observation.application)


def _titled(observation: Observation, text: str) -> bool:
    wanted = plain(text)
    titles = (*observation.windows, observation.window, observation.application)
    return bool(wanted) and any(wanted in plain(title) for title in titles)


def _changed_near(regions: tuple[Box, ...], near: Box | None) -> bool:
    return any(near is None or _touch(region, near) for region in regions)


def _touch(box: Box, place: Box) -> bool:
    return box.intersection(place.expanded(NEAR)).area > 0


def _focused(observation: Observation, place: Box | None) -> bool:
    """Whether the tree says that the field in this place has the focus."""
    if place is None:
        return False
    return any("focused" in n.states and n.box.contains(place.center) for n in observation.tree or () if _field(n.role))


def _field(role: str) -> bool:
    return any(word in role for word in ("text", "entry", "edit", "field", "spin"))
