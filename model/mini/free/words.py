"""The words of requests: verbs with their forms, and what carries no meaning of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_LISTED = (
    "open start launch run fire bring boot load pull use take go navigate visit browse return switch get have let ask "
    "click tap press push hit choose select pick activate toggle check tick uncheck untick enable disable turn mark "
    "highlight hover hold move drag type write enter input insert put key paste jot note fill complete set change "
    "replace overwrite swap exchange substitute clear empty erase delete remove trash throw bin discard scroll wait "
    "verify confirm ensure make assert tell report read say give show print display save store keep undo redo revert "
    "copy duplicate cut close shut quit exit create add append attach name call title entitle label rename find search "
    "look locate calculate compute work figure evaluate multiply divide subtract plus sum do convert transform "
    "capitalise capitalize continue carry proceed submit send sign edit modify amend contain hold consist place leave "
    "finish end conclude list sort execute issue follow apply see know learn answer need want like build prepare "
    "produce generate compose draft record stick drop pop stop cost equal know log accept come appear pass perform "
    "rename tackle position deselect unmark expect watch state express describe relocate transfer duplicate reload "
    "refresh maximise minimise maximize minimize zoom focus register submit confirm fetch retrieve determine establish "
    "happen exist reach land head stand extend supply provide feed"
)
_VERBS = tuple(_LISTED.split())
_IRREGULAR = {
    "written": "write", "wrote": "write", "kept": "keep", "made": "make", "held": "hold", "said": "say", "saying":
    "say", "sent": "send", "given": "give", "gave": "give", "shown": "show", "chosen": "choose", "chose": "choose",
    "found": "find", "read": "read", "told": "tell", "done": "do", "did": "do", "does": "do", "gone": "go", "got":
    "get", "gotten": "get", "brought": "bring", "taken": "take", "took": "take", "thrown": "throw", "ran": "run",
    "cut": "cut", "put": "put", "set": "set", "hit": "hit", "shut": "shut", "has": "have", "had": "have", "left":
    "left", "seen": "see", "saw": "see", "known": "know", "stuck": "stick", "built": "build", "drawn": "draw",
    "copied": "copy", "copies": "copy", "applied": "apply", "emptied": "empty", "carried": "carry", "goes": "go",
    "quitting": "quit", "lying": "lie", "tells": "tell", "modified": "modify", "supplied": "supply", "fed": "feed",
    "stood": "stand", "kepts": "keep", "overwritten": "overwrite", "overwriting": "overwrite", "undone": "undo",
}  # fmt: skip
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgmnprt]$")


def _forms(verb: str) -> set[str]:
    stem = verb.removesuffix("e") if not verb.endswith("ee") else verb
    doubled = verb + verb[-1] if _DOUBLED.search(verb) else stem
    past = f"{doubled}ed"
    third = f"{verb}es" if re.search(r"(?:s|sh|ch|x|o)$", verb) else f"{verb}s"
    forms = {verb, third, f"{doubled}ing", past, f"{stem}ing", f"{stem}ed"}
    return forms | ({f"{verb[:-1]}ies", f"{verb[:-1]}ied"} if verb.endswith("y") else set())


LEMMAS: dict[str, str] = {form: verb for verb in reversed(_VERBS) for form in _forms(verb)} | _IRREGULAR
"""Each form of each verb, and its base."""
PARTICIPLES = frozenset(
    form for form, verb in LEMMAS.items() if form.endswith("ed") or form in _IRREGULAR or form in ("put", "set", "cut")
)
_LISTED_NOUNS = (
    "please result answer folder directory document button display calculator terminal editor uppercase capitals "
    "letters content number message thanks"
)
_BASES = tuple(sorted({verb for verb in (*_VERBS, *_LISTED_NOUNS.split()) if len(verb) >= 4}))


def lemma(word: str) -> str:
    """The base of a verb's form; every other word as it is."""
    word = word.lower()
    return LEMMAS.get(word, word)


