"""What proves a step: a window's title, and of what changed only what outlasts the pointer's rest."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from agent.macros.arriving import Arrival, stands_in
from agent.macros.file.schema import Check, Pointing, Recorded, Typing
from agent.macros.file.store import Macros
from agent.macros.file.target import Place, Target
from agent.macros.grounding.finding import Ladder
from agent.macros.recording.deedlet import Deedlet
from agent.macros.recording.passing import effect
from agent.macros.recording.recorded import assembled
from agent.macros.replaying.checking import Checker
from agent.macros.replaying.trail import Trail
from agent.reading import TreeReader
from bridges.action import Click, Input
from bridges.base import Frame, Observation
from bridges.coordinates import Box, FramePoint, Geometry, ImagePoint, Size
from model.base import Element

SIZE = Size(400, 300)
BLANK: Frame = np.full((300, 400, 3), 240, np.uint8)


def seen(title: str, frame: Frame = BLANK) -> Observation:
    return Observation(
        frame, Geometry(SIZE), time.time(), application="App", window=title, window_box=Box(0, 0, 400, 300)
    )


@pytest.mark.parametrize(
    ("wanted", "was", "before", "now", "holds"),
    [
        ("letter.txt - Mousepad", "Save As", "Save As", "letter.txt - Mousepad", True),
        ("letter.txt - Mousepad", "Save As", "Save As", "other.txt - Mousepad", True),
        ("letter.txt - Mousepad", "Save As", "Save As", "Save As", False),
        ("letter.txt - Mousepad", "Save As", "Save As", "Untitled 1 - Mousepad", False),
        ("letter.txt - Mousepad", "Untitled 1 - Mousepad", "Untitled 1 - Mousepad", "Untitled 1 - Mousepad", False),
        ("letter.txt - Mousepad", "Untitled 1 - Mousepad", "Untitled 3 - Mousepad", "Untitled 3 - Mousepad", False),
        ("Untitled 2 - Mousepad", "Untitled 1 - Mousepad", "Untitled 4 - Mousepad", "Untitled 5 - Mousepad", True),
        ("/a/one/note.txt", "*/a/one/note.txt", "*/b/two/note.txt", "*/b/two/note.txt", False),
        ("/a/one/note.txt", "*/a/one/note.txt", "*/b/two/note.txt", "/b/two/note.txt", True),
        ("/a/one/note.txt", "/a/one/note.txt", "/b/two/note.txt", "/b/two/note.txt", True),
        ("Shop - Browser", "", "Start - Browser", "Start - Browser", True),
    ],
)
def test_a_window_has_come_only_if_its_title_changed_where_the_recorded_one_did(
    tmp_path: Path, wanted: str, was: str, before: str, now: str, holds: bool
) -> None:
    titles = ("Untitled 1 - Mousepad", "Save As", wanted) if was else ()
    reader = TreeReader()
    checker = Checker(
        Ladder(tmp_path, reader), reader, lambda: seen(now), lambda: seen(now), time.sleep, titles=titles
    )  # fmt: skip
    check = Check(kind="window", text=wanted, within_s=0.05)
    assert checker.check(check, seen(before), was).ok is holds


def painted(*spots: tuple[Box, int]) -> Frame:
    frame = BLANK.copy()
    for box, shade in spots:
        frame[int(box.top) : int(box.bottom), int(box.left) : int(box.right)] = shade
    return frame


@pytest.mark.parametrize(
    ("carets", "caret_tells", "holds"),
    [((100,), False, False), ((100,), True, True), ((100, 160), False, True), ((), True, False)],
)
def test_one_caret_tells_of_a_change_only_where_the_step_may_move_one(
    tmp_path: Path, carets: tuple[int, ...], caret_tells: bool, holds: bool
) -> None:
    before, now = (replace(seen("A"), frame=frame) for frame in (
        painted((Box(100, 80, 101, 96), 0)) if len(carets) > 1 else painted(),
        painted(*((Box(left, 80, left + 1, 96), 0) for left in carets[-1:])),
    ))  # fmt: skip
    reader = TreeReader()
    checker = Checker(
        Ladder(tmp_path, reader), reader, lambda: now, lambda: now, time.sleep, caret_tells=caret_tells
    )  # fmt: skip
    assert checker.check(Check(within_s=0.05), before).ok is holds


BUTTON, NEXT, HINT, SHOWN = Box(20, 20, 60, 50), Box(62, 20, 102, 50), Box(30, 55, 90, 75), Box(200, 200, 300, 220)
HERE, THERE = FramePoint(40, 35), FramePoint(82, 35)


def test_a_highlight_and_a_hint_are_gone_when_the_pointer_is_and_prove_nothing() -> None:
    pressed = painted((BUTTON, 200), (HINT, 120), (SHOWN, 10))
    then = painted((NEXT, 200), (SHOWN, 90))
    came = effect(BLANK, pressed, then, [HERE], [THERE], ())
    assert came.lasting == (SHOWN,)
    assert came.passing == (BUTTON.union(HINT),)
    # The next press changes the highlight of both, of which the first one's was passing.
    assert (
        effect(painted((BUTTON, 200)), painted((NEXT, 200)), BLANK, [THERE], [FramePoint(250, 250)], (BUTTON,)).lasting
        == ()
    )


def test_a_menu_in_which_the_next_thing_was_done_is_an_effect_though_it_has_closed() -> None:
    menu = Box(20, 50, 160, 200)
    assert effect(BLANK, painted((menu, 250)), BLANK, [HERE], [FramePoint(90, 120)], ()).lasting == (menu,)


def test_a_menu_without_an_outline_is_one_all_the_same() -> None:
    entries = [Box(30, top, 120, top + 8) for top in range(55, 200, 12)]
    menu = painted(*((entry, 20) for entry in entries))
    came = effect(BLANK, menu, BLANK, [HERE], [FramePoint(200, 100)], ())
    assert came.lasting == ()
    assert effect(BLANK, menu, BLANK, [HERE], [FramePoint(100, 100)], ()).passing == ()


def test_what_is_still_there_after_the_next_step_lasts() -> None:
    ticked = painted((BUTTON, 10))
    assert effect(BLANK, ticked, ticked, [HERE], [THERE], ()).lasting == (BUTTON,)
    assert effect(BLANK, ticked, None, [HERE], [], ()).lasting == (BUTTON,)


def test_an_opened_menu_that_was_closed_is_opened_again_and_nothing_else_is_done_twice() -> None:
    def step(name: str, role: str, box: Box) -> Pointing:
        place = Place(box=box, within=(400, 300))
        target = Target.model_validate({"words": name, "role": role, "place": place})
        return Pointing(id=name, do="click", target=target, check=Check(kind="looks"))

    edit, more, entry = (
        step("edit", "menuitem", Box(20, 20, 60, 50)),
        step("more", "menuitem", Box(20, 80, 160, 100)),
        step("entry", "menuitem", Box(170, 90, 290, 110)),
    )
    opened, within = painted((Box(20, 50, 160, 200), 200)), Box(160, 80, 300, 220)
    trail = Trail()
    trail.take(edit, seen("Window"), Box(20, 50, 160, 200))
    trail.take(more, seen("Window", opened), within)
    assert [one.id for one in trail.undone(entry.target, seen("Window"))] == ["edit", "more"]
    assert [one.id for one in trail.undone(entry.target, seen("Window", opened))] == ["more"]
    assert trail.undone(entry.target, seen("Window", painted((Box(0, 0, 400, 150), 9)))) == []
    assert trail.undone(step("save", "button", Box(300, 250, 380, 280)).target, seen("Window")) == []
    trail.take(step("store", "button", Box(20, 20, 60, 50)), seen("Window"), within)
    assert trail.undone(entry.target, seen("Window")) == []


LINE, BELOW = Box(30, 60, 150, 76), Box(30, 80, 150, 96)


@pytest.mark.parametrize(
    ("shown", "holds"), [(LINE, True), (Box(30, 60, 90, 76), True), (BELOW, False), (Box(160, 60, 280, 76), False)]
)
def test_a_text_that_came_in_another_line_than_recorded_is_noticed(tmp_path: Path, shown: Box, holds: bool) -> None:
    mark = Box(350, 280, 360, 290)
    now = seen("Pad", painted((shown, 20), (mark, 20)))
    reader = TreeReader()
    checker = Checker(Ladder(tmp_path, reader), reader, lambda: now, lambda: now, time.sleep, as_recorded=True)
    lit = Box(200, 200, 300, 230)
    for came in ((LINE, mark), (LINE, lit)):
        assert checker.check(Check(kind="change", came=came, within_s=0.1), seen("Pad")).ok is holds
    # In a window that looked otherwise before, nothing says where it has to come.
    assert replace(checker, as_recorded=False).check(Check(came=(LINE,)), seen("Pad")).ok


@pytest.mark.parametrize(
    ("pieces", "stands"),
    [
        (["B 12"], "whole"), (["B"], "broken"), (["B 1"], "broken"), (["B 12|"], "whole"), ([], "unread"),
        (["•••••"], "unread"),
        (["Shelf", "B 12"], "whole"), (["Shelf", "B"], "broken"), (["unread"], "unread"),
        (["at 12"], "unread"),
    ],
)  # fmt: skip
def test_a_text_of_which_only_a_beginning_shows_was_broken_off(pieces: list[str], stands: str) -> None:
    assert stands_in(pieces, "B 12") == stands


@pytest.mark.parametrize(
    ("pieces", "stands"),
    [
        (["the first line that", "wraps to the second"], "whole"), (["the first line that"], "broken"),
        (["the first line that wraps to the sec0nd"], "whole"), (["…aps to the second"], "whole"),
    ],
)  # fmt: skip
def test_a_text_that_wraps_or_shows_its_end_only_is_whole(pieces: list[str], stands: str) -> None:
    assert stands_in(pieces, "the first line that wraps to the second") == stands


def test_a_text_in_a_field_whose_frame_lights_up_is_expected_to_show(tmp_path: Path) -> None:
    field = Box(20, 60, 320, 90)
    ring = (Box(20, 60, 320, 64), Box(20, 86, 320, 90), Box(20, 60, 24, 90), Box(316, 60, 320, 90))
    text = Box(30, 68, 90, 82)
    lit = seen("Pad", painted(*((one, 100) for one in ring), (text, 20)))
    left = seen("Pad", painted((text, 20), (Box(200, 200, 230, 220), 20)))
    typing = Input(text="Ada", start_point=ImagePoint(170, 75))
    elements = (Element(box=field, role="field", label="Name"),)
    deeds = [
        Deedlet(typing, (FramePoint(170, 75),), seen("Pad"), lit, elements),
        Deedlet(Click(start_point=ImagePoint(210, 210)), (FramePoint(210, 210),), lit, left, elements),
    ]
    step = assembled("m", "", deeds, Recorded(), Macros(tmp_path)).steps[0]
    assert isinstance(step, Typing)
    assert step.check.kind == "change"
    assert step.check.looks is not None
    ladder, reader = Ladder(tmp_path / "m", TreeReader()), TreeReader()
    half = seen("Pad", painted(*((one, 100) for one in ring), (Box(30, 68, 50, 82), 20)))
    assert step.target is not None
    assert step.target.place is not None
    arrival = Arrival(step.model_copy(update={"text": "Ada"}), seen("Pad"), step.target.place.box)
    assert arrival.stands(ladder, reader, lit, lambda: lit, lambda: lit)[0] == "whole"
    assert arrival.stands(ladder, reader, half, lambda: half, lambda: half)[0] == "unread"
    assert not arrival.came_to_nothing(half)
    # It may stand at the beginning of a field that is longer than what is kept of it.
    assert arrival.came_to_nothing(seen("Pad", painted(*((one, 100) for one in ring))))
    assert not arrival.came_to_nothing(seen("Pad", painted((Box(30, 68, 36, 82), 20))))


def test_words_that_stand_far_apart_are_read_as_one_text() -> None:
    """In large letters, each word is a change of its own, and the first alone is a beginning."""
    whole, first = Box(30, 60, 60, 90), Box(75, 60, 110, 90)
    typed = seen("Pad", painted((whole, 20), (first, 20)))

    class Words:
        def texts(self, observation: Observation) -> tuple[Element, ...]:
            dark = np.flatnonzero((observation.frame < 60).all(axis=2).any(axis=0))
            wide = int(dark.max() - dark.min()) if dark.size else 0
            text = "three limes" if wide > 60 else "three" if wide else ""
            return (Element(box=Box(0, 0, 10, 10), role="text", text=text),)

    step = Typing(do="input", text="three limes", check=Check(within_s=0.0))
    arrival = Arrival(step, seen("Pad", painted()), None)
    reader = Words()
    assert arrival.stands(Ladder(Path(), reader), reader, typed, lambda: typed, lambda: typed)[0] == "whole"
