"""A task read as one: what its texts, names and sums can only mean together, in whatever sentences they stand.

It is asked where the pieces were not understood. Every word has still to be known or harmless, every name in quotes is
used, and nothing is ever deleted on such a reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from model.mini.free import sums
from model.mini.free import wishes as w
from model.mini.free.applications import TERMINALS
from model.mini.free.bag import Bag, bag_of
from model.mini.free.calculations import CLICKS, COMPUTE, RESULT, TELL
from model.mini.free.documents import ALONE, LINES, MAKE
from model.mini.free.editing import APPEND, LOWER, REPLACE, UPPER, WHOLE
from model.mini.free.entities import Entities
from model.mini.free.vocabulary import END, HOLD, NOUNS, OPEN, SAVE, WRITE
from model.mini.free.words import words
from model.mini.phrase import Phrase
from model.mini.quotation import MARK
from model.mini.step import MenuPath

SLACK = 4
"""Words of the whole task that may be unknown, where they can only be names or ornaments."""
_NAME = r"[A-Z][\w-]*(?: (?:(?:to|as|of|the) )?[A-Z][\w-]*)*"
_MENU = re.compile(rf"(?:the )?(?:menu )?(?P<path>{_NAME}(?: > {_NAME})+)")
_MENU_FROM = re.compile(
    rf"(?P<last>{_NAME}) (?:from|in|under|of) (?:the )?(?P<mid>{_NAME})(?: sub-?menu)? (?:in|under|of|from) (?:the )?"
    rf"(?P<top>{_NAME})(?: menu)?"
)
_FOLDER = re.compile(
    r"\b(?:folder|directory) (?:called |named )?(?P<a>[A-Z][\w.-]*)|\b(?P<b>[A-Z][\w.-]*) (?:folder|directory)\b|"
    r"\b(?:in|into|inside|to|within) (?P<c>[A-Z][\w.-]*)\b"
)
ASIDES = re.compile(
    r"\bwithout (?:changing|touching|altering) (?:its|the|anything)(?: \w+)?|\bnothing (?:else|more)\b|"
    r"\b(?:does not|doesn['’]t|did not) exist(?: yet)?\b|\b(?:please|kindly)\b|\bnothing but\b|"
    r"\b(?:ctrl|control) ?\+ ?(?:[acvxsn]|end|home)\b|\bf2\b",
    re.IGNORECASE,
)
_PROGRAMS = words(
    "open start launch fire boot bring load run use program editor tool application app name work do carry will fine "
    "enter press hit return key keys then click select highlight mark whole menu dialog save-as as yes wish goal"
)
_AFTERWARDS = words("wait until till see show appear shown visible check sure there ensure display come")
_RENAMES = words("rename name call title retitle filename change give new old file pick choose select instead become")
_COPIES = words("copy duplicate paste place put both double-click double place enter go select choose pick file")
_FOLDERS = words("folder directory make create add new set name call title choose pick select entry item file manager")
_SELECTS = words("select highlight mark")


def read_whole(sentences: Iterable[str], entities: Entities) -> list[tuple[w.Wish, str]] | None:
    """What the task wishes for, or None where its parts can mean more than one thing."""
    told = [ASIDES.sub(" ", sentence) for sentence in sentences]
    outline = ". ".join(told)
    menu, told = _menu(told)
    if not any(sentence.strip(" ,") for sentence in told):
        return None
    bag = _merged(told, entities)
    if len(bag.apps) not in (1, 2) or bag.addresses or any(map(TERMINALS.search, bag.apps)):
        return None
    read = _document(bag, menu, outline, entities) or (_sum(bag) if menu is None else None)
    read = read or _files(bag, menu, outline)
    return [(wish, entities.quoted.show(entities.plain(outline))) for wish in read] if read else None


def _menu(told: list[str]) -> tuple[MenuPath | None, list[str]]:
    """The one way through a menu that is named, and the sentences without it."""
    joined = "\n".join(told)
    found = list(_MENU.finditer(joined)) or list(_MENU_FROM.finditer(joined))
    if len(found) != 1:
        return None, told
    match = found[0]
    path = match["path"].split(" > ") if "path" in match.groupdict() else [match["top"], match["mid"], match["last"]]
    rest = joined[: match.start()] + "it" + joined[match.end() :]
    return MenuPath(tuple(Phrase(name, name) for name in path)), rest.split("\n")


def _merged(told: list[str], entities: Entities) -> Bag:
    """All sentences as one bag; each name counts once."""
    bags = [bag_of(sentence.strip(), entities, slack=SLACK) for sentence in told if sentence.strip(" ,")]

    def once(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for bag in bags for value in getattr(bag, kind)))

    return replace(
        bags[0],
        piece=" ".join(told),
        words=frozenset().union(*(bag.words for bag in bags)),
        forms=frozenset().union(*(bag.forms for bag in bags)),
        told=frozenset().union(*(bag.told for bag in bags)),
        marks=tuple(mark for bag in bags for mark in bag.marks),
        texts=once("texts"),
        paths=once("paths"),
        addresses=once("addresses"),
        sums=once("sums"),
        keys=once("keys"),
        apps=once("apps"),
    )


def _document(bag: Bag, menu: MenuPath | None, outline: str, entities: Entities) -> w.Wishes | None:
    if len(bag.apps) != 1 or not bag.texts or not bag.paths or bag.sums or bag.keys:
        return None
    use = w.Use(bag.apps[0], start=True)
    known = (
        NOUNS,
        LINES,
        WRITE,
        HOLD,
        SAVE,
        MAKE,
        ALONE,
        _PROGRAMS,
        words("path location folder end exist yet be come go belong follow result outcome begin stand namely"),
    )
    if len(bag.paths) > 1:
        pairs = _pairs(bag, entities)
        return (use, *pairs) if pairs and not menu and bag.explained(*known, words("other both each")) else None
    text, path = bag.texts[0], bag.paths[0]
    saved_as = re.search(rf"\b(?:save|store|keep|file)\w*\b[^.;]*\b(?:as|under|to|in|at|name|named|"
        rf"called)\s(?:\w+ ){{0,3}}"
                         rf"{_mark_of(path, entities)}", outline, re.IGNORECASE)  # fmt: skip
    if len(bag.texts) == 1 and not menu and not saved_as:
        if _appends(bag, outline) and bag.explained(*known, APPEND, END, OPEN, words("cursor caret place sign left")):
            return (use, w.OpenDocument(path), w.Append(text), w.Save())
        if _replaces(bag) and bag.explained(*known, REPLACE, WHOLE, OPEN, words("become overwrite rewrite throw out")):
            return (use, w.OpenDocument(path), w.Rewrite(text), w.Save())
    if bag.has(APPEND - {"complete"}) or bag.has(REPLACE - {"change"}):
        return None
    cases = bag.has(UPPER) != bag.has(LOWER)
    if (cases or menu) and len(bag.texts) == 1:
        by_menu = (*((w.SelectAll(),) if bag.has(_SELECTS) else ()), menu) if menu else (w.Recase(bag.has(UPPER)),)
        recasing = WHOLE | words(
            "choose pick apply convert turn change make transform letter letters case all "
            "text menu apply have go through via"
        )
        return (
            (use, w.Write((text,)), *by_menu, w.Named(path)) if bag.explained(*known, UPPER, LOWER, recasing) else None
        )
    if menu or bag.has(_SELECTS) or (len(bag.texts) > 1 and not bag.has(LINES | words("line list"))):
        return None
    return (use, w.Write(bag.texts), w.Named(path)) if bag.explained(*known, words("letter whose sole")) else None


def _mark_of(value: str, entities: Entities) -> str:
    marks = [mark for mark in entities.kinds if entities.value(mark) == value]
    return f"[{''.join(marks)}]"


def _appends(bag: Bag, outline: str) -> bool:
    placed = re.search(
        r"\bat (?:the|its) (?:very )?(?:end|bottom|foot)\b|\b(?:end|bottom|foot) of\b|\blast (?:line|words?)\b|"
        r"\bfinal (?:line|words?)\b|\b(?:closing|ending|signature)\b", outline, re.IGNORECASE,
    )  # fmt: skip
    return placed is not None or bag.has(words("append attach"))


def _replaces(bag: Bag) -> bool:
    whole = bag.has(WHOLE - {"in", "there", "only", "just"})
    over = bag.has(words("overwrite rewrite")) or (bag.has(_SELECTS) and "over" in bag.forms)
    return over or (bag.has(REPLACE | words("become")) and whole)


def _pairs(bag: Bag, entities: Entities) -> w.Wishes | None:
    """Texts and the files they go into, where they stand in turn."""
    kinds = [
        (entities.kinds[mark], entities.value(mark)) for mark in bag.marks if entities.kinds[mark] in ("text", "path")
    ]
    if len(kinds) != 2 * len(bag.paths) or len(bag.texts) != len(bag.paths):
        return None
    wishes: w.Wishes = ()
    for (kind, value), (other, beside) in zip(kinds[::2], kinds[1::2], strict=True):
        if kind == other or kind != kinds[0][0]:
            return None
        text, path = (value, beside) if kind == "text" else (beside, value)
        wishes += (*((w.NewDocument(),) if wishes else ()), w.Write((text,)), w.Named(path))
    return wishes


def _sum(bag: Bag) -> w.Wishes | None:
    if len(bag.sums) + len(bag.keys) != 1 or bag.texts:
        return None
    known = (COMPUTE, TELL, RESULT, _PROGRAMS, words("pass multiplication digits signs digit sign on-screen outcome"))
    expression = bag.sums[0] if bag.sums else sums.expression(bag.keys[0])
    if len(bag.apps) == 1 and not bag.paths:
        clicks = bag.has(CLICKS - {"hit", "press", "key", "keys", "push"}) or (
            bag.keys and bag.has(words("press push key keys"))
        )
        by_hand = (CLICKS, words("mouse only nothing but using order one another after individual turn"))
        if not bag.explained(*known, *(by_hand if clicks else ())):
            return None
        return (w.Use(bag.apps[0]), w.Work(expression, by_clicks=bool(clicks)), w.Tell())
    if len(bag.apps) != 2 or len(bag.paths) != 1 or not bag.has(words("copy paste transfer clipboard bring put into")):
        return None
    calculators = [app for app in bag.apps if re.search(r"calc|crunch", app, re.IGNORECASE)]
    first = calculators[0] if len(calculators) == 1 else bag.apps[0]
    second = next(app for app in bag.apps if app != first)
    moves = words("copy paste transfer clipboard bring carry move put over insert")
    if not bag.explained(*known, NOUNS, SAVE, MAKE, HOLD, moves):
        return None
    return (w.Use(first), w.Work(expression), w.CopyResult(), w.PasteInto(second), w.Named(bag.paths[0]))


def _files(bag: Bag, menu: MenuPath | None, outline: str) -> w.Wishes | None:
    if len(bag.apps) != 1 or bag.sums or bag.keys:
        return None
    use = w.Use(bag.apps[0])
    if len(bag.paths) == 2 and not bag.texts and not menu:
        renames = bag.has(words("rename name call title filename")) and not bag.has(words("copy move write say"))
        old, new = bag.paths
        if re.search(rf"\bnew name (?:of|for) (?:the )?(?:file )?{MARK}", outline):
            old, new = new, old
        known = bag.explained(_RENAMES, _AFTERWARDS, _PROGRAMS, words("document picture photo"))
        return (use, w.Rename(old, new.rsplit("/", 1)[-1])) if renames and known else None
    if len(bag.texts) == 1 and not bag.paths and bag.has(words("folder directory")):
        ends_so = menu is None or menu.path[-1].words.casefold() in ("folder", "new folder", "create folder")
        if not ends_so or not bag.explained(_FOLDERS, _AFTERWARDS, _PROGRAMS, MAKE, words("title sub-folder empty")):
            return None
        return (use, menu, w.Named(bag.texts[0])) if menu else (use, w.NewFolder(bag.texts[0]))
    return None if bag.texts or menu or len(bag.paths) != 1 else _copied(bag, use, outline)


def _copied(bag: Bag, use: w.Use, outline: str) -> w.Wishes | None:
    names = {found["a"] or found["b"] or found["c"] for found in _FOLDER.finditer(outline)}
    if len(names) != 1 or not bag.has(words("copy duplicate")) or bag.has(words("move rename delete remove")):
        return None
    folder = names.pop()
    rest = replace(bag, told=frozenset(each for each in bag.told if each[0] != folder))
    if not rest.explained(_COPIES, _AFTERWARDS, _PROGRAMS, words("folder directory original inside leave keep stay")):
        return None
    return (use, w.Transfer(bag.paths[0], folder, move=False))
