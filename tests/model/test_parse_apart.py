"""Pictures that stand next to each other are told apart, and one picture stays one."""

from __future__ import annotations

import numpy as np
import pytest

from bridges.base import Frame
from model.parse.apart import apart
from model.parse.spans import Span
from model.parse.widgets import Widget


def cards(*spans: Span) -> Frame:
    frame = np.full((300, 400, 3), 250, np.uint8)
    for span in spans:
        frame[span.top : span.bottom, span.left : span.right] = 60
        frame[span.top + 9 : span.bottom - 9, span.left + 9 : span.right - 9, 0] = 220
    return frame


FIRST, SECOND, BELOW = Span(20, 40, 90, 140), Span(110, 40, 180, 140), Span(20, 160, 90, 260)


def shown(*spans: Span, role: str = "image") -> list[Widget]:
    return [Widget(span, role) for span in spans]


@pytest.mark.parametrize(
    ("pictures", "found"),
    [((FIRST, SECOND), Span(18, 38, 182, 142)), ((FIRST, BELOW), Span(18, 38, 92, 262))],
)
def test_two_cards_that_were_found_as_one_are_two(pictures: tuple[Span, Span], found: Span) -> None:
    assert [one.span for one in apart(shown(found), cards(*pictures))] == [
        Span(one.left, found.top, one.right, found.bottom) if one.top == pictures[0].top == pictures[1].top else
        Span(found.left, one.top, found.right, one.bottom)
        for one in pictures
    ]  # fmt: skip


def test_a_box_that_reaches_into_the_next_card_has_no_part_of_it() -> None:
    (only,) = apart(shown(Span(18, 38, 116, 142)), cards(FIRST, SECOND))
    assert only.span == Span(18, 38, 116, 142)
    third = Span(200, 40, 270, 140)
    two = apart(shown(Span(18, 38, 206, 142)), cards(FIRST, SECOND, third))
    assert [(one.span.left, one.span.right) for one in two] == [(20, 90), (110, 180)]


def test_a_card_in_two_boxes_is_one() -> None:
    third = Span(200, 40, 270, 140)
    found = apart(shown(Span(18, 38, 206, 142), Span(104, 38, 272, 142)), cards(FIRST, SECOND, third))
    assert [one.span.left for one in found] == [20, 110, 200]


def test_one_picture_stays_one() -> None:
    frame = cards(FIRST)
    assert apart(shown(FIRST), frame) == shown(FIRST)
    thin = Span(110, 40, 116, 140)  # a drawing with a line beside it
    assert apart(shown(Span(18, 38, 118, 142)), cards(FIRST, thin)) == shown(Span(18, 38, 118, 142))
    assert apart(shown(Span(18, 38, 182, 142), role="button"), cards(FIRST, SECOND))[0].span.right == 182
