"""Which episodes are practised next, and what is written about those that were played."""

from __future__ import annotations

import json
import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

FULL: Final = 0.99
"""Reward from which an episode is a success."""
IN_A_ROW: Final = 3
"""Episodes of one type that one process plays before it goes on: one of each kind of `practice`."""
WON, BARREN = 0.25, 0.1
"""How often a type that is always won comes up, and one that gives no steps, against one that is always lost."""
TRIED: Final = 6
"""Twice as many episodes were given out when a type that gave no step is taken for barren."""


class Some(NamedTuple):
    """Episodes of one type: their first number, how many, and until when (time.monotonic) they may begin."""

    type: str
    first: int
    count: int
    until: float = math.inf


@dataclass(slots=True)
class Played:
    """One episode."""

    type: str
    number: int
    alone: bool
    reward: float = 0.0
    lines: list[str] = field(default_factory=list)
    """The recorded steps."""
    unseen: list[str] = field(default_factory=list)
    """Of which states the oracle's action could not be told."""
    why: str = ""
    seconds: float = 0.0


class Plan:
    """Which episodes are next: a type comes up the more often the more often the pointer alone loses it."""

    def __init__(self, names: Sequence[str], first: int, episodes: int, minutes: float) -> None:
        self.first, self.episodes = first, episodes
        self.until = time.monotonic() + 60 * minutes
        self.given = dict.fromkeys(names, 0)
        self.alone: dict[str, list[bool]] = {name: [] for name in names}
        """Of each type which episodes the pointer won alone."""
        self.steps = dict.fromkeys(names, 0)

    def learn(self, one: Played) -> None:
        """An episode has ended."""
        self.steps[one.type] += len(one.lines)
        if one.alone:
            self.alone[one.type].append(one.reward >= FULL)

    def __iter__(self) -> Iterator[Some]:
        while time.monotonic() < self.until:
            open_ = [name for name, count in self.given.items() if count < self.episodes]
            if not open_:
                return
            name = min(open_, key=lambda each: (self.given[each] + 1) / self.need(each))
            count = min(IN_A_ROW, self.episodes - self.given[name])
            yield Some(name, self.first + self.given[name], count, self.until)
            self.given[name] += count

    def need(self, name: str) -> float:
        """From WON to 1: the share of lost episodes, which counts as a half before there are any."""
        alone = self.alone[name]
        if self.given[name] >= 2 * TRIED and not self.steps[name]:
            return BARREN
        lost = (alone.count(False) + 1) / (len(alone) + 2)
        return WON + (1 - WON) * lost


class Diary:
    """The steps of each type in a file of its own, and a log of the episodes; both are written as they come."""

    def __init__(self, folder: Path, first: int) -> None:
        self.folder, self.first = folder, first
        self.began = time.monotonic()
        self.played: dict[str, list[Played]] = {}

    def add(self, one: Played) -> None:
        """Write an episode down; its steps are then let go."""
        self.played.setdefault(one.type, []).append(one)
        if one.lines:
            with (self.folder / f"{one.type}-practice-{self.first}.jsonl").open("a", encoding="utf-8") as file:
                file.write("\n".join(one.lines) + "\n")
            one.lines = [""] * len(one.lines)
        with (self.folder / f"episodes-{self.first}.log").open("a", encoding="utf-8") as log:
            log.write(json.dumps(told(one), ensure_ascii=False) + "\n")

    def close(self, jobs: int) -> None:
        """Print a line about each type and one about all."""
        for name, some in sorted(self.played.items()):
            print(json.dumps(about(name, some), ensure_ascii=False), flush=True)
        episodes = [one for some in self.played.values() for one in some]
        minutes = (time.monotonic() - self.began) / 60
        steps = sum(len(one.lines) for one in episodes)
        total = {
            "types": len(self.played), "episodes": len(episodes), "steps": steps, "minutes": round(minutes, 2),
            "jobs": jobs, "steps_a_minute": round(steps / minutes, 1),
        }  # fmt: skip
        print(json.dumps(total), flush=True)


def told(one: Played) -> dict[str, object]:
    """An episode as the log has it."""
    return {
        "type": one.type, "number": one.number, "alone": one.alone, "reward": round(one.reward, 2),
        "steps": len(one.lines), "unseen": one.unseen, "why": one.why, "seconds": round(one.seconds, 1),
    }  # fmt: skip


def about(name: str, some: Sequence[Played]) -> dict[str, object]:
    """How a type went: of the pointer alone, with the oracle's help, and what was recorded."""
    alone = [one for one in some if one.alone]
    helped = [one for one in some if not one.alone]
    return {
        "type": name,
        "alone": [sum(one.reward >= FULL for one in alone), len(alone)],
        "helped": [sum(one.reward >= FULL for one in helped), len(helped)],
        "steps": sum(len(one.lines) for one in some),
        "unseen": dict(Counter(what for one in some for what in one.unseen)),
        "why": dict(Counter(one.why for one in some if one.why).most_common(4)),
        "seconds": round(sum(one.seconds for one in some) / len(some), 1),
    }
