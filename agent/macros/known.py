"""What is known to stand at a target that looks as it did when recorded, so that the guard need not read the screen."""

from __future__ import annotations

from collections.abc import Sequence

from agent.macros.finding import Found
from agent.macros.schema import Target
from agent.reading import Reader
from bridges.base import Observation
from model.base import Element

CERTAIN = 0.95


class KnownTexts:
    """A Reader: the words of the recording where the screen agrees with it, else what is read on the screen."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: tuple[Observation, tuple[Element, ...]] | None = None

    def know(
        self, seen: Observation, target: Target | None, found: Found | None, scene: Sequence[Element] | None = None
    ) -> None:
        """What is known of an observation for the step at hand; a target that was healed makes nothing known.

        ``scene``: what was read in a window that looks the same now. Without that, what keys and texts confirm has to
        be read, as a recording may not know how grave it is.
        """
        if target and found and found.rung in ("identity", "place") and found.confidence >= CERTAIN:
            around = [Element(box=found.box.expanded(30), text=words) for words in target.near]
            own = Element(box=found.box, role=target.role, text=target.words, label=target.label)
            self._known = (seen, (own, *around))
        else:
            self._known = (seen, tuple(scene)) if scene is not None else None

    def texts(self, observation: Observation) -> Sequence[Element]:
        return self._reader.texts(observation)


class ForGuard:
    """The side of it that the guard sees."""

    def __init__(self, known: KnownTexts) -> None:
        self._texts = known

    def texts(self, observation: Observation) -> Sequence[Element]:
        known = self._texts._known
        return known[1] if known and known[0] is observation else self._texts.texts(observation)
