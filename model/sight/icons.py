"""Pictures of icons and words of the interface in one space: near means that the words name the picture."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridges.base import Frame
from bridges.coordinates import Box
from model.sight.phrases import MAX_PIECES, WORD_BUCKETS, pieces, tokens
from model.sight.weights import weight_file

SIDE = 48
"""Side of the square that the encoder sees, in pixels."""
MARGIN = 1.12
"""How much larger than the icon's longer side the square around it is."""
BATCH = 16
"""Crops in one request."""
MOST_KNOWN = 20000
"""Words whose sums are kept."""

Vectors = NDArray[np.float32]


def square(frame: Frame, box: Box, margin: float = MARGIN) -> Frame:
    """The square of a frame around a box, as the encoder takes it; beyond the frame its edge is repeated."""
    import cv2

    reach = max(box.width, box.height, 4.0) * margin / 2
    x, y = box.center.x, box.center.y
    left, top, right, bottom = round(x - reach), round(y - reach), round(x + reach), round(y + reach)
    height, width = frame.shape[:2]
    part: Any = frame[max(0, top) : max(1, bottom), max(0, left) : max(1, right)]
    around = (max(0, -top), max(0, bottom - height), max(0, -left), max(0, right - width))
    if any(around):
        part = cv2.copyMakeBorder(part, *around, cv2.BORDER_REPLICATE)
    way = cv2.INTER_AREA if part.shape[0] > SIDE else cv2.INTER_LINEAR
    small: Frame = cv2.resize(part, (SIDE, SIDE), interpolation=way)
    return small


class IconEncoder:
    """The trained icon encoder on OpenVINO; loaded at the first use, safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._request: Any = None

    def load(self) -> None:
        """Read and compile the model. Raises ModelUnavailable where the weights are missing or damaged."""
        with self._lock:
            if self._request is None:
                import openvino as ov

                core = ov.Core()
                model = core.read_model(weight_file("icons.xml"), weight_file("icons.bin"))
                self._request = core.compile_model(model, "CPU", {"PERFORMANCE_HINT": "LATENCY"}).create_infer_request()

    def encode(self, crops: Sequence[Frame]) -> Vectors:
        """Unit vectors n × 256 of RGB crops of any size, each taken as the square around its middle."""
        squares = [square(crop, Box(0, 0, crop.shape[1], crop.shape[0]), 1.0) for crop in crops]
        return self.encode_squares(squares)

    def encode_boxes(self, frame: Frame, boxes: Sequence[Box]) -> Vectors:
        """Unit vectors n × 256 of parts of a frame; better than `encode`: a little of what stands around is seen."""
        return self.encode_squares([square(frame, box) for box in boxes])

    def encode_squares(self, squares: Sequence[Frame]) -> Vectors:
        """Unit vectors n × 256 of what `square` cut out, SIDE × SIDE × 3 each."""
        self.load()
        vectors = np.zeros((len(squares), 256), np.float32)
        with self._lock:
            for at in range(0, len(squares), BATCH):
                part = np.stack(squares[at : at + BATCH])
                self._request.infer([part])
                vectors[at : at + len(part)] = self._request.get_output_tensor(0).data
        return vectors


class PhraseEncoder:
    """The text side: a table of word and letter-group vectors and two layers; plain numpy, about 0.1 ms a phrase."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._weights: dict[str, NDArray[Any]] = {}
        self._known: dict[str, tuple[Vectors, int]] = {}

    def load(self) -> None:
        """Read the tables. Raises ModelUnavailable where they are missing or damaged."""
        with self._lock:
            if not self._weights:
                with np.load(weight_file("phrases.npz"), allow_pickle=False) as stored:
                    tables = {name: stored[name] for name in stored.files}
                self._weights = {
                    name: table if name == "table" else table.astype(np.float32) for name, table in tables.items()
                }

    def encode(self, phrases: Sequence[str]) -> Vectors:
        """Unit vectors n × 256 of interface words or short phrases, English or Chinese."""
        self.load()
        if not phrases:
            return np.zeros((0, 256), np.float32)
        weights = self._weights
        means = np.stack([self._means(phrase) for phrase in phrases])
        hidden = np.maximum(means @ weights["first"].T + weights["first_bias"], 0)
        vectors = hidden @ weights["second"].T + weights["second_bias"]
        unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return unit.astype(np.float32)

    def _means(self, phrase: str) -> Vectors:
        """The weighted middles of a phrase's words and of its letter groups, one after the other.

        A phrase is the sum of its words, which are kept: the runs of words of one task share theirs.
        """
        words = tokens(phrase)
        parts = [self._summed(word) for word in words]
        if sum(count for _, count in parts) > MAX_PIECES:
            parts = [(self._sums(pieces(phrase)), 0)]
        width = self._weights["table"].shape[1]
        total = np.sum([sums for sums, _ in parts], 0) if parts else np.zeros(2 * width + 2, np.float32)
        means: Vectors = total[: 2 * width].copy()
        means[:width] /= max(float(total[-2]), 1e-3)
        means[width:] /= max(float(total[-1]), 1e-3)
        return means

    def _summed(self, word: str) -> tuple[Vectors, int]:
        found = self._known.get(word)
        if found is None:
            numbers = pieces(word)
            found = self._sums(numbers), len(numbers)
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known[word] = found
        return found

    def _sums(self, numbers: Sequence[int]) -> Vectors:
        """Weighted sums of words and of letter groups, then the sums of both's weights."""
        weights = self._weights
        at = np.array(numbers, np.int64) + 1
        sums, strengths = [], []
        for own in (at[at <= WORD_BUCKETS], at[at > WORD_BUCKETS]):
            strength = weights["strength"][own]
            sums.append((weights["table"][own] * (weights["steps"][own] * strength)[:, None]).sum(0))
            strengths.append(strength.sum())
        return np.concatenate([*sums, strengths]).astype(np.float32)
