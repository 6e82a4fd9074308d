"""What changed between two frames is found, all of it and in boxes that are apart."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from model.parse.changes import changed_spans
from model.parse.spans import Span, touch


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 301),
    st.integers(1, 301),
    st.lists(st.tuples(st.floats(0, 0.999), st.floats(0, 0.999)), min_size=1, max_size=6),
)
def test_each_changed_pixel_lies_in_one_span(height: int, width: int, places: list[tuple[float, float]]) -> None:
    before = np.zeros((height, width, 3), np.uint8)
    after = before.copy()
    pixels = [(int(y * height), int(x * width)) for y, x in places]
    for y, x in pixels:
        after[y, x, 2] = 1
    spans = changed_spans(before, after)
    for y, x in pixels:
        assert sum(span.left <= x < span.right and span.top <= y < span.bottom for span in spans) == 1
    assert not any(touch(one, other) for one in spans for other in spans if one is not other)
    assert all(span.right <= width and span.bottom <= height for span in spans)


def test_equal_frames_have_no_changes() -> None:
    frame = np.full((81, 123, 3), 7, np.uint8)
    assert changed_spans(frame, frame.copy()) == []


def test_another_size_is_a_whole_new_frame() -> None:
    assert changed_spans(np.zeros((10, 10, 3), np.uint8), np.zeros((20, 30, 3), np.uint8)) == [Span(0, 0, 30, 20)]
    assert changed_spans(None, np.zeros((20, 30, 3), np.uint8)) == [Span(0, 0, 30, 20)]


def test_mostly_changed_frame_is_looked_at_as_a_whole() -> None:
    before = np.zeros((400, 400, 3), np.uint8)
    after = before.copy()
    after[:350] = 9
    assert changed_spans(before, after) == [Span(0, 0, 400, 400)]
