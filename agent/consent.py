"""What the person may say about a step: object while it is shown, approve when asked, pause, do something else instead.

What happens to the step then goes by small exceptions, so that the loop reads like a step that nobody objects to.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Literal

from agent.asking import ask, show
from agent.base import Answered, Asked, Audience, Consequence, Event, Paused, Person, Planned, Refused, Resumed
from agent.guard import Verdict
from agent.limits import Limits
from agent.wording import shortened
from bridges.action import Action, Click, DoubleClick, Drag, Input, RightClick
from bridges.coordinates import Size
from bridges.errors import LimitReached
from bridges.errors import Refused as RefusedError
from bridges.stop import Stop
from model.base import Decision, Expectation

VISIBLE = (Click, DoubleClick, RightClick, Drag, Input)
"""What is expected to change the screen when the person chose it."""


class HeldUp(Exception):
    """The run was paused before anything of the step was done: it has to be looked at and decided anew."""


class LeftOut(Exception):
    """The person leaves the step out; the run goes on as if it were done."""


class Instead(Exception):
    """The person wants these actions instead, in frame points."""

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self.actions = actions


class Consent:
    """The person's side of a run."""

    def __init__(self, person: Person, audience: Audience, stop: Stop, limits: Limits) -> None:
        self._person, self._audience = person, audience
        self._stop, self._limits = stop, limits

    def held(self, number: int) -> Generator[Event, None, float]:
        """Where the run is paused, wait until it goes on; the seconds that it took.

        Raises LimitReached after as much time as a run may take.
        """
        if not self._stop.paused:
            return 0.0
        began = time.monotonic()
        yield Paused(step=number, why=self._stop.why)
        if not self._stop.wait_resumed(began + self._limits.seconds):
            found = f"it was not resumed within {self._limits.seconds:g} s"
            raise LimitReached("Waiting while the run is paused", found, "Go on with `mimic do --resume`.")
        seconds = time.monotonic() - began
        yield Resumed(step=number, ms={"paused": seconds * 1e3})
        return seconds

    def shown(self, planned: Planned) -> Generator[Event, None, bool]:
        """Let the step be seen; whether nobody objects. Raises HeldUp, LeftOut, Instead, Refused."""
        reply = show(self._audience, planned, self._stop, self._limits.ask_s)
        if self._stop.paused:
            raise HeldUp
        if reply.approved is True:
            return True
        yield reply
        yield from self._objected(planned.step, planned.decision.reason, reply)
        return False

    def approved(self, number: int, summary: str, verdict: Verdict) -> Generator[Event, None, bool]:
        """Whether the person says yes. A no ends the run, unless it comes with words for the model."""
        words = f"{summary}? {verdict.why[:1].upper()}{verdict.why[1:]}"
        reply = yield from self._question(number, words, "approve", verdict.consequence)
        if reply.approved is True:
            return True
        yield from self._objected(number, summary, reply)
        return False

    def put(self, number: int, question: str) -> Generator[Event, None, None]:
        """A question of the model's. Raises Refused without an answer: guessing on is worse."""
        reply = yield from self._question(number, question, "answer", Consequence.READS)
        if reply.answer is None or not reply.approved:
            raise RefusedError(f"Asking “{shortened(question, 300)}”", reply.why or "there was no answer")

    def _question(
        self, number: int, words: str, kind: Literal["approve", "answer"], consequence: Consequence
    ) -> Generator[Event, None, Answered]:
        asked = Asked(
            step=number, question=words, kind=kind, consequence=consequence, timeout_s=self._limits.ask_s
        )  # fmt: skip
        yield asked
        reply = ask(self._person, asked, self._stop)
        yield reply
        return reply

    @staticmethod
    def _objected(number: int, summary: str, reply: Answered) -> Generator[Event, None, None]:
        if reply.skip:
            raise LeftOut
        if reply.instead:
            raise Instead(reply.instead)
        why = reply.why or reply.answer or "the person said no"
        yield Refused(step=number, why=why, by="person")
        if not reply.answer:
            raise RefusedError(summary, why, "Nothing was done in this step.")


def persons_own(decision: Decision, actions: tuple[Action, ...], frame: Size) -> Decision:
    """What the person wants instead of a decision, at the same place of the model's program."""
    last = actions[-1]
    return decision.model_copy(
        update={
            "actions": actions,
            "image": frame,
            "reason": "chosen by the person",
            "target": None,
            "confidence": 1.0,
            "expect": Expectation(kind="change" if isinstance(last, VISIBLE) else "none"),
            "evidence": (),
            "model": "person",
            "ms": {},
        }
    )
