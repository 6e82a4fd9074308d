"""How a recording is told: windows switched, hidden texts kept out, steps classed by what they touch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from agent.base import Consequence
from agent.macros.file.schema import Macro, Pressing
from agent.macros.file.store import Macros
from agent.macros.recording.hiding import hides, repeated
from agent.macros.recording.recorder import Recorder
from agent.macros.recording.watching import Watch
from agent.reading import TreeReader
from bridges.base import Frame, Node, Observation
from bridges.coordinates import Box, Geometry, ScreenPoint, Size
from bridges.errors import MacroUnusable
from bridges.recorder import Heard
from model.base import Element

SIZE = Size(640, 400)
GRAY = 240


class HeardBefore:
    """Ears that heard these events before anybody asks."""

    def __init__(self, events: Sequence[Heard]) -> None:
        self._events = tuple(events)

    def heard(self) -> tuple[Heard, ...]:
        came, self._events = self._events, ()
        return came


class Looks:
    """Eyes that saw these looks one after another."""

    def __init__(self, looks: Sequence[Observation]) -> None:
        self._looks = iter(looks)

    def glance(self) -> Observation:
        return next(self._looks)


def look(at: float, application: str, shade: int = GRAY, *nodes: Node) -> Observation:
    frame = np.full((SIZE.height, SIZE.width, 3), shade, np.uint8)
    box = Box(0, 0, 300, 180) if application else None
    return Observation(
        frame, Geometry(SIZE), at, application=application, window=application, window_box=box, tree=nodes
    )


def key(at: float, name: str, text: str = "") -> Heard:
    return Heard("key", at, ScreenPoint(5, 5), 40, name, text)


def up(at: float, name: str) -> Heard:
    return Heard("keyup", at, ScreenPoint(5, 5), 40, name)


def chord(at: float, *names: str) -> list[Heard]:
    return [*(key(at, name) for name in names), *(up(at + 0.05, name) for name in reversed(names))]


def told(events: Sequence[Heard], looks: Sequence[Observation], folder: Path) -> Macro:
    watch = Watch(Looks(looks))
    watch._looks = list(looks)
    recorder = Recorder(HeardBefore(events), watch, (), began=0.5)  # type: ignore[arg-type]
    recorder.listen()
    return recorder.macro("told", Macros(folder), TreeReader(), "this screen")


def test_a_window_that_alt_tab_led_to_is_a_switch_to_it(tmp_path: Path) -> None:
    events = [*chord(2.0, "alt", "tab"), *chord(2.4, "alt", "tab"), key(4.0, "a", "a"), *chord(6.0, "alt", "tab")]
    looks = [look(1.0, "One"), look(2.1, "Two", 200), look(2.6, "Three", 150), look(4.1, "Three", 140)]
    macro = told(events, looks, tmp_path)
    assert [step.do for step in macro.steps] == ["appswitch", "appswitch", "input"]
    assert [getattr(step, "app", "") for step in macro.steps] == ["One", "Three", ""]


def test_what_a_person_waited_long_for_is_waited_for_longer(tmp_path: Path) -> None:
    events = [*chord(2.0, "ctrl", "e"), *chord(42.0, "ctrl", "s"), *chord(43.0, "ctrl", "q")]
    looks = [look(1.0, "One"), look(41.0, "Exported", 200), look(42.5, "Saved", 150), look(43.5, "Saved", 100)]
    switch, export, save, leave = told(events, looks, tmp_path).steps
    assert isinstance(export, Pressing)
    assert isinstance(save, Pressing)
    assert isinstance(leave, Pressing)
    assert export.check.text == "Exported"
    assert 60 < export.check.within_s < 70
    assert 60 < save.find_s < 70
    assert switch.do == "appswitch"
    assert leave.find_s == 10


def test_a_bare_desktop_has_no_window_to_bring_to_the_front(tmp_path: Path) -> None:
    macro = told([*chord(2.0, "ctrl", "f")], [look(1.0, ""), look(2.2, "", 100)], tmp_path)
    assert [step.do for step in macro.steps] == ["press"]


def test_where_nothing_was_done_there_is_no_macro(tmp_path: Path) -> None:
    with pytest.raises(MacroUnusable, match="nothing was done"):
        told([*chord(2.0, "alt", "tab")], [look(1.0, "One")], tmp_path)


def test_a_step_is_classed_by_what_it_touches(tmp_path: Path) -> None:
    delete = Node("push button", "Delete for ever", Box(40, 40, 160, 70))
    show = Node("push button", "Show more", Box(40, 100, 160, 130))
    events = [
        Heard(kind, at, ScreenPoint(100, y), 1)
        for at, y in ((2.0, 55.0), (4.0, 115.0))
        for kind in ("down", "up")
    ]  # fmt: skip
    looks = [look(1.0, "Mail", GRAY, delete, show), look(2.2, "Mail", 200, delete, show), look(4.2, "Mail", 180)]
    macro = told(events, looks, tmp_path)
    assert [step.consequence for step in macro.steps[1:]] == [Consequence.DESTROYS, Consequence.READS]  # type: ignore[union-attr]


def with_text(text: str, at: tuple[int, int] = (60, 90)) -> Frame:
    frame = np.full((SIZE.height, SIZE.width, 3), 255, np.uint8)
    return np.asarray(cv2.putText(frame, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0), 1), np.uint8)


def with_dots(count: int) -> Frame:
    frame = np.full((SIZE.height, SIZE.width, 3), 255, np.uint8)
    for number in range(count):
        cv2.circle(frame, (60 + 9 * number, 86), 3, (0, 0, 0), -1, cv2.LINE_AA)
    return frame


def seen(frame: Frame, application: str = "Form") -> Observation:
    return Observation(frame, Geometry(SIZE), 1.0, application=application, window=application)


@pytest.mark.parametrize("typed", ["hunter2", "correct horse"])
def test_a_row_of_dots_hides_what_was_typed(typed: str) -> None:
    assert hides(typed, seen(with_dots(0)), seen(with_dots(len(typed))), ())


def with_touching_dots(count: int, *, caret: bool = False) -> Frame:
    """Dots as a browser draws them: 5.55 pixels apart, which is no whole number, and nearly as wide."""
    fine = np.full((SIZE.height * 8, SIZE.width * 8), 255, np.uint8)
    for number in range(count):
        cv2.circle(fine, (round((60 + 5.55 * number) * 8), 86 * 8), 20, 0, -1)
    if caret:
        cv2.rectangle(fine, (57 * 8, 78 * 8), (58 * 8 - 1, 95 * 8), 0, -1)
    small = cv2.resize(fine, (SIZE.width, SIZE.height), interpolation=cv2.INTER_AREA)
    return np.repeat(small[:, :, None], 3, axis=2).astype(np.uint8)


@pytest.mark.parametrize("typed", ["hunter2!xyz", "correct horse"])
def test_dots_that_touch_each_other_and_the_caret_hide_what_was_typed(typed: str) -> None:
    before = seen(with_touching_dots(0, caret=True))
    assert hides(typed, before, seen(with_touching_dots(len(typed))), ())
    assert hides(typed, before, seen(with_touching_dots(len(typed), caret=True)), ())


@pytest.mark.parametrize("typed", ["notes.md", "minimum wage"])
def test_a_dark_frame_around_a_text_does_not_make_it_a_row_of_marks(typed: str) -> None:
    (wide, high), below = cv2.getTextSize(typed, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)
    box = Box(61, 90 - high, 60 + wide - 1, 90 + below)
    corners = (58, 87 - high), (60 + wide + 1, 92 + below)
    frame = np.asarray(cv2.rectangle(with_text(typed).copy(), *corners, (0, 0, 0), 1), np.uint8)
    assert not repeated(frame, box, len(typed))


@pytest.mark.parametrize("typed", ["hunter2", "minimum", "ooo", "Hello, world", "2026", "aab", "1212"])
def test_letters_hide_nothing(typed: str) -> None:
    assert not hides(typed, seen(with_dots(0)), seen(with_text(typed)), ())


def test_a_field_that_is_named_so_hides_though_its_text_is_shown() -> None:
    label = Element(box=Box(10, 70, 55, 92), text="Password:")
    assert hides("hunter2", seen(with_dots(0)), seen(with_text("hunter2")), (label,))
    other = Element(box=Box(10, 70, 55, 92), text="Surname:")
    assert not hides("hunter2", seen(with_dots(0)), seen(with_text("hunter2")), (other,))


def test_a_terminal_that_shows_nothing_of_it_hides() -> None:
    same = with_text("[sudo] password for ada:")
    assert hides("hunter2", seen(same, "XTerm"), seen(same, "XTerm"), ())
    assert not hides("hunter2", seen(same, "Mousepad"), seen(same, "Mousepad"), ())
