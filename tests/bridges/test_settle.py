"""Waiting until the screen is still, on made frames and a made clock, and on a window that blinks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from bridges.settle import INTERVAL_S, LIMIT_S, TILE, Pixels, Settled, changed_tiles, settle

HEIGHT, WIDTH = 1080, 1920


class Screen:
    """A screen drawn by a function of the time, and the clock that goes with it."""

    def __init__(self, draw: Callable[[float, Pixels], None]) -> None:
        self.now = 0.0
        self._draw = draw

    def grab(self) -> Pixels:
        pixels = np.full((HEIGHT, WIDTH, 4), 90, np.uint8)
        self._draw(self.now, pixels)
        return pixels

    def pause(self, seconds: float) -> None:
        self.now += seconds

    def settle(self, minimum_s: float = 0.0, limit_s: float = LIMIT_S) -> Settled:
        return settle(
            self.grab, clock=lambda: self.now, pause=self.pause, minimum_s=minimum_s, limit_s=limit_s
        )  # fmt: skip


def nothing(_now: float, _pixels: Pixels) -> None:
    pass


def test_a_still_screen_takes_three_grabs() -> None:
    result = Screen(nothing).settle()
    assert result.settled
    assert result.grabs == 3
    assert result.seconds == pytest.approx(2 * INTERVAL_S)


def test_it_watches_for_the_minimum_after_an_action() -> None:
    def late_answer(now: float, pixels: Pixels) -> None:
        if now > 0.1:
            pixels[200:600, 300:900] = 200

    too_early, watched = Screen(late_answer).settle(), Screen(late_answer).settle(minimum_s=0.12)
    assert too_early.pixels[300, 400, 0] == 90
    assert watched.pixels[300, 400, 0] == 200


def test_a_window_that_opens_in_steps_is_waited_for() -> None:
    def opening(now: float, pixels: Pixels) -> None:
        pixels[100 : 100 + min(800, int(now * 2000)), 200:1500] = 255

    result = Screen(opening).settle()
    assert result.settled
    assert 0.4 < result.seconds < 0.6
    assert result.pixels[899, 1000, 0] == 255


def test_a_caret_blinking_at_every_grab_does_not_block() -> None:
    def caret(now: float, pixels: Pixels) -> None:
        if round(now / INTERVAL_S) % 2:
            pixels[500:520, 700:702] = 0

    result = Screen(caret).settle()
    assert result.settled
    assert result.grabs == 3


@pytest.mark.parametrize(
    ("name", "rows", "columns", "period"),
    [
        ("spinner", slice(500, 564), slice(900, 964), 0.016),
        ("slow spinner", slice(500, 564), slice(900, 964), 0.06),
        ("progress bar", slice(1000, 1030), slice(100, 1800), 0.016),
    ],
)
def test_what_moves_for_ever_in_a_small_place_does_not_block(
    name: str, rows: slice, columns: slice, period: float
) -> None:
    def turning(now: float, pixels: Pixels) -> None:
        pixels[rows, columns] = int(now / period) * 37 % 256

    result = Screen(turning).settle()
    assert result.settled, name
    assert result.seconds < 0.6


def test_a_large_change_beside_a_spinner_is_still_waited_for() -> None:
    def page(now: float, pixels: Pixels) -> None:
        pixels[500:564, 900:964] = int(now * 60) * 37 % 256
        if now < 0.8:
            pixels[100:900, 100:800] = int(now * 60) * 11 % 256

    result = Screen(page).settle()
    assert result.settled
    assert 0.8 < result.seconds < 1.6


def test_a_video_is_reported_as_not_settled_at_the_limit() -> None:
    def video(now: float, pixels: Pixels) -> None:
        pixels[100:900, 100:1400] = int(now * 60) * 37 % 256

    result = Screen(video).settle(limit_s=1.0)
    assert not result.settled
    assert result.seconds == pytest.approx(1.0, abs=2 * INTERVAL_S)
    assert result.pixels[500, 500, 0] == int(round(result.seconds * 60, 6)) * 37 % 256


def test_a_screen_that_changes_its_size_is_waited_for() -> None:
    sizes = iter([(480, 640), (600, 800), (600, 800), (600, 800), (600, 800)])
    result = settle(lambda: np.zeros((*next(sizes), 4), np.uint8), clock=lambda: 0.0, pause=lambda _: None)
    assert result.pixels.shape == (600, 800, 4)
    assert result.grabs == 4


def test_changed_tiles_names_the_tiles_and_no_others() -> None:
    before = np.zeros((100, 130, 4), np.uint8)
    after = before.copy()
    after[TILE, 2 * TILE - 10 : 2 * TILE + 1, 1] = 1
    after[99, 129, 2] = 1
    changed = changed_tiles(before, after)
    assert changed.shape == (3, 4)
    assert {(int(row), int(column)) for row, column in np.argwhere(changed)} == {(1, 1), (1, 2), (2, 3)}
