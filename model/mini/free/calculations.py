"""Pieces about sums: working out, clicking keys, telling, copying and pasting the result."""

from __future__ import annotations

import re

from model.mini.free import sums
from model.mini.free.bag import Bag
from model.mini.free.entities import Entities
from model.mini.free.vocabulary import HOLD
from model.mini.free.wishes import ClickKeys, CopyResult, Named, PasteInto, Tell, TellIt, Use, Wishes, Work
from model.mini.free.words import words
from model.mini.quotation import MARK

COMPUTE = words(
    "calculate compute work figure evaluate do sum calculation find enter type multiply divide add subtract what "
    "what's "
    "much how many get answer result expression multiplication division addition subtraction determine solve math "
    "maths "
    "arithmetic problem value product quotient difference total equal come make left perform run key input number "
    "ask is "
    "establish amount exact curious wonder product please makes us back"
)
TELL = words(
    "reply respond tell report know read give say show answer what what's how return let find inform "
    "announce state learn pass"
)
RESULT = words(
    "result answer number display screen total sum product quotient difference come show say get read left value "
    "figure "
    "outcome calculation calculator amount remain remains equal reads back display's stand see appear it"
)
CLICKS = words("click press tap button buttons key keys mouse keypad on-screen onscreen pad hit push pointer")
_BY_HAND = words("only order one-by-one hand individually turn clicks sequence individual after digit digits single "
                 "keyboard instead rather not without pressing screen own nothing but")  # fmt: skip
MAKE = words("make create produce want need have get there be exist")
_COPY = words("copy clipboard")
_PASTE = words("paste")
_THING = words("result answer number it value outcome display output come figure total product")
_PLACE = words(
    "bring carry take get new document file note window editor blank empty fresh text clipboard over put transfer "
    "place move editor"
)

_INTO = re.compile(
    rf"\b(?:into|over to|(?:past\w+|put|bring|transfer)\b.* (?:in|to)) (?:(?:a|the|new|blank|fresh) )*{MARK}"
)


_PASTE_IT = re.compile(r"paste (?:it|that|this|the \w+)(?: (?:in|there|here|down))?", re.IGNORECASE)


def read(bag: Bag, _entities: Entities) -> Wishes | None:
    return _keys(bag) or _sum(bag) or _copy(bag) or _paste(bag) or _tell(bag)


def _keys(bag: Bag) -> Wishes | None:
    if bag.holds(keys=1) and bag.explained(COMPUTE, TELL, RESULT) and not bag.has(CLICKS | words("enter type key")):
        return (Work(sums.expression(bag.keys[0])), Tell())
    if not bag.holds(keys=1) or not bag.has(CLICKS | words("enter type key")):
        return None
    if not bag.explained(CLICKS, _BY_HAND, COMPUTE, TELL, RESULT):
        return None
    asked = (Tell(),) if _asks(bag) else ()
    return (ClickKeys(tuple(bag.keys[0].split(" "))), *asked)


def _sum(bag: Bag) -> Wishes | None:
    copies, pastes = bag.has(_COPY), bag.has(_PASTE) or bag.has(words("put transfer")) or bag.has(_COPY)
    clicks = bag.has(CLICKS - {"hit", "press"}) or (
        bag.has(words("press")) and bag.has(words("button buttons key keys"))
    )
    one = len(bag.sums) == 1 and not (bag.texts or bag.addresses or bag.keys)
    moved = copies or bag.has(_PASTE) or (len(bag.apps) == 2 and bag.has(words("transfer bring carry move put insert")))
    if (
        one
        and len(bag.paths) == 1
        and not moved
        and bag.has(RESULT)
        and bag.explained(COMPUTE, RESULT, _PLACE, HOLD, MAKE, words("file has in into want need to end"))
    ):
        return (Work(bag.sums[0]), Named(bag.paths[0]))
    if not one or len(bag.paths) > (1 if moved and len(bag.apps) == 2 else 0) or len(bag.apps) > (2 if moved else 1):
        return None
    if not bag.explained(COMPUTE, TELL, RESULT, CLICKS if clicks else frozenset(), _BY_HAND if clicks else frozenset(),
                         _COPY | _THING | _PLACE | _PASTE | words("name call save store") if moved else frozenset(),
                         words("according using help")):  # fmt: skip
        return None
    work = Work(bag.sums[0], by_clicks=clicks and "keyboard" not in bag.words)
    if moved and len(bag.apps) == 2:
        return (Use(bag.apps[0]), work, CopyResult(), PasteInto(bag.apps[1]), *(Named(path) for path in bag.paths))
    if moved:
        return (
            work,
            CopyResult(),
            *((PasteInto(bag.apps[0]),) if pastes and bag.apps and _INTO.search(bag.piece) else ()),
        )
    return (work, Tell()) if _asks(bag) else (work,)


def _asks(bag: Bag) -> bool:
    """Whether the result is to be told, besides being worked out."""
    asked = (
        bag.piece.rstrip().endswith("?")
        or {"get", "me"} <= bag.words
        or bag.has(
            words(
                "reply respond tell report know what what's curious give return inform announce state show learn pass"
            )
        )
    )
    return asked or {"find", "out"} <= bag.words or {"how", "much"} <= bag.words or bag.has(words("say read"))


def _copy(bag: Bag) -> Wishes | None:
    if "copy" in bag.forms and not re.match(r"(?:and )?cop|.*\b(?:to copy|paste|by copy)", bag.piece, re.IGNORECASE):
        return None
    if not bag.holds() or not bag.has(_COPY) or not bag.explained(_COPY, _THING, _PLACE, _PASTE):
        return None
    if not bag.has(_THING - {"it"}) and not bag.apps and not bag.has(_PASTE):
        return None
    into = (PasteInto(bag.apps[0] if bag.apps else ""),) if bag.apps or bag.has(_PASTE) else ()
    return (CopyResult(), *into)


def _paste(bag: Bag) -> Wishes | None:
    """As in: paste it in A; put the answer into a new A file P by copy and paste."""
    if not (bag.holds() or bag.holds(paths=1)) or not bag.explained(
        _COPY, _THING, _PLACE, _PASTE, words("save store called name")
    ):
        return None
    if not bag.has(_PASTE) and not (bag.has(words("put transfer place")) and bag.has(_THING - {"it"}) and bag.apps):
        return None
    if not (bag.apps or bag.paths or bag.has(_COPY) or bag.words & {"there"} or _PASTE_IT.fullmatch(bag.piece)):
        return None
    if bag.paths and not bag.has(words("save name call document file new note")):
        return None
    copied = (CopyResult(),) if bag.has(_COPY) or not bag.has(_PASTE) else ()
    named = (Named(bag.paths[0]),) if bag.paths else ()
    return (*copied, PasteInto(bag.apps[0] if bag.apps else ""), *named)


def _tell(bag: Bag) -> Wishes | None:
    if not bag.holds() or not bag.has(TELL) or not bag.explained(TELL, RESULT):
        return None
    if not bag.has(RESULT - {"it", "read", "say", "show"}) and not bag.has(words("what what's")):
        told = (bag.has(words("tell report know inform")) or bag.words >= {"read", "it"}) and not bag.words & {
            "how",
            "show",
        }
        return (TellIt(),) if told else None
    return (Tell(),) if bag.has(RESULT) else None