@lru_cache(maxsize=512)
def mended(word: str) -> str:
    """A verb or common noun with one slip of the keyboard in it ("clikc"), put right; every other word as it is."""
    low = word.lower()
    if len(low) < 4 or low in LEMMAS or low in _KNOWN or not low.isalpha():
        return word
    near = [verb for verb in _BASES if abs(len(verb) - len(low)) <= 1 and OSA.distance(verb, low, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 and near[0][0] == low[0] else word


_KNOWN: set[str] = set()
"""Every word that any group of words holds: none of them is a slip of the keyboard."""


def words(text: str) -> frozenset[str]:
    """The words of a text as a group that pieces are compared with."""
    found = frozenset(text.split())
    _KNOWN.update(found)
    return found


GLUE = words(
    "a an the this that these those it its it's them they their there there's here in into inside within on onto to of "
    "from for with by using via through as at is are be been being was were has have had do does did should must needs "
    "need can could would will may shall which who whose what and then also too so now please pls kindly just simply i "
    "i'd i'll i've i'm me my you you're you've your we us let let's want like thanks thank some one ones while but "
    "afterwards after that's when once done ready finally lastly so still out up down over off itself "
    "get have make sure go ahead say each own both two three four five six seven back again all right "
    "would've it'll soon such exactly follow same time help want wish love appreciate job task use whose "
    "finished completed us manager browser calculator terminal emulator notepad app application program editor "
    "tool software hello hi hey okay ok well together already another other more"
)
"""Words that a request may have anywhere and that change nothing of what is wanted."""

COURTESY = re.compile(
    r"(?:(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day))(?: (?:there|computer|mimic|again|friend))?|"
    r"(?:(?:many|lots of) )?(?:thanks|thank you)(?: (?:a lot|so much|very much|in advance|a bunch|again|for your "
    r"help))*|"
    r"cheers|ta|please|pretty please|much appreciated|"
    r"(?:that|this) (?:would|will) be (?:nice|great|lovely|all|it|wonderful|perfect|kind)|"
    r"that(?:['’]s| is) (?:all|it|everything)(?: (?:i need|for now))?|(?:it(?:['’]s| is) )?nothing (?:fancy|"
    r"special|more))",
    re.IGNORECASE,
)
"""What is said for politeness alone."""

CHANGES_MEANING = re.compile(
    r"\b(?:unless|otherwise|except|excluding|instead of|depending|without|whenever|for each|for every|every time|"
    r"never|maybe|perhaps|or|whether|if|neither|nor|rather|(?:all|everything|every\w*|any\w*|each) but|apart "
    r"from|other than|not|don['’]t|doesn['’]t|didn['’]t|isn['’]t|"
    r"shouldn['’]t|mustn['’]t|won['’]t|can['’]t|avoid|stop|ask me|prevent|protect)\b|"
    r"^\W*(?:(?:did|have|had) (?:you|i|we)|why|how come|what (?:would|will|if|happens))\b",
    re.IGNORECASE,
)
"""What turns a request round or makes it depend on something; a piece with one of these is read by exact rules only."""

EARLIER = re.compile(
    r"^(?:once|after|when|as soon as|having|now that|(?:only )?then,? once)\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL
)
LATER = re.compile(r"^before\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)

_FRONT = re.compile(
    r"(?:please|pls|plz|plese|pleas|kindly|now|just|simply|first(?: of all)?|firstly|secondly|thirdly|then|next|"
    r"after that|"
    r"after this|afterwards|finally|lastly|also|and|so|but|ok|okay|hi|hello|hey|mimic|well|there(?=,)|"
    r"(?:would|do) you mind|(?:can|could|would|will) you(?: please| kindly)?(?: be so kind as to)?|"
    r"be (?:so|very) (?:kind|good|nice) (?:as to|and)|do me (?:a|the) favou?r(?: and|,)|be (?:a dear|an angel) and|"
    r"(?:dear|good) (?:computer|mimic|assistant|friend|morning|afternoon|evening)|(?:hi|hello|hey) (?:there|computer)|"
    r"(?:i|we)(?: would| will|['’]d|['’]ll)? be (?:(?:very|so|really|most) )?(?:grateful|happy|glad|thankful|pleased|"
    r"obliged|delighted) if(?: you(?: (?:could|would|can|might))?)?|(?:by|in|at) the end(?=,? (?:there|i|we)\b)|"
    r"(?:what|all) (?:i|we)(?: would|['’]d)? (?:want|need|like)(?: you to do| from you)? is(?: for you to|:)?|"
    r"(?:i|we)(?: would|['’]d|['’]ll)? (?:really )?(?:like|want|need|love|wish)(?: for)? you to|i(?: would|['’]d) "
    r"like to have|"
    r"i(?: would|['’]d)? (?:like|want|need|love|wish) to|i(?: would|['’]d) appreciate it if you|"
    r"it would be (?:nice|great|good|lovely) if you(?: could)?|you (?:should|must|need to|have to|can|may|will|are to|"
    r"ought to)(?! (?:then |now )?(?:see|get|read|find)\b)(?: then| now)?|your (?:task|job) is to|the task is to|"
    r"all you have to do is|let(?:['’]s| us)|"
    r"go ahead and|go and|come and|before anything else(?=,)|(?:start|begin|finish|end)(?: off| up)? by (?=\w+ing\b)|"
    r"(?:if possible|if you don['’]t mind|when you (?:have|get) a (?:moment|minute|chance))(?=,)|"
    r"make sure (?:you(?! (?:get|see|can see)\b)|"
    r"to)|be sure to|(?:do not|don['’]t) forget to|remember to|try to|"
    r"help me(?: to)?|do this|to begin with|to start(?: with)?|in the end(?=,)|at last|once more|"
    r"(?:when|once|as soon as|after) (?:you(?:['’]re| are|['’]ve| have)|that(?:['’]s| is| has been)|"
    r"this(?: is)?|it(?:['’]s| is)|everything(?:['’]s| is)?|all(?: that)?(?:['’]s| is)?)?\s*(?:all )?"
    r"(?:done|finished|ready|over|complete|completed|in place)(?: (?:that|this|so|with (?:that|it|this)))?|"
    r"having done (?:so|that|this)|that done|with that done|from there|in there|for (?:that|this|it)|to do (?:so|that))"
    r"(?:\s*[,:–—]\s*|\s+|$)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:\s*,\s*(?:please|pls|thanks|thank you|thx|for me|okay|ok|alright|right)(?: (?:a lot|very much|in "
    r"advance))?|\s+(?:please|pls)|"
    r"\s*,?\s*(?<![\w])(?:(?:would|will|could|can) you|if you please|if you (?:can|could|would)|afterwards|after that|"
    r"when (?:you(?:['’]re| are) )?(?:done|finished)|when (?:you have|you['’]ve) (?:finished|done (?:so|that|this))|"
    r"(?<=with yes )when (?:you(?:['’]re| are) )?(?:asked|prompted)|when (?:that|this)(?:['’]s| is) done|in "
    r"advance|if possible|if you don['’]t mind|if that(?:['’]s| is) (?:ok|okay|alright|possible)|"
    r"when you (?:have|get) a (?:moment|minute|chance)|"
    r"in the end))$",
    re.IGNORECASE,
)


def trimmed(piece: str) -> str:
    """The piece without courtesies and connecting words at its ends."""
    piece = piece.strip(" ,:–—?!.;()")
    while True:
        shorter = _FRONT.sub("", piece, count=1) if _FRONT.match(piece) else piece
        shorter = _BACK.sub("", shorter).strip(" ,:–—?!.;()")
        if shorter == piece:
            return piece
        piece = shorter


def imperative(piece: str) -> str:
    """The piece with its first verb in the base form: "clicking Save" is "click Save"."""
    first, space, rest = piece.partition(" ")
    bare = mended(first)
    base = LEMMAS.get(bare.lower())
    return f"{base if base and bare.lower() != 'left' else bare}{space}{rest}"
