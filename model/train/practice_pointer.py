"""The pointer as it practises: with choices that are drawn, and its words from and to what a record keeps."""

from __future__ import annotations

import numpy as np

from model.pointer.inputs import Inputs
from model.pointer.pointer import Pointed, Pointer
from model.pointer.record import Next, Quoted
from model.pointer.wording import Floats


class Wavering(Pointer):
    """A pointer whose every choice is drawn by its chance."""

    def __init__(self) -> None:
        super().__init__()
        self.dice: np.random.Generator | None = None
        self.warmth = 1.0

    def outputs(self, given: Inputs) -> dict[str, Floats]:
        out = super().outputs(given)
        if self.dice is None:
            return out
        # The largest of logits with Gumbel noise is a draw by their chances.
        return {name: logits + self.warmth * self.dice.gumbel(size=logits.shape) for name, logits in out.items()}


def pointed(action: Next, words: str, count: int) -> Pointed:
    """A recorded action as the pointer would say it."""
    chances = np.zeros(count, np.float32)
    if action.target is not None:
        chances[action.target] = 1
    text = action.text
    return Pointed(
        kind=action.type, sure_of_kind=1.0, target=action.target, confidence=1.0, chances=chances, end=action.end,
        offset=action.offset, end_offset=action.end_offset, keys=action.keys,
        text=words[text.start : text.end] if text and text.source == "task" else "",
        read_from=text.index if text and text.source == "element" else None,
    )  # fmt: skip


def labelled(said: Pointed, words: str) -> Next:
    """What the pointer did, as a record keeps it; without a text where that stands nowhere."""
    text: Quoted | None = None
    if said.kind in ("input", "select"):
        start = words.find(said.text) if said.text else -1
        if said.read_from is not None:
            text = Quoted(source="element", index=said.read_from)
        elif start >= 0:
            text = Quoted(source="task", start=start, end=start + len(said.text))
    to = said.end_offset if said.end is not None else (0.5, 0.5)
    return Next(
        type=said.kind, target=said.target, end=said.end, offset=said.offset, end_offset=to, text=text, keys=said.keys
    )
