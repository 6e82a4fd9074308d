"""The accessibility tree joins what was seen, and is not believed where the pixels say otherwise."""

from __future__ import annotations

from bridges.base import Node
from bridges.coordinates import Box
from model.base import Element
from model.parse.fuse import fuse
from model.parse.spans import Span
from model.parse.text import TextPiece
from model.parse.widgets import Widget

SAVE = TextPiece(Span(110, 105, 150, 120), "Sawe", 0.8)
BUTTON = Widget(Span(100, 100, 160, 125), "button", (0,))


def node(role: str, name: str, box: Box, **more: object) -> Node:
    return Node(role=role, name=name, box=box, **more)  # type: ignore[arg-type]


def only(elements: list[Element], role: str) -> Element:
    found = [element for element in elements if element.role == role]
    assert len(found) == 1
    return found[0]


def test_name_and_states_of_the_tree_win() -> None:
    tree = [node("push button", "Save", Box(99, 99, 161, 126), states=frozenset({"focused"}))]
    elements = fuse([SAVE], [BUTTON], [], tree)
    button = only(elements, "button")
    assert (button.text, button.states, button.source) == ("Save", {"focused"}, "fused")
    assert len(elements) == 1


def test_node_of_a_covered_window_is_dropped() -> None:
    tree = [node("push button", "Format the disk", Box(99, 99, 161, 126))]
    elements = fuse([SAVE], [BUTTON], [], tree)
    assert [element.text for element in elements] == ["Sawe"]


def test_node_where_nothing_is_drawn_is_dropped() -> None:
    assert fuse([], [], [], [node("push button", "Ghost", Box(10, 10, 60, 30))]) == []


def test_scaffolding_makes_no_elements() -> None:
    elements = fuse([SAVE], [BUTTON], [], [node("panel", "", Box(0, 0, 500, 500))])
    assert [element.role for element in elements] == ["button"]


def test_elements_know_their_dialog() -> None:
    tree = [node("dialog", "Save As", Box(50, 50, 400, 300)), node("frame", "Editor", Box(0, 0, 800, 600))]
    elements = fuse([SAVE], [BUTTON], [], tree)
    parent = only(elements, "button").parent
    assert parent is not None
    assert elements[parent].text == "Save As"


def test_empty_field_of_the_tree_keeps_its_place_and_label() -> None:
    name = TextPiece(Span(20, 203, 70, 218), "Name:", 1.0)
    elements = fuse([name], [], [], [node("text", "", Box(80, 200, 300, 222))])
    assert only(elements, "field").label == "Name:"


def test_field_named_in_the_tree_holds_what_is_read_in_it() -> None:
    value = TextPiece(Span(84, 204, 130, 218), "note.txt", 1.0)
    elements = fuse([value], [], [], [node("text", "File name", Box(80, 200, 300, 222))])
    assert [(one.role, one.text, one.value) for one in elements] == [("field", "File name", "note.txt")]


def test_lines_of_an_editor_can_still_be_pointed_at() -> None:
    lines = [TextPiece(Span(84, 204 + 20 * row, 130, 218 + 20 * row), f"line {row}", 1.0) for row in range(3)]
    elements = fuse(lines, [], [], [node("text", "", Box(80, 200, 600, 500), text="line 0\nline 1\nline 2")])
    assert [one.text for one in elements if one.role == "text"] == ["line 0", "line 1", "line 2"]
    assert only(elements, "field").value == "line 0\nline 1\nline 2"


def test_sign_read_on_a_button_wins_over_the_first_reading() -> None:
    piece = TextPiece(Span(120, 105, 126, 118), "1", 0.9)
    button = Widget(Span(100, 100, 160, 125), "button", (0,), glyph=piece.span)
    elements = fuse([piece], [button], [TextPiece(piece.span, "/", 0.7)], None)
    assert [element.text for element in elements] == ["/"]
