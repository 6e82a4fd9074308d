"""A phone's tree, which vouches for what can be seen, and a frame that may not agree with it."""

from __future__ import annotations

import numpy as np

from bridges.base import Node
from bridges.coordinates import Box
from model.base import Element
from model.parse.tree import from_tree, with_tree, withheld

VISIBLE = frozenset({"visible"})
LABELS = [
    Node("label", name, Box(10, 50 * row, 300, 50 * row + 40), "", VISIBLE)
    for row, name in enumerate(("Contacts", "Ada Lovelace", "Alan Turing"))
]
ADD = Node("push button", "Create contact", Box(400, 400, 460, 460), "", VISIBLE)
PLUS = Element(box=Box(420, 420, 440, 440), text="+")


def read(*texts: str) -> list[Element]:
    return [Element(box=Box(20, 50 * row + 8, 200, 50 * row + 30), text=text) for row, text in enumerate(texts)]


def test_a_sign_is_named_by_the_tree_that_the_frame_agrees_with() -> None:
    seen = [*read("Contacts", "Ada Lovelace", "Alan Turing"), PLUS]
    assert "Create contact" in [one.text for one in with_tree(seen, [*LABELS, ADD])]
    unseen = read("Contacts", "Ada Lovelace", "Alan Turing")
    assert "Create contact" in [one.text for one in with_tree(unseen, [*LABELS, ADD])]


def test_a_tree_of_another_screen_names_nothing() -> None:
    seen = [*read("Alarm", "07:30 Mon Tue", "09:00 Weekend"), PLUS]
    assert "Create contact" not in [one.text for one in with_tree(seen, [*LABELS, ADD])]


def test_a_tree_that_vouches_for_nothing_is_believed_only_where_something_is_drawn() -> None:
    plain = [Node(one.role, one.name, one.box) for one in (*LABELS, ADD)]
    seen = read("Contacts", "Ada Lovelace", "Alan Turing")
    assert "Create contact" not in [one.text for one in with_tree(seen, plain)]


def test_where_pictures_are_forbidden_the_tree_stands_alone() -> None:
    black = np.zeros((480, 480, 3), np.uint8)
    black[:20] = 90
    assert withheld(black)
    assert not withheld(np.full((480, 480, 3), 16, np.uint8))
    assert [one.text for one in from_tree([*LABELS, ADD])] == [node.name for node in (*LABELS, ADD)]
