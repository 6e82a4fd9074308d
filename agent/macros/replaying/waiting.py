"""What a replay sees: it waits until the target is there, still, and in a window that has the focus. Nothing sleeps."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import Any

from agent.difference import difference
from agent.macros.file.schema import Deed, Pressing
from agent.macros.file.target import Target
from agent.macros.grounding import looks
from agent.macros.grounding.finding import ENOUGH, Found, Ladder
from agent.macros.replaying.checking import alike
from agent.macros.scenes import Likeness, likeness
from agent.reading import Reader, plain
from bridges.action import Action, AppSwitch, Click, Hover, Press
from bridges.base import Bridge, Frame, Observation
from bridges.coordinates import FramePoint, ImagePoint, Size
from model.base import Decision, Expectation

PAUSE_S = 0.012
PATIENCE_S = 0.7
"""A target that is not where it was may only be late: so long only the quick rungs look for it."""
STRANGER_S = 3.0
"""The same while another window than the recorded one has the focus."""
AGAIN_S = 1.0
EDGE = 6.0
"""Pixels over a window's top edge in which its title is."""
LATER_S, LATEST_S = 0.2, 3.0
FIRST_S = 0.25
COMPLETES_S, SLOWER = 0.3, 12.0
COMPLETED = frozenset({"enter", "tab", "down"})
ALIKE_S, OTHER_S = 0.08, 0.25
"""A window that is alike stands still for so long before keys go to it, one in another look before it is given up."""
LATER = frozenset(map(plain, ("Not now", "Later", "Maybe later", "Remind me later", "Dismiss", "No thanks")))
HARMLESS = LATER | frozenset(map(plain, ("Close", "Cancel", "Skip")))
"""Answers that decide nothing. A guard judges the press besides."""
SMALL = 0.5
"""Part of the screen that a window covers at most to be taken for a dialog that came up."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What lets a window that is in the way go, without deciding anything."""

    action: Action
    window: str
    words: str

    def decision(self, seen: Observation) -> Decision:
        height, width = seen.frame.shape[:2]
        return Decision(
            actions=(self.action,), image=Size(width, height), reason=self.words, expect=Expectation(kind="none")
        )


