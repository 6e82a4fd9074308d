"""What has been computed is not computed again: pictures, the common beginning of two prompts, recorded steps."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from bridges.errors import ModelUnavailable
from model.mimo.decoder import BLOCK, Decoder
from model.mimo.images import MERGE, Picture, patches
from model.mimo.vision import encode

PICTURES = 8
"""Encoded pictures that are kept."""
CHUNKS = (1, 8, 32, 128)
"""Numbers of tokens for which a step is recorded; longer runs are prefilled."""


@dataclass(frozen=True, slots=True, eq=False)
class Prompt:
    """Token ids with one `<|image_pad|>` for each visual token, and the pictures that they stand for."""

    ids: NDArray[np.int64]
    pictures: tuple[Picture, ...]
    pad: int
    """The id of `<|image_pad|>`."""

    def keys(self) -> NDArray[np.int64]:
        """What tells tokens apart: the id, or for a visual token a negative number of its picture and place."""
        keys = self.ids.copy()
        for picture, start in self.places():
            keys[start : start + picture.tokens] = -1 - ((picture.digest >> 2) + np.arange(picture.tokens))
        return keys

    def places(self) -> list[tuple[Picture, int]]:
        """Each picture with the index of its first token."""
        at, found = 0, []
        pads = np.flatnonzero(self.ids == self.pad)
        if len(pads) != sum(picture.tokens for picture in self.pictures):
            raise ValueError(f"{len(pads)} image tokens for {len(self.pictures)} pictures")
        for picture in self.pictures:
            found.append((picture, int(pads[at])))
            at += picture.tokens
        return found

    def positions(self) -> NDArray[np.int64]:
        """Time, row and column of each token (3 × n), as `get_rope_index` of transformers counts them."""
        positions = np.empty((3, len(self.ids)), dtype=np.int64)
        at = following = 0
        for picture, start in self.places():
            positions[:, at:start] = following + np.arange(start - at)
            following += start - at
            at = start + picture.tokens
            rows, columns = picture.rows // MERGE, picture.columns // MERGE
            positions[0, start:at] = following
            positions[1, start:at] = following + np.repeat(np.arange(rows), columns)
            positions[2, start:at] = following + np.tile(np.arange(columns), rows)
            following += max(rows, columns)
        positions[:, at:] = following + np.arange(len(self.ids) - at)
        return positions

    def following(self) -> int:
        """Position of the token after the prompt."""
        return len(self.ids) - sum(
            picture.tokens - max(picture.rows, picture.columns) // MERGE for picture in self.pictures
        )


class Engine:
    """One model with the sequence that it has read last."""

    def __init__(self, model: Any, capacity: int = 8192) -> None:
        self.tower = model.model.visual
        self.decoder = Decoder(model, capacity)
        self._encoded: OrderedDict[int, torch.Tensor] = OrderedDict()
        self._recorded: dict[tuple[int, int], _Recording] = {}
        self._keys = np.empty(0, dtype=np.int64)
        self._position = 0
        """Of the next token."""
        self.encoded = self.prefilled = self.steps = 0
        """Pictures encoded, tokens prefilled and steps taken so far."""

    @torch.no_grad()
    def read(self, prompt: Prompt) -> torch.Tensor:
        """Logits (vocabulary) after the prompt. Raises ModelUnavailable where it is longer than the cache."""
        keys = prompt.keys()
        if len(keys) >= self.decoder.capacity:
            raise ModelUnavailable(
                "Reading the prompt",
                f"it has {len(keys)} tokens, and the cache holds {self.decoder.capacity}",
                "Use a smaller picture, or a larger context.",
            )
        common = min(_common(keys, self._keys), len(keys) - 1)
        positions = prompt.positions()
        self._keys, self._position = keys[:common], int(positions[0, common])
        self.prefilled += len(keys) - common
        if (keys[common:] >= 0).all():
            return self._advance(keys[common:].tolist())
        hidden = self.decoder.embed(self._tensor(np.maximum(keys[common:], 0)))
        for picture, start in prompt.places():
            if start + picture.tokens > common:
                skipped = max(0, common - start)
                place = slice(start + skipped - common, start + picture.tokens - common)
                hidden[place] = self.encode(picture)[skipped:]
        logits = self.decoder.prefill(hidden, self._tensor(positions[:, common:]), common)
        self._keys = keys
        self._position = prompt.following()
        return logits

    @torch.no_grad()
    def extend(self, ids: list[int]) -> torch.Tensor:
        """Logits (vocabulary) after these further tokens. Raises ModelUnavailable where the cache is full."""
        if len(self._keys) + len(ids) > self.decoder.capacity:
            raise ModelUnavailable("Writing a reply", "the context is full", "Use a smaller picture.")
        self.steps += 1
        return self._advance(ids)

    @torch.no_grad()
    def encode(self, picture: Picture) -> torch.Tensor:
        """The picture's visual tokens (tokens × hidden); a picture seen lately is not computed again."""
        if picture.digest in self._encoded:
            self._encoded.move_to_end(picture.digest)
            return self._encoded[picture.digest]
        pixels = picture.pixels(self.decoder.device)
        tokens = encode(self.tower, patches(pixels), picture.rows, picture.columns)[0]
        self.encoded += 1
        self._encoded[picture.digest] = tokens
        if len(self._encoded) > PICTURES:
            self._encoded.popitem(last=False)
        return tokens

    def forget(self) -> None:
        """Forget every picture and prompt, so that the next one is computed in full."""
        self._encoded.clear()
        self._keys = np.empty(0, dtype=np.int64)

    def _advance(self, ids: list[int]) -> torch.Tensor:
        """Logits after further text, whose positions follow one another."""
        count, start = len(ids), len(self._keys)
        chunk = next((chunk for chunk in CHUNKS if chunk >= count), 0)
        if chunk and start + chunk <= self.decoder.capacity:
            logits = self._step(ids, chunk if self.decoder.device.type == "cuda" else count, start)
        else:
            positions = torch.arange(self._position, self._position + count, device=self.decoder.device).expand(3, -1)
            logits = self.decoder.prefill(self.decoder.embed(self._tensor(ids)), positions, start)
        self._keys = np.append(self._keys, ids)
        self._position += count
        return logits

    def _step(self, ids: list[int], size: int, start: int) -> torch.Tensor:
        """A step padded to ``size`` tokens: what is cached for the padding is never seen and soon overwritten."""
        filled = ids + [ids[-1]] * (size - len(ids))
        host = torch.tensor([filled, [*range(self._position, self._position + size)], [*range(start, start + size)]])
        inputs = (host, torch.tensor([len(ids) - 1]))
        blocks = -(-(start + size) // BLOCK)
        if self.decoder.device.type != "cuda":
            return _run(self.decoder, *inputs, blocks)[0]
        blocks = min(-(-blocks // 4) * 4, self.decoder.capacity // BLOCK)
        key = (size, blocks)
        if key not in self._recorded:
            self._recorded[key] = _Recording(self.decoder, *inputs, blocks)
        return self._recorded[key].replay(*inputs)[0]

    def _tensor(self, values: Any) -> torch.Tensor:
        return torch.as_tensor(values, dtype=torch.int64, device=self.decoder.device)


def _run(decoder: Decoder, rows: torch.Tensor, last: torch.Tensor, blocks: int) -> torch.Tensor:
    """A step whose ids, positions and slots are the rows of one tensor."""
    return decoder.step(rows[0], rows[1].expand(3, -1), rows[2], last, blocks)


class _Recording:
    """A step as a CUDA graph: one launch instead of a thousand."""

    def __init__(self, decoder: Decoder, rows: torch.Tensor, last: torch.Tensor, blocks: int) -> None:
        self._rows, self._last = rows.to(decoder.device), last.to(decoder.device)
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            # The first runs compile kernels and choose matrix products, which a recording must not.
            for _ in range(2):
                _run(decoder, self._rows, self._last, blocks)
        torch.cuda.current_stream().wait_stream(stream)
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph):
            self._logits = _run(decoder, self._rows, self._last, blocks)

    def replay(self, rows: torch.Tensor, last: torch.Tensor) -> torch.Tensor:
        self._rows.copy_(rows)
        self._last.copy_(last)
        self._graph.replay()
        return self._logits


def _common(one: NDArray[np.int64], other: NDArray[np.int64]) -> int:
    """How many keys at the beginning agree."""
    length = min(len(one), len(other))
    differs = np.flatnonzero(one[:length] != other[:length])
    return int(differs[0]) if len(differs) else length
