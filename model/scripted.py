"""Scripted: a Model that replays a queue of decisions, for tests, demonstrations and dry runs."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from bridges.action import Action
from bridges.base import Frame, Observation
from bridges.coordinates import Size
from bridges.errors import UnreadableTask
from model.base import Decision, Expectation, Grounding, History, Task


class Scripted:
    """Answers each call of `decide` with the next thing of the queue.

    A `Decision` is returned as it is; an action, or a tuple of actions, becomes a Decision about the frame as it was
    seen; an exception is raised. An empty queue raises UnreadableTask. What was seen is kept in `histories`.
    """

    name = "scripted"

    def __init__(
        self, queue: Iterable[Decision | Action | tuple[Action, ...] | Exception], expect: Expectation | None = None
    ) -> None:
        self._queue = deque(queue)
        self._expect = expect or Expectation(kind="none")
        self.histories: list[History] = []
        self.observations: list[Observation] = []

    def decide(self, task: Task, observation: Observation, history: History) -> Decision:
        self.histories.append(history)
        self.observations.append(observation)
        if not self._queue:
            raise UnreadableTask(f"Going on with “{task.text}”", "the script is at its end", "Give it more decisions.")
        thing = self._queue.popleft()
        if isinstance(thing, Exception):
            raise thing
        if isinstance(thing, Decision):
            return thing
        height, width = observation.frame.shape[:2]
        return Decision(
            actions=thing if isinstance(thing, tuple) else (thing,),
            image=Size(width, height),
            reason=f"scripted step {len(self.histories)}",
            expect=self._expect,
            model=self.name,
        )

    def ground(self, image: Frame, instruction: str) -> Grounding:  # noqa: ARG002
        return Grounding(point=None, why="a script does not look at pictures")
