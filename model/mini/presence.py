"""Whether a thing can be what words ask for: a name that stands nowhere is of something that is not there.

The pointer weighs the elements against "not there" and takes the nearest one too readily: "Edit" for "the Insert menu".
What the words say and the screen does not is plain to see, and needs no learning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from model.mini.lexicon import ROLES
from model.mini.wording import COMMON, RELATIONS
from model.pointer.inputs import Prepared
from model.pointer.items import Item
from model.pointer.matching import IDLE, match
from model.pointer.pieces import Pieces
from model.pointer.wording import QUOTES, Floats, words

ALIKE: Final = 0.7
"""Letters in common from which a word is the one that was said."""
MEANT: Final = 0.65
"""Cosine from which two names may mean the same; "sign in" and "log in" 0.79, "insert" and "edit" 0.62."""
MARK: Final = 2
"""Characters that a picture is at times misread as."""
BELIEVED: Final = 2.0
"""Odds for an element against "not there" from which the pointer knows by which other words a thing may be called."""
PICTURED: Final = 0.35
"""Cosine from which a picture may show what a word says."""
_NAMELESS: Final = IDLE | COMMON | RELATIONS | frozenset(word for role in ROLES for word in role.split()) | {
    "number", "symbol", "pictogram", "glyph", "thing", "header", "sign", "tool", "btn", "control", "picture", "hover",
    "make", "sure", "need", "like", "just", "now", "thanks", "let", "ahead", "try", "kindly",
}  # fmt: skip
"""Words that say kind, place, deed or politeness, and name nothing."""
_TYPING: Final = re.compile(
    r"\b(?:type|enter|write|fill) |\b(?:put|set|insert|change|paste|input) .*\b(?:in|into|to|for|with|by)\b|: ",
    re.IGNORECASE,
)
"""Such words tell what is to be written, which need not stand anywhere yet."""
_TOLD: Final = re.compile(
    r"\b(?:of|for|in|with|on|at|from|by|first|second|third|last|\w+est|\w+most|only|other|next|not|belongs?|where|which|"
    r"while|sitting|underneath|following|inside|within|behind)\b|'s\b",
    re.IGNORECASE,
)
"""Words that tell a thing by another, or by what it looks like: it may bear any name."""
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_COUNTING: Final = frozenset({"number", "no", "row", "column", "line", "item", "option", "nth"})
"""Words before a number that counts things."""
_VALUED: Final = frozenset({"slider", "scrollbar", "handle"})
"""Roles that stand at a number which is written nowhere."""


class _Heard(NamedTuple):
    """A word that was said, with how it fits each element by letters, picture and meaning."""

    text: str
    """As it is compared; `shown` is it as it was said, with its capitals."""
    shown: str
    start: int
    """Where it begins among the characters said."""
    before: str
    """The word before it."""
    fits: Floats
    """Elements × PAIRS."""

    @property
    def names(self) -> bool:
        """Whether it may be a name or a part of one."""
        forms = {self.text, self.text.removesuffix("s"), self.text.removesuffix("es")}
        counts = _ORDINAL.fullmatch(self.text) or (self.text.isdigit() and self.before in _COUNTING)
        return not forms & _NAMELESS and not counts

    def stands(self, glued: str) -> bool:
        """Whether it can be read anywhere; `glued` is all that is written, without spaces, which reading may lose."""
        digit = len(self.text) == 1 and self.text.isdigit()
        return bool(self.fits[:, 0].max(initial=0) > 0) or (not digit and self.text in glued)

    def may_mean(self) -> bool:
        """Whether something bears other words for it, or shows it."""
        return bool(self.fits[:, 4].max(initial=0) >= MEANT or self.fits[:, 3].max(initial=0) >= PICTURED)


def amiss(said: str, at: int, screen: Prepared, pieces: Pieces, odds: float = 0.0) -> str:
    """Why the element `at` of a screen cannot be what was said; empty where nothing speaks against it.

    ``odds`` are the pointer's that it is there: against one that is BELIEVED only names speak, by capitals or figures.
    """
    if _TYPING.search(QUOTES.sub("", said)):
        return ""
    item = screen.seen.items[at]
    fits = match(said, screen.texts).pairs
    before = ""
    heard: list[_Heard] = []
    for number, word in enumerate(words(said)):
        heard.append(_Heard(word.text, said[word.start : word.end], word.start, before, fits[number]))
        before = word.text
    glued = " ".join(_glued(text) for one in screen.seen.items for text in (one.text, one.label, one.value))
    lost = [word for word in heard if not word.stands(glued)]
    believed = odds >= BELIEVED
    alone = [word.shown for word in lost if _only_a_name(word, heard[0], item, None if believed else pieces)]
    if alone := alone or _unread(said, heard, lost, item):
        return f"“{alone[0]}” stands nowhere"
    names = [word for word in heard if word.names]
    if not believed and _told_by_name(said, item, names) and all(_differs(word, item, at) for word in names):
        return f"what comes close bears another name, “{item.text[:40]}”"
    return ""


def _glued(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _is_picture(item: Item) -> bool:
    """Whether a thing bears no words: what its picture is called is for the pointer to know."""
    return not item.text and item.role in ("icon", "image", "button")


def _is_written(item: Item) -> bool:
    return bool(re.match(r"\W*[a-z]{3}", item.text, re.IGNORECASE))


def _only_a_name(word: _Heard, first: _Heard, item: Item, pieces: Pieces | None) -> bool:
    """Whether a word can be nothing but a name: a number that counts nothing, a capital within, a word unheard of.

    What was heard of ``pieces`` know; without them no word is unheard of.
    """
    if not word.names or _is_picture(item):
        return False
    if any(map(str.isdigit, word.text)):
        return item.role not in _VALUED
    if len(word.text) < 3 or not (word.text.isascii() and word.text.isalpha()) or word is first or word.may_mean():
        return False
    strange = pieces is not None and len(item.text) > MARK and not pieces.knows(word.text)
    return (strange or word.shown[0].isupper()) and not word.text.endswith("most")


def _unread(said: str, heard: Sequence[_Heard], lost: Sequence[_Heard], item: Item) -> list[str]:
    """Quotations of which no word stands anywhere."""
    if item.role in _VALUED or _is_picture(item):
        return []
    spans = [quote.span() for quote in QUOTES.finditer(said)]
    inside = [[word for word in heard if start <= word.start < end] for start, end in spans]
    nowhere = {word.start for word in lost}
    return [
        said[start:end].strip("\"“”„'‘’«»「」『』")
        for (start, end), quoted in zip(spans, inside, strict=True)
        if quoted and all(word.start in nowhere for word in quoted)
    ]


def _told_by_name(said: str, item: Item, names: Sequence[_Heard]) -> bool:
    """Whether words tell a thing that bears some by its name alone."""
    placed = _TOLD.search(said) or RELATIONS & {word.text for word in words(said)}
    return bool(names) and _is_written(item) and said.isascii() and not placed


def _differs(word: _Heard, item: Item, at: int) -> bool:
    """Whether an element neither bears a word nor means or shows it."""
    if word.text in _glued(item.text):
        return False
    return bool(word.fits[at, 0] < ALIKE and word.fits[at, 4] < MEANT and word.fits[at, 3] < PICTURED)
