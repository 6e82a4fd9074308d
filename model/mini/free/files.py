"""Pieces about files and folders as a file manager handles them, and about command lines."""

from __future__ import annotations

import re

from model.mini.free import copying, prompt
from model.mini.free.bag import Bag
from model.mini.free.entities import Entities, without_application
from model.mini.free.wishes import Agree, Delete, Mention, NewFolder, Rename, Wishes
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
        copying.transfer(bag, entities)
        or copying.also_there(bag, entities)
        or prompt.read(bag, entities)
        or _new_folder(bag)
        or _rename(bag, entities)
        or _delete(bag)
        or _agree(bag)
        or copying.copied(bag, entities)
        or _mention(bag, entities)
        or _enter_folder(bag, entities)
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
    name = entities.meant(found["a"] or found["b"] or found["c"])
    return (Point("double-click", Phrase(f"{name} folder", name, role="folder")),)
