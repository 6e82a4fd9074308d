"""What every interface offers: save, undo, close; files by name."""

from __future__ import annotations

import re

from model.mini.grammar.rules import TIMES, Rules, Steps, number
from model.mini.lexicon import COMMANDS
from model.mini.phrase import read_phrase
from model.mini.quotation import MARK, Quoted
from model.mini.step import Do, OpenFile, Point, PressKeys, SaveAs, SwitchTo

rules = Rules()
THING_TO_CLICK = (
    r"(?:menu|link|tab|drop-?down(?: list| menu)?|combo ?box|folder|dialog|dialogue|icon|item|section|panel|button|"
    r"sub-?menu)"
)
_BY_NAME = {command.name: command for command in COMMANDS}
_SPOKEN = "|".join(f"(?P<c{index}>{command.spoken})" for index, command in enumerate(COMMANDS))


@rules(rf"(?:{_SPOKEN})", TIMES)
def command(m: re.Match[str], _quoted: Quoted) -> Steps:
    said = next(each for index, each in enumerate(COMMANDS) if m[f"c{index}"] is not None)
    return (Do(said),) * min(number(m["times"]), 20)


@rules(r"(?:add|insert|start|make) (?:a )?new ?line")
def new_line(_m: re.Match[str], _quoted: Quoted) -> Steps:
    return (PressKeys(("enter",)),)


@rules(r"paste (?:it |that |the text |this )?(?:in|into|to|inside)(?:to)? (?P<field>.+)")
def paste_into(m: re.Match[str], quoted: Quoted) -> Steps:
    return (Point("click", read_phrase(m["field"], quoted)), Do(_BY_NAME["paste"]))


@rules(r"(?:close|quit|exit) (?:the )?(?P<app>.+?)(?: window| app| application)?")
def close_application(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if re.search(r"\s(?:by|with|using)\s|\bdialog", m["app"], re.IGNORECASE):
        return None
    return (SwitchTo(quoted.restore(m["app"])), Do(_BY_NAME["close the window"]))


@rules(
    r"save(?: (?:it|this|that|(?:the |my |your )?(?:file|document|note|text|result|page|image|changes?|work)))?",
    r"(?: as| under(?: the name)?| with the name| to| in| into| at)?(?: the)?(?: file)?(?: (?:called|named))?",
    rf" (?P<name>{MARK}|\S+)",
    r"(?: (?:in|inside|into|under|to)(?: the)?(?: (?:folder|directory))?",
    rf" (?P<folder>{MARK}|\S+?)(?: (?:folder|directory))?)?",
)
def save_as(m: re.Match[str], quoted: Quoted) -> Steps | None:
    name = quoted.restore(m["name"])
    if not (
        re.search(rf"{MARK}|[./~]", m["name"]) or re.search(r"\b(?:as|under|named|called)\b", m.group(), re.IGNORECASE)
    ):
        return None  # "save at the end"
    return (SaveAs(f"{_folder(quoted.restore(m['folder']))}/{name}" if m["folder"] else name),)


def _folder(name: str) -> str:
    """The path of a folder, also of the ones that a person names without a path."""
    personal = {"home": "~", "desktop": "~/Desktop", "documents": "~/Documents", "downloads": "~/Downloads"}
    return personal.get(name.casefold(), name.rstrip("/"))


@rules(rf"open (?:the )?(?:file|document) (?P<path>{MARK}|\S+)")
def open_file(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if re.fullmatch(THING_TO_CLICK, m["path"], re.IGNORECASE):
        return None
    return (OpenFile(quoted.restore(m["path"])),)
