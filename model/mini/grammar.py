"""From one clause to its steps: what each verb means.

Each rule is a regular expression that must fit the whole clause, and what to build from it. The first rule that fits
and does not decline (returns None) wins. Nothing here knows an application; names of applications pass through.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias, cast

from bridges.action import MAX_WAIT_S, Direction
from model.mini.keys import read_chords
from model.mini.lexicon import COMMANDS, NUMBERS
from model.mini.phrase import Phrase, read_phrase
from model.mini.quotation import MARK, Quoted
from model.mini.step import (
    Assert,
    ChooseEntry,
    ClearField,
    Compute,
    Do,
    DragTo,
    FindText,
    Gesture,
    GoTo,
    MenuPath,
    OpenApp,
    OpenFile,
    Pause,
    Point,
    PressKeys,
    Read,
    SaveAs,
    ScrollView,
    SetState,
    Step,
    SwitchTo,
    TypeText,
    WaitFor,
)

Steps: TypeAlias = tuple[Step, ...]
Rule: TypeAlias = Callable[["re.Match[str]", Quoted], "Steps | None"]
_RULES: list[tuple[re.Pattern[str], Rule]] = []

_COUNT = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
_TIMES = rf"(?:\s+(?P<times>once|twice|thrice|{_COUNT} times))?"
_NO_TARGET = re.compile(r"(?:text|word|line|paragraph|sentence)s?\b", re.IGNORECASE)
_UNREAD = re.compile(
    r"\b(?:unless|otherwise|except|instead of|depending on|without|if|whenever|for each|for every|every time)\b|"
    r"^(?:do not|don['’]t|never|stop|repeat|while)\b",
    re.IGNORECASE,
)
"""What changes a clause's meaning in ways that no rule understands."""


def read_clause(outline: str, quoted: Quoted) -> Steps | None:
    """The steps of one clause, or None where it cannot be read whole."""
    checked = re.sub(r"^(check|verify|see|confirm|test)\s+(whether|if)\b", r"\1 that", outline, flags=re.IGNORECASE)
    if _UNREAD.search(checked):
        return None
    for pattern, build in _RULES:
        if (found := pattern.fullmatch(checked)) and (steps := build(found, quoted)):
            return steps
    return None


def _rule(pattern: str) -> Callable[[Rule], Rule]:
    def register(build: Rule) -> Rule:
        _RULES.append((re.compile(pattern, re.IGNORECASE | re.DOTALL), build))
        return build

    return register


def _number(words: str | None) -> int:
    """ "3", "three", "twice", "3 times"; 1 where nothing was said."""
    if not words:
        return 1
    first = words.split()[0].lower()
    return int(first) if first.isdigit() else NUMBERS[first]


# Commands that every interface has ------------------------------------------------------------------------------


@_rule("(?:" + "|".join(f"(?P<c{number}>{command.spoken})" for number, command in enumerate(COMMANDS)) + rf"){_TIMES}")
def _command(m: re.Match[str], _quoted: Quoted) -> Steps | None:
    command = next(command for number, command in enumerate(COMMANDS) if m[f"c{number}"] is not None)
    return (Do(command),) * min(_number(m["times"]), 20)


@_rule(r"(?:add|insert|start|make) (?:a )?new ?line")
def _new_line(_m: re.Match[str], _quoted: Quoted) -> Steps:
    return (PressKeys(("enter",)),)


@_rule(r"paste (?:it |that |the text |this )?(?:in|into|to|inside)(?:to)? (?P<field>.+)")
def _paste_into(m: re.Match[str], quoted: Quoted) -> Steps:
    paste = next(command for command in COMMANDS if command.name == "paste")
    return (Point("click", read_phrase(m["field"], quoted)), Do(paste))


@_rule(r"(?:close|quit|exit) (?:the )?(?P<app>.+?)(?: window| app| application)?")
def _close_application(m: re.Match[str], quoted: Quoted) -> Steps | None:
    close = next(command for command in COMMANDS if command.name == "close the window")
    return (SwitchTo(quoted.restore(m["app"])), Do(close))


_THING_TO_CLICK = r"(?:menu|link|tab|drop-?down(?: list| menu)?|combo ?box|folder|dialog|dialogue|icon|item|section|panel|button|sub-?menu)"

# Files -----------------------------------------------------------------------------------------------------------

