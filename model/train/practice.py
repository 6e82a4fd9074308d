"""The pointer at work on the training seeds of MiniWoB++, and at each state what somebody who knows would have done.

    python -m model.train.practice FOLDER --jobs 28 --minutes 8 [--types click-link,...] [--first 100] [--episodes 40]

It looks and acts as in daily use: screenshots of a private desktop, its mouse and keyboard, the pointer's own past. Of
three episodes in a row the pointer acts alone in the first, which tells its success; in the second the oracle acts in a
share of the steps; in the third it acts first, so that the pointer comes to states further on than it would by itself.
The oracle's actions are what is recorded, carried out as the pointer's own would be (DAgger, Ross et al. 2011). Where
the oracle's action cannot be told, and where a type has no oracle, the pointer's own is recorded, of episodes that were
rewarded in full (expert iteration); without an oracle each action is drawn by its chance. Types that are lost come up
more often than those that are won (`practice_plan`). FOLDER gets a file of steps for each type, which grows as they
come, and a log of the episodes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from bridges.action import Finished, placed
from bridges.base import Observation
from bridges.coordinates import FramePoint
from bridges.errors import DeviceLost, MimicError
from bridges.jobs import spread
from bridges.miniwob import Page, seed, types
from model.base import Decision, Task
from model.mini.following import Follower, decision
from model.parse.screen import Screen
from model.pointer.items import Items, from_elements
from model.pointer.pointer import Pointed
from model.pointer.record import Done, Next, Step, seen
from model.train.episodes import Unseen, recorded
from model.train.oracle_page import oracles
from model.train.practice_plan import FULL, Diary, Plan, Played, Some
from model.train.practice_pointer import Wavering, labelled, pointed

FIRST: Final = 102
"""The first training seed of practice, from which the kinds of episodes are counted; those below are the oracle's."""
MOST_STEPS: Final = 30
CHANGE_S: Final = 1.0
"""How long a step that should change something is watched, as the loop does."""
STUCK: Final = 3
"""Times that the same step may be without effect."""
LED: Final = 8
"""Steps that an oracle does before it leaves the rest to the pointer, at most."""
WARMEST: Final = 1.0
COOLEST: Final = 0.4
"""Between these lies the temperature of a pointer that tries without an oracle."""


class Chosen(NamedTuple):
    """A decision, and the pointer's words that it was made of."""

    pointed: Pointed
    decision: Decision


class Practice:
    """A page and a pointer, for one process."""

    def __init__(self, page: Page, share: float) -> None:
        self.page, self.share = page, share
        self.pointer = Wavering()
        self.follower = Follower(pointer=self.pointer)

    def play_all(self, some: Some) -> list[Played]:
        """Episodes of one type in a row, so that its page is loaded once."""
        numbers = range(some.first, some.first + some.count)
        return [self.play(some.type, number) for number in numbers if time.monotonic() < some.until]

    def play(self, type_: str, number: int) -> Played:
        """One episode. Raises DeviceLost where the browser has died."""
        dice = random.Random(f"{type_} {number}")
        played = Played(type_, number, alone=self.share > 0 and (number - FIRST) % 3 == 0)
        began = time.monotonic()
        try:
            words = self.page.begin(type_, seed("train", number))
            if self.page.evaluate("typeof oracle === 'undefined'"):
                self.page.evaluate(oracles())
                self.page.begin(type_, seed("train", number))  # the oracle listens to how a page is made
            self.page.evaluate("oracle.begin()")
            taught = self.told(type_) is not None
            self.page.evaluate("oracle.begin()")
            self.pointer.dice = None if taught else np.random.default_rng(dice.randrange(2**32))
            self.pointer.warmth = 0.0 if played.alone else dice.uniform(COOLEST, WARMEST)
            _Episode(self, played, words, dice, taught=taught).run()
        except DeviceLost as error:
            self.page.leave()
            self.page.evaluate("1")  # raises where the browser is lost and not only the page's script
            played.why = str(error)[:160]
        except (MimicError, ValueError) as error:
            played.why = str(error)[:160]
            self.page.leave()
        played.seconds = time.monotonic() - began
        return played

    def told(self, type_: str) -> dict[str, Any] | None:
        """What the oracle would do; None where it is at a loss, as on a page that another hand has changed."""
        script = f"(() => {{ try {{ return oracle.next({json.dumps(type_)}) }} catch {{ return null }} }})()"
        found: dict[str, Any] | None = self.page.evaluate(script)
        return found


