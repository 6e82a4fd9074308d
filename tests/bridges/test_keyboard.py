"""Any text arrives exactly, on any keyboard layout, in a text field and in a terminal."""

from __future__ import annotations

import string
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import FixtureApp, Windows, wait_until
from Xlib import X
from Xlib.ext import xtest

from bridges import clipboard
from bridges.action import Input, Press
from bridges.desktop import Desktop
from bridges.errors import NotTyped, UnknownKey
from bridges.keyboard import Layout, key_name
from bridges.virtual import PrivateDisplay

PRINTABLE = "".join(chr(number) for number in range(0x20, 0x7F))
SCRIPTS = "Zürich—ñandú 漢字かな交じり 한국어 Ελληνικά Русский עברית العربية हिन्दी ไทย e\u0301 ½×÷ €"
SCROLL_LOCK = 78
"""Its key code on every common keyboard."""
EMOJI = "😀👩‍👩‍👧‍👦🇨🇭"


@pytest.fixture
def desktop(private_display: PrivateDisplay) -> Iterator[Desktop]:
    with Desktop(private_display.name, environment=private_display.environment) as bridge:
        yield bridge


@contextmanager
def layout(display: PrivateDisplay, *names: str) -> Iterator[None]:
    set_layout(display, *names)
    try:
        yield
    finally:
        set_layout(display, "us", "-option", "")


def set_layout(display: PrivateDisplay, *names: str) -> None:
    subprocess.run(["setxkbmap", *names], env=display.environment, check=True, capture_output=True)


def test_every_ascii_character_arrives(desktop: Desktop, fixture_app: FixtureApp) -> None:
    desktop.perform(Input(text=PRINTABLE, start_point=fixture_app.center("Name")))
    fixture_app.wait_for("text", "Name", text=PRINTABLE)
    assert len([event for event in fixture_app.events("key") if event["text"]]) == len(PRINTABLE), "typed, not pasted"


@pytest.mark.parametrize("text", [SCRIPTS, EMOJI, "a<b>c 漢 " * 2000])
def test_every_script_arrives(desktop: Desktop, fixture_app: FixtureApp, text: str) -> None:
    desktop.perform(Input(text=text, start_point=fixture_app.center("Notes")))
    fixture_app.wait_for("text", "Notes", text=text)


def test_line_breaks_and_tabs_stay_in_the_text(desktop: Desktop, fixture_app: FixtureApp) -> None:
    text = "first\n\tsecond\n\nfourth\n"
    desktop.perform(Input(text=text, start_point=fixture_app.center("Notes")))
    fixture_app.wait_for("text", "Notes", text=text)


def test_short_texts_in_a_row_arrive_in_order(desktop: Desktop, fixture_app: FixtureApp) -> None:
    pieces = ["eins ", "zwölf ", "drei ", "fünf ", "漢", "字", "end"]
    desktop.perform(Input(text="", start_point=fixture_app.center("Name")))
    for piece in pieces:
        desktop.perform(Input(text=piece))
    fixture_app.wait_for("text", "Name", text="".join(pieces))


@pytest.mark.parametrize("names", [("de",), ("fr",), ("ru",), ("us", "-variant", "dvorak"), ("gb",)])
def test_no_layout_corrupts_a_text(
    desktop: Desktop, fixture_app: FixtureApp, private_display: PrivateDisplay, names: tuple[str, ...]
) -> None:
    with layout(private_display, *names):
        for text in ("zy/@<>|~^`{}[]\\'\"ZY&-_=+?", "quick"):
            desktop.perform(Press(keys=["home"]))
            desktop.perform(Press(keys=["shift", "end"]))
            desktop.perform(Input(text=text))
            fixture_app.wait_for("text", "Name", text=text)


def test_the_second_group_of_two_layouts_is_noticed(
    desktop: Desktop, fixture_app: FixtureApp, private_display: PrivateDisplay, windows: Windows
) -> None:
    def switch() -> None:
        for kind in (X.KeyPress, X.KeyRelease):
            xtest.fake_input(windows.display, kind, SCROLL_LOCK)
        windows.display.sync()
        # Another program's key is taken for the person's, who here means the run to go on.
        wait_until(lambda: desktop.stop.paused, "the key was noticed")
        desktop.stop.resume()

    with layout(private_display, "us,de", "-option", "grp:sclk_toggle"):
        desktop.perform(Input(text="zebra/yak "))
        switch()
        try:
            assert Layout(desktop._connection).key_codes["/"] is None, "German is active"
            desktop.perform(Input(text="zebra/yak"))
            desktop.perform(Input(text=" yz"))
            fixture_app.wait_for("text", "Name", text="zebra/yak zebra/yak yz")
        finally:
            switch()


