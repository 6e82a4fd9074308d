"""The desktop bridge on a private display, checked against what the fixture application truly received."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from conftest import FixtureApp, Windows, wait_until
from Xlib import X
from Xlib.protocol.display import Display

from bridges import session
from bridges.action import (
    AppSwitch,
    Click,
    Direction,
    DoubleClick,
    Drag,
    Hover,
    Input,
    LongPress,
    Open,
    Press,
    RightClick,
    ScreenAction,
    Scroll,
    Select,
    Wait,
)
from bridges.base import Bridge
from bridges.coordinates import FramePoint, ScreenPoint, Size
from bridges.desktop import WHEEL_UNITS, Desktop, straight
from bridges.errors import ApplicationMissing, CameBetween, DeviceLost, NoDisplay, OutsideSpace, Stopped, UnknownKey
from bridges.supervisor import MARK
from bridges.virtual import PrivateDisplay


@pytest.fixture
def desktop(private_display: PrivateDisplay) -> Iterator[Desktop]:
    with Desktop(private_display.name, environment=private_display.environment) as bridge:
        yield bridge


def nothing_is_held(windows: Windows) -> bool:
    buttons = windows.root.query_pointer().mask & (X.Button1Mask | X.Button2Mask | X.Button3Mask)
    return not buttons and not any(windows.display.query_keymap())


def pointer(windows: Windows) -> tuple[int, int]:
    found = windows.root.query_pointer()
    return found.root_x, found.root_y


def test_it_is_a_bridge(desktop: Desktop) -> None:
    assert isinstance(desktop, Bridge)
    assert desktop.name == "this screen"


def test_the_frame_is_the_screen_to_the_pixel(desktop: Desktop, fixture_app: FixtureApp, windows: Windows) -> None:
    seen = desktop.observe()
    assert seen.settled
    assert seen.frame.shape == (800, 1280, 3)
    shot = windows.root.get_image(0, 0, 1280, 800, X.ZPixmap, 0xFFFFFFFF)
    assert np.array_equal(seen.frame, np.frombuffer(shot.data, np.uint8).reshape(800, 1280, 4)[:, :, 2::-1])
    assert seen.window == "Fixture"
    assert "Fixture" in seen.windows
    assert seen.window_box is not None
    content = windows.box(fixture_app.window)
    assert seen.window_box.contains(content.center)
    assert seen.window_box.top < content.top, "the title bar belongs to the window"
    assert seen.geometry.to_screen(FramePoint(10, 20)) == ScreenPoint(10, 20)


def test_a_still_screen_is_observed_fast(desktop: Desktop, fixture_app: FixtureApp) -> None:
    desktop.observe()
    assert min(desktop.observe().ms["capture"] for _ in range(5)) < 120


def test_a_blinking_label_does_not_hold_it_up(desktop: Desktop, fixture_app: FixtureApp) -> None:
    fixture_app.order("blink")
    for _ in range(4):
        seen = desktop.observe()
        assert seen.settled
        assert seen.ms["capture"] < 700


def test_a_click_lands_on_the_very_pixel(desktop: Desktop, fixture_app: FixtureApp) -> None:
    point = fixture_app.center("Apply")
    desktop.perform(Click(start_point=ScreenPoint(point.x + 3.9, point.y - 2)))
    pressed = fixture_app.wait_for("pressed")
    assert (pressed["x"], pressed["y"], pressed["button"]) == (point.x + 3, point.y - 2, "left")
    fixture_app.wait_for("clicked", "Apply")


def test_a_click_asks_the_display_little(
    desktop: Desktop, fixture_app: FixtureApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    click = Click(start_point=fixture_app.center("Status"))
    desktop.perform(click)
    asked, send = [0], Display.send_request

    def counted(connection: Any, request: Any, answer: bool) -> Any:
        asked[0] += bool(answer)
        return send(connection, request, answer)

    monkeypatch.setattr(Display, "send_request", counted)
    for _ in range(10):
        desktop.perform(click)
    # Questions that wait for an answer are what a click costs: the clock also counts what other programs do meanwhile.
    print("ASKED", asked)
    assert 10 <= asked[0] < 10 * 40


def test_double_right_long_and_hover(desktop: Desktop, fixture_app: FixtureApp, windows: Windows) -> None:
    canvas = fixture_app.center("Canvas")
    desktop.perform(DoubleClick(start_point=canvas))
    fixture_app.wait_for("doubleclicked", "Canvas")
    desktop.perform(RightClick(start_point=canvas))
    fixture_app.wait_for("released", "Canvas", button="right")
    holding = threading.Thread(target=desktop.perform, args=(LongPress(start_point=fixture_app.center("Status")),))
    holding.start()
    fixture_app.wait_for("pressed", "Status")
    assert windows.root.query_pointer().mask & X.Button1Mask
    holding.join()
    fixture_app.wait_for("released", "Status")
    before = len(fixture_app.events("pressed"))
    desktop.perform(Hover(start_point=fixture_app.center("OK")))
    assert pointer(windows) == (fixture_app.center("OK").x, fixture_app.center("OK").y)
    assert len(fixture_app.events("pressed")) == before


def test_a_drag_passes_along_the_whole_path(desktop: Desktop, fixture_app: FixtureApp) -> None:
    box = fixture_app.box("Canvas")
    start, end = ScreenPoint(box.left + 20, box.top + 20), ScreenPoint(box.left + 200, box.top + 110)
    desktop.perform(Drag(start_point=start, end_point=end))
    points = fixture_app.wait_for("drawn", "Canvas")["points"]
    assert points[0] == [20, 20]
    assert points[-1] == [200, 110]
    assert len(points) >= 10
    assert all(abs((y - 20) - (x - 20) / 2) <= 1 for x, y in points), "on the straight line"


def test_a_drag_moves_a_slider(desktop: Desktop, fixture_app: FixtureApp) -> None:
    box = fixture_app.box("Volume")
    middle = (box.top + box.bottom) // 2
    desktop.perform(Drag(start_point=ScreenPoint(box.left + 8, middle), end_point=ScreenPoint(box.right + 60, middle)))
    fixture_app.wait_for("value", "Volume", value=100)


@pytest.mark.parametrize(
    ("direction", "back", "axis"), [("down", "up", "y"), ("right", "left", "x")]
)  # fmt: skip
def test_the_view_travels_in_the_direction_said(
    desktop: Desktop, fixture_app: FixtureApp, direction: Direction, back: Direction, axis: str
) -> None:
    rows = fixture_app.center("Rows")
    desktop.perform(Scroll(direction=direction, scroll_distance=3 * WHEEL_UNITS, start_point=rows))
    wait_until(lambda: len(fixture_app.events("wheel")) == 3, "three clicks of the wheel")
    moved = wait_until(lambda: [e[axis] for e in fixture_app.events("scrolled") if e[axis] > 0], "the view to move")
    desktop.perform(Scroll(direction=back, scroll_distance=3 * WHEEL_UNITS, start_point=rows))
    wait_until(lambda: fixture_app.events("scrolled")[-1][axis] < max(moved), "the view to move back")


def test_scrolling_without_a_point_is_over_the_focused_window(desktop: Desktop, fixture_app: FixtureApp) -> None:
    desktop.perform(Hover(start_point=ScreenPoint(5, 400)))
    desktop.perform(Scroll(direction="down", scroll_distance=50))
    fixture_app.wait_for("wheel")


def test_text_goes_where_the_click_puts_the_focus(desktop: Desktop, fixture_app: FixtureApp) -> None:
    desktop.perform(Input(text="Anna & Ben <a@b.ch>", start_point=fixture_app.center("Notes")))
    fixture_app.wait_for("text", "Notes", text="Anna & Ben <a@b.ch>")
    assert not fixture_app.events("text", "Name")


def test_an_entry_is_selected(desktop: Desktop, fixture_app: FixtureApp) -> None:
    desktop.perform(Select(text="Blue", start_point=fixture_app.center("Colour")))
    fixture_app.wait_for("selected", "Colour", text="Blue")


def test_waiting_waits(desktop: Desktop) -> None:
    started = time.monotonic()
    desktop.perform(Wait(seconds=0.15))
    assert 0.15 <= time.monotonic() - started < 0.6


@pytest.mark.parametrize("x", [-1.0, 1280.0])
def test_a_point_off_the_screen_is_an_error_and_nothing_moves(desktop: Desktop, windows: Windows, x: float) -> None:
    before = pointer(windows)
    with pytest.raises(OutsideSpace, match="1280×800"):
        desktop.perform(Click(start_point=ScreenPoint(x, 10)))
    assert pointer(windows) == before


def stop_in_the_middle(desktop: Desktop, action: ScreenAction, after_s: float) -> float:
    """Perform, stop from another thread; seconds from the request to the end."""
    asked = []

    def ask() -> None:
        asked.append(time.monotonic())
        desktop.stop.request("the test says so")

    timer = threading.Timer(after_s, ask)
    timer.start()
    with pytest.raises(Stopped, match="the test says so"):
        desktop.perform(action)
    ended = time.monotonic()
    timer.join()
    return ended - asked[0]


def test_a_stop_ends_typing_in_the_middle_of_a_word(
    desktop: Desktop, fixture_app: FixtureApp, windows: Windows
) -> None:
    desktop.perform(Click(start_point=fixture_app.center("Name")))
    assert stop_in_the_middle(desktop, Input(text="Mississippi " * 5000), 0.15) < 0.2
    assert nothing_is_held(windows)
    wait_until(lambda: fixture_app.text("Name"), "what was typed before the stop")
    assert len(fixture_app.text("Name")) < 60_000


@pytest.mark.parametrize("kind", ["drag", "longpress", "scroll", "wait", "paste"])
def test_a_stop_ends_every_long_action_and_lets_go(
    desktop: Desktop, fixture_app: FixtureApp, windows: Windows, kind: str
) -> None:
    box = fixture_app.box("Canvas")
    corner = ScreenPoint(box.left + 5, box.top + 5)
    actions: dict[str, ScreenAction] = {
        "drag": Drag(start_point=corner, end_point=ScreenPoint(box.right - 5, box.bottom - 5)),
        "longpress": LongPress(start_point=corner),
        "scroll": Scroll(direction="down", scroll_distance=50_000, start_point=fixture_app.center("Rows")),
        "wait": Wait(seconds=60),
        "paste": Input(text="keiner fragt danach: äöü", start_point=fixture_app.center("OK")),
    }
    assert stop_in_the_middle(desktop, actions[kind], 0.1) < 0.2
    assert nothing_is_held(windows)


def test_after_a_stop_nothing_is_done(desktop: Desktop, fixture_app: FixtureApp) -> None:
    desktop.stop.request("enough")
    with pytest.raises(Stopped):
        desktop.perform(Click(start_point=fixture_app.center("OK")))
    assert not fixture_app.events("pressed")


@pytest.mark.parametrize("corner", [(0, 0), (1279, 0), (0, 799), (1279, 799)])
def test_the_person_stops_the_run_by_moving_the_pointer_into_a_corner(
    desktop: Desktop, fixture_app: FixtureApp, windows: Windows, corner: tuple[int, int]
) -> None:
    desktop.perform(Click(start_point=fixture_app.center("Name")))
    fixture_app.wait_for("released", "Name")  # The window manager holds events back for a moment, a warp is not held.
    windows.root.warp_pointer(*corner)
    windows.display.sync()
    with pytest.raises(Stopped, match="the pointer was moved into a corner"):
        desktop.perform(Input(text="not this"))
    assert desktop.stop.requested
    assert fixture_app.text("Name") == ""


def test_a_target_in_a_corner_is_clicked_and_the_corner_counts_again_afterwards(
    desktop: Desktop, fixture_app: FixtureApp, windows: Windows
) -> None:
    for x, y in ((1279, 0), (0, 0), (0, 799), (1279, 799)):
        desktop.perform(DoubleClick(start_point=ScreenPoint(x, y)))
        assert pointer(windows) != (x, y)
    desktop.perform(Click(start_point=fixture_app.center("OK")))
    fixture_app.wait_for("released", "OK")
    windows.root.warp_pointer(1279, 799)
    windows.display.sync()
    with pytest.raises(Stopped, match="corner"):
        desktop.perform(Press(keys=["a"]))


def test_hovering_in_a_corner_stays_there_and_the_other_corners_count(desktop: Desktop, windows: Windows) -> None:
    desktop.perform(Hover(start_point=ScreenPoint(0, 0)))
    assert pointer(windows) == (0, 0)
    desktop.perform(Press(keys=["shift"]))
    windows.root.warp_pointer(1279, 0)
    windows.display.sync()
    with pytest.raises(Stopped, match="corner"):
        desktop.perform(Press(keys=["shift"]))


def test_an_application_is_opened_typed_into_and_switched_to(
    desktop: Desktop, fixture_app: FixtureApp, windows: Windows
) -> None:
    desktop.perform(Open(app="mousepad"))
    seen = desktop.observe()
    assert seen.application.lower() == "mousepad"
    assert seen.windows[0] == seen.window
    desktop.perform(AppSwitch(app="fixture"))
    assert desktop.observe().window == "Fixture"
    desktop.perform(AppSwitch(app="Mousepad"))
    assert desktop.observe().application.lower() == "mousepad"


def test_switching_to_what_is_not_open_names_what_is(desktop: Desktop, fixture_app: FixtureApp) -> None:
    with pytest.raises(ApplicationMissing, match=r"open are: “Fixture”"):
        desktop.perform(AppSwitch(app="a spreadsheet"))


def test_an_unknown_key_presses_nothing(desktop: Desktop, fixture_app: FixtureApp) -> None:
    with pytest.raises(UnknownKey, match="pagedown"):
        desktop.perform(Press(keys=["ctrl", "pagedwn"]))
    assert not fixture_app.events("key")


def test_a_missing_monitor_names_those_there_are(private_display: PrivateDisplay) -> None:
    with pytest.raises(NoDisplay, match="there are 1 on"):
        Desktop(private_display.name, monitor=2)


def test_monitors_are_listed(desktop: Desktop) -> None:
    (monitor,) = desktop.monitors()
    assert (monitor.number, monitor.left, monitor.top, monitor.width, monitor.height) == (1, 0, 0, 1280, 800)


def test_two_displays_in_turn_and_one_that_dies(desktop: Desktop, windows: Windows) -> None:
    with PrivateDisplay(Size(400, 300)) as other:
        second = Desktop(other.name, environment=other.environment)
        theirs = Windows(other.name)
        for step in range(3):
            desktop.perform(Hover(start_point=ScreenPoint(1000 + step, 700)))
            second.perform(Hover(start_point=ScreenPoint(50 + step, 60)))
            assert pointer(windows) == (1000 + step, 700)
            assert pointer(theirs) == (50 + step, 60)
        second.perform(Click(start_point=ScreenPoint(399, 299)))
        assert second.observe().frame.shape == (300, 400, 3)
        theirs.display.close()
        waiting = threading.Timer(0.15, other.close)
        waiting.start()
        with pytest.raises(DeviceLost, match="went away"):
            second.perform(Input(text="while the display dies " * 4000))
        waiting.join()
        with pytest.raises(DeviceLost):
            second.observe()
        with pytest.raises(DeviceLost):
            second.perform(Click(start_point=ScreenPoint(5, 5)))
        second.close()
    desktop.perform(Hover(start_point=ScreenPoint(640, 400)))
    assert pointer(windows) == (640, 400)


def test_every_monitor_can_be_the_target() -> None:
    with PrivateDisplay(Size(800, 300)) as wide:
        for words in (["LEFT", "500/100x300/100+0+0", "screen"], ["RIGHT", "300/100x250/100+500+50", "none"]):
            subprocess.run(["xrandr", "--setmonitor", *words], env=wide.environment, check=True)
        seen = Windows(wide.name)
        with Desktop(wide.name, monitor=2, environment=wide.environment) as right:
            assert [(one.number, one.left, one.top, one.width, one.height) for one in right.monitors()] == [
                (1, 0, 0, 500, 300),
                (2, 500, 50, 300, 250),
            ]
            assert right.name == "this screen, monitor 2"
            right.perform(Hover(start_point=ScreenPoint(510, 60)))
            observed = right.observe()
            assert observed.frame.shape == (250, 300, 3)
            assert observed.geometry.to_screen(FramePoint(10, 10)) == ScreenPoint(510, 60)
            assert pointer(seen) == (510, 60)
            with pytest.raises(OutsideSpace, match=r"300×250 at \(500, 50\)"):
                right.perform(Hover(start_point=ScreenPoint(499, 60)))
        with Desktop(wide.name, environment=wide.environment) as whole:
            assert whole.observe().frame.shape == (300, 800, 3)
        seen.display.close()


def server_of(display: PrivateDisplay) -> int:
    """Process id of its X server."""
    for process in psutil.process_iter(["name"]):
        with suppress(psutil.Error):
            if process.info["name"] == "Xvfb" and process.environ().get(MARK) == display.environment[MARK]:
                return int(process.pid)
    raise AssertionError("no X server with the mark of the display")


def test_a_display_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "CONNECT_S", 0.3)
    with PrivateDisplay(Size(400, 300)) as other, Desktop(other.name, environment=other.environment) as bridge:
        server = server_of(other)
        bridge.observe()
        os.kill(server, signal.SIGSTOP)
        try:
            started = time.monotonic()
            with pytest.raises(DeviceLost, match="nothing answered"):
                bridge.observe()
            with pytest.raises(DeviceLost, match="nothing answered"):
                bridge.perform(Press(keys=["a"]))
            assert time.monotonic() - started < 2
        finally:
            os.kill(server, signal.SIGCONT)


def test_a_straight_path_has_both_ends_and_even_steps() -> None:
    path = straight((10, 20), (40, -10), 15)
    assert path[0] == (10, 20)
    assert path[-1] == (40, -10)
    assert len(path) == 16


def test_typing_does_not_overtake_a_click_that_the_window_manager_holds_back(
    desktop: Desktop, fixture_app: FixtureApp, private_display: PrivateDisplay
) -> None:
    desktop.perform(Input(text="before", start_point=fixture_app.center("Name")))
    fixture_app.wait_for("text", "Name", text="before")
    running = psutil.Process(private_display.supervisor_pid).children(recursive=True)
    (manager,) = (one for one in running if one.name() == "openbox")
    manager.suspend()
    try:
        going_on = threading.Timer(0.2, manager.resume)
        going_on.start()
        desktop.perform(Input(text="after", start_point=fixture_app.center("Notes")))
        fixture_app.wait_for("text", "Notes", text="after")
    finally:
        manager.resume()
    assert fixture_app.text("Name") == "before"


def test_a_double_click_soon_after_a_click_elsewhere_opens_what_it_is_on(tmp_path: Path) -> None:
    """PCManFM counts the first of the two clicks with one on another entry that came just before."""
    (tmp_path / "Archive").mkdir()
    (tmp_path / "notes.txt").write_text("some notes\n")
    with PrivateDisplay(Size(1280, 800)) as display:
        display.start(["pcmanfm", str(tmp_path)], environment={**display.environment, "HOME": str(tmp_path)})
        with Desktop(display.name, environment=display.environment) as bridge:
            wait_until(lambda: bridge.observe().window == tmp_path.name, "the folder")
            box = bridge.observe().window_box
            assert box is not None
            bridge.perform(Click(start_point=ScreenPoint(round(box.left) + 300, round(box.top) + 130)))
            bridge.perform(DoubleClick(start_point=ScreenPoint(round(box.left) + 205, round(box.top) + 129)))
            wait_until(lambda: bridge.observe().window == "Archive", "the folder in it")


def test_a_window_that_came_up_after_the_last_look_is_not_pressed(
    desktop: Desktop, private_display: PrivateDisplay, windows: Windows
) -> None:
    def open_over_the_point(title: str) -> None:
        private_display.start(["xterm", "-geometry", "60x20+80+80", "-title", title])
        wait_until(lambda: title in desktop._windows.titles(), f"the window {title}")

    point = ScreenPoint(240, 220)
    open_over_the_point("first")
    desktop.observe()
    desktop.perform(Click(start_point=point))
    open_over_the_point("second")
    with pytest.raises(CameBetween, match="second"):
        desktop.perform(Click(start_point=point))
    with pytest.raises(CameBetween):
        desktop.perform(LongPress(start_point=point))
    assert nothing_is_held(windows)
    desktop.glance()
    desktop.perform(Click(start_point=point))
