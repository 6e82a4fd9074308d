"""The last steps that were done, and which of them a window that came in between has undone: a menu that it closed.

Such a step is done again only where nothing else can have come of it: it opened something that the next step is done
in, and the window looks as it did before.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from agent.macros.file.schema import Deed, Pointing
from agent.macros.file.target import Target
from agent.macros.grounding.whereabouts import places
from agent.macros.scenes import likeness, scene_of
from bridges.base import Frame, Observation
from bridges.coordinates import Box
from model.base import Role

LONGEST = 4
"""Menus within menus."""
OPENERS: frozenset[Role] = frozenset({"menu", "menuitem", "combobox", "tab", "text", "listitem", "cell", "unknown"})
REACH = 20.0
"""Pixels by which the next target may stand off what was opened."""


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A step that was done, how its window looked before, and what changed by it."""

    step: Pointing
    scene: Frame
    changed: Box

    def holds(self, target: Target, seen: Observation) -> bool:
        """Whether a target would be in what the step opened."""
        around = self.changed.expanded(REACH)
        return any(around.contains(box.center) for box in places(target.place, seen))


@dataclass(slots=True)
class Trail:
    """Takes each step that was done; anything but an opened menu begins it anew."""

    opened: list[Opened] = field(default_factory=list)

    def take(self, step: Deed, before: Observation, changed: Box | None) -> None:
        scene = scene_of(before)
        opens = isinstance(step, Pointing) and step.target.role in OPENERS and step.check.kind == "looks"
        if not opens or step.consequence.risky or scene is None or changed is None:
            self.opened.clear()
            return
        assert isinstance(step, Pointing)
        self.opened = [*self.opened, Opened(step, scene, changed)][-LONGEST:]

    def undone(self, target: Target, seen: Observation, *, exactly: bool = False) -> list[Pointing]:
        """The steps to do again before the target can be there, first one first; none where nothing was undone.

        ``exactly``: only where the window looks the very same as before the first of them.
        """
        again: list[Pointing] = []
        for one in reversed(self.opened):
            if not one.holds(target, seen):
                return []
            again.insert(0, one.step)
            if (now := likeness(one.scene, seen)) == "same" or (now == "alike" and not exactly):
                return again
            target = one.step.target
        return []
