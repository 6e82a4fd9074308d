"""Pieces that change the document that is open: adding, replacing, capitals, saving."""

from __future__ import annotations

import re

from model.mini.free.bag import Bag
from model.mini.free.vocabulary import END, HOLD, NOUNS, OPEN, SAVE, WRITE
from model.mini.free.wishes import Append, OpenDocument, Recase, Rewrite, Save, Wishes, Write
from model.mini.free.words import words
from model.mini.lexicon import COMMANDS
from model.mini.step import ClearField, Do

SELECT_ALL = next(Do(command) for command in COMMANDS if command.name == "select all")
APPEND = words("add append attach stick tack extend complete")
WHOLE = words("everything full all whole entire entirety complete completely contents content instead over only "
    "just nothing "
              "text rest existing old current previous there in present sole")  # fmt: skip
REPLACE = words("replace overwrite swap exchange substitute change erase delete remove clear rewrite wipe")
UPPER = words("big block uppercase upper capitals capital caps capitalise capitalize upper-case majuscules")
LOWER = words("lowercase lower small lower-case minuscules")
_RECASE = words(
    "turn convert change make switch set put transform case letters letter all whole entire everything menu menus "
    "thing submenu selection need want like have become Edit Format Text Tools Convert Selection type write that you "
    "editor's editor own function command option text result become capitalise capitalize appear select entry "
    "it"
)
_SAVING = words("end finally change changes same place work everything name file document note text result edit "
    "edits old again "
                "original existing overwrite in under update version progress all letter as usual")  # fmt: skip
_REPLACES_IT = re.compile(
    r"\b(?:replac|substitut|swap)\w* (?:(?:it|that|this)(?: all)? (?:with|by|for)\b|what(?:['’]s| is| stands)\b)",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\bin (?:all )?(?:(?P<upper>upper ?-?case|capitals?|block capitals|caps)|(?P<lower>lower ?-?case|small))(?: "
    r"letters?)?\b",
    re.IGNORECASE,
)


def read(bag: Bag) -> Wishes | None:
    """Changes in words of their own; `clear` and `save` come later, as their words are common."""
    return _recase(bag) or _in_case(bag) or _select_all(bag) or _append(bag) or _rewrite(bag)


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
        words(
            "namely give get receive very finish conclude letter left go line update edit need needs extend sign take"
        ),
    )
    if not bag.explained(*known):
        return None
    return _in_document(bag, Append(bag.texts[0]))


def _to_the_end(bag: Bag) -> Wishes | None:
    if bag.has(words("end bottom")) and bag.has(words("go jump move place set click")):
        return (Append(""),)
    return None


def _rewrite(bag: Bag) -> Wishes | None:
    """As in: replace everything in P by T; so that it only says T."""
    if not (bag.holds(texts=1) or bag.holds(texts=1, paths=1)):
        return None
    replaces = bag.has(REPLACE) and bag.has(WHOLE - {"in", "there"})
    replaces = replaces or _REPLACES_IT.search(bag.piece) is not None
    overwrites = bag.has(words("overwrite rewrite"))
    sole = re.search(r"\b(?:only|sole) (?:content|contents|text|thing|line|words?)\b", bag.piece)
    alone = sole or (bag.has(words("only just nothing sole")) and bag.has(HOLD - {"be", "with"} | words("left have")))
    become = re.search(r"\b(?:content|contents|text)\b.*\bbecomes?\b", bag.piece)
    over = become or (
        bag.has(WRITE)
        and re.search(r"\binstead\b|\bover (?:it|that|everything|the)\b|\bin (?:its|their) place\b", bag.piece)
    )
    if (
        bag.has(words("create make produce generate new"))
        and not (replaces or over or sole)
        and bag.paths
        and not bag.has(words("say read"))
    ):
        return None
    if sole and re.search(r"\b(?:a|another|one) (?:new |text |plain )*(?:file|document|note)\b", bag.piece):
        return None  # a new file is described
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
        words("become overwrite rewrite else but left nothing that's letter place make new what's"),
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
    if not (bag.holds() or bag.holds(texts=1)) or not bag.explained(UPPER, LOWER, _RECASE, NOUNS):
        return None
    if bag.has(UPPER) == bag.has(LOWER) or (bag.texts and bag.has(WRITE) and _CASE.search(bag.piece)):
        return None
    if not bag.has(_RECASE - {"all", "whole", "text", "case", "it"}) and not re.match(
        r"(?:upper|lower)case (?:it|the|all)", bag.piece
    ):
        return None
    return (Recase(bag.has(UPPER), bag.texts[0] if bag.texts else None),)


def _in_case(bag: Bag) -> Wishes | None:
    """As in: type T in capitals is typed so."""
    found = _CASE.search(bag.piece)
    if (
        not found
        or not bag.holds(texts=1)
        or not bag.has(WRITE)
        or not bag.explained(NOUNS, WRITE, UPPER, LOWER, words("case letter"))
    ):
        return None
    text = bag.texts[0]
    return (Write((text.upper() if found["upper"] else text.lower(),)),)


def save(bag: Bag) -> Wishes | None:
    plain = bag.holds() and bag.has(words("save store")) and bag.explained(_SAVING, words("save store keep"))
    return (Save(),) if plain and not bag.forms & {"called", "named"} else None


def clear(bag: Bag) -> Wishes | None:
    removes = bag.has(words("delete remove erase clear throw wipe empty discard"))
    removes = removes or bag.words >= {"get", "rid"}
    emptied = bag.paths and bag.has(words("empty clear wipe")) and not bag.has(words("away"))
    if (
        not (bag.holds() or bag.holds(paths=1))
        or not removes
        or not (emptied or bag.has(words("text content contents everything all it whatever what's")))
    ):
        return None
    if not bag.explained(
        NOUNS, WHOLE, words("whatever what's delete remove erase clear throw wipe empty discard out away get rid clean")
    ):
        return None
    return (*((OpenDocument(bag.paths[0]),) if bag.paths else ()), ClearField())
