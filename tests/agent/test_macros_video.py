"""From a screen recording with a drawn pointer to steps, each with its confidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from agent.macros.file.store import Macros
from agent.macros.films.growing import Growth
from agent.macros.films.video import from_video
from agent.session import ParsedTexts
from bridges.action import Click, Input
from bridges.base import Frame
from bridges.coordinates import Box, ScreenPoint
from bridges.desktop import Desktop
from bridges.errors import MacroUnusable
from bridges.virtual import PrivateDisplay
from model.registry import model_named
from tests.conftest import FixtureApp

ARROW = np.array([(0, 0), (0, 16), (4, 12), (7, 18), (9, 17), (6, 11), (11, 11)], np.int32)


@pytest.fixture
def desktop(private_display: PrivateDisplay) -> Iterator[Desktop]:
    with Desktop(private_display.name, environment=private_display.environment) as running:
        yield running


class Film:
    """A recording: the screen as it is, with a pointer on it."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._at = (600.0, 740.0)
        self.frames: list[Frame] = []

    def hold(self, frames: int = 6) -> None:
        frame = self._desktop.observe().frame
        self.frames += [self._pointed(frame, self._at)] * frames

    def move(self, to: ScreenPoint) -> None:
        frame = self._desktop.observe().frame
        for step in range(1, 7):
            x = self._at[0] + (to.x - self._at[0]) * step / 6
            y = self._at[1] + (to.y - self._at[1]) * step / 6
            self.frames.append(self._pointed(frame, (x, y)))
        self._at = (to.x, to.y)
        self.hold()

    def store(self, path: Path) -> None:
        with av.open(str(path), "w") as container:
            stream = container.add_stream("libx264", rate=8, options={"crf": "12", "preset": "ultrafast"})
            stream.height, stream.width = self.frames[0].shape[:2]
            stream.pix_fmt = "yuv444p"
            for frame in self.frames:
                container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
            container.mux(stream.encode())

    @staticmethod
    def _pointed(frame: Frame, at: tuple[float, float]) -> Frame:
        drawn = frame.copy()
        shape = ARROW + np.array([int(at[0]), int(at[1])])
        cv2.fillPoly(drawn, [shape], (0, 0, 0))
        cv2.polylines(drawn, [shape], True, (255, 255, 255))
        return drawn


def test_a_session_is_told_from_its_film(desktop: Desktop, fixture_app: FixtureApp, tmp_path: Path) -> None:
    film = Film(desktop)
    film.hold()
    pressed = ["OK", "Cancel", "Apply"]
    for name in pressed:
        center = fixture_app.center(name)
        film.move(center)
        desktop.perform(Click(start_point=center))
        film.hold()
    desktop.perform(Input(text="hello there", start_point=fixture_app.center("Name")))
    film.hold()
    path = tmp_path / "film.mkv"
    film.store(path)
    macro = from_video(path, "seen", Macros(tmp_path / "macros"), ParsedTexts(model_named("mini")))
    told = [(step.do, step.confidence, step.unsure) for step in macro.steps]
    right = 0
    for step in macro.steps:
        target = getattr(step, "target", None)
        if step.do == "click" and target and target.place:
            x = target.place.box.left + target.place.at[0] * target.place.box.width
            y = target.place.box.top + target.place.at[1] * target.place.box.height
            right += any(fixture_app.box(name).contains(ScreenPoint(x, y)) for name in pressed)
        elif step.do == "input":
            right += "hello" in (next(iter(macro.parameters.values())).default or "")
    assert right >= 3, told
    sure = [step for step in macro.steps if not step.unsure]
    assert len(sure) <= right, told


def test_what_was_typed_before_the_pointer_first_moved_is_told(
    desktop: Desktop, fixture_app: FixtureApp, tmp_path: Path
) -> None:
    desktop.perform(Click(start_point=fixture_app.center("Name")))
    film = Film(desktop)
    film.hold()
    for sign in "Max Bell":
        desktop.perform(Input(text=sign))
        film.hold(1)
    film.hold()
    center = fixture_app.center("Apply")
    film.move(center)
    desktop.perform(Click(start_point=center))
    film.hold()
    path = tmp_path / "film.mkv"
    film.store(path)
    macro = from_video(path, "seen", Macros(tmp_path / "macros"), ParsedTexts(model_named("mini")))
    assert [step.do for step in macro.steps] == ["input", "click"]
    assert [one.default for one in macro.parameters.values()] == ["Max Bell"]
    assert not macro.steps[1].unsure


def test_writing_that_grows_is_told_from_what_changes_at_once() -> None:
    frame = np.zeros((60, 200, 3), np.uint8)
    growth = Growth()
    for look in range(4):
        counter, signs = Box(150, 40, 160, 52), Box(20 + 8 * look, 10, 30 + 8 * look, 22)
        growth.look([signs, counter], frame)
    (line,) = growth.lines
    assert (line.box.left, line.box.top, line.box.bottom) == (20, 10, 22)


def test_what_a_text_is_put_before_is_not_told_as_typed() -> None:
    frame = np.zeros((60, 200, 3), np.uint8)
    growth = Growth()
    for look in range(4):
        growth.look([Box(20 + 8 * look, 10, 110 + 8 * look, 22)], frame)
    (line,) = growth.lines
    assert line.pushes
    assert line.box.right == 52


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"no film")
    with pytest.raises(MacroUnusable, match="Reading the video"):
        from_video(path, "seen", Macros(tmp_path), ParsedTexts(model_named("mini")))
