"""From raw input to meant steps, and the recorder's ears on a real X server."""

from __future__ import annotations

import time

import pytest

from agent.macros.recording.meaning import entered, meant_by, set_out, without_ending
from agent.suites.hand import Hand
from bridges.coordinates import ScreenPoint
from bridges.recorder import Heard, Kind
from bridges.recorder_x11 import X11Ears
from bridges.virtual import PrivateDisplay
from tests.conftest import wait_until


def heard(kind: Kind, at: float, x: float = 0, y: float = 0, detail: int = 1, name: str = "", text: str = "") -> Heard:
    return Heard(kind, at, ScreenPoint(x, y), detail, name, text)


def click(at: float, x: float, button: int = 1) -> list[Heard]:
    return [heard("down", at, x, 100, button), heard("up", at + 0.05, x, 100, button)]


def test_two_quick_clicks_are_one_doubleclick_and_two_slow_ones_are_two() -> None:
    quick = [heard("down", 0.0), heard("up", 0.05), heard("down", 0.2), heard("up", 0.25)]
    slow = [heard("down", 0.0), heard("up", 0.05), heard("down", 2.0), heard("up", 2.05)]
    assert [one.kind for one in meant_by(quick)] == ["doubleclick"]
    assert [one.kind for one in meant_by(slow)] == ["click", "click"]


def test_a_way_with_the_button_down_is_a_drag() -> None:
    (drag,) = meant_by([heard("down", 0.0, 10, 10), heard("motion", 0.1, 60, 10), heard("up", 0.3, 90, 10)])
    assert (drag.kind, [point.x for point in drag.points]) == ("drag", [10, 90])


def test_turns_of_the_wheel_are_one_scroll() -> None:
    turns = [heard(kind, 0.1 * n, 5, 5, detail=5) for n in range(4) for kind in ("down", "up")]
    (scroll,) = meant_by(turns)
    assert (scroll.kind, scroll.direction, scroll.distance) == ("scroll", "down", 200)


def test_typing_is_one_text_without_what_was_taken_back() -> None:
    keys = [heard("key", n / 10, name=c, text=c) for n, c in enumerate("heyy")]
    keys += [heard("key", 1.0, name="backspace"), heard("key", 1.1, name="enter")]
    text, enter = meant_by(keys)
    assert (text.kind, text.text) == ("input", "hey")
    assert (enter.kind, enter.keys) == ("press", ("enter",))


def test_the_chord_that_stops_is_no_step() -> None:
    keys = [heard("key", 0, name="ctrl"), heard("key", 0.1, name="alt"), heard("key", 0.2, name="esc")]
    assert meant_by(keys, ("ctrl", "alt", "esc")) == ()
    assert [one.keys for one in meant_by(keys)] == [("ctrl", "alt", "esc")]


def test_the_ears_hear_every_event_in_order_at_its_place_and_time(private_display: PrivateDisplay) -> None:
    with X11Ears(private_display.name, private_display.environment) as ears, Hand(private_display) as hand:
        sent: list[tuple[str, float]] = []

        def did(what: str) -> None:
            sent.append((what, time.time()))

        for x, y in ((100, 120), (640, 400), (1200, 700)):
            hand.move(x, y)
            did(f"motion {x} {y}")
            hand.click()
            did(f"down {x} {y}")
            did(f"up {x} {y}")
        hand.tap("Shift_L", "a")
        for part in ("key shift", "key a", "keyup a", "keyup shift"):
            did(part)
        came: list[Heard] = []
        wait_until(lambda: came.extend(ears.heard()) or len(came) >= len(sent), "all events to be heard")
    told = [
        f"{one.kind} {one.name}" if one.name else f"{one.kind} {one.point.x:g} {one.point.y:g}" for one in came
    ]  # fmt: skip
    assert told == [what for what, _ in sent]
    assert next(one.text for one in came if one.kind == "key" and one.name == "a") == "A"
    assert not any(one.imitated for one in came)


def test_what_a_program_sends_is_told_apart(private_display: PrivateDisplay) -> None:
    from Xlib import X
    from Xlib.ext import xtest

    from bridges.session import connect

    connection = connect(private_display.name, private_display.environment)
    with X11Ears(private_display.name, private_display.environment) as ears:
        xtest.fake_input(connection, X.ButtonPress, 2)
        xtest.fake_input(connection, X.ButtonRelease, 2)
        connection.sync()
        came: list[Heard] = []
        wait_until(lambda: came.extend(ears.heard()) or len(came) >= 2, "both events")
    connection.close()
    assert [(one.kind, one.imitated) for one in came] == [("down", True), ("up", True)]


def test_the_clicks_that_end_a_recording_are_no_part_of_it() -> None:
    meant = meant_by([*click(1.0, 10), *click(5.0, 400, button=3), *click(7.0, 410)])
    assert [one.kind for one in meant] == ["click", "rightclick", "click"]
    assert [one.at for one in without_ending(meant, 7.5, 2)] == [1.0]
    assert [one.at for one in without_ending(meant, 7.5, 1)] == [1.0, 5.0]
    by_key = meant_by([*click(1.0, 10), *click(5.0, 400, button=3), *click(6.0, 405), *click(7.0, 410)])
    assert [one.at for one in without_ending(by_key, 7.5, 2)] == [1.0], "whatever came after the menu was opened"
    assert without_ending(meant, 60.0, 2) == meant
    assert without_ending(meant, 7.5, 0) == meant


def test_a_way_begins_where_the_pointer_last_stood_still() -> None:
    def motion(at: float, x: float) -> Heard:
        return Heard("motion", at, ScreenPoint(x, 100))

    events = [motion(1.0, 0), motion(1.1, 30), motion(3.0, 60), motion(3.1, 300), motion(3.2, 375), *click(3.6, 380)]
    (one,) = meant_by(events)
    assert set_out(events, one) == pytest.approx(3.0, abs=0.01)
    assert entered(events, one) == pytest.approx(3.2, abs=0.01)
