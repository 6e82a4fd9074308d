"""The overlay's process on real displays, with a compositor and without one: seen by a person, not by the agent."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import psutil
import pytest

from agent.base import Consequence, Finished
from agent.messages import Answer, Approve, Question, Skip
from bridges.coordinates import Box, Size
from bridges.errors import NoChannel
from bridges.hands import Hands
from bridges.stop import Stop
from bridges.virtual import PrivateDisplay
from ui.overlay.alignment import misalignment
from ui.overlay.painting import GAP, GROUND, HALO
from ui.overlay.scene import Tone
from ui.overlay.stage import TWO, TWO_MONITORS, Stage, accent, edges, scaled, stage, stage_on

SMALL = Size(1000, 700)
TARGET = Box(420, 300, 560, 336)
UNDER = Box(370, 190, 720, 440)
"""Around the target, with its label."""


def wait_until(condition: Callable[[], Any], what: str, seconds: float = 8.0) -> Any:
    until = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < until, f"waited {seconds:g} s for {what}"
        time.sleep(0.005)
    return value


@pytest.fixture(scope="module", params=[True, False], ids=["compositor", "bare"])
def shown(request: pytest.FixtureRequest) -> Iterator[Stage]:
    with stage(SMALL, compositor=request.param) as running:
        yield running


def planned(shown: Stage, target: Box = TARGET, **more: Any) -> None:
    shown.plan(target, **more)
    shown.wait(lambda: shown.outlined(target), "the outline")


def grounds(pixels: Any) -> Box:
    """Where labels are: the box around their ground's colour."""
    near = np.abs(pixels.astype(np.int16) - [GROUND.blue(), GROUND.green(), GROUND.red()]).max(axis=2) < 3
    rows, columns = np.flatnonzero(near.any(axis=1)), np.flatnonzero(near.any(axis=0))
    return Box(columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)


def ask(shown: Stage, **values: Any) -> tuple[threading.Thread, list[Any]]:
    """Put a question as the agent does, on a thread; what comes back is in the list."""
    settings: dict[str, Any] = {"kind": "approve", "timeout_s": 8.0, "consequence": Consequence.DESTROYS, **values}
    question = Question(id=os.urandom(4).hex(), step=1, question="Replace notes.txt? It overwrites a file.", **settings)
    said: list[Any] = []

    def put() -> None:
        try:
            said.append(shown.channel.ask(question))
        except NoChannel as error:
            said.append(error)

    thread = threading.Thread(target=put)
    thread.start()
    return thread, said


def window_titled(shown: Stage, title: str) -> Any:
    """A window that may be seen, whether or not a window manager knows it."""
    from Xlib import X

    for one in shown.connection.screen().root.query_tree().children:
        if one.get_wm_name() == title and one.get_attributes().map_state == X.IsViewable:
            return one
    return None


def button_at(shown: Stage, tone: Tone) -> tuple[int, int]:
    """The middle of the question's coloured button."""
    window = wait_until(lambda: window_titled(shown, "Mimic asks"), "the question's window")
    wait_until(lambda: accent(shown.bare(), tone).sum() > 1500, "the button")
    time.sleep(0.5)
    place = window.get_geometry()
    box = Box(place.x, place.y + place.height / 2, place.x + place.width / 2, place.y + place.height)
    rows, columns = np.nonzero(accent(shown.bare(box), tone))
    return int(box.left) + int(np.median(columns)), int(int(box.top) + np.median(rows))


# Seen by a person


def test_the_outline_is_around_its_target_and_the_label_beside_it(shown: Stage) -> None:
    planned(shown, point=False)
    found = edges(shown.bare(), TARGET)
    assert found is not None
    assert max(abs(one - GAP - HALO) for one in found) <= 1
    inside = shown.bare(TARGET)
    assert not accent(inside).any()
    assert (inside == inside[0, 0]).all()


