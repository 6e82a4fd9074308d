from __future__ import annotations

from hand_made import SAVE, decided, hostile_events, planned, refused_events

from agent.base import Failed, Finished, Performed, Refused, Started
from bridges.action import Click, Press, Scroll, Wait
from bridges.coordinates import ImagePoint
from ui.story import in_words, told


def test_each_planned_step_gathers_what_happened_to_it() -> None:
    story = told(hostile_events())
    assert [step.number for step in story.steps] == [1, 2, 3, 4]
    assert [step.state for step in story.steps] == ["done", "done", "wrong", "refused"]
    assert (story.steps[1].before, story.steps[1].after) == ("0002-before", "0002-after")
    assert story.steps[2].talk[0][1].approved  # type: ignore[union-attr]
    assert story.outcome == "finished"


def test_times_are_summed_per_phase_in_the_order_of_a_step() -> None:
    story = told(hostile_events())
    assert list(story.ms) == ["capture", "parse", "decide", "guard", "act", "verify"]
    assert story.ms["act"] == 220 + 80 + 12
    assert story.steps[2].ms["verify"] == 900


def test_outcomes_come_from_the_last_event() -> None:
    begun = Started(task="t", device="d", model="m")
    assert told([]).outcome == "unfinished"
    assert told([begun]).outcome == "unfinished"
    assert told(refused_events()).outcome == "refused"
    assert told([begun, Failed(error="Stopped", why="by the person")]).outcome == "stopped"
    assert told([begun, Failed(error="Stuck", why="no change")]).outcome == "failed"
    assert told([begun, Finished(status="failure")]).outcome == "failed"


def test_a_resumed_run_is_one_story() -> None:
    begun = Started(task="t", device="d", model="m")
    again = Started(task="t", device="d", model="m", resumed=True)
    first, second = (planned(n, decided(Wait(), "wait")) for n in (1, 2))
    story = told([begun, first, Failed(error="Stopped", why="s"), again, second, Finished(status="success")])
    assert (story.resumed, len(story.steps), story.outcome) == (1, 2, "finished")


def test_a_reply_that_could_not_be_read_belongs_to_no_step() -> None:
    first = planned(1, decided(Wait(), "wait"))
    unreadable = Refused(step=2, why="no JSON", by="loop")
    story = told([first, Performed(step=1, summary="wait"), unreadable])
    assert story.apart == [unreadable]
    assert story.steps[0].state == "done"


def test_steps_are_told_in_words() -> None:
    at = ImagePoint(10, 20)
    assert in_words(planned(1, decided(Click(start_point=at), "", "Save", SAVE))) == "click Save"
    assert in_words(planned(1, decided(Click(start_point=at), ""))) == "click (10, 20)"
    assert in_words(planned(1, decided(Press(keys="ctrl+s"), ""))) == "press ctrl+s"
    assert in_words(planned(1, decided(Scroll(direction="down"), "", "the list"))) == "scroll down in the list"
    two = decided(Click(start_point=at), "", "Name").model_copy(update={"actions": (Click(start_point=at), Wait())})
    assert in_words(planned(1, two)) == "click Name, then wait 1 s"
