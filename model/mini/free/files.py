"""Pieces about files and folders as a file manager handles them, and about command lines."""

from __future__ import annotations

import re

from model.mini.free import prompt
from model.mini.free.bag import Bag
from model.mini.free.entities import Entities, without_application
from model.mini.free.wishes import (
    Agree,
    CopyResult,
    Delete,
    Mention,
    NewFolder,
    PasteInto,
    Rename,
    Transfer,
    Wishes,
)
from model.mini.free.words import words
from model.mini.phrase import Phrase
from model.mini.quotation import MARK
from model.mini.step import Point

FOLDER = words("folder directory")
_MAKE = words("let make create add set need want new produce open have like build establish start put")
_NAME = words("name call title entitle label bear carry")
_RENAME = words("filename rename call name title retitle")
_DELETE = words("delete remove trash erase discard wipe bin rid throw away dispose dump scrap")
_ABOUT = words("good name call file files item document picture photo image any more longer anymore away")
_AGREE = words("confirm answer accept agree yes acknowledge approve ok")
_ASKED = words("question prompt dialog dialogue deletion request asked confirmation ask comes up if it appears "
    "appear pop choose click select press by it "
               "confirm answer yes with delete")  # fmt: skip
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
_ENTER_FOLDER = re.compile(
    r"(?:go|change|move|get|step|navigate|head|enter|open)(?: into| inside| to)? (?:the )?(?:(?:folder|directory) "
    rf"(?P<a>{MARK}|\S+)|"
    rf"(?P<b>{MARK}|\S+(?: \S+)?) (?:folder|directory))|(?:go|change|step|get|move) into (?:the )?(?P<c>{MARK}|"
    r"[A-Z]\S*)",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"(?:(?:there(?:['’]s| is) )?(?:a |the |my |this )?(?:whole |entire |full )?(?:(?:content|contents|text) of "
    r")?(?:file |letter |document |note |list |picture |photo |image )?"
    rf"(?:called |named |at |in )?(?P<c>{MARK})(?: (?:is|are) (?:no longer (?:needed|wanted|required)|outdated|"
    r"obsolete|old|wrong|not needed(?: any ?more)?|useless|"
    r"superfluous|there|stored there)| (?:lacks|misses|has no|is missing) (?:a|an|the|its) \w+| (?:lies|exists|is "
    rf"stored)(?: there)?)?|i (?:do not|don['’]t|no longer) need (?:the )?(?:file )?(?P<a>{MARK})(?: any ?more|"
    r" any longer)?|"
    rf"(?:the )?(?:file )?(?P<b>{MARK}) (?:can|may|must|has to|should) go(?: away)?)",
    re.IGNORECASE,
)


def read(bag: Bag, entities: Entities) -> Wishes | None:
    return (
        _transfer(bag, entities)
        or _also_there(bag, entities)
        or prompt.read(bag, entities)
        or _new_folder(bag)
        or _rename(bag, entities)
        or _delete(bag)
        or _agree(bag)
        or _copied(bag, entities)
        or _mention(bag, entities)
        or _enter_folder(bag, entities)
    )


def _transfer(bag: Bag, entities: Entities) -> Wishes | None:
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
    name, place = entities.value(found["name"]), entities.value(folder) if marked else folder
    return (Transfer(name, place.rstrip("/"), bool(found["move"])),)


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


def _also_there(bag: Bag, entities: Entities) -> Wishes | None:
    """As in: P should be in F as well."""
    plain = re.sub(r"^so (?:that )?", "", without_application(bag.piece, entities))
    if gets := _GETS_A_COPY.fullmatch(plain):
        return (Transfer(entities.value(gets["a"]), gets["folder"], move=False),)
    found = _ALSO_THERE.fullmatch(plain)
    if not found:
        return None
    mark, folder = found["a"] or found["b"], found["folder"]
    place = entities.value(folder) if re.fullmatch(MARK, folder) else folder
    return (Transfer(entities.value(mark) if mark else "", place.rstrip("/"), move=False),)


def _copied(bag: Bag, entities: Entities) -> Wishes | None:
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
        return (Transfer("", entities.value(where) if re.fullmatch(MARK, where) else where, move=False),)
    found = _PASTE_THERE.fullmatch(without_application(bag.piece, entities))
    if not found:
        return None
    folder = entities.value(found["folder"]) if re.fullmatch(MARK, found["folder"]) else found["folder"]
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


def _new_folder(bag: Bag) -> Wishes | None:
    if (
        re.match(r"there (?:is|['’]s) no\b|there isn['’]t\b", bag.piece, re.IGNORECASE)
        and bag.has(FOLDER)
        and bag.texts
    ):
        known = bag.holds(texts=1) and bag.explained(FOLDER, _NAME, words("no yet isn't there's"))
        return (NewFolder(bag.texts[0]),) if known else None
    if (
        not bag.has(FOLDER)
        or not bag.has(_MAKE | words("new"))
        or not bag.explained(FOLDER, _MAKE, _NAME, words("empty sub-folder home current my inside file name it name"))
    ):
        return None
    if bag.has(words("open")) and not bag.has(_MAKE - {"open", "have", "need", "want", "let", "like"} | words("new")):
        return None  # it is there
    if bag.holds():
        return (NewFolder(),)
    if not (bag.holds(texts=1) or bag.holds(paths=1)):
        return None
    return (NewFolder((bag.texts or bag.paths)[0]),)


