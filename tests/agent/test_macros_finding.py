"""The ladder on real pixels: drawn windows that move, change their theme and size, and lie."""

from __future__ import annotations

import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from agent.macros.file.store import store_picture
from agent.macros.file.target import Looks, Place, Target
from agent.macros.grounding.describing import describe
from agent.macros.grounding.finding import ENOUGH, ENOUGH_TO_DESTROY, Ladder
from bridges.base import Frame, Node, Observation
from bridges.coordinates import Box, FramePoint, Geometry, Size
from model.base import Element

BUTTONS = {"Save": (40, 60), "Cancel": (160, 60), "Delete": (280, 60)}


def window(left: int = 300, top: int = 200, *, dark: bool = False, swap: bool = False, names: str = "") -> Observation:
    """A screen with one window of three buttons."""
    ground, paper, ink = (90, 107, 123), (240, 240, 240), (20, 20, 20)
    if dark:
        paper, ink = (40, 40, 40), (230, 230, 230)
    frame: Frame = np.full((600, 1000, 3), ground, np.uint8)
    cv2.rectangle(frame, (left, top), (left + 400, top + 200), paper, -1)
    elements = []
    for name, box in boxes(left, top, swap=swap).items():
        corners = (int(box.left), int(box.top)), (int(box.right), int(box.bottom))
        cv2.rectangle(frame, *corners, ink, 1)
        shown = names or name
        cv2.putText(
            frame, shown, (int(box.left) + 8, int(box.top) + 22), cv2.FONT_HERSHEY_SIMPLEX, 0.6, ink, 1, cv2.LINE_AA
        )
        elements.append(Element(box=box, role="button", text=shown))
    seen = Observation(
        frame, Geometry(Size(1000, 600)), time.time(), application="App", window="Window",
        window_box=Box(left, top, left + 400, top + 200), windows=("Window",),
    )  # fmt: skip
    READ[id(seen)] = (seen, tuple(elements))
    return seen


READ: dict[int, tuple[Observation, tuple[Element, ...]]] = {}


def boxes(left: int, top: int, *, swap: bool = False) -> dict[str, Box]:
    places = dict(zip(BUTTONS, reversed(BUTTONS.values()), strict=True)) if swap else BUTTONS
    return {name: Box(left + x, top + y, left + x + 100, top + y + 34) for name, (x, y) in places.items()}


class Drawn:
    """Reads what was drawn."""

    def texts(self, observation: Observation) -> tuple[Element, ...]:
        return READ[id(observation)][1]


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    return Ladder(tmp_path, Drawn())


def recorded(ladder: Ladder, name: str = "Save") -> Target:
    seen = window()
    point = boxes(300, 200)[name].center
    target, picture = describe(seen, point, READ[id(seen)][1], f"pictures/{name}.png")
    assert picture is not None
    store_picture(ladder.folder / f"pictures/{name}.png", picture)
    return target


def lands_on(point: FramePoint, name: str, left: int, top: int, *, swap: bool = False) -> bool:
    return boxes(left, top, swap=swap)[name].contains(point)


def test_an_unchanged_screen_is_found_at_its_place_for_sure_and_in_milliseconds(ladder: Ladder) -> None:
    target = recorded(ladder)
    seen = window()
    found = ladder.find(target, seen, ENOUGH, cheap=True)
    assert found is not None
    assert (found.rung, found.confidence) == ("place", 1.0)
    assert lands_on(found.point, "Save", 300, 200)
    began = time.perf_counter()
    for _ in range(20):
        ladder.find(target, seen, ENOUGH, cheap=True)
    assert (time.perf_counter() - began) / 20 < 0.05


def test_a_moved_window_takes_its_targets_along(ladder: Ladder) -> None:
    target = recorded(ladder)
    found = ladder.find(target, window(77, 31), ENOUGH, cheap=True)
    assert found is not None
    assert found.rung == "place"
    assert lands_on(found.point, "Save", 77, 31)


def test_in_another_theme_it_is_found_all_the_same(ladder: Ladder) -> None:
    target = recorded(ladder)
    found = ladder.find(target, window(dark=True), ENOUGH, cheap=False)
    assert found is not None
    assert found.confidence >= ENOUGH
    assert lands_on(found.point, "Save", 300, 200)


def test_a_control_that_changed_places_is_followed_and_its_old_place_is_not_pressed(ladder: Ladder) -> None:
    for name in BUTTONS:
        found = ladder.find(recorded(ladder, name), window(swap=True), ENOUGH, cheap=False)
        assert found is not None
        assert found.confidence >= ENOUGH
        assert lands_on(found.point, name, 300, 200, swap=True)


def test_what_is_not_there_is_not_found(ladder: Ladder) -> None:
    target = recorded(ladder)
    blank = window(names="Quit")
    found = ladder.find(target, blank, ENOUGH, cheap=False)
    assert found is None or found.confidence < ENOUGH


