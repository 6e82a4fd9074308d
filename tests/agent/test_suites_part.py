"""A suite that was killed goes on where it was: nothing is measured twice, and nothing of other weights mixes in."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from agent.suites.base import Score
from agent.suites.part import Part
from bridges.errors import UnreadableTask

ONE = Score("click-link#valid-0", passed=True, steps=2, why="", ms={"parse": 120.5}, seconds=2.5)
TWO = Score("click-link#valid-1", passed=False, steps=3, why="reward -1", run="failures.html")


def broken_off(out: Path, *scores: Score) -> Part:
    with suppress(KeyboardInterrupt), Part(out, "miniwob", "pointer") as part:
        for score in scores:
            part.add(score)
        raise KeyboardInterrupt
    return part


def test_what_was_done_is_kept_when_the_run_breaks_off(tmp_path: Path) -> None:
    out = tmp_path / "scores.json"
    part = broken_off(out, ONE, TWO)
    with part.path.open("a", encoding="utf-8") as file:
        file.write('{"id": "click-li')
    with Part(out, "miniwob", "pointer") as again:
        assert again.scores == [ONE, TWO]
    assert not part.path.exists()


def test_a_part_of_another_model_is_refused_and_kept(tmp_path: Path) -> None:
    out = tmp_path / "scores.json"
    part = broken_off(out, ONE)
    with pytest.raises(UnreadableTask, match="measured with"):
        Part(out, "miniwob", "mini")
    assert part.path.exists()
