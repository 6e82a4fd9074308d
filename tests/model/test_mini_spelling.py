"""What is typed follows from the task and the screen: how many things there are, the digits of a colour."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bridges.base import Frame
from bridges.coordinates import Box, Size
from model.base import Element, Role
from model.mini.spelling import spelt
from model.parse.alike import alike
from model.parse.screen import Screen
from model.pointer.colour_codes import code_of_name, code_of_swatch, form_of_codes
from model.pointer.pointer import Pointed

BLUE, NAVY = (120, 170, 250), (0, 0, 128)


def blocks(count: int, odd: int = 0) -> Frame:
    """Framed squares in rows of five; the last ones of another colour."""
    frame = np.full((240, 320, 3), 255, np.uint8)
    for at in range(count):
        x, y = 20 + 30 * (at % 5), 20 + 30 * (at // 5)
        frame[y : y + 24, x : x + 24] = 0
        frame[y + 2 : y + 22, x + 2 : x + 22] = (250, 120, 120) if at >= count - odd else BLUE
    return frame


def block(at: int, role: Role = "checkbox", text: str = "") -> Element:
    x, y = 20 + 30 * (at % 5), 20 + 30 * (at // 5)
    return Element(box=Box(x - 1, y, x + 25, y + 23), role=role, text=text)


def typed(task: str, screen: Screen, kind: str = "input", **more: Any) -> str:
    given: dict[str, Any] = {"target": 0, "confidence": 0.9, **more}
    return spelt(task, screen, Pointed(kind=kind, sure_of_kind=1.0, chances=np.ones(1, np.float32), **given))  # type: ignore[arg-type]


@pytest.mark.parametrize(("count", "odd"), [(1, 0), (7, 0), (13, 4)])
def test_figures_of_one_size_and_colour_are_counted(count: int, odd: int) -> None:
    screen = Screen((block(0),), Size(320, 240), frame=blocks(count, odd))
    assert typed("Type the total number of blocks", screen, read_from=0) == str(count - odd)
    assert typed("How many blocks are there?", screen, read_from=0) == str(count - odd)


def test_pictures_are_counted_by_what_they_are_called_where_they_are_no_plain_figures() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (240, 320, 3), dtype=np.uint8)
    stars = tuple(block(at, "icon").model_copy(update={"label": "star"}) for at in range(3))
    others = (block(4, "icon").model_copy(update={"label": "heart"}), block(5, "button"))
    screen = Screen((*stars, *others), Size(320, 240), frame=noise)
    assert typed("Enter the number of stars", screen, read_from=1) == "3"


def test_what_has_words_or_is_not_asked_for_is_typed_as_it_is() -> None:
    screen = Screen((block(0, "button", "12"), block(1)), Size(320, 240), frame=blocks(2))
    assert typed("Type the number of the order", screen, read_from=0) == "12"
    assert typed("Type what the block says", screen, read_from=1) == ""
    assert typed("How many are there?", screen, "finished", read_from=0) == "12"


def test_a_figure_that_is_none_has_none_like_it() -> None:
    frame = blocks(3)
    assert alike(frame, Box(21, 20, 43, 44)) == 3
    assert alike(np.zeros((40, 40, 3), np.uint8), Box(5, 5, 15, 15)) == 0


FIELD = Element(box=Box(20, 100, 200, 120), role="field", value="AB2567")


def test_a_colour_that_is_named_goes_by_its_digits_into_a_field_for_colours() -> None:
    screen = Screen((FIELD,), Size(320, 240), frame=blocks(0))
    assert typed("Select navy with the color picker", screen, text="navy") == "000080"
    hashed = Screen((FIELD.model_copy(update={"value": "#ab2567"}),), Size(320, 240))
    assert typed("Make the colour Red", hashed, text="Red") == "#FF0000"


def test_a_colour_that_is_shown_goes_by_its_digits_too() -> None:
    frame = blocks(0)
    frame[10:40, 200:230] = (18, 52, 86)
    swatch = Element(box=Box(198, 9, 231, 41), role="checkbox", text="with")
    screen = Screen((swatch, FIELD), Size(320, 240), frame=frame)
    assert typed("Select the following color and submit", screen, read_from=0) == "123456"


def test_other_words_and_other_fields_stay_as_they_are() -> None:
    screen = Screen((FIELD,), Size(320, 240))
    assert typed("Type a colour: mauvish", screen, text="mauvish") == "mauvish"
    assert typed("Type red", screen, text="red") == "red"
    assert form_of_codes("the colour", [FIELD.model_copy(update={"value": "AB25678"})]) is None
    assert code_of_name("Submit") is None
    several = blocks(5)
    assert code_of_swatch(several, Box(10, 10, 160, 50)) is None
    assert code_of_swatch(several[:0], Box(10, 10, 160, 50)) is None
