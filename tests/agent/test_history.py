"""A resumed run is told the same as one that was never interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from paper import Paper, button, counting, entry

from agent.base import Event, Nobody
from agent.guard import Guard
from agent.history import history_of
from agent.loop import run
from agent.trajectory import Run
from bridges import action as act
from bridges.coordinates import ImagePoint
from bridges.errors import UnparsableReply
from model.base import Expectation, Task
from model.scripted import Scripted


def script() -> list[Any]:
    click = act.Click(start_point=ImagePoint(110, 110))
    return [
        click,
        UnparsableReply("Reading", "nonsense"),
        (act.Click(start_point=ImagePoint(110, 210)), act.Input(text="hello"), act.Press(keys=["tab"])),
        act.Press(keys=["ctrl", "alt", "delete"]),
        act.Wait(seconds=0),
        act.Finished(status="success"),
    ]


def events(model: Scripted, **more: Any) -> Iterator[Event]:
    bridge = counting(Paper([button("Open"), entry("Name")]))
    return run(Task(text="t"), bridge, model, Guard(), Nobody(), **more)


def test_the_events_alone_give_the_history_that_the_model_was_told(tmp_path: Path) -> None:
    model = Scripted(script(), Expectation(kind="none"))
    with Run.create(tmp_path, "t") as stored:
        for event in events(model):
            stored.append(event)
    told = Run.load(stored.folder).events()
    for step, history in enumerate(model.histories, start=1):
        assert history_of(tuple(e for e in told if e.step < step)) == history


@pytest.mark.parametrize("cut", range(1, 16))
def test_a_run_that_breaks_off_anywhere_goes_on_with_the_next_step(tmp_path: Path, cut: int) -> None:
    whole = list(events(Scripted(script(), Expectation(kind="none"))))[:-1]
    with Run.create(tmp_path, "t") as stored:
        for event in whole[:cut]:
            stored.append(event)
    again = Run.load(stored.folder)
    model = Scripted([act.Wait(seconds=0), act.Finished(status="success")], Expectation(kind="none"))
    with again:
        for event in events(model, history=again.history(), first_step=again.steps + 1):
            again.append(event)
    steps = [event.step for event in again.events() if event.step]
    assert steps == sorted(steps)
    assert len(again.history()) == len(model.histories[0]) + 1
    planned = {e.step for e in whole[:cut] if e.step}
    assert len(model.histories[0]) == len(planned)
    assert again.outcome is not None
