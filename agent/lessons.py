"""Lessons for fine-tuning, from runs: every step that was carried out and passed its check, with what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from agent.base import Finished, Planned, Started, Verified
from agent.history import Turns
from agent.macros.file.filling import texts_of
from agent.macros.file.schema import Macro
from agent.macros.replaying.parts import task_of
from agent.trajectory import Run
from bridges.action import Action
from bridges.action import Finished as FinishedAction
from model.base import History, Task

if TYPE_CHECKING:
    from model.mimo.finetuning import Lesson


def lessons_of(run: Run) -> Iterator[Lesson]:
    """The lessons of one run, in order; none of a run that failed. Raises RunNotStored."""
    task = next((event.task for event in run.events() if isinstance(event, Started)), "")
    yield from _done(run, Task(text=task))


def lessons_of_replay(run: Run, macro: Macro) -> Iterator[Lesson]:
    """The lessons of one replay, for the task that the macro does, and at its end the lesson to end.

    What was typed into a macro's parameters is no lesson: the task does not tell it.
    """
    from model.mimo.finetuning import Lesson

    task = Task(text=macro.about or macro.name.replace("-", " ").replace("_", " "))
    known = frozenset(texts_of(macro).splitlines())
    last: Lesson | None = None
    for last in _done(run, task):
        if not any(set(text.splitlines()) - known for text in map(_text, last.actions)):
            yield last
    shown = next((event.frame for event in reversed(run.events()) if isinstance(event, Verified) and event.frame), None)
    frame = run.frame(shown) if shown else None
    if last is not None and frame is not None:
        yield Lesson(frame, task, run.history(), (FinishedAction(status="success"),), last.image)


def replays_of(macro: Macro, stored: tuple[Run, ...]) -> tuple[Run, ...]:
    """Those of the stored runs that are replays of this macro."""
    return tuple(run for run in stored if run.about.task == task_of(macro.name))


def _done(run: Run, task: Task) -> Iterator[Lesson]:
    """Each step that passed its check, as a lesson; nothing where the run did not succeed."""
    from model.mimo.finetuning import Lesson

    ending = run.outcome
    if not isinstance(ending, Finished) or ending.status != "success":
        return
    turns = Turns()
    planned: Planned | None = None
    before: History = ()
    for event in run.events():
        if isinstance(event, Planned):
            planned, before = event, turns.history
        turns.take(event)
        done = isinstance(event, Verified) and event.ok
        said = isinstance(event, Finished) and planned is not None and _ends(planned)
        if not (done or said) or planned is None or not planned.frame:
            continue
        frame = run.frame(planned.frame)
        if frame is not None:
            decision = planned.decision
            yield Lesson(frame, task, before, decision.actions, decision.image, planned.target)
        planned = None


def _ends(planned: Planned) -> bool:
    return all(isinstance(action, FinishedAction) for action in planned.decision.actions)


def _text(action: Action) -> str:
    return getattr(action, "text", None) or ""
