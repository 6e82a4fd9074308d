"""The accessibility tree against what the applications themselves know."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest
from conftest import FixtureApp, Windows, wait_until
from Xlib import XK, X
from Xlib.ext import xtest

from bridges.atspi import AtspiTree
from bridges.base import Node
from bridges.coordinates import Box, Geometry, Size
from bridges.dbus_calls import Call, Calls, CallsFailed
from bridges.virtual import PrivateDisplay

SIZE = Size(1280, 800)
GEOMETRY = Geometry(SIZE)


@pytest.fixture(scope="module")
def display() -> Iterator[PrivateDisplay]:
    with PrivateDisplay(SIZE, tree=True) as running:
        yield running


@pytest.fixture(scope="module")
def seen(display: PrivateDisplay) -> Iterator[Windows]:
    windows = Windows(display.name)
    yield windows
    windows.display.close()


@pytest.fixture(autouse=True)
def _close_windows(seen: Windows) -> Iterator[None]:
    before = set(seen.all())
    yield
    seen.close(set(seen.all()) - before)


@pytest.fixture
def tree(display: PrivateDisplay) -> Iterator[AtspiTree]:
    reader = AtspiTree(display.name, display.environment, application_s=3, total_s=6)
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def running_fixture(
    display: PrivateDisplay, seen: Windows, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FixtureApp]:
    app = FixtureApp(display, seen, tmp_path_factory.mktemp("fixture") / "log.jsonl")
    yield app
    app.process.kill()
    app.process.communicate()


@pytest.fixture
def app(running_fixture: FixtureApp, seen: Windows) -> Iterator[FixtureApp]:
    running_fixture.order("show")
    yield running_fixture
    running_fixture.order("hide")
    wait_until(lambda: running_fixture.window not in seen.all(), "the fixture window to hide")


def click(windows: Windows, box: Box) -> None:
    xtest.fake_input(windows.display, X.MotionNotify, x=int(box.center.x), y=int(box.center.y))
    for kind in (X.ButtonPress, X.ButtonRelease):
        xtest.fake_input(windows.display, kind, 1)
    windows.display.sync()


def press(windows: Windows, *keysyms: int) -> None:
    codes = [windows.display.keysym_to_keycode(keysym) for keysym in keysyms]
    for code in codes:
        xtest.fake_input(windows.display, X.KeyPress, code)
    for code in reversed(codes):
        xtest.fake_input(windows.display, X.KeyRelease, code)
    windows.display.sync()


def node(tree: AtspiTree, role: str, name: str = "", application: str = "") -> Node:
    """The one node with this role and name, once it is there."""

    def found() -> list[Node]:
        return [
            one
            for one in tree.read(GEOMETRY) or ()
            if one.role == role and name in ("", one.name) and application in ("", one.application)
        ]

    (only,) = wait_until(found, f"a {role} {name!r}", 15)
    return only


def test_boxes_names_values_and_states_are_those_of_the_application(
    tree: AtspiTree, app: FixtureApp, seen: Windows
) -> None:
    node(tree, "push button", "OK")
    for role, name in (("push button", "Open dialog"), ("slider", "Volume"), ("combo box", "Red"), ("text", "Name")):
        assert node(tree, role, name).box == app.box("Colour" if name == "Red" else name)
    for role, name in (("check box", "Italic"), ("radio button", "Small")):
        assert app.box(name).contains(node(tree, role, name).box.center)
    assert node(tree, "frame", "Fixture").box == seen.box(app.window)

    assert "checked" not in node(tree, "check box", "Bold").states
    click(seen, node(tree, "check box", "Bold").box)
    app.wait_for("checked", "Bold", value=True)
    assert "checked" in node(tree, "check box", "Bold").states

    click(seen, node(tree, "text", "Name").box)
    # The window manager holds a click for a moment, and keys overtake it.
    app.wait_for("released", "Name")
    press(seen, XK.XK_x)
    app.wait_for("text", "Name", text="x")
    field = node(tree, "text", "Name")
    assert field.text == "x"
    assert {"focused", "editable"} <= field.states
    assert field.application == "fixture"


def test_a_password_is_not_read(tree: AtspiTree, app: FixtureApp, seen: Windows) -> None:
    field = node(tree, "password text", "Password")
    assert "password" in field.states
    click(seen, field.box)
    app.wait_for("released", "Password")
    for key in (XK.XK_q, XK.XK_z, XK.XK_x):
        press(seen, key)
    app.wait_for("text", "Password", text="qzx")
    assert not any("qzx" in one.text + one.name for one in tree.read(GEOMETRY) or ())


def test_what_is_scrolled_away_is_left_out(tree: AtspiTree, app: FixtureApp) -> None:
    row = node(tree, "label", "Row 1 of a long and wide list that does not fit")
    assert app.box("Rows").contains(row.box.center)
    assert row.box.right <= app.box("Rows").right
    assert not [one for one in tree.read(GEOMETRY) or () if one.name.startswith("Row 30")]


def test_the_entries_of_an_open_menu_come_and_go_with_it(
    tree: AtspiTree, display: PrivateDisplay, seen: Windows
) -> None:
    display.start(["mousepad"])
    seen.wait_for("Mousepad")
    menu = node(tree, "menu", "File", "mousepad")
    assert not [one for one in tree.read(GEOMETRY) or () if one.role == "menu item"]
    click(seen, menu.box)
    entry = node(tree, "menu item", "Save As...")
    assert entry.box.top >= menu.box.bottom
    press(seen, XK.XK_Escape)
    wait_until(lambda: not [one for one in tree.read(GEOMETRY) or () if one.role == "menu item"], "the menu to close")


def test_windows_that_do_not_know_their_place_are_found_on_the_screen(
    tree: AtspiTree, display: PrivateDisplay, seen: Windows
) -> None:
    """GTK 4 counts from its windows; its popups are windows of their own again."""
    display.start(["gnome-calculator"])
    number = seen.wait_for("Calculator")
    for name in ("7", "×", "6", "="):
        click(seen, node(tree, "push button", name).box)
    wait_until(lambda: any("42" in one.text for one in tree.read(GEOMETRY) or ()), "the product")

    click(seen, node(tree, "push button", "Primary menu").box)
    entry = node(tree, "menu item", "About Calculator")
    assert entry.box.left < seen.box(number).right
    click(seen, entry.box)
    wait_until(lambda: any("About" in seen.title(one) for one in seen.all()), "the window that the entry opens")


def test_what_another_window_covers_is_left_out(
    tree: AtspiTree, app: FixtureApp, display: PrivateDisplay, seen: Windows
) -> None:
    node(tree, "push button", "OK")
    display.start(["xterm", "-geometry", "200x60+0+0", "-T", "cover", "-fn", "fixed"])
    cover = seen.box(seen.wait_for("cover"))
    assert cover.contains(app.box("OK").center)
    wait_until(
        lambda: all(not cover.contains(one.box.center) for one in tree.read(GEOMETRY) or ()), "the tree to know of it"
    )


def test_the_application_with_the_focus_comes_first(
    tree: AtspiTree, app: FixtureApp, display: PrivateDisplay, seen: Windows
) -> None:
    node(tree, "push button", "OK")
    display.start(["mousepad"])
    seen.wait_for("Mousepad")
    node(tree, "text", "", "mousepad")
    nodes = tree.read(GEOMETRY) or ()
    assert nodes[0].application == "mousepad"
    assert {one.application for one in nodes} == {"mousepad", "fixture"}
    nodes = tree.read(GEOMETRY, app.process.pid) or ()
    assert nodes[0].application == "fixture"


def test_boxes_are_in_the_pixels_of_the_frame(tree: AtspiTree, app: FixtureApp) -> None:
    place = node(tree, "push button", "OK").box
    monitor = Geometry(Size(1200, 800), 2.0, place.left - 10, place.top - 20)
    (one,) = [n for n in tree.read(monitor) or () if n.name == "OK"]
    assert one.box == Box(20, 40, 20 + 2 * place.width, 40 + 2 * place.height)


def test_an_application_that_hangs_costs_no_more_than_its_time(
    tree: AtspiTree, app: FixtureApp, display: PrivateDisplay, seen: Windows
) -> None:
    node(tree, "push button", "OK")
    editor = display.start(["mousepad"])
    seen.wait_for("Mousepad")
    node(tree, "text", "", "mousepad")
    hasty = AtspiTree(display.name, display.environment, application_s=0.3, total_s=1.0)
    os.kill(editor, signal.SIGSTOP)
    try:
        for _ in range(2):
            began = time.monotonic()
            nodes = hasty.read(GEOMETRY) or ()
            assert time.monotonic() - began < 2
            assert {one.application for one in nodes} <= {"fixture"}
            assert not hasty.complete
        assert nodes, "the one that hangs is left alone, so that the others are read"
    finally:
        os.kill(editor, signal.SIGCONT)
        hasty.close()


def test_without_a_bus_there_is_no_tree(display: PrivateDisplay) -> None:
    assert AtspiTree(display.name, {}).read(GEOMETRY) is None
    assert AtspiTree(display.name, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/at/all"}).read(GEOMETRY) is None
    assert AtspiTree(display.name, {"DBUS_SESSION_BUS_ADDRESS": "nonsense"}).read(GEOMETRY) is None


def test_a_bus_that_goes_away_leaves_no_tree(display: PrivateDisplay) -> None:
    with PrivateDisplay(Size(400, 300), tree=True) as other:
        reader = AtspiTree(display.name, other.environment, application_s=5, total_s=5)
        assert reader.read(GEOMETRY) == ()
    assert reader.read(GEOMETRY) is None
    assert reader.read(GEOMETRY) is None
    reader.close()


def test_calls_are_answered_in_their_order_whatever_fails(display: PrivateDisplay) -> None:
    bus = "org.freedesktop.DBus"
    calls = []
    for number in range(1000):
        method = "NoSuchMethod" if number % 3 == 0 else "NameHasOwner"
        calls.append(Call(bus, "/", bus, method, "s", (bus if number % 2 else "no.such.name",)))
    with Calls(display.environment["DBUS_SESSION_BUS_ADDRESS"]) as bus_calls:
        answers = bus_calls.answers(calls, time.monotonic() + 20)
        assert answers == [None if n % 3 == 0 else (bool(n % 2),) for n in range(1000)]
        assert bus_calls.answers(calls, time.monotonic() - 1) == [None] * 1000
    with pytest.raises(CallsFailed):
        Calls("unix:path=/nowhere/at/all")
