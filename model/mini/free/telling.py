"""Statements: why something is asked for, how things are, which file is meant, and "do it" for what was just "
"described.
"""

from __future__ import annotations

import re

from model.mini.free.entities import Entities, without_application
from model.mini.free.wishes import Again, Mention, Use, Wishes
from model.mini.free.words import LEMMAS, lemma, words
from model.mini.quotation import MARK

_SUBJECT = re.compile(
    r"(?:(?:because|since|as|so that|so|for|although|though|while|but|and|now|well|you see,?) )?"
    r"(?:(?:i|we|he|she|they)(?:['’](?:m|re|ve|d|ll|s))?\b|"
    r"(?:my|our|his|her|their) [a-z]+|(?:it|this|that)(?:['’]s| is| was| has been| will be)\b)",
    re.IGNORECASE,
)
_STILL_ASKS = re.compile(
    r"\b(?:should|must|please|let|make|only|never|unless|until|otherwise|instead|if|wants?|wanted|needs?|needed|wish|"
    r"likes?|would|have to|has to|got to|ought|not|no|nothing|n['’]?t|whether|what|how|which|can|could|called|named|"
    r"to be|get)\b|n['’]t\b",
    re.IGNORECASE,
)
_NO_WISH = re.compile(
    r"(?:do not|don['’]t|won['’]t|must not|can['’]t|cannot|mustn['’]t)(?: (?:want|like|have|mean))?(?: to)? (?:forget|"
    r"lose|remember|know|recall|mind|care|trust|like|wait|bother)|"
    r"(?:need|want|have|like)(?:ed)? (?:somewhere|some ?place|a place|some room|room)(?: to [a-z]+)?|"
    r"(?:want|need|like|wish) to (?:remember|keep track|be sure|tidy up|clean up|get organi[sz]ed)|am not sure|"
    r"(?:have|['’]ve) got(?! to\b)",
    re.IGNORECASE,
)
"""What sounds like a wish or a refusal, and is a reason."""
_AIM = re.compile(r"^(?:\w+ )?(?:i|we)(?: want| need| would like|['’]d like) to (?P<verb>[a-z]+)", re.IGNORECASE)
_OF_FILES = words(
    "have be do write make create keep save store find read name call contain hold lie want need like start left know "
    "see expect live exist sit"
)
_DEMANDS = re.compile(
    r"\b(?:should|must|please|let|has to|have to|needs to|need to|ought|only|unless|until|if|names?|path|title)\b",
    re.IGNORECASE,
)
_FILE_SUBJECT = re.compile(
    rf"(?:(?:the|my|our|a|this|that|your)\b|there(?:['’]s| is| are| lies)?\b|(?:i|we)(?:['’]\w+)?\b|it(?:['’]s)?\b|"
    rf"{MARK} (?:is|has|was|contains|holds|lies|lives|sits|exists)\b)",
    re.IGNORECASE,
)
_FIND_FILE = re.compile(
    rf"(?:find|locate|look for|spot|search for|take|look up) (?:the |my )?(?:file |document |item )?(?:called |named )?"
    rf"(?P<a>{MARK})(?: there)?|(?:keep|leave) (?:the |my )?(?:file )?(?P<b>{MARK}) (?:where|as) it is",
    re.IGNORECASE,
)
_DO_IT = re.compile(
    r"(?:do|fix|handle|manage|arrange|accomplish|carry out|calculate|compute|work out|figure out|solve|type|write|put|"
    r"enter|create|make|perform|edit|change|try)(?: out| down| in)? "
    r"(?:it|this|that|them|these|those|all (?:of )?(?:it|this|that)|the (?:sum|calculation|job|renaming|copying|"
    r"change|changes|edit|editing|writing|typing|work))(?: all| out| down| up)?(?: there| in(?:to)? (?:it|there)| in)?",
    re.IGNORECASE,
)


_DONE_BEFORE = re.compile(
    r"(?:i|we)(?:['’]ve| have)(?: (?:already|just|once))? [a-z]+(?:ed|en|t|ade|ept|ut)?\b|(?:i|we) (?:already "
    r")?(?:have|had|"
    r"wrote|saved|made|kept|left|created|stored)\b(?! to\b)",
    re.IGNORECASE,
)
_MISNAMED = re.compile(
    rf"(?:the |my )?(?:file |document )?(?:called |named )?{MARK} (?:has|carries|got) (?:a|the) (?:wrong|bad|"
    rf"silly|old|stupid|ugly|"
    r"mis\w+) name|(?:the )?name (?:of )?(?:the |my )?(?:file )?"
    rf"{MARK} is (?:wrong|bad|silly|mis\w+)",
    re.IGNORECASE,
)
_THERE_TOO = re.compile(
    r"(?:copy|move|put|place|duplicate) (?:it|that|this|a copy(?: of it)?)(?: over)? there(?: (?:too|as well))?",
    re.IGNORECASE,
)


def of_the_past(piece: str, entities: Entities) -> Wishes | None:
    """A file that the person made before; what was to be copied "there"."""
    plain = without_application(piece, entities)
    use = tuple(Use(entities.value(mark)) for mark in entities.of(piece, "app")[:1])
    if _THERE_TOO.fullmatch(plain):
        return (*use, Again())
    marks = re.findall(MARK, plain)
    if (
        len(marks) != 1
        or entities.kinds[marks[0]] != "path"
        or not (_MISNAMED.fullmatch(plain) or (_DONE_BEFORE.match(plain) and not _DEMANDS.search(plain)))
    ):
        return None
    return (*use, Mention(entities.value(marks[0])))


def is_reason(said: str) -> bool:
    """Whether the words only tell how things are, or why something is wanted, and name nothing to work on."""
    if re.search(MARK, said) or not _SUBJECT.match(said):
        return False
    aim = _AIM.search(said)
    rest = said[aim.end() :] if aim and aim["verb"].lower() not in LEMMAS else _NO_WISH.sub(" ", said)
    return not _STILL_ASKS.search(rest)


def read(piece: str, entities: Entities) -> Wishes | None:
    """A file that is spoken of, or "do that in Kate"."""
    apps = entities.of(piece, "app")
    plain = without_application(piece, entities)
    use = tuple(Use(entities.value(mark)) for mark in apps)
    if len(apps) > 1:
        return None
    if use and re.fullmatch(r"(?:use )?(?:for|to) [a-z]+(?:ing)? (?:it|this|that|them|the file)", plain, re.IGNORECASE):
        return (*use, Again())
    if _DO_IT.fullmatch(re.sub(r"\s+(?:for me|please)$", "", plain)):
        return (*use, Again())
    if found := _FIND_FILE.fullmatch(plain):
        mark = found["a"] or found["b"]
        return (*use, Mention(entities.value(mark))) if entities.kinds[mark] == "path" else None
    marks = re.findall(MARK, plain)
    if len(marks) != 1 or entities.kinds[marks[0]] != "path" or _DEMANDS.search(plain):
        return None
    bare = re.sub(r"\b(an?|the) \w+ing\b", r"\1", plain.lower())
    verbs = {lemma(word) for word in re.findall(r"[a-z]+(?:['’][a-z]+)?", bare) if word in LEMMAS}
    if _FILE_SUBJECT.match(plain) and verbs <= _OF_FILES:
        return (*use, Mention(entities.value(marks[0])))
    return None