class _Episode:
    def __init__(self, practice: Practice, played: Played, words: str, dice: random.Random, *, taught: bool) -> None:
        self.practice, self.page, self.played = practice, practice.page, played
        self.words, self.dice, self.taught = words, dice, taught
        self.past: list[Done] = []
        self.steps: list[Step] = []
        self.own: list[Step] = []
        """Those of the steps that are the pointer's own."""
        self.repeated = 0
        self.last: tuple[bytes, str] = (b"", "")
        led = practice.share > 0 and (played.number - FIRST) % 3 == 2
        self.led = dice.randint(1, LED) if led else 0
        self.share = 1.0 if led else practice.share

    def run(self) -> None:
        observation = self.page.observe()
        for _ in range(MOST_STEPS):
            screen = self.practice.follower.seen(observation, begins=not self.past)
            items = from_elements(
                screen.elements, screen.vectors if len(screen.vectors) else None,
                (screen.size.width, screen.size.height),
            )  # fmt: skip
            if not items.items:
                self.played.why = "nothing on the screen"
                break
            chosen = self.next(observation, screen, items)
            if chosen is None:
                break
            after = self.carried_out(chosen, observation)
            if after is None:
                break
            observation = after
        else:
            self.played.why = "too long"
        reward = self.page.reward()
        self.played.reward = reward if reward is not None else 0.0
        self.keep()

    def keep(self) -> None:
        """What is learnt from: steps that led to the whole reward, or that are right whatever came before."""
        kept = self.steps
        if self.played.reward < FULL:
            own = {id(step) for step in self.own}
            right = self.taught and self.page.evaluate("oracle.forgetful()")
            kept = [step for step in self.steps if id(step) not in own] if right else []
        self.played.lines = [step.model_dump_json(exclude_defaults=True) for step in kept]

    def next(self, observation: Observation, screen: Screen, items: Items) -> Chosen | None:
        """What is done next, the pointer's or the oracle's own; None where nothing is left to do."""
        own = self.practice.pointer.point(self.words, items, self.past)
        mine = Chosen(own, decision(Task(text=self.words), screen, own, {}))
        stands_still = self.stands_still(observation, mine.decision)
        if self.repeated >= STUCK and (self.played.alone or not self.taught):
            self.played.why = "the same without effect"
            return None
        if not self.taught:
            self.record(labelled(own, self.words), screen)
            return mine
        told = self.practice.told(self.played.type)
        try:
            if told is None:
                raise Unseen("what to do")
            label, _ = recorded(told, self.words, self.past, screen, self.origin)
        except Unseen as error:
            self.played.unseen.append(str(error))
            self.page.evaluate("oracle.undo()")
            self.record(labelled(own, self.words), screen)
            return mine
        self.steps.append(label)
        theirs = pointed(label.action, self.words, len(items.items))
        right = Chosen(theirs, decision(Task(text=self.words), screen, theirs, {}))
        alike = mine.decision.actions[0].action == right.decision.actions[0].action and own.target == theirs.target
        mistrusted = stands_still or len(self.past) < self.led or self.dice.random() >= self.share
        if not self.played.alone and mistrusted:
            return right
        if not alike:
            self.page.evaluate("oracle.undo()")
        return mine

    @property
    def origin(self) -> str:
        return f"miniwob/{self.played.type}/seed {seed('train', self.played.number)}"

    def record(self, action: Next, screen: Screen) -> None:
        """Keep a step of the pointer's own, but none that nobody can learn: a drag to nowhere, no text to type."""
        vectors = screen.vectors
        elements = tuple(
            seen(element, vectors[at] if len(vectors) and vectors[at].any() else None)
            for at, element in enumerate(screen.elements)
        )
        size = (screen.size.width, screen.size.height)
        with suppress(ValueError):
            step = Step(
                task=self.words, history=tuple(self.past), size=size, elements=elements, action=action,
                origin=self.origin,
            )  # fmt: skip
            self.steps.append(step)
            self.own.append(step)

    def stands_still(self, observation: Observation, wanted: Decision) -> bool:
        """Whether the pointer wants the same as before on the same screen."""
        now = (observation.frame.tobytes(), wanted.reason)
        self.repeated = self.repeated + 1 if now == self.last else 0
        self.last = now
        return self.repeated > 0 or isinstance(wanted.actions[0], Finished)

    def carried_out(self, chosen: Chosen, before: Observation) -> Observation | None:
        """The screen after it; None where the episode is over."""
        action = chosen.decision.actions[0]
        if isinstance(action, Finished):
            self.played.why = f"the pointer gave up: {action.answer}" if action.status == "failure" else "finished"
            return None
        self.past.append(Done.model_validate(chosen.decision.memory["pointer"]))
        geometry = before.geometry
        self.page.perform(placed(action, lambda point: geometry.to_screen(FramePoint(point.x, point.y))))
        until = time.monotonic() + (CHANGE_S if chosen.decision.expect.kind == "change" else 0)
        while True:
            after = self.page.observe()
            if self.page.reward() is not None:
                return None
            changed = not np.array_equal(before.frame, after.frame)
            if time.monotonic() >= until and not changed and chosen.decision.expect.kind == "change":
                self.past[-1] = self.past[-1].model_copy(update={"ok": False})
            if changed or time.monotonic() >= until:
                return after


@contextmanager
def practising(share: float) -> Iterator[Callable[[Some], list[Played]]]:
    """What one process needs. Many browsers that start at once may be slow: it is tried again."""
    for last in (False, False, True):
        try:
            page = Page()
            break
        except DeviceLost:
            if last:
                raise
    with page:
        yield Practice(page, share).play_all


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--types", default="", help="names with commas between them; all where there are none")
    reader.add_argument("--first", type=int, default=FIRST, help="the first seed")
    reader.add_argument("--episodes", type=int, default=200, help="of each type, at most")
    reader.add_argument("--minutes", type=float, default=600, help="after which no episode begins")
    reader.add_argument("--jobs", type=int, default=1, help="processes, each with a browser and a desktop of its own")
    reader.add_argument(
        "--share",
        type=float,
        default=0.5,
        help="of the steps beside an oracle that the pointer does; 0: the oracle alone",
    )
    given = reader.parse_args(arguments)
    if given.first < FIRST:
        reader.error(f"--first is at least {FIRST}: lower seeds belong to the oracle's own episodes")
    given.folder.mkdir(parents=True, exist_ok=True)
    names = given.types.split(",") if given.types else list(types())
    plan = Plan(names, given.first, given.episodes, given.minutes)
    diary = Diary(given.folder, given.first)
    for ended in spread(partial(practising, given.share), plan, given.jobs):
        some: Some = ended.task
        lost = Played(some.type, some.first, alone=False, why="the process died")
        for one in [lost] if ended.result is None else ended.result:
            plan.learn(one)
            diary.add(one)
    diary.close(given.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
