"""What was found otherwise than recorded, in words: drawn screens of a window before and after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from agent.macros.file.schema import Macro
from agent.macros.file.store import Macros, picture
from agent.macros.file.target import Target
from agent.macros.grounding.describing import describe
from agent.macros.grounding.finding import Found, Rung
from agent.macros.replaying.changes import changes, in_short
from agent.macros.replaying.healing import accept, keep_proposed, proposed
from agent.macros.replaying.parts import Heal
from bridges.base import Observation
from bridges.coordinates import Box, Geometry, Size
from bridges.errors import MacroUnusable
from model.base import Element

PAPER, INK, BLUE = (240, 240, 240), (20, 20, 20), (40, 90, 200)


def screen(name: str, box: Box, ground: tuple[int, int, int] = BLUE) -> tuple[Observation, list[Element]]:
    """A screen with one button on it, and a label above it."""
    drawn = Image.new("RGB", (640, 400), PAPER)
    draw = ImageDraw.Draw(drawn)
    font = ImageFont.load_default(18)
    draw.text((40, 40), "Letter to Ada", fill=INK, font=font)
    draw.rounded_rectangle((box.left, box.top, box.right, box.bottom), 6, fill=ground)
    draw.text((box.left + 10, box.top + 6), name, fill=(255, 255, 255), font=font)
    elements = [Element(box=Box(40, 40, 160, 62), role="text", text="Letter to Ada"),
                Element(box=box, role="button", text=name)]  # fmt: skip
    seen = Observation(np.asarray(drawn), Geometry(Size(640, 400)), 0.0)
    return seen, elements


SAVE = Box(300, 200, 400, 234)


@pytest.fixture
def macros(tmp_path: Path) -> Macros:
    """One macro that clicks on Save."""
    made = Macros(tmp_path / "macros")
    seen, elements = screen("Save", SAVE)
    target, portrait = describe(seen, SAVE.center, elements, "pictures/save.png")
    assert portrait is not None
    step = {"id": "save", "do": "click", "target": target.model_dump()}
    made.save(Macro.model_validate({"name": "letter", "steps": [step]}), {"pictures/save.png": portrait})
    return made


def found(macros: Macros, name: str, box: Box, rung: Rung = "words", **more: Any) -> Heal:
    step = macros.load("letter").steps[0]
    target = getattr(step, "target", None)
    assert isinstance(target, Target)
    seen, elements = screen(name, box, **more)
    return Heal("letter", "save", target, Found(box, box.center, rung, 0.9), seen, elements)


@pytest.mark.parametrize(
    ("name", "box", "ground", "told"),
    [
        ("Save", SAVE.moved(40, 0), BLUE, "the button “Save” moved 40 pixels to the right"),
        ("Save", SAVE.moved(-12, 0), BLUE, "the button “Save” moved 12 pixels to the left"),
        ("Save", SAVE.moved(0, -30), BLUE, "the button “Save” moved 30 pixels up"),
        ("Save", SAVE.moved(0, 30), BLUE, "the button “Save” moved 30 pixels down"),
        ("Save", SAVE.moved(-20, 9), BLUE, "the button “Save” moved 20 pixels to the left and 9 down"),
        ("Save", SAVE.moved(20, -9), BLUE, "the button “Save” moved 20 pixels to the right and 9 up"),
        ("Store", SAVE, BLUE, "the button “Save” is called “Store” now"),
        ("Store", SAVE.moved(0, 50), BLUE, "the button “Save” moved 50 pixels down; it is called “Store” now"),
        # A longer name makes a button wider to one side: it has not moved.
        ("Keep this letter", Box(300, 200, 460, 234), BLUE, "the button “Save” is called “Keep this letter” now"),
        ("Save", SAVE, (250, 200, 60), "the button “Save” looks different"),
        ("Save", SAVE.moved(40, 0), (250, 200, 60),
         "the button “Save” moved 40 pixels to the right; it looks different"),
        ("Save", SAVE, BLUE, "the button “Save” could not be told for sure by its look"),
        # Read with a slip.
        ("5ave", SAVE.moved(40, 0), BLUE, "the button “Save” moved 40 pixels to the right"),
    ],
)  # fmt: skip
def test_what_is_otherwise_is_said_in_words(
    macros: Macros, tmp_path: Path, name: str, box: Box, ground: tuple[int, int, int], told: str
) -> None:
    (change,) = changes(macros, [found(macros, name, box, ground=ground)], tmp_path)
    assert change.words == told
    assert change.how == "found by its name"
    before, after = picture(tmp_path, change.before), picture(tmp_path, change.after)
    assert before is not None
    assert after is not None
    assert before.shape[0] < 80


def test_a_thing_that_grew_is_larger(macros: Macros, tmp_path: Path) -> None:
    heal = found(macros, "Save", Box(300, 200, 440, 250))
    assert in_short(heal) == "it is larger; found by its name"
    heal = found(macros, "Save", Box(300, 200, 360, 220), "reworded")
    assert in_short(heal) == "it is smaller; found by what its name means"


def test_without_a_picture_that_is_said(macros: Macros, tmp_path: Path) -> None:
    (macros.file("letter").parent / "pictures" / "save.png").unlink()
    (change,) = changes(macros, [found(macros, "Save", SAVE)], tmp_path)
    assert change.words == "the button “Save” had no picture to be found by"
    assert not change.before


def test_what_a_person_wrote_by_hand_gets_a_place_and_a_look(tmp_path: Path) -> None:
    made = Macros(tmp_path / "macros")
    step = {"id": "save", "do": "click", "target": "Save"}
    made.save(Macro.model_validate({"name": "letter", "steps": [step]}))
    (change,) = changes(made, [found(made, "Save", SAVE)], tmp_path)
    assert change.words == "“Save” was known by its name only, its place and its look are new"


def test_what_was_proposed_is_kept_later_and_once(macros: Macros, tmp_path: Path) -> None:
    run, before = tmp_path / "run", macros.text("letter")
    diff = accept(macros, [found(macros, "Store", SAVE.moved(0, 50))], keep=False, run=run)
    assert "+      words: Store" in diff
    assert macros.text("letter") == before
    assert [one.diff for one in proposed(run)] == [diff]
    keep_proposed(macros, run)
    step = macros.load("letter").steps[0]
    assert getattr(step, "target", Target()).words == "Store"
    assert (macros.file("letter").parent / "pictures" / "save.png").is_file()
    assert not proposed(run)


def test_what_was_proposed_is_not_kept_over_what_a_person_wrote_since(macros: Macros, tmp_path: Path) -> None:
    run = tmp_path / "run"
    accept(macros, [found(macros, "Store", SAVE)], keep=False, run=run)
    path = macros.file("letter")
    path.write_text(path.read_text() + "# mine\n")
    with pytest.raises(MacroUnusable, match="changed since"):
        keep_proposed(macros, run)
    assert path.read_text().endswith("# mine\n")


def test_a_heal_of_where_something_is_dragged_to_leaves_what_is_dragged_alone(macros: Macros, tmp_path: Path) -> None:
    path = macros.file("letter")
    text = path.read_text().replace("do: click", "do: drag")
    path.write_text(text + "    to: {words: Save}\n")
    heal = found(macros, "Store", SAVE)
    heal.part, heal.was = "to", Target(words="Save", role="button")
    accept(macros, [heal], keep=True)
    step = macros.load("letter").steps[0]
    assert getattr(step, "target", Target()).words == "Save"
    assert getattr(step, "to", Target()).words == "Store"
