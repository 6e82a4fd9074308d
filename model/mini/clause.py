"""Cutting a task into clauses, one per thing to do.

Line breaks, semicolons and the ends of sentences always cut. Commas, "then" and "and" cut only where what follows
begins like an instruction, so that "Save and Close" and "hello, world" stay whole.
"""

from __future__ import annotations

import re

from model.mini.keys import read_chords

_NUMBER = re.compile(r"^\s*(?:(?:step\s+)?\d{1,3}\s*[.):]|[-*•–])\s+", re.IGNORECASE)
_INLINE_NUMBER = re.compile(r"(?<=[\s,;.])\(?\d{1,3}[.)]\s+(?=[A-Z])")
_HARD = re.compile(r"[;；。！？\n\r]+|\?(?=[\u3400-\u9fff])|(?<!\.\.)(?<!\be\.g)(?<!\bi\.e)[.!?](?=\s|$)")
_SOFT = re.compile(
    r"(?:\s*[,，、]\s*|\s+)(?:and\s+|but\s+)?"
    r"(?:(?:then|after that|afterwards|after which|next|finally|lastly|also)\b\s*,?\s*)+"
    r"|\s*[,，、]\s*(?:and\s+)?|\s+and\s+|\s+–\s+|\s+—\s+",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?:please|kindly|now|just|first(?: of all)?|firstly|secondly|thirdly|second,|third,|then|next|after that|"
    r"afterwards|finally|lastly|also|and|so|ok|okay|hi|hello|hey|mimic|"
    r"(?:can|could|would|will) you(?! mind)|(?:would|do) you mind|i(?: would|'d|’d)? (?:want|like|need)(?: you)? to|"
    r"you (?:should|must|need to|have to|can)(?! (?:then |now )?(?:see|get|read|find)\b)|"
    r"let(?:'s|’s| us)|go ahead and|try to|make sure (?:you|to)|be sure to|remember to|help me|do this|to begin with)"
    r"(?:\s*[,:]\s*|\s+)",
    re.IGNORECASE,
)
_COURTESY = re.compile(r"\s*,\s*(?:please|thanks|thank you)(?: (?:a lot|very much))?$|\s+please$", re.IGNORECASE)
_THANKS = re.compile(r"(?:thanks|thank you|please)(?: (?:a lot|very much|in advance))?", re.IGNORECASE)

