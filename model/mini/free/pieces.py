"""Cutting a sentence into pieces that can be read, and reading each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.mini.clause import begins_anew
from model.mini.free import calculations, documents, fields, files, visits
from model.mini.free.bag import Bag, bag_of
from model.mini.free.entities import Entities, without_application
from model.mini.free.pointing import active, reworded
from model.mini.free.wishes import Agree, Named, Recase, Rewrite, Use, Wishes
from model.mini.free.words import CHANGES_MEANING, EARLIER, LATER, trimmed
from model.mini.grammar import read_clause
from model.mini.phrase import Phrase
from model.mini.quotation import MARK
from model.mini.step import GoTo, MenuPath, Read

_CUT = re.compile(
    r"\s*(?:[,，、;:]|\s–|\s—|\s-(?=\s)|\s/)\s*(?:(?:and|but|so)\s+)?(?:then\s+)?|\s+(?:and|but)\s+(?:then\s+)?|"
    r"\s+then\s+|"
    r"\s+(?=(?:once|after|before|when|as soon as|which|whose|containing|using|with|so that|in|on|at|from|under|"
    r"according to|because|since|so that|so i|what|how much|follow(?:ed|ing) by|to be)\s)",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?:if|when|should) (?:(?:it|[\ue000-\uf8ff]|the (?:program|app|application)|you) (?:asks?|(?:are |get "
    r")?asked)(?: you)?(?: for "
    r"confirmation)?|(?:a|any|the|some) (?:question|dialog|dialogue|prompt|message|warning|confirmation))[\w "
    r"]*?"
    r"(?: (?:comes up|appears|pops up|is asked|shows up|comes|turns up))?,? (?:then )?(?:say|answer|click|press|"
    r"choose|confirm)(?: it)?(?: with)? yes|(?:say|answer|click|press|choose) yes (?:if|when) (?:it|you|anything|"
    r"something|a question)"
    r"(?: (?:is|are|gets?))?(?: asks?| asked| comes up| appears)(?: you)?(?: for confirmation)?",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:which|that|it)(?:['’]s| is) (?:far|way|further|somewhere|right)? ?(?:down|below|at the (?:very "
    r")?bottom(?: of)?)(?: (?:on )?(?:the|that|this) page)?|"
    r"(?:keep|leave|keeping|leaving) the original(?: (?:file|one))?(?: (?:where it is|there|in place|untouched|as "
    r"it is))?|"
    r"so that it (?:is|exists|will be) in both(?: places| folders)?|"
    r"for which you (?:have|need) to scroll(?: down)?|(?:but )?you (?:may |will |might )?(?:have|need) to "
    r"scroll(?: down)?(?: to (?:it|see it|find it|get there))?|"
    r"(?:it|that|which|the (?:file|folder)) (?:does not|doesn['’]t) exist(?: yet)?|(?:and )?nothing (?:more|"
    r"else)(?: in it)?|"
    r"(?:do not|don['’]t) (?:close|quit|exit)(?: it| the \w+| anything)?(?: afterwards)?|"
    r"(?:do not|don['’]t) (?:touch|change|do|open) anything else|leave (?:everything else|all else|the rest)(?: "
    r"(?:as it is|alone|"
    r"unchanged|untouched))?|nothing else|(?:there is |there's )?no need to (?:close|quit|save|do) [a-z ]+|"
    r"(?:find out|see|check|look|tell me|report)|the original (?:stays|remains|is kept)(?: (?:where it is|there|in "
    r"place))?|"
    r"scroll(?: down)?(?: all the way)? (?:to|until you (?:see|find|reach)) it|"
    r"(?:because|since|so that (?:I|i|we|it)|so (?:I|i|we)|as (?:I|i|we)|in order to) (?:(?:I|[a-z'’]+) ?)+|for "
    r"(?:my|our) "
    r"(?:[a-z]+ ?){1,4}",
)
"""What only says where things are, or why they are asked for."""
_BY_MENU = re.compile(
    r"(?:(?:use|choose|click|select|go to|through|via|with) )?(?:the menu )?(?P<path>[^>,]+(?: > [^>,]+)+?) (?:to "
    r"(?:create|make|add)|and (?:create|name|call)|,? called|,? named)"
    rf"(?: (?:it|a|the))?(?: (?:new )?folder)?(?: (?:called|named))? (?P<name>{MARK})",
    re.IGNORECASE,
)
MOST_CUTS = 30
LONGEST = 12
"""Cuts that one piece may reach over."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A read piece of a sentence."""

    said: str
    wishes: Wishes
    when: int = 0
    """-1: before what stands before it in the sentence; 1: after what follows it; 0: in its turn."""


