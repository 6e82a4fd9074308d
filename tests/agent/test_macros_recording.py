"""A hand on the fixture application is recorded, and what it did is done again. Passwords stay out of the file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.base import Finished, Nobody
from agent.macros.file.store import Macros
from agent.macros.recording.recorder import Recorder
from agent.macros.recording.watching import Watch
from agent.macros.replaying.session import Account, Desk
from agent.session import ParsedTexts
from agent.settings import Settings
from agent.suites.hand import Hand
from bridges.base import Node
from bridges.desktop import Desktop
from bridges.recorder_x11 import X11Ears
from bridges.virtual import PrivateDisplay
from model.registry import model_named
from tests.conftest import FixtureApp

BREATH_S = 0.5
"""Between two deeds, as a person takes it."""


@pytest.fixture
def desktop(private_display: PrivateDisplay) -> Iterator[Desktop]:
    running = Desktop(private_display.name, environment=private_display.environment)
    yield running
    running.close()


def press(hand: Hand, app: FixtureApp, name: str) -> None:
    center = app.center(name)
    hand.move(int(center.x), int(center.y))
    time.sleep(0.15)
    hand.click()
    time.sleep(BREATH_S)


def test_what_a_hand_did_is_done_again(
    desktop: Desktop, fixture_app: FixtureApp, private_display: PrivateDisplay, tmp_path: Path
) -> None:
    macros = Macros(tmp_path)
    with (
        X11Ears(private_display.name, private_display.environment) as ears,
        Watch(desktop) as watch,
        Hand(private_display) as hand,
    ):
        recorder = Recorder(ears, watch, ("ctrl", "alt", "esc"))
        time.sleep(BREATH_S)
        press(hand, fixture_app, "Name")
        for letter in "ada":
            hand.tap(letter)
            time.sleep(0.03)
        time.sleep(BREATH_S)
        press(hand, fixture_app, "Apply")
        hand.tap("Control_L", "Alt_L", "Escape")
        time.sleep(BREATH_S)
        recorder.listen()
        macro = recorder.macro("hand", macros, ParsedTexts(model_named("mini")), "this screen")
    assert [step.do for step in macro.steps] == ["appswitch", "click", "input", "click"]
    assert macro.parameters["name"].default == "ada"
    fixture_app.order("show")
    with Desktop(private_display.name, environment=private_display.environment) as again:
        desk, account = Desk(again, Settings(), Nobody(), macros), Account()
        events = list(desk.replayed(macro, {"name": "grace"}, account))
    assert isinstance(events[-1], Finished), events[-1]
    assert account.calls == 0
    assert fixture_app.text("Name") == "grace"
    assert [one["widget"] for one in fixture_app.events("clicked")] == ["Apply"]


@pytest.mark.parametrize("told", ["by the tree", "by its dots"])
def test_a_password_is_never_recorded(
    desktop: Desktop, fixture_app: FixtureApp, private_display: PrivateDisplay, tmp_path: Path, told: str
) -> None:
    box = fixture_app.box("Password")
    node = Node("password text", "Password", box, states=frozenset({"password", "focused", "editable"}))
    with (
        X11Ears(private_display.name, private_display.environment) as ears,
        Watch(desktop, (lambda seen: (node,)) if told == "by the tree" else None) as watch,
        Hand(private_display) as hand,
    ):
        recorder = Recorder(ears, watch, ())
        time.sleep(BREATH_S)
        press(hand, fixture_app, "Password")
        for letter in "hunter":
            hand.tap(letter)
            time.sleep(0.03)
        time.sleep(BREATH_S)
        recorder.listen()
        macro = recorder.macro("login", Macros(tmp_path), ParsedTexts(model_named("mini")), "this screen")
    assert fixture_app.text("Password") == "hunter"
    typed = next(step for step in macro.steps if step.do == "input")
    assert typed.text.startswith("{{secret:")
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"hunter" not in file.read_bytes(), file
