"""Sessions that are written side by side say what each would say alone."""

from __future__ import annotations

import pytest
import torch
from mimo_models import picture, prompt, small, words

from bridges.coordinates import Size
from bridges.errors import ModelUnavailable
from model.mimo.backend import Mimo
from model.mimo.engine import Engine
from model.mimo.sessions import Sessions

CLOSE = 2e-5


def test_logits_of_steps_taken_together_equal_those_taken_alone() -> None:
    sessions, alone = Sessions(small().model, 3, 1024), [Engine.alone(small().model, 1024) for _ in range(3)]
    asked = [prompt(words(20 + n, n), picture(112, 140 + 56 * n, n), words(9 * n + 1, n)) for n in range(3)]
    read = sessions.read(asked)
    for ours, engine, each in zip(read, alone, asked, strict=True):
        assert torch.allclose(ours, engine.read(each), atol=CLOSE)
    for lengths in ((1, 1, 1), (5, 1, 12), (1, 0, 3), (0, 200, 1), (1, 1, 1)):
        further = {n: words(length, length) for n, length in enumerate(lengths) if length}
        logits = sessions.extend(further)
        assert logits.keys() == further.keys()
        for n, ids in further.items():
            assert torch.allclose(logits[n], alone[n].extend(ids), atol=CLOSE)


def test_replies_of_many_sessions_equal_those_of_one_after_another() -> None:
    mimo = Mimo(small(), think=False)
    sessions = Sessions(small().model, 5, 1024)
    seen = [picture(112 + 28 * (n % 2), 140, n) for n in range(5)]
    asked = [(prompt(words(20, n), each, words(20, n + 50)), Size(112, 140)) for n, each in enumerate(seen)]
    together = mimo.replies(sessions, asked, frozenset({"click"}))
    alone = [mimo.reply(each, size, frozenset({"click"})) for each, size in asked]
    assert [reply.text for reply in together] == [reply.text for reply in alone]
    assert len({reply.text for reply in together}) > 1
    assert sessions.steps < sum(reply.steps for reply in alone) / 2


def test_a_session_whose_cache_is_full_is_named() -> None:
    sessions = Sessions(small().model, 2, 256)
    sessions.read([prompt(words(250, 1)), prompt(words(9, 1))])
    with pytest.raises(ModelUnavailable, match="full"):
        sessions.extend({0: words(9, 1)})
