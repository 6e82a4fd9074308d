"""Pictures in files, good ones and bad ones."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bridges.coordinates import Box, Size
from bridges.errors import NotAnImage
from model.base import Element
from model.parse import Screen
from model.picture import load_picture, save_annotated

SMALL = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)


def saved(folder: Path, picture: Image.Image, name: str = "picture.png", **options: object) -> Path:
    picture.save(folder / name, **options)  # type: ignore[arg-type]
    return folder / name


def test_pixels_arrive_as_they_are(tmp_path: Path) -> None:
    frame = load_picture(saved(tmp_path, Image.fromarray(SMALL)))
    assert np.array_equal(frame, SMALL)
    assert frame.flags.writeable


def test_one_pixel_is_a_picture(tmp_path: Path) -> None:
    assert load_picture(saved(tmp_path, Image.new("RGB", (1, 1), (1, 2, 3)))).tolist() == [[[1, 2, 3]]]


def test_alpha_lies_on_white(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    clear.putpixel((1, 0), (10, 20, 30, 255))
    assert load_picture(saved(tmp_path, clear)).tolist() == [[[255, 255, 255], [10, 20, 30]]]


def test_grey_of_8_and_16_bits(tmp_path: Path) -> None:
    assert load_picture(saved(tmp_path, Image.new("L", (1, 1), 100))).tolist() == [[[100] * 3]]
    deep = Image.fromarray(np.array([[0, 65535, 32768]], np.uint16))
    assert load_picture(saved(tmp_path, deep)).tolist() == [[[0] * 3, [255] * 3, [127] * 3]]


def test_palette(tmp_path: Path) -> None:
    assert load_picture(saved(tmp_path, Image.fromarray(SMALL).quantize(16))).shape == SMALL.shape


def test_camera_turned_sideways(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = load_picture(saved(tmp_path, Image.fromarray(SMALL), "picture.jpg", exif=exif))
    assert turned.shape == (6, 4, 3)


def test_text_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "note.png").write_text("no picture")
    with pytest.raises(NotAnImage, match="cannot be read"):
        load_picture(tmp_path / "note.png")


def test_truncated_picture(tmp_path: Path) -> None:
    whole = io.BytesIO()
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)).save(whole, "PNG")
    (tmp_path / "half.png").write_bytes(whole.getvalue()[:3000])
    with pytest.raises(NotAnImage, match="cannot be read"):
        load_picture(tmp_path / "half.png")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(NotAnImage, match="no such file"):
        load_picture(tmp_path / "none.png")
    with pytest.raises(NotAnImage):
        load_picture(tmp_path)


@pytest.mark.parametrize("side", [16_384, 60_000])
def test_bomb_is_refused_from_its_header(tmp_path: Path, side: int) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")))
    with pytest.raises(NotAnImage, match="Scale it down"):
        load_picture(tmp_path / "bomb.png")


def test_annotated_picture_shows_the_box(tmp_path: Path) -> None:
    frame = np.full((60, 80, 3), 255, np.uint8)
    screen = Screen((Element(box=Box(20, 30, 60, 50), role="button", text="Save"),), Size(80, 60))
    save_annotated(frame, screen, tmp_path / "out.png")
    drawn = load_picture(tmp_path / "out.png")
    assert drawn.shape == frame.shape
    assert tuple(drawn[40, 19]) == (220, 60, 40)
    assert frame.min() == 255
