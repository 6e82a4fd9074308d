"""What keys type: characters of keysyms, and sequences that compose one; heard on a real X server besides."""

from __future__ import annotations

import subprocess

import pytest

from agent.macros.recording.meaning import meant_by
from agent.suites.hand import Hand
from bridges import keysyms
from bridges.keysyms import MULTI_KEY, Composer, character_of, keysyms_of
from bridges.recorder import Heard
from bridges.recorder_x11 import X11Ears
from bridges.virtual import PrivateDisplay
from tests.conftest import wait_until

ACUTE, ENTER, SHIFT = 0xFE51, 0xFF0D, 0xFFE1


def composed(*pressed: int | str) -> list[str | None]:
    composer = Composer()
    return [composer.feed(key if isinstance(key, int) else ord(key)) for key in pressed]


@pytest.mark.parametrize(
    ("keysym", "character"), [(0x1E8, "č"), (0x6D1, "я"), (0x7E1, "α"), (0x20AC, "€"), (0xFFB5, "5")]
)
def test_older_keysyms_have_their_characters(keysym: int, character: str) -> None:
    assert character_of(keysym) == character


def test_a_character_is_found_under_both_its_keysyms() -> None:
    assert set(keysyms_of("č")) == {0x1E8, 0x0100010D}
    assert character_of(ENTER) == character_of(ACUTE) == ""


def test_a_dead_key_marks_the_next_letter_and_the_compose_key_takes_two() -> None:
    assert composed("a", ACUTE, "e") == ["a", "", "é"]
    assert composed(MULTI_KEY, SHIFT, "<", "3") == ["", "", "", "♥"]
    assert composed(ACUTE, "q", "x") == ["", None, "x"]


def test_without_the_library_accents_still_stand_on_their_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keysyms, "_library", lambda: None)
    monkeypatch.setattr(keysyms, "_compose_table", lambda: None)
    assert composed("a", ACUTE, "e") == ["a", "", "é"]
    assert character_of(0x0100010D) == "č"


@pytest.mark.parametrize(
    ("layout", "text"), [("de", "Grüße, 5 € à @ {x}"), ("cz", "Příliš žluťoučký"), ("pl", "Zażółć gęślą jaźń")]
)
def test_what_a_hand_types_in_any_layout_is_heard_as_it_was_meant(
    private_display: PrivateDisplay, layout: str, text: str
) -> None:
    subprocess.run(["setxkbmap", "-display", private_display.name, layout], check=True, env=private_display.environment)
    try:
        with X11Ears(private_display.name, private_display.environment) as ears, Hand(private_display) as hand:
            hand.type(text)
            came: list[Heard] = []

            def told() -> bool:
                came.extend(ears.heard())
                return len(came) >= len(hand.done)

            wait_until(told, "all keys to be heard")
    finally:
        subprocess.run(
            ["setxkbmap", "-display", private_display.name, "us"], check=True, env=private_display.environment
        )
    assert "".join(one.text for one in meant_by(came) if one.kind == "input") == text
