"""What a window that looks as recorded, nearly so, or otherwise lets a replay know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from agent.macros.file.schema import Scene
from agent.macros.file.store import store_picture
from agent.macros.grounding.finding import Ladder
from agent.macros.scenes import known_texts, likeness, scene_of, told
from bridges.base import Frame, Observation
from bridges.coordinates import Box, Geometry, Size
from model.base import Element

SIZE = Size(600, 400)
WINDOW = Box(100, 50, 500, 350)
SCENE = Scene(picture="pictures/s1-scene.png", read="pictures/s1-scene.json")
CANCEL = Element(box=Box(320, 300, 380, 330), role="button", text="Cancel")
CLOCK = Element(box=Box(120, 60, 160, 80), text="12:30")


class Reading:
    """Reads “Delete” in whatever it is shown, and remembers how large that was."""

    def __init__(self) -> None:
        self.shown: list[tuple[int, int]] = []

    def texts(self, observation: Observation) -> Sequence[Element]:
        height, width = observation.frame.shape[:2]
        self.shown.append((width, height))
        return (Element(box=Box(2, 3, 20, 12), text="Delete"),)


def picture(*marks: Box) -> Frame:
    frame = np.full((SIZE.height, SIZE.width, 3), 230, np.uint8)
    for mark in (Box(320, 300, 380, 330), *marks):
        frame[round(mark.top) : round(mark.bottom), round(mark.left) : round(mark.right)] = 40
    return frame


def seen(frame: Frame, window: Box = WINDOW) -> Observation:
    return Observation(frame, Geometry(SIZE), 1.0, application="Form", window="Form", window_box=window)


def kept(folder: Path) -> Ladder:
    """The macro's folder with the scene as it was recorded."""
    before = seen(picture())
    scene = scene_of(before)
    assert scene is not None
    store_picture(folder / SCENE.picture, scene)
    (folder / SCENE.read).write_text(told((CANCEL, CLOCK), before), encoding="utf-8")
    return Ladder(folder, Reading())


def test_the_same_window_says_what_was_read_when_recorded(tmp_path: Path) -> None:
    reader, ladder = Reading(), kept(tmp_path)
    known = known_texts(ladder, SCENE, seen(picture()), reader)
    assert known is not None
    assert [(one.text, one.role, one.box) for one in known()] == [
        ("Cancel", "button", CANCEL.box),
        ("12:30", "unknown", CLOCK.box),
    ]
    assert reader.shown == []


def test_where_a_spot_of_it_changed_that_alone_is_read_anew(tmp_path: Path) -> None:
    reader, ladder = Reading(), kept(tmp_path)
    known = known_texts(ladder, SCENE, seen(picture(Box(125, 62, 150, 74))), reader)
    assert known is not None
    assert [one.text for one in known()] == ["Cancel", "Delete"]
    ((width, height),) = reader.shown
    assert width < 80
    assert height < 60


def test_another_window_is_read_as_a_whole(tmp_path: Path) -> None:
    ladder = kept(tmp_path)
    assert known_texts(ladder, SCENE, seen(picture(Box(150, 100, 450, 280))), Reading()) is None
    assert known_texts(ladder, SCENE, seen(picture(), Box(100, 50, 400, 350)), Reading()) is None


def test_a_caret_makes_no_other_window_and_a_dialog_does() -> None:
    recorded = scene_of(seen(picture()))
    assert recorded is not None
    assert likeness(recorded, seen(picture(Box(200, 100, 202, 118)))) == "same"
    assert likeness(recorded, seen(picture(Box(200, 100, 230, 118)))) == "alike"
    assert likeness(recorded, seen(picture(Box(150, 100, 450, 280)))) == "other"


def test_no_file_outside_the_macro_is_read(tmp_path: Path) -> None:
    ladder = kept(tmp_path / "macro")
    (tmp_path / "outside.json").write_text("[]", encoding="utf-8")
    elsewhere = Scene(picture=SCENE.picture, read="../outside.json")
    assert known_texts(ladder, elsewhere, seen(picture()), Reading()) is None
