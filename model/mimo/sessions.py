"""Several sequences over the same weights: each is read by itself, all are written side by side.

Reading is bound by arithmetic, so nothing is won by reading several prompts at once; writing is bound by the weights
that each step moves, which all sequences then share.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any

import torch

from bridges.errors import ModelUnavailable
from model.mimo.decoder import BLOCK, Decoder
from model.mimo.engine import CHUNKS, PICTURES, Engine, Pictures, Prompt, Recording, chunk_for, padded, run

Writing = Generator[list[int], torch.Tensor, None]
"""Asks for the logits after further tokens of its own sequence until its reply is written."""


class Sessions:
    """As many engines as sessions, whose steps are taken together."""

    def __init__(self, model: Any, count: int, capacity: int = 4096) -> None:
        self._decoder = Decoder(model, capacity, count)
        pictures = Pictures(model.model.visual, self._decoder.device, PICTURES * count)
        self.engines = [Engine(self._decoder, pictures, number) for number in range(count)]
        self._recorded: dict[int, Recording] = {}
        self.steps = 0

    def read(self, prompts: Sequence[Prompt]) -> list[torch.Tensor]:
        """Logits (vocabulary) after each session's prompt. Raises ModelUnavailable where one is too long."""
        self.engines[0].pictures.look([picture for prompt in prompts for picture in prompt.pictures])
        return [engine.read(prompt).clone() for engine, prompt in zip(self.engines, prompts, strict=False)]

    def write(self, replies: Sequence[Writing]) -> None:
        """Let each session write its reply to the end, all of them step by step together."""
        waiting = {number: ids for number, reply in enumerate(replies) if (ids := next(reply, None)) is not None}
        while waiting:
            logits = self.extend(waiting)
            following = {number: _sent(replies[number], logits[number]) for number in waiting}
            waiting = {number: ids for number, ids in following.items() if ids is not None}

    @torch.no_grad()
    def extend(self, further: Mapping[int, list[int]]) -> dict[int, torch.Tensor]:
        """Logits after further tokens of some sessions. Raises ModelUnavailable where a cache is full."""
        most = max(len(ids) for ids in further.values())
        for number, ids in further.items():
            if self.engines[number].written + len(ids) > self._decoder.capacity:
                raise ModelUnavailable("Writing a reply", "the context is full", "Use a smaller picture.")
        self.steps += 1
        size = chunk_for(most) if self._decoder.device.type == "cuda" else most
        room = self._decoder.capacity - max(engine.written for engine in self.engines)
        if not size or size > min(room, CHUNKS[-1]):
            return {number: self.engines[number].extend(ids) for number, ids in further.items()}
        rows = [
            padded(further.get(number, [0]), engine.position, engine.written, size)
            for number, engine in enumerate(self.engines)
        ]
        host = torch.tensor([[value for row in rows for value in row[kind]] for kind in range(3)])
        last = torch.tensor([len(further.get(number, [0])) - 1 for number in range(len(rows))])
        logits = self._together(size, host, last)
        for number, ids in further.items():
            self.engines[number].take(ids)
        return {number: logits[number] for number in further}

    def _together(self, size: int, host: torch.Tensor, last: torch.Tensor) -> torch.Tensor:
        blocks = self._decoder.capacity // BLOCK
        if self._decoder.device.type != "cuda":
            return run(self._decoder, host, last, blocks)
        if size not in self._recorded:
            self._recorded[size] = Recording(self._decoder, host, last, blocks)
        return self._recorded[size].replay(host, last)


def _sent(reply: Writing, logits: torch.Tensor) -> list[int] | None:
    try:
        return reply.send(logits)
    except StopIteration:
        return None
