"""Macros on real applications, in parts; each is a suite of its own, too. What was done is checked outside the screen.

replay: tasks that a hand did, replayed on fresh desktops. fidelity: what the recorder heard, against what the hand did.
from-run: tasks that the agent did, replayed. drift: the same when the screen has changed. rows: a table under SIGKILL.
video: macros from films of known sessions.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from agent.suites.base import Score

PARTS = ("replay", "fidelity", "from_run", "drift", "rows", "video")


def picked_scores(rounds: int, only: Sequence[str], folder: Path) -> Iterator[Score]:
    """The scores of all parts, each as soon as it is known; those of them that ``only`` names."""
    for part in PARTS:
        name = f"agent.suites.macros_{part}"
        if find_spec(name) is not None:
            own = folder.parent / f"macros-{part.replace('_', '-')}"
            yield from importlib.import_module(name).picked_scores(rounds, only, own)
