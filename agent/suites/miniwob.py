"""MiniWoB++ by pixels alone: a real browser on a private desktop, seen by screenshots, driven by mouse and keyboard.

The same loop as in daily use looks, decides, guards and acts on the pages that `bridges.miniwob` shows. The guard's
questions are answered with yes: everything on these pages is a toy.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np

from agent import loop
from agent.base import Answered, Asked, Event, Failed, Finished, Performed, Planned, Verified
from agent.guard import Guard, Policy
from agent.limits import Limits
from agent.secrets import Secrets
from agent.session import ParsedTexts
from agent.suites.base import Score
from agent.verification import Verifier
from bridges.base import Frame
from bridges.errors import DeviceLost, MimicError
from bridges.miniwob import Page, Purpose, seed, types
from model.base import Model, Task

LIMITS = Limits(steps=30, seconds=120, failed_checks=4, repeats=3, refusals=2)
FULL = 0.99
"""Reward from which an episode counts: the page gives 1 for a task done in full; parts of it do not count."""


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
