"""One replay for each row of a table, with a journal that survives any crash: no row is lost, none is done twice.

The journal is a file of JSON lines beside the table, each written and synced before what it tells of goes on. A row
whose commit step had begun when the run broke off is unsure. The macro's `rows` says what proves that it was done; that
it was not is only believed where the window still looks as it did just before the commit, of which a picture is kept.
Where neither is so, the person is told, and the row is not repeated blindly.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from agent.base import Event, Failed, Finished, Started
from agent.difference import difference
from agent.macros.file.filling import filled_in, values_of
from agent.macros.file.schema import Macro
from agent.macros.file.store import picture, store_picture
from agent.macros.grounding.looks import part
from agent.macros.replaying.parts import State
from agent.macros.replaying.session import Account, Desk
from agent.macros.replaying.table import RESULT, Table
from agent.reading import same, shows, words_of
from bridges.base import Frame, Observation
from bridges.errors import MacroUnusable

LOOK = f"Look whether it is done, and write “done” or “open” into the column “{RESULT}” of that row."
SEEN_S = 6.0
"""How long a proof is waited for: an application that was slow when the run was killed may still be at it."""
STOOD_BEFORE = "its proof stood there before"
Standing: TypeAlias = Literal["open", "committing", "done", "failed"]


@dataclass(slots=True)
class Journal:
    """What is known of each row. Rows are told apart by their number and what stands in them."""

    path: Path
    standing: dict[str, Standing] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)

    @classmethod
    def opened(cls, path: Path) -> Journal:
        """The journal with all that was written in full; a torn last line is cut off."""
        journal = cls(path)
        if path.exists():
            data = path.read_bytes()
            whole = data[: data.rfind(b"\n") + 1]
            if whole != data:
                with path.open("r+b") as file:
                    file.truncate(len(whole))
            for line in whole.splitlines():
                entry = json.loads(line)
                journal.standing[entry["row"]] = entry["is"]
                journal.why[entry["row"]] = entry.get("why", "")
        return journal

    @property
    def picture(self) -> Path:
        """Where the look just before the last commit is kept."""
        return self.path.with_name(self.path.name + ".png")

    def note(self, row: str, standing: Standing, why: str = "") -> None:
        """On the disk before this returns."""
        line = json.dumps({"row": row, "is": standing, "why": why}, ensure_ascii=False).encode() + b"\n"
        file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, line)
            os.fsync(file)
        finally:
            os.close(file)
        self.standing[row], self.why[row] = standing, why


def name_of(number: int, row: Mapping[str, str]) -> str:
    """A row's name in the journal."""
    held = json.dumps({key: value for key, value in row.items() if key != RESULT}, sort_keys=True)
    return f"{number}-{hashlib.sha256(held.encode()).hexdigest()[:12]}"


def check_rows(macro: Macro, columns: Sequence[str], given: Mapping[str, str]) -> None:
    """Raise MacroUnusable before anything is done where a column is no parameter or a parameter has no value."""
    values_of(macro, {**given, **dict.fromkeys(columns, "")})


def replay_rows(
    desk: Desk, macro: Macro, path: Path, given: Mapping[str, str], account: Account
) -> Generator[Event, None, None]:
    """Replay the macro for each row that is not done yet.

    A row that fails ends the run, as the application may be in any state; rows that are left stay open.
    """
    table = Table.read(path)
    columns, rows = table.columns, table.rows
    check_rows(macro, columns, given)
    journal = Journal.opened(path.with_name(f"{path.name}.{macro.name}.journal"))
    before = [journal.standing.get(name_of(number, row)) == "done" for number, row in enumerate(rows, start=1)]
    last = ""
    for number, row in enumerate(rows, start=1):
        name, values = name_of(number, row), values_of(macro, {**given, **{key: row[key] for key in columns}})
        standing = journal.standing.get(name, "open")
        if standing == "committing" and (said := _said(row)):
            journal.note(name, said, "as you said")
            standing = said
        proof = Proof(desk, macro, values, journal.picture, f"row {number}")
        if standing == "committing" and proof.given(journal.why[name], last):
            journal.note(name, "done", "found done when gone on with")
        elif standing != "done" and not (yield from _one(desk, macro, values, account, journal, name, proof, last)):
            break
        last = proof.words
    table.write([outcome(journal, name_of(number, row)) for number, row in enumerate(rows, start=1)])
    done = [journal.standing.get(name_of(number, row)) == "done" for number, row in enumerate(rows, start=1)]
    if all(done):
        told = f"{len(rows)} rows are done"
        if all(before):
            told = f"all {len(rows)} rows were done before; to do them again, delete {journal.path}"
        yield Finished(step=account.steps, status="success", answer=told)


def outcome(journal: Journal, name: str) -> str:
    """What is written into the table about a row."""
    standing, why = journal.standing.get(name, "open"), journal.why.get(name, "")
    if standing == "committing":
        return "unsure: look whether it is done, and write “done” or “open” here"
    return f"{standing}: {why}" if why else standing


