"""Windows as the window manager tells of them, with real windows that come, go and hide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import FixtureApp, wait_until
from conftest import Windows as Seen
from Xlib import X
from Xlib.protocol.event import ClientMessage

from bridges.errors import ApplicationMissing
from bridges.session import connect
from bridges.stop import Stop
from bridges.virtual import PrivateDisplay
from bridges.windows import Window, Windows, likeness


@pytest.fixture
def listed(display: str) -> Iterator[Windows]:
    connection = connect(display)
    yield Windows(connection)
    connection.close()


@pytest.fixture
def terminal(private_display: PrivateDisplay, listed: Windows) -> int:
    private_display.start(["xterm", "-T", "Zürich — notes", "-geometry", "40x10+100+150", "-e", "sleep", "60"])
    return int(wait_until(lambda: (one := listed.active()) and one.application == "XTerm" and one.id, "xterm"))


def test_a_window_is_described(listed: Windows, terminal: int, windows: Seen) -> None:
    window = listed.active()
    assert window is not None
    assert (window.id, window.title) == (terminal, "Zürich — notes")
    assert (window.application, window.instance) == ("XTerm", "xterm")
    assert window.pid is not None
    assert window.focused
    assert not window.minimised
    content = windows.box(terminal)
    assert window.left <= content.left < window.left + 10
    assert window.top + 10 < content.top < window.top + 40, "the title bar lies above the content"
    assert window.width >= content.width
    assert window.height > content.height


def test_windows_are_listed_front_first_and_switched(listed: Windows, fixture_app: FixtureApp, terminal: int) -> None:
    assert [window.id for window in listed.list()][:2] == [terminal, fixture_app.window]
    listed.activate(listed.find("fixture"), Stop())
    assert listed.active_id() == fixture_app.window
    assert listed.titles()[:2] == ("Fixture", "Zürich — notes")
    assert listed.focus_has_arrived()


def test_a_minimised_window_is_known_as_such_and_comes_back(
    listed: Windows, fixture_app: FixtureApp, terminal: int
) -> None:
    hide(listed._connection, terminal)
    wait_until(lambda: next(one for one in listed.list() if one.id == terminal).minimised, "the window to hide")
    assert listed.at(150, 200) != terminal
    listed.activate(listed.find("notes"), Stop())
    assert not next(one for one in listed.list() if one.id == terminal).minimised
    assert listed.at(150, 200) == terminal


def hide(connection: Any, number: int) -> None:
    window = connection.create_resource_object("window", number)
    iconic = (32, [3, 0, 0, 0, 0])
    change = ClientMessage(window=window, client_type=connection.get_atom("WM_CHANGE_STATE"), data=iconic)
    connection.screen().root.send_event(change, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
    connection.sync()


def test_a_window_that_has_gone_is_left_out(listed: Windows) -> None:
    assert listed._read(0x7FFFFFF, 0) is None
    assert listed.title(0x7FFFFFF) == ""
    assert listed.at(-5, -5) == 0


def test_windows_that_vanish_while_they_are_read_do_no_harm(
    listed: Windows, private_display: PrivateDisplay, windows: Seen
) -> None:
    for number in range(4):
        private_display.start(["xterm", "-T", f"short-lived {number}", "-e", "sleep", "60"])
    wait_until(lambda: sum("short-lived" in title for title in listed.titles()) == 4, "four windows", 30)
    for number in listed.ids():
        windows.display.create_resource_object("window", number).kill_client()
        windows.display.flush()
        listed.list()
        listed.active()
    wait_until(lambda: listed.ids() == () and listed.active_id() == 0, "all windows to go")


def test_what_is_not_open_is_an_error_with_what_is(listed: Windows, terminal: int) -> None:
    with pytest.raises(ApplicationMissing, match="“Zürich — notes”"):
        listed.find("photo editor")


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ("mousepad", "letter.txt - Mousepad"),
        ("letter", "letter.txt - Mousepad"),
        ("calculator", "Galculator"),
        ("terminal", "root@host: ~ Terminal"),
        ("chrome", "News - Google Chrome"),
    ],
)
def test_the_window_meant_is_the_most_alike(said: str, best: str) -> None:
    open_now = [
        made("Mousepad", "letter.txt - Mousepad"),
        made("Galculator", "Galculator"),
        made("org.gnome.Terminal", "root@host: ~ Terminal"),
        made("Google-chrome", "News - Google Chrome"),
    ]
    assert max(open_now, key=lambda window: likeness(said, window)).title == best


def made(application: str, title: str) -> Window:
    return Window(1, title, application, application.lower(), None, 0, 0, 10, 10, focused=False, minimised=False)
