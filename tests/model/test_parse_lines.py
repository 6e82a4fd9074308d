"""Lines are cut into pieces whatever runs along their rim."""

from __future__ import annotations

import numpy as np

from model.parse.lines import cut
from model.parse.spans import Span


def test_a_line_beside_another_window_keeps_its_words() -> None:
    frame = np.full((60, 400, 3), 245, np.uint8)
    frame[:, :20] = (91, 107, 122)  # the desktop, left of the window
    frame[:21] = (186, 186, 182)  # the title bar's lower edge, above the menu bar
    for left in (30, 70, 110):
        frame[30:40, left : left + 3] = frame[30:40, left + 8 : left + 24 : 2] = 20
    pieces = cut(frame, Span(19, 20, 300, 50))
    assert [(piece.left, piece.top) for piece in pieces] == [(30, 30), (70, 30), (110, 30)]
