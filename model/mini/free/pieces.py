"""Cutting a sentence into pieces that can be read, and reading each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.mini.free import calculations, documents, fields, files, telling, visits
from model.mini.free.bag import Bag, bag_of
from model.mini.free.entities import Entities, without_application
from model.mini.free.naming import exactly, names_one_thing, unquoted
from model.mini.free.pointing import active, reworded
from model.mini.free.wishes import Agree, Named, Recase, Rewrite, Use, Wishes
from model.mini.free.words import CHANGES_MEANING, EARLIER, LATER, LEMMAS, mended, trimmed, words
from model.mini.keys import read_chords
from model.mini.phrase import Phrase
from model.mini.quotation import MARK
from model.mini.step import GoTo, MenuPath, Point, SetState, TypeText

_CUT = re.compile(
    r"\s*(?:[,，、;:]|\s–|\s—|\s-(?=\s)|\s/)\s*(?:(?:and|but|so)\s+)?(?:then\s+)?|(?:\s+and|(?<!\ball)(?<!\bthing)(?<!thing)(?<!\bone)\s+but)\s+(?:then\s+)?|"
    r"\s+then\s+|"
    r"\s+(?=(?:once|after|before|when|as soon as|which|whose|containing|using|with|so that|in|on|at|from|under|"
    r"according to|because|since|so that|so i|what|how much|follow(?:ed|ing) by|to be|there['’]?s|"
    r"there (?:is|are)|for which|that (?:is|are|stands))\s)",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?:if|when|should) (?:asked|(?:it|[\ue000-\uf8ff]|the (?:program|app|application)|you) (?:asks?|wants?|needs?|"
    r"requires?|(?:are |get "
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
    r"(?:a|the|some) (?:question|dialog(?:ue)?|prompt|confirmation) (?:will|may|might|should) (?:come up|appear|"
    r"pop up|show up|be asked)|"
    r"in the form|"
    r"find it by scrolling(?: (?:down|the page))*|"
    r"(?:which|that|it)(?:['’]s| is) (?:near|close to) the (?:very )?(?:bottom|end)(?: of (?:the|that|this) page)?|"
    r"(?:which|that|it)(?:['’]s| is) (?:far|way|further|somewhere|right)? ?(?:down|below|at the (?:very "
    r")?bottom(?: of)?)(?: (?:on )?(?:the|that|this) page)?|"
    r"(?:keep|leave|keeping|leaving) the original(?: (?:file|one))?(?: (?:where it is|there|too|as well|in place|"
    r"untouched|as "
    r"it is))?|"
    r"so that it (?:is|exists|will be) in both(?: places| folders)?|"
    r"for which (?:you|one) (?:have|has|needs?) to scroll(?: down)?|(?:but )?you (?:may |will |might )?(?:have|"
    r"need) to "
    r"scroll(?: down)?(?: (?:to|for) (?:it|that|see it|find it|get there))?|"
    r"(?:it|that|which|the (?:file|folder)) (?:does not|doesn['’]t) exist(?: yet)?|(?:and )?nothing (?:more|"
    r"else)(?: in it)?|"
    r"(?:do not|don['’]t) (?:close|quit|exit)(?: it| the \w+| anything)?(?: afterwards)?|"
    r"(?:do not|don['’]t) (?:touch|change|do|open) anything else|leave (?:everything else|all else|the rest)(?: "
    r"(?:as it is|alone|"
    r"unchanged|untouched))?|nothing else|(?:there is |there's )?no need to (?:close|quit|save|do) [a-z ]+|"
    r"(?:find out|see|check|look(?: up)?|tell me|report)|the original (?:stays|remains|is kept)(?: (?:where it "
    r"is|there|in "
    r"place))?|"
    r"scroll(?: down)?(?: all the way)? (?:to|until you (?:see|find|reach)|for) it|"
    r"(?:because|since|so that (?:I|i|we|it)|so (?:I|i|we)|as (?:I|i|we)|in order to) (?:(?:I|[a-z'’]+) ?)+|for "
    r"(?:my|our) "
    r"(?:[a-z]+ ?){1,4}",
)
"""What only says where things are, or why they are asked for."""
_BY_KEYS = re.compile(
    r"\s+(?:with|using|via|by|by pressing|by using|through|pressing) (?:the (?:keys?|shortcut) )?"
    r"(?:(?:(?:ctrl|control|alt|shift) ?\+ ?)+\w+|f\d{1,2}|the delete key)$",
    re.IGNORECASE,
)
"""The keys that one would press for what is asked."""
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


def read_sentence(sentence: str, entities: Entities, last: Piece | None = None) -> list[Piece] | None:
    """The fewest pieces that explain the whole sentence, or None; `last` is the piece said before it."""
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
            read = read_piece(piece, entities) or _elliptic(piece, entities, before[1][-1] if before[1] else last)
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
        if exact := exactly(bare, entities):
            return Piece(said, exact), 1.2
        bare, when = trimmed(found["rest"]), -1
    elif found := LATER.match(bare):
        bare, when = trimmed(found["rest"]), 1
    read = _wishes(bare, entities)
    if read is None and telling.is_reason(piece.strip(" ,")):
        return Piece(said, ()), 2.2
    return (Piece(said, read[0], when), read[1]) if read else None


_BARE_NAME = re.compile(rf"(?:the )?(?P<name>{MARK}|[A-Z][\w'’&-]*(?: [\w'’&-]+){{0,3}})(?: (?:link|button|page|tab))?")


def _elliptic(piece: str, entities: Entities, last: Piece | None) -> tuple[Piece, float] | None:
    """A name alone, after something that was clicked or a page that was opened: it is clicked too."""
    found = _BARE_NAME.fullmatch(trimmed(piece))
    before = last.wishes[-1] if last and last.wishes else None
    in_form = isinstance(before, SetState) or (isinstance(before, TypeText) and before.into is not None)
    in_form = in_form or (
        last is not None and isinstance(before, Use) and re.search(r"\b(?:page|site)", last.said) is not None
    )
    if not found or not (in_form or isinstance(before, Point | GoTo)) or getattr(before, "gesture", "click") != "click":
        return None
    name = found["name"]
    if mended(name.split(" ")[0]).lower() in LEMMAS:
        return None  # "Make it nicer" is another order
    if re.fullmatch(MARK, name) and entities.kinds[name] != "text":
        return None
    words = entities.meant(name)
    said = entities.quoted.show(entities.plain(piece.strip()))
    return Piece(said, (Point("click", Phrase(words, words)),)), 1.6


HARMLESS_TURNS = re.compile(
    r"\bstop (?=(?:when|once|as soon as|after)\b)|\b(?:is|are) not (?:needed|wanted|required|used)\b|"
    r"\b(?:isn|aren)['’]t (?:needed|wanted|required)\b|"
    r"do not need|\b(?:whether|if)\b(?=.* (?:shown|displayed|appears?|there|says)\b)|don['’]t need|^i "
    r"(?:don['’]t|do "
    r"not) want (?=.* (?:ticked|checked|enabled|on|selected)$)",
    re.IGNORECASE,
)
"""What sounds like a turn of the meaning and is none."""


def _plainly(bare: str) -> str:
    """The piece with a few turns of speech put plainly."""
    bare = re.sub(rf"^(save|open|name|call it|file ?name)\s*[:=]\s*(?={MARK}$)", r"\1 ", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\b(?:take|have|get) a (?:quick )?(?:look|peek) ", "look ", bare, flags=re.IGNORECASE)
    bare = re.sub(r"(?<=\w) (?:when|once|as soon as) (?:you (?:can )?see it|it is visible|it appears)$", "", bare)
    bare = re.sub(r"\bthe copied (?=\w)", "the ", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\b(?:head|pop|hop|go|get) (?:on )?over to ", "go to ", bare, flags=re.IGNORECASE)
    bare = re.sub(r"^(?:hit|do(?: a)?) (save|undo|redo|copy|paste)$", r"\1", bare)
    if "+" in bare and read_chords(bare):
        bare = f"press {bare}"
    bare = re.sub(r"\bpaste (?:the|that|this) copy\b", "paste it", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\b(?:if|when) (?:you|i|we|one) (?=[\ue000-\uf8ff](?: |$))", "for ", bare, flags=re.IGNORECASE)
    return re.sub(r"^(?:followed by|following by)\s+", "and then ", bare)


def _wishes(bare: str, entities: Entities) -> tuple[Wishes, float] | None:
    if _YES.fullmatch(bare):
        return (Agree(),), 1.0
    if (shorter := _BY_KEYS.sub("", bare)) != bare and (read := _wishes(shorter, entities)):
        return read
    bare = _plainly(bare)
    if by_menu := _BY_MENU.fullmatch(bare):
        path, named = exactly(by_menu["path"], entities), by_menu["name"]
        if path and len(path) == 1 and isinstance(path[0], MenuPath) and names_one_thing(path[0]):
            apps = tuple(Use(entities.value(mark)) for mark in entities.of(bare, "app"))
            return (*apps, *path, Named(entities.value(named))), 1.1
    if told := telling.of_the_past(bare, entities):
        return told, 1.0
    if CHANGES_MEANING.search(HARMLESS_TURNS.sub(" ", bare)):
        told = telling.read(bare, entities)
        read = (told, 1.5) if told else None
    else:
        read = _freely(bare, entities)
    if read:
        return read
    exact = exactly(bare, entities)
    if exact and all(map(names_one_thing, exact)):
        return exact, 1.3 + unquoted(bare)
    return None


def _freely(bare: str, entities: Entities) -> tuple[Wishes, float] | None:
    """A piece that says nothing which turns its meaning round."""
    for form in dict.fromkeys((bare, active(bare))):
        if read := _by_frames(form, bag_of(form, entities), entities):
            return read, 1.0
    if told := telling.read(bare, entities):
        return told, 1.5
    if pointed := _pointed(bare, entities):
        return pointed
    around = _around(bare, entities)
    return (around, 3.2) if around else None


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


_OF_PROGRAMS = words("use prefer favourite favorite program editor tool app application work usual")


def _around(bare: str, entities: Entities) -> Wishes | None:
    """What is written, saved, visited or worked out, read around a word or two that only name things."""
    for form in dict.fromkeys((bare, active(bare))):
        bag = bag_of(form, entities, slack=2)
        if bag.apps and len(bag.marks) == 1 and bag.has(_OF_PROGRAMS) and (where := visits.read(bag, entities)):
            return where
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
    for form in reworded(trimmed(rest)):
        if (exact := exactly(form, entities)) and all(map(names_one_thing, exact)):
            return (*where, *exact), 1.2 + unquoted(form)
    if where and (exact := exactly(trimmed(rest), entities)) and all(map(names_one_thing, exact)):
        return (*where, *exact), 1.3 + unquoted(rest)
    return None
