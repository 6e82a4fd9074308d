"""Pieces about things on the screen, put into the words of the exact grammar: passive and polite forms, fields, states."""

from __future__ import annotations

import re
from collections.abc import Callable

from model.mini.free.asking import QUESTIONS
from model.mini.free.words import GLUE, LEMMAS, PARTICIPLES, imperative, mended
from model.mini.quotation import MARK

_PASSIVE = re.compile(
    r"(?P<what>.+?)\s+(?:should|must|shall|has to|have to|needs to|need to|is to|are to|ought to|will)(?: then| also| now)? "
    r"(?:be|get)(?: then| now)? (?P<part>[\w-]+)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PERFECT = re.compile(r"(?P<what>.+?)\s+(?:has|have) been (?P<part>\w+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_WANTED = re.compile(
    r"(?:i(?: would|['’]d)? (?:like|want|need)(?: to (?:have|see|get))?|have|get|see(?: to it)? that|i need to have)\s+"
    r"(?P<what>.+?)\s+(?:to be )?(?P<part>\w+)(?P<rest>(?:\s.*)?)",
    re.IGNORECASE | re.DOTALL,
)
_NEEDS = re.compile(
    r"(?P<what>.+?) needs? (?:(?:a|one) (?P<noun>click|tap|press|tick)|(?P<part>\w+ing))(?: on it)?", re.IGNORECASE
)
_GIVE = re.compile(
    r"give (?P<what>.+?) (?:a|one) (?P<noun>click|tap|press|push|tick|double[- ]click|right[- ]click)", re.IGNORECASE
)
_STATES = {
    "on": "check", "enabled": "check", "ticked": "check", "checked": "check", "active": "check", "activated": "check",
    "turned on": "check", "switched on": "check", "set": "check", "off": "uncheck", "disabled": "uncheck", "unticked": "uncheck",
    "unchecked": "uncheck", "deactivated": "uncheck", "turned off": "uncheck", "switched off": "uncheck", "selected": "click",
    "chosen": "click", "picked": "click",
}  # fmt: skip
_STATE = "|".join(sorted(_STATES, key=len, reverse=True))
_NO = re.compile(r"\b(?:not|never|no|n['’]t)\b", re.IGNORECASE)
_FIELD = rf"(?P<field>(?:the )?[A-Za-z][\w'’ /-]*?)(?: field| box)?"
_WRITE = r"(?:type|write|enter|put|insert|key|fill|use|give|set|provide|supply|input)(?: in| down)?"

_ONE = r"(?P<what>(?:(?! (?:and|should|must|is|are|on|off) ).)+?)"
"""The name of one thing."""

_Build = Callable[["re.Match[str]"], str]
_SHAPES: tuple[tuple[str, str | _Build], ...] = (
    # states
    (rf"(?:make sure|ensure|see to it|check)(?: that)? {_ONE} (?:is|are|gets?) (?P<state>{_STATE})", lambda m: _state(m)),
    (rf"{_ONE} (?:should|must|has to|needs to|is to|ought to) be (?:set to )?(?P<state>{_STATE})", lambda m: _state(m)),
    (rf"(?:i(?: would|['’]d)? (?:like|want|need)(?: to have)?|have|leave|keep|get|set) {_ONE} (?:to be )?(?P<state>{_STATE})",
     lambda m: _state(m)),
    (rf"(?:turn|switch|set|toggle) {_ONE} (?P<state>on|off)", lambda m: _state(m)),
    (rf"(?:with )?(?=[A-Z]){_ONE} (?P<state>{_STATE})", lambda m: _state(m)),
    (rf"i (?:do not|don['’]t) want {_ONE} (?:ticked|checked|enabled|(?:switched |turned )?on|selected|active)", r"uncheck \g<what>"),
    (r"(?:select|choose|pick|mark) (?:the )?(?:option|radio button|choice|entry) (?:for |called |labelled |named )?(?P<what>.+)", r"click \g<what>"),
    (r"(?:the|as) [a-z]+ (?P<what>[A-Z].*?) (?:chosen|selected|picked)", r"click \g<what>"),
    (rf"(?:tick|check|mark|select|activate) (?:the )?(?:box|check ?box|option|setting|tick ?box) (?:for |called |labelled |named |next to |beside )?(?P<what>.+)",
     r"check \g<what>"),
    (rf"(?:untick|uncheck|unmark|deselect|clear) (?:the )?(?:box|check ?box|option|tick ?box) (?:for |called |labelled |named )?(?P<what>.+)",
     r"uncheck \g<what>"),
    (rf"(?:put|place|set) (?:a|the) (?:tick|check(?: ?mark)?|mark) (?:at|in|on|next to|beside|for|against) (?:the )?(?:box )?(?P<what>.+)", r"check \g<what>"),
    (rf"(?:take|remove|clear)(?: away)? (?:the|a) (?:tick|check(?: ?mark)?|mark) (?:off|from|at|of|beside|next to) (?P<what>.+)", r"uncheck \g<what>"),
    (rf"(?:ask for|opt for|opt in to|say yes to) (?P<what>[A-Z].+)", r"click \g<what>"),
    (rf"(?:tick|check|mark|enable) (?:the )?{_ONE} (?:box|check ?box|option|tick ?box)", r"check \g<what>"),
    (rf"(?:choose|pick|select|take|go for) {_ONE} (?:as|for) (?:the |your |my )?[a-z]+(?: [a-z]+)?", r"click \g<what>"),
    (rf"set (?:the )?[a-z]+(?: [a-z]+)? to (?P<what>[A-Z][\w ]*)", r"click \g<what>"),
    # drop-downs and menus
    (r"(?:set|change|switch) (?:the )?(?P<field>.+? (?:drop-?down|list|combo ?box))(?: list| menu)? to (?P<what>.+)", r"select \g<what> from the \g<field>"),
    (r"(?:pick|choose|select|click|want|take|i want) (?P<what>.+?)(?: chosen| selected| picked)? (?:in|from|on|for|out of) (?:the )?(?P<field>.+? (?:drop-?down|list|combo ?box))(?: list| menu)?",
     r"select \g<what> from the \g<field>"),
    (r"(?:for|in|from) (?:the )?(?P<field>.+? (?:drop-?down|list|combo ?box))(?: list| menu)?,? (?:pick|choose|select|take|want) (?P<what>.+)",
     r"select \g<what> from the \g<field>"),
    (r"(?:choose|pick|select|use|apply|take|run|click(?: on)?|hit|go to|go for) (?P<c>.+?) (?:from|in|under|inside) (?:the )?(?P<b>[^,]+?)(?: sub-?menu)? (?:in|under|of|from|inside) (?:the )?(?P<a>[^,]+?) menu",
     r"choose \g<a> > \g<b> > \g<c>"),
    (r"(?:go to|open|use|in|under|through|via) (?:the )?(?:menu )?(?P<a>[^,>]+(?: > (?:(?! and\b)[^,>])+)+?)(?: menu)?(?:,| and)? (?:then )?(?:choose|pick|select|click(?: on)?|take|use|hit) (?P<c>[^,>]+)",
     r"choose \g<a> > \g<c>"),
    (r"(?:choose|pick|select|use|apply|take|run|click(?: on)?|hit|go for) (?P<c>[^,>]+?) (?:from|in|under|inside|through|via|of) (?:the )?(?:menu )?(?P<a>[^,>]+(?: > [^,>]+)+?)(?: menu)?", r"choose \g<a> > \g<c>"),
    (r"(?:apply|use|select|do|run|through|via|by using|go to|go through|go for|take) (?:the )?(?:menu )?(?:path |entry |item |command )?(?P<path>[^>]+?(?: ?> ?[^>]+)+?)(?: from the menus?| in the menus?| menu)?", r"choose \g<path>"),
    (r"(?:convert|change|turn|make|switch|put|do) (?:it|that|this|them|the (?:whole |selected )?text|the selection)(?: (?:in)?to (?:upper ?case|capitals|capital letters))? (?:with|via|through|using|by|by using) (?:the )?(?:menu )?(?:entry |item |command |path )?(?P<path>[^>,]+(?: > [^>,]+)+?)(?: menu)?", r"choose \g<path>"),
    (r"(?:use|choose|apply|select|click|pick|run)? ?(?:the )?menu (?:entry |item |command |path )?(?P<path>[^>,]+(?: > [^>,]+)+?)(?: (?:on|for|to) (?:it|that|this|the (?:text|selection)))?", r"choose \g<path>"),
    (r"(?:in|from|under|open|go to|use) the (?P<a>[A-Z]\w*) menu,? (?:and )?(?:choose|pick|select|open|go to|click|take|use) (?P<b>[A-Z][\w ]*?)(?:,| and)?(?: and)? then (?:choose |click |select |pick )?(?P<c>[A-Z][\w ]*)", r"choose \g<a> > \g<b> > \g<c>"),
    (r"(?:go to|open|use) (?:the )?(?P<a>[A-Z]\w*)(?: menu)?, (?:then )?(?P<b>[A-Z][\w ]*?),? (?:and |then |and then )?(?P<c>[A-Z][\w ]*)", r"choose \g<a> > \g<b> > \g<c>"),
    # clicking
    (r"(?:go into|go to|check|head for|head to|enter|step into|look (?:at|under|in|into)|check out|see|consult|turn to|follow|move on to|move to|switch to|open|find|visit|get to|be on) (?:the |its |their |your )?(?P<what>(?:(?! (?:for|from|on|of|in|with|at|and|to|called|named) )(?!from ).)+?) (?:page|(?P<kind>link|section|tab))", lambda m: f"click the {m['what']} {m['kind'] or ''}"),
    (r"(?:look (?:at|under|in|into)|follow) (?:the |its )?(?P<what>[A-Z]\S*(?: [A-Z]\S*)*)", r"click \g<what>"),
    (r"(?:go to|open|click|follow|visit|press|choose|take|use|find) the (?:page|link|tab|section) (?:called |named |titled |labelled |to |for |saying )?(?:the )?(?P<what>.+?)(?: page)?", r"click \g<what>"),
    (r"(?:find|locate|look for|scroll to) the (?:button|link) (?:called |named |labelled |saying |that says )?(?P<what>.+?) by scrolling(?: down)?", r"scroll down until \g<what> is visible"),
    (r"go (?:on )?to (?:the )?(?P<what>[A-Z]\S*(?: [A-Z]\S*)*)", r"click \g<what>"),
    (rf"(?:look (?:at|under|in|into)|follow|under|go into|consult) (?:the )?(?P<what>{MARK})", r"click \g<what>"),
    (r"(?:look (?:it )?up )?under (?:the )?(?P<what>[A-Z]\S*(?: [A-Z]\S*)*)", r"click \g<what>"),
    (r"(?:it(?:['’]s| is)|which is|that is|you(?:['’]ll| will| can)? find (?:it|that|this))(?: listed| found| shown| given| written| to be found)? (?:on|under|in|at) (?:the )?(?P<what>.+?)(?: page| section| tab)?", r"click \g<what>"),
    (r"(?:on|under|from) (?:the |its )?(?P<what>.+?) page", r"click \g<what>"),
    (r"there(?:['’]s| is) (?:a|an|the) (?P<what>.+?) page", r"click \g<what>"),
    (r"(?:the answer|the information|that|this) (?:is|stands|can be found|is given|is to be found) (?:on|under|in) (?:the )?(?P<what>.+?)(?: page| section| tab)?", r"click \g<what>"),
    (r"(?:click|go|move) (?:your way )?through to (?:the )?(?P<what>.+?)(?: page)?", r"click \g<what>"),
    (r"(?:somewhere|further|far|way) (?:down|below)(?: (?:on )?(?:the|that|this) page)? (?:there )?is (?:a|an|the) (?:button|link) (?:called|named|labelled|saying|that says) (?P<what>.+)", r"scroll down until \g<what> is visible"),
    (r"(?:somewhere|further|far|way) (?:down|below)(?: (?:on )?(?:the|that|this) page)? (?:there )?is (?:a|an|the) (?P<what>.+?) (?:button|link)", r"scroll down until \g<what> is visible"),
    (r"(?:press|hit|use|strike) (?:the )?keys? (?P<what>.+)", r"press \g<what>"),
    (r"(?:press|hit) (?P<what>\S+)(?: key)? (?:again|once more)", r"press \g<what>"),
    (r"(?:search|scan|look through) (?:the |this )?(?:page|document|text|file|window) for (?P<what>.+)|where does it say (?P<what2>.+)", lambda m: f"find {m['what'] or m['what2']}"),
    (r"(?:undo|take back|revert|reverse) (?:what you (?:just )?did|(?:the|that|my|your) last (?:change|step|edit|thing|action))(?: you (?:made|did))?", "undo"),
    (r"(?:shut|close)(?: down)? (?:this|the|that) window(?: now)?", "close the window"),
    (r"(?:carry on|go on|continue|proceed|move on|finish|submit(?: it| the form| that)?|send(?: it| the form)?(?: off)?|confirm(?: it| that)?|end|get out of (?:this|it|here)|close(?: it)?|complete(?: it)?|follow(?: it)?(?: up)?) (?:with|using|through|via|by (?:clicking|pressing|hitting|tapping)(?: on)?) (?P<what>.+)", r"press \g<what>"),
    (r"use (?:the )?(?P<what>.+?) (?P<kind>button|link|tab|icon)(?: to .+)?", r"click the \g<what> \g<kind>"),
    (r"(?:find|locate|look for|seek out) (?:the )?(?P<what>.+?) (?P<kind>button|link|icon)(?: and (?P<verb>click|press|tap|hit)(?: on)?(?: it)?)", r"click the \g<what> \g<kind>"),
    (r"(?:there['’]?s|there is|you(?:['’]ll| will| can)? find) (?:a|an|the) (?P<what>.+?) (?P<kind>button|link)(?: (?:that is|which is))?(?: (?:far|way|further|somewhere|right))? (?:down|below|lower down|at the (?:very )?(?:bottom|end))(?: on| of| at| in)?(?: (?:the|that|this) page)?",
     r"scroll down until \g<what> is visible"),
    (r"(?:find|locate|look for|go to|get to|reach|seek) (?:the )?(?P<what>.+?)(?: (?P<kind>button|link))? (?:(?:far|further|way|lower|somewhere)? ?down(?: below)?|at the bottom)(?: (?:on|of|in) (?:the|that|this) page| the page)?", r"scroll down until \g<what> is visible"),
    (r"(?:scroll|move down|go down|page|keep scrolling)(?: all the way| further| far)?(?: down(?:wards)?)?(?: (?:the|this|that) page)?(?: down)?(?: all the way)? (?:to|until|till|as far as|for)(?: you(?: can)? (?:see|find|get to|reach|spot)| you(?:['’]ve| have) (?:found|reached))? (?:the )?(?P<what>(?!(?:the )?(?:very )?(?:bottom|end|top|it\b)).+?)(?: button| link)?(?: (?:comes? into (?:view|sight)|is (?:visible|in view|shown|there|in sight)|appears|shows(?: up)?|can be seen|turns up))?",
     r"scroll down until \g<what> is visible"),
    (r"(?:find|locate|look for) and (?:press|click|tap|hit)(?: on)? (?:the )?(?P<what>.+?)(?: button| link)?(?: at the (?:very )?bottom(?: of (?:the page|it))?)?", r"click \g<what>"),
    (r"(?:the )?(?P<what>.+?) (?:button|link) is (?:far |further |way |lower |somewhere )?(?:down|below|at the (?:very )?(?:bottom|end))(?: (?:(?:on|of) )?(?:the|that|this) page)?", r"scroll down until \g<what> is visible"),
    # waiting and checking
    (r"(?P<what>.+?) (?:should|must|ought to|has to|will)(?: then| now)? (?:be (?:shown|displayed|visible|there)|appear|show up|come up)(?: (?:then|now|afterwards))?", r"check that \g<what> is shown"),
    (r"(?:wait (?:until|till|for)) (?P<what>.+?) (?:to )?(?:shows?(?: up)?|appears?|is (?:shown|visible)) (?:in the (?:window|terminal|output)|on (?:the )?(?:screen|page))", r"wait for \g<what>"),
    (r"open (?:the )?(?:file |folder )?(?P<what>.+?) (?:with|by) (?:a )?double[- ]?click(?:ing)?(?: (?:on )?it)?", r"double-click \g<what>"),
    (r"check for (?P<what>.+)", r"check that \g<what> is shown"),
    (r"according to (?:the )?(?P<what>.+?)(?: page| section| tab)?", r"click \g<what>"),    (r"(?:wait|hold on|hang on|stay)(?: there)? (?:until|till|for) (?:it|the page|the (?:site|screen|window)|you|this) (?:says?|shows?|reads?|displays?|sees?|can see|thanks) (?P<what>(?!up\b).+?)(?: (?:appears?|to appear|shows(?: up)?))?", r"wait for \g<what>"),
    (r"(?:wait|hold on|hang on) (?:until you (?:can )?see|to see|till you (?:can )?see|for) (?P<what>.+?)(?: (?:to )?(?:appear|show(?: up)?|come up|be shown))?", r"wait for \g<what>"),
    (r"wait (?:until|till) (?P<what>.+?) (?:shows(?: up)?|appears|is (?:there|shown|visible|displayed)|comes up|can be seen|turns up)(?: there| in there)?", r"wait for \g<what>"),
    (r"(?:you(?:['’]re| are|['’]ll be| will be)(?: all)? (?:done|finished|ready)|it(?:['’]s| is) (?:done|finished|complete)|stop) (?:when|once|as soon as) (?P<what>.+?) (?:shows(?: up)?|appears|is (?:shown|there|visible|displayed)|comes up)", r"wait for \g<what>"),
    (r"(?:make (?:sure|certain)|check|verify|confirm|see|ensure|see to it|assure yourself)(?: that| whether| if)? (?:it|the page|the (?:site|screen|window)|you)(?: then| now)? (?:says?|shows?|reads?|displays?|get|sees?|can see) (?P<what>.+?)(?: (?:afterwards|then|now))?", r"check that \g<what> is shown"),
    (r"(?:you|i) (?:should|ought to|must|will|['’]ll)(?: then| now)? (?:see|get|read) (?P<what>.+?)(?: (?:afterwards|then|now|shown|appear|displayed|on the (?:screen|page)))*", r"check that \g<what> is shown"),
    (r"(?:make (?:sure|certain)|check|verify|confirm|see|ensure)(?: that| whether| if)? (?P<what>.+?) (?:shows(?: up)?|appears|comes up|is (?:shown|displayed|visible|there|present)|turns up)(?: (?:afterwards|then|now|on the page))?", r"check that \g<what> is shown"),
    (r"(?:the page|it|the (?:site|screen|window)|there) (?:should|must|ought to)(?: then| now)? (?:say|show|read|display|be) (?P<what>.+?)(?: (?:afterwards|then|now))?", r"check that \g<what> is shown"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE | re.DOTALL), build) for pattern, build in (*_SHAPES, *QUESTIONS))


def _state(m: re.Match[str]) -> str:
    return f"{_STATES[m['state'].lower()]} {m['what']}"


def reworded(piece: str) -> list[str]:
    """Ways to say the piece in exact words; the first that the grammar reads is meant."""
    found = [shaped for shaped in _shaped(piece)]
    plain = active(piece)
    if plain != piece:
        found += [*_shaped(plain), plain]
    return list(dict.fromkeys(found))


def _shaped(piece: str) -> list[str]:
    said: list[str] = []
    for pattern, build in _COMPILED:
        if "[A-Z]" in pattern.pattern:
            match = re.fullmatch(pattern.pattern, _lower_first(piece), re.DOTALL)
        else:
            match = pattern.fullmatch(piece)
        if match:
            said.append(match.expand(build) if isinstance(build, str) else build(match))
    return said


def _lower_first(piece: str) -> str:
    """The piece with its first word in small letters where it is an ordinary one, so that capitals mean names."""
    first = piece.split(" ", maxsplit=1)[0].lower()
    return piece[:1].lower() + piece[1:] if mended(first) in LEMMAS or first in GLUE else piece


def active(piece: str) -> str:
    """The piece as an order: "Monthly should be selected" is "select Monthly", "clicking Save" is "click Save"."""
    for pattern in (_PASSIVE, _PERFECT, _WANTED):
        found = pattern.fullmatch(piece)
        if found and found["part"].lower() in PARTICIPLES and not _NO.search(found["what"]):
            return f"{LEMMAS[found['part'].lower()]} {found['what']}{found['rest']}"
    if found := _NEEDS.fullmatch(piece):
        verb = found["noun"] or LEMMAS.get((found["part"] or "").lower())
        return f"{verb} {found['what']}" if verb else piece
    if found := _GIVE.fullmatch(piece):
        return f"{found['noun']} {found['what']}"
    return imperative(re.sub(r"^(?:you|you(?:['’]ve| have))\s+", "", piece, flags=re.IGNORECASE))
