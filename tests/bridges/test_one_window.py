"""One window as a device: nothing beyond it is seen or touched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import wait_until

from bridges.action import Click, Input, Open
from bridges.coordinates import ScreenPoint
from bridges.errors import ApplicationMissing, BridgeError, OutsideSpace
from bridges.one_window import BLANK, OneWindow, WindowEyes
from bridges.virtual import PrivateDisplay
from bridges.windows import Windows


@pytest.fixture
def window(private_display: PrivateDisplay, fixture_app: Any) -> Iterator[OneWindow]:
    with OneWindow("Fixture", display=private_display.name, environment=private_display.environment) as made:
        yield made


def test_the_frame_is_the_window_and_its_points_are_those_of_the_screen(window: OneWindow, fixture_app: Any) -> None:
    seen = window.observe()
    place = Windows(window._connection).active()
    assert place is not None
    assert (seen.geometry.frame.width, seen.geometry.frame.height) == (place.width, place.height)
    assert (seen.geometry.origin_x, seen.geometry.origin_y) == (place.left, place.top)
    center = fixture_app.center("OK")
    window.perform(Click(start_point=center))
    fixture_app.wait_for("clicked", "OK")


def test_nothing_beyond_it_is_touched(window: OneWindow, fixture_app: Any) -> None:
    window.observe()
    with pytest.raises(OutsideSpace):
        window.perform(Click(start_point=ScreenPoint(1, 1)))
    with pytest.raises(BridgeError, match="only"):
        window.perform(Open(app="mousepad"))


def test_what_is_typed_goes_to_it_whatever_took_the_focus(
    window: OneWindow, fixture_app: Any, private_display: PrivateDisplay, windows: Any
) -> None:
    window.observe()
    window.perform(Click(start_point=fixture_app.center("Name")))
    private_display.start(["mousepad"])
    windows.wait_for("Mousepad")
    window.perform(Input(text="tea"))
    fixture_app.wait_for("text", "Name", text="tea")


def test_what_lies_between_its_windows_is_blank(window: OneWindow, fixture_app: Any) -> None:
    """A menu of the program far from its window makes the frame larger, and shows nothing of what lies between."""
    from Xlib import X

    connection = window._connection
    own = window._eyes.chosen()
    menus = []
    for left in (own.left, own.left + 200):
        menu = connection.screen().root.create_window(
            left, 20, 80, 30, 0, X.CopyFromParent, background_pixel=0x00FF00, override_redirect=True
        )
        menu.map()
        menus.append(menu)
    connection.sync()
    # The server tells whose window one is by its number: these belong to the bridge itself.
    eyes = WindowEyes(connection, window.display, None, menus[0].id)

    def painted() -> bool:
        return bool((eyes.grab()[:, :80, :3] == [0, 255, 0]).all())

    wait_until(painted, "the menu to be painted")
    pixels = eyes.grab()
    assert pixels.shape[:2] == (30, 280)
    assert (pixels[:, 80:200] == BLANK).all()
    for menu in menus:
        menu.destroy()
    connection.sync()


def test_a_name_that_no_window_has_is_an_error(private_display: PrivateDisplay, fixture_app: Any) -> None:
    with pytest.raises(ApplicationMissing, match="Flurbomat"):
        OneWindow("Flurbomat", display=private_display.name, environment=private_display.environment)


def test_a_window_that_goes_is_an_error(window: OneWindow, fixture_app: Any, windows: Any) -> None:
    fixture_app.order("hide")
    with pytest.raises(BridgeError):
        window.observe()
    fixture_app.order("show")
