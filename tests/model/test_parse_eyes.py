"""The detector looks again only at what changed, and what it found elsewhere stays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bridges.base import Frame
from bridges.coordinates import Box
from model.base import Element
from model.parse import ScreenParser
from model.parse.eyes import EyesLayer
from model.parse.pictures import named, pictures
from model.parse.spans import Span
from model.picture import load_picture
from model.sight import Detector, PhraseEncoder, Widget

SCREENS = Path(__file__).parent / "screens"


class Counting(Detector):
    """The real detector, which notes the sizes that it was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[int, int]] = []

    def find(self, frame: Frame) -> list[Widget]:
        self.shown.append((frame.shape[0], frame.shape[1]))
        return super().find(frame)


def test_a_small_change_is_a_small_look_and_leaves_the_rest() -> None:
    frame = load_picture(SCREENS / "featherpad_prefs.png")
    eyes = Counting()
    layer = EyesLayer(eyes)
    before = list(layer.look(frame, [Span(0, 0, frame.shape[1], frame.shape[0])]))
    changed = frame.copy()
    changed[500:530, 760:800] = 0
    after = layer.look(changed, [Span(760, 480, 800, 560)])
    assert eyes.shown[0] == frame.shape[:2]
    assert eyes.shown[1][0] * eyes.shown[1][1] < 0.2 * frame.shape[0] * frame.shape[1]
    far = [one for one in before if one.box.intersection(Box(760, 480, 800, 560)).area == 0]
    assert far
    assert all(one in after for one in far)


def test_a_frame_of_another_size_is_seen_anew() -> None:
    layer = EyesLayer(Detector())
    frame = load_picture(SCREENS / "featherpad_prefs.png")
    layer.look(frame, [Span(0, 0, frame.shape[1], frame.shape[0])])
    small = np.full((200, 300, 3), 230, np.uint8)
    assert layer.look(small, [Span(0, 0, 300, 200)]) == []


def test_every_element_has_a_row_and_pictures_have_unit_vectors() -> None:
    screen = ScreenParser().parse(load_picture(SCREENS / "chromium_form.png"))
    lengths = np.linalg.norm(screen.vectors, axis=1)
    assert screen.vectors.shape == (len(screen.elements), 256)
    assert set(np.round(lengths, 2).tolist()) == {0.0, 1.0}
    for element, length in zip(screen.elements, lengths, strict=True):
        assert element.role != "icon" or element.text or length > 0.9


def test_parts_can_be_left_out() -> None:
    frame = load_picture(SCREENS / "chromium_form.png")
    bare = ScreenParser(without=frozenset({"detector", "icons"})).parse(frame)
    assert not bare.vectors.any()
    assert len(bare.elements) < len(ScreenParser().parse(frame).elements)


def test_a_row_is_known_by_its_first_picture() -> None:
    from model.base import Element

    row = Element(box=Box(0, 0, 300, 30), role="listitem", text="Letters")
    assert pictures([row], [Box(270, 5, 290, 25), Box(4, 5, 24, 25)]) == {0: Box(4, 5, 24, 25)}


@pytest.mark.parametrize(
    ("text", "picture", "becomes"),
    [
        ("", "italic", ("", "italic")),
        ("/", "italic", ("", "italic")),  # an "I" that was misread
        ("B", "bold", ("B", "bold")),
        ("x", "close", ("x", "")),  # it may be the times sign of a calculator
        ("Bold", "bold", ("Bold", "")),
    ],
)
def test_the_letter_of_a_text_style_has_its_name(text: str, picture: str, becomes: tuple[str, str]) -> None:
    vectors = PhraseEncoder().encode([picture])
    (one,) = named([Element(box=Box(0, 0, 20, 20), role="button", text=text)], vectors)
    assert (one.text, one.label) == becomes
