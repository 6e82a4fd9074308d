"""The trained pointer at run time: OpenVINO for the transformer, numpy for the rest; no torch, no transformers."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

import numpy as np

from model.pointer.inputs import Inputs, Prepared, inputs, prepare
from model.pointer.items import Items, kept
from model.pointer.pieces import Pieces
from model.pointer.record import KEYS, Done, Edges, Kind
from model.pointer.wording import Floats
from model.sight.weights import weight_file

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
MAY_BE_AT_AN_END: Final = frozenset[Kind]({"scroll up", "scroll down", "scroll left", "scroll right", "press"})
BINS: Final = 21
EDGE: Final = 0.005
OUTPUTS: Final = ("target", "end", "source", "kind", "keys", "from", "offset", "span")


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the pointer says about one task on one screen. Elements are indices into what it was given."""

    kind: Kind
    sure_of_kind: float
    target: int | None
    """The most likely element; None where "not there" is likelier than each of them."""
    confidence: float
    """Calibrated chance that the target is the right one; of an absent target, that nothing is meant."""
    chances: Floats
    """A chance for each element; what is left to 1 is the chance that the thing is not there."""
    end: int | None = None
    offset: tuple[float, float] = (0.5, 0.5)
    end_offset: tuple[float, float] = (0.5, 0.5)
    text: str = ""
    """What is to be typed or answered, where it is a part of the task."""
    read_from: int | None = None
    """The element whose text is to be typed or answered."""
    keys: str = ""


class _Weights(NamedTuple):
    request: Any
    table: Any
    steps: Floats
    temperature: float
    threshold: float
    width: int
    """Features that it was trained with; those that came later are not shown to it."""
    edges: int
    """Numbers of a box that it was trained with, likewise."""
    pairs: int
    """Numbers of a word and an element that it was trained with, likewise."""
    none: float
    """By how much less than the transformer says it is believed that the thing is not there."""


