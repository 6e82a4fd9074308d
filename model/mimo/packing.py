"""A checkpoint in 4 bits on disk: read once, packed, written, and from then on loaded in a third of the time and space.

The folder holds one `packed.safetensors`, the checkpoint's configuration with ``quantization_config`` saying how it was
packed, and its tokenizer. Only Mimic reads it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bridges.errors import ModelUnavailable

METHOD = "mimic-4bit"
FILE = "packed.safetensors"
MATRICES = ("qkv", "out", "gate_up", "down")
NORMS = ("norm_before", "norm_after", "qkv_bias")
TEXTS = ("*.json", "*.txt", "*.jinja")
"""What besides weights belongs to a checkpoint."""


def is_packed(config: dict[str, Any]) -> bool:
    """Whether a checkpoint's configuration says that it is one of these."""
    return bool((config.get("quantization_config") or {}).get("quant_method") == METHOD)


def save(model: Any, source: Path, folder: Path) -> None:
    """Write a model that was packed by `weights.pack`, with the configuration and tokenizer of its source."""
    from safetensors.torch import save_file

    from model.mimo.weights import weights_of

    folder.mkdir(parents=True, exist_ok=True)
    for path in (path for pattern in TEXTS for path in source.glob(pattern)):
        if not path.name.endswith(".index.json"):
            shutil.copyfile(path, folder / path.name)
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    config["quantization_config"] = {"quant_method": METHOD}
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    save_file({name: tensor.contiguous() for name, tensor in _tensors(model, weights_of(model))}, folder / FILE)


def load(folder: Path, config: dict[str, Any], device: str) -> Any:
    """The model, ready for a decoder on the device. Raises ModelUnavailable where the file is not whole."""
    import torch
    from safetensors.torch import load_file
    from transformers import GenerationConfig, Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

    from model.mimo.weights import Layer, Weights, know

    plain = {key: value for key, value in config.items() if key != "quantization_config"}
    with torch.device("meta"):
        model = Qwen2_5_VLForConditionalGeneration(Qwen2_5_VLConfig.from_dict(plain)).eval()
    try:
        stored = load_file(folder / FILE, device=device)
        layers = tuple(
            Layer(
                **{name: _packed(stored, f"layers.{number}.{name}") for name in MATRICES},
                **{name: stored[f"layers.{number}.{name}"] for name in NORMS},
            )
            for number in range(model.config.text_config.num_hidden_layers)
        )
        weights = Weights(layers, stored["embedding"], stored["norm"], _packed(stored, "head"))
        seen = {name.removeprefix("visual."): part for name, part in stored.items() if name.startswith("visual.")}
        model.model.visual.load_state_dict(seen, strict=True, assign=True)
    except (OSError, KeyError, RuntimeError, ValueError) as error:
        found = f"{type(error).__name__}: {str(error)[:200]}"
        raise ModelUnavailable(f"Loading {folder / FILE}", found, "Pack it again: mimic model quantize.") from error
    model.set_input_embeddings(torch.nn.Embedding.from_pretrained(stored["embedding"]))
    if (folder / "generation_config.json").is_file():
        model.generation_config = GenerationConfig.from_pretrained(folder)
    know(model, weights)
    return model


def _tensors(model: Any, weights: Any) -> Iterator[tuple[str, Any]]:
    for number, layer in enumerate(weights.layers):
        for name in NORMS:
            yield f"layers.{number}.{name}", getattr(layer, name)
        for name in MATRICES:
            yield from _parts(f"layers.{number}.{name}", getattr(layer, name))
    yield from _parts("head", weights.head)
    yield "embedding", weights.embedding.data
    yield "norm", weights.norm.data
    for name, tensor in model.model.visual.state_dict().items():
        yield f"visual.{name}", tensor


def _parts(name: str, matrix: Any) -> Iterator[tuple[str, Any]]:
    return ((f"{name}.{part}", getattr(matrix, part)) for part in ("halves", "step", "least"))


def _packed(stored: dict[str, Any], name: str) -> Any:
    from model.mimo.quantised import Packed

    return Packed(*(stored[f"{name}.{part}"] for part in ("halves", "step", "least")))
