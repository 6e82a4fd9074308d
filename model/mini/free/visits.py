"""Pieces about applications and pages to be in, which say nothing else."""

from __future__ import annotations

import re

from model.mini.free.bag import Bag
from model.mini.free.entities import Entities
from model.mini.free.wishes import Use, Wishes
from model.mini.free.words import words
from model.mini.quotation import MARK
from model.mini.step import GoTo, SwitchTo

_START = words("open start launch fire boot run load bring pull up")
_WORK = words("use with using do edit work app application program window that via through everything task thing "
              "find out know check see will fine good ok suitable best right installed there job use used used "
                  "create make write produce whole be is to "
              "look page site work going running started ask start open launch fire boot load bring pull run "
              "help of call named called")  # fmt: skip
_BACK = words("back return switch front foreground bring focus top take window raise")
_VISIT = words("open visit go navigate browse load bring pull look head page site website web address url form fill "
               "complete sign up browser point surf see at on enter register call type bar key hit return location "
                   "called pay a visit to get "
                   "these following values data details entries information follows below "
               "message question enquiry inquiry note send write people contact them they surf us through "
                   "start load point look")  # fmt: skip
_STARTS = re.compile(
    r"\b(?:open|start|launch|fire|boot|run|load|bring|pull)(?:ing)?(?: up)? (?:(?:the|a|my) )?(?:app(?:lication)? "
    rf"|program )?{MARK}",
    re.IGNORECASE,
)


def read(bag: Bag, _entities: Entities) -> Wishes | None:
    typed = bag.has(words("type key")) and "bar" not in bag.words
    if bag.holds(addresses=1) and bag.explained(_VISIT) and not typed:
        return (GoTo(bag.addresses[0]),)
    if not bag.holds() or not bag.apps:
        return None
    if bag.explained(_BACK, words("app application program go get put move raise to like")) and (
        {"go", "back"} <= bag.words
        or bag.has(words("return switch front foreground focus"))
        or bag.words >= {"take", "window"}
        or bag.words >= {"take", "to"}
    ):
        return (SwitchTo(bag.apps[0]),)
    if bag.explained(_WORK):
        return (Use(bag.apps[0], start=_STARTS.search(bag.piece) is not None),)
    return None
