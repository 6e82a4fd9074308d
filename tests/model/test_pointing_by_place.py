"""Words that say where a thing is are not taken for the name of what they begin with."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from bridges.base import Frame
from model.mini import Mini

HEADS, ROWS = (
    ("Name", "Type", "Owner"),
    (("Graz", "castle", "Berta"), ("Porto", "bridge", "Caspar"), ("Riga", "market", "Dora")),
)


def table() -> Frame:
    """A table of three places: columns 200 pixels wide, rows 40 high, heads at the top."""
    frame = np.full((300, 700, 3), 255, np.uint8)
    for row, words in enumerate((HEADS, *ROWS)):
        cv2.line(frame, (20, 65 + 40 * row), (620, 65 + 40 * row), (170, 170, 170), 1)
        for column, word in enumerate(words):
            cv2.putText(
                frame,
                word,
                (30 + 200 * column, 52 + 40 * row),
                cv2.FONT_HERSHEY_SIMPLEX,
                0.6,
                (20, 20, 20),
                1,
                cv2.LINE_AA,
            )
    return frame


@pytest.mark.parametrize(("said", "row", "column"), [("the type of Graz", 1, 1), ("the owner of Porto", 2, 2)])
def test_the_head_of_a_column_is_not_the_cell_of_a_row(said: str, row: int, column: int) -> None:
    point = Mini().ground(table(), said).point
    assert point is not None
    assert 200 * column < point.x < 200 * column + 200
    assert 25 + 40 * row < point.y < 65 + 40 * row
