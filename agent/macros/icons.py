"""Whether two pictures mean the same icon, whatever the theme, size and colour: by the trained icon encoder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bridges.base import Frame
from bridges.coordinates import Box
from model.sight import IconEncoder


@cache
def _encoder() -> IconEncoder:
    return IconEncoder()


def likeness(picture: Frame, inner: Box, frame: Frame, boxes: Sequence[Box]) -> NDArray[np.float32]:
    """Cosine of a picture's box with each box of a frame: 1 for the same, some ms for ten boxes."""
    wanted = _unit(_encoder().encode_boxes(picture, [inner]))
    return np.asarray(_unit(_encoder().encode_boxes(frame, list(boxes))) @ wanted[0], np.float32)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The encoder's numbers are rounded for speed: their lengths are only nearly 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6), np.float32)
