"""Tasks on several devices side by side: one process a device; what fails on one never stops another.

A job names its device and its tasks and is plain data, and so is a result: both can be sent elsewhere as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from queue import Queue
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.base import EVENT, Event, Failed, Finished, Performed
from bridges.ending import end
from bridges.errors import UnreadableTask
from model.shared import serving

THRIFTY = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "262144"}
"""Pictures of ten megabytes go back to the system as soon as they are done with: glibc would keep some for each thread.
A phone's process then takes 80 MB instead of 118."""


class Job(BaseModel):
    """What one device has to do, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    device: str
    tasks: tuple[str, ...] = Field(min_length=1)


class Result(BaseModel):
    """How one task went on one device."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    device: str
    number: int
    """Which of the device's tasks, from 1."""
    task: str
    passed: bool
    steps: int = 0
    answer: str = ""
    error: str = ""
    why: str = ""
    exit_code: int = 0


class Progress(BaseModel):
    """Something happened on a device; `result` where a task is over, `event` within it."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    device: str
    number: int
    event: Any = None
    result: Result | None = None


def read_tasks(path: Path) -> tuple[str, ...]:
    """The tasks of a file, one a line; empty lines and lines that begin with # are left out. Raises UnreadableTask."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableTask(f"Reading the tasks in {path}", str(error)) from error
    tasks = tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
    if not tasks:
        raise UnreadableTask(f"Reading the tasks in {path}", "there are none", "Write one task a line.")
    return tasks


def run_jobs(
    jobs: Sequence[Job], program: Sequence[str], more: Sequence[str] = (), model: str = ""
) -> Iterator[Progress]:
    """Start every job at once and tell what happens, as it happens; ends when the last one has ended.

    ``program`` starts Mimic; ``more`` are further flags of `mimic do`. The model called ``model`` is held by this
    process and shared with all of them; without one each loads its own. Leaving early ends every process.
    """
    told: Queue[Progress | None] = Queue()
    sharing: AbstractContextManager[Mapping[str, str]] = serving(model) if model else nullcontext({})
    with sharing as shared:
        environment = {**THRIFTY, **os.environ, **shared}
        crews = [_Crew(job, [*program], more, told, environment) for job in jobs]
        for crew in crews:
            crew.start()
        try:
            left = len(crews)
            while left:
                progress = told.get()
                if progress is None:
                    left -= 1
                else:
                    yield progress
        finally:
            end(*(process for crew in crews if (process := crew.leave()) is not None))


class _Crew(threading.Thread):
    """One device: its tasks one after the other, each a process of its own."""

    def __init__(
        self,
        job: Job,
        program: Sequence[str],
        more: Sequence[str],
        told: Queue[Progress | None],
        environment: Mapping[str, str],
    ) -> None:
        super().__init__(name=job.device, daemon=True)
        self._environment = environment
        self._job, self._program, self._more, self._told = job, program, more, told
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def run(self) -> None:
        try:
            for number, task in enumerate(self._job.tasks, start=1):
                if self._ended:
                    return
                result = self._carry_out(number, task)
                self._told.put(Progress(device=self._job.device, number=number, result=result))
        finally:
            self._told.put(None)

    def _carry_out(self, number: int, task: str) -> Result:
        command = [*self._program, "do", task, "--on", self._job.device, "--json", *self._more]
        events: list[Event] = []
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
            )
        except OSError as error:
            return Result(
                device=self._job.device, number=number, task=task, passed=False, error="OSError", why=str(error)
            )
        if self._ended:
            self._process.terminate()
        with self._process as process:
            assert process.stdout is not None
            for line in process.stdout:
                with contextlib.suppress(ValidationError):
                    event = EVENT.validate_json(line)
                    events.append(event)
                    self._told.put(Progress(device=self._job.device, number=number, event=event))
        return result_of(self._job.device, number, task, events, process.returncode)

    def leave(self) -> subprocess.Popen[bytes] | None:
        """Begin no further task; the process that is still to be ended."""
        self._ended = True
        return self._process


def result_of(device: str, number: int, task: str, events: Sequence[Event], code: int) -> Result:
    """The result that a run's events and exit code tell; a process that died without an ending has failed."""
    last = events[-1] if events else None
    steps = sum(isinstance(event, Performed) for event in events)
    about: dict[str, Any] = {"device": device, "number": number, "task": task, "steps": steps, "exit_code": code}
    if isinstance(last, Finished):
        return Result(**about, passed=last.status == "success" and code == 0, answer=last.answer or "")
    if isinstance(last, Failed):
        return Result(**about, passed=False, error=last.error, why=last.why)
    return Result(**about, passed=False, error="Died", why=f"the process ended with exit code {code} in the middle")


def as_json(results: Sequence[Result]) -> str:
    """All results, ordered by device and number."""
    ordered = sorted(results, key=lambda one: (one.device, one.number))
    rows: list[Mapping[str, Any]] = [one.model_dump() for one in ordered]
    passed = sum(one.passed for one in ordered)
    return json.dumps({"total": len(rows), "passed": passed, "results": rows}, ensure_ascii=False, indent=1)
