"""Image processing equals that of transformers, and resizing on tensors that of Pillow."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

from bridges.coordinates import Size
from bridges.errors import NotAnImage
from model.mimo.images import patches, picture_of
from model.mimo.resampling import resized

CPU = torch.device("cpu")


def noise(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(width).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize(("width", "height"), [(640, 400), (333, 217), (112, 112), (60, 500), (1920, 1080)])
def test_patches_equal_those_of_transformers(width: int, height: int) -> None:
    limits = {"shortest_edge": 4 * 28 * 28, "longest_edge": 4096 * 28 * 28}
    theirs = Qwen2VLImageProcessorPil(size=limits)(noise(width, height), return_tensors="pt")
    picture = picture_of(noise(width, height), 4096 * 28 * 28)
    assert [1, picture.rows, picture.columns] == theirs["image_grid_thw"][0].tolist()
    assert torch.equal(patches(picture.pixels(CPU))[0], theirs["pixel_values"]) or torch.allclose(
        patches(picture.pixels(CPU))[0], theirs["pixel_values"], atol=1e-5, rtol=0
    )


def test_a_large_screenshot_is_seen_within_the_limit() -> None:
    picture = picture_of(noise(800, 600), 100 * 28 * 28)
    assert picture.size == Size(308, 224)
    assert picture.tokens == 11 * 8


@pytest.mark.parametrize(
    ("before", "after"),
    [((1920, 1080), (1932, 1092)), ((1366, 768), (1372, 756)), ((500, 300), (168, 112)), ((60, 50), (168, 140))],
)
def test_resizing_on_tensors_is_pillows_to_the_bit(before: tuple[int, int], after: tuple[int, int]) -> None:
    frame = noise(*before)
    theirs = np.array(Image.fromarray(frame).resize(after, Image.Resampling.BICUBIC))
    assert (resized(torch.from_numpy(frame), *after).numpy() == theirs).all()


def test_pictures_are_told_apart_by_one_pixel() -> None:
    frame = noise(300, 200)
    other = frame.copy()
    other[-1, -1, -1] ^= 1
    assert picture_of(frame, 10**7).digest == picture_of(frame.copy(), 10**7).digest
    assert picture_of(frame, 10**7).digest != picture_of(other, 10**7).digest


@pytest.mark.parametrize("shape", [(10, 10), (10, 10, 4), (10, 3000, 3), (0, 10, 3)])
def test_what_is_no_picture_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(NotAnImage):
        picture_of(np.zeros(shape, dtype=np.uint8), 10**7)
