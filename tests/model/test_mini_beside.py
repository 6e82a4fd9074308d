"""Things that are told by another thing: what lies on the said side of it is meant."""

from __future__ import annotations

import numpy as np
import pytest

from model.mini.aim import pointer
from model.mini.beside import beside, misplaced
from model.pointer.items import Item, Items

FORM = (
    ("text", "Name", (20, 20, 80, 40), ""),
    ("field", "", (120, 18, 300, 42), ""),
    ("text", "City", (20, 60, 80, 80), ""),
    ("field", "", (120, 58, 300, 82), ""),
    ("button", "Back", (20, 120, 90, 146), ""),
    ("button", "", (100, 120, 130, 146), ""),
    ("button", "Next", (140, 120, 210, 146), ""),
    ("listitem", "Apples", (400, 20, 700, 44), ""),
    ("listitem", "Pears", (400, 48, 700, 72), "selected"),
    ("listitem", "Plums", (400, 76, 700, 100), ""),
    ("icon", "", (404, 80, 420, 96), ""),
    ("checkbox", "Wrap lines", (400, 140, 500, 160), ""),
    ("checkbox", "Show tabs", (400, 168, 500, 188), ""),
)


def screen() -> Items:
    """A form on the left, a list with a chosen entry and two boxes on the right."""
    made = tuple(Item(box, role, text, "", "", frozenset(states.split())) for role, text, box, states in FORM)
    return Items(made, np.zeros((len(made), 256), np.float32), (800, 300))


def meant(words: str) -> int | None:
    seen = screen()
    found = beside(words, seen, lambda said: pointer().point(said, seen))
    return None if found is None else found.target


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("the field right of City", 3),
        ("the field below the one beside Name", 3),
        ("the button between Back and Next", 5),
        ("the entry below the selected one", 9),
        ("the entry above the highlighted entry", 7),
        ("the entry after Apples", 8),
        ("the icon in front of Plums", 10),
        ("the check box under Wrap lines", 12),
        ("the check box left of Show tabs", 12),
        ("the text left of the field next to Name", 0),
    ],
)
def test_the_nearest_on_the_said_side_is_meant(words: str, target: int) -> None:
    assert meant(words) == target


@pytest.mark.parametrize("words", ["the Save button", "the second button after Back", "the slider left of Name"])
def test_other_words_and_empty_sides_are_left_to_the_pointer(words: str) -> None:
    assert meant(words) is None


@pytest.mark.parametrize(
    ("words", "target", "off"),
    [
        ("the field below City", 1, True),
        ("click the Back button to the right of Next", 4, True),
        ("the Plums entry above “Pears”", 9, True),
        ("the field right of City", 3, False),
        ("the entry below Apples", 9, False),
        ("the field below Country", 1, False),
        ("the City field", 1, False),
    ],
)
def test_what_lies_on_another_side_than_said_is_not_meant(words: str, target: int, off: bool) -> None:
    assert misplaced(words, target, screen()) is off
