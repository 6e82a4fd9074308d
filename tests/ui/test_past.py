from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hand_made import hostile_events, refused_events

from agent.base import EVENT, Event
from agent.trajectory import Run
from bridges.errors import RunNotStored
from ui.cli import main
from ui.past import run_named

Store = Callable[[list[Event]], Run]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MIMIC_RUNS", str(tmp_path / "runs"))
    return tmp_path / "runs"


def test_a_run_is_found_by_its_name_a_part_its_folder_or_as_the_last(stored: Store, root: Path) -> None:
    older, newer = stored(hostile_events()), stored(refused_events())
    assert run_named("last", root).id == newer.id
    assert run_named(older.id, root).id == older.id
    assert run_named(str(older.folder), root).id == older.id
    assert run_named(newer.id[:-1], root).id == newer.id


def test_a_name_that_fits_several_runs_or_none_is_an_error_that_lists_them(stored: Store, root: Path) -> None:
    older, newer = stored(hostile_events()), stored(refused_events())
    with pytest.raises(RunNotStored, match="2 runs are called so") as several:
        run_named(older.id[:6], root)
    assert newer.id in str(several.value)
    with pytest.raises(RunNotStored, match="there is none"):
        run_named("nothing-like-it", root)


def test_the_list_has_a_line_for_each_run(stored: Store, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored(hostile_events())
    stored(refused_events())
    assert main(["runs", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["outcome"] for row in rows] == ["refused", "finished"]
    assert main(["runs"]) == 0
    out = capsys.readouterr().out
    assert "refused" in out
    assert rows[0]["id"] in out


def test_no_runs_yet_is_no_error(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", "list"]) == 0
    assert "No runs yet" in capsys.readouterr().out


def test_a_run_is_told_again_and_its_events_come_back(
    stored: Store, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = stored(hostile_events())
    assert main(["runs", "show", run.id]) == 0
    assert "step 3 of 4: click Save" in capsys.readouterr().out
    assert main(["runs", "show", "last", "--json"]) == 0
    back = [EVENT.validate_json(line) for line in capsys.readouterr().out.splitlines()]
    assert [event.event for event in back] == [event.event for event in run.events()]


def test_a_report_goes_where_it_is_told(stored: Store, root: Path, tmp_path: Path) -> None:
    stored(hostile_events())
    assert main(["report", "last", "--to", str(tmp_path / "mine.html")]) == 0
    assert (tmp_path / "mine.html").read_text().startswith("<!doctype html>")


def test_a_run_that_is_not_there_is_an_error_with_a_remedy(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "gone"]) == 1
    assert "mimic runs list" in capsys.readouterr().err
