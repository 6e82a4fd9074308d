"""Keys that cannot be read: told by their row and column. And choices that are as grave as what is done with them."""

from __future__ import annotations

import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from agent.base import Consequence
from agent.macros.file.schema import Macro, Pointing, Pressing
from agent.macros.file.store import store_picture
from agent.macros.file.target import Target
from agent.macros.grounding.describing import describe
from agent.macros.grounding.finding import ENOUGH, Ladder
from agent.macros.replaying.gravity import grave_choices
from bridges.base import Frame, Observation
from bridges.coordinates import Box, Geometry, Size
from model.base import Element, Role

KEYS = ("789/", "456*", "123-", "0.=+")
READ: dict[int, tuple[Observation, tuple[Element, ...]]] = {}


class Drawn:
    """Reads what was drawn."""

    def texts(self, observation: Observation) -> tuple[Element, ...]:
        return READ[id(observation)][1]


def keys(wide: int, high: int, unread: str = "", rows: tuple[str, ...] = KEYS) -> Observation:
    """A pad of keys with small signs in their middles, of which some cannot be read."""
    frame: Frame = np.full((700, 1100, 3), 235, np.uint8)
    elements = []
    for down, row in enumerate(rows):
        for across, sign in enumerate(row):
            box = Box(40 + across * wide, 60 + down * high, 36 + (across + 1) * wide, 56 + (down + 1) * high)
            cv2.rectangle(frame, *corners(box), (150, 150, 150), 1)
            x, y = round(box.center.x), round(box.center.y)
            cv2.putText(frame, sign, (x - 5, y + 5), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (20, 20, 20), 1, cv2.LINE_AA)
            elements.append(Element(box=box, role="button", text="" if sign in unread else sign))
    seen = Observation(
        frame, Geometry(Size(1100, 700)), time.time(), application="App", window="Pad", window_box=Box(0, 0, 1100, 700)
    )
    READ[id(seen)] = (seen, tuple(elements))
    return seen


def corners(box: Box) -> tuple[tuple[int, int], tuple[int, int]]:
    return (int(box.left), int(box.top)), (int(box.right), int(box.bottom))


def recorded(ladder: Ladder, across: int, down: int) -> Target:
    seen = keys(60, 34)
    box = Box(40 + across * 60, 60 + down * 34, 96 + across * 60, 90 + down * 34)
    target, picture = describe(seen, box.center, READ[id(seen)][1], "pictures/one.png")
    assert picture is not None
    store_picture(ladder.folder / "pictures/one.png", picture)
    return target


@pytest.mark.parametrize(("across", "down", "unread"), [(3, 1, "*"), (3, 1, "*-"), (3, 2, "-*+"), (2, 3, "=")])
def test_a_key_that_is_not_read_is_where_its_row_and_column_cross(
    tmp_path: Path, across: int, down: int, unread: str
) -> None:
    ladder = Ladder(tmp_path, Drawn())
    target = recorded(ladder, across, down)
    found = ladder.find(target, keys(240, 130, unread), ENOUGH, cheap=False)
    assert found is not None
    assert found.confidence >= ENOUGH
    assert Box(40 + across * 240, 60 + down * 130, 276 + across * 240, 186 + down * 130).contains(found.point)


def test_another_sign_at_the_crossing_is_not_pressed(tmp_path: Path) -> None:
    ladder = Ladder(tmp_path, Drawn())
    target = recorded(ladder, 3, 1)
    seen = keys(240, 130, "=+", ("789/", "456+", "123-", "0.=C"))
    found = ladder.find(target, seen, ENOUGH, cheap=False)
    assert found is None or found.confidence < ENOUGH


def pressed(name: str, role: Role, consequence: Consequence = Consequence.EDITS) -> Pointing:
    return Pointing(id=name, do="click", target=Target(words=name, role=role), consequence=consequence)


def test_what_is_marked_for_a_grave_key_or_menu_entry_is_as_grave() -> None:
    delete = Pressing(id="delete", do="press", keys=("shift", "delete"), consequence=Consequence.DESTROYS)
    steps = (
        pressed("file", "text"), delete, pressed("yes", "button", Consequence.DESTROYS),
        pressed("letter", "text"), pressed("edit", "menuitem"), pressed("remove", "menuitem", Consequence.DESTROYS),
        pressed("gift", "checkbox"), pressed("send", "button", Consequence.SPENDS),
    )  # fmt: skip
    assert grave_choices(Macro(name="m", steps=steps)) == {"file", "letter"}


def test_a_key_whose_neighbours_are_not_read_either_is_told_by_its_sign(tmp_path: Path) -> None:
    ladder = Ladder(tmp_path, Drawn())
    target = recorded(ladder, 3, 3)
    found = ladder.find(target, keys(240, 130, "".join(KEYS)), ENOUGH, cheap=False)
    assert found is not None
    assert found.confidence >= ENOUGH
    assert Box(40 + 3 * 240, 60 + 3 * 130, 276 + 3 * 240, 186 + 3 * 130).contains(found.point)
