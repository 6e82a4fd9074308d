"""Menus and drop-downs."""

from __future__ import annotations

import re

from model.mini.grammar.rules import Rules, Steps
from model.mini.phrase import Phrase, read_phrase
from model.mini.quotation import MARK, Quoted
from model.mini.step import ChooseEntry, MenuPath

rules = Rules()
_BESIDE_NAME = re.compile(
    r"^(?:the )?menu (?=\S)|^the | (?:sub-?)?menu$| (?:menu )?(?:item|entry|command|option)$| in the menu$",
    re.IGNORECASE,
)
"""What stands beside the name of a menu or an entry."""
_CHOOSE = r"(?:choose|select|pick|click(?: on)?|tap(?: on)?|open|use|go to|press)"
_ARROW = r"\s*(?:>|→|->|»|›)\s*"


@rules(rf"(?:{_CHOOSE} )?(?P<path>[^>→»›]+(?:{_ARROW}[^>→»›]+)+)")
def menu_path(m: re.Match[str], quoted: Quoted) -> Steps | None:
    parts = re.split(_ARROW, m["path"])
    names = [_BESIDE_NAME.sub("", part.strip()) for part in parts]
    return (MenuPath(tuple(_name(name, quoted) for name in names)),) if all(names) else None


@rules(rf"{_CHOOSE} (?P<item>.+) (?:from|in|under|on) (?:the )?(?P<menu>.+?) menu")
def from_menu(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if re.search(r"drop-?down|context|pop-?up|this|right-click", m["menu"], re.IGNORECASE):
        return None
    item = re.sub(r"^the | (?:item|entry|command|option)$", "", m["item"], flags=re.IGNORECASE)
    return (MenuPath((_name(m["menu"], quoted), _name(item, quoted))),)


def _name(name: str, quoted: Quoted) -> Phrase:
    words = quoted.restore(name.strip())
    return Phrase(words, words)


@rules(r"(?:select|choose|pick|set) (?P<entry>.+?) (?:from|in|for|as) (?:the )?(?P<field>.+)")
def choose_entry(m: re.Match[str], quoted: Quoted) -> Steps | None:
    drop_down = re.search(r"drop-?down|combo|\blist$", m["field"], re.IGNORECASE)
    quoted_from = re.fullmatch(MARK, m["entry"]) and re.search(r"\sfrom\s", m.group())
    if not (drop_down or quoted_from):
        return None
    name = re.sub(r"\s+(?:drop-?down|combo)(?: ?box| list| menu)?$|\s+list$", "", m["field"], flags=re.IGNORECASE)
    field = read_phrase(f"{name} drop-down" if name != m["field"] else name, quoted)
    entry = re.sub(r"^the | (?:option|entry|item)$", "", m["entry"], flags=re.IGNORECASE)
    return (ChooseEntry(read_phrase(entry, quoted), field),)