@pytest.mark.parametrize("place", [(5, 5), (850, 5), (5, 660), (850, 660), (420, 600)])
def test_a_label_never_leaves_the_screen_nor_covers_its_target(shown: Stage, place: tuple[int, int]) -> None:
    target = Box(0, 0, 140, 34).moved(*place)
    shown.plan(target, point=False)
    wait_until(lambda: (accent(shown.bare(target.expanded(14).intersection(Box(0, 0, 1000, 700)))).sum()) > 100, "it")
    whole = grounds(shown.bare())
    assert whole.left >= 0
    assert whole.right - whole.left < 999
    assert not accent(shown.bare(target)).any()


def test_it_is_aligned_on_a_monitor_left_of_and_above_the_primary_one_whatever_the_scale() -> None:
    with scaled(1.5), stage(TWO, compositor=False, dpi=144, monitors=TWO_MONITORS) as running:
        assert misalignment(running, 1.5) <= 1
        beside, primary = Box(0, 0, 700, 1000), Box(700, 300, 1600, 1000)
        for home in (beside, primary):
            target = Box(home.right - 150, 500, home.right - 60, 530)
            running.plan(target, point=False)
            thread, _ = ask(running, timeout_s=1.5)
            window = wait_until(lambda: window_titled(running, "Mimic asks"), "the question's window")
            place = window.get_geometry()
            asked = Box(place.x, place.y, place.x + place.width, place.y + place.height)
            assert asked.intersection(home) == asked, (asked, home)
            thread.join()
            wait_until(lambda: window_titled(running, "Mimic asks") is None, "the window to go")


def test_a_label_stays_on_the_monitor_of_its_target(shown: Stage) -> None:
    halves = {"LEFT": "500/130x700/180+0+0", "RIGHT": "500/130x700/180+500+0"}
    try:
        for name, place in halves.items():
            xrandr(shown, "--setmonitor", name, place, "none")
        for target in (Box(440, 300, 490, 330), Box(510, 300, 560, 330)):
            planned(shown, target.moved(0, 40), point=False)
            time.sleep(0.1)  # where the monitors are is read after something was shown
            planned(shown, target, point=False)
            time.sleep(0.1)
            labels = grounds(shown.bare())
            assert labels.right <= 500 if target.left < 500 else labels.left >= 500, labels
    finally:
        for name in halves:
            xrandr(shown, "--delmonitor", name)
        planned(shown)


def xrandr(shown: Stage, *arguments: str) -> None:
    subprocess.run(["xrandr", "-display", shown.display.name, *arguments], check=True, timeout=10)


def test_it_stays_above_windows_that_are_raised_later(shown: Stage, below: Callable[..., Any]) -> None:
    planned(shown)
    one = below(Box(300, 200, 700, 500), 0x225577)
    wait_until(lambda: shown.outlined(TARGET), "the outline above the new window")
    one.raise_window()
    shown.connection.sync()
    wait_until(lambda: shown.outlined(TARGET), "the outline above the raised window")


# Not seen by the agent


@pytest.fixture
def below(shown: Stage) -> Iterator[Callable[..., Any]]:
    """Opens plain windows of another program under the overlay, each with a pattern on it."""
    from Xlib import X

    made: list[Any] = []

    def window(box: Box, colour: int, **more: Any) -> Any:
        root = shown.connection.screen().root
        one = root.create_window(
            int(box.left), int(box.top), int(box.width), int(box.height), 0, more.pop("depth", X.CopyFromParent),
            X.InputOutput, more.pop("visual", X.CopyFromParent), background_pixel=colour, border_pixel=0,
            override_redirect=True, **more,
        )  # fmt: skip
        made.append(one)
        one.map()
        shown.connection.sync()
        time.sleep(0.15)
        return one

    yield window
    for one in made:
        one.destroy()
    shown.connection.sync()
    time.sleep(0.2)


