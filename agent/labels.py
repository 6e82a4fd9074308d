"""What a label or a text is about, by the lexicon: something that is only read, edits, spends or destroys."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from agent import lexicon
from agent.base import Consequence
from agent.wording import shortened

DESTROYS = lexicon.compiled(lexicon.DESTROYS)
SPENDS = lexicon.compiled(lexicon.SPENDS)
EDITS = lexicon.compiled(lexicon.EDITS)
HARMLESS = lexicon.compiled(lexicon.HARMLESS)
CANCELS = lexicon.compiled(lexicon.CANCELS)
AFFIRMS = lexicon.compiled(lexicon.AFFIRMS)
ASKS_TO_SAVE = lexicon.compiled(lexicon.ASKS_TO_SAVE)
TAKEN_BACK = re.compile(rf"(?:{lexicon.compiled(lexicon.NEGATIONS).pattern})\s*(?:{DESTROYS.pattern}|{SPENDS.pattern})")
FILE_NAME = re.compile(r"\S*\w\.\w{1,5}(?!\w)")
LABEL_WORDS = 7
"""Words that a label has at most; a longer line is a text to read, not a thing to press."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A consequence and the reason for it, in words for the person."""

    consequence: Consequence
    why: str = ""


READS, MAY_EDIT = Judgement(Consequence.READS), Judgement(Consequence.EDITS)
GRAVITY = tuple(Consequence)


def gravest(*judgements: Judgement) -> Judgement:
    return max(judgements, key=lambda each: GRAVITY.index(each.consequence))


def of_label(text: str) -> Judgement:
    """What pressing a thing with this label can do. Long texts are not labels."""
    return of_text(text) if len(text.split()) <= LABEL_WORDS and len(text) <= 80 else READS


@lru_cache(maxsize=4096)
def of_text(text: str) -> Judgement:
    """What a text is about, by the lexicon; a grave word that is taken back (“don't delete”) does not count."""
    if not text:
        return READS
    bare = TAKEN_BACK.sub(" ", HARMLESS.sub(" ", FILE_NAME.sub(" ", folded(text))))
    for pattern, consequence, doing in (
        (SPENDS, Consequence.SPENDS, "spends or sends"),
        (DESTROYS, Consequence.DESTROYS, "deletes or cannot be undone"),
    ):
        match = pattern.search(bare)
        if match:
            return Judgement(consequence, f"“{shortened(match[0])}” {doing}")
    return MAY_EDIT if EDITS.search(bare) else READS


def folded(text: str) -> str:
    """One case, one Unicode form, one kind of apostrophe, no mnemonics, no marks at the ends."""
    plainly = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    plainly = "".join(c for c in plainly if unicodedata.category(c) != "Cf")
    return re.sub(r"(?<!\w)[_&](?=\w)|…|\.\.\.", "", plainly).strip(" \t\n.:!?")


def says(pattern: re.Pattern[str], label: str) -> bool:
    """Whether a label says just what the pattern stands for."""
    return pattern.fullmatch(folded(label)) is not None


def of_bin(words: str) -> Judgement:
    """Dragging onto a bin throws away, though clicking it only opens it."""
    if re.search(r"trash|\bbin\b|recycle|papierkorb|回收站|废纸篓|corbeille|papelera", words.casefold()):
        return Judgement(Consequence.DESTROYS, f"drags into “{shortened(words)}”")
    return of_label(words)
