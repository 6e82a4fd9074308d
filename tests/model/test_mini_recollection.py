"""What stood on the screen is remembered where something was laid over it, and nowhere else."""

from __future__ import annotations

from bridges.coordinates import Box, Size
from model.base import Element, Role
from model.mini.recollection import Recollection
from model.parse.screen import Screen


def element(left: float, top: float, text: str = "", role: Role = "text", side: float = 20) -> Element:
    return Element(box=Box(left, top, left + side, top + side), role=role, text=text)


def screen(*elements: Element) -> Screen:
    return Screen(elements, Size(400, 300))


NUMBERS = screen(element(10, 10, "1"), element(100, 40, "2"), element(50, 200, "3"))
COVERED = screen(element(95, 35, "", "button", 40), element(40, 190, "", "button", 40))


def values(shown: Screen) -> list[str]:
    return [each.value for each in shown.elements]


def test_numbers_under_covers_are_remembered_from_step_to_step() -> None:
    memory = Recollection()
    assert memory.recall(NUMBERS, begins=True) == NUMBERS
    assert values(memory.recall(COVERED, begins=False)) == ["2", "3"]
    assert values(memory.recall(COVERED, begins=False)) == ["2", "3"]
    assert values(memory.recall(screen(COVERED.elements[1]), begins=False)) == ["3"]


def test_another_task_begins_without_a_memory() -> None:
    memory = Recollection()
    memory.recall(NUMBERS, begins=True)
    assert values(memory.recall(COVERED, begins=True)) == ["", ""]


def test_on_another_page_nothing_is_remembered() -> None:
    memory = Recollection()
    memory.recall(screen(*NUMBERS.elements, element(300, 10, "4"), element(300, 90, "5")), begins=True)
    assert values(memory.recall(COVERED, begins=False)) == ["", ""]


def test_what_is_much_larger_hides_nothing_that_it_is() -> None:
    memory = Recollection()
    memory.recall(NUMBERS, begins=True)
    veil = screen(element(0, 0, "", "image", 300))
    assert values(memory.recall(veil, begins=False)) == [""]


def test_words_that_still_stand_there_are_not_told_twice() -> None:
    memory = Recollection()
    memory.recall(NUMBERS, begins=True)
    framed = screen(element(5, 5, "", "button", 30), *NUMBERS.elements)
    assert values(memory.recall(framed, begins=False)) == ["", "", "", ""]


def test_what_a_cover_looks_like_hides_nothing_of_what_it_covers() -> None:
    memory = Recollection()
    memory.recall(NUMBERS, begins=True)
    square = COVERED.elements[0].model_copy(update={"role": "image", "label": "black", "value": "square"})
    assert values(memory.recall(screen(square, COVERED.elements[1]), begins=False)) == ["2", "3"]
