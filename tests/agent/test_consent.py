"""What the person says about a step while the loop runs: objecting, pausing, leaving out, replacing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from paper import HEIGHT, WIDTH, Paper, button, counting, entry

from agent.base import Answered, Asked, Event, Failed, Finished, Paused, Planned, Verified
from agent.guard import Guard, Policy
from agent.history import LEFT_OUT
from agent.limits import Limits
from agent.loop import run
from agent.waiting import left_alone, until_stopped
from bridges import action as act
from bridges.action import ScreenAction
from bridges.coordinates import ImagePoint, Size
from bridges.errors import Interrupted, Stopped
from bridges.stop import Stop
from model.base import Decision, Expectation, History, Task
from model.scripted import Scripted

NONE = Expectation(kind="none")


class Watcher:
    """Sees every step, and says to each what its turn in the list is; to the others nothing."""

    def __init__(self, *replies: dict[str, Any] | Callable[[], None]) -> None:
        self.replies = list(replies)
        self.shown: list[Planned] = []
        self.asked: list[Asked] = []

    def show(self, planned: Planned) -> Answered:
        self.shown.append(planned)
        return self._reply(planned.step, True)

    def answer(self, question: Asked) -> Answered:
        self.asked.append(question)
        return self._reply(question.step, False)

    def _reply(self, step: int, otherwise: bool) -> Answered:
        reply = self.replies.pop(0) if self.replies else {}
        if not isinstance(reply, dict):
            reply()
            reply = {}
        return Answered(step=step, **{"approved": otherwise, **reply})


def desk() -> Paper:
    return counting(Paper([button("Open"), button("Zoom", 300), entry("Name")]))


def click(x: float = 110, y: float = 110) -> act.Action:
    return act.Click(start_point=ImagePoint(x, y))


def done() -> act.Action:
    return act.Finished(status="success")


def told(
    queue: Iterable[Any], bridge: Paper, watcher: Watcher, limits: Limits | None = None, **more: Any
) -> list[Event]:
    model = queue if isinstance(queue, Scripted) else Scripted(queue, NONE)
    guard = more.pop("guard", None) or Guard()
    return list(run(Task(text="a task"), bridge, model, guard, watcher, limits, audience=watcher, **more))


def kinds(events: list[Event]) -> list[str]:
    return [event.event for event in events]


# While a step is shown


def test_nothing_is_said_about_a_step_that_nobody_objects_to() -> None:
    bridge, watcher = desk(), Watcher()
    events = told([click(), done()], bridge, watcher)
    assert kinds(events) == ["started", "planned", "performed", "verified", "planned", "finished"]
    assert [planned.step for planned in watcher.shown] == [1]


def test_a_veto_ends_the_run_with_nothing_done() -> None:
    bridge = desk()
    events = told([click(), done()], bridge, Watcher({"approved": False, "why": "not there"}))
    assert kinds(events) == ["started", "planned", "answered", "refused", "failed"]
    assert isinstance(events[-1], Failed)
    assert (events[-1].error, bridge.performed) == ("Refused", [])


@pytest.mark.parametrize("broken", [RuntimeError("window"), SystemExit(), KeyboardInterrupt()])
def test_an_audience_that_breaks_is_a_veto(broken: BaseException) -> None:
    def breaks() -> None:
        raise broken

    bridge = desk()
    events = told([click(), done()], bridge, Watcher(breaks))
    assert isinstance(events[-1], Failed)
    assert (events[-1].error, bridge.performed) == ("Refused", [])


def test_an_audience_that_never_answers_is_a_veto() -> None:
    bridge = desk()
    events = told([click(), done()], bridge, Watcher(lambda: time.sleep(1)), Limits(ask_s=0.1))
    assert isinstance(events[-1], Failed)
    assert (events[-1].error, bridge.performed) == ("Refused", [])


def test_a_step_that_is_left_out_counts_as_done_and_is_not_done() -> None:
    bridge, model = desk(), Scripted([click(), click(320), done()], NONE)
    events = told(model, bridge, Watcher({"approved": False, "skip": True}))
    assert isinstance(events[-1], Finished)
    assert [action.start_point.x for action in bridge.performed if isinstance(action, act.Click)] == [320]
    assert (model.histories[1][-1].verified, model.histories[1][-1].note) == (True, LEFT_OUT)


def test_another_point_is_done_instead_judged_and_shown_again() -> None:
    bridge, model = desk(), Scripted([Decision(
        actions=(click(55, 55),), image=Size(WIDTH // 2, HEIGHT // 2), reason="the model's", expect=NONE,
        memory={"at": 1},
    ), done()], NONE)  # fmt: skip
    watcher = Watcher({"approved": False, "instead": (click(150, 215),)})
    events = told(model, bridge, watcher)
    assert kinds(events)[:5] == ["started", "planned", "answered", "planned", "performed"]
    assert [(planned.step, planned.decision.model) for planned in watcher.shown] == [(1, ""), (1, "person")]
    (performed,) = bridge.performed
    assert isinstance(performed, act.Click)
    assert (performed.start_point.x, performed.start_point.y) == (150, 215)
    (turn,) = model.histories[1]
    assert (turn.decision.actions, turn.decision.memory) == ((click(150, 215),), {"at": 1})


def test_what_the_person_wants_instead_goes_through_the_guard() -> None:
    bridge = desk()
    watcher = Watcher({"approved": False, "instead": (act.Press(keys=["ctrl", "alt", "delete"]),)})
    events = told([click(), done()], bridge, watcher)
    assert any(event.event == "refused" and "never pressed" in event.why for event in events)
    assert bridge.performed == []


def test_a_risky_step_is_asked_about_and_not_shown_for_a_veto_besides() -> None:
    bridge, watcher = desk(), Watcher({"approved": True})
    told([click(320), done()], bridge, watcher, guard=Guard(Policy(confirm="always")))
    assert (len(watcher.shown), len(watcher.asked), len(bridge.performed)) == (0, 1, 1)


def test_a_risky_step_may_be_left_out_or_replaced_when_asked() -> None:
    bridge = desk()
    watcher = Watcher({"instead": (click(330),)}, {"approved": True}, {"skip": True})
    told([click(320), click(110), done()], bridge, watcher, guard=Guard(Policy(confirm="always")))
    assert [action.start_point.x for action in bridge.performed if isinstance(action, act.Click)] == [330]


# Pausing


def resuming(stop: Stop, after_s: float = 0.2) -> None:
    threading.Timer(after_s, stop.resume).start()


def test_a_pause_while_a_step_is_shown_has_it_decided_anew() -> None:
    bridge = desk()

    def pause() -> None:
        bridge.stop.pause("the phone rings")
        resuming(bridge.stop)

    model = Scripted([click(110), click(320), done()], NONE)
    events = told(model, bridge, Watcher(pause))
    assert kinds(events)[:6] == ["started", "planned", "paused", "resumed", "planned", "performed"]
    assert [event.step for event in events if isinstance(event, Planned | Paused)] == [1, 1, 1, 2]
    assert [action.start_point.x for action in bridge.performed if isinstance(action, act.Click)] == [320]
    assert model.histories[1] == ()


def test_a_run_that_is_paused_does_nothing_and_looks_again_afterwards() -> None:
    bridge = desk()
    bridge.stop.pause("not yet")
    events: list[Event] = []
    for event in run(Task(text="a task"), bridge, Scripted([click(), done()], NONE), Guard(), Watcher()):
        events.append(event)
        if isinstance(event, Paused):
            assert (event.why, bridge.performed, bridge.looks) == ("not yet", [], 0)
            resuming(bridge.stop)
    assert isinstance(events[-1], Finished)
    assert events[2].event == "resumed"
    assert events[2].ms["paused"] >= 150


def test_time_that_is_paused_does_not_count_and_a_pause_has_an_end() -> None:
    bridge = desk()
    bridge.stop.pause("a while")
    resuming(bridge.stop, 0.8)
    assert isinstance(told(Thinking(0.15), bridge, Watcher(), Limits(seconds=1.0))[-1], Finished)
    bridge = desk()
    bridge.stop.pause("for good")
    events = told([click(), done()], bridge, Watcher(), Limits(seconds=0.3))
    assert isinstance(events[-1], Failed)
    assert (events[-1].error, bridge.performed) == ("LimitReached", [])


def test_a_step_that_was_broken_off_by_taking_over_is_decided_anew() -> None:
    bridge = desk()
    taken: list[ScreenAction] = []

    def take_over(action: ScreenAction) -> None:
        if not taken:
            taken.append(action)
            bridge.stop.pause("you moved the mouse", at_once=True)
            resuming(bridge.stop)
            raise Interrupted("Sending input", "you moved the mouse")

    bridge.on_perform = take_over
    model = Scripted([click(), click(320), done()], NONE)
    events = told(model, bridge, Watcher())
    assert kinds(events)[:6] == ["started", "planned", "verified", "paused", "resumed", "planned"]
    assert isinstance(events[2], Verified)
    assert (events[2].ok, "in part" in events[2].note) == (False, True)
    assert model.histories[1] == ()
    assert isinstance(events[-1], Finished)


@pytest.mark.parametrize("again", [True, False])
def test_a_text_that_was_broken_off_is_typed_again_only_if_the_person_says_so(again: bool) -> None:
    bridge = desk()
    taken: list[ScreenAction] = []

    def take_over(action: ScreenAction) -> None:
        if not taken:
            taken.append(action)
            bridge.stop.pause("you moved the mouse", at_once=True)
            resuming(bridge.stop)
            raise Interrupted("Sending input", "you moved the mouse")

    bridge.on_perform = take_over
    watcher = Watcher({}, {"approved": again})
    text = act.Input(text="Grüße", start_point=ImagePoint(110, 215))
    events = told([text, text, done()], bridge, watcher)
    assert "once more? It was broken off" in watcher.asked[0].question
    assert len(bridge.performed) == again
    assert isinstance(events[-1], Finished if again else Failed)


def test_a_pause_between_two_actions_of_a_step_leaves_the_rest() -> None:
    bridge = desk()

    def pause(action: ScreenAction) -> None:
        if not bridge.performed:
            bridge.stop.pause("wait")
            resuming(bridge.stop)

    bridge.on_perform = pause
    model = Scripted([(click(110), click(320)), click(330), done()], NONE)
    events = told(model, bridge, Watcher())
    assert isinstance(events[-1], Finished)
    assert [action.start_point.x for action in bridge.performed if isinstance(action, act.Click)] == [110, 330]
    assert not model.histories[1][-1].verified


# Stopping


class Thinking(Scripted):
    """A model that computes for as long as it is told."""

    def __init__(self, seconds: float) -> None:
        super().__init__([click(), done()], NONE)
        self._seconds = seconds

    def decide(self, task: Task, observation: Any, history: History) -> Decision:
        time.sleep(self._seconds)
        return super().decide(task, observation, history)


def test_a_stop_while_the_model_computes_ends_the_run_at_once() -> None:
    bridge = desk()
    at: list[float] = []

    def stop() -> None:
        at.append(time.monotonic())
        bridge.stop.request("enough")

    threading.Timer(0.2, stop).start()
    events = told(Thinking(1.5), bridge, Watcher())
    assert time.monotonic() - at[0] < 0.5
    assert isinstance(events[-1], Failed)
    assert (events[-1].error, bridge.performed) == ("Stopped", [])
    assert left_alone()
    while left_alone():
        time.sleep(0.05)


def test_a_stop_while_a_step_is_shown_ends_the_run_at_once() -> None:
    bridge = desk()
    threading.Timer(0.2, lambda: bridge.stop.request("enough")).start()
    began = time.monotonic()
    events = told([click(), done()], bridge, Watcher(lambda: time.sleep(1.5)))
    assert time.monotonic() - began < 1.0
    assert isinstance(events[-1], Failed)
    assert (events[-1].error, bridge.performed) == ("Stopped", [])


def test_work_that_can_be_left_alone() -> None:
    stop = Stop()
    assert until_stopped(lambda: 5, stop) == 5
    with pytest.raises(ZeroDivisionError):
        until_stopped(lambda: 1 // 0, stop)
    with pytest.raises(TimeoutError):
        until_stopped(lambda: time.sleep(0.3), stop, 0.05)
    stop.request("enough")
    with pytest.raises(Stopped):
        until_stopped(lambda: 5, stop)
