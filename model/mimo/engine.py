"""What has been computed is not computed again: pictures, the common beginning of two prompts, recorded steps."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray

from bridges.errors import ModelUnavailable
from model.mimo.decoder import BLOCK, Decoder
from model.mimo.images import MERGE, Picture, patches
from model.mimo.vision import encode

PICTURES = 8
"""Encoded pictures that are kept of each sequence."""
TOGETHER = 4
"""Pictures of one size that are encoded at once."""
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


class Pictures:
    """The vision tower with what it saw lately: an unchanged picture is not encoded twice."""

    def __init__(self, tower: Any, device: torch.device, kept: int = PICTURES) -> None:
        self._tower, self._device, self._kept = tower, device, kept
        self._tokens: OrderedDict[int, torch.Tensor] = OrderedDict()
        self.encoded = 0
        """Pictures encoded so far."""

    def tokens(self, picture: Picture) -> torch.Tensor:
        """The picture's visual tokens (tokens × hidden)."""
        self.look([picture])
        return self._tokens[picture.digest]

    @torch.no_grad()
    def look(self, pictures: Sequence[Picture]) -> None:
        """Encode those that are new, a few of one size at once."""
        new = {picture.digest: picture for picture in pictures if picture.digest not in self._tokens}
        for size in {picture.size for picture in new.values()}:
            same = [picture for picture in new.values() if picture.size == size]
            for at in range(0, len(same), TOGETHER):
                self._encode(same[at : at + TOGETHER])
        for picture in pictures:
            self._tokens.move_to_end(picture.digest)
        while len(self._tokens) > max(self._kept, len(pictures)):
            self._tokens.popitem(last=False)

    def forget(self) -> None:
        self._tokens.clear()

    def _encode(self, same: list[Picture]) -> None:
        pixels = torch.cat([picture.pixels(self._device) for picture in same])
        tokens = encode(self._tower, patches(pixels), same[0].rows, same[0].columns)
        self._tokens.update(zip((picture.digest for picture in same), tokens, strict=True))
        self.encoded += len(same)


class Engine:
    """One sequence that is read and written: alone with its own cache, or one of several that share a decoder."""

    def __init__(self, decoder: Decoder, pictures: Pictures, sequence: int = 0) -> None:
        self.decoder, self.pictures, self._sequence = decoder, pictures, sequence
        self._recorded: dict[tuple[int, int], Recording] = {}
        self._keys = np.empty(0, dtype=np.int64)
        self._position = 0
        """Of the next token."""
        self.prefilled = self.steps = 0
        """Tokens prefilled and steps taken so far."""

    @classmethod
    def alone(cls, model: Any, capacity: int = 8192) -> Self:
        """An engine for one sequence."""
        decoder = Decoder(model, capacity)
        return cls(decoder, Pictures(model.model.visual, decoder.device))

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
                hidden[place] = self.pictures.tokens(picture)[skipped:]
        logits = self.decoder.prefill(hidden, self._tensor(positions[:, common:]), common, self._sequence)
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

    def forget(self) -> None:
        """Forget every picture and prompt, so that the next one is computed in full."""
        self.pictures.forget()
        self._keys = np.empty(0, dtype=np.int64)

    @property
    def written(self) -> int:
        """Tokens that are cached."""
        return len(self._keys)

    @property
    def position(self) -> int:
        """Of the next token."""
        return self._position

    def take(self, ids: list[int]) -> None:
        """Further tokens have been cached."""
        self._keys = np.append(self._keys, ids)
        self._position += len(ids)

    def _advance(self, ids: list[int]) -> torch.Tensor:
        """Logits after further text, whose positions follow one another."""
        count, start = len(ids), len(self._keys)
        chunk = chunk_for(count)
        if chunk and start + chunk <= self.decoder.capacity and self.decoder.sequences == 1:
            logits = self._step(ids, chunk if self.decoder.device.type == "cuda" else count, start)
        else:
            positions = torch.arange(self._position, self._position + count, device=self.decoder.device).expand(3, -1)
            logits = self.decoder.prefill(self.decoder.embed(self._tensor(ids)), positions, start, self._sequence)
        self.take(ids)
        return logits

    def _step(self, ids: list[int], size: int, start: int) -> torch.Tensor:
        host, last = torch.tensor(padded(ids, self._position, start, size)), torch.tensor([len(ids) - 1])
        blocks = -(-(start + size) // BLOCK)
        if self.decoder.device.type != "cuda":
            return run(self.decoder, host, last, blocks)[0]
        blocks = min(-(-blocks // 4) * 4, self.decoder.capacity // BLOCK)
        key = (size, blocks)
        if key not in self._recorded:
            self._recorded[key] = Recording(self.decoder, host, last, blocks)
        return self._recorded[key].replay(host, last)[0]

    def _tensor(self, values: Any) -> torch.Tensor:
        return torch.as_tensor(values, dtype=torch.int64, device=self.decoder.device)


def chunk_for(count: int) -> int:
    """The recorded step that so many tokens fit in; 0 where there is none."""
    return next((chunk for chunk in CHUNKS if chunk >= count), 0)


def padded(ids: list[int], position: int, start: int, size: int) -> list[list[int]]:
    """Ids, positions and slots of a step of ``size`` tokens.

    What is cached for the padding is never seen and soon overwritten.
    """
    places = ([*range(first, first + size)] for first in (position, start))
    return [ids + [ids[-1]] * (size - len(ids)), *places]


def run(decoder: Decoder, rows: torch.Tensor, last: torch.Tensor, blocks: int) -> torch.Tensor:
    """A step whose ids, positions and slots are the rows of one tensor, one ``last`` for each sequence."""
    return decoder.step(rows[0], rows[1].expand(3, -1), rows[2], last, blocks, len(last))


class Recording:
    """A step as a CUDA graph: one launch instead of a thousand."""

    def __init__(self, decoder: Decoder, rows: torch.Tensor, last: torch.Tensor, blocks: int) -> None:
        self._rows, self._last = rows.to(decoder.device), last.to(decoder.device)
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            # The first runs compile kernels and choose matrix products, which a recording must not.
            for _ in range(2):
                run(decoder, self._rows, self._last, blocks)
        torch.cuda.current_stream().wait_stream(stream)
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph):
            self._logits = run(decoder, self._rows, self._last, blocks)

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
