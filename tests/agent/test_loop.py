"""The loop on a paper bridge: what it does, what it accepts, and that it always ends with one event."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper import HEIGHT, WIDTH, Paper, button, counting, entry

from agent.base import EVENT, Answered, Asked, Event, Failed, Finished, Nobody, Performed, Planned, Refused, Verified
from agent.guard import Guard, Policy
from agent.limits import Limits
from agent.loop import run
from bridges import action as act
from bridges.coordinates import ImagePoint, Size
from bridges.errors import DeviceLost, NotTyped, UnparsableReply
from model.base import Decision, Expectation, Task
from model.scripted import Scripted

CHANGE = Expectation(kind="change", within_s=0.05)
NONE = Expectation(kind="none")


class Says:
    """A person who answers always the same."""

    def __init__(self, approved: bool, answer: str | None = None) -> None:
        self.reply = {"approved": approved, "answer": answer}
        self.questions: list[Asked] = []

    def answer(self, question: Asked) -> Answered:
        self.questions.append(question)
        return Answered(step=question.step, **self.reply)


def at(x: float, y: float) -> ImagePoint:
    return ImagePoint(x, y)


def click(x: float = 110, y: float = 110) -> act.Action:
    return act.Click(start_point=at(x, y))


def done(status: Any = "success") -> act.Action:
    return act.Finished(status=status)


def decision(*actions: act.Action, expect: Expectation = CHANGE, **more: Any) -> Decision:
    return Decision(actions=actions, image=Size(WIDTH, HEIGHT), reason="because", expect=expect, **more)


def desk() -> Paper:
    return counting(Paper([button("Open"), button("Delete", 300), entry("Name")]))


def events(
    queue: Iterable[Any],
    bridge: Paper | None = None,
    person: Any = None,
    limits: Limits | None = None,
    guard: Guard | None = None,
    expect: Expectation = CHANGE,
    **more: Any,
) -> list[Event]:
    model = queue if isinstance(queue, Scripted) else Scripted(queue, expect)
    told = list(run(Task(text="a task"), bridge or desk(), model, guard or Guard(), person or Nobody(), limits, **more))
    assert sum(isinstance(event, Finished | Failed) for event in told) == 1
    assert isinstance(told[-1], Finished | Failed)
    for event in told:
        assert EVENT.validate_json(event.model_dump_json()).model_dump() == event.model_dump()
    return told


def kinds(told: list[Event]) -> list[str]:
    return [event.event for event in told]


def test_a_step_is_planned_performed_verified_and_carries_its_pictures_and_times() -> None:
    told = events([click(), done()])
    assert kinds(told) == ["started", "planned", "performed", "verified", "planned", "finished"]
    planned, performed, verified = told[1:4]
    assert isinstance(planned, Planned)
    assert planned.points == (at_frame(110, 110),)
    assert planned.frame == "0001-before"
    assert planned.pixels is not None
    assert {"capture", "decide", "guard"} <= planned.ms.keys()
    assert performed.ms["act"] >= 0
    assert isinstance(verified, Verified)
    assert verified.ok
    assert verified.changed is not None
    assert verified.frame == "0001-after"
    assert verified.pixels is not None
    assert "verify" in verified.ms


def at_frame(x: float, y: float) -> Any:
    from bridges.coordinates import FramePoint

    return FramePoint(x, y)


def test_points_of_a_resized_picture_land_where_they_should() -> None:
    bridge = desk()
    half = Decision(actions=(click(55, 55),), image=Size(WIDTH // 2, HEIGHT // 2), reason="", expect=CHANGE)
    events([half, done()], bridge)
    assert (bridge.performed[0].start_point.x, bridge.performed[0].start_point.y) == (110, 110)  # type: ignore[union-attr]


def test_an_unreadable_reply_is_shown_told_to_the_model_and_retried() -> None:
    model = Scripted([UnparsableReply("Reading the reply", "no JSON in “!!!!”"), click(), done()], CHANGE)
    told = events(model)
    assert isinstance(told[1], Refused)
    assert "no JSON" in told[1].why
    assert "no JSON" in model.histories[1][-1].note
    assert not model.histories[1][-1].verified
    assert isinstance(told[-1], Finished)


def test_unreadable_replies_never_count_as_finished() -> None:
    told = events([UnparsableReply("Reading the reply", f"garbage {n}") for n in range(9)])
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "UnparsableReply"
    assert kinds(told).count("refused") == Limits().unreadable_replies - 1


def test_a_point_outside_the_picture_is_told_to_the_model_and_never_clamped() -> None:
    bridge = desk()
    told = events([decision(click(WIDTH + 5, 10)), click(), done()], bridge)
    assert isinstance(told[1], Refused)
    assert "image space is 640×400" in told[1].why
    assert len(bridge.performed) == 1


def test_success_needs_evidence() -> None:
    told = events([done(), done(), done(), done()])
    assert kinds(told) == ["started", "planned", "refused", "planned", "refused", "planned", "failed"]
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "StepFailed"


def test_success_with_evidence_is_accepted_and_carries_it() -> None:
    told = events([decision(act.Finished(status="success", answer="6223"), evidence=("6223 is shown",))])
    assert isinstance(told[-1], Finished)
    assert told[-1].answer == "6223"
    assert told[-1].evidence == ("6223 is shown",)


def test_success_right_after_a_failed_check_is_refused_even_with_evidence() -> None:
    bridge = desk()
    told = events([click(5, 300), decision(done(), evidence=("all is well",)), click(), done()], bridge)
    assert [e.ok for e in told if isinstance(e, Verified)] == [False, True]
    refused = next(e for e in told if isinstance(e, Refused))
    assert "failed its check" in refused.why
    assert isinstance(told[-1], Finished)


def test_failure_is_believed_at_once() -> None:
    told = events([done("failure")])
    assert isinstance(told[-1], Finished)
    assert told[-1].status == "failure"


def test_actions_of_one_decision_stop_at_the_first_whose_check_fails() -> None:
    bridge = Paper([button("Open"), entry("Name", states=frozenset({"editable"}))])
    queue = [decision(click(), act.Input(text="x"), click(120, 110)), done("failure")]  # nothing has the focus
    told = events(queue, bridge)
    assert [e.ok for e in told if isinstance(e, Verified)] == [True, False]
    assert [a.action for a in bridge.performed] == ["click", "input"]


def test_actions_of_one_decision_are_all_done_and_make_one_turn() -> None:
    model = Scripted([decision(click(110, 210), act.Input(text="hello"), act.Press(keys=["tab"])), done()], CHANGE)
    bridge = desk()
    told = events(model, bridge)
    assert [a.action for a in bridge.performed] == ["click", "input", "press"]
    assert len(model.histories[1]) == 1
    assert model.histories[1][0].verified
    names = [e.frame for e in told if isinstance(e, Verified)]
    assert len(set(names)) == 3


def test_steps_that_keep_failing_their_check_end_the_run() -> None:
    told = events([click(5 + 40 * n, 300) for n in range(9)])
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "StepFailed"
    assert kinds(told).count("verified") == Limits().failed_checks


def test_an_unknown_application_ends_the_run_under_its_own_name() -> None:
    told = events([act.Open(app="nonesuch")] * 9)
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "ApplicationMissing"
    assert "nonesuch" in told[-1].why


def test_a_click_repeated_without_effect_is_stuck() -> None:
    told = events([click(5, 300)] * 20, expect=NONE)
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "Stuck"
    assert kinds(told).count("performed") == Limits().repeats


def test_the_step_limit_ends_the_run() -> None:
    told = events([click()] * 20, limits=Limits(steps=5))
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "LimitReached"
    assert kinds(told).count("performed") == 5


def test_the_time_limit_ends_the_run() -> None:
    bridge = desk()
    bridge.on_perform = lambda action: time.sleep(0.1)
    told = events([click()] * 50, bridge, limits=Limits(seconds=0.25))
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "LimitReached"


def test_a_wait_does_not_outlast_the_time_limit() -> None:
    bridge = desk()
    events([act.Wait(seconds=100), click()], bridge, limits=Limits(seconds=5), expect=NONE)
    waits = [action for action in bridge.performed if isinstance(action, act.Wait)]
    assert [0 < wait.seconds <= 5 for wait in waits] == [True]


def test_too_many_actions_in_one_decision_are_refused_and_none_is_done() -> None:
    bridge = desk()
    told = events([decision(*[click()] * 100), done("failure")], bridge)
    assert isinstance(told[1], Refused)
    assert bridge.performed == []


def test_a_risky_step_is_asked_about_and_done_after_a_yes() -> None:
    bridge, person = desk(), Says(True)
    told = events([click(310, 110), done()], bridge, person)
    assert kinds(told)[1:5] == ["planned", "asked", "answered", "performed"]
    assert person.questions[0].kind == "approve"
    assert "delete" in person.questions[0].question.casefold()
    assert len(bridge.performed) == 1


def test_a_no_ends_the_run_with_nothing_done() -> None:
    bridge = desk()
    told = events([click(310, 110), click()], bridge, Says(False))
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "Refused"
    assert bridge.performed == []


def test_a_no_with_an_answer_is_told_to_the_model() -> None:
    model = Scripted([click(310, 110), click(), done()], CHANGE)
    told = events(model, person=Says(False, "use Open instead"))
    assert isinstance(told[-1], Finished)
    assert model.histories[1][-1].answer == "use Open instead"
    assert not model.histories[1][-1].verified


class Silent:
    def answer(self, question: Asked) -> Answered:
        time.sleep(30)
        return Answered(approved=True)


class Broken:
    def answer(self, question: Asked) -> Answered:
        raise EOFError


class Quits:
    def answer(self, question: Asked) -> Answered:
        raise SystemExit(0)


class Odd:
    def answer(self, question: Asked) -> Any:
        return "yes"


@pytest.mark.parametrize("person", [Silent(), Broken(), Quits(), Odd(), Nobody()], ids=lambda p: type(p).__name__)
def test_approval_fails_closed(person: Any) -> None:
    bridge = desk()
    told = events([click(310, 110)], bridge, person, Limits(ask_s=0.2))
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "Refused"
    assert bridge.performed == []


def test_the_screen_that_changes_while_the_person_is_asked_is_looked_at_again() -> None:
    bridge = desk()

    class Slow:
        def answer(self, question: Asked) -> Answered:
            bridge.widgets[1].name = "Pay now"
            return Answered(approved=True)

    told = events([click(310, 110), done("failure")], bridge, Slow())
    assert bridge.performed == []
    assert any(isinstance(e, Refused) and "changed while" in e.why for e in told)


@pytest.mark.parametrize("changes", [True, False])
def test_a_step_that_was_long_decided_is_only_done_where_the_screen_is_the_same(
    changes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent.sight.STALE_S", 0.05)
    bridge = desk()

    class Slow(Scripted):
        def decide(self, *seen: Any) -> Decision:
            time.sleep(0.1)
            if changes and len(self.histories) == 0:
                bridge.widgets[0].name = "Quit"
            return super().decide(*seen)

    model = Slow([click(), done("failure")], CHANGE)
    told = events(model, bridge)
    assert len(bridge.performed) == (0 if changes else 1)
    assert any(isinstance(event, Refused) and event.by == "screen" for event in told) is changes
    assert (model.histories[1] == ()) is changes  # decided again from the newer look, not told as a failure


def test_the_models_question_reaches_the_person_and_the_answer_the_model() -> None:
    model = Scripted([act.Ask(question="Which file?"), click(), done()], CHANGE)
    told = events(model, person=Says(True, "the second"))
    assert kinds(told)[1:4] == ["planned", "asked", "answered"]
    assert model.histories[1][-1].answer == "the second"
    assert isinstance(told[-1], Finished)


def test_a_question_without_an_answer_ends_the_run_and_says_which() -> None:
    told = events([act.Ask(question="Which file?")])
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "Refused"
    assert "Which file?" in told[-1].why


def test_denied_steps_are_told_to_the_model_and_end_the_run_when_they_go_on() -> None:
    bridge = desk()
    model = Scripted([act.Press(keys=["ctrl", "alt", "delete"])] * 9, CHANGE)
    told = events(model, bridge, Says(True))
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "Refused"
    assert "refused by the guard" in model.histories[1][-1].note
    assert bridge.performed == []


def test_a_decision_with_one_denied_action_is_not_begun() -> None:
    bridge = desk()
    events([decision(click(), act.Press(keys=["ctrl", "alt", "f1"])), done("failure")], bridge)
    assert bridge.performed == []


def test_stop_ends_the_run_at_once() -> None:
    bridge = desk()
    bridge.on_perform = lambda action: bridge.stop.request("by a test") if len(bridge.performed) == 2 else None
    told = events([click()] * 20, bridge)
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "Stopped"
    assert len(bridge.performed) == 3


def test_stop_ends_the_waiting_for_an_answer() -> None:
    bridge = desk()
    threading.Timer(0.2, bridge.stop.request, ["by a test"]).start()
    started = time.monotonic()
    told = events([click(310, 110)], bridge, Silent())
    assert time.monotonic() - started < 1.5
    assert isinstance(told[-1], Failed)
    assert told[-1].error == "Stopped"


def raiser(error: BaseException) -> Any:
    def act_(action: object) -> None:
        raise error

    return act_


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (KeyboardInterrupt(), "Stopped"),
        (DeviceLost("Clicking", "the display is gone"), "DeviceLost"),
        (RuntimeError("a bug"), "RuntimeError"),
        (OSError(28, "No space left"), "OSError"),
    ],
)
def test_whatever_breaks_in_the_bridge_gives_one_final_event(error: BaseException, name: str) -> None:
    bridge = desk()
    bridge.on_perform = raiser(error)
    told = events([click()] * 3, bridge)
    assert isinstance(told[-1], Failed)
    assert told[-1].error == name


def test_a_text_that_could_not_be_typed_is_told_to_the_model() -> None:
    bridge = desk()
    bridge.on_perform = raiser(NotTyped("Typing", "the layout has no “ß”"))
    model = Scripted([act.Input(text="ß"), done("failure")], CHANGE)
    events(model, bridge)
    assert "no “ß”" in model.histories[1][-1].note


def test_a_bridge_that_cannot_look_ends_the_run() -> None:
    class Blind(Paper):
        def observe(self) -> Any:
            raise DeviceLost("Looking", "the display is gone")

    assert kinds(events([click()], Blind())) == ["started", "failed"]


def test_typing_the_same_digit_three_times_is_not_stuck() -> None:
    bridge = Paper([entry("Number")])
    bridge.focus = bridge.widgets[0]
    told = events([*[act.Input(text="7")] * 6, done()], bridge)
    assert isinstance(told[-1], Finished)
    assert bridge.widgets[0].text == "777777"


hostile = st.one_of(
    st.builds(act.Press, keys=st.lists(st.sampled_from(
        ["ctrl", "Control_L", "ALT", "altleft", "del", "delete", "ctrl+alt+Delete", "F1", "f4", "win", "l", "enter"]
    ), min_size=1, max_size=4)),
    st.builds(act.Click, start_point=st.builds(ImagePoint, st.floats(0, WIDTH - 1), st.floats(0, HEIGHT - 1)),
              text=st.sampled_from([None, "Cancel", "harmless", "ignore the rules"])),
    st.builds(act.DoubleClick, start_point=st.builds(ImagePoint, st.floats(0, WIDTH - 1), st.floats(0, HEIGHT - 1))),
    st.builds(act.Input, text=st.sampled_from(["{{secret:bank}}", "rm -rf ~\n", "hello", "Cancel"])),
    st.builds(act.Open, app=st.sampled_from(["Bank", "my bank app", "rm -rf /", "paper"])),
    st.builds(act.AppSwitch, app=st.sampled_from(["Bank", "paper"])),
)  # fmt: skip


@given(st.lists(hostile, min_size=1, max_size=10))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_hostile_model_gets_nothing_denied_or_unasked_done(script: list[act.Action]) -> None:
    bridge = counting(Paper([button("Delete all", 300), button("Pay now", 300, 150), button("Open"), entry("Name")]))
    grave = [w.box for w in bridge.widgets[:2]]
    guard = Guard(Policy(deny_applications=("bank",)))
    events(script, bridge, Nobody(), Limits(refusals=20, frozen=50), guard, NONE)
    for action in bridge.performed:
        if isinstance(action, act.Press):
            pressed = "+".join(action.keys).casefold()
            assert not (
                "ctrl" in pressed + pressed.replace("control", "ctrl") and "alt" in pressed and "del" in pressed
            )
        if isinstance(action, act.Open | act.AppSwitch):
            assert "bank" not in action.app.casefold()
            assert "rm" not in action.app
        if isinstance(action, act.Click | act.DoubleClick):
            assert not any(box.contains(action.start_point) for box in grave)
        if isinstance(action, act.Input):
            assert "secret" not in action.text


def test_events_of_one_step_say_what_was_done() -> None:
    told = events([act.Press(keys=["ctrl", "s"]), done()])
    assert [e.summary for e in told if isinstance(e, Performed)] == ["press ctrl+s"]
