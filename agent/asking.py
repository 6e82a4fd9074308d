"""Asking the person. Whatever goes wrong on the way, the answer is no."""

from __future__ import annotations

import time
from queue import Empty, SimpleQueue
from threading import Thread

from agent.base import Answered, Asked, Person
from bridges.stop import Stop

POLL_S = 0.05


def ask(person: Person, question: Asked, stop: Stop) -> Answered:
    """The person's answer; no after ``timeout_s``, on any error, and for anything that is not an answer.

    Raises Stopped as soon as a stop is requested. A person who never answers keeps a daemon thread waiting, no more.
    """
    replies: SimpleQueue[Answered] = SimpleQueue()
    started = time.monotonic()
    Thread(target=lambda: replies.put(_answer(person, question)), name="asking", daemon=True).start()
    while (waited := time.monotonic() - started) < question.timeout_s:
        stop.check()
        try:
            reply = replies.get(timeout=min(POLL_S, question.timeout_s - waited))
        except Empty:
            continue
        return reply.model_copy(update={"step": question.step, "ms": {"person": (time.monotonic() - started) * 1e3}})
    return _no(question, f"no answer within {question.timeout_s:g} s")


def _answer(person: Person, question: Asked) -> Answered:
    try:
        reply = person.answer(question)
    except BaseException as error:  # noqa: BLE001 - whatever ends the asking, an exit included, is a no
        return _no(question, f"asking failed: {type(error).__name__}")
    return reply if isinstance(reply, Answered) else _no(question, "the answer could not be understood")


def _no(question: Asked, why: str) -> Answered:
    return Answered(step=question.step, approved=False, why=why)
