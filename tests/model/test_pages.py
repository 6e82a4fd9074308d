"""Files as pages: real PDF, video and picture files, and what is wrong with broken ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bridges.errors import NotAnImage
from model.pages import FRAME_SIDE, MOST_FRAMES, PAGE_SIDE, Page, pages_of, thinned


def sheet(colour: tuple[int, int, int], width: int = 300, height: int = 420) -> Image.Image:
    return Image.new("RGB", (width, height), colour)


def film(path: Path, seconds: float, rate: int, width: int = 64, height: int = 48) -> None:
    """A video whose brightness grows with time."""
    import av

    with av.open(str(path), "w") as file:
        stream = file.add_stream("mpeg4", rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        count = round(seconds * rate)
        for number in range(count):
            grey = np.full((height, width, 3), 20 + 200 * number // count, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        file.mux(stream.encode())


def test_a_pdf_is_its_pages_in_order_and_the_right_way_up(tmp_path: Path) -> None:
    first = sheet((255, 255, 255))
    first.paste((200, 0, 0), (0, 0, 300, 100))
    first.save(tmp_path / "two.pdf", save_all=True, append_images=[sheet((0, 0, 200))])
    pages = pages_of([tmp_path / "two.pdf"])
    assert [page.label for page in pages] == ["two.pdf, page 1", "two.pdf, page 2"]
    assert max(pages[0].frame.shape) == PAGE_SIDE
    red, white = pages[0].frame[50, 500], pages[0].frame[-50, 500]
    assert red[0] > 150 > 60 > red[2]
    assert white.min() > 240
    assert pages[1].frame[50, 50, 2] > 150 > pages[1].frame[50, 50, 0]


def test_a_video_is_looked_at_twice_a_second(tmp_path: Path) -> None:
    film(tmp_path / "clip.mp4", 4, 10)
    pages = pages_of([tmp_path / "clip.mp4"])
    assert [page.label for page in pages][:3] == ["clip.mp4 at 0.0 s", "clip.mp4 at 0.5 s", "clip.mp4 at 1.0 s"]
    assert len(pages) == 8
    brightness = [page.frame.mean() for page in pages]
    assert brightness == sorted(brightness)
    assert all(page.moving for page in pages)


def test_a_long_video_is_looked_at_less_often_but_to_its_end(tmp_path: Path) -> None:
    film(tmp_path / "long.mp4", 200, 2, 32, 32)
    pages = pages_of([tmp_path / "long.mp4"])
    assert MOST_FRAMES // 2 <= len(pages) <= MOST_FRAMES
    assert pages[-1].label in {f"long.mp4 at {at:.1f} s" for at in (198.0, 198.5, 199.0, 199.5)}


def test_a_large_video_is_made_smaller(tmp_path: Path) -> None:
    film(tmp_path / "wide.mp4", 0.5, 4, 1280, 720)
    assert pages_of([tmp_path / "wide.mp4"])[0].frame.shape == (432, FRAME_SIDE, 3)


@pytest.mark.parametrize("name", ["none.png", "broken.png", "broken.pdf", "broken.mp4"])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    if name.startswith("broken"):
        (tmp_path / name).write_bytes(b"no such thing" * 20)
    with pytest.raises(NotAnImage, match=name.split(".", maxsplit=1)[0]):
        pages_of([tmp_path / name])


def test_only_moving_pages_are_left_out_and_evenly() -> None:
    frame = np.zeros((28, 28, 3), np.uint8)
    pages = [Page(frame, "still"), *(Page(frame, str(n), moving=True) for n in range(9))]
    assert [page.label for page in thinned(pages, 4)] == ["still", "0", "4", "8"]
    assert thinned(pages, 10) == pages
    with pytest.raises(NotAnImage, match="3 pages"):
        thinned(pages[:1] * 3, 2)
