"""Starting applications, switching between them, going to addresses."""

from __future__ import annotations

import re

from model.mini.grammar.commands import THING_TO_CLICK
from model.mini.grammar.rules import Rules, Steps
from model.mini.phrase import read_phrase
from model.mini.quotation import MARK, Quoted
from model.mini.step import Gesture, GoTo, OpenApp, Point, PressKeys, SwitchTo, TypeText

rules = Rules()
_PAGE = r"(?:the )?(?:page|address|url|site|website)"
_ADDRESS = (
    r"(?:https?://\S+|file://\S+|about:\S+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?|localhost\S*|"
    rf"{_PAGE} (?:{MARK}|\S*[./:]\S*))"
)


@rules(
    rf"(?:open|visit|go to|navigate to|browse to) (?P<address>{_ADDRESS})(?: in (?:the )?(?:web )?browser)?",
)
def go_to(m: re.Match[str], quoted: Quoted) -> Steps:
    return (GoTo(quoted.restore(re.sub(rf"^{_PAGE} ", "", m["address"], flags=re.IGNORECASE))),)


@rules(r"(?:open|go to|visit|show|expand) (?P<what>.*\b", THING_TO_CLICK, r"\b.*)")
def open_control(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if re.search(r"\bfrom\b|[>→]", m["what"], re.IGNORECASE):
        return None
    gesture: Gesture = "double-click" if re.search(r"\bfolder\b", m["what"], re.IGNORECASE) else "click"
    return (Point(gesture, read_phrase(m["what"], quoted)),)


@rules(
    r"(?:open|start|launch|run|fire up|bring up)(?: up)? (?:the |an? |my )?",
    r"(?P<app>.+?)(?: (?:app|application|program))?",
)
def open_application(m: re.Match[str], quoted: Quoted) -> Steps | None:
    line = re.fullmatch(
        rf"command (?P<line>{MARK})(?: in (?:the |a )?(?:terminal|shell|console))?", m["app"], re.IGNORECASE
    )
    if line is None and re.match(r"run\b", m.group(), re.IGNORECASE):
        line = re.fullmatch(rf"(?P<line>{MARK})", m["app"])
    if line and (m["app"] != line["line"] or " " in quoted.restore(line["line"])):
        return (TypeText(quoted.restore(line["line"])), PressKeys(("enter",)))
    if re.search(r"\s(?:in|on|from|with|and)\s|^(?:in|on)\s|[>→]|[,;]\s|/", m["app"]):
        return None
    return (OpenApp(quoted.restore(re.sub(r"^(?:app|application|program)(?: called| named)? ", "", m["app"]))),)


@rules(
    r"(?:switch|change|return|go back)(?: back)? to (?:the )?(?P<app>.+?)",
    r"(?P<kind> window| app| application| program| tab)?",
)
def switch(m: re.Match[str], quoted: Quoted) -> Steps:
    if (m["kind"] or "").strip().lower() == "tab":
        return (Point("click", read_phrase(f"{m['app']} tab", quoted)),)
    return (SwitchTo(quoted.restore(m["app"])),)


@rules(
    r"bring (?:the )?(?P<app>.+?)(?: window| app)? to the (?:front|top|foreground)|",
    r"focus (?:on )?(?:the )?(?P<window>.+?) window",
)
def to_front(m: re.Match[str], quoted: Quoted) -> Steps:
    return (SwitchTo(quoted.restore(m["app"] or m["window"])),)
