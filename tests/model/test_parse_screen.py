"""The parser on real screens and on frames that are hardly screens."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz

from bridges.base import Frame
from bridges.errors import NotAnImage
from model.base import Element
from model.parse import Screen, ScreenParser
from model.picture import load_picture

SCREENS = Path(__file__).parent / "screens"
KNOWN: dict[str, list[str]] = json.loads((SCREENS / "known.json").read_text(encoding="utf-8"))


def frame_of(name: str) -> Frame:
    return load_picture(SCREENS / f"{name}.png")


def words(screen: Screen) -> list[str]:
    return [" ".join(told.split()) for element in screen.elements for told in (element.text, element.value) if told]


def is_read(known: str, told: list[str]) -> bool:
    plain = " ".join(known.replace("−", "-").split())
    return any(fuzz.ratio(plain, each) >= 85 or (len(plain) > 3 and plain in each) for each in told)


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_known_strings_are_read(name: str) -> None:
    told = words(ScreenParser().parse(frame_of(name)))
    missed = [known for known in KNOWN[name] if not is_read(known, told)]
    # Processors that reckon in 16 bits read a few signs otherwise: of 42 strings two or three are missed.
    assert len(missed) <= 0.075 * len(KNOWN[name]), missed


def test_opened_dialog_reads_as_if_the_frame_were_new() -> None:
    before, after = frame_of("kcalc_featherpad"), frame_of("featherpad_prefs")
    parser = ScreenParser()
    parser.parse(before)
    changed = parser.parse(after)
    fresh = ScreenParser().parse(after)
    assert changed.read_again < 0.35
    one, other = told_by(changed.elements), told_by(fresh.elements)
    # What is barely legible may come out either way, as the detector sees a different part of the frame.
    assert len(one & other) >= 0.85 * len(one | other), one ^ other


def told_by(elements: tuple[Element, ...]) -> set[tuple[str, str, str]]:
    return {(element.role, element.text, element.value) for element in elements}


def test_scrolled_text_is_not_recognised_again() -> None:
    frame = frame_of("chromium_form")
    scrolled = frame.copy()
    scrolled[140:1000] = frame[180:1040]
    parser = ScreenParser()
    first = parser.parse(frame)
    second = parser.parse(scrolled)
    assert second.ms["read"] < 0.5 * first.ms["read"]
    assert any(element.value == "Zoë" for element in second.elements)


def test_same_frame_is_answered_at_once() -> None:
    frame = frame_of("mousepad")
    parser = ScreenParser()
    assert parser.parse(frame) is parser.parse(frame)


def test_reading_order_is_top_to_bottom_and_left_to_right() -> None:
    menu = ["File", "Edit", "Search", "View", "Document", "Help"]
    elements = ScreenParser().parse(frame_of("mousepad")).elements
    told = [element.text for element in elements if element.box.left > 600]
    assert [each for each in told if each in menu] == menu


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 200, 3), (200, 1, 3), (33, 31, 3)])
def test_tiny_frames_hold_nothing(shape: tuple[int, int, int]) -> None:
    screen = ScreenParser().parse(np.full(shape, 200, np.uint8))
    assert screen.elements == ()
    assert (screen.size.width, screen.size.height) == (shape[1], shape[0])


def test_noise_of_any_size_does_not_break_it() -> None:
    noise = np.random.default_rng(3)
    parser = ScreenParser()
    for height, width in ((47, 211), (130, 90), (5, 5)):
        screen = parser.parse(noise.integers(0, 255, (height, width, 3), np.uint8))
        assert all(element.box.right <= width and element.box.bottom <= height for element in screen.elements)


def test_huge_frame_is_refused_by_name() -> None:
    huge = np.broadcast_to(np.zeros((1, 1, 3), np.uint8), (16384, 16384, 3))
    with pytest.raises(NotAnImage, match="16384×16384"):
        ScreenParser().parse(huge)


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(NotAnImage, match="shape"):
        ScreenParser().parse(np.zeros((10, 10), np.uint8))
