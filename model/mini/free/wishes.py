"""What a piece of a task wishes for, before it is known in which order and in which application it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from model.mini.step import Step


@dataclass(frozen=True, slots=True)
class Use:
    """Be in this application; `start` where its start was asked for in so many words."""

    app: str
    start: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """These texts, each on a line of its own."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class More:
    """More of what was just written or run; commands in a terminal."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What is being made has this name; a document is saved under it, as soon as it holds something."""

    name: str


@dataclass(frozen=True, slots=True)
class NewDocument:
    """Another document begins."""


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """Open the file in the application that is in use."""

    path: str


@dataclass(frozen=True, slots=True)
class Again:
    """Do what is described before or after."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A file that later words mean by "it"."""

    path: str


@dataclass(frozen=True, slots=True)
class Append:
    """Add the text at the end of the document."""

    text: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Let the document hold this text and nothing else."""

    text: str


@dataclass(frozen=True, slots=True)
class SelectAll:
    """Select the whole text."""


@dataclass(frozen=True, slots=True)
class Recase:
    """Turn the whole text into capitals or small letters; `text` where the piece says what it now is."""

    upper: bool
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Save:
    """Save what is open."""


@dataclass(frozen=True, slots=True)
class Work:
    """Let the calculator work out a sum, by its on-screen keys where that was asked for."""

    expression: str
    by_clicks: bool = False


@dataclass(frozen=True, slots=True)
class ClickKeys:
    """Click these keys of the calculator."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tell:
    """Report the result."""


@dataclass(frozen=True, slots=True)
class TellIt:
    """Report what was just looked for; the result where nothing was."""


@dataclass(frozen=True, slots=True)
class CopyResult:
    """Copy the calculator's result."""


@dataclass(frozen=True, slots=True)
class PasteInto:
    """Paste, in this application where one is named."""

    app: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Enter a command line; `ours` where the person gave no line but said what it is to do."""

    line: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Sort:
    """Sort the lines of a file on the command line; where to follows."""

    source: str


@dataclass(frozen=True, slots=True)
class ShowIt:
    """Show the file that a command line has just written."""


@dataclass(frozen=True, slots=True)
class NewFolder:
    """Make a folder; its name may follow."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a file another name."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """Copy or move a file into a folder."""

    name: str
    folder: str
    move: bool


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete files; without names the one that was spoken of."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agree:
    """Say yes to the question that comes."""


Wish: TypeAlias = (
    Use
    | Write
    | More
    | Named
    | NewDocument
    | OpenDocument
    | Again
    | Mention
    | Append
    | Rewrite
    | SelectAll
    | Recase
    | Save
    | Work
    | ClickKeys
    | Tell
    | TellIt
    | CopyResult
    | PasteInto
    | Run
    | Sort
    | ShowIt
    | NewFolder
    | Rename
    | Transfer
    | Delete
    | Agree
    | Step
)
Wishes: TypeAlias = tuple[Wish, ...]
