"""Pieces about files that are copied or moved: to a folder at once, or marked now and put there later."""

from __future__ import annotations

import re

from model.mini.free.bag import Bag
from model.mini.free.entities import Entities, without_application
from model.mini.free.wishes import CopyResult, Delete, PasteInto, Transfer, Wishes
from model.mini.free.words import words
from model.mini.phrase import Phrase
from model.mini.quotation import MARK
from model.mini.step import Point

_COPIES = (
    r"(?:(?:there should (?:also )?be|i(?:['’]d| would)? (?:want|need|like)) (?:a|another|one|a second|an extra) "
    r"copy of|copy|duplicate|(?:put|make|place|create|drop|store|save|keep|add|leave|get|have|need)(?: me)? (?:a|"
    r"another|one|"
    r"a second|an extra) copy of|"
    r"(?P<move>move|put|place|drop|relocate|transfer|shift))"
)
_INTO = r"(?: over)? (?:in|into|to|inside|inside of|over to|within)"
_TRANSFER = re.compile(
    rf"{_COPIES} (?:the )?(?:file |document )?(?P<name>{MARK})(?: to be)?{_INTO} (?:the )?(?:(?:folder|directory|"
    r"sub-?folder)(?: called| named)? )?"
    rf"(?P<folder>{MARK}|[\w.-]+(?: (?-i:[A-Z0-9])[\w.-]*)*?)(?P<kind> (?:folder|directory|sub-?folder))?"
    r"(?:,? (?:and |but )?(?:leave|keep)(?:ing)? the original(?: (?:file|one))?(?: (?:where it is|there|in place|"
    r"untouched))?)?",
    re.IGNORECASE,
)


def transfer(bag: Bag, entities: Entities) -> Wishes | None:
    piece = without_application(bag.piece, entities)
    piece = re.sub(
        rf"^(?:(?:make sure|see to it)(?: that)? )?a copy of (?:the )?(?:file )?({MARK}) (?:(?:should|must|has to|"
            r"ought to) )?(?:also )?"
        r"(?:goes|go|be(?: put| placed| made)?|is(?: put| placed)?|lands?|ends? up|gets)\b",
        r"copy \1", piece, flags=re.IGNORECASE,
    )  # fmt: skip
    found = _TRANSFER.fullmatch(piece)
    if not found or entities.kinds[found["name"]] != "path":
        return None
    folder = found["folder"]
    marked = re.fullmatch(MARK, folder) is not None
    if (
        found["move"]
        and not marked
        and not (found["kind"] or re.search(r"\b(?:folder|directory)\b", piece))
        and (found["move"].lower() in ("put", "place", "drop"))
    ):
        return None
    if folder.casefold() in ("trash", "bin", "trash can", "recycle bin", "rubbish", "rubbish bin", "wastebasket"):
        return (Delete((entities.value(found["name"]),)),) if found["move"] else None
    return (Transfer(entities.value(found["name"]), entities.meant(folder).rstrip("/"), bool(found["move"])),)


_ALSO_THERE = re.compile(
    rf"(?:(?:the |my )?(?:file |document )?(?P<a>{MARK}) (?:has to|should|must|needs to|is to|ought to) (?:also "
    rf")?(?:be|go|exist|lie)|"
    rf"(?:i(?:['’]d| would)? )?(?:want|need|like|have|keep)(?: to have)? (?:(?:the |my )?(?:file |document "
    rf")?(?P<b>{MARK})|it|that|this)"
    rf"(?: (?:to be|also))?){_INTO}(?: the| my)?(?: (?:folder|directory))? (?P<folder>{MARK}|"
    rf"[\w.-]+)(?: (?:folder|directory))?"
    r"(?: (?:as well|too|also))",
    re.IGNORECASE,
)
_GETS_A_COPY = re.compile(
    rf"(?:the )?(?:folder )?(?P<folder>[A-Z][\w.-]*)(?: folder)? (?:(?:should|must|has to) )?(?:also )?(?:has|"
    rf"have|gets?|holds?|"
    rf"contains?) (?:a|one) copy of (?:the )?(?:file )?(?P<a>{MARK})(?: (?:too|as well))?",
)


def also_there(bag: Bag, entities: Entities) -> Wishes | None:
    """As in: P should be in F as well."""
    plain = re.sub(r"^so (?:that )?", "", without_application(bag.piece, entities))
    if gets := _GETS_A_COPY.fullmatch(plain):
        return (Transfer(entities.value(gets["a"]), gets["folder"], move=False),)
    found = _ALSO_THERE.fullmatch(plain)
    if not found:
        return None
    mark, folder = found["a"] or found["b"], found["folder"]
    return (Transfer(entities.value(mark) if mark else "", entities.meant(folder).rstrip("/"), move=False),)


def copied(bag: Bag, entities: Entities) -> Wishes | None:
    """As in: copy the file P, to be pasted later; select P."""
    if (
        bag.holds(paths=1)
        and bag.has(words("copy select mark highlight click choose pick"))
        and bag.explained(
            words("copy select mark highlight click choose pick file icon clipboard item entry called name")
        )
    ):
        name = bag.paths[0]
        click = Point("click", Phrase(name, name))
        return (click, CopyResult()) if bag.has(words("copy")) else (click,)
    if dropped := _DROP_THERE.fullmatch(without_application(bag.piece, entities)):
        where = dropped["a"] or dropped["b"]
        return (Transfer("", entities.meant(where), move=False),)
    found = _PASTE_THERE.fullmatch(without_application(bag.piece, entities))
    if not found:
        return None
    folder = entities.meant(found["folder"])
    return (Point("double-click", Phrase(folder, folder)), PasteInto())


_DROP_THERE = re.compile(
    r"(?:and )?(?:put|drop|place|insert|save|store|leave|keep) (?:it|that|this|the copy|a copy|the file|the "
    r"duplicate)(?: of it)? "
    rf"(?:in|into|inside|to) (?:the )?(?:(?:folder|directory) (?:called |named )?(?P<a>{MARK}|[\w.-]+)|"
    rf"(?P<b>{MARK}|[\w.-]+) (?:folder|directory))",
    re.IGNORECASE,
)
_PASTE_THERE = re.compile(
    r"paste (?:it |that |the copy |the file )?(?:in|into|inside|to) (?:the )?(?:(?:folder|directory) (?:called |"
    r"named )?)?"
    rf"(?P<folder>{MARK}|(?!it\b|there\b)[\w.-]+)(?: (?:folder|directory))?",
    re.IGNORECASE,
)