_VERBS = (
    r"open|start|launch|run|fire up|bring|switch|go|navigate|visit|browse|return|click|left[- ]click|tap|press|"
    r"push|hit|choose|select|pick|activate|toggle|check|tick|uncheck|untick|deselect|enable|disable|turn|"
    r"double[- ]?(?:click|tap)|right[- ]?click|secondary[- ]click|long[- ]?(?:press|tap|click)|hold|hover|move|"
    r"type|write|enter|input|insert|put|key in|paste|fill|set|change|replace|clear|empty|erase|scroll|page (?:up|"
    r"down)|drag|wait|verify|confirm|ensure|make|assert|tell|report|read|say|give|return|what(?:'s|’s)?|save|undo|"
    r"redo|copy|cut|close|dismiss|quit|exit|create|add|new|print|reload|refresh|maximi[sz]e|minimi[sz]e|zoom|find|"
    r"search|look|calculate|compute|work out|evaluate|focus|use|delete|remove|send|submit|rename|resize|show|stop|"
    r"do|don't|don’t|never|if|unless|when|once|as soon as|after|repeat|while|for each"
)
_INSTRUCTION = re.compile(rf"(?P<verb>{_VERBS})\b(?!['’])(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"(?:save|undo|redo|copy|cut|paste|quit|exit|reload|refresh|close|submit|send|print)", re.IGNORECASE)
_CLICKS = re.compile(r"(?:click|tap|press|choose)\b", re.IGNORECASE)
_PLACE_FIRST = re.compile(r"(?:in|on|at|from|under|inside|within|with|using)\s+.+", re.IGNORECASE | re.DOTALL)
_PRESSES = re.compile(r"(?:press|hit)\b", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_SOFT = re.compile(r"\s*(?:然后|接着|之后|随后|最后|再|并且|并|，|、|,)\s*")


def clauses(outline: str) -> list[str]:
    """The clauses of an outline in order, without numbering and courtesies."""
    found: list[str] = []
    for sentence in _sentences(outline):
        if _HAN.search(sentence):
            parts = [part for part in _HAN_SOFT.split(sentence) if part.strip()]
        else:
            parts = _soft_parts(sentence)
        found.extend(parts)
    clean = (_COURTESY.sub("", clause).strip(" ,，") for clause in _joined(found))
    return [clause for clause in clean if clause and not _THANKS.fullmatch(clause)]


def sentences(outline: str) -> list[str]:
    """The sentences and lines of an outline, without numbering and courtesies."""
    return _sentences(outline)


def begins_anew(words: str) -> bool:
    """Whether a second instruction begins within the words."""
    return len(_soft_parts(words)) > 1


def _sentences(outline: str) -> list[str]:
    pieces = [piece for part in _HARD.split(outline) for piece in _INLINE_NUMBER.split(part)]
    bare = (_without_fillers(_NUMBER.sub("", piece.strip(), count=1)) for piece in pieces)
    return [piece for piece in bare if piece and not re.fullmatch(r"\d{1,3}|[-*•–\s]+", piece)]


def _without_fillers(clause: str) -> str:
    while found := _FILLER.match(clause):
        clause = clause[found.end() :]
    return clause.strip()


def _soft_parts(sentence: str) -> list[str]:
    """The sentence cut at each comma, "then" or "and" after which an instruction begins."""
    parts: list[str] = []
    verb = ""
    start = 0
    for cut in _SOFT.finditer(sentence):
        rest = _without_fillers(sentence[cut.end() :])
        before = verb + _without_fillers(sentence[start : cut.start()])
        if cut.start() <= start:
            continue
        if _begins_instruction(rest, cut.group(), before):
            parts.append(before)
            start, verb = cut.end(), ""
        elif "then" in cut.group().lower() and (again := _CLICKS.match(before)):
            # "click Settings, then Privacy": the verb goes on.
            parts.append(before)
            start, verb = cut.end(), f"{again.group()} "
    parts.append(verb + _without_fillers(sentence[start:]))
    return [clean for part in parts if (clean := _without_fillers(part.strip()))]


def _begins_instruction(rest: str, cut: str, before: str) -> bool:
    if _PRESSES.match(before) and read_chords(re.split(r",|\s+(?:and|then)\s+", rest, maxsplit=1)[0]):
        return False  # "press Ctrl+A, then Delete": another key
    if found := _INSTRUCTION.match(rest):
        if cut.strip().lower() != "and":
            return True
        # "click Save and Close" is one label, "select all and copy" is two commands.
        alone = not found["rest"].strip(" ,")
        return not alone or bool(_BARE.fullmatch(found["verb"]) and not _CLICKS.match(before))
    return cut.strip(" ").startswith(",") and bool(_PLACE_FIRST.match(rest)) and _holds_instruction(rest)


def _holds_instruction(rest: str) -> bool:
    """Whether a place has its instruction after the next comma: "in the dialog, click OK"."""
    _, comma, after = rest.partition(",")
    return bool(comma) and bool(_INSTRUCTION.match(_without_fillers(after.strip())))


def _joined(parts: list[str]) -> list[str]:
    """The clauses with a place put behind its instruction: "choose Bold in the Format menu"."""
    joined: list[str] = []
    place = ""
    for part in parts:
        if _PLACE_FIRST.fullmatch(part) and not _HAN.search(part):
            place = part
        elif place:
            joined.append(f"{part} {place[0].lower()}{place[1:]}")
            place = ""
        else:
            joined.append(part)
    return [*joined, place] if place else joined
