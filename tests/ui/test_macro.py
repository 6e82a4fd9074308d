"""`mimic macro …` as a person types it, on a folder of macros of its own."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.macros.file.schema import Macro
from agent.macros.file.store import Macros
from bridges.errors import MacroUnusable
from ui.cli import main
from ui.replay import recorded_on

LETTER = """\
name: letter   # mine
about: "[bold]not markup[/x]"
parameters:
  who: Ada
  pin_of: {about: whose pin}
steps:
  - {id: s1, do: open, app: mousepad}
  - {id: s2, do: input, text: "Dear {who}, {{secret:pin}} of {pin_of}"}
  - do: if shown
    shown: Save
    steps:
      - {do: press, keys: ctrl+s}
    otherwise:
      - {do: wait, seconds: 2}
"""
INFERRED = """\
name: seen
parameters: {who: Ada}
steps:
  - {id: s1, do: click, target: Save, unsure: true, confidence: 0.5}   # from a film
  - {id: s2, do: input, text: "{who}", unsure: true, confidence: 0.5}
  - {id: s3, do: wait, seconds: 1}
"""


@pytest.fixture
def macros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Macros:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    return Macros()


Put = Callable[[str, str], Path]


@pytest.fixture
def put(macros: Macros) -> Put:
    def do(name: str, text: str) -> Path:
        path = macros.root / name / "macro.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        return path

    return do


def program(folder: Path, name: str, lines: str) -> None:
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{lines}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_the_list_says_how_to_begin(macros: Macros, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["macro", "list"]) == 0
    assert "mimic record NAME" in capsys.readouterr().out


def test_the_list_has_one_line_for_each_macro_and_takes_no_words_for_markup(
    put: Put, capsys: pytest.CaptureFixture[str]
) -> None:
    put("letter", LETTER)
    put("long-" * 5 + "name", f"name: {'long-' * 5}name\nsteps:\n  - {{do: wait}}\n")
    put("seen", INFERRED)
    put("torn", "name: torn\nsteps:\n  - {do: clik, target: A very long name of something that nobody ever saw}\n")
    assert main(["macro", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert lines[0].split() == ["macro", "steps", "parameters", "from", "about"]
    assert "[bold]not markup[/x]" in lines[1]
    assert lines.pop(2).startswith(f"{'long-' * 5}name ")
    assert "2 steps to confirm" in lines[2]
    assert "line 3, column 5: steps.1: “do: clik” is no step; did you mean click?" in lines[3]


def test_a_macro_is_shown_with_its_parameters_secrets_and_branches(
    put: Put, capsys: pytest.CaptureFixture[str]
) -> None:
    put("letter", LETTER)
    assert main(["macro", "show", "letter"]) == 0
    out = capsys.readouterr().out
    assert "{who} = Ada" in out
    assert "{pin_of} = has to be given   whose pin" in out
    assert "mimic secret set pin" in out
    assert "3        if shown “Save”" in out
    assert "3-1      press ctrl+s" in out
    assert "otherwise" in out
    assert "wait 2 s" in out


def test_lint_names_the_file_and_each_fault_on_its_line(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    path = put("torn", "name: torn\nsteps:\n  - {do: clik}\n  - {do: press, keys: 5}\n")
    assert main(["macro", "lint", "torn"]) == 1
    named, *faults = capsys.readouterr().out.splitlines()
    assert named == str(path)
    assert [one.strip().partition(":")[0] for one in faults] == ["line 3, column 5", "line 4, column 17"]
    assert main(["macro", "lint", "torn", "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["faults"]) == 2


@pytest.mark.parametrize("text", ["", "hello\n", "name: [\n", "version: 9\nname: torn\nsteps: []\n"])
def test_lint_of_what_is_no_macro_says_why(put: Put, capsys: pytest.CaptureFixture[str], text: str) -> None:
    put("torn", text)
    assert main(["macro", "lint", "torn"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_what_an_editor_left_behind_is_checked(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("letter", LETTER)
    change = "import sys, pathlib as p\nf = p.Path(sys.argv[1])\nf.write_text(f.read_text().replace('input', 'inptu'))"
    program(tmp_path / "bin", "vim", change)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["macro", "edit", "letter"]) == 1
    assert "did you mean input" in capsys.readouterr().out
    monkeypatch.setenv("EDITOR", "nosuch --wait")
    assert main(["macro", "edit", "letter"]) == 1
    assert "nosuch cannot be started" in capsys.readouterr().err


def test_unsure_steps_are_not_confirmed_without_anybody(
    put: Put, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put("seen", INFERRED)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["macro", "confirm", "seen"]) == 1
    assert "--all" in capsys.readouterr().err
    assert path.read_text() == INFERRED
    assert main(["macro", "confirm", "seen", "--all"]) == 0
    assert "unsure" not in path.read_text()
    assert "# from a film" in path.read_text()


def test_an_unsure_step_is_kept_dropped_or_left_for_later(
    put: Put, macros: Macros, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("seen", INFERRED)
    master, slave = os.openpty()
    with os.fdopen(master, "w") as keys, os.fdopen(slave) as first, Path(os.ttyname(first.fileno())).open() as second:
        monkeypatch.setattr(sys, "stdin", first)
        keys.write("what\ny\nl\n")
        keys.flush()
        assert main(["macro", "confirm", "seen"]) == 1
        assert [getattr(step, "unsure", False) for step in macros.load("seen").steps] == [False, True, False]
        monkeypatch.setattr(sys, "stdin", second)
        keys.write("d\n")
        keys.flush()
        assert main(["macro", "confirm", "seen"]) == 0
    assert [step.id for step in macros.load("seen").steps] == ["s1", "s3"]
    assert "s2: input Ada" in capsys.readouterr().out


def test_what_calls_a_renamed_macro_goes_along_and_what_calls_a_deleted_one_is_named(
    put: Put, macros: Macros, capsys: pytest.CaptureFixture[str]
) -> None:
    put("inner", "name: inner\nsteps:\n  - {do: wait}\n")
    outer = put("outer", "name: outer\nsteps:\n  - {do: macro, macro: inner}   # mine\n  - {do: macro, macro: third}\n")
    assert main(["macro", "rename", "inner", "other"]) == 0
    assert "“outer” calls it by its new name" in capsys.readouterr().out
    assert "{do: macro, macro: other}   # mine" in outer.read_text()
    assert macros.load("other").name == "other"
    assert macros.names() == ("other", "outer")
    assert main(["macro", "delete", "other"]) == 0
    assert "“outer” still calls “other”" in capsys.readouterr().out


def test_a_copy_has_the_pictures_and_the_comments(put: Put, macros: Macros, capsys: pytest.CaptureFixture[str]) -> None:
    path = put("letter", LETTER)
    (path.parent / "pictures").mkdir()
    (path.parent / "pictures" / "s1.png").write_bytes(b"picture")
    assert main(["macro", "copy", "letter", "note"]) == 0
    copied = macros.file("note")
    assert "# mine" in copied.read_text()
    assert path.read_text() == LETTER
    assert (copied.parent / "pictures" / "s1.png").read_bytes() == b"picture"
    assert macros.load("letter").steps == macros.load("note").steps
    assert main(["macro", "copy", "letter", "note"]) == 1
    assert "Copying “letter” to “note”: there is a macro of that name" in capsys.readouterr().err
    assert main(["macro", "copy", "lettre", "other"]) == 1
    assert "Did you mean letter?" in capsys.readouterr().err
    assert main(["macro", "copy", "letter", "a/b"]) == 1
    assert "that is no name" in capsys.readouterr().err
    assert macros.names() == ("letter", "note")


def test_a_deleted_macro_comes_back_whole(put: Put, macros: Macros) -> None:
    path = put("letter", LETTER)
    (path.parent / "pictures").mkdir()
    (path.parent / "pictures" / "s1.png").write_bytes(b"picture")
    kept = macros.delete("letter")
    assert macros.names() == ()
    macros.put_back("letter", kept)
    assert path.read_text() == LETTER
    assert (path.parent / "pictures" / "s1.png").read_bytes() == b"picture"
    with pytest.raises(MacroUnusable, match="there is one of that name"):
        macros.put_back("letter", kept)


def test_a_macro_is_scheduled_listed_and_unscheduled_with_cron(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("letter", LETTER)
    kept = tmp_path / "crontab"
    kept.write_text("0 0 * * * backup\n")
    cron = f"import sys\nf = {str(kept)!r}\n"
    cron += "print(open(f).read(), end='') if sys.argv[1] == '-l' else open(f, 'w').write(sys.stdin.read())"
    program(tmp_path / "bin", "crontab", cron)
    monkeypatch.setenv("DISPLAY", ":5")
    schedule = ["macro", "schedule", "letter", "0 9 * * 1-5", "--with", "cron"]
    assert main(schedule) == 1
    assert "pin_of has no value" in capsys.readouterr().err
    assert main([*schedule, "--set", "pin_of=Bob", "--dry-run"]) == 0
    assert "letter" not in kept.read_text()
    assert main([*schedule, "--set", "pin_of=Bob"]) == 0
    assert main([*schedule, "--set", "pin_of=Eve"]) == 0
    lines = kept.read_text().splitlines()
    assert len(lines) == 2
    assert "DISPLAY=:5" in lines[1]
    assert "pin_of=Eve" in lines[1]
    capsys.readouterr()
    assert main(["macro", "scheduled"]) == 0
    assert re.fullmatch(r"0 9 \* \* 1-5 +letter +\(cron\)   next [\d-]+ 09:00\n", capsys.readouterr().out)
    assert main(["macro", "rename", "letter", "note"]) == 0
    assert "at its times as before (0 9 * * 1-5)" in capsys.readouterr().out
    before, after = lines[1], kept.read_text().splitlines()[1]
    assert after == before.replace("-- letter", "-- note").replace("mimic: letter", "mimic: note")
    assert main(["macro", "rename", "note", "letter"]) == 0
    assert main(["macro", "delete", "letter"]) == 0
    assert "mimic macro unschedule letter" in capsys.readouterr().out
    assert main(["macro", "unschedule", "letter"]) == 0
    assert kept.read_text() == "0 0 * * * backup\n"
    assert main(["macro", "unschedule", "letter"]) == 1
    assert "not scheduled" in capsys.readouterr().err


def test_a_macro_that_cannot_be_replayed_is_not_scheduled(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("seen", INFERRED)
    assert main(["macro", "schedule", "seen", "@daily", "--with", "cron", "--dry-run"]) == 1
    assert "nobody has confirmed it" in capsys.readouterr().err
    put("wait", "name: wait\nsteps:\n  - {do: wait}\n")
    assert main(["macro", "schedule", "wait", "0 9 * *", "--with", "cron", "--dry-run"]) == 1
    assert "4 fields, not 5" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "pin_of has no value"),
        (["--set", "pin_of=Bob", "--set", "nix=1"], "it has no parameter called nix"),
        (["--set", "pin_of=Bob"], "the secret pin"),
        (["--data", "{tmp}/rows.csv"], "no rows"),
        (["--data", "{tmp}/nothere.csv"], "no such file"),
        (["--data", "{tmp}/other.csv"], "pin_of has no value"),
        (["--speed", "0", "--set", "pin_of=Bob"], "above 0"),
        (["--speed", "quick", "--set", "pin_of=Bob"], "“max” or a number"),
    ],
)
def test_what_cannot_be_replayed_leaves_no_run_behind(
    put: Put, tmp_path: Path, options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("letter", LETTER)
    (tmp_path / "rows.csv").write_text("pin_of\n")
    (tmp_path / "other.csv").write_text("who\nAda\n")
    assert main(["replay", "letter", *(one.format(tmp=tmp_path) for one in options)]) in (1, 2)
    assert told in capsys.readouterr().err
    assert not list(tmp_path.glob("data/mimic/runs/*"))


@pytest.mark.parametrize(
    ("device", "target"),
    [
        ("virtual", "virtual:1280x800"),
        ("android:R58", "android"),
        ("desktop:Notes", "desktop"),
        ("this screen", None),
        ("film.webm", None),
        ("", None),
    ],
)
def test_a_macro_is_replayed_where_it_was_recorded(device: str, target: str | None) -> None:
    recorded = {"device": device, "screen": {"width": 1280, "height": 800}}
    macro = Macro.model_validate({"name": "one", "recorded": recorded, "steps": [{"do": "wait"}]})
    assert recorded_on(macro) == target


def test_each_command_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    from ui.macro_commands import macro

    for name in macro.commands:
        main(["macro", name, "--help"])
        assert "Example: " in capsys.readouterr().out, name
    for arguments in (["--help"], ["macro", "--help"]):
        main(arguments)
        listed = capsys.readouterr().out.partition("Commands:")[2]
        assert listed
        assert "..." not in listed
