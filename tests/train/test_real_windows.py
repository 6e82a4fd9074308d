"""What the accessibility tree of a real window becomes, and that no application of the suites is among those used."""

from __future__ import annotations

from bridges.base import Node
from bridges.coordinates import Box, Size
from model.base import Element
from model.parse.screen import Screen
from model.train.held_out import held_out
from model.train.pointer_scene import illegible, legible
from model.train.real_windows import PROGRAMS, name_of, widgets


def screen(*texts: tuple[str, Box]) -> Screen:
    elements = tuple(Element(box=box, role="text", text=text) for text, box in texts)
    return Screen(elements, Size(400, 300))


def test_no_application_of_the_suites_is_used() -> None:
    assert not {name_of(command) for command in PROGRAMS} & held_out("applications")


def test_a_name_that_is_not_read_is_what_the_picture_is_called() -> None:
    save, back = Box(10, 10, 90, 40), Box(100, 10, 130, 40)
    nodes = (Node("push button", "Save", save), Node("push button", "Go Back", back))
    found, _ = widgets(nodes, screen(("Save", Box(20, 15, 80, 35))), Size(400, 300))
    assert [(one[0], one[7], one[8]) for one in found] == [("button", "Save", ""), ("button", "", "go back")]


def test_what_lies_beyond_the_screen_is_left_out_and_labels_are_texts() -> None:
    nodes = (Node("push button", "Far", Box(380, 10, 430, 40)), Node("label", "Name", Box(10, 50, 60, 66)))
    found, texts = widgets(nodes, screen(), Size(400, 300))
    assert found == []
    assert texts == [[10, 50, 60, 66, "Name"]]


def test_words_that_nobody_read_are_told() -> None:
    def element(box: list[float], text: str, true: str) -> dict[str, object]:
        return {"box": box, "role": "cell", "text": text, "label": "", "value": "", "true": ["cell", true, "", ""]}

    elements = [
        element([0, 0, 90, 20], "", "Riga"),  # nothing was read there
        element([0, 30, 90, 50], "", "Cork"),  # a text that lies on it was
        {**element([5, 32, 50, 48], "Cork", ""), "true": None},
        element([0, 60, 90, 80], "Settinqs", "Settings"),  # misread, but read
    ]
    assert illegible(elements, ["Riga", "Cork", "", "Settings"]) == {0}


def test_few_letters_are_read_rightly_or_not_at_all() -> None:
    assert legible("ok", "press ok now")
    assert not legible("ok", "o")
    assert not legible("settings", "s")
