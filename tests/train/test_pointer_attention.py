"""Training and what ships attend by two paths: they say the same and learn the same."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from model.pointer.matching import PAIRS  # noqa: E402
from model.train.pointer_net import NEAR, Layer, PointerConfig, PointerCore  # noqa: E402

WORDS, ITEMS = 5, 10


def test_the_path_of_training_is_that_of_what_ships() -> None:
    torch.manual_seed(0)
    core = PointerCore(PointerConfig(layers=2))
    for layer in core.layers:
        for linear in (layer.near, layer.spoken, layer.speaks):  # they begin at zero, which would show nothing
            torch.nn.init.normal_(linear.weight, std=0.05)
            torch.nn.init.normal_(linear.bias, std=0.05)
    size = WORDS + ITEMS + 1
    x = torch.randn(2, size, 384)
    near, pairs = torch.randn(2, ITEMS, ITEMS, NEAR), torch.randn(2, WORDS, ITEMS, PAIRS)
    hidden = torch.zeros(2, 1, 1, size)
    hidden[1, ..., 3:WORDS] = hidden[1, ..., -4:-1] = -1e4

    def ships(layer: Layer, given: torch.Tensor, number: int) -> torch.Tensor:
        return layer(given, near, pairs, hidden)

    def trains(layer: Layer, given: torch.Tensor, number: int) -> torch.Tensor:
        return layer.trained(given, core.biases(near, pairs, hidden)[number])

    said, learnt = [], []
    for path in (ships, trains):
        core.zero_grad()
        given = x
        for number, layer in enumerate(core.layers):
            given = path(layer, given, number)
        given.square().mul(torch.arange(384)).mean().backward()
        said.append(given.detach())
        learnt.append({name: value.grad.clone() for name, value in core.named_parameters() if value.grad is not None})
    torch.testing.assert_close(*said, atol=1e-4, rtol=1e-4)
    assert learnt[0].keys() == learnt[1].keys()
    assert any(name.endswith("near.weight") for name in learnt[0])
    for name, value in learnt[0].items():
        torch.testing.assert_close(learnt[1][name], value, atol=1e-3, rtol=1e-3, msg=name)
