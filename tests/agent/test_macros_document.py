"""A macro's file: written, read back, edited by hand with faults, lifted from an older schema."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from agent.macros.file.document import checked, parsed, written
from agent.macros.file.filling import filled, values_of
from agent.macros.file.migration import lifted
from agent.macros.file.schema import Macro, Pointing, Pressing
from agent.macros.file.store import Macros, picture
from bridges.errors import MacroUnusable

STEPS = [
    {"id": "s1", "do": "click", "target": {"words": "Save", "place": {"box": [1, 2, 30, 40], "within": [100, 200]}}},
    {"id": "s2", "do": "input", "text": "{name}: 你好 {braces stay}"},
    {
        "id": "s3",
        "do": "for each",
        "item": "city",
        "among": ["Ulm", "Köln"],
        "steps": [{"id": "s3-1", "do": "input", "text": "{city}"}],
    },
    {
        "id": "s4",
        "do": "if shown",
        "shown": {"words": "Close"},
        "steps": [{"id": "s4-1", "do": "press", "keys": ["esc"]}],
    },
]


def macro(**more: object) -> Macro:
    return Macro.model_validate({"name": "note", "parameters": {"name": {"default": "Ada"}}, "steps": STEPS, **more})


def faults(text: str) -> str:
    with pytest.raises(MacroUnusable) as caught:
        checked(parsed(text, "macro.yaml"), "macro.yaml")
    return str(caught.value)


def test_a_macro_comes_back_as_it_was_written(tmp_path: Path) -> None:
    macros = Macros(tmp_path)
    kept = np.arange(300, dtype=np.uint8).reshape(10, 10, 3)
    path = macros.save(macro(), {"pictures/s1.png": kept})
    assert macros.load("note") == macro(created=macros.load("note").created)
    assert path.read_text("utf-8").startswith("# A macro of Mimic.")
    np.testing.assert_array_equal(picture(path.parent, "pictures/s1.png"), kept)
    with pytest.raises(MacroUnusable, match="there is one of that name"):
        macros.save(macro())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("do: click", "do: clik", ("line 10, column 5", "did you mean click?", "allowed: click, doubleclick")),
        ("words: Save", "wrods: Save", ("line 13, column 7", "did you mean words?", "allowed: words, label")),
        ("among: [Ulm, Köln]", "among: 3", ("steps.3.among", "a list such as [a, b], not “3”")),
        ("text: '{name}: 你好 {braces stay}'", "text: 2026", ("steps.2.text", "put quotes around it")),
        ("do: if shown", "do: if shown\n    within_s: soon", ("steps.4.within_s", "a number, not “soon”")),
        ("keys: [esc]", "keys: []", ("steps.4.steps.1.keys: it needs at least 1 entries, and has 0",)),
        ("  name:", "  name: [1]", ("column", "stands further left or right")),
        ("item: city", "item: the city", ("“the city” is no name", "letters, digits")),
        ("[1.0, 2.0, 30.0, 40.0]", "[1, 2]", ("target.place.box: it needs at least 4 entries, and has 2",)),
        ("[1.0, 2.0, 30.0, 40.0]", "[1, 2, 30, x]", ("target.place.box.4: it has to be a number, not “x”",)),
        ("id: s1", "id: s1\n    consequence: deletes", ("“deletes” is not known; allowed: reads, edits",)),
        ("name: note", "name: [", ("line ", "column ")),
        ("version: 2", "version: 2\n\tsteps: 1", ("line 4, column 1",)),
    ],
)
def test_an_edited_fault_is_named_with_its_place(old: str, new: str, told: tuple[str, ...]) -> None:
    text = written(macro())
    assert old in text
    message = faults(text.replace(old, new, 1))
    for part in told:
        assert part in message


def test_an_old_schema_is_lifted_and_its_original_kept(tmp_path: Path) -> None:
    old = (
        "version: 1\nname: note # mine\nsteps:\n"
        "  - action: press # this one\n    keys: [ctrl, s]\n    expect: {kind: none}\n"
    )
    path = tmp_path / "note" / "macro.yaml"
    path.parent.mkdir()
    path.write_text(old, encoding="utf-8")
    now = Macros(tmp_path).load("note")
    assert now.steps[0].do == "press"
    assert path.with_name("macro.yaml.v1").read_text("utf-8") == old
    assert "do: press # this one" in " ".join(path.read_text("utf-8").split())
    assert Macros(tmp_path).load("note") == now


def test_a_version_from_the_future_is_refused() -> None:
    document = parsed("version: 9\nname: a\nsteps: []\n", "f")
    with pytest.raises(MacroUnusable, match="version 9"):
        lifted(document, "f")


def test_only_parameters_are_filled_in() -> None:
    assert filled("{a} {b} {{secret:x}} {not one}", {"a": "1"}) == "1 {b} {{secret:x}} {not one}"


def test_a_parameter_without_a_value_is_named() -> None:
    without = macro(parameters={"name": {}})
    with pytest.raises(MacroUnusable, match="--set name="):
        values_of(without, {})
    with pytest.raises(MacroUnusable, match="no parameter called colour"):
        values_of(without, {"name": "x", "colour": "red"})


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    for name in ("../x", "a/b", "", ".", "x" * 65):
        with pytest.raises(MacroUnusable):
            Macros(tmp_path).folder(name)
    assert picture(tmp_path, "../../etc/passwd") is None


def test_what_a_person_writes_shortly_is_understood() -> None:
    text = """
name: note
parameters:
  who: Ada
  whom:
steps:
  - do: click
    target: Save
  - do: press
    keys: ctrl+s
"""
    made = checked(parsed(text, "f"), "f")
    assert (made.parameters["who"].default, made.parameters["whom"].default) == ("Ada", None)
    clicked, pressed = made.steps
    assert isinstance(clicked, Pointing)
    assert isinstance(pressed, Pressing)
    assert clicked.target.words == "Save"
    assert pressed.keys == ("ctrl", "s")
    assert checked(parsed(written(made), "f"), "f") == made
    assert [step.id for step in made.steps] == ["1", "2"]
    assert "put quotes around it" in faults(text.replace("who: Ada", "who: 007"))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "note" / "macro.yaml"
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MacroUnusable, match="no text in UTF-8"):
        Macros(tmp_path).load("note")


def test_the_nearest_name_is_asked_for(tmp_path: Path) -> None:
    macros = Macros(tmp_path)
    with pytest.raises(MacroUnusable, match=r"none yet.*mimic record NAME$"):
        macros.load("nota")
    macros.save(macro())
    with pytest.raises(MacroUnusable, match="Did you mean note"):
        macros.load("nota")