_SAVED = r"(?: (?:it|this|that|(?:the |my |your )?(?:file|document|note|text|result|page|image|changes?|work)))?"


@_rule(
    rf"save{_SAVED}(?: as| under(?: the name)?| with the name| to| in| into| at)?(?: the)?(?: file)?"
    rf"(?: (?:called|named))? (?P<name>{MARK}|\S+)(?: (?:in|inside|into|under|to)(?: the)?(?: (?:folder|directory))?"
    rf" (?P<folder>{MARK}|\S+?)(?: (?:folder|directory))?)?"
)
def _save_as(m: re.Match[str], quoted: Quoted) -> Steps | None:
    name = quoted.restore(m["name"])
    if not m["folder"]:
        return (SaveAs(name),)
    return (SaveAs(f"{_folder(quoted.restore(m['folder']))}/{name}"),)


def _folder(name: str) -> str:
    """The path of a folder, also of the ones that a person names without a path."""
    personal = {"home": "~", "desktop": "~/Desktop", "documents": "~/Documents", "downloads": "~/Downloads"}
    return personal.get(name.casefold(), name.rstrip("/"))


@_rule(rf"open (?:the )?(?:file|document) (?P<path>{MARK}|\S+)")
def _open_file(m: re.Match[str], quoted: Quoted) -> Steps:
    if re.fullmatch(_THING_TO_CLICK, m["path"], re.IGNORECASE):
        return None
    return (OpenFile(quoted.restore(m["path"])),)


# Applications and places -----------------------------------------------------------------------------------------

_ADDRESS = rf"(?:https?://\S+|file://\S+|about:\S+|(?:[\w-]+\.)+[a-z]{{2,}}(?:/\S*)?|localhost\S*|(?:the )?(?:page|address|url|site|website) (?:{MARK}|\S+))"


@_rule(rf"(?:open|visit|go to|navigate to|browse to) (?P<address>{_ADDRESS})(?: in (?:the )?(?:web )?browser)?")
def _go_to(m: re.Match[str], quoted: Quoted) -> Steps:
    address = re.sub(r"^(?:the )?(?:page|address|url|site|website) ", "", m["address"], flags=re.IGNORECASE)
    return (GoTo(quoted.restore(address)),)


@_rule(rf"(?:open|go to|visit|show|expand) (?P<what>.*\b{_THING_TO_CLICK}\b.*)")
def _open_control(m: re.Match[str], quoted: Quoted) -> Steps:
    gesture: Gesture = "double-click" if re.search(r"\bfolder\b", m["what"], re.IGNORECASE) else "click"
    return (Point(gesture, read_phrase(m["what"], quoted)),)


