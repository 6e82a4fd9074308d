"""How far a plan has come, and what the words yet to come may refer to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from model.mini import step as steps
from model.mini.free import wishes as w
from model.mini.lexicon import COMMANDS
from model.mini.phrase import Phrase
from model.mini.step import Step

ENTER = steps.PressKeys(("enter",))
SELECT_ALL = steps.PressKeys(("ctrl", "a"))
TO_END = steps.PressKeys(("ctrl", "end"))
RENAME = steps.PressKeys(("f2",))
DELETE = steps.PressKeys(("delete",))
NEW = steps.PressKeys(("ctrl", "n"))
COPY = steps.PressKeys(("ctrl", "c"))
CUT = steps.PressKeys(("ctrl", "x"))
PASTE = steps.PressKeys(("ctrl", "v"))
DO = {command.name: steps.Do(command) for command in COMMANDS}
SAVE = DO["save"]


class Unclear(Exception):
    """A piece that means nothing where it stands."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass
class Progress:
    """The steps so far, and what the words yet to come may refer to."""

    done: list[tuple[Step, str]] = field(default_factory=list)
    app: str = ""
    opened: set[str] = field(default_factory=set)
    pending: str = ""
    """The name of the document that is being made, until it holds something."""
    holds: bool = False
    """Whether the document that is being made holds something."""
    saved: bool = False
    text: str = ""
    lines: int = 0
    """How many texts the document was given."""
    file: str = ""
    """The file spoken of last."""
    from_file: bool = False
    folder_waits: bool = False
    sorts: str = ""
    """A file whose lines are to be sorted into another one, which is yet to come."""
    renames: str = ""
    """A file that is to get another name, which is yet to come."""
    by_menu: bool = False
    """Whether a menu was chosen that makes a folder and asks for its name."""
    ours: str = ""
    """The command line that was made last of what a person wants done."""
    ran: bool = False
    """Whether a command line was entered, its Enter with it."""
    said: str = ""

    def add(self, *found: Step) -> None:
        self.done.extend((step, self.said) for step in found)

    @property
    def last(self) -> Step | None:
        return self.done[-1][0] if self.done else None


def is_folder(state: Progress, rest: list[w.Wish]) -> bool:
    """Whether what is opened is a folder: a file was copied, and is pasted next."""
    before = [step for step, _ in state.done[-2:]]
    copied = len(before) == 2 and before[1] in (COPY, CUT, DO["copy"], DO["cut"]) and isinstance(before[0], steps.Point)
    pastes = rest[:1] and (rest[0] in (PASTE, DO["paste"]) or rest[0] == w.PasteInto())
    return bool(copied and pastes)


def use(state: Progress, wish: w.Use, rest: list[w.Wish]) -> None:
    app = wish.app
    if is_folder(state, rest):
        state.add(steps.Point("double-click", Phrase(app, app)))
        return
    if app.casefold() == state.app.casefold():
        return
    if state.holds or not state.pending:
        flush(state)
    state.holds, state.saved, state.from_file = False, False, False
    state.app = app
    if app.casefold() in state.opened:
        state.add(steps.SwitchTo(app))
        return
    state.opened.add(app.casefold())
    fresh = wish.start or any(isinstance(each, w.Write | w.Named | w.OpenDocument | w.NewDocument) for each in rest)
    state.add(steps.OpenApp(app) if fresh else steps.BeIn(app))


def flush(state: Progress) -> None:
    """Save what is being made, once it holds something."""
    if state.pending and state.holds:
        state.add(steps.SaveAs(state.pending))
        state.pending, state.saved = "", True
    elif state.pending:
        raise Unclear(state.said)


Rule: TypeAlias = Callable[[Progress, Any, list[w.Wish]], None]
"""Adds a wish's steps, knowing the wishes that follow."""
