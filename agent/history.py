"""What a model is told about the steps so far, folded from the events: the same way while running and on resuming."""

from __future__ import annotations

from agent.base import Answered, Asked, Event, Planned, Refused, Resumed, Verified
from agent.base import Finished as RunFinished
from bridges.action import Ask, Finished, Wait
from bridges.coordinates import Size
from model.base import Decision, Expectation, History, Turn

INTERRUPTED = "the run was interrupted here; it is unknown whether this step was done"

LEFT_OUT = "the person left this step out: go on as if it were done"


class Turns:
    """Takes events in order; `history` holds one Turn per step that is over."""

    def __init__(self, history: History = ()) -> None:
        self._over = list(history)
        self._step = 0
        self._decision: Decision | None = None
        self._turn: Turn | None = None
        self._checks = 0
        self._asks = False
        self.checked: bool | None = history[-1].verified if history else None
        """Whether the last step that was carried out passed its check; None before the first."""

    @property
    def history(self) -> History:
        """The steps that are over, the current one included as soon as its outcome is known."""
        return (*self._over, self._turn) if self._turn else tuple(self._over)

    def take(self, event: Event) -> None:  # noqa: C901 - one case for each event that matters
        if event.step != self._step:
            self._close()
            self._step = event.step
        match event:
            case Planned():
                self._decision = event.decision
                self._checks = 0
            case Asked():
                self._asks = event.kind == "answer"
            case Verified():
                self.checked = event.ok
                self._checks += 1
                if not event.ok or self._checks == self._performable:
                    self._end(verified=event.ok, note=event.note)
            case Refused(by="screen") if not self._checks:
                # Nothing was done and nothing failed: the model decides again from the newer look.
                self._decision = None
            case Resumed():
                # The step is decided anew, as if it had not been begun.
                self._turn, self._checks = None, 0
            case Refused():
                self._end(
                    verified=False,
                    note=event.why if event.by in ("loop", "screen") else f"refused by the {event.by}: {event.why}",
                )
            case Answered(skip=True):
                self._end(verified=True, note=LEFT_OUT)
            case Answered() if self._asks:
                answered = event.approved and event.answer is not None
                self._end(verified=answered, note="" if answered else "no answer", answer=event.answer)
            case Answered() if event.answer is not None:
                self._end(verified=False, note=f"the person said: {event.answer}", answer=event.answer)
            case RunFinished():
                self._decision = None

    def interrupted(self) -> History:
        """The history, a step that was begun and has no outcome included."""
        if self._decision and not self._turn:
            self._end(verified=False, note=INTERRUPTED)
        return self.history

    @property
    def _performable(self) -> int:
        """How many actions of the step a bridge performs, each with a check of its own."""
        actions = self._decision.actions if self._decision else ()
        return sum(not isinstance(action, Ask | Finished) for action in actions)

    def _end(self, *, verified: bool, note: str, answer: str | None = None) -> None:
        answer = answer or (self._turn.answer if self._turn else None)
        self._turn = Turn(decision=self._decision or self._unread(), verified=verified, note=note, answer=answer)

    def _unread(self) -> Decision:
        """Stands for a reply that could not be read; the model's memory is carried on."""
        memory = self._over[-1].decision.memory if self._over else {}
        return Decision(
            actions=(Wait(seconds=0),),
            image=Size(1, 1),
            reason="a reply that could not be read",
            expect=Expectation(kind="none"),
            memory=memory,
        )

    def _close(self) -> None:
        if self._turn:
            self._over.append(self._turn)
        elif self._decision:
            self._end(verified=False, note=INTERRUPTED)
            self._close()
        self._decision = self._turn = None
        self._checks = 0
        self._asks = False


def history_of(events: tuple[Event, ...]) -> History:
    """The history that a resumed run begins with."""
    turns = Turns()
    for event in events:
        turns.take(event)
    return turns.interrupted()
