"""The person behind a run's windows: asked and shown over the channel, and where there is no window, in another way."""

from __future__ import annotations

import secrets

from agent.base import Answered, Asked, Consequence, Person, Planned
from agent.channel import Channel
from agent.messages import Answer, Approve, Deny, Edit, Question, QuestionKind, Reply, Skip
from agent.settings import Settings
from bridges.errors import NoChannel

VETO_S = 1.5
"""How long each step on the person's own screen is shown before it is done."""


def veto_time(settings: Settings, device: str) -> float:
    """Seconds in which a window may object to a step: as it is set, else none where nobody's own screen is touched."""
    if settings.veto_s is not None:
        return settings.veto_s
    return VETO_S if device.partition(":")[0] == "desktop" else 0.0


class ChannelPerson:
    """A Person and an Audience: whoever sits before the windows of the run, else ``otherwise``.

    Who is asked is settled when the question comes up: a window that goes while it is asked is a no, nobody else is
    asked instead. Only with ``every_step`` is there time to object to steps that the person showed before, too.
    """

    def __init__(self, channel: Channel, otherwise: Person, *, every_step: bool = True) -> None:
        self._channel = channel
        self._otherwise = otherwise
        self._every_step = every_step

    def answer(self, question: Asked) -> Answered:
        if not self._channel.attended:
            return self._otherwise.answer(question)
        reply = self._ask(question.kind, question.step, question.question, question.consequence, question.timeout_s)
        if reply is None:
            return Answered(step=question.step, approved=False, why="no answer in time")
        return _answered(reply, question.step)

    def show(self, planned: Planned) -> Answered:
        """Wait for a veto where there is a window to say it in. A window that goes meanwhile pauses the run."""
        silence = Answered(step=planned.step, approved=True)
        known = planned.shown_before and not self._every_step
        if known or self._channel.veto_s <= 0 or not self._channel.attended:
            return silence
        try:
            reply = self._ask(
                "veto", planned.step, planned.decision.reason, planned.consequence, self._channel.veto_s
            )  # fmt: skip
        except NoChannel as lost:
            self._channel.stop.pause(lost.found)
            return Answered(step=planned.step, approved=False, why=lost.found)
        return _answered(reply, planned.step) if reply else silence

    def _ask(
        self, kind: QuestionKind, step: int, words: str, consequence: Consequence, timeout_s: float
    ) -> Reply | None:
        return self._channel.ask(
            Question(
                id=secrets.token_hex(8),
                kind=kind,
                step=step,
                question=words,
                consequence=consequence,
                timeout_s=timeout_s,
            )
        )


def _answered(reply: Reply, step: int) -> Answered:
    match reply:
        case Approve():
            return Answered(step=step, approved=True)
        case Answer():
            return Answered(step=step, approved=True, answer=reply.text)
        case Deny():
            return Answered(step=step, approved=False, why=reply.why or "the person said no")
        case Skip():
            return Answered(step=step, approved=False, skip=True)
        case Edit():
            return Answered(step=step, approved=False, instead=reply.actions)
