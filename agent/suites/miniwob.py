"""MiniWoB++ by pixels alone: a real browser on a private desktop, seen by screenshots, driven by mouse and keyboard.

The same loop as in daily use looks, decides, guards and acts; the browser's debugging pipe only starts an episode from
its seed, tells what the task says, and says at the end what the page rewarded. The page is shown at scale 2. The time
limit of an episode is lifted. The board with rewards and clock beside the page is hidden, and what lies beyond the page
is cut off. The guard's questions are answered with yes: everything on these pages is a toy.
"""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Self

import numpy as np

from agent import loop
from agent.base import Answered, Asked, Event, Failed, Finished, Performed, Planned, Verified
from agent.guard import Guard, Policy
from agent.limits import Limits
from agent.secrets import Secrets
from agent.session import ParsedTexts
from agent.suites.base import Score
from agent.suites.miniwob_types import Purpose, pages, seed, types
from agent.verification import Verifier
from bridges.action import ScreenAction
from bridges.base import Frame, Observation
from bridges.coordinates import Geometry, Size
from bridges.devtools import Devtools
from bridges.errors import DeviceLost, MimicError
from bridges.stop import Stop
from bridges.virtual import VirtualDesktop
from model.base import Model, Task

SCALE = 2
VIEW = (500, 320)
"""The browser's view in CSS pixels: dialogs are placed for it."""
SEEN = (180, 230)
"""The part of it that is looked at: the page of 160 × 210 and a margin."""
LIMITS = Limits(steps=30, seconds=120, failed_checks=4, repeats=3, refusals=2)
FULL = 0.99
"""Reward from which an episode counts: the page gives 1 for a task done in full; parts of it do not count."""
FLAGS = (
    "--kiosk", f"--force-device-scale-factor={SCALE}", "--window-position=0,0",
    f"--window-size={VIEW[0]},{VIEW[1]}", "--hide-scrollbars",
)  # fmt: skip
LOAD = """
(() => {
  const sheet = document.createElement("style");
  sheet.textContent = "#reward-display, #click-canvas { display: none !important } html { overflow: hidden }";
  document.head.appendChild(sheet);
})()
"""
BEGIN = """
(() => {
  core.EPISODE_MAX_TIME = 2e9;
  Math.seedrandom(%s);
  core.startEpisodeReal();
  if (document.activeElement) document.activeElement.blur();
  const said = core.getUtterance();
  return said.utterance || said;
})()
"""


class Page:
    """A Bridge to the page alone: a private desktop of which the browser's page is seen, and nothing beyond it."""

    def __init__(self) -> None:
        self.stop = Stop()
        self._desktop = VirtualDesktop(Size(VIEW[0] * SCALE, VIEW[1] * SCALE), self.stop, tree=False)
        self._desktop.__enter__()
        try:
            self._browser = Devtools(
                [*FLAGS, f"--app={(pages() / 'click-test.html').as_uri()}"], self._desktop.private.environment
            )
        except BaseException:
            self._desktop.close()
            raise
        self._type = ""

    @property
    def name(self) -> str:
        return f"a page of {SEEN[0]}×{SEEN[1]} at scale {SCALE}"

    @property
    def display(self) -> str:
        return self._desktop.display

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._browser.close()
        self._desktop.close()

    def begin(self, type_: str, start: str) -> str:
        """Show a new episode; its task in words. Raises DeviceLost."""
        if type_ != self._type:
            self._browser.navigate(pages() / f"{type_}.html")
            self._browser.evaluate(LOAD)
            self._type = type_
        words = str(self._browser.evaluate(BEGIN % json.dumps(start)))
        # Two frames drawn by the browser: from then on no picture shows what was there before.
        self._browser.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(1))))")
        time.sleep(0.05)
        return words

    def reward(self) -> float | None:
        """What the page gave, without what it takes off for time; None while the episode goes on."""
        done, reward = self._browser.evaluate("[WOB_DONE_GLOBAL, WOB_RAW_REWARD_GLOBAL]")
        return float(reward) if done else None

    def leave(self) -> None:
        """Load the next page anew, whatever became of this one."""
        self._type = ""

    def observe(self) -> Observation:
        whole = self._desktop.observe()
        width, height = SEEN[0] * SCALE, SEEN[1] * SCALE
        frame = np.ascontiguousarray(whole.frame[:height, :width])
        return replace(
            whole, frame=frame, geometry=Geometry(Size(width, height)), window="", window_box=None, windows=()
        )

    def perform(self, action: ScreenAction) -> None:
        self._desktop.perform(action)


