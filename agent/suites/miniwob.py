"""MiniWoB++ by pixels alone: a real browser on a private desktop, seen by screenshots, driven by mouse and keyboard.

The same loop as in daily use looks, decides, guards and acts on the pages that `bridges.miniwob` shows. The guard's
questions are answered with yes: everything on these pages is a toy.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from agent import loop
from agent.base import Answered, Asked, Event, Failed, Finished, Performed, Planned, Verified
from agent.guard import Guard, Policy
from agent.limits import Limits
from agent.secrets import Secrets
from agent.session import ParsedTexts
from agent.suites.base import Score
from agent.suites.miniwob_report import Report
from agent.verification import Verifier
from bridges.base import Frame
from bridges.errors import DeviceLost, MimicError
from bridges.jobs import spread
from bridges.miniwob import Page, Purpose, seed, types
from model.base import Model, Task

LIMITS = Limits(steps=50, seconds=240, failed_checks=4, repeats=3, refusals=2)
"""Some pages take thirty steps of somebody who knows the way: a long text goes by one click of the wheel a step."""
IN_A_ROW = 4
"""Episodes that one process plays in a row."""
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
            id=name_of(type_, start),
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


class Told(NamedTuple):
    """An episode as it comes from the process that played it."""

    score: Score
    words: str
    log: list[str]
    picture: Frame | None
    """The last picture, where it failed."""


class Episodes(NamedTuple):
    """Episodes of one type that one process plays in a row: it loads the page once."""

    type: str
    seeds: tuple[str, ...]


class Player:
    """A page and a model; a page whose browser has died is replaced."""

    def __init__(self, model: Model | None = None) -> None:
        from agent.settings import load
        from model.registry import model_named

        self._model = model or model_named(load().settings.model)
        self._page: Page | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._take_away()

    def play(self, some: Episodes) -> list[Told]:
        return [self._one(some.type, start) for start in some.seeds]

    def _one(self, type_: str, start: str) -> Told:
        self._page = self._page or Page()
        episode = Episode(self._page, self._model)
        score = episode.score(type_, start)
        if "Chromium" in score.why:
            self._take_away()
        return Told(score, episode.words, episode.log, None if score.passed else episode.picture)

    def _take_away(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            with suppress(DeviceLost):
                page.__exit__(None, None, None)


@contextmanager
def playing() -> Iterator[Callable[[Episodes], list[Told]]]:
    """What one of several processes needs."""
    with Player() as player:
        yield player.play


def picked_scores(
    rounds: int, only: Sequence[str] = (), folder: Path | None = None, model: Model | None = None,
    purpose: Purpose = "measure", jobs: int = 1, done: Container[str] = (),
) -> Iterator[Score]:  # fmt: skip
    """Episodes of every type, ``rounds`` seeds each, but for those whose scores are ``done``.

    ``folder`` takes the page with the failures and their pictures. With several ``jobs`` as many processes play, each
    on a desktop of its own, with the model of the settings.
    """
    report = Report(folder, go_on=bool(done)) if folder else None
    try:
        for some in _told(_planned(rounds, only, purpose, done), model, jobs):
            for told in some:
                score = told.score
                if report and not score.passed:
                    score = replace(score, run=str(report.add(score, told.words, told.log, told.picture)))
                yield score
    finally:
        if report:
            report.close()


def _planned(rounds: int, only: Sequence[str], purpose: Purpose, done: Container[str]) -> Iterator[Episodes]:
    """What is to be played, a few episodes of each type after the other: a run that is cut off has seen all types."""
    names = [name for name in types() if not only or name in only]
    for first in range(0, rounds, IN_A_ROW):
        for name in names:
            starts = (seed(purpose, number) for number in range(first, min(first + IN_A_ROW, rounds)))
            if left := tuple(start for start in starts if name_of(name, start) not in done):
                yield Episodes(name, left)


def _told(plan: Iterator[Episodes], model: Model | None, jobs: int) -> Iterator[list[Told]]:
    if jobs == 1:
        with Player(model) as player:
            for some in plan:
                for start in some.seeds:
                    yield player.play(Episodes(some.type, (start,)))
        return
    for ended in spread(playing, plan, jobs):
        yield ended.result or [_lost(ended.task.type, start) for start in ended.task.seeds]


def _lost(type_: str, start: str) -> Told:
    why = "the process that played it died twice"
    return Told(Score(id=name_of(type_, start), passed=False, steps=0, why=why), "", [], None)


def name_of(type_: str, start: str) -> str:
    """The name of an episode among the scores."""
    return f"{type_}#{start}"
