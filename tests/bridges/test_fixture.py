"""The fixture application tells the truth about input that comes straight from the X server."""

from __future__ import annotations

from conftest import FixtureApp, Windows
from Xlib import XK, X
from Xlib.ext import xtest


def test_it_reports_a_real_click_where_it_happened(fixture_app: FixtureApp, windows: Windows) -> None:
    point = fixture_app.center("OK")
    xtest.fake_input(windows.display, X.MotionNotify, x=int(point.x), y=int(point.y))
    for kind in (X.ButtonPress, X.ButtonRelease):
        xtest.fake_input(windows.display, kind, 1)
    windows.display.sync()
    fixture_app.wait_for("clicked", "OK")
    assert fixture_app.wait_for("pressed") == {
        "event": "pressed",
        "widget": "OK",
        "x": point.x,
        "y": point.y,
        "button": "left",
    }
    assert not fixture_app.events("clicked", "Cancel")


def test_it_starts_afresh_for_each_test(fixture_app: FixtureApp, windows: Windows) -> None:
    assert fixture_app.events() == []
    assert fixture_app.text("Name") == ""
    for keysym in (XK.XK_a, XK.XK_b):
        for kind in (X.KeyPress, X.KeyRelease):
            xtest.fake_input(windows.display, kind, windows.display.keysym_to_keycode(keysym))
    windows.display.sync()
    fixture_app.wait_for("text", "Name", text="ab")
    assert [event["text"] for event in fixture_app.events("key")] == ["a", "b"]
