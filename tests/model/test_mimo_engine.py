"""The fast path computes what transformers computes, however much of it is reused."""

from __future__ import annotations

import pytest
import torch
from mimo_models import picture, prompt, reference, small, words

from bridges.errors import ModelUnavailable
from model.mimo.engine import Engine
from model.mimo.vision import encode

CLOSE = 2e-5


@pytest.fixture
def engine() -> Engine:
    return Engine.alone(small().model, 2048)


def apart(ours: torch.Tensor, theirs: torch.Tensor) -> float:
    assert float(theirs.std()) > 0.05, "logits that say nothing"
    return float((ours - theirs).abs().max())


@pytest.mark.parametrize(("width", "height"), [(640, 400), (112, 112), (60, 500), (252, 280), (28, 140)])
def test_vision_in_dense_windows(width: int, height: int) -> None:
    from model.mimo.images import patches

    seen = picture(width, height, 3)
    cut = patches(seen.pixels(torch.device("cpu")))
    tower = small().model.model.visual
    with torch.no_grad():
        theirs = tower(cut[0], grid_thw=torch.tensor([[1, seen.rows, seen.columns]])).pooler_output
        ours = encode(tower, cut, seen.rows, seen.columns)[0]
        both = encode(tower, torch.cat([cut, cut.flip(1)]), seen.rows, seen.columns)
    assert float((ours - theirs).abs().max()) < CLOSE
    assert torch.allclose(both[0], ours, atol=CLOSE)


def test_reading_and_extending_by_one_by_few_and_by_many(engine: Engine) -> None:
    asked = prompt(words(20, 1), picture(333, 217, 1), words(15, 2))
    assert apart(engine.read(asked), reference(asked, [])) < CLOSE
    said: list[int] = []
    for count in (1, 1, 5, 40, 1, 200, 1):
        further = words(count, count)
        said += further
        assert apart(engine.extend(further), reference(asked, said)) < CLOSE


def test_what_a_prompt_has_in_common_with_the_last_is_not_computed_again(engine: Engine) -> None:
    first, second = picture(333, 217, 1), picture(640, 400, 2)
    head, tail = words(20, 1), words(15, 2)
    asked = prompt(head, first, tail)
    engine.read(asked)
    engine.extend(words(7, 3))
    before = engine.prefilled
    following = prompt(head, first, tail, words(7, 3), words(4, 4), second, words(9, 5))
    assert apart(engine.read(following), reference(following, [])) < CLOSE
    assert engine.prefilled - before == 4 + second.tokens + 9
    assert engine.pictures.encoded == 2
    again = prompt(head, first, words(30, 6))
    before = engine.prefilled
    assert apart(engine.read(again), reference(again, [])) < CLOSE
    assert engine.prefilled - before == 30
    assert engine.pictures.encoded == 2


def test_the_same_prompt_again_takes_one_token(engine: Engine) -> None:
    asked = prompt(words(20, 1), picture(112, 140, 1), words(15, 2))
    first, before = engine.read(asked).clone(), engine.prefilled
    assert torch.allclose(engine.read(asked), first, atol=CLOSE)
    assert engine.prefilled - before == 1


def test_a_prompt_that_ends_with_its_picture(engine: Engine) -> None:
    asked = prompt(words(5, 1), picture(112, 140, 1))
    assert apart(engine.read(asked), reference(asked, [])) < CLOSE
    further = words(3, 2)
    assert apart(engine.extend(further), reference(asked, further)) < CLOSE


def test_another_picture_of_the_same_size_is_seen(engine: Engine) -> None:
    one, other = (prompt(words(5, 1), picture(112, 140, seed), words(5, 2)) for seed in (1, 2))
    engine.read(one)
    assert apart(engine.read(other), reference(other, [])) < CLOSE


def test_a_prompt_longer_than_the_cache_is_refused() -> None:
    with pytest.raises(ModelUnavailable, match="cache holds 256"):
        Engine.alone(small().model, 256).read(prompt(words(300, 1)))


def test_a_reply_that_fills_the_cache_is_refused(engine: Engine) -> None:
    engine.read(prompt(words(2040, 1)))
    with pytest.raises(ModelUnavailable, match="full"):
        engine.extend(words(9, 1))


def test_greedy_replies_equal_those_of_generate(engine: Engine) -> None:
    model = small().model
    for seed in range(3):
        asked = prompt(words(30, seed), picture(112, 140, seed), words(20, seed))
        logits, ours = engine.read(asked), list[int]()
        for _ in range(12):
            ours.append(int(logits.argmax()))
            logits = engine.extend(ours[-1:])
        theirs: list[int] = []
        for _ in range(12):
            theirs.append(int(reference(asked, theirs).argmax()))
        assert ours == theirs
    assert model.training is False
