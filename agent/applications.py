"""Which application a step would reach, and whether the person allows it."""

from __future__ import annotations

from agent.reading import plain
from agent.steps import Step
from agent.terminal import PendingLine, is_terminal
from bridges.action import AppSwitch, Input, Open, Wait
from bridges.base import Observation
from bridges.coordinates import FramePoint

SHORTEST_PART = 4
"""Letters that a name must have to be denied for being a part of a denied one ("calculator", "gnome-calculator")."""


class Applications:
    """Allowed and denied applications. An empty allow list allows all; a denied one is denied even when allowed."""

    def __init__(self, allowed: tuple[str, ...], denied: tuple[str, ...]) -> None:
        self._allowed = tuple(filter(None, map(plain, allowed)))
        self._denied = tuple(filter(None, map(plain, denied)))

    def denied(self, step: Step, seen: Observation, line: PendingLine) -> str | None:
        """Why the step must not be done, or None. What cannot be told is denied."""
        if isinstance(step.action, Wait) or not (self._allowed or self._denied):
            return None
        if isinstance(step.action, Open | AppSwitch):
            return self._opening(step.action.app, seen if isinstance(step.action, AppSwitch) else None)
        if isinstance(step.action, Input) and is_terminal(seen):
            command = plain(line.with_typed(step.action.text))
            named = next((name for name in self._denied if name in command), None)
            if named:
                return f"the command names {named}, which is denied"
        reached = [seen.application, seen.window]
        reached += [self._under(point, seen) for point in step.points]
        for name in reached:
            if self._is_denied(name):
                return f"“{name}” is a denied application"
        if self._allowed and not self._is_allowed(step, seen):
            return f"“{seen.application or 'an unknown application'}” is not on the list of allowed applications"
        return None

    def _opening(self, name: str, seen: Observation | None) -> str | None:
        titles = [title for title in seen.windows if plain(name) in plain(title)] if seen else []
        for each in (name, *titles):
            if self._is_denied(each):
                return f"“{each}” is a denied application"
        if self._allowed and plain(name) not in self._allowed:
            return f"“{name}” is not on the list of allowed applications"
        return None

    def _under(self, point: FramePoint, seen: Observation) -> str:
        """The application under a point: by the tree, by the focused window, else any denied one that is open."""
        for node in seen.tree or ():
            if node.application and node.box.contains(point):
                return node.application
        if seen.window_box and seen.window_box.contains(point):
            return seen.application
        return next((title for title in seen.windows if self._is_denied(title)), "")

    def _is_denied(self, name: str) -> bool:
        bare = plain(name)
        return any(each in bare or (len(bare) >= SHORTEST_PART and bare in each) for each in self._denied)

    def _is_allowed(self, step: Step, seen: Observation) -> bool:
        names = [seen.application]
        for point in step.points:
            outside = seen.window_box is None or not seen.window_box.contains(point)
            nodes = [n.application for n in seen.tree or () if n.application and n.box.contains(point)]
            names += nodes or ([""] if outside else [])
        return all(any(each in plain(name) for each in self._allowed) for name in names)
