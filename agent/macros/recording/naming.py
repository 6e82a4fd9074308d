"""What a proposed parameter is called: after its field, else after the dialog or the kind of text that it is."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Literal

from agent.macros.file.target import Target
from agent.terminal import is_terminal
from bridges.base import Observation

LONGEST, WORDS = 32, 3
"""Letters and words that a name keeps."""
LEAST = 2
EMPTY = frozenset({"a", "an", "the", "your", "enter", "type", "please", "here", "e", "g"})
FIELDS = frozenset({"field", "combobox"})
FILE = re.compile(r"(~?/)?[^\s/]+(/[^\s/]+)*\.[A-Za-z]\w{0,4}|~?/\S.*")
ADDRESS = re.compile(r"(https?|ftp|file)://\S+|www\.\S+|localhost(:\d+)?(/\S*)?", re.IGNORECASE)
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
DIALOG_WORDS = 4
UNNAMED = re.compile(r"\W*(untitled|unnamed|unbenannt|new document|sans nom|sin título)\b", re.IGNORECASE)
"""The title of a window with a document that nobody has named yet: it names no dialog."""
PLAIN: Literal["text"] = "text"


def name_of(
    text: str, target: Target | None, seen: Observation, taken: Container[str], *, otherwise: str = PLAIN
) -> tuple[str, str]:
    """A name that is not taken yet, and what the person calls the field, empty where nothing says it.

    ``target``: what was typed into or chosen from; else what was last clicked, where the keys went there.
    """
    field = _field(target)
    name = _as_name(field) or (otherwise if otherwise != PLAIN else _kind(text, seen))
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free, field if _as_name(field) else ""


def _field(target: Target | None) -> str:
    if target is None:
        return ""
    # What stands in a field or on a button is no name of a field, but a hint in an empty one may be.
    beside = target.anchor.words if target.anchor and target.role in FIELDS else ""
    own = target.words if target.role in FIELDS else ""
    named = target.identity.partition("/")[2] if target.role in FIELDS else ""
    return next((one for one in (target.label, named, beside, own) if _as_name(one)), "")


def _as_name(words: str) -> str:
    """“Customer name:” as customer_name; empty for what makes no name."""
    parts = [one for one in re.findall(r"[^\W_]+", words.casefold()) if one not in EMPTY][:WORDS]
    name = "_".join(parts)[:LONGEST].strip("_")
    return name if sum(sign.isalpha() for sign in name) >= LEAST else ""


def _kind(text: str, seen: Observation) -> str:
    """What kind of text it is, by its look and by the window that it goes to."""
    plain = text.strip()
    if ADDRESS.fullmatch(plain):
        return "address"
    if MAIL.fullmatch(plain):
        return "email"
    if FILE.fullmatch(plain):
        return "file"
    if (seen.application or seen.window) and is_terminal(seen):
        return "command"
    dialog = seen.window.strip()
    main = seen.application and seen.application.casefold() in dialog.casefold()
    short = len(dialog.split()) <= DIALOG_WORDS and not re.search(r"[-–—/.]", dialog)
    if dialog and short and not main and not UNNAMED.match(dialog):
        return (
            "file" if re.search(r"\b(save|open|export|import)\b", dialog, re.IGNORECASE) else _as_name(dialog) or PLAIN
        )
    return PLAIN
