"""Scrolling and dragging."""

from __future__ import annotations

import re
from typing import cast

from bridges.action import Direction
from model.mini.grammar.rules import COUNT, SHOWN, TIMES, Rules, Steps, number
from model.mini.phrase import read_phrase
from model.mini.quotation import Quoted
from model.mini.step import DragTo, PressKeys, ScrollView

rules = Rules()
A_BIT = 200.0
"""Screen units that "a bit" is."""
_WHOLE_VIEW = re.compile(r"(?:the )?(?:page|window|document)", re.IGNORECASE)
_IN_VIEW = re.compile(rf" (?:{SHOWN}|comes into view|is in view|shows)$", re.IGNORECASE)
_WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


@rules(
    r"scroll(?P<end> all the way)?(?: the (?:page|list|view|window|document))?(?: (?P<direction>up|down|left|right))?",
    r"(?P<end2> all the way)?(?: to the (?P<edge>(?:very )?(?:top|bottom|end|beginning|start)))?",
    r"(?P<some> a (?:little )?bit| a little| slightly)?",
    r"(?: (?:by )?(?P<pixels>\d+) ?(?:px|pixels?))?",
    rf"(?: (?:by )?(?P<pages>{COUNT}) (?:pages?|screens?))?",
    TIMES,
    r"(?: (?:until|till|to find|to) (?:you (?:can )?(?:see|find|reach) |I (?:can )?see )?(?P<until>.+?))?",
    r"(?: (?:in|inside|within|on) ",
    r"(?P<within>(?:the )?(?:list|page|window|document|.+ (?:list|panel|area|view|menu|table|sidebar|pane))))?",
)
def scroll(m: re.Match[str], quoted: Quoted) -> Steps:
    edge = (m["edge"] or "").lower().removeprefix("very ")
    upwards = edge in ("top", "beginning", "start")
    until = _IN_VIEW.sub("", m["until"] or "")
    within = m["within"] if m["within"] and not _WHOLE_VIEW.fullmatch(m["within"]) else None
    return (
        ScrollView(
            cast("Direction", (m["direction"] or ("up" if upwards else "down")).lower()),
            times=number(m["times"] or m["pages"]),
            distance=float(m["pixels"]) if m["pixels"] else A_BIT if m["some"] else None,
            until=read_phrase(until, quoted) if until else None,
            to_end=bool(edge or m["end"] or m["end2"]),
            within=read_phrase(within, quoted) if within else None,
        ),
    )


@rules(r"page (?P<way>up|down)", TIMES)
def page(m: re.Match[str], _quoted: Quoted) -> Steps:
    return (PressKeys((f"page{m['way'].lower()}",), number(m["times"])),)


@rules(
    r"drag (?P<source>.+?) (?:(?P<way>left|right|up|down)(?:wards?)? by (?P<by>\d+)|",
    r"(?:by )?(?P<by2>\d+) ?(?:px|pixels)? (?:to the )?(?P<way2>left|right|up|down)(?:wards?)?)(?: ?(?:px|pixels?))?",
)
def drag_by(m: re.Match[str], quoted: Quoted) -> Steps:
    distance = float(m["by"] or m["by2"])
    dx, dy = _WAYS[(m["way"] or m["way2"]).lower()]
    return (DragTo(read_phrase(m["source"], quoted), dx=dx * distance, dy=dy * distance),)


@rules(
    r"drag (?:and drop )?(?P<source>.+?) (?:and drop (?:it )?)?(?:to|onto|into|over|on top of|on) (?P<onto>.+)",
)
def drag(m: re.Match[str], quoted: Quoted) -> Steps:
    return (DragTo(read_phrase(m["source"], quoted), onto=read_phrase(m["onto"], quoted)),)
