"""Matrices in 4 bits: as near as 4 bits can be, and the decoder computes with exactly them."""

from __future__ import annotations

import copy

import pytest
import torch
from mimo_models import picture, prompt, small, words

from model.mimo.engine import Engine
from model.mimo.quantised import packed, product
from model.mimo.weights import pack, weights_of


@pytest.mark.parametrize(("rows", "columns", "group"), [(64, 256, 128), (33, 64, 64), (8, 96, 32), (5, 48, 16)])
def test_a_group_is_nearer_than_by_rounding_over_its_whole_range(rows: int, columns: int, group: int) -> None:
    matrix = torch.randn(rows, columns, generator=torch.Generator().manual_seed(1))
    made = packed(matrix)
    assert made.group == group
    assert made.bytes < matrix.numel() * (0.5 + 8 / group) + 1
    away = (made.whole() - matrix).abs().view(rows, -1, group)
    wide, step, least = matrix.view(rows, -1, group), made.step.unsqueeze(-1), made.least.unsqueeze(-1)
    inside = (wide >= least) & (wide <= least + 15 * step)
    assert bool((away[inside] <= (0.51 * step).expand_as(away)[inside]).all())
    low, whole = wide.amin(-1, keepdim=True), wide.amax(-1, keepdim=True) - wide.amin(-1, keepdim=True)
    plain = ((wide - low) / (whole / 15)).round() * (whole / 15) + low - wide
    assert bool((away.square().sum(-1) <= plain.square().sum(-1) * 1.001).all())
    if group == 128:
        assert float(away.square().sum()) < 0.93 * float(plain.square().sum())


def test_a_matrix_that_4_bits_hold_comes_back_as_it_was() -> None:
    steps = torch.randint(0, 16, (6, 128), generator=torch.Generator().manual_seed(2))
    steps[:, 0], steps[:, 1] = 0, 15
    matrix = steps.float() * 0.25 - 1.5
    assert torch.equal(packed(matrix).whole(), matrix)


def test_an_even_row_and_rows_that_cannot_be_cut() -> None:
    assert torch.allclose(packed(torch.full((2, 128), 0.7)).whole(), torch.full((2, 128), 0.7))
    with pytest.raises(ValueError, match="7 numbers"):
        packed(torch.zeros(2, 7))


def test_a_product_is_that_with_the_whole_matrix() -> None:
    generator = torch.Generator().manual_seed(3)
    matrix, bias = torch.randn(24, 128, generator=generator), torch.randn(24, generator=generator)
    for count in (1, 7, 40):
        inputs = torch.randn(count, 128, generator=generator)
        assert torch.allclose(
            product(inputs, packed(matrix), bias), inputs @ packed(matrix).whole().T + bias, atol=1e-5
        )


def test_a_packed_model_computes_what_the_whole_one_computes_with_the_same_numbers() -> None:
    model = copy.deepcopy(small().model)
    pack(model, "cpu")
    weights = weights_of(model)
    assert weights.bytes > 0
    whole = copy.deepcopy(small().model)
    _fill(whole, weights)
    asked = prompt(words(20, 1), picture(112, 140, 2), words(15, 3))
    ours, theirs = Engine.alone(model, 1024), Engine.alone(whole, 1024)
    assert torch.allclose(ours.read(asked), theirs.read(asked), atol=2e-4)
    assert torch.allclose(ours.extend(words(3, 4)), theirs.extend(words(3, 4)), atol=2e-4)


def _fill(model: torch.nn.Module, weights: object) -> None:
    for layer, made in zip(model.model.language_model.layers, weights.layers, strict=True):
        attention, mlp = layer.self_attn, layer.mlp
        for modules, matrix in (
            ((attention.q_proj, attention.k_proj, attention.v_proj), made.qkv),
            ((attention.o_proj,), made.out),
            ((mlp.gate_proj, mlp.up_proj), made.gate_up),
            ((mlp.down_proj,), made.down),
        ):
            parts = matrix.whole().split([module.weight.shape[0] for module in modules])
            for module, part in zip(modules, parts, strict=True):
                module.weight.data.copy_(part)
    model.lm_head.weight.data.copy_(weights.head.whole())
