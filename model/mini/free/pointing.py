"""Pieces about things on the screen, put into the words of the exact grammar: passive, polite and other forms."""

from __future__ import annotations

import re

from model.mini.free.asking import QUESTIONS
from model.mini.free.clicking import CLICKS
from model.mini.free.switching import MENUS, STATES
from model.mini.free.watching import CHECKS
from model.mini.free.words import GLUE, LEMMAS, PARTICIPLES, imperative, mended

_PASSIVE = re.compile(
    r"(?P<what>.+?)\s+(?:should|must|shall|has to|have to|needs to|need to|is to|are to|ought to|will)(?: then| "
    r"also| now| from now on| in future| henceforth| please)? "
    r"(?:be|get)(?: then| now)? (?P<part>[\w-]+)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ASKED = re.compile(
    r"(?:can|could|would|will|may|might|should) (?P<what>(?!you\b|i\b|we\b).+?) (?:please )?(?:be|"
    r"get) (?P<part>\w+)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PERFECT = re.compile(r"(?P<what>.+?)\s+(?:has|have) been (?P<part>\w+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_WANTED = re.compile(
    r"(?:i(?: would|['’]d)? (?:like|want|need)(?: to (?:have|see|get))?|have|get|see(?: to it)? that|i need to have)\s+"
    r"(?P<what>.+?)\s+(?:to be )?(?P<part>\w+)(?P<rest>(?:\s.*)?)",
    re.IGNORECASE | re.DOTALL,
)
_NEEDS = re.compile(
    r"(?P<what>.+?) (?:needs?|wants?) (?:(?:a|one) (?P<noun>click|tap|press|tick)|(?P<part>\w+ing))(?: on it)?",
    re.IGNORECASE,
)
_GIVE = re.compile(
    r"give (?P<what>.+?) (?:a|one) (?P<noun>click|tap|press|push|tick|double[- ]click|right[- ]click)", re.IGNORECASE
)
_NO = re.compile(r"\b(?:not|never|no|n['’]t)\b", re.IGNORECASE)
_COMPILED = tuple(
    (re.compile(pattern, re.DOTALL if "[A-Z]" in pattern else re.IGNORECASE | re.DOTALL), build)
    for pattern, build in (*STATES, *MENUS, *CLICKS, *CHECKS, *QUESTIONS)
)


def reworded(piece: str) -> list[str]:
    """Ways to say the piece in exact words; the first that the grammar reads is meant."""
    found = _shaped(piece)
    plain = active(piece)
    if plain != piece:
        found += [*_shaped(plain), plain]
    return list(dict.fromkeys(found))


def _shaped(piece: str) -> list[str]:
    said: list[str] = []
    lowered = _lower_first(piece)
    for pattern, build in _COMPILED:
        match = pattern.fullmatch(piece if pattern.flags & re.IGNORECASE else lowered)
        if not match and not pattern.flags & re.IGNORECASE and piece.split(" ", maxsplit=1)[0].lower() not in LEMMAS:
            match = pattern.fullmatch(piece)
        if match:
            said.append(match.expand(build) if isinstance(build, str) else build(match))
    return said


def _lower_first(piece: str) -> str:
    """The piece with its first word in small letters where it is an ordinary one, so that capitals mean names."""
    first = piece.split(" ", maxsplit=1)[0].lower()
    return piece[:1].lower() + piece[1:] if mended(first) in LEMMAS or first in GLUE else piece


def active(piece: str) -> str:
    """The piece as an order: "Monthly should be selected" is "select Monthly", "clicking Save" is "click Save"."""
    for pattern in (_ASKED, _PASSIVE, _PERFECT, _WANTED):
        found = pattern.fullmatch(piece)
        if found and found["part"].lower() in PARTICIPLES and not _NO.search(found["what"]):
            return f"{LEMMAS[found['part'].lower()]} {found['what']}{found['rest']}"
    if found := _NEEDS.fullmatch(piece):
        verb = found["noun"] or LEMMAS.get((found["part"] or "").lower())
        return f"{verb} {found['what']}" if verb else piece
    if found := _GIVE.fullmatch(piece):
        return f"{found['noun']} {found['what']}"
    return imperative(re.sub(r"^(?:you|you(?:['’]ve| have))\s+", "", piece, flags=re.IGNORECASE))
