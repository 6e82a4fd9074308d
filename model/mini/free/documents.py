"""Pieces about texts and the files that hold them: writing, naming, opening, adding, replacing, saving."""

from __future__ import annotations

import re

from model.mini.free.bag import Bag
from model.mini.free.entities import Entities
from model.mini.free.wishes import (
    Append,
    More,
    Named,
    NewDocument,
    OpenDocument,
    Recase,
    Rewrite,
    Save,
    Wishes,
    Write,
)
from model.mini.free.words import words
from model.mini.lexicon import COMMANDS
from model.mini.quotation import MARK
from model.mini.step import ClearField, Do

NOUNS = words(
    "window existing poem story list recipe letter file files document documents note notes text texts word words "
    "phrase sentence content contents txt new blank fresh "
    "empty plain line lines memo reminder string sheet item items quote quotes exactly wording inscription"
)
LINES = words(
    "next after top middle bottom beneath three-line two-line four-line line lines first second third fourth fifth "
    "separate row rows another 1 2 3 4 5 each below own list item items"
)
WRITE = words(
    "write type enter note jot put insert key record draft compose pen scribble fill take down say read input"
)
ALONE = words("nothing but only just exactly solely else")
HOLD = words("contain hold say read have include consist contents content with be")
SAVE = words("save store keep call name title entitle label export saveas file")
MAKE = words("make create produce generate prepare build need want start begin set compose draft write get have like")
_KEPT = words("end up belong go result outcome work namely colours names values entries per goes letter whole thing")
OPEN = words("open load edit modify bring pull fetch change amend work view see look take up")
SELECT_ALL = next(Do(command) for command in COMMANDS if command.name == "select all")
APPEND = words("add append attach stick tack extend complete")
END = words("end bottom last final close closing ending everything already underneath after below under behind extra")
WHOLE = words("everything full all whole entire entirety complete completely contents content instead over only "
    "just nothing "
              "text rest existing old current previous there in present sole")  # fmt: skip
REPLACE = words("replace overwrite swap exchange substitute change erase delete remove clear rewrite wipe")
_UPPER = words("uppercase upper capitals capital caps capitalise capitalize upper-case majuscules")
_LOWER = words("lowercase lower small lower-case minuscules")
_RECASE = words(
    "turn convert change make switch set put transform case letters letter all whole entire everything menu menus "
    "submenu selection need want like have become Edit Format Text Tools Convert Selection type write that you "
    "editor's editor own function command option text result become capitalise capitalize appear select entry "
    "it"
)
_SAVING = words("end finally change changes same place work everything name file document note text result edit "
    "edits old again "
                "original existing overwrite in under update version progress all letter as usual")  # fmt: skip
_NAMES = words("filename name under file document as called title path location folder directory")


def read(bag: Bag, _entities: Entities) -> Wishes | None:
    return (
        _several_files(bag)
        or _recase(bag)
        or _in_case(bag)
        or _select_all(bag)
        or _append(bag)
        or _rewrite(bag)
        or _write_and_save(bag)
        or _write(bag)
        or _texts_alone(bag)
        or _named(bag)
        or _open(bag)
        or _save(bag)
        or _clear(bag)
        or _announced(bag)
    )


def _write_and_save(bag: Bag) -> Wishes | None:
    """ "a file called P with the text T" """
    many = len(bag.texts)
    if not many or not bag.holds(texts=many, paths=1) or (many > 1 and not bag.has(LINES)):
        return None
    if not bag.explained(NOUNS, LINES, WRITE, HOLD, SAVE, MAKE, ALONE, _NAMES, _KEPT) or not bag.has(
        WRITE | HOLD | SAVE | MAKE
    ):
        return None
    if re.search(r"(?:^|\bto )(?:empty|clear|erase|wipe)\b", bag.piece, re.IGNORECASE):
        return None
    new = bag.has(words("new another make create produce generate")) or bag.words >= {"same", "do"}
    return (*((NewDocument(),) if new else ()), Write(bag.texts), Named(bag.paths[0]))


