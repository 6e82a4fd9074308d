"""The comparison of what the pointer could begin with, on two tiny networks of both kinds with random weights."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel, LlamaConfig, LlamaModel

from model.train.backbones import Backbone, megabytes, passes_ms, shortened, vectors
from model.train.synonym_probe import learned, meanings, shares_found

SIZES = {
    "hidden_size": 32,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "vocab_size": 64,
    "max_position_embeddings": 300,
}


def pieces(phrase: str) -> list[int]:
    """One number a letter."""
    return [1 + ord(letter) % 60 for letter in phrase]


@pytest.fixture(scope="module")
def two() -> list[Backbone]:
    """A BERT, which reads to both sides, and a Llama, which reads forward."""
    torch.manual_seed(0)
    small = BertModel(BertConfig(num_hidden_layers=2, attn_implementation="eager", **SIZES), add_pooling_layer=False)
    large = LlamaModel(LlamaConfig(num_hidden_layers=4, attn_implementation="eager", **SIZES))
    return [Backbone("bert", small.eval(), pieces), Backbone("llama", large.eval(), pieces, (0,))]


@pytest.mark.filterwarnings("ignore")  # each of the libraries warns of what another one still does
def test_both_kinds_can_be_timed_over_a_task_and_its_elements(two: list[Backbone]) -> None:
    small, large = passes_ms(two, 3, eight_bits=False)
    assert small > 0
    assert large > 0


def test_a_phrase_has_the_same_vector_alone_and_among_others(two: list[Backbone]) -> None:
    for one in two:
        alone, among = vectors(one, ["save"])[0], vectors(one, ["open file", "save", "exit"])[1]
        assert np.allclose(alone, among, atol=1e-5)


def test_four_bits_need_about_half_of_eight(two: list[Backbone]) -> None:
    for one in two:
        matrices = sum(weight.numel() for weight in one.net.parameters() if weight.ndim > 1)
        assert megabytes(one.net, 8) * 1e6 >= matrices
        assert 0.5 < megabytes(one.net, 4) / megabytes(one.net, 8) < 0.75


def test_a_model_cut_short_keeps_its_first_layers(two: list[Backbone]) -> None:
    cut = shortened(two[1], 1)
    assert len(cut.net.layers) == 1
    assert len(two[1].net.layers) == 4
    assert torch.equal(cut.net.layers[0].mlp.up_proj.weight, two[1].net.layers[0].mlp.up_proj.weight)
    assert not np.allclose(vectors(cut, ["save"]), vectors(two[1], ["save"]))


def test_the_probe_finds_synonyms_whose_vectors_are_near_and_no_others() -> None:
    meant = meanings()
    assert len(meant) > 150
    source = np.random.default_rng(0)
    middles = source.normal(size=(len(meant), 16))
    near = np.concatenate([m + 0.1 * source.normal(size=(len(g), 16)) for m, g in zip(middles, meant, strict=True)])
    assert min(shares_found(meant, near)) > 0.95
    assert max(shares_found(meant, source.normal(size=near.shape))) < 0.1


def test_the_learned_map_takes_away_what_differs_within_a_meaning() -> None:
    source = np.random.default_rng(1)
    group = np.repeat(np.arange(60), 3)
    table = np.repeat(source.normal(size=(60, 8)), 3, axis=0)
    table[:, 0] += 20 * source.normal(size=len(table))
    kept = np.linalg.norm(learned(table, group), axis=1)
    assert kept[0] < 0.3 * kept[1:].min()
