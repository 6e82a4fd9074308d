"""Pictures of things: what a pointer lights is the same thing, what bears another letter is not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from agent.macros.grounding.looks import lit
from bridges.base import Frame

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
