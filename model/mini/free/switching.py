"""Free wordings of states, drop-downs and menus."""

from __future__ import annotations

import re

from model.mini.free.shapes import ONE, Shapes

_STATES = {
    "on": "check", "enabled": "check", "ticked": "check", "checked": "check", "active": "check", "activated": "check",
    "turned on": "check", "switched on": "check", "set": "check", "off": "uncheck", "disabled": "uncheck",
    "unticked": "uncheck",
    "unchecked": "uncheck", "deactivated": "uncheck", "turned off": "uncheck", "switched off": "uncheck",
    "selected": "click",
    "chosen": "click", "picked": "click",
}  # fmt: skip
_STATE = "|".join(sorted(_STATES, key=len, reverse=True))


def _state(m: re.Match[str]) -> str:
    return f"{_STATES[m['state'].lower()]} {m['what']}"


STATES: Shapes = (
    (rf"(?:make sure|ensure|see to it|check)(?: that)? {ONE} (?:is|are|gets?) (?P<state>{_STATE})", _state),
    (rf"{ONE} (?:should|must|has to|needs to|is to|ought to) be (?:set to )?(?P<state>{_STATE})", _state),
    (rf"(?:i(?: would|['’]d)? (?:like|want|need)(?: to have)?|have|leave|keep|get|set) {ONE} (?:to be "
        rf")?(?P<state>{_STATE})",
     _state),
    (rf"(?:turn|switch|set|toggle) {ONE} (?P<state>on|off)", _state),
    (rf"(?:with )?(?=[A-Z])(?!I\b){ONE} (?P<state>{_STATE})", _state),
    (rf"i (?:do not|don['’]t) want {ONE} (?:ticked|checked|enabled|(?:switched |turned )?on|selected|active)",
     r"uncheck \g<what>"),
    (r"(?:select|choose|pick|mark) (?:the )?(?:option|radio button|choice|entry) (?:for |called |labelled |named "
        r")?(?P<what>.+)", r"click \g<what>"),
    (r"(?:choose|select|pick|take) the (?:topic|subject|category|reason|kind|type) (?P<what>[A-Z].*)",
     r"click \g<what>"),
    (r"(?:the|as) [a-z]+ (?P<what>[A-Z].*?) (?:chosen|selected|picked)", r"click \g<what>"),
    (r"(?:tick|check|mark|select|activate) (?:the )?(?:box|check ?box|option|setting|tick ?box) (?:for |called |"
        r"labelled |named |next to |beside )?(?P<what>.+)",
     r"check \g<what>"),
    (r"(?:untick|uncheck|unmark|deselect|clear) (?:the )?(?:box|check ?box|option|tick ?box) (?:for |called |"
        r"labelled |named )?(?P<what>.+)",
     r"uncheck \g<what>"),
    (r"(?:put|place|set) (?:a|the) (?:tick|check(?: ?mark)?|mark) (?:at|in|on|next to|beside|for|against) (?:the "
        r")?(?:box )?(?P<what>.+)", r"check \g<what>"),
    (r"(?:take|remove|clear)(?: away)? (?:the|a) (?:tick|check(?: ?mark)?|mark) (?:off|from|at|of|beside|next to) "
        r"(?P<what>.+)", r"uncheck \g<what>"),
    (r"(?:ask for|opt for|opt in to|say yes to) (?P<what>[A-Z].+)", r"click \g<what>"),
    (rf"(?:tick|check|mark|enable) (?:the )?{ONE} (?:box|check ?box|option|tick ?box)", r"check \g<what>"),
    (rf"(?:choose|pick|select|take|go for) {ONE} (?:as|for) (?:the |your |my )?[a-z]+(?: [a-z]+)?", r"click \g<what>"),
    (r"set (?:the )?[a-z]+(?: [a-z]+)? to (?P<what>[A-Z][\w ]*)", r"click \g<what>"),
)  # fmt: skip

