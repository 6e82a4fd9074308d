"""Look-alike icons side by side: the one that was meant is pressed, its neighbour never, however the screen is read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from agent.macros.file.store import store_picture
from agent.macros.file.target import Target
from agent.macros.grounding.describing import describe
from agent.macros.grounding.finding import ENOUGH, Ladder
from bridges.base import Frame, Observation
from bridges.coordinates import Box, Geometry, Size
from model.base import Element

BAR = ("new", "undo", "redo", "reload", "find")
LEFT, TOP, STEP, SIDE = 40, 60, 32, 19


class Drawn:
    """Reads what was drawn."""

    def __init__(self) -> None:
        self.read: dict[int, tuple[Observation, tuple[Element, ...]]] = {}

    def texts(self, observation: Observation) -> tuple[Element, ...]:
        return self.read[id(observation)][1]


def place_of(number: int) -> Box:
    left = LEFT + number * STEP
    return Box(left, TOP, left + SIDE, TOP + SIDE)


def bar(reader: Drawn, icons: Sequence[str], *misread: tuple[int, int, str], dark: bool = False) -> Observation:
    """A window with a menu and a bar of icons; ``misread``: from which icon to which, as what words."""
    paper, ink = ((40, 40, 40), (230, 230, 230)) if dark else ((246, 247, 249), (20, 20, 20))
    frame: Frame = np.full((300, 400, 3), paper, np.uint8)
    cv2.putText(frame, "Options", (LEFT + 40, 38), cv2.FONT_HERSHEY_SIMPLEX, 0.45, ink, 1, cv2.LINE_AA)
    elements = [Element(box=Box(LEFT + 36, 26, LEFT + 104, 44), role="menuitem", text="Options")]
    for number, icon in enumerate(icons):
        _draw(frame, icon, place_of(number), ink)
        elements.append(Element(box=place_of(number), role="icon"))
    for first, last, words in misread:
        line = place_of(first).union(place_of(last))
        covered = {place_of(number) for number in range(first, last + 1)}
        elements = [one for one in elements if one.box not in covered] if words.endswith("!") else elements
        elements.append(Element(box=line, role="text", text=words))
    seen = Observation(
        frame, Geometry(Size(400, 300)), time.time(), application="App", window="Window",
        window_box=Box(0, 0, 400, 300), windows=("Window",),
    )  # fmt: skip
    reader.read[id(seen)] = (seen, tuple(elements))
    return seen


def _draw(frame: Frame, icon: str, box: Box, ink: tuple[int, int, int]) -> None:
    left, top = int(box.left), int(box.top)
    match icon:
        case "new":
            cv2.rectangle(frame, (left + 3, top + 1), (left + 14, top + 17), ink, 2)
        case "undo" | "redo":
            part = np.full((SIDE, SIDE, 3), frame[top, left], np.uint8)
            cv2.ellipse(part, (9, 13), (8, 8), 0, 180, 330, ink, 2, cv2.LINE_AA)
            cv2.fillPoly(part, [np.array([(0, 7), (0, 16), (8, 14)])], ink)
            frame[top : top + SIDE, left : left + SIDE] = part if icon == "undo" else part[:, ::-1]
        case "reload":
            cv2.ellipse(frame, (left + 9, top + 9), (8, 8), 0, 20, 310, ink, 2, cv2.LINE_AA)
            cv2.fillPoly(frame, [np.array([(left + 18, top), (left + 18, top + 9), (left + 10, top + 7)])], ink)
        case _:
            cv2.circle(frame, (left + 7, top + 7), 6, ink, 2, cv2.LINE_AA)
            cv2.line(frame, (left + 12, top + 12), (left + 18, top + 18), ink, 3)


@pytest.fixture
def reader() -> Drawn:
    return Drawn()


@pytest.fixture
def ladder(tmp_path: Path, reader: Drawn) -> Ladder:
    return Ladder(tmp_path, reader)


def recorded(ladder: Ladder, reader: Drawn, *misread: tuple[int, int, str]) -> Target:
    """What was pressed is “redo”."""
    seen = bar(reader, BAR, *misread)
    target, picture = describe(seen, place_of(2).center, reader.texts(seen), "pictures/one.png", typed_into=False)
    assert picture is not None
    store_picture(ladder.folder / "pictures/one.png", picture)
    return target


def test_two_icons_that_were_read_as_one_line_are_still_two_icons(ladder: Ladder, reader: Drawn) -> None:
    target = recorded(ladder, reader, (2, 3, "è C"))
    assert target.words == ""
    assert target.place is not None
    assert target.place.box == place_of(2)


def test_an_icon_that_nothing_looks_like_needs_no_words_over_it(ladder: Ladder, reader: Drawn) -> None:
    assert recorded(ladder, reader).anchor is None


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("misread", [(), ((1, 3, "è C!"),), ((2, 3, "è C"),)])
def test_it_is_found_where_the_bar_begins_otherwise(
    ladder: Ladder, reader: Drawn, dark: bool, misread: tuple[tuple[int, int, str], ...]
) -> None:
    target = recorded(ladder, reader, *misread)
    seen = bar(reader, BAR if dark else BAR[1:], *misread, dark=dark)
    found = ladder.find(target, seen, ENOUGH, cheap=False)
    assert found is not None
    assert found.confidence >= ENOUGH
    assert place_of(2 if dark else 1).contains(found.point)


@pytest.mark.parametrize("misread", [(), ((2, 2, "C"),), ((1, 2, "è C"),)])
@pytest.mark.parametrize("dark", [False, True])
def test_where_it_has_gone_its_look_alikes_are_not_pressed(
    ladder: Ladder, reader: Drawn, dark: bool, misread: tuple[tuple[int, int, str], ...]
) -> None:
    target = recorded(ladder, reader, *misread)
    seen = bar(reader, ("new", "undo", "reload", "find"), *misread, dark=dark)
    found = ladder.find(target, seen, ENOUGH, cheap=False)
    assert found is None or found.confidence < ENOUGH


def test_of_a_row_of_pictures_that_only_words_were_read_in_the_pressed_one_is_kept(
    ladder: Ladder, reader: Drawn
) -> None:
    target = recorded(ladder, reader, (1, 3, "è C!"))
    assert (target.words, target.role) == ("", "icon")
    assert target.place is not None
    assert place_of(2).expanded(3).contains(target.place.box.center)
    assert target.place.box.width <= SIDE + 4
