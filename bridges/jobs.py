"""Several processes that work on one list of tasks, each with its own part of the processors."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from bridges.errors import DeviceLost, MimicError

T = TypeVar("T")
R = TypeVar("R")
Start: TypeAlias = Callable[[], AbstractContextManager[Callable[[T], R]]]
"""Run once in each process: what it gives does one task. Has to be picklable, as tasks and results have."""

_PROCESSES = multiprocessing.get_context("spawn")
_ENDING_S = 30.0


class Ended(NamedTuple, Generic[T, R]):
    """A task and its result; None where the two processes that tried it died."""

    task: T
    result: R | None


class _Worker(Generic[T, R]):
    def __init__(self, start: Start[T, R], cores: frozenset[int]) -> None:
        self.cores = cores
        self.line, far = _PROCESSES.Pipe()
        self.process = _PROCESSES.Process(target=_serve, args=(start, far, cores), daemon=True)
        self.process.start()
        far.close()
        self.ready = False
        self.task: T | None = None

    def give(self, task: T) -> None:
        self.task = task
        self.line.send(task)

    def done(self) -> T:
        """The task that it had."""
        task, self.task = self.task, None
        assert task is not None
        return task

    def lost(self) -> T:
        """The task that it died of."""
        self.close()
        return self.done()

    def close(self) -> None:
        self.line.close()
        self.process.join(_ENDING_S)
        if self.process.is_alive():
            self.process.kill()


def _serve(start: Start[Any, Any], line: Connection, cores: frozenset[int]) -> None:
    # Libraries take as many threads as there are processors that they may use, programs started here too.
    os.sched_setaffinity(0, cores)
    with ExitStack() as stack:
        try:
            work = stack.enter_context(start())
        except MimicError as error:
            line.send(str(error))
            return
        with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
            line.send("")
            while True:
                line.send(work(line.recv()))


def spread(start: Start[T, R], tasks: Iterable[T], jobs: int) -> Iterator[Ended[T, R]]:
    """Do the tasks in ``jobs`` processes; each result as it comes.

    A task is drawn when a process is free for it, so that what is drawn may depend on the results so far. Where a
    process dies another takes its place and the task is tried once more. Raises DeviceLost where one cannot start.
    """
    allowed = sorted(os.sched_getaffinity(0))
    crew = _Crew(start, tasks)
    try:
        for number in range(jobs):
            crew.hire(frozenset(allowed[number::jobs] or [allowed[number % len(allowed)]]))
        while busy := {worker.line: worker for worker in crew.workers if worker.task is not None}:
            for line in wait(list(busy)):
                yield from crew.hear(busy[line])  # type: ignore[index]
    finally:
        for worker in crew.workers:
            worker.line.close()
        for worker in crew.workers:
            worker.close()


class _Crew(Generic[T, R]):
    def __init__(self, start: Start[T, R], tasks: Iterable[T]) -> None:
        self.start = start
        self.tasks = iter(tasks)
        self.workers: list[_Worker[T, R]] = []
        self.left = deque[T]()
        self.tried = list[T]()

    def drawn(self) -> T | None:
        return self.left.popleft() if self.left else next(self.tasks, None)

    def hire(self, cores: frozenset[int]) -> None:
        """One more process, where there is something to do."""
        task = self.drawn()
        if task is not None:
            self.workers.append(_Worker(self.start, cores))
            self.workers[-1].give(task)

    def hear(self, worker: _Worker[T, R]) -> Iterator[Ended[T, R]]:
        try:
            told = worker.line.recv()
        except (EOFError, ConnectionResetError):
            self.workers.remove(worker)
            lost = worker.lost()
            if lost in self.tried:
                yield Ended(lost, None)
            else:
                self.tried.append(lost)
                self.left.append(lost)
            self.hire(worker.cores)
            return
        if not worker.ready:
            worker.ready = True
            if told:
                raise DeviceLost("Starting a process for a part of the work", told)
            return
        yield Ended(worker.done(), told)
        task = self.drawn()
        if task is not None:
            worker.give(task)
