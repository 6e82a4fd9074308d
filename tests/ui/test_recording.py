from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from hand_made import SAVE, decided, drawn, hostile_events, planned
from PIL import Image

from agent.base import Event, Started
from agent.trajectory import Run
from bridges.action import Wait
from bridges.errors import RunNotStored
from ui.recording import CAPTION, LONGEST_S, film

Store = Callable[[list[Event]], Run]


@pytest.mark.parametrize("ending", ["webm", "mp4"])
def test_a_run_becomes_a_film_that_plays(stored: Store, ending: str, tmp_path: Path) -> None:
    path = film(stored(hostile_events()), tmp_path / f"run.{ending}")
    with av.open(str(path)) as container:
        decoded = list(container.decode(video=0))
    frames = [frame.to_ndarray(format="rgb24") for frame in decoded]
    assert frames[0].shape == (800 + CAPTION, 1280, 3)
    assert 10 < float(decoded[-1].time or 0) < 25
    assert len(frames) > 30
    assert path.stat().st_size < 1_000_000
    save = np.array([frame[int(SAVE.center.y) + 12, int(SAVE.left) + 8] for frame in frames]).astype(int)
    assert (np.abs(save - (70, 110, 220)).max(axis=1) < 40).any(), "the dialog's button is to be seen"
    assert not list(tmp_path.glob("part-*"))


def test_a_run_becomes_a_gif(stored: Store, tmp_path: Path) -> None:
    path = film(stored(hostile_events()), tmp_path / "run.gif")
    with Image.open(path) as picture:
        assert getattr(picture, "n_frames", 1) > 15
        assert picture.info["loop"] == 0
        assert picture.width < 1280
    assert path.stat().st_size < 1_000_000


def test_without_a_name_it_lies_beside_the_report(stored: Store) -> None:
    run = stored(hostile_events()[:4])
    assert film(run) == run.folder / "run.webm"


def test_a_long_run_becomes_no_endless_film(stored: Store, tmp_path: Path) -> None:
    frame = drawn("still")[:200, :320].copy()
    events: list[Event] = [planned(n, decided(Wait(), "wait"), pixels=frame) for n in range(1, 301)]
    with av.open(str(film(stored(events), tmp_path / "long.mp4"))) as container:
        last = max(float(frame.time or 0) for frame in container.decode(video=0))
    assert LONGEST_S * 0.8 < last < LONGEST_S * 1.2


def test_a_screen_of_another_size_in_the_middle_is_fitted_in(stored: Store, tmp_path: Path) -> None:
    events: list[Event] = [
        planned(1, decided(Wait(), "wait"), pixels=drawn("")),
        planned(2, decided(Wait(), "wait"), pixels=drawn("")[:401, :701].copy()),
    ]
    with av.open(str(film(stored(events), tmp_path / "run.webm"))) as container:
        assert {(frame.width, frame.height) for frame in container.decode(video=0)} == {(1280, 856)}


def test_another_format_is_refused_by_name(stored: Store, tmp_path: Path) -> None:
    with pytest.raises(RunNotStored, match=r"“\.avi” is no format.*\.webm, \.mp4, \.gif"):
        film(stored(hostile_events()), tmp_path / "run.avi")


def test_a_run_without_pictures_says_so(stored: Store) -> None:
    with pytest.raises(RunNotStored, match="no pictures"):
        film(stored([Started(task="t", device="d", model="m")]))


def test_a_folder_that_is_not_there_is_named(stored: Store, tmp_path: Path) -> None:
    run = stored(hostile_events())
    with pytest.raises(RunNotStored, match="gone"):
        film(run, tmp_path / "gone" / "run.webm")
