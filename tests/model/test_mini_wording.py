"""A thing all of whose words are said is meant, unless a place is told by it or most of the words are about another."""

from __future__ import annotations

import pytest

from bridges.coordinates import Box
from model.base import Element
from model.mini.wording import said_in_full

SCREEN = tuple(
    Element(box=Box(10, 10 + 40 * at, 110, 40 + 40 * at), role=role, text=text)
    for at, (role, text) in enumerate(
        (
            ("button", "Save"),
            ("button", "Save as"),
            ("field", "Postal code"),
            ("text", "Receipts"),
            ("text", "Receipts"),
        )
    )
)


@pytest.mark.parametrize(
    ("instruction", "meant"),
    [
        ("please save that", "Save"),
        ("save as, please", "Save as"),
        ("fill in the postal code", "Postal code"),
        ("the button below Postal code", None),
        ("open the receipts", None),
        ("save the winter holiday pictures elsewhere", None),
        ("print", None),
    ],
)
def test_what_is_said_in_full(instruction: str, meant: str | None) -> None:
    found = said_in_full(instruction, SCREEN)
    assert (found.text if found else None) == meant
