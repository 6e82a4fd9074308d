"""Pieces about texts and the files that hold them: writing, naming, opening."""

from __future__ import annotations

import re

from model.mini.free import editing
from model.mini.free.bag import Bag
from model.mini.free.entities import Entities
from model.mini.free.vocabulary import HOLD, NOUNS, OPEN, SAVE, WRITE
from model.mini.free.wishes import More, Named, NewDocument, OpenDocument, Wishes, Write
from model.mini.free.words import words
from model.mini.quotation import MARK

LINES = words(
    "next after top middle bottom beneath three-line two-line four-line line lines first second third fourth fifth "
    "separate row rows another 1 2 3 4 5 each below own list item items"
)
ALONE = words("nothing but only just exactly solely else")
MAKE = words("make create produce generate prepare build need want start begin set compose draft write get have like")
_KEPT = words("end up belong go result outcome work namely colours names values entries per goes letter whole thing")
_NAMES = words("filename name under file document as called title path location folder directory")


def read(bag: Bag, _entities: Entities) -> Wishes | None:
    return (
        _several_files(bag)
        or editing.read(bag)
        or _write_and_save(bag)
        or _write(bag)
        or _texts_alone(bag)
        or _named(bag)
        or _open(bag)
        or editing.save(bag)
        or editing.clear(bag)
        or _announced(bag)
    )


_COLON = re.compile(rf"{MARK}(?: app)?\s*[:,–—]?\s*{MARK}(?:(?:,| /| and)+ {MARK})*")
"""An application and what is written in it, without a verb."""


def _write_and_save(bag: Bag) -> Wishes | None:
    """As in: a file called P with the text T."""
    many = len(bag.texts)
    if not many or not bag.holds(texts=many, paths=1) or (many > 1 and not bag.has(LINES)):
        return None
    if not bag.explained(NOUNS, LINES, WRITE, HOLD, SAVE, MAKE, ALONE, _NAMES, _KEPT, words("exist")) or not bag.has(
        WRITE | HOLD | SAVE | MAKE | words("go belong end into as")
    ):
        return None
    if re.search(
        r"\bat (?:the|its) (?:very )?(?:end|bottom) of\b|\bat its (?:very )?(?:end|bottom)\b", bag.piece, re.IGNORECASE
    ):
        return None
    if re.search(r"(?:^|\bto )(?:empty|clear|erase|wipe)\b", bag.piece, re.IGNORECASE):
        return None
    new = bag.has(words("new another second third make create produce generate exist fresh")) or bag.words >= {
        "same",
        "do",
    }
    return (*((NewDocument(),) if new else ()), Write(bag.texts), Named(bag.paths[0]))


def _several_files(bag: Bag) -> Wishes | None:
    """As in: P1 with T1 and P2 with T2, or the texts first."""
    many = len(bag.texts)
    if many < 2 or not bag.holds(texts=many, paths=many):
        return None
    if not bag.explained(
        NOUNS, LINES, WRITE, HOLD, SAVE, MAKE, _NAMES, words("another each own other separate respectively respective")
    ):
        return None
    pairs = tuple(zip(bag.texts, bag.paths, strict=True))
    wishes: Wishes = ()
    for number, (text, path) in enumerate(pairs):
        wishes += ((NewDocument(),) if number else ()) + (Write((text,)), Named(path))
    return wishes


def _write(bag: Bag) -> Wishes | None:
    if re.search(rf"{MARK}.*\b(?:into|in|inside|as|for|under)\s+(?:the )?{MARK}", bag.piece):
        return None  # into a field whose name is quoted
    many = len(bag.texts)
    if not many or not bag.holds(texts=many):
        return None
    lines = bag.has(LINES - {"first", "each", "own"}) or bag.forms & {"lines", "line"}
    if many > 1 and not (lines or bag.has(WRITE)):
        return None
    if not bag.explained(
        NOUNS, LINES, WRITE, HOLD, ALONE, words("make create start begin add add keep store go down per colours")
    ):
        return None
    if bag.has(words("add")) and not lines:
        return None
    if not (
        bag.has(WRITE - {"take", "fill"})
        or (bag.apps and bag.has(words("have get")))
        or bag.has(NOUNS - {"new", "items", "item"})
        or lines
        or _says(bag)
    ):
        return None
    new = (NewDocument(),) if bag.has(words("document file")) and bag.has(words("new another second third")) else ()
    return (*new, Write(bag.texts))


def _texts_alone(bag: Bag) -> Wishes | None:
    """As in: first T1, which goes on with what was said before; Kate: T."""
    if len(bag.apps) == 1 and bag.texts and bag.holds(texts=len(bag.texts)) and _COLON.fullmatch(bag.piece):
        return (Write(bag.texts),)
    pressed = bag.words >= {"press", "enter"} and bag.explained(words("press hit enter return key type"))
    if bag.texts and bag.holds(texts=1) and not bag.apps and pressed:
        return (More(bag.texts),)
    alone = bag.texts and bag.holds(texts=len(bag.texts)) and bag.explained(words("first second third last"))
    return (More(bag.texts),) if alone and not bag.apps else None


def _says(bag: Bag) -> bool:
    """As in: it should say T; with T in it; I'd like T written there."""
    return bag.has(words("say contain hold read with containing need like want another")) and not bag.has(
        words("name title message subject")
    )


def _named(bag: Bag) -> Wishes | None:
    """As in: the file has to be called P; store it under P; the other is P."""
    if bag.holds(paths=1) and bag.explained(
        NOUNS,
        SAVE,
        MAKE,
        _NAMES,
        words("result everything whole thing change changes letter outcome end up work go that"),
    ):
        if bag.has(SAVE) or bag.has(words("name path location filename end land belong go")):
            return (Named(bag.paths[0]),)
        if bag.has(MAKE | words("new")):
            return (Named(bag.paths[0]),)
    if bag.holds(texts=1) and bag.explained(NOUNS, SAVE, words("folder directory name give")):
        said = re.search(
            r"\b(?:call|name|title|label)(?:ed|d|led)? (?:it|that|the|this|by)\b|\b(?:called|named|titled|entitled)\b|"
            r"\bthe name\b|\bname (?:should|must|has|is|of)\b|\bits name\b",
            bag.piece,
            re.IGNORECASE,
        )
        return (Named(bag.texts[0]),) if said else None
    return None


def _open(bag: Bag) -> Wishes | None:
    """As in: open P; there's a file P; load the letter at P."""
    if not bag.holds(paths=1) or not bag.explained(
        NOUNS, OPEN, words("letter letter list at stored lies lie called name page home")
    ):
        return None
    return (OpenDocument(bag.paths[0]),) if bag.has(OPEN - {"there"}) else None


def _announced(bag: Bag) -> Wishes | None:
    """As in: I need two text files from KWrite: what follows says which."""
    if (
        not bag.holds()
        or not bag.has(words("file files document documents note text list letter memo"))
        or not bag.has(MAKE | words("another new keep"))
    ):
        return None
    if bag.has(words("open")) and not bag.has(words("new another")):
        return None
    if not bag.explained(
        NOUNS,
        MAKE,
        LINES,
        words("another three four open keep short little small quick brief simple single long fresh"),
    ):
        return None
    return (NewDocument(),)
