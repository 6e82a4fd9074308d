"""The language model's weights as the decoder takes them: products of one input joined, whole or in 4 bits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import torch

from model.mimo.quantised import Packed, Weight, packed


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of one layer; products of the same input are one matrix."""

    norm_before: torch.Tensor
    qkv: Weight
    qkv_bias: torch.Tensor
    out: Weight
    norm_after: torch.Tensor
    gate_up: Weight
    down: Weight


@dataclass(frozen=True, slots=True)
class Weights:
    """All weights of the language model."""

    layers: tuple[Layer, ...]
    embedding: torch.Tensor
    norm: torch.Tensor
    head: Weight

    @property
    def bytes(self) -> int:
        """Of the matrices in 4 bits, 0 where there are none."""
        matrices = [part for layer in self.layers for part in (layer.qkv, layer.out, layer.gate_up, layer.down)]
        return sum(matrix.bytes for matrix in (*matrices, self.head) if isinstance(matrix, Packed))


_known: WeakKeyDictionary[Any, Weights] = WeakKeyDictionary()


def weights_of(model: Any) -> Weights:
    """The model's weights, joined or packed once, however many decoders use them."""
    if model not in _known:
        parts = model.model.language_model
        layers = tuple(_joined_layer(layer) for layer in parts.layers)
        _known[model] = Weights(layers, model.get_input_embeddings().weight, parts.norm.weight, model.lm_head.weight)
    return _known[model]


def know(model: Any, weights: Weights) -> None:
    """From now on these are the model's weights; its own are not there."""
    _known[model] = weights


def pack(model: Any, device: torch.device | str) -> None:
    """Move the model to a device with its language model's matrices in 4 bits, one layer after the other.

    The module's own copies of these matrices are let go of: it can no longer be called, only used through a decoder.
    Embeddings, norms and the vision tower stay as they are.
    """
    parts = model.model.language_model
    layers = tuple(_packed_layer(layer, device) for layer in parts.layers)
    head = packed(model.lm_head.weight.data.to(device))
    # Tied weights: what the head held may still be what the embedding holds.
    model.lm_head.weight = torch.nn.Parameter(torch.empty(0), requires_grad=False)
    model.to(device)
    _known[model] = Weights(layers, model.get_input_embeddings().weight, parts.norm.weight, head)


def _joined_layer(layer: Any) -> Layer:
    """The layer's weights, joined; the module's own parameters become views of them, so nothing is held twice."""
    attention, mlp = layer.self_attn, layer.mlp
    projections = (attention.q_proj, attention.k_proj, attention.v_proj)
    return Layer(
        norm_before=layer.input_layernorm.weight,
        qkv=_joined(projections, "weight"),
        qkv_bias=_joined(projections, "bias"),
        out=attention.o_proj.weight,
        norm_after=layer.post_attention_layernorm.weight,
        gate_up=_joined((mlp.gate_proj, mlp.up_proj), "weight"),
        down=mlp.down_proj.weight,
    )


def _packed_layer(layer: Any, device: torch.device | str) -> Layer:
    attention, mlp = layer.self_attn, layer.mlp
    projections = (attention.q_proj, attention.k_proj, attention.v_proj)
    return Layer(
        norm_before=layer.input_layernorm.weight.data.to(device),
        qkv=_packed(projections, device),
        qkv_bias=torch.cat([module.bias.data for module in projections]).to(device),
        out=_packed((attention.o_proj,), device),
        norm_after=layer.post_attention_layernorm.weight.data.to(device),
        gate_up=_packed((mlp.gate_proj, mlp.up_proj), device),
        down=_packed((mlp.down_proj,), device),
    )


def _packed(modules: tuple[Any, ...], device: torch.device | str) -> Packed:
    matrix = packed(torch.cat([module.weight.data.to(device) for module in modules]))
    for module in modules:
        module.weight = torch.nn.Parameter(torch.empty(0), requires_grad=False)
    return matrix


def _joined(modules: tuple[Any, ...], name: str) -> torch.Tensor:
    joined = torch.cat([getattr(module, name).data for module in modules])
    start = 0
    for module in modules:
        parameter = getattr(module, name)
        parameter.data = joined[start : start + parameter.shape[0]]
        start += parameter.shape[0]
    return joined