_IT_SHOULD_BE = re.compile(
    rf"(?:it|that|this|(?:its|the|the right|the new|the correct) name) (?:should|must|has to|needs to|ought "
    rf"to) (?:really |rather |"
    rf"actually |instead )?be (?:called |named )?{MARK}(?: instead)?",
    re.IGNORECASE,
)
_AS_NEW_NAME = re.compile(
    rf"(?:enter|type|write|give|use|put)(?: in)? {MARK} (?:as|for) (?:the|its|a) (?:new )?(?:file ?)?name",
    re.IGNORECASE,
)
_TO = re.compile(rf"[:\s]*{MARK} to {MARK}")


def _rename(bag: Bag, entities: Entities) -> Wishes | None:
    names = [entities.value(mark) for mark in bag.marks if entities.kinds[mark] in ("text", "path")]
    again = (
        bag.has(words("rename"))
        or bag.words >= {"change", "name"}
        or bag.words >= {"change", "filename"}
        or bag.words >= {"give", "new", "name"}
    )
    if (
        len(names) == 1
        and again
        and bag.words & {"it", "that", "this", "its"}
        and bag.explained(_RENAME, words("file new change give its"))
    ):
        return (Rename("", names[0].rsplit("/", 1)[-1]),)
    if len(bag.paths) == 1 and (_IT_SHOULD_BE.fullmatch(bag.piece) or _AS_NEW_NAME.fullmatch(bag.piece)):
        return (Rename("", bag.paths[0].rsplit("/", 1)[-1]),)
    plain = without_application(bag.piece, entities)
    if (
        len(names) == 1
        and bag.paths
        and re.match(r"rename\b|give\b.* (?:new|another|different|better) name$", plain, re.IGNORECASE)
    ):
        return (
            (Rename(names[0], ""),)
            if bag.explained(_RENAME, words("file picture document give another different"))
            else None
        )
    if len(bag.paths) == 2 and not bag.texts and _TO.fullmatch(without_application(bag.piece, entities)):
        return (Rename(bag.paths[0], bag.paths[1].rsplit("/", 1)[-1]),)
    if len(names) != 2 or not bag.paths or not bag.holds(len(bag.texts), len(bag.paths)):
        return None
    renames = bag.has(words("rename retitle")) or (
        bag.has(words("name call filename")) and not bag.has(words("write say contain type"))
    )
    if not renames or not bag.explained(
        _RENAME,
        words(
            "change give new name file picture photo image document instead have now become turn need old title "
            "from name different bear receive"
        ),
    ):
        return None
    if re.search(r"\b(?:save|with)\b", plain, re.IGNORECASE) and not bag.has(words("rename")):
        return None
    return (Rename(names[0], names[1].rsplit("/", 1)[-1]),)


_OFF = re.compile(
    rf"(?:get|take) (?:the |my )?(?:file )?{MARK} (?:off|out of|away from) (?:my|the|this) (?:hard )?(?:disk|"
    rf"drive|computer|machine|"
    rf"home|folder|pc|laptop|directory)(?: (?:in|using|with) {MARK})?",
    re.IGNORECASE,
)


def _delete(bag: Bag) -> Wishes | None:
    gone = bag.forms & {"gone", "disappear", "vanish"} and bag.has(words("want make have get need like let"))
    if _OFF.fullmatch(bag.piece) and bag.holds(paths=1):
        return (Delete(bag.paths),)
    if not bag.has(_DELETE) and not bag.words >= {"clear", "away"} and not gone:
        return None
    if not bag.explained(_DELETE, _ABOUT, _AGREE, _ASKED, words("clear go disappear vanish")):
        return None
    count = len(bag.paths)
    if not count or not bag.holds(paths=count):
        meant = bag.holds() and bag.words & {"it", "that", "this"} and not bag.words & {"files", "all", "everything"}
        return (Delete(),) if meant else None
    return (Delete(bag.paths),)


def _agree(bag: Bag) -> Wishes | None:
    if (
        not bag.holds()
        or not bag.has(_AGREE)
        or bag.has(words("what what's tell is"))
        or not bag.explained(_AGREE, _ASKED)
    ):
        return None
    return (Agree(),)


def _mention(bag: Bag, entities: Entities) -> Wishes | None:
    found = _NOT_NEEDED.fullmatch(without_application(bag.piece, entities))
    if found and found["b"] and entities.kinds[found["b"]] == "path":
        return (Delete((entities.value(found["b"]),)),)
    mark = found and (found["a"] or found["c"])
    return (Mention(entities.value(mark)),) if mark and entities.kinds[mark] == "path" else None


_BY_CLICKING = re.compile(
    r",? (?:by|with) (?:a )?double[- ]click(?:ing)?(?: (?:on )?(?:it|the folder))?$", re.IGNORECASE
)


def _enter_folder(bag: Bag, entities: Entities) -> Wishes | None:
    found = _ENTER_FOLDER.fullmatch(_BY_CLICKING.sub("", without_application(bag.piece, entities)))
    if not found:
        return None
    said = found["a"] or found["b"] or found["c"]
    name = entities.value(said) if re.fullmatch(MARK, said) else said
    return (Point("double-click", Phrase(f"{name} folder", name, role="folder")),)
