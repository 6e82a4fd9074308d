"""Checking what is there, and reporting what is written."""

from __future__ import annotations

import re

from model.mini.grammar.arithmetic import expression
from model.mini.grammar.rules import NOT_SHOWN, SHOWN, Rules, Steps
from model.mini.phrase import Phrase, read_phrase
from model.mini.quotation import MARK, Quoted
from model.mini.step import Assert, Compute, Read, SetState

rules = Rules()
_THAT = r"(?:check|verify|confirm|make sure|ensure|assert|see|test|expect)(?: to it)?(?: that)?"
_STATES = {
    "checked": ("checked", True), "ticked": ("checked", True), "unchecked": ("checked", False),
    "not checked": ("checked", False), "unticked": ("checked", False), "selected": ("selected", True),
    "not selected": ("selected", False), "on": ("checked", True), "off": ("checked", False),
    "disabled": ("disabled", True), "greyed out": ("disabled", True), "enabled": ("disabled", False),
    "focused": ("focused", True),
}  # fmt: skip
_STATE_WORDS = "|".join(sorted(_STATES, key=len, reverse=True))
_SAYS = r"(?:is|are|shows?|says?|reads?|contains?|displays?|equals?|has)"
_RESULT = re.compile(
    r"(?:(?:what )?(?:the |its |that )?(?:final |computed )?(?:result|answer|display|total on the display)"
    r"(?: is| of (?:it|that|the (?:calculation|computation)))?"
    r"|what (?:it|the (?:display|calculator|screen)) (?:shows|says|reads|displays)|it)"
    r"(?: (?:in|on|of|from) (?:the )?(?:calculator|display))?",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:what )?(?:the )?(?:title of the )?window(?:'s)?(?: title| is called)?(?: is)?|(?:the )?title of the window",
    re.IGNORECASE,
)
_BESIDE = "next to|beside|below|under|above"
_NAMED = re.compile(
    r"(?:what )?(?:is )?(?:written |shown )?(?:in |on |at )?"
    r"(?:(?:the )?(?:value|text|contents?|number|amount|status|entry)s? (?:shown |written |displayed |that is )?"
    rf"(?P<how>{_BESIDE}|of|in|for|on|from) (?P<of>.+?)|(?P<plain>.+?))(?: {_SAYS}| holds)?",
    re.IGNORECASE,
)


@rules(rf"{_THAT} (?P<what>.+?) (?:(?P<gone>{NOT_SHOWN})|(?P<shown>{SHOWN}))")
def check_shown(m: re.Match[str], quoted: Quoted) -> Steps:
    return (Assert(read_phrase(m["what"], quoted), shown=m["shown"] is not None),)


@rules(rf"(?P<verb>{_THAT}) (?P<what>.+?) (?:is|are) (?:now )?(?P<state>{_STATE_WORDS})")
def check_state(m: re.Match[str], quoted: Quoted) -> Steps:
    state, present = _STATES[m["state"].lower()]
    what = read_phrase(m["what"], quoted)
    if state == "checked" and m["verb"].lower().startswith(("make sure", "ensure")):
        return (SetState(what, present),)
    return (Assert(what, shown=present, state=state),)


@rules(rf"{_THAT} (?P<what>.+?) {_SAYS}(?: equal to| now)? (?P<says>{MARK}|\S+)")
def check_text(m: re.Match[str], quoted: Quoted) -> Steps:
    what = Phrase("the result", "") if _RESULT.fullmatch(m["what"]) else read_phrase(m["what"], quoted)
    return (Assert(what, says=quoted.restore(m["says"])),)


@rules(
    r"(?:tell me|report|read(?: out| aloud| me| off)?|say|give me|return|let me know|note down)(?: back)?:? ",
    r"(?P<what>.+)|",
    r"what(?:'s|’s| is| are| does) (?P<question>.+)",
)
def report(m: re.Match[str], quoted: Quoted) -> Steps | None:
    what = m["what"] or m["question"]
    if m["question"] and (asked := expression(quoted.restore(what))):
        return (Compute(asked), Read(None, "result"))
    if _RESULT.fullmatch(what):
        return (Read(None, "result"),)
    if _TITLE.fullmatch(what):
        return (Read(None, "window title"),)
    if re.match(r"(?:how|why|who|when|where|which|whether|if)\b", what, re.IGNORECASE):
        return None
    named = _NAMED.fullmatch(what)
    if named is None:
        return None
    outline = named["plain"] or named["of"]
    if named["how"] and re.fullmatch(_BESIDE, named["how"], re.IGNORECASE):
        outline = f"text {named['how']} {named['of']}"
    return (Read(read_phrase(outline, quoted)),)