class Pointer:
    """Reads task, history and elements; loaded at the first use, safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.pieces = Pieces()
        self._weights: _Weights | None = None
        self._last: tuple[Items, list[int], Prepared] | None = None

    def load(self) -> None:
        """Read and compile the model. Raises ModelUnavailable where the weights are missing or damaged."""
        self.pieces.load()
        with self._lock:
            if self._weights is not None:
                return
            import openvino as ov

            settings = json.loads(self.file("pointer.json").read_text())
            with np.load(self.file("pointer_words.npz"), allow_pickle=False) as stored:
                table, steps = stored["table"], stored["step"].astype(np.float32)
            model = ov.Core().read_model(self.file("pointer.xml"), self.file("pointer.bin"))
            request = ov.Core().compile_model(model, "CPU", {"PERFORMANCE_HINT": "LATENCY"}).create_infer_request()
            width, edges, pairs = (request.model_inputs[at].get_partial_shape()[-1].get_length() for at in (3, 5, 6))
            self._weights = _Weights(
                request,
                table,
                steps,
                settings["temperature"],
                settings["threshold"],
                width,
                edges,
                pairs,
                settings.get("none", 0.0),
            )

    def file(self, name: str) -> Path:
        """Where a part of the weights lies. Raises ModelUnavailable."""
        return weight_file(name)

    @property
    def threshold(self) -> float:
        """The confidence from which a target is believed."""
        self.load()
        assert self._weights is not None
        return self._weights.threshold

    def point(self, task: str, seen: Items, history: Sequence[Done] = ()) -> Pointed:
        """What the task wants next. Raises ModelUnavailable."""
        self.load()
        if not seen.items:
            return Pointed("refuse", 1.0, None, 1.0, np.zeros(0, np.float32))
        keep, ready = self.prepared(seen)
        given = inputs(task, history, ready, self.pieces)
        out = self.outputs(given)
        vain = [at for at, number in enumerate(keep) if tried_in_vain(seen.items[number].box, history)]
        return self._read(task, given, out, keep, len(seen.items), vain, history)

    def prepared(self, seen: Items) -> tuple[list[int], Prepared]:
        """The numbers of the elements that are read, and those elements as they are; the last screen's are kept.

        Raises ModelUnavailable.
        """
        self.pieces.load()
        last = self._last
        if last is not None and last[0] is seen:
            return last[1], last[2]
        keep = kept(seen)
        shown = seen if len(keep) == len(seen.items) else Items(
            tuple(seen.items[at] for at in keep), seen.vectors[keep], seen.size, seen.window
        )  # fmt: skip
        ready = prepare(shown, self.pieces)
        self._last = (seen, keep, ready)
        return keep, ready

    def outputs(self, given: Inputs) -> dict[str, Floats]:
        """What the transformer says, before it is read; for measuring and comparing."""
        self.load()
        weights = self._weights
        assert weights is not None
        table = weights.table
        steps = weights.steps

        def word(number: int) -> Floats:
            row: Floats = table[number].astype(np.float32) * steps[number]
            return row

        said = table[given.said.numbers].astype(np.float32) * steps[given.said.numbers]
        count = len(given.features)
        items = np.zeros((count * 3, table.shape[1]), np.float32)
        for at, numbers in enumerate(given.items):
            if numbers:
                items[at] = word(numbers[0]) if len(numbers) == 1 else (
                    table[numbers].astype(np.float32) * steps[numbers]
                ).mean(0)  # fmt: skip
        with self._lock:
            weights.request.infer(
                [
                    said[None], given.said.kinds[None], items.reshape(1, count, 3, -1),
                    given.features[None, :, : weights.width],
                    given.vectors[None], given.boxes[None, :, : weights.edges], given.pairs[None, ..., : weights.pairs],
                ]
            )  # fmt: skip
            return {name: weights.request.get_output_tensor(at).data[0].copy() for at, name in enumerate(OUTPUTS)}

    def _read(
        self,
        task: str,
        given: Inputs,
        out: dict[str, Floats],
        keep: Sequence[int],
        count: int,
        vain: Sequence[int] = (),
        history: Sequence[Done] = (),
    ) -> Pointed:
        weights = self._weights
        assert weights is not None
        target = out["target"] / weights.temperature
        target[-1] -= weights.none
        sure = _softmax(target)
        chances = np.zeros(count, np.float32)
        chances[list(keep)] = sure[:-1]
        # What was tried in vain is passed over; the chance that is told stays that of the one taken in its place.
        open_ = sure.copy()
        open_[list(vain)] = 0
        best = int(open_.argmax())
        there = best < len(keep)
        kinds = _softmax(out["kind"])
        kinds[[KINDS.index(each) for each in kinds_in_vain(history)]] = 0
        kind = KINDS[int(kinds.argmax())]
        origin = int(out["from"].argmax())
        end = int(out["end"][:-1].argmax()) if len(keep) else 0
        offsets = out["offset"].reshape(-1, 4, BINS)
        at = place_in(offsets[best]) if there else (0.5,) * 4
        to = place_in(offsets[end]) if len(keep) else (0.5,) * 4
        return Pointed(
            kind=kind,
            sure_of_kind=float(kinds.max()),
            target=keep[best] if there else None,
            confidence=float(sure[best]),
            chances=chances,
            end=keep[end] if kind == "drag" and len(keep) else None,
            offset=(at[0], at[1]),
            end_offset=(to[2], to[3]),
            text=_spoken(task, given, out["span"]) if origin == 0 else "",
            read_from=keep[int(out["source"][:-1].argmax())] if origin == 1 and len(keep) else None,
            keys=KEYS[int(out["keys"].argmax())] if kind == "press" else "",
        )


def tried_in_vain(box: Edges, history: Sequence[Done]) -> bool:
    """Whether the last two steps were done there and changed nothing: a third one would not either."""
    last = history[-2:]
    return len(last) == 2 and all(
        not done.ok and done.point is not None and box[0] <= done.point[0] < box[2] and box[1] <= done.point[1] < box[3]
        for done in last
    )


def kinds_in_vain(history: Sequence[Done]) -> set[Kind]:
    """A scroll or a key that changed nothing twice in a row: a view is at its end, nothing takes the key."""
    last = history[-2:]
    if len(last) < 2 or any(done.ok for done in last) or last[0].keys != last[1].keys:
        return set()
    kinds = {done.action for done in last}
    return kinds if len(kinds) == 1 and kinds <= MAY_BE_AT_AN_END else set()


def _softmax(logits: Floats) -> Floats:
    powers: Floats = np.exp(logits - logits.max())
    powers /= powers.sum()
    return powers


PLACES: Final = np.array([EDGE, *((at + 0.5) / BINS for at in range(1, BINS - 1)), 1 - EDGE], np.float32)
"""Where a bin points to: its middle, the outermost to the edge itself, where a drag over a text begins and ends."""


def place_in(logits: Floats) -> tuple[float, ...]:
    """The likeliest place of each, between the likeliest bin and its neighbours."""
    found = []
    for each in logits:
        best = int(each.argmax())
        near = slice(max(0, best - 1), best + 2)
        found.append(float(_softmax(each[near]) @ PLACES[near]))
    return tuple(found)


def _spoken(task: str, given: Inputs, span: Floats) -> str:
    """The characters of the task between the likeliest first and last piece."""
    last = max((at for at, (start, end) in enumerate(given.said.spans) if end > start), default=0)
    if not last:
        return ""
    shown = span[: last + 1]
    first = int(shown[1:, 0].argmax()) + 1
    final = first + int(shown[first:, 1].argmax())
    return task[given.said.spans[first][0] : given.said.spans[final][1]]
