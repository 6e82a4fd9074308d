"""How the phone's evaluation deals its faults, tells wrong actions, and puts its rows together piece by piece."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from agent.suites.base import Score
from agent.suites.phone_faults import dealt
from agent.suites.phone_rows import fault_rows, written
from agent.suites.phone_tasks import TASKS, wrong_actions
from bridges.phone.faults import Faults

NOTES = next(task for task in TASKS if task.id == "note")


def test_every_kind_of_fault_comes_in_three_rounds_and_the_deal_is_the_same_each_time() -> None:
    rounds = [list(dealt(TASKS, number)) for number in (1, 2, 3)]
    assert rounds == [list(dealt(TASKS, number)) for number in (1, 2, 3)]
    names = Counter(fault.name for cards in rounds for fault in cards)
    assert set(names) == {
        "slow-frames", "offline", "unauthorised", "revoked", "revoked-for-a-while", "ime-late", "ime-denied",
        "stale-tree", "no-idle", "modal", "secure", "crash",
    }  # fmt: skip
    for cards in rounds:
        assert any(fault.name.startswith("ime") for fault, task in zip(cards, TASKS, strict=True) if task.beyond_ascii)
        for fault in cards:
            Faults().change(dict(fault.values))


def state(**notes: str) -> dict[str, object]:
    return {
        "settings": {"secure": {"ui_night_mode": "1"}},
        "data": {"notes": [{"title": title, "body": body} for title, body in notes.items()], "calls": []},
        "granted": {}, "denied": {}, "clipboard": "",
    }  # fmt: skip


def test_what_the_task_does_not_name_is_a_wrong_action() -> None:
    before = state(Old="1")
    after = state(Old="1", Shopping="Two lemons")
    assert not list(wrong_actions(NOTES.goal, before, after))
    assert list(wrong_actions(NOTES.goal, before, state(Shopping="Two lemons")))  # another note has gone
    after["settings"] = {"secure": {"ui_night_mode": "2"}}
    assert "ui_night_mode" in next(wrong_actions(NOTES.goal, before, after))


def scores() -> list[Score]:
    return [
        Score("note+offline#1", passed=True, steps=4, why=""),
        Score("note+revoked#1", passed=False, steps=1, why="DeviceUnauthorised: …", halted=True),
        Score("call+ime-late(never)#1", passed=True, steps=4, why=""),
        Score("cart+crash#1", passed=False, steps=4, why="gone", wrong=("data.notes became …",)),
    ]


def test_rows_of_runs_with_faults() -> None:
    rows = {row.name: row for row in fault_rows(scores())}
    assert rows["the rest ends with the right named error"].value == "1 of 2"
    assert not rows["wrong actions"].met
    assert rows["keyboard given back"].met
    assert "ime-late 0 of 1" in rows["faults that took effect"].value
    assert not rows["faults that took effect"].met


def test_a_file_grows_part_by_part(tmp_path: Path) -> None:
    file = tmp_path / "phone.json"
    file.write_text(json.dumps(written(None, {"faults": scores()[:2]}, [])))
    file.write_text(json.dumps(written(file, {"tasks": [Score("note#1", passed=True, steps=4, why="")]}, [])))
    again = written(file, {"faults": scores()[1:]}, [])
    assert (again["faults"]["total"], again["tasks"]["total"]) == (4, 1)
    assert {row["name"] for row in again["figures"]} >= {"tasks done", "wrong actions"}
