"""Numbers and dates on a screen, compared."""

from __future__ import annotations

import numpy as np

from model.pointer.amounts import AMOUNTS, amounts, months, ranks
from model.pointer.items import Item, Items
from model.pointer.matching import Texts, match


def test_the_least_the_greatest_and_what_is_out_of_order() -> None:
    table = amounts([(0, 78), (1, -88), (3, 41)], 4)
    assert table.shape == (4, AMOUNTS)
    assert not table[2].any()
    least, greatest, even, odd = table[:, 3], table[:, 4], table[:, 5], table[:, 6]
    assert list(least) == [0, 1, 0, 0]
    assert list(greatest) == [1, 0, 0, 0]
    assert list(even) == [1, 1, 0, 0]
    assert list(odd) == [0, 0, 0, 1]
    assert list(table[:, 8]) == [1, 0, 0, 0]
    assert list(table[:, 7]) == [0, 1, 0, 0]


def test_a_calendar_is_told_from_the_date_that_is_wanted() -> None:
    shown = ["December 2016", "October 2016", "Sep 2016", "Tuesday", "2016-11"]
    right, before, after = np.array(months("Choose 10/20/2016 please", shown)).T
    assert list(right) == [0, 1, 0, 0, 0]
    assert list(before) == [0, 0, 1, 0, 0]
    assert list(after) == [1, 0, 0, 0, 1]
    assert months("book it for March 3rd, 2020", ["April 2020"])[0, 2] == 1
    assert not months("no date at all", shown).any()
    assert not months("from 10/20/2016 to 11/02/2016", shown).any()


def test_a_version_is_no_date() -> None:
    assert not months("install 99.99.2016", ["January 2016"]).any()


def test_texts_that_are_alike_but_for_their_figures_are_ranked() -> None:
    texts = ["Book for $1,010", "Book for $451", "Duration: 1h 5m", "Book for $712", "Duration: 45m", "no figure"]
    table = ranks(texts)
    assert list(table[:, 0]) == [1, 1, 1, 1, 1, 0]
    assert list(table[:, 1]) == [1, 0, 1, 0.5, 0, 0]
    assert list(table[:, 2]) == [0, 1, 0, 0, 1, 0]
    assert list(table[:, 3]) == [1, 0, 1, 0, 0, 0]


def test_what_stands_alone_or_says_the_same_has_no_rank() -> None:
    assert not ranks(["Book for $451", "Book for $451", "Step 3", "7 apples"]).any()


def screen_of(*texts: str) -> Texts:
    items = tuple(
        Item((0, 20 * at, 90, 20 * at + 16), "text", text, "", "", frozenset()) for at, text in enumerate(texts)
    )
    return Texts(Items(items, np.zeros((len(texts), 256), np.float32), (300, 300)))


def test_numbers_of_a_list_are_compared_with_those_in_their_places() -> None:
    found = match("Set the sliders to [18,11,12] and submit", screen_of("9", "Volume", "11", "20"))
    assert found.scores[:, 16:19].tolist() == [[0, 1, 0], [0, 0, 0], [1, 0, 0], [0, 0, 1]]
    assert np.argwhere(found.pairs[:, :, 5:8]).tolist() == [[4, 0, 1], [5, 2, 0], [6, 3, 2]]


def test_numbers_of_a_list_of_another_length_are_compared_with_all_of_them() -> None:
    found = match("Pick 3, 5", screen_of("3", "4", "9"))
    assert found.scores[:, 16:19].tolist() == [[1, 0, 0], [0, 0, 0], [0, 0, 1]]
