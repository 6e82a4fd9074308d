"""Waiting a time, or for something."""

from __future__ import annotations

import re

from bridges.action import MAX_WAIT_S
from model.mini.grammar.rules import COUNT, NOT_SHOWN, SHOWN, Rules, Steps, number
from model.mini.lexicon import NUMBERS
from model.mini.phrase import read_phrase
from model.mini.quotation import Quoted
from model.mini.step import Pause, WaitFor

rules = Rules()
_UNIT = r"seconds?|secs?|s|minutes?|min|ms|milliseconds?|moment|bit|while"
_TIME = re.compile(r"(?:\S+ )?(?:seconds?|minutes?|hours?|days?)", re.IGNORECASE)
_SCREEN = re.compile(r"(?:the |it)?(?:page|screen|window|app|application)?", re.IGNORECASE)
_GONE = rf"disappears?|vanish(?:es)?|goes away|go away|closes?|{NOT_SHOWN}"
_THERE = re.compile(
    r" (?:to )?(?:appears?|show(?:s up|s| up)?|loads?|opens?|be (?:shown|visible|loaded)|be there|comes? up|"
    rf"has (?:loaded|opened|appeared)|{SHOWN})$",
    re.IGNORECASE,
)


@rules(
    rf"wait(?: for)?(?: about| around)? (?P<number>\d+(?:\.\d+)?|{COUNT}|half a)(?: more)? (?P<unit>{_UNIT})",
)
def pause(m: re.Match[str], _quoted: Quoted) -> Steps | None:
    said, unit = m["number"].lower(), m["unit"].lower()
    amount = 0.5 if said == "half a" else float(NUMBERS.get(said, 0) or said)
    factor = 60.0 if unit.startswith("min") else 0.001 if unit in ("ms", "millisecond", "milliseconds") else 1.0
    return (Pause(amount * factor),) if amount * factor <= MAX_WAIT_S else None


@rules(
    rf"wait (?:for|until|till)(?: that)? (?P<what>.+?)(?: (?:to )?(?P<gone>{_GONE}))?",
    rf"(?:,? (?:for )?(?:up to|at most|no longer than) (?P<bound>{COUNT}) (?P<unit>seconds?|minutes?))?",
)
def wait_for(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if _TIME.fullmatch(m["what"]):
        return None
    name = _THERE.sub("", m["what"])
    if _SCREEN.fullmatch(name) and name != m["what"]:
        return (Pause(1.0),)  # every look waits until the screen is still
    what = read_phrase(name, quoted)
    if not m["bound"]:
        return (WaitFor(what, gone=m["gone"] is not None),)
    seconds = number(m["bound"]) * (60.0 if m["unit"].lower().startswith("min") else 1.0)
    return (WaitFor(what, gone=m["gone"] is not None, within_s=seconds),)


@rules(
    r"(?:when|once|as soon as|after) (?P<what>.+?) ",
    r"(?:appears?|shows(?: up)?|opens?|loads|has (?:opened|loaded|appeared)|",
    r"(?:is|are) (?:open|visible|shown|there|loaded|displayed))",
)
def when(m: re.Match[str], quoted: Quoted) -> Steps:
    return (WaitFor(read_phrase(m["what"], quoted)),)
