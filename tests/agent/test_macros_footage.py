"""Films as recorders leave them: uneven, broken off, empty, or no films at all."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from agent.macros.file.store import Macros
from agent.macros.films.footage import LONGEST_S, LOOKS_S, Footage
from agent.macros.films.video import from_video
from agent.session import ParsedTexts
from bridges.errors import MacroUnusable
from model.registry import model_named


def filmed(path: Path, at: list[float], size: tuple[int, int] = (160, 120)) -> Path:
    """A film with one plain picture at each of these seconds, each a little brighter than the last."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"crf": "12", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.codec_context.time_base = stream.time_base = Fraction(1, 1000)
        for number, seconds in enumerate(at):
            picture = av.VideoFrame.from_ndarray(
                np.full((size[1], size[0], 3), 40 + 20 * number % 200, np.uint8), "rgb24"
            )
            picture.pts, picture.time_base = round(seconds * 1000), Fraction(1, 1000)
            container.mux(stream.encode(picture))
        container.mux(stream.encode())
    return path


def told(path: Path, folder: Path) -> None:
    from_video(path, "seen", Macros(folder / "macros"), ParsedTexts(model_named("mini")))


def test_a_recorder_that_leaves_out_what_does_not_change_is_looked_at_as_evenly_as_any(tmp_path: Path) -> None:
    looks = list(Footage(filmed(tmp_path / "film.mp4", [0.0, 2.0, 2.1])))
    steps = np.diff([at for at, _ in looks])
    assert max(steps) <= LOOKS_S + 1e-6
    before = [frame.mean() for at, frame in looks if at < 2.0]
    assert len(before) >= 20
    assert max(before) - min(before) < 5


def test_a_long_rest_is_not_gone_through_look_by_look(tmp_path: Path) -> None:
    looks = list(Footage(filmed(tmp_path / "film.mp4", [0.0, 600.0, 600.1])))
    assert len(looks) <= LONGEST_S / LOOKS_S + 4


def test_every_second_look_at_many_pictures_a_second_takes_the_one_that_is_shown_then(tmp_path: Path) -> None:
    looks = list(Footage(filmed(tmp_path / "film.mp4", [number / 60 for number in range(9)])))
    assert len(looks) <= 3
    assert looks[-1][1].mean() > looks[0][1].mean() + 60


def test_a_film_that_breaks_off_is_told_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = filmed(tmp_path / "film.mkv", [number / 10 for number in range(60)])
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    footage = Footage(cut)
    assert 0.5 < max(at for at, _ in footage) < 5.9


@pytest.mark.parametrize("content", [b"", b"no film", b"\x00" * 4096])
def test_what_is_no_film_is_refused_with_what_to_give_instead(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    with pytest.raises(MacroUnusable, match=r"Reading the video .*film\.mp4") as refused:
        told(path, tmp_path)
    assert "screen recording" in str(refused.value)


def test_sound_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        sound.sample_rate = 44100
        container.mux(stream.encode(sound))
        container.mux(stream.encode())
    with pytest.raises(MacroUnusable, match="there are no pictures in it"):
        told(path, tmp_path)


@pytest.mark.parametrize("size", [(160, 120), (90, 200)])
def test_a_film_in_which_nothing_happens_is_refused_and_leaves_no_macro(size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "still.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for _ in range(30):
            picture = av.VideoFrame.from_ndarray(np.full((size[1], size[0], 3), 90, np.uint8), "rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode())
    with pytest.raises(MacroUnusable, match="nothing changed that somebody could have done"):
        told(path, tmp_path)
    assert Macros(tmp_path / "macros").names() == ()
