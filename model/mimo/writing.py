"""Writing a reply: thoughts freely, then only what the grammar allows, and what it forces without asking the model."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar, cast

import numpy as np
import torch

from bridges.errors import ModelUnavailable, UnparsableReply
from model.mimo.floods import refuse_flood

if TYPE_CHECKING:
    from llguidance import LLMatcher, LLTokenizer

FLOOD = 48
"""Tokens in a row that repeat the same few."""


class Reader(Protocol):
    """Whatever reads tokens one after another: an `Engine`, or a slower reference."""

    def extend(self, ids: list[int]) -> torch.Tensor:
        """Logits after these further tokens."""


T = TypeVar("T")
Asking: TypeAlias = Generator[list[int], torch.Tensor, T]
"""Writing that asks for the logits after further tokens, so that one reader or several side by side can serve it."""


def served(asking: Asking[T], reader: Reader) -> T:
    """What comes of the writing once the reader has answered all that it asks for."""
    try:
        ids = next(asking)
        while True:
            ids = asking.send(reader.extend(ids))
    except StopIteration as end:
        return cast("T", end.value)


@dataclass(slots=True)
class Written:
    """A reply."""

    ids: list[int] = field(default_factory=list)
    chosen: list[float] = field(default_factory=list)
    """Probability of each token that the model chose, among those that were allowed."""
    forced: int = 0
    """Tokens that the grammar left no choice about."""

    @property
    def confidence(self) -> float:
        """Geometric mean of the probabilities of what the model chose."""
        if not self.chosen:
            return 1.0
        return math.exp(sum(math.log(max(each, 1e-9)) for each in self.chosen) / len(self.chosen))


class Writer:
    """Writes with one tokenizer; greedy, so the same prompt gives the same reply."""

    def __init__(self, tokenizer: Any, vocabulary: int, ends: frozenset[int]) -> None:
        self._tokenizer = tokenizer
        self._vocabulary = vocabulary
        """Number of logits, which may be more than the tokenizer's tokens."""
        self._ends = ends

    @cached_property
    def _lexicon(self) -> LLTokenizer:
        from llguidance.hf import from_tokenizer

        return from_tokenizer(self._tokenizer, n_vocab=self._vocabulary, eos_token=min(self._ends))

    def matcher(self, grammar: str) -> LLMatcher:
        """A fresh walk through the grammar. Raises ModelUnavailable for one that does not compile."""
        from llguidance import LLMatcher

        matcher = LLMatcher(self._lexicon, grammar)
        if matcher.is_error():
            raise ModelUnavailable("Compiling the grammar of replies", matcher.get_error()[:300])
        return matcher

    def think(self, logits: torch.Tensor, written: Written, most: int) -> Asking[torch.Tensor]:
        """Let the model think, up to and with ``</think>``; logits after it.

        Raises UnparsableReply where the thoughts repeat themselves or take more than ``most`` tokens. A model that
        does not begin with ``<think>`` has none, and nothing is written.
        """
        opening = self.tokens("<think>")
        if int(logits.argmax()) != opening[0]:
            return logits
        start = len(written.ids)
        while len(written.ids) - start < most:
            token = int(logits.argmax())
            if token in self._ends:
                raise UnparsableReply("Reading the model's thoughts", "they end in the middle", "Turn thinking off.")
            written.ids.append(token)
            refuse_flood(written.ids, FLOOD)
            logits = yield [token]
            if "</think>" in self.text(written.ids[max(start, len(written.ids) - 8) :]):
                return logits
        raise UnparsableReply(
            "Reading the model's thoughts", f"they do not end within {most} tokens", "Turn thinking off, or allow more."
        )

    def force(self, text: str, written: Written) -> Asking[torch.Tensor]:
        """Write a text that is given; logits after it."""
        ids = self.tokens(text)
        written.ids += ids
        written.forced += len(ids)
        return (yield ids)

    def answer(self, logits: torch.Tensor, matcher: LLMatcher, written: Written, most: int) -> Asking[None]:
        """Write what the grammar allows until it is complete.

        Where it allows one text only, its tokens are written without a step of the model; the next choice reads them
        all at once. Raises UnparsableReply where the text floods or takes more than ``most`` tokens.
        """
        start, pending = len(written.ids), list[int]()
        while True:
            forced = matcher.compute_ff_tokens()
            if forced:
                matcher.consume_tokens(forced)
                written.forced += len(forced)
                written.ids += forced
                pending += forced
            if matcher.is_stopped():
                return
            if pending:
                logits = yield pending
            token, probability = self._choose(logits, matcher)
            written.chosen.append(probability)
            if token in self._ends:
                return
            matcher.consume_token(token)
            written.ids.append(token)
            refuse_flood(written.ids, FLOOD)
            pending = [token]
            if len(written.ids) - start > most:
                raise UnparsableReply("Reading the model's reply", f"it does not end within {most} tokens")

    def _choose(self, logits: torch.Tensor, matcher: LLMatcher) -> tuple[int, float]:
        """The likeliest allowed token and its probability among the allowed."""
        bits = np.frombuffer(matcher.compute_bitmask(), dtype=np.uint8).copy()
        mask = torch.from_numpy(bits).to(logits.device).unsqueeze(1).bitwise_right_shift(_shifts(logits.device))
        allowed = mask.bitwise_and_(1).flatten()[: len(logits)].bool()
        scores = logits.float().masked_fill(~allowed, -torch.inf).log_softmax(-1)
        best = scores.argmax()
        token, score = torch.stack([best.float(), scores[best]]).tolist()
        return int(token), math.exp(score)

    def tokens(self, text: str) -> list[int]:
        """The text's tokens, with special ones where it names them."""
        return list(self._tokenizer.encode(text, add_special_tokens=False))

    def text(self, ids: list[int]) -> str:
        """What the tokens say."""
        return str(self._tokenizer.decode(ids, skip_special_tokens=False))


def _shifts(device: torch.device) -> torch.Tensor:
    return torch.arange(8, dtype=torch.uint8, device=device)
