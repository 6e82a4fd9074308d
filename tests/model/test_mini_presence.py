"""What the words say and the screen does not is not there, though something comes close."""

from __future__ import annotations

import numpy as np
import pytest

from bridges.coordinates import Box, Size
from model.base import Element
from model.mini.aim import aim, items, pointer
from model.mini.presence import amiss

WINDOW = (
    ("menuitem", "File", (5, 5, 40, 25)),
    ("menuitem", "Edit", (45, 5, 80, 25)),
    ("menuitem", "Help", (85, 5, 120, 25)),
    ("text", "SHA256:", (20, 60, 90, 80)),
    ("field", "", (100, 58, 400, 82)),
    ("cell", "notes.txt", (20, 120, 200, 140)),
    ("cell", "35149", (210, 120, 300, 140)),
    ("button", "Log in", (20, 200, 100, 226)),
    ("button", "Past runs", (120, 200, 220, 226)),
    ("slider", "", (20, 260, 300, 276)),
    ("icon", "", (320, 260, 340, 280)),
)
FILE, EDIT, HELP, _, FIELD, NOTES, SIZE, LOG_IN, RUNS, SLIDER, ICON = range(len(WINDOW))
ELEMENTS = [Element(box=Box(*box), role=role, text=text) for role, text, box in WINDOW]  # type: ignore[arg-type]
SEEN = items(ELEMENTS, ELEMENTS, np.zeros((len(WINDOW), 256), np.float32), Size(640, 320), None)


def why(said: str, at: int) -> str:
    _, screen = pointer().prepared(SEEN)
    return amiss(said, at, screen, pointer().pieces)


@pytest.mark.parametrize(
    ("said", "near", "lost"),
    [
        ("the Insert menu", EDIT, "“Insert”"),
        ("insert menu", EDIT, "another name, “Edit”"),
        ("Reject", LOG_IN, "another name, “Log in”"),
        ("the SHA512 field", FIELD, "“SHA512”"),
        ("the size of readme.md", SIZE, "“readme”"),
        ("the entry Quartz", NOTES, "“Quartz”"),
        ("the button next to “Quartz”", LOG_IN, "“Quartz”"),
        ("step 4", RUNS, "“4”"),
    ],
)
def test_a_name_that_stands_nowhere_is_amiss(said: str, near: int, lost: str) -> None:
    assert lost in why(said, near)


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("the Edit menu", EDIT),
        ("sign in", LOG_IN),
        ("PastRuns", RUNS),
        ("the size of notes.txt", SIZE),
        ("the field next to SHA256", FIELD),
        ("the 2nd field", FIELD),
        ("button number 4", RUNS),
        ("set the slider to 70", SLIDER),
        ("type “Quartz” into the SHA256 field", FIELD),
        ("the button with the padlock", ICON),
        ("the rightmost menu", HELP),
    ],
)
def test_other_words_for_it_and_words_to_be_typed_are_not(said: str, target: int) -> None:
    assert why(said, target) == ""


def test_what_is_amiss_is_not_pointed_at_and_the_reason_is_said() -> None:
    found = aim("the Insert menu", SEEN, ELEMENTS, Size(640, 320))
    assert found is not None
    assert found.element is None
    assert "cannot be seen" in found.why
    assert aim("the Edit menu", SEEN, ELEMENTS, Size(640, 320)).element is ELEMENTS[EDIT]  # type: ignore[union-attr]
