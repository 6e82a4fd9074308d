"""Lessons from the replays of a macro, on the fixture application."""

from __future__ import annotations

from pathlib import Path

from agent.lessons import lessons_of_replay, replays_of
from agent.macros.replaying.parts import task_of
from agent.trajectory import Run, runs
from bridges.action import Click, Finished, Input
from tests.agent.test_macros_replay import Bench, bench, click, desktop

assert bench
assert desktop


def test_a_macro_teaches_its_replays_but_not_what_was_typed_into_its_parameters(bench: Bench, tmp_path: Path) -> None:
    field = bench.target("Name")
    macro = bench.save(
        click(bench.target("Apply")),
        {"id": "always", "do": "input", "text": "always this", "target": field},
        {"id": "who", "do": "input", "text": "{who}", "target": field},
        about="apply and fill in the name",
        parameters={"who": {}},
    )
    for task, who in ((task_of(macro.name), "Ada"), (task_of("another"), "Eve")):
        with Run.create(tmp_path / "runs", task, "desktop", "macro") as stored:
            for event in bench.replay(macro, who=who):
                stored.append(event)
    (replay,) = replays_of(macro, runs(tmp_path / "runs"))
    pressed, typed, end = lessons_of_replay(replay, macro)
    assert {lesson.task.text for lesson in (pressed, typed, end)} == {"apply and fill in the name"}
    (action,) = pressed.actions
    assert isinstance(action, Click)
    assert pressed.target is not None
    assert pressed.target.contains(bench.app.box("Apply").center)
    assert not pressed.history
    assert any(isinstance(one, Input) and one.text == "always this" for one in typed.actions)
    assert [turn.verified for turn in end.history] == [True] * 3
    assert isinstance(end.actions[0], Finished)
    assert end.frame.shape == pressed.frame.shape
    assert (end.frame != pressed.frame).any()
