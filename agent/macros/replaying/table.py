"""The table that rows come from: a CSV file as people have them, and written back as it was, with one column more."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bridges.errors import MacroUnusable

RESULT = "result"
"""The column that the outcome of each row is written into."""
SEPARATORS = (",", ";", "\t")
"""What may stand between fields; a spreadsheet takes what its country writes numbers without."""
MARK = "\ufeff"
REMEDY = "It has to be a CSV file in UTF-8 with names in its first line."


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows by the names of their columns, and how its file is written."""

    path: Path
    names: tuple[str, ...]
    """Of all columns, `result` too where there is one."""
    rows: tuple[dict[str, str], ...]
    separator: str = ","
    ending: str = "\n"
    marked: bool = False
    """Whether the file begins with a byte order mark."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises MacroUnusable, with the line of what is wrong."""
        tried = f"Reading {path}"
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise MacroUnusable(tried, "it is no text in UTF-8", REMEDY) from error
        except OSError as error:
            raise MacroUnusable(tried, (error.strerror or str(error)).lower(), REMEDY) from error
        head = text.removeprefix(MARK).partition("\n")[0]
        separator = max(SEPARATORS, key=head.count)
        reader = csv.reader(io.StringIO(text.removeprefix(MARK), newline=""), delimiter=separator, strict=True)
        try:
            lines = [(reader.line_num, line) for line in reader if line]
        except csv.Error as error:
            raise MacroUnusable(tried, f"line {reader.line_num}: {error}", REMEDY) from error
        names = tuple(name.strip() for name in lines[0][1]) if lines else ()
        _check_names(tried, names)
        for number, line in lines[1:]:
            if len(line) != len(names):
                raise MacroUnusable(
                    tried, f"line {number} has {len(line)} fields, and the first line {len(names)}",
                    "A field that holds the separator stands in quotes.",
                )  # fmt: skip
        if len(lines) < 2:
            raise MacroUnusable(tried, "there are no rows in it", REMEDY)
        rows = tuple(dict(zip(names, line, strict=True)) for _, line in lines[1:])
        return cls(path, names, rows, separator, "\r\n" if head.endswith("\r") else "\n", text.startswith(MARK))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of those that hold values."""
        return tuple(name for name in self.names if name != RESULT)

    def write(self, results: Sequence[str]) -> None:
        """The file again, with the outcome of each row; there in full or as it was."""
        names = self.names if RESULT in self.names else (*self.names, RESULT)
        part = self.path.with_name(self.path.name + ".part")
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(MARK if self.marked else "")
            writer = csv.DictWriter(file, names, delimiter=self.separator, lineterminator=self.ending)
            writer.writeheader()
            for row, result in zip(self.rows, results, strict=True):
                writer.writerow({**row, RESULT: result})
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path)


def _check_names(tried: str, names: Sequence[str]) -> None:
    if "" in names:
        raise MacroUnusable(tried, f"column {names.index('') + 1} has no name", REMEDY)
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise MacroUnusable(tried, f"two columns are called “{twice[0]}”", REMEDY)
