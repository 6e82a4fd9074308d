"""Lines are cut into pieces whatever runs along their rim."""

from __future__ import annotations

import numpy as np

from model.parse.lines import cut, is_link
from model.parse.spans import Span


def test_a_line_beside_another_window_keeps_its_words() -> None:
    frame = np.full((60, 400, 3), 245, np.uint8)
    frame[:, :20] = (91, 107, 122)  # the desktop, left of the window
    frame[:21] = (186, 186, 182)  # the title bar's lower edge, above the menu bar
    for left in (30, 70, 110):
        frame[30:40, left : left + 3] = frame[30:40, left + 8 : left + 24 : 2] = 20
    pieces = cut(frame, Span(19, 20, 300, 50))
    assert [(piece.left, piece.top) for piece in pieces] == [(30, 30), (70, 30), (110, 30)]


def line_of(words: list[tuple[str, tuple[int, int, int], bool]]) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """A line of words in their colours, some underlined, and where each begins and ends."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (500, 40), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(20)
    x, places = 10, []
    for word, colour, underlined in words:
        wide = round(pen.textlength(word, font))
        pen.text((x, 6), word, colour, font)
        if underlined:
            pen.line((x, 30, x + wide, 30), colour, 2)
        places.append((x, x + wide))
        x += wide + 6
    return np.array(picture), places


def test_links_in_a_line_are_pieces_of_their_own() -> None:
    black, blue = (0, 0, 0), (0, 0, 238)
    frame, places = line_of(
        [("see", black, False), ("ipsum", blue, True), ("amet", blue, True), ("more", black, False)]
    )
    pieces = cut(frame, Span(4, 4, 400, 34))
    assert len(pieces) == 4
    for piece, (left, right) in zip(pieces, places, strict=True):
        assert abs(piece.left - left) <= 3
        assert abs(piece.right - right) <= 3
    assert [is_link(frame, piece) for piece in pieces] == [False, True, True, False]


def test_a_line_of_one_colour_is_one_piece_however_its_letters_end() -> None:
    frame, _ = line_of([("SEE", (0, 0, 0), False), ("LIZ", (0, 0, 0), False), ("222", (0, 0, 0), False)])
    assert len(cut(frame, Span(4, 4, 400, 34))) == 1


def test_black_words_on_a_coloured_ground_are_no_links() -> None:
    from PIL import Image, ImageDraw, ImageFont

    for size in (14, 16, 18, 20, 22, 24):
        picture = Image.new("RGB", (500, 50), (255, 255, 0))
        ImageDraw.Draw(picture).text((10, 8), "Playing as a tree see", (0, 0, 0), ImageFont.load_default(size))
        frame = np.array(picture)
        pieces = cut(frame, Span(4, 4, 400, 42))
        assert [is_link(frame, piece) for piece in pieces] == [False]


def test_an_imprecise_mark_cuts_between_words_and_never_within_one() -> None:
    frame, places = line_of([("see", (0, 0, 0), False), ("ipsum", (0, 0, 0), False)])
    within = places[1][0] + 6
    pieces = cut(frame, Span(4, 4, 400, 34), [Span(within, 4, within, 34)])
    assert [abs(piece.left - place[0]) <= 3 for piece, place in zip(pieces, places, strict=True)] == [True, True]
    far = places[1][0] + 30
    assert len(cut(frame, Span(4, 4, 400, 34), [Span(far, 4, far, 34)])) == 1


def test_a_line_of_one_row_is_cut_and_is_no_link() -> None:
    frame = np.full((20, 60, 3), 255, np.uint8)
    frame[10, 10:40] = (0, 0, 238)
    (piece,) = cut(frame, Span(5, 6, 55, 14))
    assert not is_link(frame, piece)
