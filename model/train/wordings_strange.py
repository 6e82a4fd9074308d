"""Makes many wordings of one: other names, texts without quotation marks, slips of the keyboard, courtesies, additions.

What is added may ask for more than is understood; such a wording's goal becomes "other", which is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from model.mini.free.tokens import Token, split
from model.train import wordings_lists as lists
from model.train.wordings import Example

_PROGRAMS = {
    "compute": lists.CALCULATORS, "clicks": lists.CALCULATORS, "copysum": lists.CALCULATORS, "look": lists.BROWSERS,
    "form": lists.BROWSERS, "press": lists.BROWSERS, "folder": lists.FILERS, "rename": lists.FILERS,
    "copy": lists.FILERS, "move": lists.FILERS, "delete": lists.FILERS, "commands": lists.TERMINALS,
}  # fmt: skip
_KINDS = (lists.EDITORS, lists.CALCULATORS, lists.BROWSERS, lists.FILERS, lists.TERMINALS)
_THINGS = ("CLICK", "CHECK", "SEE", "READ", "DEST", "BUTTON", "FOLDER")
_UNQUOTED = ("write", "append", "upper", "pairs")
"""Goals whose texts people often write without quotation marks."""


def said(text: str) -> list[Token]:
    """The tokens of plain words."""
    return [Token(word, "word" if word[0].isalnum() else "sign") for word in split(text)]


class Stranger:
    """One person who would say a task in another way."""

    def __init__(self, draw: Random, goal: str) -> None:
        self.draw, self.goal = draw, goal
        self.renames, self.swaps = draw.random() < 0.7, draw.random() < 0.6
        self.quotes, self.bares = draw.random() < 0.25, draw.random() < 0.2
        self.slips, self.small = draw.random() < 0.3, draw.random() < 0.2
        self.sign = draw.choice(".;/>–:") if draw.random() < 0.12 else ","
        self.programs: dict[str, list[Token]] = {}
        self.names: dict[str, list[Token]] = {}

    def again(self, known: Example) -> Example:
        """The wording as this person would have it."""
        tokens: list[Token] = []
        labels: list[str] = []
        for span, part in _spans(known):
            lead, new = self._span(span, part, tokens[-1].text if tokens else "")
            tokens += lead + new
            labels += ["O"] * len(lead)
            labels += [f"B-{part}", *[f"I-{part}"] * (len(new) - 1)] if part else ["O"] * len(new)
        if self.small:
            tokens = [self._small(token, label) for token, label in zip(tokens, labels, strict=True)]
        return self._framed(Example(tokens, labels, known.goal))

    def _span(self, span: list[Token], part: str, before: str) -> tuple[list[Token], list[Token]]:
        """What is said for a span, and the article before it."""
        if part in ("APP", "INTO") and self.renames:
            return self._program(part, " ".join(token.text for token in span), before)
        bare = span[0].kind in ("word", "sign")
        if part in _THINGS:
            return [], self._thing(span)
        if part == "TEXT" and not bare and self.bares and self.goal in _UNQUOTED:
            return [], said(self.draw.choice(lists.PHRASES))
        if part == "VALUE" and not bare and self.bares:
            return [], said(self.draw.choice(lists.VALUES))
        if part == "FIELD" and self.slips and self.draw.random() < 0.3:
            return [], [self._slip(token) for token in span]
        if not part:
            token = Token(self.sign, "sign") if span[0].text == "," else span[0]
            return [], [self._slip(token) if self.slips and self.draw.random() < 0.12 else token]
        return [], span

    def _program(self, part: str, said_name: str, before: str) -> tuple[list[Token], list[Token]]:
        if part not in self.programs:
            kind = lists.EDITORS if part == "INTO" else _PROGRAMS.get(self.goal, lists.EDITORS)
            if self.goal == "no":
                kind = next((each for each in _KINDS if said_name in each), kind)
            self.programs[part] = [Token(word, "word") for word in self.draw.choice(kind).split()]
        name = self.programs[part]
        lead = name[:1] if name[0].text in ("the", "a") else []
        name = name[len(lead) :]
        if before.lower() in ("the", "a", "an", "my"):
            lead = []
        if self.draw.random() < 0.25:
            name = [Token(token.text.lower(), "word") for token in name]
        return lead, name

    def _thing(self, span: list[Token]) -> list[Token]:
        bare = span[0].kind == "word"
        key = " ".join(token.text for token in span).casefold()
        if (bare and self.swaps) or (span[0].kind == "text" and self.bares and not self.quotes):
            span = self.names.setdefault(key, said(self.draw.choice(lists.NAMES)))
            bare = True
        return [Token(" ".join(token.text for token in span), "text")] if bare and self.quotes else span

    def _slip(self, token: Token) -> Token:
        word = token.text
        if token.kind != "word" or len(word) < 4 or not word.isalpha():
            return token
        at, kind = self.draw.randrange(len(word) - 1), self.draw.random()
        if kind < 0.4:
            word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        elif kind < 0.7:
            word = word[:at] + word[at + 1 :]
        elif kind < 0.85:
            word = word[:at] + word[at] + word[at:]
        else:
            word = word[:at] + self.draw.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]
        return Token(word, "word")

    def _small(self, token: Token, label: str) -> Token:
        keeps = token.kind != "word" or (label != "O" and self.draw.random() < 0.5)
        return token if keeps else Token(token.text.lower(), "word")

    def _framed(self, known: Example) -> Example:
        tokens, labels, goal = known.tokens, known.labels, known.goal
        if self.draw.random() < 0.2:
            front = said(self.draw.choice(lists.BEFORE))
            tokens, labels = front + tokens, ["O"] * len(front) + labels
        if self.draw.random() < 0.15:
            back = said(self.draw.choice(lists.AFTER))
            tokens, labels = tokens + back, labels + ["O"] * len(back)
        if goal not in ("other", "no") and self.draw.random() < 0.18:
            tokens, labels = self._with_more(tokens, labels)
            goal = "other"
        return Example(tokens, labels, goal)

    def _with_more(self, tokens: list[Token], labels: list[str]) -> tuple[list[Token], list[str]]:
        """The task with another wish in it, at the end or after a sign."""
        more = said(self.draw.choice(lists.MORE))
        anew = more[0].text[0].isupper()
        while not anew and tokens[-1].kind == "sign":
            tokens, labels = tokens[:-1], labels[:-1]
        ends = [at + 1 for at, token in enumerate(tokens) if token.kind == "sign" and token.text in ".,;!"]
        at = self.draw.choice([*ends, len(tokens)]) if anew or self.draw.random() < 0.4 else len(tokens)
        while at < len(labels) and labels[at].startswith("I-"):
            at += 1
        return [*tokens[:at], *more, *tokens[at:]], [*labels[:at], *["O"] * len(more), *labels[at:]]


def _spans(known: Example) -> Iterator[tuple[list[Token], str]]:
    """Each span with its part; each other token alone, with none."""
    at = 0
    while at < len(known.tokens):
        part = re.sub(r"^B-|^O$", "", known.labels[at])
        end = at + 1
        while part and end < len(known.tokens) and known.labels[end] == f"I-{part}":
            end += 1
        yield known.tokens[at:end], part
        at = end
