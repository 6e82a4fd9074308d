"""In which order the wishes of a task are carried out, whatever the order in which they were said."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.mini import step as steps
from model.mini.free import wishes as w
from model.mini.free.pieces import Piece

_QUESTION = re.compile(
    r"(?:^|, )\W*(?:(?:please|i(?:['’]d| would) like to|can you|could you)\s+)*(?:what|how much|find|look up|know|"
    r"check|see|learn|get|want|i(?:['’]\w+)? )\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\W*(?:on|under|in|from|at|according to|which is|that is)\b", re.IGNORECASE)


_BESIDES = re.compile(
    r"^\W*(?:which (?:is|stands)|that is|on|at|from|under|in|with|using|far|way|further|down|somewhere)\b",
    re.IGNORECASE,
)
"""Words that say on which page the thing before is."""


def in_order(sentences: Iterable[list[Piece]]) -> list[tuple[w.Wish, str]]:
    """The wishes of all pieces in the order in which they are to be done."""
    ordered: list[tuple[w.Wish, str]] = []
    for pieces in sentences:
        ordered.extend(_sentence_in_order(pieces))
    return _questions_last(_application_first(ordered))


def _sentence_in_order(pieces: list[Piece]) -> list[tuple[w.Wish, str]]:
    told: list[tuple[w.Wish, str]] = []
    later: list[tuple[w.Wish, str]] = []
    for piece in pieces:
        here = [(wish, piece.said) for wish in piece.wishes]
        at = next((at for at, (wish, _) in enumerate(here) if isinstance(wish, steps.GoTo)), None)
        if told and at is not None and _BESIDES.search(piece.said) and _clicks_alone(told):
            told = [*here[: at + 1], *told, *here[at + 1 :]]
            continue
        if piece.when > 0 and not told:
            later += here
        elif (
            told
            and isinstance(told[-1][0], steps.Read)
            and any(isinstance(wish, steps.Point) for wish, _ in here)
            and _PLACE.match(piece.said)
        ):
            told[-1:-1] = here
        elif piece.when < 0:
            start = next(
                (at for at, (wish, _) in enumerate(told) if not isinstance(wish, w.Use | steps.OpenApp | steps.GoTo)),
                len(told),
            )
            told[start:start] = here
        else:
            told += here
    return _page_first(told + later)


def _clicks_alone(told: list[tuple[w.Wish, str]]) -> bool:
    """Whether nothing but things on a page was spoken of, and no page."""
    kinds = w.Use | steps.Point | steps.SetState | steps.ScrollView | steps.Assert | steps.WaitFor
    return all(isinstance(wish, kinds) for wish, _ in told)


def _page_first(told: list[tuple[w.Wish, str]]) -> list[tuple[w.Wish, str]]:
    """A page that is named in passing is opened before anything is looked for on it."""
    pages = [at for at, (wish, _) in enumerate(told) if isinstance(wish, steps.GoTo)]
    if len(pages) != 1 or not all(
        isinstance(wish, w.Use | steps.ScrollView | steps.Read | steps.Assert)
        or (isinstance(wish, steps.Point) and _PLACE.match(said))
        for wish, said in told[: pages[0]]
    ):
        return told
    at = pages[0]
    applications = [each for each in told[:at] if isinstance(each[0], w.Use)]
    looks = [each for each in told[:at] if not isinstance(each[0], w.Use)]
    return [*applications, told[at], *looks, *told[at + 1 :]]


def _application_first(told: list[tuple[w.Wish, str]]) -> list[tuple[w.Wish, str]]:
    """The first application that is named stands first, unless its start is a step of its own."""
    at = next((at for at, (wish, _) in enumerate(told) if isinstance(wish, w.Use | steps.OpenApp)), None)
    wish = told[at][0] if at is not None else None
    if at is None or not isinstance(wish, w.Use):
        return told
    if wish.start and any(_acts(before) for before, _ in told[:at]):
        return told
    return [told[at], *told[:at], *told[at + 1 :]]


def _acts(wish: w.Wish) -> bool:
    return not isinstance(wish, w.Work | w.Again | w.Tell | w.TellIt | w.Mention | w.Write | w.Named | w.NewDocument)


def _questions_last(told: list[tuple[w.Wish, str]]) -> list[tuple[w.Wish, str]]:
    """What is asked before anything is done is told when all is done."""
    first: list[tuple[w.Wish, str]] = []
    asked: list[tuple[w.Wish, str]] = []
    for at, (wish, said) in enumerate(told):
        if isinstance(wish, w.TellIt) or (isinstance(wish, steps.Read) and _QUESTION.search(said)):
            asked.append((wish, said))
        elif isinstance(wish, w.Use | steps.GoTo | steps.OpenApp):
            first.append((wish, said))
        else:
            follows = any(isinstance(each, steps.GoTo | steps.Point) for each, _ in told[at:])
            return [*first, *told[at:], *asked] if asked and follows else told
    return told
