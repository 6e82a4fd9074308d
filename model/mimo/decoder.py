"""The language model of Qwen2.5-VL over a key and value cache of fixed size.

Two ways through the same weights: `prefill` for long runs of tokens, and `step` for a few, whose shapes never change
and which can therefore be recorded as a CUDA graph. Attention of `step` splits the cache into blocks, so that a single
query still occupies the whole chip.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name

from model.mimo.kernels import added, attended, rms_norm, rotated, swiglu
from model.mimo.quantised import product
from model.mimo.weights import weights_of

BLOCK = 256
"""Tokens in one block of the cache."""


class Decoder:
    """Weights, cache and arithmetic of one sequence, or of several that are written side by side."""

    def __init__(self, model: Any, capacity: int, sequences: int = 1) -> None:
        config = model.config.text_config
        weights = weights_of(model)
        self.layers, self.head = weights.layers, weights.head
        self.embedding, self.norm = weights.embedding, weights.norm
        self.epsilon: float = config.rms_norm_eps
        self.heads: int = config.num_attention_heads
        self.groups: int = config.num_key_value_heads
        self.width: int = config.hidden_size // config.num_attention_heads
        self.sections: list[int] = config.rope_parameters["mrope_section"]
        exponents = torch.arange(0, self.width, 2, device=self.device).float() / self.width
        self._frequencies = config.rope_parameters["rope_theta"] ** -exponents
        self.sequences = sequences
        self._blocks = -(-capacity // BLOCK)
        shape = (len(self.layers), sequences * self._blocks, self.groups, BLOCK, self.width)
        self.keys = torch.zeros(shape, dtype=self.embedding.dtype, device=self.device)
        self.values = torch.zeros_like(self.keys)

    @property
    def device(self) -> torch.device:
        return self.embedding.device

    @property
    def capacity(self) -> int:
        """Tokens that the cache holds of each sequence."""
        return self._blocks * BLOCK

    def embed(self, ids: torch.Tensor) -> torch.Tensor:
        """Token ids (n) as vectors (n × hidden)."""
        return F.embedding(ids, self.embedding)

    def rotation(self, positions: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Cosines and sines (n × 1 × head width) of positions (3 × n: time, row, column), each in its section."""
        angles = positions.unsqueeze(-1).float() * self._frequencies
        chosen = torch.cat([part[i % 3] for i, part in enumerate(angles.split(self.sections, -1))], -1)
        doubled = torch.cat([chosen, chosen], -1).unsqueeze(1)
        return doubled.cos().to(self.embedding.dtype), doubled.sin().to(self.embedding.dtype)

    def prefill(self, hidden: torch.Tensor, positions: torch.Tensor, start: int, sequence: int = 0) -> torch.Tensor:
        """Logits (vocabulary) after the last of n vectors (n × hidden) that follow ``start`` cached tokens."""
        rotation = self.rotation(positions)
        slots = torch.arange(start, start + len(hidden), device=self.device)
        places = (sequence * self._blocks + slots // BLOCK, slots % BLOCK)
        normal = rms_norm(hidden, self.layers[0].norm_before, self.epsilon)
        for number in range(len(self.layers)):
            query, key, value = self._project(number, normal, rotation, places)
            if start:
                key, value = self._cached(number, start + len(hidden), sequence * self._blocks)
            hidden, normal = self._finish(number, hidden, self._causal(query, key, value, start))
        return product(normal[-1:], self.head)[0]

    def step(
        self,
        ids: torch.Tensor,
        positions: torch.Tensor,
        slots: torch.Tensor,
        last: torch.Tensor,
        blocks: int,
        sequences: int = 1,
    ) -> torch.Tensor:
        """Logits (sequences × vocabulary) after token ``last`` (one a sequence) of a few, n of each sequence.

        ``ids`` and ``slots``, where the tokens are cached, hold sequences · n numbers, ``positions`` three times as
        many. ``blocks`` blocks of each cache are looked at; what lies behind a token's own slot is not seen.
        """
        hidden = self.embed(ids)
        rotation = self.rotation(positions)
        count = len(ids) // sequences
        seen = torch.arange(blocks * BLOCK, device=self.device) <= slots.view(sequences, count, 1)
        seen = seen.repeat_interleave(self.heads // self.groups, 1)
        first = torch.arange(sequences, device=self.device).repeat_interleave(count) * self._blocks
        places = (first + slots // BLOCK, slots % BLOCK)
        normal = rms_norm(hidden, self.layers[0].norm_before, self.epsilon)
        for number in range(len(self.layers)):
            query, _, _ = self._project(number, normal, rotation, places)
            hidden, normal = self._finish(number, hidden, self._split(query, number, seen, blocks))
        ends = torch.arange(sequences, device=self.device) * count + last
        return product(normal.index_select(0, ends), self.head)

    def _project(
        self,
        number: int,
        normal: torch.Tensor,
        rotation: tuple[torch.Tensor, torch.Tensor],
        places: tuple[torch.Tensor, torch.Tensor],
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Query, key and value (n × heads × width) of a layer; keys and values are cached at their places."""
        layer = self.layers[number]
        states = product(normal, layer.qkv, layer.qkv_bias)
        states = states.view(len(normal), self.heads + 2 * self.groups, self.width)
        turned = rotated(states[:, : self.heads + self.groups], *rotation)
        key, value = turned[:, self.heads :], states[:, self.heads + self.groups :]
        block, place = places
        self.keys[number][block, :, place] = key
        self.values[number][block, :, place] = value
        return turned[:, : self.heads], key, value

    def _cached(self, number: int, length: int, first: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Keys and values (length × groups × width) of the first tokens of the sequence whose blocks begin there."""
        blocks = -(-length // BLOCK)
        key, value = (
            store[number, first : first + blocks].permute(0, 2, 1, 3).reshape(-1, self.groups, self.width)[:length]
            for store in (self.keys, self.values)
        )
        return key, value

    def _causal(self, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, start: int) -> torch.Tensor:
        q, k, v = (part.transpose(0, 1).unsqueeze(0) for part in (query, key, value))
        if start:
            from torch.nn.attention.bias import causal_lower_right

            share = self.heads // self.groups
            mask = causal_lower_right(q.shape[2], k.shape[2])
            k, v = k.repeat_interleave(share, 1), v.repeat_interleave(share, 1)
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        return mixed[0].transpose(0, 1).reshape(len(query), -1)

    def _split(self, query: torch.Tensor, number: int, seen: torch.Tensor, blocks: int) -> torch.Tensor:
        sequences, rows, _ = seen.shape
        share = self.heads // self.groups
        count, batch = rows // share, sequences * blocks * self.groups
        q = query.view(sequences, 1, count, self.groups, share, self.width).transpose(2, 3)
        q = q.expand(-1, blocks, -1, -1, -1, -1).reshape(batch, rows, self.width)
        key, value = (
            store[number].view(-1, self._blocks, self.groups, BLOCK, self.width)[:sequences, :blocks]
            for store in (self.keys, self.values)
        )
        scores = torch.bmm(q, key.reshape(batch, BLOCK, self.width).transpose(1, 2))
        weights = attended(scores.view(sequences, blocks, self.groups, rows, BLOCK), seen, self.width**-0.5)
        parts = torch.bmm(weights.view(batch, rows, BLOCK), value.reshape(batch, BLOCK, self.width))
        mixed = parts.view(sequences, blocks, self.groups, count, share, self.width).sum(1, dtype=torch.float32)
        return mixed.to(query.dtype).transpose(1, 2).reshape(sequences * count, -1)

    def _finish(self, number: int, hidden: torch.Tensor, mixed: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """What leaves a layer, and it normalised for what comes next."""
        layer = self.layers[number]
        last = number + 1 == len(self.layers)
        following = self.norm if last else self.layers[number + 1].norm_before
        hidden, normal = added(hidden, product(mixed, layer.out), layer.norm_after, self.epsilon)
        gate, up = product(normal, layer.gate_up).chunk(2, -1)
        return added(hidden, product(swiglu(gate, up), layer.down), following, self.epsilon)