class Yes:
    """Answers every question of the guard with yes, and questions about the task with silence."""

    def show(self, planned: Planned) -> Answered:
        return Answered(step=planned.step, approved=True)

    def answer(self, question: Asked) -> Answered:
        return Answered(step=question.step, approved=question.kind == "approve", why="only a toy page")


class Episode:
    """One episode: how it went, and the last picture."""

    def __init__(self, page: Page, model: Model) -> None:
        self._page, self._model = page, model
        self.words = ""
        self.picture: Frame | None = None
        self.log: list[str] = []

    def score(self, type_: str, start: str) -> Score:
        """Carry the task out. Raises nothing: whatever breaks is a failed episode."""
        began = time.monotonic()
        steps, why, ms = 0, "", {"decide": [0.0], "parse": [0.0]}
        reward: float | None = None
        try:
            self.words = self._page.begin(type_, start)
            with closing(self._events()) as events:
                for event in events:
                    if isinstance(event, Planned):
                        self.log.append(event.decision.reason)
                        self.picture = event.pixels
                        for phase, spent in ms.items():
                            spent.append(event.ms.get(phase, 0.0))
                    steps += isinstance(event, Performed)
                    if isinstance(event, Performed):
                        self.log.append(event.summary)
                    if isinstance(event, Failed):
                        why = event.why
                    if isinstance(event, Finished):
                        why = f"finished with {event.status}: {event.answer or 'no answer'}"
                    if isinstance(event, Performed | Verified) and (reward := self._page.reward()) is not None:
                        break
            reward = self._page.reward()
        except MimicError as error:
            why = str(error)
            self._page.leave()
        done = reward is not None and reward >= FULL
        if reward is not None and not done:
            why = f"reward {reward:g}"
        return Score(
            id=f"{type_}#{start}",
            passed=done,
            steps=steps,
            why="" if done else (why or "the page gave nothing"),
            ms={phase: float(np.median(spent[1:] or spent)) for phase, spent in ms.items()},
            seconds=time.monotonic() - began,
        )

    def _events(self) -> Generator[Event, None, None]:
        reader = ParsedTexts(self._model)
        task = Task(text=self.words)
        yield from loop.run(
            task,
            self._page,
            self._model,
            Guard(Policy(), reader),
            Yes(),
            LIMITS,
            verifier=Verifier(reader, self._page.stop.sleep),
            secrets=Secrets(self.words, lookup=lambda _: None, reader=reader),
        )


def picked_scores(
    rounds: int, only: Sequence[str] = (), folder: Path | None = None, model: Model | None = None,
    purpose: Purpose = "measure",
) -> Iterator[Score]:  # fmt: skip
    """Episodes of every type, ``rounds`` seeds each. ``folder`` takes the page with the failures and their pictures."""
    from agent.settings import load
    from agent.suites.miniwob_report import Report
    from model.registry import model_named

    chosen = [name for name in types() if not only or name in only]
    mind = model or model_named(load().settings.model)
    report = Report(folder) if folder else None
    page: Page | None = None
    try:
        for name in chosen:
            for number in range(rounds):
                if page is None:
                    page = Page()
                episode = Episode(page, mind)
                score = episode.score(name, seed(purpose, number))
                if report and not score.passed:
                    score = replace(score, run=str(report.add(score, episode.words, episode.log, episode.picture)))
                yield score
                if "Chromium" in score.why:
                    _take_away(page)
                    page = None
    finally:
        if page is not None:
            page.__exit__(None, None, None)
        if report:
            report.close()


def _take_away(page: Page) -> None:
    """A browser that has died is taken away; the next episode starts another."""
    try:
        page.__exit__(None, None, None)
    except DeviceLost:
        return