def test_the_tree_knows_a_target_by_its_name_first(ladder: Ladder) -> None:
    seen = window()
    node = Node("push button", "Save", boxes(300, 200)["Save"])
    target = recorded(ladder).model_copy(update={"identity": "push button/Save"})
    from dataclasses import replace

    moved = Node("push button", "Save", Box(500, 500, 600, 530))
    found = ladder.find(target, replace(seen, tree=(moved,)), ENOUGH, cheap=True)
    assert found is not None
    assert (found.rung, found.box) == ("identity", moved.box)
    gone = replace(seen, tree=(replace(node, states=frozenset({"disabled"})),))
    found = ladder.find(target, gone, ENOUGH, cheap=True)
    assert found is None or found.rung != "identity"


def test_a_name_and_its_keys_are_one_thing_whether_read_as_one_or_as_two(ladder: Ladder) -> None:
    as_one = [Element(box=Box(100, 80, 400, 104), role="menuitem", text="Save\nCtrl+S")]
    as_two = [
        Element(box=Box(104, 84, 140, 98), role="text", text="Save"),
        Element(box=Box(340, 84, 396, 98), role="text", text="Ctrl+S"),
        Element(box=Box(104, 114, 170, 128), role="text", text="Save As"),
    ]
    for then, now in ((as_one, as_two), (as_two, as_one)):
        seen = window()
        READ[id(seen)] = (seen, tuple(now))
        found = ladder.find(Target(words=then[0].text, role=then[0].role), seen, ENOUGH, cheap=False)
        assert found is not None
        assert found.confidence >= ENOUGH
        assert now[0].box.contains(found.point)


def test_a_bare_point_is_taken_on_a_screen_of_its_size_only(tmp_path: Path) -> None:
    seen = window()
    place = Place(box=Box(386, 286, 414, 314), within=(1000, 600), window=False)
    ladder = Ladder(tmp_path, Drawn())
    found = ladder.find(Target(place=place), seen, ENOUGH, cheap=True)
    assert found is not None
    assert (found.point.x, found.point.y) == (400, 300)
    assert found.confidence < ENOUGH_TO_DESTROY
    other = place.model_copy(update={"within": (1920, 1080)})
    assert ladder.find(Target(place=other), seen, ENOUGH, cheap=False) is None
    assert ladder.find(Target(words="Transmogrify", place=place), seen, ENOUGH, cheap=True) is None


def test_what_has_no_words_is_called_by_its_picture_or_place() -> None:
    place = Place(box=Box(386, 286, 414, 314), within=(1000, 600), window=False)
    assert Target(place=place).called == "(400, 300)"
    assert Target(looks=Looks(picture="pictures/gear-1.png", box=Box(0, 0, 9, 9)), place=place).called == "gear-1.png"


@pytest.mark.parametrize(("label", "kept"), [("white", ""), ("red", "red"), ("Gear", "Gear")])
def test_a_thing_that_is_merely_white_is_not_called_so(label: str, kept: str) -> None:
    seen = window()
    thing = Element(box=Box(620, 260, 700, 320), role="button", label=label)
    target, _ = describe(seen, FramePoint(660, 290), (thing,), "x.png")
    assert target.label == kept


MENU = ("To Lowercase", "To Uppercase", "To Title Case", "To Opposite Case")


def menu(top: int, *, row: int = 30, faint: str = "") -> Observation:
    """A menu whose rows touch, the ends of its words in the middle; the words of one row may be faint."""
    frame: Frame = np.full((600, 1000, 3), (250, 250, 250), np.uint8)
    elements = []
    for at, words in enumerate(MENU):
        box = Box(300, top + row * at, 600, top + row * (at + 1))
        ink = (150, 60, 60) if words == faint else (20, 20, 20)
        (wide, _), _ = cv2.getTextSize(words, cv2.FONT_HERSHEY_SIMPLEX, 0.6, 1)
        cv2.putText(frame, words, (450 - wide, int(box.top) + 20), cv2.FONT_HERSHEY_SIMPLEX, 0.6, ink, 1, cv2.LINE_AA)
        elements.append(Element(box=box.expanded(1), role="listitem", text=words))
    seen = Observation(
        frame, Geometry(Size(1000, 600)), time.time(), application="App", window="Window",
        window_box=Box(200, 0, 800, 600), windows=("Window",),
    )  # fmt: skip
    READ[id(seen)] = (seen, tuple(elements))
    return seen


def test_a_row_of_a_menu_is_not_named_by_the_row_that_it_touches(ladder: Ladder) -> None:
    """Only the ends of the words are on the picture, and those of another row look more like it."""
    then = menu(100)
    target, picture = describe(then, FramePoint(450, 145), READ[id(then)][1], "pictures/row.png")
    assert picture is not None
    store_picture(ladder.folder / "pictures/row.png", picture)
    assert target.words == "To Uppercase"
    assert target.looks is not None
    assert target.looks.box.width < 100
    now = menu(237, row=24, faint="To Uppercase")
    found = ladder.find(target, now, ENOUGH, cheap=False)
    assert found is not None
    assert 261 <= found.point.y < 285
