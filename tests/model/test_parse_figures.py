"""Colours and plain figures as a person names them."""

from __future__ import annotations

import numpy as np
import pytest

from bridges.coordinates import Box
from model.base import Element
from model.parse.figures import figure_of
from model.parse.leftovers import colour_of, described
from model.parse.spans import Span
from model.parse.text import TextPiece, is_text, may_be_a_letter

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
    assert described([box], drawn("square", (200, 60, 60)))[0].label == "red"
    assert described([box], drawn("ring", (200, 60, 60)))[0].label == ""


def test_a_named_icon_keeps_its_name_and_gets_its_colour() -> None:
    icon = Element(box=BOX, role="icon", label="stop")
    (told,) = described([icon], drawn("circle", (30, 90, 230)))
    assert (told.label, told.value) == ("stop", "blue circle")


def test_a_pale_tint_has_a_colour_and_a_light_grey_has_none() -> None:
    frame = np.full((HIGH, WIDE, 3), 255, np.uint8)
    frame[31:70, 41:80] = (226, 194, 194)
    assert colour_of(frame, BOX) == "red"
    frame[31:70, 41:80] = (236, 240, 248)
    assert colour_of(frame, BOX, plain=False) == ""


def test_a_picture_that_looks_like_a_letter_is_called_by_it() -> None:
    frame = drawn("nothing", (0, 0, 0))
    frame[30:70, 40:80] = (240, 110, 30)
    letter = TextPiece(Span(45, 35, 75, 68), "p", 0.6)
    (one,) = described([Element(box=BOX, role="icon")], frame, [letter])
    assert one.value in ("square", "p")
    frame[30:50, 55:65] = (250, 250, 250)
    (one,) = described([Element(box=BOX, role="icon")], frame, [letter])
    assert (one.label, one.value) == ("orange", "p")
    (far,) = described([Element(box=BOX, role="icon")], frame, [TextPiece(Span(5, 5, 15, 15), "p", 0.6)])
    assert far.value == ""


@pytest.mark.parametrize(
    ("text", "confidence", "kept", "perhaps"),
    [
        ("☆店", 0.69, False, False),  # two pictures in a row
        ("☆☆☆", 0.9, True, False), ("Ok", 0.6, True, False), ("7", 0.6, True, False),
        ("p", 0.98, True, False), ("p", 0.6, False, True), ("p", 0.3, False, False),
    ],
)  # fmt: skip
def test_pictures_are_no_writing(text: str, confidence: float, kept: bool, perhaps: bool) -> None:
    piece = TextPiece(Span(0, 0, 10 * len(text), 12), text, confidence)
    assert (is_text(piece), may_be_a_letter(piece)) == (kept, perhaps)
