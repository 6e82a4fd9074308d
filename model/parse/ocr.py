"""The two text models (PP-OCRv6, from the rapidocr wheel) on OpenVINO: where text is, and what one line says.

Driven directly instead of through rapidocr's pipeline: one line per request on two single-threaded streams, pixels
handed over as bytes, and only the winning character per column handed back, which together halve the time.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bridges.errors import ModelUnavailable

LINE_HEIGHT = 48
"""Height in pixels of the strip that the recogniser takes."""
WIDTH_STEP = 32
"""Strips are padded to multiples of this: each new width costs the engine some milliseconds once."""

Pixels = NDArray[np.uint8]


class Reading(NamedTuple):
    """What one strip says."""

    text: str
    confidence: float
    """Mean probability of the characters, 0 where there are none."""


class Ocr:
    """Both models, loaded at the first use; safe to share between parsers and threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._detector: Any = None
        self._recogniser: Any = None
        self._alphabet: list[str] = []

    def load(self) -> None:
        """Load and compile both models. Raises ModelUnavailable where the package or its model files are missing."""
        with self._lock:
            if self._detector is not None:
                return
            folder = _model_folder()
            with ThreadPoolExecutor(1) as other:
                recogniser = other.submit(_compile_recogniser, folder / "PP-OCRv6_rec_small.onnx")
                detector = _compile_detector(folder / "PP-OCRv6_det_small.onnx")
                self._recogniser, self._alphabet = recogniser.result()
            self._detector = detector

    def text_map(self, picture: Pixels) -> Pixels:
        """How likely each pixel belongs to text, 0 to 255, same height and width as the RGB picture.

        Both sides must be multiples of 32.
        """
        self.load()
        with self._lock:
            result = self._detector([picture[None]])[0]
            probability: Pixels = result[0, 0]
            return probability

    def read(self, strips: Sequence[Pixels]) -> list[Reading]:
        """What RGB strips of `LINE_HEIGHT` say; each strip is padded to a multiple of `WIDTH_STEP` here."""
        self.load()
        with self._lock:
            found: dict[int, Reading] = {}

            def collect(request: Any, index: int) -> None:
                winners = request.get_output_tensor(0).data[0]
                certainty = request.get_output_tensor(1).data[0]
                found[index] = self._decode(winners, certainty)

            self._recogniser.set_callback(collect)
            for index, strip in sorted(enumerate(strips), key=lambda pair: -pair[1].shape[1]):
                self._recogniser.start_async([_padded(strip)[None]], index)
            self._recogniser.wait_all()
            return [found[index] for index in range(len(strips))]

    def _decode(self, winners: NDArray[np.int32], certainty: NDArray[np.float32]) -> Reading:
        """CTC: a character stands where the winner changes; class 0 is the gap between two characters."""
        starts = winners != 0
        starts[1:] &= winners[1:] != winners[:-1]
        if not starts.any():
            return Reading("", 0.0)
        text = "".join(self._alphabet[winner] for winner in winners[starts])
        return Reading(text, float(certainty[starts].mean()))


def _padded(strip: Pixels) -> Pixels:
    width = -(-strip.shape[1] // WIDTH_STEP) * WIDTH_STEP
    if width == strip.shape[1]:
        return strip
    # Mid grey is zero after normalisation, which is what the recogniser was trained to see behind the end of a line.
    filled = np.full((LINE_HEIGHT, width, 3), 127, np.uint8)
    filled[:, : strip.shape[1]] = strip
    return filled


def _model_folder() -> Path:
    spec = importlib.util.find_spec("rapidocr")
    folder = Path(spec.origin).parent / "models" if spec and spec.origin else None
    if folder is None or not (folder / "PP-OCRv6_det_small.onnx").exists():
        raise ModelUnavailable(
            "Loading the text models", "the package rapidocr or its PP-OCRv6 files are missing", "pip install rapidocr"
        )
    return folder


def _compile_detector(path: Path) -> Any:
    import openvino as ov
    from openvino import opset13 as ops

    core = ov.Core()
    model = core.read_model(path)
    scaled = ops.multiply(model.get_results()[0].input_value(0), ops.constant(np.float32(255)))
    model = ov.Model([ops.result(ops.convert(scaled, "u8"))], model.get_parameters())
    return core.compile_model(_taking_bytes(model), "CPU", {"PERFORMANCE_HINT": "LATENCY"})


def _compile_recogniser(path: Path) -> tuple[Any, list[str]]:
    """An asynchronous queue over the recogniser, and its alphabet with the gap first and the space last.

    The softmax over 18,710 characters is replaced by the winner and its probability, 1 / sum exp(logit - best logit).
    """
    import openvino as ov
    from openvino import opset13 as ops

    core = ov.Core()
    model = core.read_model(path)
    characters = model.get_rt_info()["framework"]["character"].value.splitlines()
    logits = model.get_results()[0].input_value(0).get_node().input_value(0)
    best = ops.topk(logits, ops.constant(1), -1, "max", "none")
    last = ops.constant([-1])
    certainty = ops.divide(
        ops.constant(np.float32(1)), ops.reduce_sum(ops.exp(ops.subtract(logits, best.output(0))), last, False)
    )
    outputs = [ops.result(ops.squeeze(best.output(1), last)), ops.result(certainty)]
    model = _taking_bytes(ov.Model(outputs, model.get_parameters()))
    compiled = core.compile_model(model, "CPU", {"PERFORMANCE_HINT": "THROUGHPUT"})
    return ov.AsyncInferQueue(compiled), ["", *characters, " "]


def _taking_bytes(model: Any) -> Any:
    """Let the model take RGB bytes, batch × height × width × 3; it was trained on BGR between -1 and 1."""
    import openvino as ov
    from openvino.preprocess import ColorFormat, PrePostProcessor

    steps = PrePostProcessor(model)
    steps.input().tensor().set_element_type(ov.Type.u8).set_layout(ov.Layout("NHWC"))
    steps.input().tensor().set_color_format(ColorFormat.RGB)
    steps.input().model().set_layout(ov.Layout("NCHW"))
    steps.input().preprocess().convert_element_type(ov.Type.f32).convert_color(ColorFormat.BGR).mean(127.5).scale(127.5)
    return steps.build()