def same_as_without(shown: Stage, change: Callable[[], Any]) -> None:
    """What the agent sees with the overlay over something is what it sees without the overlay there."""
    elsewhere = Box(40, 600, 120, 630)
    planned(shown, elsewhere)
    Hands(shown.connection, Stop()).move(10, 690)
    change()
    time.sleep(1.3)
    planned(shown, elsewhere.moved(0, 1))
    time.sleep(1.3)
    without = shown.bare(UNDER).copy()
    planned(shown)
    assert (shown.bare(UNDER) != without).any(), "the overlay is to be seen here"
    seen = shown.eyes.grab()[190:440, 370:720]
    assert (seen[:, :, :3] == without).all(), np.argwhere((seen[:, :, :3] != without).any(axis=2))[:5]


def test_windows_one_over_the_other_are_seen_as_they_are(shown: Stage, below: Callable[..., Any]) -> None:
    def change() -> None:
        below(Box(380, 200, 500, 420), 0x3366AA)
        below(Box(470, 310, 700, 390), 0xDD8833)

    same_as_without(shown, change)


def test_a_shaped_window_is_seen_in_its_shape(shown: Stage, below: Callable[..., Any]) -> None:
    from Xlib.ext import shape

    def change() -> None:
        one = below(Box(400, 280, 600, 420), 0x118844)
        hole = [{"x": 0, "y": 0, "width": 200, "height": 40}, {"x": 60, "y": 40, "width": 30, "height": 100}]
        one.shape_rectangles(shape.SO.Set, shape.SK.Bounding, 0, 0, 0, hole)
        shown.connection.sync()

    same_as_without(shown, change)


def test_a_window_that_moves_below_is_seen_where_it_is(shown: Stage, below: Callable[..., Any]) -> None:
    one = below(Box(100, 100, 300, 200), 0x774411)
    planned(shown)
    shown.eyes.grab()
    one.configure(x=400, y=290)
    shown.connection.sync()
    seen = shown.eyes.grab()[305:330, 425:555, :3]
    assert (seen == [0x11, 0x44, 0x77]).all()


def test_no_pixel_of_it_is_in_the_frames_while_it_changes(shown: Stage) -> None:
    planned(shown)
    clean = shown.eyes.grab().copy()
    seen_by_a_person = 0
    for number in range(60):
        if number % 3 == 0:
            shown.plan(Box(60, 60, 200, 90).moved(number * 7919 % 700, number * 104_729 % 500))
        seen_by_a_person += int((shown.bare() != clean[:, :, :3]).any())
        frame = shown.eyes.grab()
        # All four bytes: this is how settling compares grabs.
        assert (frame == clean).all(), f"frame {number}"
    assert seen_by_a_person == 60


def test_a_question_is_not_in_the_frames_either(shown: Stage) -> None:
    planned(shown)
    clean = shown.eyes.grab().copy()
    thread, _ = ask(shown, timeout_s=1.2)
    wait_until(lambda: window_titled(shown, "Mimic asks"), "the question's window")
    for _ in range(20):
        assert (shown.eyes.grab() == clean).all()
        time.sleep(0.03)
    thread.join()
    assert (shown.eyes.grab() == clean).all()


def test_a_frozen_overlay_spoils_no_frame_and_holds_nobody_up(shown: Stage) -> None:
    assert shown.process is not None
    planned(shown)
    clean = shown.eyes.grab().copy()
    shown.process.send_signal(signal.SIGSTOP)
    try:
        started = time.perf_counter()
        for number in range(300):
            shown.plan(TARGET.moved(number % 9, 0))
        assert time.perf_counter() - started < 1
        assert (shown.eyes.grab() == clean).all()
    finally:
        shown.process.send_signal(signal.SIGCONT)


# Answers


def test_a_click_on_approve_says_yes(shown: Stage) -> None:
    planned(shown)
    thread, said = ask(shown)
    Hands(shown.connection, Stop()).click(*button_at(shown, Tone.RISKY), "left", 1)
    thread.join(5)
    assert isinstance(said[0], Approve)
    wait_until(lambda: window_titled(shown, "Mimic asks") is None, "the window to go")


