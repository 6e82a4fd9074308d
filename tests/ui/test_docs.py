"""What the pages in docs/ tell people to type is understood, and the files that they show are right."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from agent.macros.file.document import checked, parsed
from agent.macros.file.linting import check_whole, lint
from agent.macros.file.store import Macros
from ui.cli import program

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "macros.md").read_text("utf-8")
COMMANDS = re.findall(r"^    (mimic .+)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("line", COMMANDS)
def test_each_command_is_one(line: str) -> None:
    _, *arguments = shlex.split(line, comments=True)
    command: click.Command = program
    with click.Context(program, info_name="mimic") as context:
        while isinstance(command, click.Group):
            name = arguments.pop(0)
            found = command.get_command(context, name)
            assert found is not None, name
            command = found
        command.make_context(command.name, arguments)


def test_each_command_about_macros_is_told_of() -> None:
    from ui.macro_commands import macro

    told = {line.split()[2] for line in COMMANDS if line.startswith("mimic macro ")}
    assert set(macro.commands) - told == {"list"}
    assert "mimic macro list" in PAGE


def test_the_file_that_is_shown_is_a_macro(tmp_path: Path) -> None:
    text = PAGE.split("```yaml\n")[1].split("```")[0]
    macros = Macros(tmp_path)
    macro = checked(parsed(text, "docs"), "docs")
    macros.save(macro)
    other = {"name": "other", "parameters": {"name": {}}, "steps": [{"do": "input", "text": "{name}"}]}
    macros.save(type(macro).model_validate(other))
    assert lint(macros, "letter") == []
    check_whole(macros, macro)
