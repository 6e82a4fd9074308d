"""Pieces that say what goes into which field: "Name: T", "T as the city and T as the postcode"."""

from __future__ import annotations

import re
from dataclasses import replace

from model.mini.free.entities import Entities
from model.mini.free.vocabulary import END, NOUNS
from model.mini.free.wishes import Wishes
from model.mini.free.words import GLUE, LEMMAS, mended, words
from model.mini.phrase import Phrase
from model.mini.quotation import MARK
from model.mini.step import TypeText

_VERB = (
    r"(?:(?:type|write|enter|put|insert|key|fill|use|give|set|provide|supply|input|complete|have|with|"
    r"change|ask|say)(?:ing)?(?: in| down| out)?"
    r"(?: (?:the )?form)?(?: with)?:? )"
)
_FIELD = (
    rf"(?:(?:the|my|your|a|an) )?(?:field |box )?(?P<{{n}}>{MARK}(?= field| box)|[A-Za-z][\w'’/-]*(?: "
    rf"[\w'’/-]+){{{{0,3}}}}?)(?: field| box)?"
)
_PAIRS = tuple(
    re.compile(pattern.replace("{field}", _FIELD.format(n="field")), re.IGNORECASE)
    for pattern in (
        rf"{{field}}(?:\s*[:=]\s*|['’]s | (?:is|reads?|says?|shall be|will be|with|to be|to|as|should be|must be|"
        rf"has to be|being|"
        rf"gets?) )(?P<text>{MARK})",
        rf"(?P<text>{MARK})(?: (?:goes|belongs|is))? (?:in for|in as|in under|as|for|into|in|to|under|at|beside|"
        rf"next to) {{field}}",
        rf"{{field}} (?P<text>{MARK})",
        rf"(?P<text>{MARK}) (?:(?:is|should be|must be) )?(?:the|my) {{field}}",
    )
)
_SURE = re.compile(
    rf"[:=]\s*{MARK}|\b(?:is|reads|should be|must be|has to be) {MARK}|{MARK} (?:goes|belongs|is)|"
    rf"^(?-i:[A-Z])\w+ {MARK}$",
    re.IGNORECASE,
)
_NO_FIELD = (
    NOUNS
    | END
    | GLUE - {"name", "first", "last"}
    | words("folder directory name of called titled editor terminal command line it")
)
_NOUNS_TOO = words("name title state order comment address password contact search label use sum count answer note")
_PREPOSITIONS = words("in on with at from by of to for using via under into onto as and then next")
_IN_FRONT = re.compile(
    rf"\b(?:in|into|for|under|as|at) (?:(?:the|your|"
    rf"my) )?(?P<field>[A-Za-z][\w'’-]*(?: [\w'’-]+){{0,2}}?(?: field| box)?),? "
    rf"(?P<verb>enter|type|write|put|insert|fill in|key in) (?P<text>{MARK})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|;|/)\s*(?:and\s+)?|\s+and\s+")


def read(piece: str, entities: Entities) -> Wishes | None:
    piece = re.sub(r"\b(\w+) to (?:enter|use|put in|write|give|fill in) (?=is\b|should be\b)", r"\1 ", piece)
    piece = _IN_FRONT.sub(r"\g<verb> \g<text> into \g<field>", piece)
    verb = re.match(_VERB, piece, re.IGNORECASE)
    rest = piece[verb.end() :] if verb else piece
    wishes: Wishes = ()
    pairs = _BETWEEN.split(rest)
    if (
        not (verb or len(pairs) > 1 or _SURE.search(rest))
        or mended(rest.split(" ")[0]).lower() in LEMMAS.keys() - _NOUNS_TOO
    ):
        return None
    for pair in pairs:
        said = re.sub(rf"^{_VERB}", "", pair.strip(), flags=re.IGNORECASE)
        one = _pair(said, entities)
        if one is None:
            return None
        replaces = verb is not None and verb.group().lower().startswith(("set", "change", "fill"))
        wishes += (replace(one, replace=True) if replaces else one,)
    return wishes


def _pair(pair: str, entities: Entities) -> TypeText | None:
    for number, pattern in enumerate(_PAIRS):
        found = pattern.fullmatch(pair)
        if found and number == 2 and entities.kinds[found["text"]] != "text":
            continue
        if not found or entities.kinds[found["text"]] not in ("text", "path", "address", "sum"):
            continue
        field = found["field"]
        name = entities.meant(field)
        if re.search(r"\b(?:drop-?down|list|combo ?box|menu)$", name, re.IGNORECASE):
            return None
        name = re.sub(r"^its ", "", name)
        if any(word in LEMMAS and word not in _NOUNS_TOO for word in name.lower().split(" ")[1:]):
            return None
        first = name.split(" ")[0].lower()
        if first in _PREPOSITIONS or name.split(" ")[-1].lower() in (
            "text",
            "words",
            "word",
            "sentence",
            "phrase",
            "line",
        ):
            return None
        name = re.sub(r"^e-?mail(?: address)?$", "email" if name.islower() else "Email", name, flags=re.IGNORECASE)
        if first in LEMMAS and first not in _NOUNS_TOO and (" " in name or not name[0].isupper()):
            return None
        if all(word in _NO_FIELD and word != "name" for word in name.lower().split()) or len(name) > 40:
            return None
        if re.search(
            r"\b(?:file|folder|document|line|save|named?|called|contain\w*|says?|of)\b", name, re.IGNORECASE
        ) and (name.lower() not in ("name", "first name", "last name", "full name", "user name", "your name")):
            return None
        return TypeText(entities.value(found["text"]), Phrase(f"the {name} field", name, role="field"))
    return None
