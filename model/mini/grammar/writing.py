"""Keys, and text into fields."""

from __future__ import annotations

import re

from model.mini.grammar.rules import TIMES, Rules, Steps, number
from model.mini.keys import read_chords
from model.mini.phrase import Phrase, read_phrase
from model.mini.quotation import MARK, Quoted
from model.mini.step import ClearField, FindText, PressKeys, TypeText

rules = Rules()
_HEAD = (
    r"(?:(?:in )?(?:the |a |this |following )*(?:text|words?|sentence|string|numbers?|phrase|note|message|line|name|"
    r"value|address|password|letters?|title)(?: with the text| with| saying| that says| reading)?\s*:?\s+)?"
)
_TYPE = r"(?:type|write|enter|input|insert|put|key in|paste)(?: in| down| out)?\s*:?\s+"
_FIELD_WORD = r"(?:field|box|bar|area|entry|editor|input|document|cell|column|form|terminal|window)"


@rules(r"(?:press|hit|push|type|use|strike)(?: on)? (?P<keys>.+?)(?: to .+)?", TIMES)
def press(m: re.Match[str], quoted: Quoted) -> Steps | None:
    spelled = m.group().lower().startswith(("type", "use"))
    if spelled and not re.search(r"\+|\bkeys?$", m["keys"], re.IGNORECASE):
        return None
    if re.match(r"(?:the )?\S+ (?:button|icon|tab|menu)$", m["keys"], re.IGNORECASE):
        return None
    chords = read_chords(quoted.restore(m["keys"]))
    return tuple(PressKeys(chord, number(m["times"])) for chord in chords) if chords else None


@rules(r"(?:run|execute) (?:the )?(?:command )?(?P<line>.+?)(?: in (?:the |a )?(?:terminal|shell|console))")
def run_in_terminal(m: re.Match[str], quoted: Quoted) -> Steps:
    return (TypeText(quoted.restore(m["line"])), PressKeys(("enter",)))


@rules(
    rf"{_TYPE}{_HEAD}(?P<text>{MARK})",
    r"(?: as (?:the|my) (?P<named>.+?)| (?:(?:in|on|at|inside|for)(?:to)?|to) (?P<field>.+?))?",
    r"(?:,? followed by (?P<keys>.+))?",
)
def type_quoted(m: re.Match[str], quoted: Quoted) -> Steps | None:
    field = m["named"] or m["field"]
    chords = read_chords(m["keys"]) if m["keys"] else ()
    if chords is None:
        return None
    into = _field(field, quoted) if field else None
    return (TypeText(quoted.restore(m["text"]), into), *(PressKeys(chord) for chord in chords))


@rules(rf"{_TYPE}(?P<text>.+?) (?:into (?P<into>.+)|(?:in the|inside|in) (?P<field>.+ {_FIELD_WORD}))")
def type_into(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if len(m["text"]) > 1 and re.search(MARK, m["text"]):
        return None
    return (TypeText(quoted.restore(m["text"]), _field(m["into"] or m["field"], quoted)),)


def _field(name: str, quoted: Quoted) -> Phrase | None:
    """The field of that name; None for the one that has the focus in an editor or terminal."""
    whole = r"(?:the |a )?(?:text editor|editor|terminal|console|shell|new document|document|window)"
    return None if re.fullmatch(whole, name, re.IGNORECASE) else read_phrase(name, quoted)


@rules(
    r"fill(?: in| out)? (?P<field>.+?) with (?P<text>.+)|",
    r"(?:set|change) (?:the )?(?:value of |text of |content of )?(?P<set>.+) to (?P<to>.+)|",
    r"replace (?:all |everything |(?:all )?the (?:text|contents?|value) )(?:in|of) (?P<replace>.+) ",
    rf"(?:with|by) (?P<by>{MARK}|\S+)",
)
def fill(m: re.Match[str], quoted: Quoted) -> Steps | None:
    field, text = m["field"] or m["set"] or m["replace"], m["text"] or m["to"] or m["by"]
    if len(text) > 1 and re.search(MARK, text):
        return None
    return (TypeText(quoted.restore(text), read_phrase(field, quoted), replace=True),)


@rules(
    r"(?:clear|empty|erase)(?: out)?(?: (?:all )?(?:the )?(?:text|contents?|everything) (?:of|in|from))?",
    r"(?P<field> .+)?|",
    r"(?:delete|remove|erase|clear) (?:all|everything|all (?:the )?text)",
)
def clear(m: re.Match[str], quoted: Quoted) -> Steps:
    name = (m["field"] or "").strip()
    unnamed = r"|it|(?:the )?(?:field|text|box|input)|everything|all(?: (?:the )?text)?"
    return (ClearField(None if re.fullmatch(unnamed, name, re.IGNORECASE) else read_phrase(name, quoted)),)


@rules(rf"{_TYPE}{_HEAD}(?P<text>.+)")
def type_plain(m: re.Match[str], _quoted: Quoted) -> Steps | None:
    vague = re.match(
        r"(?:something|anything|some|any|to|in|on|into|with|from|at|it|them|these|those|whatever|what|how)\b|"
        r"(?:a|an|the|some|two|three|four|several|following)\b[\w -]*\b(?:files?|notes?|documents?|texts?|"
        r"letters?|lines?|words?|"
        r"lists?|memos?|sentences?)$|"
        r"(?:text|that|this|the|a|that there|(?:that|this) (?:in|into|with|and)\b.*)$",
        m["text"],
        re.IGNORECASE,
    )
    return None if vague or re.search(MARK, m["text"]) else (TypeText(m["text"]),)


@rules(
    r"(?:find|search(?: for)?|look for)(?: the)?(?: (?:text|word|words|phrase))? ",
    rf"(?P<text>{MARK}|\S+(?: \S+){{0,5}}?)(?: in (?:the |this )?(?:document|page|text|file|window))?",
)
def find(m: re.Match[str], quoted: Quoted) -> Steps | None:
    if (len(m["text"]) > 1 and re.search(MARK, m["text"])) or re.search(
        r"^it$|^(?:me|out|us|what|how|some|a|an)\b|[,:;] ", m["text"], re.IGNORECASE
    ):
        return None
    return (FindText(quoted.restore(m["text"])),)
