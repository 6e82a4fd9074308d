"""Signs of an effect: what looks as recorded and did not before, wherever the pointer and its hints are not."""

from __future__ import annotations

import numpy as np

from agent.macros.replaying.signs import shows
from bridges.base import Frame
from bridges.coordinates import Box

SELECTED = Box(24, 24, 120, 72)


def place(*marks: tuple[Box, tuple[int, int, int]]) -> Frame:
    picture = np.full((96, 192, 3), 240, np.uint8)
    for box, colour in marks:
        picture[int(box.top) : int(box.bottom), int(box.left) : int(box.right)] = colour
    return picture


BLUE, HINT = (60, 90, 130), (250, 240, 180)
BEFORE, DONE = place(), place((SELECTED, BLUE))
HINTED = place((SELECTED, BLUE), (Box(72, 48, 168, 72), HINT))
"""As it was recorded, with a hint over a part of it."""


def test_a_part_that_a_hint_left_free_tells_of_the_effect() -> None:
    assert shows(HINTED, BEFORE, DONE)


def test_nothing_shows_where_the_step_was_swallowed_or_something_else_came() -> None:
    assert not shows(HINTED, BEFORE, BEFORE)
    assert not shows(HINTED, BEFORE, place((Box(0, 72, 192, 96), (200, 30, 30))))
    assert not shows(HINTED, DONE, DONE)


def test_what_the_pointer_lights_is_no_sign() -> None:
    assert not shows(HINTED, BEFORE, DONE, lit=SELECTED)


def test_places_of_another_size_are_not_compared() -> None:
    assert not shows(HINTED, BEFORE, DONE[:, :100])