def _several_files(bag: Bag) -> Wishes | None:
    """ "P1 with T1 and P2 with T2", or the texts first"""
    many = len(bag.texts)
    if many < 2 or not bag.holds(texts=many, paths=many):
        return None
    if not bag.explained(NOUNS, LINES, WRITE, HOLD, SAVE, MAKE, _NAMES, words("another each own other separate")):
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
    if not (bag.has(WRITE - {"take", "fill"}) or bag.has(NOUNS - {"new", "items", "item"}) or lines or _says(bag)):
        return None
    new = (NewDocument(),) if bag.has(words("document file")) and bag.has(words("new another")) else ()
    return (*new, Write(bag.texts))


def _texts_alone(bag: Bag) -> Wishes | None:
    """ "first T1", which goes on with what was said before"""
    alone = bag.texts and bag.holds(texts=len(bag.texts)) and bag.explained(words("first second third last"))
    return (More(bag.texts),) if alone and not bag.apps else None


def _says(bag: Bag) -> bool:
    """ "it should say T", "with T in it", "I'd like T written there" """
    return bag.has(words("say contain hold read with containing need like want another")) and not bag.has(
        words("name title message subject")
    )


def _named(bag: Bag) -> Wishes | None:
    """ "the file has to be called P", "store it under P", "the other is P" """
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
    """ "open P", "there's a file P", "load the letter at P" """
    if not bag.holds(paths=1) or not bag.explained(
        NOUNS, OPEN, words("letter letter list at stored lies lie called name page home")
    ):
        return None
    return (OpenDocument(bag.paths[0]),) if bag.has(OPEN - {"there"}) else None


def _append(bag: Bag) -> Wishes | None:
    if not (bag.holds(texts=1) or bag.holds(texts=1, paths=1)):
        if bag.holds() and bag.explained(NOUNS, END, words("go jump move place set cursor caret very click")):
            return _to_the_end(bag)
        return None
    at_end = bool(bag.forms & (END - {"under", "after", "below", "everything", "already"})) or (
        bag.has(words("after")) and bag.has(words("everything already"))
    )
    finishing = bag.has(words("finish conclude end close sign")) and bag.has(words("with"))
    if not (bag.has(APPEND) or at_end or finishing):
        return None
    known = (
        NOUNS,
        APPEND,
        END,
        WRITE,
        SAVE,
        OPEN,
        HOLD,
        words("very finish conclude letter left go line update edit need needs extend sign take"),
    )
    if not bag.explained(*known):
        return None
    return _in_document(bag, Append(bag.texts[0]))


def _to_the_end(bag: Bag) -> Wishes | None:
    if bag.has(words("end bottom")) and bag.has(words("go jump move place set click")):
        return (Append(""),)
    return None


_REPLACES_IT = re.compile(
    r"\b(?:replac|substitut|swap)\w* (?:(?:it|that|this)(?: all)? (?:with|by|for)\b|what(?:['’]s| is| stands)\b)",
    re.IGNORECASE,
)


def _rewrite(bag: Bag) -> Wishes | None:
    """ "replace everything in P by T", "so that it only says T" """
    if not (bag.holds(texts=1) or bag.holds(texts=1, paths=1)):
        return None
    replaces = bag.has(REPLACE) and bag.has(WHOLE - {"in", "there"})
    replaces = replaces or re.search(_REPLACES_IT, bag.piece)
    overwrites = bag.has(words("overwrite rewrite"))
    sole = re.search(r"\b(?:only|sole) (?:content|contents|text|thing|line|words?)\b", bag.piece)
    alone = sole or (bag.has(words("only just nothing sole")) and bag.has(HOLD - {"be", "with"} | words("left have")))
    over = bag.has(WRITE) and re.search(
        r"\binstead\b|\bover (?:it|that|everything|the)\b|\bin (?:its|their) place\b", bag.piece
    )
    if (
        bag.has(words("create make produce generate new"))
        and not (replaces or over or sole)
        and bag.paths
        and not bag.has(words("say read"))
    ):
        return None
    if not (replaces or overwrites or alone or over):
        return None
    known = (
        NOUNS,
        REPLACE,
        WHOLE,
        WRITE,
        SAVE,
        OPEN,
        HOLD,
        words("overwrite rewrite else but left nothing that's letter place make new what's"),
    )
    if not bag.explained(*known):
        return None
    return _in_document(bag, Rewrite(bag.texts[0]))


