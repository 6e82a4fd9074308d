"""What is wrong with a macro is told with its line, and what would stop a replay is told before it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.macros.file.linting import check_whole, lint
from agent.macros.file.store import Macros
from bridges.errors import MacroUnusable

INNER = "name: inner\nparameters:\n  who:\nsteps:\n  - {do: input, text: '{who}'}\n"


def put(macros: Macros, name: str, text: str) -> None:
    path = macros.root / name / "macro.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def linted(tmp_path: Path, steps: str, more: str = "") -> list[str]:
    macros = Macros(tmp_path)
    put(macros, "outer", f"name: outer\n{more}steps:\n{steps}")
    put(macros, "inner", INNER)
    return lint(macros, "outer")


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("  - {do: press, keys: [strg, s]}\n", "line 3, column 5: step 1: there is no key “strg”"),
        ("  - {do: wait}\n  - {do: macro, macro: nix}\n", "line 4, column 5: step 2: it calls the macro “nix”"),
        ("  - {do: macro, macro: outer}\n", "it never ends: “outer” calls “outer”"),
        ("  - {do: macro, macro: inner}\n", "the macro “inner” needs a value for “who”"),
        ("  - {do: macro, macro: inner, set: {whom: x}}\n", "has no parameter “whom”; it has: who"),
        ("  - {do: for each, item: x, among: y, steps: [{do: wait}]}\n", "among: there is no parameter “y”"),
        (
            "  - do: if shown\n    shown: Hi\n    steps:\n      - {do: wait, unsure: true}\n",
            "line 6, column 9: step 1-1",
        ),
    ],
)
def test_what_would_stop_a_replay_is_told_with_its_line_and_before_it_begins(
    tmp_path: Path, steps: str, told: str
) -> None:
    found = linted(tmp_path, steps)
    assert told in found[0]
    macros = Macros(tmp_path)
    with pytest.raises(MacroUnusable, match="mimic macro lint outer"):
        check_whole(macros, macros.load("outer"))


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("  - {do: input, text: '{who}'}\n", "step 1: {who} is no parameter and is typed as it stands"),
        ("  - {id: a, do: wait}\n  - {id: a, do: wait}\n", "step a: two steps have this id"),
        (
            "  - {do: click, target: {looks: {picture: pictures/x.png, box: [0, 0, 1, 1]}}}\n",
            "its picture pictures/x.png is missing",
        ),
    ],
)
def test_what_only_weakens_a_replay_is_told_and_does_not_stop_it(tmp_path: Path, steps: str, told: str) -> None:
    assert told in linted(tmp_path, steps)[0]
    macros = Macros(tmp_path)
    check_whole(macros, macros.load("outer"))


def test_two_macros_that_call_each_other_are_told(tmp_path: Path) -> None:
    macros = Macros(tmp_path)
    put(macros, "one", "name: one\nsteps:\n  - {do: macro, macro: two}\n")
    put(macros, "two", "name: two\nsteps:\n  - {do: macro, macro: one}\n")
    assert "“one” calls “two” calls “one”" in lint(macros, "one")[0]


def test_a_macro_that_calls_two_others_that_call_each_other_is_not_looked_at_forever(tmp_path: Path) -> None:
    macros = Macros(tmp_path)
    put(macros, "one", "name: one\nsteps:\n  - {do: macro, macro: two}\n")
    put(macros, "two", "name: two\nsteps:\n  - {do: macro, macro: three}\n")
    put(macros, "three", "name: three\nsteps:\n  - {do: macro, macro: two}\n")
    assert lint(macros, "one") == []
    assert "“two” calls “three” calls “two”" in lint(macros, "two")[0]


def test_a_good_macro_has_no_faults(tmp_path: Path) -> None:
    call = "  - {do: macro, macro: inner, set: {who: Ada}}\n"
    assert linted(tmp_path, f"{call}  - {{do: press, keys: volume up}}\n  - {{do: press, keys: ctl+s}}\n") == []


def test_every_fault_of_the_form_is_told(tmp_path: Path) -> None:
    found = linted(tmp_path, "  - {do: clik}\n  - {do: prss}\n  - {do: opn}\n  - {do: wit}\n")
    assert [one.partition(",")[0] for one in found] == ["line 3", "line 4", "line 5", "line 6"]


def test_an_old_schema_is_lifted_before_its_faults_are_told(tmp_path: Path) -> None:
    macros = Macros(tmp_path)
    put(macros, "old", "version: 1\nname: old\nsteps:\n  - {action: press, keys: esc}\n  - {action: prss}\n")
    found = lint(macros, "old")
    assert len(found) == 1
    assert "line 5" in found[0]
    assert "did you mean press" in found[0]
