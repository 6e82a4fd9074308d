"""Alike things in rows: which one is meant is told by the words beside it, and no other one is pressed in its stead."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from agent.macros.file.store import store_picture
from agent.macros.file.target import Target
from agent.macros.grounding.anchoring import sayable
from agent.macros.grounding.describing import describe
from agent.macros.grounding.finding import ENOUGH, Ladder
from agent.macros.grounding.looks import veiled
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Geometry, Size
from model.base import Element, Role

ROWS = ("Green tea", "Black tea", "Red bush", "Mint")
TOP, HIGH = 120, 44
Scene = tuple[Observation, tuple[Element, ...]]


class Drawn:
    """Reads what was drawn."""

    def __init__(self) -> None:
        self.scenes: dict[int, Scene] = {}

    def texts(self, observation: Observation) -> tuple[Element, ...]:
        return self.scenes[id(observation)][1]


def drawn(reader: Drawn, rows: Sequence[str], *, save: str = "Save order", dark: bool = False) -> Observation:
    """A window with a row for each name, an icon at its end, and a button below."""
    paper, ink = ((40, 40, 40), (230, 230, 230)) if dark else ((246, 247, 249), (29, 39, 48))
    frame: Frame = np.full((600, 900, 3), paper, np.uint8)
    elements = []

    def write(words: str, box: Box, role: Role = "text") -> None:
        place = (int(box.left) + 4, int(box.bottom) - 8)
        cv2.putText(frame, words, place, cv2.FONT_HERSHEY_SIMPLEX, 0.55, ink, 1, cv2.LINE_AA)
        elements.append(Element(box=box, role=role, text=words))

    for number, name in enumerate(rows):
        write(name, Box(100, TOP + number * HIGH, 200, TOP + number * HIGH + 26))
        box = icon_of(number)
        cv2.rectangle(frame, (int(box.left), int(box.top)), (int(box.right), int(box.bottom)), ink, 1)
        cv2.line(frame, (int(box.left) + 6, int(box.bottom) - 6), (int(box.right) - 6, int(box.top) + 6), ink, 3)
        elements.append(Element(box=box, role="button"))
    button = Box(100, 400, 230, 430)
    cv2.rectangle(frame, (100, 400), (230, 430), ink, 1)
    write(save, button, "button")
    write("Cancel", Box(260, 400, 340, 430), "button")
    seen = Observation(
        frame, Geometry(Size(900, 600)), time.time(), application="App", window="Orders",
        window_box=Box(0, 0, 900, 600), windows=("Orders",),
    )  # fmt: skip
    reader.scenes[id(seen)] = (seen, tuple(elements))
    return seen


def icon_of(number: int) -> Box:
    return Box(480, TOP + number * HIGH, 508, TOP + number * HIGH + 28)


@pytest.fixture
def reader() -> Drawn:
    return Drawn()


@pytest.fixture
def ladder(tmp_path: Path, reader: Drawn) -> Ladder:
    return Ladder(tmp_path, reader)


def recorded(ladder: Ladder, reader: Drawn, point: FramePoint) -> Target:
    seen = drawn(reader, ROWS)
    target, picture = describe(seen, point, reader.texts(seen), "pictures/one.png")
    assert picture is not None
    store_picture(ladder.folder / "pictures/one.png", picture)
    return target


def test_the_icon_of_a_row_is_told_by_the_rows_name(ladder: Ladder, reader: Drawn) -> None:
    target = recorded(ladder, reader, icon_of(2).center)
    assert target.anchor is not None
    assert target.anchor.words == "Red bush"
    found = ladder.find(target, drawn(reader, ROWS), ENOUGH, cheap=True)
    assert found is not None
    assert icon_of(2).contains(found.point)


@pytest.mark.parametrize("dark", [False, True])
def test_where_the_rows_changed_places_the_icon_goes_with_its_row(ladder: Ladder, reader: Drawn, dark: bool) -> None:
    target = recorded(ladder, reader, icon_of(2).center)
    seen = drawn(reader, ("Red bush", "Mint", "Green tea", "Black tea"), dark=dark)
    assert ladder.find(target, seen, ENOUGH, cheap=True) is None
    found = ladder.find(target, seen, ENOUGH, cheap=False)
    assert found is not None
    assert found.confidence >= ENOUGH
    assert icon_of(0).contains(found.point)


def test_where_the_row_has_gone_no_other_rows_icon_is_taken_for_it(ladder: Ladder, reader: Drawn) -> None:
    target = recorded(ladder, reader, icon_of(2).center)
    found = ladder.find(target, drawn(reader, ("Green tea", "Black tea", "Mint")), ENOUGH, cheap=False)
    assert found is None or found.confidence < ENOUGH


def test_a_reworded_button_is_found_at_its_place_and_its_neighbour_is_not(ladder: Ladder, reader: Drawn) -> None:
    target = recorded(ladder, reader, FramePoint(160, 415))
    found = ladder.find(target, drawn(reader, ROWS, save="Store order"), ENOUGH, cheap=False)
    assert found is not None
    assert found.confidence >= ENOUGH
    assert Box(100, 400, 230, 430).contains(found.point)


def test_another_button_at_its_place_is_no_rewording(ladder: Ladder, reader: Drawn) -> None:
    target = recorded(ladder, reader, FramePoint(160, 415))
    found = ladder.find(target, drawn(reader, ROWS, save="Delete all"), ENOUGH, cheap=False)
    assert found is None or found.confidence < ENOUGH


def test_what_shows_through_a_veil_is_seen_but_not_pressed(ladder: Ladder, reader: Drawn) -> None:
    target = recorded(ladder, reader, FramePoint(160, 415))
    seen = drawn(reader, ROWS)
    seen.frame[:] = (seen.frame * 0.5).astype(np.uint8)
    found = ladder.find(target, seen, ENOUGH, cheap=False)
    assert found is None
    assert ladder.veiled


def test_a_veil_is_seen_though_the_dialog_before_it_covers_an_edge_of_the_target(ladder: Ladder, reader: Drawn) -> None:
    target = recorded(ladder, reader, FramePoint(160, 415))
    portrait = ladder.picture("pictures/one.png")
    assert portrait is not None
    assert target.looks is not None
    assert target.place is not None
    box = target.place.box
    frame = (drawn(reader, ROWS).frame * 0.4).astype(np.uint8)
    frame[round(box.top) - 60 : round(box.top) + 3] = 250
    assert veiled(frame, portrait, target.looks.box, box.moved(2, 2))
    # Of a button, words are found without what is around them.
    assert veiled(frame, portrait, target.looks.box, box.expanded(-4))


def test_another_theme_is_no_veil(ladder: Ladder, reader: Drawn) -> None:
    target = recorded(ladder, reader, FramePoint(160, 415))
    portrait = ladder.picture("pictures/one.png")
    assert portrait is not None
    assert target.looks is not None
    dark = drawn(reader, ROWS, dark=True).frame
    assert not veiled(dark, portrait, target.looks.box, Box(100, 400, 230, 430))


@pytest.mark.parametrize(("words", "can"), [("7", True), ("+", True), ("Save", True), ("i", False), ("★", False)])
def test_what_can_be_told_from_a_misread_icon(words: str, can: bool) -> None:
    assert sayable(words) is can


def test_a_field_that_has_the_focus_is_the_one_beside_the_words_that_name_it(ladder: Ladder, reader: Drawn) -> None:
    """Its frame is lit; what names it may not be read then, but stands there."""
    field, place = Box(210, 500, 510, 530), FramePoint(360, 515)

    def scene(ink: int, row: int = 0) -> Observation:
        seen = drawn(reader, ROWS)
        top = round(field.top) + row
        cv2.rectangle(seen.frame, (210, top), (510, top + 30), (ink, ink, ink), 2)
        cv2.putText(seen.frame, "Reader", (100, top + 22), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (29, 39, 48), 1, cv2.LINE_AA)
        return seen

    plain = scene(200)
    name = Element(box=Box(100, 505, 160, 525), role="text", text="Reader")
    elements = (*reader.texts(plain), name, Element(box=field, role="field"))
    target, picture = describe(plain, place, elements, "pictures/field.png")
    assert picture is not None
    assert target.anchor is not None
    store_picture(ladder.folder / "pictures/field.png", picture)
    found = ladder.find(target, scene(20), ENOUGH, cheap=True)
    assert found is not None
    assert field.contains(found.point)
    assert ladder.find(target, scene(20, row=40), ENOUGH, cheap=True) is None
    # What names it may be read together with what shows beside its dialog.
    other = scene(90)
    joined = Element(box=Box(60, 495, 190, 535), role="field", value="Reader\nDeep sea")
    reader.scenes[id(other)] = (other, (joined, Element(box=field, role="field")))
    beside = ladder.find(target.model_copy(update={"place": None}), other, ENOUGH, cheap=False)
    assert beside is not None
    assert beside.box == field
    dark = (scene(200).frame * 0.4).astype(np.uint8)
    assert target.looks is not None
    for box in (field, Box(330, 503, 390, 527)):
        assert veiled(dark, picture, target.looks.box, box)
        assert not veiled(scene(200).frame, picture, target.looks.box, box)
