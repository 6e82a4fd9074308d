"""What is known to stand at a target that looks as it did when recorded, so that the guard need not read the screen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

import numpy as np

from agent.macros.file.target import Target
from agent.macros.grounding.finding import LIT, Found
from agent.reading import Reader
from bridges.base import Observation
from bridges.coordinates import Geometry, Size
from model.base import Element

WARM = 64
"""Side of an empty picture, in pixels."""


class KnownTexts:
    """A Reader: the words of the recording where the screen agrees with it, else what is read on the screen."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: tuple[Observation, Callable[[], Sequence[Element]]] | None = None
        self._one_at_a_time = threading.Lock()

    def know(
        self,
        seen: Observation,
        target: Target | None,
        found: Found | None,
        scene: Callable[[], Sequence[Element]] | None = None,
    ) -> None:
        """What is known of an observation for the step at hand; a target that was healed makes nothing known.

        ``scene`` tells what stands in a window that looks as recorded. Without that, what keys and texts confirm has to
        be read, as a recording may not know how grave it is.
        """
        if target and found and found.as_recorded and found.confidence >= LIT:
            around = [Element(box=found.box.expanded(30), text=words) for words in target.near]
            own = Element(box=found.box, role=target.role, text=target.words, label=target.label)
            self._known = (seen, lambda: (own, *around))
        else:
            self._known = (seen, scene) if scene is not None else None

    def texts(self, observation: Observation) -> Sequence[Element]:
        with self._one_at_a_time:
            return self._reader.texts(observation)

    def warm_up(self) -> None:
        """Load what reads the screen on another thread, so that it is there when a step needs it.

        Python waits for that thread at its end: libraries that are cut off while they load abort the process, or hang.
        """
        look = Observation(np.zeros((WARM, WARM, 3), np.uint8), Geometry(Size(WARM, WARM)), time.time())
        threading.Thread(target=self.texts, args=(look,), name="warm-up").start()


class ForGuard:
    """The side of it that the guard sees."""

    def __init__(self, known: KnownTexts) -> None:
        self._texts = known

    def texts(self, observation: Observation) -> Sequence[Element]:
        known = self._texts._known
        return known[1]() if known and known[0] is observation else self._texts.texts(observation)
