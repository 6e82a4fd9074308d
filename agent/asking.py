"""Asking the person, and showing them a step before it is done. Whatever goes wrong on the way, the answer is no."""

from __future__ import annotations

import time
from collections.abc import Callable

from agent.base import Answered, Asked, Audience, Person, Planned
from agent.waiting import until_stopped
from bridges.stop import Stop


def ask(person: Person, question: Asked, stop: Stop) -> Answered:
    """The person's answer; no after ``timeout_s``, on any error, and for anything that is not an answer.

    Raises Stopped as soon as a stop is requested. A person who never answers keeps a daemon thread waiting, no more.
    """
    return _reply(lambda: person.answer(question), question.step, stop, question.timeout_s)


def show(audience: Audience, planned: Planned, stop: Stop, timeout_s: float) -> Answered:
    """What the audience says to a step; an audience that breaks or takes longer than ``timeout_s`` objects."""
    return _reply(lambda: audience.show(planned), planned.step, stop, timeout_s)


def _reply(asking: Callable[[], Answered], step: int, stop: Stop, timeout_s: float) -> Answered:
    started = time.monotonic()
    try:
        with stop.persons_turn():
            reply = until_stopped(lambda: _answer(asking, step), stop, timeout_s, name="asking")
    except TimeoutError:
        return _no(step, f"no answer within {timeout_s:g} s")
    return reply.model_copy(update={"step": step, "ms": {"person": (time.monotonic() - started) * 1e3}})


def _answer(asking: Callable[[], Answered], step: int) -> Answered:
    try:
        reply = asking()
    except BaseException as error:  # noqa: BLE001 - whatever ends the asking, an exit included, is a no
        return _no(step, f"asking failed: {type(error).__name__}")
    return reply if isinstance(reply, Answered) else _no(step, "the answer could not be understood")


def _no(step: int, why: str) -> Answered:
    return Answered(step=step, approved=False, why=why)
