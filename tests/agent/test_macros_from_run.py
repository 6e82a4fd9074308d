"""A macro from a run holds all that the run did, and knows of the windows that it saw."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agent.base import Consequence, Event, Finished, Focus, Performed, Planned, Verified
from agent.macros.file.schema import DEEDS, Deed, Macro
from agent.macros.file.store import Macros
from agent.macros.recording.from_run import from_run
from agent.macros.replaying.strangers import windows_of
from agent.reading import TreeReader
from agent.trajectory import Run
from bridges.action import ACTION
from bridges.base import Frame
from bridges.coordinates import Box, Geometry, Size
from bridges.errors import MacroUnusable
from model.base import Decision, Expectation

SIZE = Size(400, 300)
WINDOW = Box(20, 20, 380, 280)
FIRST, SECOND = Box(30, 40, 130, 56), Box(30, 60, 150, 76)
CARETS = Box(131, 40, 133, 56), Box(30, 60, 32, 76)


def painted(*boxes: Box) -> Frame:
    frame = np.full((300, 400, 3), 240, np.uint8)
    for box in boxes:
        frame[int(box.top) : int(box.bottom), int(box.left) : int(box.right)] = 20
    return frame


class Told:
    """A run as its events tell it."""

    def __init__(self, folder: Path) -> None:
        self.run = Run.create(folder, "Write two lines", "desktop", "mini")
        self.macros, self.number = Macros(folder / "macros"), 0
        self.screen, self.title = painted(), "Untitled - Pad"

    def plan(self, *actions: dict[str, Any], expect: Expectation | None = None) -> None:
        self.number += 1
        decision = Decision(
            actions=tuple(ACTION.validate_python(one) for one in actions), image=SIZE, reason="as told",
            expect=expect or Expectation(kind="change"),
        )  # fmt: skip
        self.tell(
            Planned(
                step=self.number, decision=decision, consequence=Consequence.EDITS, geometry=Geometry(SIZE),
                focus=Focus(application="pad", window=self.title, box=WINDOW),
                frame=f"{self.number:04d}-before", pixels=self.screen,
            )
        )  # fmt: skip

    def did(self, screen: Frame, *, ok: bool = True, index: int = 0, title: str = "") -> None:
        self.screen, self.title = screen, title or self.title
        self.tell(
            Performed(step=self.number, summary="done"),
            Verified(
                step=self.number, ok=ok, note="as told", frame=f"{self.number:04d}-after{f'-{index}' if index else ''}",
                focus=Focus(application="pad", window=self.title, box=WINDOW), pixels=screen,
            ),
        )  # fmt: skip

    def tell(self, *events: Event) -> None:
        for event in events:
            self.run.append(event)

    def macro(self) -> Macro:
        self.tell(Finished(status="success"))
        self.run.close()
        return from_run(self.run, "told", self.macros, TreeReader())


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


ENTER = {"action": "press", "keys": ["enter"]}


def typing(text: str) -> dict[str, Any]:
    return {"action": "input", "text": text}


def deed(macro: Macro, number: int = 1) -> Deed:
    step = macro.steps[number - 1]
    assert isinstance(step, DEEDS)
    return step


def deeds(macro: Macro) -> Sequence[str]:
    return [f"{one.do} {getattr(one, 'text', '') or '+'.join(getattr(one, 'keys', ()))}".strip() for one in macro.steps]


def test_a_line_break_whose_check_failed_is_not_lost(told: Told) -> None:
    told.plan(typing("one"))
    told.did(painted(FIRST, CARETS[0]))
    told.plan(ENTER)
    told.did(painted(FIRST, CARETS[1]), ok=False)
    told.plan(typing("two"))
    told.did(painted(FIRST, SECOND))
    macro = told.macro()
    assert deeds(macro) == ["input {text}", "press enter", "input {text_2}"]
    assert deed(macro, 2).check.kind == "none"
    assert [(one.top, one.bottom) for one in deed(macro, 3).check.came] == [(40, 56)]


@pytest.mark.parametrize(("went_on", "kept"), [(False, 1), (True, 2)])
def test_what_failed_and_was_done_again_is_kept_once_where_nothing_showed(told: Told, went_on: bool, kept: int) -> None:
    told.plan(typing("one"))
    told.did(painted(FIRST, CARETS[0]))
    told.plan(ENTER)
    told.did(painted(FIRST, CARETS[1] if went_on else CARETS[0]), ok=False)
    told.plan(ENTER)
    told.did(painted(FIRST, SECOND))
    assert deeds(told.macro()).count("press enter") == kept


def test_of_a_plan_that_was_left_in_the_middle_only_what_was_done_is_kept(told: Told) -> None:
    told.plan({"action": "press", "keys": ["ctrl", "a"]}, typing("one"), ENTER)
    told.did(painted())
    told.did(painted(FIRST), ok=False, index=1)
    told.plan({"action": "press", "keys": ["tab"]})
    told.did(painted(FIRST, SECOND))
    assert deeds(told.macro()) == ["press ctrl+a", "input {text}", "press tab"]


def test_a_text_that_was_broken_off_makes_no_macro(told: Told) -> None:
    told.plan(typing("one"))
    told.tell(Verified(step=1, ok=False, note="the mouse was moved in the middle of it: it may be done in part"))
    told.plan(typing("one"))
    told.did(painted(FIRST))
    with pytest.raises(MacroUnusable, match="broken off"):
        told.macro()


def test_the_windows_that_a_run_saw_are_those_of_its_macro(told: Told) -> None:
    told.plan({"action": "press", "keys": ["ctrl", "s"]}, expect=Expectation(kind="window"))
    told.did(painted(FIRST), title="Save As")
    told.plan(typing("note.txt"))
    told.did(painted(FIRST, SECOND))
    macro = told.macro()
    assert windows_of(macro) == ("Untitled - Pad", "Save As")
    assert deed(macro, 1).scene
    assert deed(macro, 2).scene


def test_what_changes_while_a_run_waits_is_not_waited_for_again(told: Told) -> None:
    told.plan({"action": "wait", "seconds": 0.5})
    told.did(painted(FIRST))
    told.plan(typing("two"))
    told.did(painted(FIRST, SECOND))
    assert deed(told.macro()).check.kind == "none"


def test_the_words_of_a_menu_are_no_windows_title(told: Told) -> None:
    told.plan({"action": "press", "keys": ["f10"]})
    told.did(painted(FIRST))
    macro = told.macro()
    check = deed(macro).check.model_copy(update={"text": "Convert Select"})
    assert check.kind == "looks"
    worded = macro.model_copy(update={"steps": (deed(macro).model_copy(update={"check": check}),)})
    assert windows_of(worded) == ("Untitled - Pad",)
