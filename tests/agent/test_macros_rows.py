"""Rows: a form of the fixture application is filled in once for each row, whatever breaks the run off."""

from __future__ import annotations

import csv
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from agent.base import Finished, Nobody
from agent.macros.file.schema import Macro
from agent.macros.file.store import Macros
from agent.macros.replaying.rows import Journal, Proof, check_rows, name_of, outcome, replay_rows
from agent.macros.replaying.session import Account, Desk
from agent.settings import Settings
from bridges.base import Observation
from bridges.coordinates import Box
from bridges.desktop import Desktop
from bridges.errors import MacroUnusable
from bridges.virtual import PrivateDisplay
from model.base import Element
from tests.conftest import FixtureApp

STEPS = [
    {"id": "clear", "do": "press", "keys": ["ctrl", "a"], "check": {"kind": "none"}, "consequence": "reads"},
    {"id": "type", "do": "input", "text": "{name}"},
    {"id": "next", "do": "press", "keys": ["tab"], "check": {"kind": "none"}, "consequence": "reads"},
    {"id": "back", "do": "press", "keys": ["shift", "tab"], "check": {"kind": "none"}, "consequence": "reads"},
]


def macro(**more: object) -> Macro:
    return Macro.model_validate({"name": "fill", "parameters": {"name": {}}, "steps": STEPS, **more})


def test_a_torn_line_of_the_journal_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal.opened(path)
    journal.note("1-a", "open")
    journal.note("1-a", "done")
    with path.open("ab") as file:
        file.write(b'{"row": "2-b", "is": "do')
    again = Journal.opened(path)
    assert again.standing == {"1-a": "done"}
    again.note("2-b", "committing")
    assert Journal.opened(path).standing == {"1-a": "done", "2-b": "committing"}


def test_a_column_that_is_no_parameter_is_refused_before_anything_is_done() -> None:
    with pytest.raises(MacroUnusable, match="no parameter called colour"):
        check_rows(macro(), ["name", "colour"], {})


def test_a_row_is_known_by_its_place_and_what_stands_in_it() -> None:
    one = name_of(1, {"name": "Ada", "result": "done"})
    assert one == name_of(1, {"name": "Ada"})
    assert one != name_of(2, {"name": "Ada"})
    assert one != name_of(1, {"name": "Eva"})


def test_rows_survive_a_kill_at_any_moment(
    fixture_app: FixtureApp, private_display: PrivateDisplay, tmp_path: Path
) -> None:
    """Killed twice in the middle; every row is typed, and one that is done is not begun again."""
    names = [f"name {number} ä" for number in range(6)]
    rows = tmp_path / "rows.csv"
    rows.write_text("name\n" + "\n".join(names) + "\n", encoding="utf-8")
    environment = {
        **os.environ,
        **private_display.environment,
        "HOME": str(tmp_path),
        "MIMIC_RUNS": str(tmp_path / "runs"),
    }
    Macros(tmp_path / ".local/share/mimic/macros").save(
        macro(rows={"commits": "type", "done": {"words": "{name}"}}),
    )
    command = [sys.executable, "-m", "ui", "replay", "fill", "--on", "desktop", "--data", str(rows), "--no-overlay"]
    environment["MIMIC_VETO_S"] = "0"
    chance = random.Random(7)
    for _ in range(2):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 30
        journal = tmp_path / "rows.csv.fill.journal"
        seen = journal.stat().st_size if journal.exists() else 0
        while not (journal.exists() and journal.stat().st_size > seen) and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(chance.random())
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with rows.open(encoding="utf-8") as file:
        results = [row["result"] for row in csv.DictReader(file)]
    assert len(results) == len(names)
    assert all(result.startswith("done") for result in results)
    typed = [one["text"] for one in fixture_app.events("text", "Name")]
    for name in names:
        assert typed.count(name) == 1, (name, typed)


