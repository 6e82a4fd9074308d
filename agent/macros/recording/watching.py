"""What a recorder sees: the screen, looked at all the time, of which the looks before each event are kept."""

from __future__ import annotations

import threading
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, Self, TypeAlias

from agent.difference import difference
from bridges.base import Node, Observation

INTERVAL_S = 0.06
TREE_EVERY_S, NO_TREE_S = 0.5, 5.0
"""Between two readings of the tree, and after one that found none."""

Tree: TypeAlias = Callable[[Observation], tuple[Node, ...] | None]


class Looking(Protocol):
    """Whatever shows the screen at any moment."""

    def glance(self) -> Observation: ...


class Watch:
    """Looks all the time, on a thread of its own, and keeps each look that was the last before something happened.

    The tree is read on another thread, as that may take seconds. It belongs to the look that stood from the beginning
    of the reading to its end; where none did, nobody knows of which moment it tells, and it is dropped.
    """

    def __init__(self, eyes: Looking, tree: Tree | None = None) -> None:
        self._eyes, self._tree = eyes, tree
        self._looks: list[Observation] = []
        self._hiding: list[tuple[float, tuple[Node, ...]]] = []
        self._lock = threading.Lock()
        self._looked_at = 0.0
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._look, name="watch", daemon=True)]
        if tree is not None:
            self._threads.append(threading.Thread(target=self._read, args=(tree,), name="tree", daemon=True))

    def __enter__(self) -> Self:
        self._looks.append(self._eyes.glance())
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(5.0)

    def before(self, moment: float) -> Observation:
        """The last look at or before a moment, else the first one."""
        with self._lock:
            index = bisect_right([one.taken_at for one in self._looks], moment) - 1
            return self._looks[max(0, index)]

    def after(self, moment: float) -> Observation:
        """The first look after a moment, else the last one."""
        with self._lock:
            index = bisect_right([one.taken_at for one in self._looks], moment)
            return self._looks[min(index, len(self._looks) - 1)]

    def hiding(self, moment: float) -> tuple[Node, ...]:
        """The password fields that the tree told of at the reading next to a moment."""
        with self._lock:
            return min(self._hiding, key=lambda one: abs(one[0] - moment), default=(0.0, ()))[1]

    def forget(self, moments: Sequence[float]) -> None:
        """Let go of looks that stand next to none of the moments, up to the last of these."""
        with self._lock:
            times = [one.taken_at for one in self._looks]
            before = {max(0, bisect_right(times, moment) - 1) for moment in moments} | {0}
            kept = before | {index + 1 for index in before}
            kept |= set(range(max(before), len(times)))
            self._looks = [one for index, one in enumerate(self._looks) if index in kept]

    def _look(self) -> None:
        while not self._over.wait(INTERVAL_S):
            seen = self._eyes.glance()
            with self._lock:
                if changed(self._looks[-1], seen):
                    self._looks.append(seen)
                self._looked_at = seen.taken_at

    def _read(self, tree: Tree) -> None:
        rest = 0.0
        while not self._over.wait(rest):
            with self._lock:
                seen = self._looks[-1]
            nodes = tree(seen)
            rest = NO_TREE_S if nodes is None else TREE_EVERY_S
            ended = time.time()
            with self._lock:
                self._hiding.append((ended, tuple(one for one in nodes or () if "password" in one.states)))
            # What changed at the very end of the reading is seen only at the next look.
            while self._looked_at <= ended and not self._over.wait(INTERVAL_S / 3):
                pass
            with self._lock:
                if self._looks[-1] is seen:
                    self._looks[-1] = replace(seen, tree=nodes)


def changed(last: Observation, seen: Observation) -> bool:
    """Whether more than a caret has changed, or another window has the focus."""
    focus = (last.window, last.application) != (seen.window, seen.application)
    return focus or bool(difference(last.frame, seen.frame).regions)