@pytest.mark.parametrize(("letter", "reply"), [("y", Approve), ("s", Skip)])
def test_keys_answer_while_the_focus_stays(shown: Stage, below: Callable[..., Any], letter: str, reply: type) -> None:
    from Xlib import X

    app = below(Box(20, 20, 120, 90), 0xFFFFFF)
    app.set_input_focus(X.RevertToParent, X.CurrentTime)
    planned(shown)
    thread, said = ask(shown, kind="veto", consequence=Consequence.EDITS)
    button_at(shown, Tone.PLAN)
    assert shown.connection.get_input_focus().focus == app
    press(shown, "Control_L", "Alt_L", letter)
    thread.join(5)
    assert isinstance(said[0], reply)
    assert shown.connection.get_input_focus().focus == app


def test_words_can_be_typed_after_a_click_on_the_field(shown: Stage) -> None:
    planned(shown)
    thread, said = ask(shown, kind="answer", consequence=Consequence.READS)
    x, y = button_at(shown, Tone.WAITING)
    Hands(shown.connection, Stop()).click(x, y - 50, "left", 1)
    time.sleep(0.3)
    for letter in "tea":
        press(shown, letter)
    press(shown, "Return")
    thread.join(5)
    assert said == [Answer(id=said[0].id, text="tea")]


def test_no_answer_in_time_is_none_and_the_window_goes(shown: Stage) -> None:
    planned(shown)
    thread, said = ask(shown, timeout_s=0.8)
    thread.join(5)
    assert said == [None]
    wait_until(lambda: window_titled(shown, "Mimic asks") is None, "the window to go")


def press(shown: Stage, *names: str) -> None:
    from Xlib import XK, X
    from Xlib.ext import xtest

    codes = [shown.connection.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
    for code in codes:
        xtest.fake_input(shown.connection, X.KeyPress, code)
    for code in reversed(codes):
        xtest.fake_input(shown.connection, X.KeyRelease, code)
    shown.connection.sync()


# Beside an application, and its end


def test_clicks_go_through_it_and_the_focus_never_moves(
    private_display: PrivateDisplay, windows: Any, fixture_app: Any
) -> None:
    with stage_on(private_display) as running:
        for number in range(100):
            name = ("OK", "Cancel", "Apply")[number % 3]
            box = fixture_app.box(name)
            running.plan(box)
            running.wait(lambda at=box: running.outlined(at), "the outline")
            Hands(running.connection, Stop()).click(int(box.center.x) + 9, int(box.center.y), "left", 1)
            wait_until(lambda n=number: len(fixture_app.events("clicked")) == n + 1, "the click")
            assert fixture_app.events("clicked")[-1]["widget"] == name
            assert windows.focused(fixture_app.window)


def test_a_killed_overlay_pauses_the_run_and_leaves_nothing_behind(private_display: PrivateDisplay) -> None:
    with stage_on(private_display) as running:
        running.plan(TARGET)
        running.wait(lambda: running.outlined(TARGET), "the outline")
        clean = running.eyes.grab().copy()
        thread, said = ask(running)
        wait_until(lambda: window_titled(running, "Mimic asks"), "the question's window")
        assert running.process is not None
        process = psutil.Process(running.process.pid)
        family = [process, *process.children(recursive=True)]
        process.kill()
        # What lay below the dead windows is painted by its own programs, which may take their time.
        wait_until(lambda: bool((running.eyes.grab() == clean).all()), "the screen without it")
        thread.join(5)
        assert isinstance(said[0], NoChannel)
        wait_until(lambda: running.channel.stop.paused, "the run to pause")
        wait_until(lambda: not any(one.is_running() for one in family), "the process to go")
        assert window_titled(running, "Mimic asks") is None


def test_it_says_how_the_run_ended_and_goes_with_it(private_display: PrivateDisplay) -> None:
    with stage_on(private_display) as running:
        before = running.bare()
        running.channel.publish(Finished(step=1, status="success", answer="127 × 49 = 6,223"))
        running.wait(lambda: bool((running.bare() != before).any()), "the end")
        process = running.process
    assert process is not None
    assert process.poll() == 0
