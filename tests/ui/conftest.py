"""A run that is stored from events made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agent.base import Event
from agent.trajectory import Run


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[list[Event]], Run]:
    """Stores events as a run and gives it back, read from its folder."""

    def store(events: list[Event]) -> Run:
        with Run.create(tmp_path / "runs", "write a note", "private desktop 1280×800", "mini") as run:
            for event in events:
                run.append(event)
        return Run.load(run.folder)

    return store