def test_caps_lock_turns_nothing_around(desktop: Desktop, fixture_app: FixtureApp) -> None:
    desktop.perform(Press(keys=["capslock"]))
    try:
        desktop.perform(Input(text="Mixed Case"))
        fixture_app.wait_for("text", "Name", text="Mixed Case")
    finally:
        desktop.perform(Press(keys=["capslock"]))


def test_a_chord_is_held_together(desktop: Desktop, fixture_app: FixtureApp) -> None:
    desktop.perform(Input(text="gone", start_point=fixture_app.center("Name")))
    desktop.perform(Press(keys=["Ctrl", "A"]))
    fixture_app.wait_for("key", key="A", modifiers=["Control"])
    desktop.perform(Press(keys=["Delete"]))
    fixture_app.wait_for("text", "Name", text="")
    desktop.perform(Press(keys=["ctrl", "shift", "F5"]))
    fixture_app.wait_for("key", key="F5", modifiers=["Shift", "Control"])


@pytest.mark.parametrize(
    ("said", "received"),
    [("plus", "Plus"), ("<", "Less"), ("page_down", "PageDown"), ("Return", "Return"), ("space", "Space"), ("Q", "Q")],
)
def test_keys_by_what_people_call_them(desktop: Desktop, fixture_app: FixtureApp, said: str, received: str) -> None:
    desktop.perform(Press(keys=[said]))
    fixture_app.wait_for("key", key=received)


def test_a_character_on_another_level_is_pressed_with_shift(
    desktop: Desktop, fixture_app: FixtureApp, private_display: PrivateDisplay
) -> None:
    with layout(private_display, "de"):
        desktop.perform(Press(keys=["ctrl", "/"]))
        fixture_app.wait_for("key", key="Slash", modifiers=["Shift", "Control"])
        with pytest.raises(UnknownKey, match="no key of the active keyboard layout"):
            desktop.perform(Press(keys=["ctrl", "漢"]))


def test_all_names_of_keys_exist_on_a_common_keyboard(desktop: Desktop) -> None:
    codes = Layout(desktop._connection).key_codes
    assert [name for name in codes if not codes[name] and not name.startswith("f")] == []
    for name in (*string.ascii_letters, *string.digits, "Control_L", "PgUp", "arrow_left", "WIN", "kp enter", " "):
        assert codes[key_name(name)]


@pytest.mark.parametrize("said", ["back", "volume", "", "\x01", "ctrl+s", "{enter}"])
def test_what_is_no_key_is_an_error(said: str) -> None:
    with pytest.raises(UnknownKey):
        key_name(said)


@pytest.mark.parametrize("text", ["bell\x07", "nul\x00", "esc\x1b[A", "half \ud83d", "del\x7f"])
def test_control_characters_are_no_text(desktop: Desktop, fixture_app: FixtureApp, text: str) -> None:
    with pytest.raises(NotTyped, match="control character"):
        desktop._keyboard.type(text)
    assert not fixture_app.events("key")


def test_what_takes_no_text_is_an_error(
    desktop: Desktop, fixture_app: FixtureApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "ASKED_S", 0.2)
    with pytest.raises(NotTyped, match="did not ask for it"):
        desktop.perform(Input(text="für niemanden", start_point=fixture_app.center("OK")))


def test_a_terminal_gets_keys_line_breaks_and_every_script(
    desktop: Desktop, private_display: PrivateDisplay, tmp_path: Path
) -> None:
    received = tmp_path / "received"
    private_display.start(["xterm", "-title", "terminal", "-e", "sh", "-c", f"cat > {received}"])
    wait_until(lambda: desktop.observe().window == "terminal", "the terminal")
    text = f"{PRINTABLE}\n{SCRIPTS}\nplain again: <äöü>\n\n" + "0123456789" * 30 + "\nlast\n"
    desktop.perform(Input(text=text))
    desktop.perform(Press(keys=["ctrl", "d"]))
    wait_until(lambda: received.exists() and received.read_text().endswith("last\n"), "the terminal to take the text")
    assert received.read_text() == text
