"""The parser on frames drawn here: what it must never do, whatever the screen shows."""

from __future__ import annotations

import numpy as np
import pytest

from bridges.errors import NotAnImage
from model.parse import ScreenParser


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 200, 3), (200, 1, 3), (33, 31, 3)])
def test_tiny_frames_hold_nothing(shape: tuple[int, int, int]) -> None:
    screen = ScreenParser().parse(np.full(shape, 200, np.uint8))
    assert screen.elements == ()
    assert (screen.size.width, screen.size.height) == (shape[1], shape[0])


def test_huge_frame_is_refused_by_name() -> None:
    huge = np.broadcast_to(np.zeros((1, 1, 3), np.uint8), (16384, 16384, 3))
    with pytest.raises(NotAnImage, match="16384×16384"):
        ScreenParser().parse(huge)


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(NotAnImage, match="shape"):
        ScreenParser().parse(np.zeros((10, 10), np.uint8))
