"""Sums and equations on a screen come to what they should; other texts stay as they are."""

from __future__ import annotations

import pytest

from model.pointer.sums import solved


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("8 - 4 =", "4"), ("3 - 9 =", "-6"), ("7 x 8 =", "56"), ("6×7=", "42"), ("1 + 2 = ?", "3"), ("9 ÷ 2 =", "4.5"),
        ("x + 3 = 20", "17"), ("x - 9 = 20", "29"), ("7 - x = 2", "5"), ("3 + x = 1", "-2"), ("4 – × = 61", "-57"),
        ("100000 * 10 =", "1000000"),
    ],
)  # fmt: skip
def test_what_it_comes_to(text: str, result: str) -> None:
    assert solved(text) == result


@pytest.mark.parametrize("text", ["Sum = 4", "3 + 4", "x + x = 4", "1 / 0 =", "a = b", "", "12", "3 + 4 = 7"])
def test_other_texts_are_no_sums(text: str) -> None:
    assert solved(text) is None
