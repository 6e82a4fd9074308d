"""Classical shapes and the detector's finds become one list: boxes from the first, kinds from the second."""

from __future__ import annotations

from bridges.coordinates import Box
from model.parse.merge import merge, splits
from model.parse.spans import Span
from model.parse.widgets import Widget
from model.sight import Widget as Seen


def seen(kind: str, box: tuple[float, float, float, float], confidence: float = 0.8, *states: str) -> Seen:
    return Seen(Box(*box), kind, frozenset(states), confidence)


def test_the_box_is_the_shapes_and_the_kind_the_detectors() -> None:
    shape = Widget(Span(100, 100, 160, 126), "button", (0,))
    merged = merge([shape], [seen("tab", (97, 98, 164, 127), 0.7, "selected")], [Span(110, 105, 150, 120)])
    assert merged == [Widget(Span(100, 100, 160, 126), "tab", (0,), frozenset({"selected"}), 0.7)]


def test_an_unsure_detector_renames_nothing() -> None:
    shape = Widget(Span(100, 100, 160, 126), "button", (0,))
    assert merge([shape], [seen("tab", (100, 100, 160, 126), 0.35)], [Span(110, 105, 150, 120)])[0].role == "button"


def test_what_only_the_detector_sees_takes_the_text_inside() -> None:
    merged = merge([], [seen("menuitem", (10, 10, 200, 34))], [Span(20, 14, 80, 30), Span(300, 14, 360, 30)])
    assert [(widget.role, widget.texts) for widget in merged] == [("menuitem", (0,))]


def test_a_check_mark_is_named_by_the_text_beside_it() -> None:
    merged = merge([], [seen("checkbox", (10, 10, 24, 24), 0.9, "checked")], [Span(30, 10, 90, 24)])
    assert (merged[0].texts, merged[0].states) == ((0,), {"checked"})


def test_a_picture_on_a_button_is_the_button_but_one_in_a_row_stands_for_itself() -> None:
    button = merge([], [seen("button", (10, 10, 90, 40)), seen("icon", (16, 16, 34, 34))], [])
    row = merge([], [seen("listitem", (10, 50, 400, 80)), seen("icon", (370, 56, 388, 74))], [])
    assert [widget.role for widget in button] == ["button"]
    assert sorted(widget.role for widget in row) == ["icon", "listitem"]


def test_the_cross_of_a_tab_stands_for_itself_and_its_picture_does_not() -> None:
    tab = seen("tab", (10, 10, 150, 40))
    merged = merge([], [tab, seen("icon", (16, 16, 34, 34)), seen("icon", (130, 18, 144, 32))], [])
    assert sorted((widget.role, widget.span.left) for widget in merged) == [("icon", 130), ("tab", 10)]


def test_a_letter_is_no_icon() -> None:
    assert merge([], [seen("icon", (40, 12, 52, 28), 0.5)], [Span(10, 10, 120, 30)]) == []


def test_a_line_is_cut_between_neighbours_of_one_kind() -> None:
    cuts = splits(
        [seen("menuitem", (10, 10, 50, 30)), seen("menuitem", (56, 10, 96, 30)), seen("tab", (98, 10, 140, 30))]
    )
    assert cuts == [Span(53, 10, 54, 30)]


def test_words_of_one_line_are_read_from_the_left_whatever_their_height() -> None:
    merged = merge([], [seen("menuitem", (10, 10, 400, 34))], [Span(300, 14, 380, 27), Span(20, 15, 120, 30)])
    assert merged[0].texts == (1, 0)


def test_an_unsure_tab_among_surer_ones_is_a_tab_and_alone_is_none() -> None:
    row = [seen("tab", (10, 10, 80, 40), 0.55), seen("tab", (90, 10, 150, 40), 0.35)]
    texts = [Span(20, 16, 70, 32), Span(100, 16, 140, 32)]
    assert [widget.role for widget in merge([], row, texts)] == ["tab", "tab"]
    assert merge([], [row[1]], texts) == []
    assert merge([], [row[1], seen("tab", (90, 200, 150, 230), 0.55)], texts)[0].span.top == 200


def test_words_belong_to_the_button_that_lies_on_top() -> None:
    words = Span(96, 220, 155, 240)
    below, above = Widget(Span(54, 216, 129, 291), "button", (0,)), Widget(Span(80, 192, 155, 267), "button", (0,))
    assert [widget.texts for widget in merge([below, above], [], [words])] == [(), (0,)]