def read_sentence(sentence: str, entities: Entities) -> list[Piece] | None:
    """The fewest pieces that explain the whole sentence, or None."""
    cuts = [match.span() for match in _CUT.finditer(sentence)][:MOST_CUTS]
    starts = [0, *(end for _, end in cuts)]
    loose = [0.0, *(0.2 if sentence[start:end].isspace() else 0.0 for start, end in cuts)]
    ends = [*(start for start, _ in cuts), len(sentence)]
    best: list[tuple[float, list[Piece]] | None] = [(0.0, []), *([None] * len(ends))]
    for stop in range(1, len(ends) + 1):
        for first in range(max(0, stop - LONGEST), stop):
            before = best[first]
            if before is None:
                continue
            held = best[stop]
            if held is not None and before[0] + loose[first] + 1.0 >= held[0]:
                continue
            piece = sentence[starts[first] : ends[stop - 1]]
            read = read_piece(piece, entities)
            if read is None:
                continue
            cost = before[0] + loose[first] + read[1]
            if held is None or cost < held[0]:
                best[stop] = (cost, [*before[1], read[0]])
    found = best[-1]
    return found[1] if found else None


def read_piece(piece: str, entities: Entities) -> tuple[Piece, float] | None:
    """The piece and what its reading costs: 1, more where words were taken for names."""
    said = entities.quoted.show(entities.plain(piece.strip()))
    bare = trimmed(piece)
    if not bare or _ASIDE.fullmatch(bare[:1].lower() + bare[1:]):
        return Piece(said, ()), 0.4
    when = 0
    if found := EARLIER.match(bare):
        if exact := _exact(bare, entities):
            return Piece(said, exact), 1.2
        bare, when = trimmed(found["rest"]), -1
    elif found := LATER.match(bare):
        bare, when = trimmed(found["rest"]), 1
    read = _wishes(bare, entities)
    return (Piece(said, read[0], when), read[1]) if read else None


def _wishes(bare: str, entities: Entities) -> tuple[Wishes, float] | None:
    if _YES.fullmatch(bare):
        return (Agree(),), 1.0
    bare = re.sub(r"\s+(?:with|using|via|by|by pressing|by using) ctrl ?\+ ?[cvxas]$", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\bpaste (?:the|that|this) copy\b", "paste it", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\b(?:if|when) (?:you|i|we|one) (?=[\ue000-\uf8ff](?: |$))", "for ", bare, flags=re.IGNORECASE)
    bare = re.sub(r"^(?:followed by|following by)\s+", "and then ", bare)
    if by_menu := _BY_MENU.fullmatch(bare):
        path, named = _exact(by_menu["path"], entities), by_menu["name"]
        if path and len(path) == 1 and isinstance(path[0], MenuPath):
            apps = tuple(Use(entities.value(mark)) for mark in entities.of(bare, "app"))
            return (*apps, *path, Named(entities.value(named))), 1.1
    if not CHANGES_MEANING.search(
        re.sub(
            r"\b(?:is|are) not (?:needed|wanted|required|used)\b|\b(?:isn|aren)['’]t (?:needed|wanted|required)\b|"
            r"do not need|\b(?:whether|if)\b(?=.* (?:shown|displayed|appears?|there|says)\b)|don['’]t need|^i "
            r"(?:don['’]t|do "
            r"not) want (?=.* (?:ticked|checked|enabled|on|selected)$)",
            " ",
            bare,
        )
    ):
        for form in dict.fromkeys((bare, active(bare))):
            bag = bag_of(form, entities)
            if read := _by_frames(form, bag, entities):
                return read, 1.0
        if pointed := _pointed(bare, entities):
            return pointed
        if around := _around(bare, entities):
            return around, 3.2
    exact = _exact(bare, entities)
    if exact and not all(map(names_one_thing, exact)):
        return None
    return (exact, 1.3 + _unquoted(bare)) if exact else None


def _by_frames(form: str, bag: Bag, entities: Entities) -> Wishes | None:
    plain = without_application(form, entities)
    read = (
        visits.read(bag, entities)
        or files.read(bag, entities)
        or documents.read(bag, entities)
        or calculations.read(bag, entities)
        or fields.read(plain, entities)
    )
    if read is None or not bag.apps or any(isinstance(wish, Use) for wish in read):
        return read
    return read if any(getattr(wish, "app", "") == bag.apps[0] for wish in read) else (Use(bag.apps[0]), *read)


