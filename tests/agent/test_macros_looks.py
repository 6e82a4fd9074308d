"""Pictures of things: what a pointer lights is the same thing, what bears another letter is not."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from agent.macros.file.target import Looks, Place, Target
from agent.macros.grounding.finding import Ladder
from agent.macros.grounding.looks import cut, lit
from bridges.base import Frame, Observation
from bridges.coordinates import Box, Geometry, Size
from model.base import Element

PLAIN, BLUE = ((255, 255, 255), (40, 40, 40)), ((53, 132, 228), (255, 255, 255))


def row(text: str, colours: tuple[tuple[int, int, int], tuple[int, int, int]]) -> Frame:
    ground, ink = colours
    picture = Image.new("RGB", (190, 24), ground)
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 13)
    ImageDraw.Draw(picture).text((8, 4), text, font=font, fill=ink)
    return np.asarray(picture)


@pytest.mark.parametrize("text", ["To Uppercase", "Delete", "7", "Chapter 1 of the long story"])
def test_a_row_under_the_pointer_is_the_same_row(text: str) -> None:
    assert lit(row(text, PLAIN), row(text, BLUE))


@pytest.mark.parametrize(
    ("one", "other"),
    [("To Uppercase", "To Lowercase"), ("Undo", "Redo"), ("7", "1"), ("8", "6"), ("8", "3"), ("Page 1", "Page 7"),
     ("Chapter 1 of the long story", "Chapter 7 of the long story"), ("Print", "Print…")],
)  # fmt: skip
def test_a_row_with_another_letter_is_another(one: str, other: str) -> None:
    assert not lit(row(one, PLAIN), row(other, BLUE))


def test_an_empty_place_is_like_no_other() -> None:
    assert not lit(row("", PLAIN), row("", PLAIN))
    assert not lit(row("", BLUE), row("", PLAIN), roughly=True)


def test_a_row_that_shows_through_a_veil_is_not_taken_for_one_in_another_light(tmp_path: Path) -> None:
    """A page lays a veil under its own dialog; a press there would land beside the dialog."""
    picture = np.full((200, 300, 3), 235, np.uint8)
    picture[80:104, 40:230] = row("Mint tea", PLAIN)
    box = Box(40, 80, 230, 104)
    portrait, inner = cut(picture, box)
    cv2.imwrite(str(tmp_path / "mint.png"), portrait[..., ::-1])
    target = Target(
        words="Mint tea",
        role="radio",
        looks=Looks(picture="mint.png", box=inner),
        place=Place(box=box, within=(300, 200)),
    )
    ladder = Ladder(tmp_path, NoTexts())

    def seen(frame: Frame) -> Observation:
        return Observation(frame, Geometry(Size(300, 200)), 0.0)

    hovered = picture.copy()
    hovered[80:104, 40:230] = row("Mint tea", BLUE)
    found = ladder.find(target, seen(hovered), 0.8, cheap=True)
    assert found is not None
    assert found.as_recorded
    veiled = (picture * 0.5).astype(np.uint8)
    assert ladder.find(target, seen(veiled), 0.8, cheap=True) is None
    assert ladder.veiled


class NoTexts:
    def texts(self, observation: Observation) -> tuple[Element, ...]:
        return ()
