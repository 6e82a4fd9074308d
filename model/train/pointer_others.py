"""Names that things on other screens bear: asked for here, they are absent as things are in daily use."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rapidfuzz.fuzz import ratio

from model.pointer.matching import vectors_of
from model.train.pointer_scene import norm, said

NAMED: Final = frozenset(
    {"button", "link", "tab", "menuitem", "checkbox", "radio", "switch", "field", "combobox", "listitem"}
)
"""Kinds that people call by their words."""
LONGEST: Final = 28
MOST_WORDS: Final = 4
MISSPELT: Final = 75
"""From here on (of 100) a name may be a text of this screen, misspelt or misread."""
NEAR: Final = 0.62
"""Cosine from which two phrases may mean the same."""


class Others:
    """The names of the controls of all screens, each with the kind that bears it."""

    def __init__(self, screens: Iterable[Mapping[str, Any]]) -> None:
        known: dict[tuple[str, str], str] = {}
        for screen in screens:
            for element in screen["elements"]:
                if not element.get("true") or element["true"][0] not in NAMED:
                    continue
                words = said({"text": "", "label": "", "role": "", **element}).strip(" :*.…")
                key = norm(words)
                if len(key) >= 3 and len(words) <= LONGEST and len(key.split()) <= MOST_WORDS and words[0].isalpha():
                    known.setdefault((key, element["true"][0]), words)
        self.names = [(words, kind) for (_, kind), words in known.items()]

    def draw(self, source: random.Random) -> tuple[str, str] | None:
        """A name and the kind that bears it; None where there are none."""
        return source.choice(self.names) if self.names else None


def borne(name: str, texts: Sequence[str]) -> bool:
    """Whether one of the texts (both normed) may say a name: within it, around it, misspelt, or in other words."""
    return any(_alike(name, text) for text in texts) or close(name, texts)


def _alike(name: str, text: str) -> bool:
    return name in text or (len(text) > 2 and text in name) or ratio(name, text) > MISSPELT


def close(words: str, texts: Sequence[str]) -> bool:
    """Whether words may mean what one of the texts says, by their vectors."""
    short = [text for text in dict.fromkeys(texts) if text and len(text.split()) <= MOST_WORDS]
    if not short:
        return False
    return bool((vectors_of(short) @ vectors_of([words])[0]).max() > NEAR)
