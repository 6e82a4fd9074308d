"""The ladder: a target is looked for by the surest and cheapest sign first. Each rung says how sure it is.

accessibility identity → appearance near its place → beside the words that name it → appearance anywhere, at any scale
and in any theme → words and role → other words of the same meaning → its kind and place among its
neighbours → the embedded model → the big model. After these come the person, and the end; see
`agent.macros.replaying.replay`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from agent.macros.file.store import picture
from agent.macros.file.target import Place, Target
from agent.macros.grounding import looks
from agent.macros.grounding.anchoring import by_anchor, pictured, sayable, stands_there
from agent.macros.grounding.answering import FAR, LABELLED, LEAST_LETTERS, answers, may_be
from agent.macros.grounding.company import by_company
from agent.macros.grounding.crossing import by_grid
from agent.macros.grounding.describing import identity
from agent.macros.grounding.icons import likeness, same_sign, the_icon
from agent.macros.grounding.rewording import reworded
from agent.macros.grounding.whereabouts import distance, in_row, places, small, within
from agent.reading import Reader, elements_at, elements_in, plain, shows, words_of
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint
from bridges.errors import MimicError
from model.base import Element, Model

Rung: TypeAlias = Literal[
    "identity", "place", "anchor", "anywhere", "words", "reworded", "company", "embedded", "big", "person"
]

ENOUGH, ENOUGH_TO_DESTROY = 0.8, 0.95
"""How sure a rung must be for a step, and for one of a grave class."""
SAME = 0.9
"""Score of a picture near its place from which it is the same."""
SAME_ICON = 0.6
"""Likeness to the icon encoder below which a picture that is found elsewhere is another icon."""
LIT = 0.9
"""How sure a thing is that is the same but for its frame or the light on it."""
SURE = 0.99
UNSAID = 0.5
"""Confidence is multiplied by this where the words that were on the target cannot be read where it is found."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the target is."""

    box: Box
    point: FramePoint
    rung: Rung
    confidence: float
    element: Element | None = None

    @property
    def as_recorded(self) -> bool:
        """Whether it was found by what was recorded, and so is no heal."""
        return self.rung in ("identity", "place")


