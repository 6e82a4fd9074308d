"""Part “again”: the recordings that the part “replay” left are replayed once more, one of each in turn.

For timing on a quiet machine, where there is no need to sit through what was recorded at a person's pace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from agent.suites.base import Score
from agent.suites.macros_replay import Bench
from agent.suites.macros_tasks import RECORDINGS


def picked_scores(rounds: int, only: Sequence[str], folder: Path) -> Iterator[Score]:
    """One score for each of ``rounds`` replays of each recording that there is."""
    benches = [
        Bench(one, folder.with_name("macros-replay") / one.id) for one in RECORDINGS if not only or one.id in only
    ]
    for number in range(1, rounds + 1):
        yield from (bench.replay(number) for bench in benches if bench.recorded)
