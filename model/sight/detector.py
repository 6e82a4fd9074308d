"""Finds what text recognition cannot: icons, buttons, fields, boxes, sliders, tabs, rows, scroll bars, windows."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np

from bridges.base import Frame
from bridges.coordinates import Box
from model.sight.decode import Level, decode
from model.sight.kinds import KINDS, STATES
from model.sight.weights import weight_file

STEP = 64
"""Both sides are padded to a multiple of this."""
GREY = 128
"""What the padding looks like to the net: its zero."""


@dataclass(frozen=True, slots=True)
class Widget:
    """Something that can be pointed at. `kind` is one of KINDS, `states` some of STATES."""

    box: Box
    kind: str
    states: frozenset[str]
    confidence: float


class Detector:
    """The trained detector on OpenVINO; loaded at the first use, safe to share between threads."""

    def __init__(self, threshold: float = 0.3) -> None:
        self.threshold = threshold
        self._lock = threading.Lock()
        self._request: Any = None

    def load(self) -> None:
        """Read and compile the model. Raises ModelUnavailable where the weights are missing or damaged."""
        with self._lock:
            if self._request is None:
                self._request = _compiled().create_infer_request()

    def find(self, frame: Frame) -> list[Widget]:
        """The widgets of a frame (or of a part of one), surest first, boxes in the pixels of what was given."""
        height, width = frame.shape[:2]
        found = decode(self.maps(frame), width, height, self.threshold)
        return [
            Widget(
                Box(*(float(edge) for edge in box)),
                KINDS[kind],
                frozenset(name for name, share in zip(STATES, states, strict=True) if share > 0.5),
                float(score),
            )
            for box, kind, score, states in zip(*found, strict=True)
        ]

    def maps(self, frame: Frame) -> list[Level]:
        """What the net says, level by level, before it is read; for measuring."""
        self.load()
        height, width = frame.shape[:2]
        padded = np.full((-(-height // STEP) * STEP, -(-width // STEP) * STEP, 3), GREY, np.uint8)
        padded[:height, :width] = frame
        with self._lock:
            self._request.infer([padded[None]])
            outputs = [self._request.get_output_tensor(at).data[0].copy() for at in range(12)]
        return [Level(*outputs[at : at + 3]) for at in range(0, 12, 3)]


def _compiled() -> Any:
    import openvino as ov

    core = ov.Core()
    model = core.read_model(weight_file("detector.xml"), weight_file("detector.bin"))
    return core.compile_model(model, "CPU", {"PERFORMANCE_HINT": "LATENCY"})
