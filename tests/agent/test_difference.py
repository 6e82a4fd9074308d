"""Changes between frames."""

from __future__ import annotations

import time

import numpy as np

from agent.difference import difference
from bridges.base import Frame
from bridges.coordinates import Box


def blank(width: int = 800, height: int = 600) -> Frame:
    return np.full((height, width, 3), 230, np.uint8)


def painted(*boxes: tuple[int, int, int, int], on: Frame | None = None) -> Frame:
    frame = blank() if on is None else on.copy()
    for left, top, right, bottom in boxes:
        frame[top:bottom, left:right] = 20
    return frame


def test_equal_frames_do_not_differ() -> None:
    assert difference(blank(), blank()) == difference(painted((1, 1, 9, 9)), painted((1, 1, 9, 9)))
    assert difference(blank(), blank()).box is None


def test_a_changed_region_has_its_exact_box() -> None:
    assert difference(blank(), painted((100, 50, 180, 70))).regions == (Box(100, 50, 180, 70),)
    assert difference(blank(), painted((0, 0, 20, 20))).box == Box(0, 0, 20, 20)
    assert difference(blank(), painted((780, 590, 800, 600))).box == Box(780, 590, 800, 600)


def test_far_regions_are_told_apart_and_close_ones_joined() -> None:
    assert len(difference(blank(), painted((0, 0, 20, 20), (400, 400, 420, 420))).regions) == 2
    assert difference(blank(), painted((0, 0, 20, 20), (24, 0, 40, 20))).regions == (Box(0, 0, 40, 20),)


def test_a_caret_is_no_change_but_a_typed_letter_beside_it_is() -> None:
    caret = difference(blank(), painted((200, 100, 202, 118)))
    assert caret.box is None
    assert caret.carets == (Box(200, 100, 202, 118),)
    assert difference(painted((200, 100, 202, 118)), painted((200, 103, 202, 118), (206, 100, 208, 118))).box


def test_a_check_mark_is_a_change() -> None:
    assert difference(blank(), painted((300, 300, 308, 308))).box == Box(300, 300, 308, 308)


def test_noise_is_no_change() -> None:
    noisy = blank()
    noisy[::2, ::3] += 2
    assert difference(blank(), noisy).box is None


def test_frames_of_another_size_differ_everywhere() -> None:
    assert difference(blank(), blank(400, 300)).box == Box(0, 0, 400, 300)


def test_a_full_hd_comparison_is_cheap() -> None:
    before, after = blank(1920, 1080), painted((500, 500, 900, 700), on=blank(1920, 1080))
    difference(before, after)
    times = []
    for _ in range(9):
        started = time.perf_counter()
        difference(before, after)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.05
