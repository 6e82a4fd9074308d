"""The wire format of actions: strict, complete, and the same after a round trip."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bridges.action import (
    ACTION,
    MAX_TEXT,
    MAX_WAIT_S,
    SCREEN_ACTION,
    Action,
    AppSwitch,
    Ask,
    Click,
    DoubleClick,
    Drag,
    Finished,
    Hover,
    Input,
    LongPress,
    Open,
    Press,
    RightClick,
    Scroll,
    ScrollConvention,
    Select,
    Wait,
    flipped,
    placed,
)
from bridges.coordinates import Geometry, ImagePoint, Resize, ScreenPoint, Size
from bridges.errors import OutsideSpace

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
POINTS = st.builds(ImagePoint, st.floats(0, 1919), st.floats(0, 1079))
MAYBE_POINTS = st.none() | POINTS
KEYS = st.lists(st.sampled_from(["ctrl", "shift", "s", "f5", "enter", "ü", "+"]), min_size=1, max_size=8)
ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(Click[ImagePoint], start_point=POINTS, text=st.none() | TEXTS),
    st.builds(DoubleClick[ImagePoint], start_point=POINTS),
    st.builds(RightClick[ImagePoint], start_point=POINTS),
    st.builds(LongPress[ImagePoint], start_point=POINTS),
    st.builds(Hover[ImagePoint], start_point=MAYBE_POINTS),
    st.builds(
        Scroll[ImagePoint],
        direction=st.sampled_from(["up", "down", "left", "right"]),
        scroll_distance=st.none() | st.floats(0.5, 100_000),
        start_point=MAYBE_POINTS,
    ),
    st.builds(Drag[ImagePoint], start_point=POINTS, end_point=POINTS),
    st.builds(Input[ImagePoint], text=TEXTS, start_point=MAYBE_POINTS),
    st.builds(Select[ImagePoint], text=NAMES, start_point=MAYBE_POINTS),
    st.builds(Press, keys=KEYS),
    st.builds(Open, app=NAMES),
    st.builds(AppSwitch, app=NAMES),
    st.builds(Wait, seconds=st.floats(0, MAX_WAIT_S)),
    st.builds(Finished, status=st.sampled_from(["success", "failure"]), answer=st.none() | TEXTS),
    st.builds(Ask, question=NAMES),
)


@given(ACTIONS)
def test_every_action_survives_the_wire(action: Action) -> None:
    wire = ACTION.dump_json(action)
    assert ACTION.validate_json(wire) == action
    assert ACTION.validate_python(json.loads(wire)) == action


@given(ACTIONS)
def test_an_unknown_key_is_an_error(action: Action) -> None:
    wire = json.loads(ACTION.dump_json(action))
    with pytest.raises(ValidationError, match="colour"):
        ACTION.validate_python({**wire, "colour": "red"})


@given(ACTIONS)
def test_without_its_name_an_action_is_none(action: Action) -> None:
    wire = json.loads(ACTION.dump_json(action))
    del wire["action"]
    with pytest.raises(ValidationError):
        ACTION.validate_python(wire)


@pytest.mark.parametrize(
    "wire",
    [
        {"action": "click"},
        {"action": "click", "start_point": None},
        {"action": "click", "start_point": [1]},
        {"action": "click", "start_point": [1, 2, 3]},
        {"action": "click", "start_point": ["1", "2"]},
        {"action": "click", "start_point": {"x": 1, "y": 2}},
        {"action": "click", "start_point": [float("nan"), 1]},
        {"action": "click", "start_point": [float("inf"), 1]},
        {"action": "click", "start_point": [True, 1]},
        {"action": "Click", "start_point": [1, 2]},
        {"action": "fly", "start_point": [1, 2]},
        {"action": "scroll", "direction": "sideways"},
        {"action": "scroll", "direction": "up", "scroll_distance": 0},
        {"action": "scroll", "direction": "up", "scroll_distance": -5},
        {"action": "input"},
        {"action": "input", "text": 5},
        {"action": "input", "text": "x" * (MAX_TEXT + 1)},
        {"action": "input", "text": "\ud800"},
        {"action": "select", "text": ""},
        {"action": "drag", "start_point": [1, 2]},
        {"action": "press", "keys": []},
        {"action": "press", "keys": [""]},
        {"action": "press", "keys": ["a"] * 9},
        {"action": "press", "keys": "+" * 100_000},
        {"action": "press", "keys": 7},
        {"action": "open", "app": ""},
        {"action": "wait", "seconds": -1},
        {"action": "wait", "seconds": MAX_WAIT_S + 1},
        {"action": "wait", "seconds": "2"},
        {"action": "finished", "status": "done"},
        {"action": "ask", "question": ""},
        "click",
        None,
        [],
    ],
)
def test_what_is_not_strictly_an_action_is_refused(wire: Any) -> None:
    with pytest.raises(ValidationError):
        ACTION.validate_python(wire)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("enter", ["enter"]),
        ("ctrl+s", ["ctrl", "s"]),
        ("ctrl + shift + s", ["ctrl", "shift", "s"]),
        ("+", ["plus"]),
        ("ctrl++", ["ctrl", "plus"]),
        (" ", ["space"]),
        (["ctrl", "a"], ["ctrl", "a"]),
    ],
)
def test_a_chord_may_be_written_as_one_word(written: Any, keys: list[str]) -> None:
    action = ACTION.validate_python({"action": "press", "keys": written})
    assert isinstance(action, Press)
    assert action.keys == keys


@pytest.mark.parametrize(("direction", "meant"), [("up", "down"), ("down", "up"), ("left", "right"), ("right", "left")])
def test_a_model_that_writes_the_fingers_way_is_flipped_once(direction: str, meant: str) -> None:
    scroll = ACTION.validate_python({"action": "scroll", "direction": direction, "scroll_distance": 300})
    turned = flipped(scroll, ScrollConvention.FINGER)
    assert isinstance(turned, Scroll)
    assert turned.direction == meant
    assert turned.scroll_distance == 300
    assert flipped(scroll, ScrollConvention.VIEW) == scroll


@given(ACTIONS.filter(lambda a: not isinstance(a, Finished | Ask)), st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0]))
def test_placing_moves_every_point_and_nothing_else(action: Action, scale: float) -> None:
    frame = Size(1920, 1080)
    resize, geometry = Resize.identity(frame), Geometry(frame, scale, -1920, 200)
    at = placed(action, lambda point: geometry.to_screen(resize.to_frame(point)))
    assert at.action == action.action
    for name, value in action:
        if isinstance(value, ImagePoint):
            assert getattr(at, name) == geometry.to_screen(resize.to_frame(value))
        else:
            assert getattr(at, name) == value
    assert SCREEN_ACTION.validate_json(SCREEN_ACTION.dump_json(at)) == at


def test_placing_a_point_outside_the_picture_is_an_error() -> None:
    resize, geometry = Resize.identity(Size(100, 100)), Geometry(Size(100, 100))
    with pytest.raises(OutsideSpace):
        placed(Click(start_point=ImagePoint(100, 5)), lambda point: geometry.to_screen(resize.to_frame(point)))


@pytest.mark.parametrize("action", [Finished(status="success"), Ask(question="Which one?")])
def test_no_bridge_performs_an_ending_or_a_question(action: Action) -> None:
    with pytest.raises(ValueError, match=action.action):
        placed(action, lambda _: ScreenPoint(0, 0))


def test_the_schema_names_every_action() -> None:
    written = json.dumps(ACTION.json_schema())
    for kind in (Click, Scroll, Input, Drag, Open, Press, LongPress, Hover, Select, Wait, AppSwitch, Finished, Ask):
        assert f'"{kind.model_fields["action"].default}"' in written