def _around(bare: str, entities: Entities) -> Wishes | None:
    """What is written, saved, visited or worked out, read around a word or two that only name things."""
    for form in dict.fromkeys((bare, active(bare))):
        bag = bag_of(form, entities, slack=2)
        if not bag.marks or not (bag.texts or bag.paths or bag.sums or bag.addresses):
            continue
        read = (
            visits.read(bag, entities)
            if bag.addresses
            else documents.read(bag, entities) or calculations.read(bag, entities)
        )
        if read and not any(isinstance(wish, Rewrite | Recase) for wish in read):
            return (Use(bag.apps[0]), *read) if bag.apps and not any(isinstance(wish, Use) for wish in read) else read
    return None


def _pointed(bare: str, entities: Entities) -> tuple[Wishes, float] | None:
    """Things on the screen in free words; an application or address beside them is where they are."""
    apps, addresses = entities.of(bare, "app"), entities.of(bare, "address")
    if len(apps) > 1 or len(addresses) > 1:
        return None
    rest = without_application(bare, entities)
    if apps and _ASIDE.fullmatch(rest):
        return (Use(entities.value(apps[0])),), 1.0
    for mark in addresses:
        rest = re.sub(
            rf"\s*(?:on|at|from|to|in|of)?\s*(?:the )?(?:page|site|website)?\s*{mark}", "", rest, flags=re.IGNORECASE
        ).strip(" ,")
    where: Wishes = (*(Use(entities.value(mark)) for mark in apps), *(GoTo(entities.value(mark)) for mark in addresses))
    for words in reworded(trimmed(rest)):
        if (exact := _exact(words, entities)) and all(map(names_one_thing, exact)):
            return (*where, *exact), 1.2 + _unquoted(words)
    if where and (exact := _exact(trimmed(rest), entities)) and all(map(names_one_thing, exact)):
        return (*where, *exact), 1.3 + _unquoted(rest)
    return None


_NO_NAME = re.compile(
    r"://|[,;] |^(?:out|up|off|through|under|on|in|at|from|with|to|of|by)\b|\b(?:there['’]?s|there (?:is|are)|"
    r"should|must|before|after|which|until|way through|using|without|it all|far down)\b|^(?:it|that) "
    r"(?!(?:button|link|one|box|field)$)|\b(?:en|dis)abled\b|\b(?:un)?ticked\b",
    re.IGNORECASE,
)
_NO_ENTRY = re.compile(r"\b(?:with|it|using|make|confirm|to (?:create|make))\b|[,()]|(?:\S+ ){5}", re.IGNORECASE)
_KIND = re.compile(
    r"(?:price|cost|amount|fare) (?:\w+ )?(?:for|of|listed|given)\b|(?:price|cost|amount|fare)$|price listed|.* "
    r"page says",
    re.IGNORECASE,
)
"""Words that a target's unquoted name does not hold."""


def names_one_thing(wish: object) -> bool:
    """Whether the targets of a step are names, and not the rest of a sentence."""
    values = [getattr(wish, name) for name in getattr(wish, "__slots__", ())]
    phrases = [value for value in values if isinstance(value, Phrase)]
    if isinstance(wish, MenuPath):
        return not any(_NO_ENTRY.search(re.sub(r"“[^”]*”", "", phrase.said)) for phrase in wish.path)
    anchors = [phrase.relation.anchor for phrase in phrases if phrase.relation]
    if isinstance(wish, Read) and any(_KIND.match(phrase.words) and not phrase.role for phrase in phrases):
        return False
    if isinstance(wish, Read) and any(anchor.relation for anchor in anchors):
        return False
    return not any(_NO_NAME.search(re.sub(r"“[^”]*”", "", phrase.said)) for phrase in (*phrases, *anchors))


def _exact(words: str, entities: Entities) -> Wishes | None:
    """As the exact grammar reads it, where it would not cut it."""
    plain = entities.plain(words)
    if begins_anew(plain) or re.search(r"[,;]\s", plain):
        return None
    return read_clause(plain, entities.quoted)


def _unquoted(plain: str) -> float:
    """How much was taken for names and texts without being quoted: words beyond four, and what joins two things."""
    said = re.sub(MARK, "", plain)
    return 0.2 * max(0, len(said.split()) - 6) + 1.5 * len(re.findall(r"\s(?:and|then)\s(?![A-Z])", said))
