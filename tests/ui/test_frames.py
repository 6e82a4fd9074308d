from __future__ import annotations

import base64
import io
from collections.abc import Callable

import numpy as np
from hand_made import decided, drawn, planned
from PIL import Image

from agent.base import Event
from agent.trajectory import Run
from bridges.action import Wait
from bridges.base import Frame
from ui.frames import Still, stills

Store = Callable[[list[Event]], Run]
PLENTY = 10_000_000


def run_of(stored: Store, *frames: Frame) -> tuple[Run, list[str]]:
    events: list[Event] = [
        planned(number, decided(Wait(), "wait"), pixels=frame) for number, frame in enumerate(frames, start=1)
    ]
    return stored(events), [str(event.frame) for event in events]


def composed(kept: dict[str, Still], name: str) -> Frame:
    """The frame as a browser puts it together."""
    still = kept[name]
    picture = Image.new("RGB", (still.width, still.height)) if still.over is None else _whole(kept, still.over)
    if still.piece:
        piece = Image.open(io.BytesIO(base64.b64decode(still.piece.url.partition(",")[2])))
        size = (round(still.piece.width), round(still.piece.height))
        picture.paste(piece.resize(size), (round(still.piece.left), round(still.piece.top)))
    return np.asarray(picture)


def _whole(kept: dict[str, Still], name: str) -> Image.Image:
    return Image.fromarray(composed(kept, name))


def test_frames_come_back_as_they_looked(stored: Store) -> None:
    frames = (drawn(""), drawn("one line"), drawn("one line", dialog=True))
    run, names = run_of(stored, *frames)
    kept = stills(run, names, PLENTY)
    for name, frame in zip(names, frames, strict=True):
        off = np.abs(composed(kept, name).astype(int) - frame.astype(int))
        assert off.mean() < 1.5
        assert np.percentile(off, 99.5) < 40


def test_a_small_change_costs_a_small_piece(stored: Store) -> None:
    run, names = run_of(stored, drawn(""), drawn("one word"))
    first, second = stills(run, names, PLENTY).values()
    assert second.over == first.name
    assert second.piece is not None
    assert first.piece is not None
    assert second.piece.width < 300
    assert len(second.piece.url) < len(first.piece.url)


def test_the_same_screen_costs_nothing(stored: Store) -> None:
    run, names = run_of(stored, drawn("still"), drawn("still"))
    assert stills(run, names, PLENTY)[names[1]].piece is None


def test_another_screen_size_begins_anew(stored: Store) -> None:
    run, names = run_of(stored, drawn(""), drawn("")[:600, :900].copy())
    second = stills(run, names, PLENTY)[names[1]]
    assert (second.over, second.width, second.height) == (None, 900, 600)


def test_a_run_of_noise_still_fits_into_the_budget(stored: Store) -> None:
    noise = np.random.default_rng(1)
    run, names = run_of(stored, *(noise.integers(0, 255, (400, 600, 3), np.uint8) for _ in range(6)))
    kept = stills(run, names, 60_000)
    assert sum(len(still.piece.url) for still in kept.values() if still.piece) <= 60_000
    assert 1 <= len(kept) < 6


def test_a_frame_that_was_never_stored_is_left_out(stored: Store) -> None:
    run, names = run_of(stored, drawn(""), drawn("x"))
    run.frame_path(names[0]).unlink()
    assert list(stills(run, names, PLENTY)) == [names[1]]


def test_a_large_screen_is_made_smaller_but_keeps_its_coordinates(stored: Store) -> None:
    run, names = run_of(stored, np.zeros((2160, 3840, 3), np.uint8))
    still = stills(run, names, PLENTY)[names[0]]
    assert still.piece is not None
    picture = Image.open(io.BytesIO(base64.b64decode(still.piece.url.partition(",")[2])))
    assert (still.width, still.piece.width, picture.width) == (3840, 3840, 1920)
