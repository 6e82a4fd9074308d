"""What the pointer names becomes a step; what was done is remembered through the history alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bridges.action import Click, DoubleClick, Drag, Finished, Input, Press, Scroll, Wait
from bridges.coordinates import Box, Size
from model.base import Decision, Element, Role, Task, Turn
from model.mini.aim import says_otherwise
from model.mini.following import decision, remembered
from model.mini.spelling import in_case
from model.mini.word_places import word_place
from model.parse.screen import Screen
from model.pointer.pointer import Pointed


def element(text: str, role: Role = "text", value: str = "") -> Element:
    return Element(box=Box(100, 40, 300, 60), role=role, text=text, value=value)


SCREEN = Screen(
    (element("OK", "button"), element("", "field", "42 Elm St"), element("Lorem ipsum dolor sit")), Size(400, 300)
)


def decided(task: str, kind: str, target: int | None = 0, **more: Any) -> Decision:
    chances = np.full(3, 0.2, np.float32)
    pointed = Pointed(kind=kind, sure_of_kind=1.0, target=target, confidence=0.9, chances=chances, **more)
    return decision(Task(text=task), SCREEN, pointed, {})


def test_a_click_lands_where_the_pointer_says() -> None:
    (action,) = decided("press it", "click", offset=(0.25, 0.5)).actions
    assert isinstance(action, Click)
    assert (action.start_point.x, action.start_point.y) == (150, 50)


def test_a_quoted_word_is_pressed_where_it_stands_in_its_line() -> None:
    (action,) = decided('Click on the link "dolor".', "click", 2).actions
    assert isinstance(action, Click)
    assert action.start_point.x == pytest.approx(100 + 200 * 14.5 / 21)
    assert word_place('Click "Lorem ipsum dolor sit".', SCREEN.elements[2]) is None
    assert word_place('Click "amet".', SCREEN.elements[2]) is None


def test_a_line_of_a_list_is_pressed_where_it_stands() -> None:
    entries = element("", "field", "Malta\nThailand\nPeru\nChad")
    assert word_place("Select Thailand from the list", entries) == (0.5, 0.375)
    assert word_place("Select Malta and Peru", entries) is None


def test_an_empty_date_field_is_filled_from_its_left_end() -> None:
    place = word_place("Enter 11/08/2015 as the date", element("mm/dd/yyyy"))
    assert place is not None
    assert place[0] * 200 == pytest.approx(10)


@pytest.mark.parametrize(
    ("task", "typed"),
    [
        ('Type "Anna" into it', "Anna"),
        ('Type "Anna" in all upper case letters', "ANNA"),
        ('Type "Anna" in lower case', "anna"),
        ('Type "upper case" into it', "upper case"),
    ],
)
def test_text_is_typed_in_the_case_that_is_asked_for(task: str, typed: str) -> None:
    word = task.split('"')[1]
    (action,) = decided(task, "input", 1, text=word).actions
    assert isinstance(action, Input)
    assert action.text == typed == in_case(task, word)


def test_text_is_read_from_the_screen() -> None:
    (action,) = decided("copy the address", "input", None, read_from=1).actions
    assert isinstance(action, Input)
    assert (action.text, action.start_point) == ("42 Elm St", None)


def test_a_sign_that_a_double_click_leaves_out_is_marked_with_its_word() -> None:
    line = Screen((element("Lorem ipsum. Dolor"),), Size(400, 300))
    pointed = Pointed("doubleclick", 1.0, 0, 0.9, np.full(1, 0.9, np.float32))
    first, second = decision(Task(text="give the text ipsum. the style bold"), line, pointed, {}).actions
    assert isinstance(first, DoubleClick)
    assert second == Press(keys=["shift", "right"])
    (only,) = decision(Task(text="give the text ipsum the style bold"), line, pointed, {}).actions
    assert isinstance(only, DoubleClick)


def test_other_kinds() -> None:
    (press,) = decided("select all", "press", None, keys="ctrl+a").actions
    assert press == Press(keys=["ctrl", "a"])
    (scroll,) = decided("go on", "scroll down", None).actions
    assert isinstance(scroll, Scroll)
    assert scroll.direction == "down"
    (drag,) = decided("drag it", "drag", 0, end=2, end_offset=(1.0, 0.5)).actions
    assert isinstance(drag, Drag)
    assert (drag.start_point.x, drag.end_point.x) == (200, 300)
    (wait,) = decided("Click it, wait 3 seconds, then go", "wait", None).actions
    assert wait == Wait(seconds=3.2)


def test_what_is_not_there_is_not_pressed_and_the_run_ends_as_failed() -> None:
    (action,) = decided("press Save", "click", None).actions
    assert isinstance(action, Finished)
    assert action.status == "failure"


def test_what_was_done_comes_back_with_the_history() -> None:
    first = decided('Type "Anna"', "input", 1, text="Anna")
    (done,) = remembered((Turn(decision=first, verified=True),))
    assert (done.action, done.text, done.target) == ("input", "Anna", "42 Elm St")
    assert done.point == (200, 50)


def test_an_empty_screen_holds_nothing_to_point_at() -> None:
    from model.pointer.items import Items
    from model.pointer.pointer import Pointer

    pointed = Pointer().point("press OK", Items((), np.zeros((0, 256), np.float32), (400, 300)))
    assert (pointed.kind, pointed.target) == ("refuse", None)


@pytest.mark.parametrize(("name", "text"), [("5", "6"), ("C", "AC"), ("12", "21"), ("Flurbomat", "Formats")])
def test_what_bears_another_sign_is_not_pressed_for_a_sign_that_cannot_be_seen(name: str, text: str) -> None:
    assert says_otherwise(element(text, "button"), name)


@pytest.mark.parametrize(("name", "text"), [("5", "5"), ("settings", "Options"), ("5", ""), ("go back", "<-")])
def test_what_may_mean_the_same_is_left_to_the_pointer(name: str, text: str) -> None:
    assert not says_otherwise(element(text, "button"), name)
