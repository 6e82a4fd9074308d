"""Clicking and its kin, checking and unchecking."""

from __future__ import annotations

import re

from model.mini.grammar.rules import COUNT, TIMES, Rules, Steps, number
from model.mini.phrase import Phrase, read_phrase
from model.mini.quotation import MARK, Quoted
from model.mini.step import Gesture, Point, SetState

rules = Rules()
_GESTURES: tuple[tuple[Gesture, str], ...] = (
    ("double-click", r"double[- ]?(?:click|tap)(?: on)?"),
    ("right-click", r"(?:right|secondary)[- ]?click(?: on)?|open the context menu (?:of|for|on)"),
    ("long-press", r"(?:long[- ]?(?:press|tap|click)|(?:press|tap|click) and hold|hold(?: down)?)(?: on)?"),
    (
        "hover",
        r"hover(?: over| on| above)?|(?:move|put) (?:the )?(?:mouse|pointer|cursor)(?: pointer)? (?:over|to|onto|on)",
    ),
    (
        "click",
        r"(?:left[- ])?click(?: on| at)?|tap(?: on)?|press(?: on)?|hit|push|choose|select|pick|activate|toggle|"
        r"focus(?: on)?|go to",
    ),
)
_SELECTS_TEXT = re.compile(r"select (?:the )?(?:text|words?|lines?|paragraphs?|sentences?)\b", re.IGNORECASE)

_ON_CONDITION = re.compile(r"\b(?:until|when|while|as long as|by (?:click|press|tapp)ing)\b", re.IGNORECASE)


@rules(
    r"(?:check|tick|enable|turn on|switch on|mark)(?: off)? (?P<on>.+)|",
    r"(?:uncheck|untick|disable|turn off|switch off|unmark|deselect) (?P<off>.+)|",
    r"turn (?P<turned>.+) (?P<way>on|off)",
)
def set_state(m: re.Match[str], quoted: Quoted) -> Steps | None:
    outline = m["on"] or m["off"] or m["turned"]
    on = bool(m["on"]) or (m["way"] or "").lower() == "on"
    if re.match(r"(?:that|whether|if|for|out|in)\b", outline, re.IGNORECASE):
        return None
    return tuple(SetState(phrase, on) for phrase in _targets(outline, quoted))


@rules(
    "(?:" + "|".join(f"(?P<g{index}>{words})" for index, (_, words) in enumerate(_GESTURES)) + ")",
    rf"(?: (?P<first>{COUNT} times|twice)(?: on)?)? (?P<what>.+?)",
    TIMES,
)
def point(m: re.Match[str], quoted: Quoted) -> Steps | None:
    holds_a_key = re.match(r"hold(?: down)? (?:shift|ctrl|control|alt|the \w+ key)\b", m.group(), re.IGNORECASE)
    if _SELECTS_TEXT.match(m.group()) or _ON_CONDITION.search(m["what"]) or holds_a_key:
        return None
    gesture = next(name for index, (name, _) in enumerate(_GESTURES) if m[f"g{index}"] is not None)
    return tuple(Point(gesture, phrase, number(m["times"] or m["first"])) for phrase in _targets(m["what"], quoted))


def _targets(outline: str, quoted: Quoted) -> list[Phrase]:
    """One target, or each of several quoted ones."""
    if re.fullmatch(rf"(?:the )?{MARK}(?:\s*,\s*{MARK})*\s*,?\s+and\s+{MARK}", outline):
        return [read_phrase(mark, quoted) for mark in re.findall(MARK, outline)]
    return [read_phrase(outline, quoted)]