def _in_document(bag: Bag, change: Append | Rewrite) -> Wishes:
    """A change of the file that is named, which it then holds; or of the one that is open."""
    opened = (OpenDocument(bag.paths[0]),) if bag.paths else ()
    saved = (Save(),) if bag.paths or bag.has(words("save store")) else ()
    return (*opened, change, *saved)


def _select_all(bag: Bag) -> Wishes | None:
    meant = bag.has(words("all everything whole entire")) or re.fullmatch(
        r"\w+ (?:it|(?:the|this|that) text)", bag.piece
    )
    if not bag.holds() or not bag.has(words("select highlight mark")) or not meant:
        return None
    return (SELECT_ALL,) if bag.explained(NOUNS, words("select highlight mark all everything whole entire")) else None


def _recase(bag: Bag) -> Wishes | None:
    if not (bag.holds() or bag.holds(texts=1)) or not bag.explained(_UPPER, _LOWER, _RECASE, NOUNS):
        return None
    if bag.has(_UPPER) == bag.has(_LOWER) or (
        bag.texts and bag.has(WRITE) and not bag.has(words("turn convert change make switch"))
    ):
        return None
    if not bag.has(_RECASE - {"all", "whole", "text", "case", "it"}) and not re.match(
        r"(?:upper|lower)case (?:it|the|all)", bag.piece
    ):
        return None
    return (Recase(bag.has(_UPPER), bag.texts[0] if bag.texts else None),)


_CASE = re.compile(
    r"\bin (?:all )?(?:(?P<upper>upper ?-?case|capitals?|block capitals|caps)|(?P<lower>lower ?-?case|small))(?: "
    r"letters?)?\b",
    re.IGNORECASE,
)


def _in_case(bag: Bag) -> Wishes | None:
    """ "type T in capitals" is typed so."""
    found = _CASE.search(bag.piece)
    if (
        not found
        or not bag.holds(texts=1)
        or not bag.has(WRITE)
        or not bag.explained(NOUNS, WRITE, _UPPER, _LOWER, words("case letter"))
    ):
        return None
    text = bag.texts[0]
    return (Write((text.upper() if found["upper"] else text.lower(),)),)


def _save(bag: Bag) -> Wishes | None:
    plain = bag.holds() and bag.has(words("save store")) and bag.explained(_SAVING, words("save store keep"))
    return (Save(),) if plain and not bag.forms & {"called", "named"} else None


def _clear(bag: Bag) -> Wishes | None:
    removes = bag.has(words("delete remove erase clear throw wipe empty discard"))
    removes = removes or bag.words >= {"get", "rid"}
    emptied = bag.paths and bag.has(words("empty clear wipe")) and not bag.has(words("away"))
    if (
        not (bag.holds() or bag.holds(paths=1))
        or not removes
        or not (emptied or bag.has(words("text content contents everything all it")))
    ):
        return None
    if not bag.explained(NOUNS, WHOLE, words("delete remove erase clear throw wipe empty discard out away get rid")):
        return None
    return (*((OpenDocument(bag.paths[0]),) if bag.paths else ()), ClearField())


def _announced(bag: Bag) -> Wishes | None:
    """ "I need two text files from KWrite": what follows says which."""
    if (
        not bag.holds()
        or not bag.has(words("file files document documents note"))
        or not bag.has(MAKE | words("another new"))
    ):
        return None
    if bag.has(words("open")) and not bag.has(words("new another")):
        return None
    if not bag.explained(NOUNS, MAKE, words("another three four open")):
        return None
    return (NewDocument(),)
