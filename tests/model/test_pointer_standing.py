"""How elements stand to each other: neighbours, holders, places in rows and columns."""

from __future__ import annotations

import numpy as np

from model.pointer.standing import FAMILIES, LINES, LINKS, PLACES, SIDES, standing

LEFT, RIGHT, ABOVE, BELOW = range(SIDES)
ROW, COLUMN, LEVEL, HELD = (part * (2 * PLACES + 1) for part in range(4))


def place(numbers: np.ndarray, at: int, part: int) -> tuple[int, int]:
    """The place of an element in a line, from the front and from the back."""
    front, back = numbers[at, part : part + PLACES], numbers[at, part + PLACES : part + 2 * PLACES]
    return int(front.argmax()), int(back.argmax())


def test_the_next_one_is_the_nearest_in_the_row_and_that_of_the_family_the_nearest_of_its_like() -> None:
    boxes = [(10, 10, 30, 30), (40, 12, 90, 28), (100, 10, 120, 30), (10, 60, 30, 80)]
    found = standing(boxes, ["button", "text", "icon", "button"]).links
    assert found[0, RIGHT] == 1
    assert found[0, SIDES + RIGHT] == 2
    assert found[0, BELOW] == 3
    assert found[2, LEFT] == 1
    assert found[3, ABOVE] == 0
    assert found[0, LEFT] == found[3, BELOW] == -1


def test_a_row_is_counted_from_both_ends_and_ends_at_a_wide_gap() -> None:
    boxes = [(x, 10, x + 20, 30) for x in (0, 25, 50, 75, 300, 325)]
    found = standing(boxes, ["icon"] * 6)
    assert [place(found.numbers, at, ROW) for at in range(6)] == [(0, 3), (1, 2), (2, 1), (3, 0), (0, 1), (1, 0)]
    assert place(found.numbers, 4, LEVEL) == (4, 1)
    rows = found.links[:, LINKS]
    assert len(set(rows[:4])) == 1
    assert rows[3] != rows[4]


def test_a_button_and_the_picture_in_it_are_counted_once() -> None:
    boxes = [(0, 0, 30, 30), (40, 0, 70, 30), (47, 7, 63, 23), (80, 0, 110, 30)]
    numbers = standing(boxes, ["button", "button", "icon", "button"]).numbers
    assert [place(numbers, at, ROW) for at in range(4)] == [(0, 2), (1, 1), (1, 1), (2, 0)]


def test_a_column_is_counted_from_top_to_bottom_whatever_the_order_of_the_elements() -> None:
    boxes = [(10, y, 30, y + 20) for y in (90, 10, 50)]
    numbers = standing(boxes, ["checkbox"] * 3).numbers
    assert [place(numbers, at, COLUMN) for at in range(3)] == [(2, 0), (0, 2), (1, 1)]


def test_what_lies_in_a_window_is_held_by_it_and_counted_in_it() -> None:
    boxes = [(0, 0, 400, 300), (10, 10, 60, 30), (500, 10, 560, 30), (70, 10, 120, 30)]
    found = standing(boxes, ["window", "button", "button", "button"])
    assert list(found.links[:, 2 * SIDES]) == [-1, 0, -1, 0]
    assert place(found.numbers, 3, HELD) == (1, 0)
    assert place(found.numbers, 2, HELD) == (0, 0)


def test_the_nearest_of_a_family_is_found_over_what_stands_between() -> None:
    boxes = [(10, 10, 30, 30), (40, 12, 90, 28), (100, 10, 200, 30), (10, 60, 110, 80)]
    found = standing(boxes, ["icon", "text", "field", "field"]).links
    fields = [LINKS + LINES + side * len(FAMILIES) + 1 for side in range(SIDES + 1)]
    assert found[0, fields[RIGHT]] == 2
    assert found[0, fields[BELOW]] == 3
    assert found[0, fields[SIDES]] == 3
    assert found[0, fields[LEFT]] == -1


def test_an_empty_screen_has_no_standing() -> None:
    assert standing([], []).links.shape[0] == 0