def _said(row: Mapping[str, str]) -> Literal["open", "done"] | None:
    """What the person wrote into the table about a row of which nothing else can tell whether it is done."""
    match row.get(RESULT, "").strip().lower():
        case "open":
            return "open"
        case "done":
            return "done"
    return None


def _one(
    desk: Desk,
    macro: Macro,
    values: Mapping[str, str],
    account: Account,
    journal: Journal,
    name: str,
    proof: Proof,
    last: str,
) -> Generator[Event, None, bool]:
    """One row; whether it is done. ``last``: the words that proved the row before it."""

    def noted(step: str, state: State) -> None:
        # From the beginning of the commit on the row may be done, whatever happens to this process.
        commits = macro.rows is None or step == macro.rows.commits
        if commits and state == "begun" and journal.standing[name] == "open":
            journal.note(name, "committing", proof.before(last))
        elif commits and state == "done" and macro.rows is not None:
            journal.note(name, "done")

    journal.note(name, "open")
    why, events = "", desk.replayed(macro, values, account, noted)
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            finished = bool(end.value)
            break
        why = event.why if isinstance(event, Failed) else why
        # All rows together are one run, with one beginning and one end.
        if not isinstance(event, Finished) and not (isinstance(event, Started) and account.steps):
            yield event
    if journal.standing[name] == "done":
        return finished
    if finished:
        journal.note(name, "done")
    else:
        # After its commit had begun it stays unsure, and is looked for when it is gone on with.
        unsure = journal.standing[name] == "committing"
        journal.note(name, "committing" if unsure else "failed", journal.why[name] if unsure else why)
    return finished


class Proof:
    """What tells whether a row was done whose commit had begun."""

    def __init__(
        self, desk: Desk, macro: Macro, values: Mapping[str, str], picture: Path, row: str = "the rows"
    ) -> None:
        self._desk, self._macro, self._picture, self._row = desk, macro, picture, row
        self._rows = filled_in(macro.rows, values) if macro.rows else None

    @property
    def words(self) -> str:
        """What is shown when the row is done; empty where a file tells."""
        return self._rows.done.words if self._rows and self._rows.done else ""

    def before(self, last: str) -> str:
        """What is known just before the commit, for the journal."""
        if self._rows and self._rows.file:
            return f"{self._lines()} lines before"
        if self.words:
            store_picture(self._picture, _window(self._desk.bridge.observe()))
        return STOOD_BEFORE if self.words and self.words == last else ""

    def given(self, before: str, last: str) -> bool:
        """Whether the row was done after all. ``last``: the words that proved the row before it.

        Raises MacroUnusable where nothing can tell.
        """
        tried = f"Going on with {self._row} of “{self._macro.name}”"
        if self._rows is None:
            raise MacroUnusable(
                tried, "it was broken off, and the macro cannot tell if it is done",
                f"{LOOK} Next time the macro tells by itself if it says so under `rows:`.",
            )  # fmt: skip
        if before == STOOD_BEFORE:
            raise MacroUnusable(
                tried, f"it was broken off, and “{self.words}” was shown already by the row before it", LOOK
            )  # fmt: skip
        if self._rows.done is not None:
            return self._shown(last, tried)
        until, counted = time.monotonic() + SEEN_S, int(before.partition(" ")[0])
        while self._lines() <= counted:
            if time.monotonic() > until:
                return False
            self._desk.bridge.stop.sleep(0.1)
        return True

    def _shown(self, last: str, tried: str) -> bool:
        """Whether the very words can be read: those of row 1 stand within those of row 12."""
        bridge, until = self._desk.bridge, time.monotonic() + SEEN_S
        while True:
            bridge.stop.check()
            pieces = [words_of(one) for one in self._desk.reader.texts(bridge.observe())]
            if any(same(piece, self.words) for piece in pieces):
                return True
            if time.monotonic() > until:
                break
            bridge.stop.sleep(0.1)
        if self._as_before(bridge.observe()):
            return False
        nearly = next((one for one in pieces if shows(self.words, [one]) and not (last and same(one, last))), "")
        found = (
            f"“{nearly}” is shown, which may be a misread “{self.words}”" if nearly else f"“{self.words}” is not shown"
        )
        raise MacroUnusable(
            tried, f"{found}, and the window looks otherwise than just before",
            LOOK,
        )  # fmt: skip

    def _as_before(self, seen: Observation) -> bool:
        """Whether the window looks as it did just before the commit: what would have been done was not."""
        then, now = picture(self._picture.parent, self._picture.name), _window(seen)
        return then is not None and then.shape == now.shape and not difference(then, now).regions

    def _lines(self) -> int:
        """Lines of the file that are those of this row."""
        assert self._rows is not None
        try:
            text = Path(self._rows.file).expanduser().read_text("utf-8")
        except FileNotFoundError:
            return 0
        except (OSError, UnicodeDecodeError) as error:
            raise MacroUnusable(f"Reading {self._rows.file}, which proves a row", str(error)) from error
        return sum(line == self._rows.line for line in text.splitlines())


def _window(seen: Observation) -> Frame:
    return part(seen.frame, seen.window_box) if seen.window_box else seen.frame
