"""Tables as people and their spreadsheets write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.macros.replaying.table import Table
from bridges.errors import MacroUnusable


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "rows.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,age\nAda,3\nBob\n", "line 3 has 1 fields, and the first line 2"),
        ("name,age\n\nAda,3,4\n", "line 3 has 3 fields"),
        ("name\n", "no rows"),
        ("", "no rows"),
        ("name,name\nAda,3\n", "two columns are called “name”"),
        ("name,,age\nAda,,3\n", "column 2 has no name"),
        ('name\n"Ada\n', "line 2"),
        (b"name\n\xff\xfe\n", "no text in UTF-8"),
    ],
)
def test_what_is_no_table_is_named_with_its_line(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(MacroUnusable, match=told):
        Table.read(written(tmp_path, text))


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(MacroUnusable, match=r"nix.csv: no such file"):
        Table.read(tmp_path / "nix.csv")
    with pytest.raises(MacroUnusable, match="is a directory"):
        Table.read(tmp_path)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_is_written_back_as_it_was(tmp_path: Path, separator: str, ending: str, mark: str) -> None:
    quoted = f'"Zoë{separator} the 3rd"'
    lines = [separator.join(("name", "age")), separator.join((quoted, "3")), separator.join(("Bob", "4"))]
    path = written(tmp_path, mark + ending.join([*lines, ""]))
    table = Table.read(path)
    assert table.columns == ("name", "age")
    assert table.rows[0] == {"name": f"Zoë{separator} the 3rd", "age": "3"}
    table.write(["done", "open"])
    expected = [f"{line}{separator}{last}" for line, last in zip(lines, ("result", "done", "open"), strict=True)]
    assert path.read_bytes().decode() == mark + ending.join([*expected, ""])
    again = Table.read(path)
    assert again.columns == ("name", "age")
    again.write(["done", "done"])
    assert Table.read(path).rows[1]["result"] == "done"
