"""The macros that there are, read with their faults, what is left to confirm, and when each is replayed by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from agent.macros.file.document import parsed
from agent.macros.file.faults import place
from agent.macros.file.linting import UNCONFIRMED, faults, lint
from agent.macros.file.schema import Macro
from agent.macros.file.store import Macros
from agent.macros.scheduling.scheduled import Scheduled
from agent.macros.scheduling.timetable import due
from bridges.errors import MacroUnusable
from ui.macro_confirm import Inferred, inferred
from ui.macro_schedule import scheduled


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing that is wrong in a macro's file."""

    line: int
    """From 1; 0 where it is not about one line."""
    column: int
    words: str
    source: str = ""
    """The line as it stands in the file."""
    stops: bool = True
    """Whether the macro cannot be replayed like that."""


@dataclass(frozen=True, slots=True)
class Found:
    """One macro, or what is known of it where it cannot be read, or has gone and is still scheduled."""

    name: str
    file: Path | None
    text: str = ""
    macro: Macro | None = None
    faults: tuple[FileFault, ...] = ()
    inferred: tuple[Inferred, ...] = ()
    jobs: tuple[Scheduled, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether it cannot be replayed as it is."""
        return self.macro is None or bool(self.inferred) or any(one.stops for one in self.faults)

    @property
    def due(self) -> datetime | None:
        """When it is replayed next by itself."""
        now = datetime.now().astimezone()
        return min((found for one in self.jobs if (found := due(one.times, now))), default=None)


def found_macros() -> list[Found]:
    """All macros, those with faults too; at the end those that have gone and are still scheduled."""
    macros, jobs = Macros(), scheduled()
    names = macros.names()
    gone = sorted({one.macro for one in jobs} - set(names))
    return [
        *(_found(macros, name, jobs) for name in names),
        *(Found(name, None, jobs=_of(jobs, name)) for name in gone),
    ]


def _of(jobs: Sequence[Scheduled], name: str) -> tuple[Scheduled, ...]:
    return tuple(one for one in jobs if one.macro == name)


def _found(macros: Macros, name: str, jobs: Sequence[Scheduled]) -> Found:
    file, mine, text = macros.file(name), _of(jobs, name), ""
    try:
        # Reading may lift an older file, so the text comes after it.
        macro = macros.load(name)
        text = macros.text(name)
        wrong = tuple(_of_macro(macros, macro, text))
        return Found(name, file, text, macro, wrong, inferred(macros, name, said), mine)
    except MacroUnusable as error:
        text = file.read_text("utf-8", "replace") if file.is_file() else ""
        return Found(name, file, text, None, tuple(_of_file(macros, name, text, error)), (), mine)


def _of_macro(macros: Macros, macro: Macro, text: str) -> Iterator[FileFault]:
    """What is wrong with a macro that can be read, but for steps to confirm: these are asked about."""
    document = parsed(text, macro.name)
    for one in faults(macros, macro):
        if not one.words.startswith(UNCONFIRMED):
            line, column = place(document, list(one.where))
            yield FileFault(line, column, one.words, _line(text, line), one.stops)


def _of_file(macros: Macros, name: str, text: str, error: MacroUnusable) -> Iterator[FileFault]:
    """What keeps a file from being read as a macro."""
    try:
        told = lint(macros, name)
    except MacroUnusable as worse:
        yield _placed(worse.found, text, path=False)
        return
    for one in told or [error.found]:
        yield _placed(one, text, path=bool(told))


def _placed(told: str, text: str, *, path: bool) -> FileFault:
    """A fault of which the words begin with its place; with ``path``, with the names that lead to it besides."""
    at = re.match(r"line (\d+), column (\d+): ", told)
    if at is None:
        return FileFault(0, 0, told)
    words = told[at.end() :]
    return FileFault(int(at[1]), int(at[2]), words.partition(": ")[2] if path else words, _line(text, int(at[1])))


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1].rstrip() if 0 < number <= len(lines) else ""


def said(word: str) -> str:
    """One of the words that are the same in every macro, in the person's language."""
    return QCoreApplication.translate("macro", word)
