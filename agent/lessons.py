"""Lessons for fine-tuning, from runs: every step that was carried out and passed its check, with what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from agent.base import Finished, Planned, Started, Verified
from agent.history import Turns
from agent.trajectory import Run
from bridges.action import Finished as FinishedAction
from model.base import History, Task

if TYPE_CHECKING:
    from model.mimo.finetuning import Lesson


def lessons_of(run: Run) -> Iterator[Lesson]:
    """The lessons of one run, in order; none of a run that failed. Raises RunNotStored."""
    from model.mimo.finetuning import Lesson

    ending = run.outcome
    if not isinstance(ending, Finished) or ending.status != "success":
        return
    task: Task | None = None
    turns = Turns()
    planned: Planned | None = None
    before: History = ()
    for event in run.events():
        if isinstance(event, Started) and task is None:
            task = Task(text=event.task)
        if isinstance(event, Planned):
            planned, before = event, turns.history
        turns.take(event)
        done = isinstance(event, Verified) and event.ok
        said = isinstance(event, Finished) and planned is not None and _ends(planned)
        if not (done or said) or planned is None or task is None or not planned.frame:
            continue
        frame = run.frame(planned.frame)
        if frame is not None:
            decision = planned.decision
            yield Lesson(frame, task, before, decision.actions, decision.image, planned.target)
        planned = None


def _ends(planned: Planned) -> bool:
    return all(isinstance(action, FinishedAction) for action in planned.decision.actions)
