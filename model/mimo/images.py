"""A screenshot as the vision tower takes it, without torchvision.

The steps and their order are those of `Qwen2VLImageProcessor` (transformers): bicubic resize to `smart_resize`'s size,
scale to 0…1, normalise by CLIP's mean and deviation, cut into 14-pixel patches, four neighbours one after another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from bridges.base import Frame
from bridges.coordinates import Size, smart_resize
from bridges.errors import NotAnImage, OutsideSpace
from model.mimo.resampling import resized

PATCH = 14
MERGE = 2
FRAMES = 2
"""A still picture stands twice, where a video would have two frames."""
MEAN = (0.48145466, 0.4578275, 0.40821073)
DEVIATION = (0.26862954, 0.26130258, 0.27577711)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A screenshot and the size at which the model sees it, which points in image space refer to."""

    frame: Frame
    size: Size
    digest: int
    """62 bits that tell pictures apart, within one process."""

    @property
    def rows(self) -> int:
        """Of patches."""
        return self.size.height // PATCH

    @property
    def columns(self) -> int:
        return self.size.width // PATCH

    @property
    def tokens(self) -> int:
        return self.rows * self.columns // MERGE**2

    def pixels(self, device: torch.device) -> torch.Tensor:
        """Resized by Pillow's bicubic, which the family was trained with (1 × height × width × 3, bytes)."""
        from PIL import Image

        if self.frame.shape[:2] == (self.size.height, self.size.width) or device.type != "cpu":
            pixels = torch.from_numpy(np.ascontiguousarray(self.frame)).to(device)
            return resized(pixels, self.size.width, self.size.height).unsqueeze(0)
        small = Image.fromarray(self.frame).resize((self.size.width, self.size.height), Image.Resampling.BICUBIC)
        return torch.from_numpy(np.array(small)).unsqueeze(0)


def picture_of(frame: Frame, max_pixels: int) -> Picture:
    """The frame (height × width × 3, RGB bytes) to be seen at multiples of 28 pixels. Raises NotAnImage."""
    if frame.ndim != 3 or frame.shape[2] != 3 or frame.dtype != np.uint8:
        raise NotAnImage("Looking at a screenshot", f"it is {frame.dtype} {frame.shape}", "Height × width × 3 bytes.")
    height, width = frame.shape[:2]
    try:
        size = smart_resize(Size(width, height), max_pixels=max_pixels)
    except OutsideSpace as error:
        raise NotAnImage("Looking at a screenshot", error.found, error.remedy) from error
    return Picture(frame, size, hash((size.width, size.height, frame.tobytes())) & (1 << 62) - 1)


def patches(pixels: torch.Tensor) -> torch.Tensor:
    """Patches (batch × patches × 1176, float32) of pictures of one size (batch × height × width × 3, bytes)."""
    batch, height, width, _ = pixels.shape
    mean = torch.tensor(MEAN, device=pixels.device)
    deviation = torch.tensor(DEVIATION, device=pixels.device)
    normal = (pixels.float() / 255 - mean) / deviation
    cut = normal.view(batch, height // PATCH // MERGE, MERGE, PATCH, width // PATCH // MERGE, MERGE, PATCH, 3)
    cut = cut.permute(0, 1, 4, 2, 5, 7, 3, 6).unsqueeze(6)
    cut = cut.expand(-1, -1, -1, -1, -1, -1, FRAMES, -1, -1)
    return cut.reshape(batch, (height // PATCH) * (width // PATCH), 3 * FRAMES * PATCH * PATCH)
