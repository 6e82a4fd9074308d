"""Colours and plain figures as a person names them."""

from __future__ import annotations

import numpy as np
import pytest

from bridges.coordinates import Box
from model.base import Element
from model.parse.figures import figure_of
from model.parse.leftovers import colour_of, coloured

HIGH, WIDE = 90, 120
BOX = Box(40, 30, 80, 70)


def drawn(kind: str, colour: tuple[int, int, int]) -> np.ndarray:
    import cv2

    frame = np.full((HIGH, WIDE, 3), 255, np.uint8)
    match kind:
        case "circle":
            cv2.circle(frame, (60, 50), 19, colour, -1, cv2.LINE_AA)
        case "triangle":
            cv2.fillPoly(frame, [np.array([[60, 31], [41, 69], [79, 69]], np.int32)], colour, cv2.LINE_AA)
        case "square":
            frame[31:70, 41:80] = colour
        case "rectangle":
            frame[38:62, 41:80] = colour
        case "ring":
            cv2.circle(frame, (60, 50), 17, colour, 4, cv2.LINE_AA)
    return frame


@pytest.mark.parametrize("kind", ["circle", "triangle", "square"])
@pytest.mark.parametrize("colour", [(220, 40, 30), (0, 0, 0), (30, 90, 230)])
def test_a_figure_is_told(kind: str, colour: tuple[int, int, int]) -> None:
    assert figure_of(drawn(kind, colour), BOX) == kind


def test_a_rectangle_is_told_by_its_own_box() -> None:
    assert figure_of(drawn("rectangle", (0, 120, 0)), Box(41, 38, 80, 62)) == "rectangle"


@pytest.mark.parametrize("kind", ["ring", "nothing"])
def test_what_is_no_plain_figure_is_not_called_one(kind: str) -> None:
    assert figure_of(drawn(kind, (200, 0, 0)), BOX) == ""


def test_where_three_colours_meet_there_is_no_figure() -> None:
    frame = np.full((HIGH, WIDE, 3), 255, np.uint8)
    for at, colour in enumerate(((255, 0, 0), (0, 255, 0), (0, 0, 255))):
        frame[30:70, 59 + at] = colour
    assert figure_of(frame, BOX) == ""


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((255, 0, 0), "red"), ((128, 0, 128), "purple"), ((255, 0, 255), "magenta"), ((128, 128, 0), "olive"),
        ((255, 192, 203), "pink"), ((0, 255, 0), "lime"), ((0, 255, 255), "cyan"), ((255, 165, 0), "orange"),
        ((33, 150, 243), "blue"), ((76, 175, 80), "green"), ((0, 0, 0), "black"),
    ],
)  # fmt: skip
def test_colours_have_their_usual_names(colour: tuple[int, int, int], name: str) -> None:
    assert name in colour_of(drawn("square", colour), BOX).split()


def test_a_swatch_taken_for_a_check_box_is_called_by_its_colour_and_a_real_one_is_not() -> None:
    box = Element(box=BOX, role="checkbox")
    assert coloured([box], drawn("square", (200, 60, 60)))[0].label == "red"
    assert coloured([box], drawn("ring", (200, 60, 60)))[0].label == ""


def test_a_named_icon_keeps_its_name_and_gets_its_colour() -> None:
    icon = Element(box=BOX, role="icon", label="stop")
    (told,) = coloured([icon], drawn("circle", (30, 90, 230)))
    assert (told.label, told.value) == ("stop", "blue circle")