class Eyes:
    """The newest look at the device. `waited` and `looking_ms` are milliseconds of the last wait and glance."""

    def __init__(self, bridge: Bridge, reader: Reader) -> None:
        self._bridge, self._reader = bridge, reader
        self._glance = getattr(bridge, "glance", None)
        self._seen: Observation | None = None
        self._tree = True
        self.waited = self.looking_ms = 0.0

    @property
    def seen(self) -> Observation:
        return self._seen or self.observe()

    def take(self, seen: Observation) -> None:
        self._seen = seen

    def glance(self) -> Observation:
        """As it is at this moment, where the device can tell; else once it is still."""
        self._bridge.stop.check()
        if self._glance is None:
            return self.observe()
        started = time.perf_counter()
        seen: Observation = self._glance()
        self.looking_ms = (time.perf_counter() - started) * 1e3
        self._seen = seen
        return seen

    def observe(self) -> Observation:
        """Once it is still, with the tree where the device has one."""
        self._bridge.stop.check()
        self._seen = self._bridge.observe()
        return self._seen

    def await_change(self, before: Observation) -> None:
        """Wait until the first letter of a text shows, or for a moment where none does."""
        until = time.perf_counter() + FIRST_S
        while time.perf_counter() < until and not difference(before.frame, self.glance().frame).regions:
            self._bridge.stop.sleep(PAUSE_S)

    def settle(self, recorded: Frame | None = None, until: float = 0.0) -> Likeness:
        """Wait until nothing moves any more, or the window looks as recorded; how it looks beside that.

        Not before ``until``, by `time.perf_counter`. `waited` is how long that was, or the screen went on changing.
        """
        started = changed = time.perf_counter()
        if recorded is not None and (now := self._looks_like(recorded, started, until)) != "other":
            return now
        self._bridge.stop.sleep(max(0.0, until - time.perf_counter()))
        changed = max(changed, until)
        before = self.observe()
        # Completions and previews come a moment after what was typed, on a screen that was still for that moment.
        self._bridge.stop.sleep(LATER_S)
        while difference(before.frame, self.glance().frame).regions and time.perf_counter() - started < LATEST_S:
            before, changed = self.observe(), time.perf_counter()
        self.waited = (changed - started) * 1e3
        return "other" if recorded is None else likeness(recorded, self.seen)

    def _looks_like(self, recorded: Frame, started: float, until: float) -> Likeness:
        """Look until the window looks as recorded, not before ``until``, or stands still in another look."""
        changed, last = started, None
        while True:
            looked = time.perf_counter()
            seen = self.glance()
            now = likeness(recorded, seen)
            if last is not None and difference(last, seen.frame).regions:
                changed = looked
            still = looked - changed
            agrees = now == "same" or (now == "alike" and still > ALIKE_S)
            if (agrees and looked >= until) or (not agrees and still > OTHER_S):
                self.waited = (max(changed, until) - started) * 1e3
                return now
            last = seen.frame
            self._bridge.stop.sleep(PAUSE_S)

    def wait_for(
        self,
        target: Target,
        ladder: Ladder,
        enough: float,
        within_s: float,
        stranger: Callable[[Observation], bool] = lambda _: False,
    ) -> Found | None:
        """The target, still and sure enough; after that time, the best that was found.

        At once where a stranger has the focus and it is not in sight.
        """
        began = time.monotonic()
        searched = began + PATIENCE_S
        best, last = None, None
        first, aside = True, False
        while True:
            started = time.monotonic()
            seen = self.glance()
            found = ladder.find(target, seen, enough, cheap=True)
            if found is not None and last is not None and _still(last, seen, found):
                self.waited = 0.0 if first else (started - began) * 1e3
                return found
            first = first and found is not None
            last = seen
            now = time.monotonic()
            if found is None and now >= searched and now - began >= self._patience(target, seen):
                best = self._search(target, ladder, enough) or best
                self.waited = (started - began) * 1e3
                if best is not None and best.confidence >= enough:
                    return best
                if ladder.veiled or stranger(self.seen):
                    return None
                if not aside:
                    self._step_aside()
                    aside = True
                searched = time.monotonic() + AGAIN_S
            if time.monotonic() - began > within_s:
                self.waited = (time.monotonic() - began) * 1e3
                return best if best is not None else self._search(target, ladder, enough)
            self._bridge.stop.sleep(PAUSE_S)

    def _step_aside(self) -> None:
        """Take the pointer to the edge of its window: where it rests it may have brought up a hint, over the target."""
        seen = self.seen
        if self._glance is None or seen.window_box is None:
            return
        edge = FramePoint(seen.window_box.center.x, max(0.0, seen.window_box.top - EDGE))
        self._bridge.perform(Hover(start_point=seen.geometry.to_screen(edge)))

    def _patience(self, target: Target, seen: Observation) -> float:
        return PATIENCE_S if not target.window or alike(target.window, seen.window) else STRANGER_S

    def _search(self, target: Target, ladder: Ladder, enough: float) -> Found | None:
        return ladder.find(target, self.observe(), enough, cheap=False)

    def shown(self, target: Target, ladder: Ladder, within_s: float) -> bool:
        """Whether the target shows within that time, by all rungs but the models'."""
        quiet = Ladder(ladder.folder, ladder.reader)
        until = time.monotonic() + within_s
        while True:
            if quiet.find(target, self.glance(), ENOUGH, cheap=True):
                return True
            found = quiet.find(target, self.observe(), ENOUGH, cheap=False)
            if found is not None and found.confidence >= ENOUGH:
                return True
            if time.monotonic() > until:
                return False
            self._bridge.stop.sleep(PAUSE_S)

    def still_there(self, found: Found | None) -> bool:
        """Look once more: whether the surroundings of a target, where there is one, are as at the last look."""
        before, now = self.seen, self.glance()
        return found is None or _still(before, now, found)

    def in_the_way(self, step: Any) -> Iterator[Remedy]:
        """What to do about a window that has taken the focus since the step was recorded, one remedy after another.

        Nothing for a while, as the right window may only be late; then the recorded window is brought to the front, or
        a dialog that came up in the same application is left with Escape, which decides nothing.
        """
        target = getattr(step, "target", None)
        application = step.application or (target.application if target else "")
        window = step.window or (target.window if target else "")
        if not (application or window) or step.do in ("open", "appswitch", "wait"):
            return
        until = time.monotonic() + STRANGER_S
        while not self._agrees(application, window, self.glance()) and time.monotonic() < until:
            self._bridge.stop.sleep(PAUSE_S)
        if self._agrees(application, window, self.seen):
            return
        seen = self.observe()
        behind = next((title for title in seen.windows if window and title != seen.window and alike(window, title)), "")
        if behind and self._is_dialog(seen):
            # A press on its own button can reach nothing else; Escape, on its way, might.
            answered = False
            for remedy in self._answered(seen):
                answered = True
                yield remedy
            if not answered:
                yield Remedy(Press(keys=["escape"]), seen.window, "left with Escape")
            seen = self.observe()
        if behind and not self._agrees(application, window, seen):
            yield Remedy(AppSwitch(app=behind[:200]), seen.window, f"“{behind}” was brought to the front")
            self.observe()

    def behind_a_veil(self) -> Iterator[Remedy]:
        """What to do where the target shows through a veil: the answer that decides nothing, else Escape."""
        answered = False
        for remedy in self._answered(self.observe(), LATER):
            answered = True
            yield remedy
        if not answered:
            yield Remedy(Press(keys=["escape"]), "something over it", "left with Escape")

    def put_off(self, known: Container[str]) -> Iterator[Remedy]:
        """What to do about a dialog within the window: press what puts it off, if the macro knows of no such thing."""
        yield from self._answered(self.observe(), {answer for answer in LATER if answer not in known})

    def _answered(self, seen: Observation, answers: Container[str] = HARMLESS) -> Iterator[Remedy]:
        """The button of a dialog that puts it off."""
        box = seen.window_box
        for one in self._reader.texts(seen):
            inside = not box or box.contains(one.box.center)
            if inside and plain(one.text) in answers and one.role in ("button", "link"):
                place = ImagePoint(round(one.box.center.x), round(one.box.center.y))
                yield Remedy(Click(start_point=place), seen.window, f"answered with “{one.text}”")
                return

    @staticmethod
    def _agrees(application: str, window: str, seen: Observation) -> bool:
        if not (seen.application or seen.window):
            return True
        if application and seen.application and plain(application) != plain(seen.application):
            return False
        return not window or alike(window, seen.window)

    @staticmethod
    def _is_dialog(seen: Observation) -> bool:
        height, width = seen.frame.shape[:2]
        return seen.window_box is not None and seen.window_box.area < SMALL * width * height


def completed_by(typed: tuple[float, float] | None) -> float:
    """When a completion of a text has come that does not show: a file dialog looks for the name that was typed.

    ``typed``: when the text showed, and how many seconds that took; a slow machine takes longer for both.
    """
    if typed is None:
        return 0.0
    shown, took = typed
    return min(shown + max(COMPLETES_S, SLOWER * took), time.perf_counter() + LATEST_S)


def takes_completion(step: Deed) -> bool:
    """Whether a key may mean another thing once a completion has come."""
    return isinstance(step, Pressing) and not COMPLETED.isdisjoint(step.keys)


def _still(before: Observation, now: Observation, found: Found) -> bool:
    box = found.box.expanded(8)
    one, other = looks.part(before.frame, box), looks.part(now.frame, box)
    if one.shape != other.shape or one.size == 0:
        return False
    difference = one.astype("int16") - other
    return float(abs(difference).mean()) < 1.5
