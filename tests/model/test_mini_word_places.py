"""Which word of a paragraph is pointed at, where a task counts words."""

from __future__ import annotations

import pytest

from bridges.coordinates import Box
from model.base import Element
from model.mini.word_places import named_word, signs_after, word_place

LINES = ["Lorem ipsum dolor", "sit amet,", "consectetur elit."]
PARAGRAPH = [
    Element(box=Box(40, 100 + 22 * at, 40 + 9 * len(line), 118 + 22 * at), role="text", text=line)
    for at, line in enumerate(LINES)
]
HEADING = Element(box=Box(40, 20, 200, 50), role="text", text="Three words here")


@pytest.mark.parametrize(
    ("task", "line", "word"),
    [
        ("Find the 2nd word in the paragraph", 0, "ipsum"),
        ("double-click the fifth word", 1, "amet,"),
        ("Find the 6th word in the paragraph, type that", 2, "consectetur"),
        ("copy the last word of the text", 2, "elit."),
    ],
)
def test_a_counted_word_is_pressed_where_it_stands(task: str, line: int, word: str) -> None:
    place = word_place(task, PARAGRAPH[line], [HEADING, *PARAGRAPH])
    assert place is not None
    start = LINES[line].index(word)
    assert start < place[0] * len(LINES[line]) < start + len(word)


def test_a_word_of_another_line_is_not_looked_for_here() -> None:
    assert word_place("Find the 2nd word in the paragraph", PARAGRAPH[1], PARAGRAPH) is None
    assert word_place("Find the 9th word in the paragraph", PARAGRAPH[2], PARAGRAPH) is None


def test_a_double_click_marks_the_word_that_the_task_says() -> None:
    line = PARAGRAPH[0]
    place = named_word("give the text dolor the style italics", line)
    assert place is not None
    assert 12 < place[0] * len(line.text) < 17
    assert named_word("give ipsum and dolor the style italics", line) is None
    assert named_word("give everything the style italics", line) is None


@pytest.mark.parametrize(
    ("task", "count"),
    [
        ("give the text elit. the style bold", 1),
        ('Mark the word "elit." in the text', 1),
        ("double-click consectetur elit.", 0),  # ends the sentence
        ("give the text elit the style bold", 0),
        ("give the text ipsum. the style bold", 0),  # of another line
    ],
)
def test_a_sign_that_belongs_to_what_is_marked_is_counted(task: str, count: int) -> None:
    assert signs_after(task, PARAGRAPH[2]) == count


def test_nothing_follows_what_is_no_line_of_words() -> None:
    assert signs_after("give the text elit. the style bold", None) == 0
