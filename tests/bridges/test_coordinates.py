"""The three coordinate spaces: conversions lose at most a pixel, and outside is an error, never a clamp."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridges.coordinates import Box, FramePoint, Geometry, ImagePoint, Resize, ScreenPoint, Size, smart_resize
from bridges.errors import OutsideSpace

SIDES = st.integers(1, 16_384)
SIZES = st.builds(Size, SIDES, SIDES)
SCALES = st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0])
ORIGINS = st.floats(-20_000, 20_000)
SHARES = st.floats(0, 0.999999)
"""Not the last millionth of a side: adding a large origin rounds that onto the edge, which is outside."""


def resizable(size: Size) -> bool:
    return max(size.width, size.height) <= 200 * min(size.width, size.height)


@given(SIZES, SCALES, ORIGINS, ORIGINS, SHARES, SHARES)
def test_frame_to_screen_and_back_stays_within_a_pixel(
    size: Size, scale: float, left: float, top: float, x: float, y: float
) -> None:
    geometry = Geometry(size, scale, left, top)
    point = FramePoint(x * size.width, y * size.height)
    back = geometry.to_frame(geometry.to_screen(point))
    assert abs(back.x - point.x) <= 1
    assert abs(back.y - point.y) <= 1


@given(SIZES.filter(resizable), SHARES, SHARES)
def test_frame_to_smart_resized_image_and_back_stays_within_a_pixel(size: Size, x: float, y: float) -> None:
    resize = Resize(size, smart_resize(size))
    point = FramePoint(x * size.width, y * size.height)
    image = resize.to_image(point)
    resize.image.check(image)
    back = resize.to_frame(image)
    assert abs(back.x - point.x) <= 1
    assert abs(back.y - point.y) <= 1


@given(SIZES.filter(resizable), SCALES, ORIGINS, ORIGINS, SHARES, SHARES)
def test_from_the_models_image_to_the_screen_and_back(
    size: Size, scale: float, left: float, top: float, x: float, y: float
) -> None:
    resize, geometry = Resize(size, smart_resize(size)), Geometry(size, scale, left, top)
    seen = ImagePoint(x * resize.image.width, y * resize.image.height)
    frame = resize.to_frame(seen)
    back = geometry.to_frame(geometry.to_screen(frame))
    assert abs(back.x - frame.x) <= 1
    assert abs(back.y - frame.y) <= 1


@given(SIZES, SCALES, ORIGINS, ORIGINS, SHARES, SHARES)
def test_every_frame_point_lands_inside_its_monitor(
    size: Size, scale: float, left: float, top: float, x: float, y: float
) -> None:
    at = Geometry(size, scale, left, top).to_screen(FramePoint(x * size.width, y * size.height))
    assert left - 1e-6 <= at.x <= left + size.width / scale + 1e-6
    assert top - 1e-6 <= at.y <= top + size.height / scale + 1e-6


@given(SIZES, st.floats(0, 1e6), st.sampled_from(["left", "right", "above", "below"]))
def test_a_point_outside_the_frame_is_an_error_that_names_both(size: Size, by: float, side: str) -> None:
    x = {"left": -1 - by, "right": size.width + by}.get(side, 0)
    y = {"above": -1 - by, "below": size.height + by}.get(side, 0)
    with pytest.raises(OutsideSpace) as caught:
        Geometry(size).to_screen(FramePoint(x, y))
    assert "frame point" in str(caught.value)
    assert f"{size.width}×{size.height}" in str(caught.value)


@given(SIZES, SCALES, ORIGINS, ORIGINS, st.floats(1, 1e6), st.sampled_from(["left", "right", "above", "below"]))
def test_a_point_outside_the_screen_is_an_error_that_names_both(
    size: Size, scale: float, left: float, top: float, by: float, side: str
) -> None:
    x = {"left": left - by, "right": left + size.width / scale + by}.get(side, left)
    y = {"above": top - by, "below": top + size.height / scale + by}.get(side, top)
    with pytest.raises(OutsideSpace) as caught:
        Geometry(size, scale, left, top).to_frame(ScreenPoint(x, y))
    assert f"({x:g}, {y:g})" in str(caught.value)
    assert f"at ({left:g}, {top:g})" in str(caught.value)


def test_a_point_outside_the_image_names_the_image() -> None:
    with pytest.raises(OutsideSpace, match=r"image point .* 1932×1092"):
        Resize(Size(1920, 1080), Size(1932, 1092)).to_frame(ImagePoint(1932, 5))


def test_a_monitor_to_the_left_and_above_the_primary_one() -> None:
    left = Geometry(Size(2560, 1440), 1.25, -2048, -72)
    assert left.to_screen(FramePoint(0, 0)) == ScreenPoint(-2048, -72)
    assert left.to_frame(ScreenPoint(-1, 0)) == FramePoint(2558.75, 90)


@pytest.mark.parametrize(
    ("seen", "made"),
    [
        (Size(1920, 1080), Size(1932, 1092)),
        (Size(1280, 800), Size(1288, 812)),
        (Size(3840, 2160), Size(2380, 1344)),  # shrunk to at most 4096 · 28² pixels
        (Size(28, 28), Size(56, 56)),  # grown to at least 4 · 28² pixels
        (Size(1, 1), Size(56, 56)),
        (Size(1000, 5), Size(1008, 28)),
    ],
)
def test_smart_resize_gives_what_the_reference_gives(seen: Size, made: Size) -> None:
    assert smart_resize(seen) == made


@given(SIZES.filter(resizable))
def test_smart_resize_keeps_to_its_factor_and_limits(size: Size) -> None:
    made = smart_resize(size)
    assert made.width % 28 == 0
    assert made.height % 28 == 0
    long, short = max(size.width, size.height), min(size.width, size.height)
    if long / short < 50:  # beyond that a side of one factor keeps the area above the limit
        assert made.width * made.height <= 4096 * 28 * 28
    assert made.width * made.height >= 4 * 28 * 28 or min(made.width, made.height) == 28


@pytest.mark.parametrize("size", [Size(0, 10), Size(10, 0), Size(5000, 20), Size(1, 16_000)])
def test_a_picture_without_area_or_like_a_thread_is_refused(size: Size) -> None:
    with pytest.raises(OutsideSpace, match=f"{size.width}×{size.height}"):
        smart_resize(size)


BOXES = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    *[st.floats(-5000, 5000)] * 2,
    *[st.floats(0.5, 5000)] * 2,
)


@given(BOXES, BOXES)
def test_the_common_part_of_two_boxes_lies_in_both(one: Box, other: Box) -> None:
    common = one.intersection(other)
    assert common.width >= 0
    assert common.height >= 0
    if common.area:
        assert one.contains(common.center)
        assert other.contains(common.center)
    assert one.union(other).area >= max(one.area, other.area)
    assert common.area == pytest.approx(other.intersection(one).area)


@given(BOXES, st.floats(0, 100))
def test_a_box_moved_or_expanded_keeps_its_shape(box: Box, by: float) -> None:
    moved = box.moved(by, -by)
    assert moved.width == pytest.approx(box.width)
    assert moved.height == pytest.approx(box.height)
    assert box.expanded(by).width == pytest.approx(box.width + 2 * by)
    assert box.contains(box.center)
