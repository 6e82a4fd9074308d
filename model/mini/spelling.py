"""What is typed, chosen or answered: a part of the task, what stands on the screen, or what follows from that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from model.mini.word_places import QUOTED
from model.pointer.colour_codes import code_of_name, code_of_swatch, form_of_codes
from model.pointer.counting import counted
from model.pointer.pointer import Pointed
from model.pointer.sums import solved

if TYPE_CHECKING:
    from model.parse.screen import Screen

_UPPER: Final = re.compile(r"\b(?:upper ?case|capital letters|capitals)\b", re.IGNORECASE)
_LOWER: Final = re.compile(r"\b(?:lower ?case|small letters)\b", re.IGNORECASE)


def spelt(task: str, screen: Screen, pointed: Pointed) -> str:
    """The text of a step; empty for steps without one."""
    if pointed.kind not in ("input", "select", "finished"):
        return ""
    typed = pointed.kind == "input"
    if typed and (code := _code(task, screen, pointed)):
        return code
    if pointed.read_from is None:
        return in_case(task, pointed.text)
    source = screen.elements[pointed.read_from]
    said = source.value or source.text or source.label
    if not typed:
        return said
    return solved(said) or counted(task, screen, pointed.read_from) or said


def _code(task: str, screen: Screen, pointed: Pointed) -> str | None:
    """A colour that is named or shown, as a field for colours takes it; None where there is no such field."""
    before = form_of_codes(task, screen.elements)
    if before is None:
        return None
    if pointed.read_from is None:
        code = code_of_name(pointed.text)
    elif screen.frame is not None:
        code = code_of_swatch(screen.frame, screen.elements[pointed.read_from].box)
    else:
        code = None
    return before + code if code else None


def in_case(task: str, text: str) -> str:
    """The text in capitals or small letters, where the task asks for one of them outside what it quotes."""
    around = QUOTED.sub(" ", task)
    if _UPPER.search(around):
        return text.upper()
    return text.lower() if _LOWER.search(around) else text