MENUS: Shapes = (
    (r"(?P<path>[A-Z][^>,]*(?: > [A-Z][^>,]*?)+) (?:is |be |to be )?(?:applied|chosen|used|selected|run|done)",
     r"choose \g<path>"),
    (r"(?:in|from|under|open) (?:the )?(?P<a>[A-Z]\w*) menu,? (?:in|under|from) (?:the "
        r")?(?P<b>[A-Z][\w ]*?)(?: sub-?menu)?,? "
     r"(?:choose|pick|select|click|take|use) (?P<c>[A-Z][\w ]*)", r"choose \g<a> > \g<b> > \g<c>"),
    (r"(?:use|apply|choose|pick|select|run|take) (?P<b>[A-Z][^>,]*?) > (?P<c>[^>,]+?) (?:from|in|under|of) (?:the "
        r")?(?P<a>[A-Z]\w*)(?: menu)?",
     r"choose \g<a> > \g<b> > \g<c>"),
    (r"(?:set|change|switch) (?:the )?(?P<field>.+? (?:drop-?down|list|combo ?box))(?: list| menu)? to (?P<what>.+)",
     r"select \g<what> from the "
        r"\g<field>"),
    (r"(?:pick|choose|select|click|want|take|i want) (?P<what>.+?)(?: chosen| selected| picked)? (?:in|from|on|for|"
        r"out of) (?:the )?(?P<field>.+? (?:drop-?down|list|combo ?box))(?: list| menu)?",
     r"select \g<what> from the \g<field>"),
    (r"(?:for|in|from) (?:the )?(?P<field>.+? (?:drop-?down|list|combo ?box))(?: list| menu)?,? (?:pick|choose|"
        r"select|take|want) (?P<what>.+)",
     r"select \g<what> from the \g<field>"),
    (r"(?:choose|pick|select|use|apply|take|run|click(?: on)?|hit|go to|go for) (?P<c>.+?) (?:from|in|under|"
        r"inside) (?:the )?(?P<b>[^,]+?)(?: sub-?menu)? (?:in|under|of|from|inside) (?:the )?(?P<a>[^,]+?) menu",
     r"choose \g<a> > \g<b> > \g<c>"),
    (r"(?:go to|open|use|in|under|through|via) (?:the )?(?:menu )?(?P<a>[^,>]+(?: > (?:(?! and\b)[^,>])+)+?)(?: "
        r"menu)?(?:,| and)? (?:then )?(?:choose|pick|select|click(?: on)?|take|use|hit) (?P<c>[^,>]+)",
     r"choose \g<a> > \g<c>"),
    (r"(?:choose|pick|select|use|apply|take|run|click(?: on)?|hit|go for) (?P<c>[^,>]+?) (?:from|in|under|inside|"
        r"through|via|of) (?:the )?(?:menu )?(?P<a>[^,>]+(?: > [^,>]+)+?)(?: menu)?", r"choose \g<a> > \g<c>"),
    (r"(?:apply|use|select|do|run|through|via|by using|go to|go through|go for|take) (?:the )?(?:menu )?(?:path |"
        r"entry |item |command )?(?P<path>[^>]+?(?: ?> ?[^>]+)+?)(?: from the menus?| in the menus?| menu)?",
     r"choose \g<path>"),
    (r"(?:convert|change|turn|make|switch|put|do) (?:it|that|this|them|the (?:whole |selected )?text|the "
        r"selection)(?: (?:in)?to (?:upper ?case|capitals|capital letters))? (?:with|via|through|using|by "
        r"(?:choosing|selecting|picking|clicking|applying)|by|by "
        r"using) (?:the )?(?:menu )?(?:entry |item |command |path )?(?P<path>[^>,]+(?: > [^>,]+)+?)(?: menu)?",
     r"choose \g<path>"),
    (r"(?:use|choose|apply|select|click|pick|run)? ?(?:the )?menu (?:entry |item |command |path "
        r")?(?P<path>[^>,]+(?: > [^>,]+)+?)(?: (?:on|for|to) (?:it|that|this|the (?:text|selection)))?",
     r"choose \g<path>"),
    (r"(?:in|from|under|open|go to|use) the (?P<a>[A-Z]\w*) menu,? (?:and )?(?:choose|pick|select|open|go to|click|"
        r"take|use) (?P<b>[A-Z][\w ]*?)(?:,| and)?(?: and)? then (?:choose |click |select |pick )?(?P<c>[A-Z][\w "
        r"]*)", r"choose \g<a> > \g<b> > \g<c>"),
    (r"(?:go to|open|use) (?:the )?(?P<a>[A-Z]\w*)(?: menu)?, (?:then )?(?P<b>[A-Z][\w ]*?),? (?:and |then |and "
        r"then )?(?P<c>[A-Z][\w ]*)", r"choose \g<a> > \g<b> > \g<c>"),
)  # fmt: skip
