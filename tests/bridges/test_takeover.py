"""Who sent an event: Mimic, another program, or a person with a mouse and a keyboard. On a real X server."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator

import pytest
from conftest import FixtureApp, Windows, wait_until
from Xlib import X

from agent.suites.hand import Hand
from bridges.action import Click, Drag, Input, Press, Scroll, Wait
from bridges.coordinates import ScreenPoint
from bridges.desktop import Desktop
from bridges.errors import Interrupted, NoDisplay, Stopped, UnknownKey
from bridges.hotkeys import HotKeys
from bridges.inputs import InputWatch, Seen
from bridges.session import connect
from bridges.takeover import NUDGES
from bridges.virtual import PrivateDisplay

QUIET_S = 0.3


@pytest.fixture
def desktop(private_display: PrivateDisplay) -> Iterator[Desktop]:
    with Desktop(private_display.name, environment=private_display.environment) as bridge:
        yield bridge


@pytest.fixture
def hand(private_display: PrivateDisplay) -> Iterator[Hand]:
    with Hand(private_display) as person:
        yield person


def in_the_middle_of(work: object, *, then: object, after_s: float = 0.3) -> None:
    """Run `then` on another thread while `work` goes on."""
    timer = threading.Timer(after_s, then)  # type: ignore[arg-type]
    timer.start()
    try:
        work()  # type: ignore[operator]
    finally:
        timer.join()


def nothing_is_held(windows: Windows) -> bool:
    buttons = windows.root.query_pointer().mask & (X.Button1Mask | X.Button2Mask | X.Button3Mask)
    return not buttons and not any(windows.display.query_keymap())


def test_all_that_mimic_sends_is_known_as_its_own(desktop: Desktop, fixture_app: FixtureApp) -> None:
    seen: list[Seen] = []
    with InputWatch(desktop.display, seen.append, desktop._environment):
        name, notes = fixture_app.center("Name"), fixture_app.center("Notes")
        desktop.perform(Click(start_point=name))
        desktop.perform(Input(text="Plain words, (brackets) and Grüße, 你好!"))
        desktop.perform(Press(keys=["ctrl", "a"]))
        desktop.perform(Drag(start_point=name, end_point=notes))
        desktop.perform(Scroll(direction="down", start_point=fixture_app.center("Rows")))
        desktop.perform(Click(start_point=ScreenPoint(0, 0)))
        time.sleep(QUIET_S)
    assert seen == []
    assert not desktop.stop.paused
    assert not desktop.stop.requested


def test_another_programs_input_is_not_ours_but_imitated(desktop: Desktop, private_display: PrivateDisplay) -> None:
    seen: list[Seen] = []
    with InputWatch(desktop.display, seen.append, desktop._environment):
        subprocess.run(["xdotool", "click", "1", "key", "a"], env=private_display.environment, check=True)
        wait_until(lambda: len(seen) >= 4, "xdotool's input")
    assert [(one.kind, one.pressed, one.imitated) for one in seen if one.kind == "button"] == [
        ("button", True, True),
        ("button", False, True),
    ]
    assert any(one.kind == "key" and one.imitated for one in seen)


def test_where_another_program_puts_the_pointer_is_known(private_display: PrivateDisplay) -> None:
    seen: list[Seen] = []
    other = connect(private_display.name, private_display.environment)
    with InputWatch(private_display.name, seen.append, private_display.environment):
        other.xtest_fake_input(X.MotionNotify, x=321, y=123)
        other.sync()
        wait_until(lambda: bool(seen), "the other program's movement")
    other.close()
    assert [one.at for one in seen] == [(321, 123)]


def test_a_corner_is_noticed_in_the_middle_of_a_scroll(
    desktop: Desktop, private_display: PrivateDisplay, fixture_app: FixtureApp
) -> None:
    other = connect(private_display.name, private_display.environment)

    def into_the_corner() -> None:
        other.xtest_fake_input(X.MotionNotify, x=0, y=0)
        other.sync()

    scroll = Scroll(direction="down", scroll_distance=30_000, start_point=fixture_app.center("Rows"))
    with pytest.raises(Stopped, match="corner"):
        in_the_middle_of(lambda: desktop.perform(scroll), then=into_the_corner)
    other.close()


def test_a_pointer_that_was_in_a_corner_for_a_moment_stops_although_mimic_moved_it_on(
    desktop: Desktop, private_display: PrivateDisplay
) -> None:
    other = connect(private_display.name, private_display.environment)
    other.xtest_fake_input(X.MotionNotify, x=0, y=0)
    other.xtest_fake_input(X.MotionNotify, x=500, y=300)
    other.sync()
    wait_until(lambda: desktop.stop.requested, "the stop")
    other.close()


def test_the_same_key_from_mimic_and_from_the_person_counts_once_for_each(desktop: Desktop, hand: Hand) -> None:
    seen: list[Seen] = []
    with InputWatch(desktop.display, seen.append, desktop._environment):
        desktop.perform(Press(keys=["a"]))
        hand.tap("a")
        wait_until(lambda: len(seen) >= 2, "the person's key")
        time.sleep(QUIET_S)
    assert [(one.kind, one.pressed, one.imitated) for one in seen] == [("key", True, False), ("key", False, False)]


@pytest.mark.parametrize("how", ["key", "button", "mouse"])
def test_the_person_pauses_the_run_by(how: str, desktop: Desktop, hand: Hand) -> None:
    {"key": lambda: hand.tap("b"), "button": hand.click, "mouse": lambda: hand.wander(300, 300)}[how]()
    wait_until(lambda: desktop.stop.paused, "the pause")
    assert desktop.stop.why.startswith("you ")
    assert not desktop.stop.requested


def test_a_knock_on_the_table_is_no_taking_over(desktop: Desktop, hand: Hand) -> None:
    hand.wander(300, 300, steps=NUDGES - 1)
    time.sleep(QUIET_S)
    assert not desktop.stop.paused


def test_taking_over_breaks_off_in_the_middle_of_a_word(
    desktop: Desktop, hand: Hand, fixture_app: FixtureApp, windows: Windows
) -> None:
    desktop.perform(Click(start_point=fixture_app.center("Notes")))
    with pytest.raises(Interrupted):
        in_the_middle_of(lambda: desktop.perform(Input(text="word " * 400)), then=lambda: hand.wander(500, 300))
    time.sleep(QUIET_S)
    assert 0 < len(fixture_app.text("Notes")) < 2000
    assert nothing_is_held(windows)


def test_taking_over_breaks_off_in_the_middle_of_a_drag(
    desktop: Desktop, hand: Hand, fixture_app: FixtureApp, windows: Windows
) -> None:
    canvas = fixture_app.box("Canvas")
    start, end = ScreenPoint(canvas.left + 10, canvas.top + 10), ScreenPoint(canvas.right - 10, canvas.bottom - 10)
    with pytest.raises(Interrupted):
        in_the_middle_of(
            lambda: desktop.perform(Drag(start_point=start, end_point=end)), then=lambda: hand.tap("c"), after_s=0.12
        )
    assert nothing_is_held(windows)


def test_looking_goes_on_while_the_person_has_taken_over(desktop: Desktop, hand: Hand) -> None:
    hand.click()
    wait_until(lambda: desktop.stop.paused, "the pause")
    assert desktop.observe().settled


def test_after_resuming_the_run_acts_again(desktop: Desktop, hand: Hand, fixture_app: FixtureApp) -> None:
    hand.tap("d")
    wait_until(lambda: desktop.stop.paused, "the pause")
    with pytest.raises(Interrupted):
        desktop.perform(Wait(seconds=0))
    desktop.stop.resume()
    desktop.perform(Click(start_point=fixture_app.center("OK")))
    fixture_app.wait_for("clicked", "OK")


def test_the_person_may_use_the_mouse_while_they_are_asked(desktop: Desktop, hand: Hand) -> None:
    with desktop.stop.persons_turn():
        hand.wander(200, 200)
        hand.click()
        time.sleep(QUIET_S)
    assert not desktop.stop.paused


@pytest.mark.parametrize("corner", [(0, 0), (1279, 0), (0, 799), (1279, 799)])
def test_the_person_stops_the_run_in_any_corner_while_nothing_is_sent(
    corner: tuple[int, int], desktop: Desktop, hand: Hand
) -> None:
    hand.move(*corner)
    wait_until(lambda: desktop.stop.requested, "the stop")
    with pytest.raises(Stopped, match="corner"):
        desktop.observe()


def test_hotkeys_are_heard_whichever_window_has_the_focus(
    private_display: PrivateDisplay, hand: Hand, fixture_app: FixtureApp
) -> None:
    heard: list[str] = []
    chords = {"ctrl+alt+escape": lambda: heard.append("stop"), "Control+Alt+P": lambda: heard.append("pause")}
    with HotKeys(private_display.name, chords, private_display.environment):
        hand.tap("Control_R", "Alt_L", "Escape")
        hand.tap("Control_L", "p")
        hand.tap("Alt_L", "Control_L", "p")
        wait_until(lambda: len(heard) == 2, "both chords")
        time.sleep(QUIET_S)
    assert heard == ["stop", "pause"]


def test_a_hotkey_that_mimic_presses_itself_does_nothing(desktop: Desktop, fixture_app: FixtureApp) -> None:
    heard: list[str] = []
    with HotKeys(desktop.display, {"ctrl+alt+p": lambda: heard.append("pause")}, desktop._environment):
        desktop.perform(Press(keys=["ctrl", "alt", "p"]))
        time.sleep(QUIET_S)
    assert heard == []


@pytest.mark.parametrize("chord", ["ctrl+alt+nokey", "ctrl++", ""])
def test_a_hotkey_that_no_keyboard_has_is_an_error(chord: str) -> None:
    with pytest.raises(UnknownKey):
        HotKeys(":0", {chord: lambda: None})


def test_no_display_is_a_named_error() -> None:
    with pytest.raises(NoDisplay), InputWatch(":987", lambda seen: None):
        pass


def test_a_display_that_dies_ends_the_watch_quietly() -> None:
    with PrivateDisplay() as private:
        watch = InputWatch(private.name, lambda seen: None, private.environment)
        watch.__enter__()
    wait_until(lambda: not watch._thread.is_alive(), "the watch to end")
    watch.close()
