"""Whether a text is among what was read."""

from __future__ import annotations

import pytest

from agent.reading import shows


@pytest.mark.parametrize(
    ("expected", "pieces"),
    [
        ("hello", ["say hello world"]),
        ("Hello, World!", ["hello world"]),
        ("Grüße aus Zürich", ["GRÜSSE AUS ZÜRICH"]),
        ("Grüße aus Zürich", ["Gruße aus Zürich"]),
        ("naïve café", ["nai\u0308ve cafe\u0301"]),
        ("你好世界", ["— 你好 世界 —"]),
        ("the quick brown fox jumps", ["the quick brown", "fox jumps"]),
        ("login failed", ["l0gin fai1ed"]),
        ("hello world", ["helloworld"]),
        ("the quick brown fox", ["the quick brovvn fox"]),
        ("6223", ["= 6223"]),
        ("7", ["1", "7", "9"]),
        ("+", ["+"]),
        ("", []),
    ],
)
def test_texts_that_can_be_read(expected: str, pieces: list[str]) -> None:
    assert shows(expected, pieces)


@pytest.mark.parametrize(
    ("expected", "pieces"),
    [
        ("hello", []),
        ("hello", ["help", "jello?"]),
        ("6223", ["6233"]),
        ("1234567", ["1234568"]),
        ("7", ["17", "70"]),
        ("delete", ["select"]),
        ("report.txt was saved", ["report.txt"]),
        ("你好世界", ["你好"]),
    ],
)
def test_texts_that_cannot_be_read(expected: str, pieces: list[str]) -> None:
    assert not shows(expected, pieces)


def test_a_part_suffices_where_a_field_shows_only_the_end() -> None:
    text = "the quick brown fox jumps over the lazy dog"
    assert shows(text, ["jumps over the lazy dog"], part_suffices=True)
    assert not shows(text, ["jumps over the lazy dog"])
    assert not shows(text, ["dog"], part_suffices=True)
    assert not shows(text, ["something else entirely"], part_suffices=True)