def test_a_row_that_nothing_can_prove_is_named_and_settled_by_the_person(
    fixture_app: FixtureApp, private_display: PrivateDisplay, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("name\nAda\nBob\n", encoding="utf-8")
    journal = Journal.opened(tmp_path / "rows.csv.fill.journal")
    journal.note(name_of(1, {"name": "Ada"}), "done")
    journal.note(name_of(2, {"name": "Bob"}), "committing")
    with Desktop(private_display.name, environment=private_display.environment) as desktop:
        desk = Desk(desktop, Settings(), Nobody(), Macros(tmp_path / "macros"))
        with pytest.raises(MacroUnusable, match=r"row 2.*cannot tell.*write “done” or “open” into the column “result”"):
            list(replay_rows(desk, macro(), rows, {}, Account()))
        assert outcome(Journal.opened(journal.path), name_of(2, {"name": "Bob"})).startswith("unsure: look whether")
        rows.write_text("name,result\nAda,\nBob,Done \n", encoding="utf-8")
        (end,) = replay_rows(desk, macro(), rows, {}, Account())
        assert isinstance(end, Finished)
        assert not fixture_app.events("text", "Name")
        (again,) = replay_rows(desk, macro(), rows, {}, Account())
        assert isinstance(again, Finished)
        assert "were done before" in str(again.answer)


class Shown:
    """A desk whose screen shows these words."""

    def __init__(self, desktop: Desktop, *words: str) -> None:
        self.bridge, self._words = desktop, words
        self.reader = self

    def texts(self, observation: Observation) -> tuple[Element, ...]:
        return tuple(Element(box=Box(0, 0, 10, 10), text=word) for word in self._words)


@pytest.mark.parametrize(
    ("shown", "done"), [(("Saved row 1",), True), (("Saved r0w 1",), True), (("Saved row 12",), None), ((), False)]
)
def test_a_broken_off_row_is_proved_by_its_very_words(
    private_display: PrivateDisplay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: tuple[str, ...], done: bool
) -> None:
    monkeypatch.setattr("agent.macros.replaying.rows.SEEN_S", 0.1)
    one = macro(rows={"commits": "type", "done": {"words": "Saved {name}"}})
    with Desktop(private_display.name, environment=private_display.environment) as desktop:
        proof = Proof(Shown(desktop, *shown), one, {"name": "row 1"}, tmp_path / "before.png")  # type: ignore[arg-type]
        before = proof.before("Saved row 0")
        if done is None:
            # It looks as it did before, so what is alike was there before.
            (tmp_path / "before.png").unlink()
            with pytest.raises(MacroUnusable, match="misread"):
                proof.given(before, "Saved row 0")
        else:
            assert proof.given(before, "Saved row 0") is done


def test_a_row_whose_proof_was_shown_before_is_asked_about(private_display: PrivateDisplay, tmp_path: Path) -> None:
    one = macro(rows={"commits": "type", "done": {"words": "Saved {name}"}})
    with Desktop(private_display.name, environment=private_display.environment) as desktop:
        proof = Proof(Shown(desktop, "Saved Ada"), one, {"name": "Ada"}, tmp_path / "before.png")  # type: ignore[arg-type]
        before = proof.before("Saved Ada")
        with pytest.raises(MacroUnusable, match="by the row before it"):
            proof.given(before, "Saved Ada")


def test_a_file_proves_a_row_by_one_more_of_its_lines(private_display: PrivateDisplay, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.txt"
    ledger.write_text("Ada\nAda 2\n", encoding="utf-8")
    one = macro(rows={"commits": "type", "file": str(ledger), "line": "{name}"})
    with Desktop(private_display.name, environment=private_display.environment) as desktop:
        proof = Proof(Shown(desktop), one, {"name": "Ada"}, tmp_path / "before.png")  # type: ignore[arg-type]
        before = proof.before("")
        assert before == "1 lines before"
        ledger.write_text("Ada\nAda 2\nAda\n", encoding="utf-8")
        assert proof.given(before, "")


def test_rows_need_one_way_of_proof() -> None:
    for rows in ({"commits": "type"}, {"commits": "type", "file": "x"}, {"commits": "type", "done": {"role": "text"}}):
        with pytest.raises(ValidationError):
            macro(rows=rows)