@_rule(
    r"(?:open|start|launch|run|fire up|bring up)(?: up)? (?:the |an? |my )?(?P<app>.+?)(?: (?:app|application|program))?"
)
def _open(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if command := re.fullmatch(
        rf"command (?P<line>{MARK})(?: in (?:the |a )?(?:terminal|shell|console))?", m["app"], re.IGNORECASE
    ):
        return (TypeText(quoted.restore(command["line"])), PressKeys(("enter",)))
    if re.search(r"\s(?:in|on|from|with)\s|[>→]", m["app"]):
        return None
    return (OpenApp(quoted.restore(re.sub(r"^(?:app|application|program)(?: called| named)? ", "", m["app"]))),)


@_rule(
    r"(?:switch|change|return|go back)(?: back)? to (?:the )?(?P<app>.+?)(?P<kind> window| app| application| program| tab)?"
)
def _switch(m: re.Match[str], quoted: Quoted) -> Steps:
    if (m["kind"] or "").strip().lower() == "tab":
        return (Point("click", read_phrase(f"{m['app']} tab", quoted)),)
    return (SwitchTo(quoted.restore(m["app"])),)


@_rule(
    r"bring (?:the )?(?P<app>.+?)(?: window| app)? to the (?:front|top|foreground)|focus (?:on )?(?:the )?(?P<window>.+?) window"
)
def _to_front(m: re.Match[str], quoted: Quoted) -> Steps:
    return (SwitchTo(quoted.restore(m["app"] or m["window"])),)


# Menus and drop-downs --------------------------------------------------------------------------------------------

_CHOOSE = r"(?:choose|select|pick|click(?: on)?|tap(?: on)?|open|use|go to|press)"
_ARROW = r"\s*(?:>|→|->|»|›)\s*"


@_rule(rf"(?:{_CHOOSE} )?(?P<path>[^>→»›]+(?:{_ARROW}[^>→»›]+)+)")
def _menu_path(m: re.Match[str], quoted: Quoted) -> Steps | None:
    names = [
        re.sub(r"^(?:the )|(?: menu| in the menu)$", "", name.strip(), flags=re.IGNORECASE)
        for name in re.split(_ARROW, m["path"])
    ]
    return (MenuPath(tuple(_menu_name(name, quoted) for name in names)),) if all(names) else None


@_rule(rf"{_CHOOSE} (?P<item>.+) (?:from|in|under|on) (?:the )?(?P<menu>.+?) menu")
def _from_menu(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if re.search(r"drop-?down|context|pop-?up|this|right-click", m["menu"], re.IGNORECASE):
        return None
    item = re.sub(r"^the | (?:item|entry|command|option)$", "", m["item"], flags=re.IGNORECASE)
    return (MenuPath((_menu_name(m["menu"], quoted), _menu_name(item, quoted))),)


def _menu_name(name: str, quoted: Quoted) -> Phrase:
    words = quoted.restore(name.strip())
    return Phrase(words, words)


@_rule(r"(?:select|choose|pick|set) (?P<entry>.+?) (?:from|in|for|as) (?:the )?(?P<field>.+)")
def _choose_entry(m: re.Match[str], quoted: Quoted) -> Steps | None:
    drop_down = re.search(r"drop-?down|combo|\blist$", m["field"], re.IGNORECASE)
    quoted_from = re.fullmatch(MARK, m["entry"]) and re.search(r"\sfrom\s", m.group())
    if not (drop_down or quoted_from):
        return None
    field = re.sub(r"\s+(?:drop-?down|combo)(?: ?box| list| menu)?$|\s+list$", "", m["field"], flags=re.IGNORECASE)
    field_phrase = read_phrase(f"{field} drop-down", quoted) if field != m["field"] else read_phrase(field, quoted)
    entry = re.sub(r"^the | (?:option|entry|item)$", "", m["entry"], flags=re.IGNORECASE)
    return (ChooseEntry(read_phrase(entry, quoted), field_phrase),)


# Checks and reports ----------------------------------------------------------------------------------------------

_THAT = r"(?:check|verify|confirm|make sure|ensure|assert|see|test|expect)(?: to it)?"
_SHOWN = r"(?:is|are) (?:now )?(?:shown|visible|displayed|there|present|on (?:the )?screen|on the page)|appears?|shows up|exists?|can be seen"
_NOT_SHOWN = (
    r"(?:is|are) (?:not|no longer|never) (?:shown|visible|displayed|there|present|on (?:the )?screen)|"
    r"(?:isn['’]t|aren['’]t) (?:shown|visible|displayed|there|present)|(?:does not|doesn['’]t) (?:appear|show|exist)|"
    r"(?:is|are) (?:gone|hidden)|(?:has|have) (?:disappeared|gone)"
)
_STATES = {
    "checked": ("checked", True), "ticked": ("checked", True), "unchecked": ("checked", False), "not checked": ("checked", False),
    "unticked": ("checked", False), "selected": ("selected", True), "not selected": ("selected", False),
    "on": ("checked", True), "off": ("checked", False), "disabled": ("disabled", True), "greyed out": ("disabled", True),
    "enabled": ("disabled", False), "focused": ("focused", True),
}  # fmt: skip
_STATE_WORDS = "|".join(sorted(_STATES, key=len, reverse=True))


@_rule(rf"{_THAT}(?: that)? (?P<what>.+?) (?:(?P<gone>{_NOT_SHOWN})|(?P<shown>{_SHOWN}))")
def _assert_shown(m: re.Match[str], quoted: Quoted) -> Steps:
    return (Assert(read_phrase(m["what"], quoted), shown=m["shown"] is not None),)


@_rule(rf"(?P<verb>{_THAT})(?: that)? (?P<what>.+?) (?:is|are) (?:now )?(?P<state>{_STATE_WORDS})")
def _assert_state(m: re.Match[str], quoted: Quoted) -> Steps:
    state, present = _STATES[m["state"].lower()]
    what = read_phrase(m["what"], quoted)
    if state == "checked" and m["verb"].lower() in ("make sure", "ensure"):
        return (SetState(what, present),)
    return (Assert(what, shown=present, state=state),)


@_rule(
    rf"{_THAT}(?: that)? (?P<what>.+?) (?:is|are|shows?|says?|reads?|contains?|displays?|equals?|has)(?: equal to| now)? (?P<says>{MARK}|\S+)"
)
def _assert_says(m: re.Match[str], quoted: Quoted) -> Steps:
    what = Phrase("the result", "") if _RESULT.fullmatch(m["what"]) else read_phrase(m["what"], quoted)
    return (Assert(what, says=quoted.restore(m["says"])),)


_RESULT = re.compile(
    r"(?:(?:what )?(?:the |its |that )?(?:final |computed )?(?:result|answer|display|total on the display)(?: is| of (?:it|that|the (?:calculation|computation)))?"
    r"|what (?:it|the (?:display|calculator|screen)) (?:shows|says|reads|displays)|it)(?: (?:in|on|of|from) (?:the )?(?:calculator|display))?",
    re.IGNORECASE,
)
_REPORT = r"(?:tell me|report|read(?: out| aloud| me| off)?|say|give me|return|let me know|note down)(?: back)?"


@_rule(rf"{_REPORT}:? (?P<what>.+)|what(?:'s|’s| is| are| does) (?P<question>.+)")
def _read(m: re.Match[str], quoted: Quoted) -> Steps | None:
    what = m["what"] or m["question"]
    if m["question"] and (sum_ := _expression(quoted.restore(what))):
        return (Compute(sum_), Read(None, "result"))
    if _RESULT.fullmatch(what):
        return (Read(None, "result"),)
    if re.fullmatch(
        r"(?:what )?(?:the )?(?:title of the )?window(?:'s)?(?: title| is called)?(?: is)?", what, re.IGNORECASE
    ):
        return (Read(None, "window title"),)
    named = re.fullmatch(
        r"(?:what (?:is )?(?:written |shown )?(?:in |on |at )?(?P<shows>.+?)(?: (?:shows?|says?|reads?|contains?|displays?|is|holds))?"
        r"|(?:the )?(?:value|text|contents?|number|amount|status|entry)s? (?:(?:shown |written |displayed )?(?P<how>next to|beside|of|in|for|on|below|under|above|from)) (?P<of>.+)"
        r"|(?P<plain>.+?)(?: (?:shows?|says?|reads?))?)",
        what,
        re.IGNORECASE,
    )
    if named is None:
        return None
    how = (named["how"] or "").lower()
    outline = (
        named["shows"]
        or named["plain"]
        or (f"text {how} {named['of']}" if how in ("next to", "beside", "below", "under", "above") else named["of"])
    )
    return (Read(read_phrase(outline, quoted)),)


# Waiting ---------------------------------------------------------------------------------------------------------


@_rule(
    rf"wait(?: for)?(?: about| around)? (?P<number>\d+(?:\.\d+)?|{_COUNT}|half a)(?: more)? (?P<unit>seconds?|secs?|s|minutes?|min|ms|milliseconds?|moment|bit|while)"
)
def _pause(m: re.Match[str], _quoted: Quoted) -> Steps | None:
    number = 0.5 if m["number"].lower() == "half a" else float(NUMBERS.get(m["number"].lower(), 0) or m["number"])
    unit = m["unit"].lower()
    factor = 60.0 if unit.startswith("min") else 0.001 if unit in ("ms", "millisecond", "milliseconds") else 1.0
    return (Pause(number * factor),) if number * factor <= MAX_WAIT_S else None


_BOUND = rf"(?:,? (?:for )?(?:up to|at most|no longer than) (?P<bound>{_COUNT}|\d+) (?P<unit>seconds?|minutes?))?"


@_rule(
    rf"wait (?:for|until|till)(?: that)? (?P<what>.+?)(?: (?:to )?(?P<gone>disappears?|vanish(?:es)?|goes away|go away|closes?|{_NOT_SHOWN}))?{_BOUND}"
)
def _wait_for(m: re.Match[str], quoted: Quoted) -> Steps:
    what = re.sub(
        rf" (?:to )?(?:appears?|show(?:s up|s| up)?|loads?|opens?|be (?:shown|visible|loaded)|has (?:loaded|opened|appeared)|be there|{_SHOWN}|comes? up)$",
        "",
        m["what"],
        flags=re.IGNORECASE,
    )
    seconds = (
        _number(m["bound"]) * (60 if m["unit"] and m["unit"].lower().startswith("min") else 1) if m["bound"] else 30
    )
    return (WaitFor(read_phrase(what, quoted), gone=m["gone"] is not None, within_s=float(seconds)),)


@_rule(
    r"(?:when|once|as soon as|after) (?P<what>.+?) (?:appears?|shows(?: up)?|opens?|has (?:opened|loaded|appeared)|loads|(?:is|are) (?:open|visible|shown|there|loaded|displayed))"
)
def _when(m: re.Match[str], quoted: Quoted) -> Steps:
    return (WaitFor(read_phrase(m["what"], quoted)),)


# Keys and text ---------------------------------------------------------------------------------------------------


@_rule(rf"(?:press|hit|push|type|use|strike)(?: on)? (?P<keys>.+?)(?: to .+)?{_TIMES}")
def _press(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if m.group().lower().startswith(("type", "use")) and not re.search(r"\+|\bkeys?$", m["keys"], re.IGNORECASE):
        return None
    if re.match(r"(?:the )?\S+ (?:button|icon|tab|menu)$", m["keys"], re.IGNORECASE):
        return None
    chords = read_chords(quoted.restore(m["keys"]))
    return tuple(PressKeys(chord, _number(m["times"])) for chord in chords) if chords else None


@_rule(r"(?:run|execute) (?:the )?(?:command )?(?P<line>.+?)(?: in (?:the |a )?(?:terminal|shell|console))")
def _run_in_terminal(m: re.Match[str], quoted: Quoted) -> Steps:
    return (TypeText(quoted.restore(m["line"])), PressKeys(("enter",)))


_TEXT_HEAD = (
    r"(?:(?:in )?(?:the |a |this |following )*(?:text|words?|sentence|string|numbers?|phrase|note|message|line|name|value|address|password|letters?|title)"
    r"(?: with the text| with| saying| that says| reading)?\s*:?\s+)?"
)
_TYPE = r"(?:type|write|enter|input|insert|put|key in|paste)(?: in| down| out)?\s*:?"


@_rule(
    rf"{_TYPE}\s+{_TEXT_HEAD}(?P<text>{MARK})(?:(?: as (?:the|my) (?P<named>.+))|"
    r"(?: (?:in|on|at|inside|for)(?:to)?| to) (?P<field>.+?))?(?:,? followed by (?P<keys>.+))?"
)
def _type_quoted(m: re.Match[str], quoted: Quoted) -> Steps | None:
    field = m["named"] or m["field"]
    chords = read_chords(m["keys"]) if m["keys"] else ()
    if chords is None:
        return None
    into = read_phrase(field, quoted) if field else None
    return (TypeText(quoted.restore(m["text"]), into), *(PressKeys(chord) for chord in chords))


@_rule(
    rf"{_TYPE}\s+(?P<text>.+?) (?:into|in the|inside|in) "
    r"(?P<field>.+ (?:field|box|bar|area|entry|editor|input|document|cell|column|form|terminal|window)|(?<=into ).+)"
)
def _type_into(m: re.Match[str], quoted: Quoted) -> Steps:
    return (TypeText(quoted.restore(m["text"]), read_phrase(m["field"], quoted)),)


@_rule(
    r"fill(?: in| out)? (?P<field>.+?) with (?P<text>.+)|(?:set|change) (?:the )?(?:value of |text of |content of )?(?P<set>.+) to (?P<to>.+)"
)
def _fill(m: re.Match[str], quoted: Quoted) -> Steps:
    field, text = m["field"] or m["set"], m["text"] or m["to"]
    return (TypeText(quoted.restore(text), read_phrase(field, quoted), replace=True),)


@_rule(
    rf"replace (?:all |everything |(?:all )?the (?:text|contents?|value) )(?:in|of) (?P<field>.+) (?:with|by) (?P<text>{MARK}|\S+)"
)
def _replace(m: re.Match[str], quoted: Quoted) -> Steps:
    return (TypeText(quoted.restore(m["text"]), read_phrase(m["field"], quoted), replace=True),)


@_rule(
    r"(?:clear|empty|erase)(?: out)?(?: (?:all )?(?:the )?(?:text|contents?|everything) (?:of|in|from))?(?P<field> .+)?|(?:delete|remove|erase|clear) (?:all|everything|all (?:the )?text)"
)
def _clear(m: re.Match[str], quoted: Quoted) -> Steps:
    name = (m["field"] or "").strip()
    unnamed = re.fullmatch(
        r"|it|(?:the )?(?:field|text|box|input)|everything|all(?: (?:the )?text)?", name, re.IGNORECASE
    )
    return (ClearField(None if unnamed else read_phrase(name, quoted)),)


@_rule(rf"{_TYPE}\s+(?P<head>{_TEXT_HEAD})(?P<text>.+)")
def _type_plain(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if re.fullmatch(r"(?:something|anything|text|it|that|the|a)", m["text"], re.IGNORECASE) or re.search(
        MARK, m["text"]
    ):
        return None
    return (TypeText(m["text"]),)


# Arithmetic ------------------------------------------------------------------------------------------------------

_WORD_OPERATORS = (
    (r"\s*multiplied by\s*|\s+times\s+|(?<=[\d)])\s*[x×]\s*(?=[\d(])", "*"),
    (r"\s*divided by\s*|\s*÷\s*|(?<=[\d)])\s*:\s*(?=[\d(])", "/"),
    (r"\s+plus\s+", "+"),
    (r"\s+minus\s+|−|–", "-"),
)


def _expression(text: str) -> str | None:
    """The sum as a calculator takes it, or None where the text is none."""
    text = text.strip().rstrip("=?").strip()
    for words, operator in _WORD_OPERATORS:
        text = re.sub(words, operator, text, flags=re.IGNORECASE)
    text = re.sub(r"\s+", "", text)
    return text if re.fullmatch(r"[\d.,+\-*/^()%]+", text) and re.search(r"\d[^\d.,]*[+\-*/^%]", text) else None


@_rule(
    r"(?:calculate|compute|work out|evaluate)(?: the (?:result|value) of| what)?(?P<sum> .+?)(?: is)?(?: (?:in|with|using|on) (?:the |a )?(?P<app>.+))?"
)
def _compute(m: re.Match[str], quoted: Quoted) -> Steps | None:
    expression = _expression(quoted.restore(m["sum"]))
    return (Compute(expression, quoted.restore(m["app"]) if m["app"] else None),) if expression else None


# Scrolling and dragging ------------------------------------------------------------------------------------------

_SOME = {"a bit": 200.0, "a little": 200.0, "slightly": 200.0, "a little bit": 200.0}


@_rule(
    rf"scroll(?P<end> all the way)?(?: (?P<direction>up|down|left|right))?(?P<end2> all the way)?(?: to the (?P<edge>(?:very )?(?:top|bottom|end|beginning|start)))?"
    rf"(?: (?P<some>{'|'.join(_SOME)}))?(?: (?:by )?(?P<pixels>\d+) ?(?:px|pixels?))?(?: (?:by )?(?P<pages>{_COUNT}) (?:pages?|screens?))?{_TIMES}"
    r"(?: (?:until|till|to find|to) (?:you (?:can )?(?:see|find|reach) |I (?:can )?see )?(?P<until>.+?))?"
    r"(?: (?:in|inside|within|on) (?P<within>(?:the )?(?:list|page|window|document|.+ (?:list|panel|area|view|menu|table|sidebar|pane))))?"
)
def _scroll(m: re.Match[str], quoted: Quoted) -> Steps:
    edge = (m["edge"] or "").lower().removeprefix("very ")
    upwards = edge in ("top", "beginning", "start")
    direction = cast("Direction", (m["direction"] or ("up" if upwards else "down")).lower())
    until = re.sub(rf" (?:{_SHOWN}|comes into view|is in view|shows)$", "", m["until"] or "", flags=re.IGNORECASE)
    within = (
        read_phrase(m["within"], quoted)
        if m["within"] and not re.fullmatch(r"(?:the )?(?:page|window|document)", m["within"], re.IGNORECASE)
        else None
    )
    return (
        ScrollView(
            direction,
            times=min(_number(m["times"] or m["pages"]), 50),
            distance=float(m["pixels"]) if m["pixels"] else _SOME.get((m["some"] or "").lower()),
            until=read_phrase(until, quoted) if until else None,
            to_end=bool(edge or m["end"] or m["end2"]),
            within=within,
        ),
    )


@_rule(rf"page (?P<way>up|down){_TIMES}")
def _page(m: re.Match[str], _quoted: Quoted) -> Steps:
    return (PressKeys((f"page{m['way'].lower()}",), _number(m["times"])),)


@_rule(
    r"drag (?P<source>.+?) (?:(?P<way>left|right|up|down)(?:wards?)? by (?P<by>\d+)|(?:by )?(?P<by2>\d+) ?(?:px|pixels)? (?:to the )?(?P<way2>left|right|up|down)(?:wards?)?)(?: ?(?:px|pixels?))?"
)
def _drag_by(m: re.Match[str], quoted: Quoted) -> Steps:
    distance = float(m["by"] or m["by2"])
    dx, dy = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}[(m["way"] or m["way2"]).lower()]
    return (DragTo(read_phrase(m["source"], quoted), dx=dx * distance, dy=dy * distance),)


@_rule(r"drag (?:and drop )?(?P<source>.+?) (?:and drop (?:it )?)?(?:to|onto|into|over|on top of|on) (?P<onto>.+)")
def _drag(m: re.Match[str], quoted: Quoted) -> Steps:
    return (DragTo(read_phrase(m["source"], quoted), onto=read_phrase(m["onto"], quoted)),)


# Searching -------------------------------------------------------------------------------------------------------


@_rule(
    rf"(?:find|search(?: for)?|look for)(?: the)?(?: (?:text|word|words|phrase))? (?P<text>{MARK}|\S+(?: \S+){{0,5}})(?: in (?:the |this )?(?:document|page|text|file|window))?"
)
def _find(m: re.Match[str], quoted: Quoted) -> Steps | None:
    return (FindText(quoted.restore(m["text"])),)


# The pointer, last: its targets can be anything ------------------------------------------------------------------


@_rule(
    r"(?:check|tick|enable|turn on|switch on|mark)(?: off)? (?P<on>.+)|(?:uncheck|untick|disable|turn off|switch off|unmark|deselect) (?P<off>.+)|turn (?P<turned>.+) (?P<way>on|off)"
)
def _set_state(m: re.Match[str], quoted: Quoted) -> Steps | None:
    outline = m["on"] or m["off"] or m["turned"]
    on = bool(m["on"]) or (m["way"] or "").lower() == "on"
    if re.match(r"(?:that|whether|if|for|out|in)\b", outline, re.IGNORECASE):
        return None
    return tuple(SetState(phrase, on) for phrase in _targets(outline, quoted))


_GESTURES: tuple[tuple[str, Gesture], ...] = (
    (r"double[- ]?(?:click|tap)(?: on)?", "double-click"),
    (r"(?:right|secondary)[- ]?click(?: on)?|open the context menu (?:of|for|on)", "right-click"),
    (r"(?:long[- ]?(?:press|tap|click)|(?:press|tap|click) and hold|hold(?: down)?)(?: on)?", "long-press"),
    (
        r"hover(?: over| on| above)?|(?:move|put) (?:the )?(?:mouse|pointer|cursor)(?: pointer)? (?:over|to|on|onto)",
        "hover",
    ),
    (
        r"(?:left[- ])?click(?: on| at)?|tap(?: on)?|press(?: on)?|hit|push|choose|select|pick|activate|toggle|focus(?: on)?|go to",
        "click",
    ),
)


@_rule(
    "(?:"
    + "|".join(f"(?P<g{number}>{words})" for number, (words, _) in enumerate(_GESTURES))
    + rf") (?P<what>.+?){_TIMES}"
)
def _point(m: re.Match[str], quoted: Quoted) -> Steps | None:
    gesture = next(name for number, (_, name) in enumerate(_GESTURES) if m[f"g{number}"] is not None)
    verb = m.group().split()[0].lower()
    what = re.sub(r"^the (?=(?:text|word|line|paragraph|sentence)s?\b)", "", m["what"], flags=re.IGNORECASE)
    if verb == "select" and _NO_TARGET.match(what):
        return None
    return tuple(Point(gesture, phrase, _number(m["times"])) for phrase in _targets(m["what"], quoted))


def _targets(outline: str, quoted: Quoted) -> list[Phrase]:
    """One target, or each of several quoted ones."""
    if re.fullmatch(rf"(?:the )?{MARK}(?:\s*,\s*{MARK})*\s*,?\s+and\s+{MARK}", outline):
        return [read_phrase(mark, quoted) for mark in re.findall(MARK, outline)]
    return [read_phrase(outline, quoted)]