@dataclass(slots=True)
class Ladder:
    """Looks for the targets of one macro. Models are asked only on the last rungs; `calls` counts that."""

    folder: Path
    reader: Reader
    embedded: Model | None = None
    big: Model | None = None
    calls: int = 0
    tried: dict[str, float] = field(default_factory=dict)
    """Confidence of each rung at the last search."""
    veiled: bool = False
    """At the last search the target was seen, but under a veil: something in front of it wants an answer first."""
    _pictures: dict[str, Frame | None] = field(default_factory=dict)

    def find(self, target: Target, seen: Observation, enough: float, *, cheap: bool) -> Found | None:
        """The first rung that is sure enough. ``cheap``: only rungs that take milliseconds."""
        self.tried, self.veiled = {}, False
        rungs: list[Callable[[Target, Observation], Found | None]] = [self._identity, self._place]
        if not cheap:
            rungs += [self._anchor, self._anywhere, self._icon, self._words, self._reworded, self._company]
            rungs += [self._embedded, self._big]
        best: Found | None = None
        for rung in rungs:
            found = rung(target, seen)
            if found is None or self._is_veiled(target, found, seen):
                continue
            self.tried[found.rung] = round(max(found.confidence, self.tried.get(found.rung, 0.0)), 3)
            if found.confidence >= enough:
                return found
            if best is None or found.confidence > best.confidence:
                best = found
        return best if not cheap else None

    def pictured(self, target: Target, seen: Observation) -> bool:
        """Whether the target's picture is anywhere on a screen that looks as it did."""
        found = self._anywhere(target, seen)
        return found is not None and found.confidence >= ENOUGH

    def picture(self, file: str) -> Frame | None:
        if file not in self._pictures:
            self._pictures[file] = picture(self.folder, file)
        return self._pictures[file]

    def _is_veiled(self, target: Target, found: Found, seen: Observation) -> bool:
        if target.looks is None or found.as_recorded:
            return False
        portrait = self.picture(target.looks.picture)
        if portrait is not None and looks.veiled(seen.frame, portrait, target.looks.box, found.box):
            self.veiled = True
        return self.veiled

    # Rungs

    def _identity(self, target: Target, seen: Observation) -> Found | None:
        if not target.identity or not seen.tree:
            return None
        alike = [node for node in seen.tree if identity(node) == target.identity and "disabled" not in node.states]
        if not alike:
            return None
        expected = places(target.place, seen)
        nearest = min(alike, key=lambda node: distance(node.box, expected))
        confidence = 0.97 if len(alike) == 1 else 0.9 if distance(nearest.box, expected) < FAR else 0.6
        at = target.place.at if target.place and small(nearest.box) else (0.5, 0.5)
        return Found(nearest.box, within(nearest.box, at), "identity", confidence)

    def _place(self, target: Target, seen: Observation) -> Found | None:
        if target.place is None or not _same_application(target, seen):
            return None
        if target.looks is None:
            return self._point(target, target.place, seen)
        portrait = self.picture(target.looks.picture)
        if portrait is None:
            return None
        best: looks.Match | None = None
        for expected in places(target.place, seen):
            match = looks.near(seen.frame, portrait, target.looks.box, expected)
            if match is None or match.score < SAME or not stands_there(target, seen.frame, portrait, match.box):
                continue
            if best is None or match.score > best.score:
                best = match
            if best and best.score >= SURE:
                break
        if best is None:
            return self._lit(target, target.place, portrait, seen)
        return Found(best.box, within(best.box, target.place.at), "place", min(1.0, best.score))

    @staticmethod
    def _point(target: Target, place: Place, seen: Observation) -> Found | None:
        """A bare point of the screen, which nothing describes and a person has confirmed; on a screen of that size."""
        described = target.words or target.label or target.near or target.identity or target.anchor
        height, width = seen.frame.shape[:2]
        if described or place.window or place.within != (width, height):
            return None
        return Found(place.box, within(place.box, place.at), "place", ENOUGH)

    def _lit(self, target: Target, place: Place, portrait: Frame, seen: Observation) -> Found | None:
        """The same at its place but for its frame or the light on it.

        A field that has the focus, beside the words that name it, and what bears words and had the pointer on it.
        """
        assert target.looks is not None
        field = target.anchor is not None and target.role == "field"
        if not field and (target.anchor is not None or not sayable(target.words)):
            return None
        same = looks.equal if field else looks.lit
        inside = looks.part(portrait, target.looks.box)
        for expected in places(place, seen):
            if same(inside, looks.part(seen.frame, expected)) and stands_there(target, seen.frame, portrait, expected):
                if not field and looks.veiled(seen.frame, portrait, target.looks.box, expected):
                    self.veiled = True
                    return None
                return Found(expected, within(expected, place.at), "place", LIT)
        return None

    def _anchor(self, target: Target, seen: Observation) -> Found | None:
        if target.anchor is None or target.looks is None:
            return None
        portrait = self.picture(target.looks.picture)
        beside = by_anchor(target, seen.frame, portrait, self.reader.texts(seen)) if portrait is not None else None
        if beside is None:
            return None
        box, confidence, element = beside
        at = target.place.at if target.place else (0.5, 0.5)
        return Found(box, within(box, at), "anchor", confidence * self._belonging(target, seen), element)

    def _anywhere(self, target: Target, seen: Observation) -> Found | None:
        if target.looks is None or (portrait := self.picture(target.looks.picture)) is None:
            return None
        match = looks.anywhere(seen.frame, portrait, target.looks.box)
        if match is None or match.score < 0.6:
            return None
        told = target.words if sayable(target.words) else ""
        confidence = match.score
        if target.anchor is not None:
            # Another of its kind looks the same: which one it is, only the words beside it can say.
            confidence *= UNSAID
        if told:
            # The rows of a menu touch: what the next one says is not said here.
            beside = [one for one in elements_in(match.box, self.reader.texts(seen)) if in_row(one.box, match.box)]
            here = [words_of(one) for one in beside]
            confidence = max(confidence, 0.9) if shows(told, here) else confidence * UNSAID
        elif match.margin < 0.08 or (pictured(target) and not self._same_icon(target, portrait, seen, match.box)):
            confidence *= UNSAID
        elif match.score < 0.93:
            confidence *= 0.85
        confidence *= self._belonging(target, seen)
        at = target.place.at if target.place else (0.5, 0.5)
        return Found(match.box, within(match.box, at), "anywhere", min(confidence, 0.97))

    @staticmethod
    def _same_icon(target: Target, portrait: Frame, seen: Observation, box: Box) -> bool:
        """Whether the icon encoder agrees: a look-alike of nearly the same lines may mean something else."""
        assert target.looks is not None
        return float(likeness(portrait, target.looks.box, seen.frame, [box])[0]) >= SAME_ICON

    def _icon(self, target: Target, seen: Observation) -> Found | None:
        """The one picture on the screen that means the same, where the target is one without words."""
        if target.looks is None or target.anchor is not None or sayable(target.words):
            return None
        portrait = self.picture(target.looks.picture)
        if portrait is None:
            return None
        elements = self.reader.texts(seen)
        best = the_icon(target, portrait, seen.frame, elements, places(target.place, seen))
        if best is None:
            return None
        return Found(best.box, best.box.center, "anywhere", 0.9 * self._belonging(target, seen), best)

    def _words(self, target: Target, seen: Observation) -> Found | None:
        elements = self.reader.texts(seen)
        expected = places(target.place, seen)
        scored = [(answers(target, one, elements, expected), one) for one in elements if one.role != "window"]
        scored = sorted(((s, one) for s, one in scored if s > 0.3), key=lambda pair: -pair[0])
        if not scored:
            return None
        score, best = scored[0]
        if pictured(target) and not self._same_sign(target, best, seen):
            return None
        rivals = [s for s, one in scored[1:] if not one.box.intersection(best.box).area]
        if rivals and score - rivals[0] < 0.03:
            score *= 0.75
        score *= self._belonging(target, seen)
        return Found(best.box, best.box.center, "words", round(min(score, 0.96), 3), best)

    def _same_sign(self, target: Target, one: Element, seen: Observation) -> bool:
        """Whether a thing whose words say nothing looks like the target: different icons are misread as one letter."""
        portrait = self.picture(target.looks.picture) if target.looks else None
        return portrait is None or same_sign(target, portrait, seen.frame, one)

    def _reworded(self, target: Target, seen: Observation) -> Found | None:
        found = reworded(target, self.reader.texts(seen), places(target.place, seen))
        if found is None:
            return None
        element, confidence = found
        confidence *= self._belonging(target, seen)
        return Found(element.box, element.box.center, "reworded", round(confidence, 3), element)

    def _company(self, target: Target, seen: Observation) -> Found | None:
        elements = self.reader.texts(seen)
        portrait = self.picture(target.looks.picture) if target.looks else None
        found = by_grid(target, portrait, elements, seen) if portrait is not None else None
        found = found or by_company(target, portrait, elements, seen)
        if found is None:
            return None
        element, confidence = found
        confidence *= self._belonging(target, seen)
        return Found(element.box, element.box.center, "company", round(confidence, 3), element)

    def _embedded(self, target: Target, seen: Observation) -> Found | None:
        return self._asked(self.embedded, "embedded", target, seen)

    def _big(self, target: Target, seen: Observation) -> Found | None:
        return self._asked(self.big, "big", target, seen)

    def _asked(self, model: Model | None, rung: Rung, target: Target, seen: Observation) -> Found | None:
        words = target.words or (target.label if target.role in LABELLED else "")
        # Which of several alike things it is, words alone cannot say, whoever reads them.
        if model is None or len(plain(words)) < LEAST_LETTERS or target.anchor is not None:
            return None
        elements = self.reader.texts(seen)
        if sum(plain(words_of(one)) == plain(words) for one in elements) > 1:
            return None
        self.calls += 1
        try:
            grounding = model.ground(seen.frame, words)
        except MimicError:
            return None
        if grounding.point is None:
            return None
        box = grounding.box or Box(grounding.point.x, grounding.point.y, grounding.point.x + 1, grounding.point.y + 1)
        confidence = min(grounding.confidence, 0.9) * self._belonging(target, seen)
        here = elements_at(grounding.point, elements)
        if here and not may_be(target, here[0]):
            confidence *= UNSAID
        return Found(box, grounding.point, rung, confidence)

    @staticmethod
    def _belonging(target: Target, seen: Observation) -> float:
        """Less sure where another application has the focus than when it was recorded."""
        return 1.0 if _same_application(target, seen) else 0.6


def _same_application(target: Target, seen: Observation) -> bool:
    """Whether the focus is in the application that it was in when the step was recorded."""
    return not (target.application and seen.application) or plain(target.application) == plain(seen.application)


def told_of(tried: Mapping[str, float]) -> str:
    """The rungs that were tried, for an error."""
    return ", ".join(f"{rung} {confidence:.2f}" for rung, confidence in tried.items()) or "no rung found anything"
