"""Pieces about command lines: running them, sorting a file into another one, showing what was written."""

from __future__ import annotations

import re
import shlex

from model.mini.free.applications import TERMINALS
from model.mini.free.bag import Bag
from model.mini.free.entities import COMMANDS, Entities, without_application
from model.mini.free.wishes import Run, ShowIt, Sort, Wishes
from model.mini.free.words import words

_RUN = words("run execute issue launch start command commands enter type prompt use shell line terminal")
_RUN_GLUE = words("hit return press follow another by key send submit its shell line write put")
_SORT = words("sort order alphabetically alphabetical line lines order content contents")
_SHOW = words("show print display output cat list see view")
_BARE_LINE = re.compile(
    rf"(?:run|execute|type|enter|issue|give)(?: in)?(?: the)?(?: command)?(?: line)?:? (?P<line>(?:{COMMANDS}) "
    r"(?:(?! and | then |, ).)+?)(?: and (?:press|hit) (?:enter|return))?",
    re.IGNORECASE,
)
_BARE_COMMAND = re.compile(r"(?:run|execute)(?: the command)? (?P<line>[a-z][\w -]*)", re.IGNORECASE)


def read(bag: Bag, entities: Entities) -> Wishes | None:
    return _sorted(bag) or _run(bag, entities)


def _sorted(bag: Bag) -> Wishes | None:
    paths = bag.paths
    shows = re.match(r"(?:show|print|display|output|cat|list)\b", bag.piece, re.IGNORECASE)
    if shows and bag.holds() and bag.explained(_SHOW, words("it that file result outcome sorted sort screen")):
        return (ShowIt(),)
    if "sort" in bag.words and bag.holds(paths=1) and bag.explained(_SORT, words("file list names")):
        return (Sort(paths[0]),)
    if "sort" not in bag.words or len(paths) not in (2, 3) or not bag.holds(paths=len(paths)):
        return None
    if not bag.explained(
        _SORT,
        _SHOW,
        words(
            "write save put outcome result output file store name them they place keep new command "
            "unix redirect redirection alphabetically alphabetic using"
        ),
    ):
        return None
    if len(paths) == 3 and (paths[2] != paths[1] or not bag.has(_SHOW)):
        return None
    sort = Run(f"sort {shlex.quote(paths[0])} > {shlex.quote(paths[1])}", ours=True)
    return (
        (sort, Run(f"cat {shlex.quote(paths[1])}", ours=True))
        if len(paths) == 3 or bag.has(words("show print display cat"))
        else (sort,)
    )


def _run(bag: Bag, entities: Entities) -> Wishes | None:
    lines = tuple(entities.value(mark) for mark in bag.marks if mark not in entities.said)
    at_prompt = any(TERMINALS.search(app) for app in bag.apps)
    if lines and len(lines) == len(bag.texts) + len(bag.paths) and bag.holds(len(bag.texts), len(bag.paths)):
        asked = bag.has(words("run execute issue command commands prompt")) or (at_prompt and bag.has(words("enter")))
        typed = at_prompt and bag.has(words("type enter")) and bag.has(words("hit return press"))
        asked = asked or (
            bag.has(words("display show print output see check look")) and bag.has(words("with using by use"))
        )
        if (asked or typed) and bag.explained(
            _RUN, _RUN_GLUE, words("display show print output see check look result two three file by via it")
        ):
            return tuple(Run(line) for line in lines)
    if (at_prompt or not bag.apps) and (found := _BARE_LINE.fullmatch(without_application(bag.piece, entities))):
        return (Run(entities.plain(found["line"]), ours=True),) if not lines else None
    if at_prompt and bag.holds() and (found := _BARE_COMMAND.fullmatch(without_application(bag.piece, entities))):
        return (Run(found["line"]),)
    if (
        bag.holds(paths=1)
        and bag.has(_SHOW)
        and bag.explained(_SHOW, words("with command by content contents file what's screen"))
    ):
        return (Run(f"cat {shlex.quote(bag.paths[0])}", ours=True),)
    return None
