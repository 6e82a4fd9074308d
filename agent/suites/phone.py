"""Tasks on the pretend phone's applications, in plain words, checked in the phone's own state.

The phone is a pretend one (`bridges.phone`): it speaks the real ADB transport and behaves like Android at the level of
commands. Each run has a new phone; the loop, the guard and the model are those of every other run.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from agent.base import Answered, Asked, Event, Failed, Finished, Nobody, Performed, Planned
from agent.session import carry_out
from agent.settings import Settings
from agent.suites.base import Score
from agent.suites.phone_faults import Fault, dealt
from agent.suites.phone_tasks import TASKS, PhoneTask, wrong_actions
from agent.trajectory import Run
from bridges.android.link import Link
from bridges.android.phone import AndroidPhone
from bridges.android.pretended import PretendPhone
from bridges.errors import MimicError
from bridges.stop import Stop

LATIN = "com.android.inputmethod.latin/.LatinIME"
STRUCK_S = 5.0


class Consenting(Nobody):
    """A person who agrees to what the task itself says: it was asked for."""

    def answer(self, question: Asked) -> Answered:
        agreed = question.kind == "approve"
        return Answered(step=question.step, approved=agreed, why="" if agreed else "nobody is there to ask")


def picked_scores(rounds: int, only: Sequence[str], folder: Path) -> Iterator[Score]:  # noqa: ARG001 - as each suite
    """Every task, or those of them that ``only`` names, ``rounds`` times."""
    yield from run_tasks(rounds, only=tuple(only))


def run_tasks(rounds: int = 1, *, faults: bool = False, only: tuple[str, ...] = (), first: int = 1) -> Iterator[Score]:
    """Every task, ``rounds`` times; with ``faults``, one thing goes wrong in each run. ``first`` numbers the rounds."""
    with tempfile.TemporaryDirectory(prefix="mimic-phone-") as folder:
        for number in range(first, first + rounds):
            cards = list(dealt(TASKS, number)) if faults else [None] * len(TASKS)
            for task, fault in zip(TASKS, cards, strict=True):
                if only and task.id not in only:
                    continue
                with PretendPhone().connect() as phone:
                    yield run_task(task, phone, Path(folder), number, fault)


def run_task(task: PhoneTask, phone: PretendPhone, folder: Path, number: int = 1, fault: Fault | None = None) -> Score:
    """One run of one task, scored by the phone's state."""
    settings = Settings(device=f"android:{phone.serial}", runs=folder)
    before = phone.state()
    if fault is not None:
        phone.tell("faults", values=dict(fault.values))
        if "unauthorised" in fault.values:
            _struck(phone)
    began = time.monotonic()
    events = list(_events(task, phone, settings, folder))
    seconds = time.monotonic() - began
    after = phone.state()
    ending = events[-1]
    done = isinstance(ending, Finished) and ending.status == "success"
    why = task.goal.check(after) if done else _told(ending)
    wrong = tuple(wrong_actions(task.goal, before, after))
    if done and why:
        wrong = (*wrong, f"success was claimed: {why}")
    named = fault is not None and (_name(ending) in fault.errors or (bool(fault.said) and fault.said in why))
    if kept := _keyboard_kept(phone, after):
        why = f"{kept}; {why}"
    struck = not fault or bool(after["struck"])
    return Score(
        id=task.id + (f"+{fault.name}{'' if struck else '(never)'}" if fault else "") + f"#{number}",
        passed=not why and not wrong,
        steps=sum(isinstance(event, Performed) for event in events),
        why="; ".join(filter(None, (why, *wrong))),
        destroyed=(task.id,) if done and why else (),
        ms=_phases(events),
        seconds=seconds,
        halted=named and not done and not wrong and not kept,
        wrong=wrong,
    )


def _struck(phone: PretendPhone) -> None:
    """Wait until a fault of the connection is there."""
    until = time.monotonic() + STRUCK_S
    while not phone.state()["struck"] and time.monotonic() < until:
        time.sleep(0.02)


def _keyboard_kept(phone: PretendPhone, after: Mapping[str, Any]) -> str:
    """Empty where the person's keyboard is there again; a phone that was away gets it when it is met again."""
    if after["settings"]["secure"]["default_input_method"] == LATIN:
        return ""
    if after["faults"]["unauthorised"]:
        phone.tell("faults", values={"unauthorised": False})
        try:
            with AndroidPhone(Link(phone.serial, Stop())):
                pass
        except MimicError as error:
            return f"the keyboard was not given back: {error}"
    kept = phone.state()["settings"]["secure"]["default_input_method"]
    return "" if kept == LATIN else f"the keyboard was not given back: {kept} is there"


def _events(task: PhoneTask, phone: PretendPhone, settings: Settings, folder: Path) -> Iterator[Event]:
    run = Run.create(folder, task.task, settings.device, settings.model)
    person = Consenting()
    yield from carry_out(task.task, f"android:{phone.serial}", settings, person, run, audience=person)


def _name(ending: Event) -> str:
    return ending.error if isinstance(ending, Failed) else type(ending).__name__


def _told(ending: Event) -> str:
    if isinstance(ending, Failed):
        return f"{ending.error}: {ending.why}"
    return f"ended as failed: {getattr(ending, 'answer', '')}"


def _phases(events: list[Event]) -> dict[str, float]:
    """Medians a step, of the phases that the steps went through."""
    from statistics import median

    names = {name for event in events if isinstance(event, Planned | Performed) for name in event.ms}
    return {name: median(event.ms[name] for event in events if name in event.ms) for name in names}
