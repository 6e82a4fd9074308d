"""The guard: whether a step may happen, must be asked about, or is denied. It fails closed.

What a step can do is judged from what it does and from what stands on the screen where it does it, never from what a
model says alone: words on the screen and words of the model can only make the judgement graver.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agent.applications import Applications
from agent.base import Consequence
from agent.chords import DENIED_CHORDS, denied_part
from agent.consequences import judged
from agent.labels import Judgement
from agent.reading import Reader, TreeReader
from agent.settings import Confirm
from agent.steps import Step
from agent.terminal import PendingLine
from bridges.action import Ask, Finished, Hover, Press, Wait
from bridges.base import Observation
from model.base import Element

log = logging.getLogger(__name__)

GRAVITY = tuple(Consequence)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard says about a step, and why."""

    consequence: Consequence
    answer: Literal["go", "ask", "deny"]
    why: str = ""

    @classmethod
    def no(cls, why: str) -> Verdict:
        return cls(GRAVITY[-1], "deny", why)


def gravest(verdicts: Iterable[Verdict]) -> Consequence:
    """The gravest consequence of all."""
    return max((verdict.consequence for verdict in verdicts), key=GRAVITY.index, default=Consequence.READS)


class Policy(BaseModel):
    """What the person allows. See `agent.settings.Settings` for the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    confirm: Confirm = "risky"
    allow_applications: tuple[str, ...] = ()
    deny_applications: tuple[str, ...] = ()
    denied_chords: tuple[str, ...] = DENIED_CHORDS


class Guard:
    """Judges steps under a policy. Without a reader it knows of the screen only what the accessibility tree tells."""

    def __init__(self, policy: Policy | None = None, reader: Reader | None = None) -> None:
        self._policy = policy or Policy()
        self._readers: tuple[Reader, ...] = (TreeReader(), reader) if reader else (TreeReader(),)
        self._applications = Applications(self._policy.allow_applications, self._policy.deny_applications)
        self._line = PendingLine()

    @property
    def confirms(self) -> bool:
        """Whether the person is asked before grave steps."""
        return self._policy.confirm != "never"

    def judge(self, step: Step, seen: Observation) -> Verdict:
        """Whether the step may happen on this screen. Any error on the way is a denial."""
        try:
            return self._judge(step, seen)
        except Exception as error:
            log.exception("the guard could not judge a step")
            return Verdict.no(f"the guard could not judge this step ({type(error).__name__})")

    def performed(self, step: Step) -> None:
        """Take note of a step that was done: what was typed waits in a terminal until Enter runs it."""
        self._line.take(step.action)

    def _judge(self, step: Step, seen: Observation) -> Verdict:
        if isinstance(step.action, Finished | Ask):
            return Verdict(Consequence.READS, "go")
        denied = self._denied(step, seen)
        if denied:
            return Verdict.no(denied)
        judgement = judged(step, seen, lambda: self._elements(seen), self._line)
        return Verdict(judgement.consequence, "ask" if self._must_ask(step, judgement) else "go", judgement.why)

    def _denied(self, step: Step, seen: Observation) -> str | None:
        if isinstance(step.action, Press):
            chord = denied_part(step.action.keys, self._policy.denied_chords)
            if chord:
                return f"the chord {chord} is never pressed"
        return self._applications.denied(step, seen, self._line)

    def _must_ask(self, step: Step, judgement: Judgement) -> bool:
        if self._policy.confirm == "never":
            return False
        if self._policy.confirm == "always":
            return not isinstance(step.action, Wait | Hover)
        return judgement.consequence.risky

    def _elements(self, seen: Observation) -> Sequence[Element]:
        return [element for reader in self._readers for element in reader.texts(seen)]
